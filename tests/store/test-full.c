/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-check.h"
#include "anshin-id.h"
#include "store-fixture.h"

/* A full disk, as SQLite meets it (SECURITY AUD-05, BCP-05, R6). */

static gboolean
limit_job (AnshinTx *tx, gpointer data, GError **error)
{
  g_autoptr (AnshinRows) rows = anshin_tx_query (tx, error, "PRAGMA page_count", NULL);
  g_autofree char *sql = NULL;

  if (rows == NULL || !anshin_rows_next (rows, error))
    return FALSE;
  sql = g_strdup_printf ("PRAGMA max_page_count = %" G_GINT64_FORMAT,
                         anshin_rows_get_int (rows, 0) + GPOINTER_TO_INT (data));
  g_clear_pointer (&rows, anshin_rows_free);
  return anshin_tx_exec (tx, error, g_intern_string (sql), NULL);
}

typedef struct
{
  guint failed;
  guint done;
} Count;

static gboolean
post_job (AnshinTx *tx, gpointer data, GError **error)
{
  g_autofree char *text = g_strnfill (2000, 'x');
  AnshinAudit audit = { .actor_id = "u1", .action = "post", .object_id = "g", .result = "ok" };

  return store_post (tx, "g", "u1", NULL, text, NULL, error) &&
         anshin_audit_append (tx, &audit, error);
}

static void
on_posted_cb (gpointer data, const GError *error)
{
  Count *count = data;

  if (error == NULL)
    count->done++;
  else
    {
      g_assert_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FULL);
      count->failed++;
    }
}

static void
post (Store *store, guint n, Count *count)
{
  for (guint i = 0; i < n; i++)
    g_assert_true (anshin_db_write (store->db, post_job, on_posted_cb, count));
  while (count->done + count->failed < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_kept (Store *store, guint entries)
{
  g_auto (AnshinCheck) check = { 0 };

  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM entry"), ==, entries);
  g_assert_true (anshin_store_check (&store->config, &check, NULL));
  g_assert_cmpint (check.audit_records, ==, entries);
  g_assert_cmpuint (check.faults->len, ==, 5);
}

static void
test_full (void)
{
  g_autoptr (Store) store = store_new ();
  Count before = { 0 };
  Count after = { 0 };

  store_add_world (store);
  store_write (store, limit_job, GINT_TO_POINTER (40));
  post (store, 200, &before);
  g_assert_cmpuint (before.failed, >, 0);
  assert_kept (store, before.done);

  /* There is room again: the service has stayed alive, and goes on. */
  store_write (store, limit_job, GINT_TO_POINTER (10000));
  post (store, 50, &after);
  g_assert_cmpuint (after.done, ==, 50);
  assert_kept (store, before.done + after.done);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/full", test_full);
  return g_test_run ();
}
