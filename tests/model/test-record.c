/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-record.h"

#include <string.h>

#include "anshin-choice.h"
#include "anshin-entry.h"
#include "anshin-json.h"
#include "anshin-patient.h"
#include "anshin-sign-in.h"
#include "anshin-test.h"
#include "anshin-user.h"

static void
test_properties (void)
{
  const char *const capabilities[] = { "edit", NULL };
  g_autoptr (AnshinPatient) patient =
    g_object_new (anshin_patient_get_type (), "name", "山田 太郎", "birth-date", 19400302, "sex",
                  ANSHIN_SEX_MALE, "unread", G_GINT64_CONSTANT (5), "capabilities", capabilities,
                  NULL);
  g_autofree char *name = NULL;
  g_auto (GStrv) given = NULL;
  gint64 unread = 0;
  int birth_date = 0;

  g_object_get (patient, "name", &name, "birth_date", &birth_date, "unread", &unread,
                "capabilities", &given, NULL);
  g_assert_cmpstr (name, ==, "山田 太郎");
  g_assert_cmpint (birth_date, ==, 19400302);
  g_assert_cmpint (unread, ==, 5);
  g_assert_cmpstr (given[0], ==, "edit");
  g_assert_cmpint (patient->sex, ==, ANSHIN_SEX_MALE);
}

static void
test_inner_properties (void)
{
  g_autoptr (AnshinUser) user = anshin_user_new ();
  g_autoptr (AnshinSessionInfo) info =
    g_object_new (anshin_session_info_get_type (), "user", user, NULL);
  g_autoptr (AnshinUser) given = NULL;

  g_object_set (user, "facility-admin", TRUE, NULL);
  g_assert_true (user->facility_admin);
  g_object_get (info, "user", &given, NULL);
  g_assert_true (given == user);
}

static void
test_fields (void)
{
  g_autoptr (AnshinPatient) patient = anshin_patient_new ();
  const AnshinField *field = anshin_record_find_field (ANSHIN_RECORD (patient), "birth_date");

  g_assert_cmpint (field->kind, ==, ANSHIN_KIND_DATE);
  g_assert_null (anshin_record_find_field (ANSHIN_RECORD (patient), "birth-date"));
  g_assert_null (anshin_record_find_field (ANSHIN_RECORD (patient), ""));
}

static void
on_notify_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  GString *names = data;

  g_string_append_printf (names, "%s ", pspec->name);
}

/* A list row hears of what changed, and of nothing else. */
static void
test_copy_notifies (void)
{
  g_autoptr (AnshinPatient) shown = anshin_patient_new ();
  g_autoptr (AnshinPatient) fetched = anshin_patient_new ();
  g_autoptr (GString) names = g_string_new (NULL);

  shown->name = g_strdup ("山田 太郎");
  shown->unread = 1;
  shown->address = g_strdup ("A");
  fetched->name = g_strdup ("山田 太郎");
  fetched->unread = 2;
  fetched->capabilities = g_strsplit ("edit", " ", 0);
  g_signal_connect (shown, "notify", G_CALLBACK (on_notify_cb), names);
  anshin_record_copy_fields (ANSHIN_RECORD (shown), ANSHIN_RECORD (fetched));
  g_assert_nonnull (strstr (names->str, "unread "));
  g_assert_nonnull (strstr (names->str, "address "));
  g_assert_nonnull (strstr (names->str, "capabilities "));
  g_assert_null (strstr (names->str, "name "));
  g_assert_true (anshin_record_equal (shown, fetched));
  g_assert_null (shown->address);

  g_string_truncate (names, 0);
  anshin_record_notify (shown, "birth_date");
  g_assert_cmpstr (names->str, ==, "birth-date ");
}

