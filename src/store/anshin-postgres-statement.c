/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "anshin-postgres-private.h"

/* Numbers of types in PostgreSQL's catalogue, which never change. */
#define OID_BOOL 16
#define OID_BYTEA 17
#define OID_INT8 20
#define OID_INT2 21
#define OID_INT4 23
#define OID_TEXT 25
#define OID_NUMERIC 1700

#define NUMERIC_NEGATIVE 0x4000
#define NUMERIC_BASE 10000

typedef struct
{
  char *sql;
  char name[16];
  guint n_params;
  Oid types[ANSHIN_MAX_PARAMS];
} Statement;

typedef struct
{
  AnshinRows parent;
  AnshinPostgresConn *scanned;
  PGresult *result;
  int row;
  char number[24];
} Rows;

/**
 * anshin_postgres_set_error:
 * @pg: a connection
 * @result: (nullable): what the server answered
 * @error: return location for an error
 *
 * Sorts the server's answer: what may be tried again, what was clashing, what is full.
 */
void
anshin_postgres_set_error (PGconn *pg, const PGresult *result, GError **error)
{
  const char *state = result != NULL ? PQresultErrorField (result, PG_DIAG_SQLSTATE) : NULL;
  const char *message = result != NULL ? PQresultErrorMessage (result) : PQerrorMessage (pg);
  g_autofree char *text = g_strstrip (g_strdup (message));
  AnshinDbError code = ANSHIN_DB_ERROR_FAILED;

  if (state == NULL)
    state = "";
  if (PQstatus (pg) == CONNECTION_BAD || g_str_has_prefix (state, "08") ||
      g_str_has_prefix (state, "57P") || g_str_has_prefix (state, "40"))
    code = ANSHIN_DB_ERROR_RETRY;
  else if (g_str_has_prefix (state, "23"))
    code = ANSHIN_DB_ERROR_CONSTRAINT;
  else if (g_str_equal (state, "53100"))
    code = ANSHIN_DB_ERROR_FULL;
  g_set_error (error, ANSHIN_DB_ERROR, code, "%s (%s)", text, state);
}

static void
statement_free (gpointer data)
{
  Statement *statement = data;

  g_free (statement->sql);
  g_free (statement);
}

/**
 * anshin_postgres_forget_statements:
 * @conn: a connection that is new
 *
 * Forgets what was prepared on the connection before.
 */
void
anshin_postgres_forget_statements (AnshinPostgresConn *conn)
{
  g_clear_pointer (&conn->statements, g_hash_table_unref);
  conn->statements = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, statement_free);
}

static Oid
get_type (const AnshinParam *param)
{
  switch (param->type)
    {
    case 'i':
      return OID_INT8;
    case 't':
      return OID_TEXT;
    default:
      return OID_BYTEA;
    }
}

static gboolean
fits (const Statement *statement, const char *sql, const AnshinParam *params, guint n_params)
{
  if (statement->n_params != n_params || strcmp (statement->sql, sql) != 0)
    return FALSE;
  for (guint i = 0; i < n_params; i++)
    if (statement->types[i] != get_type (&params[i]))
      return FALSE;
  return TRUE;
}

static Statement *
find_statement (AnshinPostgresConn *conn, const char *sql, const AnshinParam *params,
                guint n_params, GError **error)
{
  Statement *statement = g_hash_table_lookup (conn->statements, sql);
  g_autoptr (PGresult) result = NULL;

  if (statement != NULL && fits (statement, sql, params, n_params))
    return statement;

  statement = g_new0 (Statement, 1);
  statement->sql = g_strdup (sql);
  statement->n_params = n_params;
  for (guint i = 0; i < n_params; i++)
    statement->types[i] = get_type (&params[i]);
  g_snprintf (statement->name, sizeof statement->name, "s%u", ++conn->n_statements);
  result = PQprepare (conn->pg, statement->name, sql, (int) n_params, statement->types);
  if (PQresultStatus (result) != PGRES_COMMAND_OK)
    {
      anshin_postgres_set_error (conn->pg, result, error);
      statement_free (statement);
      return NULL;
    }
  g_hash_table_replace (conn->statements, (gpointer) sql, statement);
  return statement;
}

