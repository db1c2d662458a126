/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "anshin-db-private.h"

G_DEFINE_QUARK (anshin-db-error-quark, anshin_db_error)

void
anshin_tx_init (AnshinTx *tx, AnshinConn *conn, AnshinSealer *sealer, gboolean writable,
                guint chain)
{
  memset (tx, 0, sizeof *tx);
  tx->conn = conn;
  tx->sealer = sealer;
  tx->writable = writable;
  tx->chain = chain;
}

gboolean
anshin_tx_open (AnshinTx *tx, const AnshinDbConfig *config, AnshinConnMode mode,
                AnshinSealer *sealer, GError **error)
{
  AnshinConn *conn = anshin_engine_pick (config)->open (config, mode, 0, error);

  if (conn == NULL)
    return FALSE;
  anshin_tx_init (tx, conn, sealer, mode != ANSHIN_CONN_READ,
                  config->node * ANSHIN_CHAINS_PER_NODE);
  return TRUE;
}

static void
collect_bytes (AnshinParam *param, GBytes *bytes)
{
  param->type = 'b';
  param->null = bytes == NULL;
  param->data = bytes != NULL ? g_bytes_get_data (bytes, &param->size) : NULL;
}

static void
collect_optional_number (AnshinParam *param, const gint64 *number)
{
  param->type = 'i';
  param->null = number == NULL;
  param->number = number != NULL ? *number : 0;
}

static void
collect_text (AnshinParam *param, const char *text)
{
  param->type = 't';
  param->null = text == NULL;
  param->data = text;
  param->size = text != NULL ? strlen (text) : 0;
}

static guint
collect (AnshinParam *params, const char *types, va_list args)
{
  guint n = 0;

  for (; types != NULL && types[n] != '\0'; n++)
    {
      AnshinParam *param = &params[n];

      g_assert (n < ANSHIN_MAX_PARAMS);
      *param = (AnshinParam) { .type = types[n] };
      switch (types[n])
        {
        case 't':
          collect_text (param, va_arg (args, const char *));
          break;
        case 'i':
          param->number = va_arg (args, gint64);
          break;
        case 'n':
          collect_optional_number (param, va_arg (args, const gint64 *));
          break;
        case 'b':
          param->data = va_arg (args, const void *);
          param->size = va_arg (args, gsize);
          param->null = param->data == NULL;
          break;
        case 'g':
          collect_bytes (param, va_arg (args, GBytes *));
          break;
        default:
          g_assert_not_reached ();
        }
    }
  return n;
}

static gboolean
check_usable (AnshinTx *tx, GError **error)
{
  if (!tx->failed)
    return TRUE;
  g_set_error_literal (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FAILED,
                       "a statement of this transaction failed before");
  return FALSE;
}

/* Remembers that the transaction is spoilt, whatever the job makes of the error. */
static void
spoil (AnshinTx *tx, GError **error, GError *reason)
{
  tx->failed = TRUE;
  tx->retry = g_error_matches (reason, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_RETRY);
  g_propagate_error (error, reason);
}

/**
 * anshin_tx_exec:
 * @tx: a transaction
 * @error: return location for an error of #AnshinDbError
 * @sql: one statement, a literal
 * @types: (nullable): a letter for each parameter, as in anshin-db.h
 * @...: the parameters, borrowed for the call
 *
 * Runs a statement for what it does. After a failed statement the transaction is of no more use:
 * the job has to return %FALSE.
 *
 * Returns: whether it worked
 */
gboolean
anshin_tx_exec (AnshinTx *tx, GError **error, const char *sql, const char *types, ...)
{
  AnshinParam params[ANSHIN_MAX_PARAMS];
  GError *reason = NULL;
  va_list args;
  guint n = 0;

  va_start (args, types);
  n = collect (params, types, args);
  va_end (args);

  if (!check_usable (tx, error))
    return FALSE;
  if (tx->conn->engine->exec (tx->conn, sql, params, n, &tx->changes, &reason))
    return TRUE;
  spoil (tx, error, reason);
  return FALSE;
}

