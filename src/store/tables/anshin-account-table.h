/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-seal.h"
#include "anshin-user.h"

G_BEGIN_DECLS

/*
 * Accounts: the profile. Name, kana and mail address are sealed with the accounts' key; they are
 * found by a blind index of the normalised mail address. What signing in needs is elsewhere.
 */

/* Whether the profession of account @account sees the whole picture, as the office has set it. */
#define ANSHIN_WHOLE_PICTURE_OF(account)                                                          \
  "(SELECT ps.whole_picture FROM profession_setting ps WHERE ps.profession = " account            \
  ".profession)"

/* The columns of an account `a` at its facility `f`, for anshin_account_from_row(). */
#define ANSHIN_ACCOUNT_COLUMNS                                                                    \
  "a.id, a.facility_id, a.profession, a.office, a.facility_admin, a.state, a.version, a.sealed, " \
  "f.name, f.kind, " ANSHIN_WHOLE_PICTURE_OF ("a")
#define ANSHIN_N_ACCOUNT_COLUMNS 11

/* Whether a user that a search has found is wanted. */
typedef gboolean (*AnshinUserFilter) (AnshinUser *user, gpointer data);

AnshinUser *anshin_account_from_row    (AnshinTx *tx, AnshinRows *rows, int first_column,
                                        GError **error);
gboolean    anshin_account_take_rows   (AnshinTx *tx, AnshinRows *rows, GPtrArray *users,
                                        GError **error);
AnshinUser *anshin_account_load        (AnshinTx *tx, const char *id, GError **error);
gboolean    anshin_account_find        (AnshinTx *tx, const char *mail, char **id,
                                        GError **error);
gboolean    anshin_account_insert      (AnshinTx *tx, AnshinUser *user, const char *password_hash,
                                        gboolean password_temporary, gint64 password_expires_at,
                                        GError **error);
gboolean    anshin_account_claim_mail  (AnshinTx *tx, const char *mail, const char *id,
                                        GError **error);
gboolean    anshin_account_search      (AnshinTx *tx, const char *words, const char *facility_id,
                                        AnshinUserFilter filter, gpointer data,
                                        const char *after, guint limit, GPtrArray *users,
                                        GError **error);
gboolean    anshin_account_list_staff  (AnshinTx *tx, const char *facility_id, GPtrArray *users,
                                        GError **error);
gboolean    anshin_account_list_office (AnshinTx *tx, GPtrArray *users, GError **error);
gboolean    anshin_account_unseal      (AnshinTx *tx, AnshinUser *user, gint64 version,
                                        const void *sealed, gsize size, GError **error);
GBytes     *anshin_account_seal        (AnshinTx *tx, AnshinUser *user, gint64 version,
                                        GError **error);
void        anshin_account_get_mail_index (AnshinSealer *sealer, const char *mail,
                                           guint8 out[ANSHIN_SEAL_INDEX_BYTES]);

G_END_DECLS
