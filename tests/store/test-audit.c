/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store-fixture.h"

#define RECORDS 24
#define TAMPERINGS 10000

static const char *const columns[] = { "actor_id",  "role",       "facility_id", "session_id",
                                       "terminal_id", "source",   "action",      "object_id",
                                       "patient_id", "group_id",  "result",      "reason" };

static gboolean
append_job (AnshinTx *tx, gpointer data, GError **error)
{
  for (int i = 0; i < GPOINTER_TO_INT (data); i++)
    {
      g_autofree char *object = g_strdup_printf ("o%d", i);
      AnshinAudit audit = { .actor_id = i % 3 == 0 ? NULL : "u1",
                            .role = "staff",
                            .action = "post",
                            .object_id = object,
                            .group_id = i % 2 == 0 ? "g" : "",
                            .result = "ok",
                            .reason = i % 5 == 0 ? "a\nb\x1b" : NULL };

      if (!anshin_audit_append (tx, &audit, error))
        return FALSE;
    }
  return TRUE;
}

static void
append (Store *store, int n)
{
  store_write (store, append_job, GINT_TO_POINTER (n));
}

/* What an intruder who owns the database would do first. */
static void
take_off_guard (Store *store)
{
  if (store_is_postgres ())
    {
      store_exec (store, "DROP TRIGGER audit_unchanged ON audit");
      return;
    }
  store_exec (store, "DROP TRIGGER audit_unchanged");
  store_exec (store, "DROP TRIGGER audit_undeleted");
}

static Store *
new_log (int records)
{
  g_autoptr (GError) error = NULL;
  Store *store = store_new_empty ();

  store->config.writers = 1;
  anshin_db_create (&store->config, &error);
  g_assert_no_error (error);
  store_open (store);
  append (store, records);
  take_off_guard (store);
  return store;
}

static gboolean
verify_job (AnshinTx *tx, gpointer data, GError **error)
{
  gint64 records = 0;

  if (!anshin_audit_verify (tx, &records, NULL, error))
    return FALSE;
  g_assert_cmpint (records, ==, GPOINTER_TO_INT (data));
  return TRUE;
}

static void
assert_broken (Store *store)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (anshin_db_read_sync (store->db, verify_job, NULL, &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_CORRUPT);
}

/* The chain goes on over failing jobs, batches and a restart. */
static void
test_chain_goes_on (void)
{
  g_autoptr (Store) store = store_new ();
  g_autoptr (GError) error = NULL;

  append (store, 5);
  g_assert_false (store_try (store, "INSERT INTO meta (name) VALUES (NULL)", &error));
  append (store, 1);
  store_close (store);
  store_open (store);
  append (store, 3);
  for (int i = 0; i < 40; i++)
    append (store, 1);
  store_read (store, verify_job, GINT_TO_POINTER (49));
}

static gboolean
fail_after_append_job (AnshinTx *tx, gpointer data, GError **error)
{
  return append_job (tx, GINT_TO_POINTER (3), error) &&
         anshin_tx_exec (tx, error, "INSERT INTO meta (name) VALUES (NULL)", NULL);
}

/* A record stands with its act and falls with it (SECURITY AUD-05). */
static void
test_falls_with_act (void)
{
  g_autoptr (Store) store = store_new ();

  append (store, 2);
  for (int i = 0; i < 5; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (anshin_db_write_sync (store->db, fail_after_append_job, NULL, &error));
      g_assert_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_CONSTRAINT);
      append (store, 1);
    }
  store_read (store, verify_job, GINT_TO_POINTER (7));
}

static void
refuse (Store *store, const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (store_try (store, sql, &error));
  g_assert_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_CONSTRAINT);
}

static void
test_only_appended_to (void)
{
  g_autoptr (Store) store = store_new ();

  append (store, 2);
  refuse (store, "UPDATE audit SET reason = 'x'");
  refuse (store, "DELETE FROM audit WHERE seq = 2");
}

/* Runs one statement on the log; all of them change it. */
static gboolean
change (AnshinTx *tx, GError **error, const char *sql, gint64 a, gint64 b)
{
  return anshin_tx_exec (tx, error, g_intern_string (sql), "ii", a, b);
}

