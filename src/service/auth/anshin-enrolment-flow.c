/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-auth-flow-private.h"

#include <string.h>

#include "anshin-account-table.h"
#include "anshin-choice.h"
#include "anshin-clock.h"
#include "anshin-code.h"
#include "anshin-hasher.h"
#include "anshin-id.h"
#include "anshin-limits.h"
#include "anshin-password.h"
#include "anshin-session.h"
#include "anshin-sign-in.h"
#include "anshin-temporary-password.h"
#include "anshin-terminal-list.h"
#include "anshin-terminal-table.h"
#include "anshin-throttling.h"

#define ACTION "enrol-terminal"

/* What must not be in a password: the person's own name, kana, mail address and facility. */
static gboolean
find_own_words (AnshinTx *tx, AnshinAuthJob *job, GError **error)
{
  g_autoptr (AnshinUser) user = anshin_account_load (tx, job->user_id, error);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  if (user == NULL)
    return FALSE;
  g_strv_builder_add_many (words, user->name, user->kana, user->mail, user->facility_name, NULL);
  job->own_words = g_strv_builder_end (words);
  return TRUE;
}

gboolean
anshin_enrolment_prepare (AnshinTx *tx, AnshinAuthJob *job, GError **error)
{
  AnshinEnrolment *request = ANSHIN_ENROLMENT (job->body);
  gint64 now = anshin_clock_now ();
  g_auto (AnshinCredentials) credentials = { 0 };
  gboolean found = FALSE;
  gboolean good = FALSE;
  gboolean locked = FALSE;

  anshin_auth_job_reset (job);
  if (!anshin_auth_job_read_key (job, request->public_key))
    return TRUE;
  if (!anshin_auth_job_check_source (job, tx, now, ACTION, error))
    return FALSE;
  if (job->outcome != NULL)
    return TRUE;
  anshin_code_get_index (anshin_tx_get_sealer (tx), ANSHIN_CODE_ENROLMENT, request->code,
                         job->code_index);
  if (!anshin_credentials_find (tx, request->mail, &credentials, &found, error)
      || !anshin_enrolment_code_is_good (tx, job->code_index, found ? credentials.user_id : "", now,
                                         &good, error))
    return FALSE;
  if (!found)
    return TRUE;

  job->user_id = g_strdup (credentials.user_id);
  job->password_hash = g_strdup (credentials.password_hash);
  job->temporary = credentials.password_temporary;
  job->temporary_right
    = job->temporary
      && anshin_temporary_password_matches (anshin_tx_get_sealer (tx), job->user_id,
                                            request->password, job->password_hash);
  if (!good || credentials.state != ANSHIN_ACCOUNT_ACTIVE
      || (job->temporary && credentials.password_expires_at <= now))
    return TRUE;
  if (!find_own_words (tx, job, error)
      || !anshin_throttling_charge_account (tx, job->user_id, now, &locked, error))
    return FALSE;
  job->eligible = !locked;
  return TRUE;
}

/* Typed in another way it is still the temporary password. */
static gboolean
is_same (const char *wanted, const char *temporary)
{
  g_autofree char *new_folded = anshin_password_fold_temporary (wanted);
  g_autofree char *old_folded = anshin_password_fold_temporary (temporary);

  return strcmp (new_folded, old_folded) == 0;
}

