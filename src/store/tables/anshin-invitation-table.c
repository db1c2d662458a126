/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-invitation-table.h"

#include "anshin-account-table.h"
#include "anshin-clock.h"
#include "anshin-id.h"

/* The invitee is account `a` at facility `f`; the inviter's columns come from `b` and `h`. */
#define INVITER_COLUMNS                                                                           \
  "b.id, b.facility_id, b.profession, b.office, b.facility_admin, b.state, b.version, b.sealed, " \
  "h.name, h.kind, " ANSHIN_WHOLE_PICTURE_OF ("b")

#define SELECT                                                                                    \
  "SELECT " ANSHIN_ACCOUNT_COLUMNS ", " INVITER_COLUMNS ", i.id, i.group_id, g.kind, i.state, "   \
  "i.created_at, i.expires_at, i.decided_at FROM invitation i "                                   \
  "JOIN care_group g ON g.id = i.group_id "                                                       \
  "JOIN account a ON a.id = i.user_id JOIN facility f ON f.id = a.facility_id "                   \
  "JOIN account b ON b.id = i.inviter_id JOIN facility h ON h.id = b.facility_id "

enum
{
  COLUMN_INVITER = ANSHIN_N_ACCOUNT_COLUMNS,
  COLUMN_ID = 2 * ANSHIN_N_ACCOUNT_COLUMNS,
  COLUMN_GROUP,
  COLUMN_GROUP_KIND,
  COLUMN_STATE,
  COLUMN_CREATED,
  COLUMN_EXPIRES,
  COLUMN_DECIDED,
};

/**
 * anshin_invitation_row_free:
 * @row: (transfer full): a row
 */
void
anshin_invitation_row_free (AnshinInvitationRow *row)
{
  g_clear_object (&row->invitation);
  g_free (row);
}

/* What nobody has written down yet: time passes by itself (PRODUCT "Invitation", 30 days). */
static int
get_state (AnshinRows *rows)
{
  int state = anshin_rows_get_int (rows, COLUMN_STATE);
  gboolean open = state == ANSHIN_INVITATION_WAITING || state == ANSHIN_INVITATION_SENT;

  if (open && anshin_rows_get_int (rows, COLUMN_EXPIRES) <= anshin_clock_now ())
    return ANSHIN_INVITATION_EXPIRED;
  return state;
}

static AnshinInvitationRow *
row_from_row (AnshinTx *tx, AnshinRows *rows, GError **error)
{
  g_autoptr (AnshinUser) invitee = anshin_account_from_row (tx, rows, 0, error);
  g_autoptr (AnshinUser) inviter = NULL;
  AnshinInvitationRow *row = NULL;
  AnshinInvitation *invitation = NULL;

  if (invitee == NULL)
    return NULL;
  inviter = anshin_account_from_row (tx, rows, COLUMN_INVITER, error);
  if (inviter == NULL)
    return NULL;

  row = g_new0 (AnshinInvitationRow, 1);
  invitation = row->invitation = anshin_invitation_new ();
  invitation->id = g_strdup (anshin_rows_get_text (rows, COLUMN_ID));
  invitation->group_id = g_strdup (anshin_rows_get_text (rows, COLUMN_GROUP));
  invitation->group_kind = anshin_rows_get_int (rows, COLUMN_GROUP_KIND);
  invitation->state = get_state (rows);
  invitation->user_id = g_steal_pointer (&invitee->id);
  invitation->user_name = g_steal_pointer (&invitee->name);
  invitation->user_profession = invitee->profession;
  invitation->user_facility_name = g_steal_pointer (&invitee->facility_name);
  invitation->inviter_id = g_steal_pointer (&inviter->id);
  invitation->inviter_name = g_steal_pointer (&inviter->name);
  invitation->inviter_profession = inviter->profession;
  invitation->inviter_facility_name = g_steal_pointer (&inviter->facility_name);
  invitation->created_at = anshin_rows_get_int (rows, COLUMN_CREATED);
  invitation->expires_at = anshin_rows_get_int (rows, COLUMN_EXPIRES);
  row->sent = !anshin_rows_is_null (rows, COLUMN_DECIDED) &&
              invitation->state != ANSHIN_INVITATION_TURNED_DOWN;
  return row;
}

