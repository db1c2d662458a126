/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-facts-message.h"

#include "anshin-entry-kind.h"
#include "anshin-json.h"

/**
 * anshin_entry_get_change_action:
 * @kind: what kind of entry it is
 *
 * Returns: what the policy is asked for who wants to make it say something else, or nothing;
 *   %ANSHIN_ACTION_NONE for what has acts of its own, as requests have
 */
AnshinAction
anshin_entry_get_change_action (int kind)
{
  switch (kind)
    {
    case ANSHIN_ENTRY_MESSAGE:
      return ANSHIN_ACTION_CHANGE_MESSAGE;
    case ANSHIN_ENTRY_VITALS:
      return ANSHIN_ACTION_CHANGE_VITALS;
    default:
      return ANSHIN_ACTION_NONE;
    }
}

static gboolean
find_message (AnshinCall *call, AnshinMessageHead *head, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (call->tx, error,
                          "SELECT seq, kind, deleted, author_id, changed_at FROM entry "
                          "WHERE id = $1 AND channel_id = $2",
                          "tt", head->id, head->group_id);
  if (rows == NULL)
    return FALSE;
  if (!anshin_rows_next (rows, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      else
        anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "no message %s", head->id);
      return FALSE;
    }
  head->seq = anshin_rows_get_int (rows, 0);
  head->kind = (int) anshin_rows_get_int (rows, 1);
  head->deleted = anshin_rows_get_int (rows, 2) != 0;
  head->own = g_strcmp0 (anshin_rows_get_text (rows, 3), call->principal->user_id) == 0;
  head->changed_at = anshin_rows_get_int (rows, 4);
  if (anshin_entry_kind_is_to_read (head->kind))
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "%s is no message", head->id);
  return FALSE;
}

/**
 * anshin_facts_load_message:
 * @call: a call with a principal; arguments: a group and a message of it
 * @head: (out): what is known of the message
 * @facts: (out): what the policy judges: of the group, and whether the message is the asker's own
 * @error: %ANSHIN_ERROR_NOT_FOUND also where the group may not be known of
 */
gboolean
anshin_facts_load_message (AnshinCall *call, AnshinMessageHead *head, AnshinFacts *facts,
                           GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };

  head->group_id = call->args[0];
  head->id = call->args[1];
  if (!anshin_facts_load_group (call, head->group_id, &standing, facts, error) ||
      !find_message (call, head, error))
    return FALSE;
  call->audit.object_id = head->id;
  if (head->own)
    *facts |= ANSHIN_FACT_SELF;
  if (head->deleted)
    *facts |= ANSHIN_FACT_MESSAGE_DELETED;
  return TRUE;
}

/**
 * anshin_check_message:
 * @call: a call with a principal; arguments: a group and a message of it
 * @action: what is asked for
 * @head: (out): what is known of the message
 * @error: %ANSHIN_ERROR_NOT_FOUND, or the policy's verdict with the names of those who could
 */
gboolean
anshin_check_message (AnshinCall *call, AnshinAction action, AnshinMessageHead *head,
                      GError **error)
{
  AnshinFacts facts = 0;

  return anshin_facts_load_message (call, head, &facts, error) &&
         anshin_check_group (call, action, head->group_id, facts, error);
}

static gboolean
append_capabilities (GString *json, int kind, AnshinFacts facts)
{
  AnshinAction action = anshin_entry_get_change_action (kind);

  if (action == ANSHIN_ACTION_NONE || !anshin_policy_allows (action, facts))
    return FALSE;
  g_string_append_c (json, '[');
  anshin_json_append_string (json, anshin_action_to_wire (action));
  g_string_append_c (json, ']');
  return TRUE;
}

/**
 * anshin_entry_dup_own_state:
 * @kind: what kind of entry it is
 * @of_group: how the asker stands to the group
 *
 * Returns: (transfer full) (nullable): the state, as JSON, of entries of that kind which the asker
 *   wrote and which say something, if there is anything to say of it
 */
char *
anshin_entry_dup_own_state (int kind, AnshinFacts of_group)
{
  g_autoptr (GString) json = g_string_new ("{\"capabilities\":");

  if (!append_capabilities (json, kind, of_group | ANSHIN_FACT_SELF))
    return NULL;
  g_string_append_c (json, '}');
  return g_strdup (json->str);
}

/**
 * anshin_answer_changes_of_page:
 * @call: a call with a principal
 * @group_id: a group that the asker may read
 * @of_group: how the asker stands to it
 * @states: of a page of its entries; gets what the asker may do with those that are his own
 * @error: return location
 *
 * One query for the page. Of others' entries nobody may change any.
 */
gboolean
anshin_answer_changes_of_page (AnshinCall *call, const char *group_id, AnshinFacts of_group,
                               AnshinEntryStates *states, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (call->tx, error,
                          "SELECT seq, kind, deleted FROM entry WHERE channel_id = $1 "
                          "AND seq >= $2 AND seq <= $3 AND author_id = $4",
                          "tiit", group_id, anshin_entry_states_get_first (states),
                          anshin_entry_states_get_last (states), call->principal->user_id);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      g_autoptr (GString) json = g_string_new (NULL);
      AnshinFacts facts = of_group | ANSHIN_FACT_SELF;

      if (anshin_rows_get_int (rows, 2) != 0)
        facts |= ANSHIN_FACT_MESSAGE_DELETED;
      if (append_capabilities (json, (int) anshin_rows_get_int (rows, 1), facts))
        g_string_append (
          anshin_entry_states_add (states, anshin_rows_get_int (rows, 0), "capabilities"),
          json->str);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}
