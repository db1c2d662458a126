/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-seal.h"

G_BEGIN_DECLS

/* What signing in needs: the account's secrets, terminals, and the codes that enrol them. */

typedef struct
{
  char *user_id;
  int state;
  char *password_hash;
  gboolean password_temporary;
  gint64 password_expires_at;
  gint64 last_sign_in_at;
  char *last_sign_in_terminal;
} AnshinCredentials;

void     anshin_credentials_clear       (AnshinCredentials *credentials);
gboolean anshin_credentials_find        (AnshinTx *tx, const char *mail,
                                         AnshinCredentials *credentials, gboolean *found,
                                         GError **error);
gboolean anshin_credentials_load        (AnshinTx *tx, const char *user_id,
                                         AnshinCredentials *credentials, gboolean *found,
                                         GError **error);
gboolean anshin_credentials_set_password (AnshinTx *tx, const char *user_id, const char *hash,
                                          GError **error);
gboolean anshin_credentials_set_temporary (AnshinTx *tx, const char *user_id, const char *hash,
                                           gint64 expires_at, GError **error);
gboolean anshin_credentials_set_signed_in (AnshinTx *tx, const char *user_id,
                                           const char *terminal_id, gint64 now, GError **error);

#define ANSHIN_PUBLIC_KEY_BYTES 32

gboolean anshin_terminal_insert         (AnshinTx *tx, const char *id, const char *user_id,
                                         const char *name, const guint8 *public_key, gint64 now,
                                         GError **error);
gboolean anshin_terminal_find_key       (AnshinTx *tx, const char *id, const char *user_id,
                                         guint8 public_key[ANSHIN_PUBLIC_KEY_BYTES],
                                         gboolean *found, GError **error);
gboolean anshin_terminal_count          (AnshinTx *tx, const char *user_id, gint64 *count,
                                         GError **error);
gboolean anshin_terminal_get_name       (AnshinTx *tx, const char *id, char **name,
                                         GError **error);

gboolean anshin_enrolment_code_insert   (AnshinTx *tx, const guint8 *index, const char *user_id,
                                         const char *issued_by, gint64 now, gint64 expires_at,
                                         GError **error);
gboolean anshin_enrolment_code_is_good  (AnshinTx *tx, const guint8 *index, const char *user_id,
                                         gint64 now, gboolean *good, GError **error);
gboolean anshin_enrolment_code_use      (AnshinTx *tx, const guint8 *index, gint64 now,
                                         gboolean *used, GError **error);
gboolean anshin_enrolment_code_keep_newest (AnshinTx *tx, const char *user_id, guint n_kept,
                                            gint64 now, GError **error);

typedef enum
{
  ANSHIN_BOOTSTRAP_UNKNOWN,
  ANSHIN_BOOTSTRAP_GOOD,
  ANSHIN_BOOTSTRAP_USED,
} AnshinBootstrapState;

gboolean anshin_bootstrap_token_replace (AnshinTx *tx, const guint8 *index, gint64 now,
                                         GError **error);
gboolean anshin_bootstrap_token_find    (AnshinTx *tx, const guint8 *index,
                                         AnshinBootstrapState *state, GError **error);
gboolean anshin_bootstrap_token_use     (AnshinTx *tx, const guint8 *index, gint64 now,
                                         gboolean *used, GError **error);
gboolean anshin_account_any_office      (AnshinTx *tx, gboolean *any, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AnshinCredentials, anshin_credentials_clear)

G_END_DECLS
