/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-hub-private.h"

#include <glib-unix.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "anshin-clock.h"
#include "anshin-json.h"
#include "anshin-limits.h"

#define EVENTS_AT_ONCE 64
#define CLOSE_WAIT (2 * ANSHIN_SECOND)

static void
channel_free (AnshinHubChannel *channel)
{
  g_free (channel->id);
  g_ptr_array_unref (channel->streams);
  if (channel->entries != NULL)
    g_string_free (channel->entries, TRUE);
  g_clear_pointer (&channel->reads, g_hash_table_unref);
  g_free (channel);
}

static void
user_free (AnshinHubUser *user)
{
  g_free (user->id);
  g_ptr_array_unref (user->streams);
  g_clear_pointer (&user->refresh, g_ptr_array_unref);
  g_free (user);
}

static AnshinHubUser *
ensure_user (AnshinHub *self, const char *id)
{
  AnshinHubUser *user = g_hash_table_lookup (self->users, id);

  if (user == NULL)
    {
      user = g_new0 (AnshinHubUser, 1);
      user->id = g_strdup (id);
      user->streams = g_ptr_array_sized_new (1);
      g_hash_table_insert (self->users, user->id, user);
    }
  return user;
}

/* Ends the oldest streams of a user who has as many as may be. */
static void
make_room (AnshinHub *self, AnshinHubUser *user)
{
  guint n_live = 0;

  for (guint i = user->streams->len; i > 0; i--)
    {
      AnshinStream *stream = g_ptr_array_index (user->streams, i - 1);

      if (stream->state < ANSHIN_STREAM_CLOSING && ++n_live >= ANSHIN_MAX_STREAMS_PER_USER)
        anshin_hub_end_stream (self, stream, "session-ended");
    }
}

static void
drop_channel_if_unheard (AnshinHub *self, AnshinHubChannel *channel)
{
  if (channel->streams->len == 0 && !channel->dirty)
    g_hash_table_remove (self->channels, channel->id);
}

/* Takes a dead stream out of all tables. */
static void
forget_stream (AnshinHub *self, AnshinStream *stream)
{
  AnshinHubUser *user = g_hash_table_lookup (self->users, stream->user_id);
  GPtrArray *of_session = g_hash_table_lookup (self->sessions, stream->session_id);

  for (guint i = 0; stream->channels != NULL && i < stream->channels->len; i++)
    {
      AnshinHubChannel *channel = g_ptr_array_index (stream->channels, i);

      g_ptr_array_remove_fast (channel->streams, stream);
      drop_channel_if_unheard (self, channel);
    }

  g_ptr_array_remove_fast (self->dirty_streams, stream);
  if (of_session != NULL && g_ptr_array_remove_fast (of_session, stream) && of_session->len == 0)
    g_hash_table_remove (self->sessions, stream->session_id);
  g_ptr_array_remove (user->streams, stream);
  if (user->streams->len == 0 && !user->dirty)
    g_hash_table_remove (self->users, user->id);
}

/* Frees the streams that died; never called while one of them may be in use further up. */
void
anshin_hub_bury (AnshinHub *self)
{
  GHashTableIter iter;
  gpointer stream = NULL;

  g_hash_table_iter_init (&iter, self->streams);
  while (g_hash_table_iter_next (&iter, &stream, NULL))
    if (((AnshinStream *) stream)->state == ANSHIN_STREAM_DEAD)
      {
        forget_stream (self, stream);
        g_hash_table_iter_remove (&iter);
      }
}

/* Pings who is quiet, lets go of who is gone, and asks after sessions whose time seems over. */
static void
look_after (AnshinHub *self, AnshinStream *stream, gint64 now, GBytes *ping)
{
  gint64 quiet = now - stream->heard_at;

  if (stream->state == ANSHIN_STREAM_CLOSING)
    {
      if (quiet > CLOSE_WAIT)
        anshin_stream_kill (stream);
      return;
    }
  if (quiet > 3 * ANSHIN_STREAM_PING_SECONDS * ANSHIN_SECOND)
    {
      anshin_stream_kill (stream);
      return;
    }
  if (now - stream->pinged_at >= ANSHIN_STREAM_PING_SECONDS * ANSHIN_SECOND)
    {
      stream->pinged_at = now;
      anshin_stream_queue (stream, ping);
      anshin_stream_flush (stream);
    }
  if (now >= stream->deadline && !stream->checking)
    {
      stream->checking = TRUE;
      self->check (stream->session_id, self->data);
    }
}

