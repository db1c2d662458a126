/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-subcommands.h"

#include "anshin-clock.h"
#include "anshin-code.h"
#include "anshin-terminal-table.h"

#define SUMMARY                                                                                   \
  "Creates the database and the key, and prints a one-time token with which the first office\n"    \
  "user is made. Where nobody has used it yet, a new token takes its place."

static gboolean
replace_token (AnshinTx *tx, gpointer job, GError **error)
{
  const char *token = job;
  guint8 index[ANSHIN_SEAL_INDEX_BYTES];
  gboolean any_office = FALSE;

  if (!anshin_account_any_office (tx, &any_office, error))
    return FALSE;
  if (any_office)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                           "the network is set up already: it has a user of the office");
      return FALSE;
    }
  anshin_code_get_index (anshin_tx_get_sealer (tx), ANSHIN_CODE_BOOTSTRAP, token, index);
  return anshin_bootstrap_token_replace (tx, index, anshin_clock_now (), error);
}

/* There are no default accounts (SECURITY AUTH-13). */
static int
print_token (AnshinDb *db)
{
  g_autofree char *token = anshin_code_new ();
  g_autoptr (GError) error = NULL;

  if (!anshin_db_write_sync (db, replace_token, token, &error))
    return anshin_subcommand_fail (error);
  g_print ("%s\n", token);
  return ANSHIN_EXIT_OK;
}

/* Opens the database, or creates it where there is none. */
static AnshinDb *
open_or_create (const AnshinDbConfig *config, GError **error)
{
  g_autoptr (GError) failure = NULL;
  AnshinDb *db = NULL;

  if (g_file_test (config->key_path, G_FILE_TEST_EXISTS))
    db = anshin_db_open (config, &failure);
  if (db != NULL)
    return db;
  if (config->sqlite_path != NULL && failure != NULL
      && g_file_test (config->sqlite_path, G_FILE_TEST_EXISTS))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (!anshin_subcommand_create (config, error))
    return NULL;
  return anshin_db_open (config, error);
}

int
anshin_init_run (int argc, char **argv)
{
  const AnshinUsage usage = { SUMMARY, NULL, NULL, 0 };
  int exit_code = ANSHIN_EXIT_OK;
  g_autoptr (AnshinSettings) settings = NULL;
  g_autoptr (AnshinDb) db = NULL;
  g_autoptr (GError) error = NULL;

  settings = anshin_subcommand_start (argc, &argv, &usage, &exit_code);
  if (settings == NULL)
    return exit_code;
  db = open_or_create (&settings->db, &error);
  if (db == NULL)
    return anshin_subcommand_fail (error);
  return print_token (db);
}
