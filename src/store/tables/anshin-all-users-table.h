/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"

G_BEGIN_DECLS

/* The all-users group, through which the office speaks to everybody (source A8 rule 6). */
gboolean anshin_all_users_find  (AnshinTx *tx, char **group_id, GError **error);
gboolean anshin_all_users_count (AnshinTx *tx, const char *group_id, int kind, gint64 since,
                                 gint64 *count, GError **error);

G_END_DECLS
