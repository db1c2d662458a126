/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-subcommands.h"

#include <string.h>

#include "anshin-audit.h"
#include "anshin-error.h"

#define SUMMARY                                                                                   \
  "audit verify    Checks that no record of the audit log was changed, removed or put in;\n"      \
  "                with --head also that none is missing at the end\n"                            \
  "audit head      Prints the ends of the log as one line, to be kept outside this computer"

typedef struct
{
  const char *head;
  gint64 records;
  char *broken_at;
  char *line;
} Audit;

static gboolean
verify (AnshinTx *tx, gpointer job, GError **error)
{
  Audit *audit = job;

  g_clear_pointer (&audit->broken_at, g_free);
  return anshin_audit_verify (tx, &audit->records, &audit->broken_at, error)
         && (audit->head == NULL
             || anshin_audit_check_head (tx, audit->head, &audit->broken_at, error));
}

static gboolean
export_head (AnshinTx *tx, gpointer job, GError **error)
{
  Audit *audit = job;

  g_clear_pointer (&audit->line, g_free);
  return anshin_audit_export_head (tx, &audit->line, error);
}

static int
run_verify (AnshinDb *db, const char *head_path)
{
  g_autofree char *head = NULL;
  g_autoptr (GError) error = NULL;
  Audit audit = { 0 };
  int exit_code = ANSHIN_EXIT_OK;

  if (head_path != NULL && !g_file_get_contents (head_path, &head, NULL, &error))
    return anshin_subcommand_fail (error);
  audit.head = head != NULL ? g_strstrip (head) : NULL;
  if (anshin_db_read_sync (db, verify, &audit, &error))
    g_print ("%" G_GINT64_FORMAT " records are right\n", audit.records);
  else if (g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_CORRUPT))
    {
      g_print ("broken at %s\n", audit.broken_at != NULL ? audit.broken_at : "the end");
      exit_code = ANSHIN_EXIT_FAILED;
    }
  else
    exit_code = anshin_subcommand_fail (error);
  g_free (audit.broken_at);
  return exit_code;
}

static int
run_head (AnshinDb *db)
{
  g_autoptr (GError) error = NULL;
  Audit audit = { 0 };

  if (!anshin_db_read_sync (db, export_head, &audit, &error))
    return anshin_subcommand_fail (error);
  g_print ("%s\n", audit.line);
  g_free (audit.line);
  return ANSHIN_EXIT_OK;
}

int
anshin_audit_run (int argc, char **argv)
{
  g_autofree char *head = NULL;
  const GOptionEntry entries[] = {
    { "head", 0, 0, G_OPTION_ARG_FILENAME, &head, "A line that `audit head` has printed", "FILE" },
    { NULL },
  };
  const AnshinUsage usage = { SUMMARY, entries, "verify|head", 1 };
  int exit_code = ANSHIN_EXIT_OK;
  g_autoptr (AnshinSettings) settings = NULL;
  g_autoptr (AnshinDb) db = NULL;
  g_autoptr (GError) error = NULL;

  settings = anshin_subcommand_start (argc, &argv, &usage, &exit_code);
  if (settings == NULL)
    return exit_code;
  if (strcmp (argv[1], "verify") != 0 && strcmp (argv[1], "head") != 0)
    {
      g_printerr ("anshin-netd audit: verify or head; see --help\n");
      return ANSHIN_EXIT_USAGE;
    }
  /* The service goes on meanwhile: it is not to stop for its log to be looked at. */
  settings->db.read_only = TRUE;
  db = anshin_db_open (&settings->db, &error);
  if (db == NULL)
    return anshin_subcommand_fail (error);
  return strcmp (argv[1], "verify") == 0 ? run_verify (db, head) : run_head (db);
}
