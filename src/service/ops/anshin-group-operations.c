/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-account-table.h"
#include "anshin-answer.h"
#include "anshin-care-operations.h"
#include "anshin-channel.h"
#include "anshin-group.h"
#include "anshin-happening.h"
#include "anshin-json.h"
#include "anshin-membership-table.h"

static gboolean
add_group (AnshinCall *call, const char *id, GError **error)
{
  g_autoptr (AnshinGroupView) view =
    anshin_group_view (call->tx, id, call->principal->user_id, error);

  if (view == NULL)
    return FALSE;
  if (!anshin_policy_judge (ANSHIN_ACTION_READ_GROUP,
                            anshin_facts_of_group (call, &view->standing))
         .visible)
    return TRUE;
  if (!anshin_answer_group (call, view, error))
    return FALSE;
  anshin_answer_add_item (call, view->group);
  anshin_call_show_patient (call, view->standing.patient_id);
  return TRUE;
}

static gboolean
wants_deleted (AnshinCall *call, gboolean *deleted, GError **error)
{
  const char *state = anshin_call_get_query (call, "state");

  *deleted = g_strcmp0 (state, "deleted") == 0;
  if (state == NULL || *deleted)
    return TRUE;

  anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "state", "Deleted or not given");
  return FALSE;
}

/**
 * anshin_groups_list:
 * @call: a reading call; query: state, limit, cursor
 * @error: %ANSHIN_ERROR_FIELD_INVALID naming `state`
 *
 * The groups that the asker is in or administers, and the all-users group; newest first. With
 * `state=deleted` those that the asker can bring back.
 */
gboolean
anshin_groups_list (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  AnshinScope scope = anshin_facts_get_scope (call);
  const char *cursor = NULL;
  gboolean deleted = FALSE;
  guint limit = 0;

  if (!anshin_call_get_limit (call, &limit, error) ||
      !anshin_call_get_cursor (call, &cursor, error) || !wants_deleted (call, &deleted, error) ||
      !(deleted ? anshin_group_scan_deleted : anshin_group_scan) (call->tx, &scope, cursor,
                                                                  limit + 1, ids, error))
    return FALSE;

  anshin_answer_begin_list (call);
  for (guint i = 0; i < MIN (ids->len, limit); i++)
    if (!add_group (call, g_ptr_array_index (ids, i), error))
      return FALSE;
  anshin_answer_end_list (call, ids->len > limit ? g_ptr_array_index (ids, limit - 1) : NULL);
  return TRUE;
}

/**
 * anshin_group_get:
 * @call: a reading call; argument: the group
 * @error: %ANSHIN_ERROR_NOT_FOUND
 *
 * A member of another facility gets a frozen group too, but nothing of what is in it.
 */
gboolean
anshin_group_get (AnshinCall *call, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  AnshinFacts facts = 0;

  if (!anshin_facts_load_group (call, call->args[0], &standing, &facts, error))
    return FALSE;
  if (!anshin_policy_judge (ANSHIN_ACTION_READ_GROUP, facts).visible)
    return anshin_policy_check (ANSHIN_ACTION_READ_GROUP, facts, error);
  return anshin_answer_group_again (call, call->args[0], error);
}

/* What a wish for a group says, each kind in its one field. */
static gboolean
is_about (AnshinGroup *group, AnshinGroup *wish)
{
  switch (wish->kind)
    {
    case ANSHIN_GROUP_PATIENT:
      return g_strcmp0 (group->patient_id, wish->patient_id) == 0;
    case ANSHIN_GROUP_DIRECT:
      return g_strcmp0 (group->user_id, wish->user_id) == 0;
    default:
      return g_strcmp0 (group->name, wish->name) == 0;
    }
}

/* Sent before: the same wish gives the same group. Its creation is its first entry; what has
 * another number was a message. */
static gboolean
answer_first (AnshinCall *call, AnshinGroup *wish, const char *id, gint64 seq, GError **error)
{
  g_autoptr (AnshinGroupView) view =
    anshin_group_view (call->tx, id, call->principal->user_id, error);
  AnshinFacts facts = 0;
  gboolean same = FALSE;

  if (view == NULL)
    return FALSE;
  facts = anshin_facts_of_group (call, &view->standing);
  if (!anshin_policy_judge (ANSHIN_ACTION_READ_GROUP, facts).visible)
    return anshin_policy_check (ANSHIN_ACTION_READ_GROUP, facts, error);

  same = seq == 1 && view->group->kind == wish->kind && is_about (view->group, wish);
  if (!same)
    {
      anshin_set_error (error, ANSHIN_ERROR_SENT_DIFFERENTLY, "client_id",
                        "Sent before for something else");
      return FALSE;
    }
  if (!anshin_answer_group (call, view, error))
    return FALSE;
  call->audit.object_id = call->audit.group_id = anshin_call_keep (call, g_strdup (id));
  anshin_json_append_record (call->out, view->group);
  return TRUE;
}

static gboolean
check_count (AnshinCall *call, const char *user_id, GError **error)
{
  gint64 groups = 0;

  if (!anshin_membership_count_groups (call->tx, user_id, &groups, error))
    return FALSE;
  if (groups < ANSHIN_MAX_GROUPS_PER_USER)
    return TRUE;

  anshin_set_error (error, ANSHIN_ERROR_LIMIT_REACHED, NULL, "In %d groups already",
                    ANSHIN_MAX_GROUPS_PER_USER);
  return FALSE;
}

