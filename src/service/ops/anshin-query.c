/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "anshin-answer.h"
#include "anshin-text.h"

static gboolean
check_query (const char *query, GError **error)
{
  if (query == NULL || g_utf8_strlen (query, -1) <= ANSHIN_MAX_QUERY)
    return TRUE;

  anshin_set_error (error, ANSHIN_ERROR_FIELD_TOO_LONG, "q", "Longer than %d characters",
                    ANSHIN_MAX_QUERY);
  return FALSE;
}

/**
 * anshin_call_get_words:
 * @call: a call
 * @words: (out): what is searched for, folded; "" for everything
 * @error: %ANSHIN_ERROR_FIELD_TOO_LONG naming `q`
 */
gboolean
anshin_call_get_words (AnshinCall *call, char **words, GError **error)
{
  const char *query = anshin_call_get_query (call, "q");

  if (!check_query (query, error))
    return FALSE;
  *words = anshin_text_fold (query != NULL ? query : "");
  return TRUE;
}

/**
 * anshin_call_get_cursor:
 * @call: a call
 * @cursor: (out): where the page begins, borrowed; "" for the beginning
 * @error: %ANSHIN_ERROR_FIELD_INVALID naming `cursor`
 */
gboolean
anshin_call_get_cursor (AnshinCall *call, const char **cursor, GError **error)
{
  *cursor = anshin_call_get_query (call, "cursor");
  if (*cursor == NULL)
    *cursor = "";
  else if (**cursor == '\0' || strlen (*cursor) > ANSHIN_MAX_CURSOR_BYTES)
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "cursor", "Not a cursor of ours");
      return FALSE;
    }
  return TRUE;
}