static PGresult *
run (AnshinConn *self, const char *sql, const AnshinParam *params, guint n_params, GError **error)
{
  AnshinPostgresConn *conn = (AnshinPostgresConn *) self;
  const Statement *statement = find_statement (conn, sql, params, n_params, error);
  const char *values[ANSHIN_MAX_PARAMS];
  guint64 numbers[ANSHIN_MAX_PARAMS];
  int sizes[ANSHIN_MAX_PARAMS];
  int formats[ANSHIN_MAX_PARAMS];
  g_autoptr (PGresult) result = NULL;
  ExecStatusType status = PGRES_FATAL_ERROR;

  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < n_params; i++)
    {
      numbers[i] = GUINT64_TO_BE ((guint64) params[i].number);
      values[i] = params[i].type == 'i' ? (const char *) &numbers[i] : params[i].data;
      sizes[i] = params[i].type == 'i' ? (int) sizeof numbers[i] : (int) params[i].size;
      formats[i] = 1;
      if (params[i].null)
        values[i] = NULL;
    }
  result = PQexecPrepared (conn->pg, statement->name, (int) n_params, values, sizes, formats, 1);
  status = PQresultStatus (result);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
    return g_steal_pointer (&result);
  anshin_postgres_set_error (conn->pg, result, error);
  return NULL;
}

gboolean
anshin_postgres_exec (AnshinConn *self, const char *sql, const AnshinParam *params, guint n_params,
                      gint64 *changes, GError **error)
{
  g_autoptr (PGresult) result = run (self, sql, params, n_params, error);

  if (result == NULL)
    return FALSE;
  *changes = g_ascii_strtoll (PQcmdTuples (result), NULL, 10);
  return TRUE;
}

AnshinRows *
anshin_postgres_query (AnshinConn *self, const char *sql, const AnshinParam *params,
                       guint n_params, GError **error)
{
  PGresult *result = run (self, sql, params, n_params, error);
  Rows *rows = NULL;

  if (result == NULL)
    return NULL;
  rows = g_new0 (Rows, 1);
  rows->parent.engine = &anshin_engine_postgres;
  rows->result = result;
  rows->row = -1;
  return &rows->parent;
}

/* The next rows of a scan; none at its end. */
static PGresult *
fetch (AnshinPostgresConn *conn, GError **error)
{
  g_autoptr (PGresult) result = PQexecParams (conn->pg, "FETCH 500 FROM anshin_scan", 0, NULL, NULL,
                                              NULL, NULL, 1);

  if (PQresultStatus (result) == PGRES_TUPLES_OK)
    return g_steal_pointer (&result);
  anshin_postgres_set_error (conn->pg, result, error);
  return NULL;
}

AnshinRows *
anshin_postgres_scan (AnshinConn *self, const char *sql, GError **error)
{
  AnshinPostgresConn *conn = (AnshinPostgresConn *) self;
  g_autofree char *declare = g_strconcat ("DECLARE anshin_scan NO SCROLL CURSOR FOR ", sql, NULL);
  PGresult *result = NULL;
  Rows *rows = NULL;

  if (!self->engine->run_script (self, declare, error))
    return NULL;
  result = fetch (conn, error);
  if (result == NULL)
    return NULL;
  rows = g_new0 (Rows, 1);
  rows->parent.engine = &anshin_engine_postgres;
  rows->scanned = conn;
  rows->result = result;
  rows->row = -1;
  return &rows->parent;
}

static gboolean
fetch_more (Rows *rows, GError **error)
{
  PGresult *result = NULL;

  if (rows->scanned == NULL || PQntuples (rows->result) == 0)
    return FALSE;
  result = fetch (rows->scanned, error);
  if (result == NULL)
    return FALSE;
  PQclear (rows->result);
  rows->result = result;
  rows->row = -1;
  return PQntuples (result) > 0;
}

