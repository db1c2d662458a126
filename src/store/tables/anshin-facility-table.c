/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-facility-table.h"

#include "anshin-clock.h"
#include "anshin-id.h"

static AnshinFacility *
facility_from_row (AnshinRows *rows)
{
  AnshinFacility *facility = anshin_facility_new ();

  facility->id = g_strdup (anshin_rows_get_text (rows, 0));
  facility->kind = anshin_rows_get_int (rows, 1);
  facility->name = g_strdup (anshin_rows_get_text (rows, 2));
  facility->address = g_strdup (anshin_rows_get_text (rows, 3));
  facility->telephone = g_strdup (anshin_rows_get_text (rows, 4));
  return facility;
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

  return anshin_tx_exec (tx, error,
                         "INSERT INTO facility (id, kind, name, address, telephone, created_at) "
                         "VALUES ($1, $2, $3, $4, $5, $6)",
                         "tittti", facility->id, (gint64) facility->kind, facility->name,
                         facility->address != NULL ? facility->address : "",
                         facility->telephone != NULL ? facility->telephone : "",
                         anshin_clock_now ());
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
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT id, kind, name, address, telephone FROM facility WHERE id = $1",
                          "t", id);
  if (rows == NULL)
    return NULL;
  if (anshin_rows_next (rows, &failure))
    return facility_from_row (rows);

  if (failure != NULL)
    g_propagate_error (error, failure);
  else
    anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "No such facility");
  return NULL;
}

/**
 * anshin_facility_list:
 * @tx: a transaction
 * @after: the id after which to start, "" for the beginning
 * @limit: how many at most
 * @facilities: (element-type AnshinFacility): gets them in the order of their ids
 * @error: return location
 */
gboolean
anshin_facility_list (AnshinTx *tx, const char *after, guint limit, GPtrArray *facilities,
                      GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT id, kind, name, address, telephone FROM facility "
                          "WHERE id > $1 ORDER BY id LIMIT $2",
                          "ti", after, (gint64) limit);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    g_ptr_array_add (facilities, facility_from_row (rows));
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}
