/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"

G_BEGIN_DECLS

/**
 * AnshinSessionRow:
 * @sealed: (transfer none): the account's sealed profile, valid until the row is cleared
 *
 * A session with what its user, terminal and facility are at this moment.
 */
typedef struct
{
  char *id;
  char *user_id;
  char *terminal_id;
  gint64 created_at;
  gint64 seen_at;
  gint64 expires_at;
  gboolean ended;
  gboolean terminal_revoked;
  int account_state;
  int profession;
  gboolean office;
  gboolean facility_admin;
  char *facility_id;
  char *facility_name;
  int facility_kind;
  gboolean whole_picture;
  gboolean pending;
  gint64 confirmed_at;
  gint64 account_version;
  GBytes *sealed;
} AnshinSessionRow;

gboolean anshin_session_row_find       (AnshinTx *tx, const guint8 *token_index, gsize size,
                                        AnshinSessionRow *row, gboolean *found, GError **error);
gboolean anshin_session_row_find_by_id (AnshinTx *tx, const char *id, AnshinSessionRow *row,
                                        gboolean *found, GError **error);
void     anshin_session_row_clear      (AnshinSessionRow *row);

gboolean anshin_session_row_insert     (AnshinTx *tx, const AnshinSessionRow *row,
                                        const guint8 *token_index, gsize size, GError **error);
gboolean anshin_session_row_set_seen   (AnshinTx *tx, const char *id, gint64 now, GError **error);
gboolean anshin_session_row_end        (AnshinTx *tx, const char *id, gint64 now,
                                        GError **error);
gboolean anshin_session_row_end_of_user (AnshinTx *tx, const char *user_id, gint64 now,
                                         GError **error);
gboolean anshin_session_row_list_of_terminal (AnshinTx *tx, const char *terminal_id,
                                              GPtrArray *ids, GError **error);
gboolean anshin_session_row_list_open  (AnshinTx *tx, const char *user_id, gint64 idle_since,
                                        gint64 now, GPtrArray *ids, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AnshinSessionRow, anshin_session_row_clear)

G_END_DECLS
