/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * People for the tests of the operations, with a session each, and what no operation does yet:
 * suspending, setting a facility admin, letting time pass. Reads lines of tab-separated words,
 * writes "tag id token" for each one made. The service must not run beside it on SQLite.
 *
 *   facility TAG KIND NAME
 *   user TAG FACILITY-TAG PROFESSION NAME KANA MAIL FLAGS     flags: office, admin, or -
 *   all-users USER-TAG
 *   state USER-ID STATE
 *   admin USER-ID 0|1
 *   expire INVITATION-ID
 *   purge-due GROUP-ID
 *   sessions TAG USER-ID NUMBER                           more than one may have: TAG.0, TAG.1, …
 *   record USER-ID FACILITY-ID ACTION RESULT REASON PATIENT-ID TIME
 */

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "anshin-account-table.h"
#include "anshin-audit.h"
#include "anshin-clock.h"
#include "anshin-facility-table.h"
#include "anshin-group-table.h"
#include "anshin-id.h"
#include "anshin-registration-table.h"
#include "anshin-session.h"
#include "anshin-terminal-table.h"

#define HOUR (60 * 60 * ANSHIN_SECOND)

typedef struct
{
  char **lines;
  GHashTable *facilities;
  GHashTable *users;
  GString *out;
} Seed;

static gboolean
add_facility (Seed *self, AnshinTx *tx, char **words, GError **error)
{
  g_autoptr (AnshinFacility) facility = anshin_facility_new ();

  if (!anshin_choice_from_wire (&anshin_facility_kinds, words[2], &facility->kind))
    g_error ("no such kind: %s", words[2]);
  facility->name = g_strdup (words[3]);
  if (!anshin_facility_insert (tx, facility, error))
    return FALSE;

  g_hash_table_insert (self->facilities, g_strdup (words[1]), g_strdup (facility->id));
  g_string_append_printf (self->out, "%s\t%s\t-\n", words[1], facility->id);
  return TRUE;
}

static gboolean
open_session (AnshinTx *tx, const char *user_id, char **token, GError **error)
{
  g_autofree char *terminal = anshin_id_new ();
  g_autofree char *session = NULL;
  guint8 key[ANSHIN_PUBLIC_KEY_BYTES];
  gint64 now = anshin_clock_now ();

  randombytes_buf (key, sizeof key);
  return anshin_terminal_insert (tx, terminal, user_id, "端末", key, now, error) &&
         anshin_session_begin (tx, user_id, terminal, now, now + 12 * HOUR, &session, token,
                               error);
}

static gboolean
add_user (Seed *self, AnshinTx *tx, char **words, GError **error)
{
  g_autoptr (AnshinUser) user = anshin_user_new ();
  g_autofree char *token = NULL;
  gint64 rules = 0;

  user->facility_id = g_strdup (g_hash_table_lookup (self->facilities, words[2]));
  if (user->facility_id == NULL ||
      !anshin_choice_from_wire (&anshin_professions, words[3], &user->profession))
    g_error ("no such facility or profession: %s, %s", words[2], words[3]);
  user->name = g_strdup (words[4]);
  user->kana = g_strdup (words[5]);
  user->mail = g_strdup (words[6]);
  user->office = strstr (words[7], "office") != NULL;
  user->facility_admin = strstr (words[7], "admin") != NULL;
  if (!anshin_account_insert (tx, user, "-", FALSE, 0, error) ||
      !anshin_rules_get_newest (tx, &rules, error) ||
      !anshin_rules_accept_version (tx, user->id, rules, anshin_clock_now (), NULL, error) ||
      !open_session (tx, user->id, &token, error))
    return FALSE;

  g_hash_table_insert (self->users, g_strdup (words[1]), g_strdup (user->id));
  g_string_append_printf (self->out, "%s\t%s\t%s\n", words[1], user->id, token);
  return TRUE;
}

static gboolean
add_all_users (Seed *self, AnshinTx *tx, char **words, GError **error)
{
  const char *user_id = g_hash_table_lookup (self->users, words[1]);
  g_autoptr (AnshinUser) user = anshin_account_load (tx, user_id, error);
  g_autofree char *id = NULL;

  if (user == NULL ||
      !anshin_group_create_all_users (tx, user->facility_id, user_id, &id, error))
    return FALSE;
  g_string_append_printf (self->out, "all-users\t%s\t-\n", id);
  return TRUE;
}

static gboolean
set_state (AnshinTx *tx, char **words, GError **error)
{
  int state = 0;

  if (!anshin_choice_from_wire (&anshin_account_states, words[2], &state))
    g_error ("no such state: %s", words[2]);
  return anshin_tx_exec (tx, error, "UPDATE account SET state = $1 WHERE id = $2", "it",
                         (gint64) state, words[1]);
}

static gboolean
set_admin (AnshinTx *tx, char **words, GError **error)
{
  return anshin_tx_exec (tx, error, "UPDATE account SET facility_admin = $1 WHERE id = $2", "it",
                         g_ascii_strtoll (words[2], NULL, 10), words[1]);
}

