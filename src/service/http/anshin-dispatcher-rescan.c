/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-dispatcher-private.h"

#include "anshin-attachment-rescan.h"
#include "anshin-log.h"

/* Nobody asks for it: an act without a request. */
typedef struct
{
  AnshinDispatcher *dispatcher;
  AnshinPrincipal nobody;
  AnshinCall call;
  AnshinRescan *rescan;
  AnshinJobDone done;
  gpointer data;
} Find;

static void
find_free (Find *find)
{
  find->dispatcher->n_questions--;
  anshin_call_clear (&find->call);
  g_free (find);
}

static gboolean
lock_file (AnshinTx *tx, gpointer job, GError **error)
{
  Find *find = job;

  anshin_call_clear (&find->call);
  anshin_call_init (&find->call, tx, &find->nobody);
  return anshin_rescan_found (&find->call, find->rescan, error)
         && anshin_peers_tell (tx, find->call.effects, error);
}

static void
on_locked_cb (gpointer job, const GError *error)
{
  Find *find = job;
  AnshinJobDone done = find->done;
  gpointer data = find->data;

  if (error == NULL)
    anshin_hub_apply (find->dispatcher->hub, find->call.effects);
  find_free (find);
  done (data, error);
}

/**
 * anshin_dispatcher_lock_file:
 * @self: a dispatcher
 * @rescan: (type AnshinRescan): has found something in its file; there until @done
 * @done: called once the file is locked and all are told, or with what went wrong
 * @data: for @done
 *
 * Returns: whether it is under way; if not, @done is not called
 */
gboolean
anshin_dispatcher_lock_file (AnshinDispatcher *self, gpointer rescan, AnshinJobDone done,
                             gpointer data)
{
  Find *find = NULL;

  if (self->stopping)
    return FALSE;
  find = g_new0 (Find, 1);
  find->dispatcher = self;
  find->rescan = rescan;
  find->done = done;
  find->data = data;
  self->n_questions++;
  if (anshin_db_write (self->db, lock_file, on_locked_cb, find))
    return TRUE;
  find_free (find);
  return FALSE;
}
