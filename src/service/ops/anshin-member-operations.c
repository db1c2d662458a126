/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-account-table.h"
#include "anshin-answer.h"
#include "anshin-care-operations.h"
#include "anshin-happening.h"
#include "anshin-membership-table.h"

/* A group has no more members than this page has places; the all-users group may have. */
#define PAGE ANSHIN_MAX_MEMBERS_PER_GROUP

static void
add_member (AnshinCall *call, AnshinMember *member, AnshinFacts facts)
{
  AnshinAction action = ANSHIN_ACTION_REMOVE_MEMBER;

  if (g_strcmp0 (member->user_id, call->principal->user_id) == 0)
    action = ANSHIN_ACTION_LEAVE_GROUP;
  if (g_strcmp0 (member->facility_id, call->principal->facility_id) == 0)
    facts |= ANSHIN_FACT_OWN_STAFF;
  if (!member->by_right)
    member->capabilities = anshin_policy_capabilities (facts | ANSHIN_FACT_SELF, &action, 1);
  anshin_answer_add_item (call, member);
}

/**
 * anshin_members_list:
 * @call: a reading call; argument: the group; query: cursor
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN
 *
 * The members with how far each has read, and those who read by right of administration.
 */
gboolean
anshin_members_list (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (AnshinGroupStanding) standing = { 0 };
  const char *group_id = call->args[0];
  const char *cursor = NULL;
  AnshinFacts facts = 0;
  gboolean listed = FALSE;

  if (!anshin_call_get_cursor (call, &cursor, error) ||
      !anshin_facts_load_group (call, group_id, &standing, &facts, error) ||
      !anshin_policy_check (ANSHIN_ACTION_READ_GROUP, facts, error))
    return FALSE;
  listed =
    standing.kind == ANSHIN_GROUP_ALL_USERS
      ? anshin_membership_list_all_users (call->tx, group_id, cursor, PAGE + 1, members, error)
      : anshin_membership_list (call->tx, group_id, cursor, PAGE + 1, members, error);
  if (!listed)
    return FALSE;

  anshin_answer_begin_list (call);
  for (guint i = 0; i < MIN (members->len, PAGE); i++)
    add_member (call, g_ptr_array_index (members, i), facts);
  anshin_answer_end_list (call, members->len > PAGE
                                  ? ANSHIN_MEMBER (g_ptr_array_index (members, PAGE - 1))->user_id
                                  : NULL);
  return TRUE;
}

/* Invitations that nobody has approved fall with the inviter's membership (source A4). */
static gboolean
void_invitations (AnshinCall *call, const char *group_id, const char *user_id, GError **error)
{
  g_autoptr (GPtrArray) open =
    g_ptr_array_new_with_free_func ((GDestroyNotify) anshin_invitation_row_free);

  if (!anshin_invitation_list_open (call->tx, group_id, open, error))
    return FALSE;
  for (guint i = 0; i < open->len; i++)
    {
      const AnshinInvitation *invitation =
        ((AnshinInvitationRow *) g_ptr_array_index (open, i))->invitation;
      AnshinHappening voided = { 0 };

      if (invitation->state != ANSHIN_INVITATION_WAITING ||
          g_strcmp0 (invitation->inviter_id, user_id) != 0)
        continue;
      voided.channel = group_id;
      voided.kind = ANSHIN_ENTRY_INVITATION_CHANGED;
      voided.subject_id = invitation->user_id;
      voided.subject_name = invitation->user_name;
      voided.subject_state = ANSHIN_INVITATION_VOID;
      if (!anshin_invitation_end (call->tx, invitation->id, ANSHIN_INVITATION_VOID, error) ||
          !anshin_happen (call, &voided, NULL, error) ||
          !anshin_tell_admins (call, group_id, "invitations", error))
        return FALSE;
    }
  return TRUE;
}

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

/* The one who goes hears nothing after it, not even the entry that says so; the inbox tells. */
static gboolean
tell_departure (AnshinCall *call, const char *group_id, AnshinUser *user, GError **error)
{
  AnshinHappening left = { 0 };
  AnshinHappening told = { 0 };
  gboolean reads = FALSE;

  left.channel = group_id;
  left.kind = ANSHIN_ENTRY_MEMBER_LEFT;
  left.subject_id = user->id;
  left.subject_name = user->name;
  told.channel = user->id;
  told.kind = ANSHIN_ENTRY_LEFT_GROUP;
  told.subject_id = group_id;
  if (!still_reads (call, group_id, user->id, &reads, error))
    return FALSE;
  if (!reads)
    anshin_call_effect (call, ANSHIN_EFFECT_LEAVE, group_id, user->id);
  anshin_call_refresh (call, user->id, "groups");
  anshin_call_refresh (call, user->id, "patients");
  anshin_call_refresh (call, user->id, "invitations");
  return anshin_happen (call, &left, NULL, error) && anshin_happen (call, &told, NULL, error) &&
         anshin_tell_members (call, group_id, error);
}

/* Whom it is about, and how the asker stands to that one; nobody if not a member. */
static gboolean
load_member (AnshinCall *call, const char *group_id, const char *user_id, AnshinUser **user,
             AnshinFacts *facts, GError **error)
{
  gboolean is_member = FALSE;

  if (!anshin_membership_exists (call->tx, group_id, user_id, &is_member, error))
    return FALSE;
  if (!is_member)
    return TRUE;

  *user = anshin_account_load (call->tx, user_id, error);
  if (*user == NULL)
    return FALSE;
  if (g_strcmp0 ((*user)->id, call->principal->user_id) == 0)
    *facts |= ANSHIN_FACT_SELF;
  if (g_strcmp0 ((*user)->facility_id, call->principal->facility_id) == 0)
    *facts |= ANSHIN_FACT_OWN_STAFF;
  return TRUE;
}

/**
 * anshin_member_remove:
 * @call: a writing call; arguments: the group, the user
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_NEEDS_GROUP_ADMIN
 *
 * One leaves by oneself, a group admin removes anybody, a facility admin own staff.
 */
gboolean
anshin_member_remove (AnshinCall *call, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  g_autoptr (AnshinUser) user = NULL;
  const char *group_id = call->args[0];
  const char *user_id = call->args[1];
  gboolean self = g_strcmp0 (user_id, call->principal->user_id) == 0;
  AnshinFacts facts = 0;
  gboolean ended = FALSE;

  if (!anshin_facts_load_group (call, group_id, &standing, &facts, error) ||
      !load_member (call, group_id, user_id, &user, &facts, error) ||
      !anshin_check_group (call, self ? ANSHIN_ACTION_LEAVE_GROUP : ANSHIN_ACTION_REMOVE_MEMBER,
                           group_id, facts, error))
    return FALSE;
  if (user == NULL)
    {
      anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "Not found");
      return FALSE;
    }

  call->audit.object_id = anshin_call_keep (call, g_strdup (user_id));
  if (!anshin_membership_end (call->tx, group_id, user_id, &ended, error) ||
      !tell_departure (call, group_id, user, error) ||
      !void_invitations (call, group_id, user_id, error))
    return FALSE;
  call->status = 204;
  return TRUE;
}
