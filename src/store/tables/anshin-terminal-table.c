/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-terminal-table.h"

#include <string.h>

/**
 * anshin_terminal_insert:
 * @tx: a transaction that writes
 * @id: the terminal's id
 * @user_id: whose it is
 * @name: what the user calls it
 * @public_key: Ed25519, %ANSHIN_PUBLIC_KEY_BYTES
 * @now: when it was enrolled
 * @error: return location
 */
gboolean
anshin_terminal_insert (AnshinTx *tx, const char *id, const char *user_id, const char *name,
                        const guint8 *public_key, gint64 now, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "INSERT INTO terminal (id, user_id, name, public_key, created_at, "
                         "last_seen_at) VALUES ($1, $2, $3, $4, $5, $6)",
                         "tttbii", id, user_id, name, public_key, (gsize) ANSHIN_PUBLIC_KEY_BYTES,
                         now, now);
}

/**
 * anshin_terminal_find_key:
 * @tx: a transaction
 * @id: a terminal's id
 * @user_id: whose it must be
 * @public_key: (out caller-allocates): its key
 * @found: (out): whether the user has such a terminal and it is not revoked
 * @error: return location
 */
gboolean
anshin_terminal_find_key (AnshinTx *tx, const char *id, const char *user_id,
                          guint8 public_key[ANSHIN_PUBLIC_KEY_BYTES], gboolean *found,
                          GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  *found = FALSE;
  rows = anshin_tx_query (tx, error,
                          "SELECT public_key FROM terminal "
                          "WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL",
                          "tt", id, user_id);
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &failure))
    {
      gsize size = 0;
      const guint8 *key = anshin_rows_get_blob (rows, 0, &size);

      *found = size == ANSHIN_PUBLIC_KEY_BYTES;
      if (*found)
        memcpy (public_key, key, size);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_terminal_count:
 * @tx: a transaction
 * @user_id: a user's id
 * @count: (out): how many terminals the user has that are not revoked
 * @error: return location
 */
gboolean
anshin_terminal_count (AnshinTx *tx, const char *user_id, gint64 *count, GError **error)
{
  AnshinRows *rows = anshin_tx_query (
    tx, error, "SELECT count(*) FROM terminal WHERE user_id = $1 AND revoked_at IS NULL", "t",
    user_id);

  return anshin_take_number (rows, count, error);
}

/**
 * anshin_terminal_get_name:
 * @tx: a transaction
 * @id: a terminal's id, or "" for none
 * @name: (out) (transfer full) (nullable): what its user calls it, %NULL if there is none
 * @error: return location
 */
gboolean
anshin_terminal_get_name (AnshinTx *tx, const char *id, char **name, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  *name = NULL;
  rows = anshin_tx_query (tx, error, "SELECT name FROM terminal WHERE id = $1", "t", id);
  return anshin_rows_first_text (rows, name, error);
}

/**
 * anshin_enrolment_code_insert:
 * @tx: a transaction that writes
 * @index: blind index of the code, %ANSHIN_SEAL_INDEX_BYTES; the code itself is nowhere kept
 * @user_id: whose terminal it enrols
 * @issued_by: who issued it
 * @now: when
 * @expires_at: until when it is good
 * @error: return location
 */
gboolean
anshin_enrolment_code_insert (AnshinTx *tx, const guint8 *index, const char *user_id,
                              const char *issued_by, gint64 now, gint64 expires_at,
                              GError **error)
{
  return anshin_tx_exec (tx, error,
                         "INSERT INTO enrolment_code (code_index, user_id, issued_by, created_at, "
                         "expires_at) VALUES ($1, $2, $3, $4, $5)",
                         "bttii", index, (gsize) ANSHIN_SEAL_INDEX_BYTES, user_id, issued_by, now,
                         expires_at);
}

/**
 * anshin_enrolment_code_is_good:
 * @tx: a transaction
 * @index: blind index of a code
 * @user_id: whose terminal it must enrol
 * @now: the time
 * @good: (out): whether it may be used
 * @error: return location
 */
gboolean
anshin_enrolment_code_is_good (AnshinTx *tx, const guint8 *index, const char *user_id, gint64 now,
                               gboolean *good, GError **error)
{
  AnshinRows *rows = anshin_tx_query (
    tx, error,
    "SELECT count(*) FROM enrolment_code WHERE code_index = $1 AND user_id = $2 "
    "AND used_at IS NULL AND expires_at > $3",
    "bti", index, (gsize) ANSHIN_SEAL_INDEX_BYTES, user_id, now);
  gint64 count = 0;

  if (!anshin_take_number (rows, &count, error))
    return FALSE;
  *good = count == 1;
  return TRUE;
}

/**
 * anshin_enrolment_code_use:
 * @tx: a transaction that writes
 * @index: blind index of a code
 * @now: the time
 * @used: (out): whether it was good until now; it is not any more
 * @error: return location
 */
gboolean
anshin_enrolment_code_use (AnshinTx *tx, const guint8 *index, gint64 now, gboolean *used,
                           GError **error)
{
  if (!anshin_tx_exec (tx, error,
                       "UPDATE enrolment_code SET used_at = $1 WHERE code_index = $2 "
                       "AND used_at IS NULL AND expires_at > $3",
                       "ibi", now, index, (gsize) ANSHIN_SEAL_INDEX_BYTES, now))
    return FALSE;
  *used = anshin_tx_get_changes (tx) == 1;
  return TRUE;
}

/**
 * anshin_enrolment_code_keep_newest:
 * @tx: a transaction that writes
 * @user_id: a user's id
 * @n_kept: how many of the user's unused codes stay good
 * @now: the time
 * @error: return location
 *
 * The oldest unused codes beyond @n_kept are not good any more.
 */
gboolean
anshin_enrolment_code_keep_newest (AnshinTx *tx, const char *user_id, guint n_kept, gint64 now,
                                   GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE enrolment_code SET used_at = $1 WHERE used_at IS NULL "
                         "AND user_id = $2 AND code_index NOT IN (SELECT code_index "
                         "FROM enrolment_code WHERE user_id = $3 AND used_at IS NULL "
                         "ORDER BY created_at DESC, code_index LIMIT $4)",
                         "itti", now, user_id, user_id, (gint64) n_kept);
}

