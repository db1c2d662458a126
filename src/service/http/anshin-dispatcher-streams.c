/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-dispatcher-private.h"

#include <unistd.h>

#include "anshin-clock.h"
#include "anshin-hearing-table.h"
#include "anshin-json.h"
#include "anshin-log.h"
#include "anshin-session.h"

#define AUDIT_ACTION "open-stream"

/*
 * A stream opens in steps that leave no gap: it is known to the hub, then it hears its channels,
 * and only then are their last numbers read. What comes meanwhile is held back.
 */
typedef struct
{
  AnshinDispatcher *dispatcher;
  AnshinPrincipal *principal;
  char *session_id;
  AnshinStream *stream;
  guint64 serial;
  GPtrArray *heard;
} Opening;

static void
opening_free (Opening *opening)
{
  opening->dispatcher->n_questions--;
  g_clear_pointer (&opening->principal, anshin_principal_free);
  g_free (opening->session_id);
  g_clear_pointer (&opening->heard, g_ptr_array_unref);
  g_free (opening);
}

/* Whether the stream is still there. */
static gboolean
is_wanted (Opening *opening)
{
  return anshin_hub_has (opening->dispatcher->hub, opening->stream, opening->serial);
}

static void
give_up (Opening *opening, const GError *error)
{
  AnshinHub *hub = opening->dispatcher->hub;

  if (anshin_session_is_over (error))
    anshin_hub_end_session (hub, opening->session_id);
  else if (is_wanted (opening))
    {
      anshin_log (G_LOG_LEVEL_WARNING, "stream-dropped", "session",
                  opening->session_id, "reason",
                  error != NULL ? error->message : "busy", NULL);
      anshin_hub_drop (hub, opening->stream);
    }
  opening_free (opening);
}

static void
set_channels (Opening *opening, void (*set) (AnshinHub *, AnshinStream *, const char *const *))
{
  g_autoptr (GPtrArray) channels = g_ptr_array_new ();

  for (guint i = 0; i < opening->heard->len; i++)
    g_ptr_array_add (channels, ((AnshinHeard *) g_ptr_array_index (opening->heard, i))->channel);
  g_ptr_array_add (channels, NULL);
  set (opening->dispatcher->hub, opening->stream, (const char *const *) channels->pdata);
}

static gboolean
list_channels (AnshinTx *tx, gpointer job, GError **error)
{
  Opening *opening = job;
  g_autoptr (AnshinPrincipal) now = NULL;

  g_clear_pointer (&opening->heard, g_ptr_array_unref);
  opening->heard = g_ptr_array_new_with_free_func ((GDestroyNotify) anshin_heard_free);
  if (!anshin_session_load_by_id (tx, opening->session_id, anshin_clock_now (), &now,
                                  error))
    return FALSE;
  return anshin_hearing_list (tx, now->user_id, now->facility_id, now->facility_admin,
                              opening->heard, error);
}

static void
on_numbers_cb (gpointer job, const GError *error)
{
  Opening *opening = job;
  g_autoptr (GString) json = NULL;

  if (error != NULL || !is_wanted (opening))
    {
      give_up (opening, error);
      return;
    }

  json = g_string_new ("{\"ready\":[");
  for (guint i = 0; i < opening->heard->len; i++)
    {
      AnshinHeard *heard = g_ptr_array_index (opening->heard, i);

      g_string_append (json, i > 0 ? ",{\"channel\":" : "{\"channel\":");
      anshin_json_append_string (json, heard->channel);
      g_string_append_printf (json, ",\"last_seq\":%" G_GINT64_FORMAT "}", heard->last_seq);
    }
  g_string_append (json, "]}");
  anshin_hub_set_ready (opening->dispatcher->hub, opening->stream, json->str);
  opening_free (opening);
}

static void
on_channels_cb (gpointer job, const GError *error)
{
  Opening *opening = job;

  if (error != NULL || !is_wanted (opening))
    {
      give_up (opening, error);
      return;
    }
  set_channels (opening, anshin_hub_set_channels);
  if (!anshin_db_read (opening->dispatcher->db, list_channels, on_numbers_cb, opening))
    give_up (opening, NULL);
}

static void
on_heard_cb (gpointer job, const GError *error)
{
  Opening *opening = job;

  if (error != NULL || !is_wanted (opening))
    {
      give_up (opening, error);
      return;
    }
  set_channels (opening, anshin_hub_set_heard);
  opening_free (opening);
}

