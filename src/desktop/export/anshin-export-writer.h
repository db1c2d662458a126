/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-form.h"
#include "anshin-timeline-export.h"

G_BEGIN_DECLS

/* A stretch of a group becomes a file: text, a table or printed pages. */
typedef struct _AnshinExportWriter AnshinExportWriter;

AnshinExportWriter *anshin_export_writer_new  (AnshinTimelineExport *export,
                                               const char *group_name, const char *by,
                                               GPtrArray *entries);
void                anshin_export_writer_free (gpointer self);
GBytes             *anshin_export_writer_make (gpointer what, AnshinFormProgress progress,
                                               gpointer data, GCancellable *cancellable,
                                               GError **error);

G_END_DECLS
