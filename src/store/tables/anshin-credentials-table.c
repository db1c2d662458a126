/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-account-table.h"
#include "anshin-terminal-table.h"

#define CREDENTIALS_SELECT                                                                        \
  "SELECT id, state, password_hash, password_temporary, password_expires_at, last_sign_in_at, "    \
  "last_sign_in_terminal FROM account "

static gboolean
take_credentials (AnshinRows *rows, AnshinCredentials *credentials, gboolean *found,
                  GError **error)
{
  GError *failure = NULL;

  *found = rows != NULL && anshin_rows_next (rows, &failure);
  if (*found)
    {
      credentials->user_id = g_strdup (anshin_rows_get_text (rows, 0));
      credentials->state = (int) anshin_rows_get_int (rows, 1);
      credentials->password_hash = g_strdup (anshin_rows_get_text (rows, 2));
      credentials->password_temporary = anshin_rows_get_int (rows, 3) != 0;
      credentials->password_expires_at = anshin_rows_get_int (rows, 4);
      credentials->last_sign_in_at = anshin_rows_get_int (rows, 5);
      credentials->last_sign_in_terminal = g_strdup (anshin_rows_get_text (rows, 6));
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return rows != NULL && failure == NULL;
}

/**
 * anshin_credentials_clear:
 * @credentials: what signing in needs of an account
 */
void
anshin_credentials_clear (AnshinCredentials *credentials)
{
  g_clear_pointer (&credentials->user_id, g_free);
  g_clear_pointer (&credentials->password_hash, g_free);
  g_clear_pointer (&credentials->last_sign_in_terminal, g_free);
}

/**
 * anshin_credentials_find:
 * @tx: a transaction
 * @mail: a mail address as it was typed
 * @credentials: (out caller-allocates): to be cleared if @found
 * @found: (out): whether an account has that address, in whatever state it is
 * @error: return location
 */
gboolean
anshin_credentials_find (AnshinTx *tx, const char *mail, AnshinCredentials *credentials,
                         gboolean *found, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  guint8 index[ANSHIN_SEAL_INDEX_BYTES];

  anshin_account_get_mail_index (anshin_tx_get_sealer (tx), mail, index);
  rows = anshin_tx_query (tx, error, CREDENTIALS_SELECT "WHERE mail_index = $1", "b", index,
                          sizeof index);
  return take_credentials (rows, credentials, found, error);
}

/**
 * anshin_credentials_load:
 * @tx: a transaction
 * @user_id: a user's id
 * @credentials: (out caller-allocates): to be cleared if @found
 * @found: (out): whether there is such an account
 * @error: return location
 */
gboolean
anshin_credentials_load (AnshinTx *tx, const char *user_id, AnshinCredentials *credentials,
                         gboolean *found, GError **error)
{
  g_autoptr (AnshinRows) rows = anshin_tx_query (tx, error, CREDENTIALS_SELECT "WHERE id = $1",
                                                 "t", user_id);

  return take_credentials (rows, credentials, found, error);
}

/**
 * anshin_credentials_set_password:
 * @tx: a transaction that writes
 * @user_id: a user's id
 * @hash: the hash of the user's own new password
 * @error: return location
 */
gboolean
anshin_credentials_set_password (AnshinTx *tx, const char *user_id, const char *hash,
                                 GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE account SET password_hash = $1, password_temporary = 0, "
                         "password_expires_at = 0 WHERE id = $2",
                         "tt", hash, user_id);
}

/**
 * anshin_credentials_set_temporary:
 * @tx: a transaction that writes
 * @user_id: a user's id
 * @hash: the hash of a temporary password
 * @expires_at: until when it is good
 * @error: return location
 */
gboolean
anshin_credentials_set_temporary (AnshinTx *tx, const char *user_id, const char *hash,
                                  gint64 expires_at, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE account SET password_hash = $1, password_temporary = 1, "
                         "password_expires_at = $2 WHERE id = $3",
                         "tit", hash, expires_at, user_id);
}

/**
 * anshin_credentials_set_signed_in:
 * @tx: a transaction that writes
 * @user_id: a user's id
 * @terminal_id: from which terminal
 * @now: when
 * @error: return location
 *
 * Keeps the last sign-in, which the next one is shown (SECURITY AUTH-11).
 */
gboolean
anshin_credentials_set_signed_in (AnshinTx *tx, const char *user_id, const char *terminal_id,
                                  gint64 now, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE account SET last_sign_in_at = $1, last_sign_in_terminal = $2 "
                         "WHERE id = $3",
                         "itt", now, terminal_id, user_id)
         && anshin_tx_exec (tx, error, "UPDATE terminal SET last_seen_at = $1 WHERE id = $2", "it",
                            now, terminal_id);
}

/**
 * anshin_account_any_office:
 * @tx: a transaction
 * @any: (out): whether there is an account of the office
 * @error: return location
 */
gboolean
anshin_account_any_office (AnshinTx *tx, gboolean *any, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error, "SELECT count(*) FROM account WHERE office = 1", "");
  if (rows == NULL)
    return FALSE;
  *any = anshin_rows_next (rows, &failure) && anshin_rows_get_int (rows, 0) > 0;
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}
