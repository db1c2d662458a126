/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-addressed-table.h"
#include "anshin-answer.h"
#include "anshin-channel.h"
#include "anshin-entry-state-table.h"
#include "anshin-facts-message.h"
#include "anshin-happening.h"
#include "anshin-limits.h"
#include "anshin-message-operations.h"
#include "anshin-membership-table.h"
#include "anshin-message-table.h"
#include "anshin-message.h"
#include "anshin-urgent-table.h"

/* What everybody in a group does with a message at a press. */

/* Who has acknowledged it has seen that it is addressed to him, and may have answered what is
 * urgent; who takes that back has not. */
static gboolean
answer_urgent (AnshinCall *call, const AnshinMessageHead *head, int kind, GError **error)
{
  gboolean given = kind != ANSHIN_ACKNOWLEDGEMENT_NONE &&
                   (!head->own || kind == ANSHIN_ACKNOWLEDGEMENT_DONE);

  return anshin_addressed_see (call->tx, head->group_id, head->seq, call->principal->user_id,
                               error) &&
         anshin_urgent_judge (call->tx, head->group_id, head->seq,
                              given ? ANSHIN_URGENT_ACKNOWLEDGED : ANSHIN_URGENT_UNANSWERED,
                              error);
}

static gboolean
acknowledge (AnshinCall *call, int kind, GError **error)
{
  AnshinMessageHead head = { 0 };
  AnshinHappening change = { .kind = ANSHIN_ENTRY_ACKNOWLEDGED };
  const char *user_id = call->principal->user_id;
  gint64 given_at = 0;

  call->status = 204;
  if (!anshin_check_message (call, ANSHIN_ACTION_ACKNOWLEDGE, &head, error) ||
      !anshin_acknowledgement_get (call->tx, head.group_id, head.seq, user_id,
                                   &change.acknowledgement_before, &given_at, error))
    return FALSE;
  /* The same again is news if what it says is another thing now. */
  if (change.acknowledgement_before == kind && given_at >= head.changed_at)
    return TRUE;
  if (kind == ANSHIN_ACKNOWLEDGEMENT_NONE &&
      change.acknowledgement_before == ANSHIN_ACKNOWLEDGEMENT_NONE)
    return TRUE;

  change.channel = head.group_id;
  change.subject_id = head.id;
  change.acknowledgement = kind;
  return anshin_acknowledgement_set (call->tx, head.group_id, head.seq, user_id, kind, error) &&
         answer_urgent (call, &head, kind, error) && anshin_happen (call, &change, NULL, error);
}

/**
 * anshin_message_acknowledge:
 * @call: a writing call; arguments: the group, the message; body: AnshinAcknowledgement with kind
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN, %ANSHIN_ERROR_GROUP_CLOSED,
 *   %ANSHIN_ERROR_MESSAGE_DELETED
 *
 * One for each person and message; another kind takes the place of the first. What was given before
 * the message was changed is marked as such; the same once more is for what it says now.
 */
gboolean
anshin_message_acknowledge (AnshinCall *call, GError **error)
{
  return acknowledge (call, ANSHIN_ACKNOWLEDGEMENT (call->body)->kind, error);
}

/**
 * anshin_message_unacknowledge:
 * @call: a writing call; arguments: the group, the message
 * @error: as anshin_message_acknowledge()
 */
gboolean
anshin_message_unacknowledge (AnshinCall *call, GError **error)
{
  return acknowledge (call, ANSHIN_ACKNOWLEDGEMENT_NONE, error);
}

/**
 * anshin_acknowledgements_list:
 * @call: a reading call; arguments: the group, the message
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN
 */
gboolean
anshin_acknowledgements_list (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  AnshinMessageHead head = { 0 };

  if (!anshin_check_message (call, ANSHIN_ACTION_READ_GROUP, &head, error) ||
      !anshin_acknowledgement_list (call->tx, head.group_id, head.seq, all, error))
    return FALSE;
  anshin_answer_begin_list (call);
  for (guint i = 0; i < all->len; i++)
    anshin_answer_add_item (call, g_ptr_array_index (all, i));
  anshin_answer_end_list (call, NULL);
  return TRUE;
}

