/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-patient-table.h"

#include <string.h>

#include "anshin-account-table.h"
#include "anshin-clock.h"
#include "anshin-id.h"
#include "anshin-json.h"
#include "anshin-patient-search.h"
#include "anshin-seal.h"
#include "anshin-text.h"

#define NUMBER_PURPOSE "patient-number"

/* Of a patient's consents the one in force counts, or else the newest. */
#define VIEW                                                                                      \
  "SELECT " ANSHIN_ACCOUNT_COLUMNS ", p.facility_id, pf.name, p.no_attending, p.version, "        \
  "p.sealed, p.created_at, p.updated_at, c.id, c.state, g.id, g.state, g.owner_facility_id, "     \
  "g.creator_id, m.user_id, ch.last_seq, r.seq, p.ended, CASE WHEN p.ended = 0 AND EXISTS "       \
  "(SELECT 1 FROM consent o WHERE o.patient_id = p.id AND o.state = 2 AND o.printed_at <= $3) "   \
  "THEN 1 ELSE 0 END "                                                                            \
  "FROM patient p JOIN facility pf ON pf.id = p.facility_id "                                     \
  "LEFT JOIN account a ON a.id = p.attending_physician_id "                                       \
  "LEFT JOIN facility f ON f.id = a.facility_id "                                                 \
  "LEFT JOIN consent c ON c.id = (SELECT x.id FROM consent x WHERE x.patient_id = p.id "          \
  "ORDER BY CASE WHEN x.state = 3 THEN 0 ELSE 1 END, x.id DESC LIMIT 1) "                         \
  "LEFT JOIN care_group g ON g.patient_id = p.id AND g.state <> 4 "                               \
  "LEFT JOIN channel ch ON ch.id = g.id "                                                         \
  "LEFT JOIN membership m ON m.group_id = g.id AND m.user_id = $2 AND m.left_at IS NULL "         \
  "LEFT JOIN read_mark r ON r.channel_id = g.id AND r.user_id = $2 WHERE p.id = $1"

enum
{
  COLUMN_FACILITY = ANSHIN_N_ACCOUNT_COLUMNS,
  COLUMN_FACILITY_NAME,
  COLUMN_NO_ATTENDING,
  COLUMN_VERSION,
  COLUMN_SEALED,
  COLUMN_CREATED,
  COLUMN_UPDATED,
  COLUMN_CONSENT,
  COLUMN_CONSENT_STATE,
  COLUMN_GROUP,
  COLUMN_GROUP_STATE,
  COLUMN_GROUP_OWNER,
  COLUMN_GROUP_CREATOR,
  COLUMN_MEMBER,
  COLUMN_LAST_SEQ,
  COLUMN_READ_SEQ,
  COLUMN_ENDED,
  COLUMN_OVERDUE,
};

/**
 * anshin_patient_view_free:
 * @view: (transfer full): a view
 */
void
anshin_patient_view_free (AnshinPatientView *view)
{
  g_clear_object (&view->patient);
  g_free (view->group_id);
  g_free (view->group_owner_id);
  g_free (view->group_creator_id);
  g_free (view);
}

/**
 * anshin_patient_unseal:
 * @tx: a transaction
 * @id: a patient's id
 * @version: the row's version
 * @sealed: what is sealed in it
 * @size: its length
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the attributes, without what the row's own columns say
 */
AnshinPatient *
anshin_patient_unseal (AnshinTx *tx, const char *id, gint64 version, const void *sealed,
                       gsize size, GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);

  if (!anshin_unseal_append (tx, id, "patient", id, version, sealed, size, json, error))
    return NULL;
  return anshin_json_decode (json->str, json->len, anshin_patient_get_type (),
                             ANSHIN_DECODE_ANSWER, error);
}

static gboolean
fill_attending (AnshinTx *tx, AnshinRows *rows, AnshinPatient *patient, GError **error)
{
  g_autoptr (AnshinUser) physician = NULL;

  if (anshin_rows_is_null (rows, 0))
    return TRUE;

  physician = anshin_account_from_row (tx, rows, 0, error);
  if (physician == NULL)
    return FALSE;
  patient->attending_physician_id = g_strdup (physician->id);
  patient->attending_physician_name = g_strdup (physician->name);
  return TRUE;
}

