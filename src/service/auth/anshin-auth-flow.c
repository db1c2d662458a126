/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-auth-flow-private.h"

#include <sodium.h>
#include <string.h>

#include "anshin-account-table.h"
#include "anshin-clock.h"
#include "anshin-code.h"
#include "anshin-hasher.h"
#include "anshin-json.h"
#include "anshin-limits.h"
#include "anshin-registration-table.h"
#include "anshin-session.h"
#include "anshin-temporary-password.h"
#include "anshin-terminal-table.h"
#include "anshin-throttling.h"

/* Those who have no session yet, and those who take one up again. */
const AnshinAuthFlow anshin_auth_flows[] = {
  { "POST", "/v1/sign-in", anshin_sign_in_get_type, FALSE, "sign-in", "SessionInfo",
    anshin_sign_in_prepare, anshin_auth_job_verify, anshin_sign_in_commit },
  { "POST", "/v1/enrolment", anshin_enrolment_get_type, FALSE, "enrol-terminal", "SessionInfo",
    anshin_enrolment_prepare, anshin_enrolment_hash, anshin_enrolment_commit },
  { "POST", "/v1/bootstrap", anshin_bootstrap_get_type, FALSE, "bootstrap", "SessionInfo",
    anshin_bootstrap_prepare, anshin_bootstrap_hash, anshin_bootstrap_commit },
  { "POST", "/v1/session/unlock", anshin_unlock_get_type, TRUE, "unlock", "SessionInfo",
    anshin_unlock_prepare, anshin_auth_job_verify, anshin_unlock_commit },
};

const guint anshin_n_auth_flows = G_N_ELEMENTS (anshin_auth_flows);

/**
 * anshin_auth_job_new:
 * @body: the decoded request; it must outlive the job
 * @token: (nullable): the bearer's token; it must outlive the job
 * @source: where it comes from; it must outlive the job
 *
 * Returns: (transfer full): an attempt
 */
AnshinAuthJob *
anshin_auth_job_new (AnshinRecord *body, const char *token, const char *source)
{
  AnshinAuthJob *job = g_new0 (AnshinAuthJob, 1);

  job->body = body;
  job->token = token;
  job->source = source;
  job->out = g_string_new (NULL);
  job->ended = g_ptr_array_new_with_free_func (g_free);
  return job;
}

/**
 * anshin_auth_job_free:
 * @job: (nullable) (transfer full): an attempt
 */
void
anshin_auth_job_free (AnshinAuthJob *job)
{
  if (job == NULL)
    return;

  anshin_auth_job_reset (job);
  if (job->out != NULL)
    g_string_free (job->out, TRUE);
  g_ptr_array_unref (job->ended);
  g_free (job->new_hash);
  g_free (job);
}

/* Forgets what the first step has found. */
void
anshin_auth_job_reset (AnshinAuthJob *job)
{
  job->eligible = FALSE;
  job->temporary = FALSE;
  job->temporary_right = FALSE;
  g_clear_error (&job->outcome);
  g_clear_pointer (&job->principal, anshin_principal_free);
  g_clear_pointer (&job->user_id, g_free);
  g_clear_pointer (&job->password_hash, g_free);
  g_clear_pointer (&job->own_words, g_strfreev);
}

/* The last step begins from scratch, however often it is run: what the hashing step has to say
 * stays, what an earlier run of this one came to does not. */
void
anshin_auth_job_restart (AnshinAuthJob *job)
{
  if (g_error_matches (job->outcome, ANSHIN_ERROR, ANSHIN_ERROR_SIGN_IN_FAILED)
      || g_error_matches (job->outcome, ANSHIN_ERROR, ANSHIN_ERROR_LIMIT_REACHED)
      || g_error_matches (job->outcome, ANSHIN_ERROR, ANSHIN_ERROR_BYOD_NOT_ALLOWED))
    g_clear_error (&job->outcome);
  g_string_truncate (job->out, 0);
  g_ptr_array_set_size (job->ended, 0);
}

/* The password of whichever request it is. */
const char *
anshin_auth_job_get_password (AnshinAuthJob *job)
{
  if (ANSHIN_IS_SIGN_IN (job->body))
    return ANSHIN_SIGN_IN (job->body)->password;
  if (ANSHIN_IS_ENROLMENT (job->body))
    return ANSHIN_ENROLMENT (job->body)->password;
  if (ANSHIN_IS_UNLOCK (job->body))
    return ANSHIN_UNLOCK (job->body)->password;
  return ANSHIN_BOOTSTRAP (job->body)->password;
}

/* Looks at the password; at a dummy's where the account's must not be looked at, or is a temporary
 * one that the first step has looked at, so that all take equally long. */
