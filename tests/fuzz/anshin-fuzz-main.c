/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "anshin-fuzz.h"

/* Each example with each of its bytes changed in turn, and cut after each. */
static void
run_around (const char *line)
{
  gsize length = strlen (line);
  g_autofree char *copy = g_strdup (line);

  (void) LLVMFuzzerTestOneInput ((const uint8_t *) line, length);
  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *cut = g_memdup2 (line, i + 1);

      (void) LLVMFuzzerTestOneInput ((const uint8_t *) cut, i + 1);
      for (guint change = 1; change < 256; change <<= 1)
        {
          copy[i] = (char) ((guchar) line[i] ^ change);
          (void) LLVMFuzzerTestOneInput ((const uint8_t *) copy, length);
        }
      copy[i] = line[i];
    }
}

int
main (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      g_autofree char *contents = NULL;
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) lines = NULL;

      if (!g_file_get_contents (argv[i], &contents, NULL, &error))
        g_error ("%s", error->message);
      lines = g_strsplit (contents, "\n", -1);
      for (guint j = 0; lines[j] != NULL; j++)
        run_around (lines[j]);
    }
  return 0;
}
