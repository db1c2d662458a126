/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-attachment-table.h"

G_BEGIN_DECLS

/* Stored files that are looked through again: how far that is stands in the access log alone. */
gboolean anshin_rescan_load_progress (AnshinTx *tx, char **last_id, char **reason, GError **error);
gboolean anshin_rescan_find_next     (AnshinTx *tx, const char *after, char **id, GError **error);
gboolean anshin_rescan_lock          (AnshinTx *tx, const char *id, char **facility_id,
                                      GError **error);

G_END_DECLS
