/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-dispatcher-private.h"

#include "anshin-clock.h"
#include "anshin-log.h"
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

/* Who asks for what, in the transaction that the thread has; from scratch each time. */
gboolean
anshin_act_set_up_call (AnshinAct *act, AnshinTx *tx, GError **error)
{
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
  act->call.scanner = act->dispatcher->scanner;
  return TRUE;
}

/* One operation. */
static gboolean
run_operation (AnshinTx *tx, gpointer job, GError **error)
{
  AnshinAct *act = job;
  const AnshinOperation *operation = act->route->operation;
  const char *result = "ok";

  if (!anshin_act_set_up_call (act, tx, error))
    return FALSE;
  act->call.prepared = act->prepared;
  if (!operation->func (&act->call, error))
    return FALSE;

  if (act->call.refusal != NULL)
    result = anshin_error_to_wire (act->call.refusal->code);
  return !operation->writes
         || (anshin_act_touch (act, tx, error) && anshin_act_audit (act, tx, result, error)
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
log_scanning (AnshinAct *act, const GError *error)
{
  if (g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_SCANNER_DOWN)
      || g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_ATTACHMENT_INFECTED))
    anshin_log (G_LOG_LEVEL_WARNING, anshin_error_to_wire (error->code), "reason", error->message,
                "user", act->principal != NULL ? act->principal->user_id : NULL, NULL);
}

void
anshin_act_refuse (AnshinAct *act, const GError *error)
{
  log_scanning (act, error);
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

  g_autoptr (GError) refusal = NULL;

  if (error != NULL)
    {
      anshin_act_refuse (act, error);
      return;
    }
  anshin_hub_apply (act->dispatcher->hub, act->call.effects);
  refusal = g_steal_pointer (&act->call.refusal);
  if (refusal == NULL)
    {
      anshin_act_finish (act);
      return;
    }
  log_scanning (act, refusal);
  anshin_act_fail (act, refusal);
}

static void
on_read_cb (gpointer job, const GError *error)
{
  AnshinAct *act = job;

  if (error != NULL)
    anshin_act_refuse (act, error);
  else if (act->call.audit.action == NULL
           && (act->principal == NULL
               || !anshin_session_needs_touch (act->principal, anshin_clock_now ())))
    anshin_act_finish (act);
  else if (!anshin_db_write (act->dispatcher->db, record_reading, on_reading_recorded_cb, act))
    anshin_act_fail_busy (act);
}

void
anshin_act_write (AnshinAct *act)
{
  if (!anshin_db_write (act->dispatcher->db, run_operation, on_written_cb, act))
    anshin_act_fail_busy (act);
}

void
anshin_act_run_operation (AnshinAct *act)
{
  const AnshinOperation *operation = act->route->operation;

  if (operation->prepare != NULL)
    anshin_act_prepare (act);
  else if (operation->writes)
    anshin_act_write (act);
  else if (!anshin_db_read (act->dispatcher->db, run_operation, on_read_cb, act))
    anshin_act_fail_busy (act);
}
