/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-auth-flow-private.h"

#include <sodium.h>
#include <string.h>

#include "anshin-choice.h"
#include "anshin-clock.h"
#include "anshin-code.h"
#include "anshin-sign-in.h"
#include "anshin-terminal-list.h"
#include "anshin-terminal-table.h"
#include "anshin-throttle-table.h"
#include "anshin-throttling.h"

#define ACTION "sign-in"

/* Whether the terminal's key has signed this request, with a nonce of ours that is new. */
static gboolean
check_possession (AnshinTx *tx, AnshinSignIn *request, const char *user_id, gint64 now,
                  gboolean *proven, GError **error)
{
  g_autofree char *text = anshin_sign_in_get_signed_text (request->mail, request->terminal_id,
                                                          request->nonce);
  guint8 key[ANSHIN_PUBLIC_KEY_BYTES] = { 0 };
  guint8 signature[crypto_sign_BYTES] = { 0 };
  gboolean known = FALSE;
  gboolean fresh = FALSE;
  gint64 expires_at = 0;

  *proven = FALSE;
  if (!anshin_terminal_find_key (tx, request->terminal_id, user_id, key, &known, error))
    return FALSE;
  if (anshin_nonce_check (anshin_tx_get_sealer (tx), request->nonce, now, &expires_at)
      && !anshin_nonce_use (tx, request->nonce, now, expires_at, &fresh, error))
    return FALSE;
  if (!anshin_base64_decode (request->signature, signature, sizeof signature))
    known = FALSE;
  if (crypto_sign_verify_detached (signature, (const guint8 *) text, strlen (text), key) != 0)
    known = FALSE;
  *proven = known && fresh;
  return TRUE;
}

/* First step: possession first; whose terminal it is not cannot have the password looked at. */
gboolean
anshin_sign_in_prepare (AnshinTx *tx, AnshinAuthJob *job, GError **error)
{
  AnshinSignIn *request = ANSHIN_SIGN_IN (job->body);
  gint64 now = anshin_clock_now ();
  g_auto (AnshinCredentials) credentials = { 0 };
  gboolean found = FALSE;
  gboolean proven = FALSE;
  gboolean locked = FALSE;

  anshin_auth_job_reset (job);
  if (!anshin_auth_job_check_source (job, tx, now, ACTION, error))
    return FALSE;
  if (job->outcome != NULL)
    return TRUE;
  if (!anshin_credentials_find (tx, request->mail, &credentials, &found, error)
      || !check_possession (tx, request, found ? credentials.user_id : "", now, &proven, error))
    return FALSE;
  if (!found)
    return TRUE;

  job->user_id = g_strdup (credentials.user_id);
  job->password_hash = g_strdup (credentials.password_hash);
  if (!proven || credentials.state != ANSHIN_ACCOUNT_ACTIVE || credentials.password_temporary)
    return TRUE;
  if (!anshin_throttling_charge_account (tx, job->user_id, now, &locked, error))
    return FALSE;
  job->eligible = !locked;
  return TRUE;
}

/* Whether what the first step has found is still so. */
static gboolean
check_still_good (AnshinTx *tx, AnshinAuthJob *job, const char *terminal_id, gboolean *good,
                  GError **error)
{
  g_auto (AnshinCredentials) credentials = { 0 };
  guint8 key[ANSHIN_PUBLIC_KEY_BYTES];
  gboolean found = FALSE;
  gboolean known = FALSE;

  if (!anshin_credentials_load (tx, job->user_id, &credentials, &found, error)
      || !anshin_terminal_find_key (tx, terminal_id, job->user_id, key, &known, error))
    return FALSE;
  *good = found && known && credentials.state == ANSHIN_ACCOUNT_ACTIVE
          && strcmp (credentials.password_hash, job->password_hash) == 0;
  return TRUE;
}

gboolean
anshin_sign_in_commit (AnshinTx *tx, AnshinAuthJob *job, GError **error)
{
  AnshinSignIn *request = ANSHIN_SIGN_IN (job->body);
  gboolean good = FALSE;
  gboolean allowed = FALSE;

  g_clear_error (&job->outcome);
  g_string_truncate (job->out, 0);
  g_ptr_array_set_size (job->ended, 0);
  if (job->password_right
      && !check_still_good (tx, job, request->terminal_id, &good, error))
    return FALSE;
  if (!good)
    return anshin_auth_job_refuse (job, tx, ACTION, error);
  if (!anshin_terminal_is_allowed (tx, request->terminal_id, anshin_clock_now (), &allowed, error))
    return FALSE;
  if (!allowed)
    {
      anshin_set_error (&job->outcome, ANSHIN_ERROR_BYOD_NOT_ALLOWED, NULL,
                        "the facility allows business terminals alone");
      return anshin_auth_job_hinder (job, tx, ACTION, error);
    }
  return anshin_auth_job_admit (job, tx, ACTION, request->terminal_id, error);
}
