/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "anshin-backup.h"
#include "anshin-check.h"
#include "anshin-id.h"
#include "anshin-search-index.h"
#include "store-fixture.h"

#define CANARY "canary-51d0e2-山田花子"

static gboolean
seal_world_job (AnshinTx *tx, gpointer data, GError **error)
{
  const char *users[] = { "u1", "u2", "u3" };
  g_autoptr (GBytes) patient = anshin_seal (tx, "p", "patient", "p", 1, CANARY, strlen (CANARY),
                                            error);
  g_autoptr (GBytes) group = anshin_seal (tx, "g", "care_group", "g", 1, CANARY, strlen (CANARY),
                                          error);

  g_assert_nonnull (patient);
  g_assert_nonnull (group);
  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    {
      g_autoptr (GBytes) sealed = anshin_seal (tx, ANSHIN_SEAL_ACCOUNTS, "account", users[i], 1,
                                               CANARY, strlen (CANARY), error);

      if (!anshin_tx_exec (tx, error, "UPDATE account SET sealed = $1 WHERE id = $2", "gt", sealed,
                           users[i]))
        return FALSE;
    }
  return anshin_tx_exec (tx, error, "UPDATE patient SET sealed = $1", "g", patient) &&
         anshin_tx_exec (tx, error, "UPDATE care_group SET sealed = $1", "g", group);
}

static gboolean
post_job (AnshinTx *tx, gpointer data, GError **error)
{
  AnshinAudit audit = { .actor_id = "u1", .action = "post", .object_id = "g", .result = "ok" };

  for (int i = 0; i < GPOINTER_TO_INT (data); i++)
    {
      g_autofree char *client_id = i % 2 == 0 ? anshin_id_new () : NULL;

      if (!store_post (tx, "g", "u1", client_id, CANARY, NULL, error) ||
          !anshin_audit_append (tx, &audit, error))
        return FALSE;
    }
  return TRUE;
}

static Store *
new_filled (int posts)
{
  Store *store = store_new ();

  store_add_world (store);
  store_write (store, seal_world_job, NULL);
  store_write (store, post_job, GINT_TO_POINTER (posts));
  return store;
}

/* Sealed are the three accounts, patient and group, each post, and what searching knows of them. */
static gint64
count_sealed (gint64 posts)
{
  return 5 + posts + posts / ANSHIN_SEARCH_BIG + posts % ANSHIN_SEARCH_BIG / ANSHIN_SEARCH_SMALL;
}

static void
assert_healthy (const AnshinDbConfig *config, gint64 posts)
{
  g_auto (AnshinCheck) check = { 0 };
  g_autoptr (GError) error = NULL;

  anshin_store_check (config, &check, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < check.faults->len; i++)
    g_test_message ("%s", (char *) check.faults->pdata[i]);
  g_assert_cmpuint (check.faults->len, ==, 0);
  g_assert_cmpint (check.sealed, ==, count_sealed (posts));
  g_assert_cmpint (check.audit_records, ==, posts);
}

