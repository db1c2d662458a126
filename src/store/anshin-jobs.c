/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-db-private.h"

/* PostgreSQL may have to run a job again; the waits are short, random, and grow. A job that is in
 * conflict time and again then runs alone, with no other writer of this service beside it. */
#define MAX_ATTEMPTS 16
#define ATTEMPTS_BESIDE_OTHERS 2
#define FIRST_WAIT_US 500
#define LONGEST_WAIT_US 50000

static gboolean
call (AnshinTx *tx, AnshinJob *job)
{
  gboolean ok = FALSE;

  g_clear_error (&job->error);
  tx->failed = FALSE;
  tx->retry = FALSE;
  ok = job->func (tx, job->data, &job->error) && job->error == NULL && !tx->failed;
  if (!ok && job->error == NULL)
    g_set_error_literal (&job->error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FAILED,
                         "the job failed without saying why");
  tx->failed = FALSE;
  return ok;
}

/* The jobs from @first up to, not including, @end: what they did is not in the database. */
static void
fail_jobs (AnshinJob *first, AnshinJob *end, const GError *error)
{
  for (AnshinJob *job = first; job != end; job = job->next)
    if (job->error == NULL)
      job->error = g_error_copy (error);
}

static void
forget (AnshinTx *tx)
{
  tx->conn->engine->rollback (tx->conn);
  tx->audit.known = FALSE;
  tx->audit.moved = FALSE;
}

static gboolean
commit (AnshinTx *tx, GError **error)
{
  if (anshin_audit_flush (tx, error) && tx->conn->engine->commit (tx->conn, error))
    return TRUE;
  tx->failed = FALSE;
  forget (tx);
  return FALSE;
}

static gboolean
run_in_savepoint (AnshinTx *tx, AnshinJob *job)
{
  const AnshinEngine *engine = tx->conn->engine;
  AnshinAuditHead head = tx->audit;
  gint64 changes = 0;

  if (!engine->exec (tx->conn, "SAVEPOINT job", NULL, 0, &changes, &job->error))
    return FALSE;
  if (call (tx, job))
    return engine->exec (tx->conn, "RELEASE job", NULL, 0, &changes, &job->error);

  tx->audit = head;
  if (engine->is_lost (tx->conn))
    return FALSE;
  if (!engine->exec (tx->conn, "ROLLBACK TO job", NULL, 0, &changes, NULL) ||
      !engine->exec (tx->conn, "RELEASE job", NULL, 0, &changes, NULL))
    engine->rollback (tx->conn);
  return FALSE;
}

/* Runs jobs from @first in one transaction. Returns the first that did not have its turn. */
static AnshinJob *
run_transaction (AnshinTx *tx, AnshinJob *first)
{
  const AnshinEngine *engine = tx->conn->engine;
  gboolean alone = first->next == NULL;
  g_autoptr (GError) error = NULL;

  if (!engine->begin (tx->conn, &error))
    {
      fail_jobs (first, NULL, error);
      return NULL;
    }

  for (AnshinJob *job = first; job != NULL; job = job->next)
    {
      gboolean ok = alone ? call (tx, job) : run_in_savepoint (tx, job);

      if (!ok && (alone || engine->is_lost (tx->conn)))
        {
          /* A full disk makes SQLite undo everything: those before in this batch are undone too. */
          forget (tx);
          fail_jobs (first, job->next, job->error);
          return job->next;
        }
    }

  if (!commit (tx, &error))
    fail_jobs (first, NULL, error);
  return NULL;
}

/**
 * anshin_jobs_run_grouped:
 * @tx: the writer's transaction
 * @jobs: a list of jobs
 *
 * Runs the jobs, each in a savepoint of its own, with one durable commit. A job that fails takes
 * nothing with it; if the commit fails, all fail.
 */
void
anshin_jobs_run_grouped (AnshinTx *tx, AnshinJob *jobs)
{
  while (jobs != NULL)
    jobs = run_transaction (tx, jobs);
}

static void
wait_before_retry (guint attempt)
{
  guint longest = MIN (FIRST_WAIT_US << attempt, LONGEST_WAIT_US);

  g_usleep ((gulong) g_random_int_range (FIRST_WAIT_US / 4, longest + 1));
}

static void
enter (AnshinGate *gate, gboolean alone)
{
  if (gate == NULL)
    return;
  g_mutex_lock (&gate->mutex);
  gate->waiting_alone += alone;
  while (alone ? gate->inside > 0 : gate->waiting_alone > 0)
    g_cond_wait (&gate->cond, &gate->mutex);
  gate->inside++;
  g_mutex_unlock (&gate->mutex);
}

static void
leave (AnshinGate *gate, gboolean alone)
{
  if (gate == NULL)
    return;
  g_mutex_lock (&gate->mutex);
  gate->waiting_alone -= alone;
  gate->inside--;
  g_cond_broadcast (&gate->cond);
  g_mutex_unlock (&gate->mutex);
}

/* Returns whether that is the end of it, well or ill. */
static gboolean
attempt_job (AnshinTx *tx, AnshinJob *job)
{
  g_clear_error (&job->error);
  tx->retry = FALSE;
  if (!tx->conn->engine->begin (tx->conn, &job->error))
    return !g_error_matches (job->error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_RETRY);
  if (tx->conn->renewed)
    tx->audit.known = FALSE;
  tx->conn->renewed = FALSE;
  if (!call (tx, job))
    forget (tx);
  else if (commit (tx, &job->error))
    return TRUE;
  return !tx->retry && !g_error_matches (job->error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_RETRY);
}

/**
 * anshin_job_run_alone:
 * @tx: the worker's transaction
 * @job: a job
 *
 * Runs a job in a transaction of its own, and again from scratch after a serialisation failure.
 */
void
anshin_job_run_alone (AnshinTx *tx, AnshinJob *job)
{
  for (guint attempt = 0; attempt < MAX_ATTEMPTS; attempt++)
    {
      gboolean alone = attempt >= ATTEMPTS_BESIDE_OTHERS;
      gboolean ended = FALSE;

      enter (tx->gate, alone);
      ended = attempt_job (tx, job);
      leave (tx->gate, alone);
      if (ended)
        return;
      wait_before_retry (attempt);
    }
}
