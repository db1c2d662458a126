/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gstdio.h>

#include "anshin-limits.h"
#include "store-fixture.h"

/* Jobs that run side by side, and what became of them. */
typedef struct
{
  int n;
  gboolean fail;
  GError *error;
  guint *done;
} Job;

static gboolean
types_job (AnshinTx *tx, gpointer data, GError **error)
{
  const guint8 bytes[] = { 0, 1, 255, 0, 7 };
  g_autoptr (GBytes) more = g_bytes_new_static ("\0x", 2);
  g_autoptr (AnshinRows) rows = NULL;
  const guint8 *blob = NULL;
  gint64 given = -5;
  gsize size = 0;

  if (!anshin_tx_exec (tx, error, "CREATE TABLE t (a TEXT, b BIGINT, c SMALLINT, d BYTEA, e BYTEA)",
                       NULL) ||
      !anshin_tx_exec (tx, error, "INSERT INTO t (d, c, b, a, e) VALUES ($4, $3, $2, $1, $5)",
                       "tiibg", "日本", G_MININT64, (gint64) 7, bytes, sizeof bytes, more) ||
      !anshin_tx_exec (tx, error, "INSERT INTO t (a, b, c, d, e) VALUES ($1, $2, $3, $4, $5)",
                       "tnnbg", NULL, NULL, &given, NULL, (gsize) 0, NULL))
    return FALSE;

  rows = anshin_tx_query (tx, error,
                          "SELECT a, b, c, d, e, COUNT(*), SUM(c), MAX(b) FROM t WHERE b = $1 "
                          "GROUP BY a, b, c, d, e",
                          "i", G_MININT64);
  g_assert_nonnull (rows);
  g_assert_true (anshin_rows_next (rows, error));
  g_assert_cmpstr (anshin_rows_get_text (rows, 0), ==, "日本");
  g_assert_cmpint (anshin_rows_get_int (rows, 1), ==, G_MININT64);
  g_assert_cmpint (anshin_rows_get_int (rows, 2), ==, 7);
  blob = anshin_rows_get_blob (rows, 3, &size);
  g_assert_cmpmem (blob, size, bytes, sizeof bytes);
  blob = anshin_rows_get_blob (rows, 4, &size);
  g_assert_cmpmem (blob, size, "\0x", 2);
  g_assert_cmpint (anshin_rows_get_int (rows, 5), ==, 1);
  g_assert_cmpint (anshin_rows_get_int (rows, 6), ==, 7);
  g_assert_cmpstr (anshin_rows_get_text (rows, 2), ==, "7");
  g_assert_false (anshin_rows_next (rows, error));
  g_clear_pointer (&rows, anshin_rows_free);

  rows = anshin_tx_query (tx, error, "SELECT a, b, c, d, e FROM t WHERE b IS NULL", NULL);
  g_assert_true (anshin_rows_next (rows, error));
  g_assert_true (anshin_rows_is_null (rows, 0));
  g_assert_null (anshin_rows_get_text (rows, 0));
  g_assert_cmpint (anshin_rows_get_int (rows, 1), ==, 0);
  g_assert_cmpint (anshin_rows_get_int (rows, 2), ==, -5);
  g_assert_null (anshin_rows_get_blob (rows, 3, &size));
  g_assert_true (anshin_rows_is_null (rows, 4));
  return anshin_tx_is_writable (tx);
}

static void
test_types (void)
{
  g_autoptr (Store) store = store_new ();

  store_write (store, types_job, NULL);
}

