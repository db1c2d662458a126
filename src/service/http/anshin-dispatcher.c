/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-dispatcher-private.h"

#include "anshin-clock.h"
#include "anshin-json.h"
#include "anshin-limits.h"
#include "anshin-log.h"
#include "anshin-problem.h"
#include "anshin-parameters.h"
#include "anshin-session.h"

#define TYPE_JSON "application/json"
#define TYPE_BYTES "application/octet-stream"
#define TYPE_PROBLEM "application/problem+json"
#define SLOW_MICROSECONDS G_USEC_PER_SEC

static void
log_answer (AnshinAct *act, guint status, const char *code)
{
  gint64 elapsed = g_get_monotonic_time () - act->http->started_at;
  gboolean slow = elapsed > SLOW_MICROSECONDS && (act->route == NULL || act->route->flow == NULL);
  GLogLevelFlags level = slow ? G_LOG_LEVEL_MESSAGE : G_LOG_LEVEL_INFO;
  g_autofree char *status_text = NULL;
  g_autofree char *elapsed_text = NULL;

  if (!anshin_log_wants (level))
    return;
  status_text = g_strdup_printf ("%u", status);
  elapsed_text = g_strdup_printf ("%" G_GINT64_FORMAT, elapsed);
  anshin_log (level, "request", "method", act->route != NULL ? act->route->method : NULL, "path",
              act->route != NULL ? act->route->path : NULL, "status", status_text, "code", code,
              "microseconds", elapsed_text, "user",
              act->principal != NULL ? act->principal->user_id : NULL, "session",
              act->principal != NULL ? act->principal->session_id : NULL, NULL);
}

void
anshin_act_free (AnshinAct *act)
{
  anshin_act_end_preparation (act);
  anshin_call_clear (&act->call);
  g_clear_pointer (&act->auth, anshin_auth_job_free);
  g_clear_pointer (&act->principal, anshin_principal_free);
  g_clear_pointer (&act->query, g_hash_table_unref);
  g_clear_object (&act->body);
  g_clear_error (&act->invalid);
  g_clear_error (&act->error);
  g_free (act->source);
  g_free (act);
}

/* Answers with what the use case has written. */
void
anshin_act_finish (AnshinAct *act)
{
  GString *out = g_steal_pointer (&act->call.out);
  guint status = act->call.status;
  const AnshinOperation *operation = act->route->operation;
  gboolean bytes = operation != NULL && operation->gives == ANSHIN_BODY_BYTES;

  if (act->touched)
    anshin_hub_touch (act->dispatcher->hub, act->principal->session_id,
                      anshin_session_get_deadline (act->principal));
  log_answer (act, status, NULL);
  /* Whatever shows it all the same must not take it for a page (SECURITY FL-04). */
  if (bytes)
    anshin_http_request_add_header (act->http, "Content-Disposition", "attachment");
  anshin_http_request_answer (act->http, status, bytes ? TYPE_BYTES : TYPE_JSON, out);
  anshin_act_free (act);
}

/* Answers with a problem document. */
void
anshin_act_fail (AnshinAct *act, const GError *error)
{
  g_autoptr (GError) problem = anshin_problem_from_error (error);
  guint status = 0;
  GString *json = anshin_problem_format (problem, &status);

  if (status == 401)
    anshin_http_request_add_header (act->http, "WWW-Authenticate", "Bearer");
  else if (status == 503)
    anshin_http_request_add_header (act->http, "Retry-After", "1");
  else if (status == 429)
    anshin_http_request_add_header (act->http, "Retry-After", "60");
  log_answer (act, status, anshin_error_to_wire (problem->code));
  anshin_http_request_answer (act->http, status, TYPE_PROBLEM, json);
  anshin_act_free (act);
}

void
anshin_act_fail_busy (AnshinAct *act)
{
  g_autoptr (GError) error = NULL;

  anshin_set_error (&error, ANSHIN_ERROR_BUSY, NULL, "too much waits");
  anshin_act_fail (act, error);
}

/* Nothing goes before the network's rules are accepted, but what leads there. */
static gboolean
check_rules_accepted (AnshinAct *act, GError **error)
{
  const AnshinOperation *operation = act->route->operation;

  if (!act->principal->pending || (operation != NULL && operation->while_pending))
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_RULES_NOT_ACCEPTED, NULL, "the rules are to be accepted");
  return FALSE;
}

