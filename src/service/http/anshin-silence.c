/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-silence.h"

#include <sys/socket.h>

/* How often it is looked who is silent, in parts of what is allowed. */
#define LOOKS 12

/* The lines in the order in which they were last heard: those to hang up on stand first. A line
 * may outlive the list. */
struct _AnshinSilence
{
  GQueue lines;
  guint seconds;
  guint look_id;
};

struct _AnshinSilentLine
{
  AnshinSilence *silence;
  GSocket *socket;
  gint64 since;
  gboolean waits;
  GList link;
};

static void
hang_up (AnshinSilentLine *self)
{
  anshin_silent_line_serve (self);
  shutdown (g_socket_get_fd (self->socket), SHUT_RDWR);
}

static gboolean
on_look_cb (gpointer user_data)
{
  AnshinSilence *self = user_data;
  gint64 limit = g_get_monotonic_time () - (gint64) self->seconds * G_USEC_PER_SEC;

  while (self->lines.head != NULL
         && ((AnshinSilentLine *) self->lines.head->data)->since <= limit)
    hang_up (self->lines.head->data);
  return G_SOURCE_CONTINUE;
}

/**
 * anshin_silence_new:
 * @seconds: how long a line may be silent; it is hung up on up to a twelfth later
 *
 * Returns: (transfer full): a list of no lines, which looks by the main loop's clock
 */
AnshinSilence *
anshin_silence_new (guint seconds)
{
  AnshinSilence *self = g_rc_box_new0 (AnshinSilence);

  self->seconds = seconds;
  self->look_id = g_timeout_add (seconds * 1000 / LOOKS, on_look_cb, self);
  return self;
}

/**
 * anshin_silence_free:
 * @self: (transfer full): a list; its lines live on, and nobody hangs up on them any more
 */
void
anshin_silence_free (AnshinSilence *self)
{
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_rc_box_release (self);
}

/**
 * anshin_silence_add:
 * @self: a list
 * @socket: a connected socket
 *
 * Returns: (transfer full): a line that is waited for from now on
 */
AnshinSilentLine *
anshin_silence_add (AnshinSilence *self, GSocket *socket)
{
  AnshinSilentLine *line = g_new0 (AnshinSilentLine, 1);

  line->silence = g_rc_box_acquire (self);
  line->socket = g_object_ref (socket);
  line->link.data = line;
  anshin_silent_line_wait (line);
  return line;
}

/**
 * anshin_silent_line_wait:
 * @self: (nullable): a line that was just heard, or that is waited for from now on
 */
void
anshin_silent_line_wait (AnshinSilentLine *self)
{
  if (self == NULL)
    return;
  anshin_silent_line_serve (self);
  self->since = g_get_monotonic_time ();
  self->waits = TRUE;
  g_queue_push_tail_link (&self->silence->lines, &self->link);
}

/**
 * anshin_silent_line_serve:
 * @self: (nullable): a line on which it is the service's turn: its silence is nobody's fault but
 *   ours
 */
void
anshin_silent_line_serve (AnshinSilentLine *self)
{
  if (self == NULL)
    return;
  if (self->waits)
    g_queue_unlink (&self->silence->lines, &self->link);
  self->waits = FALSE;
}

/**
 * anshin_silent_line_free:
 * @self: (transfer full): a line whose socket goes its own way
 */
void
anshin_silent_line_free (AnshinSilentLine *self)
{
  anshin_silent_line_serve (self);
  g_rc_box_release (self->silence);
  g_object_unref (self->socket);
  g_free (self);
}
