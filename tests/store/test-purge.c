/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "anshin-backup.h"
#include "anshin-check.h"
#include "anshin-clock.h"
#include "anshin-purge.h"
#include "store-fixture.h"

#define POSTS 600
#define HOUR (3600 * ANSHIN_SECOND)

/* Every byte string that tells something of the group "g": its wrapped key, its sealed name and
 * entries. */
typedef struct
{
  GPtrArray *secrets;
  GPtrArray *kept;
} Traces;

static void
traces_clear (Traces *traces)
{
  g_clear_pointer (&traces->secrets, g_ptr_array_unref);
  g_clear_pointer (&traces->kept, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Traces, traces_clear)

static gboolean
add_request (AnshinTx *tx, const char *group, GError **error)
{
  g_autofree char *id = g_strconcat ("request-", group, NULL);
  g_autoptr (GBytes) sealed = anshin_seal (tx, group, "care_request", id, 1, "{}", 2, error);

  return sealed != NULL &&
         anshin_tx_exec (tx, error,
                         "INSERT INTO care_request (id, group_id, seq, asked_by, asked_at, "
                         "owner_id, due_on, urgent, state, taken_at, changed_at, version, sealed) "
                         "VALUES ($1, $2, 1, 'u1', 0, 'u1', 99999999, 0, 1, 0, 0, 1, $3)",
                         "ttg", id, group, sealed);
}

static gboolean
second_group_job (AnshinTx *tx, gpointer data, GError **error)
{
  const char *groups[] = { "g", "h" };

  if (!anshin_data_key_create (tx, "h", error) || !anshin_channel_create (tx, "h", "h", error) ||
      !anshin_tx_exec (tx, error,
                       "INSERT INTO care_group (id, kind, state, owner_facility_id, creator_id, "
                       "sealed, version, created_at) VALUES ('h', 2, 1, 'f', 'u1', $1, 1, 0)",
                       "b", "x", (gsize) 1))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_autoptr (GBytes) name = anshin_seal (tx, groups[i], "care_group", groups[i], 1, groups[i],
                                             1, error);

      g_assert_nonnull (name);
      if (!anshin_tx_exec (tx, error, "UPDATE care_group SET sealed = $1 WHERE id = $2", "gt", name,
                           groups[i]) ||
          !anshin_tx_exec (tx, error,
                           "INSERT INTO membership (group_id, user_id, group_admin, joined_at) "
                           "VALUES ($1, 'u1', 1, 0)",
                           "t", groups[i]) ||
          !anshin_read_mark_set (tx, groups[i], "u1", 1, NULL, error) ||
          !add_request (tx, groups[i], error))
        return FALSE;
    }
  return TRUE;
}

/* Short ones and such as need more than a page, the two groups mixed. */
static gboolean
posts_job (AnshinTx *tx, gpointer data, GError **error)
{
  GRand *rand = data;

  for (int i = 0; i < 20; i++)
    {
      int size = g_rand_boolean (rand) ? g_rand_int_range (rand, 1, 300)
                                       : g_rand_int_range (rand, 300, 9000);
      g_autofree char *text = g_strnfill ((gsize) size, 'x');

      if (!store_post (tx, i % 2 == 0 ? "g" : "h", "u1", NULL, text, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take (AnshinTx *tx, const char *sql, GPtrArray *bytes, GError **error)
{
  g_autoptr (AnshinRows) rows = anshin_tx_query (tx, error, sql, NULL);

  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, error))
    {
      gsize size = 0;
      const guint8 *data = anshin_rows_get_blob (rows, 0, &size);

      /* The format and the beginning of the nonce: enough to know it by, and never over a page. */
      g_assert_cmpuint (size, >, 40);
      g_ptr_array_add (bytes, g_bytes_new (data, 25));
    }
  return TRUE;
}

static gboolean
traces_job (AnshinTx *tx, gpointer data, GError **error)
{
  Traces *traces = data;

  return take (tx, "SELECT wrapped FROM data_key WHERE id = 'g'", traces->secrets, error) &&
         take (tx, "SELECT sealed FROM care_group WHERE id = 'g'", traces->secrets, error) &&
         take (tx, "SELECT sealed FROM entry WHERE channel_id = 'g'", traces->secrets, error) &&
         take (tx, "SELECT wrapped FROM data_key WHERE id = 'h'", traces->kept, error) &&
         take (tx, "SELECT sealed FROM entry WHERE channel_id = 'h'", traces->kept, error);
}

static Store *
new_filled (Traces *traces)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);
  Store *store = store_new ();

  store_add_world (store);
  store_write (store, second_group_job, NULL);
  for (int i = 0; i < POSTS / 20; i++)
    store_write (store, posts_job, rand);
  traces->secrets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  traces->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  store_read (store, traces_job, traces);
  g_assert_cmpuint (traces->secrets->len, ==, 2 + POSTS / 2);
  return store;
}

