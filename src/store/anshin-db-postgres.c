/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "anshin-postgres-private.h"

#define MIN_SERVER_VERSION 150000
#define CONNECT_TIMEOUT_SECONDS "10"

/* How long a job waits for a server that is being restarted. */
#define RECONNECT_SECONDS 10
#define RECONNECT_STEP_US (100 * 1000)

/* Advisory locks: one number for each audit chain, and one for changes of the schema. */
#define LOCK_BASE G_GINT64_CONSTANT (0x416e7368696e0000)
#define LOCK_SCHEMA (LOCK_BASE + 0xffff)

#define LOCK_ATTEMPTS 60
#define LOCK_STEP_US (50 * 1000)

static const char session_script[] =
  "SET client_encoding = 'UTF8'; SET synchronous_commit = on; SET standard_conforming_strings = on;"
  "SET client_min_messages = warning; SET statement_timeout = 0; SET lock_timeout = '20s';";

static const char writer_script[] = "SET default_transaction_isolation = 'serializable';";

static const char reader_script[] =
  "SET default_transaction_isolation = 'repeatable read'; SET default_transaction_read_only = on;";

static void
on_notice_cb (void *data, const PGresult *result)
{
}

static gboolean
run_script (AnshinConn *self, const char *script, GError **error)
{
  AnshinPostgresConn *conn = (AnshinPostgresConn *) self;
  g_autoptr (PGresult) result = PQexec (conn->pg, script);
  ExecStatusType status = PQresultStatus (result);

  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
    return TRUE;
  anshin_postgres_set_error (conn->pg, result, error);
  return FALSE;
}

static gboolean
ask (AnshinConn *self, const char *sql, const AnshinParam *param, gboolean *yes, GError **error)
{
  AnshinRows *rows = anshin_postgres_query (self, sql, param, 1, error);

  if (rows == NULL)
    return FALSE;
  *yes = anshin_postgres_rows_next (rows, NULL) && anshin_postgres_rows_get_int (rows, 0) != 0;
  anshin_postgres_rows_free (rows);
  return TRUE;
}

/* Two writers with one number would break each other's audit chain. The server may take a moment
 * to notice that a service which held the lock was killed. */
static gboolean
take_lock (AnshinPostgresConn *conn, GError **error)
{
  AnshinParam param = { .type = 'i', .number = conn->lock };
  gboolean taken = conn->lock == 0;

  for (guint i = 0; i < LOCK_ATTEMPTS && !taken; i++)
    {
      if (i > 0)
        g_usleep (LOCK_STEP_US);
      if (!ask (&conn->parent, "SELECT pg_try_advisory_lock ($1)", &param, &taken, error))
        return FALSE;
    }
  if (!taken)
    g_set_error_literal (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FAILED,
                         "another service with the same node number is using this database");
  return taken;
}

static gboolean
set_up (AnshinPostgresConn *conn, GError **error)
{
  anshin_postgres_forget_statements (conn);
  if (PQstatus (conn->pg) != CONNECTION_OK)
    {
      anshin_postgres_set_error (conn->pg, NULL, error);
      return FALSE;
    }
  if (PQserverVersion (conn->pg) < MIN_SERVER_VERSION ||
      g_strcmp0 (PQparameterStatus (conn->pg, "server_encoding"), "UTF8") != 0)
    {
      g_set_error_literal (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FAILED,
                           "PostgreSQL 15 or newer with a database in UTF8 is needed");
      return FALSE;
    }
  PQsetNoticeReceiver (conn->pg, on_notice_cb, NULL);
  /* The details of an error would quote the row into the log (SECURITY AUD-03). */
  PQsetErrorVerbosity (conn->pg, PQERRORS_TERSE);
  return run_script (&conn->parent, session_script, error) &&
         run_script (&conn->parent, conn->writable ? writer_script : reader_script, error) &&
         take_lock (conn, error);
}

static void
close_conn (AnshinConn *self)
{
  AnshinPostgresConn *conn = (AnshinPostgresConn *) self;

  g_clear_pointer (&conn->statements, g_hash_table_unref);
  PQfinish (conn->pg);
  g_free (conn);
}

static AnshinConn *
open_conn (const AnshinDbConfig *config, AnshinConnMode mode, guint index, GError **error)
{
  const char *names[] = { "connect_timeout", "fallback_application_name", "dbname", NULL };
  const char *values[] = { CONNECT_TIMEOUT_SECONDS, "anshin-netd", config->postgres_uri, NULL };
  AnshinPostgresConn *conn = g_new0 (AnshinPostgresConn, 1);

  conn->parent.engine = &anshin_engine_postgres;
  conn->writable = mode != ANSHIN_CONN_READ;
  conn->lock = mode == ANSHIN_CONN_WRITE ? LOCK_BASE + config->node * 100 + index : 0;
  conn->pg = PQconnectdbParams (names, values, 1);
  if (set_up (conn, error))
    return &conn->parent;
  close_conn (&conn->parent);
  return NULL;
}

