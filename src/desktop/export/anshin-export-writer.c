/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-export-writer.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"
#include "anshin-csv-field.h"
#include "anshin-export-lines.h"
#include "anshin-format.h"
#include "anshin-timeline-sheet.h"

struct _AnshinExportWriter
{
  AnshinTimelineExport *export;
  char *group_name;
  char *by;
  GPtrArray *entries;

  /* of what is being made */
  AnshinFormProgress progress;
  gpointer progress_data;
  double base;
  double share;
};

static char *
describe_stretch (const AnshinExportWriter *self)
{
  g_autofree char *from = anshin_format_full_day (self->export->from);
  g_autofree char *to = anshin_format_full_day (self->export->to);

  if (self->export->from == self->export->to)
    return g_steal_pointer (&from);
  return g_strdup_printf ("%s – %s", from, to);
}

/* Who took it out, when and what for: goes with it wherever it is laid. */
static char *
describe_origin (const AnshinExportWriter *self)
{
  g_autofree char *today = anshin_format_full_day (anshin_clock_today ());
  const char *purpose = anshin_choice_get_label (&anshin_export_purposes, self->export->purpose);

  /* Translators: who took something out of the network, on which day, and what for */
  return g_strdup_printf (_("Taken out by %s on %s. %s"), self->by, today,
                          purpose != NULL ? g_dpgettext2 (NULL, "choice", purpose) : "");
}

static char *
describe_author (const AnshinExportLine *line)
{
  if (*line->name == '\0')
    return g_strdup ("");
  if (*line->profession == '\0' && *line->facility == '\0')
    return g_strdup (line->name);
  return g_strdup_printf ("%s (%s%s%s)", line->name, line->profession,
                          *line->profession != '\0' && *line->facility != '\0' ? " · " : "",
                          line->facility);
}

/* The heading of the line's day, where it is another than @day, which becomes it. */
static char *
begin_day (const AnshinExportLine *line, int *day)
{
  int own = anshin_time_get_day (line->at);

  if (own == *day)
    return NULL;
  *day = own;
  return anshin_format_full_day (own);
}

static GBytes *
write_text (const AnshinExportWriter *self, GPtrArray *lines)
{
  GString *text = g_string_new (NULL);
  g_autofree char *stretch = describe_stretch (self);
  g_autofree char *origin = describe_origin (self);
  int day = 0;

  g_string_append_printf (text, "%s\n%s\n%s\n", self->group_name, stretch, origin);
  for (guint i = 0; i < lines->len; i++)
    {
      const AnshinExportLine *line = lines->pdata[i];
      g_autofree char *heading = begin_day (line, &day);
      g_autofree char *clock = anshin_time_format_clock (line->at);
      g_autofree char *author = describe_author (line);
      g_autofree char *whole = anshin_export_line_dup_whole (line);

      if (heading != NULL)
        g_string_append_printf (text, "\n■ %s\n", heading);
      g_string_append_printf (text, "\n%s  %s  %s\n%s\n", clock, line->kind, author, whole);
    }
  return g_string_free_to_bytes (text);
}

static void
append_row (GString *csv, const char *const *fields, guint n)
{
  for (guint i = 0; i < n; i++)
    anshin_csv_append_field (csv, fields[i]);
  g_string_append (csv, "\r\n");
}

static GBytes *
write_csv (GPtrArray *lines)
{
  const char *const head[] = { _("Day"),      _("Time"), _("Kind"), _("Name"), _("Profession"),
                               _("Facility"), _("Text"), _("Note"), _("Files") };
  g_autoptr (GString) table = g_string_new (NULL);
  GString *csv = g_string_new (ANSHIN_CSV_MARK);

  append_row (table, head, G_N_ELEMENTS (head));
  for (guint i = 0; i < lines->len; i++)
    {
      const AnshinExportLine *line = lines->pdata[i];
      g_autofree char *day = anshin_date_format (anshin_time_get_day (line->at));
      g_autofree char *clock = anshin_time_format_clock (line->at);
      const char *const fields[] = { day,            clock,      line->kind,  line->name,
                                     line->profession, line->facility, line->text, line->marks,
                                     line->files };

      append_row (table, fields, G_N_ELEMENTS (fields));
    }
  g_string_append_len (csv, table->str, (gssize) table->len);
  return g_string_free_to_bytes (csv);
}

