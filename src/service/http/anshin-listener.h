/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Where the service listens: a Unix socket or this computer's loopback, nothing else: what faces
 * the network is the proxy in front of it (ARCHITECTURE "The edge").
 */
typedef struct _AnshinListener AnshinListener;
typedef void (*AnshinListenerFunc) (GSocketConnection *connection, gpointer data);

AnshinListener *anshin_listener_new      (const char *where, GError **error);
void            anshin_listener_free     (AnshinListener *self);
void            anshin_listener_start    (AnshinListener *self, AnshinListenerFunc func,
                                          gpointer data);
gboolean        anshin_listener_is_unix  (AnshinListener *self);
const char     *anshin_listener_get_name (AnshinListener *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinListener, anshin_listener_free)

G_END_DECLS
