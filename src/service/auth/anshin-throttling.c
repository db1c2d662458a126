/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-throttling.h"

#include <gio/gio.h>
#include <netinet/in.h>
#include <sodium.h>
#include <string.h>

#include "anshin-clock.h"
#include "anshin-error.h"
#include "anshin-limits.h"
#include "anshin-principal.h"
#include "anshin-throttle-table.h"

#define ACCOUNT_PURPOSE "throttle-account"
#define SOURCE_PURPOSE "throttle-source"
#define MAX_LOCK_DOUBLINGS 6
#define SOURCE_MEMORY (15 * 60 * ANSHIN_SECOND)
#define SOURCE_KEPT (24 * 60 * 60 * ANSHIN_SECOND)
#define FORGET_ONE_IN 64

/* A lock that only the office undoes. */
#define LOCKED_FOR_GOOD G_MAXINT64

static gint64
get_lock_time (gint64 seconds, gint64 locks)
{
  return (seconds << MIN (locks, MAX_LOCK_DOUBLINGS)) * ANSHIN_SECOND;
}

/**
 * anshin_source_get_network:
 * @source: where a request comes from, as the proxy names it
 *
 * One who has an IPv6 address has the whole network of 64 bits that it is in.
 *
 * Returns: (transfer full): what is taken for one source
 */
char *
anshin_source_get_network (const char *source)
{
  gsize length = strcspn (source, " ");
  g_autofree char *text = g_strndup (source, length);
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (text);
  g_autoptr (GInetAddress) network = NULL;
  g_autofree char *prefix = NULL;
  guint8 bytes[16] = { 0 };

  if (address == NULL || g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV6)
    return g_strdup (source);
  memcpy (bytes, g_inet_address_to_bytes (address), sizeof bytes);
  if (IN6_IS_ADDR_V4MAPPED ((const struct in6_addr *) bytes))
    network = g_inet_address_new_from_bytes (bytes + 12, G_SOCKET_FAMILY_IPV4);
  else
    {
      memset (bytes + 8, 0, 8);
      network = g_inet_address_new_from_bytes (bytes, G_SOCKET_FAMILY_IPV6);
    }
  prefix = g_inet_address_to_string (network);
  return g_strconcat (prefix, source + length, NULL);
}

static void
get_subject (AnshinTx *tx, const char *purpose, const char *text,
             guint8 out[ANSHIN_SEAL_INDEX_BYTES])
{
  anshin_sealer_index (anshin_tx_get_sealer (tx), purpose, text, out);
}

static void
get_source_subject (AnshinTx *tx, const char *source, guint8 out[ANSHIN_SEAL_INDEX_BYTES])
{
  g_autofree char *network = anshin_source_get_network (source);

  get_subject (tx, SOURCE_PURPOSE, network, out);
}

/**
 * anshin_throttling_charge_account:
 * @tx: a transaction that writes
 * @user_id: whose password is going to be looked at
 * @now: the time
 * @locked: (out): whether it must not be looked at
 * @error: return location
 *
 * After %ANSHIN_SIGN_IN_FAILURES_BEFORE_LOCK the account is locked, for longer each time; after
 * %ANSHIN_SIGN_IN_FAILURES_BEFORE_MANUAL for good.
 */
gboolean
anshin_throttling_charge_account (AnshinTx *tx, const char *user_id, gint64 now, gboolean *locked,
                                  GError **error)
{
  guint8 subject[ANSHIN_SEAL_INDEX_BYTES];
  AnshinThrottle throttle = { 0 };

  get_subject (tx, ACCOUNT_PURPOSE, user_id, subject);
  if (!anshin_throttle_load (tx, subject, &throttle, error))
    return FALSE;
  *locked = now < throttle.locked_until;
  if (*locked)
    return TRUE;

  throttle.failures++;
  throttle.failures_in_all++;
  throttle.updated_at = now;
  if (throttle.failures_in_all >= ANSHIN_SIGN_IN_FAILURES_BEFORE_MANUAL)
    throttle.locked_until = LOCKED_FOR_GOOD;
  else if (throttle.failures >= ANSHIN_SIGN_IN_FAILURES_BEFORE_LOCK)
    {
      throttle.locked_until = now + get_lock_time (ANSHIN_SIGN_IN_LOCK_SECONDS, throttle.locks);
      throttle.locks++;
      throttle.failures = 0;
    }
  return anshin_throttle_store (tx, subject, &throttle, error);
}

