/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-request-answer.h"

#include "anshin-account-table.h"
#include "anshin-care-request-table.h"
#include "anshin-facility-table.h"
#include "anshin-happening.h"
#include "anshin-json.h"

static const AnshinAction request_actions[] = {
  ANSHIN_ACTION_TAKE_REQUEST, ANSHIN_ACTION_FINISH_REQUEST, ANSHIN_ACTION_DECLINE_REQUEST,
  ANSHIN_ACTION_ASK_AGAIN,    ANSHIN_ACTION_CANCEL_REQUEST, ANSHIN_ACTION_GIVE_REQUEST,
};

static gboolean
is_owner_gone (AnshinCareRequest *request)
{
  return request->owner_left ||
         (request->owner_id != NULL && request->owner_state != ANSHIN_ACCOUNT_ACTIVE);
}

static AnshinFacts
add_request_facts (AnshinCall *call, AnshinCareRequest *request, AnshinFacts facts)
{
  const AnshinPrincipal *asker = call->principal;

  if (g_strcmp0 (request->owner_id, asker->user_id) == 0 ||
      g_strcmp0 (request->owner_facility_id, asker->facility_id) == 0)
    facts |= ANSHIN_FACT_RESPONSIBLE;
  if (g_strcmp0 (request->asked_by, asker->user_id) == 0)
    facts |= ANSHIN_FACT_ASKER;
  if (request->state == ANSHIN_REQUEST_ASKED)
    facts |= ANSHIN_FACT_REQUEST_ASKED;
  if (request->state == ANSHIN_REQUEST_TAKEN)
    facts |= ANSHIN_FACT_REQUEST_TAKEN;
  if (is_owner_gone (request))
    facts |= ANSHIN_FACT_OWNER_GONE;
  if (request->taker_gone)
    facts |= ANSHIN_FACT_TAKER_GONE;
  return facts;
}

/**
 * anshin_facts_load_request:
 * @call: a call with a principal
 * @id: a request's id, as it came in
 * @standing: (out caller-allocates): how the asker stands to its group
 * @facts: (out): what the policy judges
 * @error: %ANSHIN_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the request; nothing of it may go out before the policy has
 *   been asked
 */
AnshinCareRequest *
anshin_facts_load_request (AnshinCall *call, const char *id, AnshinGroupStanding *standing,
                           AnshinFacts *facts, GError **error)
{
  g_autoptr (AnshinCareRequest) request = anshin_care_request_load (call->tx, id, error);

  if (request == NULL ||
      !anshin_facts_load_group (call, request->group_id, standing, facts, error))
    return NULL;
  *facts = add_request_facts (call, request, *facts);
  call->audit.object_id = anshin_call_keep (call, g_strdup (id));
  return g_steal_pointer (&request);
}

/**
 * anshin_answer_request:
 * @call: a call with a principal
 * @request: a request of a group that the asker may read
 * @of_group: how the asker stands to the group
 *
 * Makes @request what the asker gets.
 */
void
anshin_answer_request (AnshinCall *call, AnshinCareRequest *request, AnshinFacts of_group)
{
  g_strfreev (request->capabilities);
  request->capabilities =
    anshin_policy_capabilities (add_request_facts (call, request, of_group), request_actions,
                                G_N_ELEMENTS (request_actions));
}

/* An entry gets the requests that come from it, as they stand now. */
static gboolean
add_those_about (AnshinCall *call, const char *group_id, AnshinFacts of_group,
                 AnshinEntryStates *states, GError **error)
{
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!anshin_care_request_list_about (call->tx, group_id, anshin_entry_states_get_first (states),
                                       anshin_entry_states_get_last (states), requests, seqs,
                                       error))
    return FALSE;
  for (guint i = 0; i < requests->len;)
    {
      gint64 seq = g_array_index (seqs, gint64, i);
      GString *out = anshin_entry_states_add (states, seq, "requests");
      char before = '[';

      for (; i < requests->len && g_array_index (seqs, gint64, i) == seq; i++)
        {
          g_string_append_c (out, before);
          anshin_answer_request (call, requests->pdata[i], of_group);
          anshin_json_append_record (out, requests->pdata[i]);
          before = ',';
        }
      g_string_append_c (out, ']');
    }
  return TRUE;
}

/**
 * anshin_answer_requests_of_page:
 * @call: a call with a principal
 * @group_id: a group that the asker may read
 * @of_group: how the asker stands to it
 * @states: of a page of its entries; gets the requests as they stand now, and for entries that
 *   gave rise to some, those
 * @error: return location
 *
 * Two queries for the page. Beside the decorators of store/tables, as what the asker may do with a
 * request goes out with it.
 */
