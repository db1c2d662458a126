/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-access.h"
#include "anshin-account-effects.h"
#include "anshin-account-facts.h"
#include "anshin-account-table.h"
#include "anshin-audit.h"
#include "anshin-clock.h"
#include "anshin-group-effects.h"
#include "anshin-happening.h"
#include "anshin-json.h"
#include "anshin-staff-operations.h"
#include "anshin-staff-table.h"
#include "anshin-urgent-table.h"
#include "anshin-terminal-list.h"
#include "anshin-terminal-table.h"
#include "anshin-throttling.h"

/* Who takes over from the last admin: active staff of the same facility. */
static AnshinUser *
load_successor (AnshinCall *call, AnshinUser *user, const char *id, GError **error)
{
  g_autoptr (AnshinUser) successor = anshin_account_load (call->tx, id, NULL);

  if (successor != NULL && successor->state == ANSHIN_ACCOUNT_ACTIVE &&
      g_strcmp0 (successor->facility_id, user->facility_id) == 0 &&
      g_strcmp0 (successor->id, user->id) != 0)
    return g_steal_pointer (&successor);
  anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "successor_id", "not of the active staff");
  return NULL;
}

/* That somebody becomes admin is an act of its own in the log. */
static gboolean
make_admin (AnshinCall *call, AnshinUser *successor, GError **error)
{
  AnshinAudit audit = call->audit;

  audit.action = "set-facility-admin";
  audit.object_id = successor->id;
  audit.result = "ok";
  return anshin_account_change_admin (call, successor, TRUE, error) &&
         anshin_audit_append (call->tx, &audit, error);
}

/* The last admin of others may go if somebody takes over in the same act. */
static gboolean
check_leaving (AnshinCall *call, AnshinAction action, AnshinUser *user, AnshinFacts facts,
               const char *successor_id, GError **error)
{
  g_autoptr (AnshinUser) successor = NULL;

  if ((facts & ANSHIN_FACT_LAST_ADMIN) == 0 || successor_id == NULL)
    return anshin_account_check (call, action, user, facts, error);
  if (!anshin_account_check (call, action, user, facts & ~ANSHIN_FACT_LAST_ADMIN, error))
    return FALSE;
  successor = load_successor (call, user, successor_id, error);
  return successor != NULL && make_admin (call, successor, error);
}

static gboolean
check_lost_terminal (AnshinCall *call, const char *id, const char *user_id, GError **error)
{
  g_autoptr (AnshinTerminal) terminal = NULL;

  if (id == NULL)
    return TRUE;
  terminal = anshin_terminal_load (call->tx, id, NULL);
  if (terminal != NULL && g_strcmp0 (terminal->user_id, user_id) == 0)
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "terminal_id", "not the user's terminal");
  return FALSE;
}

/**
 * anshin_user_suspend:
 * @call: a writing call; argument: the user; body: AnshinSuspension
 * @error: what the policy says, %ANSHIN_ERROR_LAST_ADMIN naming who could take over
 *
 * POST /v1/users/{user}/suspension: a terminal is lost or infected. Everything of the user stays as
 * it is, but nobody can use it until the office restores it (source A2).
 */
gboolean
anshin_user_suspend (AnshinCall *call, GError **error)
{
  AnshinSuspension *suspension = call->body;
  AnshinFacts facts = 0;
  g_autoptr (AnshinUser) user =
    anshin_account_load_with_facts (call, call->args[0], &facts, error);

  if (user == NULL)
    return FALSE;
  call->audit.reason = anshin_choice_to_wire (&anshin_suspension_reasons, suspension->reason);
  if (!check_leaving (call, ANSHIN_ACTION_SUSPEND_USER, user, facts, suspension->successor_id,
                      error) ||
      !check_lost_terminal (call, suspension->terminal_id, user->id, error))
    return FALSE;
  return anshin_account_shut_out (call, user->id, error) &&
         anshin_account_suspend (call->tx, user->id, suspension->reason, suspension->terminal_id,
                                 anshin_clock_now (), error) &&
         anshin_urgent_judge_of (call->tx, user->id, error) &&
         anshin_account_add_event (call->tx, user->id, ANSHIN_ACCOUNT_EVENT_SUSPENDED, 0,
                                   suspension->note, call->principal->user_id, error) &&
         anshin_account_tell (call, user, error) && anshin_account_answer (call, user->id, error);
}

/* What the user must have anew, by why the account was stopped (SECURITY ACC-03). */
static AnshinAccess *
let_in_again (AnshinCall *call, const char *user_id, GError **error)
{
  gint64 now = anshin_clock_now ();
  g_autofree char *terminal_id = NULL;
  int reason = 0;

  if (!anshin_account_get_suspension (call->tx, user_id, &reason, &terminal_id, error))
    return NULL;
  call->audit.reason = anshin_choice_to_wire (&anshin_suspension_reasons, reason);
  if (reason == ANSHIN_SUSPENSION_OTHER)
    return anshin_access_new ();
  if (reason == ANSHIN_SUSPENSION_TERMINAL_LOST && terminal_id != NULL)
    {
      if (!anshin_terminal_revoke (call->tx, terminal_id, now, error) ||
          !anshin_enrolment_code_keep_newest (call->tx, user_id, 0, now, error))
        return NULL;
    }
  else if (!anshin_account_revoke_terminals (call, user_id, error))
    return NULL;
  return anshin_access_give (call, user_id, reason == ANSHIN_SUSPENSION_INFECTED, error);
}

