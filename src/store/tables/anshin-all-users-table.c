/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-all-users-table.h"

#include "anshin-choice.h"

/* More entries than that are never counted. */
#define NEWEST 200

/**
 * anshin_all_users_find:
 * @tx: a transaction
 * @group_id: (out): the all-users group's id
 * @error: %ANSHIN_ERROR_NOT_FOUND in a network that has not been set up
 */
gboolean
anshin_all_users_find (AnshinTx *tx, char **group_id, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error, "SELECT id FROM care_group WHERE kind = $1", "i",
                          (gint64) ANSHIN_GROUP_ALL_USERS);
  if (!anshin_rows_first (rows, error))
    return FALSE;
  *group_id = g_strdup (anshin_rows_get_text (rows, 0));
  return TRUE;
}

/**
 * anshin_all_users_count:
 * @tx: a transaction
 * @group_id: the all-users group's id
 * @kind: an #AnshinEntryKind
 * @since: a time, in microseconds
 * @count: (out): how many entries of that kind there have been since, among the newest ones
 * @error: return location
 */
gboolean
anshin_all_users_count (AnshinTx *tx, const char *group_id, int kind, gint64 since, gint64 *count,
                        GError **error)
{
  AnshinRows *rows = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT COUNT(*) FROM (SELECT e.kind, e.at FROM entry e "
                          "WHERE e.channel_id = $1 ORDER BY e.seq DESC LIMIT $2) n "
                          "WHERE n.kind = $3 AND n.at > $4",
                          "tiii", group_id, (gint64) NEWEST, (gint64) kind, since);
  return anshin_take_number (rows, count, error);
}
