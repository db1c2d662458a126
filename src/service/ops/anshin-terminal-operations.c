/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-account-effects.h"
#include "anshin-account-facts.h"
#include "anshin-account-table.h"
#include "anshin-answer.h"
#include "anshin-clock.h"
#include "anshin-happening.h"
#include "anshin-limits.h"
#include "anshin-staff-operations.h"
#include "anshin-terminal-list.h"

static const AnshinAction terminal_actions[] = { ANSHIN_ACTION_REVOKE_TERMINAL };

/**
 * anshin_terminals_list:
 * @call: a reading call; argument: the user; query: limit, cursor
 * @error: what the policy says
 *
 * GET /v1/users/{user}/terminals: the newest first, with those that are revoked.
 */
gboolean
anshin_terminals_list (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) terminals = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 now = anshin_clock_now ();
  AnshinFacts facts = 0;
  g_autoptr (AnshinUser) user =
    anshin_account_load_with_facts (call, call->args[0], &facts, error);
  const char *cursor = NULL;
  guint limit = 0;

  if (user == NULL || !anshin_call_get_limit (call, &limit, error) ||
      !anshin_call_get_cursor (call, &cursor, error) ||
      !anshin_account_check (call, ANSHIN_ACTION_SEE_ACCOUNT, user, facts, error) ||
      !anshin_terminal_list (call->tx, user->id, cursor, limit + 1,
                             now - ANSHIN_SESSION_IDLE_SECONDS * ANSHIN_SECOND, now, terminals,
                             error))
    return FALSE;

  anshin_answer_begin_list (call);
  for (guint i = 0; i < MIN (terminals->len, limit); i++)
    {
      AnshinTerminal *terminal = g_ptr_array_index (terminals, i);

      terminal->current = g_strcmp0 (terminal->id, call->principal->terminal_id) == 0;
      if (terminal->revoked_at == 0)
        terminal->capabilities = anshin_policy_capabilities (facts, terminal_actions,
                                                             G_N_ELEMENTS (terminal_actions));
      anshin_answer_add_item (call, terminal);
    }
  anshin_answer_end_list (
    call, terminals->len > limit
            ? ANSHIN_TERMINAL (g_ptr_array_index (terminals, limit - 1))->id
            : NULL);
  return TRUE;
}

static gboolean
tell_administrators (AnshinCall *call, const char *user_id, GError **error)
{
  g_autoptr (AnshinUser) user = anshin_account_load (call->tx, user_id, error);

  return user != NULL && anshin_tell_administrators (call, user->facility_id, "users", error);
}

/**
 * anshin_terminal_remove:
 * @call: a writing call; argument: the terminal
 * @error: %ANSHIN_ERROR_NOT_FOUND where it is not one's own to administer
 *
 * DELETE /v1/terminals/{terminal}: nobody signs in from it any more, and its sessions end at once.
 */
gboolean
anshin_terminal_remove (AnshinCall *call, GError **error)
{
  AnshinFacts facts = 0;
  g_autoptr (AnshinTerminal) terminal =
    anshin_terminal_load_with_facts (call, call->args[0], &facts, error);

  if (terminal == NULL ||
      !anshin_policy_check (ANSHIN_ACTION_REVOKE_TERMINAL, facts, error) ||
      !anshin_account_end_of_terminal (call, terminal->id, error) ||
      !anshin_terminal_revoke (call->tx, terminal->id, anshin_clock_now (), error))
    return FALSE;
  anshin_call_refresh (call, terminal->user_id, "users");
  call->status = 204;
  return tell_administrators (call, terminal->user_id, error);
}

/**
 * anshin_terminal_sign_out:
 * @call: a writing call; argument: the terminal
 * @error: %ANSHIN_ERROR_NOT_FOUND where it is not one's own to administer
 *
 * POST /v1/terminals/{terminal}/sign-out: its sessions end at once (SECURITY SESS-06).
 */
gboolean
anshin_terminal_sign_out (AnshinCall *call, GError **error)
{
  AnshinFacts facts = 0;
  g_autoptr (AnshinTerminal) terminal =
    anshin_terminal_load_with_facts (call, call->args[0], &facts, error);

  if (terminal == NULL ||
      !anshin_policy_check (ANSHIN_ACTION_REVOKE_TERMINAL, facts, error) ||
      !anshin_account_end_of_terminal (call, terminal->id, error))
    return FALSE;
  call->status = 204;
  return TRUE;
}
