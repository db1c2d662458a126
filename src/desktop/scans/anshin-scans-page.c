/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-scans-page.h"

#include <glib/gi18n.h>

#include "anshin-file-dialog.h"
#include "anshin-patient-picker.h"
#include "anshin-scan-row.h"
#include "anshin-scan-target-page.h"
#include "anshin-window.h"

struct _AnshinScansPage
{
  AnshinPage parent_instance;

  /* template widgets */
  GtkListBox *list;
  GtkWidget *empty;

  /* owned */
  AnshinClient *client;
  GCancellable *cancellable;
};

/* A file that is being read. */
typedef struct
{
  AnshinScansPage *page;
  GFile *file;
} Reading;

G_DEFINE_FINAL_TYPE (AnshinScansPage, anshin_scans_page, ANSHIN_TYPE_PAGE)

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->page);
  g_object_unref (reading->file);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* The person is asked: first whose it is, then, of several forms, which. */
static void
on_choose_cb (AnshinScansPage *self, AnshinScanRow *row)
{
  AnshinPage *page = anshin_patient_picker_new (self->client);

  g_signal_connect_object (page, "picked", G_CALLBACK (anshin_scan_row_set_patient), row,
                           G_CONNECT_SWAPPED);
  anshin_window_push_page (anshin_window_get_for (self), page);
}

static void
on_choose_form_cb (AnshinScansPage *self, AnshinPatient *patient, GListModel *consents,
                   AnshinScanRow *row)
{
  AnshinPage *page = NULL;

  /* Left, or locked meanwhile: the row asks again. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  page = anshin_scan_target_page_new (patient, consents);
  g_signal_connect_object (page, "picked", G_CALLBACK (anshin_scan_row_file_with), row,
                           G_CONNECT_SWAPPED);
  anshin_window_push_page (anshin_window_get_for (self), page);
}

static void
add_row (AnshinScansPage *self, GtkWidget *row)
{
  g_signal_connect_object (row, "choose", G_CALLBACK (on_choose_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "choose-form", G_CALLBACK (on_choose_form_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, row);
  gtk_widget_set_visible (GTK_WIDGET (self->list), TRUE);
  gtk_widget_set_visible (self->empty, FALSE);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scans = anshin_scan_reader_read_finish (result, &error);
  AnshinScansPage *self = reading->page;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->client == NULL)
    return;
  if (scans == NULL)
    {
      g_autofree char *name = g_file_get_basename (reading->file);
      g_autofree char *shown = g_filename_display_name (name);

      add_row (self, anshin_scan_row_new_failed (self->client, shown, error));
      return;
    }
  while (scans->len > 0)
    add_row (self, anshin_scan_row_new (self->client, g_ptr_array_steal_index (scans, 0)));
}

/**
 * anshin_scans_page_add_file:
 * @self: a page
 * @file: a scan
 *
 * Reads it in memory and files it.
 */
void
anshin_scans_page_add_file (AnshinScansPage *self, GFile *file)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->page = g_object_ref (self);
  reading->file = g_object_ref (file);
  anshin_scan_reader_read_async (file, self->cancellable, on_read_cb, reading);
}

static void
on_files_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinScansPage) self = data;
  g_autoptr (GListModel) files = anshin_file_dialog_open_many_finish (result, NULL);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      anshin_scans_page_add_file (self, file);
    }
}

static void
on_open_cb (AnshinScansPage *self)
{
  anshin_file_dialog_open_many_async (GTK_WIDGET (self), _("Scans of signed forms"),
                                      self->cancellable, on_files_cb, g_object_ref (self));
}

static void
anshin_scans_page_dispose (GObject *object)
{
  AnshinScansPage *self = ANSHIN_SCANS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_scans_page_parent_class)->dispose (object);
}

static void
anshin_scans_page_class_init (AnshinScansPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_scans_page_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/scans/anshin-scans-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinScansPage, list);
  gtk_widget_class_bind_template_child (widget_class, AnshinScansPage, empty);
  gtk_widget_class_bind_template_callback (widget_class, on_open_cb);
}

static void
anshin_scans_page_init (AnshinScansPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * anshin_scans_page_new:
 * @client: where scans are filed
 *
 * Returns: the page, without any scan
 */
AnshinPage *
anshin_scans_page_new (AnshinClient *client)
{
  AnshinScansPage *self = g_object_new (ANSHIN_TYPE_SCANS_PAGE, NULL);

  self->client = g_object_ref (client);
  return ANSHIN_PAGE (self);
}

static gboolean
on_dropped_cb (AnshinClient *client, const GValue *value, double x, double y,
               GtkDropTarget *target)
{
  GtkWidget *where = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  AnshinWindow *window = anshin_window_get_for (where);
  AnshinPage *page = window != NULL ? anshin_window_get_page (window) : NULL;

  if (window == NULL)
    return FALSE;
  if (!ANSHIN_IS_SCANS_PAGE (page))
    {
      page = anshin_scans_page_new (client);
      anshin_window_push_page (window, page);
    }
  for (GSList *files = g_value_get_boxed (value); files != NULL; files = files->next)
    anshin_scans_page_add_file (ANSHIN_SCANS_PAGE (page), files->data);
  return TRUE;
}

/**
 * anshin_scans_page_take_drops:
 * @where: a widget
 * @client: where scans are filed
 *
 * Files that are dropped on @where, and that nothing in it takes, are scans to be filed.
 */
void
anshin_scans_page_take_drops (GtkWidget *where, AnshinClient *client)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (on_dropped_cb), client, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (where, GTK_EVENT_CONTROLLER (target));
}