static void
on_progress_cb (double done, gpointer data)
{
  AnshinExportWriter *self = data;

  self->progress (self->base + self->share * done, self->progress_data);
}

static GPtrArray *
lay_out_lines (GPtrArray *lines)
{
  GPtrArray *laid = g_ptr_array_new_with_free_func ((GDestroyNotify) anshin_sheet_line_free);
  int day = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const AnshinExportLine *line = lines->pdata[i];
      char *heading = begin_day (line, &day);
      g_autofree char *clock = anshin_time_format_clock (line->at);
      g_autofree char *author = describe_author (line);
      g_autofree char *whole = anshin_export_line_dup_whole (line);

      g_ptr_array_add (laid,
                       anshin_sheet_line_new (heading,
                                              g_strdup_printf ("%s  %s", clock, line->kind),
                                              *author != '\0'
                                                ? g_strdup_printf ("%s\n%s", author, whole)
                                                : g_steal_pointer (&whole)));
    }
  return laid;
}

static GBytes *
write_pdf (AnshinExportWriter *self, GPtrArray *lines, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) laid = lay_out_lines (lines);
  g_autofree char *stretch = describe_stretch (self);
  g_autofree char *origin = describe_origin (self);
  g_autoptr (AnshinForm) form = NULL;

  self->share = 0.5;
  form = anshin_timeline_sheet_new (self->group_name, stretch, origin, laid, on_progress_cb, self,
                                    cancellable, error);
  if (form == NULL)
    return NULL;
  self->base = 0.5;
  return anshin_forms_to_pdf_slowly (&form, 1, on_progress_cb, self, cancellable, error);
}

/**
 * anshin_export_writer_new:
 * @export: what is taken out, as what
 * @group_name: of which group
 * @by: who takes it out
 * @entries: (element-type AnshinEntry): all of it, in order; nobody changes them meanwhile
 *
 * Returns: (transfer full): what anshin_export_writer_make() makes a file of
 */
AnshinExportWriter *
anshin_export_writer_new (AnshinTimelineExport *export, const char *group_name, const char *by,
                          GPtrArray *entries)
{
  AnshinExportWriter *self = g_new0 (AnshinExportWriter, 1);

  self->export = g_object_ref (export);
  self->group_name = g_strdup (group_name);
  self->by = g_strdup (by);
  self->entries = g_ptr_array_ref (entries);
  self->share = 1;
  return self;
}

/* @self: (transfer full): an #AnshinExportWriter */
void
anshin_export_writer_free (gpointer self)
{
  AnshinExportWriter *writer = self;

  g_object_unref (writer->export);
  g_free (writer->group_name);
  g_free (writer->by);
  g_ptr_array_unref (writer->entries);
  g_free (writer);
}

/**
 * anshin_export_writer_make:
 * @what: an #AnshinExportWriter
 * @progress: told how far it is
 * @data: for @progress
 * @cancellable: (nullable): ends it
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Takes its time, so never in the main thread.
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
anshin_export_writer_make (gpointer what, AnshinFormProgress progress, gpointer data,
                           GCancellable *cancellable, GError **error)
{
  AnshinExportWriter *self = what;
  g_autoptr (GPtrArray) lines = anshin_export_lines_new (self->entries);

  self->progress = progress;
  self->progress_data = data;
  if (self->export->format == ANSHIN_FORMAT_PDF)
    return write_pdf (self, lines, cancellable, error);
  return self->export->format == ANSHIN_FORMAT_CSV ? write_csv (lines) : write_text (self, lines);
}
