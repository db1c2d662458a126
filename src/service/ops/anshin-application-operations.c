/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-access.h"
#include "anshin-account-table.h"
#include "anshin-answer.h"
#include "anshin-facility-table.h"
#include "anshin-facts-network.h"
#include "anshin-facts.h"
#include "anshin-happening.h"
#include "anshin-json.h"
#include "anshin-office-operations.h"

/* Which ones are asked for: of the own facility where the asker is not the office's. */
static gboolean
get_filter (AnshinCall *call, const char **facility_id, int *state, GError **error)
{
  const char *wire = anshin_call_get_query (call, "state");

  *state = ANSHIN_APPLICATION_NONE;
  if (wire != NULL && !anshin_choice_from_wire (&anshin_application_states, wire, state))
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "state", "No such state");
      return FALSE;
    }
  *facility_id = anshin_call_get_query (call, "facility");
  if (*facility_id == NULL && !call->principal->office)
    *facility_id = call->principal->facility_id;
  return TRUE;
}

/**
 * anshin_applications_list:
 * @call: a reading call; query: state, facility, limit, cursor
 * @error: %ANSHIN_ERROR_NEEDS_FACILITY_ADMIN
 *
 * Newest first: all for the office, those of the own facility for its admins. Another facility's
 * are not there for them.
 */
gboolean
anshin_applications_list (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  const char *facility_id = NULL;
  const char *cursor = NULL;
  guint limit = 0;
  int state = 0;
  gboolean own = FALSE;

  if (!anshin_check_facility (
        call, ANSHIN_ACTION_SUBMIT_APPLICATION,
        anshin_facts_of_facility (call, call->principal->facility_id), error) ||
      !anshin_call_get_limit (call, &limit, error) ||
      !anshin_call_get_cursor (call, &cursor, error) ||
      !get_filter (call, &facility_id, &state, error))
    return FALSE;
  own = facility_id == NULL ||
        anshin_policy_allows (ANSHIN_ACTION_SEE_APPLICATION,
                              anshin_facts_of_facility (call, facility_id));
  if (own && !anshin_application_list (call->tx, facility_id, state, cursor, limit + 1, found,
                                       error))
    return FALSE;

  anshin_answer_begin_list (call);
  for (guint i = 0; i < MIN (found->len, limit); i++)
    {
      anshin_facts_fill_application (call, g_ptr_array_index (found, i));
      anshin_answer_add_item (call, g_ptr_array_index (found, i));
    }
  anshin_answer_end_list (call, found->len > limit
                                  ? ANSHIN_APPLICATION (g_ptr_array_index (found, limit - 1))->id
                                  : NULL);
  return TRUE;
}

static gboolean
answer_application (AnshinCall *call, const char *id, GError **error)
{
  g_autoptr (AnshinApplication) application = anshin_application_load (call->tx, id, error);

  if (application == NULL)
    return FALSE;
  anshin_facts_fill_application (call, application);
  anshin_json_append_record (call->out, application);
  return TRUE;
}

/* The one that the path names, if the asker may do @action with it. */
static AnshinApplication *
load (AnshinCall *call, AnshinAction action, GError **error)
{
  AnshinFacts facts = 0;
  g_autoptr (AnshinApplication) application =
    anshin_facts_load_application (call, call->args[0], &facts, error);

  if (application == NULL || !anshin_check_facility (call, action, facts, error))
    return NULL;
  return g_steal_pointer (&application);
}

static gboolean
decide (AnshinCall *call, AnshinApplication *application, int state, GError **error)
{
  return anshin_application_decide (call->tx, application, state, call->principal->user_id,
                                    error) &&
         anshin_tell_administrators (call, application->facility_id, "applications", error);
}

/**
 * anshin_application_turn_down:
 * @call: a writing call; argument: the application; body: AnshinTurnDown
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_NEEDS_OFFICE, %ANSHIN_ERROR_APPLICATION_STATE
 */
gboolean
anshin_application_turn_down (AnshinCall *call, GError **error)
{
  AnshinTurnDown *turn_down = call->body;
  g_autoptr (AnshinApplication) application =
    load (call, ANSHIN_ACTION_DECIDE_APPLICATION, error);

  if (application == NULL)
    return FALSE;
  application->turned_down_reason = g_strdup (turn_down->reason);
  return decide (call, application, ANSHIN_APPLICATION_TURNED_DOWN, error) &&
         answer_application (call, application->id, error);
}

/**
 * anshin_application_withdraw:
 * @call: a writing call; argument: the application
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_APPLICATION_STATE
 */
gboolean
anshin_application_withdraw (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinApplication) application =
    load (call, ANSHIN_ACTION_WITHDRAW_APPLICATION, error);

  return application != NULL &&
         decide (call, application, ANSHIN_APPLICATION_WITHDRAWN, error) &&
         answer_application (call, application->id, error);
}

/* The first of a facility is its admin: each facility with staff has one (source A8 rule 5). */
static AnshinUser *
make_user (AnshinCall *call, AnshinApplication *application, GError **error)
{
  g_autoptr (AnshinFacility) facility =
    anshin_facility_load (call->tx, application->facility_id, error);
  g_autoptr (AnshinUser) user = NULL;

  if (facility == NULL)
    return NULL;
  user = anshin_user_new ();
  user->name = g_strdup (application->name);
  user->kana = g_strdup (application->kana);
  user->mail = g_strdup (application->mail);
  user->profession = application->profession;
  user->facility_id = g_strdup (facility->id);
  user->facility_admin = application->facility_admin || facility->admins == 0;
  user->office = facility->kind == ANSHIN_FACILITY_OFFICE;
  user->state = ANSHIN_ACCOUNT_ACTIVE;
  if (!anshin_account_insert (call->tx, user, "", TRUE, 0, error))
    return NULL;
  return g_steal_pointer (&user);
}

/**
 * anshin_application_register:
 * @call: a writing call; argument: the application
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_NEEDS_OFFICE, %ANSHIN_ERROR_APPLICATION_STATE,
 *   %ANSHIN_ERROR_MAIL_TAKEN
 *
 * Makes the user, and answers with what the user comes in with the first time (source A7): shown
 * once.
 */
gboolean
anshin_application_register (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinApplication) application =
    load (call, ANSHIN_ACTION_DECIDE_APPLICATION, error);
  g_autoptr (AnshinUser) user = NULL;
  g_autoptr (AnshinAccess) access = NULL;

  if (application == NULL)
    return FALSE;
  user = make_user (call, application, error);
  if (user == NULL)
    return FALSE;
  application->user_id = g_strdup (user->id);
  if (!decide (call, application, ANSHIN_APPLICATION_REGISTERED, error) ||
      !anshin_tell_administrators (call, user->facility_id, "users", error))
    return FALSE;
  access = anshin_access_give (call, user->id, TRUE, error);
  if (access == NULL)
    return FALSE;

  access->user = ANSHIN_RECORD (anshin_account_load (call->tx, user->id, error));
  if (access->user == NULL)
    return FALSE;
  call->audit.reason = anshin_call_keep (call, g_strdup (user->id));
  call->status = 201;
  anshin_json_append_record (call->out, access);
  return TRUE;
}