static void
test_merge (void)
{
  g_autoptr (AnshinPatient) base = anshin_patient_new ();
  g_autoptr (AnshinPatient) mine = NULL;
  g_autoptr (AnshinPatient) theirs = NULL;

  g_object_set (base, "name", "青木 太郎", "telephone", "1", "address", "旧", NULL);
  mine = anshin_record_dup (base);
  theirs = anshin_record_dup (base);
  g_object_set (mine, "address", "私の", NULL);
  g_object_set (theirs, "address", "他の", "telephone", "2", NULL);
  anshin_record_merge (mine, base, theirs);
  g_assert_cmpstr (mine->address, ==, "私の");
  g_assert_cmpstr (mine->telephone, ==, "2");
  g_assert_cmpstr (mine->name, ==, "青木 太郎");
}

static void
test_equal (void)
{
  g_autoptr (AnshinPatient) patient = anshin_patient_new ();
  g_autoptr (AnshinPatient) same = anshin_patient_new ();
  g_autoptr (AnshinUser) user = anshin_user_new ();

  g_assert_true (anshin_record_equal (NULL, NULL));
  g_assert_false (anshin_record_equal (patient, NULL));
  g_assert_false (anshin_record_equal (NULL, patient));
  g_assert_false (anshin_record_equal (patient, user));
  g_assert_true (anshin_record_equal (patient, same));
  same->capabilities = g_strsplit ("edit", " ", 0);
  g_assert_false (anshin_record_equal (patient, same));
  patient->capabilities = g_strsplit ("edit consent", " ", 0);
  g_assert_false (anshin_record_equal (patient, same));
}

/* A record of records, as no request has one yet. */
typedef struct
{
  AnshinRecord parent_instance;
  GPtrArray *posts;
  AnshinRecord *first;
} TestThread;
typedef struct
{
  AnshinRecordClass parent_class;
} TestThreadClass;
GType test_thread_get_type (void);

static const AnshinField test_thread_fields[] = {
  ANSHIN_FIELD_RECORDS (TestThread, posts, ANSHIN_FIELD_REQUIRED, 3, anshin_post_get_type),
  ANSHIN_FIELD_RECORD (TestThread, first, ANSHIN_FIELD_OPTIONAL, anshin_post_get_type),
  { NULL },
};
ANSHIN_DEFINE_RECORD (TestThread, test_thread, NULL)

static TestThread *
decode_thread (const char *text, GError **error)
{
  return anshin_json_decode (text, -1, test_thread_get_type (), ANSHIN_DECODE_REQUEST, error);
}

static void
test_records (void)
{
  const char *text = "{\"posts\":[{\"client_id\":\"a\",\"text\":\"b\",\"urgent\":false},"
                     "{\"client_id\":\"c\",\"urgent\":true}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) thread = G_OBJECT (decode_thread (text, &error));
  g_autoptr (GObject) copy = NULL;
  g_autoptr (GObject) other = NULL;
  g_autoptr (GPtrArray) posts = NULL;
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  copy = anshin_record_dup (thread);
  g_assert_true (anshin_record_equal (thread, copy));
  again = anshin_json_from_record (copy);
  g_assert_cmpstr (again, ==, text);
  g_object_get (thread, "posts", &posts, NULL);
  g_assert_cmpuint (posts->len, ==, 2);

  other = G_OBJECT (
    decode_thread ("{\"posts\":[{\"client_id\":\"a\"},{\"client_id\":\"c\"}]}", NULL));
  g_assert_false (anshin_record_equal (thread, other));
  g_object_set (other, "posts", posts, NULL);
  g_assert_true (anshin_record_equal (thread, other));
}