gboolean
anshin_postgres_rows_next (AnshinRows *self, GError **error)
{
  Rows *rows = (Rows *) self;

  if (rows->row + 1 >= PQntuples (rows->result) && !fetch_more (rows, error))
    return FALSE;
  rows->row++;
  return TRUE;
}

gboolean
anshin_postgres_rows_is_null (AnshinRows *self, int column)
{
  Rows *rows = (Rows *) self;

  return PQgetisnull (rows->result, rows->row, column) != 0;
}

char
anshin_postgres_rows_get_type (AnshinRows *self, int column)
{
  Rows *rows = (Rows *) self;

  if (PQgetisnull (rows->result, rows->row, column))
    return 'n';
  switch (PQftype (rows->result, column))
    {
    case OID_TEXT:
      return 't';
    case OID_BYTEA:
      return 'b';
    default:
      return 'i';
    }
}

static guint16
read_16 (const char *data)
{
  guint16 number = 0;

  memcpy (&number, data, sizeof number);
  return GUINT16_FROM_BE (number);
}

/* What SUM gives: digits to the base of 10000, of which those after the point are left out. */
static gint64
read_numeric (const char *data)
{
  int n_digits = read_16 (data);
  int weight = (gint16) read_16 (data + 2);
  gint64 number = 0;

  for (int i = 0; i <= weight; i++)
    number = number * NUMERIC_BASE + (i < n_digits ? read_16 (data + 8 + 2 * i) : 0);
  return read_16 (data + 4) == NUMERIC_NEGATIVE ? -number : number;
}

gint64
anshin_postgres_rows_get_int (AnshinRows *self, int column)
{
  Rows *rows = (Rows *) self;
  const char *data = PQgetvalue (rows->result, rows->row, column);
  guint32 number = 0;
  guint64 big = 0;

  if (PQgetisnull (rows->result, rows->row, column))
    return 0;
  switch (PQftype (rows->result, column))
    {
    case OID_BOOL:
      return data[0] != 0;
    case OID_INT2:
      return (gint16) read_16 (data);
    case OID_INT4:
      memcpy (&number, data, sizeof number);
      return (gint32) GUINT32_FROM_BE (number);
    case OID_INT8:
      memcpy (&big, data, sizeof big);
      return (gint64) GUINT64_FROM_BE (big);
    case OID_NUMERIC:
      return read_numeric (data);
    default:
      return g_ascii_strtoll (data, NULL, 10);
    }
}

const char *
anshin_postgres_rows_get_text (AnshinRows *self, int column)
{
  Rows *rows = (Rows *) self;

  if (PQgetisnull (rows->result, rows->row, column))
    return NULL;
  switch (PQftype (rows->result, column))
    {
    case OID_BOOL:
    case OID_INT2:
    case OID_INT4:
    case OID_INT8:
    case OID_NUMERIC:
      g_snprintf (rows->number, sizeof rows->number, "%" G_GINT64_FORMAT,
                  anshin_postgres_rows_get_int (self, column));
      return rows->number;
    default:
      return PQgetvalue (rows->result, rows->row, column);
    }
}

const guint8 *
anshin_postgres_rows_get_blob (AnshinRows *self, int column, gsize *size)
{
  Rows *rows = (Rows *) self;

  *size = (gsize) PQgetlength (rows->result, rows->row, column);
  if (PQgetisnull (rows->result, rows->row, column))
    return NULL;
  return (const guint8 *) PQgetvalue (rows->result, rows->row, column);
}

void
anshin_postgres_rows_free (AnshinRows *self)
{
  Rows *rows = (Rows *) self;

  PQclear (rows->result);
  if (rows->scanned != NULL)
    rows->scanned->parent.engine->run_script (&rows->scanned->parent, "CLOSE anshin_scan", NULL);
  g_free (rows);
}