static gboolean
on_tick_cb (gpointer user_data)
{
  AnshinHub *self = user_data;
  g_autoptr (GBytes) ping = anshin_frame_new (ANSHIN_FRAME_PING, NULL, 0);
  gint64 now = anshin_clock_now ();
  GHashTableIter iter;
  gpointer stream = NULL;

  g_hash_table_iter_init (&iter, self->streams);
  while (g_hash_table_iter_next (&iter, &stream, NULL))
    look_after (self, stream, now, ping);
  anshin_hub_bury (self);
  anshin_hub_forget_changes (self, now);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_epoll_cb (int fd, GIOCondition condition, gpointer user_data)
{
  AnshinHub *self = user_data;
  struct epoll_event events[EVENTS_AT_ONCE];
  gint64 now = anshin_clock_now ();
  gboolean any_dead = FALSE;
  int n_events = epoll_wait (self->epoll_fd, events, EVENTS_AT_ONCE, 0);

  for (int i = 0; i < n_events; i++)
    {
      AnshinStream *stream = events[i].data.ptr;

      if ((events[i].events & EPOLLOUT) != 0)
        anshin_stream_flush (stream);
      if ((events[i].events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0)
        anshin_stream_read (stream, now);
      any_dead = any_dead || stream->state == ANSHIN_STREAM_DEAD;
    }
  if (any_dead)
    anshin_hub_bury (self);
  return G_SOURCE_CONTINUE;
}

AnshinHubChannel *
anshin_hub_get_channel (AnshinHub *self, const char *id)
{
  return g_hash_table_lookup (self->channels, id);
}

void
anshin_hub_subscribe (AnshinHub *self, AnshinStream *stream, const char *id)
{
  AnshinHubChannel *channel = anshin_hub_get_channel (self, id);

  if (channel == NULL)
    {
      channel = g_new0 (AnshinHubChannel, 1);
      channel->id = g_strdup (id);
      channel->streams = g_ptr_array_sized_new (4);
      g_hash_table_insert (self->channels, channel->id, channel);
    }
  if (stream->channels == NULL)
    stream->channels = g_ptr_array_sized_new (4);
  if (g_ptr_array_find (stream->channels, channel, NULL))
    return;

  g_ptr_array_add (stream->channels, channel);
  g_ptr_array_add (channel->streams, stream);
}

gboolean
anshin_hub_unsubscribe (AnshinHub *self, AnshinStream *stream, const char *id)
{
  AnshinHubChannel *channel = anshin_hub_get_channel (self, id);

  if (channel == NULL || stream->channels == NULL
      || !g_ptr_array_remove_fast (stream->channels, channel))
    return FALSE;

  g_ptr_array_remove_fast (channel->streams, stream);
  drop_channel_if_unheard (self, channel);
  return TRUE;
}

void
anshin_hub_send (AnshinHub *self, AnshinStream *stream, GBytes *frame)
{
  anshin_stream_queue (stream, frame);
  if (!stream->dirty)
    {
      stream->dirty = TRUE;
      g_ptr_array_add (self->dirty_streams, stream);
    }
}

void
anshin_hub_end_stream (AnshinHub *self, AnshinStream *stream, const char *why)
{
  g_autofree char *text = g_strdup_printf ("{\"ended\":\"%s\"}", why);
  g_autoptr (GBytes) frame = anshin_frame_new (ANSHIN_FRAME_TEXT, text, strlen (text));

  if (stream->state >= ANSHIN_STREAM_CLOSING)
    return;
  anshin_stream_queue (stream, frame);
  anshin_stream_close (stream, ANSHIN_CLOSE_NORMAL, anshin_clock_now ());
}

/**
 * anshin_hub_new:
 * @check: asks after a session whose idle time seems to be over
 * @data: for @check
 *
 * Returns: (transfer full): a hub on the thread's main context
 */
AnshinHub *
anshin_hub_new (AnshinHubCheck check, gpointer data)
{
  AnshinHub *self = g_new0 (AnshinHub, 1);

  self->check = check;
  self->data = data;
  self->streams = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) anshin_stream_free, NULL);
  self->channels = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                          (GDestroyNotify) channel_free);
  self->users = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) user_free);
  self->sessions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_ptr_array_unref);
  self->changes = anshin_hub_new_changes ();
  self->dirty_channels = g_ptr_array_new ();
  self->dirty_users = g_ptr_array_new ();
  self->dirty_streams = g_ptr_array_new ();
  self->epoll_fd = epoll_create1 (EPOLL_CLOEXEC);
  self->epoll_source = g_unix_fd_source_new (self->epoll_fd, G_IO_IN);
  g_source_set_callback (self->epoll_source, G_SOURCE_FUNC (on_epoll_cb), self, NULL);
  g_source_attach (self->epoll_source, g_main_context_get_thread_default ());
  self->tick_id = g_timeout_add_seconds (1, on_tick_cb, self);
  return self;
}

/**
 * anshin_hub_free:
 * @self: (nullable) (transfer full): a hub
 */
void
anshin_hub_free (AnshinHub *self)
{
  if (self == NULL)
    return;

  g_source_remove (self->tick_id);
  g_clear_handle_id (&self->late_id, g_source_remove);
  g_source_destroy (self->epoll_source);
  g_source_unref (self->epoll_source);
  g_hash_table_unref (self->streams);
  g_hash_table_unref (self->channels);
  g_hash_table_unref (self->users);
  g_hash_table_unref (self->sessions);
  g_hash_table_unref (self->changes);
  g_ptr_array_unref (self->dirty_channels);
  g_ptr_array_unref (self->dirty_users);
  g_ptr_array_unref (self->dirty_streams);
  close (self->epoll_fd);
  g_free (self);
}

