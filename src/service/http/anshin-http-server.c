/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-http-server.h"

#include <fcntl.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>
#include <sys/socket.h>

#include "anshin-limits.h"
#include "anshin-listener.h"
#include "anshin-principal.h"
#include "anshin-silence.h"

/* A body beyond the limit is read to its end so that the refusal can be read, but not for ever. */
#define DISCARDED_LIMITS 4
#define MAX_FINGERPRINT 128
#define BEARER "Bearer "
/* Sooner than the socket's own limit, after which it would not be read any more. */
#define SILENT_SECONDS (ANSHIN_REQUEST_SECONDS * 4 / 5)

struct _AnshinHttpServer
{
  GObject parent_instance;

  SoupServer *soup;
  AnshinListener *listener;
  AnshinSilence *silence;
  GHashTable *requests;
  gboolean is_unix;
  gboolean stopping;

  AnshinHttpFunc func;
  AnshinHttpLimitFunc limit;
  gpointer data;
};

G_DEFINE_FINAL_TYPE (AnshinHttpServer, anshin_http_server, G_TYPE_OBJECT)

/* A request with what only this file may know of it. */
typedef struct
{
  AnshinHttpRequest public;

  AnshinHttpServer *server;
  SoupServerMessage *message;
  gsize received;
  gsize limit;
  gboolean handed_over;
  gboolean cut_off;
  gboolean gone;

  AnshinHttpUpgraded upgraded;
  gpointer upgraded_data;
} Request;

/* libsoup does not say which socket a message came over if it was handed the connection: each
 * connection has an address object of its own, which leads to its socket. */
static GQuark
socket_quark (void)
{
  return g_quark_from_static_string ("anshin-http-server-socket");
}

static GQuark
line_quark (void)
{
  return g_quark_from_static_string ("anshin-http-server-line");
}

static GSocket *
get_socket (SoupServerMessage *message)
{
  GSocketAddress *address = soup_server_message_get_remote_address (message);

  return address != NULL ? g_object_get_qdata (G_OBJECT (address), socket_quark ()) : NULL;
}

/* Nothing if the connection has gone its own way. */
static AnshinSilentLine *
get_line (SoupServerMessage *message)
{
  GSocketAddress *address = soup_server_message_get_remote_address (message);

  return address != NULL ? g_object_get_qdata (G_OBJECT (address), line_quark ()) : NULL;
}

static void
request_free (gpointer data)
{
  Request *self = data;

  g_signal_handlers_disconnect_by_data (self->message, self);
  g_free (self->public.path);
  g_free (self->public.token);
  g_free (self->public.source);
  g_free (self->public.certificate);
  g_clear_pointer (&self->public.body, g_bytes_unref);
  g_object_unref (self->message);
  g_free (self);
}

static void
forget_request (Request *self)
{
  g_hash_table_remove (self->server->requests, self->message);
}

/* Ends a connection that must not be listened to any further. */
static void
cut_off (Request *self, const char *answer)
{
  GSocket *socket = get_socket (self->message);

  self->cut_off = TRUE;
  if (socket == NULL)
    return;
  send (g_socket_get_fd (socket), answer, strlen (answer), MSG_NOSIGNAL | MSG_DONTWAIT);
  shutdown (g_socket_get_fd (socket), SHUT_RDWR);
}

static char *
find_token (SoupMessageHeaders *headers)
{
  const char *value = soup_message_headers_get_one (headers, "Authorization");

  if (value == NULL || g_ascii_strncasecmp (value, BEARER, strlen (BEARER)) != 0)
    return NULL;
  return g_strstrip (g_strdup (value + strlen (BEARER)));
}

/* Over the Unix socket the proxy says who is there; over TCP anybody could (SECURITY NET-09). */
static char *
find_source (Request *self, SoupMessageHeaders *headers)
{
  const char *value = soup_message_headers_get_one (headers, "X-Forwarded-For");

  if (value != NULL && self->server->is_unix
      && g_hostname_is_ip_address (value))
    return g_strdup (value);
  return g_strdup (ANSHIN_SOURCE_LOCAL);
}

