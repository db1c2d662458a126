/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-config.h"

#include "anshin-vitals-chart-page.h"

#include <glib/gi18n.h>

#include "anshin-capability.h"
#include "anshin-clock.h"
#include "anshin-error-words.h"
#include "anshin-format.h"
#include "anshin-plain-row.h"
#include "anshin-vital-targets-history-page.h"
#include "anshin-vital-targets-page.h"
#include "anshin-vitals-chart-view.h"
#include "anshin-vitals-export-page.h"
#include "anshin-vitals-output.h"
#include "anshin-vitals-page.h"
#include "anshin-vitals-words.h"
#include "anshin-window.h"


struct _AnshinVitalsChartPage
{
  AnshinPage parent_instance;

  /* template widgets */
  GtkWidget *more_button;
  GtkDropDown *period_drop;
  GtkLabel *notice_label;
  GtkLabel *ranges_label;
  GtkBox *panels_box;
  GtkWidget *table_group;
  GtkListBox *table_list;

  /* owned */
  AnshinClient *client;
  AnshinGroup *group;
  GCancellable *cancellable;
  GSimpleActionGroup *actions;
  GPtrArray *readings;
  AnshinEntry *targets;
  gint64 from;
  gint64 to;
};

G_DEFINE_FINAL_TYPE (AnshinVitalsChartPage, anshin_vitals_chart_page, ANSHIN_TYPE_PAGE)

static const struct
{
  const char *label;
  int days;
} periods[] = {
  { N_ ("1 week"), 7 },
  { N_ ("1 month"), 31 },
  { N_ ("3 months"), 92 },
  { N_ ("1 year"), 366 },
};

static void
clear_box (GtkWidget *box, void (*remove) (gpointer, GtkWidget *))
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    remove (box, child);
}

static void
remove_panel (gpointer box, GtkWidget *child)
{
  gtk_box_remove (box, child);
}

static void
remove_row (gpointer list, GtkWidget *child)
{
  gtk_list_box_remove (list, child);
}

static void
set_notice (AnshinVitalsChartPage *self, const char *words)
{
  gtk_label_set_label (self->notice_label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice_label), words != NULL);
}

static void
add_panel (AnshinVitalsChartPage *self, int kind)
{
  AnshinChart chart = { kind, self->from, self->to, self->readings,
                        anshin_entry_get_vital_targets (self->targets), -1 };

  for (int i = 0; i < (int) self->readings->len; i++)
    if (anshin_chart_has (&chart, i))
      {
        gtk_box_append (self->panels_box, anshin_vitals_chart_view_new (&chart));
        return;
      }
}

/* Own ones can be corrected. */
static void
make_editable (GtkWidget *row, AnshinEntry *entry)
{
  if (entry->state == NULL
      || !anshin_capability_has (ANSHIN_ENTRY_STATE (entry->state)->capabilities, "change-vitals"))
    return;
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("document-edit-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
}

static void
on_row_activated_cb (AnshinVitalsChartPage *self, GtkListBoxRow *row)
{
  guint number = self->readings->len - 1 - (guint) gtk_list_box_row_get_index (row);

  anshin_window_push_page (anshin_window_get_for (self),
                           anshin_vitals_page_new_edit (self->client, self->group,
                                                        self->readings->pdata[number]));
}

/* What was measured, marked by the ranges of today as the chart is, whatever they were that day. */
static AnshinVitals *
dup_marked (AnshinVitalsChartPage *self, AnshinEntry *entry)
{
  AnshinVitals *vitals = anshin_record_dup (ANSHIN_CONTENT (entry->content)->vitals);

  anshin_vitals_mark (vitals, anshin_entry_get_vital_targets (self->targets));
  return vitals;
}

/* A row for each measurement, newest first: what the chart shows, for eyes and ears. */
static GtkWidget *
create_row (AnshinVitalsChartPage *self, AnshinEntry *entry)
{
  g_autoptr (AnshinVitals) vitals = dup_marked (self, entry);
  g_autofree char *when = anshin_format_when (vitals->measured_at);
  g_autofree char *line = anshin_vitals_words_line (vitals);
  g_autofree char *outside = anshin_vitals_words_outside (vitals);
  g_autofree char *title
    = g_strdup_printf ("%s   %s", when, ANSHIN_CONTENT (entry->content)->author_name);
  g_autofree char *subtitle = g_strjoin ("\n", line, outside != NULL ? outside : vitals->note,
                                         outside != NULL ? vitals->note : NULL, NULL);
  GtkWidget *row = anshin_plain_row_new (title, subtitle);

  make_editable (row, entry);
  return row;
}

static void
update_actions (AnshinVitalsChartPage *self)
{
  static const char *const outward[] = { "print", "save" };

  for (guint i = 0; i < G_N_ELEMENTS (outward); i++)
    g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), outward[i])),
      self->readings->len > 0);
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "targets")),
    anshin_capability_has (self->group->capabilities, "set-vital-targets"));
}

