/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db-private.h"
#include "anshin-notice.h"

G_BEGIN_DECLS

/* The connection on which a service hears from others. */
AnshinNoticeListener *anshin_notice_listener_new  (const char *uri, guint node,
                                                   AnshinNoticeFunc func, gpointer data,
                                                   GError **error);
/* It stays, as workers may still ask whether there are peers. */
void                  anshin_notice_listener_stop (AnshinNoticeListener *self);
void                  anshin_notice_listener_free (AnshinNoticeListener *self);

G_END_DECLS
