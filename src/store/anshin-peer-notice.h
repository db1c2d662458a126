/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"

G_BEGIN_DECLS

/*
 * Notices between several services on one PostgreSQL. They carry ids and numbers, never content:
 * the server keeps them in files of its own. A service alone on its database sends none.
 */

#define ANSHIN_MAX_PEER_NOTICE_BYTES 7000

/**
 * AnshinPeerNoticeFunc:
 * @text: (nullable): what another service sent with a transaction that is committed; %NULL if
 *   notices may have been missed
 * @data: as given
 *
 * Runs in the owner's main context.
 */
typedef void (*AnshinPeerNoticeFunc) (const char *text, gpointer data);

gboolean anshin_db_listen          (AnshinDb *self, AnshinPeerNoticeFunc func, gpointer data,
                                    GError **error);
void     anshin_db_stop_listening  (AnshinDb *self);
gboolean anshin_peer_notice_wanted (AnshinTx *tx);
gboolean anshin_peer_notice_send   (AnshinTx *tx, const char *text, GError **error);

G_END_DECLS
