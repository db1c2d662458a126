/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-subcommands.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "anshin-log.h"
#include "anshin-seal.h"

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
 * @argc: number of arguments
 * @argv: (inout): arguments, of which the options are taken
 * @usage: what the subcommand takes
 * @exit_code: (out): what to return where there are no settings
 *
 * Returns: (transfer full) (nullable): the settings
 */
AnshinSettings *
anshin_subcommand_start (int argc, char ***argv, const AnshinUsage *usage, int *exit_code)
{
  g_autofree char *path = NULL;
  GOptionEntry common[] = {
    { "config", 'c', 0, G_OPTION_ARG_FILENAME, &path,
      "Configuration (default: " ANSHIN_DEFAULT_CONFIG ")", "FILE" },
    { NULL },
  };
  g_autofree char *name = g_strconcat ("anshin-netd ", (*argv)[0], NULL);
  g_autoptr (GOptionContext) context = g_option_context_new (usage->arguments);
  g_autoptr (GError) error = NULL;
  AnshinSettings *settings = NULL;

  forbid_core_dumps ();
  umask (0077);
  g_set_prgname (name);
  g_option_context_set_summary (context, usage->summary);
  g_option_context_add_main_entries (context, common, NULL);
  if (usage->entries != NULL)
    g_option_context_add_main_entries (context, usage->entries, NULL);
  if (!g_option_context_parse (context, &argc, argv, &error) || argc != usage->n_arguments + 1)
    {
      g_printerr ("%s: %s; see --help\n", name,
                  error != NULL ? error->message : "the wrong number of arguments");
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

/**
 * anshin_subcommand_create:
 * @config: a database that is not there yet
 * @error: with words for the operator
 *
 * Creates the database, and the key if there is none.
 */
gboolean
anshin_subcommand_create (const AnshinDbConfig *config, GError **error)
{
  if (!g_file_test (config->key_path, G_FILE_TEST_EXISTS)
      && !anshin_sealer_create_key (config->key_path, error))
    return FALSE;
  return anshin_db_create (config, error);
}
