/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes onto paper beside form 4 goes onto record (SECURITY AUD-01). */
#include "anshin-care-operations.h"
#include "anshin-consent-table.h"
#include "anshin-facts.h"

static gboolean
check (AnshinCall *call, const char *patient_id, GError **error)
{
  AnshinFacts facts = 0;
  g_autoptr (AnshinPatientView) view = anshin_facts_load_patient (call, patient_id, &facts, error);

  call->status = 204;
  return view != NULL &&
         anshin_check_patient (call, ANSHIN_ACTION_READ_CONSENT, view, facts, error);
}

/**
 * anshin_withdrawal_mark_printed:
 * @call: a writing call; argument: the consent
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_FORBIDDEN
 *
 * The notice of its withdrawal was printed, in whatever state it is.
 */
gboolean
anshin_withdrawal_mark_printed (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinConsent) consent = anshin_consent_load (call->tx, call->args[0], error);

  if (consent == NULL || !check (call, consent->patient_id, error))
    return FALSE;
  call->audit.object_id = anshin_call_keep (call, g_strdup (consent->id));
  return TRUE;
}

/**
 * anshin_provisions_mark_printed:
 * @call: a writing call; argument: the patient
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_FORBIDDEN
 *
 * The record of what was given to third parties was printed.
 */
gboolean
anshin_provisions_mark_printed (AnshinCall *call, GError **error)
{
  return check (call, call->args[0], error);
}

/**
 * anshin_register_mark_printed:
 * @call: a writing call
 * @error: %ANSHIN_ERROR_NEEDS_ELIGIBLE_PROFESSION
 *
 * The register of the own facility's consents was printed, or saved as a file.
 */
gboolean
anshin_register_mark_printed (AnshinCall *call, GError **error)
{
  AnshinFacts facts = anshin_facts_own (call) | ANSHIN_FACT_OWN_FACILITY;

  call->status = 204;
  return anshin_check_facility (call, ANSHIN_ACTION_LIST_REGISTER, facts, error);
}
