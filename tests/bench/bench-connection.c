/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-connection.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define FIRST_BUFFER (4 * 1024)
#define EVENTS_AT_ONCE 256

struct _BenchLoop
{
  int epoll;
  struct sockaddr_un address;
};

static void
die (const char *what)
{
  g_printerr ("anshin-bench: %s: %s\n", what, g_strerror (errno));
  exit (1);
}

static void
send_all (BenchConnection *self, const void *data, gsize length)
{
  const char *rest = data;

  while (length > 0)
    {
      gssize sent = send (self->fd, rest, length, MSG_NOSIGNAL);

      if (sent < 0 && errno == EAGAIN)
        {
          struct pollfd writable = { self->fd, POLLOUT, 0 };

          poll (&writable, 1, 1000);
        }
      else if (sent < 0)
        die ("send");
      else
        {
          rest += sent;
          length -= sent;
        }
    }
}

static void
consume (BenchConnection *self, gsize length)
{
  self->in_length -= length;
  memmove (self->in, self->in + length, self->in_length);
}

/* One whole answer, if it is there. */
static gboolean
take_answer (BenchConnection *self)
{
  const char *text = (const char *) self->in;
  const char *end = memmem (text, self->in_length, "\r\n\r\n", 4);
  const char *field;
  gsize head;
  gsize body = 0;
  int status;

  if (end == NULL)
    return FALSE;
  head = end + 4 - text;
  status = atoi (text + strlen ("HTTP/1.1 "));
  field = g_strstr_len (text, head, "Content-Length: ");
  if (field != NULL)
    body = strtoul (field + strlen ("Content-Length: "), NULL, 10);
  else if (status != 204 && status != 101)
    die ("an answer without a length");
  if (self->in_length < head + body)
    return FALSE;
  if (status == 101)
    self->stream = TRUE;
  else
    self->answered (self, status, text + head, body);
  consume (self, head + body);
  return TRUE;
}

static void
send_pong (BenchConnection *self, const guint8 *payload, gsize length)
{
  /* Masked with zeros, which leaves the payload as it is. */
  guint8 frame[2 + 4 + 125] = { 0x8a, 0x80 | length, 0, 0, 0, 0 };

  memcpy (frame + 6, payload, length);
  send_all (self, frame, 6 + length);
}

/* The size of a frame's head and payload, if they can be told yet. */
static gboolean
measure_frame (BenchConnection *self, gsize *head, gsize *payload)
{
  const guint8 *in = self->in;

  if (self->in_length < 2)
    return FALSE;
  *head = 2;
  *payload = in[1] & 0x7f;
  if (*payload == 126)
    {
      *head = 4;
      *payload = self->in_length < 4 ? 0 : (in[2] << 8 | in[3]);
    }
  else if (*payload == 127)
    {
      *head = 10;
      *payload = 0;
      for (int i = 2; i < 10 && self->in_length >= 10; i++)
        *payload = *payload << 8 | in[i];
    }
  return self->in_length >= *head && self->in_length >= *head + *payload;
}

static gboolean
take_frame (BenchConnection *self)
{
  gsize head;
  gsize payload;
  int kind;

  if (!measure_frame (self, &head, &payload))
    return FALSE;
  kind = self->in[0] & 0x0f;
  if (kind == 0x1)
    self->told (self, (const char *) self->in + head, payload);
  else if (kind == 0x9)
    send_pong (self, self->in + head, MIN (payload, 125));
  else if (kind == 0x8)
    die ("the service closed a stream");
  consume (self, head + payload);
  return TRUE;
}

static void
on_readable (BenchConnection *self)
{
  gssize got;

  if (self->in_size - self->in_length < FIRST_BUFFER / 2)
    {
      self->in_size = MAX (FIRST_BUFFER, self->in_size * 2);
      self->in = g_realloc (self->in, self->in_size);
    }
  got = recv (self->fd, self->in + self->in_length, self->in_size - self->in_length, 0);
  if (got < 0 && errno == EAGAIN)
    return;
  if (got <= 0)
    die ("the service closed a connection");
  self->in_length += got;
  while (self->in_length > 0 && (self->stream ? take_frame (self) : take_answer (self)))
    continue;
}

BenchLoop *
bench_loop_new (const char *socket_path)
{
  BenchLoop *self = g_new0 (BenchLoop, 1);

  self->epoll = epoll_create1 (EPOLL_CLOEXEC);
  self->address.sun_family = AF_UNIX;
  g_strlcpy (self->address.sun_path, socket_path, sizeof self->address.sun_path);
  return self;
}

void
bench_loop_free (BenchLoop *self)
{
  close (self->epoll);
  g_free (self);
}

gboolean
bench_loop_turn (BenchLoop *self, int milliseconds)
{
  struct epoll_event events[EVENTS_AT_ONCE];
  int n = epoll_wait (self->epoll, events, EVENTS_AT_ONCE, milliseconds);

  for (int i = 0; i < n; i++)
    on_readable (events[i].data.ptr);
  return n > 0;
}

BenchConnection *
bench_connection_new (BenchLoop *loop, const BenchUser *user)
{
  BenchConnection *self = g_new0 (BenchConnection, 1);
  struct epoll_event event = { EPOLLIN, { .ptr = self } };

  self->loop = loop;
  self->user = user;
  self->fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (self->fd < 0 ||
      connect (self->fd, (struct sockaddr *) &loop->address, sizeof loop->address) < 0 ||
      fcntl (self->fd, F_SETFL, O_NONBLOCK) < 0 ||
      epoll_ctl (loop->epoll, EPOLL_CTL_ADD, self->fd, &event) < 0)
    die ("connect");
  return self;
}

void
bench_connection_free (BenchConnection *self)
{
  close (self->fd);
  g_free (self->in);
  g_free (self);
}

void
bench_connection_get (BenchConnection *self, const char *path)
{
  char request[1024];
  int length = g_snprintf (request, sizeof request,
                           "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n",
                           path, self->user->token);

  self->started_at = g_get_monotonic_time ();
  send_all (self, request, length);
}

void
bench_connection_post (BenchConnection *self, const char *path, const char *body)
{
  char request[2048];
  int length = g_snprintf (request, sizeof request,
                           "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                           "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                           path, self->user->token, strlen (body), body);

  self->started_at = g_get_monotonic_time ();
  send_all (self, request, length);
}

void
bench_connection_listen (BenchConnection *self)
{
  char request[1024];
  int length = g_snprintf (request, sizeof request,
                           "GET /v1/events HTTP/1.1\r\nHost: localhost\r\n"
                           "Authorization: Bearer %s\r\nConnection: Upgrade\r\n"
                           "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                           "Sec-WebSocket-Key: YW5zaGluLW5ldC1iZW5jaA==\r\n\r\n",
                           self->user->token);

  self->started_at = g_get_monotonic_time ();
  send_all (self, request, length);
}
