/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-wording.h"

G_BEGIN_DECLS

/*
 * The texts that the office edits. A version that was published stays as it is; they are no
 * secret and stored in clear.
 */
gboolean       anshin_wording_get_newest (AnshinTx *tx, int kind, gint64 *version, GError **error);
gboolean       anshin_wording_insert     (AnshinTx *tx, AnshinWording *wording, const char *by,
                                          GError **error);
AnshinWording *anshin_wording_load       (AnshinTx *tx, int kind, gint64 version, GError **error);
gboolean       anshin_wording_list       (AnshinTx *tx, int kind, gint64 before, guint limit,
                                          GPtrArray *wordings, GError **error);

G_END_DECLS
