/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-backup.h"

#include <string.h>

#include "anshin-backup-file.h"
#include "anshin-clock.h"
#include "anshin-db-private.h"
#include "anshin-migrate.h"

/*
 * Inside: schema version, time; for each table 'T', its name, the number of its columns, their
 * names, and for each of its rows 'R' with a value a column; 'E' and the number of rows at the end.
 * A value is 'n', 'i' and a number, or 't' or 'b' and bytes.
 */
#define MAX_COLUMNS ANSHIN_MAX_PARAMS

/* A table while its rows are written or read. */
typedef struct
{
  char *name;
  GPtrArray *columns;
} Table;

static void
table_clear (Table *table)
{
  g_clear_pointer (&table->name, g_free);
  g_clear_pointer (&table->columns, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

static GPtrArray *
list_names (AnshinTx *tx, const char *sql, const char *types, const char *param, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AnshinRows) rows = anshin_tx_query (tx, error, sql, types, param);

  if (rows == NULL)
    return NULL;
  while (anshin_rows_next (rows, NULL))
    g_ptr_array_add (names, g_strdup (anshin_rows_get_text (rows, 0)));
  return g_steal_pointer (&names);
}

static gboolean
write_value (AnshinBackupWriter *writer, AnshinRows *rows, int column, GError **error)
{
  char type = rows->engine->rows_get_type (rows, column);
  const void *data = NULL;
  gsize size = 0;

  if (!anshin_backup_writer_byte (writer, type, error))
    return FALSE;
  switch (type)
    {
    case 'n':
      return TRUE;
    case 'i':
      return anshin_backup_writer_number (writer, anshin_rows_get_int (rows, column), error);
    case 't':
      data = anshin_rows_get_text (rows, column);
      return anshin_backup_writer_bytes (writer, data, strlen (data), error);
    default:
      data = anshin_rows_get_blob (rows, column, &size);
      return anshin_backup_writer_bytes (writer, data, size, error);
    }
}

static char *
join_columns (GPtrArray *columns)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (char *) columns->pdata[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
write_rows (AnshinTx *tx, AnshinBackupWriter *writer, const Table *table, AnshinBackupInfo *info,
            GError **error)
{
  g_autofree char *columns = join_columns (table->columns);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s", columns, table->name);
  g_autoptr (AnshinRows) rows = anshin_tx_scan (tx, error, sql);
  g_autoptr (GError) step_error = NULL;

  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &step_error))
    {
      info->rows++;
      if (!anshin_backup_writer_byte (writer, 'R', error))
        return FALSE;
      for (guint i = 0; i < table->columns->len; i++)
        if (!write_value (writer, rows, (int) i, error))
          return FALSE;
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static gboolean
write_table (AnshinTx *tx, AnshinBackupWriter *writer, const char *name, AnshinBackupInfo *info,
             GError **error)
{
  g_auto (Table) table = { .name = g_strdup (name) };

  table.columns = list_names (tx, tx->conn->engine->columns_sql, "t", name, error);
  if (table.columns == NULL || !anshin_backup_writer_byte (writer, 'T', error) ||
      !anshin_backup_writer_bytes (writer, name, strlen (name), error) ||
      !anshin_backup_writer_number (writer, table.columns->len, error))
    return FALSE;
  for (guint i = 0; i < table.columns->len; i++)
    if (!anshin_backup_writer_bytes (writer, table.columns->pdata[i],
                                     strlen (table.columns->pdata[i]), error))
      return FALSE;
  info->tables++;
  return write_rows (tx, writer, &table, info, error);
}

static gboolean
write_all (AnshinTx *tx, AnshinBackupWriter *writer, AnshinBackupInfo *info, GError **error)
{
  g_autoptr (GPtrArray) tables = NULL;

  if (!anshin_migrate_check (tx, &info->schema_version, error))
    return FALSE;
  info->created_at = anshin_clock_now ();
  tables = list_names (tx, tx->conn->engine->tables_sql, NULL, NULL, error);
  if (tables == NULL || !anshin_backup_writer_number (writer, info->schema_version, error) ||
      !anshin_backup_writer_number (writer, info->created_at, error))
    return FALSE;
  for (guint i = 0; i < tables->len; i++)
    if (!write_table (tx, writer, tables->pdata[i], info, error))
      return FALSE;
  return anshin_backup_writer_byte (writer, 'E', error) &&
         anshin_backup_writer_number (writer, info->rows, error) &&
         anshin_backup_writer_finish (writer, &info->bytes, error);
}

/**
 * anshin_backup_write:
 * @config: which database and its key
 * @path: the file to make; nothing may be there
 * @info: (out): what was written
 * @error: return location for an error
 *
 * Writes one state of the database to a file, while a service may go on using it (SECURITY
 * BCP-02). The master key is not in it and has to be kept elsewhere.
 *
 * Returns: whether the file is there, whole and on the disk
 */
gboolean
anshin_backup_write (const AnshinDbConfig *config, const char *path, AnshinBackupInfo *info,
                     GError **error)
{
  g_autoptr (AnshinSealer) sealer = NULL;
  g_autoptr (AnshinBackupWriter) writer = NULL;
  AnshinTx tx;
  gboolean ok = FALSE;

  memset (info, 0, sizeof *info);
  sealer = anshin_sealer_new (config->key_path, error);
  if (sealer == NULL || !anshin_tx_open (&tx, config, ANSHIN_CONN_READ, sealer, error))
    return FALSE;
  writer = anshin_backup_writer_new (sealer, path, error);
  ok = writer != NULL && tx.conn->engine->begin (tx.conn, error) &&
       write_all (&tx, writer, info, error);
  tx.conn->engine->rollback (tx.conn);
  tx.conn->engine->close (tx.conn);
  return ok;
}

static gboolean
set_malformed (GError **error)
{
  anshin_set_error (error, ANSHIN_ERROR_CORRUPT, NULL, "the backup is not of this program");
  return FALSE;
}

static char *
read_name (AnshinBackupReader *reader, GError **error)
{
  const void *data = NULL;
  gsize size = 0;

  if (!anshin_backup_reader_bytes (reader, &data, &size, error))
    return NULL;
  return g_strndup (data, size);
}

static gboolean
read_table (AnshinBackupReader *reader, Table *table, GError **error)
{
  gint64 n = 0;

  table_clear (table);
  table->name = read_name (reader, error);
  table->columns = g_ptr_array_new_with_free_func (g_free);
  if (table->name == NULL || !anshin_backup_reader_number (reader, &n, error))
    return FALSE;
  if (n < 1 || n > MAX_COLUMNS)
    return set_malformed (error);
  for (gint64 i = 0; i < n; i++)
    {
      char *name = read_name (reader, error);

      if (name == NULL)
        return FALSE;
      g_ptr_array_add (table->columns, name);
    }
  return TRUE;
}

/* The bytes of one row, held together, because what the reader gives is borrowed. */
typedef struct
{
  AnshinParam params[MAX_COLUMNS];
  gsize offsets[MAX_COLUMNS];
  GByteArray *bytes;
} Row;

static gboolean
read_value (AnshinBackupReader *reader, Row *row, guint column, GError **error)
{
  AnshinParam *param = &row->params[column];
  const void *data = NULL;

  *param = (AnshinParam) { 0 };
  if (!anshin_backup_reader_byte (reader, &param->type, error))
    return FALSE;
  switch (param->type)
    {
    case 'n':
      param->null = TRUE;
      return TRUE;
    case 'i':
      return anshin_backup_reader_number (reader, &param->number, error);
    case 't':
    case 'b':
      if (!anshin_backup_reader_bytes (reader, &data, &param->size, error))
        return FALSE;
      row->offsets[column] = row->bytes->len;
      g_byte_array_append (row->bytes, data, (guint) param->size);
      return TRUE;
    default:
      return set_malformed (error);
    }
}

static gboolean
read_row (AnshinBackupReader *reader, const Table *table, Row *row, GError **error)
{
  if (table->columns == NULL)
    return set_malformed (error);
  g_byte_array_set_size (row->bytes, 0);
  for (guint i = 0; i < table->columns->len; i++)
    if (!read_value (reader, row, i, error))
      return FALSE;
  for (guint i = 0; i < table->columns->len; i++)
    if (row->params[i].type == 't' || row->params[i].type == 'b')
      row->params[i].data = row->bytes->data != NULL ? row->bytes->data + row->offsets[i]
                                                     : (const guint8 *) "";
  return TRUE;
}

/* A null has no type of its own in the file; PostgreSQL wants to know the column's. */
static const char *
make_insert (const Table *table, const Row *row)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autofree char *columns = join_columns (table->columns);
  guint n = 0;

  g_string_printf (sql, "INSERT INTO %s (%s) VALUES (", table->name, columns);
  for (guint i = 0; i < table->columns->len; i++)
    {
      g_string_append (sql, i > 0 ? ", " : "");
      if (row->params[i].null)
        g_string_append (sql, "NULL");
      else
        g_string_append_printf (sql, "$%u", ++n);
    }
  g_string_append_c (sql, ')');
  return g_intern_string (sql->str);
}

static gboolean
insert_row (AnshinTx *tx, const Table *table, const Row *row, GError **error)
{
  AnshinParam params[MAX_COLUMNS];
  const char *sql = make_insert (table, row);
  gint64 changes = 0;
  guint n = 0;

  for (guint i = 0; i < table->columns->len; i++)
    if (!row->params[i].null)
      params[n++] = row->params[i];
  return tx->conn->engine->exec (tx->conn, sql, params, n, &changes, error);
}

/* Walks through the file; with @tx it also writes what it reads. */
static gboolean
read_all (AnshinTx *tx, AnshinBackupReader *reader, AnshinBackupInfo *info, GError **error)
{
  g_auto (Table) table = { 0 };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Row row = { .bytes = bytes };
  gint64 rows = 0;
  char tag = 0;

  info->tables = 0;
  info->rows = 0;
  for (;;)
    {
      if (!anshin_backup_reader_byte (reader, &tag, error))
        return FALSE;
      if (tag == 'E')
        break;
      if (tag != 'T' && tag != 'R')
        return set_malformed (error);
      if (tag == 'T' && !read_table (reader, &table, error))
        return FALSE;
      if (tag == 'R' && (!read_row (reader, &table, &row, error) ||
                         (tx != NULL && !insert_row (tx, &table, &row, error))))
        return FALSE;
      info->tables += tag == 'T';
      info->rows += tag == 'R';
    }
  if (!anshin_backup_reader_number (reader, &rows, error) ||
      !anshin_backup_reader_at_end (reader, error))
    return FALSE;
  info->bytes = anshin_backup_reader_get_size (reader);
  return rows == info->rows || set_malformed (error);
}

static gboolean
read_start (AnshinBackupReader *reader, AnshinBackupInfo *info, GError **error)
{
  return anshin_backup_reader_number (reader, &info->schema_version, error) &&
         anshin_backup_reader_number (reader, &info->created_at, error);
}

static gboolean
verify (AnshinBackupReader *reader, AnshinBackupInfo *info, GError **error)
{
  if (!read_start (reader, info, error) || !read_all (NULL, reader, info, error))
    return FALSE;
  if (info->schema_version <= anshin_migrate_get_version ())
    return TRUE;
  g_set_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_VERSION,
               "the backup has schema version %" G_GINT64_FORMAT "; this program knows %"
               G_GINT64_FORMAT, info->schema_version, anshin_migrate_get_version ());
  return FALSE;
}

