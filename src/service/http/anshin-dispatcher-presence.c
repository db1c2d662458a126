/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-dispatcher-private.h"

#include "anshin-clock.h"
#include "anshin-mail-table.h"

/* Who has a stream open, on its way to the database. */
typedef struct
{
  AnshinDispatcher *dispatcher;
  GPtrArray *sessions;
} Presence;

static gboolean
note (AnshinTx *tx, gpointer job, GError **error)
{
  Presence *presence = job;

  return anshin_mail_set_on_line (tx, presence->sessions, anshin_clock_now (), error);
}

static void
presence_free (Presence *presence)
{
  presence->dispatcher->n_questions--;
  g_ptr_array_unref (presence->sessions);
  g_free (presence);
}

static void
on_noted_cb (gpointer job, const GError *error)
{
  presence_free (job);
}

/**
 * anshin_dispatcher_note_presence:
 * @self: a dispatcher
 *
 * Tells the database whose streams are open here: they are on line, and get no mail. A time that is
 * missed is made good by the next.
 */
void
anshin_dispatcher_note_presence (AnshinDispatcher *self)
{
  Presence *presence = NULL;

  if (self->stopping || anshin_hub_get_n_streams (self->hub) == 0)
    return;
  presence = g_new0 (Presence, 1);
  presence->dispatcher = self;
  presence->sessions = anshin_hub_list_sessions (self->hub);
  self->n_questions++;
  if (!anshin_db_write (self->db, note, on_noted_cb, presence))
    presence_free (presence);
}
