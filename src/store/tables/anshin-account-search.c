/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "anshin-account-names.h"
#include "anshin-account-table.h"

#define SEARCH                                                                                    \
  "SELECT " ANSHIN_ACCOUNT_COLUMNS " FROM account a JOIN facility f ON f.id = a.facility_id"

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
  AnshinUserFilter filter;
  gpointer data;
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
  if (matches && search->filter (user, search->data))
    g_array_append_val (search->found, item);
  else
    found_clear (&item);
}

static gboolean
search_scan (Search *search, AnshinTx *tx, const char *facility_id, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  if (facility_id != NULL)
    rows = anshin_tx_query (tx, error, SEARCH " WHERE a.facility_id = $1", "t", facility_id);
  else
    rows = anshin_tx_query (tx, error, SEARCH, "");
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
 * @facility_id: (nullable): the facility whose staff alone is looked at
 * @filter: (scope call): which users are wanted
 * @data: for @filter
 * @after: the id after which to go on, "" for the beginning
 * @limit: how many at most
 * @users: (element-type AnshinUser): gets them in the order of their kana
 * @error: return location
 *
 * All accounts are looked at, as names are sealed; those unsealed before are kept in memory.
 */
gboolean
anshin_account_search (AnshinTx *tx, const char *words, const char *facility_id,
                       AnshinUserFilter filter, gpointer data, const char *after, guint limit,
                       GPtrArray *users, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  Search search = { words, after, filter, data, { NULL, NULL }, found };
  gboolean done = FALSE;

  g_array_set_clear_func (found, found_clear);
  done = search_scan (&search, tx, facility_id, error);
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
