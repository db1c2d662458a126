/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-auth-flow-private.h"

#include "anshin-account-table.h"
#include "anshin-clock.h"
#include "anshin-code.h"
#include "anshin-facility-table.h"
#include "anshin-group-table.h"
#include "anshin-hasher.h"
#include "anshin-id.h"
#include "anshin-password.h"
#include "anshin-sign-in.h"
#include "anshin-terminal-table.h"

#define ACTION "bootstrap"

/* Only the one-time token of `anshin-netd init` opens this way, and only while there is nobody
 * (SECURITY AUTH-13). */
gboolean
anshin_bootstrap_prepare (AnshinTx *tx, AnshinAuthJob *job, GError **error)
{
  AnshinBootstrap *request = ANSHIN_BOOTSTRAP (job->body);
  AnshinBootstrapState state = ANSHIN_BOOTSTRAP_UNKNOWN;
  gboolean any_office = FALSE;

  anshin_auth_job_reset (job);
  if (!anshin_auth_job_read_key (job, request->public_key))
    return TRUE;
  if (!anshin_auth_job_check_source (job, tx, anshin_clock_now (), ACTION, error))
    return FALSE;
  if (job->outcome != NULL)
    return TRUE;

  anshin_code_get_index (anshin_tx_get_sealer (tx), ANSHIN_CODE_BOOTSTRAP, request->token,
                         job->code_index);
  if (!anshin_bootstrap_token_find (tx, job->code_index, &state, error)
      || !anshin_account_any_office (tx, &any_office, error))
    return FALSE;
  if (state == ANSHIN_BOOTSTRAP_USED || (state == ANSHIN_BOOTSTRAP_GOOD && any_office))
    anshin_set_error (&job->outcome, ANSHIN_ERROR_SET_UP_ALREADY, NULL, "set up already");
  job->eligible = state == ANSHIN_BOOTSTRAP_GOOD && !any_office;
  return TRUE;
}

void
anshin_bootstrap_hash (AnshinAuthJob *job)
{
  AnshinBootstrap *request = ANSHIN_BOOTSTRAP (job->body);
  const char *const own_words[] = { request->name, request->kana, request->mail,
                                    request->association, NULL };

  g_clear_pointer (&job->new_hash, g_free);
  if (!job->eligible)
    anshin_auth_job_verify (job);
  else if (anshin_password_check (request->password, own_words, &job->outcome))
    job->new_hash = anshin_password_hash (request->password);
}

static gboolean
make_office (AnshinTx *tx, AnshinAuthJob *job, GError **error)
{
  AnshinBootstrap *request = ANSHIN_BOOTSTRAP (job->body);
  g_autoptr (AnshinFacility) facility = anshin_facility_new ();
  g_autoptr (AnshinUser) user = anshin_user_new ();
  g_autofree char *group_id = NULL;

  facility->name = g_strdup (request->association);
  facility->kind = ANSHIN_FACILITY_OFFICE;
  if (!anshin_facility_insert (tx, facility, error))
    return FALSE;

  user->name = g_strdup (request->name);
  user->kana = g_strdup (request->kana);
  user->mail = g_strdup (request->mail);
  user->profession = ANSHIN_PROFESSION_CLERK;
  user->facility_id = g_strdup (facility->id);
  user->office = TRUE;
  user->facility_admin = TRUE;
  if (!anshin_account_insert (tx, user, job->new_hash, FALSE, 0, error)
      || !anshin_group_create_all_users (tx, facility->id, user->id, &group_id, error))
    return FALSE;
  g_free (job->user_id);
  job->user_id = g_strdup (user->id);
  return TRUE;
}

gboolean
anshin_bootstrap_commit (AnshinTx *tx, AnshinAuthJob *job, GError **error)
{
  AnshinBootstrap *request = ANSHIN_BOOTSTRAP (job->body);
  g_autofree char *terminal_id = anshin_id_new ();
  gint64 now = anshin_clock_now ();
  gboolean used = FALSE;

  anshin_auth_job_restart (job);
  if (job->outcome != NULL)
    return anshin_auth_job_record (job, tx, ACTION, NULL, NULL,
                                   anshin_error_to_wire (job->outcome->code), error);
  if (job->new_hash == NULL)
    return anshin_auth_job_refuse (job, tx, ACTION, error);

  if (!anshin_bootstrap_token_use (tx, job->code_index, now, &used, error))
    return FALSE;
  if (!used)
    return anshin_auth_job_refuse (job, tx, ACTION, error);
  return make_office (tx, job, error)
         && anshin_terminal_insert (tx, terminal_id, job->user_id, request->terminal_name,
                                    job->public_key, now, error)
         && anshin_auth_job_admit (job, tx, ACTION, terminal_id, error);
}
