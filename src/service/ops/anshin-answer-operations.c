/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-account-table.h"
#include "anshin-answer.h"
#include "anshin-care-operations.h"
#include "anshin-happening.h"
#include "anshin-invitation-effects.h"
#include "anshin-json.h"
#include "anshin-membership-table.h"


static gboolean
fail_state (GError **error)
{
  anshin_set_error (error, ANSHIN_ERROR_INVITATION_STATE, NULL, "Not in that state any more");
  return FALSE;
}

static gboolean
answer_again (AnshinCall *call, const char *id, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  AnshinFacts facts = 0;
  g_autoptr (AnshinInvitationRow) row =
    anshin_facts_load_invitation (call, id, &standing, &facts, error);

  if (row == NULL || !anshin_answer_invitation (call, row, facts, error))
    return FALSE;
  anshin_json_append_record (call->out, row->invitation);
  return TRUE;
}

static AnshinInvitationRow *
load (AnshinCall *call, AnshinAction action, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  AnshinFacts facts = 0;
  g_autoptr (AnshinInvitationRow) row =
    anshin_facts_load_invitation (call, call->args[0], &standing, &facts, error);

  if (row == NULL ||
      !anshin_check_group (call, action, row->invitation->group_id, facts, error))
    return NULL;
  return g_steal_pointer (&row);
}

static gboolean
check_active (AnshinCall *call, const char *user_id, GError **error)
{
  g_autoptr (AnshinUser) user = anshin_account_load (call->tx, user_id, error);

  if (user == NULL)
    return FALSE;
  if (user->state == ANSHIN_ACCOUNT_ACTIVE)
    return TRUE;

  anshin_set_error (error, ANSHIN_ERROR_USER_UNAVAILABLE, NULL, "The invitee is not active");
  return FALSE;
}

/**
 * anshin_invitation_approve:
 * @call: a writing call; argument: the invitation
 * @error: %ANSHIN_ERROR_NEEDS_GROUP_ADMIN, %ANSHIN_ERROR_INVITATION_STATE
 *
 * From here on the invitee knows of it (source A4).
 */
gboolean
anshin_invitation_approve (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinInvitationRow) row = load (call, ANSHIN_ACTION_APPROVE_INVITATION, error);
  AnshinInvitation *invitation = row != NULL ? row->invitation : NULL;

  if (row == NULL || !check_active (call, invitation->user_id, error) ||
      !anshin_invitation_decide (call->tx, invitation->id, ANSHIN_INVITATION_WAITING,
                                 ANSHIN_INVITATION_SENT, call->principal->user_id, error))
    return FALSE;

  invitation->state = ANSHIN_INVITATION_SENT;
  return anshin_invitation_tell_group (call, invitation, error) &&
         anshin_invitation_tell_invitee (call, invitation, error) &&
         answer_again (call, invitation->id, error);
}

/**
 * anshin_invitation_turn_down:
 * @call: a writing call; argument: the invitation
 * @error: %ANSHIN_ERROR_NEEDS_GROUP_ADMIN, %ANSHIN_ERROR_INVITATION_STATE
 *
 * The invitee never learns of it.
 */
gboolean
anshin_invitation_turn_down (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinInvitationRow) row = load (call, ANSHIN_ACTION_APPROVE_INVITATION, error);
  AnshinInvitation *invitation = row != NULL ? row->invitation : NULL;

  if (row == NULL ||
      !anshin_invitation_decide (call->tx, invitation->id, ANSHIN_INVITATION_WAITING,
                                 ANSHIN_INVITATION_TURNED_DOWN, call->principal->user_id, error))
    return FALSE;

  invitation->state = ANSHIN_INVITATION_TURNED_DOWN;
  return anshin_invitation_tell_group (call, invitation, error) &&
         answer_again (call, invitation->id, error);
}

