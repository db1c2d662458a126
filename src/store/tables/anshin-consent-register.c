/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-consent-register.h"

#include "anshin-consent-table.h"
#include "anshin-patient-table.h"

enum
{
  COLUMN_VERSION = ANSHIN_N_CONSENT_COLUMNS,
  COLUMN_SEALED,
};

static gboolean
fill_patient (AnshinTx *tx, AnshinRows *rows, AnshinConsent *consent, GError **error)
{
  g_autoptr (AnshinPatient) patient = NULL;
  gsize size = 0;
  const guint8 *sealed = anshin_rows_get_blob (rows, COLUMN_SEALED, &size);

  patient = anshin_patient_unseal (tx, consent->patient_id,
                                   anshin_rows_get_int (rows, COLUMN_VERSION), sealed, size,
                                   error);
  if (patient == NULL)
    return FALSE;
  consent->patient_name = g_strdup (patient->name);
  consent->patient_kana = g_strdup (patient->kana);
  consent->patient_number = g_strdup (patient->number);
  return TRUE;
}

/**
 * anshin_consent_register_list:
 * @tx: a transaction
 * @query: what is wanted
 * @consents: (element-type AnshinConsent): gets the consents of the facility's patients with whose
 *   they are, newest first
 * @error: return location
 *
 * A form that waits for its signature is no reminder any more once the patient's care has ended.
 */
gboolean
anshin_consent_register_list (AnshinTx *tx, const AnshinRegisterQuery *query, GPtrArray *consents,
                              GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (
    tx, error,
    "SELECT " ANSHIN_CONSENT_COLUMNS ", p.version, p.sealed "
    "FROM consent c JOIN patient p ON p.id = c.patient_id "
    "LEFT JOIN account a ON a.id = c.recorded_by LEFT JOIN facility f ON f.id = a.facility_id "
    "WHERE p.facility_id = $1 AND ($2 = 0 OR c.state = $2) "
    "AND ($3 = 0 OR (c.state = 2 AND c.printed_at <= $3 AND p.ended = 0)) "
    "AND ($4 = '' OR c.id < $4) ORDER BY c.id DESC LIMIT $5",
    "tiiti", query->facility_id, (gint64) query->state, query->printed_before, query->before,
    (gint64) query->limit);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      g_autoptr (AnshinConsent) consent = anshin_consent_from_row (tx, rows, error);

      if (consent == NULL || !fill_patient (tx, rows, consent, error))
        return FALSE;
      g_ptr_array_add (consents, g_steal_pointer (&consent));
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}