gboolean
anshin_answer_requests_of_page (AnshinCall *call, const char *group_id, AnshinFacts of_group,
                                AnshinEntryStates *states, GError **error)
{
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func (g_object_unref);

  if (!anshin_care_request_list_page (call->tx, group_id, anshin_entry_states_get_first (states),
                                      anshin_entry_states_get_last (states), requests, error)
      || !add_those_about (call, group_id, of_group, states, error))
    return FALSE;
  for (guint i = 0; i < requests->len; i++)
    {
      AnshinCareRequest *request = g_ptr_array_index (requests, i);

      anshin_answer_request (call, request, of_group);
      anshin_json_append_record (anshin_entry_states_add (states, request->seq, "request"),
                                 request);
    }
  return TRUE;
}

/**
 * anshin_request_tell:
 * @call: a writing call
 * @request: a request that has just been changed
 * @error: return location
 *
 * Says so in the group, and has its readers' lists of requests fetched anew.
 */
gboolean
anshin_request_tell (AnshinCall *call, AnshinCareRequest *request, GError **error)
{
  g_autoptr (AnshinCareRequest) now = anshin_record_dup (request);
  AnshinHappening what = { 0 };

  g_clear_pointer (&now->capabilities, g_strfreev);
  what.channel = request->group_id;
  what.kind = ANSHIN_ENTRY_REQUEST_CHANGED;
  what.subject_id = request->id;
  what.request = now;
  return anshin_happen (call, &what, NULL, error) &&
         anshin_tell_readers (call, request->group_id, "requests", error);
}

static gboolean
tell_one (AnshinCall *call, AnshinCareRequest *request, const char *user_id, int kind,
          GError **error)
{
  AnshinHappening what = { 0 };

  if (g_strcmp0 (user_id, call->principal->user_id) == 0)
    return TRUE;
  what.channel = user_id;
  what.kind = kind;
  what.subject_id = request->id;
  return anshin_happen (call, &what, NULL, error);
}

/**
 * anshin_request_tell_owners:
 * @call: a writing call
 * @request: a request
 * @error: return location
 *
 * Tells those who are asked, in their inboxes: nothing of what it is about.
 */
gboolean
anshin_request_tell_owners (AnshinCall *call, AnshinCareRequest *request, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (!anshin_care_request_list_owners (call->tx, request->group_id, request->owner_id,
                                        request->owner_facility_id, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!tell_one (call, request, g_ptr_array_index (ids, i), ANSHIN_ENTRY_REQUEST, error))
      return FALSE;
  return TRUE;
}

/**
 * anshin_request_tell_asker:
 * @call: a writing call
 * @request: a request that has been answered
 * @error: return location
 *
 * Tells who has asked, in the inbox, while that one is still in the group.
 */
gboolean
anshin_request_tell_asker (AnshinCall *call, AnshinCareRequest *request, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (!anshin_care_request_list_owners (call->tx, request->group_id, request->asked_by, NULL, ids,
                                        error))
    return FALSE;
  return ids->len == 0 ||
         tell_one (call, request, request->asked_by, ANSHIN_ENTRY_REQUEST_CHANGED, error);
}

static gboolean
name_facility (AnshinCall *call, AnshinCareRequest *request, GError **error)
{
  g_autoptr (AnshinFacility) facility =
    anshin_facility_load (call->tx, request->owner_facility_id, error);

  if (facility == NULL)
    return FALSE;
  request->owner_facility_name = g_strdup (facility->name);
  return TRUE;
}

static gboolean
name_person (AnshinCall *call, AnshinCareRequest *request, GError **error)
{
  g_autoptr (AnshinUser) user = anshin_account_load (call->tx, request->owner_id, error);

  if (user == NULL)
    return FALSE;
  request->owner_name = g_strdup (user->name);
  request->owner_profession = user->profession;
  request->owner_facility_name = g_strdup (user->facility_name);
  request->owner_state = user->state;
  return TRUE;
}

/**
 * anshin_request_name_owner:
 * @call: a writing call
 * @request: a request with its group and one of the owners; gets that one's names
 * @error: %ANSHIN_ERROR_FIELD_INVALID naming the field if it is no active member of the group, or
 *   no facility that has one
 */
gboolean
anshin_request_name_owner (AnshinCall *call, AnshinCareRequest *request, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (!anshin_care_request_list_owners (call->tx, request->group_id, request->owner_id,
                                        request->owner_facility_id, ids, error))
    return FALSE;
  if (ids->len == 0)
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID,
                        request->owner_id != NULL ? "owner_id" : "owner_facility_id",
                        "Not in this group");
      return FALSE;
    }
  g_clear_pointer (&request->owner_name, g_free);
  g_clear_pointer (&request->owner_facility_name, g_free);
  request->owner_profession = 0;
  request->owner_state = 0;
  request->owner_left = request->taker_gone = FALSE;
  return request->owner_id != NULL ? name_person (call, request, error)
                                   : name_facility (call, request, error);
}
