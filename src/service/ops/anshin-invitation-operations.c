/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-account-table.h"
#include "anshin-answer.h"
#include "anshin-care-operations.h"
#include "anshin-happening.h"
#include "anshin-invitation-effects.h"
#include "anshin-json.h"
#include "anshin-membership-table.h"

static void
row_free (gpointer row)
{
  anshin_invitation_row_free (row);
}

/**
 * anshin_group_invitations_list:
 * @call: a reading call; argument: the group
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN
 *
 * Who is invited, by whom, and what it waits for: for all in the group to see.
 */
gboolean
anshin_group_invitations_list (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  g_auto (AnshinGroupStanding) standing = { 0 };
  AnshinFacts facts = 0;

  if (!anshin_facts_load_group (call, call->args[0], &standing, &facts, error) ||
      !anshin_policy_check (ANSHIN_ACTION_READ_GROUP, facts, error) ||
      !anshin_invitation_list_shown (call->tx, call->args[0], rows, error))
    return FALSE;

  anshin_answer_begin_list (call);
  for (guint i = 0; i < rows->len; i++)
    {
      AnshinInvitationRow *row = g_ptr_array_index (rows, i);

      if (!anshin_answer_invitation (call, row, anshin_facts_of_invitation (call, row, &standing),
                                     error))
        return FALSE;
      anshin_answer_add_item (call, row->invitation);
    }
  anshin_answer_end_list (call, NULL);
  return TRUE;
}

static gboolean
add_own (AnshinCall *call, AnshinInvitationRow *row, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  AnshinFacts facts = 0;

  if (!anshin_group_stand (call->tx, row->invitation->group_id, call->principal->user_id,
                           &standing, error))
    return FALSE;

  facts = anshin_facts_of_invitation (call, row, &standing);
  if (!anshin_policy_judge (ANSHIN_ACTION_ANSWER_INVITATION, facts).visible)
    return TRUE;
  if (!anshin_answer_invitation (call, row, facts, error))
    return FALSE;
  anshin_answer_add_item (call, row->invitation);
  if (row->invitation->group_name != NULL)
    anshin_call_show_patient (call, standing.patient_id);
  return TRUE;
}

/**
 * anshin_invitations_list:
 * @call: a reading call
 * @error: return location
 *
 * The open invitations that are the asker's to answer or to approve, and those the asker made.
 */
gboolean
anshin_invitations_list (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  const AnshinPrincipal *asker = call->principal;

  if (!anshin_invitation_list_of_user (call->tx, asker->user_id, asker->facility_id,
                                       asker->facility_admin, rows, error))
    return FALSE;

  anshin_answer_begin_list (call);
  for (guint i = 0; i < rows->len; i++)
    if (!add_own (call, g_ptr_array_index (rows, i), error))
      return FALSE;
  anshin_answer_end_list (call, NULL);
  return TRUE;
}

static gboolean
refuse (AnshinError code, GError **error)
{
  anshin_set_error (error, code, "user_ids", "Cannot be invited");
  return FALSE;
}

/* One who does not exist, is suspended or retired cannot be told apart from outside; the office
 * never sees what is about a patient (PRODUCT section 1). */
