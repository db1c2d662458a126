/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-auth-flow-private.h"

#include "anshin-clock.h"
#include "anshin-json.h"
#include "anshin-session.h"
#include "anshin-terminal-table.h"
#include "anshin-throttling.h"

#define ACTION "unlock"

gboolean
anshin_unlock_prepare (AnshinTx *tx, AnshinAuthJob *job, GError **error)
{
  gint64 now = anshin_clock_now ();
  g_auto (AnshinCredentials) credentials = { 0 };
  gboolean found = FALSE;
  gboolean locked = FALSE;

  anshin_auth_job_reset (job);
  if (!anshin_session_load (tx, job->token, now, &job->principal, error)
      || !anshin_credentials_load (tx, job->principal->user_id, &credentials, &found, error)
      || !anshin_throttling_charge_account (tx, job->principal->user_id, now, &locked, error))
    return FALSE;

  job->user_id = g_strdup (job->principal->user_id);
  job->password_hash = g_strdup (credentials.password_hash);
  job->eligible = found && !locked;
  return TRUE;
}

/* Who guesses until the account is locked does not keep the session either. */
static gboolean
refuse (AnshinTx *tx, AnshinAuthJob *job, gint64 now, GError **error)
{
  const char *session_id = job->principal->session_id;
  gboolean locked = FALSE;

  if (!anshin_throttling_is_locked (tx, job->user_id, now, &locked, error))
    return FALSE;
  if (locked)
    {
      if (!anshin_session_end (tx, session_id, now, error))
        return FALSE;
      g_ptr_array_add (job->ended, g_strdup (session_id));
    }
  return anshin_auth_job_refuse (job, tx, ACTION, error);
}

/* The session goes on under a new token, and no longer than it would have (SECURITY SESS-01). */
static gboolean
renew (AnshinTx *tx, AnshinAuthJob *job, const AnshinPrincipal *principal, gint64 now,
       GError **error)
{
  g_autoptr (AnshinSessionInfo) info = NULL;
  g_autofree char *session_id = NULL;
  g_autofree char *token = NULL;

  if (!anshin_throttling_forgive_account (tx, job->user_id, error)
      || !anshin_session_end (tx, principal->session_id, now, error)
      || !anshin_session_begin (tx, job->user_id, principal->terminal_id, now,
                                principal->expires_at, &session_id, &token, error)
      || !anshin_auth_job_record (job, tx, ACTION, session_id, principal->terminal_id, "ok",
                                  error))
    return FALSE;
  g_ptr_array_add (job->ended, g_strdup (principal->session_id));

  info = anshin_session_describe (tx, job->user_id, principal->terminal_id, principal->expires_at,
                                  0, NULL, error);
  if (info == NULL)
    return FALSE;
  info->token = g_steal_pointer (&token);
  anshin_json_append_record (job->out, info);
  return TRUE;
}

gboolean
anshin_unlock_commit (AnshinTx *tx, AnshinAuthJob *job, GError **error)
{
  gint64 now = anshin_clock_now ();
  g_autoptr (AnshinPrincipal) principal = NULL;

  g_clear_error (&job->outcome);
  g_string_truncate (job->out, 0);
  g_ptr_array_set_size (job->ended, 0);
  if (!anshin_session_load (tx, job->token, now, &principal, error))
    return FALSE;
  if (!job->password_right)
    return refuse (tx, job, now, error);
  return renew (tx, job, principal, now, error);
}
