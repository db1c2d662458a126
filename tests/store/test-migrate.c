/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "anshin-backup.h"
#include "anshin-check.h"
#include "anshin-db-private.h"
#include "anshin-migrate.h"
#include "store-fixture.h"

/* The program's own steps, and one that it does not know. */
#define OWN_STEPS                                                                                 \
  { 1, 1, "0001-foundation", NULL, NULL },                                                        \
    { 2, 2, "0002-network", NULL, anshin_first_rows_of_network },                                 \
    { 3, 3, "0003-care", NULL, NULL },                                                            \
    { 4, 4, "0004-answers", NULL, NULL }
#define NEXT_SQL                                                                                \
  "CREATE TABLE extra (id TEXT PRIMARY KEY, n BIGINT NOT NULL);"                                  \
  "INSERT INTO extra (id, n) SELECT id, 7 FROM facility;"
#define FAILING_SQL                                                                               \
  "DELETE FROM extra; CREATE TABLE more (a TEXT); INSERT INTO nowhere VALUES (1)"

static const AnshinMigration own[] = { OWN_STEPS };
static const AnshinMigration next[] = { OWN_STEPS, { 5, 4, NULL, NEXT_SQL, NULL } };
static const AnshinMigration next_alone[] = { OWN_STEPS, { 5, 5, NULL, NEXT_SQL, NULL } };
static const AnshinMigration failing[] = {
  OWN_STEPS,
  { 5, 4, NULL, NEXT_SQL, NULL },
  { 6, 4, NULL, FAILING_SQL, NULL },
};

static void
know (const AnshinMigration *steps, guint n)
{
  anshin_migrate_set_steps (steps, n);
}

typedef struct
{
  const char *name;
  char *value;
} Meta;

static gboolean
meta_job (AnshinTx *tx, gpointer data, GError **error)
{
  Meta *meta = data;

  return anshin_meta_get (tx, meta->name, &meta->value, error);
}

static void
assert_meta (Store *store, const char *name, const char *value)
{
  Meta meta = { name, NULL };

  store_read (store, meta_job, &meta);
  g_assert_cmpstr (meta.value, ==, value);
  g_free (meta.value);
}

static void
assert_not_opened (Store *store, AnshinDbError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (anshin_db_open (&store->config, &error));
  g_assert_error (error, ANSHIN_DB_ERROR, (int) code);
}

/* What the network begins with is there once, in a new database and in an old one. */
static void
assert_first_rows (Store *store)
{
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM profession_setting"), ==, 17);
  g_assert_cmpint (
    store_number (store, "SELECT COUNT(*) FROM profession_setting WHERE whole_picture = 1"), ==, 5);
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM wording WHERE version = 1"), ==, 2);
  g_assert_cmpint (
    store_number (store, "SELECT COUNT(*) FROM wording WHERE text LIKE '#%' OR text = ''"), ==, 0);
}

static void
test_fresh (void)
{
  g_autoptr (Store) store = store_new ();
  g_autofree char *newest = g_strdup_printf ("%" G_GINT64_FORMAT, anshin_migrate_get_version ());

  assert_meta (store, "schema_version", newest);
  assert_meta (store, "nothing", NULL);
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM data_key"), ==, 1);
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM account"), ==, 0);
  assert_first_rows (store);
}

static void
test_step (void)
{
  g_autoptr (Store) store = store_new ();

  store_add_world (store);
  store_close (store);
  know (next, 5);
  store_open (store);
  assert_meta (store, "schema_version", "5");
  g_assert_cmpint (store_number (store, "SELECT n FROM extra WHERE id = 'f'"), ==, 7);
  store_close (store);
  store_open (store);
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM extra"), ==, 1);
  store_close (store);

  /* An older program may go on with it, as the step left it compatible. */
  know (NULL, 0);
  store_open (store);
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM account"), ==, 3);
}

static void
test_newer_is_refused (void)
{
  g_autoptr (Store) store = store_new ();

  store_close (store);
  know (next_alone, 5);
  store_open (store);
  store_close (store);
  know (NULL, 0);
  assert_not_opened (store, ANSHIN_DB_ERROR_VERSION);
  store->config.read_only = TRUE;
  assert_not_opened (store, ANSHIN_DB_ERROR_VERSION);
  store->config.read_only = FALSE;
  know (next_alone, 5);
  store_open (store);
  store_close (store);
  know (NULL, 0);
}

/* A step that fails takes back all steps of that start, and the old program still works. */
static void
test_failing_step (void)
{
  g_autoptr (Store) store = store_new ();

  store_add_world (store);
  store_close (store);
  know (failing, 6);
  assert_not_opened (store, ANSHIN_DB_ERROR_FAILED);
  know (NULL, 0);
  store_open (store);
  assert_meta (store, "schema_version", "4");
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM account"), ==, 3);
  store_close (store);
  know (next, 5);
  store_open (store);
  assert_meta (store, "schema_version", "5");
  store_close (store);
  know (NULL, 0);
}

