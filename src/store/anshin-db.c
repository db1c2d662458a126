/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-db-private.h"
#include "anshin-job-queue.h"
#include "anshin-peer-notice-private.h"

/* A batch that grows without end would keep the first of it waiting. */
#define MAX_BATCH 256
#define MAX_WORKERS 16
#define DEFAULT_WRITERS 4

typedef struct
{
  AnshinDb *db;
  AnshinJobQueue *queue;
  GThread *thread;
  AnshinTx tx;
} Worker;

struct _AnshinDb
{
  const AnshinEngine *engine;
  AnshinSealer *sealer;
  gboolean read_only;

  AnshinJobQueue writes;
  AnshinJobQueue reads;
  Worker *workers;
  guint n_workers;
  AnshinGate gate;

  char *postgres_uri;
  guint node;
  AnshinPeerNoticeListener *listener;

  GMutex finished_mutex;
  GCond finished_cond;
  AnshinJob *finished;
  AnshinJob *finished_tail;
  GSource *source;

  void (*after_batch) (gpointer);
  gpointer after_batch_data;
};

/* Hands finished jobs back: to the thread that stands waiting, or to the owner's main context. */
static void
finish_jobs (AnshinDb *self, AnshinJob *jobs)
{
  gboolean wake = FALSE;
  gboolean dispatch = FALSE;
  AnshinJob *next = NULL;

  g_mutex_lock (&self->finished_mutex);
  for (AnshinJob *job = jobs; job != NULL; job = next)
    {
      next = job->next;
      job->next = NULL;
      job->finished = TRUE;
      if (job->waited_for)
        {
          wake = TRUE;
          continue;
        }
      dispatch = TRUE;
      if (self->finished_tail != NULL)
        self->finished_tail->next = job;
      else
        self->finished = job;
      self->finished_tail = job;
    }
  if (wake)
    g_cond_broadcast (&self->finished_cond);
  g_mutex_unlock (&self->finished_mutex);
  if (dispatch)
    g_source_set_ready_time (self->source, 0);
}

static gpointer
run_worker (gpointer data)
{
  Worker *worker = data;
  AnshinConn *conn = worker->tx.conn;
  gboolean grouped = conn->engine->groups_commits && worker->tx.writable;
  AnshinJob *jobs = NULL;

  while ((jobs = anshin_job_queue_take (worker->queue, grouped ? MAX_BATCH : 1)) != NULL)
    {
      if (jobs->func == NULL)
        conn->engine->scrub (conn, &jobs->error);
      else if (grouped)
        anshin_jobs_run_grouped (&worker->tx, jobs);
      else
        anshin_job_run_alone (&worker->tx, jobs);
      finish_jobs (worker->db, jobs);
      if (worker->tx.writable)
        conn->engine->after_commit (conn, anshin_job_queue_is_busy (worker->queue));
    }
  return NULL;
}

/* Calls back for all that is finished, in one go, and then once for all of them. */
static void
deliver (AnshinDb *self)
{
  AnshinJob *jobs = NULL;
  AnshinJob *next = NULL;

  g_mutex_lock (&self->finished_mutex);
  jobs = self->finished;
  self->finished = NULL;
  self->finished_tail = NULL;
  g_mutex_unlock (&self->finished_mutex);
  if (jobs == NULL)
    return;

  for (AnshinJob *job = jobs; job != NULL; job = next)
    {
      next = job->next;
      if (job->done != NULL)
        job->done (job->data, job->error);
      g_clear_error (&job->error);
      g_free (job);
    }
  if (self->after_batch != NULL)
    self->after_batch (self->after_batch_data);
}