static gboolean
check_pin_limit (AnshinCall *call, const char *group_id, GError **error)
{
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!anshin_pin_list (call->tx, group_id, ANSHIN_MAX_PINS + 1, seqs, error))
    return FALSE;
  if (seqs->len <= ANSHIN_MAX_PINS)
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_LIMIT_REACHED, NULL, "%d are pinned", ANSHIN_MAX_PINS);
  return FALSE;
}

/**
 * anshin_message_pin:
 * @call: a writing call; arguments: the group, the message
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN, %ANSHIN_ERROR_GROUP_CLOSED,
 *   %ANSHIN_ERROR_MESSAGE_DELETED, %ANSHIN_ERROR_LIMIT_REACHED
 *
 * It stands on top for everybody until somebody unpins it.
 */
gboolean
anshin_message_pin (AnshinCall *call, GError **error)
{
  AnshinMessageHead head = { 0 };
  AnshinHappening change = { .kind = ANSHIN_ENTRY_PINNED };
  gboolean changed = FALSE;

  call->status = 204;
  if (!anshin_check_message (call, ANSHIN_ACTION_PIN_MESSAGE, &head, error) ||
      !anshin_pin_set (call->tx, head.group_id, head.seq, call->principal->user_id, &changed,
                       error) ||
      !check_pin_limit (call, head.group_id, error))
    return FALSE;
  change.channel = head.group_id;
  change.subject_id = head.id;
  return !changed || anshin_happen (call, &change, NULL, error);
}

/**
 * anshin_message_unpin:
 * @call: a writing call; arguments: the group, the message
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN, %ANSHIN_ERROR_GROUP_CLOSED,
 *   %ANSHIN_ERROR_MESSAGE_DELETED
 */
gboolean
anshin_message_unpin (AnshinCall *call, GError **error)
{
  AnshinMessageHead head = { 0 };
  AnshinHappening change = { .kind = ANSHIN_ENTRY_UNPINNED };
  gboolean changed = FALSE;

  call->status = 204;
  if (!anshin_check_message (call, ANSHIN_ACTION_PIN_MESSAGE, &head, error) ||
      !anshin_pin_clear (call->tx, head.group_id, head.seq, &changed, error))
    return FALSE;
  change.channel = head.group_id;
  change.subject_id = head.id;
  return !changed || anshin_happen (call, &change, NULL, error);
}

static gboolean
set_bookmark (AnshinCall *call, gboolean set, GError **error)
{
  AnshinMessageHead head = { 0 };

  call->status = 204;
  return anshin_check_message (call, ANSHIN_ACTION_READ_GROUP, &head, error) &&
         anshin_bookmark_set (call->tx, head.group_id, head.seq, call->principal->user_id, set,
                              error);
}

/**
 * anshin_message_bookmark:
 * @call: a writing call; arguments: the group, the message
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN
 *
 * For oneself alone; nobody else is told.
 */
gboolean
anshin_message_bookmark (AnshinCall *call, GError **error)
{
  return set_bookmark (call, TRUE, error);
}

/**
 * anshin_message_unbookmark:
 * @call: a writing call; arguments: the group, the message
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN
 */
gboolean
anshin_message_unbookmark (AnshinCall *call, GError **error)
{
  return set_bookmark (call, FALSE, error);
}

static gboolean
answer_entry (AnshinCall *call, const char *group_id, gint64 seq, GError **error)
{
  g_autoptr (AnshinEntryStates) states =
    anshin_entry_states_load (call->tx, group_id, call->principal->user_id, seq, seq, error);
  AnshinEntryPage page = { .channel = group_id, .after = seq - 1, .limit = 1, .states = states };

  if (states == NULL)
    return FALSE;
  if (call->out->str[call->out->len - 1] != '[')
    g_string_append_c (call->out, ',');
  return anshin_channel_read_page (call->tx, &page, call->out, error);
}

