/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-answer.h"
#include "anshin-attachment-holding.h"
#include "anshin-audit-operations.h"
#include "anshin-care-operations.h"
#include "anshin-channel.h"
#include "anshin-entry-state-table.h"
#include "anshin-entry.h"
#include "anshin-facts-message.h"
#include "anshin-happening.h"
#include "anshin-membership-table.h"
#include "anshin-request-answer.h"
#include "anshin-message-address.h"
#include "anshin-message-operations.h"

/* One's own inbox, or a group that one reads: then @facts are given. */
static gboolean
check_channel (AnshinCall *call, const char *channel, AnshinFacts *facts, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };

  *facts = 0;
  if (g_strcmp0 (channel, call->principal->user_id) == 0)
    {
      call->audit.object_id = call->principal->user_id;
      return TRUE;
    }
  return anshin_facts_load_group (call, channel, &standing, facts, error) &&
         anshin_policy_check (ANSHIN_ACTION_READ_GROUP, *facts, error);
}

/* Numbers have no gaps, so which may be in the page is known before it is read. */
static gboolean
load_states (AnshinCall *call, AnshinEntryPage *page, AnshinFacts facts, gint64 last_seq,
             GError **error)
{
  gint64 end = page->before > 0 ? MIN (page->before - 1, last_seq) : last_seq;
  gint64 first = page->after >= 0 ? page->after + 1 : end - page->limit + 1;
  gint64 last = page->after >= 0 ? MIN (page->after + page->limit, last_seq) : end;

  page->states = anshin_entry_states_load (call->tx, page->channel, call->principal->user_id,
                                           MAX (first, 1), last, error);
  return page->states != NULL &&
         (facts == 0 ||
          (anshin_answer_requests_of_page (call, page->channel, facts, page->states, error) &&
           anshin_answer_changes_of_page (call, page->channel, facts, page->states, error)));
}

static gboolean
get_page (AnshinCall *call, AnshinEntryPage *page, GError **error)
{
  if (!anshin_call_get_limit (call, &page->limit, error) ||
      !anshin_call_get_number (call, "after", -1, &page->after, error) ||
      !anshin_call_get_number (call, "before", 0, &page->before, error))
    return FALSE;
  if (page->after >= 0 && anshin_call_get_query (call, "before") != NULL)
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "before", "Given beside after");
      return FALSE;
    }
  if (anshin_call_get_query (call, "from") == NULL || page->after < 0)
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "from", "Given beside after");
  return FALSE;
}

/* From a time on is after the last entry before it. */
static gboolean
find_from (AnshinCall *call, AnshinEntryPage *page, gint64 last_seq, GError **error)
{
  gint64 from = 0;
  gint64 to = 0;

  if (anshin_call_get_query (call, "from") == NULL)
    return TRUE;
  return anshin_call_get_times (call, &from, &to, error) &&
         anshin_channel_find_time (call->tx, page->channel, last_seq, from, &page->after, error);
}

/**
 * anshin_answer_entries:
 * @call: a reading call
 * @page: which entries; its results are filled in, what has become of them is not kept
 * @facts: how the asker stands to the group; 0 for the own inbox
 * @last_seq: the number of the last entry that there is, or that is asked for
 * @error: return location
 *
 * Writes the page with what has become of each entry since, `last_seq`, and whether there is more.
 */
gboolean
anshin_answer_entries (AnshinCall *call, AnshinEntryPage *page, AnshinFacts facts, gint64 last_seq,
                       GError **error)
{
  g_autoptr (AnshinEntryStates) states = NULL;
  gboolean loaded = load_states (call, page, facts, last_seq, error);
  gboolean more = FALSE;

  states = page->states;
  if (!loaded)
    return FALSE;
  g_string_append (call->out, "{\"items\":[");
  if (!anshin_channel_read_page (call->tx, page, call->out, error))
    return FALSE;
  page->states = NULL;
  more = page->count > 0 && (page->after >= 0 ? page->last_seq < last_seq : page->first_seq > 1);
  g_string_append_printf (call->out, "],\"last_seq\":%" G_GINT64_FORMAT ",\"more\":%s}", last_seq,
                          more ? "true" : "false");
  return TRUE;
}

/**
 * anshin_entries_list:
 * @call: a reading call; argument: the channel; query: after, before or from, limit
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN
 *
 * After a number, or from a time on: in order. Before one, or without either: newest first. Each
 * with what has become of it since, up to `last_seq`.
 */
gboolean
anshin_entries_list (AnshinCall *call, GError **error)
{
  AnshinEntryPage page = { .channel = call->args[0] };
  gint64 last_seq = 0;
  AnshinFacts facts = 0;

  return get_page (call, &page, error) && check_channel (call, page.channel, &facts, error) &&
         anshin_channel_get_last (call->tx, page.channel, &last_seq, error) &&
         find_from (call, &page, last_seq, error) &&
         anshin_answer_entries (call, &page, facts, last_seq, error);
}

