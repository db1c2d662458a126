/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "anshin-check.h"
#include "anshin-id.h"
#include "faulty-disk.h"
#include "store-fixture.h"

/* Power cuts and disks that fail, on SQLite (SECURITY R1, R6): what was acknowledged stays. */
#define CUTS 60
#define POSTS_BETWEEN 40
#define WORLD_FAULTS 5

typedef struct
{
  Store *store;
  GPtrArray *acknowledged;
  guint waiting;
  guint failed;
} Writer;

typedef struct
{
  Writer *writer;
  char *client_id;
} Post;

static gboolean
post_job (AnshinTx *tx, gpointer data, GError **error)
{
  Post *post = data;
  AnshinAudit audit = { .actor_id = "u1", .action = "post", .object_id = "g", .result = "ok" };

  return store_post (tx, "g", "u1", post->client_id, "おかわりありません", NULL, error) &&
         anshin_audit_append (tx, &audit, error);
}

static void
on_posted_cb (gpointer data, const GError *error)
{
  Post *post = data;

  post->writer->waiting--;
  if (error == NULL)
    g_ptr_array_add (post->writer->acknowledged, g_steal_pointer (&post->client_id));
  else
    post->writer->failed++;
  g_free (post->client_id);
  g_free (post);
}

static void
post_some (Writer *writer, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      Post *post = g_new0 (Post, 1);

      post->writer = writer;
      post->client_id = anshin_id_new ();
      writer->waiting++;
      g_assert_true (anshin_db_write (writer->store->db, post_job, on_posted_cb, post));
    }
}

static gboolean
find_all_job (AnshinTx *tx, gpointer data, GError **error)
{
  GPtrArray *acknowledged = data;

  for (guint i = 0; i < acknowledged->len; i++)
    {
      g_autofree char *channel = NULL;
      gint64 seq = 0;

      if (!anshin_channel_find_sent (tx, "u1", acknowledged->pdata[i], &channel, &seq, error))
        return FALSE;
      g_assert_cmpstr (channel, ==, "g");
    }
  return TRUE;
}

static void
assert_whole (Store *store, GPtrArray *acknowledged)
{
  g_auto (AnshinCheck) check = { 0 };
  gint64 entries = store_number (store, "SELECT COUNT(*) FROM entry");

  store_read (store, find_all_job, acknowledged);
  g_assert_cmpint (entries, >=, acknowledged->len);
  g_assert_true (anshin_store_check (&store->config, &check, NULL));
  g_assert_cmpint (check.audit_records, ==, entries);
  g_assert_cmpuint (check.faults->len, ==, WORLD_FAULTS);
}

/* Opens what the cut has left, as the service would after the power is back. */
static void
look_after_cut (Store *store, GPtrArray *acknowledged)
{
  Store after = { .config = store->config };
  g_autofree char *folder = g_dir_make_tmp ("anshin-cut-XXXXXX", NULL);
  const char *names[] = { "anshin.db", "anshin.db-wal", "anshin.db-shm", "anshin.db-lock" };

  faulty_disk_cut (store->folder, folder);
  after.path = g_build_filename (folder, "anshin.db", NULL);
  after.config.sqlite_path = after.path;
  store_open (&after);
  assert_whole (&after, acknowledged);
  store_close (&after);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_remove (path);
    }
  g_rmdir (folder);
  g_free (after.path);
}

static void
test_power_cuts (void)
{
  g_autoptr (Store) store = store_new ();
  g_autoptr (GPtrArray) acknowledged = g_ptr_array_new_with_free_func (g_free);
  Writer writer = { .store = store, .acknowledged = acknowledged };

  store_add_world (store);
  for (guint i = 0; i < CUTS; i++)
    {
      post_some (&writer, POSTS_BETWEEN);
      while (writer.waiting > (guint) g_test_rand_int_range (0, POSTS_BETWEEN))
        g_main_context_iteration (NULL, TRUE);
      look_after_cut (store, acknowledged);
    }
  while (writer.waiting > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (writer.failed, ==, 0);
  g_assert_cmpuint (acknowledged->len, ==, CUTS * POSTS_BETWEEN);
}

static guint
post_with_fault (Store *store, GPtrArray *acknowledged, guint n)
{
  Writer writer = { .store = store, .acknowledged = acknowledged };

  faulty_disk_fail_at (n);
  for (guint i = 0; i < 4; i++)
    {
      post_some (&writer, 5);
      while (writer.waiting > 0)
        g_main_context_iteration (NULL, TRUE);
    }
  return writer.failed;
}

/* The n-th write or sync fails, for every n: who was told so is not in, all others are, and the
 * service goes on. */
static void
test_failing_disk (void)
{
  g_autoptr (Store) store = store_new ();
  g_autoptr (GPtrArray) acknowledged = g_ptr_array_new_with_free_func (g_free);
  guint operations = 0;
  guint failed = 0;

  store_add_world (store);
  g_assert_cmpuint (post_with_fault (store, acknowledged, 0), ==, 0);
  operations = faulty_disk_get_operations ();
  g_assert_cmpuint (operations, >, 20);
  for (guint n = 1; n <= operations; n++)
    failed += post_with_fault (store, acknowledged, n);
  faulty_disk_fail_at (0);
  g_assert_cmpuint (failed, >, operations / 2);
  assert_whole (store, acknowledged);
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM entry"), ==, acknowledged->len);
  store_close (store);
  store_open (store);
  assert_whole (store, acknowledged);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_install ();
  g_test_add_func ("/store/power/cuts", test_power_cuts);
  g_test_add_func ("/store/power/failing-disk", test_failing_disk);
  return g_test_run ();
}
