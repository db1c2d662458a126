/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-card-table.h"

#include <string.h>

#include "anshin-clock.h"
#include "anshin-json.h"
#include "anshin-seal.h"

#define TABLE "card_version"

static AnshinCard *
card_from_row (AnshinTx *tx, AnshinRows *rows, const char *patient_id, GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (AnshinCard) card = NULL;
  gsize size = 0;
  const guint8 *sealed = anshin_rows_get_blob (rows, 1, &size);
  gint64 version = anshin_rows_get_int (rows, 0);

  if (!anshin_unseal_append (tx, patient_id, TABLE, patient_id, version, sealed, size, json,
                             error))
    return NULL;
  card = anshin_json_decode (json->str, json->len, anshin_card_get_type (), ANSHIN_DECODE_ANSWER,
                             error);
  if (card == NULL)
    return NULL;
  card->patient_id = g_strdup (patient_id);
  card->version = version;
  card->changed_at = anshin_rows_get_int (rows, 2);
  return g_steal_pointer (&card);
}

/**
 * anshin_card_load:
 * @tx: a transaction
 * @patient_id: a patient
 * @viewer_id: who looks
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the newest version, and whether the viewer has seen it; one
 *   of version 0 with nothing in it, and seen, where none was written yet
 */
AnshinCard *
anshin_card_load (AnshinTx *tx, const char *patient_id, const char *viewer_id, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  AnshinCard *card = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT c.version, c.sealed, c.changed_at, s.version "
                          "FROM card_version c LEFT JOIN card_seen s "
                          "ON s.patient_id = c.patient_id AND s.user_id = $2 "
                          "WHERE c.patient_id = $1 ORDER BY c.version DESC LIMIT 1",
                          "tt", patient_id, viewer_id);
  if (rows == NULL)
    return NULL;
  if (anshin_rows_next (rows, &failure))
    {
      card = card_from_row (tx, rows, patient_id, error);
      if (card != NULL)
        card->seen = anshin_rows_get_int (rows, 3) >= card->version;
      return card;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  card = anshin_card_new ();
  card->patient_id = g_strdup (patient_id);
  card->seen = TRUE;
  return card;
}

/* What is sealed: all but what the row's own columns and the reader say. */
static GBytes *
seal_card (AnshinTx *tx, AnshinCard *card, GError **error)
{
  g_autoptr (AnshinCard) content = anshin_record_dup (card);
  g_autofree char *json = NULL;

  g_clear_pointer (&content->patient_id, g_free);
  g_clear_pointer (&content->derived, g_strfreev);
  g_clear_pointer (&content->capabilities, g_strfreev);
  content->version = 0;
  content->seen = FALSE;
  content->changed_at = 0;
  json = anshin_json_from_record (content);
  return anshin_seal (tx, card->patient_id, TABLE, card->patient_id, card->version, json,
                      strlen (json), error);
}

/**
 * anshin_card_insert:
 * @tx: a writing transaction
 * @card: the card as it shall be, with its patient and the version that was read; gets the new
 *   version and the time. Who writes it has seen it
 * @by: who writes it
 * @error: %ANSHIN_ERROR_VERSION_STALE naming `version`
 */
gboolean
anshin_card_insert (AnshinTx *tx, AnshinCard *card, const char *by, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  g_autoptr (GBytes) sealed = NULL;
  GError *failure = NULL;
  gint64 newest = 0;

  rows = anshin_tx_query (tx, error, "SELECT MAX(version) FROM card_version WHERE patient_id = $1",
                          "t", card->patient_id);
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &failure))
    newest = anshin_rows_get_int (rows, 0);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_clear_pointer (&rows, anshin_rows_free);
  if (newest != card->version)
    {
      anshin_set_error (error, ANSHIN_ERROR_VERSION_STALE, "version", "Changed in the meantime");
      return FALSE;
    }
  card->version++;
  card->changed_at = anshin_clock_now ();
  sealed = seal_card (tx, card, error);
  return sealed != NULL &&
         anshin_tx_exec (tx, error,
                         "INSERT INTO card_version (patient_id, version, sealed, changed_by, "
                         "changed_at) VALUES ($1, $2, $3, $4, $5)",
                         "tigti", card->patient_id, card->version, sealed, by, card->changed_at) &&
         anshin_card_mark_seen (tx, card->patient_id, by, card->version, error);
}

/**
 * anshin_card_list_versions:
 * @tx: a transaction
 * @patient_id: a patient
 * @before: the version before which to go on; 0 for the newest
 * @limit: how many at most
 * @cards: (element-type AnshinCard): gets them, newest first
 * @error: return location
 */
gboolean
anshin_card_list_versions (AnshinTx *tx, const char *patient_id, gint64 before, guint limit,
                           GPtrArray *cards, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT version, sealed, changed_at FROM card_version "
                          "WHERE patient_id = $1 AND version < $2 ORDER BY version DESC LIMIT $3",
                          "tii", patient_id, before > 0 ? before : G_MAXINT64, (gint64) limit);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinCard *card = card_from_row (tx, rows, patient_id, error);

      if (card == NULL)
        return FALSE;
      card->seen = TRUE;
      g_ptr_array_add (cards, card);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_card_mark_seen:
 * @tx: a writing transaction
 * @patient_id: a patient
 * @user_id: who has seen the card
 * @version: which version of it; never goes back
 * @error: return location
 */
gboolean
anshin_card_mark_seen (AnshinTx *tx, const char *patient_id, const char *user_id, gint64 version,
                       GError **error)
{
  return anshin_tx_exec (tx, error,
                         "INSERT INTO card_seen (patient_id, user_id, version, seen_at) "
                         "VALUES ($1, $2, $3, $4) ON CONFLICT (patient_id, user_id) DO UPDATE "
                         "SET version = excluded.version, seen_at = excluded.seen_at "
                         "WHERE card_seen.version < excluded.version",
                         "ttii", patient_id, user_id, version, anshin_clock_now ());
}

/**
 * anshin_card_find_member:
 * @tx: a transaction
 * @group_id: the patient's group
 * @facility_kind: the kind of the member's facility, 0 for any
 * @profession: the member's profession, 0 for any
 * @user_id: (out) (nullable) (transfer full): the active member of longest standing; %NULL if there
 *   is none
 * @facility_name: (out) (nullable) (transfer full): that one's facility
 * @telephone: (out) (nullable) (transfer full): and its telephone, %NULL if it has none
 * @error: return location
 */
gboolean
anshin_card_find_member (AnshinTx *tx, const char *group_id, int facility_kind, int profession,
                         char **user_id, char **facility_name, char **telephone, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  *user_id = *facility_name = *telephone = NULL;
  rows = anshin_tx_query (tx, error,
                          "SELECT a.id, f.name, f.telephone FROM membership m "
                          "JOIN account a ON a.id = m.user_id AND a.state = 1 "
                          "JOIN facility f ON f.id = a.facility_id "
                          "WHERE m.group_id = $1 AND m.left_at IS NULL "
                          "AND ($2 = 0 OR f.kind = $2) AND ($3 = 0 OR a.profession = $3) "
                          "ORDER BY m.joined_at, a.id LIMIT 1",
                          "tii", group_id, (gint64) facility_kind, (gint64) profession);
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &failure))
    {
      const char *number = anshin_rows_get_text (rows, 2);

      *user_id = g_strdup (anshin_rows_get_text (rows, 0));
      *facility_name = g_strdup (anshin_rows_get_text (rows, 1));
      *telephone = number != NULL && *number != '\0' ? g_strdup (number) : NULL;
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}
