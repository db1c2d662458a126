/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "anshin-config.h"
#include "anshin-subcommands.h"

static const AnshinSubcommand subcommands[] = {
  { "serve", "Serve the network", anshin_serve_run },
  { "init", "Create the database, the key and a one-time token", anshin_init_run },
  { "demo", "Create a database with a fictional city", anshin_demo_run },
  { "audit", "Verify the audit log, or print its end", anshin_audit_run },
  { "backup", "Write a sealed backup", anshin_backup_run },
  { "restore", "Make the database anew from a backup", anshin_restore_run },
  { "check", "Read the whole database and look for faults", anshin_check_run },
};

static void
print_help (void)
{
  g_print ("Usage: anshin-netd SUBCOMMAND [OPTION…]\n\n"
           "The service of Anshin Net, a network for home medical care and long-term care.\n\n"
           "Subcommands:\n");
  for (guint i = 0; i < G_N_ELEMENTS (subcommands); i++)
    g_print ("  %-14s %s\n", subcommands[i].name, subcommands[i].summary);
  g_print ("\nOptions:\n"
           "  --help         This help; after a subcommand, that of the subcommand\n"
           "  --version      The version\n");
}

int
main (int argc, char **argv)
{
  const char *name = argc > 1 ? argv[1] : "";

  setlocale (LC_ALL, "");

  for (guint i = 0; i < G_N_ELEMENTS (subcommands); i++)
    if (strcmp (subcommands[i].name, name) == 0)
      return subcommands[i].run (argc - 1, argv + 1);

  if (strcmp (name, "--version") == 0)
    {
      g_print ("anshin-netd %s\n", ANSHIN_VERSION);
      return ANSHIN_EXIT_OK;
    }
  if (strcmp (name, "--help") == 0 || strcmp (name, "-h") == 0)
    {
      print_help ();
      return ANSHIN_EXIT_OK;
    }
  g_printerr ("anshin-netd: %s; see anshin-netd --help\n",
              *name != '\0' ? "unknown subcommand" : "a subcommand is needed");
  return ANSHIN_EXIT_USAGE;
}
