/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "anshin-attachment.h"

G_BEGIN_DECLS

/* A file as it goes out: what it is, and its bytes without what need not be told. */
typedef struct
{
  AnshinAttachment *attachment;
  GBytes *file;
} AnshinReadFile;

void            anshin_file_reader_read_async  (GFile *file, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer data);
void            anshin_file_reader_clean_async (const char *name, GBytes *bytes,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer data);
AnshinReadFile *anshin_file_reader_finish      (GAsyncResult *result, GError **error);
void            anshin_read_file_free          (AnshinReadFile *read);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinReadFile, anshin_read_file_free)

G_END_DECLS