/* The right, and then the consent, in that order; the group hangs on the consent (CN-01). */
static gboolean
prepare_patient_group (AnshinCall *call, AnshinGroup *group, char **consent_id, GError **error)
{
  AnshinFacts facts = 0;
  g_autoptr (AnshinPatientView) view =
    anshin_facts_load_patient (call, group->patient_id, &facts, error);

  if (view == NULL ||
      !anshin_check_patient (call, ANSHIN_ACTION_CREATE_PATIENT_GROUP, view, facts, error))
    return FALSE;

  g_free (group->name);
  group->name = g_strdup (view->patient->name);
  *consent_id = g_strdup (view->patient->consent_id);
  return anshin_tell_keepers (call, view->patient->facility_id, "patients", error);
}

/* The creator and those who read by right hear the group from its first entry on. */
static gboolean
open_group (AnshinCall *call, AnshinGroup *group, const char *client_id, GError **error)
{
  g_autoptr (GPtrArray) readers = g_ptr_array_new_with_free_func (g_free);
  AnshinHappening created = { 0 };

  if (!anshin_membership_add (call->tx, group->id, call->principal->user_id,
                              group->kind == ANSHIN_GROUP_FREE, NULL, error) ||
      !anshin_group_list_readers (call->tx, group->id, readers, error))
    return FALSE;
  for (guint i = 0; i < readers->len; i++)
    {
      const char *reader = g_ptr_array_index (readers, i);

      anshin_call_effect (call, ANSHIN_EFFECT_JOIN, group->id, reader);
      anshin_call_refresh (call, reader, "groups");
    }
  created.channel = group->id;
  created.kind = ANSHIN_ENTRY_GROUP_CREATED;
  created.client_id = client_id;
  return anshin_happen (call, &created, NULL, error);
}

/* The right, and whether both have it already. One who does not exist, is suspended or retired
 * cannot be told apart from outside. */
static gboolean
prepare_direct (AnshinCall *call, AnshinGroup *group, char **id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (AnshinUser) other = anshin_account_load (call->tx, group->user_id, &failure);
  AnshinFacts facts = anshin_facts_own (call);

  if (other == NULL && !g_error_matches (failure, ANSHIN_ERROR, ANSHIN_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (other != NULL)
    facts = anshin_facts_of_user (call, other);
  if (other != NULL && other->state == ANSHIN_ACCOUNT_ACTIVE)
    facts |= ANSHIN_FACT_ACTIVE;
  return anshin_policy_check (ANSHIN_ACTION_CREATE_DIRECT, facts, error) &&
         anshin_group_find_direct (call->tx, call->principal->user_id, group->user_id, id,
                                   error) &&
         (*id != NULL || check_count (call, group->user_id, error));
}

/* Both are in it at once; the other one is told. */
static gboolean
add_other (AnshinCall *call, AnshinGroup *group, GError **error)
{
  AnshinHappening told = { 0 };

  if (group->kind != ANSHIN_GROUP_DIRECT)
    return TRUE;

  told.channel = group->user_id;
  told.kind = ANSHIN_ENTRY_JOINED_GROUP;
  told.subject_id = group->id;
  return anshin_membership_add (call->tx, group->id, group->user_id, FALSE, NULL, error) &&
         anshin_happen (call, &told, NULL, error);
}

static gboolean
prepare (AnshinCall *call, AnshinGroup *group, char **consent_id, char **existing, GError **error)
{
  switch (group->kind)
    {
    case ANSHIN_GROUP_PATIENT:
      return prepare_patient_group (call, group, consent_id, error);
    case ANSHIN_GROUP_DIRECT:
      return prepare_direct (call, group, existing, error);
    default:
      return anshin_policy_check (ANSHIN_ACTION_CREATE_FREE_GROUP, anshin_facts_own (call), error);
    }
}

/**
 * anshin_group_create:
 * @call: a writing call; body: AnshinGroup with client_id, kind, and patient_id, name or user_id
 * @error: %ANSHIN_ERROR_NEEDS_ATTENDING_PHYSICIAN, %ANSHIN_ERROR_NEEDS_WHOLE_PICTURE,
 *   %ANSHIN_ERROR_CONSENT_MISSING, %ANSHIN_ERROR_GROUP_EXISTS, %ANSHIN_ERROR_PATIENT_ENDED,
 *   %ANSHIN_ERROR_USER_UNAVAILABLE, %ANSHIN_ERROR_LIMIT_REACHED
 *
 * Sending it again with the same client_id gives the same group, and two users have one direct
 * conversation, whoever of them begins it.
 */
gboolean
anshin_group_create (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinGroup) group = anshin_record_dup (call->body);
  const char *user_id = call->principal->user_id;
  g_autofree char *sent = NULL;
  g_autofree char *consent_id = NULL;
  g_autofree char *existing = NULL;
  gint64 seq = 0;

  if (!anshin_channel_find_sent (call->tx, user_id, group->client_id, &sent, &seq, error))
    return FALSE;
  if (sent != NULL)
    return answer_first (call, group, sent, seq, error);
  if (!prepare (call, group, &consent_id, &existing, error))
    return FALSE;
  if (existing == NULL)
    {
      group->owner_facility_id = g_strdup (call->principal->facility_id);
      if (!check_count (call, user_id, error) ||
          !anshin_group_insert (call->tx, group, consent_id, user_id, error) ||
          !add_other (call, group, error) ||
          !open_group (call, group, group->client_id, error))
        return FALSE;
      existing = g_strdup (group->id);
      call->status = 201;
    }
  call->audit.object_id = call->audit.group_id = anshin_call_keep (call, g_strdup (existing));
  return anshin_answer_group_again (call, existing, error);
}
