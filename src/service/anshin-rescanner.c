/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-rescanner.h"

#include "anshin-attachment-rescan.h"
#include "anshin-log.h"

/* Between two files, so that what people send is scanned first; 100 000 of them take a night. */
#define PAUSE_MS 250
/* Until it is asked whether the scanner has learnt something, or whether it answers again. */
#define LOOK_MS (30 * 60 * 1000)
#define RETRY_MS (60 * 1000)
/* After so many files it goes on record how far it is. */
#define FILES_A_NOTE 200

/* @rescan: what the jobs are handed, so it comes first. @working: a job of the database is on its
 * way, which ends with a callback; until then nothing is freed. @thread asks the scanner; what it
 * has found out is there once it is joined. */
struct _AnshinRescanner
{
  AnshinRescan rescan;
  AnshinDb *db;
  AnshinDispatcher *dispatcher;
  AnshinScanner *scanner;
  GCancellable *cancellable;
  guint timer;
  guint n_files; /* looked through since it went on record how far it is */
  gboolean working;
  gboolean closed;
  gboolean down; /* the scanner did not answer, which was said */

  GThread *thread;
  guint answered;
  GError *failure;
};

static gboolean on_timer_cb (gpointer user_data);

static void
wait (AnshinRescanner *self, guint ms)
{
  self->timer = g_timeout_add (ms, on_timer_cb, self);
}

static void
end (AnshinRescanner *self)
{
  anshin_rescan_clear (&self->rescan);
  g_clear_error (&self->failure);
  g_object_unref (self->cancellable);
  g_free (self);
}

/* Returns whether it goes on. */
static gboolean
come_back (AnshinRescanner *self, const GError *error)
{
  self->working = FALSE;
  if (self->closed)
    {
      end (self);
      return FALSE;
    }
  if (error == NULL)
    return TRUE;
  anshin_log (G_LOG_LEVEL_WARNING, "rescan-failed", "reason", error->message, NULL);
  anshin_rescan_clear (&self->rescan);
  wait (self, RETRY_MS);
  return FALSE;
}

static void
work (AnshinRescanner *self, gboolean under_way)
{
  self->working = under_way;
  if (!under_way)
    wait (self, RETRY_MS);
}

static gboolean
note (AnshinTx *tx, gpointer job, GError **error)
{
  return anshin_rescan_note (tx, job, error);
}

static void
on_noted_cb (gpointer job, const GError *error)
{
  AnshinRescanner *self = job;

  if (!come_back (self, error))
    return;
  self->n_files = 0;
  if (self->down)
    anshin_rescan_clear (&self->rescan);
  if (self->rescan.step == ANSHIN_RESCAN_END)
    anshin_log (G_LOG_LEVEL_MESSAGE, "rescanned", "signatures", self->rescan.signatures, NULL);
  wait (self, self->down                                ? RETRY_MS
              : self->rescan.step == ANSHIN_RESCAN_END ? LOOK_MS
                                                        : PAUSE_MS);
}

/* Its file is done with. */
static void
pass (AnshinRescanner *self)
{
  anshin_rescan_pass (&self->rescan);
  self->n_files++;
  if (self->n_files < FILES_A_NOTE)
    wait (self, PAUSE_MS);
  else
    work (self, anshin_db_write (self->db, note, on_noted_cb, self));
}

static void
on_locked_cb (gpointer job, const GError *error)
{
  AnshinRescanner *self = job;

  if (!come_back (self, error))
    return;
  anshin_log (G_LOG_LEVEL_WARNING, "file-locked", "attachment", self->rescan.id, NULL);
  pass (self);
}

/* Without a clear answer the file is the next one once more, and how far it came is not lost. */
static void
break_off (AnshinRescanner *self)
{
  if (!self->down)
    anshin_log (G_LOG_LEVEL_WARNING, "scanner-down", "reason", self->failure->message, NULL);
  self->down = TRUE;
  if (self->n_files > 0)
    work (self, anshin_db_write (self->db, note, on_noted_cb, self));
  else
    {
      anshin_rescan_clear (&self->rescan);
      wait (self, RETRY_MS);
    }
}