/* The answer: what is given, and the user as it is now. */
static gboolean
answer_access (AnshinCall *call, AnshinAccess *access, const char *user_id, GError **error)
{
  AnshinUser *user = anshin_account_load (call->tx, user_id, error);

  if (user == NULL)
    return FALSE;
  access->user = ANSHIN_RECORD (user);
  if (!anshin_account_show (call, user, error))
    return FALSE;
  anshin_json_append_record (call->out, access);
  return TRUE;
}

/**
 * anshin_user_restore:
 * @call: a writing call; argument: the user; body: AnshinRestoration
 * @error: what the policy says
 *
 * POST /v1/users/{user}/restoration: the office takes a suspension back, and says why. A lost
 * terminal is revoked and another one can be enrolled; after an infection all is given anew.
 */
gboolean
anshin_user_restore (AnshinCall *call, GError **error)
{
  AnshinRestoration *restoration = call->body;
  AnshinFacts facts = 0;
  g_autoptr (AnshinUser) user =
    anshin_account_load_with_facts (call, call->args[0], &facts, error);
  g_autoptr (AnshinAccess) access = NULL;

  if (user == NULL || !anshin_account_check (call, ANSHIN_ACTION_RESTORE_USER, user, facts, error))
    return FALSE;
  access = let_in_again (call, user->id, error);
  return access != NULL && anshin_account_restore (call->tx, user->id, error) &&
         anshin_account_add_event (call->tx, user->id, ANSHIN_ACCOUNT_EVENT_RESTORED, 0,
                                   restoration->reason, call->principal->user_id, error) &&
         anshin_account_tell (call, user, error) && answer_access (call, access, user->id, error);
}

/**
 * anshin_user_retire:
 * @call: a writing call; argument: the user; body: AnshinRetirement
 * @error: what the policy says, %ANSHIN_ERROR_LAST_ADMIN naming who could take over
 *
 * POST /v1/users/{user}/retirement: 退職. The user leaves all groups, and nothing of the account is
 * good any more; what was posted stays, with who it was on its day.
 */
gboolean
anshin_user_retire (AnshinCall *call, GError **error)
{
  AnshinRetirement *retirement = call->body;
  AnshinFacts facts = 0;
  g_autoptr (AnshinUser) user =
    anshin_account_load_with_facts (call, call->args[0], &facts, error);

  if (user == NULL || !check_leaving (call, ANSHIN_ACTION_RETIRE_USER, user, facts,
                                      retirement->successor_id, error))
    return FALSE;
  return anshin_account_shut_out (call, user->id, error) &&
         anshin_account_tell (call, user, error) &&
         anshin_group_effects_retire (call, user->id, error) &&
         anshin_account_revoke_terminals (call, user->id, error) &&
         anshin_account_retire (call->tx, user->id, anshin_clock_now (), error) &&
         anshin_account_add_event (call->tx, user->id, ANSHIN_ACCOUNT_EVENT_RETIRED, 0,
                                   retirement->note, call->principal->user_id, error) &&
         anshin_account_answer (call, user->id, error);
}

/**
 * anshin_user_reset:
 * @call: a writing call; argument: the user; body: AnshinReset
 * @error: what the policy says
 *
 * POST /v1/users/{user}/reset: for who cannot sign in any more. The office says how it made sure
 * who asked (SECURITY AUTH-12); terminals stay, as knowing the password alone was never enough.
 */
gboolean
anshin_user_reset (AnshinCall *call, GError **error)
{
  AnshinReset *reset = call->body;
  AnshinFacts facts = 0;
  g_autoptr (AnshinUser) user =
    anshin_account_load_with_facts (call, call->args[0], &facts, error);
  g_autoptr (AnshinAccess) access = NULL;

  if (user == NULL || !anshin_account_check (call, ANSHIN_ACTION_RESET_USER, user, facts, error))
    return FALSE;
  call->audit.reason = anshin_choice_to_wire (&anshin_identifications, reset->identified_by);
  if (!anshin_account_end_sessions (call, user->id, error) ||
      !anshin_throttling_forgive_account (call->tx, user->id, error) ||
      !anshin_enrolment_code_keep_newest (call->tx, user->id, 0, anshin_clock_now (), error))
    return FALSE;
  access = anshin_access_give (call, user->id, TRUE, error);
  return access != NULL &&
         anshin_account_add_event (call->tx, user->id, ANSHIN_ACCOUNT_EVENT_RESET,
                                   reset->identified_by, reset->note, call->principal->user_id,
                                   error) &&
         anshin_tell_administrators (call, user->facility_id, "users", error) &&
         answer_access (call, access, user->id, error);
}