/* Who comes with a temporary password chooses an own one (PRODUCT "Registration"). */
void
anshin_enrolment_hash (AnshinAuthJob *job)
{
  AnshinEnrolment *request = ANSHIN_ENROLMENT (job->body);
  const char *wanted = request->new_password;

  g_clear_pointer (&job->new_hash, g_free);
  anshin_auth_job_verify (job);
  if (!job->password_right)
    return;

  if (!job->temporary && wanted != NULL)
    anshin_set_error (&job->outcome, ANSHIN_ERROR_FIELD_INVALID, "new_password",
                      "the account has its own password");
  else if (job->temporary && wanted == NULL)
    anshin_set_error (&job->outcome, ANSHIN_ERROR_FIELD_MISSING, "new_password",
                      "the account has a temporary password");
  else if (job->temporary && is_same (wanted, request->password))
    anshin_set_error (&job->outcome, ANSHIN_ERROR_PASSWORD_WEAK, "new_password",
                      "the temporary password again");
  else if (job->temporary
           && anshin_password_check (wanted, (const char *const *) job->own_words, &job->outcome))
    job->new_hash = anshin_password_hash (wanted);
  else if (job->temporary)
    anshin_error_set_field (job->outcome, "new_password");
}

static gboolean
check_still_good (AnshinTx *tx, AnshinAuthJob *job, gboolean *good, GError **error)
{
  g_auto (AnshinCredentials) credentials = { 0 };
  gboolean found = FALSE;

  if (!anshin_credentials_load (tx, job->user_id, &credentials, &found, error))
    return FALSE;
  *good = found && credentials.state == ANSHIN_ACCOUNT_ACTIVE
          && strcmp (credentials.password_hash, job->password_hash) == 0;
  return TRUE;
}

static gboolean
enrol (AnshinTx *tx, AnshinAuthJob *job, AnshinEnrolment *request, GError **error)
{
  g_autofree char *terminal_id = anshin_id_new ();
  gint64 now = anshin_clock_now ();

  if (!anshin_terminal_insert (tx, terminal_id, job->user_id, request->terminal_name,
                               job->public_key, now, error)
      || !anshin_terminal_set_kind (tx, terminal_id, request->personal, request->system, error))
    return FALSE;
  if (job->new_hash != NULL
      && (!anshin_credentials_set_password (tx, job->user_id, job->new_hash, error)
          || !anshin_session_make_room (tx, job->user_id, 0, now, job->ended, error)))
    return FALSE;
  return anshin_auth_job_admit (job, tx, ACTION, terminal_id, error);
}

/* The password was right: what is wrong is said, and the code stays good. */
static gboolean
check_terminal (AnshinTx *tx, AnshinAuthJob *job, GError **error)
{
  AnshinEnrolment *request = ANSHIN_ENROLMENT (job->body);
  gboolean allowed = TRUE;
  gint64 n_terminals = 0;

  if (!anshin_terminal_count (tx, job->user_id, &n_terminals, error))
    return FALSE;
  if (request->personal
      && !anshin_account_allows_personal (tx, job->user_id, anshin_clock_now (), &allowed, error))
    return FALSE;
  if (job->outcome != NULL)
    return TRUE;
  if (!allowed)
    anshin_set_error (&job->outcome, ANSHIN_ERROR_BYOD_NOT_ALLOWED, NULL, "a personal terminal");
  else if (n_terminals >= ANSHIN_MAX_TERMINALS_PER_USER)
    anshin_set_error (&job->outcome, ANSHIN_ERROR_LIMIT_REACHED, NULL, "too many terminals");
  return TRUE;
}

gboolean
anshin_enrolment_commit (AnshinTx *tx, AnshinAuthJob *job, GError **error)
{
  gboolean good = FALSE;
  gboolean used = FALSE;

  anshin_auth_job_restart (job);
  if (job->password_right && !check_still_good (tx, job, &good, error))
    return FALSE;
  if (!good)
    return anshin_auth_job_refuse (job, tx, ACTION, error);

  if (!check_terminal (tx, job, error))
    return FALSE;
  if (job->outcome != NULL)
    return anshin_auth_job_hinder (job, tx, ACTION, error);

  if (!anshin_enrolment_code_use (tx, job->code_index, anshin_clock_now (), &used, error))
    return FALSE;
  if (!used)
    return anshin_auth_job_refuse (job, tx, ACTION, error);
  return enrol (tx, job, ANSHIN_ENROLMENT (job->body), error);
}