static guint
count_in_bytes (const char *bytes, gsize size, GPtrArray *traces)
{
  guint found = 0;

  for (guint i = 0; i < traces->len; i++)
    {
      gsize length = 0;
      const void *trace = g_bytes_get_data (traces->pdata[i], &length);

      found += memmem (bytes, size, trace, length) != NULL;
    }
  return found;
}

static guint
count_in_file (const char *path, GPtrArray *traces)
{
  g_autofree char *bytes = NULL;
  gsize size = 0;

  if (!g_file_get_contents (path, &bytes, &size, NULL))
    return 0;
  return count_in_bytes (bytes, size, traces);
}

/* In all that SQLite has on disk. */
static guint
count_on_disk (const char *path, GPtrArray *traces)
{
  const char *endings[] = { "", "-wal", "-shm", "-journal" };
  guint found = 0;

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      found += count_in_file (file, traces);
    }
  return found;
}

static gboolean
key_file_job (AnshinTx *tx, gpointer data, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT current_setting ('data_directory') || '/' || "
                          "pg_relation_filepath ('data_key')",
                          NULL);
  if (rows == NULL || !anshin_rows_next (rows, error))
    return FALSE;
  *(char **) data = g_strdup (anshin_rows_get_text (rows, 0));
  return TRUE;
}

/* On PostgreSQL the file of the keys alone: without its key nothing else tells anything. */
static guint
count_in_store (Store *store, GPtrArray *traces)
{
  g_autofree char *file = NULL;

  if (!store_is_postgres ())
    return count_on_disk (store->path, traces);
  store_read (store, key_file_job, &file);
  store_exec (store, "CHECKPOINT");
  return count_in_file (file, traces);
}

static void
delete_until (Store *store, gint64 purge_at)
{
  g_autofree char *sql =
    g_strdup_printf ("UPDATE care_group SET state = 4, state_before = 1, deleted_at = 1, "
                     "purge_at = %" G_GINT64_FORMAT " WHERE id = 'g'",
                     purge_at);

  store_exec (store, sql);
}

/* Steps until there is no more; how many keys were destroyed. */
static guint
purge (Store *store, AnshinPurge *purge_step)
{
  guint groups = 0;

  do
    {
      store_write (store, anshin_purge_step, purge_step);
      groups += purge_step->groups;
    }
  while (purge_step->more);
  return groups;
}

static void
scrub (Store *store)
{
  g_autoptr (GError) error = NULL;

  anshin_db_scrub_sync (store->db, &error);
  g_assert_no_error (error);
}

static gboolean
read_job (AnshinTx *tx, gpointer data, GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);
  gint64 first = 0;
  gint64 last = 0;
  guint count = 0;

  if (!anshin_channel_read (tx, data, 0, 0, POSTS, json, &count, &first, &last, error))
    return FALSE;
  g_assert_cmpuint (count, ==, POSTS / 2);
  return TRUE;
}

static void
assert_healthy (Store *store, gint64 channels)
{
  g_auto (AnshinCheck) check = { 0 };
  g_autoptr (GError) error = NULL;

  store_exec (store, "UPDATE patient SET sealed = sealed");
  anshin_store_check (&store->config, &check, &error);
  g_assert_no_error (error);
  /* The patient and the three users of this little world are not sealed. */
  g_assert_cmpuint (check.faults->len, ==, 4);
  g_assert_cmpint (check.channels, ==, channels);
}

static void
test_nothing_is_left (void)
{
  g_auto (Traces) traces = { 0 };
  g_autoptr (Store) store = new_filled (&traces);
  g_auto (AnshinPurge) step = { .now = 1000 * HOUR };

  g_assert_cmpuint (count_in_store (store, traces.secrets), >=,
                    store_is_postgres () ? 1 : traces.secrets->len);
  delete_until (store, 999 * HOUR);
  g_assert_cmpuint (purge (store, &step), ==, 1);
  g_assert_cmpuint (step.to_scrub->len, ==, 1);
  scrub (store);
  store_write (store, anshin_purge_finish, &step);

  g_assert_cmpuint (count_in_store (store, traces.secrets), ==, 0);
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM entry WHERE channel_id = 'g'"), ==,
                   0);
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM membership WHERE group_id = 'g'"),
                   ==, 0);
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM read_mark WHERE channel_id = 'g'"),
                   ==, 0);
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM care_request"), ==, 1);
  /* The tombstone, so that its id is never used again. */
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM care_group WHERE id = 'g' "
                                        "AND state = 4 AND purge_at = 0"),
                   ==, 1);
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM audit "
                                        "WHERE action = 'purge-group' AND group_id = 'g'"),
                   ==, 1);
  store_read (store, read_job, (gpointer) "h");
  assert_healthy (store, 1);
  /* And no more of it. */
  g_assert_cmpuint (purge (store, &step), ==, 0);
  g_assert_cmpuint (step.to_scrub->len, ==, 0);
}

