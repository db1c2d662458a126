/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * SECURITY CN-01, CN-02, R1: each act with a consent in turn, killed (−9) before its first, second,
 * third … database step, the commit included. Whenever it dies there is no live group without a
 * consent in force and no half record, and the act can be done again. The program runs itself as
 * the child that dies.
 */

#include <libpq-fe.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "anshin-account-table.h"
#include "anshin-care-operations.h"
#include "anshin-check.h"
#include "anshin-consent-history.h"
#include "anshin-consent-table.h"
#include "anshin-facility-table.h"
#include "anshin-group.h"
#include "anshin-json.h"
#include "anshin-patient-table.h"
#include "anshin-registration-table.h"
#include "store-fixture.h"

/* The step at which the process dies, counted down in the thread that has the transaction. */
static _Thread_local guint steps_left;

static void
count_step (void)
{
  if (steps_left > 0 && --steps_left == 0)
    kill (getpid (), SIGKILL);
}

int __real_sqlite3_step (sqlite3_stmt *statement);
int __wrap_sqlite3_step (sqlite3_stmt *statement);
PGresult *__real_PQexecPrepared (PGconn *connection, const char *name, int n,
                                 const char *const *values, const int *lengths,
                                 const int *formats, int format);
PGresult *__wrap_PQexecPrepared (PGconn *connection, const char *name, int n,
                                 const char *const *values, const int *lengths,
                                 const int *formats, int format);
PGresult *__real_PQexecParams (PGconn *connection, const char *command, int n, const Oid *types,
                               const char *const *values, const int *lengths, const int *formats,
                               int format);
PGresult *__wrap_PQexecParams (PGconn *connection, const char *command, int n, const Oid *types,
                               const char *const *values, const int *lengths, const int *formats,
                               int format);

int
__wrap_sqlite3_step (sqlite3_stmt *statement)
{
  count_step ();
  return __real_sqlite3_step (statement);
}

PGresult *
__wrap_PQexecPrepared (PGconn *connection, const char *name, int n, const char *const *values,
                       const int *lengths, const int *formats, int format)
{
  count_step ();
  return __real_PQexecPrepared (connection, name, n, values, lengths, formats, format);
}

PGresult *
__wrap_PQexecParams (PGconn *connection, const char *command, int n, const Oid *types,
                     const char *const *values, const int *lengths, const int *formats, int format)
{
  count_step ();
  return __real_PQexecParams (connection, command, n, types, values, lengths, formats, format);
}

typedef enum
{
  DRAFT,
  PRINT,
  SIGN,
  GROUP,
  WITHDRAW,
  END,
} Act;

/* What a child is told, and the parent finds out. */
typedef struct
{
  Act act;
  guint step;
  char *user;
  char *facility;
  char *patient;
  char *consent;
} Task;

enum
{
  DONE = 0,
  REFUSED = 2,
};

static const struct
{
  AnshinOperationFunc func;
  GType (*type) (void);
  const char *body;
} acts[] = {
  [DRAFT] = { anshin_consent_create, anshin_consent_get_type, "{\"explained_by\":\"加藤 誠\"}" },
  [PRINT] = { anshin_consent_mark_printed, NULL, NULL },
  [SIGN] = { anshin_consent_record_signed, anshin_consent_signed_get_type,
             "{\"signed_on\":\"2026-01-15\",\"signer\":\"self\",\"original_kept_at\":\"書庫\"}" },
  [GROUP] = { anshin_group_create, anshin_group_get_type,
              "{\"client_id\":\"w1\",\"kind\":\"patient\",\"patient_id\":" },
  [WITHDRAW] = { anshin_consent_record_withdrawal, anshin_withdrawal_get_type,
                 "{\"withdrawn_on\":\"2026-02-01\",\"withdrawn_by\":\"本人\","
                 "\"withdrawn_way\":\"form\"}" },
  [END] = { anshin_patient_end, anshin_patient_ending_get_type,
            "{\"reason\":\"died\",\"on\":\"2026-03-01\"}" },
};

static gpointer
make_body (const Task *task)
{
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  gpointer record = NULL;

  if (acts[task->act].type == NULL)
    return NULL;
  json = task->act == GROUP
           ? g_strconcat (acts[GROUP].body, "\"", task->patient, "\"}", NULL)
           : g_strdup (acts[task->act].body);
  record = anshin_json_decode (json, -1, acts[task->act].type (), ANSHIN_DECODE_REQUEST, &error);
  g_assert_no_error (error);
  g_assert_true (anshin_record_validate (record, &error));
  return record;
}

