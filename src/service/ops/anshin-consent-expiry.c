/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-care-operations.h"
#include "anshin-clock.h"
#include "anshin-consent-effects.h"
#include "anshin-consent-table.h"

#define AT_ONCE 50

/* The patient's group freezes as with a withdrawal, and a new consent opens it again. */
static gboolean
end_one (AnshinCall *call, const char *patient_id, GError **error)
{
  g_autoptr (AnshinPatientView) view = anshin_patient_view (call->tx, patient_id, NULL, error);
  AnshinAudit audit = { .action = "end-consent", .patient_id = patient_id, .result = "ok" };

  if (view == NULL)
    return FALSE;
  audit.object_id = view->patient->consent_id;
  audit.group_id = view->group_id;
  return anshin_consent_freeze_group (call->tx, patient_id, error) &&
         anshin_consent_end (call->tx, patient_id, NULL, error) &&
         anshin_consent_freeze (call, view, error) && anshin_consent_tell (call, view, error) &&
         anshin_audit_append (call->tx, &audit, error);
}

/**
 * anshin_consents_expire:
 * @call: a writing call whose principal is nobody
 * @more: (out): whether there may be further ones
 * @error: return location
 *
 * Ends the consents whose last day is over. No use case: the service does it by itself.
 */
gboolean
anshin_consents_expire (AnshinCall *call, gboolean *more, GError **error)
{
  g_autoptr (GPtrArray) patients = g_ptr_array_new_with_free_func (g_free);

  if (!anshin_consent_list_over (call->tx, anshin_clock_today (), AT_ONCE, patients, error))
    return FALSE;
  *more = patients->len == AT_ONCE;
  for (guint i = 0; i < patients->len; i++)
    if (!end_one (call, g_ptr_array_index (patients, i), error))
      return FALSE;
  return TRUE;
}
