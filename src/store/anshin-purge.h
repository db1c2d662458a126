/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"

G_BEGIN_DECLS

/**
 * AnshinPurge:
 * @now: groups whose time to be brought back was over then are destroyed
 * @groups: how many keys this step has destroyed
 * @more: (out): whether there is more to be done
 * @to_scrub: (element-type utf8) (nullable): if not, the groups of which nothing is left in any
 *   table, but maybe in what the engine keeps beside them: see anshin_db_scrub()
 *
 * A step of destroying for good what was deleted (SECURITY DL-01).
 */
typedef struct
{
  gint64 now;
  guint groups;
  gboolean more;
  GPtrArray *to_scrub;
} AnshinPurge;

/* Jobs: each in a writing transaction of its own, again and again until there is no more. */
gboolean anshin_purge_step   (AnshinTx *tx, gpointer purge, GError **error);
gboolean anshin_purge_finish (AnshinTx *tx, gpointer purge, GError **error);
void     anshin_purge_clear  (AnshinPurge *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AnshinPurge, anshin_purge_clear)

G_END_DECLS