static void
test_not_ours (void)
{
  g_autoptr (Store) store = store_new ();

  store_exec (store, "DROP TABLE meta");
  store_close (store);
  assert_not_opened (store, ANSHIN_DB_ERROR_VERSION);
}

static gboolean
read_job (AnshinTx *tx, gpointer data, GError **error)
{
  guint count = 0;
  gint64 first = 0;
  gint64 last = 0;

  return anshin_channel_read (tx, "g", 0, 0, 100, data, &count, &first, &last, error);
}

static void
use_key (Store *store, const char *key)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (key, &text, NULL, NULL));
  g_assert_cmpint (g_chmod (store->key, 0600), ==, 0);
  g_assert_true (g_file_set_contents_full (store->key, text, -1, G_FILE_SET_CONTENTS_NONE, 0600,
                                           NULL));
}

/* A database of each released version is kept; the program of today has to bring it up to date
 * with everything that is in it. */
static void
test_stored (gconstpointer data)
{
  g_autoptr (Store) store = store_new_empty ();
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("version-%d.backup", GPOINTER_TO_INT (data));
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "store", "data", name, NULL);
  g_autofree char *key = g_test_build_filename (G_TEST_DIST, "store", "data", "test-key.txt", NULL);
  AnshinBackupInfo info = { 0 };
  g_auto (AnshinCheck) check = { 0 };

  use_key (store, key);
  anshin_backup_restore (&store->config, path, &info, &error);
  g_assert_no_error (error);
  g_assert_cmpint (info.schema_version, ==, GPOINTER_TO_INT (data));
  store_open (store);
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM account"), ==, 3);
  store_read (store, read_job, json);
  g_assert_nonnull (strstr (json->str, "訪問"));
  assert_first_rows (store);
  store_close (store);
  anshin_store_check (&store->config, &check, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (check.faults->len, ==, 0);
  g_assert_cmpint (check.audit_records, ==, 12);
}

static gboolean
fill_job (AnshinTx *tx, gpointer data, GError **error)
{
  const char *sealed[][2] = { { "account", "u1" }, { "account", "u2" }, { "account", "u3" },
                              { "patient", "p" },  { "care_group", "g" } };
  AnshinAudit audit = { .actor_id = "u1", .action = "post", .object_id = "g", .result = "ok" };

  for (guint i = 0; i < G_N_ELEMENTS (sealed); i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE %s SET sealed = $1 WHERE id = $2",
                                              sealed[i][0]);
      const char *key = i < 3 ? ANSHIN_SEAL_ACCOUNTS : sealed[i][1];
      g_autoptr (GBytes) bytes = anshin_seal (tx, key, sealed[i][0], sealed[i][1], 1, "{}", 2,
                                              error);

      if (!anshin_tx_exec (tx, error, g_intern_string (sql), "gt", bytes, sealed[i][1]))
        return FALSE;
    }
  for (int i = 0; i < 12; i++)
    if (!store_post (tx, "g", i % 2 == 0 ? "u1" : "u2", NULL, "訪問しました", NULL, error) ||
        !anshin_audit_append (tx, &audit, error))
      return FALSE;
  return TRUE;
}

/* test-store-migrate --write VERSION FILE KEY: makes the database to be kept for a version. */
static void
write_stored (guint version, const char *path, const char *key)
{
  g_autoptr (Store) store = store_new_empty ();
  g_autoptr (GError) error = NULL;
  AnshinBackupInfo info = { 0 };

  g_assert_cmpuint (version, >, 0);
  g_assert_cmpuint (version, <=, G_N_ELEMENTS (own));
  know (own, version);
  use_key (store, key);
  anshin_db_create (&store->config, &error);
  g_assert_no_error (error);
  store_open (store);
  store_add_world (store);
  store_write (store, fill_job, NULL);
  anshin_backup_write (&store->config, path, &info, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc == 5 && g_str_equal (argv[1], "--write"))
    {
      write_stored (g_ascii_strtoull (argv[2], NULL, 10), argv[3], argv[4]);
      return 0;
    }
  g_test_add_func ("/store/migrate/fresh", test_fresh);
  g_test_add_func ("/store/migrate/step", test_step);
  g_test_add_func ("/store/migrate/newer-is-refused", test_newer_is_refused);
  g_test_add_func ("/store/migrate/failing-step", test_failing_step);
  g_test_add_func ("/store/migrate/not-ours", test_not_ours);
  g_test_add_data_func ("/store/migrate/stored-version-1", GINT_TO_POINTER (1), test_stored);
  g_test_add_data_func ("/store/migrate/stored-version-2", GINT_TO_POINTER (2), test_stored);
  g_test_add_data_func ("/store/migrate/stored-version-3", GINT_TO_POINTER (3), test_stored);
  return g_test_run ();
}