/* What harms many asks for the password again (SECURITY SESS-07). */
static gboolean
check_step_up (AnshinAct *act, GError **error)
{
  const AnshinOperation *operation = act->route->operation;

  if (operation == NULL || !operation->step_up
      || anshin_session_is_confirmed (act->principal, anshin_clock_now ()))
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_STEP_UP_REQUIRED, NULL, "the password is wanted again");
  return FALSE;
}

/* Who asks, whether one may ask anything yet, whether what is asked can be understood, and whether
 * it needs the password again: in this order. */
gboolean
anshin_act_load_session (AnshinAct *act, AnshinTx *tx, GError **error)
{
  act->touched = FALSE;
  g_clear_pointer (&act->principal, anshin_principal_free);
  if (act->route->session)
    {
      if (!anshin_session_load (tx, act->http->token, anshin_clock_now (), &act->principal, error))
        return FALSE;
      act->principal->source = g_strdup (act->source);
      if (!check_rules_accepted (act, error))
        return FALSE;
    }
  if (act->invalid != NULL)
    {
      g_propagate_error (error, g_error_copy (act->invalid));
      return FALSE;
    }
  return act->principal == NULL || check_step_up (act, error);
}

/* Tells the database that the session is in use, if it is time to. */
gboolean
anshin_act_touch (AnshinAct *act, AnshinTx *tx, GError **error)
{
  gint64 now = anshin_clock_now ();

  if (act->principal == NULL || !anshin_session_needs_touch (act->principal, now))
    return TRUE;
  if (!anshin_session_touch (tx, act->principal->session_id, now, error))
    return FALSE;
  act->principal->seen_at = now;
  act->touched = TRUE;
  return TRUE;
}

/* Appends the act's record, in the transaction of the act itself where that writes. */
gboolean
anshin_act_audit (AnshinAct *act, AnshinTx *tx, const char *result, GError **error)
{
  AnshinAudit audit = act->call.audit;

  if (audit.action == NULL)
    return TRUE;
  if (audit.source == NULL)
    audit.source = act->source;
  if (audit.result == NULL)
    audit.result = result;
  return anshin_audit_append (tx, &audit, error);
}

/* Decodes and validates; what is wrong is kept for later, so that nobody without a session learns
 * anything of a use case that needs one. */
static void
read_request (AnshinAct *act)
{
  AnshinHttpRequest *http = act->http;
  gsize size = 0;
  const char *data = NULL;
  gboolean wanted = act->route->takes == ANSHIN_BODY_BYTES
                      ? http->is_bytes
                      : act->route->request != NULL && !http->not_json;

  if (http->body != NULL)
    data = g_bytes_get_data (http->body, &size);
  if (http->too_large)
    anshin_set_error (&act->invalid, ANSHIN_ERROR_TOO_LARGE, NULL, "the body is too large");
  else if (size > 0 && !wanted)
    anshin_set_error (&act->invalid, ANSHIN_ERROR_MALFORMED, NULL, "a body that is not wanted");
  else if (!anshin_parameters_parse (http->query, act->route->query, &act->query, &act->invalid))
    return;
  else if (act->route->request != NULL)
    {
      act->body = anshin_json_decode (data != NULL ? data : "", (gssize) size,
                                      act->route->request (), ANSHIN_DECODE_REQUEST, &act->invalid);
      if (act->body != NULL)
        anshin_record_validate (act->body, &act->invalid);
    }
}

static void
refuse_route (AnshinAct *act, const char *allowed)
{
  g_autoptr (GError) error = NULL;

  if (*allowed != '\0')
    {
      anshin_http_request_add_header (act->http, "Allow", allowed);
      anshin_set_error (&error, ANSHIN_ERROR_METHOD_NOT_ALLOWED, NULL, "no such method");
    }
  else
    anshin_set_error (&error, ANSHIN_ERROR_NOT_FOUND, NULL, "no such path");
  anshin_act_fail (act, error);
}

static void
on_after_batch_cb (gpointer user_data)
{
  AnshinDispatcher *self = user_data;

  anshin_hub_flush (self->hub);
}

/**
 * anshin_dispatcher_new:
 * @db: an open database; it must outlive the dispatcher
 *
 * Returns: (transfer full): a dispatcher on the thread's main context
 */
