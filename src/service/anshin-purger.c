/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-purger.h"

#include "anshin-clock.h"
#include "anshin-log.h"
#include "anshin-purge.h"

#define HOUR_MS (60 * 60 * 1000)
#define RETRY_MS (60 * 1000)

/* @step: what the jobs are handed, so it comes first. @working: a job is on its way, which ends
 * with a callback; until then nothing is freed. */
struct _AnshinPurger
{
  AnshinPurge step;
  AnshinDb *db;
  guint pause_ms;
  guint timer;
  gboolean working;
  gboolean closed;
};

static gboolean on_timer_cb (gpointer user_data);

static void
wait (AnshinPurger *self, guint ms)
{
  self->timer = g_timeout_add (ms, on_timer_cb, self);
}

/* Returns whether it goes on. */
static gboolean
come_back (AnshinPurger *self, const char *what, const GError *error)
{
  self->working = FALSE;
  if (self->closed)
    {
      anshin_purge_clear (&self->step);
      g_free (self);
      return FALSE;
    }
  if (error == NULL)
    return TRUE;
  anshin_log (G_LOG_LEVEL_WARNING, what, "reason", error->message, NULL);
  wait (self, RETRY_MS);
  return FALSE;
}

static void
on_finished_cb (gpointer job, const GError *error)
{
  AnshinPurger *self = job;

  if (!come_back (self, "purge-failed", error))
    return;
  anshin_log (G_LOG_LEVEL_MESSAGE, "scrubbed", NULL);
  wait (self, self->pause_ms);
}

static void
on_scrubbed_cb (gpointer job, const GError *error)
{
  AnshinPurger *self = job;

  if (!come_back (self, "scrub-put-off", error))
    return;
  self->working = anshin_db_write (self->db, anshin_purge_finish, on_finished_cb, self);
  if (!self->working)
    wait (self, RETRY_MS);
}

static void
on_step_cb (gpointer job, const GError *error)
{
  AnshinPurger *self = job;

  if (!come_back (self, "purge-failed", error))
    return;
  if (self->step.groups > 0)
    anshin_log (G_LOG_LEVEL_MESSAGE, "purged", NULL);
  if (self->step.more)
    wait (self, 0);
  else if (self->step.to_scrub->len == 0)
    wait (self, self->pause_ms);
  else
    {
      self->working = anshin_db_scrub (self->db, on_scrubbed_cb, self);
      if (!self->working)
        wait (self, RETRY_MS);
    }
}

static gboolean
on_timer_cb (gpointer user_data)
{
  AnshinPurger *self = user_data;

  self->timer = 0;
  self->step.now = anshin_clock_now ();
  self->working = anshin_db_write (self->db, anshin_purge_step, on_step_cb, self);
  if (!self->working)
    wait (self, RETRY_MS);
  return G_SOURCE_REMOVE;
}

/**
 * anshin_purger_new:
 * @db: a database that can be written, which outlives the purger
 * @pause_ms: how long to wait between two looks, in milliseconds; 0 for an hour
 *
 * Returns: (transfer full): a purger, at work already
 */
AnshinPurger *
anshin_purger_new (AnshinDb *db, guint pause_ms)
{
  AnshinPurger *self = g_new0 (AnshinPurger, 1);

  self->db = db;
  self->pause_ms = pause_ms > 0 ? pause_ms : HOUR_MS;
  wait (self, 0);
  return self;
}

/**
 * anshin_purger_free:
 * @self: (nullable) (transfer full): a purger
 *
 * What it is doing is finished; the rest is for the next service to do.
 */
void
anshin_purger_free (AnshinPurger *self)
{
  if (self == NULL)
    return;

  self->closed = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (!self->working)
    come_back (self, NULL, NULL);
}
