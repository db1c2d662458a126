/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "anshin-db-private.h"

/* So many new pages in the WAL are folded back: when nobody waits, and in any case. From a certain
 * size on readers are waited for, a little, so that the WAL can begin anew. */
#define CHECKPOINT_PAGES_IDLE 1000
#define CHECKPOINT_PAGES_BUSY 8000
#define RESTART_PAGES 16000
#define RESTART_TIMEOUT_MS 50
#define SCRUB_TIMEOUT_MS 500
#define BUSY_TIMEOUT_MS 5000

typedef struct _Statement Statement;

typedef struct
{
  AnshinConn parent;
  sqlite3 *db;
  GHashTable *statements;
  int lock_fd;
  int wal_pages;
  int folded_pages;
} Conn;

/* A prepared statement, which is its own rows: at most one set of them is open. */
struct _Statement
{
  AnshinRows parent;
  Conn *conn;
  sqlite3_stmt *stmt;
  const char *sql;
  int n_params;
  gboolean cached;
  gboolean open;
  gboolean fresh;
  int fresh_result;
  guint8 index[ANSHIN_MAX_PARAMS];
};

static void
set_error (Conn *conn, int result, GError **error)
{
  AnshinDbError code = ANSHIN_DB_ERROR_FAILED;

  switch (result & 0xff)
    {
    case SQLITE_CONSTRAINT:
      code = ANSHIN_DB_ERROR_CONSTRAINT;
      break;
    case SQLITE_FULL:
      code = ANSHIN_DB_ERROR_FULL;
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      code = ANSHIN_DB_ERROR_RETRY;
      break;
    default:
      break;
    }
  g_set_error (error, ANSHIN_DB_ERROR, code, "%s (%d)", sqlite3_errmsg (conn->db), result);
}

static void
statement_free (gpointer data)
{
  Statement *statement = data;

  sqlite3_finalize (statement->stmt);
  g_free (statement);
}

/* $N stands for the N-th parameter; SQLite itself numbers them by first appearance. */
static gboolean
map_params (Statement *statement, GError **error)
{
  int n = sqlite3_bind_parameter_count (statement->stmt);

  statement->n_params = n;
  for (int i = 1; i <= n && n <= ANSHIN_MAX_PARAMS; i++)
    {
      const char *name = sqlite3_bind_parameter_name (statement->stmt, i);
      guint64 number = 0;

      if (name == NULL || name[0] != '$' ||
          !g_ascii_string_to_unsigned (name + 1, 10, 1, (guint64) n, &number, NULL))
        break;
      statement->index[number - 1] = (guint8) i;
    }
  for (int i = 0; i < n; i++)
    if (n > ANSHIN_MAX_PARAMS || statement->index[i] == 0)
      {
        g_set_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FAILED,
                     "parameters are $1 to $%d: %s", ANSHIN_MAX_PARAMS, statement->sql);
        return FALSE;
      }
  return TRUE;
}

static Statement *
prepare (Conn *conn, const char *sql, gboolean cached, GError **error)
{
  Statement *statement = g_new0 (Statement, 1);
  int result = SQLITE_OK;

  statement->parent.engine = &anshin_engine_sqlite;
  statement->conn = conn;
  statement->cached = cached;
  result = sqlite3_prepare_v3 (conn->db, sql, -1, cached ? SQLITE_PREPARE_PERSISTENT : 0,
                               &statement->stmt, NULL);
  if (result != SQLITE_OK || statement->stmt == NULL)
    set_error (conn, result, error);
  else
    {
      statement->sql = sqlite3_sql (statement->stmt);
      if (map_params (statement, error))
        return statement;
    }
  statement_free (statement);
  return NULL;
}

/* By the address of the literal; the text is compared so that a reused address does no harm. */
static Statement *
find_statement (Conn *conn, const char *sql, GError **error)
{
  Statement *statement = g_hash_table_lookup (conn->statements, sql);

  if (statement != NULL && strcmp (statement->sql, sql) == 0)
    return statement->open ? prepare (conn, sql, FALSE, error) : statement;
  if (statement != NULL && statement->open)
    return prepare (conn, sql, FALSE, error);
  statement = prepare (conn, sql, TRUE, error);
  if (statement != NULL)
    g_hash_table_replace (conn->statements, (gpointer) sql, statement);
  return statement;
}

