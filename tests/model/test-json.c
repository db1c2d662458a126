/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-json.h"

#include <string.h>

#include "anshin-clock.h"
#include "anshin-consent.h"
#include "anshin-entry.h"
#include "anshin-group.h"
#include "anshin-invitation.h"
#include "anshin-patient.h"
#include "anshin-sign-in.h"
#include "anshin-test.h"
#include "anshin-user.h"
#include "anshin-wording.h"

static void
test_write (void)
{
  g_autoptr (AnshinPatient) patient = anshin_patient_new ();
  g_autofree char *text = NULL;

  patient->name = g_strdup ("山田 \"太郎\"\\\n\t\x01");
  patient->birth_date = 19400302;
  patient->sex = ANSHIN_SEX_MALE;
  patient->care_level = ANSHIN_CARE_LEVEL_CARE_3;
  patient->unread = 3;
  patient->created_at = G_GINT64_CONSTANT (1795316645123456);
  patient->capabilities = g_strsplit ("edit consent", " ", 0);
  text = anshin_json_from_record (patient);
  g_assert_cmpstr (text, ==,
                   "{\"version\":0,\"name\":\"山田 \\\"太郎\\\"\\\\\\n\\t\\u0001\","
                   "\"birth_date\":\"1940-03-02\",\"sex\":\"male\",\"care_level\":\"care-3\","
                   "\"consent_overdue\":false,\"unread\":3,"
                   "\"created_at\":\"2026-11-22T03:04:05.123456Z\","
                   "\"capabilities\":[\"edit\",\"consent\"]}");
}

static void
test_inner (void)
{
  const char *text = "{\"channel\":\"g\",\"seq\":7,\"kind\":\"message\","
                     "\"content\":{\"author_name\":\"井上\",\"text\":\"了解\\nです\","
                     "\"urgent\":false}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinEntry) entry = anshin_json_decode (text, -1, anshin_entry_get_type (),
                                                      ANSHIN_DECODE_ANSWER, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (entry->seq, ==, 7);
  g_assert_cmpstr (ANSHIN_CONTENT (entry->content)->text, ==, "了解\nです");
  again = anshin_json_from_record (entry);
  g_assert_cmpstr (again, ==, text);
}

/* What is the service's own is left out of a request, in the records within as well. */
static void
test_request (void)
{
  g_autoptr (AnshinProfessionSettings) settings = anshin_profession_settings_new ();
  AnshinProfessionSetting *setting = anshin_profession_setting_new ();
  g_autofree char *text = NULL;

  setting->profession = ANSHIN_PROFESSION_NURSE;
  setting->offered = TRUE;
  setting->users = 3;
  settings->items = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (settings->items, setting);
  text = anshin_json_request_from_record (settings);
  g_assert_cmpstr (text, ==,
                   "{\"items\":[{\"profession\":\"nurse\",\"offered\":true,"
                   "\"whole_picture\":false}]}");
}

typedef struct
{
  GType (*type) (void);
  const char *text;
  AnshinError code;
  const char *field;
} Refusal;

