/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-facts-message.h"

#include "anshin-entry-kind.h"

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
