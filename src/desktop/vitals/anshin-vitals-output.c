/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-config.h"

#include "anshin-vitals-output.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"
#include "anshin-csv-field.h"
#include "anshin-vitals-chart.h"
#include "anshin-vitals-words.h"

#define PANELS_A_PAGE 4
#define MARGIN 42.0
#define LETTER 9.0

static gpointer
copy_ref (gconstpointer entry, gpointer data)
{
  return g_object_ref ((gpointer) entry);
}

AnshinVitalsPaper *
anshin_vitals_paper_new (const char *name, const char *printed_by, gint64 from, gint64 to,
                         GPtrArray *readings, AnshinEntry *targets)
{
  AnshinVitalsPaper *self = g_rc_box_new0 (AnshinVitalsPaper);

  self->name = g_strdup (name);
  self->printed_by = g_strdup (printed_by);
  self->from = from;
  self->to = to;
  self->readings = g_ptr_array_copy (readings, copy_ref, NULL);
  self->targets = targets != NULL ? g_object_ref (targets) : NULL;
  return self;
}

/* Returns: (transfer full): the same with what the service has now, @newest_first */
AnshinVitalsPaper *
anshin_vitals_paper_new_with (const AnshinVitalsPaper *self, GListModel *newest_first)
{
  g_autoptr (GPtrArray) readings = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = g_list_model_get_n_items (newest_first); i > 0; i--)
    g_ptr_array_add (readings, g_list_model_get_item (newest_first, i - 1));
  return anshin_vitals_paper_new (self->name, self->printed_by, self->from, self->to, readings,
                                  self->targets);
}

static void
clear (gpointer data)
{
  AnshinVitalsPaper *self = data;

  g_free (self->name);
  g_free (self->printed_by);
  g_ptr_array_unref (self->readings);
  g_clear_object (&self->targets);
}

AnshinVitalsPaper *
anshin_vitals_paper_ref (AnshinVitalsPaper *self)
{
  return g_rc_box_acquire (self);
}

void
anshin_vitals_paper_unref (AnshinVitalsPaper *self)
{
  g_rc_box_release_full (self, clear);
}

static AnshinVitals *
get_vitals (const AnshinVitalsPaper *self, guint reading)
{
  AnshinEntry *entry = g_ptr_array_index (self->readings, reading);

  return ANSHIN_VITALS (ANSHIN_CONTENT (entry->content)->vitals);
}

/* Whether the kind has a panel of its own, and anything in it. */
static gboolean
has_panel (const AnshinVitalsPaper *self, int kind)
{
  gint64 value = 0;

  for (guint i = 0; kind != ANSHIN_VITAL_DIASTOLIC && i < self->readings->len; i++)
    if (anshin_vitals_get (get_vitals (self, i), kind, &value))
      return TRUE;
  return FALSE;
}

static guint
count_panels (const AnshinVitalsPaper *self)
{
  guint count = 0;

  for (int kind = ANSHIN_VITAL_SYSTOLIC; kind < ANSHIN_N_VITAL_KINDS; kind++)
    count += has_panel (self, kind) ? 1 : 0;
  return count;
}

/* Returns: how many pages the panels need */
static guint
count_pages (const AnshinVitalsPaper *self)
{
  return MAX ((count_panels (self) + PANELS_A_PAGE - 1) / PANELS_A_PAGE, 1);
}

static void
draw_text (cairo_t *cr, double x, double y, double size, const char *text)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_new ();

  pango_font_description_set_family (font, "sans-serif");
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_head (const AnshinVitalsPaper *self, guint page, cairo_t *cr, double height)
{
  g_autofree char *from = anshin_era_format (anshin_time_get_day (self->from));
  g_autofree char *to = anshin_era_format (anshin_time_get_day (self->to));
  g_autofree char *today = anshin_era_format (anshin_clock_today ());
  g_autofree char *title = g_strdup_printf (_("Vital signs: %s"), self->name);
  g_autofree char *period = g_strdup_printf ("%s – %s", from, to);
  g_autofree char *ranges = anshin_vitals_words_ranges (self->targets);
  g_autofree char *foot = NULL;

  /* Translators: who printed it, when, and page of pages */
  foot = g_strdup_printf (_("Printed by %s on %s   %d/%d   ▲ high  ▼ low  shaded: target range"),
                          self->printed_by, today, page + 1, count_pages (self));
  draw_text (cr, MARGIN, MARGIN, 15, title);
  draw_text (cr, MARGIN, MARGIN + 22, 10, period);
  draw_text (cr, MARGIN, height - MARGIN - 22, 8, ranges);
  draw_text (cr, MARGIN, height - MARGIN - 10, 8, foot);
}

