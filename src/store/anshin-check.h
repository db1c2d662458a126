/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"

G_BEGIN_DECLS

#define ANSHIN_MAX_FAULTS 100

/**
 * AnshinCheck:
 * @schema_version: the database's schema
 * @channels: how many channels have all their numbers
 * @sealed: how many sealed rows open
 * @audit_records: how many records of the audit log are right
 * @faults: (element-type utf8): a line for each fault, in English and without content; the first
 *   %ANSHIN_MAX_FAULTS of them
 */
typedef struct
{
  gint64 schema_version;
  gint64 channels;
  gint64 sealed;
  gint64 audit_records;
  GPtrArray *faults;
} AnshinCheck;

gboolean anshin_store_check (const AnshinDbConfig *config, AnshinCheck *check, GError **error);
void     anshin_check_clear (AnshinCheck *check);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AnshinCheck, anshin_check_clear)

G_END_DECLS