/**
 * anshin_hub_open:
 * @self: a hub
 * @principal: whose stream it is
 * @fd: a socket that has been upgraded; the hub owns it
 * @deadline: when the session ends if it is not used
 *
 * From here on the stream is told of what concerns its user, but everything is held back until
 * anshin_hub_set_ready(). A user's oldest stream makes room where there are too many.
 *
 * Returns: (transfer none): the stream; it may die at any time, see anshin_hub_has()
 */
AnshinStream *
anshin_hub_open (AnshinHub *self, const AnshinPrincipal *principal, int fd, gint64 deadline)
{
  AnshinStream *stream = anshin_stream_new (fd, self->epoll_fd, anshin_clock_now ());
  AnshinHubUser *user = ensure_user (self, principal->user_id);
  GPtrArray *of_session = g_hash_table_lookup (self->sessions, principal->session_id);

  stream->serial = ++self->last_serial;
  stream->user_id = user->id;
  stream->session_id = g_strdup (principal->session_id);
  stream->facility_id = g_strdup (principal->facility_id);
  stream->deadline = deadline;
  stream->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  make_room (self, user);
  g_ptr_array_add (user->streams, stream);
  if (of_session == NULL)
    {
      of_session = g_ptr_array_sized_new (1);
      g_hash_table_insert (self->sessions, g_strdup (principal->session_id), of_session);
    }
  g_ptr_array_add (of_session, stream);
  g_hash_table_add (self->streams, stream);
  return stream;
}

/**
 * anshin_hub_has:
 * @self: a hub
 * @stream: a stream that was opened earlier, perhaps freed by now
 * @serial: the serial number it had
 *
 * Returns: whether @stream is still there and may be used
 */
gboolean
anshin_hub_has (AnshinHub *self, AnshinStream *stream, guint64 serial)
{
  return g_hash_table_contains (self->streams, stream) && stream->serial == serial
         && stream->state < ANSHIN_STREAM_CLOSING;
}

/**
 * anshin_hub_drop:
 * @self: a hub
 * @stream: a stream that cannot be served now
 *
 * Closes the stream; its client is to come back later.
 */
void
anshin_hub_drop (AnshinHub *self, AnshinStream *stream)
{
  anshin_stream_close (stream, ANSHIN_CLOSE_TRY_AGAIN, anshin_clock_now ());
}

/**
 * anshin_hub_set_ready:
 * @self: a hub
 * @stream: a stream whose channels are set
 * @json: the first frame
 *
 * Sends @json, then what has been held back, then what comes.
 */
void
anshin_hub_set_ready (AnshinHub *self, AnshinStream *stream, const char *json)
{
  g_autoptr (GBytes) frame = anshin_frame_new (ANSHIN_FRAME_TEXT, json, strlen (json));

  anshin_stream_unshift (stream, frame);
  if (stream->state == ANSHIN_STREAM_OPENING)
    stream->state = ANSHIN_STREAM_OPEN;
  anshin_stream_flush (stream);
}

/**
 * anshin_hub_touch:
 * @self: a hub
 * @session_id: a session that was used
 * @deadline: when it now ends if it is not used again
 */
void
anshin_hub_touch (AnshinHub *self, const char *session_id, gint64 deadline)
{
  GPtrArray *streams = g_hash_table_lookup (self->sessions, session_id);

  for (guint i = 0; streams != NULL && i < streams->len; i++)
    {
      AnshinStream *stream = g_ptr_array_index (streams, i);

      stream->deadline = deadline;
      stream->checking = FALSE;
    }
}

/**
 * anshin_hub_end_session:
 * @self: a hub
 * @session_id: a session that is over
 */
void
anshin_hub_end_session (AnshinHub *self, const char *session_id)
{
  GPtrArray *streams = g_hash_table_lookup (self->sessions, session_id);

  for (guint i = 0; streams != NULL && i < streams->len; i++)
    anshin_hub_end_stream (self, g_ptr_array_index (streams, i), "session-ended");
}

/**
 * anshin_hub_close_all:
 * @self: a hub
 *
 * Before the service stops: every stream is closed, so that clients come back to its successor.
 */
void
anshin_hub_close_all (AnshinHub *self)
{
  gint64 now = anshin_clock_now ();
  GHashTableIter iter;
  gpointer stream = NULL;

  g_hash_table_iter_init (&iter, self->streams);
  while (g_hash_table_iter_next (&iter, &stream, NULL))
    anshin_stream_close (stream, ANSHIN_CLOSE_GOING_AWAY, now);
}

/**
 * anshin_hub_get_n_streams:
 * @self: a hub
 *
 * Returns: how many streams there are
 */
guint
anshin_hub_get_n_streams (AnshinHub *self)
{
  return g_hash_table_size (self->streams);
}

/**
 * anshin_hub_list_sessions:
 * @self: a hub
 *
 * Returns: (transfer full) (element-type utf8): the sessions that have a stream
 */
GPtrArray *
anshin_hub_list_sessions (AnshinHub *self)
{
  GPtrArray *sessions = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer id = NULL;

  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (sessions, g_strdup (id));
  return sessions;
}