/* A stream that is open, and whose user's rights have changed. */
void
anshin_dispatcher_hear (AnshinStream *stream, gpointer self)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->dispatcher = self;
  opening->dispatcher->n_questions++;
  opening->session_id = g_strdup (stream->session_id);
  opening->stream = stream;
  opening->serial = stream->serial;
  if (!anshin_db_read (opening->dispatcher->db, list_channels, on_heard_cb, opening))
    give_up (opening, NULL);
}

static void
on_upgraded_cb (int fd, gpointer user_data)
{
  Opening *opening = user_data;

  if (fd >= 0 && opening->dispatcher->stopping)
    {
      close (fd);
      fd = -1;
    }
  if (fd < 0)
    {
      opening_free (opening);
      return;
    }
  opening->stream = anshin_hub_open (opening->dispatcher->hub, opening->principal, fd,
                                     anshin_session_get_deadline (opening->principal));
  opening->serial = opening->stream->serial;
  if (!anshin_db_read (opening->dispatcher->db, list_channels, on_channels_cb, opening))
    give_up (opening, NULL);
}

static gboolean
record_opening (AnshinTx *tx, gpointer job, GError **error)
{
  AnshinAct *act = job;

  anshin_call_clear (&act->call);
  if (!anshin_act_load_session (act, tx, error))
    return FALSE;
  anshin_call_init (&act->call, tx, act->principal);
  act->call.audit.action = AUDIT_ACTION;
  act->call.audit.source = act->source;
  return anshin_act_touch (act, tx, error) && anshin_act_audit (act, tx, "ok", error);
}

static void
on_recorded_cb (gpointer job, const GError *error)
{
  AnshinAct *act = job;
  Opening *opening = NULL;

  if (error != NULL)
    {
      anshin_act_fail (act, error);
      return;
    }
  opening = g_new0 (Opening, 1);
  opening->dispatcher = act->dispatcher;
  opening->dispatcher->n_questions++;
  opening->principal = g_steal_pointer (&act->principal);
  opening->session_id = g_strdup (opening->principal->session_id);
  anshin_http_request_upgrade (act->http, on_upgraded_cb, opening);
  anshin_act_free (act);
}

void
anshin_act_open_stream (AnshinAct *act)
{
  if (act->invalid == NULL && !anshin_http_request_can_upgrade (act->http))
    anshin_set_error (&act->invalid, ANSHIN_ERROR_MALFORMED, NULL, "not a WebSocket handshake");
  if (!anshin_db_write (act->dispatcher->db, record_opening, on_recorded_cb, act))
    anshin_act_fail_busy (act);
}

/* A session with an open stream whose idle time seems to be over: the database knows. */
typedef struct
{
  AnshinDispatcher *dispatcher;
  char *session_id;
  AnshinPrincipal *principal;
} Check;

static gboolean
check_session (AnshinTx *tx, gpointer job, GError **error)
{
  Check *check = job;

  g_clear_pointer (&check->principal, anshin_principal_free);
  return anshin_session_load_by_id (tx, check->session_id, anshin_clock_now (), &check->principal,
                                    error);
}

static void
check_free (Check *check)
{
  check->dispatcher->n_questions--;
  anshin_principal_free (check->principal);
  g_free (check->session_id);
  g_free (check);
}

static void
on_checked_cb (gpointer job, const GError *error)
{
  Check *check = job;
  AnshinHub *hub = check->dispatcher->hub;

  if (error == NULL)
    anshin_hub_touch (hub, check->session_id, anshin_session_get_deadline (check->principal));
  else if (anshin_session_is_over (error))
    anshin_hub_end_session (hub, check->session_id);
  else
    /* The database is in trouble; the next look is in a second. */
    anshin_hub_touch (hub, check->session_id, anshin_clock_now ());
  check_free (check);
}

void
anshin_dispatcher_check_session (const char *session_id, gpointer self)
{
  Check *check = g_new0 (Check, 1);

  check->dispatcher = self;
  check->dispatcher->n_questions++;
  check->session_id = g_strdup (session_id);
  if (!anshin_db_read (check->dispatcher->db, check_session, on_checked_cb, check))
    {
      anshin_hub_touch (check->dispatcher->hub, session_id, anshin_clock_now ());
      check_free (check);
    }
}
