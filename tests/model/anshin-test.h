/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "anshin-error.h"

/* Holds an error against what it must say, and clears it. */
#define assert_error(error, wanted, wanted_field)                                                 \
  G_STMT_START                                                                                    \
  {                                                                                               \
    g_assert_error (error, ANSHIN_ERROR, (int) (wanted));                                         \
    g_assert_cmpstr (anshin_error_get_field (error), ==, wanted_field);                           \
    g_clear_error (&(error));                                                                     \
  }                                                                                               \
  G_STMT_END

/* Says which row of a table is next, in one line that TAP can carry whatever is in it. */
G_GNUC_UNUSED static void
note (const char *text)
{
  g_autofree char *line = g_utf8_make_valid (text != NULL ? text : "(null)", -1);

  for (char *c = line; *c != '\0'; c++)
    if ((guchar) *c < 0x20 || *c == 0x7f)
      *c = '?';
  g_test_message ("%s", line);
}

/* A text of @count times @part, freed by the caller. */
G_GNUC_UNUSED static char *
repeat (const char *part, guint count)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < count; i++)
    g_string_append (out, part);
  return g_string_free (out, FALSE);
}
