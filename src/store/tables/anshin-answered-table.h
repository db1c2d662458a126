/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-entry-state-table.h"

G_BEGIN_DECLS

/* What the entries of a page answer. */
gboolean anshin_answered_decorate (AnshinTx *tx, const char *channel, const char *user_id,
                                   AnshinEntryStates *states, GError **error);

G_END_DECLS
