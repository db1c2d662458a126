/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-hub.h"

G_BEGIN_DECLS

/**
 * AnshinPeers:
 *
 * The other services on the same PostgreSQL. What an act brings is told to them in the act's own
 * transaction, as ids and numbers; they read the entries themselves and tell their own streams.
 * Main thread, but for anshin_peers_tell().
 */
typedef struct _AnshinPeers AnshinPeers;

AnshinPeers *anshin_peers_new       (AnshinDb *db, AnshinHub *hub, GError **error);
void         anshin_peers_free      (AnshinPeers *self);
gboolean     anshin_peers_tell      (AnshinTx *tx, GPtrArray *effects, GError **error);
gboolean     anshin_peers_tell_ended (AnshinTx *tx, GPtrArray *session_ids, GError **error);

G_END_DECLS
