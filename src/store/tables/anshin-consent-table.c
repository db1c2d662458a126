/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-consent-table.h"

#include <string.h>

#include "anshin-account-table.h"
#include "anshin-clock.h"
#include "anshin-consent-history.h"
#include "anshin-id.h"
#include "anshin-json.h"
#include "anshin-seal.h"
#include "anshin-wording-table.h"

#define SELECT                                                                                    \
  "SELECT " ANSHIN_CONSENT_COLUMNS " FROM consent c "                                             \
  "LEFT JOIN account a ON a.id = c.recorded_by LEFT JOIN facility f ON f.id = a.facility_id "

enum
{
  COLUMN_ID = ANSHIN_N_ACCOUNT_COLUMNS,
  COLUMN_PATIENT,
  COLUMN_STATE,
  COLUMN_FORM_VERSION,
  COLUMN_SEALED,
  COLUMN_VERSION,
  COLUMN_CREATED,
  COLUMN_PRINTED,
  COLUMN_RECORDED,
  COLUMN_ENDED,
};

static gboolean
fill_recorder (AnshinTx *tx, AnshinRows *rows, AnshinConsent *consent, GError **error)
{
  g_autoptr (AnshinUser) recorder = NULL;

  if (anshin_rows_is_null (rows, 0))
    return TRUE;

  recorder = anshin_account_from_row (tx, rows, 0, error);
  if (recorder == NULL)
    return FALSE;
  consent->recorded_by_name = g_strdup (recorder->name);
  return TRUE;
}

/* A row of ANSHIN_CONSENT_COLUMNS, which begin at the first column. */
AnshinConsent *
anshin_consent_from_row (AnshinTx *tx, AnshinRows *rows, GError **error)
{
  g_autoptr (AnshinConsent) consent = NULL;
  g_autoptr (GString) json = g_string_new (NULL);
  const char *id = anshin_rows_get_text (rows, COLUMN_ID);
  const char *patient_id = anshin_rows_get_text (rows, COLUMN_PATIENT);
  gsize size = 0;
  const guint8 *sealed = anshin_rows_get_blob (rows, COLUMN_SEALED, &size);

  if (!anshin_unseal_append (tx, patient_id, "consent", id,
                             anshin_rows_get_int (rows, COLUMN_VERSION), sealed, size, json,
                             error))
    return NULL;
  consent = anshin_json_decode (json->str, json->len, anshin_consent_get_type (),
                                ANSHIN_DECODE_ANSWER, error);
  if (consent == NULL || !fill_recorder (tx, rows, consent, error))
    return NULL;
  consent->id = g_strdup (id);
  consent->patient_id = g_strdup (patient_id);
  consent->version = anshin_rows_get_int (rows, COLUMN_VERSION);
  consent->state = anshin_rows_get_int (rows, COLUMN_STATE);
  consent->form_version = anshin_rows_get_int (rows, COLUMN_FORM_VERSION);
  consent->created_at = anshin_rows_get_int (rows, COLUMN_CREATED);
  consent->printed_at = anshin_rows_get_int (rows, COLUMN_PRINTED);
  consent->recorded_at = anshin_rows_get_int (rows, COLUMN_RECORDED);
  consent->ended_at = anshin_rows_get_int (rows, COLUMN_ENDED);
  return g_steal_pointer (&consent);
}

/**
 * anshin_consent_load:
 * @tx: a transaction
 * @id: a consent's id
 * @error: %ANSHIN_ERROR_NOT_FOUND if there is none
 *
 * Returns: (transfer full) (nullable): the consent
 */
AnshinConsent *
anshin_consent_load (AnshinTx *tx, const char *id, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error, SELECT "WHERE c.id = $1", "t", id);
  return anshin_rows_first (rows, error) ? anshin_consent_from_row (tx, rows, error) : NULL;
}

/**
 * anshin_consent_list:
 * @tx: a transaction
 * @patient_id: a patient
 * @consents: (element-type AnshinConsent): gets the patient's consents, newest first, at most
 *   %ANSHIN_MAX_PAGE of them
 * @error: return location
 */
gboolean
anshin_consent_list (AnshinTx *tx, const char *patient_id, GPtrArray *consents, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          SELECT "WHERE c.patient_id = $1 ORDER BY c.id DESC LIMIT $2", "ti",
                          patient_id, (gint64) ANSHIN_MAX_PAGE);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinConsent *consent = anshin_consent_from_row (tx, rows, error);

      if (consent == NULL)
        return FALSE;
      g_ptr_array_add (consents, consent);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* What is sealed: all but what the row's own columns and other tables say. */