/* Black and grey, with ▲ and ▼ for what is outside. */
static void
draw_page (gpointer data, guint page, cairo_t *cr, double width, double height)
{
  const AnshinVitalsPaper *self = data;
  double panel_height = (height - 2 * MARGIN - 70) / PANELS_A_PAGE;
  guint number = 0;

  draw_head (self, page, cr, height);
  for (int kind = ANSHIN_VITAL_SYSTOLIC; kind < ANSHIN_N_VITAL_KINDS; kind++)
    {
      AnshinChart chart = { kind, self->from, self->to, self->readings,
                            anshin_entry_get_vital_targets (self->targets), -1 };

      if (!has_panel (self, kind))
        continue;
      if (number / PANELS_A_PAGE == page)
        {
          cairo_save (cr);
          cairo_translate (cr, MARGIN, MARGIN + 46 + number % PANELS_A_PAGE * panel_height);
          anshin_chart_draw (&chart, cr, width - 2 * MARGIN, panel_height - 8, LETTER,
                             &anshin_chart_on_paper);
          cairo_restore (cr);
        }
      number++;
    }
}

/**
 * anshin_vitals_paper_new_form:
 * @self: what is printed
 *
 * Returns: (transfer full): the paper with the same panels as on the screen
 */
AnshinForm *
anshin_vitals_paper_new_form (AnshinVitalsPaper *self)
{
  return anshin_form_new_drawn (_("Vital signs"), count_pages (self), draw_page,
                                anshin_vitals_paper_ref (self),
                                (GDestroyNotify) anshin_vitals_paper_unref);
}

static void
append_head (GString *csv)
{
  anshin_csv_append_field (csv, _("Measured"));
  for (int kind = ANSHIN_VITAL_SYSTOLIC; kind < ANSHIN_N_VITAL_KINDS; kind++)
    {
      const char *unit = anshin_vital_get_info (kind)->unit;
      g_autofree char *title = *unit != '\0' ? g_strdup_printf ("%s (%s)",
                                                                anshin_vitals_words_kind (kind),
                                                                unit)
                                             : g_strdup (anshin_vitals_words_kind (kind));

      anshin_csv_append_field (csv, title);
    }
  anshin_csv_append_field (csv, _("Note"));
  anshin_csv_append_field (csv, _("Written down by"));
  g_string_append (csv, "\r\n");
}

static void
append_reading (GString *csv, AnshinEntry *entry)
{
  AnshinContent *content = ANSHIN_CONTENT (entry->content);
  AnshinVitals *vitals = ANSHIN_VITALS (content->vitals);
  g_autofree char *day = anshin_date_format (anshin_time_get_day (vitals->measured_at));
  g_autofree char *clock = anshin_time_format_clock (vitals->measured_at);
  g_autofree char *when = g_strdup_printf ("%s %s", day, clock);

  anshin_csv_append_field (csv, when);
  for (int kind = ANSHIN_VITAL_SYSTOLIC; kind < ANSHIN_N_VITAL_KINDS; kind++)
    {
      gint64 value = 0;
      g_autofree char *number
        = anshin_vitals_get (vitals, kind, &value) ? anshin_vital_format (kind, value) : NULL;

      anshin_csv_append_field (csv, number);
    }
  anshin_csv_append_field (csv, vitals->note);
  anshin_csv_append_field (csv, content->author_name);
  g_string_append (csv, "\r\n");
}

/**
 * anshin_vitals_paper_make_csv:
 * @self: an #AnshinVitalsPaper, what is taken out
 * @progress: told how far it is
 * @data: for @progress
 * @cancellable: (nullable): ends it
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): a table with a line for each measurement, in UTF-8 with the
 *   mark that spreadsheets know it by
 */
GBytes *
anshin_vitals_paper_make_csv (gpointer self, AnshinFormProgress progress, gpointer data,
                              GCancellable *cancellable, GError **error)
{
  const AnshinVitalsPaper *paper = self;
  g_autoptr (GString) table = g_string_new (NULL);
  GString *csv = NULL;

  append_head (table);
  for (guint i = 0; i < paper->readings->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      append_reading (table, g_ptr_array_index (paper->readings, i));
      progress ((i + 1.0) / paper->readings->len, data);
    }
  csv = g_string_new (ANSHIN_CSV_MARK);
  g_string_append_len (csv, table->str, (gssize) table->len);
  return g_string_free_to_bytes (csv);
}