/* In the child's writer thread. */
static gboolean
act_job (AnshinTx *tx, gpointer data, GError **error)
{
  const Task *task = data;
  AnshinPrincipal who = { .user_id = task->user,
                          .name = (char *) "加藤 誠",
                          .profession = ANSHIN_PROFESSION_PHYSICIAN,
                          .facility_id = task->facility,
                          .facility_name = (char *) "診療所",
                          .facility_kind = ANSHIN_FACILITY_CLINIC,
                          .facility_admin = TRUE,
                          .whole_picture = TRUE };
  gboolean about_patient = task->act == DRAFT || task->act == END;
  g_autoptr (AnshinRecord) body = make_body (task);
  AnshinCall call = { 0 };
  gboolean done = FALSE;

  anshin_call_init (&call, tx, &who);
  call.body = body;
  call.args[0] = about_patient ? task->patient : task->consent;
  call.audit.action = "act";
  call.audit.result = "ok";
  steps_left = task->step;
  done = acts[task->act].func (&call, error) && anshin_audit_append (tx, &call.audit, error);
  anshin_call_clear (&call);
  return done;
}

static void
assert_none (AnshinTx *tx, const char *what, AnshinRows *rows)
{
  g_autoptr (AnshinRows) owned = rows;

  g_assert_nonnull (rows);
  g_assert_true (anshin_rows_next (rows, NULL));
  if (anshin_rows_get_int (rows, 0) != 0)
    g_error ("%s", what);
}

/* Every record is whole, as far as one can see: states, times, sealed content, history. */
static void
assert_whole (AnshinTx *tx, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinConsent) consent = anshin_consent_load (tx, id, &error);
  guint events[ANSHIN_CONSENT_EVENT_SCAN_REMOVED + 1] = { 0 };
  gboolean recorded = FALSE;

  g_assert_no_error (error);
  g_assert_true (anshin_consent_fill_history (tx, consent, &error));
  for (guint i = 0; i < consent->history->len; i++)
    events[ANSHIN_CONSENT_EVENT (consent->history->pdata[i])->kind]++;
  recorded = consent->state >= ANSHIN_CONSENT_IN_FORCE;
  g_assert_cmpuint (events[ANSHIN_CONSENT_EVENT_DRAFTED], ==, 1);
  g_assert_true ((consent->printed_at != 0) == (events[ANSHIN_CONSENT_EVENT_PRINTED] > 0));
  g_assert_true ((consent->recorded_at != 0) == recorded);
  g_assert_true ((consent->signed_on != 0) == recorded);
  g_assert_true ((consent->original_kept_at != NULL) == recorded);
  g_assert_true ((consent->recorded_by_name != NULL) == recorded);
  g_assert_cmpuint (events[ANSHIN_CONSENT_EVENT_SIGNED], ==, recorded);
  g_assert_cmpuint (events[ANSHIN_CONSENT_EVENT_IN_FORCE], ==, recorded);
  g_assert_true ((consent->ended_at != 0) == (consent->state > ANSHIN_CONSENT_IN_FORCE));
  g_assert_true ((consent->withdrawn_on != 0) == (consent->state == ANSHIN_CONSENT_WITHDRAWN));
  g_assert_cmpuint (events[ANSHIN_CONSENT_EVENT_WITHDRAWN], ==,
                    consent->state == ANSHIN_CONSENT_WITHDRAWN);
  g_assert_cmpuint (events[ANSHIN_CONSENT_EVENT_SUPERSEDED], ==,
                    consent->state == ANSHIN_CONSENT_SUPERSEDED);
  g_assert_cmpuint (events[ANSHIN_CONSENT_EVENT_ENDED], ==,
                    consent->state == ANSHIN_CONSENT_ENDED);
}