static int
bind_param (sqlite3_stmt *stmt, int index, const AnshinParam *param,
            sqlite3_destructor_type lifetime)
{
  if (param->null)
    return sqlite3_bind_null (stmt, index);
  switch (param->type)
    {
    case 'i':
      return sqlite3_bind_int64 (stmt, index, param->number);
    case 't':
      return sqlite3_bind_text (stmt, index, param->data, (int) param->size, lifetime);
    default:
      return sqlite3_bind_blob64 (stmt, index, param->data, param->size, lifetime);
    }
}

static gboolean
bind (Statement *statement, const AnshinParam *params, guint n_params,
      sqlite3_destructor_type lifetime, GError **error)
{
  if ((guint) statement->n_params != n_params)
    {
      g_set_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FAILED, "%u parameters for: %s",
                   n_params, statement->sql);
      return FALSE;
    }
  for (guint i = 0; i < n_params; i++)
    {
      int result = bind_param (statement->stmt, statement->index[i], &params[i], lifetime);

      if (result != SQLITE_OK)
        {
          set_error (statement->conn, result, error);
          return FALSE;
        }
    }
  return TRUE;
}

static void
release (Statement *statement)
{
  if (!statement->cached)
    {
      statement_free (statement);
      return;
    }
  sqlite3_reset (statement->stmt);
  statement->open = FALSE;
}

static gboolean
exec (AnshinConn *self, const char *sql, const AnshinParam *params, guint n_params,
      gint64 *changes, GError **error)
{
  Conn *conn = (Conn *) self;
  Statement *statement = find_statement (conn, sql, error);
  int result = SQLITE_DONE;
  gboolean ok = FALSE;

  if (statement == NULL)
    return FALSE;
  ok = bind (statement, params, n_params, SQLITE_STATIC, error);
  if (ok)
    {
      do
        result = sqlite3_step (statement->stmt);
      while (result == SQLITE_ROW);
      ok = result == SQLITE_DONE;
      if (ok)
        *changes = sqlite3_changes64 (conn->db);
      else
        set_error (conn, result, error);
    }
  release (statement);
  return ok;
}

/* The first step is made at once, so that a statement that writes and returns has written. */
static AnshinRows *
query (AnshinConn *self, const char *sql, const AnshinParam *params, guint n_params,
       GError **error)
{
  Conn *conn = (Conn *) self;
  Statement *statement = find_statement (conn, sql, error);

  if (statement == NULL)
    return NULL;
  if (bind (statement, params, n_params, SQLITE_TRANSIENT, error))
    {
      statement->fresh_result = sqlite3_step (statement->stmt);
      if (statement->fresh_result == SQLITE_ROW || statement->fresh_result == SQLITE_DONE)
        {
          statement->open = TRUE;
          statement->fresh = TRUE;
          return &statement->parent;
        }
      set_error (conn, statement->fresh_result, error);
    }
  release (statement);
  return NULL;
}

/* SQLite never holds more than a row. */
static AnshinRows *
scan (AnshinConn *self, const char *sql, GError **error)
{
  return query (self, g_intern_string (sql), NULL, 0, error);
}

static gboolean
rows_next (AnshinRows *rows, GError **error)
{
  Statement *statement = (Statement *) rows;
  int result = statement->fresh_result;

  if (!statement->fresh && result == SQLITE_ROW)
    result = statement->fresh_result = sqlite3_step (statement->stmt);
  statement->fresh = FALSE;
  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    set_error (statement->conn, result, error);
  return FALSE;
}

static const char *
rows_get_text (AnshinRows *rows, int column)
{
  return (const char *) sqlite3_column_text (((Statement *) rows)->stmt, column);
}

static gint64
rows_get_int (AnshinRows *rows, int column)
{
  return sqlite3_column_int64 (((Statement *) rows)->stmt, column);
}

static const guint8 *
rows_get_blob (AnshinRows *rows, int column, gsize *size)
{
  sqlite3_stmt *stmt = ((Statement *) rows)->stmt;
  const guint8 *data = sqlite3_column_blob (stmt, column);

  *size = (gsize) sqlite3_column_bytes (stmt, column);
  if (data == NULL && sqlite3_column_type (stmt, column) != SQLITE_NULL)
    return (const guint8 *) "";
  return data;
}