static AnshinPatient *
patient_from_row (AnshinTx *tx, AnshinRows *rows, const char *id, GError **error)
{
  g_autoptr (AnshinPatient) patient = NULL;
  gsize size = 0;
  const guint8 *sealed = anshin_rows_get_blob (rows, COLUMN_SEALED, &size);

  patient = anshin_patient_unseal (tx, id, anshin_rows_get_int (rows, COLUMN_VERSION), sealed,
                                   size, error);
  if (patient == NULL || !fill_attending (tx, rows, patient, error))
    return NULL;
  patient->id = g_strdup (id);
  patient->version = anshin_rows_get_int (rows, COLUMN_VERSION);
  patient->facility_id = g_strdup (anshin_rows_get_text (rows, COLUMN_FACILITY));
  patient->facility_name = g_strdup (anshin_rows_get_text (rows, COLUMN_FACILITY_NAME));
  patient->created_at = anshin_rows_get_int (rows, COLUMN_CREATED);
  patient->updated_at = anshin_rows_get_int (rows, COLUMN_UPDATED);
  patient->consent_id = g_strdup (anshin_rows_get_text (rows, COLUMN_CONSENT));
  patient->consent_state = anshin_rows_get_int (rows, COLUMN_CONSENT_STATE);
  patient->ended = anshin_rows_get_int (rows, COLUMN_ENDED);
  patient->consent_overdue = anshin_rows_get_int (rows, COLUMN_OVERDUE) != 0;
  return g_steal_pointer (&patient);
}

/**
 * anshin_patient_view:
 * @tx: a transaction
 * @id: a patient's id
 * @viewer_id: the user who looks
 * @error: %ANSHIN_ERROR_NOT_FOUND if there is none
 *
 * Whether the viewer may see the patient is for the caller to judge.
 *
 * Returns: (transfer full) (nullable): the patient, and how the viewer stands to it
 */
AnshinPatientView *
anshin_patient_view (AnshinTx *tx, const char *id, const char *viewer_id, GError **error)
{
  g_autoptr (AnshinPatientView) view = g_new0 (AnshinPatientView, 1);
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error, VIEW, "tti", id, viewer_id,
                          anshin_clock_now () - ANSHIN_CONSENT_REMINDER_SECONDS * ANSHIN_SECOND);

  if (!anshin_rows_first (rows, error))
    return NULL;

  view->patient = patient_from_row (tx, rows, id, error);
  if (view->patient == NULL)
    return NULL;
  view->no_attending = anshin_rows_get_int (rows, COLUMN_NO_ATTENDING) != 0;
  view->consent_in_force = view->patient->consent_state == ANSHIN_CONSENT_IN_FORCE;
  view->group_id = g_strdup (anshin_rows_get_text (rows, COLUMN_GROUP));
  view->group_state = anshin_rows_get_int (rows, COLUMN_GROUP_STATE);
  view->group_owner_id = g_strdup (anshin_rows_get_text (rows, COLUMN_GROUP_OWNER));
  view->group_creator_id = g_strdup (anshin_rows_get_text (rows, COLUMN_GROUP_CREATOR));
  view->member = !anshin_rows_is_null (rows, COLUMN_MEMBER);
  view->last_seq = anshin_rows_get_int (rows, COLUMN_LAST_SEQ);
  view->read_seq = anshin_rows_get_int (rows, COLUMN_READ_SEQ);
  return g_steal_pointer (&view);
}

/* A patient in the scope, before it is unsealed. */
typedef struct
{
  char *id;
  gint64 version;
} Candidate;

static void
candidate_clear (gpointer data)
{
  Candidate *candidate = data;

  g_clear_pointer (&candidate->id, g_free);
}

