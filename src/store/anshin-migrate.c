/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sodium.h>

#include "anshin-db-private.h"
#include "anshin-migrate.h"
#include "anshin-sql-resource.h"

#define RESOURCE_PATH "/jp/anshinnet/sql/"
#define KEY_CHECK_PURPOSE "key-check"

/*
 * The history of the schema. A step is never changed once it was released.
 *
 * 1  the foundation
 * 2  office, facilities, staff, registration, audit views, mail
 * 3  messages that change, attachments, requests, vital signs, cards, consents on paper
 * 4  requests found by the message that they come from
 *
 * @compatible: the oldest version of the program that can still work with the schema: a program
 *   refuses a database whose compatibility version is above its own schema version.
 */
static const AnshinMigration migrations[] = {
  { 1, 1, "0001-foundation", NULL, NULL },
  { 2, 2, "0002-network", NULL, anshin_first_rows_of_network },
  { 3, 3, "0003-care", NULL, NULL },
  { 4, 4, "0004-answers", NULL, NULL },
};

static const AnshinMigration *steps = migrations;
static guint n_steps = G_N_ELEMENTS (migrations);

/**
 * anshin_migrate_set_steps:
 * @new_steps: (nullable): steps, or %NULL for the program's own
 * @n: how many
 *
 * For tests alone: a program of another version.
 */
void
anshin_migrate_set_steps (const AnshinMigration *new_steps, guint n)
{
  steps = new_steps != NULL ? new_steps : migrations;
  n_steps = new_steps != NULL ? n : G_N_ELEMENTS (migrations);
}

/**
 * anshin_migrate_get_version:
 *
 * Returns: the schema version that this program brings a database to
 */
gint64
anshin_migrate_get_version (void)
{
  return steps[n_steps - 1].version;
}

/**
 * anshin_meta_get:
 * @tx: a transaction
 * @name: e.g. "schema_version"
 * @value: (out) (nullable) (transfer full): its value, %NULL if there is none
 * @error: return location for an error
 *
 * Returns: whether the question could be answered
 */
gboolean
anshin_meta_get (AnshinTx *tx, const char *name, char **value, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  *value = NULL;
  rows = anshin_tx_query (tx, error, "SELECT value FROM meta WHERE name = $1", "t", name);
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, NULL))
    *value = g_strdup (anshin_rows_get_text (rows, 0));
  return TRUE;
}

static gboolean
set_meta (AnshinTx *tx, const char *name, const char *value, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "INSERT INTO meta (name, value) VALUES ($1, $2) "
                         "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                         "tt", name, value);
}

static gboolean
set_meta_number (AnshinTx *tx, const char *name, gint64 number, GError **error)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return set_meta (tx, name, value, error);
}

static gboolean
get_meta_number (AnshinTx *tx, const char *name, gint64 *number, GError **error)
{
  g_autofree char *value = NULL;

  if (!anshin_meta_get (tx, name, &value, error))
    return FALSE;
  if (value != NULL && g_ascii_string_to_signed (value, 10, 0, G_MAXINT32, number, NULL))
    return TRUE;
  g_set_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_VERSION, "the database has no %s", name);
  return FALSE;
}

static char *
make_key_check (AnshinSealer *sealer)
{
  guint8 index[ANSHIN_SEAL_INDEX_BYTES];
  char *hex = g_malloc (2 * sizeof index + 1);

  anshin_sealer_index (sealer, KEY_CHECK_PURPOSE, "", index);
  sodium_bin2hex (hex, 2 * sizeof index + 1, index, sizeof index);
  return hex;
}

static gboolean
check_key (AnshinTx *tx, GError **error)
{
  g_autofree char *expected = make_key_check (tx->sealer);
  g_autofree char *value = NULL;

  if (!anshin_meta_get (tx, "key_check", &value, error))
    return FALSE;
  if (g_strcmp0 (value, expected) == 0)
    return TRUE;
  g_set_error_literal (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_KEY,
                       "the database was made with another master key");
  return FALSE;
}

static gboolean
run_resource (AnshinTx *tx, const char *name, const char *suffix, gboolean required,
              GError **error)
{
  g_autofree char *path = g_strconcat (RESOURCE_PATH, name, suffix, ".sql", NULL);
  g_autoptr (GBytes) script = NULL;

  script = g_resource_lookup_data (anshin_sql_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                   required ? error : NULL);
  if (script == NULL)
    return !required;
  return tx->conn->engine->run_script (tx->conn, g_bytes_get_data (script, NULL), error);
}