static gboolean
take_rows (AnshinTx *tx, AnshinRows *rows, GPtrArray *found, GError **error)
{
  g_autoptr (AnshinRows) owned = rows;
  GError *failure = NULL;

  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinInvitationRow *row = row_from_row (tx, rows, error);

      if (row == NULL)
        return FALSE;
      g_ptr_array_add (found, row);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_invitation_insert:
 * @tx: a writing transaction
 * @invitation: group, invitee, inviter and state, waiting or sent; gets id and times
 * @error: return location
 *
 * One that is sent at once counts as approved by its inviter, a group admin (source A4).
 */
gboolean
anshin_invitation_insert (AnshinTx *tx, AnshinInvitation *invitation, GError **error)
{
  gboolean sent = invitation->state == ANSHIN_INVITATION_SENT;

  g_free (invitation->id);
  invitation->id = anshin_id_new ();
  invitation->created_at = anshin_clock_now ();
  invitation->expires_at = invitation->created_at + ANSHIN_INVITATION_SECONDS * ANSHIN_SECOND;
  return anshin_tx_exec (tx, error,
                         "INSERT INTO invitation (id, group_id, user_id, inviter_id, state, "
                         "created_at, expires_at, decided_by, decided_at) VALUES "
                         "($1, $2, $3, $4, $5, $6, $7, $8, NULLIF (CAST ($9 AS BIGINT), 0))",
                         "ttttiiiti", invitation->id, invitation->group_id, invitation->user_id,
                         invitation->inviter_id, (gint64) invitation->state,
                         invitation->created_at, invitation->expires_at,
                         sent ? invitation->inviter_id : NULL,
                         sent ? invitation->created_at : G_GINT64_CONSTANT (0));
}

/**
 * anshin_invitation_load:
 * @tx: a transaction
 * @id: an invitation's id
 * @error: %ANSHIN_ERROR_NOT_FOUND if there is none
 *
 * Returns: (transfer full) (nullable): the invitation
 */
AnshinInvitationRow *
anshin_invitation_load (AnshinTx *tx, const char *id, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error, SELECT "WHERE i.id = $1 AND g.state <> 4", "t", id);
  return anshin_rows_first (rows, error) ? row_from_row (tx, rows, error) : NULL;
}

/**
 * anshin_invitation_list_open:
 * @tx: a transaction
 * @group_id: a group
 * @rows: (element-type AnshinInvitationRow): gets its open invitations, newest first
 * @error: return location
 */
gboolean
anshin_invitation_list_open (AnshinTx *tx, const char *group_id, GPtrArray *rows, GError **error)
{
  return take_rows (tx,
                    anshin_tx_query (tx, error,
                                     SELECT "WHERE i.group_id = $1 AND i.state IN (1, 2) "
                                            "AND i.expires_at > $2 ORDER BY i.id DESC",
                                     "ti", group_id, anshin_clock_now ()),
                    rows, error);
}

/**
 * anshin_invitation_list_shown:
 * @tx: a transaction
 * @group_id: a group
 * @rows: (element-type AnshinInvitationRow): gets what the group sees, newest first: its open
 *   invitations, and for as long again those that have expired and were not followed by another
 * @error: return location
 */
gboolean
anshin_invitation_list_shown (AnshinTx *tx, const char *group_id, GPtrArray *rows, GError **error)
{
  gint64 now = anshin_clock_now ();

  return take_rows (tx,
                    anshin_tx_query (tx, error,
                                     SELECT
                                     "WHERE i.group_id = $1 AND i.state IN (1, 2, 7) "
                                     "AND i.expires_at > $2 AND (i.expires_at > $3 OR NOT EXISTS ("
                                     "SELECT 1 FROM invitation x WHERE x.group_id = i.group_id "
                                     "AND x.user_id = i.user_id AND x.id > i.id)) "
                                     "ORDER BY i.id DESC",
                                     "tii", group_id,
                                     now - ANSHIN_INVITATION_SECONDS * ANSHIN_SECOND, now),
                    rows, error);
}

/**
 * anshin_invitation_list_of_user:
 * @tx: a transaction
 * @user_id: who asks
 * @facility_id: the asker's facility
 * @facility_admin: whether the asker is an admin of it
 * @rows: (element-type AnshinInvitationRow): gets the open invitations that are the asker's to
 *   answer, to approve, or that the asker made as a member, newest first
 * @error: return location
 */
gboolean
anshin_invitation_list_of_user (AnshinTx *tx, const char *user_id, const char *facility_id,
                                gboolean facility_admin, GPtrArray *rows, GError **error)
{
  return take_rows (
    tx,
    anshin_tx_query (
      tx, error,
      SELECT
      "JOIN (SELECT x.id FROM invitation x WHERE x.user_id = $1 AND x.state = 2 UNION "
      "SELECT x.id FROM invitation x JOIN membership m ON m.group_id = x.group_id "
      "AND m.user_id = $1 AND m.left_at IS NULL "
      "WHERE x.state IN (1, 2) AND (x.inviter_id = $1 OR (m.group_admin = 1 AND x.state = 1)) "
      "UNION SELECT x.id FROM care_group o JOIN invitation x ON x.group_id = o.id "
      "WHERE o.owner_facility_id = $2 AND o.kind = 1 AND ($3 = 1 OR o.creator_id = $1) "
      "AND x.state IN (1, 2) AND (x.state = 1 OR x.inviter_id = $1)"
      ") s ON s.id = i.id WHERE i.expires_at > $4 AND g.state = 1 ORDER BY i.id DESC",
      "ttii", user_id, facility_id, (gint64) facility_admin, anshin_clock_now ()),
    rows, error);
}

