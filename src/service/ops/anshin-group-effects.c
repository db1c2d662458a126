/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-group-effects.h"

#include "anshin-account-table.h"
#include "anshin-group-life.h"
#include "anshin-happening.h"
#include "anshin-invitation-effects.h"
#include "anshin-membership-table.h"
#include "anshin-urgent-table.h"

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

/* All lists of its readers that show the group, or the patient through it. */
static gboolean
tell_lists (AnshinCall *call, const char *group_id, GError **error)
{
  return anshin_tell_readers (call, group_id, "groups", error) &&
         anshin_tell_readers (call, group_id, "patients", error) &&
         anshin_tell_readers (call, group_id, "requests", error);
}

/**
 * anshin_group_effects_close:
 * @call: a writing call
 * @group_id: a live or a frozen group
 * @error: %ANSHIN_ERROR_GROUP_STATE
 *
 * Its members can read it, and that is all.
 */
gboolean
anshin_group_effects_close (AnshinCall *call, const char *group_id, GError **error)
{
  return anshin_group_close (call->tx, group_id, error) &&
         anshin_invitation_void_all (call, group_id, error) &&
         write_entry (call, group_id, ANSHIN_ENTRY_GROUP_CLOSED, NULL, NULL, error) &&
         tell_lists (call, group_id, error);
}

/**
 * anshin_group_effects_reopen:
 * @call: a writing call
 * @group_id: a closed group
 * @error: %ANSHIN_ERROR_GROUP_STATE
 */
gboolean
anshin_group_effects_reopen (AnshinCall *call, const char *group_id, GError **error)
{
  return anshin_group_reopen (call->tx, group_id, error) &&
         write_entry (call, group_id, ANSHIN_ENTRY_GROUP_REOPENED, NULL, NULL, error) &&
         tell_lists (call, group_id, error);
}

/**
 * anshin_group_effects_delete:
 * @call: a writing call
 * @group_id: a group
 * @error: %ANSHIN_ERROR_GROUP_STATE
 *
 * Nobody hears it any more, from the entry itself on.
 */
gboolean
anshin_group_effects_delete (AnshinCall *call, const char *group_id, GError **error)
{
  anshin_call_effect (call, ANSHIN_EFFECT_FREEZE, group_id, NULL);
  return anshin_invitation_void_all (call, group_id, error) &&
         anshin_group_delete (call->tx, group_id, error) &&
         write_entry (call, group_id, ANSHIN_ENTRY_GROUP_DELETED, NULL, NULL, error) &&
         tell_lists (call, group_id, error);
}

/* A patient group bears its patient's name, which may be another one by now. */
static gboolean
take_name (AnshinCall *call, const char *group_id, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  g_autoptr (AnshinPatientView) view = NULL;
  g_autofree char *name = NULL;

  if (!anshin_group_stand (call->tx, group_id, call->principal->user_id, &standing, error))
    return FALSE;
  if (standing.patient_id == NULL)
    return TRUE;

  view = anshin_patient_view (call->tx, standing.patient_id, call->principal->user_id, error);
  if (view == NULL || !anshin_group_get_name (call->tx, group_id, &name, error))
    return FALSE;
  return g_strcmp0 (name, view->patient->name) == 0 ||
         anshin_group_rename (call->tx, group_id, view->patient->name, error);
}

/**
 * anshin_group_effects_bring_back:
 * @call: a writing call
 * @group_id: a deleted group
 * @error: %ANSHIN_ERROR_GROUP_STATE, %ANSHIN_ERROR_GROUP_EXISTS
 *
 * Those who may read it hear it again.
 */
gboolean
anshin_group_effects_bring_back (AnshinCall *call, const char *group_id, GError **error)
{
  g_autoptr (GPtrArray) hearers = g_ptr_array_new_with_free_func (g_free);

  if (!anshin_group_bring_back (call->tx, group_id, error) ||
      !take_name (call, group_id, error) ||
      !anshin_group_list_hearers (call->tx, group_id, hearers, error))
    return FALSE;
  for (guint i = 0; i < hearers->len; i++)
    anshin_call_effect (call, ANSHIN_EFFECT_JOIN, group_id, g_ptr_array_index (hearers, i));
  return write_entry (call, group_id, ANSHIN_ENTRY_GROUP_BROUGHT_BACK, NULL, NULL, error) &&
         tell_lists (call, group_id, error);
}