static void
test_records_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) empty = G_OBJECT (decode_thread ("{}", &error));

  g_assert_no_error (error);
  g_assert_false (anshin_record_validate (empty, &error));
  assert_error (error, ANSHIN_ERROR_FIELD_MISSING, "posts");
  g_assert_null (decode_thread ("{\"posts\":[{\"text\":1}]}", &error));
  assert_error (error, ANSHIN_ERROR_FIELD_TYPE, "posts.text");
  g_assert_null (decode_thread ("{\"posts\":[1]}", &error));
  assert_error (error, ANSHIN_ERROR_MALFORMED, "posts");
  g_assert_null (decode_thread ("{\"posts\":{}}", &error));
  assert_error (error, ANSHIN_ERROR_FIELD_TYPE, "posts");
  g_assert_null (decode_thread ("{\"posts\":[{},{},{},{}]}", &error));
  assert_error (error, ANSHIN_ERROR_FIELD_TOO_LONG, "posts");
  g_assert_null (decode_thread ("{\"first\":{\"author\":1}}", &error));
  assert_error (error, ANSHIN_ERROR_FIELD_UNKNOWN, "first.author");
}

/* What is wrong deep inside is named by its whole way. */
static void
test_inner_validation (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) posts = G_OBJECT (
    decode_thread ("{\"posts\":[{\"client_id\":\"a\",\"text\":\"b\"},{}]}", &error));
  g_autoptr (GObject) first = G_OBJECT (
    decode_thread ("{\"posts\":[],\"first\":{\"client_id\":\"a\",\"text\":\"a\\u202e\"}}", &error));

  g_assert_no_error (error);
  g_assert_false (anshin_record_validate (posts, &error));
  assert_error (error, ANSHIN_ERROR_FIELD_MISSING, "posts.client_id");
  g_assert_false (anshin_record_validate (first, &error));
  assert_error (error, ANSHIN_ERROR_FIELD_CHARACTERS, "first.text");
}

static const AnshinChoiceList *const lists[] = {
  &anshin_professions,    &anshin_facility_kinds, &anshin_care_levels,    &anshin_sexes,
  &anshin_relationships,  &anshin_account_states, &anshin_consent_states, &anshin_signers,
  &anshin_group_kinds,    &anshin_group_states,   &anshin_invitation_states,
  &anshin_entry_kinds,    &anshin_vital_kinds,    &anshin_vital_marks,    &anshin_export_purposes,
};

/* Names and numbers of a closed list are each there once, and 0 is never one of them. */
static void
test_choices (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GHashTable) wires = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GHashTable) values = g_hash_table_new (NULL, NULL);
      int value = 42;

      for (const AnshinChoice *choice = lists[i]->choices; choice->wire != NULL; choice++)
        {
          g_assert_cmpint (choice->value, >, 0);
          g_assert_true (g_hash_table_add (wires, (gpointer) choice->wire));
          g_assert_true (g_hash_table_add (values, GINT_TO_POINTER (choice->value)));
          g_assert_cmpstr (anshin_choice_to_wire (lists[i], choice->value), ==, choice->wire);
          g_assert_true (anshin_choice_from_wire (lists[i], choice->wire, &value));
          g_assert_cmpint (value, ==, choice->value);
          g_assert_cmpstr (anshin_choice_get_label (lists[i], value), !=, "");
        }
      value = 42;
      g_assert_null (anshin_choice_to_wire (lists[i], 0));
      g_assert_false (anshin_choice_from_wire (lists[i], "no such thing", &value));
      g_assert_false (anshin_choice_from_wire (lists[i], NULL, &value));
      g_assert_cmpstr (anshin_choice_get_label (lists[i], 0), ==, "");
      g_assert_cmpint (value, ==, 42);
    }
}

static void
test_whole_picture (void)
{
  g_assert_true (anshin_profession_sees_whole_picture (ANSHIN_PROFESSION_PHYSICIAN));
  g_assert_true (anshin_profession_sees_whole_picture (ANSHIN_PROFESSION_DENTIST));
  g_assert_true (anshin_profession_sees_whole_picture (ANSHIN_PROFESSION_NURSE));
  g_assert_true (anshin_profession_sees_whole_picture (ANSHIN_PROFESSION_PUBLIC_HEALTH_NURSE));
  g_assert_true (anshin_profession_sees_whole_picture (ANSHIN_PROFESSION_CARE_MANAGER));
  g_assert_false (anshin_profession_sees_whole_picture (ANSHIN_PROFESSION_PHARMACIST));
  g_assert_false (anshin_profession_sees_whole_picture (ANSHIN_PROFESSION_NONE));
}

