/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-form-printer.h"

#include <glib/gi18n.h>

#include "anshin-file-dialog.h"
#include "anshin-form-sheet.h"
#include "anshin-local-file.h"
#include "anshin-print-preview-page.h"
#include "anshin-print-words.h"
#include "anshin-window.h"

/* From so many pages on GTK shows how far it is, and a button to stop it. */
#define MANY_PAGES 12
#define POINTS_AN_INCH 72.0

/* A side of paper: a page of a form, or nothing. */
typedef struct
{
  AnshinForm *form; /* borrowed */
  guint page;
} Side;

/* What is printed, and who wants to know. */
typedef struct
{
  GPtrArray *forms;
  GArray *sides;
  GWeakRef parent;
  AnshinFormPrinted callback;
  gpointer data;
  gboolean previewed;
  gboolean over;
} Job;

static void
job_free (gpointer data, GClosure *closure)
{
  Job *job = data;

  g_ptr_array_unref (job->forms);
  g_array_unref (job->sides);
  g_weak_ref_clear (&job->parent);
  g_free (job);
}

/* Each copy begins a sheet of its own: nobody takes the back of it home with the other's front. */
static void
plan_sides (Job *job, gboolean both_sides)
{
  g_array_set_size (job->sides, 0);
  for (guint i = 0; i < job->forms->len; i++)
    {
      Side side = { job->forms->pdata[i], 0 };

      if (both_sides && job->sides->len % 2 == 1)
        g_array_set_size (job->sides, job->sides->len + 1);
      for (; side.page < anshin_form_get_n_pages (side.form); side.page++)
        g_array_append_val (job->sides, side);
    }
}

static gboolean
is_lying (AnshinForm *form)
{
  return anshin_form_get_width (form) > anshin_form_get_height (form);
}

static void
on_begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, Job *job)
{
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (operation);

  plan_sides (job, settings != NULL
                     && gtk_print_settings_get_duplex (settings) != GTK_PRINT_DUPLEX_SIMPLEX);
  gtk_print_operation_set_n_pages (operation, (int) job->sides->len);
}

static void
on_draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int number, Job *job)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  Side *side = &g_array_index (job->sides, Side, number);
  double scale = 1;

  if (side->form == NULL)
    return;
  /* On other paper than A4 it is made to fit. */
  scale = MIN (gtk_print_context_get_width (context) / anshin_form_get_width (side->form),
               gtk_print_context_get_height (context) / anshin_form_get_height (side->form));
  if (scale < 0.995)
    cairo_scale (cr, scale, scale);
  anshin_form_draw_page (side->form, side->page, cr);
}

/* After the paper is on its way: what the printer says of it. Before that an error is told once. */
static void
on_status_cb (GtkPrintOperation *operation, Job *job)
{
  const char *words = anshin_print_words_status (gtk_print_operation_get_status (operation));
  g_autoptr (GtkWidget) parent = words != NULL && job->over ? g_weak_ref_get (&job->parent) : NULL;

  if (parent != NULL && ANSHIN_IS_WINDOW (gtk_widget_get_root (parent)))
    anshin_window_toast (anshin_window_get_for (parent), words);
}

static gboolean
on_end_preview_cb (gpointer preview)
{
  gtk_print_operation_preview_end_preview (GTK_PRINT_OPERATION_PREVIEW (preview));
  return G_SOURCE_REMOVE;
}

/* GTK wants something to draw on, also where nothing is drawn: it ends the program without. */
static void
give_canvas (GtkPrintContext *context)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  gtk_print_context_set_cairo_context (context, cr, POINTS_AN_INCH, POINTS_AN_INCH);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* GTK's own preview would write the paper into a file: it is shown from memory instead. */
static gboolean
on_preview_cb (GtkPrintOperation *operation, GtkPrintOperationPreview *preview,
               GtkPrintContext *context, GtkWindow *parent, Job *job)
{
  job->previewed = TRUE;
  give_canvas (context);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_end_preview_cb, g_object_ref (preview),
                   g_object_unref);
  return TRUE;
}

static void
show_preview (Job *job)
{
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&job->parent);

  if (parent != NULL && ANSHIN_IS_WINDOW (gtk_widget_get_root (parent)))
    anshin_window_push_page (anshin_window_get_for (parent),
                             anshin_print_preview_page_new (job->forms));
}

static void
on_done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, Job *job)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) told = NULL;

  job->over = TRUE;
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      g_debug ("Printing: %s", error != NULL ? error->message : "?");
      told = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, anshin_print_words_error (error));
    }
  job->callback (result == GTK_PRINT_OPERATION_RESULT_APPLY && !job->previewed, told, job->data);
  if (job->previewed)
    show_preview (job);
}

/* An emergency card is laid out on A5, all else on A4. */
static gboolean
is_small (GPtrArray *forms)
{
  return forms->len > 0 && anshin_form_get_width (forms->pdata[0]) < ANSHIN_SHEET_WIDTH * 0.9;
}