static char
rows_get_type (AnshinRows *rows, int column)
{
  switch (sqlite3_column_type (((Statement *) rows)->stmt, column))
    {
    case SQLITE_NULL:
      return 'n';
    case SQLITE_INTEGER:
      return 'i';
    case SQLITE_TEXT:
      return 't';
    default:
      return 'b';
    }
}

static gboolean
rows_is_null (AnshinRows *rows, int column)
{
  return sqlite3_column_type (((Statement *) rows)->stmt, column) == SQLITE_NULL;
}

static void
rows_free (AnshinRows *rows)
{
  release ((Statement *) rows);
}

static gboolean
run_script (AnshinConn *self, const char *script, GError **error)
{
  Conn *conn = (Conn *) self;
  int result = sqlite3_exec (conn->db, script, NULL, NULL, NULL);

  if (result == SQLITE_OK)
    return TRUE;
  set_error (conn, result, error);
  return FALSE;
}

static gboolean
has_table (AnshinConn *self, const char *name, gboolean *has, GError **error)
{
  AnshinParam param = { .type = 't', .data = name, .size = strlen (name) };
  AnshinRows *rows = query (self, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1",
                            &param, 1, error);

  if (rows == NULL)
    return FALSE;
  *has = rows_next (rows, NULL);
  rows_free (rows);
  return TRUE;
}

static gboolean
begin (AnshinConn *self, GError **error)
{
  gint64 changes = 0;
  gboolean writable = ((Conn *) self)->lock_fd >= 0;

  return exec (self, writable ? "BEGIN IMMEDIATE" : "BEGIN", NULL, 0, &changes, error);
}

static gboolean
commit (AnshinConn *self, GError **error)
{
  gint64 changes = 0;

  return exec (self, "COMMIT", NULL, 0, &changes, error);
}

static void
rollback (AnshinConn *self)
{
  Conn *conn = (Conn *) self;

  if (sqlite3_get_autocommit (conn->db) == 0)
    sqlite3_exec (conn->db, "ROLLBACK", NULL, NULL, NULL);
}

static gboolean
is_lost (AnshinConn *self)
{
  return sqlite3_get_autocommit (((Conn *) self)->db) != 0;
}

static int
on_wal_cb (void *data, sqlite3 *db, const char *name, int pages)
{
  ((Conn *) data)->wal_pages = pages;
  return SQLITE_OK;
}

