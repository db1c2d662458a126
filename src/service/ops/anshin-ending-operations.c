/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-answer.h"
#include "anshin-care-operations.h"
#include "anshin-clock.h"
#include "anshin-consent-effects.h"
#include "anshin-consent-table.h"
#include "anshin-group-effects.h"
#include "anshin-json.h"
#include "anshin-session.h"

static AnshinPatientView *
load (AnshinCall *call, AnshinAction action, GError **error)
{
  AnshinFacts facts = 0;
  g_autoptr (AnshinPatientView) view =
    anshin_facts_load_patient (call, call->args[0], &facts, error);

  if (view == NULL || !anshin_check_patient (call, action, view, facts, error))
    return NULL;
  return g_steal_pointer (&view);
}

/* The same as for deleting it by itself: a group admin, and the password given a moment ago. */
static gboolean
delete_group (AnshinCall *call, const char *group_id, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };

  if (!anshin_group_stand (call->tx, group_id, call->principal->user_id, &standing, error) ||
      !anshin_check_group (call, ANSHIN_ACTION_DELETE_GROUP, group_id,
                           anshin_facts_of_group (call, &standing), error))
    return FALSE;
  if (!anshin_session_is_confirmed (call->principal, anshin_clock_now ()))
    {
      anshin_set_error (error, ANSHIN_ERROR_STEP_UP_REQUIRED, NULL, "The password is wanted again");
      return FALSE;
    }
  return anshin_group_effects_delete (call, group_id, error);
}

static gboolean
end_group (AnshinCall *call, const AnshinPatientView *view, gboolean delete, GError **error)
{
  if (view->group_id == NULL)
    return TRUE;
  if (delete)
    return delete_group (call, view->group_id, error);
  return view->group_state == ANSHIN_GROUP_CLOSED ||
         anshin_group_effects_close (call, view->group_id, error);
}

static gboolean
save (AnshinCall *call, AnshinPatientView *view, int ended, int ended_on, GError **error)
{
  g_autoptr (AnshinPatient) patient = anshin_record_dup (view->patient);

  patient->ended = ended;
  patient->ended_on = ended_on;
  return anshin_patient_update (call->tx, patient, call->principal->user_id, error) &&
         anshin_consent_tell (call, view, error);
}

static gboolean
answer_again (AnshinCall *call, GError **error)
{
  AnshinFacts facts = 0;
  g_autoptr (AnshinPatientView) view =
    anshin_facts_load_patient (call, call->args[0], &facts, error);

  if (view == NULL || !anshin_answer_patient (call, view, facts, error))
    return FALSE;
  anshin_json_append_record (call->out, view->patient);
  return TRUE;
}

/**
 * anshin_patient_end:
 * @call: a writing call; argument: the patient; body: AnshinPatientEnding
 * @error: %ANSHIN_ERROR_NEEDS_ELIGIBLE_PROFESSION, %ANSHIN_ERROR_PATIENT_ENDED; with the group to
 *   be deleted %ANSHIN_ERROR_NEEDS_GROUP_ADMIN, %ANSHIN_ERROR_STEP_UP_REQUIRED
 *
 * The patient died, moved away, or the care at home ended: the consent ends, and the group is
 * closed or deleted, all or nothing (source A8 rule 9).
 */
gboolean
anshin_patient_end (AnshinCall *call, GError **error)
{
  AnshinPatientEnding *ending = call->body;
  g_autoptr (AnshinPatientView) view = load (call, ANSHIN_ACTION_END_PATIENT, error);

  if (view == NULL)
    return FALSE;
  if (ending->on < view->patient->birth_date)
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "on", "Before the birth");
      return FALSE;
    }
  return end_group (call, view, ending->delete_group, error) &&
         anshin_consent_end (call->tx, view->patient->id, call->principal->user_id, error) &&
         save (call, view, ending->reason, ending->on, error) && answer_again (call, error);
}

/**
 * anshin_patient_resume:
 * @call: a writing call; argument: the patient
 * @error: %ANSHIN_ERROR_NEEDS_ELIGIBLE_PROFESSION, %ANSHIN_ERROR_FORBIDDEN if the care has not
 *   ended
 *
 * The group stays as it is: it can be reopened once there is a new consent.
 */
gboolean
anshin_patient_resume (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinPatientView) view = load (call, ANSHIN_ACTION_RESUME_PATIENT, error);

  return view != NULL && save (call, view, 0, 0, error) && answer_again (call, error);
}
