/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-dispatcher-private.h"

#include "anshin-clock.h"
#include "anshin-session.h"
#include "anshin-throttling.h"

/* Sign-in and its like: a transaction, a hash in the hasher's threads, another transaction. */

static gboolean
prepare (AnshinTx *tx, gpointer job, GError **error)
{
  AnshinAct *act = job;

  return act->route->flow->prepare (tx, act->auth, error);
}

static void
hash (gpointer job)
{
  AnshinAct *act = job;

  act->route->flow->hash (act->auth);
}

static gboolean
commit (AnshinTx *tx, gpointer job, GError **error)
{
  AnshinAct *act = job;

  return act->route->flow->commit (tx, act->auth, error)
         && anshin_peers_tell_ended (tx, act->auth->ended, error);
}

static void
on_committed_cb (gpointer job, const GError *error)
{
  AnshinAct *act = job;
  AnshinAuthJob *auth = act->auth;
  g_autoptr (GError) outcome = NULL;

  for (guint i = 0; error == NULL && i < auth->ended->len; i++)
    anshin_hub_end_session (act->dispatcher->hub, g_ptr_array_index (auth->ended, i));
  outcome = g_steal_pointer (&auth->outcome);
  if (error != NULL || outcome != NULL)
    {
      anshin_act_fail (act, error != NULL ? error : outcome);
      return;
    }
  act->call.out = g_steal_pointer (&auth->out);
  act->call.status = 200;
  anshin_act_finish (act);
}

static void
on_hashed_cb (gpointer job)
{
  AnshinAct *act = job;

  if (!anshin_db_write (act->dispatcher->db, commit, on_committed_cb, act))
    anshin_act_fail_busy (act);
}

static void
on_displaced_cb (gpointer job)
{
  anshin_act_fail_busy (job);
}

static void
on_prepared_cb (gpointer job, const GError *error)
{
  AnshinAct *act = job;
  g_autofree char *network = anshin_source_get_network (act->http->source);
  g_autoptr (GError) outcome = NULL;

  outcome = g_steal_pointer (&act->auth->outcome);
  if (error != NULL || outcome != NULL)
    anshin_act_fail (act, error != NULL ? error : outcome);
  else if (!anshin_hasher_push (act->dispatcher->hasher, network, hash, on_hashed_cb,
                                on_displaced_cb, act))
    anshin_act_fail_busy (act);
}

static gboolean
load_session (AnshinTx *tx, gpointer job, GError **error)
{
  AnshinAct *act = job;

  g_clear_pointer (&act->principal, anshin_principal_free);
  return anshin_session_load (tx, act->http->token, anshin_clock_now (), &act->principal, error);
}

/* Who has no session is told that, and not what is wrong with the request. */
static void
on_invalid_cb (gpointer job, const GError *error)
{
  AnshinAct *act = job;
  g_autoptr (GError) invalid = g_steal_pointer (&act->invalid);

  anshin_act_fail (act, error != NULL ? error : invalid);
}

static void
refuse_invalid (AnshinAct *act)
{
  if (!act->route->session)
    on_invalid_cb (act, NULL);
  else if (!anshin_db_read (act->dispatcher->db, load_session, on_invalid_cb, act))
    anshin_act_fail_busy (act);
}

void
anshin_act_run_flow (AnshinAct *act)
{
  if (act->invalid != NULL)
    {
      refuse_invalid (act);
      return;
    }
  act->auth = anshin_auth_job_new (act->body, act->http->token, act->source);
  if (!anshin_db_write (act->dispatcher->db, prepare, on_prepared_cb, act))
    anshin_act_fail_busy (act);
}