static gboolean
answer_entries (AnshinCall *call, const char *group_id, GArray *seqs, GError **error)
{
  anshin_answer_begin_list (call);
  for (guint i = 0; i < seqs->len; i++)
    if (!answer_entry (call, group_id, g_array_index (seqs, gint64, i), error))
      return FALSE;
  anshin_answer_end_list (call, NULL);
  return TRUE;
}

static gboolean
check_reading (AnshinCall *call, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  AnshinFacts facts = 0;

  return anshin_facts_load_group (call, call->args[0], &standing, &facts, error) &&
         anshin_policy_check (ANSHIN_ACTION_READ_GROUP, facts, error);
}

/**
 * anshin_pins_list:
 * @call: a reading call; argument: the group
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN
 *
 * What is pinned, what was pinned last first.
 */
gboolean
anshin_pins_list (AnshinCall *call, GError **error)
{
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));

  return check_reading (call, error) &&
         anshin_pin_list (call->tx, call->args[0], ANSHIN_MAX_PINS, seqs, error) &&
         answer_entries (call, call->args[0], seqs, error);
}

/**
 * anshin_bookmarks_list:
 * @call: a reading call; argument: the group
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN
 *
 * One's own, what was set last first; the newest %ANSHIN_MAX_PAGE.
 */
gboolean
anshin_bookmarks_list (AnshinCall *call, GError **error)
{
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));

  return check_reading (call, error) &&
         anshin_bookmark_list (call->tx, call->args[0], call->principal->user_id,
                               ANSHIN_MAX_PAGE, seqs, error) &&
         answer_entries (call, call->args[0], seqs, error);
}

/**
 * anshin_urgent_messages_list:
 * @call: a reading call; argument: the group
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN
 *
 * Urgent messages that not all for whom they wait have acknowledged, the oldest first.
 */
gboolean
anshin_urgent_messages_list (AnshinCall *call, GError **error)
{
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));

  return check_reading (call, error) &&
         anshin_urgent_list (call->tx, call->args[0], ANSHIN_MAX_PINS, seqs, error) &&
         answer_entries (call, call->args[0], seqs, error);
}

/**
 * anshin_addressed_messages_list:
 * @call: a reading call; argument: the group
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN
 *
 * Messages that name the asker or answer him, as long as he has not seen them; the oldest first.
 */
gboolean
anshin_addressed_messages_list (AnshinCall *call, GError **error)
{
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));

  return check_reading (call, error) &&
         anshin_addressed_list (call->tx, call->args[0], call->principal->user_id,
                                ANSHIN_MAX_PAGE, seqs, error) &&
         answer_entries (call, call->args[0], seqs, error);
}

/**
 * anshin_message_see:
 * @call: a writing call; arguments: the group, the message
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN
 *
 * The asker has looked at what is addressed to him.
 */
gboolean
anshin_message_see (AnshinCall *call, GError **error)
{
  AnshinMessageHead head = { 0 };

  call->status = 204;
  return anshin_check_message (call, ANSHIN_ACTION_READ_GROUP, &head, error) &&
         anshin_addressed_see (call->tx, head.group_id, head.seq, call->principal->user_id,
                               error);
}

static gboolean
set_mute (AnshinCall *call, gboolean set, GError **error)
{
  call->status = 204;
  return check_reading (call, error) &&
         anshin_mute_set (call->tx, call->args[0], call->principal->user_id, set, error);
}

/**
 * anshin_group_mute:
 * @call: a writing call; argument: the group
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN
 *
 * The asker's desktops give no notices of the group, at whichever terminal; nobody else is told.
 */
gboolean
anshin_group_mute (AnshinCall *call, GError **error)
{
  return set_mute (call, TRUE, error);
}

/**
 * anshin_group_unmute:
 * @call: a writing call; argument: the group
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN
 */
gboolean
anshin_group_unmute (AnshinCall *call, GError **error)
{
  return set_mute (call, FALSE, error);
}
