/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-mailer.h"

#include "anshin-clock.h"
#include "anshin-mail-message.h"
#include "anshin-mail-table.h"

#define LOOK_SECONDS 30
/* After so many failures in a row it is the relay that does not work, not an address. */
#define MAX_FAILURES 3

struct _AnshinMailer
{
  AnshinDb *db;
  const AnshinMailConfig *config;
  AnshinSmtp *smtp;
  GThread *thread;
  GMutex mutex;
  GCond cond;
  int stopping;
};

/* A turn: what was sent before is finished and the next is taken, in one transaction. */
typedef struct
{
  AnshinMailNotice *before;
  gboolean sent;
  AnshinMailNotice next;
  guint count;
} Turn;

static gboolean
collect_job (AnshinTx *tx, gpointer data, GError **error)
{
  Turn *turn = data;

  return anshin_mail_collect (tx, anshin_clock_now (), &turn->count, error);
}

static gboolean
turn_job (AnshinTx *tx, gpointer data, GError **error)
{
  Turn *turn = data;
  gint64 now = anshin_clock_now ();

  anshin_mail_notice_clear (&turn->next);
  return (turn->before->user_id == NULL ||
          anshin_mail_finish (tx, turn->before, now, turn->sent, error)) &&
         anshin_mail_claim (tx, now, &turn->next, error);
}

/* After the last: it is finished, and nothing is taken that would not be sent. */
static gboolean
finish_job (AnshinTx *tx, gpointer data, GError **error)
{
  Turn *turn = data;

  return anshin_mail_finish (tx, turn->before, anshin_clock_now (), turn->sent, error);
}

static gboolean
collect (AnshinMailer *self, GError **error)
{
  Turn turn = { .count = 1 };

  while (turn.count > 0 && !g_atomic_int_get (&self->stopping))
    if (!anshin_db_write_sync (self->db, collect_job, &turn, error))
      return FALSE;
  return TRUE;
}

static gboolean
send_one (AnshinMailer *self, const AnshinMailNotice *notice)
{
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;

  if (!anshin_mail_address_is_plain (notice->address))
    {
      self->config->report ("mail-failed", "an address that cannot be used");
      return FALSE;
    }
  message = anshin_mail_message_format (self->config->from, notice->address, anshin_clock_now ());
  if (anshin_smtp_send (self->smtp, self->config->from, notice->address, message, &error))
    return TRUE;
  self->config->report ("mail-failed", error->message);
  return FALSE;
}

/* One at a time: whatever happens in between, at most one mail comes twice (SECURITY ML-03). */
static gboolean
send_due (AnshinMailer *self, guint *sent, GError **error)
{
  g_auto (AnshinMailNotice) notice = { 0 };
  Turn turn = { .before = &notice };
  guint failures = 0;

  while (TRUE)
    {
      gboolean stop = g_atomic_int_get (&self->stopping) || failures >= MAX_FAILURES;

      if (stop && notice.user_id == NULL)
        return TRUE;
      if (!anshin_db_write_sync (self->db, stop ? finish_job : turn_job, &turn, error))
        return FALSE;
      anshin_mail_notice_clear (&notice);
      notice = turn.next;
      turn.next = (AnshinMailNotice){ 0 };
      if (notice.user_id == NULL)
        return TRUE;
      turn.sent = send_one (self, &notice);
      *sent += turn.sent;
      failures = turn.sent ? 0 : failures + 1;
    }
}

/**
 * anshin_mailer_run:
 * @self: a mailer that was not started
 * @sent: (out): how many mails the relay has taken
 * @error: return location for an error of the database
 *
 * Looks once for what is new and sends what is due.
 *
 * Returns: whether it worked; what could not be sent is tried again later
 */
gboolean
anshin_mailer_run (AnshinMailer *self, guint *sent, GError **error)
{
  gboolean ok = FALSE;

  *sent = 0;
  ok = collect (self, error) && send_due (self, sent, error);
  anshin_smtp_rest (self->smtp);
  return ok;
}

static void
look (AnshinMailer *self)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  guint sent = 0;

  if (!anshin_mailer_run (self, &sent, &error))
    self->config->report ("mail-failed", error->message);
  if (sent == 0)
    return;
  text = g_strdup_printf ("%u", sent);
  self->config->report ("mail-sent", text);
}

static gpointer
run_thread (gpointer data)
{
  AnshinMailer *self = data;

  g_mutex_lock (&self->mutex);
  while (!self->stopping)
    {
      gint64 next = g_get_monotonic_time () + LOOK_SECONDS * G_USEC_PER_SEC;

      g_mutex_unlock (&self->mutex);
      look (self);
      g_mutex_lock (&self->mutex);
      while (!self->stopping && g_cond_wait_until (&self->cond, &self->mutex, next))
        ;
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

/**
 * anshin_mailer_new:
 * @db: an open database; it must outlive the mailer
 * @config: borrowed for as long as the mailer
 *
 * Returns: (transfer full): a mailer that does nothing yet
 */
AnshinMailer *
anshin_mailer_new (AnshinDb *db, const AnshinMailConfig *config)
{
  AnshinMailer *self = g_new0 (AnshinMailer, 1);

  self->db = db;
  self->config = config;
  self->smtp = anshin_smtp_new (&config->smtp, &self->stopping);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  return self;
}

/**
 * anshin_mailer_start:
 * @self: a mailer
 *
 * Begins to look and to send, in a thread of its own.
 */
void
anshin_mailer_start (AnshinMailer *self)
{
  self->thread = g_thread_new ("mail", run_thread, self);
}

/**
 * anshin_mailer_free:
 * @self: (nullable) (transfer full): a mailer
 *
 * Waits a few seconds at most for a mail that is on its way.
 */
void
anshin_mailer_free (AnshinMailer *self)
{
  if (self == NULL)
    return;

  g_mutex_lock (&self->mutex);
  g_atomic_int_set (&self->stopping, TRUE);
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&self->thread, g_thread_join);
  anshin_smtp_free (self->smtp);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

/**
 * anshin_mail_config_clear:
 * @config: a configuration
 */
void
anshin_mail_config_clear (AnshinMailConfig *config)
{
  g_clear_pointer (&config->smtp.server, g_free);
  g_clear_pointer (&config->smtp.user, g_free);
  g_clear_pointer (&config->smtp.password, g_free);
  g_clear_pointer (&config->smtp.ca, g_free);
  g_clear_pointer (&config->from, g_free);
}
