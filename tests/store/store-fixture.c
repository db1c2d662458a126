/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <libpq-fe.h>
#include <string.h>
#include <unistd.h>

#include "anshin-id.h"

static void
run_on_server (const char *verb, const char *name, const char *rest)
{
  g_autofree char *sql = g_strdup_printf ("%s DATABASE %s %s", verb, name, rest);
  PGconn *pg = PQconnectdb (g_getenv ("ANSHIN_TEST_POSTGRES"));
  PGresult *result = PQexec (pg, sql);

  if (PQresultStatus (result) != PGRES_COMMAND_OK)
    g_error ("%s: %s", sql, PQerrorMessage (pg));
  PQclear (result);
  PQfinish (pg);
}

gboolean
store_is_postgres (void)
{
  return g_getenv ("ANSHIN_TEST_POSTGRES") != NULL;
}

static void
add_database (Store *store)
{
  const char *server = g_getenv ("ANSHIN_TEST_POSTGRES");
  g_autofree char *id = anshin_id_new ();
  g_autofree char *name = g_strconcat ("t_", id, NULL);
  g_auto (GStrv) parts = g_strsplit (server, "/postgres?", 2);

  run_on_server ("CREATE", name, "TEMPLATE template0");
  store->uri = g_strconcat (parts[0], "/", name, "?", parts[1], NULL);
}

Store *
store_new_empty (void)
{
  g_autoptr (GError) error = NULL;
  Store *store = g_new0 (Store, 1);

  store->folder = g_dir_make_tmp ("anshin-store-XXXXXX", &error);
  g_assert_no_error (error);
  store->key = g_build_filename (store->folder, "master.key", NULL);
  anshin_sealer_create_key (store->key, &error);
  g_assert_no_error (error);
  store->config.key_path = store->key;
  store->config.readers = 2;
  if (store_is_postgres ())
    {
      add_database (store);
      store->config.postgres_uri = store->uri;
    }
  else
    {
      store->path = g_build_filename (store->folder, "anshin.db", NULL);
      store->config.sqlite_path = store->path;
    }
  return store;
}

Store *
store_new (void)
{
  g_autoptr (GError) error = NULL;
  Store *store = store_new_empty ();

  anshin_db_create (&store->config, &error);
  g_assert_no_error (error);
  store_open (store);
  return store;
}

void
store_open (Store *store)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (store->db);
  store->db = anshin_db_open (&store->config, &error);
  g_assert_no_error (error);
}

void
store_close (Store *store)
{
  g_clear_pointer (&store->db, anshin_db_close);
}

void
store_drop_database (Store *store)
{
  g_auto (GStrv) parts = NULL;

  if (store->uri == NULL)
    return;
  parts = g_strsplit_set (store->uri, "/?", -1);
  run_on_server ("DROP", parts[3], "WITH (FORCE)");
}