static void
show_ranges (AnshinVitalsChartPage *self)
{
  g_autofree char *words = anshin_vitals_words_ranges (self->targets);

  gtk_label_set_label (self->ranges_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->ranges_label), self->readings->len > 0);
}

static void
show_readings (AnshinVitalsChartPage *self)
{
  clear_box (GTK_WIDGET (self->panels_box), remove_panel);
  clear_box (GTK_WIDGET (self->table_list), remove_row);
  for (int kind = ANSHIN_VITAL_SYSTOLIC; kind < ANSHIN_N_VITAL_KINDS; kind++)
    if (kind != ANSHIN_VITAL_DIASTOLIC)
      add_panel (self, kind);
  for (guint i = self->readings->len; i > 0; i--)
    gtk_list_box_append (self->table_list, create_row (self, self->readings->pdata[i - 1]));
  show_ranges (self);
  gtk_widget_set_visible (self->table_group, self->readings->len > 0);
  set_notice (self, self->readings->len > 0 ? NULL
                                            : _("Nothing was measured in this period."));
  update_actions (self);
}

static void
fail (AnshinVitalsChartPage *self, const GError *error)
{
  g_autofree char *words = anshin_error_words_dup (error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_notice (self, words);
}

static void
on_readings_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinVitalsChartPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list
    = anshin_client_call_list_finish (ANSHIN_CLIENT (source), result, &error);

  if (list == NULL)
    {
      fail (self, error);
      return;
    }
  g_ptr_array_set_size (self->readings, 0);
  for (guint i = g_list_model_get_n_items (list); i > 0; i--)
    g_ptr_array_add (self->readings, g_list_model_get_item (list, i - 1));
  show_readings (self);
}

static void
load_readings (AnshinVitalsChartPage *self)
{
  g_autofree char *from = anshin_time_format (self->from);
  g_autofree char *to = anshin_time_format (self->to);
  g_autofree char *path = g_strdup_printf ("/v1/groups/%s/vitals?from=%s&to=%s&limit=%d",
                                           self->group->id, from, to, ANSHIN_MAX_VITALS_PAGE);

  anshin_client_call_list_async (self->client, path, anshin_entry_get_type (), self->cancellable,
                                 on_readings_cb, g_object_ref (self));
}

static void
on_targets_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinVitalsChartPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list
    = anshin_client_call_list_finish (ANSHIN_CLIENT (source), result, &error);

  if (list == NULL)
    {
      fail (self, error);
      return;
    }
  g_clear_object (&self->targets);
  if (g_list_model_get_n_items (list) > 0)
    self->targets = g_list_model_get_item (list, 0);
  load_readings (self);
}

/* The ranges first: the numbers are judged by them. */
static void
load (AnshinVitalsChartPage *self)
{
  guint period = MIN (gtk_drop_down_get_selected (self->period_drop), G_N_ELEMENTS (periods) - 1);
  g_autofree char *path = NULL;

  if (self->client == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->to = anshin_clock_now () + 60 * ANSHIN_SECOND;
  self->from = self->to - periods[period].days * ANSHIN_DAY;
  path = g_strdup_printf ("/v1/groups/%s/vital-targets", self->group->id);
  anshin_client_call_list_async (self->client, path, anshin_entry_get_type (), self->cancellable,
                                 on_targets_cb, g_object_ref (self));
}

static void
on_period_cb (AnshinVitalsChartPage *self)
{
  load (self);
}

static void
on_show_targets_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AnshinVitalsChartPage *self = data;

  anshin_window_push_page (anshin_window_get_for (self),
                           anshin_vital_targets_page_new (
                             self->client, self->group,
                             anshin_entry_get_vital_targets (self->targets)));
}