AnshinDispatcher *
anshin_dispatcher_new (AnshinDb *db)
{
  AnshinDispatcher *self = g_new0 (AnshinDispatcher, 1);

  self->db = db;
  self->hub = anshin_hub_new (anshin_dispatcher_check_session, self);
  anshin_hub_set_hear (self->hub, anshin_dispatcher_hear);
  self->hasher = anshin_hasher_new ();
  self->router = anshin_router_new ();
  anshin_dispatcher_begin_checks (self);
  anshin_db_set_after_batch (db, on_after_batch_cb, self);
  return self;
}

/**
 * anshin_dispatcher_listen:
 * @self: a dispatcher
 * @error: return location
 *
 * Listens to the other services on the same database, before the first request is taken.
 *
 * Returns: whether it does, or there can be none
 */
gboolean
anshin_dispatcher_listen (AnshinDispatcher *self, GError **error)
{
  self->peers = anshin_peers_new (self->db, self->hub, error);
  return self->peers != NULL;
}

/**
 * anshin_dispatcher_free:
 * @self: (nullable) (transfer full): a dispatcher that has no request in hand
 */
void
anshin_dispatcher_free (AnshinDispatcher *self)
{
  if (self == NULL)
    return;

  anshin_db_set_after_batch (self->db, NULL, NULL);
  anshin_peers_free (self->peers);
  anshin_hasher_free (self->hasher);
  anshin_dispatcher_end_checks (self);
  anshin_hub_free (self->hub);
  anshin_router_free (self->router);
  g_free (self);
}

/**
 * anshin_dispatcher_handle:
 * @request: (transfer full): a request
 * @self: a dispatcher
 */
void
anshin_dispatcher_handle (AnshinHttpRequest *request, gpointer self)
{
  AnshinDispatcher *dispatcher = self;
  AnshinAct *act = g_new0 (AnshinAct, 1);
  g_autoptr (GString) allowed = g_string_new (NULL);

  act->dispatcher = dispatcher;
  act->http = request;
  act->source = request->certificate != NULL
                  ? g_strconcat (request->source, " cert:", request->certificate, NULL)
                  : g_strdup (request->source);
  act->route = anshin_router_find (dispatcher->router, request->method, request->path, act->args,
                                   allowed);
  if (act->route == NULL)
    {
      refuse_route (act, allowed->str);
      return;
    }

  read_request (act);
  if (act->route->operation != NULL)
    anshin_act_run_operation (act);
  else if (act->route->flow != NULL)
    anshin_act_run_flow (act);
  else
    anshin_act_open_stream (act);
}

/**
 * anshin_dispatcher_get_limit:
 * @method: a request's method
 * @path: its path, as it came
 * @self: a dispatcher
 *
 * Returns: how many bytes the request's body may have
 */
gsize
anshin_dispatcher_get_limit (const char *method, const char *path, gpointer self)
{
  AnshinDispatcher *dispatcher = self;
  g_autofree char *segments = g_strdup (path);
  g_autoptr (GString) allowed = g_string_new (NULL);
  const char *args[4] = { NULL };
  const AnshinRoute *route = anshin_router_find (dispatcher->router, method, segments, args,
                                                 allowed);

  return route != NULL && route->takes == ANSHIN_BODY_BYTES ? ANSHIN_CHUNK_BYTES
                                                            : ANSHIN_MAX_BODY_BYTES;
}

/**
 * anshin_dispatcher_close_streams:
 * @self: a dispatcher
 *
 * Before the service stops: nor does anybody wait any longer for a password to be hashed.
 */
void
anshin_dispatcher_close_streams (AnshinDispatcher *self)
{
  self->stopping = TRUE;
  anshin_hasher_refuse_waiting (self->hasher);
  anshin_hub_close_all (self->hub);
}

/**
 * anshin_dispatcher_is_idle:
 * @self: a dispatcher
 *
 * Returns: whether no stream is open and none waits for an answer of the database
 */
gboolean
anshin_dispatcher_is_idle (AnshinDispatcher *self)
{
  return anshin_hub_get_n_streams (self->hub) == 0 && self->n_questions == 0;
}

/**
 * anshin_dispatcher_get_n_streams:
 * @self: a dispatcher
 *
 * Returns: how many event streams are open
 */
guint
anshin_dispatcher_get_n_streams (AnshinDispatcher *self)
{
  return anshin_hub_get_n_streams (self->hub);
}