/* One statement may have two sets of rows open, and be found again after its literal changed. */
static gboolean
nested_job (AnshinTx *tx, gpointer data, GError **error)
{
  static const char sql[] = "SELECT id FROM account WHERE id >= $1 ORDER BY id";
  char changing[] = "SELECT 1";
  g_autoptr (AnshinRows) outer = anshin_tx_query (tx, error, sql, "t", "");
  g_autoptr (AnshinRows) last = NULL;
  guint pairs = 0;

  while (anshin_rows_next (outer, error))
    {
      g_autoptr (AnshinRows) inner = anshin_tx_query (tx, error, sql, "t",
                                                      anshin_rows_get_text (outer, 0));

      while (anshin_rows_next (inner, error))
        pairs++;
    }
  g_assert_cmpuint (pairs, ==, 6);

  for (int i = 1; i <= 3; i++)
    {
      changing[7] = (char) ('0' + i);
      last = anshin_tx_query (tx, error, changing, NULL);
      g_assert_true (anshin_rows_next (last, error));
      g_assert_cmpint (anshin_rows_get_int (last, 0), ==, i);
      g_clear_pointer (&last, anshin_rows_free);
    }
  return TRUE;
}

static void
test_nested_rows (void)
{
  g_autoptr (Store) store = store_new ();

  store_add_world (store);
  store_read (store, nested_job, NULL);
  store_write (store, nested_job, NULL);
}

static gboolean
insert_facility_job (AnshinTx *tx, gpointer data, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "INSERT INTO facility (id, kind, name, address, telephone, created_at) "
                         "VALUES ('r', 1, '', '', '', 0)",
                         NULL);
}

static void
test_readers_cannot_write (void)
{
  g_autoptr (Store) store = store_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (anshin_db_read_sync (store->db, insert_facility_job, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM facility"), ==, 0);
}

/* Writes a row and then, if it is to fail, fails: in one of several ways. */
static gboolean
count_job (AnshinTx *tx, gpointer data, GError **error)
{
  Job *job = data;

  if (!anshin_tx_exec (tx, error, "INSERT INTO t (n) VALUES ($1)", "i", (gint64) job->n))
    return FALSE;
  if (!job->fail)
    return TRUE;
  if (job->n % 3 == 0)
    return anshin_tx_exec (tx, error, "INSERT INTO t (n) VALUES ($1)", "i", (gint64) job->n);
  if (job->n % 3 == 1)
    g_set_error_literal (error, ANSHIN_ERROR, ANSHIN_ERROR_FORBIDDEN, "no");
  return FALSE;
}

static void
on_counted_cb (gpointer data, const GError *error)
{
  Job *job = data;

  job->error = error != NULL ? g_error_copy (error) : NULL;
  (*job->done)++;
}

static void
on_batch_cb (gpointer data)
{
  (*(guint *) data)++;
}

/* Of the jobs in a batch the failing ones take nothing with them, and the others all stay. */
static void
test_failing_jobs_are_isolated (void)
{
  g_autoptr (Store) store = store_new ();
  Job jobs[300] = { 0 };
  guint done = 0;
  guint batches = 0;

  store_exec (store, "CREATE TABLE t (n BIGINT PRIMARY KEY)");
  anshin_db_set_after_batch (store->db, on_batch_cb, &batches);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      jobs[i] = (Job) { .n = (int) i, .fail = i % 5 == 0, .done = &done };
      g_assert_true (anshin_db_write (store->db, count_job, on_counted_cb, &jobs[i]));
    }
  while (done < G_N_ELEMENTS (jobs))
    g_main_context_iteration (NULL, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      if (!jobs[i].fail)
        g_assert_no_error (jobs[i].error);
      else if (i % 3 == 0)
        g_assert_error (jobs[i].error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_CONSTRAINT);
      else if (i % 3 == 1)
        g_assert_error (jobs[i].error, ANSHIN_ERROR, ANSHIN_ERROR_FORBIDDEN);
      else
        g_assert_error (jobs[i].error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FAILED);
      g_clear_error (&jobs[i].error);
    }
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM t"), ==, 240);
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM t WHERE n % 5 = 0"), ==, 0);
  g_assert_cmpuint (batches, >=, 1);
  g_assert_cmpuint (batches, <=, 300);
}

/* SQLite would go on after a failed statement, PostgreSQL not: here both do not. */
static gboolean
go_on_job (AnshinTx *tx, gpointer data, GError **error)
{
  g_autoptr (GError) ignored = NULL;

  g_assert_false (anshin_tx_exec (tx, &ignored, "INSERT INTO t (n) VALUES (NULL)", NULL));
  g_assert_error (ignored, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_CONSTRAINT);
  g_assert_false (anshin_tx_exec (tx, NULL, "INSERT INTO t (n) VALUES (1)", NULL));
  return TRUE;
}

static void
test_failed_statement_spoils_job (void)
{
  g_autoptr (Store) store = store_new ();
  g_autoptr (GError) error = NULL;

  store_exec (store, "CREATE TABLE t (n BIGINT NOT NULL)");
  g_assert_false (anshin_db_write_sync (store->db, go_on_job, NULL, &error));
  g_assert_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FAILED);
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM t"), ==, 0);
  store_exec (store, "INSERT INTO t (n) VALUES (2)");
}