static gboolean
look_job (AnshinTx *tx, gpointer data, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  assert_none (tx, "a live group without a consent in force",
               anshin_tx_query (tx, NULL,
                                "SELECT COUNT(*) FROM care_group g LEFT JOIN consent c "
                                "ON c.id = g.consent_id AND c.patient_id = g.patient_id "
                                "AND c.state = 3 WHERE g.kind = 1 AND g.state = 1 "
                                "AND c.id IS NULL",
                                NULL));
  assert_none (tx, "a group whose timeline does not say what it is",
               anshin_tx_query (tx, NULL,
                                "SELECT COUNT(*) FROM care_group g JOIN channel h ON h.id = g.id "
                                "LEFT JOIN entry e ON e.channel_id = h.id AND e.seq = h.last_seq "
                                "WHERE g.kind = 1 AND COALESCE (e.kind, 0) <> CASE g.state "
                                "WHEN 2 THEN 6 WHEN 3 THEN 10 ELSE CASE WHEN h.last_seq = 1 "
                                "THEN 2 ELSE 7 END END",
                                NULL));
  assert_none (tx, "a group whose creator is not in it",
               anshin_tx_query (tx, NULL,
                                "SELECT COUNT(*) FROM care_group g LEFT JOIN membership m "
                                "ON m.group_id = g.id LEFT JOIN membership_period p "
                                "ON p.group_id = g.id AND p.user_id = m.user_id "
                                "WHERE g.kind = 1 AND p.user_id IS NULL",
                                NULL));
  rows = anshin_tx_query (tx, error, "SELECT id FROM consent ORDER BY id", NULL);
  while (anshin_rows_next (rows, NULL))
    assert_whole (tx, anshin_rows_get_text (rows, 0));
  return TRUE;
}

/* Looks at what the one before has left, and does its act, if it lives so long. */
G_NORETURN static void
run_child (char **arguments)
{
  Task task = { .act = (Act) atoi (arguments[0]),
                .step = (guint) atoi (arguments[1]),
                .user = arguments[2],
                .facility = arguments[3],
                .patient = arguments[4],
                .consent = arguments[5] };
  AnshinDbConfig config = { .sqlite_path = g_getenv ("KILL_SQLITE"),
                            .postgres_uri = g_getenv ("KILL_POSTGRES"),
                            .key_path = g_getenv ("KILL_KEY"),
                            .readers = 1,
                            .writers = 1 };
  g_autoptr (GError) error = NULL;
  AnshinDb *db = anshin_db_open (&config, &error);

  g_assert_no_error (error);
  g_assert_true (anshin_db_read_sync (db, look_job, NULL, &error));
  if (anshin_db_write_sync (db, act_job, &task, &error))
    _exit (DONE);
  if (error->domain != ANSHIN_ERROR)
    g_error ("%s", error->message);
  _exit (REFUSED);
}

