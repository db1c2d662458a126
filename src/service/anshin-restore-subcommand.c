/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-subcommands.h"

#include "anshin-backup.h"

#define SUMMARY                                                                                   \
  "Makes the database anew from the backup FILE, which is checked first. There must be no\n"      \
  "database yet; the key has to be the one that the backup was made with."

int
anshin_restore_run (int argc, char **argv)
{
  const AnshinUsage usage = { SUMMARY, NULL, "FILE", 1 };
  int exit_code = ANSHIN_EXIT_OK;
  g_autoptr (AnshinSettings) settings = NULL;
  g_autoptr (GError) error = NULL;
  AnshinBackupInfo info = { 0 };

  settings = anshin_subcommand_start (argc, &argv, &usage, &exit_code);
  if (settings == NULL)
    return exit_code;
  if (!anshin_backup_restore (&settings->db, argv[1], &info, &error))
    return anshin_subcommand_fail (error);
  g_print ("restored: %" G_GINT64_FORMAT " rows\n", info.rows);
  return ANSHIN_EXIT_OK;
}
