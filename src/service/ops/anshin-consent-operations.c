/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-consent-table.h"

#include "anshin-answer.h"
#include "anshin-care-operations.h"
#include "anshin-clock.h"
#include "anshin-consent-effects.h"
#include "anshin-consent-history.h"
#include "anshin-consent-operations.h"
#include "anshin-happening.h"
#include "anshin-json.h"

static gboolean
fail_state (GError **error)
{
  anshin_set_error (error, ANSHIN_ERROR_CONSENT_STATE, NULL, "Not in that state");
  return FALSE;
}

/* Capabilities of this one consent: what its state lets through. */
static void
make_answer (AnshinConsent *consent, AnshinFacts facts)
{
  gboolean open = consent->state == ANSHIN_CONSENT_DRAFT ||
                  consent->state == ANSHIN_CONSENT_PRINTED;
  AnshinAction action = open ? ANSHIN_ACTION_RECORD_CONSENT : ANSHIN_ACTION_WITHDRAW_CONSENT;

  g_clear_pointer (&consent->capabilities, g_strfreev);
  if (open || consent->state == ANSHIN_CONSENT_IN_FORCE)
    consent->capabilities = anshin_policy_capabilities (facts, &action, 1);
}

static AnshinPatientView *
load_patient (AnshinCall *call, const char *id, AnshinAction action, AnshinFacts *facts,
              GError **error)
{
  g_autoptr (AnshinPatientView) view = anshin_facts_load_patient (call, id, facts, error);

  if (view == NULL || !anshin_check_patient (call, action, view, *facts, error))
    return NULL;
  return g_steal_pointer (&view);
}

/**
 * anshin_consent_load_for:
 * @call: a call; its first argument is the consent
 * @action: what is asked for
 * @view: (out): the patient
 * @facts: (out): what is known
 * @error: %ANSHIN_ERROR_NOT_FOUND, and why it is refused
 *
 * Returns: (transfer full) (nullable): the consent, if the asker has the right to it
 */
AnshinConsent *
anshin_consent_load_for (AnshinCall *call, AnshinAction action, AnshinPatientView **view,
                         AnshinFacts *facts, GError **error)
{
  g_autoptr (AnshinConsent) consent = anshin_consent_load (call->tx, call->args[0], error);

  if (consent == NULL)
    return NULL;
  *view = load_patient (call, consent->patient_id, action, facts, error);
  if (*view == NULL)
    return NULL;

  call->audit.object_id = anshin_call_keep (call, g_strdup (consent->id));
  return g_steal_pointer (&consent);
}

/**
 * anshin_consent_answer_again:
 * @call: a writing call
 * @id: a consent
 * @error: return location
 *
 * Answers with it as it is now, with the names of who recorded it.
 */
gboolean
anshin_consent_answer_again (AnshinCall *call, const char *id, GError **error)
{
  g_autoptr (AnshinConsent) consent = anshin_consent_load (call->tx, id, error);
  g_autoptr (AnshinPatientView) view = NULL;
  AnshinFacts facts = 0;

  if (consent == NULL)
    return FALSE;
  view = anshin_facts_load_patient (call, consent->patient_id, &facts, error);
  if (view == NULL)
    return FALSE;

  if (!anshin_consent_fill_history (call->tx, consent, error) ||
      !anshin_consent_fill_scans (call->tx, consent, error))
    return FALSE;
  call->audit.object_id = anshin_call_keep (call, g_strdup (id));
  make_answer (consent, facts);
  anshin_json_append_record (call->out, consent);
  return TRUE;
}

/**
 * anshin_consents_list:
 * @call: a reading call; argument: the patient
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_FORBIDDEN
 */
gboolean
anshin_consents_list (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) consents = g_ptr_array_new_with_free_func (g_object_unref);
  AnshinFacts facts = 0;
  g_autoptr (AnshinPatientView) view =
    load_patient (call, call->args[0], ANSHIN_ACTION_READ_CONSENT, &facts, error);

  if (view == NULL || !anshin_consent_list (call->tx, view->patient->id, consents, error))
    return FALSE;

  anshin_answer_begin_list (call);
  for (guint i = 0; i < consents->len; i++)
    {
      if (!anshin_consent_fill_history (call->tx, g_ptr_array_index (consents, i), error) ||
          !anshin_consent_fill_scans (call->tx, g_ptr_array_index (consents, i), error))
        return FALSE;
      make_answer (g_ptr_array_index (consents, i), facts);
      anshin_answer_add_item (call, g_ptr_array_index (consents, i));
    }
  anshin_answer_end_list (call, NULL);
  return TRUE;
}

