/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-clock.h"
#include "anshin-log.h"
#include "anshin-purger.h"
#include "store-fixture.h"

#define DAY (24 * 3600 * ANSHIN_SECOND)
#define DEADLINE_MS 20000

static gboolean
on_deadline_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs the main context until the tombstone is there. */
static gboolean
wait_for_tombstone (Store *store)
{
  gboolean late = FALSE;
  guint source = g_timeout_add (DEADLINE_MS, on_deadline_cb, &late);

  while (!late && store_number (store, "SELECT COUNT(*) FROM care_group WHERE id = 'g' "
                                       "AND state = 4 AND purge_at = 0") == 0)
    g_main_context_iteration (NULL, TRUE);
  if (!late)
    g_source_remove (source);
  return !late;
}

static gboolean
post_job (AnshinTx *tx, gpointer data, GError **error)
{
  for (int i = 0; i < 2500; i++)
    if (!store_post (tx, "g", "u1", NULL, "x", NULL, error))
      return FALSE;
  return TRUE;
}

static Store *
new_deleted (void)
{
  g_autofree char *sql =
    g_strdup_printf ("UPDATE care_group SET state = 4, state_before = 1, deleted_at = 1, "
                     "purge_at = %" G_GINT64_FORMAT " WHERE id = 'g'",
                     anshin_clock_now () + 30 * DAY);
  Store *store = store_new ();

  store_add_world (store);
  store_write (store, post_job, NULL);
  store_exec (store, sql);
  return store;
}

static gboolean
on_month_later_cb (gpointer user_data)
{
  anshin_clock_set_offset (30 * DAY + ANSHIN_SECOND);
  return G_SOURCE_REMOVE;
}

/* Not a moment too soon, and by itself when the time has come. */
static void
test_by_the_clock (void)
{
  g_autoptr (Store) store = new_deleted ();
  g_autoptr (AnshinPurger) purger = NULL;

  anshin_clock_set_offset (0);
  purger = anshin_purger_new (store->db, 20);
  for (int i = 0; i < 10; i++)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM entry WHERE channel_id = 'g'"), ==,
                   2500);
  g_timeout_add (50, on_month_later_cb, NULL);
  g_assert_true (wait_for_tombstone (store));
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM entry"), ==, 0);
  anshin_clock_set_offset (0);
}

/* Gone while it works: nothing comes back to what is freed, and the next one ends it. */
static void
test_stopped_at_work (void)
{
  g_autoptr (Store) store = new_deleted ();

  anshin_clock_set_offset (31 * DAY);
  for (int i = 0; i < 4; i++)
    {
      AnshinPurger *purger = anshin_purger_new (store->db, 20);

      for (int j = 0; j <= i; j++)
        g_main_context_iteration (NULL, TRUE);
      anshin_purger_free (purger);
      store_close (store);
      store_open (store);
    }
  {
    g_autoptr (AnshinPurger) purger = anshin_purger_new (store->db, 20);

    g_assert_true (wait_for_tombstone (store));
  }
  anshin_clock_set_offset (0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  anshin_log_init (G_LOG_LEVEL_WARNING);
  g_test_add_func ("/purger/by-the-clock", test_by_the_clock);
  g_test_add_func ("/purger/stopped-at-work", test_stopped_at_work);
  return g_test_run ();
}