static gboolean
flip_mac (AnshinTx *tx, gint64 seq, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  guint8 mac[ANSHIN_SEAL_MAC_BYTES];
  gsize size = 0;

  rows = anshin_tx_query (tx, error, "SELECT mac FROM audit WHERE seq = $1", "i", seq);
  g_assert_true (anshin_rows_next (rows, error));
  memcpy (mac, anshin_rows_get_blob (rows, 0, &size), sizeof mac);
  g_clear_pointer (&rows, anshin_rows_free);
  mac[g_test_rand_int_range (0, sizeof mac)] ^= (guint8) (1 << g_test_rand_int_range (0, 8));
  return anshin_tx_exec (tx, error, "UPDATE audit SET mac = $1 WHERE seq = $2", "bi", mac,
                         sizeof mac, seq);
}

static gboolean
swap (AnshinTx *tx, gint64 a, gint64 b, GError **error)
{
  return change (tx, error, "UPDATE audit SET seq = $2 - 1000 WHERE seq = $1", a, 0) &&
         change (tx, error, "UPDATE audit SET seq = $2 WHERE seq = $1", b, a) &&
         change (tx, error, "UPDATE audit SET seq = $2 WHERE seq = $1 - 1000", 0, b);
}

static gboolean
close_gap (AnshinTx *tx, gint64 seq, GError **error)
{
  return change (tx, error, "DELETE FROM audit WHERE seq = $1 + $2", seq, 0) &&
         change (tx, error, "UPDATE audit SET seq = -seq + $2 WHERE seq > $1", seq, 0) &&
         change (tx, error, "UPDATE audit SET seq = -seq - $2 WHERE seq < $1", 0, 1);
}

static gboolean
edit_text (AnshinTx *tx, gint64 seq, GError **error)
{
  const char *column = columns[g_test_rand_int_range (0, G_N_ELEMENTS (columns))];
  g_autofree char *sql = NULL;

  switch (g_test_rand_int_range (0, 3))
    {
    case 0:
      sql = g_strdup_printf ("UPDATE audit SET %s = COALESCE (%s, '') || 'x' "
                             "WHERE seq = $1 + $2", column, column);
      break;
    case 1:
      sql = g_strdup_printf ("UPDATE audit SET %s = 'x' || COALESCE (%s, '') "
                             "WHERE seq = $1 + $2", column, column);
      break;
    default:
      /* An empty text is not the same as none. */
      sql = g_strdup ("UPDATE audit SET session_id = '' WHERE seq = $1 + $2");
      break;
    }
  return change (tx, error, sql, seq, 0);
}

static gboolean
tamper (AnshinTx *tx, GError **error)
{
  gint64 a = g_test_rand_int_range (1, RECORDS + 1);
  gint64 b = 1 + (a + g_test_rand_int_range (0, RECORDS - 1)) % RECORDS;

  switch (g_test_rand_int_range (0, 10))
    {
    case 0:
      return change (tx, error, "DELETE FROM audit WHERE seq = $1 + $2", a, 0);
    case 1:
      return swap (tx, a, b, error);
    case 2:
      return flip_mac (tx, a, error);
    case 3:
      return change (tx, error, "UPDATE audit SET at = at + $2 WHERE seq = $1", a, b);
    case 4:
      return change (tx, error,
                     "INSERT INTO audit (chain, seq, at, action, result, mac) SELECT chain, "
                     "$2, at, action, result, mac FROM audit WHERE seq = $1", a, RECORDS + 1);
    case 5:
      return close_gap (tx, a, error);
    case 6:
      return change (tx, error, "UPDATE audit SET chain = chain + $2 WHERE seq = $1", a, b);
    case 7:
      return change (tx, error, "DELETE FROM audit_head WHERE chain < $1 AND chain >= $2", 100, 0);
    case 8:
      return change (tx, error, "UPDATE audit_head SET seq = seq - $1 WHERE chain < $2", a, 100);
    default:
      return edit_text (tx, a, error);
    }
}

static gboolean
tamper_job (AnshinTx *tx, gpointer data, GError **error)
{
  guint *found = data;
  guint n = store_is_postgres () ? TAMPERINGS / 10 : TAMPERINGS;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) broken = NULL;

      if (!anshin_tx_exec (tx, error, "SAVEPOINT tampering", NULL) || !tamper (tx, error))
        return FALSE;
      if (!anshin_audit_verify (tx, NULL, NULL, &broken))
        {
          g_assert_error (broken, ANSHIN_ERROR, ANSHIN_ERROR_CORRUPT);
          (*found)++;
        }
      if (!anshin_tx_exec (tx, error, "ROLLBACK TO tampering", NULL) ||
          !anshin_tx_exec (tx, error, "RELEASE tampering", NULL))
        return FALSE;
    }
  g_assert_cmpuint (*found, ==, n);
  return anshin_audit_verify (tx, NULL, NULL, error);
}

