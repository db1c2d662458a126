/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "anshin-timeline-export.h"

G_BEGIN_DECLS

/* A stretch of a group becomes a file, in a thread: text, a table or printed pages. */
void    anshin_export_writer_async  (AnshinTimelineExport *export, const char *group_name,
                                     const char *by, GPtrArray *entries, int *per_mille,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer data);
GBytes *anshin_export_writer_finish (GAsyncResult *result, GError **error);

G_END_DECLS
