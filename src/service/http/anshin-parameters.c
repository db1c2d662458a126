/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-parameters.h"

#include <string.h>

#include "anshin-limits.h"
#include "anshin-text.h"

/* Whether @name is one of the comma-separated @names. */
static gboolean
is_named (const char *name, const char *names)
{
  gsize length = strlen (name);
  const char *p = names;

  while (p != NULL && length > 0)
    {
      if (strncmp (p, name, length) == 0 && (p[length] == ',' || p[length] == '\0'))
        return TRUE;
      p = strchr (p, ',');
      p = p != NULL ? p + 1 : NULL;
    }
  return FALSE;
}

/* Decodes what stands between the separators of a query. */
static char *
decode_part (const char *start, gsize length)
{
  g_autofree char *part = g_strndup (start, length);

  for (char *p = part; *p != '\0'; p++)
    if (*p == '+')
      *p = ' ';
  return g_uri_unescape_string (part, NULL);
}

static gboolean
check_value (const char *name, const char *value, GError **error)
{
  if (value == NULL || !g_utf8_validate (value, -1, NULL) || !anshin_text_is_line (value))
    anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, name, "not a line of text");
  else if (strcmp (name, "q") == 0 ? anshin_text_length (value) > ANSHIN_MAX_QUERY
                                   : strlen (value) > ANSHIN_MAX_CURSOR_BYTES)
    anshin_set_error (error, ANSHIN_ERROR_FIELD_TOO_LONG, name, "too long");
  else
    return TRUE;
  return FALSE;
}

static gboolean
take_parameter (const char *start, gsize length, const char *names, GHashTable *parameters,
                GError **error)
{
  const char *equals = memchr (start, '=', length);
  gsize name_length = equals != NULL ? (gsize) (equals - start) : length;
  g_autofree char *name = decode_part (start, name_length);
  g_autofree char *value = NULL;

  if (name == NULL || !is_named (name, names))
    {
      gboolean printable = name != NULL && *name != '\0' && g_str_is_ascii (name)
                           && anshin_text_is_line (name);

      anshin_set_error (error, ANSHIN_ERROR_FIELD_UNKNOWN, printable ? name : NULL,
                        "unknown parameter");
      return FALSE;
    }
  value = equals != NULL ? decode_part (equals + 1, length - name_length - 1) : g_strdup ("");
  if (!check_value (name, value, error))
    return FALSE;
  if (g_hash_table_contains (parameters, name))
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, name, "given twice");
      return FALSE;
    }
  g_hash_table_insert (parameters, g_steal_pointer (&name), g_steal_pointer (&value));
  return TRUE;
}

/**
 * anshin_parameters_parse:
 * @query: (nullable): what follows the question mark, as it came
 * @names: (nullable): the comma-separated names of the parameters there may be
 * @parameters: (out) (transfer full) (nullable): what was given, %NULL if there is no query
 * @error: %ANSHIN_ERROR_FIELD_UNKNOWN, %ANSHIN_ERROR_FIELD_INVALID or
 *   %ANSHIN_ERROR_FIELD_TOO_LONG, naming the parameter
 */
gboolean
anshin_parameters_parse (const char *query, const char *names, GHashTable **parameters,
                         GError **error)
{
  g_autoptr (GHashTable) table = NULL;
  const char *p = query;

  *parameters = NULL;
  if (query == NULL || *query == '\0')
    return TRUE;

  table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  while (*p != '\0')
    {
      gsize length = strcspn (p, "&");

      if (length > 0 && !take_parameter (p, length, names, table, error))
        return FALSE;
      p += length;
      p += *p == '&' ? 1 : 0;
    }
  *parameters = g_steal_pointer (&table);
  return TRUE;
}