/**
 * anshin_group_effects_name:
 * @call: a writing call
 * @group_id: a free group
 * @member: a member of it
 * @admin: whether an admin of it from now on
 * @error: return location
 */
gboolean
anshin_group_effects_name (AnshinCall *call, const char *group_id, AnshinMember *member,
                           gboolean admin, GError **error)
{
  int kind = admin ? ANSHIN_ENTRY_ADMIN_NAMED : ANSHIN_ENTRY_ADMIN_UNNAMED;

  anshin_call_refresh (call, member->user_id, "groups");
  anshin_call_refresh (call, member->user_id, "invitations");
  return anshin_membership_set_admin (call->tx, group_id, member->user_id, admin, error) &&
         write_entry (call, group_id, kind, member->user_id, member->name, error) &&
         anshin_tell_members (call, group_id, error);
}

/* A free group always has an admin: the member of longest standing, if nobody else is. One that
 * nobody is in any more is closed. */
static gboolean
hand_on (AnshinCall *call, const char *group_id, int state, const char *gone_id, GError **error)
{
  g_autofree char *successor_id = NULL;
  g_autoptr (AnshinMember) successor = NULL;
  gint64 members = 0;
  gint64 active_admins = 0;

  if (!anshin_membership_count_others (call->tx, group_id, gone_id, &members, &active_admins,
                                       error))
    return FALSE;
  if (active_admins > 0)
    return TRUE;
  if (members == 0)
    return state != ANSHIN_GROUP_LIVE || anshin_group_effects_close (call, group_id, error);
  return anshin_membership_find_successor (call->tx, group_id, &successor_id, error) &&
         anshin_membership_find (call->tx, group_id, successor_id, &successor, error) &&
         anshin_group_effects_name (call, group_id, successor, TRUE, error);
}

/**
 * anshin_group_effects_depart:
 * @call: a writing call
 * @group_id: a group
 * @standing: how the asker stands to it
 * @member: a member who leaves it or is removed
 * @error: return location
 *
 * The one who goes hears nothing after it, not even the entry that says so; the inbox tells.
 * Invitations of that member which nobody has approved fall with the membership (source A4).
 */
gboolean
anshin_group_effects_depart (AnshinCall *call, const char *group_id,
                             const AnshinGroupStanding *standing, AnshinMember *member,
                             GError **error)
{
  const char *user_id = member->user_id;
  gboolean ended = FALSE;
  gboolean reads = FALSE;

  if (!anshin_membership_end (call->tx, group_id, user_id, &ended, error) ||
      !anshin_urgent_judge_of (call->tx, user_id, error) ||
      !still_reads (call, group_id, user_id, &reads, error))
    return FALSE;
  if (!reads)
    anshin_call_effect (call, ANSHIN_EFFECT_LEAVE, group_id, user_id);
  anshin_call_refresh (call, user_id, "groups");
  anshin_call_refresh (call, user_id, "patients");
  anshin_call_refresh (call, user_id, "invitations");
  anshin_call_refresh (call, user_id, "requests");
  return write_entry (call, group_id, ANSHIN_ENTRY_MEMBER_LEFT, user_id, member->name, error) &&
         write_entry (call, user_id, ANSHIN_ENTRY_LEFT_GROUP, group_id, NULL, error) &&
         anshin_tell_members (call, group_id, error) &&
         anshin_tell_readers (call, group_id, "requests", error) &&
         anshin_invitation_void_of_inviter (call, group_id, user_id, error) &&
         (standing->kind != ANSHIN_GROUP_FREE ||
          hand_on (call, group_id, standing->state, user_id, error));
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
      !anshin_tell_members (call, group_id, error) ||
      !anshin_tell_readers (call, group_id, "requests", error))
    return FALSE;
  if (group->kind == ANSHIN_GROUP_FREE)
    return hand_on (call, group_id, group->state, user->id, error);
  return group->kind != ANSHIN_GROUP_DIRECT || group->state != ANSHIN_GROUP_LIVE ||
         anshin_group_effects_close (call, group_id, error);
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
  return anshin_urgent_judge_of (call->tx, user_id, error) &&
         anshin_invitation_void_of_user (call, user_id, error);
}