/* Answers go out before the WAL is folded back into the database. */
static void
after_commit (AnshinConn *self, gboolean busy)
{
  Conn *conn = (Conn *) self;

  if (conn->wal_pages < conn->folded_pages)
    conn->folded_pages = 0;
  if (conn->wal_pages - conn->folded_pages < (busy ? CHECKPOINT_PAGES_BUSY : CHECKPOINT_PAGES_IDLE))
    return;
  conn->folded_pages = conn->wal_pages;
  if (conn->wal_pages < RESTART_PAGES)
    {
      sqlite3_wal_checkpoint_v2 (conn->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
      return;
    }
  sqlite3_busy_timeout (conn->db, RESTART_TIMEOUT_MS);
  sqlite3_wal_checkpoint_v2 (conn->db, NULL, SQLITE_CHECKPOINT_RESTART, NULL, NULL);
  sqlite3_busy_timeout (conn->db, BUSY_TIMEOUT_MS);
}

/* The log holds rows as they were; what is deleted in the database itself is overwritten with zeros
 * (secure_delete). */
static gboolean
scrub (AnshinConn *self, GError **error)
{
  Conn *conn = (Conn *) self;
  int result = SQLITE_OK;

  sqlite3_busy_timeout (conn->db, SCRUB_TIMEOUT_MS);
  result = sqlite3_wal_checkpoint_v2 (conn->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  sqlite3_busy_timeout (conn->db, BUSY_TIMEOUT_MS);
  if (result != SQLITE_OK)
    {
      set_error (conn, result, error);
      return FALSE;
    }
  conn->wal_pages = 0;
  conn->folded_pages = 0;
  return TRUE;
}

/* The lock of the writing process keeps others away already. */
static gboolean
lock_schema (AnshinConn *self, gboolean lock, GError **error)
{
  return TRUE;
}

/* One process alone may write, or there would be two checkpointers and two audit chains. */
static gboolean
take_lock (Conn *conn, const char *path, GError **error)
{
  g_autofree char *lock_path = g_strconcat (path, "-lock", NULL);

  conn->lock_fd = open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (conn->lock_fd >= 0 && flock (conn->lock_fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  g_set_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FAILED, "%s: %s", lock_path,
               errno == EWOULDBLOCK ? "another process is writing to this database"
                                    : g_strerror (errno));
  return FALSE;
}

static gboolean
make_file (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd >= 0)
    {
      close (fd);
      return TRUE;
    }
  g_set_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FAILED, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

static gboolean
configure (Conn *conn, AnshinConnMode mode, GError **error)
{
  gboolean writes = mode != ANSHIN_CONN_READ;

  sqlite3_extended_result_codes (conn->db, 1);
  sqlite3_busy_timeout (conn->db, BUSY_TIMEOUT_MS);
  sqlite3_db_config (conn->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (conn->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (conn->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  sqlite3_db_config (conn->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, writes ? 0 : 1, NULL);
  if (writes && !run_script (&conn->parent,
                             "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                             "PRAGMA secure_delete = ON; PRAGMA cache_size = -65536;",
                             error))
    return FALSE;
  if (!writes && !run_script (&conn->parent, "PRAGMA query_only = ON; PRAGMA cache_size = -16384;",
                              error))
    return FALSE;
  if (!run_script (&conn->parent,
                   "PRAGMA wal_autocheckpoint = 0; PRAGMA cell_size_check = ON;"
                   "PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;",
                   error))
    return FALSE;
  sqlite3_wal_hook (conn->db, on_wal_cb, conn);
  return TRUE;
}

static void
close_conn (AnshinConn *self)
{
  Conn *conn = (Conn *) self;

  g_clear_pointer (&conn->statements, g_hash_table_unref);
  sqlite3_close (conn->db);
  if (conn->lock_fd >= 0)
    close (conn->lock_fd);
  g_free (conn);
}

/* Each connection is used by one thread alone; savepoints keep what they undo in memory. */
static void
configure_library (void)
{
  static gsize once = 0;

  if (!g_once_init_enter (&once))
    return;
  sqlite3_config (SQLITE_CONFIG_MULTITHREAD);
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  sqlite3_config (SQLITE_CONFIG_STMTJRNL_SPILL, 1024 * 1024);
  sqlite3_initialize ();
  g_once_init_leave (&once, 1);
}

static AnshinConn *
open_conn (const AnshinDbConfig *config, AnshinConnMode mode, guint index, GError **error)
{
  const char *path = config->sqlite_path;
  int flags = mode == ANSHIN_CONN_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  Conn *conn = NULL;
  int result = SQLITE_OK;

  configure_library ();
  if (mode == ANSHIN_CONN_CREATE && !make_file (path, error))
    return NULL;
  conn = g_new0 (Conn, 1);
  conn->parent.engine = &anshin_engine_sqlite;
  conn->lock_fd = -1;
  conn->statements = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, statement_free);
  if (mode == ANSHIN_CONN_READ || take_lock (conn, path, error))
    {
      result = sqlite3_open_v2 (path, &conn->db,
                                flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, NULL);
      if (result != SQLITE_OK)
        g_set_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FAILED, "%s: %s", path,
                     sqlite3_errstr (result));
      else if (configure (conn, mode, error))
        return &conn->parent;
    }
  close_conn (&conn->parent);
  return NULL;
}

static void
discard (const AnshinDbConfig *config)
{
  const char *endings[] = { "", "-wal", "-shm", "-lock" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (config->sqlite_path, endings[i], NULL);

      unlink (path);
    }
}

const AnshinEngine anshin_engine_sqlite = {
  .name = "sqlite",
  .groups_commits = TRUE,
  .tables_sql = "SELECT name FROM sqlite_schema WHERE type = 'table' "
                "AND substr (name, 1, 7) <> 'sqlite_' ORDER BY rowid",
  .columns_sql = "SELECT name FROM pragma_table_info ($1) ORDER BY cid",
  .integrity_sql = "PRAGMA integrity_check",
  .foreign_keys_sql = "SELECT 'foreign key of ' || \"table\" FROM pragma_foreign_key_check",
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
  .exec = exec,
  .query = query,
  .scan = scan,
  .rows_next = rows_next,
  .rows_get_text = rows_get_text,
  .rows_get_int = rows_get_int,
  .rows_get_blob = rows_get_blob,
  .rows_get_type = rows_get_type,
  .rows_is_null = rows_is_null,
  .rows_free = rows_free,
};
