/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "walk-world.h"

#include <sodium.h>
#include <string.h>

#include "anshin-account-table.h"
#include "anshin-clock.h"
#include "anshin-facility-table.h"
#include "anshin-group-table.h"
#include "anshin-id.h"
#include "anshin-session.h"
#include "anshin-terminal-table.h"

#define HOUR (60 * 60 * ANSHIN_SECOND)

static const struct
{
  int kind;
  const char *name;
} places[N_FACILITIES + 1] = {
  { ANSHIN_FACILITY_CLINIC, "かとう内科" },
  { ANSHIN_FACILITY_VISITING_NURSE_STATION, "はやし訪問看護" },
  { ANSHIN_FACILITY_CARE_MANAGEMENT_OFFICE, "さかい居宅" },
  { ANSHIN_FACILITY_PHARMACY, "ひらの薬局" },
  { ANSHIN_FACILITY_CLINIC, "みどり医院" },
  { ANSHIN_FACILITY_OFFICE, "医師会" },
};

static void
told_free (gpointer data)
{
  Told *told = data;

  g_free (told->channel);
  g_free (told->user_id);
  g_free (told->what);
  g_free (told);
}

static void
run (World *self, AnshinJobFunc func, gpointer job)
{
  g_autoptr (GError) error = NULL;

  if (!anshin_db_write_sync (self->store->db, func, job, &error))
    g_error ("the world cannot be made: %s", error->message);
}

static gboolean
make_places (AnshinTx *tx, gpointer data, GError **error)
{
  World *self = data;

  for (int i = 0; i <= N_FACILITIES; i++)
    {
      g_autoptr (AnshinFacility) facility = anshin_facility_new ();

      facility->kind = places[i].kind;
      facility->name = g_strdup (places[i].name);
      if (!anshin_facility_insert (tx, facility, error))
        return FALSE;
      self->facilities[i] = g_strdup (facility->id);
    }
  return TRUE;
}

typedef struct
{
  World *world;
  Person *person;
  int number;
} Joining;

static gboolean
enrol (AnshinTx *tx, Person *person, GError **error)
{
  guint8 key[ANSHIN_PUBLIC_KEY_BYTES];

  randombytes_buf (key, sizeof key);
  g_free (person->terminal);
  person->terminal = anshin_id_new ();
  return anshin_terminal_insert (tx, person->terminal, person->id, "端末", key,
                                 anshin_clock_now (), error);
}

static gboolean
make_person (AnshinTx *tx, gpointer data, GError **error)
{
  Joining *it = data;
  Person *person = it->person;
  g_autoptr (AnshinUser) user = anshin_user_new ();

  user->name = g_strdup_printf ("人物 %d", it->number);
  user->kana = g_strdup ("ジンブツ");
  user->mail = g_strdup_printf ("p%d@city.example", it->number);
  user->facility_id = g_strdup (it->world->facilities[person->facility]);
  user->facility_admin = person->admin;
  user->office = person->office;
  if (!anshin_choice_from_wire (&anshin_professions, person->profession, &user->profession))
    g_error ("no such profession: %s", person->profession);
  if (!anshin_account_insert (tx, user, "-", FALSE, 0, error)
      || !anshin_tx_exec (tx, error,
                          "UPDATE account SET registered_at = created_at, rules_version = 1000 "
                          "WHERE id = $1", "t", user->id))
    return FALSE;
  g_free (person->id);
  person->id = g_strdup (user->id);
  return enrol (tx, person, error);
}

/* The first sign-in as it leaves an account, but for the time that hashing a password takes. */
static gboolean
adopt (AnshinTx *tx, gpointer data, GError **error)
{
  Joining *it = data;

  return anshin_tx_exec (tx, error, "UPDATE account SET password_temporary = 0 WHERE id = $1", "t",
                         it->person->id)
         && enrol (tx, it->person, error);
}

static gboolean
enrol_again (AnshinTx *tx, gpointer data, GError **error)
{
  Joining *it = data;

  return enrol (tx, it->person, error);
}

static gboolean
open_session (AnshinTx *tx, gpointer data, GError **error)
{
  Joining *it = data;
  g_autofree char *session = NULL;
  g_autofree char *token = NULL;
  gint64 now = anshin_clock_now ();

  if (!anshin_session_begin (tx, it->person->id, it->person->terminal, now, now + 12 * HOUR,
                             &session, &token, error))
    return FALSE;
  g_free (it->person->session);
  it->person->session = g_steal_pointer (&session);
  return TRUE;
}

