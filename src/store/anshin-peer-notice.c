/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-peer-notice.h"

#include <glib-unix.h>
#include <libpq-fe.h>
#include <string.h>

#include "anshin-peer-notice-private.h"

#define CHANNEL "anshin_notice"
#define CONNECT_TIMEOUT_SECONDS "3"
#define RETRY_SECONDS 1

/* A service that comes says so, and those that hear it answer, so that each knows it has peers. */
#define HELLO "hello"
#define HERE "here"

struct _AnshinPeerNoticeListener
{
  char *uri;
  guint node;
  PGconn *pg;
  guint watch;
  guint retry;
  int has_peers;
  AnshinPeerNoticeFunc func;
  gpointer data;
};

static gboolean
run (AnshinPeerNoticeListener *self, const char *sql, GError **error)
{
  PGresult *result = PQexec (self->pg, sql);
  gboolean ok = PQresultStatus (result) == PGRES_COMMAND_OK ||
                PQresultStatus (result) == PGRES_TUPLES_OK;

  if (!ok)
    g_set_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FAILED, "%s", PQerrorMessage (self->pg));
  PQclear (result);
  return ok;
}

static gboolean
say (AnshinPeerNoticeListener *self, const char *what, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT pg_notify ('" CHANNEL "', '%u %s')", self->node,
                                          what);

  return run (self, sql, error);
}

static void
take (AnshinPeerNoticeListener *self, const char *payload)
{
  char *text = NULL;
  guint64 node = g_ascii_strtoull (payload, &text, 10);

  if (node == self->node || *text != ' ')
    return;
  g_atomic_int_set (&self->has_peers, 1);
  if (g_str_equal (text + 1, HELLO))
    say (self, HERE, NULL);
  else if (!g_str_equal (text + 1, HERE))
    self->func (text + 1, self->data);
}

static gboolean on_retry_cb (gpointer data);

static void
lose (AnshinPeerNoticeListener *self)
{
  g_clear_handle_id (&self->watch, g_source_remove);
  if (self->retry == 0)
    self->retry = g_timeout_add_seconds (RETRY_SECONDS, on_retry_cb, self);
}

static void
take_all (AnshinPeerNoticeListener *self)
{
  PGnotify *notice = NULL;

  PQconsumeInput (self->pg);
  while ((notice = PQnotifies (self->pg)) != NULL)
    {
      take (self, notice->extra);
      PQfreemem (notice);
    }
}

static gboolean
on_readable_cb (int fd, GIOCondition condition, gpointer data)
{
  AnshinPeerNoticeListener *self = data;

  take_all (self);
  if (PQstatus (self->pg) == CONNECTION_OK)
    return G_SOURCE_CONTINUE;
  self->watch = 0;
  lose (self);
  return G_SOURCE_REMOVE;
}

static gboolean
start (AnshinPeerNoticeListener *self, GError **error)
{
  const char *names[] = { "connect_timeout", "fallback_application_name", "dbname", NULL };
  const char *values[] = { CONNECT_TIMEOUT_SECONDS, "anshin-netd", self->uri, NULL };

  g_clear_pointer (&self->pg, PQfinish);
  self->pg = PQconnectdbParams (names, values, 1);
  if (PQstatus (self->pg) != CONNECTION_OK)
    {
      g_set_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FAILED, "%s",
                   PQerrorMessage (self->pg));
      return FALSE;
    }
  if (!run (self, "LISTEN " CHANNEL, error) || !say (self, HELLO, error))
    return FALSE;
  self->watch = g_unix_fd_add (PQsocket (self->pg), G_IO_IN | G_IO_HUP | G_IO_ERR, on_readable_cb,
                               self);
  take_all (self);
  return TRUE;
}

static gboolean
on_retry_cb (gpointer data)
{
  AnshinPeerNoticeListener *self = data;

  if (!start (self, NULL))
    return G_SOURCE_CONTINUE;
  self->retry = 0;
  self->func (NULL, self->data);
  return G_SOURCE_REMOVE;
}

AnshinPeerNoticeListener *
anshin_peer_notice_listener_new (const char *uri, guint node, AnshinPeerNoticeFunc func,
                                 gpointer data, GError **error)
{
  AnshinPeerNoticeListener *self = g_new0 (AnshinPeerNoticeListener, 1);

  self->uri = g_strdup (uri);
  self->node = node;
  self->func = func;
  self->data = data;
  if (start (self, error))
    return self;
  anshin_peer_notice_listener_free (self);
  return NULL;
}

void
anshin_peer_notice_listener_stop (AnshinPeerNoticeListener *self)
{
  g_clear_handle_id (&self->watch, g_source_remove);
  g_clear_handle_id (&self->retry, g_source_remove);
}

void
anshin_peer_notice_listener_free (AnshinPeerNoticeListener *self)
{
  if (self == NULL)
    return;
  anshin_peer_notice_listener_stop (self);
  PQfinish (self->pg);
  g_free (self->uri);
  g_free (self);
}

/**
 * anshin_peer_notice_wanted:
 * @tx: a transaction
 *
 * Returns: whether there is anybody to notify: another service has been heard of
 */
gboolean
anshin_peer_notice_wanted (AnshinTx *tx)
{
  AnshinPeerNoticeListener *listener = NULL;

  if (tx->listener != NULL)
    listener = g_atomic_pointer_get (tx->listener);
  return listener != NULL && g_atomic_int_get (&listener->has_peers) != 0;
}

/**
 * anshin_peer_notice_send:
 * @tx: a writing transaction
 * @text: at most %ANSHIN_MAX_PEER_NOTICE_BYTES, without content
 * @error: return location for an error
 *
 * Tells the other services on the same database, once and only if the transaction is committed.
 *
 * Returns: whether it worked
 */
gboolean
anshin_peer_notice_send (AnshinTx *tx, const char *text, GError **error)
{
  g_autofree char *payload = NULL;

  if (!anshin_peer_notice_wanted (tx))
    return TRUE;
  g_return_val_if_fail (strlen (text) <= ANSHIN_MAX_PEER_NOTICE_BYTES, FALSE);
  payload = g_strdup_printf ("%u %s", tx->chain / ANSHIN_CHAINS_PER_NODE, text);
  return anshin_tx_exec (tx, error, "SELECT pg_notify ('" CHANNEL "', $1)", "t", payload);
}
