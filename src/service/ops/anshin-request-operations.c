/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "anshin-answer.h"
#include "anshin-care-operations.h"
#include "anshin-care-request-table.h"
#include "anshin-channel.h"
#include "anshin-clock.h"
#include "anshin-happening.h"
#include "anshin-id.h"
#include "anshin-json.h"
#include "anshin-request-answer.h"

/* What a request comes from is a message, or vital signs, of the same group, which still says
 * something: nobody could see under it why it was asked. */
static gboolean
check_about (AnshinCall *call, const char *group_id, const char *about_id, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;
  gboolean deleted = FALSE;
  int kind = ANSHIN_ENTRY_NONE;

  if (about_id == NULL)
    return TRUE;
  rows = anshin_tx_query (call->tx, error,
                          "SELECT kind, deleted FROM entry WHERE id = $1 AND channel_id = $2",
                          "tt", about_id, group_id);
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &failure))
    {
      kind = (int) anshin_rows_get_int (rows, 0);
      deleted = anshin_rows_get_int (rows, 1) != 0;
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  else if (!anshin_entry_kind_begins_requests (kind))
    anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "about_id", "No message of this group");
  else if (deleted)
    anshin_set_error (error, ANSHIN_ERROR_MESSAGE_DELETED, NULL, "It says nothing any more");
  else
    return TRUE;
  return FALSE;
}

/* The request as the asker wants it, before it has a place in the group. */
static AnshinCareRequest *
make_request (AnshinCall *call, const char *group_id)
{
  AnshinCareRequest *request = anshin_record_dup (call->body);

  g_clear_pointer (&request->client_id, g_free);
  request->id = anshin_id_new ();
  request->group_id = g_strdup (group_id);
  request->state = ANSHIN_REQUEST_ASKED;
  request->asked_by = g_strdup (call->principal->user_id);
  request->asked_by_name = g_strdup (call->principal->name);
  request->asked_by_facility = g_strdup (call->principal->facility_name);
  request->asked_at = request->changed_at = anshin_clock_now ();
  request->version = 1;
  return request;
}

static gboolean
put_request (AnshinCall *call, AnshinCareRequest *request, const AnshinHappening *what,
             GError **error)
{
  return anshin_happen (call, what, call->out, error) &&
         anshin_channel_find (call->tx, request->group_id, request->id, &request->seq, NULL,
                              error) &&
         anshin_care_request_insert (call->tx, request, error) &&
         anshin_request_tell_owners (call, request, error) &&
         anshin_tell_readers (call, request->group_id, "requests", error);
}

/**
 * anshin_request_ask:
 * @call: a writing call; argument: the group; body: AnshinCareRequest
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN, %ANSHIN_ERROR_GROUP_CLOSED,
 *   %ANSHIN_ERROR_NEEDS_OFFICE, %ANSHIN_ERROR_FIELD_INVALID naming an owner or `about_id`,
 *   %ANSHIN_ERROR_MESSAGE_DELETED, %ANSHIN_ERROR_SENT_DIFFERENTLY
 *
 * Asks a member of the group, or a facility that has one in it. It is an entry of the group, and a
 * notice without a word of it in the inboxes of those who are asked.
 */
gboolean
anshin_request_ask (AnshinCall *call, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  g_autoptr (AnshinCareRequest) request = NULL;
  g_autofree char *sent = NULL;
  AnshinCareRequest *wish = call->body;
  const char *group_id = call->args[0];
  AnshinHappening what = { 0 };
  AnshinFacts facts = 0;
  gint64 seq = 0;

  if (!anshin_facts_load_group (call, group_id, &standing, &facts, error) ||
      !anshin_check_group (call, ANSHIN_ACTION_POST, group_id, facts, error) ||
      !anshin_channel_find_sent (call->tx, call->principal->user_id, wish->client_id, &sent, &seq,
                                 error))
    return FALSE;

  request = make_request (call, group_id);
  what.channel = group_id;
  what.kind = ANSHIN_ENTRY_REQUEST;
  what.client_id = wish->client_id;
  what.text = wish->what;
  what.id = request->id;
  what.request = request;
  if (sent != NULL)
    return anshin_happened (call, &what, sent, seq, error);
  if (!check_about (call, group_id, wish->about_id, error) ||
      !anshin_request_name_owner (call, request, error))
    return FALSE;

  call->status = 201;
  return put_request (call, request, &what, error);
}

static gboolean
fail_query (const char *name, GError **error)
{
  anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, name, "Not one of those");
  return FALSE;
}

static gboolean
find_word (const char *text, const char *const *words, guint count, guint *found)
{
  for (guint i = 0; i < count; i++)
    if (text == NULL || g_str_equal (text, words[i]))
      {
        *found = text == NULL ? 0 : i;
        return TRUE;
      }
  return FALSE;
}