static const Refusal refusals[] = {
  { anshin_post_get_type, "[]", ANSHIN_ERROR_MALFORMED, NULL },
  { anshin_post_get_type, "\"a\"", ANSHIN_ERROR_MALFORMED, NULL },
  { anshin_post_get_type, "{", ANSHIN_ERROR_MALFORMED, NULL },
  { anshin_post_get_type, "{\"texts\":\"a\"}", ANSHIN_ERROR_FIELD_UNKNOWN, "texts" },
  { anshin_post_get_type, "{\"Text\":\"a\"}", ANSHIN_ERROR_FIELD_UNKNOWN, "Text" },
  { anshin_post_get_type, "{\"text\":1}", ANSHIN_ERROR_FIELD_TYPE, "text" },
  { anshin_post_get_type, "{\"text\":null}", ANSHIN_ERROR_FIELD_TYPE, "text" },
  { anshin_post_get_type, "{\"text\":true}", ANSHIN_ERROR_FIELD_TYPE, "text" },
  { anshin_post_get_type, "{\"text\":[\"a\"]}", ANSHIN_ERROR_FIELD_TYPE, "text" },
  { anshin_post_get_type, "{\"text\":{}}", ANSHIN_ERROR_FIELD_TYPE, "text" },
  { anshin_post_get_type, "{\"text\":\"a\",\"text\":\"b\"}", ANSHIN_ERROR_MALFORMED, "text" },
  { anshin_patient_get_type, "{\"id\":\"x\"}", ANSHIN_ERROR_FIELD_UNKNOWN, "id" },
  { anshin_patient_get_type, "{\"facility_id\":\"x\"}", ANSHIN_ERROR_FIELD_UNKNOWN, "facility_id" },
  { anshin_patient_get_type, "{\"capabilities\":[]}", ANSHIN_ERROR_FIELD_UNKNOWN, "capabilities" },
  { anshin_patient_get_type, "{\"version\":\"1\"}", ANSHIN_ERROR_FIELD_TYPE, "version" },
  { anshin_patient_get_type, "{\"version\":1.0}", ANSHIN_ERROR_FIELD_TYPE, "version" },
  { anshin_patient_get_type, "{\"version\":1e2}", ANSHIN_ERROR_FIELD_TYPE, "version" },
  { anshin_patient_get_type, "{\"version\":[1]}", ANSHIN_ERROR_FIELD_TYPE, "version" },
  { anshin_patient_get_type, "{\"sex\":\"Male\"}", ANSHIN_ERROR_FIELD_INVALID, "sex" },
  { anshin_patient_get_type, "{\"sex\":\"\"}", ANSHIN_ERROR_FIELD_INVALID, "sex" },
  { anshin_patient_get_type, "{\"sex\":2}", ANSHIN_ERROR_FIELD_TYPE, "sex" },
  { anshin_patient_get_type, "{\"birth_date\":\"1940-3-2\"}", ANSHIN_ERROR_FIELD_INVALID,
    "birth_date" },
  { anshin_patient_get_type, "{\"birth_date\":\"1941-02-29\"}", ANSHIN_ERROR_FIELD_INVALID,
    "birth_date" },
  { anshin_patient_get_type, "{\"birth_date\":19400302}", ANSHIN_ERROR_FIELD_TYPE, "birth_date" },
  { anshin_consent_get_type, "{\"later_members\":1}", ANSHIN_ERROR_FIELD_TYPE, "later_members" },
  { anshin_consent_get_type, "{\"later_members\":\"true\"}", ANSHIN_ERROR_FIELD_TYPE,
    "later_members" },
  { anshin_consent_get_type, "{\"recipients\":\"a\"}", ANSHIN_ERROR_FIELD_TYPE, "recipients" },
  { anshin_consent_get_type, "{\"recipients\":[1]}", ANSHIN_ERROR_FIELD_TYPE, "recipients" },
  { anshin_consent_get_type, "{\"recipients\":[[]]}", ANSHIN_ERROR_FIELD_TYPE, "recipients" },
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GObject) record = anshin_json_decode (refusals[i].text, -1, refusals[i].type (),
                                                       ANSHIN_DECODE_REQUEST, &error);

      note (refusals[i].text);
      g_assert_null (record);
      assert_error (error, refusals[i].code, refusals[i].field);
    }
}

/* An error deep inside names its whole way, and answers may hold what a newer service knows. */
static void
test_answers (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinEntry) newer =
    anshin_json_decode ("{\"seq\":1,\"colour\":\"red\",\"content\":{\"mood\":1}}", -1,
                        anshin_entry_get_type (), ANSHIN_DECODE_ANSWER, &error);

  g_assert_no_error (error);
  g_assert_nonnull (newer->content);
  g_assert_null (anshin_json_decode ("{\"content\":{\"text\":1}}", -1, anshin_entry_get_type (),
                                     ANSHIN_DECODE_ANSWER, &error));
  assert_error (error, ANSHIN_ERROR_FIELD_TYPE, "content.text");
  g_assert_null (anshin_json_decode ("{\"content\":[]}", -1, anshin_entry_get_type (),
                                     ANSHIN_DECODE_ANSWER, &error));
  assert_error (error, ANSHIN_ERROR_FIELD_TYPE, "content");
  g_assert_null (anshin_json_decode ("{\"at\":\"2026-11-22T03:04:05Z\"}", -1,
                                     anshin_entry_get_type (), ANSHIN_DECODE_ANSWER, &error));
  assert_error (error, ANSHIN_ERROR_FIELD_INVALID, "at");
}