/**
 * anshin_invitation_list_of_retired:
 * @tx: a transaction
 * @user_id: who retires
 * @rows: (element-type AnshinInvitationRow): gets the open invitations that come to nothing with
 *   it: to that user, and by that user as far as nobody has approved them
 * @error: return location
 */
gboolean
anshin_invitation_list_of_retired (AnshinTx *tx, const char *user_id, GPtrArray *rows,
                                   GError **error)
{
  return take_rows (tx,
                    anshin_tx_query (tx, error,
                                     SELECT "JOIN (SELECT x.id FROM invitation x "
                                            "WHERE x.user_id = $1 AND x.state IN (1, 2) UNION "
                                            "SELECT x.id FROM invitation x WHERE "
                                            "x.inviter_id = $1 AND x.state = 1"
                                            ") s ON s.id = i.id ORDER BY i.id",
                                     "t", user_id),
                    rows, error);
}

/**
 * anshin_invitation_has_open:
 * @tx: a transaction
 * @group_id: a group
 * @user_id: a user
 * @open: (out): whether the user has an open invitation into it
 * @error: return location
 *
 * Call anshin_invitation_expire() before, in the same transaction.
 */
gboolean
anshin_invitation_has_open (AnshinTx *tx, const char *group_id, const char *user_id,
                            gboolean *open, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT id FROM invitation WHERE group_id = $1 AND user_id = $2 "
                          "AND state IN (1, 2)",
                          "tt", group_id, user_id);
  if (rows == NULL)
    return FALSE;
  *open = anshin_rows_next (rows, &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
check_changed (AnshinTx *tx, GError **error)
{
  if (anshin_tx_get_changes (tx) > 0)
    return TRUE;

  anshin_set_error (error, ANSHIN_ERROR_INVITATION_STATE, NULL, "Not in that state any more");
  return FALSE;
}

/**
 * anshin_invitation_decide:
 * @tx: a writing transaction
 * @id: an invitation
 * @from: the state it must be in
 * @to: sent, turned down or cancelled
 * @by: who decides
 * @error: %ANSHIN_ERROR_INVITATION_STATE if it is in another state, or expired
 */
gboolean
anshin_invitation_decide (AnshinTx *tx, const char *id, int from, int to, const char *by,
                          GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE invitation SET state = $1, decided_by = $2, decided_at = $3 "
                         "WHERE id = $4 AND state = $5 AND expires_at > $3",
                         "ititi",
                         (gint64) to, by, anshin_clock_now (), id, (gint64) from) &&
         check_changed (tx, error);
}

/**
 * anshin_invitation_answer:
 * @tx: a writing transaction
 * @id: an invitation
 * @to: accepted or declined
 * @error: %ANSHIN_ERROR_INVITATION_STATE if it is not one that was sent, or expired
 */
gboolean
anshin_invitation_answer (AnshinTx *tx, const char *id, int to, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE invitation SET state = $1, answered_at = $2 "
                         "WHERE id = $3 AND state = 2 AND expires_at > $2",
                         "iit", (gint64) to, anshin_clock_now (), id) &&
         check_changed (tx, error);
}

/**
 * anshin_invitation_end:
 * @tx: a writing transaction
 * @id: an open invitation
 * @to: cancelled or void
 * @error: %ANSHIN_ERROR_INVITATION_STATE if it is not open any more
 *
 * Whether the invitee had been told stays as it was.
 */
gboolean
anshin_invitation_end (AnshinTx *tx, const char *id, int to, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE invitation SET state = $1, answered_at = $2 "
                         "WHERE id = $3 AND state IN (1, 2)",
                         "iit", (gint64) to, anshin_clock_now (), id) &&
         check_changed (tx, error);
}

/**
 * anshin_invitation_renew:
 * @tx: a writing transaction
 * @id: an invitation that is open or has expired
 * @error: %ANSHIN_ERROR_INVITATION_STATE if it is in another state
 *
 * Gives it its whole time again, and makes it what it was before it expired.
 */
gboolean
anshin_invitation_renew (AnshinTx *tx, const char *id, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE invitation SET expires_at = $1, "
                         "state = CASE WHEN decided_at IS NULL THEN 1 ELSE 2 END "
                         "WHERE id = $2 AND state IN (1, 2, 7)",
                         "it", anshin_clock_now () + ANSHIN_INVITATION_SECONDS * ANSHIN_SECOND,
                         id) &&
         check_changed (tx, error);
}

/**
 * anshin_invitation_expire:
 * @tx: a writing transaction
 * @group_id: a group
 * @error: return location
 *
 * Writes down which of its open invitations have run out of time.
 */
gboolean
anshin_invitation_expire (AnshinTx *tx, const char *group_id, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE invitation SET state = 7 WHERE group_id = $1 "
                         "AND state IN (1, 2) AND expires_at <= $2",
                         "ti", group_id, anshin_clock_now ());
}