static GBytes *
seal_consent (AnshinTx *tx, AnshinConsent *consent, gint64 version, GError **error)
{
  g_autoptr (AnshinConsent) content = anshin_record_dup (consent);
  g_autofree char *json = NULL;

  g_clear_pointer (&content->id, g_free);
  g_clear_pointer (&content->patient_id, g_free);
  g_clear_pointer (&content->patient_name, g_free);
  g_clear_pointer (&content->patient_kana, g_free);
  g_clear_pointer (&content->patient_number, g_free);
  g_clear_pointer (&content->recorded_by_name, g_free);
  g_clear_pointer (&content->history, g_ptr_array_unref);
  g_clear_pointer (&content->scans, g_ptr_array_unref);
  g_clear_pointer (&content->capabilities, g_strfreev);
  content->state = 0;
  content->version = 0;
  content->form_version = 0;
  content->created_at = 0;
  content->printed_at = 0;
  content->recorded_at = 0;
  content->ended_at = 0;
  json = anshin_json_from_record (content);
  return anshin_seal (tx, consent->patient_id, "consent", consent->id, version, json,
                      strlen (json), error);
}

/**
 * anshin_consent_insert:
 * @tx: a writing transaction
 * @consent: the contents, with the patient; becomes a draft with id, version and time, and with
 *   the newest wording of form 4
 * @by: the user who makes it
 * @error: return location
 */
gboolean
anshin_consent_insert (AnshinTx *tx, AnshinConsent *consent, const char *by, GError **error)
{
  g_autoptr (GBytes) sealed = NULL;

  g_free (consent->id);
  consent->id = anshin_id_new ();
  consent->version = 1;
  consent->state = ANSHIN_CONSENT_DRAFT;
  consent->created_at = anshin_clock_now ();
  if (!anshin_wording_get_newest (tx, ANSHIN_WORDING_FORM_4, &consent->form_version, error))
    return FALSE;
  sealed = seal_consent (tx, consent, 1, error);
  if (sealed == NULL)
    return FALSE;

  return anshin_tx_exec (tx, error,
                         "INSERT INTO consent (id, patient_id, state, form_version, sealed, "
                         "version, created_by, created_at, valid_until) "
                         "VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8)",
                         "ttiigtii", consent->id, consent->patient_id, (gint64) consent->state,
                         consent->form_version, sealed, by, consent->created_at,
                         (gint64) consent->valid_until) &&
         anshin_consent_event_add (tx, consent->id, ANSHIN_CONSENT_EVENT_DRAFTED, by, error);
}

/**
 * anshin_consent_freeze_group:
 * @tx: a writing transaction
 * @patient_id: a patient whose consent stops being in force
 * @error: return location
 *
 * The patient's group, if there is one that is live or closed, is frozen.
 */
gboolean
anshin_consent_freeze_group (AnshinTx *tx, const char *patient_id, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE care_group SET state_before = state, state = 2 "
                         "WHERE patient_id = $1 AND state IN (1, 3)",
                         "t", patient_id);
}

static gboolean
save (AnshinTx *tx, AnshinConsent *consent, const char *recorded_by, GError **error)
{
  g_autoptr (GBytes) sealed = seal_consent (tx, consent, consent->version + 1, error);

  if (sealed == NULL)
    return FALSE;

  if (!anshin_tx_exec (tx, error,
                       "UPDATE consent SET state = $1, sealed = $2, version = version + 1, "
                       "printed_at = NULLIF (CAST ($3 AS BIGINT), 0), "
                       "recorded_at = NULLIF (CAST ($4 AS BIGINT), 0), "
                       "recorded_by = COALESCE (CAST ($5 AS TEXT), recorded_by), ended_at = $6, "
                       "valid_until = $7 WHERE id = $8 AND version = $9",
                       "igiitiiti", (gint64) consent->state, sealed, consent->printed_at,
                       consent->recorded_at, recorded_by, consent->ended_at,
                       (gint64) consent->valid_until, consent->id, consent->version))
    return FALSE;
  if (anshin_tx_get_changes (tx) == 0)
    {
      anshin_set_error (error, ANSHIN_ERROR_VERSION_STALE, "version", "Changed in the meantime");
      return FALSE;
    }
  consent->version++;
  return TRUE;
}

/**
 * anshin_consent_update:
 * @tx: a writing transaction
 * @consent: the consent as it shall be, with the version it was read at; gets the new one
 * @what: what happened to it: %ANSHIN_CONSENT_EVENT_EDITED or %ANSHIN_CONSENT_EVENT_PRINTED
 * @by: the user who does it
 * @error: %ANSHIN_ERROR_VERSION_STALE naming `version`
 *
 * For drafts and printed forms. What is in force or was is never changed but by
 * anshin_consent_put_in_force(), anshin_consent_withdraw() and anshin_consent_end().
 */
