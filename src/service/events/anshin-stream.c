/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-stream.h"

#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "anshin-limits.h"

#define FRAMES_AT_ONCE 32
#define CLOSE_NORMAL 1000
#define CLOSE_REFUSED 1008

static void
update_watch (AnshinStream *self, gboolean wants_out)
{
  struct epoll_event event = { 0 };

  if (self->wants_out == wants_out)
    return;

  self->wants_out = wants_out;
  event.events = EPOLLIN | EPOLLRDHUP | (wants_out ? EPOLLOUT : 0);
  event.data.ptr = self;
  epoll_ctl (self->epoll_fd, EPOLL_CTL_MOD, self->fd, &event);
}

/* Takes what was sent off the queue. */
static void
forget_sent (AnshinStream *self, gsize sent)
{
  guint n_done = 0;

  self->queue_bytes -= sent;
  sent += self->queue_offset;
  while (n_done < self->queue->len)
    {
      gsize size = g_bytes_get_size (g_ptr_array_index (self->queue, n_done));

      if (sent < size)
        break;
      sent -= size;
      n_done++;
    }
  self->queue_offset = sent;
  if (n_done > 0)
    g_ptr_array_remove_range (self->queue, 0, n_done);
}

static gboolean
send_some (AnshinStream *self, gboolean *blocked)
{
  struct iovec parts[FRAMES_AT_ONCE];
  struct msghdr message = { 0 };
  guint n_parts = MIN (self->queue->len, FRAMES_AT_ONCE);
  gssize sent = 0;

  for (guint i = 0; i < n_parts; i++)
    {
      gsize size = 0;
      gsize skip = i == 0 ? self->queue_offset : 0;
      const char *data = g_bytes_get_data (g_ptr_array_index (self->queue, i), &size);

      parts[i].iov_base = (char *) data + skip;
      parts[i].iov_len = size - skip;
    }
  message.msg_iov = parts;
  message.msg_iovlen = n_parts;

  do
    sent = sendmsg (self->fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (sent < 0 && errno == EINTR);

  *blocked = sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
  if (sent < 0)
    return *blocked;
  forget_sent (self, (gsize) sent);
  return TRUE;
}

/* Answers one control frame. */
static void
take_frame (AnshinStream *self, AnshinFrameKind kind, const guint8 *payload, gsize size,
            gint64 now)
{
  self->heard_at = now;
  if (kind == ANSHIN_FRAME_CLOSE)
    {
      if (self->state == ANSHIN_STREAM_CLOSING)
        anshin_stream_kill (self);
      else
        anshin_stream_close (self, CLOSE_NORMAL, now);
    }
  else if (kind == ANSHIN_FRAME_PING && self->state != ANSHIN_STREAM_CLOSING)
    {
      g_autoptr (GBytes) pong = anshin_frame_new (ANSHIN_FRAME_PONG, payload, size);

      anshin_stream_queue (self, pong);
      anshin_stream_flush (self);
    }
}

static void
take_frames (AnshinStream *self, gint64 now)
{
  guint8 payload[ANSHIN_FRAME_MAX_CONTROL];

  while (self->in_size > 0 && self->state != ANSHIN_STREAM_DEAD)
    {
      AnshinFrameKind kind = 0;
      gsize payload_size = 0;
      gsize used = 0;
      AnshinFrameResult result = anshin_frame_parse_control (self->in, self->in_size, &kind,
                                                             payload, &payload_size, &used);

      if (result == ANSHIN_FRAME_INCOMPLETE)
        return;
      if (result == ANSHIN_FRAME_REFUSED)
        {
          if (self->state == ANSHIN_STREAM_CLOSING)
            anshin_stream_kill (self);
          else
            anshin_stream_close (self, CLOSE_REFUSED, now);
          self->in_size = 0;
          return;
        }
      self->in_size -= (guint) used;
      memmove (self->in, self->in + used, self->in_size);
      take_frame (self, kind, payload, payload_size, now);
    }
}

/**
 * anshin_stream_new:
 * @fd: a socket whose upgrade to WebSocket is done; the stream owns it
 * @epoll_fd: where it is watched, with the stream as its data
 * @now: the time
 *
 * Returns: (transfer full): a stream that is opening
 */
AnshinStream *
anshin_stream_new (int fd, int epoll_fd, gint64 now)
{
  AnshinStream *self = g_new0 (AnshinStream, 1);
  struct epoll_event event = { 0 };

  self->fd = fd;
  self->epoll_fd = epoll_fd;
  self->heard_at = now;
  self->pinged_at = now;
  event.events = EPOLLIN | EPOLLRDHUP;
  event.data.ptr = self;
  epoll_ctl (epoll_fd, EPOLL_CTL_ADD, fd, &event);
  return self;
}

/**
 * anshin_stream_free:
 * @self: (transfer full): a stream that no table holds any more
 */
void
anshin_stream_free (AnshinStream *self)
{
  anshin_stream_kill (self);
  g_clear_pointer (&self->channels, g_ptr_array_unref);
  g_clear_pointer (&self->changed, g_hash_table_unref);
  g_free (self->session_id);
  g_free (self->facility_id);
  g_free (self);
}

/**
 * anshin_stream_queue:
 * @self: a stream
 * @frame: a frame, which may be shared by many streams
 *
 * Puts @frame at the end of what is to be sent. A reader so slow that more than
 * %ANSHIN_MAX_STREAM_BACKLOG_BYTES wait for it is cut off: it comes back and fetches the rest.
 */
void
anshin_stream_queue (AnshinStream *self, GBytes *frame)
{
  if (self->state >= ANSHIN_STREAM_CLOSING)
    return;
  if (self->queue_bytes + g_bytes_get_size (frame) > ANSHIN_MAX_STREAM_BACKLOG_BYTES)
    {
      anshin_stream_kill (self);
      return;
    }

  if (self->queue == NULL)
    self->queue = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_ptr_array_add (self->queue, g_bytes_ref (frame));
  self->queue_bytes += g_bytes_get_size (frame);
}

/**
 * anshin_stream_unshift:
 * @self: a stream that is opening
 * @frame: a frame
 *
 * Puts @frame before what has been held back.
 */
void
anshin_stream_unshift (AnshinStream *self, GBytes *frame)
{
  g_return_if_fail (self->state == ANSHIN_STREAM_OPENING || self->state == ANSHIN_STREAM_DEAD);

  if (self->state == ANSHIN_STREAM_DEAD)
    return;
  if (self->queue == NULL)
    self->queue = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_ptr_array_insert (self->queue, 0, g_bytes_ref (frame));
  self->queue_bytes += g_bytes_get_size (frame);
}

/**
 * anshin_stream_flush:
 * @self: a stream
 *
 * Sends what the socket takes; the rest goes out when it takes more.
 */
void
anshin_stream_flush (AnshinStream *self)
{
  gboolean blocked = FALSE;

  if (self->state == ANSHIN_STREAM_OPENING || self->state == ANSHIN_STREAM_DEAD)
    return;

  while (self->queue != NULL && self->queue->len > 0 && !blocked)
    if (!send_some (self, &blocked))
      {
        anshin_stream_kill (self);
        return;
      }

  update_watch (self, blocked);
  if (blocked)
    return;
  /* An idle stream keeps no buffer. */
  g_clear_pointer (&self->queue, g_ptr_array_unref);
  if (self->state == ANSHIN_STREAM_CLOSING)
    shutdown (self->fd, SHUT_WR);
}

/**
 * anshin_stream_close:
 * @self: a stream
 * @code: why, as RFC 6455 section 7.4 numbers it
 * @now: the time
 *
 * Sends what waits and a close frame, then nothing more.
 */
void
anshin_stream_close (AnshinStream *self, guint16 code, gint64 now)
{
  g_autoptr (GBytes) frame = NULL;

  if (self->state >= ANSHIN_STREAM_CLOSING)
    return;

  frame = anshin_frame_new_close (code);
  anshin_stream_queue (self, frame);
  if (self->state == ANSHIN_STREAM_DEAD)
    return;
  self->state = ANSHIN_STREAM_CLOSING;
  self->heard_at = now;
  anshin_stream_flush (self);
}

/**
 * anshin_stream_kill:
 * @self: a stream
 *
 * Lets go of the socket at once. The hub frees the stream later.
 */
void
anshin_stream_kill (AnshinStream *self)
{
  if (self->state == ANSHIN_STREAM_DEAD)
    return;

  self->state = ANSHIN_STREAM_DEAD;
  epoll_ctl (self->epoll_fd, EPOLL_CTL_DEL, self->fd, NULL);
  close (self->fd);
  self->fd = -1;
  self->queue_bytes = 0;
  g_clear_pointer (&self->queue, g_ptr_array_unref);
}

/**
 * anshin_stream_read:
 * @self: a stream whose socket has something
 * @now: the time
 *
 * Takes pongs, pings and the close frame; anything else ends the stream.
 */
void
anshin_stream_read (AnshinStream *self, gint64 now)
{
  gssize got = 0;

  if (self->state == ANSHIN_STREAM_DEAD)
    return;

  do
    got = recv (self->fd, self->in + self->in_size, sizeof self->in - self->in_size, MSG_DONTWAIT);
  while (got < 0 && errno == EINTR);

  if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
    return;
  if (got <= 0)
    {
      anshin_stream_kill (self);
      return;
    }
  self->in_size += (guint) got;
  take_frames (self, now);
}
