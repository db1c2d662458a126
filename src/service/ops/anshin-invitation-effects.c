/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-invitation-effects.h"

#include "anshin-happening.h"

/**
 * anshin_invitation_tell_group:
 * @call: a writing call
 * @invitation: an invitation in its new state
 * @error: return location
 *
 * The group sees who is invited and what it waits for; inviter and admins see it in their lists.
 */
gboolean
anshin_invitation_tell_group (AnshinCall *call, AnshinInvitation *invitation, GError **error)
{
  AnshinHappening changed = { 0 };

  changed.channel = invitation->group_id;
  changed.kind = ANSHIN_ENTRY_INVITATION_CHANGED;
  changed.subject_id = invitation->user_id;
  changed.subject_name = invitation->user_name;
  changed.subject_state = invitation->state;
  anshin_call_refresh (call, invitation->inviter_id, "invitations");
  return anshin_happen (call, &changed, NULL, error) &&
         anshin_tell_admins (call, invitation->group_id, "invitations", error) &&
         anshin_tell_admins (call, invitation->group_id, "groups", error);
}

/**
 * anshin_invitation_tell_invitee:
 * @call: a writing call
 * @invitation: an invitation that is sent, or was
 * @error: return location
 *
 * The inbox gets the invitation's id and state, no name: it outlives the right to know it.
 */
gboolean
anshin_invitation_tell_invitee (AnshinCall *call, AnshinInvitation *invitation, GError **error)
{
  AnshinHappening told = { 0 };

  told.channel = invitation->user_id;
  told.kind = ANSHIN_ENTRY_INVITATION_CHANGED;
  told.subject_id = invitation->id;
  told.subject_state = invitation->state;
  anshin_call_refresh (call, invitation->user_id, "invitations");
  return anshin_happen (call, &told, NULL, error);
}