static gboolean
on_finished_cb (gpointer data)
{
  AnshinDb *self = data;

  g_source_set_ready_time (self->source, -1);
  deliver (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_source (GSource *source, GSourceFunc callback, gpointer data)
{
  return callback (data);
}

static GSourceFuncs source_funcs = { .dispatch = dispatch_source };

static gboolean
add_workers (AnshinDb *self, const AnshinDbConfig *config, guint n, gboolean writable,
             GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      Worker *worker = &self->workers[self->n_workers];
      AnshinConn *conn = NULL;

      conn = self->engine->open (config, writable ? ANSHIN_CONN_WRITE : ANSHIN_CONN_READ, i, error);
      if (conn == NULL)
        return FALSE;
      worker->db = self;
      worker->queue = writable ? &self->writes : &self->reads;
      anshin_tx_init (&worker->tx, conn, self->sealer, writable,
                      config->node * ANSHIN_CHAINS_PER_NODE + i);
      worker->tx.listener = &self->listener;
      worker->tx.gate = writable && n > 1 ? &self->gate : NULL;
      self->n_workers++;
      if (writable && i == 0 && !anshin_migrate (&worker->tx, FALSE, error))
        return FALSE;
    }
  return TRUE;
}

const AnshinEngine *
anshin_engine_pick (const AnshinDbConfig *config)
{
  g_return_val_if_fail ((config->sqlite_path != NULL) != (config->postgres_uri != NULL), NULL);

  return config->sqlite_path != NULL ? &anshin_engine_sqlite : &anshin_engine_postgres;
}

/* A database that is only looked at is not brought up to date, but has to be one of ours. */
static gboolean
check_read_only (AnshinDb *self, GError **error)
{
  AnshinTx *tx = &self->workers[0].tx;
  gint64 version = 0;
  gboolean ok = FALSE;

  if (!self->read_only)
    return TRUE;
  ok = self->engine->begin (tx->conn, error) && anshin_migrate_check (tx, &version, error);
  self->engine->rollback (tx->conn);
  tx->failed = FALSE;
  return ok;
}

static guint
count_writers (const AnshinDbConfig *config, const AnshinEngine *engine)
{
  if (config->read_only)
    return 0;
  if (engine->groups_commits)
    return 1;
  return MIN (config->writers > 0 ? config->writers : DEFAULT_WRITERS, MAX_WORKERS);
}

/**
 * anshin_db_create:
 * @config: which database, and the file of its key, which has to exist
 * @error: return location for an error of #AnshinDbError
 *
 * Makes an empty database with the newest schema. A database that is there already is left alone
 * and is an error.
 *
 * Returns: whether it was made
 */
gboolean
anshin_db_create (const AnshinDbConfig *config, GError **error)
{
  const AnshinEngine *engine = anshin_engine_pick (config);
  g_autoptr (AnshinSealer) sealer = NULL;
  AnshinConn *conn = NULL;
  AnshinTx tx;
  gboolean ok = FALSE;

  sealer = anshin_sealer_new (config->key_path, error);
  if (sealer == NULL)
    return FALSE;
  conn = engine->open (config, ANSHIN_CONN_CREATE, 0, error);
  if (conn == NULL)
    return FALSE;
  anshin_tx_init (&tx, conn, sealer, TRUE, config->node * ANSHIN_CHAINS_PER_NODE);
  ok = anshin_migrate (&tx, TRUE, error);
  engine->close (conn);
  return ok;
}

/**
 * anshin_db_open:
 * @config: which database, its key, and how many workers
 * @error: return location for an error of #AnshinDbError
 *
 * Opens a database, brings its schema up to date and starts the workers. What is done is reported
 * in the main context that is the calling thread's default; that thread is the owner.
 *
 * Returns: (nullable) (transfer full): the database
 */
AnshinDb *
anshin_db_open (const AnshinDbConfig *config, GError **error)
{
  const AnshinEngine *engine = anshin_engine_pick (config);
  guint readers = config->readers > 0 ? config->readers : CLAMP (g_get_num_processors (), 2, 8);
  g_autoptr (AnshinDb) self = NULL;

  self = g_new0 (AnshinDb, 1);
  self->engine = engine;
  self->read_only = config->read_only;
  self->postgres_uri = g_strdup (config->postgres_uri);
  self->node = config->node;
  anshin_job_queue_init (&self->writes);
  anshin_job_queue_init (&self->reads);
  g_mutex_init (&self->finished_mutex);
  g_cond_init (&self->finished_cond);
  g_mutex_init (&self->gate.mutex);
  g_cond_init (&self->gate.cond);
  self->workers = g_new0 (Worker, 2 * MAX_WORKERS);
  self->source = g_source_new (&source_funcs, sizeof (GSource));
  g_source_set_callback (self->source, on_finished_cb, self, NULL);
  g_source_set_static_name (self->source, "[anshin] finished jobs");
  g_source_attach (self->source, g_main_context_get_thread_default ());

  self->sealer = anshin_sealer_new (config->key_path, error);
  if (self->sealer == NULL ||
      !add_workers (self, config, count_writers (config, engine), TRUE, error) ||
      !add_workers (self, config, MIN (readers, MAX_WORKERS), FALSE, error) ||
      !check_read_only (self, error))
    return NULL;

  for (guint i = 0; i < self->n_workers; i++)
    self->workers[i].thread = g_thread_new (self->workers[i].tx.writable ? "db-writer"
                                                                         : "db-reader",
                                            run_worker, &self->workers[i]);
  return g_steal_pointer (&self);
}

/**
 * anshin_db_close:
 * @self: (nullable) (transfer full): a database
 *
 * Lets the workers finish what is queued, calls back for it, and closes. Owner's thread.
 */
void
anshin_db_close (AnshinDb *self)
{
  if (self == NULL)
    return;

  anshin_job_queue_close (&self->writes);
  anshin_job_queue_close (&self->reads);
  for (guint i = 0; i < self->n_workers; i++)
    if (self->workers[i].thread != NULL)
      g_thread_join (self->workers[i].thread);
  deliver (self);
  /* Readers first: the writer, which is the only checkpointer, has to be the last to leave. */
  for (guint i = self->n_workers; i > 0; i--)
    self->engine->close (self->workers[i - 1].tx.conn);

  g_clear_pointer (&self->listener, anshin_peer_notice_listener_free);
  g_source_destroy (self->source);
  g_source_unref (self->source);
  anshin_job_queue_clear (&self->writes);
  anshin_job_queue_clear (&self->reads);
  g_mutex_clear (&self->finished_mutex);
  g_cond_clear (&self->finished_cond);
  g_mutex_clear (&self->gate.mutex);
  g_cond_clear (&self->gate.cond);
  g_clear_pointer (&self->sealer, anshin_sealer_free);
  g_free (self->postgres_uri);
  g_free (self->workers);
  g_free (self);
}

/**
 * anshin_db_listen:
 * @self: a database
 * @func: called in the owner's thread for each notice of another service
 * @data: for @func
 * @error: return location for an error
 *
 * Listens to the other services on the same PostgreSQL; on SQLite there are none. Once, in the
 * owner's thread, whose default main context has to be the process's.
 *
 * Returns: whether it listens, or need not
 */
gboolean
anshin_db_listen (AnshinDb *self, AnshinPeerNoticeFunc func, gpointer data, GError **error)
{
  AnshinPeerNoticeListener *listener = NULL;

  g_return_val_if_fail (self->listener == NULL, FALSE);

  if (self->postgres_uri == NULL)
    return TRUE;
  listener = anshin_peer_notice_listener_new (self->postgres_uri, self->node, func, data, error);
  g_atomic_pointer_set (&self->listener, listener);
  return listener != NULL;
}

/**
 * anshin_db_stop_listening:
 * @self: a database
 *
 * From now on the function is not called. Owner's thread.
 */
void
anshin_db_stop_listening (AnshinDb *self)
{
  if (self->listener != NULL)
    anshin_peer_notice_listener_stop (self->listener);
}

/**
 * anshin_db_set_after_batch:
 * @self: a database
 * @func: (nullable): called in the owner's thread
 * @data: for @func
 *
 * Sets what is called after the callbacks of all jobs that were finished together, so that what
 * they told the world can go out together. Owner's thread.
 */
void
anshin_db_set_after_batch (AnshinDb *self, void (*func) (gpointer), gpointer data)
{
  self->after_batch = func;
  self->after_batch_data = data;
}

/**
 * anshin_db_is_postgres:
 * @self: a database
 *
 * Returns: whether other services may be using the same database
 */
gboolean
anshin_db_is_postgres (AnshinDb *self)
{
  return self->engine == &anshin_engine_postgres;
}

/**
 * anshin_db_get_sealer:
 * @self: a database
 *
 * Returns: (transfer none): what seals and indexes; may be used in any thread
 */
AnshinSealer *
anshin_db_get_sealer (AnshinDb *self)
{
  return self->sealer;
}

static gboolean
push (AnshinDb *self, AnshinJobQueue *queue, AnshinJobFunc func, AnshinJobDone done,
      gpointer data)
{
  AnshinJob *job = g_new0 (AnshinJob, 1);

  job->func = func;
  job->done = done;
  job->data = data;
  if (anshin_job_queue_push (queue, job))
    return TRUE;
  g_free (job);
  return FALSE;
}

static gboolean
push_and_wait (AnshinDb *self, AnshinJobQueue *queue, AnshinJobFunc func, gpointer data,
               GError **error)
{
  AnshinJob job = { .func = func, .data = data, .waited_for = TRUE };

  if (!anshin_job_queue_push (queue, &job))
    {
      g_set_error_literal (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_FAILED,
                           "the database is being closed");
      return FALSE;
    }
  g_mutex_lock (&self->finished_mutex);
  while (!job.finished)
    g_cond_wait (&self->finished_cond, &self->finished_mutex);
  g_mutex_unlock (&self->finished_mutex);
  if (job.error == NULL)
    return TRUE;
  g_propagate_error (error, job.error);
  return FALSE;
}

/**
 * anshin_db_write:
 * @self: a database
 * @func: runs in a writer thread, in a transaction
 * @done: (nullable): called in the owner's thread once @func is durably committed, or has failed
 * @job: for both; not touched if the return value is %FALSE
 *
 * Queues a job that writes. Any thread.
 *
 * Returns: %FALSE if the queue is full or closed: nothing will be called
 */
gboolean
anshin_db_write (AnshinDb *self, AnshinJobFunc func, AnshinJobDone done, gpointer job)
{
  g_return_val_if_fail (!self->read_only, FALSE);

  return push (self, &self->writes, func, done, job);
}

/**
 * anshin_db_read:
 * @self: a database
 * @func: runs in a reader thread, in a transaction that sees one state
 * @done: (nullable): called in the owner's thread
 * @job: for both; not touched if the return value is %FALSE
 *
 * Queues a job that only reads. Any thread.
 *
 * Returns: %FALSE if the queue is full or closed: nothing will be called
 */
gboolean
anshin_db_read (AnshinDb *self, AnshinJobFunc func, AnshinJobDone done, gpointer job)
{
  return push (self, &self->reads, func, done, job);
}

/**
 * anshin_db_scrub:
 * @self: a database
 * @done: (nullable): called in the owner's thread
 * @job: for @done; not touched if the return value is %FALSE
 *
 * Takes away what a database keeps of rows that were deleted or overwritten before: on SQLite,
 * where deleted bytes are overwritten anyway, the log in which they came; on PostgreSQL the dead
 * rows, and those of the table of keys to the last byte. It fails if somebody reads for too long,
 * and can be tried again. What an archive of PostgreSQL's own log keeps is out of reach.
 *
 * Returns: %FALSE if the queue is full or closed: nothing will be called
 */
gboolean
anshin_db_scrub (AnshinDb *self, AnshinJobDone done, gpointer job)
{
  g_return_val_if_fail (!self->read_only, FALSE);

  return push (self, &self->writes, NULL, done, job);
}

/**
 * anshin_db_scrub_sync:
 * @self: a database
 * @error: return location
 *
 * As anshin_db_scrub(), and waits for it. Any thread but the workers.
 *
 * Returns: whether it is done
 */
gboolean
anshin_db_scrub_sync (AnshinDb *self, GError **error)
{
  g_return_val_if_fail (!self->read_only, FALSE);

  return push_and_wait (self, &self->writes, NULL, NULL, error);
}

/**
 * anshin_db_write_sync:
 * @self: a database
 * @func: runs in a writer thread
 * @job: for @func
 * @error: return location for what @func or the commit failed with
 *
 * Runs a job that writes and waits for its durable commit. For subcommands and tests: the service
 * never waits. Any thread but the workers.
 *
 * Returns: whether it is committed
 */
gboolean
anshin_db_write_sync (AnshinDb *self, AnshinJobFunc func, gpointer job, GError **error)
{
  g_return_val_if_fail (!self->read_only, FALSE);

  return push_and_wait (self, &self->writes, func, job, error);
}

/**
 * anshin_db_read_sync:
 * @self: a database
 * @func: runs in a reader thread
 * @job: for @func
 * @error: return location for what @func failed with
 *
 * Runs a job that reads and waits for it. Any thread but the workers.
 *
 * Returns: whether it worked
 */
gboolean
anshin_db_read_sync (AnshinDb *self, AnshinJobFunc func, gpointer job, GError **error)
{
  return push_and_wait (self, &self->reads, func, job, error);
}