static void
test_errors (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;
  g_autoptr (GError) foreign = g_error_new (G_MARKUP_ERROR, 0, "x");
  AnshinError code = ANSHIN_ERROR_INTERNAL;

  for (guint i = 0; i < ANSHIN_N_ERRORS; i++)
    {
      g_assert_true (anshin_error_from_wire (anshin_error_to_wire (i), &code));
      g_assert_cmpint (code, ==, i);
      g_assert_cmpuint (anshin_error_get_status (i), <, 600);
    }
  g_assert_false (anshin_error_from_wire ("no-such-code", &code));
  g_assert_false (anshin_error_from_wire (NULL, &code));

  anshin_set_error (NULL, ANSHIN_ERROR_FORBIDDEN, NULL, "x");
  anshin_set_error (&error, ANSHIN_ERROR_NEEDS_GROUP_ADMIN, "name", "No %d", 1);
  anshin_error_set_who (error, "井上 花");
  anshin_error_prefix_field (error, "inner");
  copy = g_error_copy (error);
  g_assert_cmpstr (anshin_error_get_field (copy), ==, "inner.name");
  g_assert_cmpstr (anshin_error_get_who (copy), ==, "井上 花");
  g_assert_cmpstr (copy->message, ==, "No 1");
  g_clear_error (&error);
  anshin_set_error (&error, ANSHIN_ERROR_FORBIDDEN, NULL, "x");
  anshin_error_prefix_field (error, "outer");
  g_assert_cmpstr (anshin_error_get_field (error), ==, "outer");
  anshin_error_set_field (error, "other");
  g_assert_cmpstr (anshin_error_get_field (error), ==, "other");
  anshin_error_prefix_field (foreign, "outer");
  g_assert_null (anshin_error_get_field (foreign));
  g_assert_null (anshin_error_get_who (foreign));
  g_assert_null (anshin_error_get_field (NULL));
}

/* A message names everybody once, and no more than are told of it. */
static void
test_mentions (void)
{
  g_autoptr (AnshinPost) post = anshin_post_new ();

  for (guint i = 0; i < 2 * (ANSHIN_MAX_MENTIONS + 1); i++)
    {
      guint number = i % (ANSHIN_MAX_MENTIONS + 1);
      g_autoptr (AnshinMention) mention = anshin_mention_new ();
      g_autoptr (AnshinMention) facility = anshin_mention_new ();

      mention->kind = ANSHIN_MENTION_PERSON;
      mention->id = g_strdup_printf ("user-%u", number);
      g_assert_cmpint (anshin_post_add_mention (post, mention), ==, number < ANSHIN_MAX_MENTIONS);
      g_assert_cmpint (anshin_post_has_mention (post, mention), ==, number < ANSHIN_MAX_MENTIONS);
      facility->kind = ANSHIN_MENTION_FACILITY;
      facility->id = g_strdup (mention->id);
      g_assert_false (anshin_post_has_mention (post, facility));
    }
  g_assert_cmpuint (post->mentions->len, ==, ANSHIN_MAX_MENTIONS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/properties", test_properties);
  g_test_add_func ("/record/inner-properties", test_inner_properties);
  g_test_add_func ("/record/fields", test_fields);
  g_test_add_func ("/record/copy-notifies", test_copy_notifies);
  g_test_add_func ("/record/merge", test_merge);
  g_test_add_func ("/record/equal", test_equal);
  g_test_add_func ("/record/records", test_records);
  g_test_add_func ("/record/records-refused", test_records_refused);
  g_test_add_func ("/record/inner-validation", test_inner_validation);
  g_test_add_func ("/record/choices", test_choices);
  g_test_add_func ("/record/whole-picture", test_whole_picture);
  g_test_add_func ("/record/mentions", test_mentions);
  g_test_add_func ("/record/errors", test_errors);
  return g_test_run ();
}