static void
assert_faults (Store *store, const char *sql, guint faults)
{
  g_auto (AnshinCheck) check = { 0 };
  g_autoptr (GError) error = NULL;

  store_exec (store, sql);
  anshin_store_check (&store->config, &check, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (check.faults->len, ==, faults);
}

static void
test_check (void)
{
  g_autoptr (Store) store = new_filled (20);

  assert_healthy (&store->config, 20);
  assert_faults (store, "UPDATE channel SET last_seq = 21", 1);
  assert_faults (store, "UPDATE channel SET last_seq = 20", 0);
  assert_faults (store, "UPDATE entry SET seq = 22 WHERE seq = 20", 2);
  assert_faults (store, "UPDATE entry SET seq = 20 WHERE seq = 22", 0);
  assert_faults (store, "UPDATE patient SET version = 2", 1);
  assert_faults (store, "UPDATE audit_head SET seq = 4 WHERE seq > 0", 2);
  assert_faults (store, "UPDATE entry SET version = 3", 22);
}

/* Two stores with one key: the second is empty. */
static Store *
new_target (Store *source, gboolean sqlite)
{
  Store *target = store_new_empty ();

  target->config.key_path = source->config.key_path;
  if (sqlite)
    {
      g_free (target->path);
      target->path = g_build_filename (target->folder, "restored.db", NULL);
      target->config.sqlite_path = target->path;
      target->config.postgres_uri = NULL;
    }
  return target;
}

static void
back_up (Store *store, const char *path)
{
  AnshinBackupInfo info = { 0 };
  g_autoptr (GError) error = NULL;

  anshin_backup_write (&store->config, path, &info, &error);
  g_assert_no_error (error);
  g_assert_cmpint (info.rows, >, 0);
}

static void
restore (Store *target, const char *path)
{
  AnshinBackupInfo info = { 0 };
  g_autoptr (GError) error = NULL;

  anshin_backup_restore (&target->config, path, &info, &error);
  g_assert_no_error (error);
}

static void
assert_same_file (const char *a, const char *b)
{
  g_autofree char *bytes_a = NULL;
  g_autofree char *bytes_b = NULL;
  gsize size_a = 0;
  gsize size_b = 0;

  g_assert_true (g_file_get_contents (a, &bytes_a, &size_a, NULL));
  g_assert_true (g_file_get_contents (b, &bytes_b, &size_b, NULL));
  g_assert_cmpuint (size_a, ==, size_b);
  g_assert_cmpmem (bytes_a, 16, bytes_b, 16);
}

/* Back and forth, also from one engine into the other: nothing is lost, and the log goes on. */
static void
round_trip (gboolean into_sqlite)
{
  g_autoptr (Store) store = new_filled (300);
  g_autoptr (Store) target = new_target (store, into_sqlite);
  g_autofree char *first = g_build_filename (store->folder, "first.backup", NULL);
  g_autofree char *second = g_build_filename (target->folder, "second.backup", NULL);

  back_up (store, first);
  store_write (store, post_job, GINT_TO_POINTER (5));
  restore (target, first);
  assert_healthy (&target->config, 300);
  back_up (target, second);
  assert_same_file (first, second);

  store_open (target);
  store_write (target, post_job, GINT_TO_POINTER (7));
  g_assert_cmpint (store_number (target, "SELECT last_seq FROM channel WHERE id = 'g'"), ==, 307);
  g_assert_cmpint (store_number (target, "SELECT COUNT(*) FROM account WHERE office = 0"), ==, 3);
  store_close (target);
  assert_healthy (&target->config, 307);
}

static void
test_round_trip (void)
{
  round_trip (FALSE);
}

static void
test_round_trip_into_sqlite (void)
{
  round_trip (TRUE);
}

static void
assert_refused (Store *store, Store *target, const char *path)
{
  AnshinBackupInfo info = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (anshin_backup_verify (&store->config, path, &info, &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_false (anshin_backup_restore (&target->config, path, &info, &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_CORRUPT);
}

/* Every flipped bit and every cut is refused, and leaves nothing behind (SECURITY BCP-02). */
static void
test_damage_is_refused (void)
{
  g_autoptr (Store) store = new_filled (400);
  g_autoptr (Store) target = new_target (store, TRUE);
  g_autofree char *path = g_build_filename (store->folder, "a.backup", NULL);
  g_autofree char *damaged = g_build_filename (store->folder, "b.backup", NULL);
  g_autofree char *bytes = NULL;
  gsize size = 0;

  back_up (store, path);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_false (bytes_contain (bytes, size, "canary"));
  g_assert_false (bytes_contain (bytes, size, "account"));
  for (guint i = 0; i < 400; i++)
    {
      gsize at = i < 60 ? i : (gsize) g_test_rand_int_range (0, (gint32) size);
      char flipped = bytes[at];

      bytes[at] ^= (char) (1 << g_test_rand_int_range (0, 8));
      g_assert_true (g_file_set_contents (damaged, bytes, (gssize) size, NULL));
      assert_refused (store, target, damaged);
      bytes[at] = flipped;
    }
  for (guint i = 0; i < 60; i++)
    {
      gsize cut = i < 30 ? size - 1 - i : (gsize) g_test_rand_int_range (0, (gint32) size);

      g_assert_true (g_file_set_contents (damaged, bytes, (gssize) cut, NULL));
      assert_refused (store, target, damaged);
    }
  bytes = g_realloc (bytes, size + 1);
  bytes[size] = '\0';
  g_assert_true (g_file_set_contents (damaged, bytes, (gssize) size + 1, NULL));
  assert_refused (store, target, damaged);
  g_assert_false (g_file_test (target->path, G_FILE_TEST_EXISTS));
  restore (target, path);
}

static void
test_refusals (void)
{
  g_autoptr (Store) store = new_filled (3);
  g_autoptr (Store) other = store_new ();
  g_autofree char *path = g_build_filename (store->folder, "a.backup", NULL);
  AnshinBackupInfo info = { 0 };
  g_autoptr (GError) error = NULL;

  back_up (store, path);
  g_assert_false (anshin_backup_write (&store->config, path, &info, &error));
  g_assert_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FAILED);
  g_clear_error (&error);
  /* Another network's key, and a database that is there already. */
  g_assert_false (anshin_backup_restore (&other->config, path, &info, &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_CORRUPT);
  g_clear_error (&error);
  store_close (store);
  g_assert_false (anshin_backup_restore (&store->config, path, &info, &error));
  g_assert_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FAILED);
  assert_healthy (&store->config, 3);
}

static gpointer
write_thread (gpointer data)
{
  Store *store = data;

  for (int i = 0; i < 100; i++)
    {
      g_autoptr (GError) error = NULL;

      anshin_db_write_sync (store->db, post_job, GINT_TO_POINTER (3), &error);
      g_assert_no_error (error);
    }
  return NULL;
}

/* What is backed up while others write is one state of the database. */
static void
test_while_writing (void)
{
  g_autoptr (Store) store = new_filled (50);
  GThread *thread = g_thread_new ("writer", write_thread, store);

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.backup", i);
      g_autofree char *path = g_build_filename (store->folder, name, NULL);
      g_autoptr (Store) target = new_target (store, TRUE);
      g_auto (AnshinCheck) check = { 0 };

      back_up (store, path);
      restore (target, path);
      g_assert_true (anshin_store_check (&target->config, &check, NULL));
      g_assert_cmpuint (check.faults->len, ==, 0);
      g_assert_cmpint (check.sealed, ==, count_sealed (check.audit_records));
    }
  g_thread_join (thread);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/check", test_check);
  g_test_add_func ("/store/backup/round-trip", test_round_trip);
  g_test_add_func ("/store/backup/round-trip-into-sqlite", test_round_trip_into_sqlite);
  g_test_add_func ("/store/backup/damage-is-refused", test_damage_is_refused);
  g_test_add_func ("/store/backup/refusals", test_refusals);
  g_test_add_func ("/store/backup/while-writing", test_while_writing);
  return g_test_run ();
}
