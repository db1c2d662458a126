/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-file-dialog.h"

#include <glib/gi18n.h>

#if GTK_CHECK_VERSION(4, 10, 0)

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    g_task_return_pointer (task, g_steal_pointer (&file), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", error->message);
}

void
anshin_file_dialog_save_async (GtkWidget *parent, const char *title, const char *name,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer data)
{
  GTask *task = g_task_new (parent, cancellable, callback, data);
  GtkRoot *root = gtk_widget_get_root (parent);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  g_task_set_source_tag (task, anshin_file_dialog_save_async);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, cancellable,
                        on_saved_cb, task);
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    g_task_return_pointer (task, g_steal_pointer (&file), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", error->message);
}

void
anshin_file_dialog_open_async (GtkWidget *parent, const char *title, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (parent, cancellable, callback, data);
  GtkRoot *root = gtk_widget_get_root (parent);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  g_task_set_source_tag (task, anshin_file_dialog_open_async);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, cancellable,
                        on_opened_cb, task);
}

static void
on_many_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  GListModel *files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result,
                                                            &error);

  if (files != NULL)
    g_task_return_pointer (task, files, g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", error->message);
}

void
anshin_file_dialog_open_many_async (GtkWidget *parent, const char *title,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer data)
{
  GTask *task = g_task_new (parent, cancellable, callback, data);
  GtkRoot *root = gtk_widget_get_root (parent);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  g_task_set_source_tag (task, anshin_file_dialog_open_many_async);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_open_multiple (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                 cancellable, on_many_opened_cb, task);
}

#else

static void
on_many_response_cb (GtkNativeDialog *dialog, int response, GTask *task)
{
  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog)),
                           g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Dismissed");
  g_object_unref (task);
  g_object_unref (dialog);
}

void
anshin_file_dialog_open_many_async (GtkWidget *parent, const char *title,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer data)
{
  GTask *task = g_task_new (parent, cancellable, callback, data);
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkFileChooserNative *dialog
    = gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));

  g_task_set_source_tag (task, anshin_file_dialog_open_many_async);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_many_response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
on_response_cb (GtkNativeDialog *dialog, int response, GTask *task)
{
  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)),
                           g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Dismissed");
  g_object_unref (task);
  g_object_unref (dialog);
}

void
anshin_file_dialog_save_async (GtkWidget *parent, const char *title, const char *name,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer data)
{
  GTask *task = g_task_new (parent, cancellable, callback, data);
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkFileChooserNative *dialog
    = gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));

  g_task_set_source_tag (task, anshin_file_dialog_save_async);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
anshin_file_dialog_open_async (GtkWidget *parent, const char *title, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (parent, cancellable, callback, data);
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkFileChooserNative *dialog
    = gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));

  g_task_set_source_tag (task, anshin_file_dialog_open_async);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

#endif

/* Returns: (transfer full) (nullable): the chosen file */
GFile *
anshin_file_dialog_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Returns: (transfer full) (nullable): the chosen file */
GFile *
anshin_file_dialog_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Returns: (transfer full) (nullable): the chosen files */
GListModel *
anshin_file_dialog_open_many_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
