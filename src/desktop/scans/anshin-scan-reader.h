/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "anshin-attachment.h"

G_BEGIN_DECLS

/**
 * AnshinScan:
 * @consent_id: (nullable): whose code is on it; %NULL where no code of ours could be read
 * @attachment: name and media
 * @file: what is filed
 *
 * A file, or the pages of one, that belong to one consent.
 */
typedef struct
{
  char *consent_id;
  AnshinAttachment *attachment;
  GBytes *file;
} AnshinScan;

/*
 * Reads a scanned file in memory and tells by the codes on its pages to which consents it belongs.
 * A PDF with the papers of several patients is taken apart, so that nobody's pages are filed with
 * somebody else; a page without a code goes with the one before it.
 */
void       anshin_scan_reader_read_async  (GFile *file, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer data);
GPtrArray *anshin_scan_reader_read_finish (GAsyncResult *result, GError **error);
void       anshin_scan_free               (AnshinScan *scan);

G_END_DECLS
