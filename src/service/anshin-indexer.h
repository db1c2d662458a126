/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"

G_BEGIN_DECLS

/**
 * AnshinIndexer:
 *
 * Writes what searches read where it is missing, once, a little at a time: after an upgrade the
 * messages of before. Main thread.
 */
typedef struct _AnshinIndexer AnshinIndexer;

AnshinIndexer *anshin_indexer_new  (AnshinDb *db);
void           anshin_indexer_free (AnshinIndexer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinIndexer, anshin_indexer_free)

G_END_DECLS
