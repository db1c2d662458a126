/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "anshin-transport.h"

G_BEGIN_DECLS

/* The waits between attempts, in milliseconds: doubled each time, drawn between half and whole. */
#define ANSHIN_STREAM_FIRST_WAIT 500
#define ANSHIN_STREAM_LONGEST_WAIT 30000
/* Nothing at all for so long, not even the answer to a ping: the stream is dead. */
#define ANSHIN_STREAM_OWN_PING_SECONDS 20
#define ANSHIN_STREAM_DEAD_SECONDS 50

/*
 * AnshinEventStream: the WebSocket of events, opened again until it is stopped.
 * Signals: "opened" (the "ready" frame is next), "frame" (JsonObject), "closed" (GError why),
 * "refused" (GError: the session has ended, or the rules are to be accepted; the stream has stopped
 * itself).
 */
#define ANSHIN_TYPE_EVENT_STREAM (anshin_event_stream_get_type ())
G_DECLARE_FINAL_TYPE (AnshinEventStream, anshin_event_stream, ANSHIN, EVENT_STREAM, GObject)

AnshinEventStream *anshin_event_stream_new          (AnshinTransport *transport);
void               anshin_event_stream_start        (AnshinEventStream *self);
void               anshin_event_stream_stop         (AnshinEventStream *self);
void               anshin_event_stream_retry_now    (AnshinEventStream *self);
gint64             anshin_event_stream_get_retry_at (AnshinEventStream *self);
guint              anshin_event_stream_get_wait     (guint attempt, double draw);

G_END_DECLS
