/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-form-page.h"
#include "anshin-form.h"

G_BEGIN_DECLS

/*
 * One attempt to take something out of the network, on a page that shows how far it is and can give
 * it up: it is put on record first, then fetched, made into a file in a thread, and saved whole or
 * not at all. The next attempt may be on its way while a cancelled one still ends. What was fetched
 * is kept no moment longer than it is needed.
 *
 * The functions take the run over; it comes back with the callback of the step, and only if it goes
 * on: if not, the page has said why.
 */
typedef struct _AnshinExportRun AnshinExportRun;

typedef void (*AnshinExportRecorded) (AnshinExportRun *run, gpointer answer);
typedef void (*AnshinExportFetched)  (AnshinExportRun *run, GListModel *items);

/**
 * AnshinExportMake:
 * @what: what was fetched
 * @progress: to be told how far it is
 * @data: for @progress
 * @cancellable: ends it
 * @error: %G_IO_ERROR_CANCELLED, and what goes wrong
 *
 * Is called in a thread.
 *
 * Returns: (transfer full) (nullable): the file
 */
typedef GBytes *(*AnshinExportMake) (gpointer what, AnshinFormProgress progress, gpointer data,
                                     GCancellable *cancellable, GError **error);

AnshinExportRun *anshin_export_run_new    (AnshinFormPage *page, AnshinClient *client,
                                           GFile *file);
void             anshin_export_run_free   (AnshinExportRun *self);
gpointer         anshin_export_run_get_page (AnshinExportRun *self);
GCancellable    *anshin_export_run_get_cancellable (AnshinExportRun *self);
gboolean         anshin_export_run_check  (AnshinExportRun *self, const GError *error);
void             anshin_export_run_tell   (AnshinExportRun *self, guint fetched, guint all);
void             anshin_export_run_record (AnshinExportRun *self, const char *path,
                                           gpointer request, GType answer_type,
                                           AnshinExportRecorded recorded);
void             anshin_export_run_fetch  (AnshinExportRun *self, const char *path,
                                           GType item_type, guint all,
                                           AnshinExportFetched fetched);
void             anshin_export_run_save   (AnshinExportRun *self, AnshinExportMake make,
                                           gpointer what, GDestroyNotify free_what);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinExportRun, anshin_export_run_free)

G_END_DECLS