/**
 * anshin_backup_verify:
 * @config: whose key the backup was made with
 * @path: a backup
 * @info: (out): what is in it
 * @error: return location for an error; %ANSHIN_ERROR_CORRUPT if any bit is not as it was written
 *
 * Reads a backup through without restoring it (SECURITY BCP-04).
 *
 * Returns: whether it is whole
 */
gboolean
anshin_backup_verify (const AnshinDbConfig *config, const char *path, AnshinBackupInfo *info,
                      GError **error)
{
  g_autoptr (AnshinSealer) sealer = NULL;
  g_autoptr (AnshinBackupReader) reader = NULL;

  memset (info, 0, sizeof *info);
  sealer = anshin_sealer_new (config->key_path, error);
  if (sealer == NULL)
    return FALSE;
  reader = anshin_backup_reader_new (sealer, path, error);
  return reader != NULL && verify (reader, info, error);
}

/* What was open when the backup was written may have been ended since: who was suspended, whose
 * terminal was lost. A code that was good may have been used, and a temporary password is good with
 * a code alone: the office gives new ones. */
static gboolean
end_sessions (AnshinTx *tx, GError **error)
{
  gint64 now = anshin_clock_now ();

  return anshin_tx_exec (tx, error, "UPDATE session SET ended_at = $1 WHERE ended_at IS NULL", "i",
                         now) &&
         anshin_tx_exec (tx, error,
                         "UPDATE enrolment_code SET used_at = $1 WHERE used_at IS NULL", "i",
                         now);
}

