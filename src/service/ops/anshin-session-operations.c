/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-session-operations.h"

#include "anshin-access.h"
#include "anshin-account-table.h"
#include "anshin-account.h"
#include "anshin-clock.h"
#include "anshin-code.h"
#include "anshin-config.h"
#include "anshin-facts.h"
#include "anshin-happening.h"
#include "anshin-json.h"
#include "anshin-limits.h"
#include "anshin-migrate.h"
#include "anshin-registration-table.h"
#include "anshin-session.h"
#include "anshin-sign-in.h"
#include "anshin-terminal-table.h"

/**
 * anshin_health_get:
 * @call: the call
 * @error: return location
 *
 * GET /v1/health: that the service and its database answer, and their versions.
 */
gboolean
anshin_health_get (AnshinCall *call, GError **error)
{
  g_autofree char *schema = NULL;

  if (!anshin_meta_get (call->tx, "schema_version", &schema, error))
    return FALSE;
  g_string_append (call->out, "{\"version\":");
  anshin_json_append_string (call->out, ANSHIN_VERSION);
  g_string_append (call->out, ",\"schema\":");
  g_string_append (call->out, schema != NULL ? schema : "0");
  g_string_append_c (call->out, '}');
  return TRUE;
}

/**
 * anshin_challenge_create:
 * @call: the call
 * @error: return location
 *
 * POST /v1/sign-in/challenge: a nonce for a terminal to sign (SECURITY AUTH-02).
 */
gboolean
anshin_challenge_create (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinChallenge) challenge = anshin_challenge_new ();

  challenge->nonce = anshin_nonce_new (anshin_tx_get_sealer (call->tx), anshin_clock_now (),
                                       &challenge->expires_at);
  anshin_json_append_record (call->out, challenge);
  return TRUE;
}

static gboolean
answer_session (AnshinCall *call, GError **error)
{
  const AnshinPrincipal *principal = call->principal;
  g_autoptr (AnshinSessionInfo) info = NULL;

  info = anshin_session_describe (call->tx, principal->user_id, principal->terminal_id,
                                  principal->expires_at, 0, NULL, error);
  if (info == NULL)
    return FALSE;
  anshin_json_append_record (call->out, info);
  return TRUE;
}

/**
 * anshin_session_get:
 * @call: the call
 * @error: return location
 *
 * GET /v1/session: who one is signed in as, until when, and which rules are to be accepted.
 */
gboolean
anshin_session_get (AnshinCall *call, GError **error)
{
  return answer_session (call, error);
}

/**
 * anshin_rules_accept:
 * @call: a writing call; body: AnshinAcceptance
 * @error: %ANSHIN_ERROR_VERSION_STALE if that is not the newest version
 *
 * POST /v1/session/rules: the network's rules are accepted in the version that was shown. With the
 * first acceptance one is registered, and in the all-users group from then on (PRODUCT section 2,
 * "Registration").
 */
gboolean
anshin_rules_accept (AnshinCall *call, GError **error)
{
  AnshinAcceptance *acceptance = call->body;
  const AnshinPrincipal *principal = call->principal;
  gboolean first = FALSE;
  gint64 newest = 0;

  call->audit.object_id = principal->user_id;
  if (!anshin_rules_get_newest (call->tx, &newest, error))
    return FALSE;
  if (acceptance->version != newest)
    {
      anshin_set_error (error, ANSHIN_ERROR_VERSION_STALE, NULL, "there are newer rules");
      return FALSE;
    }
  if (!anshin_rules_accept_version (call->tx, principal->user_id, newest, anshin_clock_now (),
                                    &first, error))
    return FALSE;
  if (first && !anshin_tell_administrators (call, principal->facility_id, "users", error))
    return FALSE;
  return answer_session (call, error);
}

/**
 * anshin_sign_out:
 * @call: the call
 * @error: return location
 *
 * POST /v1/sign-out: ends the session and its streams at once (SECURITY SESS-05).
 */
gboolean
anshin_sign_out (AnshinCall *call, GError **error)
{
  const AnshinPrincipal *principal = call->principal;

  if (!anshin_session_end (call->tx, principal->session_id, anshin_clock_now (), error))
    return FALSE;
  call->audit.object_id = principal->user_id;
  call->status = 204;
  anshin_call_effect (call, ANSHIN_EFFECT_END_SESSION, NULL, principal->session_id);
  return TRUE;
}

/**
 * anshin_enrolment_code_create:
 * @call: the call; the argument is the user's id
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_USER_UNAVAILABLE or what the policy says
 *
 * POST /v1/users/{user}/enrolment-codes: a code with which the user enrols one more terminal,
 * shown once (PRODUCT section 2, "Two factors"). Only the newest few stay good.
 */
gboolean
anshin_enrolment_code_create (AnshinCall *call, GError **error)
{
  const char *user_id = call->args[0];
  g_autoptr (AnshinUser) user = anshin_account_load (call->tx, user_id, error);
  g_autoptr (AnshinEnrolmentCode) code = anshin_enrolment_code_new ();

  if (user == NULL)
    return FALSE;
  call->audit.object_id = user_id;
  if (!anshin_policy_check (ANSHIN_ACTION_ISSUE_ENROLMENT_CODE,
                            anshin_facts_of_user (call, user), error))
    return FALSE;
  if (user->state != ANSHIN_ACCOUNT_ACTIVE)
    {
      anshin_set_error (error, ANSHIN_ERROR_USER_UNAVAILABLE, NULL, "the account is not active");
      return FALSE;
    }

  code->code = anshin_access_new_code (call, user_id, &code->expires_at, error);
  if (code->code == NULL)
    return FALSE;
  call->status = 201;
  anshin_json_append_record (call->out, code);
  return TRUE;
}
