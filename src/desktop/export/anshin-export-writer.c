/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-export-writer.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"
#include "anshin-csv-field.h"
#include "anshin-export-lines.h"
#include "anshin-format.h"
#include "anshin-timeline-sheet.h"

typedef struct
{
  AnshinTimelineExport *export;
  char *group_name;
  char *by;
  GPtrArray *entries;
  int *per_mille; /* borrowed, atomic */
  double base;
  double share;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->export);
  g_free (work->group_name);
  g_free (work->by);
  g_ptr_array_unref (work->entries);
  g_free (work);
}

static char *
describe_stretch (const Work *work)
{
  g_autofree char *from = anshin_format_full_day (work->export->from);
  g_autofree char *to = anshin_format_full_day (work->export->to);

  if (work->export->from == work->export->to)
    return g_steal_pointer (&from);
  return g_strdup_printf ("%s – %s", from, to);
}

/* Who took it out, when and what for: goes with it wherever it is laid. */
static char *
describe_origin (const Work *work)
{
  g_autofree char *today = anshin_format_full_day (anshin_clock_today ());
  const char *purpose = anshin_choice_get_label (&anshin_export_purposes, work->export->purpose);

  /* Translators: who took something out of the network, on which day, and what for */
  return g_strdup_printf (_("Taken out by %s on %s. %s"), work->by, today,
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
write_text (const Work *work, GPtrArray *lines)
{
  GString *text = g_string_new (NULL);
  g_autofree char *stretch = describe_stretch (work);
  g_autofree char *origin = describe_origin (work);
  int day = 0;

  g_string_append_printf (text, "%s\n%s\n%s\n", work->group_name, stretch, origin);
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
  Work *work = data;

  g_atomic_int_set (work->per_mille, (int) (1000 * (work->base + work->share * done)));
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
write_pdf (Work *work, GPtrArray *lines, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) laid = lay_out_lines (lines);
  g_autofree char *stretch = describe_stretch (work);
  g_autofree char *origin = describe_origin (work);
  g_autoptr (AnshinForm) form = NULL;

  work->share = 0.5;
  form = anshin_timeline_sheet_new (work->group_name, stretch, origin, laid, on_progress_cb, work,
                                    cancellable, error);
  if (form == NULL)
    return NULL;
  work->base = 0.5;
  return anshin_forms_to_pdf_slowly (&form, 1, on_progress_cb, work, cancellable, error);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  g_autoptr (GPtrArray) lines = anshin_export_lines_new (work->entries);
  GBytes *file = NULL;
  GError *error = NULL;

  if (work->export->format == ANSHIN_FORMAT_PDF)
    file = write_pdf (work, lines, cancellable, &error);
  else
    file = work->export->format == ANSHIN_FORMAT_CSV ? write_csv (lines)
                                                     : write_text (work, lines);
  if (file == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, file, (GDestroyNotify) g_bytes_unref);
}

/**
 * anshin_export_writer_async:
 * @export: what is taken out, as what
 * @group_name: of which group
 * @by: who takes it out
 * @entries: (element-type AnshinEntry): all of it, in order; nobody changes them meanwhile
 * @per_mille: where it is told how far it is, of 1000, atomically; is there until @callback
 * @cancellable: (nullable): ends it
 * @callback: told when it is done
 * @data: for @callback
 */
void
anshin_export_writer_async (AnshinTimelineExport *export, const char *group_name, const char *by,
                            GPtrArray *entries, int *per_mille, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Work *work = g_new0 (Work, 1);

  g_task_set_source_tag (task, anshin_export_writer_async);
  work->export = g_object_ref (export);
  work->group_name = g_strdup (group_name);
  work->by = g_strdup (by);
  work->entries = g_ptr_array_ref (entries);
  work->per_mille = per_mille;
  work->share = 1;
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, run);
}

/**
 * anshin_export_writer_finish:
 * @result: what the callback was given
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
anshin_export_writer_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
