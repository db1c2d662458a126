/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "anshin-check.h"
#include "anshin-id.h"
#include "store-fixture.h"

/*
 * What was acknowledged is there after a kill −9 at any moment (SECURITY R1, R2, R6). The program
 * runs itself as the writing child: it posts from many jobs at once and writes the client's id of
 * each acknowledged post to a pipe.
 */
#define ROUNDS 12
#define IN_FLIGHT 16
#define CANARY "canary-77b1-血圧"

typedef struct
{
  AnshinDb *db;
  char *client_id;
} Post;

static gboolean
post_job (AnshinTx *tx, gpointer data, GError **error)
{
  Post *post = data;
  AnshinAudit audit = { .actor_id = "u1", .action = "post", .object_id = "g", .result = "ok" };

  return store_post (tx, "g", "u1", post->client_id, CANARY, NULL, error) &&
         anshin_audit_append (tx, &audit, error);
}

static void
on_posted_cb (gpointer data, const GError *error)
{
  Post *post = data;

  if (error != NULL && !g_error_matches (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_RETRY))
    _exit (3);
  if (error == NULL && (write (STDOUT_FILENO, post->client_id, strlen (post->client_id)) < 0 ||
                        write (STDOUT_FILENO, "\n", 1) < 0))
    _exit (4);
  g_free (post->client_id);
  post->client_id = anshin_id_new ();
  if (!anshin_db_write (post->db, post_job, on_posted_cb, post))
    _exit (5);
}

/* Until it is killed. */
G_NORETURN static void
run_child (void)
{
  AnshinDbConfig config = { .sqlite_path = g_getenv ("CRASH_SQLITE"),
                            .postgres_uri = g_getenv ("CRASH_POSTGRES"),
                            .key_path = g_getenv ("CRASH_KEY") };
  g_autoptr (GError) error = NULL;
  AnshinDb *db = anshin_db_open (&config, &error);
  Post posts[IN_FLIGHT];

  if (db == NULL)
    g_error ("%s", error->message);
  for (guint i = 0; i < IN_FLIGHT; i++)
    {
      posts[i].db = db;
      posts[i].client_id = anshin_id_new ();
      anshin_db_write (db, post_job, on_posted_cb, &posts[i]);
    }
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_environment (Store *store)
{
  if (store->path != NULL)
    g_setenv ("CRASH_SQLITE", store->path, TRUE);
  if (store->uri != NULL)
    g_setenv ("CRASH_POSTGRES", store->uri, TRUE);
  g_setenv ("CRASH_KEY", store->key, TRUE);
}

/* Reads what the child acknowledges for a while, kills it, and reads the rest. */
static void
kill_while_writing (const char *self, GHashTable *acknowledged)
{
  char *arguments[] = { (char *) self, (char *) "--child", NULL };
  g_autoptr (GError) error = NULL;
  char line[64];
  FILE *answers = NULL;
  GPid pid = 0;
  int out = -1;
  guint before = g_hash_table_size (acknowledged);
  guint wanted = (guint) g_test_rand_int_range (1, 400);

  g_spawn_async_with_pipes (NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                            NULL, &out, NULL, &error);
  g_assert_no_error (error);
  answers = fdopen (out, "r");
  while (fgets (line, sizeof line, answers) != NULL)
    {
      gsize length = strlen (line);

      /* The last line may have been cut by the kill. */
      if (length == 27 && line[26] == '\n')
        g_hash_table_add (acknowledged, g_strndup (line, 26));
      if (g_hash_table_size (acknowledged) == before + wanted)
        kill (pid, SIGKILL);
    }
  fclose (answers);
  waitpid (pid, NULL, 0);
  g_spawn_close_pid (pid);
  g_assert_cmpuint (g_hash_table_size (acknowledged), >=, before + wanted);
}

static gboolean
find_all_job (AnshinTx *tx, gpointer data, GError **error)
{
  GHashTable *acknowledged = data;
  GHashTableIter iter;
  gpointer client_id = NULL;

  g_hash_table_iter_init (&iter, acknowledged);
  while (g_hash_table_iter_next (&iter, &client_id, NULL))
    {
      g_autofree char *channel = NULL;
      gint64 seq = 0;

      if (!anshin_channel_find_sent (tx, "u1", client_id, &channel, &seq, error))
        return FALSE;
      g_assert_cmpstr (channel, ==, "g");
    }
  return TRUE;
}

static gsize
search_file (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size = 0;

  /* PostgreSQL may take away a file at any time. */
  if (!g_file_get_contents (path, &bytes, &size, NULL))
    return 0;
  g_assert_false (bytes_contain (bytes, size, "canary-77b1"));
  return size;
}

static gsize
search_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;
  gsize searched = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        searched += search_folder (path);
      else
        searched += search_file (path);
    }
  return searched;
}

/* Nothing of a message is in the bytes of the database or of its write-ahead log (EN-02, R9). */
static void
assert_no_canary (Store *store)
{
  const char *data = g_getenv ("ANSHIN_TEST_POSTGRES_DATA");

  g_assert_cmpuint (search_folder (store->folder), >, 0);
  if (data != NULL)
    g_assert_cmpuint (search_folder (data), >, 1000000);
}

static void
test_kill (gconstpointer data)
{
  g_autoptr (Store) store = store_new ();
  g_autoptr (GHashTable) acknowledged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                               NULL);
  gint64 entries = 0;

  store_add_world (store);
  store_close (store);
  set_environment (store);
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_auto (AnshinCheck) check = { 0 };

      kill_while_writing (data, acknowledged);
      if (!store_is_postgres () || i == 0)
        assert_no_canary (store);
      store_open (store);
      store_read (store, find_all_job, acknowledged);
      entries = store_number (store, "SELECT COUNT(*) FROM entry");
      g_assert_cmpint (entries, >=, g_hash_table_size (acknowledged));
      g_assert_cmpint (store_number (store, "SELECT last_seq FROM channel WHERE id = 'g'"), ==,
                       entries);
      store_close (store);
      g_assert_true (anshin_store_check (&store->config, &check, NULL));
      g_assert_cmpint (check.audit_records, ==, entries);
      /* The world's rows are not sealed: they are all that the check finds. */
      g_assert_cmpuint (check.faults->len, ==, 5);
    }
  g_test_message ("%u acknowledged, none lost", g_hash_table_size (acknowledged));
}

int
main (int argc, char **argv)
{
  if (argc == 2 && g_str_equal (argv[1], "--child"))
    run_child ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/store/crash/kill", argv[0], test_kill);
  return g_test_run ();
}
