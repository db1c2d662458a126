/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Files of the person's own computer, which the person has chosen. What goes wrong with them is an
 * error of ours, with words of its own: neither the service's fault nor a path in a sentence.
 */
GBytes  *anshin_local_file_read         (GFile *file, gsize most, GCancellable *cancellable,
                                         GError **error);
void     anshin_local_file_write_async  (GFile *file, GBytes *bytes, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer data);
gboolean anshin_local_file_write_finish (GAsyncResult *result, GError **error);

G_END_DECLS
