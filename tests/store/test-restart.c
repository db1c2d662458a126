/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-check.h"
#include "anshin-id.h"
#include "store-fixture.h"

/* The PostgreSQL server is restarted while everybody writes and reads. */

typedef struct
{
  Store *store;
  GPtrArray *acknowledged;
  guint uncertain;
  int stop;
} Writer;

static gboolean
post_job (AnshinTx *tx, gpointer data, GError **error)
{
  AnshinAudit audit = { .actor_id = "u1", .action = "post", .object_id = "g", .result = "ok" };

  return store_post (tx, "g", "u1", data, "hello", NULL, error) &&
         anshin_audit_append (tx, &audit, error);
}

static gpointer
write_thread (gpointer data)
{
  Writer *writer = data;

  while (!g_atomic_int_get (&writer->stop))
    {
      char *client_id = anshin_id_new ();
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (writer->acknowledged, client_id);
      if (anshin_db_write_sync (writer->store->db, post_job, client_id, &error))
        continue;
      /* Only a commit that got no answer may fail: nobody knows whether it was carried out. */
      g_test_message ("%s", error->message);
      g_assert_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FAILED);
      g_ptr_array_set_size (writer->acknowledged, (int) writer->acknowledged->len - 1);
      writer->uncertain++;
    }
  return NULL;
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
test_restart (void)
{
  g_autoptr (Store) store = store_new ();
  g_autoptr (GPtrArray) acknowledged = g_ptr_array_new_with_free_func (g_free);
  Writer writer = { .store = store, .acknowledged = acknowledged };
  g_auto (AnshinCheck) check = { 0 };
  GThread *thread = NULL;
  gint64 entries = 0;

  store_add_world (store);
  thread = g_thread_new ("writer", write_thread, &writer);
  for (guint i = 0; i < 3; i++)
    {
      store_restart_server ();
      g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM account"), ==, 3);
    }
  g_atomic_int_set (&writer.stop, 1);
  g_thread_join (thread);

  store_read (store, find_all_job, acknowledged);
  entries = store_number (store, "SELECT COUNT(*) FROM entry");
  g_assert_cmpint (entries, >=, acknowledged->len);
  g_assert_cmpint (entries, <=, acknowledged->len + writer.uncertain);
  g_assert_true (anshin_store_check (&store->config, &check, NULL));
  g_assert_cmpint (check.audit_records, ==, entries);
  g_assert_cmpuint (check.faults->len, ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/restart", test_restart);
  return g_test_run ();
}