static void
join (AnshinRescanner *self)
{
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_handle_id (&self->answered, g_source_remove);
}

static gboolean
on_scanned_cb (gpointer data)
{
  AnshinRescanner *self = data;

  join (self);
  if (self->failure == NULL)
    pass (self);
  else if (g_error_matches (self->failure, ANSHIN_ERROR, ANSHIN_ERROR_ATTACHMENT_INFECTED))
    work (self, anshin_dispatcher_lock_file (self->dispatcher, &self->rescan, on_locked_cb, self));
  else
    break_off (self);
  return G_SOURCE_REMOVE;
}

static gpointer
scan (gpointer data)
{
  AnshinRescanner *self = data;

  anshin_scanner_scan (self->scanner, self->rescan.file, self->cancellable, &self->failure);
  self->answered = g_idle_add (on_scanned_cb, self);
  return NULL;
}

static gboolean
find (AnshinTx *tx, gpointer job, GError **error)
{
  return anshin_rescan_step (tx, job, error);
}

static void
on_found_cb (gpointer job, const GError *error)
{
  AnshinRescanner *self = job;

  if (!come_back (self, error))
    return;
  switch (self->rescan.step)
    {
    case ANSHIN_RESCAN_FILE:
      self->thread = g_thread_new ("rescan", scan, self);
      break;
    case ANSHIN_RESCAN_DAMAGED:
      pass (self);
      break;
    case ANSHIN_RESCAN_END:
      work (self, anshin_db_write (self->db, note, on_noted_cb, self));
      break;
    case ANSHIN_RESCAN_NOTHING:
      wait (self, LOOK_MS);
      break;
    }
}

/* Begins anew only where the scanner has learnt something, or it is not known how far it came. */
static gboolean
on_asked_cb (gpointer data)
{
  AnshinRescanner *self = data;

  join (self);
  if (self->failure != NULL)
    {
      break_off (self);
      return G_SOURCE_REMOVE;
    }
  self->down = FALSE;
  work (self, anshin_db_read (self->db, find, on_found_cb, self));
  return G_SOURCE_REMOVE;
}

static gpointer
ask (gpointer data)
{
  AnshinRescanner *self = data;

  self->rescan.signatures
    = anshin_scanner_get_signatures (self->scanner, self->cancellable, &self->failure);
  self->answered = g_idle_add (on_asked_cb, self);
  return NULL;
}

static gboolean
on_timer_cb (gpointer user_data)
{
  AnshinRescanner *self = user_data;
  gboolean between = self->rescan.started && self->rescan.step <= ANSHIN_RESCAN_DAMAGED;

  self->timer = 0;
  g_clear_error (&self->failure);
  if (between)
    work (self, anshin_db_read (self->db, find, on_found_cb, self));
  else
    {
      anshin_rescan_clear (&self->rescan);
      self->thread = g_thread_new ("rescan", ask, self);
    }
  return G_SOURCE_REMOVE;
}

/**
 * anshin_rescanner_new:
 * @db: a database that can be written, which outlives it
 * @dispatcher: tells those whom it concerns; outlives it
 * @scanner: outlives it
 *
 * Returns: (transfer full): it, at work already
 */
AnshinRescanner *
anshin_rescanner_new (AnshinDb *db, AnshinDispatcher *dispatcher, AnshinScanner *scanner)
{
  AnshinRescanner *self = g_new0 (AnshinRescanner, 1);

  self->db = db;
  self->dispatcher = dispatcher;
  self->scanner = scanner;
  self->cancellable = g_cancellable_new ();
  wait (self, 0);
  return self;
}

/**
 * anshin_rescanner_free:
 * @self: (nullable) (transfer full): it
 *
 * A file that is just being looked through is given up; the next service begins with it.
 */
void
anshin_rescanner_free (AnshinRescanner *self)
{
  if (self == NULL)
    return;

  self->closed = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  if (self->thread != NULL)
    join (self);
  if (!self->working)
    end (self);
}
