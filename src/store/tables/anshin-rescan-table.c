/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-rescan-table.h"

G_STATIC_ASSERT (ANSHIN_ATTACHMENT_READY == 2);
G_STATIC_ASSERT (ANSHIN_ATTACHMENT_ATTACHED == 3);
G_STATIC_ASSERT (ANSHIN_ATTACHMENT_LOCKED == 4);

/**
 * anshin_rescan_load_progress:
 * @tx: a transaction
 * @last_id: (out) (transfer full) (nullable): the file that was looked through last
 * @reason: (out) (transfer full) (nullable): what the record says of it; %NULL if there is none
 * @error: return location
 */
gboolean
anshin_rescan_load_progress (AnshinTx *tx, char **last_id, char **reason, GError **error)
{
  g_autoptr (AnshinRows) rows
    = anshin_tx_query (tx, error,
                       "SELECT a.object_id, a.reason FROM audit a WHERE a.action = $1 "
                       "ORDER BY a.at DESC, a.chain DESC, a.seq DESC LIMIT 1",
                       "t", "rescan-files");
  GError *failure = NULL;

  *last_id = NULL;
  *reason = NULL;
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &failure))
    {
      *last_id = g_strdup (anshin_rows_get_text (rows, 0));
      *reason = g_strdup (anshin_rows_get_text (rows, 1));
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_rescan_find_next:
 * @tx: a transaction
 * @after: an attachment's id, or ""
 * @id: (out) (transfer full) (nullable): the next one that is whole and not locked; %NULL if that
 *   was the last
 * @error: return location
 */
gboolean
anshin_rescan_find_next (AnshinTx *tx, const char *after, char **id, GError **error)
{
  g_autoptr (AnshinRows) rows
    = anshin_tx_query (tx, error,
                       "SELECT id FROM attachment WHERE id > $1 AND state IN (2, 3) "
                       "ORDER BY id LIMIT 1",
                       "t", after);

  *id = NULL;
  return anshin_rows_first_text (rows, id, error);
}

/**
 * anshin_rescan_lock:
 * @tx: a writing transaction
 * @id: an attachment in which something was found
 * @facility_id: (out) (transfer full) (nullable): whose staff sent it; %NULL if it was locked
 *   before, or is not there any more
 * @error: return location
 *
 * Nobody gets it from now on. It is kept, as it is part of a record and proves what happened.
 */
gboolean
anshin_rescan_lock (AnshinTx *tx, const char *id, char **facility_id, GError **error)
{
  g_autoptr (AnshinRows) rows
    = anshin_tx_query (tx, error,
                       "UPDATE attachment SET state = 4 WHERE id = $1 AND state IN (2, 3) "
                       "RETURNING facility_id",
                       "t", id);

  *facility_id = NULL;
  return anshin_rows_first_text (rows, facility_id, error);
}