static gboolean
unseal_and_match (AnshinTx *tx, const char *id, const char *words, gboolean *matches,
                  GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  g_autoptr (AnshinPatient) patient = NULL;
  GError *failure = NULL;
  const guint8 *sealed = NULL;
  gint64 version = 0;
  gsize size = 0;

  rows = anshin_tx_query (tx, error, "SELECT version, sealed FROM patient WHERE id = $1", "t", id);
  if (rows == NULL)
    return FALSE;
  *matches = FALSE;
  if (!anshin_rows_next (rows, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      return failure == NULL;
    }
  version = anshin_rows_get_int (rows, 0);
  sealed = anshin_rows_get_blob (rows, 1, &size);
  patient = anshin_patient_unseal (tx, id, version, sealed, size, error);
  if (patient == NULL)
    return FALSE;
  *matches = anshin_patient_search_match (id, version, patient, words,
                                          !anshin_tx_is_writable (tx));
  return TRUE;
}

static gboolean
add_if_matching (AnshinTx *tx, const char *id, gint64 version, const char *words, GPtrArray *ids,
                 GError **error)
{
  gboolean matches = TRUE;

  if (*words != '\0' && !anshin_patient_search_recall (id, version, words, &matches) &&
      !unseal_and_match (tx, id, words, &matches, error))
    return FALSE;
  if (matches)
    g_ptr_array_add (ids, g_strdup (id));
  return TRUE;
}

/* Those in the scope for another reason than the own facility: few. */
static gboolean
list_others (AnshinTx *tx, const AnshinScope *scope, const char *after, GArray *others,
             GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (
    tx, error,
    "SELECT p.id, p.version FROM patient p JOIN ("
    "SELECT g.patient_id AS id FROM membership m JOIN care_group g ON g.id = m.group_id "
    "JOIN patient x ON x.id = g.patient_id WHERE m.user_id = $1 AND m.left_at IS NULL "
    "AND g.state <> 4 AND (g.state <> 2 OR x.facility_id = $2) UNION "
    "SELECT g.patient_id FROM care_group g WHERE g.owner_facility_id = $2 AND g.state <> 4 "
    "AND g.kind = 1 AND ($3 = 1 OR g.creator_id = $1) UNION "
    "SELECT x.id FROM patient x JOIN consent c ON c.patient_id = x.id AND c.state = 3 "
    "WHERE x.attending_physician_id = $1"
    ") s ON s.id = p.id WHERE p.id > $4 ORDER BY p.id",
    "ttit", scope->user_id, scope->facility_id, (gint64) scope->facility_admin, after);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      Candidate other = { g_strdup (anshin_rows_get_text (rows, 0)),
                          anshin_rows_get_int (rows, 1) };

      g_array_append_val (others, other);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* Takes the @others whose ids come before @until, or all if that is %NULL. */
static gboolean
take_others (AnshinTx *tx, GArray *others, guint *next, const char *until, const char *words,
             guint limit, GPtrArray *ids, GError **error)
{
  while (*next < others->len && ids->len < limit)
    {
      const Candidate *other = &g_array_index (others, Candidate, *next);

      if (until != NULL && strcmp (other->id, until) >= 0)
        {
          *next += strcmp (other->id, until) == 0;
          return TRUE;
        }
      if (!add_if_matching (tx, other->id, other->version, words, ids, error))
        return FALSE;
      (*next)++;
    }
  return TRUE;
}

/**
 * anshin_patient_scan:
 * @tx: a transaction
 * @scope: what the asker may see
 * @words: folded words, all of which must be in name, kana or number; "" for all
 * @after: the id after which to go on, "" for the beginning
 * @limit: how many at most
 * @ids: (element-type utf8): gets the ids of the patients in the scope, in order
 * @error: return location
 *
 * The scope is that of the policy's rule for reading a patient: the own facility's patients, those
 * of the groups that the asker is in or administers, and, once a consent is in force, those whose
 * attending physician the asker is.
 */
gboolean
anshin_patient_scan (AnshinTx *tx, const AnshinScope *scope, const char *words, const char *after,
                     guint limit, GPtrArray *ids, GError **error)
{
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (AnshinRows) own = NULL;
  GError *failure = NULL;
  guint next = 0;

  g_array_set_clear_func (others, candidate_clear);
  if (!list_others (tx, scope, after, others, error))
    return FALSE;
  own = anshin_tx_query (tx, error,
                         "SELECT id, version FROM patient WHERE facility_id = $1 AND id > $2 "
                         "ORDER BY id LIMIT $3",
                         "tti", scope->whole_facility ? scope->facility_id : "", after,
                         *words == '\0' ? (gint64) limit : G_MAXINT32);
  if (own == NULL)
    return FALSE;
  while (ids->len < limit && anshin_rows_next (own, &failure))
    {
      const char *id = anshin_rows_get_text (own, 0);

      if (!take_others (tx, others, &next, id, words, limit, ids, error) ||
          (ids->len < limit &&
           !add_if_matching (tx, id, anshin_rows_get_int (own, 1), words, ids, error)))
        return FALSE;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  return take_others (tx, others, &next, NULL, words, limit, ids, error);
}

/* What is sealed: all but what the row's own columns and other tables say. */
static GBytes *
seal_patient (AnshinTx *tx, AnshinPatient *patient, gint64 version, GError **error)
{
  g_autoptr (AnshinPatient) content = anshin_record_dup (patient);
  g_autofree char *json = NULL;

  g_clear_pointer (&content->id, g_free);
  g_clear_pointer (&content->facility_id, g_free);
  g_clear_pointer (&content->facility_name, g_free);
  g_clear_pointer (&content->attending_physician_id, g_free);
  g_clear_pointer (&content->attending_physician_name, g_free);
  g_clear_pointer (&content->consent_id, g_free);
  g_clear_pointer (&content->group_id, g_free);
  g_clear_pointer (&content->capabilities, g_strfreev);
  g_clear_pointer (&content->client_id, g_free);
  content->consent_state = 0;
  content->consent_overdue = FALSE;
  content->ended = 0;
  content->version = 0;
  content->unread = 0;
  content->created_at = 0;
  content->updated_at = 0;
  json = anshin_json_from_record (content);
  return anshin_seal (tx, patient->id, "patient", patient->id, version, json, strlen (json),
                      error);
}

/* The facility's own number is unique in it, whatever the width and case it is typed in. */
static GBytes *
index_number (AnshinTx *tx, AnshinPatient *patient)
{
  g_autofree char *folded = NULL;
  g_autofree char *text = NULL;
  guint8 index[ANSHIN_SEAL_INDEX_BYTES];

  if (patient->number == NULL || *patient->number == '\0')
    return NULL;

  folded = anshin_text_fold (patient->number);
  text = g_strconcat (patient->facility_id, "/", folded, NULL);
  anshin_sealer_index (anshin_tx_get_sealer (tx), NUMBER_PURPOSE, text, index);
  return g_bytes_new (index, sizeof index);
}

static gboolean
check_number_is_free (AnshinTx *tx, AnshinPatient *patient, GBytes *index, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;
  gboolean taken = FALSE;

  if (index == NULL)
    return TRUE;

  rows = anshin_tx_query (tx, error,
                          "SELECT id FROM patient WHERE facility_id = $1 AND number_index = $2 "
                          "AND id <> $3",
                          "tgt", patient->facility_id, index, patient->id);
  if (rows == NULL)
    return FALSE;
  taken = anshin_rows_next (rows, &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  else if (taken)
    anshin_set_error (error, ANSHIN_ERROR_NUMBER_TAKEN, "number", "Number is taken");
  return failure == NULL && !taken;
}

static gboolean
get_first_version (AnshinTx *tx, const char *id, AnshinPatient **patient, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;
  const guint8 *sealed = NULL;
  gsize size = 0;

  rows = anshin_tx_query (tx, error,
                          "SELECT sealed FROM patient_version WHERE patient_id = $1 "
                          "AND version = 1",
                          "t", id);
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &failure))
    {
      sealed = anshin_rows_get_blob (rows, 0, &size);
      *patient = anshin_patient_unseal (tx, id, 1, sealed, size, error);
    }
  else if (failure != NULL)
    g_propagate_error (error, failure);
  return *patient != NULL;
}

/**
 * anshin_patient_find_entered:
 * @tx: a transaction
 * @by: who entered it
 * @client_id: (nullable): the id that the desktop made for entering it
 * @patient: (out) (nullable) (transfer full): its id and the attributes as they were entered; %NULL
 *   if it was not
 * @error: return location
 *
 * Finds what was sent before, so that sending it again enters no second patient.
 */
gboolean
anshin_patient_find_entered (AnshinTx *tx, const char *by, const char *client_id,
                             AnshinPatient **patient, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  g_autofree char *id = NULL;
  GError *failure = NULL;

  *patient = NULL;
  if (client_id == NULL)
    return TRUE;

  rows = anshin_tx_query (tx, error,
                          "SELECT id FROM patient WHERE created_by = $1 AND client_id = $2 "
                          "AND client_id IS NOT NULL",
                          "tt", by, client_id);
  if (rows == NULL)
    return FALSE;
  if (!anshin_rows_next (rows, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      return failure == NULL;
    }
  id = g_strdup (anshin_rows_get_text (rows, 0));
  g_clear_pointer (&rows, anshin_rows_free);
  if (!get_first_version (tx, id, patient, error))
    return FALSE;
  (*patient)->id = g_steal_pointer (&id);
  return TRUE;
}

static gboolean
keep_version (AnshinTx *tx, AnshinPatient *patient, GBytes *sealed, const char *by, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "INSERT INTO patient_version (patient_id, version, sealed, changed_by, "
                         "changed_at) VALUES ($1, $2, $3, $4, $5)",
                         "tigti", patient->id, patient->version, sealed, by, patient->updated_at);
}

/**
 * anshin_patient_insert:
 * @tx: a writing transaction
 * @patient: the patient, with its facility; gets id, version and times
 * @by: the user who enters it
 * @error: %ANSHIN_ERROR_NUMBER_TAKEN naming `number`
 */
gboolean
anshin_patient_insert (AnshinTx *tx, AnshinPatient *patient, const char *by, GError **error)
{
  g_autoptr (GBytes) index = NULL;
  g_autoptr (GBytes) sealed = NULL;

  g_free (patient->id);
  patient->id = anshin_id_new ();
  patient->version = 1;
  patient->created_at = patient->updated_at = anshin_clock_now ();
  index = index_number (tx, patient);
  if (!check_number_is_free (tx, patient, index, error) ||
      !anshin_data_key_create (tx, patient->id, error))
    return FALSE;
  sealed = seal_patient (tx, patient, 1, error);
  if (sealed == NULL)
    return FALSE;

  return anshin_tx_exec (tx, error,
                         "INSERT INTO patient (id, facility_id, number_index, "
                         "attending_physician_id, no_attending, sealed, version, created_by, "
                         "created_at, updated_at, client_id) "
                         "VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, $8, $9)",
                         "ttgtigtit", patient->id, patient->facility_id, index,
                         patient->attending_physician_id,
                         (gint64) (patient->attending_physician_id == NULL), sealed, by,
                         patient->created_at, patient->client_id) &&
         keep_version (tx, patient, sealed, by, error);
}

/**
 * anshin_patient_update:
 * @tx: a writing transaction
 * @patient: the patient as it shall be, with the version it was read at; gets the new one
 * @by: the user who changes it
 * @error: %ANSHIN_ERROR_VERSION_STALE naming `version`, %ANSHIN_ERROR_NUMBER_TAKEN
 *
 * The version before stays in the table patient_version.
 */
gboolean
anshin_patient_update (AnshinTx *tx, AnshinPatient *patient, const char *by, GError **error)
{
  g_autoptr (GBytes) index = index_number (tx, patient);
  g_autoptr (GBytes) sealed = NULL;
  gint64 version = patient->version + 1;

  if (!check_number_is_free (tx, patient, index, error))
    return FALSE;
  sealed = seal_patient (tx, patient, version, error);
  if (sealed == NULL)
    return FALSE;

  patient->updated_at = anshin_clock_now ();
  if (!anshin_tx_exec (tx, error,
                       "UPDATE patient SET number_index = $1, attending_physician_id = $2, "
                       "no_attending = $3, sealed = $4, version = $5, updated_at = $6, "
                       "ended = $7 WHERE id = $8 AND version = $9",
                       "gtigiiiti", index, patient->attending_physician_id,
                       (gint64) (patient->attending_physician_id == NULL), sealed, version,
                       patient->updated_at, (gint64) patient->ended, patient->id,
                       patient->version))
    return FALSE;
  if (anshin_tx_get_changes (tx) == 0)
    {
      anshin_set_error (error, ANSHIN_ERROR_VERSION_STALE, "version", "Changed in the meantime");
      return FALSE;
    }
  patient->version = version;
  return keep_version (tx, patient, sealed, by, error);
}

/**
 * anshin_patient_list_keepers:
 * @tx: a transaction
 * @facility_id: a facility
 * @user_ids: (element-type utf8): gets the active staff who see all of its patients
 * @error: return location
 */
gboolean
anshin_patient_list_keepers (AnshinTx *tx, const char *facility_id, GPtrArray *user_ids,
                             GError **error)
{
  AnshinRows *rows = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT a.id FROM account a WHERE a.facility_id = $1 AND a.state = 1 "
                          "AND a.office = 0 AND (a.facility_admin = 1 OR "
                          ANSHIN_WHOLE_PICTURE_OF ("a") " = 1)",
                          "t", facility_id);
  return anshin_take_ids (rows, user_ids, error);
}