/**
 * anshin_tx_query:
 * @tx: a transaction
 * @error: return location for an error of #AnshinDbError
 * @sql: one statement, a literal
 * @types: (nullable): a letter for each parameter, as in anshin-db.h
 * @...: the parameters, borrowed for the call
 *
 * Runs a statement for its rows. Step to the first with anshin_rows_next().
 *
 * Returns: (nullable) (transfer full): the rows, or %NULL on failure
 */
AnshinRows *
anshin_tx_query (AnshinTx *tx, GError **error, const char *sql, const char *types, ...)
{
  AnshinParam params[ANSHIN_MAX_PARAMS];
  GError *reason = NULL;
  AnshinRows *rows = NULL;
  va_list args;
  guint n = 0;

  va_start (args, types);
  n = collect (params, types, args);
  va_end (args);

  if (!check_usable (tx, error))
    return NULL;
  rows = tx->conn->engine->query (tx->conn, sql, params, n, &reason);
  if (rows == NULL)
    spoil (tx, error, reason);
  return rows;
}

/* @sql need not be a literal. */
AnshinRows *
anshin_tx_scan (AnshinTx *tx, GError **error, const char *sql)
{
  AnshinRows *rows = NULL;
  GError *reason = NULL;

  if (!check_usable (tx, error))
    return NULL;
  rows = tx->conn->engine->scan (tx->conn, sql, &reason);
  if (rows == NULL)
    spoil (tx, error, reason);
  return rows;
}

/**
 * anshin_tx_get_changes:
 * @tx: a transaction
 *
 * Returns: how many rows the last anshin_tx_exec() inserted, updated or deleted
 */
gint64
anshin_tx_get_changes (AnshinTx *tx)
{
  return tx->changes;
}

/**
 * anshin_tx_get_sealer:
 * @tx: a transaction
 *
 * Returns: (transfer none): what seals and indexes in this database
 */
AnshinSealer *
anshin_tx_get_sealer (AnshinTx *tx)
{
  return tx->sealer;
}

/**
 * anshin_tx_is_writable:
 * @tx: a transaction
 *
 * Returns: whether it may write, that is runs on a writer
 */
gboolean
anshin_tx_is_writable (AnshinTx *tx)
{
  return tx->writable;
}

/**
 * anshin_tx_get_chain:
 * @tx: a writing transaction
 *
 * Returns: the number of the audit chain of this writer; no two writers share one
 */
guint
anshin_tx_get_chain (AnshinTx *tx)
{
  return tx->chain;
}

/**
 * anshin_rows_next:
 * @rows: rows
 * @error: (nullable): return location for an error
 *
 * Steps to the next row. What was got from the row before is no longer valid.
 *
 * Returns: whether there is one; %FALSE without an error at the end
 */
gboolean
anshin_rows_next (AnshinRows *rows, GError **error)
{
  return rows->engine->rows_next (rows, error);
}

/**
 * anshin_rows_get_text:
 * @rows: rows, on a row
 * @column: from 0
 *
 * Returns: (nullable) (transfer none): the text until the next step; %NULL for a null
 */
const char *
anshin_rows_get_text (AnshinRows *rows, int column)
{
  return rows->engine->rows_get_text (rows, column);
}

/**
 * anshin_rows_get_int:
 * @rows: rows, on a row
 * @column: from 0
 *
 * Returns: the number; 0 for a null
 */
gint64
anshin_rows_get_int (AnshinRows *rows, int column)
{
  return rows->engine->rows_get_int (rows, column);
}

/**
 * anshin_rows_get_blob:
 * @rows: rows, on a row
 * @column: from 0
 * @size: (out): number of bytes
 *
 * Returns: (nullable) (transfer none): the bytes until the next step; %NULL for a null
 */
const guint8 *
anshin_rows_get_blob (AnshinRows *rows, int column, gsize *size)
{
  return rows->engine->rows_get_blob (rows, column, size);
}

/**
 * anshin_rows_is_null:
 * @rows: rows, on a row
 * @column: from 0
 *
 * Returns: whether the column is null
 */
gboolean
anshin_rows_is_null (AnshinRows *rows, int column)
{
  return rows->engine->rows_is_null (rows, column);
}

/**
 * anshin_rows_free:
 * @rows: (nullable) (transfer full): rows
 */
void
anshin_rows_free (AnshinRows *rows)
{
  if (rows != NULL)
    rows->engine->rows_free (rows);
}