static gboolean
expire (AnshinTx *tx, char **words, GError **error)
{
  return anshin_tx_exec (tx, error, "UPDATE invitation SET expires_at = $1 WHERE id = $2", "it",
                         anshin_clock_now () - HOUR, words[1]);
}

/* The time in which a deleted group can be brought back is over. */
static gboolean
make_purge_due (AnshinTx *tx, char **words, GError **error)
{
  return anshin_tx_exec (tx, error, "UPDATE care_group SET purge_at = $1 WHERE id = $2", "it",
                         anshin_clock_now () - HOUR, words[1]);
}

/* Each from a terminal of its own. */
static gboolean
add_sessions (Seed *self, AnshinTx *tx, char **words, GError **error)
{
  guint n = (guint) g_ascii_strtoull (words[3], NULL, 10);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *token = NULL;

      if (!open_session (tx, words[2], &token, error))
        return FALSE;
      g_string_append_printf (self->out, "%s.%u\t%s\t%s\n", words[1], i, words[2], token);
    }
  return TRUE;
}

static const char *
or_nothing (const char *word)
{
  return g_str_equal (word, "-") ? NULL : word;
}

/* A record of the audit log, as of a time that has passed; "-" is left out. */
static gboolean
record (AnshinTx *tx, char **words, GError **error)
{
  AnshinAudit audit = { 0 };
  gint64 time = 0;
  gboolean ok = FALSE;

  if (!anshin_time_parse (words[7], &time))
    g_error ("no time: %s", words[7]);
  audit.actor_id = words[1];
  audit.facility_id = words[2];
  audit.action = words[3];
  audit.result = words[4];
  audit.reason = or_nothing (words[5]);
  audit.patient_id = or_nothing (words[6]);
  anshin_clock_set_offset (0);
  anshin_clock_set_offset (time - anshin_clock_now ());
  ok = anshin_audit_append (tx, &audit, error);
  anshin_clock_set_offset (0);
  return ok;
}

static gboolean
run_line (Seed *self, AnshinTx *tx, const char *line, GError **error)
{
  g_auto (GStrv) words = g_strsplit (line, "\t", -1);

  if (g_str_equal (words[0], "facility"))
    return add_facility (self, tx, words, error);
  if (g_str_equal (words[0], "user"))
    return add_user (self, tx, words, error);
  if (g_str_equal (words[0], "all-users"))
    return add_all_users (self, tx, words, error);
  if (g_str_equal (words[0], "state"))
    return set_state (tx, words, error);
  if (g_str_equal (words[0], "admin"))
    return set_admin (tx, words, error);
  if (g_str_equal (words[0], "expire"))
    return expire (tx, words, error);
  if (g_str_equal (words[0], "purge-due"))
    return make_purge_due (tx, words, error);
  if (g_str_equal (words[0], "sessions"))
    return add_sessions (self, tx, words, error);
  if (g_str_equal (words[0], "record"))
    return record (tx, words, error);
  g_error ("no such verb: %s", words[0]);
}

static gboolean
run_lines (AnshinTx *tx, gpointer data, GError **error)
{
  Seed *self = data;

  g_string_truncate (self->out, 0);
  for (guint i = 0; self->lines[i] != NULL; i++)
    if (*self->lines[i] != '\0' && !run_line (self, tx, self->lines[i], error))
      return FALSE;
  return TRUE;
}

static char *
read_input (void)
{
  GString *text = g_string_new (NULL);
  char buffer[4096];
  gsize got = 0;

  while ((got = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    g_string_append_len (text, buffer, (gssize) got);
  return g_string_free (text, FALSE);
}

static void
set_database (AnshinDbConfig *config, const char *uri)
{
  if (g_str_has_prefix (uri, "sqlite:"))
    config->sqlite_path = uri + strlen ("sqlite:");
  else
    config->postgres_uri = uri;
}

int
main (int argc, char *argv[])
{
  AnshinDbConfig config = { 0 };
  Seed self = { 0 };
  g_autoptr (AnshinDb) db = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *input = NULL;

  if (argc != 4)
    g_error ("usage: ops-seed create|open DATABASE KEY");
  set_database (&config, argv[2]);
  config.key_path = argv[3];
  config.readers = 1;
  if (g_str_equal (argv[1], "create") && (!anshin_sealer_create_key (argv[3], &error) ||
                                          !anshin_db_create (&config, &error)))
    g_error ("create: %s", error->message);
  db = anshin_db_open (&config, &error);
  if (db == NULL)
    g_error ("open: %s", error->message);

  input = read_input ();
  self.lines = g_strsplit (input, "\n", -1);
  self.facilities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.users = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.out = g_string_new (NULL);
  if (!anshin_db_write_sync (db, run_lines, &self, &error))
    g_error ("%s", error->message);
  fputs (self.out->str, stdout);
  g_string_free (self.out, TRUE);
  g_hash_table_unref (self.users);
  g_hash_table_unref (self.facilities);
  g_strfreev (self.lines);
  return 0;
}