static gboolean
check_invitee (AnshinCall *call, const char *group_id, const AnshinGroupStanding *standing,
               const char *user_id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (AnshinUser) user = anshin_account_load (call->tx, user_id, &failure);
  gboolean member = FALSE;
  gboolean open = FALSE;
  gint64 count = 0;

  if (user == NULL && !g_error_matches (failure, ANSHIN_ERROR, ANSHIN_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (user == NULL || user->state != ANSHIN_ACCOUNT_ACTIVE ||
      (user->office && standing->kind == ANSHIN_GROUP_PATIENT))
    return refuse (ANSHIN_ERROR_USER_UNAVAILABLE, error);

  if (!anshin_membership_exists (call->tx, group_id, user_id, &member, error) ||
      !anshin_invitation_has_open (call->tx, group_id, user_id, &open, error) ||
      !anshin_membership_count (call->tx, group_id, &count, error))
    return FALSE;
  if (member)
    return refuse (ANSHIN_ERROR_ALREADY_MEMBER, error);
  if (open)
    return refuse (ANSHIN_ERROR_ALREADY_INVITED, error);
  if (count >= ANSHIN_MAX_MEMBERS_PER_GROUP)
    return refuse (ANSHIN_ERROR_LIMIT_REACHED, error);
  return TRUE;
}

/* A group admin's invitation is sent at once, another member's waits for one (source A4). */
static gboolean
invite_one (AnshinCall *call, const char *group_id, AnshinFacts facts, const char *user_id,
            GError **error)
{
  g_autoptr (AnshinInvitation) invitation = anshin_invitation_new ();
  g_autoptr (AnshinInvitationRow) row = NULL;
  gboolean at_once = (facts & ANSHIN_FACT_GROUP_ADMIN) != 0;

  invitation->group_id = g_strdup (group_id);
  invitation->user_id = g_strdup (user_id);
  invitation->inviter_id = g_strdup (call->principal->user_id);
  invitation->state = at_once ? ANSHIN_INVITATION_SENT : ANSHIN_INVITATION_WAITING;
  if (!anshin_invitation_insert (call->tx, invitation, error))
    return FALSE;
  row = anshin_invitation_load (call->tx, invitation->id, error);
  if (row == NULL || !anshin_invitation_tell_group (call, row->invitation, error) ||
      (at_once && !anshin_invitation_tell_invitee (call, row->invitation, error)))
    return FALSE;

  facts |= ANSHIN_FACT_INVITER | (at_once ? ANSHIN_FACT_SENT : ANSHIN_FACT_WAITING);
  if (!anshin_answer_invitation (call, row, facts, error))
    return FALSE;
  anshin_answer_add_item (call, row->invitation);
  return TRUE;
}

static void
add_refusal (GString *refused, const char *user_id, const GError *refusal)
{
  g_string_append (refused, refused->len > 0 ? ",{\"user_id\":" : "{\"user_id\":");
  anshin_json_append_string (refused, user_id);
  g_string_append_printf (refused, ",\"code\":\"%s\"}", anshin_error_to_wire (refusal->code));
}

/* Each for himself: one who cannot be invited does not stop the others. The first refusal is the
 * error if nobody could be. */
static gboolean
invite_all (AnshinCall *call, const char *group_id, const AnshinGroupStanding *standing,
            AnshinFacts facts, char **user_ids, GError **error)
{
  g_autoptr (GString) refused = g_string_new (NULL);
  g_autoptr (GError) first = NULL;
  guint invited = 0;

  g_string_append (call->out, "{\"items\":[");
  for (guint i = 0; user_ids[i] != NULL; i++)
    {
      g_autoptr (GError) refusal = NULL;

      if (check_invitee (call, group_id, standing, user_ids[i], &refusal))
        {
          if (!invite_one (call, group_id, facts, user_ids[i], error))
            return FALSE;
          invited++;
          continue;
        }
      if (refusal->domain != ANSHIN_ERROR || anshin_error_get_field (refusal) == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&refusal));
          return FALSE;
        }
      add_refusal (refused, user_ids[i], refusal);
      if (first == NULL)
        first = g_steal_pointer (&refusal);
    }
  if (invited == 0 && first != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return FALSE;
    }
  g_string_append_c (call->out, ']');
  if (refused->len > 0)
    g_string_append_printf (call->out, ",\"refused\":[%s]", refused->str);
  g_string_append_c (call->out, '}');
  return TRUE;
}

/**
 * anshin_group_invite:
 * @call: a writing call; argument: the group; body: AnshinInvite
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN; if nobody could be invited
 *   %ANSHIN_ERROR_USER_UNAVAILABLE, %ANSHIN_ERROR_ALREADY_MEMBER, %ANSHIN_ERROR_ALREADY_INVITED or
 *   %ANSHIN_ERROR_LIMIT_REACHED naming `user_ids`
 */
gboolean
anshin_group_invite (AnshinCall *call, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  AnshinInvite *invite = call->body;
  const char *group_id = call->args[0];
  AnshinFacts facts = 0;

  if (!anshin_facts_load_group (call, group_id, &standing, &facts, error) ||
      !anshin_check_group (call, ANSHIN_ACTION_INVITE, group_id, facts, error))
    return FALSE;
  call->status = 201;
  return anshin_invitation_expire (call->tx, group_id, error) &&
         invite_all (call, group_id, &standing, facts, invite->user_ids, error);
}