/**
 * anshin_bootstrap_token_replace:
 * @tx: a transaction that writes
 * @index: blind index of a new token
 * @now: the time
 * @error: return location
 *
 * Makes the token with which the first office user is made; an unused one before it is void.
 */
gboolean
anshin_bootstrap_token_replace (AnshinTx *tx, const guint8 *index, gint64 now, GError **error)
{
  return anshin_tx_exec (tx, error, "DELETE FROM bootstrap_token WHERE used_at IS NULL", "")
         && anshin_tx_exec (tx, error,
                            "INSERT INTO bootstrap_token (token_index, created_at) "
                            "VALUES ($1, $2)",
                            "bi", index, (gsize) ANSHIN_SEAL_INDEX_BYTES, now);
}

/**
 * anshin_bootstrap_token_find:
 * @tx: a transaction
 * @index: blind index of a token
 * @state: (out): whether there is such a token and it may be used
 * @error: return location
 */
gboolean
anshin_bootstrap_token_find (AnshinTx *tx, const guint8 *index, AnshinBootstrapState *state,
                             GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  *state = ANSHIN_BOOTSTRAP_UNKNOWN;
  rows = anshin_tx_query (tx, error, "SELECT used_at FROM bootstrap_token WHERE token_index = $1",
                          "b", index, (gsize) ANSHIN_SEAL_INDEX_BYTES);
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &failure))
    *state = anshin_rows_is_null (rows, 0) ? ANSHIN_BOOTSTRAP_GOOD : ANSHIN_BOOTSTRAP_USED;
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_bootstrap_token_use:
 * @tx: a transaction that writes
 * @index: blind index of a token
 * @now: the time
 * @used: (out): whether it was good until now; it is not any more
 * @error: return location
 */
gboolean
anshin_bootstrap_token_use (AnshinTx *tx, const guint8 *index, gint64 now, gboolean *used,
                            GError **error)
{
  if (!anshin_tx_exec (tx, error,
                       "UPDATE bootstrap_token SET used_at = $1 WHERE token_index = $2 "
                       "AND used_at IS NULL",
                       "ib", now, index, (gsize) ANSHIN_SEAL_INDEX_BYTES))
    return FALSE;
  *used = anshin_tx_get_changes (tx) == 1;
  return TRUE;
}
