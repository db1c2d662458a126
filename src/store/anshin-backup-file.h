/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-seal.h"

G_BEGIN_DECLS

/*
 * The sealed file that a backup is: pieces of an encrypted stream, each of which authenticates all
 * before it, with a mark on the last. Inside: numbers, and bytes with their length before them.
 */
typedef struct _AnshinBackupWriter AnshinBackupWriter;
typedef struct _AnshinBackupReader AnshinBackupReader;

AnshinBackupWriter *anshin_backup_writer_new    (AnshinSealer *sealer, const char *path,
                                                 GError **error);
gboolean            anshin_backup_writer_byte   (AnshinBackupWriter *self, char byte,
                                                 GError **error);
gboolean            anshin_backup_writer_number (AnshinBackupWriter *self, gint64 number,
                                                 GError **error);
gboolean            anshin_backup_writer_bytes  (AnshinBackupWriter *self, const void *data,
                                                 gsize size, GError **error);
gboolean            anshin_backup_writer_finish (AnshinBackupWriter *self, gint64 *bytes,
                                                 GError **error);
void                anshin_backup_writer_free   (AnshinBackupWriter *self);

AnshinBackupReader *anshin_backup_reader_new    (AnshinSealer *sealer, const char *path,
                                                 GError **error);
gboolean            anshin_backup_reader_rewind (AnshinBackupReader *self, GError **error);
gboolean            anshin_backup_reader_byte   (AnshinBackupReader *self, char *byte,
                                                 GError **error);
gboolean            anshin_backup_reader_number (AnshinBackupReader *self, gint64 *number,
                                                 GError **error);
/* @data is borrowed until the next call. */
gboolean            anshin_backup_reader_bytes  (AnshinBackupReader *self, const void **data,
                                                 gsize *size, GError **error);
gboolean            anshin_backup_reader_at_end (AnshinBackupReader *self, GError **error);
gint64              anshin_backup_reader_get_size (AnshinBackupReader *self);
void                anshin_backup_reader_free   (AnshinBackupReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinBackupWriter, anshin_backup_writer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinBackupReader, anshin_backup_reader_free)

G_END_DECLS
