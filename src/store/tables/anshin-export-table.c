/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-export-table.h"

#include <string.h>

#include "anshin-clock.h"
#include "anshin-json.h"
#include "anshin-seal.h"

#define VERSION 1

/**
 * anshin_timeline_export_insert:
 * @tx: a writing transaction
 * @export: what is taken out, with its new id
 * @facility_id: of who takes it out
 * @by: who
 * @error: return location
 */
gboolean
anshin_timeline_export_insert (AnshinTx *tx, AnshinTimelineExport *export, const char *facility_id,
                               const char *by, GError **error)
{
  g_autofree char *json = anshin_json_from_record (export);
  g_autoptr (GBytes) sealed = anshin_seal (tx, ANSHIN_SEAL_ACCOUNTS, "audit_export", export->id,
                                           VERSION, json, strlen (json), error);

  return sealed != NULL &&
         anshin_tx_exec (tx, error,
                         "INSERT INTO audit_export (id, facility_id, exported_by, exported_at, "
                         "sealed) VALUES ($1, $2, $3, $4, $5)",
                         "tttig", export->id, facility_id, by, anshin_clock_now (), sealed);
}

static gboolean
unseal (AnshinTx *tx, const char *id, AnshinRows *rows, GString *json, GError **error)
{
  gsize size = 0;
  const guint8 *sealed = anshin_rows_get_blob (rows, 0, &size);

  return anshin_unseal_append (tx, ANSHIN_SEAL_ACCOUNTS, "audit_export", id, VERSION, sealed, size,
                               json, error);
}

/**
 * anshin_timeline_export_load:
 * @tx: a transaction
 * @id: an export's id, as it came in
 * @by: who asks
 * @error: %ANSHIN_ERROR_NOT_FOUND if it is not there, is somebody else's, or is of the log;
 *   %ANSHIN_ERROR_CORRUPT
 *
 * Returns: (transfer full) (nullable): what is taken out
 */
AnshinTimelineExport *
anshin_timeline_export_load (AnshinTx *tx, const char *id, const char *by, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (AnshinTimelineExport) export = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT sealed FROM audit_export WHERE id = $1 AND exported_by = $2",
                          "tt", id, by);
  if (rows == NULL)
    return NULL;
  if (anshin_rows_next (rows, &failure))
    {
      if (!unseal (tx, id, rows, json, error))
        return NULL;
      export = anshin_json_decode (json->str, (gssize) json->len,
                                   anshin_timeline_export_get_type (), ANSHIN_DECODE_ANSWER, NULL);
      if (export != NULL && export->group_id != NULL)
        return g_steal_pointer (&export);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  else
    anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "Not found");
  return NULL;
}
