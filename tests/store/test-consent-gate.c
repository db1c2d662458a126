/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

/*
 * No patient group without a consent in force, and the database itself says so (SECURITY CN-01,
 * CN-02): everything here is SQL that goes past the service and its rules.
 */
#define DRAFT 1
#define IN_FORCE 3
#define WITHDRAWN 4
#define SUPERSEDED 5
#define LIVE 1
#define FROZEN 2

typedef struct
{
  const char *id;
  const char *patient;
  gint64 state;
} Consent;

static gboolean
add_consent_job (AnshinTx *tx, gpointer data, GError **error)
{
  Consent *consent = data;

  return anshin_tx_exec (tx, error,
                         "INSERT INTO consent (id, patient_id, state, form_version, sealed, "
                         "version, created_by, created_at, recorded_by, recorded_at) "
                         "VALUES ($1, $2, $3, 1, $4, 1, 'u1', 0, 'u1', 1)",
                         "ttib", consent->id, consent->patient, consent->state, "x", (gsize) 1);
}

typedef struct
{
  const char *patient;
  const char *consent;
  gint64 consent_state;
  gint64 state;
  gboolean without;
} Group;

static gboolean
add_group_job (AnshinTx *tx, gpointer data, GError **error)
{
  Group *group = data;

  return anshin_data_key_create (tx, "pg", error) &&
         anshin_channel_create (tx, "pg", "pg", error) &&
         anshin_tx_exec (tx, error,
                         "INSERT INTO care_group (id, kind, state, patient_id, consent_id, "
                         "consent_state, owner_facility_id, creator_id, sealed, version, "
                         "created_at) VALUES ('pg', 1, $1, $2, $3, $4, 'f', 'u1', $5, 1, 0)",
                         "ittnb", group->state, group->patient, group->consent,
                         group->without ? NULL : &group->consent_state, "x", (gsize) 1);
}

static gboolean
add_patient_job (AnshinTx *tx, gpointer data, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "INSERT INTO patient (id, facility_id, no_attending, sealed, version, "
                         "created_by, created_at, updated_at) VALUES ('q', 'f', 0, $1, 1, 'u1', "
                         "0, 0)",
                         "b", "x", (gsize) 1);
}

static void
refuse_job (Store *store, AnshinJobFunc func, gpointer job)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (anshin_db_write_sync (store->db, func, job, &error));
  g_assert_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_CONSTRAINT);
}

static void
refuse (Store *store, const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (store_try (store, sql, &error));
  g_assert_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_CONSTRAINT);
}

static Store *
new_world (void)
{
  Store *store = store_new ();

  store_add_world (store);
  store_write (store, add_patient_job, NULL);
  return store;
}

static void
test_no_group_without_consent (void)
{
  g_autoptr (Store) store = new_world ();
  Consent draft = { "c1", "p", DRAFT };
  Consent others = { "c2", "q", IN_FORCE };
  Group without = { "p", NULL, 0, LIVE, TRUE };
  Group without_state = { "p", "c1", 0, LIVE, TRUE };
  Group missing = { "p", "nothing", IN_FORCE, LIVE, FALSE };
  Group drafted = { "p", "c1", DRAFT, LIVE, FALSE };
  Group pretended = { "p", "c1", IN_FORCE, LIVE, FALSE };
  Group of_other = { "p", "c2", IN_FORCE, LIVE, FALSE };
  Group nobody = { NULL, "c2", IN_FORCE, LIVE, FALSE };
  Group frozen_without = { "p", NULL, 0, FROZEN, TRUE };

  store_write (store, add_consent_job, &draft);
  store_write (store, add_consent_job, &others);
  refuse_job (store, add_group_job, &without);
  refuse_job (store, add_group_job, &without_state);
  refuse_job (store, add_group_job, &missing);
  refuse_job (store, add_group_job, &drafted);
  refuse_job (store, add_group_job, &pretended);
  refuse_job (store, add_group_job, &of_other);
  refuse_job (store, add_group_job, &nobody);
  refuse_job (store, add_group_job, &frozen_without);
  refuse (store, "UPDATE care_group SET kind = 1 WHERE id = 'g'");
  refuse (store, "UPDATE care_group SET patient_id = 'q', consent_id = 'c2', consent_state = 3 "
                 "WHERE id = 'g'");
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM care_group WHERE kind = 1"), ==, 0);
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM channel WHERE id = 'pg'"), ==, 0);
}

