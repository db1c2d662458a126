/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-indexer.h"

#include "anshin-log.h"
#include "anshin-search-index.h"

/* Between two steps, so that what people do comes first; and after one that failed. */
#define PAUSE_MS 5
#define RETRY_MS (10 * 60 * 1000)

/* @step: what the jobs are handed, so it comes first. @working: a job is on its way, which ends
 * with a callback; until then nothing is freed. */
struct _AnshinIndexer
{
  AnshinSearchStep step;
  AnshinDb *db;
  guint timer;
  gboolean working;
  gboolean closed;
};

static gboolean on_timer_cb (gpointer user_data);

static void
wait (AnshinIndexer *self, guint ms)
{
  self->timer = g_timeout_add (ms, on_timer_cb, self);
}

static void
on_step_cb (gpointer job, const GError *error)
{
  AnshinIndexer *self = job;

  self->working = FALSE;
  if (self->closed)
    {
      g_free (self);
      return;
    }
  if (error != NULL)
    anshin_log (G_LOG_LEVEL_WARNING, "index-failed", "reason", error->message, NULL);
  if (error != NULL)
    wait (self, RETRY_MS);
  else if (self->step.more)
    wait (self, PAUSE_MS);
}

static gboolean
on_timer_cb (gpointer user_data)
{
  AnshinIndexer *self = user_data;

  self->timer = 0;
  self->working = anshin_db_write (self->db, anshin_search_index_step, on_step_cb, self);
  if (!self->working)
    wait (self, RETRY_MS);
  return G_SOURCE_REMOVE;
}

/**
 * anshin_indexer_new:
 * @db: a database that can be written, which outlives the indexer
 *
 * Returns: (transfer full): an indexer, at work already
 */
AnshinIndexer *
anshin_indexer_new (AnshinDb *db)
{
  AnshinIndexer *self = g_new0 (AnshinIndexer, 1);

  self->db = db;
  wait (self, 0);
  return self;
}

/**
 * anshin_indexer_free:
 * @self: (nullable) (transfer full): an indexer
 *
 * What it is doing is finished; the rest is for the next service to do.
 */
void
anshin_indexer_free (AnshinIndexer *self)
{
  if (self == NULL)
    return;

  self->closed = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (!self->working)
    g_free (self);
}
