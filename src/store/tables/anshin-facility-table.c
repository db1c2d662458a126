/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-facility-table.h"

#include "anshin-account-table.h"
#include "anshin-clock.h"
#include "anshin-id.h"
#include "anshin-text.h"

#define SELECT                                                                                    \
  "SELECT f.id, f.kind, f.name, f.address, f.telephone, f.institution_number, f.version, "        \
  "f.byod_expires_at, f.byod_confirmed_at, f.byod_confirmed_by, "                                 \
  "(SELECT COUNT(*) FROM account a WHERE a.facility_id = f.id AND a.state = 1), "                 \
  "(SELECT COUNT(*) FROM account a WHERE a.facility_id = f.id AND a.state = 1 "                   \
  "AND a.facility_admin = 1), f.saving, f.saving_set_at, f.saving_set_by FROM facility f "

/* So many rows are looked at in one question of a search. */
#define STRETCH 200

static char *
dup_unless_empty (const char *text)
{
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

static gboolean
fill_saving (AnshinTx *tx, AnshinRows *rows, AnshinFacility *facility, GError **error)
{
  g_autoptr (AnshinUser) by = NULL;

  facility->saving = anshin_rows_get_int (rows, 12) != 0;
  facility->saving_set_at = anshin_rows_get_int (rows, 13);
  if (anshin_rows_is_null (rows, 14))
    return TRUE;
  by = anshin_account_load (tx, anshin_rows_get_text (rows, 14), error);
  if (by == NULL)
    return FALSE;
  facility->saving_set_by_name = g_strdup (by->name);
  return TRUE;
}

static gboolean
fill_byod (AnshinTx *tx, AnshinRows *rows, AnshinFacility *facility, GError **error)
{
  g_autoptr (AnshinUser) by = NULL;

  facility->byod_expires_at = anshin_rows_get_int (rows, 7);
  facility->byod_confirmed_at = anshin_rows_get_int (rows, 8);
  facility->byod = facility->byod_expires_at > anshin_clock_now ();
  if (anshin_rows_is_null (rows, 9))
    return TRUE;
  by = anshin_account_load (tx, anshin_rows_get_text (rows, 9), error);
  if (by == NULL)
    return FALSE;
  facility->byod_confirmed_by_name = g_strdup (by->name);
  return TRUE;
}

static AnshinFacility *
facility_from_row (AnshinTx *tx, AnshinRows *rows, GError **error)
{
  g_autoptr (AnshinFacility) facility = anshin_facility_new ();

  facility->id = g_strdup (anshin_rows_get_text (rows, 0));
  facility->kind = anshin_rows_get_int (rows, 1);
  facility->name = g_strdup (anshin_rows_get_text (rows, 2));
  facility->address = g_strdup (anshin_rows_get_text (rows, 3));
  facility->telephone = g_strdup (anshin_rows_get_text (rows, 4));
  facility->institution_number = dup_unless_empty (anshin_rows_get_text (rows, 5));
  facility->version = anshin_rows_get_int (rows, 6);
  facility->staff = anshin_rows_get_int (rows, 10);
  facility->admins = anshin_rows_get_int (rows, 11);
  if (!fill_byod (tx, rows, facility, error) || !fill_saving (tx, rows, facility, error))
    return NULL;
  return g_steal_pointer (&facility);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/**
 * anshin_facility_insert:
 * @tx: a writing transaction
 * @facility: the facility; gets an id if it has none
 * @error: return location
 *
 * Facilities are no secret: they are stored in clear.
 */
gboolean
anshin_facility_insert (AnshinTx *tx, AnshinFacility *facility, GError **error)
{
  if (facility->id == NULL)
    facility->id = anshin_id_new ();
  facility->version = 1;

  return anshin_tx_exec (tx, error,
                         "INSERT INTO facility (id, kind, name, address, telephone, "
                         "institution_number, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                         "titttti", facility->id, (gint64) facility->kind, facility->name,
                         or_empty (facility->address), or_empty (facility->telephone),
                         or_empty (facility->institution_number), anshin_clock_now ());
}

/**
 * anshin_facility_update:
 * @tx: a writing transaction
 * @facility: the facility as it shall be, with the version it was read at; gets the new one
 * @error: %ANSHIN_ERROR_VERSION_STALE naming `version`
 */
gboolean
anshin_facility_update (AnshinTx *tx, AnshinFacility *facility, GError **error)
{
  if (!anshin_tx_exec (tx, error,
                       "UPDATE facility SET kind = $1, name = $2, address = $3, telephone = $4, "
                       "institution_number = $5, version = version + 1 "
                       "WHERE id = $6 AND version = $7",
                       "ittttti", (gint64) facility->kind, facility->name,
                       or_empty (facility->address), or_empty (facility->telephone),
                       or_empty (facility->institution_number), facility->id, facility->version))
    return FALSE;
  if (anshin_tx_get_changes (tx) == 0)
    {
      anshin_set_error (error, ANSHIN_ERROR_VERSION_STALE, "version", "Changed in the meantime");
      return FALSE;
    }
  facility->version++;
  return TRUE;
}

/**
 * anshin_facility_set_byod:
 * @tx: a writing transaction
 * @id: a facility's id
 * @expires_at: until when personal terminals are allowed, in microseconds; 0 if they are not
 * @by: who confirmed the duties, or took it back
 * @error: return location
 */
gboolean
anshin_facility_set_byod (AnshinTx *tx, const char *id, gint64 expires_at, const char *by,
                          GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE facility SET byod_expires_at = $1, byod_confirmed_at = $2, "
                         "byod_confirmed_by = $3 WHERE id = $4",
                         "iitt", expires_at, anshin_clock_now (), by, id);
}

/**
 * anshin_facility_set_saving:
 * @tx: a writing transaction
 * @id: a facility's id
 * @allowed: whether its staff may save files on their terminals
 * @by: who decided it
 * @error: return location
 */
gboolean
anshin_facility_set_saving (AnshinTx *tx, const char *id, gboolean allowed, const char *by,
                            GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE facility SET saving = $1, saving_set_at = $2, saving_set_by = $3 "
                         "WHERE id = $4",
                         "iitt", (gint64) (allowed ? 1 : 0), anshin_clock_now (), by, id);
}

