/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-id.h"

#include <string.h>

#include "anshin-clock.h"

#define PER_THREAD 20000
#define THREADS 8

static void
test_form (void)
{
  g_autofree char *id = anshin_id_new ();

  g_assert_cmpuint (strlen (id), ==, 26);
  g_assert_true (anshin_id_is_valid (id));
  g_assert_cmpint (strspn (id, "0123456789abcdefghjkmnpqrstvwxyz"), ==, 26);
}

static void
test_invalid (void)
{
  const char *const bad[] = {
    "", "0", "01m81jsf2cbn1t6zpawypwbk5", "01m81jsf2cbn1t6zpawypwbk5ss",
    "81m81jsf2cbn1t6zpawypwbk5s", "01M81JSF2CBN1T6ZPAWYPWBK5S", "01m81jsf2cbn1t6zpawypwbk5l",
    "01m81jsf2cbn1t6zpawypwbk5 ", "01m81jsf2cbn1t6zpawypwbkあ",
  };

  g_assert_false (anshin_id_is_valid (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (anshin_id_is_valid (bad[i]));
}

static void
test_ascending (void)
{
  g_autofree char *last = anshin_id_new ();

  for (guint i = 0; i < 100000; i++)
    {
      char *id = anshin_id_new ();

      g_assert_cmpstr (last, <, id);
      g_free (last);
      last = id;
    }
}

/* A clock that goes back must not bring an id twice, nor the order to an end. */
static void
test_clock_goes_back (void)
{
  g_autofree char *before = anshin_id_new ();
  g_autofree char *after = NULL;
  g_autofree char *ahead = NULL;

  anshin_clock_set_offset (-3600 * ANSHIN_SECOND);
  after = anshin_id_new ();
  anshin_clock_set_offset (60 * ANSHIN_SECOND);
  ahead = anshin_id_new ();
  anshin_clock_set_offset (0);
  g_assert_cmpstr (before, <, after);
  g_assert_cmpstr (after, <, ahead);
  g_assert_cmpint (strncmp (before, ahead, 10), <, 0);
}

static gpointer
make_many (gpointer unused)
{
  GPtrArray *ids = g_ptr_array_new_full (PER_THREAD, g_free);

  for (guint i = 0; i < PER_THREAD; i++)
    g_ptr_array_add (ids, anshin_id_new ());
  return ids;
}

static void
test_threads (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GThread *threads[THREADS];

  for (guint i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("ids", make_many, NULL);
  for (guint i = 0; i < THREADS; i++)
    {
      g_autoptr (GPtrArray) ids = g_thread_join (threads[i]);

      for (guint j = 0; j < ids->len; j++)
        {
          g_assert_true (j == 0 || strcmp (ids->pdata[j - 1], ids->pdata[j]) < 0);
          g_assert_true (g_hash_table_add (seen, g_strdup (ids->pdata[j])));
        }
    }
}

/* Whoever knows one id must not know the next: the steps between them are not all alike. */
static void
test_not_counted (void)
{
  g_autoptr (GHashTable) ends = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *id = anshin_id_new ();

      g_hash_table_add (ends, g_strdup (id + 20));
    }
  g_assert_cmpuint (g_hash_table_size (ends), >, 990);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id/form", test_form);
  g_test_add_func ("/id/invalid", test_invalid);
  g_test_add_func ("/id/ascending", test_ascending);
  g_test_add_func ("/id/clock-goes-back", test_clock_goes_back);
  g_test_add_func ("/id/threads", test_threads);
  g_test_add_func ("/id/not-counted", test_not_counted);
  return g_test_run ();
}
