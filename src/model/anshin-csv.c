/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-csv.h"

#include <string.h>

#include "anshin-error.h"
#include "anshin-limits.h"

#define BOM "\xef\xbb\xbf"

/* Where the reader is in the text. */
typedef struct
{
  const char *at;
  guint line;
  GPtrArray *rows;
  GPtrArray *cells;
  GString *cell;
} Reader;

void
anshin_csv_row_free (AnshinCsvRow *row)
{
  g_strfreev (row->cells);
  g_free (row);
}

/* UTF-8 if it can be that, with the mark or without; else Shift_JIS as Excel in Japan writes it. */
static char *
decode (const char *data, gsize length, GError **error)
{
  char *text = NULL;

  if (length > ANSHIN_MAX_CSV_BYTES)
    {
      anshin_set_error (error, ANSHIN_ERROR_TOO_LARGE, NULL, "The file is too large");
      return NULL;
    }
  if (length >= strlen (BOM) && memcmp (data, BOM, strlen (BOM)) == 0)
    {
      data += strlen (BOM);
      length -= strlen (BOM);
    }
  if (g_utf8_validate_len (data, length, NULL))
    return g_strndup (data, length);
  if (memchr (data, '\0', length) == NULL)
    text = g_convert (data, (gssize) length, "UTF-8", "CP932", NULL, NULL, NULL);
  if (text == NULL)
    anshin_set_error (error, ANSHIN_ERROR_FIELD_CHARACTERS, NULL,
                      "Neither UTF-8 nor Shift_JIS");
  return text;
}

static gboolean
is_line_end (char c)
{
  return c == '\n' || c == '\r';
}

static gboolean
skip_line_end (Reader *reader)
{
  if (!is_line_end (*reader->at))
    return FALSE;
  if (reader->at[0] == '\r' && reader->at[1] == '\n')
    reader->at++;
  reader->at++;
  reader->line++;
  return TRUE;
}

/* From behind the opening quote to behind the closing one. */
static gboolean
read_quoted (Reader *reader, GError **error)
{
  while (*reader->at != '\0')
    {
      if (reader->at[0] == '"' && reader->at[1] == '"')
        {
          g_string_append_c (reader->cell, '"');
          reader->at += 2;
        }
      else if (*reader->at == '"')
        {
          reader->at++;
          return TRUE;
        }
      else if (skip_line_end (reader))
        g_string_append_c (reader->cell, '\n');
      else
        g_string_append_c (reader->cell, *reader->at++);
    }
  anshin_set_error (error, ANSHIN_ERROR_MALFORMED, NULL, "A quote is not closed");
  return FALSE;
}

static gboolean
read_cell (Reader *reader, GError **error)
{
  g_string_truncate (reader->cell, 0);
  while (*reader->at != '\0' && *reader->at != ',' && !is_line_end (*reader->at))
    {
      if (*reader->at != '"')
        g_string_append_c (reader->cell, *reader->at++);
      else
        {
          reader->at++;
          if (!read_quoted (reader, error))
            return FALSE;
        }
    }
  if (reader->cells->len >= ANSHIN_MAX_CSV_CELLS)
    {
      anshin_set_error (error, ANSHIN_ERROR_LIMIT_REACHED, NULL, "Too many cells in a line");
      return FALSE;
    }
  g_ptr_array_add (reader->cells, g_strndup (reader->cell->str, reader->cell->len));
  return TRUE;
}

/* Lines in which nothing stands are left out; spreadsheets write many. */
static gboolean
take_row (Reader *reader, guint line, GError **error)
{
  AnshinCsvRow *row = NULL;
  gboolean blank = TRUE;

  for (guint i = 0; i < reader->cells->len; i++)
    blank = blank && *(const char *) reader->cells->pdata[i] == '\0';
  if (blank)
    {
      g_ptr_array_set_size (reader->cells, 0);
      return TRUE;
    }
  if (reader->rows->len >= ANSHIN_MAX_CSV_LINES)
    {
      anshin_set_error (error, ANSHIN_ERROR_LIMIT_REACHED, NULL, "Too many lines");
      return FALSE;
    }
  row = g_new0 (AnshinCsvRow, 1);
  row->line = line;
  row->cells = g_new0 (char *, reader->cells->len + 1);
  for (guint i = 0; i < reader->cells->len; i++)
    row->cells[i] = g_strdup (reader->cells->pdata[i]);
  g_ptr_array_set_size (reader->cells, 0);
  g_ptr_array_add (reader->rows, row);
  return TRUE;
}

static gboolean
read_row (Reader *reader, GError **error)
{
  guint line = reader->line;

  while (read_cell (reader, error))
    {
      if (*reader->at == ',')
        {
          reader->at++;
          continue;
        }
      skip_line_end (reader);
      return take_row (reader, line, error);
    }
  return FALSE;
}

/**
 * anshin_csv_read:
 * @data: (array length=length): the bytes of a file
 * @length: how many
 * @error: return location
 *
 * Reads comma-separated values as spreadsheets write them: UTF-8 with or without its mark, or
 * Shift_JIS (CP932); cells in quotes hold commas, line ends and doubled quotes. May be called from
 * any thread.
 *
 * Returns: (transfer full) (nullable) (element-type AnshinCsvRow): the rows in which something
 *   stands; %NULL with %ANSHIN_ERROR_TOO_LARGE, %ANSHIN_ERROR_LIMIT_REACHED,
 *   %ANSHIN_ERROR_FIELD_CHARACTERS for another encoding, or %ANSHIN_ERROR_MALFORMED
 */
GPtrArray *
anshin_csv_read (const char *data, gsize length, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) cells = NULL;
  Reader reader = { 0 };
  gboolean right = TRUE;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  text = decode (data != NULL ? data : "", length, error);
  if (text == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) anshin_csv_row_free);
  cells = g_ptr_array_new_with_free_func (g_free);
  reader.at = text;
  reader.line = 1;
  reader.rows = rows;
  reader.cells = cells;
  reader.cell = g_string_new (NULL);
  while (right && *reader.at != '\0')
    right = read_row (&reader, error);
  g_string_free (reader.cell, TRUE);
  return right ? g_steal_pointer (&rows) : NULL;
}
