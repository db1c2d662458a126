/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faulty-city.h"

#include <sqlite3.h>

#include "anshin-account-table.h"
#include "anshin-audit.h"
#include "anshin-facility-table.h"
#include "anshin-group-table.h"
#include "anshin-json.h"
#include "anshin-registration-table.h"

/* The step that fails, counted down in the thread that has the transaction; 0 is none. */
static _Thread_local guint steps_left;
static _Thread_local gboolean has_failed;

int __real_sqlite3_step (sqlite3_stmt *statement);
int __wrap_sqlite3_step (sqlite3_stmt *statement);

int
__wrap_sqlite3_step (sqlite3_stmt *statement)
{
  if (steps_left > 0 && --steps_left == 0)
    {
      has_failed = TRUE;
      return SQLITE_IOERR;
    }
  return __real_sqlite3_step (statement);
}

static const struct
{
  const char *name;
  int profession;
  int facility;
  gboolean admin;
  gboolean office;
} people[N_PEOPLE] = {
  [PHYSICIAN] = { "加藤 誠", ANSHIN_PROFESSION_PHYSICIAN, 0, TRUE, FALSE },
  [NURSE] = { "石井 健", ANSHIN_PROFESSION_NURSE, 1, FALSE, FALSE },
  [COLLEAGUE] = { "林 里美", ANSHIN_PROFESSION_NURSE, 1, TRUE, FALSE },
  [CLERK] = { "上田 実", ANSHIN_PROFESSION_CLERK, 0, FALSE, FALSE },
  [OFFICE] = { "村田 恵子", ANSHIN_PROFESSION_CLERK, 2, TRUE, TRUE },
};
static const int facility_kinds[] = {
  ANSHIN_FACILITY_CLINIC, ANSHIN_FACILITY_VISITING_NURSE_STATION, ANSHIN_FACILITY_OFFICE
};

static gboolean
populate (AnshinTx *tx, gpointer data, GError **error)
{
  City *city = data;

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (AnshinFacility) facility = anshin_facility_new ();

      facility->kind = facility_kinds[i];
      facility->name = g_strdup_printf ("施設%d", i);
      if (!anshin_facility_insert (tx, facility, error))
        return FALSE;
      city->facilities[i] = g_strdup (facility->id);
    }
  for (int i = 0; i < N_PEOPLE; i++)
    {
      g_autoptr (AnshinUser) user = anshin_user_new ();
      AnshinPrincipal *principal = &city->principals[i];

      user->name = g_strdup (people[i].name);
      user->kana = g_strdup ("カナ");
      user->mail = g_strdup_printf ("p%d@city.example", i);
      user->profession = people[i].profession;
      user->facility_id = g_strdup (city->facilities[people[i].facility]);
      user->facility_admin = people[i].admin;
      user->office = people[i].office;
      if (!anshin_account_insert (tx, user, "-", FALSE, 0, error) ||
          !anshin_rules_accept_version (tx, user->id, 1, 1, NULL, error))
        return FALSE;
      principal->user_id = g_strdup (user->id);
      principal->name = g_strdup (user->name);
      principal->profession = user->profession;
      principal->facility_id = g_strdup (user->facility_id);
      principal->facility_name = g_strdup_printf ("施設%d", people[i].facility);
      principal->facility_kind = facility_kinds[people[i].facility];
      principal->office = user->office;
      principal->facility_admin = user->facility_admin;
      principal->whole_picture = anshin_profession_sees_whole_picture (user->profession);
    }
  return anshin_group_create_all_users (tx, city->facilities[2],
                                        city->principals[OFFICE].user_id, NULL, error);
}

void
city_populate (City *city)
{
  g_autoptr (GError) error = NULL;

  city->store = store_new ();
  anshin_db_write_sync (city->store->db, populate, city, &error);
  g_assert_no_error (error);
}

static gboolean
run_request (AnshinTx *tx, gpointer data, GError **error)
{
  Request *request = data;
  AnshinCall call = { 0 };
  g_autoptr (GHashTable) query = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean done = FALSE;

  if (request->query_name != NULL)
    g_hash_table_insert (query, (char *) request->query_name, (char *) request->query_value);
  anshin_call_init (&call, tx, &request->city->principals[request->who]);
  call.body = request->body;
  call.bytes = request->bytes;
  call.query = query;
  call.args[0] = request->args[0];
  call.args[1] = request->args[1];
  call.audit.action = "test";
  call.audit.result = "ok";

  has_failed = FALSE;
  steps_left = request->failing_step;
  done = request->func (&call, error);
  if (done && anshin_tx_is_writable (tx))
    done = anshin_audit_append (tx, &call.audit, error);
  steps_left = 0;
  request->failed = has_failed;
  if (done)
    request->answer = g_strdup (call.out->str);
  anshin_call_clear (&call);
  return done;
}

