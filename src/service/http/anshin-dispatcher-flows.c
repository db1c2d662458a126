/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-dispatcher-private.h"

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
  g_autoptr (GError) outcome = NULL;

  outcome = g_steal_pointer (&act->auth->outcome);
  if (error != NULL || outcome != NULL)
    anshin_act_fail (act, error != NULL ? error : outcome);
  else if (!anshin_hasher_push (act->dispatcher->hasher, act->http->source, hash, on_hashed_cb,
                                on_displaced_cb, act))
    anshin_act_fail_busy (act);
}

void
anshin_act_run_flow (AnshinAct *act)
{
  if (act->invalid != NULL)
    {
      g_autoptr (GError) invalid = g_steal_pointer (&act->invalid);

      anshin_act_fail (act, invalid);
      return;
    }
  act->auth = anshin_auth_job_new (act->body, act->http->token, act->source);
  if (!anshin_db_write (act->dispatcher->db, prepare, on_prepared_cb, act))
    anshin_act_fail_busy (act);
}
