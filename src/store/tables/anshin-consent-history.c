/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-consent-history.h"

#include "anshin-account-table.h"
#include "anshin-attachment-table.h"
#include "anshin-clock.h"
#include "anshin-id.h"

/**
 * anshin_consent_event_add:
 * @tx: a writing transaction
 * @consent_id: a consent
 * @what: what happens to it now
 * @by: (nullable): who does it; %NULL where nobody does
 * @error: return location
 */
gboolean
anshin_consent_event_add (AnshinTx *tx, const char *consent_id, AnshinConsentEventKind what,
                          const char *by, GError **error)
{
  g_autofree char *id = anshin_id_new ();

  return anshin_tx_exec (tx, error,
                         "INSERT INTO consent_event (id, consent_id, kind, by_id, at) "
                         "VALUES ($1, $2, $3, $4, $5)",
                         "ttiti", id, consent_id, (gint64) what, by, anshin_clock_now ());
}

/**
 * anshin_consent_event_add_in_force:
 * @tx: a writing transaction
 * @patient_id: a patient
 * @what: what happens now to the consent in force, if there is one
 * @by: (nullable): who does it
 * @error: return location
 */
gboolean
anshin_consent_event_add_in_force (AnshinTx *tx, const char *patient_id,
                                   AnshinConsentEventKind what, const char *by, GError **error)
{
  g_autofree char *id = anshin_id_new ();

  return anshin_tx_exec (tx, error,
                         "INSERT INTO consent_event (id, consent_id, kind, by_id, at) "
                         "SELECT $1, c.id, $2, $3, $4 FROM consent c "
                         "WHERE c.patient_id = $5 AND c.state = 3",
                         "titit", id, (gint64) what, by, anshin_clock_now (), patient_id);
}

static AnshinConsentEvent *
event_from_row (AnshinTx *tx, AnshinRows *rows, GError **error)
{
  g_autoptr (AnshinConsentEvent) event = anshin_consent_event_new ();
  g_autoptr (AnshinUser) by = NULL;

  event->kind = anshin_rows_get_int (rows, ANSHIN_N_ACCOUNT_COLUMNS);
  event->at = anshin_rows_get_int (rows, ANSHIN_N_ACCOUNT_COLUMNS + 1);
  if (anshin_rows_is_null (rows, 0))
    return g_steal_pointer (&event);

  by = anshin_account_from_row (tx, rows, 0, error);
  if (by == NULL)
    return NULL;
  event->by_name = g_strdup (by->name);
  event->by_facility = g_strdup (by->facility_name);
  return g_steal_pointer (&event);
}

/**
 * anshin_consent_fill_history:
 * @tx: a transaction
 * @consent: a consent; gets what happened to it, in order
 * @error: return location
 */
gboolean
anshin_consent_fill_history (AnshinTx *tx, AnshinConsent *consent, GError **error)
{
  g_autoptr (GPtrArray) history = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT " ANSHIN_ACCOUNT_COLUMNS ", e.kind, e.at FROM consent_event e "
                          "LEFT JOIN account a ON a.id = e.by_id "
                          "LEFT JOIN facility f ON f.id = a.facility_id "
                          "WHERE e.consent_id = $1 ORDER BY e.id",
                          "t", consent->id);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinConsentEvent *event = event_from_row (tx, rows, error);

      if (event == NULL)
        return FALSE;
      g_ptr_array_add (history, event);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_clear_pointer (&consent->history, g_ptr_array_unref);
  consent->history = g_steal_pointer (&history);
  return TRUE;
}

/* What one has to know to fetch and show it. */
static AnshinAttachment *
load_scan (AnshinTx *tx, const char *id, GError **error)
{
  g_autoptr (AnshinAttachmentRow) row = anshin_attachment_load (tx, id, error);
  AnshinAttachment *scan = NULL;

  if (row == NULL)
    return NULL;
  scan = g_object_ref (row->attachment);
  scan->state = ANSHIN_ATTACHMENT_NONE;
  scan->created_at = 0;
  g_clear_pointer (&scan->chunks, g_free);
  g_clear_pointer (&scan->client_id, g_free);
  return scan;
}

/**
 * anshin_consent_fill_scans:
 * @tx: a transaction
 * @consent: a consent; gets the scans of its paper, in the order in which they were uploaded
 * @error: return location
 */
gboolean
anshin_consent_fill_scans (AnshinTx *tx, AnshinConsent *consent, GError **error)
{
  g_autoptr (GPtrArray) scans = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT id FROM attachment WHERE holder_id = $1 AND holder_id IS NOT "
                          "NULL ORDER BY id",
                          "t", consent->id);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinAttachment *scan = load_scan (tx, anshin_rows_get_text (rows, 0), error);

      if (scan == NULL)
        return FALSE;
      g_ptr_array_add (scans, scan);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_clear_pointer (&consent->scans, g_ptr_array_unref);
  consent->scans = scans->len > 0 ? g_steal_pointer (&scans) : NULL;
  return TRUE;
}
