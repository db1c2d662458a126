/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-event-stream.h"

#include "anshin-clock.h"
#include "anshin-json.h"

#define MAX_FRAME_BYTES (4 * 1024 * 1024)

struct _AnshinEventStream
{
  GObject parent_instance;

  AnshinTransport *transport;
  SoupWebsocketConnection *connection;
  GCancellable *cancellable; /* of the attempt under way */
  guint attempt;
  guint retry_id;
  guint alive_id;
  gint64 heard_at; /* monotonic */
  gint64 retry_at;
  gboolean running;
};

G_DEFINE_FINAL_TYPE (AnshinEventStream, anshin_event_stream, G_TYPE_OBJECT)

enum
{
  OPENED,
  FRAME,
  CLOSED,
  REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

enum
{
  PROP_0,
  PROP_RETRY_AT,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
set_retry_at (AnshinEventStream *self, gint64 retry_at)
{
  if (self->retry_at == retry_at)
    return;
  self->retry_at = retry_at;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RETRY_AT]);
}

/* Lets go of the connection without a word to the listeners. */
static void
drop_connection (AnshinEventStream *self)
{
  g_clear_handle_id (&self->alive_id, g_source_remove);
  g_clear_handle_id (&self->retry_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->connection != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->connection, self);
      if (soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN)
        soup_websocket_connection_close (self->connection, SOUP_WEBSOCKET_CLOSE_GOING_AWAY, NULL);
    }
  g_clear_object (&self->connection);
}

static gboolean
on_retry_cb (gpointer data)
{
  anshin_event_stream_retry_now (ANSHIN_EVENT_STREAM (data));
  return G_SOURCE_REMOVE;
}

static void
lose (AnshinEventStream *self, const GError *error)
{
  guint wait = anshin_event_stream_get_wait (self->attempt, g_random_double ());

  drop_connection (self);
  if (!self->running)
    return;
  self->attempt++;
  self->retry_id = g_timeout_add (wait, on_retry_cb, self);
  set_retry_at (self, anshin_clock_now () + (gint64) wait * 1000);
  g_signal_emit (self, signals[CLOSED], 0, error);
}

static void
lose_silent (AnshinEventStream *self, const char *why)
{
  g_autoptr (GError) error = NULL;

  anshin_set_error (&error, ANSHIN_ERROR_UNREACHABLE, NULL, "%s", why);
  lose (self, error);
}

static void
on_message_cb (SoupWebsocketConnection *connection, SoupWebsocketDataType type, GBytes *bytes,
               gpointer data)
{
  g_autoptr (AnshinEventStream) self = g_object_ref (data);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);

  self->heard_at = g_get_monotonic_time ();
  node = anshin_json_parse (text, length, MAX_FRAME_BYTES, &error);
  if (type != SOUP_WEBSOCKET_DATA_TEXT || node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      /* What can't be read may have been an entry: begin anew and compare the numbers. */
      lose_silent (self, "An event can't be read");
      return;
    }
  self->attempt = 0;
  g_signal_emit (self, signals[FRAME], 0, json_node_get_object (node));
}

static void
on_pong_cb (SoupWebsocketConnection *connection, GBytes *bytes, gpointer data)
{
  AnshinEventStream *self = data;

  self->heard_at = g_get_monotonic_time ();
}

static void
on_closed_cb (SoupWebsocketConnection *connection, gpointer data)
{
  g_autoptr (AnshinEventStream) self = g_object_ref (data);

  lose_silent (self, "The event stream was closed");
}

static gboolean
on_alive_cb (gpointer data)
{
  g_autoptr (AnshinEventStream) self = g_object_ref (data);
  gint64 silent = g_get_monotonic_time () - self->heard_at;

  if (silent < ANSHIN_STREAM_DEAD_SECONDS * G_USEC_PER_SEC)
    return G_SOURCE_CONTINUE;

  self->alive_id = 0;
  lose_silent (self, "The event stream is silent");
  return G_SOURCE_REMOVE;
}

static void
take_connection (AnshinEventStream *self, SoupWebsocketConnection *connection)
{
  self->connection = connection;
  self->heard_at = g_get_monotonic_time ();
  soup_websocket_connection_set_max_incoming_payload_size (connection, MAX_FRAME_BYTES);
  soup_websocket_connection_set_keepalive_interval (connection, ANSHIN_STREAM_OWN_PING_SECONDS);
  g_signal_connect (connection, "message", G_CALLBACK (on_message_cb), self);
  g_signal_connect (connection, "pong", G_CALLBACK (on_pong_cb), self);
  g_signal_connect (connection, "closed", G_CALLBACK (on_closed_cb), self);
  self->alive_id = g_timeout_add_seconds (ANSHIN_STREAM_OWN_PING_SECONDS / 2, on_alive_cb, self);
  g_signal_emit (self, signals[OPENED], 0);
}

/* An attempt outlives neither a stop nor the stream: @stream is asked for anew when it ends. */
typedef struct
{
  GWeakRef stream;
  SoupMessage *message;
  GCancellable *cancellable;
} AnshinAttempt;

static void
anshin_attempt_free (AnshinAttempt *attempt)
{
  g_weak_ref_clear (&attempt->stream);
  g_object_unref (attempt->message);
  g_object_unref (attempt->cancellable);
  g_free (attempt);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinAttempt, anshin_attempt_free)

