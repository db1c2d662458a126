/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-listener.h"

#include <errno.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "anshin-limits.h"
#include "anshin-log.h"

#define UNIX_PREFIX "unix:"
#define SOCKET_UMASK 0117
#define BACKLOG 1024
#define ACCEPT_AT_ONCE 64
#define WAIT_AFTER_FAILURE_MS 100

struct _AnshinListener
{
  GSocket *socket;
  char *path;
  char *name;
  GSource *source;
  guint wait_id;
  guint n_connections;
  gboolean freed;
  AnshinListenerFunc func;
  gpointer data;
};

static void
set_refusal (GError **error, const char *where)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "listen=%s: only unix:/PATH, 127.0.0.1:PORT or [::1]:PORT; what faces the network "
               "is the proxy in front of the service",
               where);
}

/* A socket that a killed service has left behind is removed; one that answers is not. */
static gboolean
remove_stale (const char *path, GError **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GSocketConnection) connection = NULL;
  struct stat status;

  if (lstat (path, &status) != 0)
    return TRUE;
  if (!S_ISSOCK (status.st_mode))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "%s exists and is not a socket", path);
      return FALSE;
    }
  connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);
  if (connection != NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE, "%s: a service listens there",
                   path);
      return FALSE;
    }
  if (g_unlink (path) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", path,
                   g_strerror (errno));
      return FALSE;
    }
  return TRUE;
}

static GSocketAddress *
parse_loopback (const char *where, GError **error)
{
  const char *colon = strrchr (where, ':');
  g_autofree char *host = NULL;
  g_autoptr (GInetAddress) address = NULL;
  guint64 port = 0;

  if (colon != NULL && g_ascii_string_to_unsigned (colon + 1, 10, 0, G_MAXUINT16, &port, NULL))
    {
      gboolean bracketed = where[0] == '[' && colon > where + 1 && colon[-1] == ']';

      host = bracketed ? g_strndup (where + 1, (gsize) (colon - where) - 2)
                       : g_strndup (where, (gsize) (colon - where));
      address = g_inet_address_new_from_string (host);
    }
  if (address == NULL || !g_inet_address_get_is_loopback (address))
    {
      set_refusal (error, where);
      return NULL;
    }
  return g_inet_socket_address_new (address, (guint16) port);
}

static GSocketAddress *
parse_address (AnshinListener *self, const char *where, GError **error)
{
  if (!g_str_has_prefix (where, UNIX_PREFIX))
    return parse_loopback (where, error);

  if (where[strlen (UNIX_PREFIX)] != '/')
    {
      set_refusal (error, where);
      return NULL;
    }
  if (!remove_stale (where + strlen (UNIX_PREFIX), error))
    return NULL;
  self->path = g_strdup (where + strlen (UNIX_PREFIX));
  return g_unix_socket_address_new (self->path);
}

static char *
describe (AnshinListener *self)
{
  g_autoptr (GSocketAddress) address = NULL;

  if (self->path != NULL)
    return g_strconcat (UNIX_PREFIX, self->path, NULL);
  address = g_socket_get_local_address (self->socket, NULL);
  return g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (address));
}

static void
on_connection_gone_cb (gpointer user_data, GObject *connection)
{
  AnshinListener *self = user_data;

  self->n_connections--;
  if (self->freed && self->n_connections == 0)
    g_free (self);
}

static void
take_connection (AnshinListener *self, GSocket *socket)
{
  g_autoptr (GSocketConnection) connection = g_socket_connection_factory_create_connection (socket);

  g_socket_set_timeout (socket, ANSHIN_REQUEST_SECONDS);
  if (self->path == NULL)
    g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  self->n_connections++;
  g_object_weak_ref (G_OBJECT (connection), on_connection_gone_cb, self);
  self->func (connection, self->data);
}

static gboolean on_incoming_cb (GSocket *socket, GIOCondition condition, gpointer user_data);

static void
watch (AnshinListener *self)
{
  self->source = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (on_incoming_cb), self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
}

