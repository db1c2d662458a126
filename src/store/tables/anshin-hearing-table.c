/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-hearing-table.h"

/**
 * anshin_heard_free:
 * @heard: (nullable) (transfer full): a channel
 */
void
anshin_heard_free (AnshinHeard *heard)
{
  if (heard == NULL)
    return;
  g_free (heard->channel);
  g_free (heard);
}

/**
 * anshin_hearing_list:
 * @tx: a transaction
 * @user_id: an active user
 * @facility_id: the user's facility
 * @facility_admin: whether the user is an admin of it
 * @heard: (element-type AnshinHeard): gets the channels that the user hears
 * @error: return location
 *
 * The user's inbox; the all-users group, once registered; groups the user is a member of, but
 * frozen ones only at the owner facility; patient groups of the own facility by right of
 * administration: of a facility admin, or of the one who created it (PRODUCT section 1, source A4).
 */
gboolean
anshin_hearing_list (AnshinTx *tx, const char *user_id, const char *facility_id,
                     gboolean facility_admin, GPtrArray *heard, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (
    tx, error,
    "SELECT c.id, c.last_seq FROM channel c WHERE c.id = $1 "
    "UNION "
    "SELECT c.id, c.last_seq FROM care_group g JOIN channel c ON c.id = g.id WHERE g.kind = 3 "
    "AND EXISTS (SELECT 1 FROM account a WHERE a.id = $2 AND a.registered_at > 0) "
    "UNION "
    "SELECT c.id, c.last_seq FROM membership m JOIN care_group g ON g.id = m.group_id "
    "JOIN channel c ON c.id = g.id "
    "WHERE m.user_id = $3 AND m.left_at IS NULL AND g.state <> 4 "
    "AND (g.state <> 2 OR g.owner_facility_id = $4) "
    "UNION "
    "SELECT c.id, c.last_seq FROM care_group g JOIN channel c ON c.id = g.id "
    "WHERE g.owner_facility_id = $5 AND g.kind = 1 AND g.state <> 4 "
    "AND ($6 = 1 OR g.creator_id = $7)",
    "tttttit", user_id, user_id, user_id, facility_id, facility_id,
    (gint64) (facility_admin ? 1 : 0), user_id);
  if (rows == NULL)
    return FALSE;

  while (anshin_rows_next (rows, &failure))
    {
      AnshinHeard *one = g_new0 (AnshinHeard, 1);

      one->channel = g_strdup (anshin_rows_get_text (rows, 0));
      one->last_seq = anshin_rows_get_int (rows, 1);
      g_ptr_array_add (heard, one);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}
