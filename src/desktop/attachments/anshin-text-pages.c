/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-text-pages.h"

#include <string.h>

/* Where the first page of @text ends: after a line, or else between two characters. */
static gsize
find_end (const char *text, gsize size)
{
  const char *end = text + ANSHIN_TEXT_PAGE_BYTES;
  const char *line = NULL;

  if (size <= ANSHIN_TEXT_PAGE_BYTES)
    return size;
  line = memrchr (text, '\n', ANSHIN_TEXT_PAGE_BYTES);
  end = line != NULL ? line + 1 : g_utf8_find_prev_char (text, end + 1);
  return (gsize) (end - text);
}

/**
 * anshin_text_pages_new:
 * @file: a text
 *
 * A text of one endless line, or of very many, would stop the desktop for as long as it takes to
 * lay it out.
 *
 * Returns: (transfer full) (element-type utf8): at least one page, which together are the text;
 *   what is no UTF-8 in it is marked
 */
GPtrArray *
anshin_text_pages_new (GBytes *file)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func (g_free);
  gsize size = 0;
  const char *data = g_bytes_get_data (file, &size);
  g_autofree char *text = g_utf8_make_valid (data != NULL ? data : "", (gssize) size);
  const char *rest = text;

  size = strlen (text);
  do
    {
      gsize length = find_end (rest, size);

      g_ptr_array_add (pages, g_strndup (rest, length));
      rest += length;
      size -= length;
    }
  while (size > 0);
  return pages;
}
