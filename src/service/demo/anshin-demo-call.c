/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-demo-private.h"

#include "anshin-clock.h"
#include "anshin-json.h"

#define HOUR (60 * 60 * ANSHIN_SECOND)

static const AnshinOperation *
find_operation (const char *method, const char *path)
{
  for (guint i = 0; i < anshin_n_operations; i++)
    if (g_str_equal (anshin_operations[i].method, method) &&
        g_str_equal (anshin_operations[i].path, path))
      return &anshin_operations[i];
  return NULL;
}

static gboolean
read_answer (const char *json, char **id, gint64 *seq, GError **error)
{
  g_autoptr (JsonNode) node = anshin_json_parse (json, -1, ANSHIN_MAX_BODY_BYTES, error);
  JsonObject *object = NULL;

  if (node == NULL)
    return FALSE;
  object = json_node_get_object (node);
  if (id != NULL)
    *id = g_strdup (json_object_get_string_member_with_default (
      object, "id", json_object_get_string_member_with_default (object, "code", NULL)));
  if (seq != NULL)
    *seq = json_object_get_int_member (object, "seq");
  return TRUE;
}

/**
 * anshin_demo_call:
 * @demo: the demo
 * @user: who asks
 * @method: HTTP method of the operation
 * @path: its path, as in the table of operations
 * @body: (nullable): the request: a record, or a #GBytes of what an operation of bytes takes
 * @argument: (nullable): what stands for the path's `{…}`, with a slash between
 * @id: (out) (optional): the answer's `id`, or the `code` of an enrolment code
 * @seq: (out) (optional): the answer's `seq`
 *
 * Does what a request would do, rules and audit record included: the demo holds nothing that
 * could not have come about in use.
 */
gboolean
anshin_demo_call (AnshinDemo *demo, AnshinDemoUser *user, const char *method, const char *path,
                  gpointer body, const char *argument, char **id, gint64 *seq, GError **error)
{
  const AnshinOperation *operation = find_operation (method, path);
  g_auto (GStrv) arguments = argument != NULL ? g_strsplit (argument, "/", 4) : NULL;
  AnshinCall call = { 0 };
  gboolean done = FALSE;

  g_return_val_if_fail (operation != NULL, FALSE);

  if (body != NULL && operation->takes != ANSHIN_BODY_BYTES &&
      !anshin_record_validate (body, error))
    return FALSE;
  anshin_call_init (&call, demo->tx, user->principal);
  if (operation->takes == ANSHIN_BODY_BYTES)
    call.bytes = body;
  else
    call.body = body;
  for (guint i = 0; arguments != NULL && arguments[i] != NULL; i++)
    call.args[i] = arguments[i];
  call.audit.action = operation->audit;
  call.audit.result = "ok";
  done = operation->func (&call, error) && anshin_audit_append (demo->tx, &call.audit, error) &&
         ((id == NULL && seq == NULL) || read_answer (call.out->str, id, seq, error));
  if (!done)
    g_prefix_error (error, "%s %s: ", method, path);
  anshin_call_clear (&call);
  return done;
}

/**
 * anshin_demo_plan:
 * @demo: the demo
 * @at: when
 * @user: who
 * @run: what
 *
 * Returns: (transfer none): the planned act, to be filled in
 */
AnshinDemoAct *
anshin_demo_plan (AnshinDemo *demo, gint64 at, AnshinDemoUser *user,
                  gboolean (*run) (AnshinDemo *, const AnshinDemoAct *, GError **))
{
  AnshinDemoAct *act = g_new0 (AnshinDemoAct, 1);

  act->at = at;
  act->order = demo->acts->len;
  act->user = user;
  act->run = run;
  g_ptr_array_add (demo->acts, act);
  return act;
}

/**
 * anshin_demo_daytime:
 * @time: a time
 *
 * Returns: @time, or some hours later if it is night in Japan then
 */
gint64
anshin_demo_daytime (gint64 time)
{
  gint64 hour = (time / HOUR + 9) % 24;

  if (hour >= 7 && hour < 20)
    return time;
  return time + 11 * HOUR;
}
