/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-subcommands.h"

#include "anshin-check.h"

#define SUMMARY                                                                                   \
  "Reads the whole database: that its structure is sound, that every sealed row opens, that\n"    \
  "channels have all their numbers, and that the audit log is right. Changes nothing."

int
anshin_check_run (int argc, char **argv)
{
  const AnshinUsage usage = { SUMMARY, NULL, NULL, 0 };
  int exit_code = ANSHIN_EXIT_OK;
  g_autoptr (AnshinSettings) settings = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (AnshinCheck) check = { 0 };

  settings = anshin_subcommand_start (argc, &argv, &usage, &exit_code);
  if (settings == NULL)
    return exit_code;
  if (!anshin_store_check (&settings->db, &check, &error))
    return anshin_subcommand_fail (error);

  for (guint i = 0; check.faults != NULL && i < check.faults->len; i++)
    g_print ("fault: %s\n", (const char *) g_ptr_array_index (check.faults, i));
  g_print ("schema %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT " channels, %" G_GINT64_FORMAT
           " sealed rows, %" G_GINT64_FORMAT " audit records are right\n",
           check.schema_version, check.channels, check.sealed, check.audit_records);
  return check.faults == NULL || check.faults->len == 0 ? ANSHIN_EXIT_OK : ANSHIN_EXIT_FAILED;
}
