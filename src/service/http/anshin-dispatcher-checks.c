/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-dispatcher-private.h"

#include "anshin-limits.h"

/*
 * What has to be prepared before it is written: read in a reading transaction, worked on in a
 * thread without any, and then written as always. So many at once, as each holds a file in memory;
 * the others wait with nothing.
 */
#define CHECKS_AT_ONCE 4

static gboolean
prepare (AnshinTx *tx, gpointer job, GError **error)
{
  AnshinAct *act = job;
  const AnshinOperation *operation = act->route->operation;

  if (act->prepared != NULL)
    operation->prepared_free (g_steal_pointer (&act->prepared));
  if (!anshin_act_set_up_call (act, tx, error) || !operation->prepare (&act->call, error))
    return FALSE;
  act->prepared = g_steal_pointer (&act->call.prepared);
  return TRUE;
}

static gboolean
on_worked_cb (gpointer job)
{
  anshin_act_write (job);
  return G_SOURCE_REMOVE;
}

static void
work (gpointer job, gpointer dispatcher)
{
  AnshinDispatcher *self = dispatcher;
  AnshinAct *act = job;
  g_autoptr (GSource) source = g_idle_source_new ();

  act->route->operation->work (act->prepared, self->scanner);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_worked_cb, act, NULL);
  g_source_attach (source, self->context);
}

static void
on_prepared_cb (gpointer job, const GError *error)
{
  AnshinAct *act = job;

  if (error != NULL)
    anshin_act_refuse (act, error);
  else if (act->prepared == NULL)
    anshin_act_write (act);
  else
    g_thread_pool_push (act->dispatcher->workers, act, NULL);
}

static void
start (AnshinAct *act)
{
  act->checking = TRUE;
  act->dispatcher->n_checks++;
  if (!anshin_db_read (act->dispatcher->db, prepare, on_prepared_cb, act))
    anshin_act_fail_busy (act);
}

void
anshin_act_prepare (AnshinAct *act)
{
  AnshinDispatcher *self = act->dispatcher;

  if (self->n_checks < CHECKS_AT_ONCE)
    start (act);
  else if (self->waiting_checks.length < ANSHIN_MAX_WAITING_SCANS)
    g_queue_push_tail (&self->waiting_checks, act);
  else
    anshin_act_fail_busy (act);
}

/* The act is over, and what it held is gone: the next one's turn. */
void
anshin_act_end_preparation (AnshinAct *act)
{
  AnshinDispatcher *self = act->dispatcher;
  AnshinAct *next = NULL;

  if (act->prepared != NULL)
    act->route->operation->prepared_free (g_steal_pointer (&act->prepared));
  if (!act->checking)
    return;
  act->checking = FALSE;
  self->n_checks--;
  next = g_queue_pop_head (&self->waiting_checks);
  if (next != NULL)
    start (next);
}

void
anshin_dispatcher_begin_checks (AnshinDispatcher *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->workers = g_thread_pool_new (work, self, CHECKS_AT_ONCE, FALSE, NULL);
  g_queue_init (&self->waiting_checks);
}

void
anshin_dispatcher_end_checks (AnshinDispatcher *self)
{
  g_thread_pool_free (self->workers, FALSE, TRUE);
  g_main_context_unref (self->context);
}

/**
 * anshin_dispatcher_set_scanner:
 * @self: a dispatcher that has no request in hand
 * @scanner: (nullable): what looks through files; it must outlive the dispatcher
 */
void
anshin_dispatcher_set_scanner (AnshinDispatcher *self, AnshinScanner *scanner)
{
  self->scanner = scanner;
}