void
world_sign_in (World *self, Model *model, int user, gboolean new_terminal)
{
  Joining it = { self, &model->people[user], user };

  if (new_terminal)
    run (self, enrol_again, &it);
  run (self, open_session, &it);
}

static Person *
add_person (Model *model, int facility, const char *profession)
{
  Person *person = &model->people[model->n_people++];

  person->facility = facility;
  person->profession = profession;
  person->state = ACTIVE;
  return person;
}

int
world_add_person (World *self, Model *model, int facility, const char *profession, gboolean admin,
                  gboolean office)
{
  int number = model->n_people;
  Person *person = add_person (model, facility, profession);
  Joining it = { self, person, number };

  person->admin = admin;
  person->office = office;
  run (self, make_person, &it);
  world_sign_in (self, model, number, FALSE);
  return number;
}

int
world_adopt_person (World *self, Model *model, const char *id, int facility,
                    const char *profession)
{
  int number = model->n_people;
  Person *person = add_person (model, facility, profession);
  Joining it = { self, person, number };

  person->id = g_strdup (id);
  run (self, adopt, &it);
  world_sign_in (self, model, number, FALSE);
  return number;
}

static gboolean
make_all_users (AnshinTx *tx, gpointer data, GError **error)
{
  Joining *it = data;

  return anshin_group_create_all_users (tx, it->world->facilities[N_FACILITIES], it->person->id,
                                        &it->world->all_users, error);
}

void
world_keep_in_memory (void)
{
  if (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR))
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
}

World *
world_new (Model *model)
{
  World *self = g_new0 (World, 1);
  Joining it = { self, NULL, 0 };
  int office = -1;

  self->told = g_ptr_array_new_with_free_func (told_free);
  self->store = store_new ();
  run (self, make_places, self);
  office = world_add_person (self, model, N_FACILITIES, "clerk", TRUE, TRUE);
  it.person = &model->people[office];
  run (self, make_all_users, &it);
  self->records = world_count (self, "SELECT COUNT(*) FROM audit");
  return self;
}

void
world_free (World *self)
{
  store_free (self->store);
  for (int i = 0; i <= N_FACILITIES; i++)
    g_free (self->facilities[i]);
  g_free (self->all_users);
  g_free (self->answer);
  g_ptr_array_unref (self->told);
  g_free (self);
}

static const AnshinOperation *
find_operation (const char *method, const char *path)
{
  for (guint i = 0; i < anshin_n_operations; i++)
    if (g_str_equal (anshin_operations[i].method, method)
        && g_str_equal (anshin_operations[i].path, path))
      return &anshin_operations[i];
  return NULL;
}

typedef struct
{
  World *world;
  const Person *who;
  const AnshinOperation *operation;
  const char *args[2];
  gpointer body;
  AnshinPrincipal *principal;
  GError *refusal;
} Request;

static gboolean
check_principal (Request *it, AnshinTx *tx, GError **error)
{
  gint64 now = anshin_clock_now ();

  g_clear_pointer (&it->principal, anshin_principal_free);
  if (!anshin_session_load_by_id (tx, it->who->session, now, &it->principal, error))
    return FALSE;
  if (it->principal->pending && !it->operation->while_pending)
    anshin_set_error (error, ANSHIN_ERROR_RULES_NOT_ACCEPTED, NULL, "pending");
  else if (it->operation->step_up && !anshin_session_is_confirmed (it->principal, now))
    anshin_set_error (error, ANSHIN_ERROR_STEP_UP_REQUIRED, NULL, "step up");
  else
    return TRUE;
  return FALSE;
}

static void
keep_told (World *self, GPtrArray *effects)
{
  g_ptr_array_set_size (self->told, 0);
  for (guint i = 0; effects != NULL && i < effects->len; i++)
    {
      AnshinEffect *effect = g_ptr_array_index (effects, i);
      Told *told = g_new0 (Told, 1);

      told->kind = effect->kind;
      told->channel = g_strdup (effect->channel);
      told->user_id = g_strdup (effect->user_id);
      told->what = g_strdup (effect->what);
      g_ptr_array_add (self->told, told);
    }
}