gboolean
anshin_consent_update (AnshinTx *tx, AnshinConsent *consent, AnshinConsentEventKind what,
                       const char *by, GError **error)
{
  return save (tx, consent, NULL, error) &&
         anshin_consent_event_add (tx, consent->id, what, by, error);
}

/* The patient's consent in force, if there is one, stops being so at that moment. */
static gboolean
stop (AnshinTx *tx, const char *patient_id, int state, AnshinConsentEventKind what, const char *by,
      gint64 at, GError **error)
{
  return anshin_consent_event_add_in_force (tx, patient_id, what, by, error) &&
         anshin_tx_exec (tx, error,
                         "UPDATE consent SET state = $1, ended_at = $2 "
                         "WHERE patient_id = $3 AND state = 3",
                         "iit", (gint64) state, at, patient_id);
}

/**
 * anshin_consent_put_in_force:
 * @tx: a writing transaction
 * @consent: the printed consent with what is on the signed paper; gets state, time and version
 * @by: the user who records it
 * @error: return location
 *
 * The one in force before is superseded, and the patient's group, frozen or not, hangs on the new
 * one and is live again, or closed if it was closed: all in the one order that the database's own
 * rules let through.
 */
gboolean
anshin_consent_put_in_force (AnshinTx *tx, AnshinConsent *consent, const char *by, GError **error)
{
  consent->state = ANSHIN_CONSENT_IN_FORCE;
  consent->recorded_at = anshin_clock_now ();
  return anshin_tx_exec (tx, error,
                         "UPDATE care_group SET state_before = 1, state = 2 "
                         "WHERE patient_id = $1 AND state = 1",
                         "t", consent->patient_id) &&
         stop (tx, consent->patient_id, ANSHIN_CONSENT_SUPERSEDED,
               ANSHIN_CONSENT_EVENT_SUPERSEDED, by, consent->recorded_at, error) &&
         save (tx, consent, by, error) &&
         anshin_consent_event_add (tx, consent->id, ANSHIN_CONSENT_EVENT_SIGNED, by, error) &&
         anshin_consent_event_add (tx, consent->id, ANSHIN_CONSENT_EVENT_IN_FORCE, by, error) &&
         anshin_tx_exec (tx, error,
                         "UPDATE care_group SET consent_id = $1, consent_state = 3, "
                         "state = CASE WHEN state = 2 AND state_before <> 3 THEN 1 "
                         "WHEN state = 2 THEN 3 ELSE state END "
                         "WHERE patient_id = $2 AND state <> 4",
                         "tt", consent->id, consent->patient_id);
}

/**
 * anshin_consent_withdraw:
 * @tx: a writing transaction
 * @consent: the consent in force with who withdrew it, when and how; gets state and version
 * @by: the user who records it
 * @error: return location
 *
 * Freezes the patient's group, a closed one as well, in the same transaction (SECURITY CN-02).
 */
gboolean
anshin_consent_withdraw (AnshinTx *tx, AnshinConsent *consent, const char *by, GError **error)
{
  consent->state = ANSHIN_CONSENT_WITHDRAWN;
  consent->ended_at = anshin_clock_now ();
  return anshin_consent_freeze_group (tx, consent->patient_id, error) &&
         save (tx, consent, NULL, error) &&
         anshin_consent_event_add (tx, consent->id, ANSHIN_CONSENT_EVENT_WITHDRAWN, by, error);
}

/**
 * anshin_consent_end:
 * @tx: a writing transaction
 * @patient_id: a patient whose group, if there is one, is not live any more
 * @by: (nullable): the user who ends the care; %NULL where the consent's own time was over
 * @error: return location
 *
 * The consent in force, if there is one, has served its purpose: the care has ended.
 */
gboolean
anshin_consent_end (AnshinTx *tx, const char *patient_id, const char *by, GError **error)
{
  return stop (tx, patient_id, ANSHIN_CONSENT_ENDED, ANSHIN_CONSENT_EVENT_ENDED, by,
               anshin_clock_now (), error);
}

/**
 * anshin_consent_list_over:
 * @tx: a transaction
 * @today: the day as YYYYMMDD
 * @limit: how many at most
 * @patient_ids: (element-type utf8): gets the patients whose consent in force had its last day
 *   before @today
 * @error: return location
 */
gboolean
anshin_consent_list_over (AnshinTx *tx, int today, guint limit, GPtrArray *patient_ids,
                          GError **error)
{
  AnshinRows *rows = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT patient_id FROM consent WHERE state = 3 AND valid_until > 0 "
                          "AND valid_until < $1 ORDER BY valid_until, id LIMIT $2",
                          "ii", (gint64) today, (gint64) limit);
  return anshin_take_ids (rows, patient_ids, error);
}