static gboolean
check_limits (AnshinCall *call, const char *group_id, GError **error)
{
  gint64 groups = 0;
  gint64 members = 0;

  if (!anshin_membership_count_groups (call->tx, call->principal->user_id, &groups, error) ||
      !anshin_membership_count (call->tx, group_id, &members, error))
    return FALSE;
  if (groups < ANSHIN_MAX_GROUPS_PER_USER && members <= ANSHIN_MAX_MEMBERS_PER_GROUP)
    return TRUE;

  anshin_set_error (error, ANSHIN_ERROR_LIMIT_REACHED, NULL, "Too many groups or members");
  return FALSE;
}

/* The one who comes hears the group from the entry that says so; what was before can be read. */
static gboolean
join (AnshinCall *call, AnshinInvitation *invitation, GError **error)
{
  const char *user_id = call->principal->user_id;
  AnshinHappening joined = { 0 };
  AnshinHappening told = { 0 };

  joined.channel = invitation->group_id;
  joined.kind = ANSHIN_ENTRY_MEMBER_JOINED;
  joined.subject_id = user_id;
  joined.subject_name = call->principal->name;
  told.channel = user_id;
  told.kind = ANSHIN_ENTRY_JOINED_GROUP;
  told.subject_id = invitation->group_id;
  if (!anshin_membership_add (call->tx, invitation->group_id, user_id, FALSE, invitation->id,
                              error))
    return FALSE;
  anshin_call_effect (call, ANSHIN_EFFECT_JOIN, invitation->group_id, user_id);
  anshin_call_refresh (call, user_id, "groups");
  anshin_call_refresh (call, user_id, "patients");
  anshin_call_refresh (call, user_id, "invitations");
  anshin_call_refresh (call, invitation->inviter_id, "invitations");
  return anshin_happen (call, &joined, NULL, error) && anshin_happen (call, &told, NULL, error) &&
         anshin_tell_members (call, invitation->group_id, error);
}

/**
 * anshin_invitation_accept:
 * @call: a writing call; argument: the invitation
 * @error: %ANSHIN_ERROR_INVITATION_STATE, %ANSHIN_ERROR_GROUP_FROZEN, %ANSHIN_ERROR_LIMIT_REACHED
 *
 * Accepting again what one has accepted changes nothing.
 */
gboolean
anshin_invitation_accept (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinInvitationRow) row = load (call, ANSHIN_ACTION_ANSWER_INVITATION, error);
  AnshinInvitation *invitation = row != NULL ? row->invitation : NULL;

  if (row == NULL)
    return FALSE;
  if (invitation->state == ANSHIN_INVITATION_ACCEPTED)
    return answer_again (call, invitation->id, error);
  if (invitation->state != ANSHIN_INVITATION_SENT)
    return fail_state (error);
  return check_limits (call, invitation->group_id, error) &&
         anshin_invitation_answer (call->tx, invitation->id, ANSHIN_INVITATION_ACCEPTED, error) &&
         join (call, invitation, error) && answer_again (call, invitation->id, error);
}

/**
 * anshin_invitation_decline:
 * @call: a writing call; argument: the invitation
 * @error: %ANSHIN_ERROR_INVITATION_STATE
 *
 * Declining again what one has declined changes nothing.
 */
gboolean
anshin_invitation_decline (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinInvitationRow) row = load (call, ANSHIN_ACTION_ANSWER_INVITATION, error);
  AnshinInvitation *invitation = row != NULL ? row->invitation : NULL;

  if (row == NULL)
    return FALSE;
  if (invitation->state == ANSHIN_INVITATION_DECLINED)
    return answer_again (call, invitation->id, error);
  if (invitation->state != ANSHIN_INVITATION_SENT)
    return fail_state (error);
  if (!anshin_invitation_answer (call->tx, invitation->id, ANSHIN_INVITATION_DECLINED, error))
    return FALSE;

  invitation->state = ANSHIN_INVITATION_DECLINED;
  anshin_call_refresh (call, call->principal->user_id, "invitations");
  return anshin_invitation_tell_group (call, invitation, error) &&
         answer_again (call, invitation->id, error);
}