static void
assert_refused (Store *store, const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (store_try (store, sql, &error));
  g_assert_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_CONSTRAINT);
  /* It goes into the log, where no row is to be quoted. */
  g_assert_null (strstr (error->message, "DETAIL"));
}

static void
test_constraints (void)
{
  g_autoptr (Store) store = store_new ();
  g_autoptr (GError) error = NULL;

  store_add_world (store);
  assert_refused (store, "INSERT INTO data_key (id, wrapped, created_at) "
                         "SELECT id, wrapped, 0 FROM data_key");
  assert_refused (store, "INSERT INTO channel (id, key_id, last_seq) VALUES ('x', 'none', 0)");
  assert_refused (store, "UPDATE account SET office = 2 WHERE id = 'u1'");
  assert_refused (store, "UPDATE account SET sealed = NULL");
  assert_refused (store, "DELETE FROM facility");
  g_assert_false (store_try (store, "SELECT nothing FROM nowhere", &error));
  g_assert_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FAILED);
}

/* Adds one to a number that all jobs read first: without serialisation some would be lost. */
static gboolean
increment_job (AnshinTx *tx, gpointer data, GError **error)
{
  g_autoptr (AnshinRows) rows = anshin_tx_query (tx, error, "SELECT n FROM t", NULL);
  gint64 n = 0;

  if (rows == NULL)
    return FALSE;
  if (!anshin_rows_next (rows, error))
    return FALSE;
  n = anshin_rows_get_int (rows, 0);
  g_clear_pointer (&rows, anshin_rows_free);
  return anshin_tx_exec (tx, error, "UPDATE t SET n = $1", "i", n + 1);
}

static gpointer
increment_thread (gpointer data)
{
  Store *store = data;

  for (guint i = 0; i < 50; i++)
    for (;;)
      {
        g_autoptr (GError) error = NULL;

        if (anshin_db_write_sync (store->db, increment_job, NULL, &error))
          break;
        g_assert_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_RETRY);
      }
  return NULL;
}

static void
test_contention (void)
{
  g_autoptr (Store) store = store_new ();
  GThread *threads[4] = { NULL };

  store_exec (store, "CREATE TABLE t (n BIGINT NOT NULL)");
  store_exec (store, "INSERT INTO t (n) VALUES (0)");
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("increment", increment_thread, store);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (store_number (store, "SELECT n FROM t"), ==, 200);
}

