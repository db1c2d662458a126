/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-audit-operations.h"

#include "anshin-answer.h"
#include "anshin-clock.h"
#include "anshin-json.h"

/* What was walked is walked again from the beginning after so long: what was right a while ago may
 * have been changed since. */
#define MAX_AGE (G_GINT64_CONSTANT (24) * 60 * 60 * ANSHIN_SECOND)

/* How far this service has walked. One walk at a time: the second finds what the first has left. */
static GMutex marks_lock;
static AnshinAuditMarks *marks;

static gboolean
follow (AnshinTx *tx, AnshinAuditChain *state, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&marks_lock);
  g_autoptr (GError) failure = NULL;

  if (marks != NULL && anshin_audit_marks_get_age (marks) > MAX_AGE)
    g_clear_pointer (&marks, anshin_audit_marks_free);
  if (marks == NULL)
    marks = anshin_audit_marks_new ();
  state->intact =
    anshin_audit_follow (tx, marks, &state->records, &state->broken_at, &failure);
  if (state->intact)
    return TRUE;

  g_clear_pointer (&marks, anshin_audit_marks_free);
  if (g_error_matches (failure, ANSHIN_ERROR, ANSHIN_ERROR_CORRUPT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * anshin_audit_chain_get:
 * @call: a reading call
 * @error: %ANSHIN_ERROR_NEEDS_OFFICE
 *
 * Whether the log is as it was written (SECURITY AUD-04), and the line of its ends that is to be
 * kept outside. Walks what has come since the walk before; once a day, and after a start, all.
 */
gboolean
anshin_audit_chain_get (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinAuditChain) state = anshin_audit_chain_new ();

  if (!anshin_policy_check (ANSHIN_ACTION_SEE_CHAIN, anshin_facts_own (call), error) ||
      !follow (call->tx, state, error) ||
      !anshin_audit_export_head (call->tx, &state->head, error))
    return FALSE;

  state->checked_at = anshin_clock_now ();
  anshin_json_append_record (call->out, state);
  return TRUE;
}