static void
keep (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static gboolean
populate_job (AnshinTx *tx, gpointer data, GError **error)
{
  Task *task = data;
  g_autoptr (AnshinFacility) facility = anshin_facility_new ();
  g_autoptr (AnshinUser) user = anshin_user_new ();

  facility->kind = ANSHIN_FACILITY_CLINIC;
  facility->name = g_strdup ("診療所");
  if (!anshin_facility_insert (tx, facility, error))
    return FALSE;
  user->name = g_strdup ("加藤 誠");
  user->kana = g_strdup ("カトウ マコト");
  user->mail = g_strdup ("kato@city.example");
  user->profession = ANSHIN_PROFESSION_PHYSICIAN;
  user->facility_id = g_strdup (facility->id);
  user->facility_admin = TRUE;
  if (!anshin_account_insert (tx, user, "-", FALSE, 0, error) ||
      !anshin_rules_accept_version (tx, user->id, 1, 1, NULL, error))
    return FALSE;
  keep (&task->user, user->id);
  keep (&task->facility, facility->id);
  return TRUE;
}

static gboolean
patient_job (AnshinTx *tx, gpointer data, GError **error)
{
  Task *task = data;
  g_autoptr (AnshinPatient) patient = anshin_patient_new ();

  patient->name = g_strdup ("山本 はな");
  patient->kana = g_strdup ("ヤマモト ハナ");
  patient->birth_date = 19380402;
  patient->sex = ANSHIN_SEX_FEMALE;
  patient->care_level = ANSHIN_CARE_LEVEL_CARE_2;
  patient->facility_id = g_strdup (task->facility);
  patient->attending_physician_id = g_strdup (task->user);
  if (!anshin_patient_insert (tx, patient, task->user, error))
    return FALSE;
  keep (&task->patient, patient->id);
  return TRUE;
}

static gboolean
newest_job (AnshinTx *tx, gpointer data, GError **error)
{
  Task *task = data;
  g_autoptr (AnshinRows) rows =
    anshin_tx_query (tx, error, "SELECT id FROM consent ORDER BY id DESC LIMIT 1", NULL);

  if (rows == NULL || !anshin_rows_next (rows, error))
    return FALSE;
  keep (&task->consent, anshin_rows_get_text (rows, 0));
  return TRUE;
}

static int
spawn (const char *self, const Task *task)
{
  g_autofree char *act = g_strdup_printf ("%d", task->act);
  g_autofree char *step = g_strdup_printf ("%u", task->step);
  const char *arguments[] = { self, "--child", act, step, task->user, task->facility,
                              task->patient, task->consent != NULL ? task->consent : "-", NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_CHILD_INHERITS_STDIN, NULL, NULL, NULL,
                NULL, &status, &error);
  g_assert_no_error (error);
  return status;
}

/* Dies at the first step, the second …, until there is none left to die at. */
static guint
kill_at_each_step (const char *self, Task *task, Act act)
{
  int status = 0;
  guint deaths = 0;

  task->act = act;
  for (task->step = 1; task->step < 400; task->step++)
    {
      status = spawn (self, task);
      if (!WIFSIGNALED (status) || WTERMSIG (status) != SIGKILL)
        break;
      deaths++;
    }
  g_assert_true (WIFEXITED (status));
  /* Refused as done already: the last one died after its commit. */
  g_assert_true (WEXITSTATUS (status) == DONE || WEXITSTATUS (status) == REFUSED);
  g_assert_cmpuint (deaths, >, 3);
  return deaths;
}

static void
just_do (const char *self, Store *store, Task *task, Act act)
{
  task->act = act;
  task->step = 0;
  g_assert_cmpint (spawn (self, task), ==, 0);
  if (act != DRAFT)
    return;
  store_open (store);
  store_read (store, newest_job, task);
  store_close (store);
}

static void
look (Store *store, const char *sql, gint64 expected)
{
  g_auto (AnshinCheck) check = { 0 };

  store_open (store);
  store_read (store, look_job, NULL);
  g_assert_cmpint (store_number (store, sql), ==, expected);
  store_close (store);
  g_assert_true (anshin_store_check (&store->config, &check, NULL));
  g_assert_cmpuint (check.faults->len, ==, 0);
}

static void
set_environment (Store *store)
{
  if (store->path != NULL)
    g_setenv ("KILL_SQLITE", store->path, TRUE);
  if (store->uri != NULL)
    g_setenv ("KILL_POSTGRES", store->uri, TRUE);
  g_setenv ("KILL_KEY", store->key, TRUE);
}

static void
test_kill (gconstpointer data)
{
  const char *self = data;
  g_autoptr (Store) store = store_new ();
  Task task = { 0 };
  guint deaths = 0;

  store_write (store, populate_job, &task);
  store_write (store, patient_job, &task);
  store_close (store);
  set_environment (store);

  deaths += kill_at_each_step (self, &task, DRAFT);
  just_do (self, store, &task, DRAFT);
  deaths += kill_at_each_step (self, &task, PRINT);
  deaths += kill_at_each_step (self, &task, SIGN);
  look (store, "SELECT COUNT(*) FROM consent WHERE state = 3", 1);
  deaths += kill_at_each_step (self, &task, GROUP);
  look (store, "SELECT COUNT(*) FROM care_group WHERE kind = 1 AND state = 1", 1);

  /* A new form takes the old one's place under a live group. */
  just_do (self, store, &task, DRAFT);
  just_do (self, store, &task, PRINT);
  deaths += kill_at_each_step (self, &task, SIGN);
  look (store, "SELECT COUNT(*) FROM consent WHERE state IN (3, 5)", 2);

  /* It is withdrawn, the group freezes, and a third one thaws it. */
  deaths += kill_at_each_step (self, &task, WITHDRAW);
  look (store, "SELECT COUNT(*) FROM care_group WHERE kind = 1 AND state = 2", 1);
  just_do (self, store, &task, DRAFT);
  just_do (self, store, &task, PRINT);
  deaths += kill_at_each_step (self, &task, SIGN);
  look (store, "SELECT COUNT(*) FROM care_group WHERE kind = 1 AND state = 1", 1);
  deaths += kill_at_each_step (self, &task, END);
  look (store, "SELECT COUNT(*) FROM care_group WHERE kind = 1 AND state = 3", 1);
  g_test_message ("killed %u times, nothing half", deaths);

  g_free (task.user);
  g_free (task.facility);
  g_free (task.patient);
  g_free (task.consent);
}

int
main (int argc, char **argv)
{
  if (argc == 8 && g_str_equal (argv[1], "--child"))
    run_child (argv + 2);
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/ops/consent/kill", argv[0], test_kill);
  return g_test_run ();
}
