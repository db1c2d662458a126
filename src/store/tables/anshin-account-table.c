/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-account-table.h"

#include <string.h>

#include "anshin-channel.h"
#include "anshin-clock.h"
#include "anshin-id.h"
#include "anshin-limits.h"
#include "anshin-text.h"

#define MAIL_PURPOSE "mail"
#define RELEASED_PURPOSE "mail-released"

/**
 * anshin_account_get_mail_index:
 * @sealer: the database's sealer
 * @mail: a mail address as it was typed
 * @out: (out caller-allocates): its blind index
 *
 * Addresses that differ in case or width alone have the same index (PRODUCT "Registration").
 */
void
anshin_account_get_mail_index (AnshinSealer *sealer, const char *mail,
                               guint8 out[ANSHIN_SEAL_INDEX_BYTES])
{
  g_autofree char *normalised = anshin_text_normalize_mail (mail);

  anshin_sealer_index (sealer, MAIL_PURPOSE, normalised, out);
}

/**
 * anshin_account_from_row:
 * @tx: a transaction
 * @rows: rows at one that has %ANSHIN_ACCOUNT_COLUMNS
 * @first_column: where these begin
 * @error: %ANSHIN_ERROR_CORRUPT if the row has been tampered with
 *
 * Returns: (transfer full) (nullable): the user, the mail address included: who may not see it
 *   must not be given it
 */
AnshinUser *
anshin_account_from_row (AnshinTx *tx, AnshinRows *rows, int first_column, GError **error)
{
  g_autoptr (AnshinUser) user = anshin_user_new ();
  const guint8 *sealed = NULL;
  gsize size = 0;

  user->id = g_strdup (anshin_rows_get_text (rows, first_column));
  user->facility_id = g_strdup (anshin_rows_get_text (rows, first_column + 1));
  user->profession = anshin_rows_get_int (rows, first_column + 2);
  user->office = anshin_rows_get_int (rows, first_column + 3) != 0;
  user->facility_admin = anshin_rows_get_int (rows, first_column + 4) != 0;
  user->state = anshin_rows_get_int (rows, first_column + 5);
  user->facility_name = g_strdup (anshin_rows_get_text (rows, first_column + 8));
  user->facility_kind = anshin_rows_get_int (rows, first_column + 9);
  user->version = anshin_rows_get_int (rows, first_column + 6);
  user->whole_picture = anshin_rows_get_int (rows, first_column + 10) != 0;
  sealed = anshin_rows_get_blob (rows, first_column + 7, &size);
  if (!anshin_account_unseal (tx, user, user->version, sealed, size, error))
    return NULL;
  return g_steal_pointer (&user);
}

/**
 * anshin_account_load:
 * @tx: a transaction
 * @id: a user's id
 * @error: %ANSHIN_ERROR_NOT_FOUND if there is none
 *
 * Returns: (transfer full) (nullable): the user, in whatever state the account is
 */
AnshinUser *
anshin_account_load (AnshinTx *tx, const char *id, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT " ANSHIN_ACCOUNT_COLUMNS " FROM account a "
                          "JOIN facility f ON f.id = a.facility_id WHERE a.id = $1",
                          "t", id);
  return anshin_rows_first (rows, error) ? anshin_account_from_row (tx, rows, 0, error) : NULL;
}

/* Who retired so long ago that the mail address may be given to somebody else. */
static gint64
get_release_time (void)
{
  return anshin_clock_now () - ANSHIN_RETIRED_MAIL_SECONDS * ANSHIN_SECOND;
}

/**
 * anshin_account_find:
 * @tx: a transaction
 * @mail: a mail address as it was typed
 * @id: (out) (nullable): the id of the account that has it, %NULL if none does
 * @error: return location
 *
 * Who has been retired for %ANSHIN_RETIRED_MAIL_SECONDS has it no more.
 */
gboolean
anshin_account_find (AnshinTx *tx, const char *mail, char **id, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  guint8 index[ANSHIN_SEAL_INDEX_BYTES];

  *id = NULL;
  anshin_account_get_mail_index (anshin_tx_get_sealer (tx), mail, index);
  rows = anshin_tx_query (tx, error,
                          "SELECT id FROM account WHERE mail_index = $1 "
                          "AND (state <> 3 OR retired_at > $2)",
                          "bi", index, sizeof index, get_release_time ());
  return anshin_rows_first_text (rows, id, error);
}

/* The index that stays with an account which has lost its address to another. */
static gboolean
release_mail (AnshinTx *tx, const guint8 *index, gsize size, GError **error)
{
  g_autofree char *unique = anshin_id_new ();
  guint8 none[ANSHIN_SEAL_INDEX_BYTES];

  anshin_sealer_index (anshin_tx_get_sealer (tx), RELEASED_PURPOSE, unique, none);
  return anshin_tx_exec (tx, error,
                         "UPDATE account SET mail_index = $1 WHERE mail_index = $2 "
                         "AND state = 3 AND retired_at <= $3",
                         "bbi", none, sizeof none, index, size, get_release_time ());
}