static void
test_later_backup (void)
{
  g_auto (Traces) traces = { 0 };
  g_autoptr (Store) store = new_filled (&traces);
  g_autoptr (Store) before = store_new_empty ();
  g_autoptr (Store) after = store_new_empty ();
  g_autofree char *file = g_build_filename (store->folder, "backup", NULL);
  g_autofree char *later = g_build_filename (store->folder, "later", NULL);
  g_auto (AnshinPurge) step = { .now = 1000 * HOUR };
  AnshinBackupInfo info = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (anshin_backup_write (&store->config, file, &info, &error));
  delete_until (store, 999 * HOUR);
  purge (store, &step);
  g_assert_true (anshin_backup_write (&store->config, later, &info, &error));

  /* Restored into a file, which shows all that is in them. */
  before->config = (AnshinDbConfig){ .sqlite_path = file, .key_path = store->key };
  g_free (before->path);
  before->path = g_build_filename (store->folder, "before.db", NULL);
  before->config.sqlite_path = before->path;
  g_assert_true (anshin_backup_restore (&before->config, file, &info, &error));
  g_assert_cmpuint (count_on_disk (before->path, traces.secrets), >=, traces.secrets->len);
  after->config = (AnshinDbConfig){ .key_path = store->key };
  g_free (after->path);
  after->path = g_build_filename (store->folder, "after.db", NULL);
  after->config.sqlite_path = after->path;
  g_assert_true (anshin_backup_restore (&after->config, later, &info, &error));
  g_assert_cmpuint (count_on_disk (after->path, traces.secrets), ==, 0);
  g_assert_cmpuint (count_on_disk (after->path, traces.kept), ==, traces.kept->len);
  g_assert_cmpuint (count_in_file (later, traces.kept), ==, 0);
}

static void
test_not_before_its_time (void)
{
  g_auto (Traces) traces = { 0 };
  g_autoptr (Store) store = new_filled (&traces);
  g_auto (AnshinPurge) step = { .now = 1000 * HOUR };

  g_assert_cmpuint (purge (store, &step), ==, 0);
  delete_until (store, 1000 * HOUR + 1);
  g_assert_cmpuint (purge (store, &step), ==, 0);
  g_assert_cmpuint (step.to_scrub->len, ==, 0);
  store_read (store, read_job, (gpointer) "g");
  step.now++;
  g_assert_cmpuint (purge (store, &step), ==, 1);
}

/* As if the service had been killed after each step. */
static void
test_interrupted (void)
{
  g_auto (Traces) traces = { 0 };
  g_autoptr (Store) store = new_filled (&traces);
  guint steps = 0;

  delete_until (store, 999 * HOUR);
  for (;;)
    {
      g_auto (AnshinPurge) step = { .now = 1000 * HOUR };

      store_write (store, anshin_purge_step, &step);
      if (!step.more)
        break;
      steps++;
      store_close (store);
      store_open (store);
    }
  g_assert_cmpuint (steps, >=, 2);
  for (int i = 0; i < 2; i++)
    {
      g_auto (AnshinPurge) step = { .now = 1000 * HOUR };

      /* Until the finish is written down, the scrub is wanted again. */
      g_assert_cmpuint (purge (store, &step), ==, 0);
      g_assert_cmpuint (step.to_scrub->len, ==, 1);
      scrub (store);
    }
  g_assert_cmpuint (count_in_store (store, traces.secrets), ==, 0);
}

static gboolean
slow_job (AnshinTx *tx, gpointer data, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (AnshinRows) rows = anshin_tx_query (tx, error, "SELECT id FROM account", NULL);
  Store *store = data;

  g_assert_true (anshin_rows_next (rows, NULL));
  store_exec (store, "UPDATE account SET version = version + 1");
  g_assert_false (anshin_db_scrub_sync (store->db, &failure));
  g_assert_error (failure, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_RETRY);
  return TRUE;
}

/* Somebody who reads on and on, a backup perhaps, keeps the log alive; it is tried again. */
static void
test_reader_in_the_way (void)
{
  g_auto (Traces) traces = { 0 };
  g_autoptr (Store) store = new_filled (&traces);
  g_autoptr (AnshinDb) other = NULL;
  g_autoptr (GError) error = NULL;
  AnshinDbConfig config = store->config;

  config.read_only = TRUE;
  other = anshin_db_open (&config, &error);
  g_assert_no_error (error);
  g_assert_true (anshin_db_read_sync (other, slow_job, store, &error));
  g_assert_no_error (error);
  scrub (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/purge/nothing-is-left", test_nothing_is_left);
  g_test_add_func ("/purge/later-backup", test_later_backup);
  g_test_add_func ("/purge/not-before-its-time", test_not_before_its_time);
  g_test_add_func ("/purge/interrupted", test_interrupted);
  if (!store_is_postgres ())
    g_test_add_func ("/purge/reader-in-the-way", test_reader_in_the_way);
  return g_test_run ();
}
