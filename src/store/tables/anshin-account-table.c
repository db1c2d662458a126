/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-account-table.h"

#include <string.h>

#include "anshin-account-names.h"
#include "anshin-channel.h"
#include "anshin-clock.h"
#include "anshin-id.h"
#include "anshin-text.h"

#define MAIL_PURPOSE "mail"

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
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT " ANSHIN_ACCOUNT_COLUMNS " FROM account a "
                          "JOIN facility f ON f.id = a.facility_id WHERE a.id = $1",
                          "t", id);
  if (rows == NULL)
    return NULL;
  if (anshin_rows_next (rows, &failure))
    return anshin_account_from_row (tx, rows, 0, error);

  if (failure != NULL)
    g_propagate_error (error, failure);
  else
    anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "No such user");
  return NULL;
}

/**
 * anshin_account_find:
 * @tx: a transaction
 * @mail: a mail address as it was typed
 * @id: (out) (nullable): the id of the account that has it, %NULL if none does
 * @error: return location
 */
gboolean
anshin_account_find (AnshinTx *tx, const char *mail, char **id, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  guint8 index[ANSHIN_SEAL_INDEX_BYTES];
  GError *failure = NULL;

  *id = NULL;
  anshin_account_get_mail_index (anshin_tx_get_sealer (tx), mail, index);
  rows = anshin_tx_query (tx, error, "SELECT id FROM account WHERE mail_index = $1", "b", index,
                          sizeof index);
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &failure))
    *id = g_strdup (anshin_rows_get_text (rows, 0));
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
check_mail_is_free (AnshinTx *tx, const char *mail, GError **error)
{
  g_autofree char *taken_by = NULL;

  if (!anshin_account_find (tx, mail, &taken_by, error))
    return FALSE;
  if (taken_by == NULL)
    return TRUE;

  anshin_set_error (error, ANSHIN_ERROR_MAIL_TAKEN, "mail", "Mail address is taken");
  return FALSE;
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

  if (!check_mail_is_free (tx, user->mail, error))
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

static gboolean
take_users (AnshinTx *tx, AnshinRows *rows, GPtrArray *users, GError **error)
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
  return take_users (tx,
                     anshin_tx_query (tx, error,
                                      "SELECT " ANSHIN_ACCOUNT_COLUMNS " FROM account a "
                                      "JOIN facility f ON f.id = a.facility_id "
                                      "WHERE a.facility_id = $1 AND a.state = 1 ORDER BY a.id",
                                      "t", facility_id),
                     users, error);
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
  return take_users (tx,
                     anshin_tx_query (tx, error,
                                      "SELECT " ANSHIN_ACCOUNT_COLUMNS " FROM facility f "
                                      "JOIN account a ON a.facility_id = f.id "
                                      "WHERE f.kind = 13 AND a.office = 1 AND a.state = 1 "
                                      "ORDER BY a.id",
                                      ""),
                     users, error);
}

/* One user found: what it is ordered by, and the user. */
typedef struct
{
  char *sort_key;
  AnshinUser *user;
} Found;

/* What a search looks for, the user after whom it goes on, and what it has found. */
typedef struct
{
  const char *words;
  const char *after;
  Found cursor;
  GArray *found;
} Search;

static void
found_clear (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->sort_key, g_free);
  g_clear_object (&found->user);
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *left = a;
  const Found *right = b;
  int order = strcmp (left->sort_key, right->sort_key);

  return order != 0 ? order : strcmp (left->user->id, right->user->id);
}

static void
search_take (Search *search, AnshinUser *user)
{
  Found item = { NULL, user };
  gboolean matches = anshin_account_names_match (user, search->words, &item.sort_key);

  if (strcmp (user->id, search->after) == 0)
    search->cursor = (Found){ g_strdup (item.sort_key), g_object_ref (user) };
  if (matches && user->state == ANSHIN_ACCOUNT_ACTIVE)
    g_array_append_val (search->found, item);
  else
    found_clear (&item);
}

static gboolean
search_scan (Search *search, AnshinTx *tx, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT " ANSHIN_ACCOUNT_COLUMNS " FROM account a "
                          "JOIN facility f ON f.id = a.facility_id",
                          "");
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinUser *user = anshin_account_from_row (tx, rows, 0, error);

      if (user == NULL)
        return FALSE;
      search_take (search, user);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_account_search:
 * @tx: a transaction
 * @words: folded words, all of which must be in name, kana, profession or facility; "" for all
 * @after: the id after which to go on, "" for the beginning
 * @limit: how many at most
 * @users: (element-type AnshinUser): gets active users in the order of their kana
 * @error: return location
 *
 * All accounts are looked at, as names are sealed; those unsealed before are kept in memory.
 */
gboolean
anshin_account_search (AnshinTx *tx, const char *words, const char *after, guint limit,
                       GPtrArray *users, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  Search search = { words, after, { NULL, NULL }, found };
  gboolean done = FALSE;

  g_array_set_clear_func (found, found_clear);
  done = search_scan (&search, tx, error);
  g_array_sort (found, compare_found);
  for (guint i = 0; done && i < found->len && users->len < limit; i++)
    {
      const Found *item = &g_array_index (found, Found, i);

      if (search.cursor.user == NULL || compare_found (item, &search.cursor) > 0)
        g_ptr_array_add (users, g_object_ref (item->user));
    }
  found_clear (&search.cursor);
  return done;
}