static char *
find_certificate (Request *self, SoupMessageHeaders *headers)
{
  const char *verified = soup_message_headers_get_one (headers, "X-Client-Verify");
  const char *fingerprint = soup_message_headers_get_one (headers, "X-Client-Fingerprint");
  gsize length = fingerprint != NULL ? strspn (fingerprint, "0123456789abcdefABCDEF") : 0;

  if (!self->server->is_unix || g_strcmp0 (verified, "SUCCESS") != 0
      || length == 0 || length > MAX_FINGERPRINT || fingerprint[length] != '\0')
    return NULL;
  return g_strdup (fingerprint);
}

static void
on_got_chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  Request *self = user_data;

  self->received += g_bytes_get_size (chunk);
  anshin_silent_line_wait (get_line (message));
  if (self->received > self->limit && !self->public.too_large)
    {
      SoupMessageBody *body = soup_server_message_get_request_body (message);

      self->public.too_large = TRUE;
      soup_message_body_set_accumulate (body, FALSE);
      soup_message_body_truncate (body);
    }
  if (self->received > DISCARDED_LIMITS * self->limit)
    cut_off (self, "HTTP/1.1 413 Content Too Large\r\nConnection: close\r\n"
                   "Content-Length: 0\r\n\r\n");
}

static void
on_finished_cb (SoupServerMessage *message, gpointer user_data)
{
  Request *self = user_data;
  AnshinHttpUpgraded upgraded = self->upgraded;
  gpointer data = self->upgraded_data;

  self->gone = TRUE;
  anshin_silent_line_wait (get_line (message));
  if (self->handed_over)
    return;
  forget_request (self);
  if (upgraded != NULL)
    upgraded (-1, data);
}

