/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-all-users-table.h"
#include "anshin-answer.h"
#include "anshin-clock.h"
#include "anshin-facts-network.h"
#include "anshin-facts.h"
#include "anshin-happening.h"
#include "anshin-json.h"
#include "anshin-office-operations.h"

/* Who presses twice reminds once. */
#define REMINDER_PAUSE (60 * ANSHIN_SECOND)

static const AnshinAction check_actions[] = {
  ANSHIN_ACTION_RUN_SAFETY_CHECK,
  ANSHIN_ACTION_ANSWER_SAFETY_CHECK,
  ANSHIN_ACTION_SEE_SAFETY_ANSWERS,
};

/* Of whose staff the asker may see numbers and answers: nobody's, the own facility's, or
 * everybody's, which is %NULL. */
static gboolean
get_seen_facility (AnshinCall *call, const char **facility_id)
{
  const char *own = call->principal->facility_id;

  *facility_id = call->principal->office ? NULL : own;
  return anshin_policy_allows (ANSHIN_ACTION_SEE_SAFETY_ANSWERS,
                               anshin_facts_of_facility (call, own));
}

static gboolean
make_answer (AnshinCall *call, AnshinSafetyCheck *check, GError **error)
{
  AnshinFacts facts = anshin_facts_of_check (call, check) | ANSHIN_FACT_OWN_FACILITY;
  const char *facility_id = NULL;

  check->capabilities =
    anshin_policy_capabilities (facts, check_actions, G_N_ELEMENTS (check_actions));
  return !get_seen_facility (call, &facility_id) ||
         anshin_safety_count (call->tx, check, facility_id, error);
}

static gboolean
answer_check (AnshinCall *call, AnshinSafetyCheck *check, GError **error)
{
  if (!make_answer (call, check, error))
    return FALSE;
  anshin_json_append_record (call->out, check);
  return TRUE;
}

/**
 * anshin_safety_checks_list:
 * @call: a reading call; query: limit, cursor
 * @error: return location
 *
 * Newest first, with what the asker has answered.
 */
gboolean
anshin_safety_checks_list (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func (g_object_unref);
  const char *cursor = NULL;
  guint limit = 0;

  if (!anshin_policy_check (ANSHIN_ACTION_READ_NETWORK, anshin_facts_own (call), error) ||
      !anshin_call_get_limit (call, &limit, error) ||
      !anshin_call_get_cursor (call, &cursor, error) ||
      !anshin_safety_list (call->tx, call->principal->user_id, cursor, limit + 1, checks, error))
    return FALSE;

  anshin_answer_begin_list (call);
  for (guint i = 0; i < MIN (checks->len, limit); i++)
    {
      if (!make_answer (call, g_ptr_array_index (checks, i), error))
        return FALSE;
      anshin_answer_add_item (call, g_ptr_array_index (checks, i));
    }
  anshin_answer_end_list (call, checks->len > limit
                                  ? ANSHIN_SAFETY_CHECK (g_ptr_array_index (checks, limit - 1))->id
                                  : NULL);
  return TRUE;
}

/**
 * anshin_safety_check_get:
 * @call: a reading call; argument: the safety check
 * @error: %ANSHIN_ERROR_NOT_FOUND
 */
gboolean
anshin_safety_check_get (AnshinCall *call, GError **error)
{
  AnshinFacts facts = 0;
  g_autoptr (AnshinSafetyCheck) check =
    anshin_facts_load_check (call, call->args[0], &facts, error);

  return check != NULL && anshin_policy_check (ANSHIN_ACTION_READ_NETWORK, facts, error) &&
         answer_check (call, check, error);
}

/**
 * anshin_safety_check_start:
 * @call: a writing call; body: AnshinSafetyCheck with text
 * @error: %ANSHIN_ERROR_NEEDS_OFFICE
 *
 * Everybody is asked, in the all-users group.
 */
gboolean
anshin_safety_check_start (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinSafetyCheck) check = anshin_record_dup (call->body);
  g_autofree char *group_id = NULL;
  AnshinHappening asked = { 0 };

  if (!anshin_check_facility (call, ANSHIN_ACTION_RUN_SAFETY_CHECK,
                              anshin_facts_of_check (call, check), error) ||
      !anshin_check_text (check->text, error) ||
      !anshin_all_users_find (call->tx, &group_id, error) ||
      !anshin_safety_insert (call->tx, check, call->principal->user_id, error))
    return FALSE;

  call->audit.object_id = anshin_call_keep (call, g_strdup (check->id));
  call->status = 201;
  asked.channel = group_id;
  asked.kind = ANSHIN_ENTRY_SAFETY_CHECK;
  asked.text = check->text;
  asked.subject_id = check->id;
  asked.urgent = TRUE;
  anshin_call_refresh (call, NULL, "safety-checks");
  if (!anshin_happen (call, &asked, NULL, error))
    return FALSE;
  check->started_by_name = g_strdup (call->principal->name);
  return answer_check (call, check, error);
}

/**
 * anshin_safety_check_put_answer:
 * @call: a writing call; argument: the safety check; body: AnshinSafetyAnswer
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_CHECK_CLOSED
 *
 * Whoever has answered may answer anew.
 */
