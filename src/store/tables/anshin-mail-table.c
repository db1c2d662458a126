/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-mail-table.h"

#include "anshin-account-table.h"
#include "anshin-clock.h"
#include "anshin-limits.h"

#define PAUSE (ANSHIN_MAIL_PAUSE_SECONDS * ANSHIN_SECOND)
#define ON_LINE (ANSHIN_MAIL_ON_LINE_SECONDS * ANSHIN_SECOND)
#define LEASE (ANSHIN_MAIL_LEASE_SECONDS * ANSHIN_SECOND)
#define FIRST_WAIT (60 * ANSHIN_SECOND)
#define MAX_WAIT (ANSHIN_MAIL_MAX_WAIT_SECONDS * ANSHIN_SECOND)
#define GIVE_UP (ANSHIN_MAIL_GIVE_UP_SECONDS * ANSHIN_SECOND)

/**
 * anshin_mail_notice_clear:
 * @notice: a notice
 */
void
anshin_mail_notice_clear (AnshinMailNotice *notice)
{
  g_clear_pointer (&notice->user_id, g_free);
  g_clear_pointer (&notice->address, g_free);
}

/* Those who are not to be told any more: suspended, retired, on line, or there since. */
static gboolean
forget_idle (AnshinTx *tx, gint64 now, GError **error)
{
  return anshin_tx_exec (
    tx, error,
    "DELETE FROM mail_outbox WHERE due_at <= $1 AND claimed_at <= $2 AND user_id IN ("
    "SELECT o.user_id FROM mail_outbox o JOIN account a ON a.id = o.user_id "
    "WHERE o.due_at <= $1 AND (a.state <> 1 OR a.registered_at = 0 "
    "OR a.last_sign_in_at > o.queued_at OR o.queued_at < $3 "
    "OR EXISTS (SELECT 1 FROM session s WHERE s.user_id = a.id AND s.ended_at IS NULL "
    "AND (s.heard_at > $4 OR s.seen_at > $4 OR s.heard_at > o.queued_at "
    "OR s.seen_at > o.queued_at))))",
    "iiii", now, now - LEASE, now - GIVE_UP, now - ON_LINE);
}

/**
 * anshin_mail_claim:
 * @tx: a writing transaction
 * @now: the time
 * @notice: (out caller-allocates): whom to tell; its user is %NULL if nobody is to be told now
 * @error: return location
 *
 * Takes the notice that has waited longest. Nobody else gets it until it is finished, or the lease
 * is over because who had it is gone.
 */
gboolean
anshin_mail_claim (AnshinTx *tx, gint64 now, AnshinMailNotice *notice, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  g_autoptr (AnshinUser) user = NULL;
  GError *failure = NULL;

  *notice = (AnshinMailNotice){ NULL, NULL, now };
  if (!forget_idle (tx, now, error))
    return FALSE;
  rows = anshin_tx_query (tx, error,
                          "SELECT " ANSHIN_ACCOUNT_COLUMNS " FROM mail_outbox o "
                          "JOIN account a ON a.id = o.user_id JOIN facility f "
                          "ON f.id = a.facility_id WHERE o.due_at <= $1 AND o.claimed_at <= $2 "
                          "ORDER BY o.due_at, o.user_id LIMIT 1",
                          "ii", now, now - LEASE);
  if (rows == NULL)
    return FALSE;
  if (!anshin_rows_next (rows, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      return failure == NULL;
    }
  user = anshin_account_from_row (tx, rows, 0, error);
  if (user == NULL)
    return FALSE;
  notice->user_id = g_strdup (user->id);
  notice->address = g_strdup (user->mail);
  return anshin_tx_exec (tx, error,
                         "UPDATE mail_outbox SET claimed_at = $1, attempts = attempts + 1 "
                         "WHERE user_id = $2",
                         "it", now, user->id);
}

static gboolean
finish_sent (AnshinTx *tx, const AnshinMailNotice *notice, gint64 now, GError **error)
{
  /* What came up while the mail was on its way is told later. */
  return anshin_tx_exec (tx, error, "UPDATE account SET mailed_at = $1 WHERE id = $2", "it", now,
                         notice->user_id) &&
         anshin_tx_exec (tx, error,
                         "DELETE FROM mail_outbox WHERE user_id = $1 AND queued_at <= $2", "ti",
                         notice->user_id, notice->claimed_at) &&
         anshin_tx_exec (tx, error,
                         "UPDATE mail_outbox SET claimed_at = 0, attempts = 0, due_at = $1 "
                         "WHERE user_id = $2",
                         "it", now + PAUSE, notice->user_id);
}

static gboolean
get_attempts (AnshinTx *tx, const char *user_id, gint64 *attempts, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error, "SELECT attempts FROM mail_outbox WHERE user_id = $1", "t",
                          user_id);
  if (rows == NULL)
    return FALSE;
  *attempts = anshin_rows_next (rows, &failure) ? anshin_rows_get_int (rows, 0) : 1;
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_mail_finish:
 * @tx: a writing transaction
 * @notice: what anshin_mail_claim() gave
 * @now: the time
 * @sent: whether the mail was taken; if not, it is tried again later
 * @error: return location
 */
gboolean
anshin_mail_finish (AnshinTx *tx, const AnshinMailNotice *notice, gint64 now, gboolean sent,
                    GError **error)
{
  gint64 attempts = 0;
  gint64 wait = 0;

  if (sent)
    return finish_sent (tx, notice, now, error);
  if (!get_attempts (tx, notice->user_id, &attempts, error))
    return FALSE;
  wait = MIN (FIRST_WAIT << CLAMP (attempts - 1, 0, 10), MAX_WAIT);
  return anshin_tx_exec (tx, error,
                         "UPDATE mail_outbox SET claimed_at = 0, due_at = $1 WHERE user_id = $2",
                         "it", now + wait, notice->user_id);
}

/**
 * anshin_mail_set_on_line:
 * @tx: a writing transaction
 * @session_ids: (element-type utf8): sessions that have a stream
 * @now: the time
 * @error: return location
 */
gboolean
anshin_mail_set_on_line (AnshinTx *tx, GPtrArray *session_ids, gint64 now, GError **error)
{
  for (guint i = 0; i < session_ids->len; i++)
    if (!anshin_tx_exec (tx, error, "UPDATE session SET heard_at = $1 WHERE id = $2", "it", now,
                         (const char *) g_ptr_array_index (session_ids, i)))
      return FALSE;
  return TRUE;
}