/* What must be refused before a body is read. */
static void
check_headers (Request *self, SoupMessageHeaders *headers)
{
  gboolean has_length = soup_message_headers_get_one (headers, "Content-Length") != NULL;
  gboolean has_encoding = soup_message_headers_get_list (headers, "Transfer-Encoding") != NULL;
  goffset length = has_length ? soup_message_headers_get_content_length (headers) : 0;

  /* Two ideas of where the request ends are how requests are smuggled (SECURITY NET-07). */
  if (has_length && has_encoding)
    {
      cut_off (self, "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
  if (length > (goffset) self->limit)
    {
      self->public.too_large = TRUE;
      soup_message_body_set_accumulate (soup_server_message_get_request_body (self->message),
                                        FALSE);
    }
  if (length > (goffset) (DISCARDED_LIMITS * self->limit))
    cut_off (self, "HTTP/1.1 413 Content Too Large\r\nConnection: close\r\n"
                   "Content-Length: 0\r\n\r\n");
  if (length > 0 || has_encoding)
    g_signal_connect (self->message, "got-chunk", G_CALLBACK (on_got_chunk_cb), self);
}

/* Called when the headers are there. */
static void
on_headers_cb (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query,
               gpointer user_data)
{
  AnshinHttpServer *server = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  GUri *uri = soup_server_message_get_uri (message);
  Request *self = g_new0 (Request, 1);
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  self->server = server;
  self->message = g_object_ref (message);
  self->public.method = soup_server_message_get_method (message);
  self->public.path = g_strdup (g_uri_get_path (uri));
  self->public.query = g_uri_get_query (uri);
  self->public.token = find_token (headers);
  self->public.source = find_source (self, headers);
  self->public.certificate = find_certificate (self, headers);
  self->public.not_json = type != NULL && strcmp (type, "application/json") != 0;
  self->public.is_bytes = g_strcmp0 (type, "application/octet-stream") == 0;
  self->limit = server->limit != NULL
                  ? server->limit (self->public.method, self->public.path, server->data)
                  : ANSHIN_MAX_BODY_BYTES;
  self->public.started_at = g_get_monotonic_time ();
  g_hash_table_insert (server->requests, message, self);
  g_signal_connect (message, "finished", G_CALLBACK (on_finished_cb), self);
  anshin_silent_line_wait (get_line (message));

  /* Answers are whole or not at all. */
  soup_message_headers_remove (headers, "Range");
  check_headers (self, headers);
}

/* Called when the body is there too. */
static void
on_request_cb (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query,
               gpointer user_data)
{
  AnshinHttpServer *server = user_data;
  Request *self = g_hash_table_lookup (server->requests, message);

  /* What was cut off may be read to its end all the same, as it came in one piece. */
  if (self == NULL || self->cut_off)
    {
      soup_server_message_set_status (message, SOUP_STATUS_BAD_REQUEST, NULL);
      soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                    "Connection", "close");
      return;
    }
  if (!self->public.too_large && self->received > 0)
    self->public.body
      = soup_message_body_flatten (soup_server_message_get_request_body (message));
  self->handed_over = TRUE;
  anshin_silent_line_serve (get_line (message));
  soup_server_message_pause (message);
  server->func (&self->public, server->data);
}

static void
on_connection_cb (GSocketConnection *connection, gpointer user_data)
{
  AnshinHttpServer *self = user_data;
  /* libsoup takes the local address of HTTP/1.0 requests for one of the internet. */
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  GSocket *socket = g_socket_connection_get_socket (connection);

  g_object_set_qdata_full (G_OBJECT (address), socket_quark (), g_object_ref (socket),
                           g_object_unref);
  g_object_set_qdata_full (G_OBJECT (address), line_quark (),
                           anshin_silence_add (self->silence, socket),
                           (GDestroyNotify) anshin_silent_line_free);
  soup_server_accept_iostream (self->soup, G_IO_STREAM (connection), address, address, NULL);
}

/* The handshake is out: the socket goes its own way, and libsoup forgets it. */
static void
on_wrote_informational_cb (SoupServerMessage *message, gpointer user_data)
{
  Request *self = user_data;
  GSocket *socket = get_socket (message);
  int fd = socket != NULL ? fcntl (g_socket_get_fd (socket), F_DUPFD_CLOEXEC, 0) : -1;
  g_autoptr (GIOStream) stream = NULL;
  AnshinHttpUpgraded upgraded = self->upgraded;
  gpointer data = self->upgraded_data;

  g_signal_handlers_disconnect_by_data (message, self);
  stream = soup_server_message_steal_connection (message);
  if (stream != NULL)
    g_io_stream_close (stream, NULL, NULL);
  forget_request (self);
  upgraded (fd, data);
}

static void
anshin_http_server_finalize (GObject *object)
{
  AnshinHttpServer *self = ANSHIN_HTTP_SERVER (object);

  g_clear_pointer (&self->listener, anshin_listener_free);
  soup_server_disconnect (self->soup);
  g_hash_table_unref (self->requests);
  g_object_unref (self->soup);
  anshin_silence_free (self->silence);

  G_OBJECT_CLASS (anshin_http_server_parent_class)->finalize (object);
}

static void
anshin_http_server_class_init (AnshinHttpServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = anshin_http_server_finalize;
}

static void
anshin_http_server_init (AnshinHttpServer *self)
{
  self->soup = g_object_new (SOUP_TYPE_SERVER, "raw-paths", TRUE, NULL);
  self->silence = anshin_silence_new (SILENT_SECONDS);
  self->requests = g_hash_table_new_full (NULL, NULL, NULL, request_free);
  soup_server_add_early_handler (self->soup, NULL, on_headers_cb, self, NULL);
  soup_server_add_handler (self->soup, NULL, on_request_cb, self, NULL);
}

/*
 * libsoup keeps a connection for the next request only while it has a listener of its own. So it
 * gets one that nobody can reach: the name of its socket is gone before anybody could know it.
 */
static gboolean
listen_nowhere (AnshinHttpServer *self, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("anshin-XXXXXX", error);
  g_autofree char *path = NULL;
  g_autoptr (GSocketAddress) address = NULL;
  gboolean listens = FALSE;

  if (folder == NULL)
    return FALSE;
  path = g_build_filename (folder, "nowhere", NULL);
  address = g_unix_socket_address_new (path);
  listens = soup_server_listen (self->soup, address, 0, error);
  g_unlink (path);
  g_rmdir (folder);
  return listens;
}

/**
 * anshin_http_server_new:
 * @where: see anshin_listener_new()
 * @func: called with each request
 * @data: for @func
 * @error: with words for the operator
 *
 * Returns: (transfer full) (nullable): a server that is bound and does not listen yet
 */
AnshinHttpServer *
anshin_http_server_new (const char *where, AnshinHttpFunc func, gpointer data, GError **error)
{
  g_autoptr (AnshinHttpServer) self = g_object_new (ANSHIN_TYPE_HTTP_SERVER, NULL);

  self->func = func;
  self->data = data;
  self->listener = anshin_listener_new (where, error);
  if (self->listener == NULL || !listen_nowhere (self, error))
    return NULL;
  self->is_unix = anshin_listener_is_unix (self->listener);
  return g_steal_pointer (&self);
}

/**
 * anshin_http_server_set_limit:
 * @self: a server that does not listen yet
 * @limit: how large the body of a request may be, called with the server's data;
 *   %ANSHIN_MAX_BODY_BYTES without
 */
void
anshin_http_server_set_limit (AnshinHttpServer *self, AnshinHttpLimitFunc limit)
{
  self->limit = limit;
}

/**
 * anshin_http_server_start:
 * @self: a server
 */
void
anshin_http_server_start (AnshinHttpServer *self)
{
  anshin_listener_start (self->listener, on_connection_cb, self);
}

/**
 * anshin_http_server_stop:
 * @self: a server
 *
 * Takes no new connections, and none is used again after the answer that it waits for.
 */
void
anshin_http_server_stop (AnshinHttpServer *self)
{
  self->stopping = TRUE;
  g_clear_pointer (&self->listener, anshin_listener_free);
}

/**
 * anshin_http_server_get_n_requests:
 * @self: a server
 *
 * Returns: how many requests are being read or wait for their answer
 */
guint
anshin_http_server_get_n_requests (AnshinHttpServer *self)
{
  return g_hash_table_size (self->requests);
}

/**
 * anshin_http_server_get_name:
 * @self: a server that is not stopped
 *
 * Returns: where it listens
 */
const char *
anshin_http_server_get_name (AnshinHttpServer *self)
{
  return anshin_listener_get_name (self->listener);
}

/**
 * anshin_http_request_add_header:
 * @request: a request
 * @name: the name of a header of the answer
 * @value: its value
 */
void
anshin_http_request_add_header (AnshinHttpRequest *request, const char *name, const char *value)
{
  Request *self = (Request *) request;

  soup_message_headers_append (soup_server_message_get_response_headers (self->message), name,
                               value);
}

/**
 * anshin_http_request_answer:
 * @request: (transfer full): a request
 * @status: HTTP status
 * @type: (nullable): media type of @body
 * @body: (nullable) (transfer full): what is answered
 */
void
anshin_http_request_answer (AnshinHttpRequest *request, guint status, const char *type,
                            GString *body)
{
  Request *self = (Request *) request;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  gsize length = body != NULL ? body->len : 0;
  char *text = body != NULL ? g_string_free (body, FALSE) : NULL;

  if (!self->gone)
    {
      soup_server_message_set_status (self->message, status, NULL);
      soup_message_headers_append (headers, "Cache-Control", "no-store");
      soup_message_headers_append (headers, "X-Content-Type-Options", "nosniff");
      if (self->server->stopping || self->public.too_large)
        soup_message_headers_append (headers, "Connection", "close");
      if (type != NULL && status != SOUP_STATUS_NO_CONTENT)
        soup_server_message_set_response (self->message, type, SOUP_MEMORY_TAKE,
                                          g_steal_pointer (&text), length);
      soup_server_message_unpause (self->message);
    }
  g_free (text);
  /* What is left of it is counted until it is written. */
  self->handed_over = FALSE;
  if (self->gone)
    forget_request (self);
}

/**
 * anshin_http_request_can_upgrade:
 * @request: a request
 *
 * Returns: whether it asks for a WebSocket in the right way
 */
gboolean
anshin_http_request_can_upgrade (AnshinHttpRequest *request)
{
  return soup_websocket_server_check_handshake (((Request *) request)->message, NULL, NULL, NULL,
                                                NULL);
}

/**
 * anshin_http_request_upgrade:
 * @request: (transfer full): a request for which anshin_http_request_can_upgrade()
 * @func: called when the handshake is out
 * @data: for @func
 */
void
anshin_http_request_upgrade (AnshinHttpRequest *request, AnshinHttpUpgraded func, gpointer data)
{
  Request *self = (Request *) request;

  if (self->gone)
    {
      forget_request (self);
      func (-1, data);
      return;
    }
  self->handed_over = FALSE;
  self->upgraded = func;
  self->upgraded_data = data;
  g_signal_connect (self->message, "wrote-informational", G_CALLBACK (on_wrote_informational_cb),
                    self);
  soup_websocket_server_process_handshake (self->message, NULL, NULL, NULL, NULL);
  soup_server_message_unpause (self->message);
}
