/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"

G_BEGIN_DECLS

/*
 * Backups: one file in a format of its own, the same for both engines, so that a backup of the one
 * restores into the other. It is sealed under the master key, which is never in it: every changed
 * bit, a cut end, or another network's file is refused before anything is written.
 */

/**
 * AnshinBackupInfo:
 * @schema_version: the schema of the database that was backed up
 * @created_at: when, in microseconds since 1970
 * @tables: how many tables
 * @rows: how many rows in all
 * @bytes: size of the file
 */
typedef struct
{
  gint64 schema_version;
  gint64 created_at;
  gint64 tables;
  gint64 rows;
  gint64 bytes;
} AnshinBackupInfo;

gboolean anshin_backup_write   (const AnshinDbConfig *config, const char *path,
                                AnshinBackupInfo *info, GError **error);
gboolean anshin_backup_verify  (const AnshinDbConfig *config, const char *path,
                                AnshinBackupInfo *info, GError **error);
gboolean anshin_backup_restore (const AnshinDbConfig *config, const char *path,
                                AnshinBackupInfo *info, GError **error);

G_END_DECLS
