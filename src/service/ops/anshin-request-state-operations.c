/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-care-operations.h"
#include "anshin-care-request-table.h"
#include "anshin-clock.h"
#include "anshin-json.h"
#include "anshin-request-answer.h"

/* Who could do what is refused: the person or the facility asked, or who asked. */
static void
name_who (AnshinCareRequest *request, GError *refusal)
{
  g_autofree char *who = NULL;

  if (g_error_matches (refusal, ANSHIN_ERROR, ANSHIN_ERROR_NEEDS_OWNER))
    who = request->owner_name != NULL
            ? g_strdup_printf ("%s(%s)", request->owner_name, request->owner_facility_name)
            : g_strdup (request->owner_facility_name);
  else if (g_error_matches (refusal, ANSHIN_ERROR, ANSHIN_ERROR_NEEDS_ASKER))
    who = g_strdup_printf ("%s(%s)", request->asked_by_name, request->asked_by_facility);
  else
    return;
  anshin_error_set_who (refusal, who);
}

static AnshinCareRequest *
load (AnshinCall *call, AnshinAction action, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  AnshinFacts facts = 0;
  g_autoptr (GError) refusal = NULL;
  g_autoptr (AnshinCareRequest) request =
    anshin_facts_load_request (call, call->args[0], &standing, &facts, error);

  if (request == NULL)
    return NULL;
  if (anshin_policy_check (action, facts, &refusal))
    return g_steal_pointer (&request);
  name_who (request, refusal);
  g_propagate_error (error, g_steal_pointer (&refusal));
  return NULL;
}

static void
take_word (AnshinCareRequest *request, AnshinRequestWord *word)
{
  g_free (request->word);
  request->word = word != NULL ? g_strdup (word->word) : NULL;
}

/* The request is in a new state from now on, and everybody whom it concerns is told. */
static gboolean
change (AnshinCall *call, AnshinCareRequest *request, int state, GError **error)
{
  request->state = state;
  request->changed_at = anshin_clock_now ();
  g_free (request->changed_by_name);
  request->changed_by_name = g_strdup (call->principal->name);
  return anshin_care_request_update (call->tx, request, error) &&
         anshin_request_tell (call, request, error);
}

static gboolean
answer_again (AnshinCall *call, const char *id, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  AnshinFacts facts = 0;
  g_autoptr (AnshinCareRequest) request =
    anshin_facts_load_request (call, id, &standing, &facts, error);

  if (request == NULL)
    return FALSE;
  anshin_answer_request (call, request, anshin_facts_of_group (call, &standing));
  anshin_json_append_record (call->out, request);
  return TRUE;
}

static void
set_taker (AnshinCareRequest *request, const char *user_id, const char *name)
{
  g_free (request->taken_by);
  g_free (request->taken_by_name);
  request->taken_by = g_strdup (user_id);
  request->taken_by_name = g_strdup (name);
  request->taken_at = user_id != NULL ? anshin_clock_now () : 0;
}

/**
 * anshin_request_take:
 * @call: a writing call; argument: the request
 * @error: %ANSHIN_ERROR_NEEDS_OWNER, %ANSHIN_ERROR_REQUEST_STATE, %ANSHIN_ERROR_GROUP_FROZEN,
 *   %ANSHIN_ERROR_GROUP_CLOSED
 *
 * The person who is asked takes it on, or one of the facility that is asked who is in the group;
 * from a colleague only if that one is gone.
 */
gboolean
anshin_request_take (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinCareRequest) request = load (call, ANSHIN_ACTION_TAKE_REQUEST, error);

  if (request == NULL)
    return FALSE;
  set_taker (request, call->principal->user_id, call->principal->name);
  take_word (request, NULL);
  return change (call, request, ANSHIN_REQUEST_TAKEN, error) &&
         anshin_request_tell_asker (call, request, error) &&
         answer_again (call, request->id, error);
}

/**
 * anshin_request_finish:
 * @call: a writing call; argument: the request; body: AnshinRequestWord
 * @error: %ANSHIN_ERROR_NEEDS_OWNER, %ANSHIN_ERROR_REQUEST_STATE, %ANSHIN_ERROR_GROUP_FROZEN,
 *   %ANSHIN_ERROR_GROUP_CLOSED
 *
 * It is done, whether or not somebody said before that he would do it.
 */