static void
unwatch (AnshinListener *self)
{
  if (self->source == NULL)
    return;
  g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
}

static gboolean
on_wait_over_cb (gpointer user_data)
{
  AnshinListener *self = user_data;

  if (self->n_connections >= ANSHIN_MAX_CONNECTIONS)
    return G_SOURCE_CONTINUE;
  self->wait_id = 0;
  watch (self);
  return G_SOURCE_REMOVE;
}

/* Out of descriptors, or as many connections as may be: newcomers wait in the kernel's queue. */
static gboolean
on_incoming_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  AnshinListener *self = user_data;

  for (guint i = 0; i < ACCEPT_AT_ONCE; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSocket) accepted = NULL;

      if (self->n_connections < ANSHIN_MAX_CONNECTIONS)
        accepted = g_socket_accept (socket, NULL, &error);
      if (accepted != NULL)
        {
          take_connection (self, accepted);
          continue;
        }
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        break;
      anshin_log (G_LOG_LEVEL_WARNING, "accept-paused", "reason",
                  error != NULL ? error->message : "too many connections", NULL);
      unwatch (self);
      self->wait_id = g_timeout_add (WAIT_AFTER_FAILURE_MS, on_wait_over_cb, self);
      return G_SOURCE_REMOVE;
    }
  return G_SOURCE_CONTINUE;
}

/**
 * anshin_listener_new:
 * @where: `unix:/PATH`, `127.0.0.1:PORT` or `[::1]:PORT`; port 0 is any that is free
 * @error: with words for the operator
 *
 * Returns: (transfer full) (nullable): a socket that is bound; a Unix one has the mode 0660
 */
AnshinListener *
anshin_listener_new (const char *where, GError **error)
{
  g_autoptr (AnshinListener) self = g_new0 (AnshinListener, 1);
  g_autoptr (GSocketAddress) address = parse_address (self, where, error);
  g_autofree char *path = NULL;
  mode_t mask = 0;
  gboolean bound = FALSE;

  /* Until it is bound, the path may be somebody else's. */
  path = g_steal_pointer (&self->path);
  if (address == NULL)
    return NULL;
  self->socket = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM,
                               G_SOCKET_PROTOCOL_DEFAULT, error);
  if (self->socket == NULL)
    return NULL;

  g_socket_set_blocking (self->socket, FALSE);
  g_socket_set_listen_backlog (self->socket, BACKLOG);
  mask = umask (SOCKET_UMASK);
  bound = g_socket_bind (self->socket, address, TRUE, error);
  umask (mask);
  if (!bound)
    return NULL;
  self->path = g_steal_pointer (&path);
  if (!g_socket_listen (self->socket, error))
    return NULL;
  self->name = describe (self);
  return g_steal_pointer (&self);
}

/**
 * anshin_listener_free:
 * @self: (nullable) (transfer full): a listener; connections it has made live on
 */
void
anshin_listener_free (AnshinListener *self)
{
  if (self == NULL)
    return;

  unwatch (self);
  g_clear_handle_id (&self->wait_id, g_source_remove);
  if (self->socket != NULL)
    g_socket_close (self->socket, NULL);
  g_clear_object (&self->socket);
  if (self->path != NULL)
    g_unlink (self->path);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->name, g_free);
  self->freed = TRUE;
  if (self->n_connections == 0)
    g_free (self);
}

/**
 * anshin_listener_start:
 * @self: a listener
 * @func: called with each connection
 * @data: for @func
 */
void
anshin_listener_start (AnshinListener *self, AnshinListenerFunc func, gpointer data)
{
  self->func = func;
  self->data = data;
  watch (self);
}

/**
 * anshin_listener_is_unix:
 * @self: a listener
 *
 * Returns: whether only what has the right to the socket's file can connect
 */
gboolean
anshin_listener_is_unix (AnshinListener *self)
{
  return self->path != NULL;
}

/**
 * anshin_listener_get_name:
 * @self: a listener
 *
 * Returns: where it listens, with the port that was taken
 */
const char *
anshin_listener_get_name (AnshinListener *self)
{
  return self->name;
}