void
store_restart_server (void)
{
  const char *data = g_getenv ("ANSHIN_TEST_POSTGRES_DATA");
  g_autofree char *program = g_build_filename (g_getenv ("ANSHIN_TEST_POSTGRES_BIN"), "pg_ctl",
                                               NULL);
  const char *as_root[] = { "runuser", "-u", "postgres", "--", program, "-D", data, "-s", "-w",
                            "-m", "immediate", "-l", "/dev/null", "restart", NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync ("/", (char **) (geteuid () == 0 ? as_root : as_root + 4), NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

void
store_free (Store *store)
{
  g_autoptr (GDir) dir = NULL;
  const char *name = NULL;

  store_close (store);
  store_drop_database (store);
  dir = g_dir_open (store->folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (store->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (store->folder);
  g_free (store->folder);
  g_free (store->path);
  g_free (store->uri);
  g_free (store->key);
  g_free (store);
}

typedef struct
{
  const char *sql;
  gint64 number;
} Statement;

static gboolean
exec_job (AnshinTx *tx, gpointer job, GError **error)
{
  Statement *statement = job;

  return anshin_tx_exec (tx, error, statement->sql, NULL);
}

static gboolean
number_job (AnshinTx *tx, gpointer job, GError **error)
{
  Statement *statement = job;
  g_autoptr (AnshinRows) rows = anshin_tx_query (tx, error, statement->sql, NULL);

  if (rows == NULL)
    return FALSE;
  statement->number = anshin_rows_next (rows, error) ? anshin_rows_get_int (rows, 0) : -1;
  return TRUE;
}

gboolean
store_try (Store *store, const char *sql, GError **error)
{
  Statement statement = { .sql = sql };

  return anshin_db_write_sync (store->db, exec_job, &statement, error);
}

void
store_exec (Store *store, const char *sql)
{
  Statement statement = { .sql = sql };

  store_write (store, exec_job, &statement);
}

gint64
store_number (Store *store, const char *sql)
{
  Statement statement = { .sql = sql };

  store_read (store, number_job, &statement);
  return statement.number;
}

void
store_write (Store *store, AnshinJobFunc func, gpointer job)
{
  g_autoptr (GError) error = NULL;

  anshin_db_write_sync (store->db, func, job, &error);
  g_assert_no_error (error);
}

void
store_read (Store *store, AnshinJobFunc func, gpointer job)
{
  g_autoptr (GError) error = NULL;

  anshin_db_read_sync (store->db, func, job, &error);
  g_assert_no_error (error);
}

gboolean
bytes_contain (const void *bytes, gsize size, const char *text)
{
  const char *place = bytes;
  const char *end = place + size;
  gsize length = strlen (text);

  for (; (place = memchr (place, text[0], (gsize) (end - place))) != NULL; place++)
    {
      if ((gsize) (end - place) < length)
        return FALSE;
      if (memcmp (place, text, length) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
add_user (AnshinTx *tx, const char *id, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "INSERT INTO account (id, facility_id, mail_index, profession, office, "
                         "facility_admin, state, password_hash, password_temporary, "
                         "password_expires_at, sealed, version, last_sign_in_at, "
                         "last_sign_in_terminal, created_at) "
                         "VALUES ($1, 'f', $2, 1, 0, 0, 1, '', 0, 0, $2, 1, 0, '', 0)",
                         "tb", id, id, (gsize) strlen (id));
}

static gboolean
world_job (AnshinTx *tx, gpointer job, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "INSERT INTO facility (id, kind, name, address, telephone, created_at) "
                         "VALUES ('f', 1, 'clinic', '', '', 0)",
                         NULL) &&
         add_user (tx, "u1", error) && add_user (tx, "u2", error) && add_user (tx, "u3", error) &&
         anshin_data_key_create (tx, "p", error) && anshin_data_key_create (tx, "g", error) &&
         anshin_tx_exec (tx, error,
                         "INSERT INTO patient (id, facility_id, no_attending, sealed, version, "
                         "created_by, created_at, updated_at) "
                         "VALUES ('p', 'f', 0, $1, 1, 'u1', 0, 0)",
                         "b", "x", (gsize) 1) &&
         anshin_channel_create (tx, "g", "g", error) &&
         anshin_tx_exec (tx, error,
                         "INSERT INTO care_group (id, kind, state, owner_facility_id, creator_id, "
                         "sealed, version, created_at) VALUES ('g', 2, 1, 'f', 'u1', $1, 1, 0)",
                         "b", "x", (gsize) 1);
}

void
store_add_world (Store *store)
{
  store_write (store, world_job, NULL);
}

gboolean
store_post (AnshinTx *tx, const char *channel, const char *author, const char *client_id,
            const char *text, gint64 *seq, GError **error)
{
  g_autofree char *id = anshin_id_new ();
  g_autofree char *content = g_strdup_printf ("{\"text\":\"%s\"}", text);
  AnshinNewEntry entry = { .channel = channel,
                           .id = id,
                           .kind = ANSHIN_ENTRY_MESSAGE,
                           .author_id = author,
                           .client_id = client_id,
                           .content_json = content };

  if (!anshin_channel_append (tx, &entry, NULL, error))
    return FALSE;
  if (seq != NULL)
    *seq = entry.seq;
  return TRUE;
}
