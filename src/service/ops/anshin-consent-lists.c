/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-answer.h"
#include "anshin-care-operations.h"
#include "anshin-clock.h"
#include "anshin-consent-register.h"
#include "anshin-provision-table.h"

/* What the query's state stands for: one of the states, or the forms that wait too long. */
static gboolean
read_state (AnshinCall *call, AnshinRegisterQuery *query, GError **error)
{
  const char *wire = anshin_call_get_query (call, "state");

  if (wire == NULL || anshin_choice_from_wire (&anshin_consent_states, wire, &query->state))
    return TRUE;
  if (g_str_equal (wire, "overdue"))
    {
      query->printed_before = anshin_clock_now () - ANSHIN_CONSENT_REMINDER_SECONDS * ANSHIN_SECOND;
      return TRUE;
    }
  anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "state", "No state of a consent");
  return FALSE;
}

/**
 * anshin_consents_register:
 * @call: a reading call; query: state, limit, cursor
 * @error: %ANSHIN_ERROR_NEEDS_ELIGIBLE_PROFESSION, %ANSHIN_ERROR_FIELD_INVALID naming `state`
 *
 * The register of the consents of the own facility's patients, newest first. With `state=overdue`
 * the forms that were printed %ANSHIN_CONSENT_REMINDER_SECONDS ago and are not recorded yet.
 */
gboolean
anshin_consents_register (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) consents = g_ptr_array_new_with_free_func (g_object_unref);
  AnshinFacts facts = anshin_facts_own (call) | ANSHIN_FACT_OWN_FACILITY;
  AnshinRegisterQuery query = { .facility_id = call->principal->facility_id };
  guint limit = 0;

  if (!anshin_check_facility (call, ANSHIN_ACTION_LIST_REGISTER, facts, error) ||
      !read_state (call, &query, error) || !anshin_call_get_limit (call, &limit, error) ||
      !anshin_call_get_cursor (call, &query.before, error))
    return FALSE;
  query.limit = limit + 1;
  if (!anshin_consent_register_list (call->tx, &query, consents, error))
    return FALSE;

  anshin_answer_begin_list (call);
  for (guint i = 0; i < MIN (consents->len, limit); i++)
    {
      AnshinConsent *consent = g_ptr_array_index (consents, i);

      anshin_answer_add_item (call, consent);
      anshin_call_show_patient (call, consent->patient_id);
    }
  anshin_answer_end_list (call, consents->len > limit
                                  ? ANSHIN_CONSENT (consents->pdata[limit - 1])->id
                                  : NULL);
  return TRUE;
}

/**
 * anshin_provisions_list:
 * @call: a reading call; argument: the patient; query: limit, cursor
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_FORBIDDEN
 *
 * The record of what was given to third parties (第三者提供記録): to whom of which facility, under
 * which consent, from when to when, and what kinds of things.
 */
gboolean
anshin_provisions_list (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) provisions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (AnshinPatientView) view = NULL;
  g_autofree char *next = NULL;
  const char *cursor = NULL;
  AnshinFacts facts = 0;
  guint limit = 0;

  view = anshin_facts_load_patient (call, call->args[0], &facts, error);
  if (view == NULL ||
      !anshin_check_patient (call, ANSHIN_ACTION_READ_CONSENT, view, facts, error) ||
      !anshin_call_get_limit (call, &limit, error) ||
      !anshin_call_get_cursor (call, &cursor, error) ||
      !anshin_provision_list (call->tx, view->patient->id, cursor, limit, provisions, &next,
                              error))
    return FALSE;

  anshin_answer_begin_list (call);
  for (guint i = 0; i < provisions->len; i++)
    anshin_answer_add_item (call, g_ptr_array_index (provisions, i));
  anshin_answer_end_list (call, next);
  return TRUE;
}
