/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-session-table.h"

#include "anshin-account-table.h"
#include "anshin-registration-table.h"

#define SESSION_SELECT                                                                            \
  "SELECT s.id, s.user_id, s.terminal_id, s.created_at, s.seen_at, s.expires_at, s.ended_at, "     \
  "t.revoked_at, a.state, a.profession, a.office, a.facility_admin, a.facility_id, f.name, "       \
  "f.kind, a.version, a.sealed, " ANSHIN_WHOLE_PICTURE_OF ("a") ", s.confirmed_at, "               \
  ANSHIN_RULES_PENDING_OF ("a") " "                                                               \
  "FROM session s "                                                                               \
  "JOIN terminal t ON t.id = s.terminal_id "                                                      \
  "JOIN account a ON a.id = s.user_id "                                                           \
  "JOIN facility f ON f.id = a.facility_id "

static void
fill_row (AnshinRows *rows, AnshinSessionRow *row)
{
  gsize size = 0;
  const guint8 *sealed = NULL;

  row->id = g_strdup (anshin_rows_get_text (rows, 0));
  row->user_id = g_strdup (anshin_rows_get_text (rows, 1));
  row->terminal_id = g_strdup (anshin_rows_get_text (rows, 2));
  row->created_at = anshin_rows_get_int (rows, 3);
  row->seen_at = anshin_rows_get_int (rows, 4);
  row->expires_at = anshin_rows_get_int (rows, 5);
  row->ended = !anshin_rows_is_null (rows, 6);
  row->terminal_revoked = !anshin_rows_is_null (rows, 7);
  row->account_state = (int) anshin_rows_get_int (rows, 8);
  row->profession = (int) anshin_rows_get_int (rows, 9);
  row->office = anshin_rows_get_int (rows, 10) != 0;
  row->facility_admin = anshin_rows_get_int (rows, 11) != 0;
  row->facility_id = g_strdup (anshin_rows_get_text (rows, 12));
  row->facility_name = g_strdup (anshin_rows_get_text (rows, 13));
  row->facility_kind = (int) anshin_rows_get_int (rows, 14);
  row->account_version = anshin_rows_get_int (rows, 15);
  sealed = anshin_rows_get_blob (rows, 16, &size);
  row->sealed = g_bytes_new (sealed, size);
  row->whole_picture = anshin_rows_get_int (rows, 17) != 0;
  row->confirmed_at = anshin_rows_get_int (rows, 18);
  row->pending = anshin_rows_get_int (rows, 19) != 0;
}

static gboolean
take_row (AnshinRows *rows, AnshinSessionRow *row, gboolean *found, GError **error)
{
  GError *failure = NULL;

  *found = rows != NULL && anshin_rows_next (rows, &failure);
  if (*found)
    fill_row (rows, row);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return rows != NULL && failure == NULL;
}

/**
 * anshin_session_row_find:
 * @tx: a transaction
 * @token_index: blind index of the session's token
 * @size: size of @token_index
 * @row: (out caller-allocates): the session; to be cleared if @found
 * @found: (out): whether there is one
 * @error: return location
 */
gboolean
anshin_session_row_find (AnshinTx *tx, const guint8 *token_index, gsize size,
                         AnshinSessionRow *row, gboolean *found, GError **error)
{
  g_autoptr (AnshinRows) rows = anshin_tx_query (tx, error,
                                                 SESSION_SELECT "WHERE s.token_index = $1", "b",
                                                 token_index, size);

  return take_row (rows, row, found, error);
}

/**
 * anshin_session_row_find_by_id:
 * @tx: a transaction
 * @id: the session's id
 * @row: (out caller-allocates): the session; to be cleared if @found
 * @found: (out): whether there is one
 * @error: return location
 */
gboolean
anshin_session_row_find_by_id (AnshinTx *tx, const char *id, AnshinSessionRow *row,
                               gboolean *found, GError **error)
{
  g_autoptr (AnshinRows) rows = anshin_tx_query (tx, error, SESSION_SELECT "WHERE s.id = $1", "t",
                                                 id);

  return take_row (rows, row, found, error);
}