static void
test_withdrawal_needs_freezing (void)
{
  g_autoptr (Store) store = new_world ();
  Consent first = { "c1", "p", IN_FORCE };
  Consent second = { "c2", "p", IN_FORCE };
  Consent others = { "c3", "q", IN_FORCE };
  Group group = { "p", "c1", IN_FORCE, LIVE, FALSE };

  store_write (store, add_consent_job, &first);
  store_write (store, add_consent_job, &others);
  refuse_job (store, add_consent_job, &second);
  store_write (store, add_group_job, &group);

  refuse (store, "UPDATE consent SET state = 4 WHERE id = 'c1'");
  refuse (store, "UPDATE consent SET state = 6 WHERE id = 'c1'");
  refuse (store, "DELETE FROM consent WHERE id = 'c1'");
  refuse (store, "UPDATE care_group SET consent_state = 4 WHERE id = 'pg'");
  refuse (store, "UPDATE care_group SET consent_id = 'c3' WHERE id = 'pg'");
  refuse (store, "UPDATE care_group SET patient_id = 'q', consent_id = NULL WHERE id = 'pg'");

  store_exec (store, "UPDATE care_group SET state = 2 WHERE id = 'pg'");
  store_exec (store, "UPDATE consent SET state = 4 WHERE id = 'c1'");
  g_assert_cmpint (store_number (store, "SELECT consent_state FROM care_group WHERE id = 'pg'"), ==,
                   WITHDRAWN);
  refuse (store, "UPDATE care_group SET state = 1 WHERE id = 'pg'");

  store_write (store, add_consent_job, &second);
  refuse (store, "UPDATE care_group SET state = 1 WHERE id = 'pg'");
  refuse (store, "UPDATE care_group SET state = 1, consent_id = 'c3', consent_state = 3 "
                 "WHERE id = 'pg'");
  store_exec (store, "UPDATE care_group SET state = 1, consent_id = 'c2', consent_state = 3 "
                     "WHERE id = 'pg'");
  g_assert_cmpint (store_number (store, "SELECT state FROM care_group WHERE id = 'pg'"), ==, LIVE);
}

static gboolean
supersede_job (AnshinTx *tx, gpointer data, GError **error)
{
  Consent second = { "c2", "p", IN_FORCE };

  return anshin_tx_exec (tx, error, "UPDATE care_group SET state = 2 WHERE id = 'pg'", NULL) &&
         anshin_tx_exec (tx, error, "UPDATE consent SET state = 5 WHERE id = 'c1'", NULL) &&
         add_consent_job (tx, &second, error) &&
         anshin_tx_exec (tx, error,
                         "UPDATE care_group SET state = 1, consent_id = 'c2', consent_state = 3 "
                         "WHERE id = 'pg'",
                         NULL);
}

/* A new form takes the old one's place in one transaction, and the group stays live. */
static void
test_superseding (void)
{
  g_autoptr (Store) store = new_world ();
  Consent first = { "c1", "p", IN_FORCE };
  Group group = { "p", "c1", IN_FORCE, LIVE, FALSE };

  store_write (store, add_consent_job, &first);
  store_write (store, add_group_job, &group);
  store_write (store, supersede_job, NULL);
  g_assert_cmpint (store_number (store, "SELECT state FROM consent WHERE id = 'c1'"), ==,
                   SUPERSEDED);
  g_assert_cmpint (store_number (store, "SELECT consent_state FROM care_group WHERE id = 'pg'"), ==,
                   IN_FORCE);
}

static void
test_one_group_a_patient (void)
{
  g_autoptr (Store) store = new_world ();
  Consent consent = { "c1", "p", IN_FORCE };
  Group group = { "p", "c1", IN_FORCE, LIVE, FALSE };

  store_write (store, add_consent_job, &consent);
  store_write (store, add_group_job, &group);
  store_exec (store, "INSERT INTO channel (id, key_id, last_seq) VALUES ('pg2', 'pg', 0)");
  refuse (store, "INSERT INTO care_group (id, kind, state, patient_id, consent_id, consent_state, "
                 "owner_facility_id, creator_id, sealed, version, created_at) "
                 "SELECT 'pg2', kind, state, patient_id, consent_id, consent_state, "
                 "owner_facility_id, creator_id, sealed, version, created_at FROM care_group "
                 "WHERE id = 'pg'");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/consent-gate/no-group-without-consent", test_no_group_without_consent);
  g_test_add_func ("/store/consent-gate/withdrawal-needs-freezing",
                   test_withdrawal_needs_freezing);
  g_test_add_func ("/store/consent-gate/superseding", test_superseding);
  g_test_add_func ("/store/consent-gate/one-group-a-patient", test_one_group_a_patient);
  return g_test_run ();
}