gboolean
anshin_safety_check_put_answer (AnshinCall *call, GError **error)
{
  AnshinSafetyAnswer *answer = call->body;
  AnshinFacts facts = 0;
  g_autoptr (AnshinSafetyCheck) check =
    anshin_facts_load_check (call, call->args[0], &facts, error);

  return check != NULL &&
         anshin_policy_check (ANSHIN_ACTION_ANSWER_SAFETY_CHECK, facts, error) &&
         anshin_safety_answer (call->tx, check, call->principal->user_id, answer->answer,
                               answer->word, error) &&
         anshin_tell_administrators (call, call->principal->facility_id, "safety-checks", error) &&
         answer_check (call, check, error);
}

static gboolean
get_missing (AnshinCall *call, gboolean *missing, GError **error)
{
  gint64 number = 0;

  if (!anshin_call_get_number (call, "missing", 0, &number, error))
    return FALSE;
  if (number > 1)
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "missing", "Not 0 or 1");
      return FALSE;
    }
  *missing = number == 1;
  return TRUE;
}

static const char *
make_cursor (AnshinCall *call, AnshinSafetyAnswer *last)
{
  return anshin_call_keep (call, g_strconcat (last->facility_id, "/", last->user_id, NULL));
}

static gboolean
check_answers (AnshinCall *call, const char **facility_id, GError **error)
{
  const char *facility = anshin_call_get_query (call, "facility");

  if (facility == NULL && !call->principal->office)
    facility = call->principal->facility_id;
  *facility_id = facility;
  return anshin_check_facility (call, ANSHIN_ACTION_SEE_SAFETY_ANSWERS,
                                anshin_facts_of_facility (call, facility), error);
}

/**
 * anshin_safety_answers_list:
 * @call: a reading call; argument: the safety check; query: facility, missing, limit, cursor
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_NEEDS_FACILITY_ADMIN, %ANSHIN_ERROR_NEEDS_OFFICE
 *
 * By facility: everybody who is asked, or those alone who have not answered. All for the office,
 * the own facility's for its admins.
 */
gboolean
anshin_safety_answers_list (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func (g_object_unref);
  const char *facility_id = NULL;
  const char *cursor = NULL;
  gboolean missing = FALSE;
  AnshinFacts facts = 0;
  guint limit = 0;
  g_autoptr (AnshinSafetyCheck) check =
    anshin_facts_load_check (call, call->args[0], &facts, error);

  if (check == NULL || !check_answers (call, &facility_id, error) ||
      !get_missing (call, &missing, error) || !anshin_call_get_limit (call, &limit, error) ||
      !anshin_call_get_cursor (call, &cursor, error) ||
      !anshin_safety_list_answers (call->tx, check, facility_id, missing, cursor, limit + 1,
                                   answers, error))
    return FALSE;

  anshin_answer_begin_list (call);
  for (guint i = 0; i < MIN (answers->len, limit); i++)
    anshin_answer_add_item (call, g_ptr_array_index (answers, i));
  anshin_answer_end_list (call, answers->len > limit
                                  ? make_cursor (call, g_ptr_array_index (answers, limit - 1))
                                  : NULL);
  return TRUE;
}

/* The one that the path names, if the asker runs it and it is open. */
static AnshinSafetyCheck *
load_to_run (AnshinCall *call, GError **error)
{
  AnshinFacts facts = 0;
  g_autoptr (AnshinSafetyCheck) check =
    anshin_facts_load_check (call, call->args[0], &facts, error);

  if (check == NULL || !anshin_check_facility (call, ANSHIN_ACTION_RUN_SAFETY_CHECK, facts, error))
    return NULL;
  return g_steal_pointer (&check);
}

/* In the inbox, so that mail goes out to those who are not there. */
static gboolean
remind_all (AnshinCall *call, AnshinSafetyCheck *check, GError **error)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  AnshinHappening reminder = { 0 };

  if (!anshin_safety_list_missing (call->tx, check, missing, error))
    return FALSE;
  reminder.kind = ANSHIN_ENTRY_SAFETY_CHECK;
  reminder.subject_id = check->id;
  reminder.text = check->text;
  reminder.urgent = TRUE;
  for (guint i = 0; i < missing->len; i++)
    {
      reminder.channel = g_ptr_array_index (missing, i);
      if (!anshin_happen (call, &reminder, NULL, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * anshin_safety_check_send_reminder:
 * @call: a writing call; argument: the safety check
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_NEEDS_OFFICE, %ANSHIN_ERROR_CHECK_CLOSED
 *
 * Tells those who have not answered once more. Within a minute of the last time it does nothing.
 */
gboolean
anshin_safety_check_send_reminder (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinSafetyCheck) check = load_to_run (call, error);

  if (check == NULL)
    return FALSE;
  if (check->reminded_at + REMINDER_PAUSE <= anshin_clock_now () &&
      (!anshin_safety_remind (call->tx, check, error) || !remind_all (call, check, error)))
    return FALSE;
  return anshin_tell_office (call, "safety-checks", error) && answer_check (call, check, error);
}

/**
 * anshin_safety_check_end:
 * @call: a writing call; argument: the safety check
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_NEEDS_OFFICE, %ANSHIN_ERROR_CHECK_CLOSED
 */
gboolean
anshin_safety_check_end (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinSafetyCheck) check = load_to_run (call, error);

  if (check == NULL || !anshin_safety_close (call->tx, check, error))
    return FALSE;
  anshin_call_refresh (call, NULL, "safety-checks");
  return answer_check (call, check, error);
}
