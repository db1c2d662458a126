/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-db.h"

#include "anshin-error.h"

/* What many a query is for: the one row with an id, one number, a list of numbers or of ids. */

static gboolean
end_rows (AnshinRows *rows, GError *failure, GError **error)
{
  anshin_rows_free (rows);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_rows_first:
 * @rows: (nullable): what a query has given; %NULL if it failed
 * @error: %ANSHIN_ERROR_NOT_FOUND if there is no row
 *
 * Returns: whether the row that was asked for is there to be read
 */
gboolean
anshin_rows_first (AnshinRows *rows, GError **error)
{
  GError *failure = NULL;

  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &failure))
    return TRUE;
  if (failure != NULL)
    g_propagate_error (error, failure);
  else
    anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "Not found");
  return FALSE;
}

/**
 * anshin_rows_first_text:
 * @rows: (nullable): what a query has given; %NULL if it failed
 * @text: (transfer full): gets the first column of the first row; stays as it is without a row
 * @error: return location
 */
gboolean
anshin_rows_first_text (AnshinRows *rows, char **text, GError **error)
{
  GError *failure = NULL;

  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &failure))
    *text = g_strdup (anshin_rows_get_text (rows, 0));
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_take_number:
 * @rows: (nullable) (transfer full): what a query has given; %NULL if it failed
 * @number: (out): the first column of the first row; 0 for a null, or without a row
 * @error: return location
 */
gboolean
anshin_take_number (AnshinRows *rows, gint64 *number, GError **error)
{
  GError *failure = NULL;

  *number = 0;
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &failure))
    *number = anshin_rows_get_int (rows, 0);
  return end_rows (rows, failure, error);
}

/**
 * anshin_take_numbers:
 * @rows: (nullable) (transfer full): what a query has given; %NULL if it failed
 * @numbers: (element-type gint64): gets the first column of each row
 * @error: return location
 */
gboolean
anshin_take_numbers (AnshinRows *rows, GArray *numbers, GError **error)
{
  GError *failure = NULL;

  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      gint64 number = anshin_rows_get_int (rows, 0);

      g_array_append_val (numbers, number);
    }
  return end_rows (rows, failure, error);
}

/**
 * anshin_take_ids:
 * @rows: (nullable) (transfer full): what a query has given; %NULL if it failed
 * @ids: (element-type utf8): gets the first column of each row
 * @error: return location
 */
gboolean
anshin_take_ids (AnshinRows *rows, GPtrArray *ids, GError **error)
{
  GError *failure = NULL;

  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    g_ptr_array_add (ids, g_strdup (anshin_rows_get_text (rows, 0)));
  return end_rows (rows, failure, error);
}
