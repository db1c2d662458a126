/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-throttle-table.h"

/**
 * anshin_throttle_load:
 * @tx: a transaction
 * @subject: blind index of an account or a source, %ANSHIN_SEAL_INDEX_BYTES
 * @throttle: (out caller-allocates): how it stands with it; zero if it never failed
 * @error: return location
 */
gboolean
anshin_throttle_load (AnshinTx *tx, const guint8 *subject, AnshinThrottle *throttle,
                      GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  *throttle = (AnshinThrottle){ 0 };
  rows = anshin_tx_query (tx, error,
                          "SELECT failures, failures_in_all, locks, locked_until, updated_at "
                          "FROM throttle WHERE subject = $1",
                          "b", subject, (gsize) ANSHIN_SEAL_INDEX_BYTES);
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &failure))
    {
      throttle->failures = anshin_rows_get_int (rows, 0);
      throttle->failures_in_all = anshin_rows_get_int (rows, 1);
      throttle->locks = anshin_rows_get_int (rows, 2);
      throttle->locked_until = anshin_rows_get_int (rows, 3);
      throttle->updated_at = anshin_rows_get_int (rows, 4);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_throttle_store:
 * @tx: a transaction that writes
 * @subject: blind index of an account or a source
 * @throttle: how it stands with it
 * @error: return location
 */
gboolean
anshin_throttle_store (AnshinTx *tx, const guint8 *subject, const AnshinThrottle *throttle,
                       GError **error)
{
  return anshin_tx_exec (
    tx, error,
    "INSERT INTO throttle (subject, failures, failures_in_all, locks, locked_until, updated_at) "
    "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (subject) DO UPDATE SET "
    "failures = excluded.failures, failures_in_all = excluded.failures_in_all, "
    "locks = excluded.locks, locked_until = excluded.locked_until, "
    "updated_at = excluded.updated_at",
    "biiiii", subject, (gsize) ANSHIN_SEAL_INDEX_BYTES, throttle->failures,
    throttle->failures_in_all, throttle->locks, throttle->locked_until, throttle->updated_at);
}

/**
 * anshin_throttle_forget:
 * @tx: a transaction that writes
 * @subject: blind index of an account or a source that has succeeded
 * @error: return location
 */
gboolean
anshin_throttle_forget (AnshinTx *tx, const guint8 *subject, GError **error)
{
  return anshin_tx_exec (tx, error, "DELETE FROM throttle WHERE subject = $1", "b", subject,
                         (gsize) ANSHIN_SEAL_INDEX_BYTES);
}

/**
 * anshin_throttle_forget_sources:
 * @tx: a transaction that writes
 * @before: sources that neither failed nor had to wait since then are forgotten
 * @error: return location
 *
 * Addresses come and go without end; what accounts have failed is never forgotten so.
 */
gboolean
anshin_throttle_forget_sources (AnshinTx *tx, gint64 before, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "DELETE FROM throttle WHERE failures_in_all = 0 AND updated_at < $1 "
                         "AND locked_until < $2",
                         "ii", before, before);
}

/**
 * anshin_nonce_use:
 * @tx: a transaction that writes
 * @nonce: a nonce that this service has made and that has not expired
 * @now: the time
 * @expires_at: until when @nonce is good
 * @fresh: (out): whether it had not been used
 * @error: return location
 *
 * Those that have expired are forgotten on the way.
 */
gboolean
anshin_nonce_use (AnshinTx *tx, const char *nonce, gint64 now, gint64 expires_at, gboolean *fresh,
                  GError **error)
{
  if (!anshin_tx_exec (tx, error, "DELETE FROM used_nonce WHERE expires_at < $1", "i", now)
      || !anshin_tx_exec (tx, error,
                          "INSERT INTO used_nonce (nonce, expires_at) VALUES ($1, $2) "
                          "ON CONFLICT (nonce) DO NOTHING",
                          "ti", nonce, expires_at))
    return FALSE;
  *fresh = anshin_tx_get_changes (tx) == 1;
  return TRUE;
}
