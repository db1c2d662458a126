/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-attachment-holding.h"
#include "anshin-care-operations.h"
#include "anshin-consent-history.h"
#include "anshin-consent-operations.h"

static gboolean
check_room (AnshinCall *call, AnshinConsent *consent, guint more, GError **error)
{
  guint there = 0;

  if (!anshin_consent_fill_scans (call->tx, consent, error))
    return FALSE;
  there = consent->scans != NULL ? consent->scans->len : 0;
  if (there + more <= ANSHIN_MAX_SCANS_PER_CONSENT)
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_LIMIT_REACHED, "attachments", "More than %d scans",
                    ANSHIN_MAX_SCANS_PER_CONSENT);
  return FALSE;
}

/* A text is no scan of a paper. */
static gboolean
check_pictures (GPtrArray *files, GError **error)
{
  for (guint i = 0; i < files->len; i++)
    if (ANSHIN_ATTACHMENT (files->pdata[i])->media == ANSHIN_MEDIA_TEXT)
      {
        anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "attachments", "Not a picture");
        return FALSE;
      }
  return TRUE;
}

/**
 * anshin_consent_file_scans:
 * @call: a writing call; argument: the consent; body: AnshinConsentScans
 * @error: %ANSHIN_ERROR_CONSENT_STATE for a draft, which nobody can have signed;
 *   %ANSHIN_ERROR_FIELD_INVALID naming `attachments`, %ANSHIN_ERROR_LIMIT_REACHED
 *
 * Files that were uploaded to the patient become scans of the signed paper; from then on whoever
 * reads the consent has them.
 */
gboolean
anshin_consent_file_scans (AnshinCall *call, GError **error)
{
  AnshinConsentScans *wish = call->body;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (AnshinPatientView) view = NULL;
  AnshinFacts facts = 0;
  g_autoptr (AnshinConsent) consent =
    anshin_consent_load_for (call, ANSHIN_ACTION_RECORD_CONSENT, &view, &facts, error);

  if (consent == NULL)
    return FALSE;
  if (consent->state == ANSHIN_CONSENT_DRAFT)
    {
      anshin_set_error (error, ANSHIN_ERROR_CONSENT_STATE, NULL, "Not in that state");
      return FALSE;
    }
  return anshin_attachments_take (call, wish->attachments, consent->patient_id, files, error) &&
         check_pictures (files, error) &&
         check_room (call, consent, files->len, error) &&
         anshin_attachments_hold (call, files, consent->id, error) &&
         anshin_consent_event_add (call->tx, consent->id, ANSHIN_CONSENT_EVENT_SCAN_FILED,
                                   call->principal->user_id, error) &&
         anshin_consent_answer_again (call, consent->id, error);
}

/**
 * anshin_consent_remove_scan:
 * @call: a writing call; arguments: the consent, the attachment
 * @error: %ANSHIN_ERROR_NOT_FOUND if it is no scan of it
 *
 * A page that belongs to somebody else is taken away for good.
 */
gboolean
anshin_consent_remove_scan (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinPatientView) view = NULL;
  g_autoptr (AnshinAttachmentRow) row = NULL;
  AnshinFacts facts = 0;
  g_autoptr (AnshinConsent) consent =
    anshin_consent_load_for (call, ANSHIN_ACTION_RECORD_CONSENT, &view, &facts, error);

  if (consent == NULL)
    return FALSE;
  row = anshin_attachment_load (call->tx, call->args[1], error);
  if (row == NULL)
    return FALSE;
  if (g_strcmp0 (row->holder_id, consent->id) != 0)
    {
      anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "Not found");
      return FALSE;
    }
  return anshin_attachment_delete (call->tx, call->args[1], error) &&
         anshin_consent_event_add (call->tx, consent->id, ANSHIN_CONSENT_EVENT_SCAN_REMOVED,
                                   call->principal->user_id, error) &&
         anshin_consent_answer_again (call, consent->id, error);
}
