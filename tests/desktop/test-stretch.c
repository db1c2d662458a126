/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtk/gtk.h>

#include "anshin-stretch.h"

/* The part of a list that is shown: what a list view is told must be what there is. */

typedef struct
{
  GtkStringList *list;
  AnshinStretch *stretch;
  GPtrArray *told; /* what a view shows that does what it is told */
  guint next;
} Fixture;

static void
on_items_changed_cb (Fixture *fixture, guint position, guint removed, guint added)
{
  g_assert_cmpuint (position + removed, <=, fixture->told->len);
  if (removed > 0)
    g_ptr_array_remove_range (fixture->told, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (fixture->told, (int) (position + i),
                        g_list_model_get_item (G_LIST_MODEL (fixture->stretch), position + i));
}

static void
splice (Fixture *fixture, guint position, guint removed, guint added)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;

  for (guint i = 0; i < added; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", fixture->next++);

      g_strv_builder_add (builder, text);
    }
  strings = g_strv_builder_end (builder);
  gtk_string_list_splice (fixture->list, position, removed, (const char *const *) strings);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->list = gtk_string_list_new (NULL);
  fixture->told = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->stretch = anshin_stretch_new (G_LIST_MODEL (fixture->list));
  g_signal_connect_swapped (fixture->stretch, "items-changed", G_CALLBACK (on_items_changed_cb),
                            fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->told);
  g_object_unref (fixture->stretch);
  g_object_unref (fixture->list);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->stretch));
}

/* What was told is a piece of the list, in the place that the stretch says. */
static void
check (Fixture *fixture)
{
  guint n_list = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
  guint above = anshin_stretch_get_above (fixture->stretch);

  g_assert_cmpuint (fixture->told->len, ==, count (fixture));
  for (guint i = 0; i < fixture->told->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (fixture->list), above + i);

      g_assert_true (item == fixture->told->pdata[i]);
    }
  if (fixture->told->len > 0)
    g_assert_cmpuint (above + fixture->told->len + anshin_stretch_get_below (fixture->stretch), ==,
                      n_list);
}

static void
test_end (Fixture *fixture, gconstpointer data)
{
  splice (fixture, 0, 0, 50);
  g_assert_cmpuint (count (fixture), ==, 0);
  anshin_stretch_open (fixture->stretch, 40, 16);
  g_assert_cmpuint (count (fixture), ==, 10);
  splice (fixture, 50, 0, 2); /* at its end: shown */
  g_assert_cmpuint (count (fixture), ==, 12);
  splice (fixture, 0, 0, 30); /* an older page: waits */
  g_assert_cmpuint (count (fixture), ==, 12);
  g_assert_cmpuint (anshin_stretch_get_above (fixture->stretch), ==, 70);
  check (fixture);
  g_assert_true (anshin_stretch_grow (fixture->stretch, 100, 5));
  g_assert_cmpuint (count (fixture), ==, 82);
  splice (fixture, 0, 0, 5); /* right before all that is shown: waits */
  g_assert_cmpuint (anshin_stretch_get_above (fixture->stretch), ==, 5);
  check (fixture);
  splice (fixture, 0, 87, 0);
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_false (anshin_stretch_grow (fixture->stretch, 1, 1));
}

static void
test_middle (Fixture *fixture, gconstpointer data)
{
  splice (fixture, 0, 0, 100);
  anshin_stretch_open (fixture->stretch, 30, 20);
  splice (fixture, 100, 0, 7); /* far below: not shown */
  g_assert_cmpuint (count (fixture), ==, 20);
  g_assert_cmpuint (anshin_stretch_get_below (fixture->stretch), ==, 57);
  splice (fixture, 35, 2, 2); /* inside */
  check (fixture);
  anshin_stretch_cut (fixture->stretch, 3, 4);
  g_assert_cmpuint (anshin_stretch_get_above (fixture->stretch), ==, 33);
  g_assert_cmpuint (count (fixture), ==, 13);
  check (fixture);
}

static void
test_random (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 20000; i++)
    {
      guint n_list = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
      guint position = g_test_rand_int_range (0, (int) n_list + 1);
      guint removed = (guint) g_test_rand_int_range (0, 1 + (int) MIN (5, n_list - position));

      switch (g_test_rand_int_range (0, 8))
        {
        case 0:
          anshin_stretch_open (fixture->stretch, position, g_test_rand_int_range (0, 20));
          break;
        case 1:
          anshin_stretch_grow (fixture->stretch, g_test_rand_int_range (0, 4),
                               g_test_rand_int_range (0, 4));
          break;
        case 2:
          if (count (fixture) > 10)
            anshin_stretch_cut (fixture->stretch, g_test_rand_int_range (0, 5),
                                g_test_rand_int_range (0, 5));
          break;
        default:
          splice (fixture, position, removed, n_list < 200 ? g_test_rand_int_range (0, 6) : 0);
        }
      check (fixture);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/stretch/end", Fixture, NULL, set_up, test_end, tear_down);
  g_test_add ("/stretch/middle", Fixture, NULL, set_up, test_middle, tear_down);
  g_test_add ("/stretch/random", Fixture, NULL, set_up, test_random, tear_down);
  return g_test_run ();
}
