/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-entry-states.h"

G_BEGIN_DECLS

/**
 * AnshinEntryDecorator:
 * @tx: a transaction
 * @channel: a group
 * @user_id: who reads
 * @states: of a page
 * @error: return location
 *
 * Adds what has become of the page's entries in one respect. One query with `channel_id = $1 AND
 * seq >= $2 AND seq <= $3` for the whole page: pages are read more often than anything else.
 *
 * Returns: whether it worked
 */
typedef gboolean (*AnshinEntryDecorator) (AnshinTx *tx, const char *channel, const char *user_id,
                                          AnshinEntryStates *states, GError **error);

AnshinEntryStates *anshin_entry_states_load (AnshinTx *tx, const char *channel,
                                             const char *user_id, gint64 first, gint64 last,
                                             GError **error);

G_END_DECLS