/* Holds its worker until it is let go. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean go;
} Gate;

static gboolean
gate_job (AnshinTx *tx, gpointer data, GError **error)
{
  Gate *gate = data;

  g_mutex_lock (&gate->mutex);
  while (!gate->go)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
  return TRUE;
}

static gboolean
idle_job (AnshinTx *tx, gpointer data, GError **error)
{
  return TRUE;
}

static void
on_idle_cb (gpointer data, const GError *error)
{
  g_assert_no_error (error);
  (*(guint *) data)++;
}

/* What comes in faster than it can be written is refused, not heaped up; closing finishes it. */
static void
test_queue_is_bounded (void)
{
  g_autoptr (Store) store = store_new ();
  Gate gate = { 0 };
  guint taken = 0;
  guint done = 0;

  g_mutex_init (&gate.mutex);
  g_cond_init (&gate.cond);
  for (guint i = 0; i < 16; i++)
    g_assert_true (anshin_db_write (store->db, gate_job, NULL, &gate));
  while (taken < 2 * ANSHIN_MAX_WAITING_JOBS &&
         anshin_db_write (store->db, idle_job, on_idle_cb, &done))
    taken++;
  g_assert_cmpuint (taken, >=, ANSHIN_MAX_WAITING_JOBS - 16);
  g_assert_cmpuint (taken, <=, ANSHIN_MAX_WAITING_JOBS + 256);
  g_mutex_lock (&gate.mutex);
  gate.go = TRUE;
  g_cond_broadcast (&gate.cond);
  g_mutex_unlock (&gate.mutex);
  store_close (store);
  g_assert_cmpuint (done, ==, taken);
  g_mutex_clear (&gate.mutex);
  g_cond_clear (&gate.cond);
}

static void
test_one_writer_alone (void)
{
  g_autoptr (Store) store = store_new ();
  g_autoptr (AnshinDb) other = NULL;
  g_autoptr (GError) error = NULL;
  AnshinDbConfig config = store->config;

  g_assert_null (anshin_db_open (&config, &error));
  g_assert_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FAILED);
  g_clear_error (&error);
  config.read_only = TRUE;
  other = anshin_db_open (&config, &error);
  g_assert_no_error (error);
  g_clear_pointer (&other, anshin_db_close);
  config.read_only = FALSE;
  config.node = 1;
  other = anshin_db_open (&config, &error);
  g_assert_true ((other != NULL) == store_is_postgres ());
}

static void
test_wrong_key (void)
{
  g_autoptr (Store) store = store_new ();
  g_autofree char *other = g_build_filename (store->folder, "other.key", NULL);
  g_autoptr (GError) error = NULL;
  AnshinDbConfig config = store->config;

  store_close (store);
  anshin_sealer_create_key (other, &error);
  g_assert_no_error (error);
  config.key_path = other;
  g_assert_null (anshin_db_open (&config, &error));
  g_assert_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_KEY);
  g_clear_error (&error);

  g_assert_cmpint (g_chmod (other, 0444), ==, 0);
  g_assert_null (anshin_db_open (&config, &error));
  g_assert_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_KEY);
  g_clear_error (&error);
  g_assert_false (anshin_sealer_create_key (other, &error));
  g_assert_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_KEY);
}

static void
test_create_twice (void)
{
  g_autoptr (Store) store = store_new ();
  g_autoptr (GError) error = NULL;

  store_add_world (store);
  store_close (store);
  g_assert_false (anshin_db_create (&store->config, &error));
  g_assert_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FAILED);
  store_open (store);
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM account"), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/db/types", test_types);
  g_test_add_func ("/store/db/nested-rows", test_nested_rows);
  g_test_add_func ("/store/db/readers-cannot-write", test_readers_cannot_write);
  g_test_add_func ("/store/db/failing-jobs-are-isolated", test_failing_jobs_are_isolated);
  g_test_add_func ("/store/db/failed-statement-spoils-job", test_failed_statement_spoils_job);
  g_test_add_func ("/store/db/constraints", test_constraints);
  g_test_add_func ("/store/db/contention", test_contention);
  g_test_add_func ("/store/db/queue-is-bounded", test_queue_is_bounded);
  g_test_add_func ("/store/db/one-writer-alone", test_one_writer_alone);
  g_test_add_func ("/store/db/wrong-key", test_wrong_key);
  g_test_add_func ("/store/db/create-twice", test_create_twice);
  return g_test_run ();
}