gboolean
anshin_request_finish (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinCareRequest) request = load (call, ANSHIN_ACTION_FINISH_REQUEST, error);

  if (request == NULL)
    return FALSE;
  if (request->taken_by == NULL)
    set_taker (request, call->principal->user_id, call->principal->name);
  take_word (request, call->body);
  return change (call, request, ANSHIN_REQUEST_DONE, error) &&
         anshin_request_tell_asker (call, request, error) &&
         answer_again (call, request->id, error);
}

/**
 * anshin_request_decline:
 * @call: a writing call; argument: the request; body: AnshinRequestWord
 * @error: as of anshin_request_finish()
 */
gboolean
anshin_request_decline (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinCareRequest) request = load (call, ANSHIN_ACTION_DECLINE_REQUEST, error);

  if (request == NULL)
    return FALSE;
  take_word (request, call->body);
  return change (call, request, ANSHIN_REQUEST_DECLINED, error) &&
         anshin_request_tell_asker (call, request, error) &&
         answer_again (call, request->id, error);
}

/**
 * anshin_request_ask_again:
 * @call: a writing call; argument: the request; body: AnshinRequestWord
 * @error: %ANSHIN_ERROR_NEEDS_ASKER, %ANSHIN_ERROR_REQUEST_STATE, %ANSHIN_ERROR_GROUP_FROZEN,
 *   %ANSHIN_ERROR_GROUP_CLOSED
 *
 * Whatever became of it, it waits to be taken on once more.
 */
gboolean
anshin_request_ask_again (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinCareRequest) request = load (call, ANSHIN_ACTION_ASK_AGAIN, error);

  if (request == NULL)
    return FALSE;
  set_taker (request, NULL, NULL);
  take_word (request, call->body);
  return change (call, request, ANSHIN_REQUEST_ASKED, error) &&
         anshin_request_tell_owners (call, request, error) &&
         answer_again (call, request->id, error);
}

/**
 * anshin_request_cancel:
 * @call: a writing call; argument: the request; body: AnshinRequestWord
 * @error: %ANSHIN_ERROR_NEEDS_ASKER, %ANSHIN_ERROR_REQUEST_STATE, %ANSHIN_ERROR_GROUP_FROZEN,
 *   %ANSHIN_ERROR_GROUP_CLOSED
 *
 * Nobody has to do it any more, says who asked or a group admin. Those who were asked see it in the
 * group; there is nothing for them to do.
 */
gboolean
anshin_request_cancel (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinCareRequest) request = load (call, ANSHIN_ACTION_CANCEL_REQUEST, error);

  if (request == NULL)
    return FALSE;
  take_word (request, call->body);
  return change (call, request, ANSHIN_REQUEST_CANCELLED, error) &&
         anshin_request_tell_asker (call, request, error) &&
         answer_again (call, request->id, error);
}

/**
 * anshin_request_give:
 * @call: a writing call; argument: the request; body: AnshinRequestOwner
 * @error: %ANSHIN_ERROR_NEEDS_ASKER, %ANSHIN_ERROR_REQUEST_STATE, %ANSHIN_ERROR_FIELD_INVALID
 *   naming an owner, %ANSHIN_ERROR_GROUP_FROZEN, %ANSHIN_ERROR_GROUP_CLOSED
 *
 * Somebody else is asked: by who asked, by a group admin, or by anybody in the group once the one
 * who was asked has left it, is suspended or has retired.
 */
gboolean
anshin_request_give (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinCareRequest) request = load (call, ANSHIN_ACTION_GIVE_REQUEST, error);
  AnshinRequestOwner *owner = call->body;

  if (request == NULL)
    return FALSE;
  g_free (request->owner_id);
  g_free (request->owner_facility_id);
  request->owner_id = g_strdup (owner->owner_id);
  request->owner_facility_id = g_strdup (owner->owner_facility_id);
  set_taker (request, NULL, NULL);
  take_word (request, NULL);
  return anshin_request_name_owner (call, request, error) &&
         change (call, request, ANSHIN_REQUEST_ASKED, error) &&
         anshin_request_tell_owners (call, request, error) &&
         anshin_request_tell_asker (call, request, error) &&
         answer_again (call, request->id, error);
}
