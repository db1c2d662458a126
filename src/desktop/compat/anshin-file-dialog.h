/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks where to save; the person's cancelling is G_IO_ERROR_CANCELLED. */
void   anshin_file_dialog_save_async  (GtkWidget *parent, const char *title, const char *name,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer data);
GFile *anshin_file_dialog_save_finish (GAsyncResult *result, GError **error);

/* Asks which file is to be read, in the same way. */
void   anshin_file_dialog_open_async  (GtkWidget *parent, const char *title,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer data);
GFile *anshin_file_dialog_open_finish (GAsyncResult *result, GError **error);

/* Asks which files, one or several: a list of GFile. */
void        anshin_file_dialog_open_many_async  (GtkWidget *parent, const char *title,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer data);
GListModel *anshin_file_dialog_open_many_finish (GAsyncResult *result, GError **error);

G_END_DECLS
