/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-operation.h"
#include "anshin-stream.h"

G_BEGIN_DECLS

/**
 * AnshinHub:
 *
 * All event streams of this node, who hears which channel, and what is told after each commit.
 * Main thread only. What other services on the same PostgreSQL have committed comes in through
 * #AnshinPeers.
 */
typedef struct _AnshinHub AnshinHub;

/**
 * AnshinHubCheck:
 * @session_id: a session whose idle time seems to be over
 *
 * Asks for the session's true deadline, which goes to anshin_hub_touch() or, if it has ended, to
 * anshin_hub_end_session().
 */
typedef void (*AnshinHubCheck) (const char *session_id, gpointer data);

/**
 * AnshinHubHear:
 * @stream: a stream; it may die at any time, see anshin_hub_has()
 *
 * Asks which channels the stream's user hears by now; they go to anshin_hub_set_heard().
 */
typedef void (*AnshinHubHear) (AnshinStream *stream, gpointer data);

AnshinHub    *anshin_hub_new          (AnshinHubCheck check, gpointer data);
void          anshin_hub_free         (AnshinHub *self);
AnshinStream *anshin_hub_open         (AnshinHub *self, const AnshinPrincipal *principal, int fd,
                                       gint64 deadline);
gboolean      anshin_hub_has          (AnshinHub *self, AnshinStream *stream, guint64 serial);
void          anshin_hub_drop         (AnshinHub *self, AnshinStream *stream);
void          anshin_hub_set_channels (AnshinHub *self, AnshinStream *stream,
                                       const char *const *channels);
void          anshin_hub_set_hear     (AnshinHub *self, AnshinHubHear hear);
void          anshin_hub_set_heard    (AnshinHub *self, AnshinStream *stream,
                                       const char *const *channels);
void          anshin_hub_set_ready    (AnshinHub *self, AnshinStream *stream, const char *json);
void          anshin_hub_apply        (AnshinHub *self, GPtrArray *effects);
void          anshin_hub_flush        (AnshinHub *self);
void          anshin_hub_touch        (AnshinHub *self, const char *session_id, gint64 deadline);
void          anshin_hub_end_session  (AnshinHub *self, const char *session_id);
void          anshin_hub_close_all    (AnshinHub *self);
guint         anshin_hub_get_n_streams (AnshinHub *self);
GPtrArray    *anshin_hub_list_sessions (AnshinHub *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinHub, anshin_hub_free)

G_END_DECLS