/* Fails at the first step, the second …, until there is none left to fail: that is the answer. */
char *
run (City *city, Request request, gboolean reads)
{
  request.city = city;
  for (request.failing_step = 1;; request.failing_step++)
    {
      g_autoptr (GError) error = NULL;
      gboolean done = FALSE;

      g_assert_cmpuint (request.failing_step, <, 400);
      request.failed = FALSE;
      done = reads ? anshin_db_read_sync (city->store->db, run_request, &request, &error)
                   : anshin_db_write_sync (city->store->db, run_request, &request, &error);
      if (!request.failed)
        {
          g_assert_no_error (error);
          g_assert_true (done);
          return request.answer;
        }
      city->faults++;
      g_assert_false (done);
      g_assert_nonnull (error);
      g_assert_null (request.answer);
    }
}

char *
change (City *city, Person who, AnshinOperationFunc func, gpointer body, const char *id,
        const char *other)
{
  Request request = { .who = who, .func = func, .body = body, .args = { id, other } };

  return run (city, request, FALSE);
}

void
look (City *city, Person who, AnshinOperationFunc func, const char *id)
{
  Request request = { .who = who, .func = func, .args = { id, NULL } };
  g_autofree char *answer = run (city, request, TRUE);

  g_assert_cmpint (answer[0], ==, '{');
}

void
look_at (City *city, Person who, AnshinOperationFunc func, const char *id, const char *other)
{
  Request request = { .who = who, .func = func, .args = { id, other } };
  g_autofree char *answer = run (city, request, TRUE);

  g_assert_cmpint (answer[0], ==, '{');
}

void
search (City *city, Person who, AnshinOperationFunc func, const char *words, guint found)
{
  Request request = { .who = who, .func = func, .query_name = "q", .query_value = words };
  g_autofree char *answer = run (city, request, TRUE);
  g_autoptr (JsonNode) node = anshin_json_parse (answer, -1, G_MAXINT, NULL);
  JsonArray *items = json_object_get_array_member (json_node_get_object (node), "items");

  g_assert_cmpuint (json_array_get_length (items), ==, found);
}

/* The answer's id, at the top or of the first item. */
char *
take_id (char *answer)
{
  g_autofree char *owned = answer;
  g_autoptr (JsonNode) node = anshin_json_parse (owned, -1, G_MAXINT, NULL);
  JsonObject *object = json_node_get_object (node);

  if (json_object_has_member (object, "items"))
    object = json_array_get_object_element (json_object_get_array_member (object, "items"), 0);
  return g_strdup (json_object_get_string_member (object, "id"));
}

gpointer
decode (GType type, const char *json)
{
  g_autoptr (GError) error = NULL;
  gpointer record = anshin_json_decode (json, -1, type, ANSHIN_DECODE_REQUEST, &error);

  g_assert_no_error (error);
  anshin_record_validate (record, &error);
  g_assert_no_error (error);
  return record;
}

AnshinPatient *
make_patient (City *city, const char *more)
{
  g_autofree char *json = g_strdup_printf (
    "{\"number\":\"1\",\"name\":\"山本 はな\",\"kana\":\"ヤマモト ハナ\","
    "\"birth_date\":\"1938-04-02\",\"sex\":\"female\",\"care_level\":\"care-2\","
    "\"attending_physician_id\":\"%s\"%s}",
    city->principals[PHYSICIAN].user_id, more);

  return decode (anshin_patient_get_type (), json);
}

void
city_clear (City *city)
{
  for (int i = 0; i < N_PEOPLE; i++)
    {
      g_free (city->principals[i].user_id);
      g_free (city->principals[i].name);
      g_free (city->principals[i].facility_id);
      g_free (city->principals[i].facility_name);
    }
  for (int i = 0; i < 3; i++)
    g_free (city->facilities[i]);
  g_free (city->patient);
  g_free (city->consent);
  g_free (city->group);
  g_free (city->message);
  store_free (city->store);
}