/* "day/id" of the last open request, or the id of the last closed one. */
static gboolean
read_cursor (AnshinRequestFilter *filter, const char *cursor, GError **error)
{
  const char *slash = strchr (cursor, '/');
  guint64 day = 0;
  g_autofree char *text = NULL;

  filter->after_id = cursor;
  if (filter->closed || *cursor == '\0')
    return TRUE;
  text = slash != NULL ? g_strndup (cursor, slash - cursor) : NULL;
  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &day, NULL))
    return fail_query ("cursor", error);
  filter->after_due = (gint64) day;
  filter->after_id = slash + 1;
  return TRUE;
}

static gboolean
read_filter (AnshinCall *call, AnshinRequestFilter *filter, GError **error)
{
  static const char *const whose[] = { "all", "mine", "asked", "overdue" };
  static const char *const states[] = { "open", "closed" };
  const char *cursor = NULL;
  guint found = 0;

  if (!anshin_call_get_limit (call, &filter->limit, error) ||
      !anshin_call_get_cursor (call, &cursor, error))
    return FALSE;
  if (!find_word (anshin_call_get_query (call, "whose"), whose, G_N_ELEMENTS (whose), &found))
    return fail_query ("whose", error);
  filter->whose = (AnshinRequestsWhose) found;
  if (!find_word (anshin_call_get_query (call, "state"), states, G_N_ELEMENTS (states), &found))
    return fail_query ("state", error);
  filter->closed = found == 1;
  filter->user_id = call->principal->user_id;
  filter->facility_id = call->principal->facility_id;
  filter->group_id = anshin_call_get_query (call, "group");
  filter->today = anshin_clock_today ();
  return read_cursor (filter, cursor, error);
}

static gboolean
check_group (AnshinCall *call, const char *group_id, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  AnshinFacts facts = 0;

  return group_id == NULL ||
         (anshin_facts_load_group (call, group_id, &standing, &facts, error) &&
          anshin_policy_check (ANSHIN_ACTION_READ_GROUP, facts, error));
}

/* One of a group that the asker may not read is left out. */
static gboolean
add_request (AnshinCall *call, AnshinCareRequest *request, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  AnshinFacts facts = 0;

  if (!anshin_group_stand (call->tx, request->group_id, call->principal->user_id, &standing,
                           error))
    return FALSE;
  facts = anshin_facts_of_group (call, &standing);
  if (!anshin_policy_allows (ANSHIN_ACTION_READ_GROUP, facts))
    return TRUE;
  anshin_answer_request (call, request, facts);
  anshin_answer_add_item (call, request);
  anshin_call_show_patient (call, standing.patient_id);
  return TRUE;
}

static char *
make_cursor (const AnshinRequestFilter *filter, GPtrArray *requests)
{
  AnshinCareRequest *last = NULL;

  if (requests->len <= filter->limit)
    return NULL;
  last = g_ptr_array_index (requests, filter->limit - 1);
  if (filter->closed)
    return g_strdup (last->id);
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%s", anshin_care_request_get_due_key (last),
                          last->id);
}

/**
 * anshin_requests_list:
 * @call: a reading call; query: whose (mine, asked, overdue, all), state (open, closed), group,
 *   limit, cursor
 * @error: %ANSHIN_ERROR_FIELD_INVALID, %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN
 *
 * The open ones of the asker's live groups by their day, the closed ones newest first; of one group
 * whatever its state, while it may be read.
 */
gboolean
anshin_requests_list (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func (g_object_unref);
  AnshinRequestFilter filter = { 0 };
  g_autofree char *cursor = NULL;

  if (!read_filter (call, &filter, error) || !check_group (call, filter.group_id, error))
    return FALSE;
  filter.limit++;
  if (!anshin_care_request_list (call->tx, &filter, requests, error))
    return FALSE;
  filter.limit--;

  anshin_answer_begin_list (call);
  for (guint i = 0; i < MIN (requests->len, filter.limit); i++)
    if (!add_request (call, g_ptr_array_index (requests, i), error))
      return FALSE;
  cursor = make_cursor (&filter, requests);
  anshin_answer_end_list (call, cursor);
  return TRUE;
}

/**
 * anshin_request_tally_get:
 * @call: a reading call
 * @error: return location
 *
 * How many open requests wait for the asker, and how many the asker waits for.
 */
gboolean
anshin_request_tally_get (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinRequestTally) tally = anshin_request_tally_new ();
  AnshinRequestFilter filter = { 0 };

  filter.user_id = call->principal->user_id;
  filter.facility_id = call->principal->facility_id;
  filter.today = anshin_clock_today ();
  if (!anshin_care_request_count (call->tx, &filter, tally, error))
    return FALSE;
  anshin_json_append_record (call->out, tally);
  return TRUE;
}

/**
 * anshin_request_get:
 * @call: a reading call; argument: the request
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN
 */
gboolean
anshin_request_get (AnshinCall *call, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  AnshinFacts facts = 0;
  g_autoptr (AnshinCareRequest) request =
    anshin_facts_load_request (call, call->args[0], &standing, &facts, error);

  if (request == NULL || !anshin_policy_check (ANSHIN_ACTION_READ_GROUP, facts, error))
    return FALSE;
  anshin_answer_request (call, request, anshin_facts_of_group (call, &standing));
  anshin_json_append_record (call->out, request);
  return TRUE;
}
