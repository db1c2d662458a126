/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-account-table.h"
#include "anshin-answer.h"
#include "anshin-care-operations.h"
#include "anshin-group-effects.h"
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

/* Where a page begins: after whom of which facility. */
static gboolean
get_place (AnshinCall *call, char ***place, GError **error)
{
  const char *cursor = NULL;

  if (!anshin_call_get_cursor (call, &cursor, error))
    return FALSE;
  *place = g_strsplit (*cursor != '\0' ? cursor : "/", "/", 2);
  if (g_strv_length (*place) == 2)
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "cursor", "Not a cursor of ours");
  return FALSE;
}

/* All members of a group fit into one page, unless fewer are asked for. */
static gboolean
get_limit (AnshinCall *call, guint *limit, GError **error)
{
  *limit = PAGE;
  return anshin_call_get_query (call, "limit") == NULL
         || anshin_call_get_limit (call, limit, error);
}

static void
answer_members (AnshinCall *call, GPtrArray *members, guint limit, AnshinFacts facts)
{
  AnshinMember *last = members->len > limit ? g_ptr_array_index (members, limit - 1) : NULL;
  g_autofree char *cursor = NULL;

  if (last != NULL)
    cursor = g_strconcat (last->facility_id, "/", last->user_id, NULL);
  anshin_answer_begin_list (call);
  for (guint i = 0; i < MIN (members->len, limit); i++)
    add_member (call, g_ptr_array_index (members, i), facts);
  anshin_answer_end_list (call, cursor);
}

/**
 * anshin_members_list:
 * @call: a reading call; argument: the group; query: limit, cursor
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN
 *
 * The members with how far each has read, and those who read by right of administration; by
 * facility.
 */
gboolean
anshin_members_list (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (AnshinGroupStanding) standing = { 0 };
  g_auto (GStrv) place = NULL;
  const char *group_id = call->args[0];
  AnshinFacts facts = 0;
  gboolean listed = FALSE;
  guint limit = 0;

  if (!get_place (call, &place, error) || !get_limit (call, &limit, error) ||
      !anshin_facts_load_group (call, group_id, &standing, &facts, error) ||
      !anshin_policy_check (ANSHIN_ACTION_READ_GROUP, facts, error))
    return FALSE;
  listed = standing.kind == ANSHIN_GROUP_ALL_USERS
             ? anshin_membership_list_all_users (call->tx, group_id, place[0], place[1],
                                                 limit + 1, members, error)
             : anshin_membership_list (call->tx, group_id, place[0], place[1], limit + 1, members,
                                       error);
  if (!listed)
    return FALSE;

  answer_members (call, members, limit, facts);
  return TRUE;
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
  if (!anshin_group_effects_depart (call, group_id, &standing, user, error))
    return FALSE;
  call->status = 204;
  return TRUE;
}
