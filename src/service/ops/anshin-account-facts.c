/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-account-facts.h"

#include "anshin-account-table.h"
#include "anshin-clock.h"
#include "anshin-json.h"
#include "anshin-refusal.h"
#include "anshin-staff-table.h"
#include "anshin-terminal-list.h"
#include "anshin-throttling.h"

/**
 * anshin_account_get_facts:
 * @call: a call with a principal
 * @user: the user concerned
 * @facts: (out): how the asker stands to @user, what @user is, and who else is left at the facility
 * @error: return location
 */
gboolean
anshin_account_get_facts (AnshinCall *call, AnshinUser *user, AnshinFacts *facts, GError **error)
{
  AnshinStaffCount count = { 0 };
  gboolean sole = FALSE;

  if (!anshin_staff_count (call->tx, user->facility_id, &count, error))
    return FALSE;
  *facts = anshin_facts_of_user (call, user);
  sole = user->facility_admin && user->state == ANSHIN_ACCOUNT_ACTIVE && count.admins == 1;
  if (count.admins == 0)
    *facts |= ANSHIN_FACT_ADMINLESS;
  if (sole)
    *facts |= ANSHIN_FACT_SOLE_ADMIN;
  if (sole && count.staff > 1)
    *facts |= ANSHIN_FACT_LAST_ADMIN;
  return TRUE;
}

/**
 * anshin_account_load_with_facts:
 * @call: a call with a principal
 * @id: a user's id, as it came in
 * @facts: (out): what the policy judges
 * @error: %ANSHIN_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the user, whom the audit record names
 */
AnshinUser *
anshin_account_load_with_facts (AnshinCall *call, const char *id, AnshinFacts *facts,
                                GError **error)
{
  g_autoptr (AnshinUser) user = anshin_account_load (call->tx, id, error);

  if (user == NULL)
    return NULL;
  call->audit.object_id = anshin_call_keep (call, g_strdup (user->id));
  if (!anshin_account_get_facts (call, user, facts, error))
    return NULL;
  return g_steal_pointer (&user);
}

/**
 * anshin_terminal_load_with_facts:
 * @call: a call with a principal
 * @id: a terminal's id, as it came in
 * @facts: (out): how the asker stands to the terminal's user
 * @error: %ANSHIN_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the terminal, which the audit record names
 */
AnshinTerminal *
anshin_terminal_load_with_facts (AnshinCall *call, const char *id, AnshinFacts *facts,
                                 GError **error)
{
  g_autoptr (AnshinTerminal) terminal = anshin_terminal_load (call->tx, id, error);
  g_autoptr (AnshinUser) user = NULL;

  if (terminal == NULL)
    return NULL;
  call->audit.object_id = anshin_call_keep (call, g_strdup (terminal->id));
  user = anshin_account_load (call->tx, terminal->user_id, error);
  if (user == NULL)
    return NULL;
  *facts = anshin_facts_of_user (call, user);
  return g_steal_pointer (&terminal);
}

/* Those who could take over from the last admin. */
static void
find_successors (AnshinCall *call, AnshinUser *user, GPtrArray *users)
{
  g_autoptr (GPtrArray) staff = g_ptr_array_new_with_free_func (g_object_unref);

  if (!anshin_account_list_staff (call->tx, user->facility_id, staff, NULL))
    return;
  for (guint i = 0; i < staff->len; i++)
    if (g_strcmp0 (ANSHIN_USER (g_ptr_array_index (staff, i))->id, user->id) != 0)
      g_ptr_array_add (users, g_object_ref (g_ptr_array_index (staff, i)));
}

/**
 * anshin_account_check:
 * @call: a call with a principal
 * @action: what is asked for
 * @user: the user concerned
 * @facts: what is known
 * @error: the policy's refusal, naming who could: the facility's admins, the office, or for the
 *   last admin those who could take over
 *
 * Returns: whether the action is allowed
 */
gboolean
anshin_account_check (AnshinCall *call, AnshinAction action, AnshinUser *user, AnshinFacts facts,
                      GError **error)
{
  g_autoptr (GPtrArray) users = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) refusal = NULL;

  if (anshin_check_at_facility (call, action, user->facility_id, facts, &refusal))
    return TRUE;
  if (g_error_matches (refusal, ANSHIN_ERROR, ANSHIN_ERROR_LAST_ADMIN))
    {
      find_successors (call, user, users);
      anshin_refusal_name_users (refusal, users);
    }
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

static const AnshinAction plain_actions[] = {
  ANSHIN_ACTION_SEE_MAIL,
  ANSHIN_ACTION_ISSUE_ENROLMENT_CODE,
};

static const AnshinAction account_actions[] = {
  ANSHIN_ACTION_SEE_MAIL,    ANSHIN_ACTION_ISSUE_ENROLMENT_CODE, ANSHIN_ACTION_SEE_ACCOUNT,
  ANSHIN_ACTION_EDIT_USER,   ANSHIN_ACTION_SUSPEND_USER,         ANSHIN_ACTION_RESTORE_USER,
  ANSHIN_ACTION_RETIRE_USER, ANSHIN_ACTION_RESET_USER,           ANSHIN_ACTION_SET_ADMIN,
  ANSHIN_ACTION_UNSET_ADMIN,
};

/* The mail address is for few to see (SECURITY AZ-06). */
static void
hide_mail (AnshinUser *user, AnshinFacts facts)
{
  if (!anshin_policy_allows (ANSHIN_ACTION_SEE_MAIL, facts))
    g_clear_pointer (&user->mail, g_free);
}

/**
 * anshin_account_show_plain:
 * @call: a call with a principal
 * @user: a user of the directory
 *
 * Makes @user what the asker gets of it in the directory.
 */
void
anshin_account_show_plain (AnshinCall *call, AnshinUser *user)
{
  AnshinFacts facts = anshin_facts_of_user (call, user);

  hide_mail (user, facts);
  user->capabilities =
    anshin_policy_capabilities (facts, plain_actions, G_N_ELEMENTS (plain_actions));
}

/**
 * anshin_account_show:
 * @call: a call with a principal
 * @user: a user
 * @error: return location
 *
 * Makes @user what the asker gets of it, with the account's state for those who administer it.
 * The last admin can be suspended or retired with a successor, so these are not greyed out.
 */
gboolean
anshin_account_show (AnshinCall *call, AnshinUser *user, GError **error)
{
  AnshinFacts facts = 0;

  if (!anshin_account_get_facts (call, user, &facts, error))
    return FALSE;
  if (anshin_policy_allows (ANSHIN_ACTION_SEE_ACCOUNT, facts) &&
      (!anshin_account_load_administrative (call->tx, user, error) ||
       !anshin_throttling_is_locked (call->tx, user->id, anshin_clock_now (), &user->locked,
                                     error)))
    return FALSE;
  hide_mail (user, facts);
  user->capabilities = anshin_policy_capabilities (facts & ~ANSHIN_FACT_LAST_ADMIN,
                                                   account_actions,
                                                   G_N_ELEMENTS (account_actions));
  return TRUE;
}

/**
 * anshin_account_answer:
 * @call: a call with a principal
 * @id: a user's id
 * @error: return location
 *
 * Answers with the user as the database has it now.
 */
gboolean
anshin_account_answer (AnshinCall *call, const char *id, GError **error)
{
  g_autoptr (AnshinUser) user = anshin_account_load (call->tx, id, error);

  if (user == NULL || !anshin_account_show (call, user, error))
    return FALSE;
  anshin_json_append_record (call->out, user);
  return TRUE;
}