/**
 * anshin_account_claim_mail:
 * @tx: a writing transaction
 * @mail: a mail address as it was typed
 * @id: (nullable): the account that may have it already
 * @error: %ANSHIN_ERROR_MAIL_TAKEN naming `mail`
 *
 * Makes sure that no other account has @mail; one whose user retired long ago loses it.
 */
gboolean
anshin_account_claim_mail (AnshinTx *tx, const char *mail, const char *id, GError **error)
{
  g_autofree char *taken_by = NULL;
  guint8 index[ANSHIN_SEAL_INDEX_BYTES];

  if (!anshin_account_find (tx, mail, &taken_by, error))
    return FALSE;
  if (taken_by != NULL)
    {
      if (g_strcmp0 (taken_by, id) == 0)
        return TRUE;
      anshin_set_error (error, ANSHIN_ERROR_MAIL_TAKEN, "mail", "Mail address is taken");
      return FALSE;
    }
  anshin_account_get_mail_index (anshin_tx_get_sealer (tx), mail, index);
  return release_mail (tx, index, sizeof index, error);
}

/**
 * anshin_account_insert:
 * @tx: a writing transaction
 * @user: the user, with mail and facility; gets an id if it has none. Active unless it says else
 * @password_hash: the hash of the password
 * @password_temporary: whether it must be replaced by the user's own
 * @password_expires_at: when it ceases to be good, in microseconds; 0 for never
 * @error: %ANSHIN_ERROR_MAIL_TAKEN naming `mail`
 *
 * Makes the user's inbox as well, the channel that has the user's id.
 */
gboolean
anshin_account_insert (AnshinTx *tx, AnshinUser *user, const char *password_hash,
                       gboolean password_temporary, gint64 password_expires_at, GError **error)
{
  g_autoptr (GBytes) sealed = NULL;
  guint8 index[ANSHIN_SEAL_INDEX_BYTES];

  if (!anshin_account_claim_mail (tx, user->mail, NULL, error))
    return FALSE;
  if (user->id == NULL)
    user->id = anshin_id_new ();
  if (user->state == ANSHIN_ACCOUNT_NONE)
    user->state = ANSHIN_ACCOUNT_ACTIVE;
  anshin_account_get_mail_index (anshin_tx_get_sealer (tx), user->mail, index);
  sealed = anshin_account_seal (tx, user, 1, error);
  if (sealed == NULL)
    return FALSE;

  return anshin_tx_exec (
    tx, error,
    "INSERT INTO account (id, facility_id, mail_index, profession, office, facility_admin, state, "
    "password_hash, password_temporary, password_expires_at, sealed, version, last_sign_in_at, "
    "last_sign_in_terminal, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, 0, '', $12)",
    "ttbiiiitiigi", user->id, user->facility_id, index, sizeof index, (gint64) user->profession,
    (gint64) user->office, (gint64) user->facility_admin, (gint64) user->state, password_hash,
    (gint64) password_temporary, password_expires_at, sealed, anshin_clock_now ()) &&
         anshin_channel_create (tx, user->id, ANSHIN_SEAL_ACCOUNTS, error);
}

/**
 * anshin_account_take_rows:
 * @tx: a transaction
 * @rows: (transfer full) (nullable): accounts by %ANSHIN_ACCOUNT_COLUMNS; %NULL if asking for them
 *   has failed
 * @users: (element-type AnshinUser): gets them
 * @error: return location
 */
gboolean
anshin_account_take_rows (AnshinTx *tx, AnshinRows *rows, GPtrArray *users, GError **error)
{
  g_autoptr (AnshinRows) owned = rows;
  GError *failure = NULL;

  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinUser *user = anshin_account_from_row (tx, rows, 0, error);

      if (user == NULL)
        return FALSE;
      g_ptr_array_add (users, user);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_account_list_staff:
 * @tx: a transaction
 * @facility_id: a facility
 * @users: (element-type AnshinUser): gets its active staff, in the order of their ids
 * @error: return location
 */
gboolean
anshin_account_list_staff (AnshinTx *tx, const char *facility_id, GPtrArray *users,
                           GError **error)
{
  AnshinRows *rows = anshin_tx_query (tx, error,
                                      "SELECT " ANSHIN_ACCOUNT_COLUMNS " FROM account a "
                                      "JOIN facility f ON f.id = a.facility_id "
                                      "WHERE a.facility_id = $1 AND a.state = 1 ORDER BY a.id",
                                      "t", facility_id);

  return anshin_account_take_rows (tx, rows, users, error);
}

/**
 * anshin_account_list_office:
 * @tx: a transaction
 * @users: (element-type AnshinUser): gets the office's active staff, in the order of their ids
 * @error: return location
 */
gboolean
anshin_account_list_office (AnshinTx *tx, GPtrArray *users, GError **error)
{
  AnshinRows *rows = anshin_tx_query (tx, error,
                                      "SELECT " ANSHIN_ACCOUNT_COLUMNS " FROM facility f "
                                      "JOIN account a ON a.facility_id = f.id "
                                      "WHERE f.kind = 13 AND a.office = 1 AND a.state = 1 "
                                      "ORDER BY a.id",
                                      "");

  return anshin_account_take_rows (tx, rows, users, error);
}