/**
 * anshin_session_row_clear:
 * @row: a session
 */
void
anshin_session_row_clear (AnshinSessionRow *row)
{
  g_clear_pointer (&row->id, g_free);
  g_clear_pointer (&row->user_id, g_free);
  g_clear_pointer (&row->terminal_id, g_free);
  g_clear_pointer (&row->facility_id, g_free);
  g_clear_pointer (&row->facility_name, g_free);
  g_clear_pointer (&row->sealed, g_bytes_unref);
}

/**
 * anshin_session_row_insert:
 * @tx: a transaction that writes
 * @row: the session: id, user, terminal and times
 * @token_index: blind index of its token; the token itself is nowhere kept (SECURITY SESS-01)
 * @size: size of @token_index
 * @error: return location
 */
gboolean
anshin_session_row_insert (AnshinTx *tx, const AnshinSessionRow *row, const guint8 *token_index,
                           gsize size, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "INSERT INTO session (token_index, id, user_id, terminal_id, created_at, "
                         "seen_at, expires_at, confirmed_at) "
                         "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                         "btttiiii", token_index, size, row->id, row->user_id, row->terminal_id,
                         row->created_at, row->seen_at, row->expires_at, row->confirmed_at);
}

/**
 * anshin_session_row_set_seen:
 * @tx: a transaction that writes
 * @id: a session's id
 * @now: when it was used
 * @error: return location
 */
gboolean
anshin_session_row_set_seen (AnshinTx *tx, const char *id, gint64 now, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE session SET seen_at = $1 WHERE id = $2 AND ended_at IS NULL", "it",
                         now, id)
         && anshin_tx_exec (tx, error,
                            "UPDATE terminal SET last_seen_at = $1 WHERE id = "
                            "(SELECT s.terminal_id FROM session s WHERE s.id = $2)",
                            "it", now, id);
}

/**
 * anshin_session_row_end:
 * @tx: a transaction that writes
 * @id: a session's id
 * @now: when it ended
 * @error: return location
 */
gboolean
anshin_session_row_end (AnshinTx *tx, const char *id, gint64 now, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE session SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL",
                         "it", now, id);
}

/**
 * anshin_session_row_end_of_user:
 * @tx: a transaction that writes
 * @user_id: a user, all of whose sessions end
 * @now: when
 * @error: return location
 */
gboolean
anshin_session_row_end_of_user (AnshinTx *tx, const char *user_id, gint64 now, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE session SET ended_at = $1 "
                         "WHERE user_id = $2 AND ended_at IS NULL",
                         "it", now, user_id);
}

/**
 * anshin_session_row_list_of_terminal:
 * @tx: a transaction
 * @terminal_id: a terminal's id
 * @ids: (element-type utf8): gets the ids of its sessions that nobody has ended
 * @error: return location
 */
gboolean
anshin_session_row_list_of_terminal (AnshinTx *tx, const char *terminal_id, GPtrArray *ids,
                                     GError **error)
{
  return anshin_take_ids (anshin_tx_query (tx, error,
                                           "SELECT id FROM session WHERE terminal_id = $1 "
                                           "AND ended_at IS NULL",
                                           "t", terminal_id),
                          ids, error);
}

/**
 * anshin_session_row_list_open:
 * @tx: a transaction
 * @user_id: a user's id
 * @idle_since: those that were not used after this are over
 * @now: those whose time is up by now are over
 * @ids: (element-type utf8): gets the ids of the user's sessions that nobody has ended: those that
 *   are over by themselves, then the others, oldest first
 * @error: return location
 */
gboolean
anshin_session_row_list_open (AnshinTx *tx, const char *user_id, gint64 idle_since, gint64 now,
                              GPtrArray *ids, GError **error)
{
  return anshin_take_ids (
    anshin_tx_query (tx, error,
                     "SELECT id FROM session WHERE user_id = $1 AND ended_at IS NULL "
                     "ORDER BY CASE WHEN seen_at > $2 AND expires_at > $3 THEN 1 ELSE 0 END, "
                     "created_at, id",
                     "tii", user_id, idle_since, now),
    ids, error);
}
