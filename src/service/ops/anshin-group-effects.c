/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-group-effects.h"

#include "anshin-account-table.h"
#include "anshin-group-life.h"
#include "anshin-happening.h"
#include "anshin-invitation-effects.h"
#include "anshin-membership-table.h"

static gboolean
still_reads (AnshinCall *call, const char *group_id, const char *user_id, gboolean *reads,
             GError **error)
{
  g_autoptr (GPtrArray) readers = g_ptr_array_new_with_free_func (g_free);

  if (!anshin_group_list_readers (call->tx, group_id, readers, error))
    return FALSE;
  *reads = g_ptr_array_find_with_equal_func (readers, user_id, g_str_equal, NULL);
  return TRUE;
}

static gboolean
write_entry (AnshinCall *call, const char *channel, int kind, const char *subject_id,
             const char *subject_name, GError **error)
{
  AnshinHappening what = { 0 };

  what.channel = channel;
  what.kind = kind;
  what.subject_id = subject_id;
  what.subject_name = subject_name;
  return anshin_happen (call, &what, NULL, error);
}

static gboolean
close_group (AnshinCall *call, const char *group_id, GError **error)
{
  return anshin_group_close (call->tx, group_id, error) &&
         anshin_invitation_void_all (call, group_id, error) &&
         write_entry (call, group_id, ANSHIN_ENTRY_GROUP_CLOSED, NULL, NULL, error) &&
         anshin_tell_readers (call, group_id, "groups", error);
}

static gboolean
name_admin (AnshinCall *call, const char *group_id, const char *user_id, GError **error)
{
  g_autoptr (AnshinUser) user = anshin_account_load (call->tx, user_id, error);

  if (user == NULL)
    return FALSE;
  anshin_call_refresh (call, user_id, "groups");
  anshin_call_refresh (call, user_id, "invitations");
  return anshin_membership_set_admin (call->tx, group_id, user_id, TRUE, error) &&
         write_entry (call, group_id, ANSHIN_ENTRY_ADMIN_NAMED, user->id, user->name, error) &&
         anshin_tell_members (call, group_id, error);
}

/* A free group always has an admin: the member of longest standing, if nobody else is. One that
 * nobody is in any more is closed. */
static gboolean
hand_on (AnshinCall *call, const char *group_id, int state, const char *gone_id, GError **error)
{
  g_autofree char *successor_id = NULL;
  gint64 members = 0;
  gint64 active_admins = 0;

  if (!anshin_membership_count_others (call->tx, group_id, gone_id, &members, &active_admins,
                                       error))
    return FALSE;
  if (active_admins > 0)
    return TRUE;
  if (members == 0)
    return state != ANSHIN_GROUP_LIVE || close_group (call, group_id, error);
  return anshin_membership_find_successor (call->tx, group_id, &successor_id, error) &&
         name_admin (call, group_id, successor_id, error);
}

/**
 * anshin_group_effects_depart:
 * @call: a writing call
 * @group_id: a group
 * @standing: how the asker stands to it
 * @user: a member who leaves it or is removed
 * @error: return location
 *
 * The one who goes hears nothing after it, not even the entry that says so; the inbox tells.
 * Invitations of that member which nobody has approved fall with the membership (source A4).
 */
gboolean
anshin_group_effects_depart (AnshinCall *call, const char *group_id,
                             const AnshinGroupStanding *standing, AnshinUser *user,
                             GError **error)
{
  gboolean ended = FALSE;
  gboolean reads = FALSE;

  if (!anshin_membership_end (call->tx, group_id, user->id, &ended, error) ||
      !still_reads (call, group_id, user->id, &reads, error))
    return FALSE;
  if (!reads)
    anshin_call_effect (call, ANSHIN_EFFECT_LEAVE, group_id, user->id);
  anshin_call_refresh (call, user->id, "groups");
  anshin_call_refresh (call, user->id, "patients");
  anshin_call_refresh (call, user->id, "invitations");
  return write_entry (call, group_id, ANSHIN_ENTRY_MEMBER_LEFT, user->id, user->name, error) &&
         write_entry (call, user->id, ANSHIN_ENTRY_LEFT_GROUP, group_id, NULL, error) &&
         anshin_tell_members (call, group_id, error) &&
         anshin_invitation_void_of_inviter (call, group_id, user->id, error) &&
         (standing->kind != ANSHIN_GROUP_FREE ||
          hand_on (call, group_id, standing->state, user->id, error));
}

static gboolean
retire_from (AnshinCall *call, const AnshinBelonging *group, AnshinUser *user, GError **error)
{
  const char *group_id = group->group_id;
  gboolean ended = FALSE;

  if (!anshin_membership_end (call->tx, group_id, user->id, &ended, error))
    return FALSE;
  anshin_call_effect (call, ANSHIN_EFFECT_LEAVE, group_id, user->id);
  if (!write_entry (call, group_id, ANSHIN_ENTRY_MEMBER_LEFT, user->id, user->name, error) ||
      !anshin_tell_members (call, group_id, error))
    return FALSE;
  if (group->kind == ANSHIN_GROUP_FREE)
    return hand_on (call, group_id, group->state, user->id, error);
  return group->kind != ANSHIN_GROUP_DIRECT || group->state != ANSHIN_GROUP_LIVE ||
         close_group (call, group_id, error);
}

/**
 * anshin_group_effects_retire:
 * @call: a writing call
 * @user_id: a user who retires, in the same transaction
 * @error: return location
 *
 * The user leaves all groups (PRODUCT "Retirement"). Where nobody else administers a free group,
 * the member of longest standing does; one that is left empty is closed, and so are the user's
 * direct conversations. Invitations that the user has made and nobody has approved are void, and
 * so are those of the user. What was written stays as it is.
 */
gboolean
anshin_group_effects_retire (AnshinCall *call, const char *user_id, GError **error)
{
  g_autoptr (GPtrArray) groups =
    g_ptr_array_new_with_free_func ((GDestroyNotify) anshin_belonging_free);
  g_autoptr (AnshinUser) user = anshin_account_load (call->tx, user_id, error);

  if (user == NULL || !anshin_membership_list_belongings (call->tx, user_id, groups, error))
    return FALSE;
  for (guint i = 0; i < groups->len; i++)
    if (!retire_from (call, g_ptr_array_index (groups, i), user, error))
      return FALSE;
  return anshin_invitation_void_of_user (call, user_id, error);
}
