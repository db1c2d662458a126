/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-account-table.h"
#include "anshin-answer.h"
#include "anshin-care-operations.h"
#include "anshin-happening.h"
#include "anshin-json.h"

static gboolean
add_patient (AnshinCall *call, const char *id, GError **error)
{
  g_autoptr (AnshinPatientView) view =
    anshin_patient_view (call->tx, id, call->principal->user_id, error);
  AnshinFacts facts = 0;

  if (view == NULL)
    return FALSE;

  facts = anshin_facts_of_patient (call, view);
  if (!anshin_policy_allows (ANSHIN_ACTION_READ_PATIENT, facts))
    return TRUE;
  if (!anshin_answer_patient (call, view, facts, error))
    return FALSE;
  anshin_answer_add_item (call, view->patient);
  anshin_call_show_patient (call, id);
  return TRUE;
}

/**
 * anshin_patients_list:
 * @call: a reading call; query: q, limit, cursor
 * @error: return location
 *
 * The patients that the asker may see. They come in the order in which they were entered: names
 * are sealed, so that the order of kana is for the desktop to make.
 */
gboolean
anshin_patients_list (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *words = NULL;
  AnshinScope scope = anshin_facts_get_scope (call);
  const char *cursor = NULL;
  guint limit = 0;

  if (!anshin_call_get_limit (call, &limit, error) ||
      !anshin_call_get_cursor (call, &cursor, error) ||
      !anshin_call_get_words (call, &words, error))
    return FALSE;
  /* The office has none: an empty list, not an error, as its desktop shows the same views. */
  if (anshin_policy_allows (ANSHIN_ACTION_LIST_PATIENTS, anshin_facts_own (call)) &&
      !anshin_patient_scan (call->tx, &scope, words, cursor, limit + 1, ids, error))
    return FALSE;

  anshin_answer_begin_list (call);
  for (guint i = 0; i < MIN (ids->len, limit); i++)
    if (!add_patient (call, g_ptr_array_index (ids, i), error))
      return FALSE;
  anshin_answer_end_list (call, ids->len > limit ? g_ptr_array_index (ids, limit - 1) : NULL);
  return TRUE;
}

/* A named attending physician is an active user and a physician (source A3). */
static gboolean
check_attending (AnshinCall *call, AnshinPatient *patient, GError **error)
{
  g_autoptr (AnshinUser) physician = NULL;
  g_autoptr (GError) failure = NULL;

  if (patient->attending_physician_id == NULL)
    return TRUE;

  physician = anshin_account_load (call->tx, patient->attending_physician_id, &failure);
  if (physician == NULL && !g_error_matches (failure, ANSHIN_ERROR, ANSHIN_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (physician != NULL && physician->state == ANSHIN_ACCOUNT_ACTIVE &&
      physician->profession == ANSHIN_PROFESSION_PHYSICIAN)
    return TRUE;

  anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "attending_physician_id",
                    "Not an active physician");
  return FALSE;
}

static gboolean
answer_again (AnshinCall *call, const char *id, GError **error)
{
  AnshinFacts facts = 0;
  g_autoptr (AnshinPatientView) view = anshin_facts_load_patient (call, id, &facts, error);

  if (view == NULL || !anshin_answer_patient (call, view, facts, error))
    return FALSE;

  anshin_json_append_record (call->out, view->patient);
  return TRUE;
}

/* Sent before: the patient as it is now, unless the wish is another one. */
static gboolean
answer_first (AnshinCall *call, AnshinPatient *wish, AnshinPatient *entered, GError **error)
{
  AnshinFacts facts = 0;
  g_autoptr (AnshinPatientView) view =
    anshin_facts_load_patient (call, entered->id, &facts, error);

  if (view == NULL || !anshin_check_patient (call, ANSHIN_ACTION_READ_PATIENT, view, facts, error))
    return FALSE;
  if (g_strcmp0 (wish->name, entered->name) != 0 || g_strcmp0 (wish->kana, entered->kana) != 0 ||
      g_strcmp0 (wish->number, entered->number) != 0 || wish->birth_date != entered->birth_date)
    {
      anshin_set_error (error, ANSHIN_ERROR_SENT_DIFFERENTLY, "client_id",
                        "Sent before for somebody else");
      return FALSE;
    }
  return answer_again (call, entered->id, error);
}

/**
 * anshin_patient_create:
 * @call: a writing call; body: AnshinPatient
 * @error: %ANSHIN_ERROR_NUMBER_TAKEN, %ANSHIN_ERROR_NEEDS_ELIGIBLE_PROFESSION,
 *   %ANSHIN_ERROR_SENT_DIFFERENTLY naming `client_id`
 *
 * Enters a patient, who belongs to the asker's facility. Sending it again with the same client_id
 * gives the same patient.
 */
gboolean
anshin_patient_create (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinPatient) patient = anshin_record_dup (call->body);
  g_autoptr (AnshinPatient) entered = NULL;
  const AnshinPrincipal *asker = call->principal;

  if (!anshin_patient_find_entered (call->tx, asker->user_id, patient->client_id, &entered,
                                    error))
    return FALSE;
  if (entered != NULL)
    return answer_first (call, patient, entered, error);
  if (!anshin_check_facility (call, ANSHIN_ACTION_ENTER_PATIENT,
                              anshin_facts_own (call) | ANSHIN_FACT_OWN_FACILITY, error) ||
      !check_attending (call, patient, error))
    return FALSE;

  patient->facility_id = g_strdup (asker->facility_id);
  if (!anshin_patient_insert (call->tx, patient, asker->user_id, error) ||
      !anshin_tell_keepers (call, patient->facility_id, "patients", error))
    return FALSE;
  call->status = 201;
  return answer_again (call, patient->id, error);
}

