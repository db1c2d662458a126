/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-group-life.h"

#include "anshin-clock.h"
#include "anshin-limits.h"

/**
 * anshin_belonging_free:
 * @self: (nullable) (transfer full): a belonging
 */
void
anshin_belonging_free (AnshinBelonging *self)
{
  if (self == NULL)
    return;
  g_free (self->group_id);
  g_free (self);
}

/**
 * anshin_membership_list_belongings:
 * @tx: a transaction
 * @user_id: a user
 * @belongings: (element-type AnshinBelonging): gets the groups that the user is a member of,
 *   deleted ones as well
 * @error: return location
 */
gboolean
anshin_membership_list_belongings (AnshinTx *tx, const char *user_id, GPtrArray *belongings,
                                   GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT g.id, g.kind, g.state, m.group_admin FROM membership m "
                          "JOIN care_group g ON g.id = m.group_id "
                          "WHERE m.user_id = $1 AND m.left_at IS NULL ORDER BY g.id",
                          "t", user_id);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinBelonging *one = g_new0 (AnshinBelonging, 1);

      one->group_id = g_strdup (anshin_rows_get_text (rows, 0));
      one->kind = (int) anshin_rows_get_int (rows, 1);
      one->state = (int) anshin_rows_get_int (rows, 2);
      one->named_admin = anshin_rows_get_int (rows, 3) != 0;
      g_ptr_array_add (belongings, one);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_membership_set_admin:
 * @tx: a writing transaction
 * @group_id: a free group
 * @user_id: a member
 * @admin: whether that member is one of its named admins from now on
 * @error: %ANSHIN_ERROR_NOT_FOUND if the user is not in the group
 */
gboolean
anshin_membership_set_admin (AnshinTx *tx, const char *group_id, const char *user_id,
                             gboolean admin, GError **error)
{
  if (!anshin_tx_exec (tx, error,
                       "UPDATE membership SET group_admin = $1 WHERE group_id = $2 "
                       "AND user_id = $3 AND left_at IS NULL",
                       "itt", (gint64) (admin ? 1 : 0), group_id, user_id))
    return FALSE;
  if (anshin_tx_get_changes (tx) > 0)
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "Not found");
  return FALSE;
}

/**
 * anshin_membership_count_others:
 * @tx: a transaction
 * @group_id: a free group
 * @user_id: a user
 * @members: (out): how many others are in the group
 * @active_admins: (out): how many of them are named admins with an active account
 * @error: return location
 */
gboolean
anshin_membership_count_others (AnshinTx *tx, const char *group_id, const char *user_id,
                                gint64 *members, gint64 *active_admins, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT COUNT(*), COALESCE (SUM (CASE WHEN m.group_admin = 1 "
                          "AND a.state = 1 THEN 1 ELSE 0 END), 0) FROM membership m "
                          "JOIN account a ON a.id = m.user_id "
                          "WHERE m.group_id = $1 AND m.user_id <> $2 AND m.left_at IS NULL",
                          "tt", group_id, user_id);
  if (!anshin_rows_first (rows, error))
    return FALSE;
  *members = anshin_rows_get_int (rows, 0);
  *active_admins = anshin_rows_get_int (rows, 1);
  return TRUE;
}

/**
 * anshin_membership_find_successor:
 * @tx: a transaction
 * @group_id: a free group
 * @user_id: (out) (nullable) (transfer full): the member of longest standing, an active one if
 *   there is one; %NULL if nobody is in the group
 * @error: return location
 */
gboolean
anshin_membership_find_successor (AnshinTx *tx, const char *group_id, char **user_id,
                                  GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  *user_id = NULL;
  rows = anshin_tx_query (tx, error,
                          "SELECT m.user_id FROM membership m JOIN account a ON a.id = m.user_id "
                          "WHERE m.group_id = $1 AND m.left_at IS NULL "
                          "ORDER BY CASE WHEN a.state = 1 THEN 0 ELSE 1 END, m.joined_at, "
                          "m.user_id LIMIT 1",
                          "t", group_id);
  return anshin_rows_first_text (rows, user_id, error);
}

static gboolean
check_changed (AnshinTx *tx, GError **error)
{
  if (anshin_tx_get_changes (tx) > 0)
    return TRUE;

  anshin_set_error (error, ANSHIN_ERROR_GROUP_STATE, NULL, "Not in that state any more");
  return FALSE;
}

/*
 * state_before says what a frozen or deleted group would be if it was not: live or closed. A group
 * whose consent is withdrawn stays frozen whatever else happens to it, as members of other
 * facilities read a closed one.
 */

/**
 * anshin_group_close:
 * @tx: a writing transaction
 * @group_id: a live or a frozen group
 * @error: %ANSHIN_ERROR_GROUP_STATE if it is in another state
 *
 * From now on it can be read, and nothing more is written by its members. A frozen one is closed
 * when it thaws.
 */
gboolean
anshin_group_close (AnshinTx *tx, const char *group_id, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE care_group SET state_before = 3, "
                         "state = CASE WHEN state = 1 THEN 3 ELSE state END "
                         "WHERE id = $1 AND state IN (1, 2)",
                         "t", group_id) &&
         check_changed (tx, error);
}

