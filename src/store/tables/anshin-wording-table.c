/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-wording-table.h"

#include "anshin-account-table.h"
#include "anshin-choice.h"
#include "anshin-clock.h"

/**
 * anshin_wording_get_newest:
 * @tx: a transaction
 * @kind: which text, an #AnshinWordingKind
 * @version: (out): the number of its newest version; 0 if there is none
 * @error: return location
 */
gboolean
anshin_wording_get_newest (AnshinTx *tx, int kind, gint64 *version, GError **error)
{
  AnshinRows *rows = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT version FROM wording WHERE kind = $1 "
                          "ORDER BY version DESC LIMIT 1",
                          "i", (gint64) kind);
  return anshin_take_number (rows, version, error);
}

/**
 * anshin_wording_insert:
 * @tx: a writing transaction
 * @wording: kind and text; gets the next version and the time
 * @by: who publishes it
 * @error: return location
 */
gboolean
anshin_wording_insert (AnshinTx *tx, AnshinWording *wording, const char *by, GError **error)
{
  gint64 newest = 0;

  if (!anshin_wording_get_newest (tx, wording->kind, &newest, error))
    return FALSE;
  wording->version = newest + 1;
  wording->published_at = anshin_clock_now ();
  return anshin_tx_exec (tx, error,
                         "INSERT INTO wording (kind, version, text, published_by, published_at) "
                         "VALUES ($1, $2, $3, $4, $5)",
                         "iitti", (gint64) wording->kind, wording->version, wording->text, by,
                         wording->published_at);
}

/* Columns: kind, version, who, when, and the text where it is asked for. */
static AnshinWording *
wording_from_row (AnshinTx *tx, AnshinRows *rows, gboolean text, GError **error)
{
  g_autoptr (AnshinWording) wording = anshin_wording_new ();
  g_autoptr (AnshinUser) by = NULL;

  wording->kind = anshin_rows_get_int (rows, 0);
  wording->version = anshin_rows_get_int (rows, 1);
  wording->published_at = anshin_rows_get_int (rows, 3);
  if (text)
    wording->text = g_strdup (anshin_rows_get_text (rows, 4));
  if (!anshin_rows_is_null (rows, 2))
    {
      by = anshin_account_load (tx, anshin_rows_get_text (rows, 2), error);
      if (by == NULL)
        return NULL;
      wording->published_by_name = g_strdup (by->name);
    }
  return g_steal_pointer (&wording);
}

/**
 * anshin_wording_load:
 * @tx: a transaction
 * @kind: which text, an #AnshinWordingKind
 * @version: which version
 * @error: %ANSHIN_ERROR_NOT_FOUND if there is none
 *
 * Returns: (transfer full) (nullable): the wording with its text
 */
AnshinWording *
anshin_wording_load (AnshinTx *tx, int kind, gint64 version, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT kind, version, published_by, published_at, text FROM wording "
                          "WHERE kind = $1 AND version = $2",
                          "ii", (gint64) kind, version);
  return anshin_rows_first (rows, error) ? wording_from_row (tx, rows, TRUE, error) : NULL;
}

/**
 * anshin_wording_list:
 * @tx: a transaction
 * @kind: which text, an #AnshinWordingKind
 * @before: the version before which to start; %G_MAXINT64 for the newest
 * @limit: how many at most
 * @wordings: (element-type AnshinWording): gets them without their texts, newest first
 * @error: return location
 */
gboolean
anshin_wording_list (AnshinTx *tx, int kind, gint64 before, guint limit, GPtrArray *wordings,
                     GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT kind, version, published_by, published_at FROM wording "
                          "WHERE kind = $1 AND version < $2 ORDER BY version DESC LIMIT $3",
                          "iii", (gint64) kind, before, (gint64) limit);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinWording *wording = wording_from_row (tx, rows, FALSE, error);

      if (wording == NULL)
        return FALSE;
      g_ptr_array_add (wordings, wording);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}