static gboolean
restore (AnshinTx *tx, AnshinBackupReader *reader, AnshinBackupInfo *info, GError **error)
{
  return anshin_migrate_make_empty (tx, info->schema_version, error) &&
         anshin_backup_reader_rewind (reader, error) && read_start (reader, info, error) &&
         read_all (tx, reader, info, error) && end_sessions (tx, error) &&
         tx->conn->engine->commit (tx->conn, error);
}

/**
 * anshin_backup_restore:
 * @config: a database that does not exist yet (SQLite) or is empty (PostgreSQL), and the key that
 *   the backup was made with
 * @path: a backup, of either engine
 * @info: (out): what was restored
 * @error: return location for an error; %ANSHIN_ERROR_CORRUPT if any bit is not as it was written
 *
 * Makes a database from a backup, in one transaction, after the whole file was verified. Nobody is
 * signed in in it, and no enrolment code is good. It is brought up to date when it is opened next;
 * anshin_store_check() tells whether all is well.
 *
 * Returns: whether the database is there
 */
gboolean
anshin_backup_restore (const AnshinDbConfig *config, const char *path, AnshinBackupInfo *info,
                       GError **error)
{
  g_autoptr (AnshinSealer) sealer = NULL;
  g_autoptr (AnshinBackupReader) reader = NULL;
  const AnshinEngine *engine = NULL;
  AnshinTx tx;
  gboolean ok = FALSE;

  memset (info, 0, sizeof *info);
  sealer = anshin_sealer_new (config->key_path, error);
  if (sealer == NULL)
    return FALSE;
  reader = anshin_backup_reader_new (sealer, path, error);
  if (reader == NULL || !verify (reader, info, error) ||
      !anshin_tx_open (&tx, config, ANSHIN_CONN_CREATE, sealer, error))
    return FALSE;
  engine = tx.conn->engine;
  ok = engine->begin (tx.conn, error) && restore (&tx, reader, info, error);
  if (!ok)
    engine->rollback (tx.conn);
  engine->close (tx.conn);
  if (!ok)
    engine->discard (config);
  return ok;
}
