/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-scanner.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>

#include "anshin-error.h"

#define CHUNK_BYTES (256 * 1024)
#define MAX_REPLY_BYTES 1024
#define MAX_VERSION_BYTES 128
#define VERSION_LETTERS G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "./-"
#define PING_SECONDS 2

/* With a NUL at the end, as clamd(8) wants it after a z. */
#define COMMAND_SCAN "zINSTREAM"
#define COMMAND_PING "zPING"
#define COMMAND_VERSION "zVERSION"
#define REPLY_CLEAN "stream: OK"
#define REPLY_PONG "PONG"
#define REPLY_FOUND " FOUND"
#define REPLY_VERSION "ClamAV "

struct _AnshinScanner
{
  char *socket_path;
  guint seconds;
};

/* One question, all of which is over by a point in time. */
typedef struct
{
  GSocket *socket;
  gint64 deadline;
  GCancellable *cancellable;
} Question;

/**
 * anshin_scanner_new:
 * @socket_path: where clamd listens
 * @seconds: how long it may take for one file, all in all
 *
 * Returns: (transfer full): a scanner; nothing is connected yet
 */
AnshinScanner *
anshin_scanner_new (const char *socket_path, guint seconds)
{
  AnshinScanner *self = g_new0 (AnshinScanner, 1);

  self->socket_path = g_strdup (socket_path);
  self->seconds = seconds;
  return self;
}

/**
 * anshin_scanner_free:
 * @self: (nullable) (transfer full): a scanner that nobody asks any more
 */
void
anshin_scanner_free (AnshinScanner *self)
{
  if (self == NULL)
    return;

  g_free (self->socket_path);
  g_free (self);
}

/* The time that is left is all that the next step may wait. */
static gboolean
prepare_step (Question *question, GError **error)
{
  gint64 left = question->deadline - g_get_monotonic_time ();

  if (left <= 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "takes too long");
      return FALSE;
    }
  g_socket_set_timeout (question->socket, (guint) (left / G_USEC_PER_SEC + 1));
  return TRUE;
}

static gboolean
send_all (Question *question, const void *data, gsize size, GError **error)
{
  const char *at = data;

  while (size > 0)
    {
      gssize sent = -1;

      if (prepare_step (question, error))
        sent = g_socket_send (question->socket, at, size, question->cancellable, error);
      if (sent < 0)
        return FALSE;
      at += sent;
      size -= (gsize) sent;
    }
  return TRUE;
}

/* Up to the NUL that ends it. */
static char *
receive_reply (Question *question, GError **error)
{
  g_autoptr (GString) reply = g_string_new (NULL);

  while (reply->len < MAX_REPLY_BYTES && memchr (reply->str, '\0', reply->len) == NULL)
    {
      char bytes[MAX_REPLY_BYTES];
      gssize got = -1;

      if (prepare_step (question, error))
        got = g_socket_receive (question->socket, bytes, sizeof bytes, question->cancellable,
                                error);
      if (got < 0)
        return NULL;
      if (got == 0)
        break;
      g_string_append_len (reply, bytes, got);
    }
  return g_strdup (reply->str);
}

static gboolean
send_file (Question *question, GBytes *file, GError **error)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (file, &size);
  guint32 length = 0;

  for (gsize at = 0; at < size; at += CHUNK_BYTES)
    {
      gsize part = MIN (size - at, CHUNK_BYTES);

      length = GUINT32_TO_BE ((guint32) part);
      if (!send_all (question, &length, sizeof length, error) ||
          !send_all (question, data + at, part, error))
        return FALSE;
    }
  length = 0;
  return send_all (question, &length, sizeof length, error);
}

/* Asks on a connection of its own; @command with its NUL, @file may be NULL. */
static char *
ask (AnshinScanner *self, guint seconds, const char *command, GBytes *file,
     GCancellable *cancellable, GError **error)
{
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (self->socket_path);
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM,
                                             G_SOCKET_PROTOCOL_DEFAULT, error);
  Question question = { socket, g_get_monotonic_time () + seconds * G_USEC_PER_SEC,
                        cancellable };

  if (socket == NULL || !prepare_step (&question, error) ||
      !g_socket_connect (socket, address, cancellable, error) ||
      !send_all (&question, command, strlen (command) + 1, error) ||
      (file != NULL && !send_file (&question, file, error)))
    return NULL;
  return receive_reply (&question, error);
}

/**
 * anshin_scanner_scan:
 * @self: a scanner
 * @file: a whole file
 * @cancellable: (nullable): ends it, which is no clear answer
 * @error: %ANSHIN_ERROR_ATTACHMENT_INFECTED if something was found in it;
 *   %ANSHIN_ERROR_SCANNER_DOWN if there was no clear answer in time: nobody may have the file then
 *
 * Returns: whether the file was looked through and nothing was found
 */
gboolean
anshin_scanner_scan (AnshinScanner *self, GBytes *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *reply = ask (self, self->seconds, COMMAND_SCAN, file, cancellable, &failure);

  if (reply != NULL && g_str_equal (reply, REPLY_CLEAN))
    return TRUE;
  if (reply != NULL && g_str_has_suffix (reply, REPLY_FOUND))
    anshin_set_error (error, ANSHIN_ERROR_ATTACHMENT_INFECTED, NULL, "%s", reply);
  else
    anshin_set_error (error, ANSHIN_ERROR_SCANNER_DOWN, NULL, "clamd: %s",
                      failure != NULL ? failure->message : reply);
  return FALSE;
}

/**
 * anshin_scanner_ping:
 * @self: a scanner
 *
 * Returns: whether it answers at this moment
 */
gboolean
anshin_scanner_ping (AnshinScanner *self)
{
  g_autofree char *reply = ask (self, PING_SECONDS, COMMAND_PING, NULL, NULL, NULL);

  return g_strcmp0 (reply, REPLY_PONG) == 0;
}

/**
 * anshin_scanner_get_signatures:
 * @self: a scanner
 * @cancellable: (nullable): ends it
 * @error: %ANSHIN_ERROR_SCANNER_DOWN if it does not say so in time
 *
 * Returns: (transfer full) (nullable): the versions of the scanner and of what it knows, as
 *   "1.4.1/27500"; another text once it has learnt something
 */
char *
anshin_scanner_get_signatures (AnshinScanner *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *reply = ask (self, PING_SECONDS, COMMAND_VERSION, NULL, cancellable, &failure);
  g_auto (GStrv) parts = NULL;

  /* "ClamAV version/number/day", of which the day says nothing more. */
  if (reply != NULL && g_str_has_prefix (reply, REPLY_VERSION))
    parts = g_strsplit (reply + strlen (REPLY_VERSION), "/", 3);
  if (parts == NULL || parts[0] == NULL || strlen (reply) > MAX_VERSION_BYTES)
    {
      anshin_set_error (error, ANSHIN_ERROR_SCANNER_DOWN, NULL, "clamd: %s",
                        failure != NULL ? failure->message : "no version");
      return NULL;
    }
  return g_strcanon (g_strjoin ("/", parts[0], parts[1], NULL), VERSION_LETTERS, '-');
}
