/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db-private.h"
#include "anshin-peer-notice.h"

G_BEGIN_DECLS

/* The connection on which a service hears from others. */
AnshinPeerNoticeListener *anshin_peer_notice_listener_new (const char *uri, guint node,
                                                           AnshinPeerNoticeFunc func,
                                                           gpointer data, GError **error);
/* It stays, as workers may still ask whether there are peers. */
void anshin_peer_notice_listener_stop (AnshinPeerNoticeListener *self);
void anshin_peer_notice_listener_free (AnshinPeerNoticeListener *self);

G_END_DECLS