/**
 * anshin_facility_load:
 * @tx: a transaction
 * @id: a facility's id
 * @error: %ANSHIN_ERROR_NOT_FOUND if there is none
 *
 * Returns: (transfer full) (nullable): the facility
 */
AnshinFacility *
anshin_facility_load (AnshinTx *tx, const char *id, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error, SELECT "WHERE f.id = $1", "t", id);
  return anshin_rows_first (rows, error) ? facility_from_row (tx, rows, error) : NULL;
}

static gboolean
matches (AnshinFacility *facility, const char *words)
{
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;

  if (*words == '\0')
    return TRUE;
  text = g_strjoin ("\n", facility->name, facility->address, facility->telephone,
                    facility->institution_number, NULL);
  folded = anshin_text_fold (text);
  return anshin_text_matches (folded, words);
}

/* One stretch after @last; @n gets how many rows it had. */
static gboolean
scan_stretch (AnshinTx *tx, const char *words, guint limit, char **last, guint *n,
              GPtrArray *facilities, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  *n = 0;
  rows = anshin_tx_query (tx, error, SELECT "WHERE f.id > $1 ORDER BY f.id LIMIT $2", "ti", *last,
                          (gint64) STRETCH);
  if (rows == NULL)
    return FALSE;
  while (facilities->len < limit && anshin_rows_next (rows, &failure))
    {
      g_autoptr (AnshinFacility) facility = facility_from_row (tx, rows, error);

      if (facility == NULL)
        return FALSE;
      (*n)++;
      g_free (*last);
      *last = g_strdup (facility->id);
      if (matches (facility, words))
        g_ptr_array_add (facilities, g_steal_pointer (&facility));
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_facility_list:
 * @tx: a transaction
 * @words: folded words, all of which must be in name, address or a number; "" for all
 * @after: the id after which to start, "" for the beginning
 * @limit: how many at most
 * @facilities: (element-type AnshinFacility): gets them in the order of their ids
 * @error: return location
 */
gboolean
anshin_facility_list (AnshinTx *tx, const char *words, const char *after, guint limit,
                      GPtrArray *facilities, GError **error)
{
  g_autofree char *last = g_strdup (after);
  guint n = STRETCH;

  while (n == STRETCH && facilities->len < limit)
    if (!scan_stretch (tx, words, limit, &last, &n, facilities, error))
      return FALSE;
  return TRUE;
}

/**
 * anshin_facility_list_personal_sessions:
 * @tx: a transaction
 * @id: a facility's id
 * @session_ids: (element-type utf8): gets the open sessions of its staff on personal terminals
 * @error: return location
 */
gboolean
anshin_facility_list_personal_sessions (AnshinTx *tx, const char *id, GPtrArray *session_ids,
                                        GError **error)
{
  AnshinRows *rows = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT s.id FROM account a JOIN session s ON s.user_id = a.id "
                          "JOIN terminal t ON t.id = s.terminal_id "
                          "WHERE a.facility_id = $1 AND t.personal = 1 AND s.ended_at IS NULL",
                          "t", id);
  return anshin_take_ids (rows, session_ids, error);
}
