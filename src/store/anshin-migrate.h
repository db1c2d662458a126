/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"

G_BEGIN_DECLS

/**
 * AnshinMigration:
 * @version: the schema version that the step leads to
 * @compatible: the schema version that a program has to know at least
 * @name: (nullable): the SQL file, without its ending
 * @script: (nullable): SQL text, for tests
 * @fill: (nullable): puts in the rows that the new tables begin with
 */
typedef struct
{
  gint64 version;
  gint64 compatible;
  const char *name;
  const char *script;
  gboolean (*fill) (AnshinTx *tx, GError **error);
} AnshinMigration;

gint64   anshin_migrate_get_version (void);
void     anshin_migrate_set_steps   (const AnshinMigration *new_steps, guint n);
gboolean anshin_meta_get            (AnshinTx *tx, const char *name, char **value, GError **error);

G_END_DECLS
