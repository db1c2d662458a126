/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-check.h"

#include <string.h>

#include "anshin-audit.h"
#include "anshin-db-private.h"
#include "anshin-migrate.h"

/* A group that was deleted for good has no key, no name and no entries. */
#define UNLESS_DESTROYED "WHERE g.id IS NULL OR g.state <> 4 OR g.purge_at > 0"

/* Everything that is sealed, with its key and the name of its row. Columns: key, row, version,
 * bytes. */
static const struct
{
  const char *table;
  const char *sql;
} sealed_rows[] = {
  { "account", "SELECT '" ANSHIN_SEAL_ACCOUNTS "', id, version, sealed FROM account" },
  { "patient", "SELECT id, id, version, sealed FROM patient" },
  { "patient", "SELECT patient_id, patient_id, version, sealed FROM patient_version" },
  { "consent", "SELECT patient_id, id, version, sealed FROM consent" },
  { "care_group", "SELECT id, id, version, sealed FROM care_group "
                  "WHERE state <> 4 OR purge_at > 0" },
  { "application", "SELECT '" ANSHIN_SEAL_ACCOUNTS "', id, state, sealed FROM application" },
  { "safety_answer", "SELECT '" ANSHIN_SEAL_ACCOUNTS "', check_id || '/' || user_id, answer, "
                     "sealed FROM safety_answer" },
  { "entry", "SELECT c.key_id, e.channel_id || '/' || CAST (e.seq AS TEXT), e.version, e.sealed "
             "FROM entry AS e JOIN channel AS c ON c.id = e.channel_id "
             "LEFT JOIN care_group AS g ON g.id = c.id " UNLESS_DESTROYED },
  { "entry", "SELECT c.key_id, v.channel_id || '/' || CAST (v.seq AS TEXT), v.version, v.sealed "
             "FROM entry_version AS v JOIN channel AS c ON c.id = v.channel_id "
             "LEFT JOIN care_group AS g ON g.id = c.id " UNLESS_DESTROYED },
  { "attachment", "SELECT a.key_id, a.id, a.version, a.sealed FROM attachment AS a "
                  "LEFT JOIN care_group AS g ON g.id = a.key_id " UNLESS_DESTROYED },
  { "attachment_chunk", "SELECT a.key_id, a.id || '/' || CAST (c.number AS TEXT), 1, c.sealed "
                        "FROM attachment_chunk AS c JOIN attachment AS a ON a.id = c.attachment_id "
                        "LEFT JOIN care_group AS g ON g.id = a.key_id " UNLESS_DESTROYED },
  { "search_block", "SELECT c.key_id, b.channel_id || '/' || CAST (b.first_seq AS TEXT) || '/' || "
                    "CAST (b.last_seq AS TEXT), b.version, b.sealed FROM search_block AS b "
                    "JOIN channel AS c ON c.id = b.channel_id "
                    "LEFT JOIN care_group AS g ON g.id = c.id " UNLESS_DESTROYED },
  { "audit_review", "SELECT '" ANSHIN_SEAL_ACCOUNTS "', facility_id || '/' || "
                    "CAST (month AS TEXT), 1, sealed FROM audit_review" },
  { "care_request", "SELECT r.group_id, r.id, r.version, r.sealed FROM care_request AS r" },
  { "card_version", "SELECT patient_id, patient_id, version, sealed FROM card_version" },
  { "message_template", "SELECT '" ANSHIN_SEAL_ACCOUNTS "', id, version, sealed "
                        "FROM message_template" },
  { "audit_export", "SELECT '" ANSHIN_SEAL_ACCOUNTS "', id, 1, sealed FROM audit_export" },
};

static void
add_fault (AnshinCheck *check, char *text)
{
  if (check->faults->len < ANSHIN_MAX_FAULTS)
    g_ptr_array_add (check->faults, text);
  else
    g_free (text);
}

/* What an engine says about itself: each row of @sql is a fault. */
static gboolean
check_engine (AnshinTx *tx, AnshinCheck *check, const char *sql, const char *fine, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  if (sql == NULL)
    return TRUE;
  rows = anshin_tx_query (tx, error, sql, NULL);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, NULL))
    if (g_strcmp0 (anshin_rows_get_text (rows, 0), fine) != 0)
      add_fault (check, g_strdup_printf ("database: %s", anshin_rows_get_text (rows, 0)));
  return TRUE;
}