void
anshin_auth_job_verify (AnshinAuthJob *job)
{
  gboolean looked_at = job->eligible && !anshin_temporary_password_is_hash (job->password_hash);
  const char *hash = looked_at ? job->password_hash : anshin_password_get_dummy_hash ();
  gboolean right = anshin_password_verify (hash, anshin_auth_job_get_password (job));

  if (!looked_at)
    right = job->temporary_right;
  job->password_right = right && job->eligible;
}

/* Takes a new terminal's key; a key that is none says nothing about any account. */
gboolean
anshin_auth_job_read_key (AnshinAuthJob *job, const char *public_key)
{
  if (anshin_base64_decode (public_key, job->public_key, sizeof job->public_key)
      && crypto_core_ed25519_is_valid_point (job->public_key) == 1)
    return TRUE;

  anshin_set_error (&job->outcome, ANSHIN_ERROR_FIELD_INVALID, "public_key", "not a public key");
  return FALSE;
}

gboolean
anshin_auth_job_record (AnshinAuthJob *job, AnshinTx *tx, const char *action,
                        const char *session_id, const char *terminal_id, const char *result,
                        GError **error)
{
  g_autoptr (AnshinUser) user = NULL;
  AnshinAudit audit = { 0 };

  if (job->user_id != NULL)
    {
      user = anshin_account_load (tx, job->user_id, error);
      if (user == NULL)
        return FALSE;
      audit.role = anshin_role_to_wire (user->office, user->facility_admin);
      audit.facility_id = user->facility_id;
    }
  audit.actor_id = job->user_id;
  audit.session_id = session_id;
  audit.terminal_id = terminal_id;
  audit.source = job->source;
  audit.action = action;
  audit.object_id = job->user_id;
  audit.result = result;
  return anshin_audit_append (tx, &audit, error);
}

/* A source that has to wait is told so, whatever it asks. */
gboolean
anshin_auth_job_check_source (AnshinAuthJob *job, AnshinTx *tx, gint64 now, const char *action,
                              GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (anshin_throttling_check_source (tx, job->source, now, &failure))
    return TRUE;
  if (failure->domain != ANSHIN_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  job->outcome = g_steal_pointer (&failure);
  return anshin_auth_job_record (job, tx, action, NULL, NULL,
                                 anshin_error_to_wire (job->outcome->code), error);
}

/* The one answer to all that fails (SECURITY AUTH-10). */
gboolean
anshin_auth_job_refuse (AnshinAuthJob *job, AnshinTx *tx, const char *action, GError **error)
{
  const char *result = anshin_error_to_wire (ANSHIN_ERROR_SIGN_IN_FAILED);

  g_clear_error (&job->outcome);
  anshin_set_error (&job->outcome, ANSHIN_ERROR_SIGN_IN_FAILED, NULL, "sign-in failed");
  return anshin_throttling_charge_source (tx, job->source, anshin_clock_now (), error)
         && anshin_auth_job_record (job, tx, action, NULL, NULL, result, error);
}

/* Both factors were right, but something is in the way, which the outcome says. */
gboolean
anshin_auth_job_hinder (AnshinAuthJob *job, AnshinTx *tx, const char *action, GError **error)
{
  return anshin_throttling_forgive_account (tx, job->user_id, error)
         && anshin_auth_job_record (job, tx, action, NULL, NULL,
                                    anshin_error_to_wire (job->outcome->code), error);
}

/* Begins a session for who has shown both factors. */
gboolean
anshin_auth_job_admit (AnshinAuthJob *job, AnshinTx *tx, const char *action,
                       const char *terminal_id, GError **error)
{
  gint64 now = anshin_clock_now ();
  gint64 expires_at = now + ANSHIN_SESSION_ABSOLUTE_SECONDS * ANSHIN_SECOND;
  g_auto (AnshinCredentials) before = { 0 };
  g_autoptr (AnshinSessionInfo) info = NULL;
  g_autofree char *session_id = NULL;
  g_autofree char *token = NULL;
  gboolean found = FALSE;

  if (!anshin_credentials_load (tx, job->user_id, &before, &found, error)
      || !anshin_throttling_forgive_account (tx, job->user_id, error)
      || !anshin_session_make_room (tx, job->user_id, ANSHIN_MAX_SESSIONS_PER_USER - 1, now,
                                    job->ended, error)
      || !anshin_session_begin (tx, job->user_id, terminal_id, now, expires_at, &session_id, &token,
                                error)
      || !anshin_credentials_set_signed_in (tx, job->user_id, terminal_id, now, error)
      || !anshin_account_register_without_rules (tx, job->user_id, now, error)
      || !anshin_auth_job_record (job, tx, action, session_id, terminal_id, "ok", error))
    return FALSE;

  info = anshin_session_describe (tx, job->user_id, terminal_id, expires_at,
                                  before.last_sign_in_at, before.last_sign_in_terminal, error);
  if (info == NULL)
    return FALSE;
  info->token = g_steal_pointer (&token);
  anshin_json_append_record (job->out, info);
  return TRUE;
}