static void
on_connected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinAttempt) attempt = data;
  g_autoptr (AnshinEventStream) self = g_weak_ref_get (&attempt->stream);
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupWebsocketConnection) connection = NULL;
  g_autoptr (GError) why = NULL;

  connection = soup_session_websocket_connect_finish (SOUP_SESSION (source), result, &error);
  if (self == NULL || g_cancellable_is_cancelled (attempt->cancellable))
    return;

  if (connection != NULL)
    {
      take_connection (self, g_steal_pointer (&connection));
      return;
    }

  if (soup_message_get_status (attempt->message) == SOUP_STATUS_UNAUTHORIZED)
    {
      anshin_set_error (&why, ANSHIN_ERROR_SESSION_ENDED, NULL, "The session has ended");
      anshin_event_stream_stop (self);
      g_signal_emit (self, signals[REFUSED], 0, why);
      return;
    }
  if (soup_message_get_status (attempt->message) == SOUP_STATUS_FORBIDDEN)
    {
      anshin_set_error (&why, ANSHIN_ERROR_RULES_NOT_ACCEPTED, NULL, "Rules are to be accepted");
      anshin_event_stream_stop (self);
      g_signal_emit (self, signals[REFUSED], 0, why);
      return;
    }
  why = anshin_transport_translate_error (error);
  lose (self, why);
}

static void
connect_stream (AnshinEventStream *self)
{
  AnshinAttempt *attempt = NULL;

  drop_connection (self);
  self->cancellable = g_cancellable_new ();
  attempt = g_new0 (AnshinAttempt, 1);
  g_weak_ref_init (&attempt->stream, self);
  attempt->cancellable = g_object_ref (self->cancellable);
  attempt->message = anshin_transport_new_message (self->transport, "GET", "/v1/events", NULL);
  soup_session_websocket_connect_async (anshin_transport_get_session (self->transport),
                                        attempt->message, NULL, NULL, G_PRIORITY_DEFAULT,
                                        self->cancellable, on_connected_cb, attempt);
}

static void
anshin_event_stream_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AnshinEventStream *self = ANSHIN_EVENT_STREAM (object);

  switch (id)
    {
    case PROP_RETRY_AT:
      g_value_set_int64 (value, self->retry_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
anshin_event_stream_dispose (GObject *object)
{
  AnshinEventStream *self = ANSHIN_EVENT_STREAM (object);

  self->running = FALSE;
  drop_connection (self);
  g_clear_object (&self->transport);

  G_OBJECT_CLASS (anshin_event_stream_parent_class)->dispose (object);
}

static void
anshin_event_stream_class_init (AnshinEventStreamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = anshin_event_stream_get_property;
  object_class->dispose = anshin_event_stream_dispose;

  properties[PROP_RETRY_AT]
    = g_param_spec_int64 ("retry-at", NULL, NULL, 0, G_MAXINT64, 0,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[FRAME] = g_signal_new ("frame", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, JSON_TYPE_OBJECT);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
anshin_event_stream_init (AnshinEventStream *self)
{
}

/**
 * anshin_event_stream_new:
 * @transport: the way to the service; it has a token when the stream is started
 *
 * Returns: (transfer full): a stream that isn't open
 */
AnshinEventStream *
anshin_event_stream_new (AnshinTransport *transport)
{
  AnshinEventStream *self = g_object_new (ANSHIN_TYPE_EVENT_STREAM, NULL);

  self->transport = g_object_ref (transport);
  return self;
}

/**
 * anshin_event_stream_start:
 *
 * Opens the stream and opens it again whenever it is lost, until it is stopped.
 */
void
anshin_event_stream_start (AnshinEventStream *self)
{
  g_return_if_fail (ANSHIN_IS_EVENT_STREAM (self));

  self->running = TRUE;
  self->attempt = 0;
  connect_stream (self);
}

/**
 * anshin_event_stream_stop:
 *
 * Closes the stream for good; no signal comes after this.
 */
void
anshin_event_stream_stop (AnshinEventStream *self)
{
  g_return_if_fail (ANSHIN_IS_EVENT_STREAM (self));

  self->running = FALSE;
  drop_connection (self);
  set_retry_at (self, 0);
}

/**
 * anshin_event_stream_retry_now:
 *
 * Doesn't wait for the next attempt. Nothing happens while the stream is open or being opened.
 */
void
anshin_event_stream_retry_now (AnshinEventStream *self)
{
  g_return_if_fail (ANSHIN_IS_EVENT_STREAM (self));

  if (!self->running || self->retry_id == 0)
    return;
  set_retry_at (self, 0);
  connect_stream (self);
}

/**
 * anshin_event_stream_get_retry_at:
 *
 * Returns: when the next attempt is, in microseconds since 1970 UTC; 0 if none is waited for
 */
gint64
anshin_event_stream_get_retry_at (AnshinEventStream *self)
{
  g_return_val_if_fail (ANSHIN_IS_EVENT_STREAM (self), 0);

  return self->retry_at;
}

/**
 * anshin_event_stream_get_wait:
 * @attempt: how many attempts have failed since the stream was last good
 * @draw: a random number from 0 to 1
 *
 * Returns: how long to wait, in milliseconds (SECURITY NET-07: so that the terminals don't all
 *   come back in the same moment)
 */
guint
anshin_event_stream_get_wait (guint attempt, double draw)
{
  guint wait = ANSHIN_STREAM_LONGEST_WAIT;

  if (attempt < 6)
    wait = MIN (ANSHIN_STREAM_FIRST_WAIT << attempt, ANSHIN_STREAM_LONGEST_WAIT);
  return wait / 2 + (guint) (draw * wait / 2);
}