static void
test_too_many_items (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *items = repeat ("\"a\",", ANSHIN_MAX_INVITED_AT_ONCE);
  g_autofree char *text = g_strdup_printf ("{\"user_ids\":[%s\"a\"]}", items);

  g_assert_null (anshin_json_decode (text, -1, anshin_invite_get_type (), ANSHIN_DECODE_REQUEST,
                                     &error));
  assert_error (error, ANSHIN_ERROR_FIELD_TOO_LONG, "user_ids");
}

static GType (*const all_types[]) (void) = {
  anshin_challenge_get_type, anshin_sign_in_get_type,        anshin_enrolment_get_type,
  anshin_bootstrap_get_type, anshin_unlock_get_type,         anshin_session_info_get_type,
  anshin_patient_get_type,   anshin_consent_get_type,        anshin_consent_signed_get_type,
  anshin_group_get_type,     anshin_member_get_type,         anshin_invitation_get_type,
  anshin_content_get_type,   anshin_entry_get_type,          anshin_read_mark_get_type,
  anshin_user_get_type,      anshin_enrolment_code_get_type, anshin_withdrawal_get_type,
};

static char *
random_text (void)
{
  GString *out = g_string_new (NULL);
  int length = g_test_rand_int_range (0, 30);

  for (int i = 0; i < length; i++)
    {
      gunichar c = (gunichar) g_test_rand_int_range (1, 0x20000);

      if (i % 2 == 0)
        c %= 0x80;
      if (c != 0 && g_unichar_validate (c))
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

#define MAX_LEVELS 5
#define PUT(type, value) (*(type *) G_STRUCT_MEMBER_P (record, field->offset) = (value))

/* An entry may hold the one that it answers, which could go on for ever: no answer of the service
 * has more than @levels of records in each other. */
static gpointer
random_record (GType type, int levels)
{
  AnshinRecord *record = g_object_new (type, NULL);

  for (const AnshinField *field = anshin_record_get_fields (record); field->name != NULL; field++)
    {
      guint count = 0;

      if (g_test_rand_bit ())
        continue;
      if (levels == 0 && (field->kind == ANSHIN_KIND_RECORD || field->kind == ANSHIN_KIND_RECORDS))
        continue;
      switch (field->kind)
        {
        case ANSHIN_KIND_TEXT:
          PUT (char *, random_text ());
          break;
        case ANSHIN_KIND_INT:
          PUT (gint64, (gint64) (g_test_rand_double () * 1e17));
          break;
        case ANSHIN_KIND_BOOL:
          PUT (gboolean, TRUE);
          break;
        case ANSHIN_KIND_CHOICE:
          while (field->list->choices[count].wire != NULL)
            count++;
          PUT (int, field->list->choices[g_test_rand_int_range (0, (int) count)].value);
          break;
        case ANSHIN_KIND_DATE:
          PUT (int, anshin_date_add_days (19000101, g_test_rand_int_range (0, 60000)));
          break;
        case ANSHIN_KIND_TIME:
          PUT (gint64, (gint64) (g_test_rand_double () * 1e16) + 1);
          break;
        case ANSHIN_KIND_TEXTS:
          PUT (char **, g_new0 (char *, 4));
          for (int i = 0; i < g_test_rand_int_range (0, 4); i++)
            (*(char ***) G_STRUCT_MEMBER_P (record, field->offset))[i] = random_text ();
          break;
        case ANSHIN_KIND_RECORD:
          PUT (gpointer, random_record (field->type (), levels - 1));
          break;
        case ANSHIN_KIND_RECORDS:
          PUT (GPtrArray *, g_ptr_array_new_with_free_func (g_object_unref));
          for (int i = 0; i < 2; i++)
            g_ptr_array_add (*(GPtrArray **) G_STRUCT_MEMBER_P (record, field->offset),
                             random_record (field->type (), levels - 1));
          break;
        default:
          g_assert_not_reached ();
        }
    }
  return record;
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      GType type = all_types[i % G_N_ELEMENTS (all_types)]();
      g_autoptr (AnshinRecord) record = random_record (type, MAX_LEVELS);
      g_autofree char *text = anshin_json_from_record (record);
      g_autoptr (GError) error = NULL;
      g_autoptr (AnshinRecord) back =
        anshin_json_decode (text, -1, type, ANSHIN_DECODE_ANSWER, &error);
      g_autoptr (AnshinRecord) copy = anshin_record_dup (record);
      g_autofree char *again = NULL;

      g_assert_no_error (error);
      g_assert_true (anshin_record_equal (record, back));
      g_assert_true (anshin_record_equal (copy, back));
      again = anshin_json_from_record (back);
      g_assert_cmpstr (text, ==, again);
    }
}

/* A request with one byte changed is read, or refused with an error of ours. */
static void
test_damaged (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (AnshinRecord) record = random_record (anshin_patient_get_type (), MAX_LEVELS);
      g_autofree char *text = anshin_json_from_record (record);
      g_autoptr (GError) error = NULL;
      g_autoptr (AnshinRecord) back = NULL;
      gsize length = strlen (text);

      text[g_test_rand_int_range (0, (int) length)] = (char) g_test_rand_int_range (0, 256);
      back = anshin_json_decode (text, (gssize) length, anshin_patient_get_type (),
                                 i % 2 == 0 ? ANSHIN_DECODE_ANSWER : ANSHIN_DECODE_REQUEST, &error);
      g_assert_true ((back == NULL) == (error != NULL));
      g_assert_true (error == NULL || error->domain == ANSHIN_ERROR);
    }
}