static void
on_show_history_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AnshinVitalsChartPage *self = data;

  anshin_window_push_page (anshin_window_get_for (self),
                           anshin_vital_targets_history_page_new (self->client, self->group));
}

static void
take_out (AnshinVitalsChartPage *self, gboolean printed)
{
  AnshinUser *user = anshin_client_get_user (self->client);
  AnshinVitalsPaper *paper
    = anshin_vitals_paper_new (self->group->name, user != NULL ? user->name : "", self->from,
                               self->to, self->readings, self->targets);

  anshin_window_push_page (anshin_window_get_for (self),
                           anshin_vitals_export_page_new (self->client, self->group, paper,
                                                          printed));
}

static void
on_print_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  take_out (data, TRUE);
}

static void
on_save_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  take_out (data, FALSE);
}

static const GActionEntry entries[] = {
  { .name = "targets", .activate = on_show_targets_cb },
  { .name = "targets-history", .activate = on_show_history_cb },
  { .name = "print", .activate = on_print_cb },
  { .name = "save", .activate = on_save_cb },
};

/* Also when coming back from the ranges. */
static void
anshin_vitals_chart_page_shown (AnshinPage *page)
{
  AnshinVitalsChartPage *self = ANSHIN_VITALS_CHART_PAGE (page);

  load (self);
  /* Else the keyboard stays in the menu that led away, which is closed. */
  gtk_widget_grab_focus (GTK_WIDGET (self->period_drop));
}

static void
anshin_vitals_chart_page_dispose (GObject *object)
{
  AnshinVitalsChartPage *self = ANSHIN_VITALS_CHART_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->actions);
  g_clear_object (&self->targets);
  g_clear_object (&self->group);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_vitals_chart_page_parent_class)->dispose (object);
}

static void
anshin_vitals_chart_page_finalize (GObject *object)
{
  g_ptr_array_unref (ANSHIN_VITALS_CHART_PAGE (object)->readings);

  G_OBJECT_CLASS (anshin_vitals_chart_page_parent_class)->finalize (object);
}

static void
anshin_vitals_chart_page_class_init (AnshinVitalsChartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_vitals_chart_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = anshin_vitals_chart_page_finalize;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_vitals_chart_page_shown;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/vitals/anshin-vitals-chart-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinVitalsChartPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinVitalsChartPage, period_drop);
  gtk_widget_class_bind_template_child (widget_class, AnshinVitalsChartPage, notice_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinVitalsChartPage, ranges_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinVitalsChartPage, panels_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinVitalsChartPage, table_group);
  gtk_widget_class_bind_template_child (widget_class, AnshinVitalsChartPage, table_list);
  gtk_widget_class_bind_template_callback (widget_class, on_period_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
anshin_vitals_chart_page_init (AnshinVitalsChartPage *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  self->readings = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    gtk_string_list_append (words, _(periods[i].label));
  gtk_drop_down_set_model (self->period_drop, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (self->period_drop, 1);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (self->more_button, "chart", G_ACTION_GROUP (self->actions));
}

/**
 * anshin_vitals_chart_page_new:
 * @client: the client
 * @group: a patient's group
 *
 * Returns: what was measured, over a period that can be chosen
 */
AnshinPage *
anshin_vitals_chart_page_new (AnshinClient *client, AnshinGroup *group)
{
  AnshinVitalsChartPage *self = g_object_new (ANSHIN_TYPE_VITALS_CHART_PAGE, NULL);

  self->client = g_object_ref (client);
  self->group = g_object_ref (group);
  anshin_page_set_subtitle (ANSHIN_PAGE (self), group->name);
  update_actions (self);
  return ANSHIN_PAGE (self);
}
