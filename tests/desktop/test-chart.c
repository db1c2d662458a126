/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "anshin-clock.h"
#include "anshin-vitals-chart-view.h"
#include "anshin-vitals.h"

/* The chart under a finger: one that presses and lifts, and hovers over nothing. */

#define DAY (G_GINT64_CONSTANT (24) * 60 * 60 * ANSHIN_SECOND)

static void
add_reading (GPtrArray *readings, gint64 at, gint64 pulse)
{
  AnshinEntry *entry = anshin_entry_new ();
  AnshinContent *content = anshin_content_new ();
  AnshinVitals *vitals = anshin_vitals_new ();

  anshin_vitals_set (vitals, ANSHIN_VITAL_PULSE, pulse);
  vitals->measured_at = at;
  content->vitals = ANSHIN_RECORD (vitals);
  entry->content = ANSHIN_RECORD (content);
  g_ptr_array_add (readings, entry);
}

static gpointer
find_gesture (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (one))
        return one;
    }
  return NULL;
}

static void
press (GtkWidget *chart, double share)
{
  g_signal_emit_by_name (find_gesture (chart), "released", 1,
                         gtk_widget_get_width (chart) * share,
                         gtk_widget_get_height (chart) / 2.0);
}

/* A press selects what is nearest to it, with letters of any size. */
static void
test_press (gconstpointer percent)
{
  g_autoptr (GPtrArray) readings = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 now = anshin_clock_now ();
  AnshinChart chart = { ANSHIN_VITAL_PULSE, now - 10 * DAY, now, readings, NULL, -1 };
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = NULL;

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi",
                96 * 1024 * GPOINTER_TO_INT (percent) / 100, NULL);
  add_reading (readings, now - 9 * DAY, 61);
  add_reading (readings, now - 5 * DAY, 72);
  add_reading (readings, now - 1 * DAY, 83);
  view = anshin_vitals_chart_view_new (&chart);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), 320, 300);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (view) == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_null (strstr (gtk_widget_get_tooltip_text (view), "72"));
  press (view, 0.6);
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (view), "72"));
  g_assert_true (gtk_widget_is_focus (view));
  press (view, 0.95);
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (view), "83"));
  press (view, 0.15);
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (view), "61"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_data_func ("/chart/press", GINT_TO_POINTER (100), test_press);
  g_test_add_data_func ("/chart/press-large", GINT_TO_POINTER (200), test_press);
  return g_test_run ();
}
