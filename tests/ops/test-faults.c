/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * SECURITY R6: each operation in turn with its first, second, third … database step failing. It
 * must give up with an error, leave nothing behind, and then work as if nothing had been.
 */

#include <locale.h>

#include "anshin-audit.h"
#include "faulty-city.h"

static gboolean
check_whole (AnshinTx *tx, gpointer data, GError **error)
{
  City *city = data;
  g_autofree char *broken = NULL;
  g_autoptr (AnshinRows) rows = NULL;
  gint64 records = 0;

  g_assert_true (anshin_audit_verify (tx, &records, &broken, error));
  g_assert_cmpint (records, >, 20);
  g_assert_null (broken);
  rows = anshin_tx_query (tx, error,
                          "SELECT COUNT(*), MAX(seq), (SELECT last_seq FROM channel WHERE id = $1) "
                          "FROM entry WHERE channel_id = $1",
                          "t", city->group);
  g_assert_true (anshin_rows_next (rows, error));
  g_assert_cmpint (anshin_rows_get_int (rows, 0), ==, anshin_rows_get_int (rows, 1));
  g_assert_cmpint (anshin_rows_get_int (rows, 0), ==, anshin_rows_get_int (rows, 2));
  return TRUE;
}

static void
test_every_step (void)
{
  g_autoptr (GError) error = NULL;
  City city = { 0 };

  city_populate (&city);
  walk_patient (&city);
  walk_group (&city);
  walk_messages (&city);
  walk_requests (&city);
  walk_vitals (&city);
  walk_export (&city);
  walk_card_and_templates (&city);
  walk_marks (&city);
  walk_attachments (&city);
  walk_scans (&city);
  walk_end (&city);
  walk_states (&city);
  walk_other_groups (&city);
  anshin_db_read_sync (city.store->db, check_whole, &city, &error);
  g_assert_no_error (error);
  g_test_message ("%u steps failed, nothing was left of them", city.faults);
  g_assert_cmpuint (city.faults, >, 300);
  city_clear (&city);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ops/every-step-fails-once", test_every_step);
  return g_test_run ();
}