static gboolean
check_channels (AnshinTx *tx, AnshinCheck *check, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT c.id, c.last_seq, COUNT(e.seq), MIN(e.seq), MAX(e.seq) "
                          "FROM channel AS c LEFT JOIN entry AS e ON e.channel_id = c.id "
                          "LEFT JOIN care_group AS g ON g.id = c.id " UNLESS_DESTROYED
                          " GROUP BY c.id, c.last_seq ORDER BY c.id",
                          NULL);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, NULL))
    {
      gint64 last = anshin_rows_get_int (rows, 1);

      if (anshin_rows_get_int (rows, 2) == last && anshin_rows_get_int (rows, 4) == last &&
          anshin_rows_get_int (rows, 3) == MIN (last, 1))
        check->channels++;
      else
        add_fault (check, g_strdup_printf ("channel %s: numbers are missing or too many",
                                           anshin_rows_get_text (rows, 0)));
    }
  return TRUE;
}

static gboolean
check_sealed (AnshinTx *tx, AnshinCheck *check, const char *table, const char *sql, GError **error)
{
  g_autoptr (AnshinRows) rows = anshin_tx_scan (tx, error, sql);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) step_error = NULL;

  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &step_error))
    {
      g_autoptr (GError) seal_error = NULL;
      const char *row = anshin_rows_get_text (rows, 1);
      const guint8 *sealed = NULL;
      gsize size = 0;

      g_string_truncate (out, 0);
      sealed = anshin_rows_get_blob (rows, 3, &size);
      if (anshin_unseal_append (tx, anshin_rows_get_text (rows, 0), table, row,
                                anshin_rows_get_int (rows, 2), sealed, size, out, &seal_error))
        check->sealed++;
      else
        add_fault (check, g_strdup_printf ("sealed %s", seal_error->message));
    }
  if (out->allocated_len > 0)
    memset (out->str, 0, out->allocated_len);
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static gboolean
check_audit (AnshinTx *tx, AnshinCheck *check, GError **error)
{
  g_autoptr (GError) audit_error = NULL;

  if (anshin_audit_verify (tx, &check->audit_records, NULL, &audit_error))
    return TRUE;
  if (g_error_matches (audit_error, ANSHIN_ERROR, ANSHIN_ERROR_CORRUPT))
    {
      add_fault (check, g_strdup (audit_error->message));
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&audit_error));
  return FALSE;
}

static gboolean
run_checks (AnshinTx *tx, AnshinCheck *check, GError **error)
{
  const AnshinEngine *engine = tx->conn->engine;

  if (!anshin_migrate_check (tx, &check->schema_version, error) ||
      !check_engine (tx, check, engine->integrity_sql, "ok", error) ||
      !check_engine (tx, check, engine->foreign_keys_sql, NULL, error) ||
      !check_channels (tx, check, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (sealed_rows); i++)
    if (!check_sealed (tx, check, sealed_rows[i].table, sealed_rows[i].sql, error))
      return FALSE;
  return check_audit (tx, check, error);
}

/**
 * anshin_check_clear:
 * @check: a filled #AnshinCheck
 */
void
anshin_check_clear (AnshinCheck *check)
{
  g_clear_pointer (&check->faults, g_ptr_array_unref);
}

/**
 * anshin_store_check:
 * @config: which database and its key
 * @check: (out): what was found, also where there are faults; clear it with anshin_check_clear()
 * @error: return location for an error that kept from checking
 *
 * Goes through a whole database in one transaction that only reads, while a service may go on using
 * it: the engine's own checks, the numbers of all channels, every sealed row, the audit chains.
 *
 * Returns: whether the checks could be made; there may be faults even so
 */
gboolean
anshin_store_check (const AnshinDbConfig *config, AnshinCheck *check, GError **error)
{
  g_autoptr (AnshinSealer) sealer = NULL;
  AnshinTx tx;
  gboolean ok = FALSE;

  memset (check, 0, sizeof *check);
  check->faults = g_ptr_array_new_with_free_func (g_free);
  sealer = anshin_sealer_new (config->key_path, error);
  if (sealer == NULL || !anshin_tx_open (&tx, config, ANSHIN_CONN_READ, sealer, error))
    return FALSE;
  ok = tx.conn->engine->begin (tx.conn, error) && run_checks (&tx, check, error);
  tx.conn->engine->rollback (tx.conn);
  tx.conn->engine->close (tx.conn);
  return ok;
}