/* The server was restarted or the connection broke; the old backend may still hold its lock. */
static gboolean
reconnect (AnshinPostgresConn *conn, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + RECONNECT_SECONDS * G_USEC_PER_SEC;

  for (;;)
    {
      g_autoptr (GError) last = NULL;

      PQreset (conn->pg);
      conn->parent.renewed = TRUE;
      if (set_up (conn, &last))
        return TRUE;
      if (g_get_monotonic_time () > deadline)
        {
          g_set_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FAILED, "the database is away: %s",
                       last->message);
          return FALSE;
        }
      g_usleep (RECONNECT_STEP_US);
    }
}

static gboolean
begin (AnshinConn *self, GError **error)
{
  AnshinPostgresConn *conn = (AnshinPostgresConn *) self;
  gint64 changes = 0;

  if (PQstatus (conn->pg) == CONNECTION_OK &&
      anshin_postgres_exec (self, "BEGIN", NULL, 0, &changes, NULL))
    return TRUE;
  if (PQstatus (conn->pg) != CONNECTION_OK && !reconnect (conn, error))
    return FALSE;
  return anshin_postgres_exec (self, "BEGIN", NULL, 0, &changes, error);
}

/* A COMMIT that gets no answer may have been carried out: the job must not be run again. */
static gboolean
commit (AnshinConn *self, GError **error)
{
  AnshinPostgresConn *conn = (AnshinPostgresConn *) self;
  g_autoptr (PGresult) result = PQexec (conn->pg, "COMMIT");

  if (PQresultStatus (result) == PGRES_COMMAND_OK &&
      g_str_equal (PQcmdStatus (result), "COMMIT"))
    return TRUE;
  if (PQstatus (conn->pg) == CONNECTION_OK && PQresultStatus (result) != PGRES_COMMAND_OK)
    anshin_postgres_set_error (conn->pg, result, error);
  else
    g_set_error_literal (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FAILED,
                         "the connection broke during the commit");
  return FALSE;
}

static void
rollback (AnshinConn *self)
{
  AnshinPostgresConn *conn = (AnshinPostgresConn *) self;

  if (PQtransactionStatus (conn->pg) != PQTRANS_IDLE && PQstatus (conn->pg) == CONNECTION_OK)
    PQclear (PQexec (conn->pg, "ROLLBACK"));
}

static gboolean
is_lost (AnshinConn *self)
{
  return PQtransactionStatus (((AnshinPostgresConn *) self)->pg) != PQTRANS_INTRANS;
}

static void
after_commit (AnshinConn *self, gboolean busy)
{
}

/* A vacuum makes room of dead rows, but does not overwrite them: the table of keys, which is small,
 * is written anew. Those who wait for it wait for no longer than a moment. */
static gboolean
scrub (AnshinConn *self, GError **error)
{
  const char *const scripts[] = { "SET lock_timeout = '1s'",
                                  "VACUUM FULL data_key",
                                  "VACUUM entry",
                                  "VACUUM attachment_chunk",
                                  "VACUUM attachment",
                                  "VACUUM care_group",
                                  "VACUUM membership",
                                  "VACUUM invitation",
                                  "VACUUM read_mark" };
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < G_N_ELEMENTS (scripts); i++)
    ok = run_script (self, scripts[i], error);
  return run_script (self, "SET lock_timeout = '20s'", NULL) && ok;
}

static gboolean
has_table (AnshinConn *self, const char *name, gboolean *has, GError **error)
{
  AnshinParam param = { .type = 't', .data = name, .size = strlen (name) };

  return ask (self, "SELECT to_regclass ($1) IS NOT NULL", &param, has, error);
}

static gboolean
lock_schema (AnshinConn *self, gboolean lock, GError **error)
{
  AnshinParam param = { .type = 'i', .number = LOCK_SCHEMA };
  gboolean answer = FALSE;

  return ask (self,
              lock ? "SELECT pg_advisory_lock ($1) IS NULL" : "SELECT pg_advisory_unlock ($1)",
              &param, &answer, error);
}

/* What was not committed is not there. */
static void
discard (const AnshinDbConfig *config)
{
}

const AnshinEngine anshin_engine_postgres = {
  .name = "postgres",
  .groups_commits = FALSE,
  .tables_sql = "SELECT c.relname::text FROM pg_class AS c WHERE c.relkind = 'r' AND "
                "c.relnamespace = current_schema ()::regnamespace ORDER BY c.oid",
  .columns_sql = "SELECT attname::text FROM pg_attribute WHERE attrelid = to_regclass ($1) "
                 "AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
  .open = open_conn,
  .close = close_conn,
  .discard = discard,
  .begin = begin,
  .commit = commit,
  .rollback = rollback,
  .is_lost = is_lost,
  .after_commit = after_commit,
  .scrub = scrub,
  .lock_schema = lock_schema,
  .run_script = run_script,
  .has_table = has_table,
  .exec = anshin_postgres_exec,
  .query = anshin_postgres_query,
  .scan = anshin_postgres_scan,
  .rows_next = anshin_postgres_rows_next,
  .rows_get_text = anshin_postgres_rows_get_text,
  .rows_get_int = anshin_postgres_rows_get_int,
  .rows_get_blob = anshin_postgres_rows_get_blob,
  .rows_get_type = anshin_postgres_rows_get_type,
  .rows_is_null = anshin_postgres_rows_is_null,
  .rows_free = anshin_postgres_rows_free,
};
