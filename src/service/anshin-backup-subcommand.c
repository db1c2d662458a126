/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-subcommands.h"

#include "anshin-backup.h"
#include "anshin-clock.h"

#define SUMMARY                                                                                   \
  "Writes all that is in the database to FILE, sealed under the master key, which is not in it.\n" \
  "The service may run meanwhile. With --verify it only checks that FILE is whole."

static void
print_info (const char *what, const AnshinBackupInfo *info)
{
  g_autofree char *created_at = anshin_time_format (info->created_at);

  g_print ("%s: schema %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT " tables, %" G_GINT64_FORMAT
           " rows, %" G_GINT64_FORMAT " bytes, of %s\n",
           what, info->schema_version, info->tables, info->rows, info->bytes, created_at);
}

int
anshin_backup_run (int argc, char **argv)
{
  gboolean only_verify = FALSE;
  const GOptionEntry entries[] = {
    { "verify", 0, 0, G_OPTION_ARG_NONE, &only_verify, "Check FILE, write nothing", NULL },
    { NULL },
  };
  const AnshinUsage usage = { SUMMARY, entries, "FILE", 1 };
  int exit_code = ANSHIN_EXIT_OK;
  g_autoptr (AnshinSettings) settings = NULL;
  g_autoptr (GError) error = NULL;
  AnshinBackupInfo info = { 0 };

  settings = anshin_subcommand_start (argc, &argv, &usage, &exit_code);
  if (settings == NULL)
    return exit_code;
  if (only_verify ? !anshin_backup_verify (&settings->db, argv[1], &info, &error)
                  : !anshin_backup_write (&settings->db, argv[1], &info, &error))
    return anshin_subcommand_fail (error);
  print_info (only_verify ? "whole" : "written", &info);
  return ANSHIN_EXIT_OK;
}
