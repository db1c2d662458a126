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

static GPtrArray *
new_rows (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) anshin_invitation_row_free);
}

/**
 * anshin_invitation_void_all:
 * @call: a writing call
 * @group_id: a group that nobody can join any more: frozen, closed or deleted
 * @error: return location
 *
 * Who has not accepted learns no more of the group.
 */
gboolean
anshin_invitation_void_all (AnshinCall *call, const char *group_id, GError **error)
{
  g_autoptr (GPtrArray) open = new_rows ();

  if (!anshin_invitation_list_open (call->tx, group_id, open, error))
    return FALSE;
  for (guint i = 0; i < open->len; i++)
    {
      AnshinInvitationRow *row = g_ptr_array_index (open, i);

      if (!anshin_invitation_end (call->tx, row->invitation->id, ANSHIN_INVITATION_VOID, error))
        return FALSE;
      if (row->sent)
        anshin_call_refresh (call, row->invitation->user_id, "invitations");
      anshin_call_refresh (call, row->invitation->inviter_id, "invitations");
    }
  return open->len == 0 || anshin_tell_admins (call, group_id, "invitations", error);
}

static gboolean
void_one (AnshinCall *call, AnshinInvitation *invitation, GError **error)
{
  if (!anshin_invitation_end (call->tx, invitation->id, ANSHIN_INVITATION_VOID, error))
    return FALSE;
  invitation->state = ANSHIN_INVITATION_VOID;
  return anshin_invitation_tell_group (call, invitation, error);
}

/**
 * anshin_invitation_void_of_inviter:
 * @call: a writing call
 * @group_id: a group
 * @user_id: one who is no longer a member of it
 * @error: return location
 *
 * Invitations that nobody has approved fall with the inviter's membership (source A4).
 */
gboolean
anshin_invitation_void_of_inviter (AnshinCall *call, const char *group_id, const char *user_id,
                                   GError **error)
{
  g_autoptr (GPtrArray) open = new_rows ();

  if (!anshin_invitation_list_open (call->tx, group_id, open, error))
    return FALSE;
  for (guint i = 0; i < open->len; i++)
    {
      AnshinInvitation *invitation =
        ((AnshinInvitationRow *) g_ptr_array_index (open, i))->invitation;

      if (invitation->state == ANSHIN_INVITATION_WAITING &&
          g_strcmp0 (invitation->inviter_id, user_id) == 0 && !void_one (call, invitation, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * anshin_invitation_void_of_user:
 * @call: a writing call
 * @user_id: one who retires
 * @error: return location
 *
 * Those into any group that the user has not accepted, and those that the user has made and
 * nobody has approved.
 */
gboolean
anshin_invitation_void_of_user (AnshinCall *call, const char *user_id, GError **error)
{
  g_autoptr (GPtrArray) open = new_rows ();

  if (!anshin_invitation_list_of_retired (call->tx, user_id, open, error))
    return FALSE;
  for (guint i = 0; i < open->len; i++)
    if (!void_one (call, ((AnshinInvitationRow *) g_ptr_array_index (open, i))->invitation,
                   error))
      return FALSE;
  return TRUE;
}