/**
 * anshin_invitation_cancel:
 * @call: a writing call; argument: the invitation
 * @error: %ANSHIN_ERROR_NEEDS_GROUP_ADMIN, %ANSHIN_ERROR_INVITATION_STATE
 */
gboolean
anshin_invitation_cancel (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinInvitationRow) row = load (call, ANSHIN_ACTION_CANCEL_INVITATION, error);
  AnshinInvitation *invitation = row != NULL ? row->invitation : NULL;

  if (row == NULL)
    return FALSE;
  if (invitation->state != ANSHIN_INVITATION_WAITING &&
      invitation->state != ANSHIN_INVITATION_SENT)
    return fail_state (error);
  if (!anshin_invitation_end (call->tx, invitation->id, ANSHIN_INVITATION_CANCELLED, error))
    return FALSE;

  invitation->state = ANSHIN_INVITATION_CANCELLED;
  return anshin_invitation_tell_group (call, invitation, error) &&
         (!row->sent || anshin_invitation_tell_invitee (call, invitation, error)) &&
         answer_again (call, invitation->id, error);
}

/* One that has expired may have been followed by another. */
static gboolean
check_place (AnshinCall *call, AnshinInvitation *invitation, GError **error)
{
  AnshinError code = ANSHIN_ERROR_INVITATION_STATE;
  gboolean member = FALSE;
  gboolean open = FALSE;
  gint64 count = 0;

  if (!anshin_membership_exists (call->tx, invitation->group_id, invitation->user_id, &member,
                                 error) ||
      !anshin_invitation_has_open (call->tx, invitation->group_id, invitation->user_id, &open,
                                   error) ||
      !anshin_membership_count (call->tx, invitation->group_id, &count, error))
    return FALSE;
  if (member)
    code = ANSHIN_ERROR_ALREADY_MEMBER;
  else if (open)
    code = ANSHIN_ERROR_ALREADY_INVITED;
  else if (count >= ANSHIN_MAX_MEMBERS_PER_GROUP)
    code = ANSHIN_ERROR_LIMIT_REACHED;
  else
    return TRUE;

  anshin_set_error (error, code, NULL, "Cannot be invited again");
  return FALSE;
}

/**
 * anshin_invitation_resend:
 * @call: a writing call; argument: the invitation
 * @error: %ANSHIN_ERROR_NEEDS_GROUP_ADMIN, %ANSHIN_ERROR_INVITATION_STATE unless it is open or has
 *   expired, %ANSHIN_ERROR_USER_UNAVAILABLE, %ANSHIN_ERROR_ALREADY_MEMBER,
 *   %ANSHIN_ERROR_ALREADY_INVITED, %ANSHIN_ERROR_LIMIT_REACHED
 *
 * Another 30 days. The invitee is told again; of one that waits for approval only the group is.
 */
gboolean
anshin_invitation_resend (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinInvitationRow) row = load (call, ANSHIN_ACTION_RESEND_INVITATION, error);
  AnshinInvitation *invitation = row != NULL ? row->invitation : NULL;

  if (row == NULL || !check_active (call, invitation->user_id, error) ||
      !anshin_invitation_expire (call->tx, invitation->group_id, error) ||
      (invitation->state == ANSHIN_INVITATION_EXPIRED && !check_place (call, invitation, error)) ||
      !anshin_invitation_renew (call->tx, invitation->id, error))
    return FALSE;

  invitation->state = row->sent ? ANSHIN_INVITATION_SENT : ANSHIN_INVITATION_WAITING;
  return anshin_invitation_tell_group (call, invitation, error) &&
         (!row->sent || anshin_invitation_tell_invitee (call, invitation, error)) &&
         answer_again (call, invitation->id, error);
}
