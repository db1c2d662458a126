/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-dispatcher-private.h"

#include "anshin-clock.h"
#include "anshin-session.h"

/* Which refusals are an attempt at something one has no right to, or that is not there. */
static gboolean
is_recorded_refusal (AnshinAct *act, const GError *error)
{
  guint status = 0;

  if (act->principal == NULL || act->call.audit.action == NULL || error->domain != ANSHIN_ERROR)
    return FALSE;
  status = anshin_error_get_status (error->code);
  return status == 403 || status == 404 || status == 409;
}

/* One operation, in the transaction that the thread has; from scratch each time it is called. */
static gboolean
run_operation (AnshinTx *tx, gpointer job, GError **error)
{
  AnshinAct *act = job;
  const AnshinOperation *operation = act->route->operation;

  anshin_call_clear (&act->call);
  act->call.audit = (AnshinAudit){ 0 };
  if (!anshin_act_load_session (act, tx, error))
    return FALSE;

  anshin_call_init (&act->call, tx, act->principal);
  act->call.body = act->body;
  act->call.query = act->query;
  if (operation->takes == ANSHIN_BODY_BYTES)
    act->call.bytes = act->http->body;
  for (guint i = 0; i < G_N_ELEMENTS (act->args); i++)
    act->call.args[i] = act->args[i];
  act->call.audit.action = operation->audit;
  act->call.audit.source = act->source;
  if (!operation->func (&act->call, error))
    return FALSE;

  return !operation->writes
         || (anshin_act_touch (act, tx, error) && anshin_act_audit (act, tx, "ok", error)
             && anshin_peers_tell (tx, act->call.effects, error));
}

/* The record of what was read: before it is committed nothing is shown (SECURITY AUD-05). */
static gboolean
record_reading (AnshinTx *tx, gpointer job, GError **error)
{
  AnshinAct *act = job;

  return anshin_act_touch (act, tx, error) && anshin_act_audit (act, tx, "ok", error);
}

static gboolean
record_refusal (AnshinTx *tx, gpointer job, GError **error)
{
  AnshinAct *act = job;

  return anshin_act_audit (act, tx, anshin_error_to_wire (act->error->code), error);
}

static void
on_refusal_recorded_cb (gpointer job, const GError *error)
{
  AnshinAct *act = job;
  g_autoptr (GError) refusal = g_steal_pointer (&act->error);

  anshin_act_fail (act, error != NULL ? error : refusal);
}

static void
on_reading_recorded_cb (gpointer job, const GError *error)
{
  AnshinAct *act = job;

  if (error != NULL)
    anshin_act_fail (act, error);
  else
    anshin_act_finish (act);
}

static void
refuse (AnshinAct *act, const GError *error)
{
  if (!is_recorded_refusal (act, error))
    {
      anshin_act_fail (act, error);
      return;
    }
  act->error = g_error_copy (error);
  act->call.audit.result = NULL;
  if (!anshin_db_write (act->dispatcher->db, record_refusal, on_refusal_recorded_cb, act))
    anshin_act_fail_busy (act);
}

static void
on_written_cb (gpointer job, const GError *error)
{
  AnshinAct *act = job;

  if (error != NULL)
    {
      refuse (act, error);
      return;
    }
  anshin_hub_apply (act->dispatcher->hub, act->call.effects);
  anshin_act_finish (act);
}

static void
on_read_cb (gpointer job, const GError *error)
{
  AnshinAct *act = job;

  if (error != NULL)
    refuse (act, error);
  else if (act->call.audit.action == NULL
           && (act->principal == NULL
               || !anshin_session_needs_touch (act->principal, anshin_clock_now ())))
    anshin_act_finish (act);
  else if (!anshin_db_write (act->dispatcher->db, record_reading, on_reading_recorded_cb, act))
    anshin_act_fail_busy (act);
}

void
anshin_act_run_operation (AnshinAct *act)
{
  AnshinDb *db = act->dispatcher->db;
  gboolean accepted = FALSE;

  if (act->route->operation->writes)
    accepted = anshin_db_write (db, run_operation, on_written_cb, act);
  else
    accepted = anshin_db_read (db, run_operation, on_read_cb, act);
  if (!accepted)
    anshin_act_fail_busy (act);
}
