/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-entry-state-table.h"

G_BEGIN_DECLS

/* Acknowledgements, pins and bookmarks. */
gboolean anshin_message_decorate (AnshinTx *tx, const char *channel, const char *user_id,
                                  AnshinEntryStates *states, GError **error);

G_END_DECLS