/* A page of 50 messages, as the service writes it all day. */
static void
test_speed (void)
{
  g_autofree char *message = repeat ("本日の訪問では食事をよく召し上がっておられました。", 3);
  g_autoptr (GString) out = g_string_sized_new (32768);
  g_autoptr (AnshinEntry) entry = anshin_entry_new ();
  AnshinContent *content = anshin_content_new ();
  gint64 start = 0;

  entry->channel = g_strdup ("01m81jsf2cbn1t6zpawypwbk5s");
  entry->id = g_strdup ("01m81jsf2cbn1t6zpawypwbk5s");
  entry->author_id = g_strdup ("01m81jsf2cbn1t6zpawypwbk5s");
  entry->seq = 4711;
  entry->kind = ANSHIN_ENTRY_MESSAGE;
  entry->at = anshin_clock_now ();
  entry->content = ANSHIN_RECORD (content);
  content->author_name = g_strdup ("井上 花");
  content->author_facility = g_strdup ("川沿い訪問看護ステーション");
  content->author_profession = ANSHIN_PROFESSION_NURSE;
  content->text = g_strdup (message);

  start = g_get_monotonic_time ();
  for (guint i = 0; i < 50 * 100; i++)
    {
      if (i % 50 == 0)
        g_string_truncate (out, 0);
      anshin_json_append_record (out, entry);
    }
  g_test_message ("a page of 50, %" G_GSIZE_FORMAT " bytes: %.1f µs", out->len,
                  (double) (g_get_monotonic_time () - start) / 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/write", test_write);
  g_test_add_func ("/json/inner", test_inner);
  g_test_add_func ("/json/request", test_request);
  g_test_add_func ("/json/refused", test_refused);
  g_test_add_func ("/json/answers", test_answers);
  g_test_add_func ("/json/too-many-items", test_too_many_items);
  g_test_add_func ("/json/round-trip", test_round_trip);
  g_test_add_func ("/json/damaged", test_damaged);
  g_test_add_func ("/json/speed", test_speed);
  return g_test_run ();
}
