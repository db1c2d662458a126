/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-subcommands.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include "anshin-log.h"

/* What is in memory is not to lie about as a core file (SECURITY TRM-04). */
static void
forbid_core_dumps (void)
{
  struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/**
 * anshin_subcommand_start:
 * @argc: (inout): number of arguments
 * @argv: (inout): arguments, of which the options are taken
 * @summary: what the subcommand does, for `--help`
 * @entries: (nullable): its options beside `--config`
 * @exit_code: (out): what to return where there are no settings
 *
 * Returns: (transfer full) (nullable): the settings
 */
AnshinSettings *
anshin_subcommand_start (int *argc, char ***argv, const char *summary, const GOptionEntry *entries,
                         int *exit_code)
{
  g_autofree char *path = NULL;
  GOptionEntry common[] = {
    { "config", 'c', 0, G_OPTION_ARG_FILENAME, &path,
      "Configuration (default: " ANSHIN_DEFAULT_CONFIG ")", "FILE" },
    { NULL },
  };
  g_autofree char *name = g_strconcat ("anshin-netd ", (*argv)[0], NULL);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  AnshinSettings *settings = NULL;

  forbid_core_dumps ();
  g_set_prgname (name);
  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, common, NULL);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, &error) || *argc > 1)
    {
      g_printerr ("anshin-netd: %s\n", error != NULL ? error->message : "too many arguments");
      *exit_code = ANSHIN_EXIT_USAGE;
      return NULL;
    }

  settings = anshin_settings_load (path != NULL ? path : ANSHIN_DEFAULT_CONFIG, &error);
  if (settings == NULL)
    {
      *exit_code = anshin_subcommand_fail (error);
      return NULL;
    }
  anshin_log_init (settings->log_level);
  return settings;
}

/**
 * anshin_subcommand_fail:
 * @error: why
 *
 * Returns: the exit code
 */
int
anshin_subcommand_fail (const GError *error)
{
  g_printerr ("anshin-netd: %s\n", error->message);
  return ANSHIN_EXIT_FAILED;
}
