/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-consent.h"
#include "anshin-db.h"

G_BEGIN_DECLS

gboolean anshin_provision_list (AnshinTx *tx, const char *patient_id, const char *cursor,
                                guint limit, GPtrArray *provisions, char **next, GError **error);

G_END_DECLS
