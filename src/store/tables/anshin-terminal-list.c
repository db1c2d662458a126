/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-terminal-list.h"

#define COLUMNS                                                                                   \
  "t.id, t.user_id, t.name, t.personal, t.system, t.created_at, t.last_seen_at, t.revoked_at"
#define N_COLUMNS 8

static AnshinTerminal *
terminal_from_row (AnshinRows *rows)
{
  AnshinTerminal *terminal = anshin_terminal_new ();

  terminal->id = g_strdup (anshin_rows_get_text (rows, 0));
  terminal->user_id = g_strdup (anshin_rows_get_text (rows, 1));
  terminal->name = g_strdup (anshin_rows_get_text (rows, 2));
  terminal->personal = anshin_rows_get_int (rows, 3) != 0;
  if (*anshin_rows_get_text (rows, 4) != '\0')
    terminal->system = g_strdup (anshin_rows_get_text (rows, 4));
  terminal->created_at = anshin_rows_get_int (rows, 5);
  terminal->last_seen_at = anshin_rows_get_int (rows, 6);
  if (!anshin_rows_is_null (rows, 7))
    terminal->revoked_at = anshin_rows_get_int (rows, 7);
  return terminal;
}

static gboolean
take_flag (AnshinRows *rows, gboolean *flag, GError **error)
{
  g_autoptr (AnshinRows) owned = rows;
  GError *failure = NULL;

  *flag = rows != NULL && anshin_rows_next (rows, &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return rows != NULL && failure == NULL;
}

/**
 * anshin_terminal_set_kind:
 * @tx: a transaction that writes
 * @id: a terminal's id
 * @personal: whether it is the person's own
 * @system: (nullable): what runs on it
 * @error: return location
 */
gboolean
anshin_terminal_set_kind (AnshinTx *tx, const char *id, gboolean personal, const char *system,
                          GError **error)
{
  return anshin_tx_exec (tx, error, "UPDATE terminal SET personal = $1, system = $2 WHERE id = $3",
                         "itt", (gint64) (personal ? 1 : 0), system != NULL ? system : "", id);
}

/**
 * anshin_account_allows_personal:
 * @tx: a transaction
 * @user_id: a user's id
 * @now: the time
 * @allowed: (out): whether the user's facility allows personal terminals today
 * @error: return location
 */
gboolean
anshin_account_allows_personal (AnshinTx *tx, const char *user_id, gint64 now, gboolean *allowed,
                                GError **error)
{
  return take_flag (anshin_tx_query (tx, error,
                                     "SELECT 1 FROM account a "
                                     "JOIN facility f ON f.id = a.facility_id "
                                     "WHERE a.id = $1 AND f.byod_expires_at > $2",
                                     "ti", user_id, now),
                    allowed, error);
}

/**
 * anshin_terminal_is_allowed:
 * @tx: a transaction
 * @id: a terminal's id
 * @now: the time
 * @allowed: (out): whether one may sign in from it: a personal one only while the facility allows
 *   that (SECURITY BY-02)
 * @error: return location
 */
gboolean
anshin_terminal_is_allowed (AnshinTx *tx, const char *id, gint64 now, gboolean *allowed,
                            GError **error)
{
  return take_flag (anshin_tx_query (tx, error,
                                     "SELECT 1 FROM terminal t JOIN account a ON a.id = t.user_id "
                                     "JOIN facility f ON f.id = a.facility_id "
                                     "WHERE t.id = $1 "
                                     "AND (t.personal = 0 OR f.byod_expires_at > $2)",
                                     "ti", id, now),
                    allowed, error);
}

/**
 * anshin_terminal_load:
 * @tx: a transaction
 * @id: a terminal's id
 * @error: %ANSHIN_ERROR_NOT_FOUND if there is none
 *
 * Returns: (transfer full) (nullable): the terminal
 */
AnshinTerminal *
anshin_terminal_load (AnshinTx *tx, const char *id, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error, "SELECT " COLUMNS " FROM terminal t WHERE t.id = $1", "t", id);
  return anshin_rows_first (rows, error) ? terminal_from_row (rows) : NULL;
}

/**
 * anshin_terminal_list:
 * @tx: a transaction
 * @user_id: a user's id
 * @before: the id before which to go on, "" for the beginning
 * @limit: how many at most
 * @idle_since: sessions that were not used after this are over
 * @now: sessions whose time is up by now are over
 * @terminals: (element-type AnshinTerminal): gets the user's terminals, the newest first, with
 *   those that are revoked
 * @error: return location
 */
gboolean
anshin_terminal_list (AnshinTx *tx, const char *user_id, const char *before, guint limit,
                      gint64 idle_since, gint64 now, GPtrArray *terminals, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT " COLUMNS ", (SELECT COUNT(*) FROM session s "
                          "WHERE s.terminal_id = t.id AND s.ended_at IS NULL "
                          "AND s.seen_at > $1 AND s.expires_at > $2) FROM terminal t "
                          "WHERE t.user_id = $3 AND ($4 = '' OR t.id < $4) "
                          "ORDER BY t.id DESC LIMIT $5",
                          "iitti", idle_since, now, user_id, before, (gint64) limit);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinTerminal *terminal = terminal_from_row (rows);

      terminal->signed_in
        = terminal->revoked_at == 0 && anshin_rows_get_int (rows, N_COLUMNS) > 0;
      g_ptr_array_add (terminals, terminal);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_terminal_revoke:
 * @tx: a transaction that writes
 * @id: a terminal's id
 * @now: when
 * @error: return location
 *
 * Nobody signs in from it any more; its sessions are the caller's to end.
 */
gboolean
anshin_terminal_revoke (AnshinTx *tx, const char *id, gint64 now, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE terminal SET revoked_at = $1 WHERE id = $2 "
                         "AND revoked_at IS NULL",
                         "it", now, id);
}

/**
 * anshin_terminal_revoke_of_user:
 * @tx: a transaction that writes
 * @user_id: a user, all of whose terminals are revoked
 * @now: when
 * @error: return location
 */
gboolean
anshin_terminal_revoke_of_user (AnshinTx *tx, const char *user_id, gint64 now, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE terminal SET revoked_at = $1 WHERE user_id = $2 "
                         "AND revoked_at IS NULL",
                         "it", now, user_id);
}