/* SECURITY AUD-04, R8: edited, deleted, swapped, inserted, closed up, moved: all are found. */
static void
test_random_tampering (void)
{
  g_autoptr (Store) store = new_log (RECORDS);
  guint found = 0;

  store_write (store, tamper_job, &found);
  store_read (store, verify_job, GINT_TO_POINTER (RECORDS));
}

static gboolean
export_job (AnshinTx *tx, gpointer data, GError **error)
{
  return anshin_audit_export_head (tx, data, error);
}

static gboolean
check_head_job (AnshinTx *tx, gpointer data, GError **error)
{
  g_autofree char *broken_at = NULL;
  gboolean ok = anshin_audit_check_head (tx, data, &broken_at, error);

  if (!ok && broken_at != NULL)
    g_assert_cmpstr (broken_at, ==, "0/24");
  return ok;
}

static gboolean
cut_tail_job (AnshinTx *tx, gpointer data, GError **error)
{
  return anshin_tx_exec (tx, error, "DELETE FROM audit WHERE seq > 20", NULL) &&
         anshin_tx_exec (tx, error, "UPDATE audit_head SET seq = 20, "
                                    "mac = (SELECT mac FROM audit WHERE seq = 20)",
                         NULL);
}

/* A tail cut off with its head shows only against a head kept outside, and so does it after the
 * log has grown over the cut. */
static void
test_cut_tail (void)
{
  g_autoptr (Store) store = new_log (RECORDS);
  g_autofree char *head = NULL;
  g_autoptr (GError) error = NULL;

  store_read (store, export_job, &head);
  g_assert_null (strchr (head, '\n'));
  append (store, 3);
  store_read (store, check_head_job, head);

  store_write (store, cut_tail_job, NULL);
  store_close (store);
  store_open (store);
  store_read (store, verify_job, GINT_TO_POINTER (20));
  g_assert_false (anshin_db_read_sync (store->db, check_head_job, head, &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_CORRUPT);
  g_clear_error (&error);
  append (store, 10);
  store_read (store, verify_job, GINT_TO_POINTER (30));
  g_assert_false (anshin_db_read_sync (store->db, check_head_job, head, &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_CORRUPT);
}

static gboolean
forget_job (AnshinTx *tx, gpointer data, GError **error)
{
  return anshin_tx_exec (tx, error, "DELETE FROM audit", NULL) &&
         anshin_tx_exec (tx, error, "DELETE FROM audit_head", NULL);
}

/* Somebody who has the key too writes another log: it is whole, but not the one seen outside. */
static void
test_rewritten_log (void)
{
  g_autoptr (Store) store = new_log (RECORDS);
  g_autofree char *head = NULL;
  g_autoptr (GError) error = NULL;

  store_read (store, export_job, &head);
  store_write (store, forget_job, NULL);
  store_close (store);
  store_open (store);
  append (store, RECORDS);
  store_read (store, verify_job, GINT_TO_POINTER (RECORDS));
  g_assert_false (anshin_db_read_sync (store->db, check_head_job, head, &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_CORRUPT);
}

static void
test_forged_head (void)
{
  g_autoptr (Store) store = new_log (RECORDS);
  g_autofree char *head = NULL;
  gsize length = 0;

  store_read (store, export_job, &head);
  length = strlen (head);
  for (gsize i = 0; i <= length; i++)
    {
      g_autofree char *forged = g_strdup (head);
      g_autoptr (GError) error = NULL;

      if (i < length)
        forged[i] = forged[i] == '0' ? '1' : '0';
      else
        forged[0] = '\0';
      g_assert_false (anshin_db_read_sync (store->db, check_head_job, forged, &error));
      g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_MALFORMED);
    }
}

static void
test_emptied_log (void)
{
  g_autoptr (Store) store = new_log (3);

  store_read (store, verify_job, GINT_TO_POINTER (3));
  store_exec (store, "DELETE FROM audit");
  assert_broken (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/audit/chain-goes-on", test_chain_goes_on);
  g_test_add_func ("/store/audit/falls-with-act", test_falls_with_act);
  g_test_add_func ("/store/audit/only-appended-to", test_only_appended_to);
  g_test_add_func ("/store/audit/random-tampering", test_random_tampering);
  g_test_add_func ("/store/audit/cut-tail", test_cut_tail);
  g_test_add_func ("/store/audit/rewritten-log", test_rewritten_log);
  g_test_add_func ("/store/audit/forged-head", test_forged_head);
  g_test_add_func ("/store/audit/emptied-log", test_emptied_log);
  return g_test_run ();
}