/**
 * anshin_throttling_forgive_account:
 * @tx: a transaction that writes
 * @user_id: whose password was right
 * @error: return location
 */
gboolean
anshin_throttling_forgive_account (AnshinTx *tx, const char *user_id, GError **error)
{
  guint8 subject[ANSHIN_SEAL_INDEX_BYTES];

  get_subject (tx, ACCOUNT_PURPOSE, user_id, subject);
  return anshin_throttle_forget (tx, subject, error);
}

/**
 * anshin_throttling_is_locked:
 * @tx: a transaction
 * @user_id: a user's id
 * @now: the time
 * @locked: (out): whether the account is locked
 * @error: return location
 */
gboolean
anshin_throttling_is_locked (AnshinTx *tx, const char *user_id, gint64 now, gboolean *locked,
                             GError **error)
{
  guint8 subject[ANSHIN_SEAL_INDEX_BYTES];
  AnshinThrottle throttle = { 0 };

  get_subject (tx, ACCOUNT_PURPOSE, user_id, subject);
  if (!anshin_throttle_load (tx, subject, &throttle, error))
    return FALSE;
  *locked = now < throttle.locked_until;
  return TRUE;
}

/**
 * anshin_throttling_charge_source:
 * @tx: a transaction that writes
 * @source: where a failed attempt came from; %ANSHIN_SOURCE_LOCAL is never made to wait, as all
 *   clients behind an unnamed proxy would
 * @now: the time
 * @error: return location
 */
gboolean
anshin_throttling_charge_source (AnshinTx *tx, const char *source, gint64 now, GError **error)
{
  guint8 subject[ANSHIN_SEAL_INDEX_BYTES];
  AnshinThrottle throttle = { 0 };

  if (g_strcmp0 (source, ANSHIN_SOURCE_LOCAL) == 0)
    return TRUE;
  get_source_subject (tx, source, subject);
  if (!anshin_throttle_load (tx, subject, &throttle, error))
    return FALSE;

  /* A clinic's people share one address: what was long ago does not count. */
  if (now - throttle.updated_at > SOURCE_MEMORY && now >= throttle.locked_until)
    throttle = (AnshinThrottle){ 0 };
  throttle.failures++;
  throttle.updated_at = now;
  if (throttle.failures >= ANSHIN_SOURCE_FAILURES_BEFORE_WAIT)
    {
      throttle.locked_until = now + get_lock_time (ANSHIN_SOURCE_WAIT_SECONDS, throttle.locks);
      throttle.locks++;
      throttle.failures = 0;
    }
  if (randombytes_uniform (FORGET_ONE_IN) == 0
      && !anshin_throttle_forget_sources (tx, now - SOURCE_KEPT, error))
    return FALSE;
  return anshin_throttle_store (tx, subject, &throttle, error);
}

/**
 * anshin_throttling_check_source:
 * @tx: a transaction
 * @source: where an attempt comes from
 * @now: the time
 * @error: %ANSHIN_ERROR_TOO_MANY if it has to wait
 */
gboolean
anshin_throttling_check_source (AnshinTx *tx, const char *source, gint64 now, GError **error)
{
  guint8 subject[ANSHIN_SEAL_INDEX_BYTES];
  AnshinThrottle throttle = { 0 };

  if (g_strcmp0 (source, ANSHIN_SOURCE_LOCAL) == 0)
    return TRUE;
  get_source_subject (tx, source, subject);
  if (!anshin_throttle_load (tx, subject, &throttle, error))
    return FALSE;
  if (now < throttle.locked_until)
    {
      anshin_set_error (error, ANSHIN_ERROR_TOO_MANY, NULL, "too many failures from one source");
      return FALSE;
    }
  return TRUE;
}