static gboolean
check_post (AnshinCall *call, const char *group_id, AnshinPost *post, GError **error)
{
  g_autoptr (GError) failure = NULL;
  int kind = ANSHIN_ENTRY_NONE;
  gint64 seq = 0;

  if (post->text != NULL && !anshin_check_text (post->text, error))
    return FALSE;
  if (post->reply_to == NULL)
    return TRUE;

  /* What is answered is in the same group: a reply never tells of another one. Whatever somebody
   * wrote there for others can be: an abnormal value calls for an answer as a question does. */
  if (!anshin_channel_find (call->tx, group_id, post->reply_to, &seq, &kind, &failure) &&
      !g_error_matches (failure, ANSHIN_ERROR, ANSHIN_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (anshin_entry_kind_is_to_read (kind))
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "reply_to", "Nothing to answer here");
  return FALSE;
}

/**
 * anshin_message_post:
 * @call: a writing call; argument: the group; body: AnshinPost
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN, %ANSHIN_ERROR_GROUP_CLOSED,
 *   %ANSHIN_ERROR_NEEDS_OFFICE, %ANSHIN_ERROR_SENT_DIFFERENTLY
 *
 * The busiest of all: three questions, then the entry with its number, then the audit record.
 */
gboolean
anshin_message_post (AnshinCall *call, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  g_autofree char *sent = NULL;
  AnshinPost *post = call->body;
  const char *group_id = call->args[0];
  AnshinHappening message = { 0 };
  AnshinFacts facts = 0;
  gint64 seq = 0;

  if (!anshin_facts_load_group (call, group_id, &standing, &facts, error) ||
      !anshin_check_group (call, ANSHIN_ACTION_POST, group_id, facts, error) ||
      !anshin_channel_find_sent (call->tx, call->principal->user_id, post->client_id, &sent, &seq,
                                 error))
    return FALSE;

  message.channel = group_id;
  message.kind = ANSHIN_ENTRY_MESSAGE;
  message.client_id = post->client_id;
  message.reply_to = post->reply_to;
  message.text = post->text;
  message.urgent = post->urgent;
  message.mentions = post->mentions;
  message.attachment_ids = post->attachments;
  if (sent != NULL)
    return anshin_happened (call, &message, sent, seq, error);
  if (!check_post (call, group_id, post, error) ||
      !anshin_mentions_check (call, group_id, post->mentions, error))
    return FALSE;

  call->status = 201;
  return anshin_happen_with_attachments (call, &message, call->out, &seq, error) &&
         anshin_message_address (call, group_id, seq, post, error);
}

/**
 * anshin_read_mark_put:
 * @call: a writing call; argument: the group; body: AnshinReadMark with seq
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_FIELD_INVALID naming `seq`
 *
 * A mark never goes back.
 */
gboolean
anshin_read_mark_put (AnshinCall *call, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  AnshinReadMark *mark = call->body;
  const char *group_id = call->args[0];
  const char *user_id = call->principal->user_id;
  AnshinFacts facts = 0;
  gint64 last_seq = 0;
  gboolean moved = FALSE;

  if (!anshin_facts_load_group (call, group_id, &standing, &facts, error) ||
      !anshin_policy_check (ANSHIN_ACTION_READ_GROUP, facts, error) ||
      !anshin_channel_get_last (call->tx, group_id, &last_seq, error))
    return FALSE;
  if (mark->seq < 0 || mark->seq > last_seq)
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "seq", "No such entry");
      return FALSE;
    }

  if (!anshin_read_mark_set (call->tx, group_id, user_id, mark->seq, &moved, error))
    return FALSE;
  if (moved)
    anshin_call_read_mark (call, group_id, user_id, mark->seq);
  call->status = 204;
  return TRUE;
}

/**
 * anshin_read_marks_list:
 * @call: a reading call; argument: the group
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN
 */
gboolean
anshin_read_marks_list (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (AnshinGroupStanding) standing = { 0 };
  const char *group_id = call->args[0];
  AnshinFacts facts = 0;

  if (!anshin_facts_load_group (call, group_id, &standing, &facts, error) ||
      !anshin_policy_check (ANSHIN_ACTION_READ_GROUP, facts, error) ||
      !anshin_read_mark_list (call->tx, group_id, marks, error))
    return FALSE;

  anshin_answer_begin_list (call);
  for (guint i = 0; i < marks->len; i++)
    anshin_answer_add_item (call, g_ptr_array_index (marks, i));
  anshin_answer_end_list (call, NULL);
  return TRUE;
}
