/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-subcommands.h"

#include <string.h>

#include "anshin-demo.h"

#define SUMMARY                                                                                   \
  "Creates a database with a fictional city in it, and a file that says how its people sign in.\n" \
  "For trying out and for tests; never beside real data."
#define MAX_PATIENTS 1000000
#define MAX_MESSAGES 10000000
#define DEFAULT_SEED 1

static gboolean
read_count (const char *text, const char *name, guint max, guint *count)
{
  gsize length = strlen (name);
  guint64 value = 0;

  if (strncmp (text, name, length) != 0 || text[length] != '='
      || !g_ascii_string_to_unsigned (text + length + 1, 10, 0, max, &value, NULL))
    return FALSE;
  *count = (guint) value;
  return TRUE;
}

/* `small` and `full` are the city as it is; numbers make its longest lists longer. */
static gboolean
read_scale (const char *scale, AnshinDemoOptions *options, GError **error)
{
  g_auto (GStrv) parts = NULL;

  if (scale == NULL || strcmp (scale, "small") == 0 || strcmp (scale, "full") == 0)
    return TRUE;

  parts = g_strsplit (scale, ",", 0);
  for (guint i = 0; parts[i] != NULL; i++)
    if (!read_count (parts[i], "patients", MAX_PATIENTS, &options->patients)
        && !read_count (parts[i], "messages", MAX_MESSAGES, &options->messages))
      {
        g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                     "--scale %s: small, full, or patients=NUMBER,messages=NUMBER", scale);
        return FALSE;
      }
  return TRUE;
}

static int
make_demo (const AnshinDbConfig *config, const AnshinDemoOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinDb) db = NULL;

  if (!anshin_subcommand_create (config, &error))
    return anshin_subcommand_fail (error);
  db = anshin_db_open (config, &error);
  if (db == NULL || !anshin_demo_generate (db, options, &error))
    return anshin_subcommand_fail (error);
  return ANSHIN_EXIT_OK;
}

int
anshin_demo_run (int argc, char **argv)
{
  int seed = DEFAULT_SEED;
  g_autofree char *scale = NULL;
  g_autofree char *credentials = NULL;
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "The same seed gives the same city", "NUMBER" },
    { "scale", 0, 0, G_OPTION_ARG_STRING, &scale,
      "small, full, or patients=NUMBER,messages=NUMBER more", "SCALE" },
    { "credentials", 0, 0, G_OPTION_ARG_FILENAME, &credentials,
      "Where to write how its people sign in", "FILE" },
    { NULL },
  };
  const AnshinUsage usage = { SUMMARY, entries, NULL, 0 };
  int exit_code = ANSHIN_EXIT_OK;
  g_autoptr (AnshinSettings) settings = NULL;
  AnshinDemoOptions options = { 0 };
  g_autoptr (GError) error = NULL;

  settings = anshin_subcommand_start (argc, &argv, &usage, &exit_code);
  if (settings == NULL)
    return exit_code;
  if (credentials == NULL)
    {
      g_printerr ("anshin-netd demo: --credentials is needed\n");
      return ANSHIN_EXIT_USAGE;
    }
  options.seed = (guint) seed;
  options.credentials_path = credentials;
  if (!read_scale (scale, &options, &error))
    {
      anshin_subcommand_fail (error);
      return ANSHIN_EXIT_USAGE;
    }
  return make_demo (&settings->db, &options);
}
