/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-answer.h"
#include "anshin-channel.h"
#include "anshin-facts-message.h"
#include "anshin-happening.h"
#include "anshin-json.h"
#include "anshin-limits.h"
#include "anshin-message-address.h"
#include "anshin-message-operations.h"
#include "anshin-message-table.h"
#include "anshin-message.h"
#include "anshin-urgent-table.h"

/* What its author makes of a message afterwards (PRODUCT section 2, "edit or delete a message"). */

/* Who is in the group hears that it has changed; what it says now is read with it. */
static gboolean
tell_change (AnshinCall *call, const AnshinMessageHead *head, int kind, GError **error)
{
  AnshinHappening change = { .channel = head->group_id, .kind = kind, .subject_id = head->id };

  return anshin_happen (call, &change, NULL, error);
}

/* Only what people write to each other is edited; requests and the like have acts of their own. */
static gboolean
check_change (AnshinCall *call, AnshinMessageHead *head, GError **error)
{
  if (!anshin_check_message (call, ANSHIN_ACTION_CHANGE_MESSAGE, head, error))
    return FALSE;
  if (anshin_entry_get_change_action (head->kind) == ANSHIN_ACTION_CHANGE_MESSAGE)
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_FORBIDDEN, NULL, "No message");
  return FALSE;
}

/* Adds to @content whom the message is to name now and did not before, and to @fresh the same. */
static gboolean
add_names (AnshinCall *call, const AnshinMessageHead *head, AnshinContent *content,
           AnshinPost *fresh, GError **error)
{
  AnshinMessageEdit *edit = call->body;
  g_autoptr (AnshinPost) named = anshin_post_new ();

  named->mentions = content->mentions != NULL ? g_ptr_array_ref (content->mentions) : NULL;
  for (guint i = 0; edit->mentions != NULL && i < edit->mentions->len; i++)
    {
      AnshinMention *mention = edit->mentions->pdata[i];

      if (anshin_post_has_mention (named, mention))
        continue;
      if (!anshin_post_add_mention (named, mention))
        {
          anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "mentions", "More than %d are named",
                            ANSHIN_MAX_MENTIONS);
          return FALSE;
        }
      anshin_post_add_mention (fresh, mention);
    }
  if (content->mentions == NULL && named->mentions != NULL)
    content->mentions = g_ptr_array_ref (named->mentions);
  return anshin_mentions_check (call, head->group_id, fresh->mentions, error);
}

/**
 * anshin_message_edit_it:
 * @call: a writing call; arguments: the group, the message; body: AnshinMessageEdit
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_FORBIDDEN where it is another's,
 *   %ANSHIN_ERROR_GROUP_FROZEN, %ANSHIN_ERROR_GROUP_CLOSED, %ANSHIN_ERROR_MESSAGE_DELETED,
 *   %ANSHIN_ERROR_FIELD_INVALID naming `mentions`, %ANSHIN_ERROR_TOO_MANY_VERSIONS
 *
 * What it said is kept as a version. The same text again changes nothing. What was acknowledged
 * before is no answer to what it says now: an urgent one stands on top again. Whom it names now and
 * did not before is told as of a message, in the inbox.
 */
gboolean
anshin_message_edit_it (AnshinCall *call, GError **error)
{
  AnshinMessageEdit *edit = call->body;
  g_autoptr (AnshinEntry) entry = NULL;
  g_autoptr (AnshinPost) fresh = anshin_post_new ();
  g_autofree char *json = NULL;
  AnshinMessageHead head = { 0 };
  AnshinContent *content = NULL;

  call->status = 204;
  if (!check_change (call, &head, error) || !anshin_check_text (edit->text, error))
    return FALSE;
  entry = anshin_channel_load (call->tx, head.group_id, head.id, error);
  if (entry == NULL)
    return FALSE;
  content = ANSHIN_CONTENT (entry->content);
  if (!add_names (call, &head, content, fresh, error))
    return FALSE;
  if (g_strcmp0 (content->text, edit->text) == 0 && fresh->mentions == NULL)
    return TRUE;

  g_free (content->text);
  content->text = g_strdup (edit->text);
  json = anshin_json_from_record (content);
  return anshin_channel_rewrite (call->tx, head.group_id, head.seq, json, FALSE,
                                 call->principal->user_id, error) &&
         anshin_message_address_more (call, head.group_id, head.seq, fresh->mentions,
                                      content->urgent, error) &&
         anshin_urgent_judge (call->tx, head.group_id, head.seq, ANSHIN_URGENT_UNANSWERED,
                              error) &&
         tell_change (call, &head, ANSHIN_ENTRY_MESSAGE_EDITED, error);
}

/* What is left of a deleted message: who wrote it. */
static char *
make_tombstone (AnshinEntry *entry)
{
  AnshinContent *content = ANSHIN_CONTENT (entry->content);
  g_autoptr (AnshinContent) left = anshin_content_new ();

  left->author_name = g_strdup (content->author_name);
  left->author_profession = content->author_profession;
  left->author_facility = g_strdup (content->author_facility);
  return anshin_json_from_record (left);
}

/**
 * anshin_message_delete_it:
 * @call: a writing call; arguments: the group, the message
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_FORBIDDEN where it is another's,
 *   %ANSHIN_ERROR_GROUP_FROZEN, %ANSHIN_ERROR_GROUP_CLOSED, %ANSHIN_ERROR_MESSAGE_DELETED
 *
 * A tombstone keeps its place. What it said is kept as a version, as medical records must be.
 */
gboolean
anshin_message_delete_it (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinEntry) entry = NULL;
  g_autofree char *json = NULL;
  AnshinMessageHead head = { 0 };
  gboolean unpinned = FALSE;

  call->status = 204;
  if (!check_change (call, &head, error))
    return FALSE;
  entry = anshin_channel_load (call->tx, head.group_id, head.id, error);
  if (entry == NULL)
    return FALSE;

  json = make_tombstone (entry);
  return anshin_channel_rewrite (call->tx, head.group_id, head.seq, json, TRUE,
                                 call->principal->user_id, error) &&
         anshin_pin_clear (call->tx, head.group_id, head.seq, &unpinned, error) &&
         anshin_urgent_close (call->tx, head.group_id, head.seq, error) &&
         tell_change (call, &head, ANSHIN_ENTRY_MESSAGE_DELETED, error);
}

/**
 * anshin_message_versions_list:
 * @call: a reading call; arguments: the group, the message
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN, %ANSHIN_ERROR_MESSAGE_DELETED
 *
 * All that it has said, for those who read the group. Of a deleted one for nobody but its author:
 * who deletes what stood in the wrong group wants it gone from there.
 */
gboolean
anshin_message_versions_list (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func (g_object_unref);
  AnshinMessageHead head = { 0 };

  if (!anshin_check_message (call, ANSHIN_ACTION_SEE_VERSIONS, &head, error) ||
      !anshin_channel_list_versions (call->tx, head.group_id, head.seq, versions, error))
    return FALSE;
  anshin_answer_begin_list (call);
  for (guint i = 0; i < versions->len; i++)
    anshin_answer_add_item (call, g_ptr_array_index (versions, i));
  anshin_answer_end_list (call, NULL);
  return TRUE;
}
