/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-csv-field.h"

#include <string.h>

/* A spreadsheet takes what begins like a formula for one. */
#define FORMULA_STARTS "=+-@\t\r"

/**
 * anshin_csv_append_field:
 * @csv: lines of a table (RFC 4180), each ended by CR LF; without the mark before them
 * @text: (nullable): what the field says
 *
 * Adds a field to the last line, or the first one to the next; never what a spreadsheet would take
 * for a formula.
 */
void
anshin_csv_append_field (GString *csv, const char *text)
{
  if (csv->len > 0 && csv->str[csv->len - 1] != '\n')
    g_string_append_c (csv, ',');
  g_string_append_c (csv, '"');
  if (text != NULL && *text != '\0' && strchr (FORMULA_STARTS, *text) != NULL)
    g_string_append_c (csv, '\'');
  for (const char *p = text != NULL ? text : ""; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *p);
    }
  g_string_append_c (csv, '"');
}
