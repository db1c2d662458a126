/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-form-printer.h"

#include <glib/gi18n.h>

#include "anshin-file-dialog.h"
#include "anshin-form-sheet.h"

/* What is printed, and who wants to know. */
typedef struct
{
  GPtrArray *forms;
  AnshinFormPrinted callback;
  gpointer data;
} Job;

static void
job_free (gpointer data, GClosure *closure)
{
  Job *job = data;

  g_ptr_array_unref (job->forms);
  g_free (job);
}

static guint
count_pages (GPtrArray *forms)
{
  guint n = 0;

  for (guint i = 0; i < forms->len; i++)
    n += anshin_form_get_n_pages (forms->pdata[i]);
  return n;
}

/* @number: among all pages of all copies */
static void
draw_page (GPtrArray *forms, guint number, cairo_t *cr)
{
  for (guint i = 0; i < forms->len; i++)
    {
      guint n = anshin_form_get_n_pages (forms->pdata[i]);

      if (number < n)
        {
          anshin_form_draw_page (forms->pdata[i], number, cr);
          return;
        }
      number -= n;
    }
}

static void
on_draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int number, Job *job)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width = gtk_print_context_get_width (context);
  double height = gtk_print_context_get_height (context);
  double scale = MIN (width / ANSHIN_SHEET_WIDTH, height / ANSHIN_SHEET_HEIGHT);

  /* On other paper than A4 it is made to fit. */
  if (scale < 0.995)
    cairo_scale (cr, scale, scale);
  draw_page (job->forms, (guint) number, cr);
}

static gboolean
on_end_preview_cb (gpointer preview)
{
  gtk_print_operation_preview_end_preview (GTK_PRINT_OPERATION_PREVIEW (preview));
  return G_SOURCE_REMOVE;
}

/* GTK's own preview would write the form into a file; the page has a preview of its own. */
static gboolean
on_preview_cb (GtkPrintOperation *operation, GtkPrintOperationPreview *preview,
               GtkPrintContext *context, GtkWindow *parent, Job *job)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_end_preview_cb, g_object_ref (preview),
                   g_object_unref);
  return TRUE;
}

static void
on_done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, Job *job)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  job->callback (result == GTK_PRINT_OPERATION_RESULT_APPLY, error, job->data);
}

/**
 * anshin_form_printer_print:
 * @parent: a widget of the window that asks
 * @forms: (element-type AnshinForm): what to print, in this order
 * @name: what kind of paper it is, for the list of jobs; nothing about a person
 * @callback: told once how it ended
 * @data: for @callback
 *
 * Opens the print dialog.
 */
void
anshin_form_printer_print (GtkWidget *parent, GPtrArray *forms, const char *name,
                           AnshinFormPrinted callback, gpointer data)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  GtkRoot *root = gtk_widget_get_root (parent);
  Job *job = g_new0 (Job, 1);

  job->forms = g_ptr_array_ref (forms);
  job->callback = callback;
  job->data = data;
  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_n_pages (operation, (int) count_pages (forms));
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page_cb), job);
  g_signal_connect (operation, "preview", G_CALLBACK (on_preview_cb), job);
  g_signal_connect_data (operation, "done", G_CALLBACK (on_done_cb), job, job_free, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL);
}

static void
on_replaced_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GPtrArray *forms = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) pdf = NULL;

  file = anshin_file_dialog_save_finish (result, &error);
  if (file != NULL)
    pdf = anshin_forms_to_pdf ((AnshinForm **) forms->pdata, forms->len, &error);
  if (pdf == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_file_replace_contents_bytes_async (file, pdf, NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                       g_task_get_cancellable (task), on_replaced_cb,
                                       g_object_ref (task));
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
  GTask *task = g_task_new (parent, cancellable, callback, data);
  g_autofree char *file_name = g_strdup_printf ("%s.pdf", name);

  g_task_set_source_tag (task, anshin_form_printer_export_async);
  g_task_set_task_data (task, g_ptr_array_ref (forms), (GDestroyNotify) g_ptr_array_unref);
  anshin_file_dialog_save_async (parent, _("Save the form as PDF"), file_name, cancellable,
                                 on_chosen_cb, task);
}

/**
 * anshin_form_printer_export_finish:
 * @result: what the callback was given
 * @error: %G_IO_ERROR_CANCELLED where the person chose no file
 *
 * Returns: whether the file is written
 */
gboolean
anshin_form_printer_export_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