static gboolean
run_request (AnshinTx *tx, gpointer data, GError **error)
{
  Request *it = data;
  g_autoptr (GHashTable) query = g_hash_table_new (g_str_hash, g_str_equal);
  AnshinCall call = { 0 };
  gboolean done = FALSE;

  if (!check_principal (it, tx, error))
    return FALSE;
  anshin_call_init (&call, tx, it->principal);
  call.body = it->body;
  call.query = query;
  call.args[0] = it->args[0];
  call.args[1] = it->args[1];
  call.audit.action = it->operation->audit;
  call.audit.result = "ok";
  done = it->operation->func (&call, error)
         && (!it->operation->writes || call.audit.action == NULL
             || anshin_audit_append (tx, &call.audit, error));
  if (done)
    {
      g_free (it->world->answer);
      it->world->answer = g_strdup (call.out->str);
      keep_told (it->world, call.effects);
    }
  anshin_call_clear (&call);
  return done;
}

static gpointer
decode (const AnshinOperation *operation, const char *body)
{
  g_autoptr (GError) error = NULL;
  gpointer record = NULL;

  if (operation->request == NULL)
    return NULL;
  record = anshin_json_decode (body, -1, operation->request (), ANSHIN_DECODE_REQUEST, &error);
  if (record == NULL || !anshin_record_validate (record, &error))
    g_error ("%s %s %s: %s", operation->method, operation->path, body, error->message);
  return record;
}

const char *
world_ask (World *self, const Person *who, const char *method, const char *path, const char *first,
           const char *second, const char *body)
{
  Request it = { .world = self, .who = who, .args = { first, second } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) record = NULL;
  gboolean done = FALSE;

  it.operation = find_operation (method, path);
  if (it.operation == NULL)
    g_error ("no such use case: %s %s", method, path);
  g_clear_pointer (&self->answer, g_free);
  g_ptr_array_set_size (self->told, 0);
  record = decode (it.operation, body);
  it.body = record;
  done = it.operation->writes ? anshin_db_write_sync (self->store->db, run_request, &it, &error)
                              : anshin_db_read_sync (self->store->db, run_request, &it, &error);
  g_clear_pointer (&it.principal, anshin_principal_free);
  if (!done)
    {
      if (error->domain != ANSHIN_ERROR)
        return "internal";
      return anshin_error_to_wire (error->code);
    }
  self->records += it.operation->writes && it.operation->audit != NULL;
  return "ok";
}

char *
world_get (World *self, const char *in, const char *name)
{
  g_autoptr (JsonNode) node = anshin_json_parse (self->answer, -1, G_MAXINT, NULL);
  JsonObject *object = json_node_get_object (node);
  JsonNode *inner = in != NULL ? json_object_get_member (object, in) : NULL;

  if (inner != NULL && JSON_NODE_HOLDS_OBJECT (inner))
    object = json_node_get_object (inner);
  else if (inner != NULL && json_array_get_length (json_node_get_array (inner)) > 0)
    object = json_array_get_object_element (json_node_get_array (inner), 0);
  return g_strdup (json_object_get_string_member_with_default (object, name, NULL));
}

const Told *
world_find_told (World *self, const char *user_id)
{
  for (guint i = 0; i < self->told->len; i++)
    {
      const Told *told = g_ptr_array_index (self->told, i);

      if (g_strcmp0 (told->user_id, user_id) == 0 || g_strcmp0 (told->channel, user_id) == 0)
        return told;
    }
  return NULL;
}

typedef struct
{
  const char *sql;
  const char *argument;
  GPtrArray *rows;
  gint64 number;
} Question;

/* All columns of a question are text or numbers made text by it. */
static gboolean
run_question (AnshinTx *tx, gpointer data, GError **error)
{
  Question *it = data;
  g_autoptr (AnshinRows) rows = it->argument != NULL
                                  ? anshin_tx_query (tx, error, it->sql, "t", it->argument)
                                  : anshin_tx_query (tx, error, it->sql, NULL);

  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, error))
    {
      if (it->rows == NULL)
        it->number = anshin_rows_get_int (rows, 0);
      else
        g_ptr_array_add (it->rows, g_strdup (anshin_rows_get_text (rows, 0)));
    }
  return TRUE;
}

static void
ask_database (World *self, Question *question)
{
  g_autoptr (GError) error = NULL;

  if (!anshin_db_read_sync (self->store->db, run_question, question, &error))
    g_error ("%s: %s", question->sql, error->message);
}

char **
world_query (World *self, const char *sql, const char *argument)
{
  Question it = { .sql = sql, .argument = argument };

  it.rows = g_ptr_array_new ();
  ask_database (self, &it);
  g_ptr_array_add (it.rows, NULL);
  return (char **) g_ptr_array_free (it.rows, FALSE);
}

gint64
world_count (World *self, const char *sql)
{
  Question it = { .sql = sql };

  ask_database (self, &it);
  return it.number;
}