/**
 * anshin_patient_get:
 * @call: a reading call; argument: the patient
 * @error: %ANSHIN_ERROR_NOT_FOUND
 */
gboolean
anshin_patient_get (AnshinCall *call, GError **error)
{
  AnshinFacts facts = 0;
  g_autoptr (AnshinPatientView) view =
    anshin_facts_load_patient (call, call->args[0], &facts, error);

  if (view == NULL ||
      !anshin_check_patient (call, ANSHIN_ACTION_READ_PATIENT, view, facts, error) ||
      !anshin_answer_patient (call, view, facts, error))
    return FALSE;

  anshin_json_append_record (call->out, view->patient);
  return TRUE;
}

/* The attending physician may work elsewhere, and may be another one than before. */
static void
tell_physician (AnshinCall *call, AnshinPatient *patient)
{
  if (patient->attending_physician_id != NULL)
    anshin_call_refresh (call, patient->attending_physician_id, "patients");
}

/* A patient group bears its patient's name. */
static gboolean
rename_group (AnshinCall *call, const AnshinPatientView *before, AnshinPatient *patient,
              GError **error)
{
  if (before->group_id == NULL)
    return TRUE;
  if (g_strcmp0 (before->patient->name, patient->name) != 0 &&
      (!anshin_group_rename (call->tx, before->group_id, patient->name, error) ||
       !anshin_tell_readers (call, before->group_id, "groups", error)))
    return FALSE;
  return anshin_tell_readers (call, before->group_id, "patients", error);
}

/**
 * anshin_patient_edit:
 * @call: a writing call; argument: the patient; body: AnshinPatient with the version it was read at
 * @error: %ANSHIN_ERROR_VERSION_STALE, %ANSHIN_ERROR_NUMBER_TAKEN
 */
gboolean
anshin_patient_edit (AnshinCall *call, GError **error)
{
  AnshinFacts facts = 0;
  g_autoptr (AnshinPatientView) before =
    anshin_facts_load_patient (call, call->args[0], &facts, error);
  g_autoptr (AnshinPatient) patient = anshin_record_dup (call->body);

  if (before == NULL ||
      !anshin_check_patient (call, ANSHIN_ACTION_EDIT_PATIENT, before, facts, error))
    return FALSE;
  if (patient->version < 1)
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_MISSING, "version", "No version");
      return FALSE;
    }
  if (!check_attending (call, patient, error))
    return FALSE;

  patient->id = g_strdup (before->patient->id);
  patient->facility_id = g_strdup (before->patient->facility_id);
  patient->ended = before->patient->ended;
  patient->ended_on = before->patient->ended_on;
  if (!anshin_patient_update (call->tx, patient, call->principal->user_id, error) ||
      !anshin_tell_keepers (call, patient->facility_id, "patients", error) ||
      !rename_group (call, before, patient, error))
    return FALSE;
  tell_physician (call, before->patient);
  tell_physician (call, patient);
  return answer_again (call, patient->id, error);
}