/**
 * anshin_group_reopen:
 * @tx: a writing transaction
 * @group_id: a closed group; a patient's needs a consent in force, as the database sees to
 * @error: %ANSHIN_ERROR_GROUP_STATE if it is in another state
 */
gboolean
anshin_group_reopen (AnshinTx *tx, const char *group_id, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE care_group SET state = 1, state_before = 1 "
                         "WHERE id = $1 AND state = 3",
                         "t", group_id) &&
         check_changed (tx, error);
}

/**
 * anshin_group_delete:
 * @tx: a writing transaction
 * @group_id: a group that is not deleted
 * @error: %ANSHIN_ERROR_GROUP_STATE if it is
 *
 * It is out of sight at once, and can be brought back for %ANSHIN_GROUP_UNDO_SECONDS.
 */
gboolean
anshin_group_delete (AnshinTx *tx, const char *group_id, GError **error)
{
  gint64 now = anshin_clock_now ();

  return anshin_tx_exec (tx, error,
                         "UPDATE care_group SET state = 4, state_before = CASE WHEN state = 3 "
                         "OR (state = 2 AND state_before = 3) THEN 3 ELSE 1 END, "
                         "deleted_at = $1, purge_at = $2 WHERE id = $3 AND state <> 4",
                         "iit", now, now + ANSHIN_GROUP_UNDO_SECONDS * ANSHIN_SECOND, group_id) &&
         check_changed (tx, error);
}

/* A patient has one group. */
static gboolean
check_place (AnshinTx *tx, const char *group_id, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;
  gboolean taken = FALSE;

  rows = anshin_tx_query (tx, error,
                          "SELECT o.id FROM care_group g JOIN care_group o "
                          "ON o.patient_id = g.patient_id AND o.state <> 4 WHERE g.id = $1",
                          "t", group_id);
  if (rows == NULL)
    return FALSE;
  taken = anshin_rows_next (rows, &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  else if (taken)
    anshin_set_error (error, ANSHIN_ERROR_GROUP_EXISTS, NULL, "The patient has another group");
  return failure == NULL && !taken;
}

/* While a group was deleted its patient's consent may have become another one, or none. */
static gboolean
hang_on_consent (AnshinTx *tx, const char *group_id, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE care_group SET consent_id = c.id, consent_state = c.state "
                         "FROM consent c WHERE care_group.id = $1 AND care_group.kind = 1 "
                         "AND c.id = (SELECT x.id FROM consent x "
                         "WHERE x.patient_id = care_group.patient_id AND x.state IN (3, 4, 6) "
                         "ORDER BY CASE WHEN x.state = 3 THEN 0 ELSE 1 END, x.recorded_at DESC, "
                         "x.id DESC LIMIT 1)",
                         "t", group_id);
}

/**
 * anshin_group_bring_back:
 * @tx: a writing transaction
 * @group_id: a deleted group
 * @error: %ANSHIN_ERROR_GROUP_STATE if it is not, or the time is over; %ANSHIN_ERROR_GROUP_EXISTS
 *   if its patient has another one now
 *
 * It is as it was; but a patient group follows its patient: frozen if the consent was withdrawn
 * meanwhile, closed if the care has ended.
 */
gboolean
anshin_group_bring_back (AnshinTx *tx, const char *group_id, GError **error)
{
  return check_place (tx, group_id, error) && hang_on_consent (tx, group_id, error) &&
         anshin_tx_exec (tx, error,
                         "UPDATE care_group SET deleted_at = 0, purge_at = 0, "
                         "state = CASE WHEN consent_state = 4 THEN 2 "
                         "WHEN consent_state = 6 OR EXISTS (SELECT 1 FROM patient p "
                         "WHERE p.id = care_group.patient_id AND p.ended <> 0) THEN 3 "
                         "ELSE state_before END WHERE id = $1 AND state = 4 AND purge_at > $2",
                         "ti", group_id, anshin_clock_now ()) &&
         check_changed (tx, error);
}
