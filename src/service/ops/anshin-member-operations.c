/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-answer.h"
#include "anshin-care-operations.h"
#include "anshin-group-effects.h"
#include "anshin-json.h"
#include "anshin-membership-table.h"

/* A group has no more members than this page has places; the all-users group may have. */
#define PAGE ANSHIN_MAX_MEMBERS_PER_GROUP

static const AnshinAction member_actions[] = {
  ANSHIN_ACTION_REMOVE_MEMBER,
  ANSHIN_ACTION_NAME_GROUP_ADMIN,
  ANSHIN_ACTION_UNNAME_GROUP_ADMIN,
};

static const AnshinAction own_actions[] = {
  ANSHIN_ACTION_LEAVE_GROUP,
  ANSHIN_ACTION_NAME_GROUP_ADMIN,
  ANSHIN_ACTION_UNNAME_GROUP_ADMIN,
};

/* What the asker may do with a member, oneself perhaps. Whether somebody alone in a group stays in
 * it makes a difference to the last admin. */
static gboolean
fill_member (AnshinCall *call, const char *group_id, const AnshinGroupStanding *standing,
             AnshinMember *member, AnshinFacts facts, GError **error)
{
  AnshinFacts going = facts;
  AnshinFacts staying = facts;
  gboolean self = g_strcmp0 (member->user_id, call->principal->user_id) == 0;
  const AnshinAction *actions = self ? own_actions : member_actions;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (member->by_right || standing->kind == ANSHIN_GROUP_ALL_USERS)
    return TRUE;
  if (!anshin_facts_of_member (call, group_id, standing, member, FALSE, &going, error) ||
      !anshin_facts_of_member (call, group_id, standing, member, TRUE, &staying, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (member_actions); i++)
    if (anshin_policy_allows (actions[i], i == 0 ? going : staying))
      g_strv_builder_add (builder, anshin_action_to_wire (actions[i]));
  member->capabilities = g_strv_builder_end (builder);
  return TRUE;
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

static gboolean
answer_members (AnshinCall *call, const AnshinGroupStanding *standing, GPtrArray *members,
                guint limit, AnshinFacts facts, GError **error)
{
  AnshinMember *last = members->len > limit ? g_ptr_array_index (members, limit - 1) : NULL;
  g_autofree char *cursor = NULL;

  if (last != NULL)
    cursor = g_strconcat (last->facility_id, "/", last->user_id, NULL);
  anshin_answer_begin_list (call);
  for (guint i = 0; i < MIN (members->len, limit); i++)
    {
      AnshinMember *member = g_ptr_array_index (members, i);

      if (!fill_member (call, call->args[0], standing, member, facts, error))
        return FALSE;
      anshin_answer_add_item (call, member);
    }
  anshin_answer_end_list (call, cursor);
  return TRUE;
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
  return listed && answer_members (call, &standing, members, limit, facts, error);
}

static gboolean
fail_not_found (GError **error)
{
  anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "Not found");
  return FALSE;
}

/* Whom it is about, and how the asker stands to that one; nobody if not a member. */
static gboolean
load_member (AnshinCall *call, const AnshinGroupStanding *standing, gboolean stays,
             AnshinMember **member, AnshinFacts *facts, GError **error)
{
  return anshin_membership_find (call->tx, call->args[0], call->args[1], member, error) &&
         (*member == NULL ||
          anshin_facts_of_member (call, call->args[0], standing, *member, stays, facts, error));
}

/**
 * anshin_member_remove:
 * @call: a writing call; arguments: the group, the user
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_NEEDS_GROUP_ADMIN,
 *   %ANSHIN_ERROR_LAST_GROUP_ADMIN
 *
 * One leaves by oneself, a group admin removes anybody, a facility admin own staff.
 */
gboolean
anshin_member_remove (AnshinCall *call, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  g_autoptr (AnshinMember) member = NULL;
  const char *group_id = call->args[0];
  gboolean self = g_strcmp0 (call->args[1], call->principal->user_id) == 0;
  AnshinFacts facts = 0;

  if (!anshin_facts_load_group (call, group_id, &standing, &facts, error) ||
      !load_member (call, &standing, FALSE, &member, &facts, error) ||
      !anshin_check_group (call, self ? ANSHIN_ACTION_LEAVE_GROUP : ANSHIN_ACTION_REMOVE_MEMBER,
                           group_id, facts, error))
    return FALSE;
  if (member == NULL)
    return fail_not_found (error);

  call->audit.object_id = anshin_call_keep (call, g_strdup (member->user_id));
  if (!anshin_group_effects_depart (call, group_id, &standing, member, error))
    return FALSE;
  call->status = 204;
  return TRUE;
}

static gboolean
change_admin (AnshinCall *call, AnshinAction action, gboolean admin, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  g_autoptr (AnshinMember) member = NULL;
  g_autoptr (AnshinMember) changed = NULL;
  const char *group_id = call->args[0];
  AnshinFacts facts = 0;
  AnshinFacts of_group = 0;

  if (!anshin_facts_load_group (call, group_id, &standing, &facts, error))
    return FALSE;
  of_group = facts;
  if (!load_member (call, &standing, TRUE, &member, &facts, error))
    return FALSE;
  if (member == NULL && anshin_policy_judge (action, facts).visible)
    return fail_not_found (error);
  if (!anshin_check_group (call, action, group_id, facts, error))
    return FALSE;

  call->audit.object_id = anshin_call_keep (call, g_strdup (member->user_id));
  if (!anshin_group_effects_name (call, group_id, member, admin, error) ||
      !anshin_membership_find (call->tx, group_id, call->args[1], &changed, error) ||
      !fill_member (call, group_id, &standing, changed, of_group, error))
    return FALSE;
  anshin_json_append_record (call->out, changed);
  return TRUE;
}

/**
 * anshin_group_admin_name:
 * @call: a writing call; arguments: the group, a member of it
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_NEEDS_GROUP_ADMIN, %ANSHIN_ERROR_GROUP_STATE if
 *   the member is one already, %ANSHIN_ERROR_USER_UNAVAILABLE if the account is not active
 *
 * The admins of a free group are those whom its admins name (PRODUCT section 1).
 */
gboolean
anshin_group_admin_name (AnshinCall *call, GError **error)
{
  return change_admin (call, ANSHIN_ACTION_NAME_GROUP_ADMIN, TRUE, error);
}

/**
 * anshin_group_admin_unname:
 * @call: a writing call; arguments: the group, a member of it
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_NEEDS_GROUP_ADMIN, %ANSHIN_ERROR_GROUP_STATE if
 *   the member is none, %ANSHIN_ERROR_LAST_GROUP_ADMIN
 */
gboolean
anshin_group_admin_unname (AnshinCall *call, GError **error)
{
  return change_admin (call, ANSHIN_ACTION_UNNAME_GROUP_ADMIN, FALSE, error);
}