/* A4, both sides where each copy fills its sheets, one of each: what people change seldom. */
static void
set_defaults (GtkPrintOperation *operation, GPtrArray *forms)
{
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (is_small (forms) ? GTK_PAPER_NAME_A5
                                                                        : GTK_PAPER_NAME_A4);
  gboolean lying = forms->len > 0 && is_lying (forms->pdata[0]);
  gboolean even = !lying;

  for (guint i = 0; i < forms->len; i++)
    even = even && anshin_form_get_n_pages (forms->pdata[i]) % 2 == 0;
  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  gtk_page_setup_set_orientation (setup, lying ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                               : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_print_settings_set_paper_size (settings, paper);
  gtk_print_settings_set_orientation (settings, gtk_page_setup_get_orientation (setup));
  gtk_print_settings_set_n_copies (settings, 1);
  gtk_print_settings_set_use_color (settings, FALSE);
  gtk_print_settings_set_duplex (settings, even ? GTK_PRINT_DUPLEX_HORIZONTAL
                                                : GTK_PRINT_DUPLEX_SIMPLEX);
  gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_default_page_setup (operation, setup);
}

/**
 * anshin_form_printer_print:
 * @parent: a widget of the window that asks
 * @forms: (element-type AnshinForm): what to print, in this order; both copies where there are two
 * @name: what kind of paper it is, for the list of jobs; nothing about a person
 * @callback: told once how it ended; an error's message is for people
 * @data: for @callback
 *
 * Opens the system's print dialog, in a Flatpak that of the portal. Its preview is a page of the
 * window, made from memory, and prints nothing. What the printer says later, as that it is out of
 * paper, is told in @parent's window.
 */
void
anshin_form_printer_print (GtkWidget *parent, GPtrArray *forms, const char *name,
                           AnshinFormPrinted callback, gpointer data)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  GtkRoot *root = gtk_widget_get_root (parent);
  Job *job = g_new0 (Job, 1);

  job->forms = g_ptr_array_ref (forms);
  job->sides = g_array_new (FALSE, TRUE, sizeof (Side));
  job->callback = callback;
  job->data = data;
  g_weak_ref_init (&job->parent, parent);
  plan_sides (job, FALSE);
  set_defaults (operation, forms);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_n_pages (operation, (int) job->sides->len);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_track_print_status (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, job->sides->len >= MANY_PAGES);
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin_print_cb), job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page_cb), job);
  g_signal_connect (operation, "preview", G_CALLBACK (on_preview_cb), job);
  g_signal_connect (operation, "status-changed", G_CALLBACK (on_status_cb), job);
  g_signal_connect_data (operation, "done", G_CALLBACK (on_done_cb), job, job_free, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL);
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (anshin_local_file_write_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GFile) file = anshin_file_dialog_save_finish (result, &error);

  if (file == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  anshin_local_file_write_async (file, g_task_get_task_data (task), g_task_get_cancellable (task),
                                 on_written_cb, g_object_ref (task));
}

/**
 * anshin_form_printer_save_async:
 * @parent: a widget of the window that asks
 * @pdf: the file
 * @name: what kind of paper it is; the file is called so at first
 * @cancellable: (nullable): ends it
 * @callback: told when it is done; anshin_form_printer_export_finish() there
 * @data: for @callback
 *
 * Asks where to and writes the file there, which only its owner may read.
 */
void
anshin_form_printer_save_async (GtkWidget *parent, GBytes *pdf, const char *name,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer data)
{
  GTask *task = g_task_new (parent, cancellable, callback, data);
  g_autofree char *file_name = g_strdup_printf ("%s.pdf", name);

  g_task_set_source_tag (task, anshin_form_printer_save_async);
  g_task_set_task_data (task, g_bytes_ref (pdf), (GDestroyNotify) g_bytes_unref);
  anshin_file_dialog_save_async (parent, _("Save the form as PDF"), file_name, cancellable,
                                 on_chosen_cb, task);
}

/**
 * anshin_form_printer_export_async:
 * @parent: a widget of the window that asks
 * @forms: (element-type AnshinForm): what to export, in this order
 * @name: what kind of paper it is; the file is called so at first
 * @cancellable: (nullable): ends it
 * @callback: told when it is done
 * @data: for @callback
 *
 * Asks where to and writes one PDF file there, which only its owner may read.
 */
void
anshin_form_printer_export_async (GtkWidget *parent, GPtrArray *forms, const char *name,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer data)
{
  GError *error = NULL;
  g_autoptr (GBytes) pdf = NULL;

  pdf = anshin_forms_to_pdf ((AnshinForm **) forms->pdata, forms->len, &error);
  if (pdf != NULL)
    anshin_form_printer_save_async (parent, pdf, name, cancellable, callback, data);
  else
    g_task_report_error (parent, callback, data, anshin_form_printer_export_async, error);
}

/**
 * anshin_form_printer_export_finish:
 * @result: what the callback was given
 * @error: %G_IO_ERROR_CANCELLED where the person chose no file; as
 *   anshin_local_file_write_finish() has it
 *
 * Returns: whether the file is written
 */
gboolean
anshin_form_printer_export_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
