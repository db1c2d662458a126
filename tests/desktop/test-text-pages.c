/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-text-pages.h"

#include <string.h>

/* Texts in pages: all of it, none too long, no line or letter cut where that can be helped. */

static void
check (const char *text, guint n_pages, gboolean lines)
{
  g_autoptr (GBytes) file = g_bytes_new_static (text, strlen (text));
  g_autoptr (GPtrArray) pages = anshin_text_pages_new (file);
  g_autoptr (GString) whole = g_string_new (NULL);

  g_assert_cmpuint (pages->len, ==, n_pages);
  for (guint i = 0; i < pages->len; i++)
    {
      const char *page = g_ptr_array_index (pages, i);

      g_assert_cmpuint (strlen (page), <=, ANSHIN_TEXT_PAGE_BYTES);
      g_assert_true (g_utf8_validate (page, -1, NULL));
      if (lines && i + 1 < pages->len)
        g_assert_true (g_str_has_suffix (page, "\n"));
      g_string_append (whole, page);
    }
  g_assert_cmpstr (whole->str, ==, text);
}

static char *
repeat (const char *part, guint times)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (text, part);
  return g_string_free (text, FALSE);
}

static void
test_short (void)
{
  check ("", 1, TRUE);
  check ("血圧 128/76\n", 1, TRUE);
}

static void
test_edges (void)
{
  g_autofree char *full = repeat ("a", ANSHIN_TEXT_PAGE_BYTES);
  g_autofree char *more = g_strconcat (full, "b", NULL);
  g_autofree char *line = g_strconcat (full, "\n", NULL);

  check (full, 1, TRUE);
  check (more, 2, FALSE);
  check (line, 2, FALSE);
}

static void
test_lines (void)
{
  /* 32 bytes each, so 2048 a page. */
  g_autofree char *text = repeat ("0123456789012345678901234567890\n", 5000);

  check (text, 3, TRUE);
}

static void
test_letters (void)
{
  /* Three bytes each, which no page is a multiple of. */
  g_autofree char *text = repeat ("体", 100000);
  g_autofree char *moved = g_strconcat ("a", text, NULL);
  g_autofree char *again = g_strconcat ("ab", text, NULL);

  check (text, 5, FALSE);
  check (moved, 5, FALSE);
  check (again, 5, FALSE);
}

static void
test_invalid (void)
{
  g_autoptr (GBytes) file = g_bytes_new_static ("a\xff" "b\0c", 5);
  g_autoptr (GPtrArray) pages = anshin_text_pages_new (file);

  g_assert_cmpuint (pages->len, ==, 1);
  g_assert_true (g_utf8_validate (g_ptr_array_index (pages, 0), -1, NULL));
  g_assert_nonnull (strchr (g_ptr_array_index (pages, 0), 'c'));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-pages/short", test_short);
  g_test_add_func ("/text-pages/edges", test_edges);
  g_test_add_func ("/text-pages/lines", test_lines);
  g_test_add_func ("/text-pages/letters", test_letters);
  g_test_add_func ("/text-pages/invalid", test_invalid);
  return g_test_run ();
}