/**
 * anshin_consent_create:
 * @call: a writing call; argument: the patient; body: AnshinConsent
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_NEEDS_ELIGIBLE_PROFESSION
 *
 * Fills form 4: a draft, which does not count before it is printed, signed and recorded. For a
 * minor it can't be made out to anybody but a proxy.
 */
gboolean
anshin_consent_create (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinConsent) consent = anshin_record_dup (call->body);
  AnshinFacts facts = 0;
  g_autoptr (AnshinPatientView) view =
    load_patient (call, call->args[0], ANSHIN_ACTION_RECORD_CONSENT, &facts, error);

  if (view == NULL ||
      !anshin_consent_check_proxy (consent, view->patient->birth_date, error))
    return FALSE;

  consent->patient_id = g_strdup (view->patient->id);
  if (!anshin_consent_insert (call->tx, consent, call->principal->user_id, error) ||
      !anshin_consent_tell (call, view, error))
    return FALSE;
  call->status = 201;
  return anshin_consent_answer_again (call, consent->id, error);
}

/**
 * anshin_consent_get:
 * @call: a reading call; argument: the consent
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_FORBIDDEN
 */
gboolean
anshin_consent_get (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinPatientView) view = NULL;
  AnshinFacts facts = 0;
  g_autoptr (AnshinConsent) consent =
    anshin_consent_load_for (call, ANSHIN_ACTION_READ_CONSENT, &view, &facts, error);

  if (consent == NULL || !anshin_consent_fill_history (call->tx, consent, error) ||
      !anshin_consent_fill_scans (call->tx, consent, error))
    return FALSE;

  make_answer (consent, facts);
  anshin_json_append_record (call->out, consent);
  return TRUE;
}

/**
 * anshin_consent_edit:
 * @call: a writing call; argument: the consent; body: AnshinConsent with the version it was read at
 * @error: %ANSHIN_ERROR_CONSENT_STATE, %ANSHIN_ERROR_VERSION_STALE
 *
 * An edit takes a printed form back to a draft: the paper does not say the same any more.
 */
gboolean
anshin_consent_edit (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinPatientView) view = NULL;
  g_autoptr (AnshinConsent) edited = anshin_record_dup (call->body);
  AnshinFacts facts = 0;
  g_autoptr (AnshinConsent) before =
    anshin_consent_load_for (call, ANSHIN_ACTION_RECORD_CONSENT, &view, &facts, error);

  if (before == NULL)
    return FALSE;
  if (before->state != ANSHIN_CONSENT_DRAFT && before->state != ANSHIN_CONSENT_PRINTED)
    return fail_state (error);
  if (edited->version < 1)
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_MISSING, "version", "No version");
      return FALSE;
    }
  if (!anshin_consent_check_proxy (edited, view->patient->birth_date, error))
    return FALSE;

  edited->id = g_strdup (before->id);
  edited->patient_id = g_strdup (before->patient_id);
  edited->state = ANSHIN_CONSENT_DRAFT;
  edited->form_version = before->form_version;
  edited->created_at = before->created_at;
  if (!anshin_consent_update (call->tx, edited, ANSHIN_CONSENT_EVENT_EDITED,
                              call->principal->user_id, error) ||
      !anshin_consent_tell (call, view, error))
    return FALSE;
  return anshin_consent_answer_again (call, edited->id, error);
}

/**
 * anshin_consent_mark_printed:
 * @call: a writing call; argument: the consent
 * @error: %ANSHIN_ERROR_CONSENT_STATE
 */
