/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-account-table.h"
#include "anshin-answer.h"
#include "anshin-care-operations.h"
#include "anshin-json.h"

static const AnshinAction user_actions[] = {
  ANSHIN_ACTION_SEE_MAIL,
  ANSHIN_ACTION_ISSUE_ENROLMENT_CODE,
};

/* The mail address is for few to see (SECURITY AZ-06). */
static void
make_answer (AnshinCall *call, AnshinUser *user)
{
  AnshinFacts facts = anshin_facts_of_user (call, user);

  if (!anshin_policy_allows (ANSHIN_ACTION_SEE_MAIL, facts))
    g_clear_pointer (&user->mail, g_free);
  user->capabilities =
    anshin_policy_capabilities (facts, user_actions, G_N_ELEMENTS (user_actions));
}

/**
 * anshin_users_list:
 * @call: a reading call; query: q, limit, cursor
 * @error: return location
 *
 * The directory of active users, for inviting, in the order of their kana.
 */
gboolean
anshin_users_list (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) users = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *words = NULL;
  const char *cursor = NULL;
  guint limit = 0;

  if (!anshin_policy_check (ANSHIN_ACTION_READ_DIRECTORY, anshin_facts_own (call), error) ||
      !anshin_call_get_limit (call, &limit, error) ||
      !anshin_call_get_cursor (call, &cursor, error) ||
      !anshin_call_get_words (call, &words, error) ||
      !anshin_account_search (call->tx, words, cursor, limit + 1, users, error))
    return FALSE;

  anshin_answer_begin_list (call);
  for (guint i = 0; i < MIN (users->len, limit); i++)
    {
      make_answer (call, g_ptr_array_index (users, i));
      anshin_answer_add_item (call, g_ptr_array_index (users, i));
    }
  anshin_answer_end_list (
    call, users->len > limit ? ANSHIN_USER (g_ptr_array_index (users, limit - 1))->id : NULL);
  return TRUE;
}

/**
 * anshin_user_get:
 * @call: a reading call; argument: the user
 * @error: %ANSHIN_ERROR_NOT_FOUND
 */
gboolean
anshin_user_get (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinUser) user = NULL;

  if (!anshin_policy_check (ANSHIN_ACTION_READ_DIRECTORY, anshin_facts_own (call), error))
    return FALSE;
  user = anshin_account_load (call->tx, call->args[0], error);
  if (user == NULL)
    return FALSE;

  call->audit.object_id = anshin_call_keep (call, g_strdup (user->id));
  make_answer (call, user);
  anshin_json_append_record (call->out, user);
  return TRUE;
}