static gboolean
run_step (AnshinTx *tx, const AnshinMigration *step, gboolean fill, GError **error)
{
  g_autofree char *suffix = g_strconcat (".", tx->conn->engine->name, NULL);

  if (step->script != NULL && !tx->conn->engine->run_script (tx->conn, step->script, error))
    return FALSE;
  if (step->name != NULL && (!run_resource (tx, step->name, "", TRUE, error) ||
                             !run_resource (tx, step->name, suffix, FALSE, error)))
    return FALSE;
  if (fill && step->fill != NULL && !step->fill (tx, error))
    return FALSE;
  return set_meta_number (tx, "schema_version", step->version, error) &&
         set_meta_number (tx, "compatibility_version", step->compatible, error);
}

/* The steps after version @from up to version @to. */
static gboolean
run_steps (AnshinTx *tx, gint64 from, gint64 to, gboolean fill, GError **error)
{
  for (guint i = 0; i < n_steps; i++)
    if (steps[i].version > from && steps[i].version <= to &&
        !run_step (tx, &steps[i], fill, error))
      {
        g_prefix_error (error, "step to schema version %" G_GINT64_FORMAT ": ", steps[i].version);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_absent (AnshinTx *tx, gboolean absent, GError **error)
{
  gboolean has = FALSE;

  if (!tx->conn->engine->has_table (tx->conn, "meta", &has, error))
    return FALSE;
  if (has != absent)
    return TRUE;
  g_set_error_literal (error, ANSHIN_DB_ERROR,
                       absent ? ANSHIN_DB_ERROR_FAILED : ANSHIN_DB_ERROR_VERSION,
                       absent ? "there is a database already" : "not a database of this program");
  return FALSE;
}

static gboolean
make_tables (AnshinTx *tx, gint64 version, gboolean fill, GError **error)
{
  const char *script = "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)";

  return check_absent (tx, TRUE, error) &&
         tx->conn->engine->run_script (tx->conn, script, error) &&
         run_steps (tx, 0, version, fill, error);
}

static gboolean
make (AnshinTx *tx, GError **error)
{
  g_autofree char *check = make_key_check (tx->sealer);

  return make_tables (tx, anshin_migrate_get_version (), TRUE, error) &&
         set_meta (tx, "key_check", check, error) &&
         anshin_data_key_create (tx, ANSHIN_SEAL_ACCOUNTS, error);
}

/**
 * anshin_migrate_make_empty:
 * @tx: a transaction on an empty database
 * @version: a schema version that this program knows
 * @error: return location for an error
 *
 * Makes the tables of that version, all of them empty, for a backup to be restored into.
 *
 * Returns: whether they were made
 */
gboolean
anshin_migrate_make_empty (AnshinTx *tx, gint64 version, GError **error)
{
  return make_tables (tx, version, FALSE, error) &&
         anshin_tx_exec (tx, error, "DELETE FROM meta", NULL);
}

/**
 * anshin_migrate_check:
 * @tx: a transaction
 * @version: (out): the schema version of the database
 * @error: return location for an error: %ANSHIN_DB_ERROR_VERSION or %ANSHIN_DB_ERROR_KEY
 *
 * Returns: whether this program with this key can work with the database, once it is up to date
 */
gboolean
anshin_migrate_check (AnshinTx *tx, gint64 *version, GError **error)
{
  gint64 compatible = 0;

  if (!check_absent (tx, FALSE, error) ||
      !get_meta_number (tx, "schema_version", version, error) ||
      !get_meta_number (tx, "compatibility_version", &compatible, error))
    return FALSE;
  if (compatible > anshin_migrate_get_version ())
    {
      g_set_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_VERSION,
                   "the database needs a program of schema version %" G_GINT64_FORMAT
                   " or newer; this one has %" G_GINT64_FORMAT,
                   compatible, anshin_migrate_get_version ());
      return FALSE;
    }
  return check_key (tx, error);
}

static gboolean
bring_up_to_date (AnshinTx *tx, GError **error)
{
  gint64 version = 0;

  return anshin_migrate_check (tx, &version, error) &&
         run_steps (tx, version, anshin_migrate_get_version (), TRUE, error);
}

/**
 * anshin_migrate:
 * @tx: a writer's transaction, not begun
 * @create: whether the database is empty and is to be made
 * @error: return location for an error
 *
 * Brings the schema up to date in one transaction: if a step fails, the database stays as it was.
 *
 * Returns: whether the schema is now the program's
 */
gboolean
anshin_migrate (AnshinTx *tx, gboolean create, GError **error)
{
  const AnshinEngine *engine = tx->conn->engine;
  gboolean ok = FALSE;

  if (!engine->lock_schema (tx->conn, TRUE, error))
    return FALSE;
  ok = engine->begin (tx->conn, error) &&
       (create ? make (tx, error) : bring_up_to_date (tx, error)) &&
       engine->commit (tx->conn, error);
  if (!ok)
    engine->rollback (tx->conn);
  tx->failed = FALSE;
  engine->lock_schema (tx->conn, FALSE, NULL);
  return ok;
}