gboolean
anshin_consent_mark_printed (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinPatientView) view = NULL;
  AnshinFacts facts = 0;
  g_autoptr (AnshinConsent) consent =
    anshin_consent_load_for (call, ANSHIN_ACTION_RECORD_CONSENT, &view, &facts, error);

  if (consent == NULL)
    return FALSE;
  if (consent->state != ANSHIN_CONSENT_DRAFT && consent->state != ANSHIN_CONSENT_PRINTED)
    return fail_state (error);

  consent->state = ANSHIN_CONSENT_PRINTED;
  consent->printed_at = anshin_clock_now ();
  if (!anshin_consent_update (call->tx, consent, ANSHIN_CONSENT_EVENT_PRINTED,
                              call->principal->user_id, error) ||
      !anshin_consent_tell (call, view, error))
    return FALSE;
  return anshin_consent_answer_again (call, consent->id, error);
}

static void
take_paper (AnshinConsent *consent, AnshinConsentSigned *paper)
{
  consent->signed_on = paper->signed_on;
  consent->signer = paper->signer;
  consent->signer_relationship = paper->signer_relationship;
  g_free (consent->signer_name);
  consent->signer_name = g_strdup (paper->signer_name);
  g_free (consent->signer_reason);
  consent->signer_reason = g_strdup (paper->signer_reason);
  g_free (consent->original_kept_at);
  consent->original_kept_at = g_strdup (paper->original_kept_at);
}

/**
 * anshin_consent_record_signed:
 * @call: a writing call; argument: the consent; body: AnshinConsentSigned
 * @error: %ANSHIN_ERROR_CONSENT_STATE unless it was printed
 *
 * The signed paper is there: the consent is in force, the one before it superseded, and the
 * patient's group, if it was frozen, is open again.
 */
gboolean
anshin_consent_record_signed (AnshinCall *call, GError **error)
{
  AnshinConsentSigned *paper = call->body;
  g_autoptr (AnshinPatientView) view = NULL;
  AnshinFacts facts = 0;
  g_autoptr (AnshinConsent) consent =
    anshin_consent_load_for (call, ANSHIN_ACTION_RECORD_CONSENT, &view, &facts, error);

  if (consent == NULL)
    return FALSE;
  if (consent->state != ANSHIN_CONSENT_PRINTED)
    return fail_state (error);
  if (!anshin_consent_check_signer (paper, view->patient->birth_date, error))
    return FALSE;
  if (consent->valid_until != 0 && consent->valid_until < anshin_clock_today ())
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "valid_until", "Its time is over");
      return FALSE;
    }

  take_paper (consent, paper);
  if (!anshin_consent_put_in_force (call->tx, consent, call->principal->user_id, error) ||
      !anshin_consent_thaw (call, view, error) || !anshin_consent_tell (call, view, error))
    return FALSE;
  return anshin_consent_answer_again (call, consent->id, error);
}

/**
 * anshin_consent_record_withdrawal:
 * @call: a writing call; argument: the consent; body: AnshinWithdrawal
 * @error: %ANSHIN_ERROR_CONSENT_STATE unless it is in force
 *
 * Freezes the patient's group at once (SECURITY CN-02).
 */
gboolean
anshin_consent_record_withdrawal (AnshinCall *call, GError **error)
{
  AnshinWithdrawal *withdrawal = call->body;
  g_autoptr (AnshinPatientView) view = NULL;
  AnshinFacts facts = 0;
  g_autoptr (AnshinConsent) consent =
    anshin_consent_load_for (call, ANSHIN_ACTION_WITHDRAW_CONSENT, &view, &facts, error);

  if (consent == NULL)
    return FALSE;
  if (consent->state != ANSHIN_CONSENT_IN_FORCE)
    return fail_state (error);
  if (withdrawal->withdrawn_on < consent->signed_on)
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "withdrawn_on", "Before it was signed");
      return FALSE;
    }

  consent->withdrawn_on = withdrawal->withdrawn_on;
  consent->withdrawn_by = g_strdup (withdrawal->withdrawn_by);
  consent->withdrawn_way = withdrawal->withdrawn_way;
  consent->withdrawn_witness = g_strdup (withdrawal->withdrawn_witness);
  consent->withdrawn_how = g_strdup (withdrawal->withdrawn_how);
  if (!anshin_consent_withdraw (call->tx, consent, call->principal->user_id, error) ||
      !anshin_consent_freeze (call, view, error) || !anshin_consent_tell (call, view, error))
    return FALSE;
  return anshin_consent_answer_again (call, consent->id, error);
}
