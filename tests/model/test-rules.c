/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "anshin-clock.h"
#include "anshin-consent.h"
#include "anshin-entry.h"
#include "anshin-facility.h"
#include "anshin-group.h"
#include "anshin-invitation.h"
#include "anshin-json.h"
#include "anshin-patient.h"
#include "anshin-sign-in.h"
#include "anshin-test.h"
#include "anshin-user.h"

#define KEY "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA0"

/* A request that is good as a whole: members in @text take the place of those of the same name. */
typedef struct
{
  GType (*type) (void);
  const char *members;
} Whole;

static const Whole patient = {
  anshin_patient_get_type,
  "number=A-12|name=山田 太郎|kana=ヤマダ タロウ|birth_date=1940-03-02|sex=male|care_level=care-3|"
  "attending_physician_id=01m81jsf2cbn1t6zpawypwbk5s",
};
static const Whole consent = { anshin_consent_get_type, "explained_by=井上 花" };
static const Whole paper = {
  anshin_consent_signed_get_type,
  "signed_on=2026-11-20|signer=self|original_kept_at=書庫",
};
static const Whole withdrawal = {
  anshin_withdrawal_get_type,
  "withdrawn_on=2026-11-20|withdrawn_by=山田 太郎|withdrawn_way=word|withdrawn_witness=長女|"
  "withdrawn_how=夕方",
};
static const Whole free_group = { anshin_group_get_type, "client_id=c|kind=free|name=勉強会" };
static const Whole patient_group = {
  anshin_group_get_type, "client_id=c|kind=patient|patient_id=p",
};
static const Whole post = { anshin_post_get_type, "client_id=c|text=了解です" };
static const Whole enrolment = {
  anshin_enrolment_get_type,
  "mail=inoue@example.jp|password=x|code=ABCDE|terminal_name=外来1|public_key=" KEY,
};
static const Whole bootstrap = {
  anshin_bootstrap_get_type,
  "token=t|association=花川市医師会|name=井上 花|kana=イノウエ ハナ|mail=inoue@example.jp|"
  "password=tanuki-Kasumi7x|terminal_name=事務局1|public_key=" KEY,
};
static const Whole user = {
  anshin_user_get_type, "name=井上 花|kana=イノウエ ハナ|profession=nurse|facility_id=f",
};
static const Whole facility = { anshin_facility_get_type, "name=花川医院|kind=clinic" };

static void
append_member (GString *out, const char *member)
{
  g_auto (GStrv) parts = g_strsplit (member, "=", 2);

  if (g_strv_length (parts) < 2 || parts[1][0] == '\0')
    return;
  if (out->len > 1)
    g_string_append_c (out, ',');
  anshin_json_append_string (out, parts[0]);
  g_string_append_c (out, ':');
  anshin_json_append_string (out, parts[1]);
}

static gboolean
names_same (const char *a, const char *b)
{
  gsize length = strcspn (a, "=");

  return strncmp (a, b, length + 1) == 0;
}

/* @whole with @changes ("name=value|other="), decoded; an empty value leaves the member out. */
static gpointer
make (const Whole *whole, const char *changes)
{
  g_auto (GStrv) members = g_strsplit (whole->members, "|", 0);
  g_auto (GStrv) changed = g_strsplit (changes, "|", 0);
  g_autoptr (GString) out = g_string_new ("{");
  g_autoptr (GError) error = NULL;
  gpointer record = NULL;

  for (guint i = 0; members[i] != NULL; i++)
    {
      gboolean replaced = FALSE;

      for (guint j = 0; changed[j] != NULL; j++)
        replaced = replaced || names_same (changed[j], members[i]);
      if (!replaced)
        append_member (out, members[i]);
    }
  for (guint j = 0; changed[j] != NULL; j++)
    append_member (out, changed[j]);
  g_string_append_c (out, '}');
  record = anshin_json_decode (out->str, -1, whole->type (), ANSHIN_DECODE_REQUEST, &error);
  g_assert_no_error (error);
  return record;
}

static void
assert_good (const Whole *whole, const char *changes)
{
  g_autoptr (GObject) record = make (whole, changes);
  g_autoptr (GError) error = NULL;

  note (changes);
  g_assert_true (anshin_record_validate (record, &error));
  g_assert_no_error (error);
}

static void
assert_refused (const Whole *whole, const char *changes, AnshinError code, const char *field)
{
  g_autoptr (GObject) record = make (whole, changes);
  g_autoptr (GError) error = NULL;

  note (changes);
  g_assert_false (anshin_record_validate (record, &error));
  assert_error (error, code, field);
}

static void
test_patient (void)
{
  assert_good (&patient, "");
  assert_good (&patient, "number=");
  assert_good (&patient, "attending_physician_id=|no_attending_reason=転居のため");
  assert_good (&patient, "attending_physician_id=a|no_attending_reason=　");
  assert_good (&patient, "birth_date=1870-01-01");
  assert_good (&patient, "birth_date=2024-02-29");
  assert_good (&patient, "postal_code=〒６６５−００００");
  assert_refused (&patient, "name=", ANSHIN_ERROR_FIELD_MISSING, "name");
  assert_refused (&patient, "name=　 ", ANSHIN_ERROR_FIELD_MISSING, "name");
  assert_refused (&patient, "name=\xe2\x80\x8b", ANSHIN_ERROR_FIELD_MISSING, "name");
  assert_refused (&patient, "name=山\xe2\x80\xae田", ANSHIN_ERROR_FIELD_CHARACTERS, "name");
  assert_refused (&patient, "name=山\x1b田", ANSHIN_ERROR_FIELD_CHARACTERS, "name");
  assert_refused (&patient, "name=山\n田", ANSHIN_ERROR_FIELD_CHARACTERS, "name");
  assert_refused (&patient, "number=1\xe2\x81\xa6", ANSHIN_ERROR_FIELD_CHARACTERS, "number");
  assert_refused (&patient, "kana=", ANSHIN_ERROR_FIELD_MISSING, "kana");
  assert_refused (&patient, "kana=山田", ANSHIN_ERROR_FIELD_INVALID, "kana");
  assert_refused (&patient, "kana=・", ANSHIN_ERROR_FIELD_INVALID, "kana");
  assert_refused (&patient, "birth_date=", ANSHIN_ERROR_FIELD_MISSING, "birth_date");
  assert_refused (&patient, "birth_date=2199-01-01", ANSHIN_ERROR_FIELD_FUTURE, "birth_date");
  assert_refused (&patient, "birth_date=1869-12-31", ANSHIN_ERROR_FIELD_INVALID, "birth_date");
  assert_refused (&patient, "sex=", ANSHIN_ERROR_FIELD_MISSING, "sex");
  assert_refused (&patient, "care_level=", ANSHIN_ERROR_FIELD_MISSING, "care_level");
  assert_refused (&patient, "attending_physician_id=", ANSHIN_ERROR_FIELD_MISSING,
                  "attending_physician_id");
  assert_refused (&patient, "no_attending_reason=転居", ANSHIN_ERROR_FIELD_INVALID,
                  "no_attending_reason");
  assert_refused (&patient, "postal_code=665", ANSHIN_ERROR_FIELD_INVALID, "postal_code");
  assert_refused (&patient, "postal_code=665000a", ANSHIN_ERROR_FIELD_INVALID, "postal_code");
  assert_refused (&patient, "telephone=なし", ANSHIN_ERROR_FIELD_INVALID, "telephone");
}

static void
test_patient_forms (void)
{
  g_autoptr (AnshinPatient) record =
    make (&patient, "name= 山田  太郎 |kana=ﾔﾏﾀﾞ　たろう|number=Ａ－１２|"
                    "postal_code=〒６６５００００|telephone=０７９７−００−００００|"
                    "address=　|remarks= \n |attending_physician_id= a ");
  g_autoptr (GError) error = NULL;

  g_assert_true (anshin_record_validate (record, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (record->name, ==, "山田 太郎");
  g_assert_cmpstr (record->kana, ==, "ヤマダ タロウ");
  g_assert_cmpstr (record->number, ==, "A-12");
  g_assert_cmpstr (record->postal_code, ==, "665-0000");
  g_assert_cmpstr (record->telephone, ==, "0797-00-0000");
  g_assert_cmpstr (record->attending_physician_id, ==, "a");
  g_assert_null (record->address);
  g_assert_null (record->remarks);
}

/* A day that has begun in Japan but not yet in England is today. */
static void
test_today (void)
{
  g_autoptr (AnshinPatient) record = make (&patient, "");
  gint64 now = g_get_real_time ();
  g_autoptr (GError) error = NULL;

  anshin_clock_set_offset (G_GINT64_CONSTANT (1795298400000000) - now);
  g_assert_cmpint (anshin_clock_today (), ==, 20261122);
  record->birth_date = 20261122;
  g_assert_true (anshin_record_validate (record, &error));
  record->birth_date = 20261123;
  g_assert_false (anshin_record_validate (record, &error));
  assert_error (error, ANSHIN_ERROR_FIELD_FUTURE, "birth_date");
  anshin_clock_set_offset (0);
}

static void
test_lengths (void)
{
  const struct
  {
    const Whole *whole;
    const char *field;
    guint max;
  } rows[] = {
    { &patient, "name", ANSHIN_MAX_NAME },       { &patient, "number", ANSHIN_MAX_ID },
    { &patient, "address", ANSHIN_MAX_LINE },    { &patient, "remarks", ANSHIN_MAX_NOTE },
    { &post, "text", ANSHIN_MAX_MESSAGE },       { &post, "client_id", ANSHIN_MAX_ID },
    { &free_group, "name", ANSHIN_MAX_NAME },    { &consent, "remarks", ANSHIN_MAX_NOTE },
    { &withdrawal, "withdrawn_how", ANSHIN_MAX_LINE },
    { &enrolment, "password", ANSHIN_MAX_PASSWORD },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = repeat ("宝", rows[i].max);
      g_autofree char *fits = g_strdup_printf ("%s=%s", rows[i].field, text);
      g_autofree char *exceeds = g_strdup_printf ("%s塚", fits);

      assert_good (rows[i].whole, fits);
      assert_refused (rows[i].whole, exceeds, ANSHIN_ERROR_FIELD_TOO_LONG, rows[i].field);
    }
}

static void
test_groups (void)
{
  assert_good (&free_group, "");
  assert_good (&patient_group, "");
  assert_refused (&free_group, "name=", ANSHIN_ERROR_FIELD_MISSING, "name");
  assert_refused (&free_group, "name= ", ANSHIN_ERROR_FIELD_MISSING, "name");
  assert_refused (&free_group, "patient_id=p", ANSHIN_ERROR_FIELD_INVALID, "patient_id");
  assert_refused (&free_group, "client_id=", ANSHIN_ERROR_FIELD_MISSING, "client_id");
  assert_refused (&free_group, "kind=", ANSHIN_ERROR_FIELD_MISSING, "kind");
  assert_refused (&free_group, "kind=all-users", ANSHIN_ERROR_FIELD_INVALID, "kind");
  assert_refused (&patient_group, "patient_id=", ANSHIN_ERROR_FIELD_MISSING, "patient_id");
  assert_refused (&patient_group, "name=x", ANSHIN_ERROR_FIELD_INVALID, "name");
}

static void
test_posts (void)
{
  assert_good (&post, "");
  assert_good (&post, "text=  一行目\n\n二行目\t ");
  assert_good (&post, "text=👩\xe2\x80\x8d⚕️");
  assert_refused (&post, "text=", ANSHIN_ERROR_FIELD_MISSING, "text");
  assert_refused (&post, "text= \n　\t", ANSHIN_ERROR_FIELD_MISSING, "text");
  assert_refused (&post, "text=a\xe2\x80\xae" "b", ANSHIN_ERROR_FIELD_CHARACTERS, "text");
  assert_refused (&post, "text=a\rb", ANSHIN_ERROR_FIELD_CHARACTERS, "text");
  assert_refused (&post, "client_id=", ANSHIN_ERROR_FIELD_MISSING, "client_id");
  assert_refused (&post, "reply_to=\x01", ANSHIN_ERROR_FIELD_CHARACTERS, "reply_to");
}

/* What somebody wrote is never changed. */
static void
test_prose_stays (void)
{
  g_autoptr (AnshinPost) record = make (&post, "text=  か\xe3\x82\x99 ＡＢ \n");

  g_assert_true (anshin_record_validate (record, NULL));
  g_assert_cmpstr (record->text, ==, "  か\xe3\x82\x99 ＡＢ \n");
}

static void
test_invite (void)
{
  const struct
  {
    const char *text;
    AnshinError code;
  } rows[] = {
    { "{}", ANSHIN_ERROR_FIELD_MISSING },
    { "{\"user_ids\":[]}", ANSHIN_ERROR_FIELD_MISSING },
    { "{\"user_ids\":[\"\"]}", ANSHIN_ERROR_FIELD_MISSING },
    { "{\"user_ids\":[\"a\",\"b\",\"a\"]}", ANSHIN_ERROR_FIELD_INVALID },
    { "{\"user_ids\":[\"a\",\" a \"]}", ANSHIN_ERROR_FIELD_INVALID },
    { "{\"user_ids\":[\"a\\u202e\"]}", ANSHIN_ERROR_FIELD_CHARACTERS },
  };
  g_autoptr (AnshinInvite) good = anshin_invite_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GObject) record = anshin_json_decode (
        rows[i].text, -1, anshin_invite_get_type (), ANSHIN_DECODE_REQUEST, &error);

      g_assert_no_error (error);
      g_assert_false (anshin_record_validate (record, &error));
      assert_error (error, rows[i].code, "user_ids");
    }

  good->user_ids = g_new0 (char *, ANSHIN_MAX_INVITED_AT_ONCE + 2);
  for (guint i = 0; i < ANSHIN_MAX_INVITED_AT_ONCE; i++)
    good->user_ids[i] = g_strdup_printf ("u%u", i);
  g_assert_true (anshin_record_validate (good, &error));
  good->user_ids[ANSHIN_MAX_INVITED_AT_ONCE] = g_strdup ("one more");
  g_assert_false (anshin_record_validate (good, &error));
  assert_error (error, ANSHIN_ERROR_FIELD_TOO_LONG, "user_ids");
}

static void
test_read_mark (void)
{
  g_autoptr (AnshinReadMark) mark = anshin_read_mark_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (anshin_record_validate (mark, &error));
  assert_error (error, ANSHIN_ERROR_FIELD_MISSING, "seq");
  mark->seq = -1;
  g_assert_false (anshin_record_validate (mark, &error));
  assert_error (error, ANSHIN_ERROR_FIELD_INVALID, "seq");
  mark->seq = 1;
  g_assert_true (anshin_record_validate (mark, &error));
}

static void
test_enrolment (void)
{
  g_autoptr (AnshinEnrolment) empty = make (&enrolment, "");

  assert_good (&enrolment, "");
  assert_good (&enrolment, "new_password=tanuki-Kasumi7x");
  assert_good (&enrolment, "code=なんでも");
  empty->new_password = g_strdup ("");
  g_assert_true (anshin_record_validate (empty, NULL));
  g_assert_null (empty->new_password);
  assert_refused (&enrolment, "new_password=short1", ANSHIN_ERROR_PASSWORD_WEAK, "new_password");
  assert_refused (&enrolment, "new_password=inoue-kx92hq1l", ANSHIN_ERROR_PASSWORD_WEAK,
                  "new_password");
  assert_refused (&enrolment, "public_key=AAAA", ANSHIN_ERROR_FIELD_INVALID, "public_key");
  assert_refused (&enrolment, "public_key=" KEY "=", ANSHIN_ERROR_FIELD_INVALID, "public_key");
  assert_refused (&enrolment, "code=", ANSHIN_ERROR_FIELD_MISSING, "code");
}

static void
test_bootstrap (void)
{
  assert_good (&bootstrap, "");
  assert_good (&bootstrap, "mail=ＩＮＯＵＥ＠example.jp");
  assert_refused (&bootstrap, "mail=inoue", ANSHIN_ERROR_FIELD_INVALID, "mail");
  assert_refused (&bootstrap, "kana=井上", ANSHIN_ERROR_FIELD_INVALID, "kana");
  assert_refused (&bootstrap, "association=", ANSHIN_ERROR_FIELD_MISSING, "association");
  assert_refused (&bootstrap, "password=x", ANSHIN_ERROR_PASSWORD_WEAK, "password");
  assert_refused (&bootstrap, "password=井上kx92hq1lzsd", ANSHIN_ERROR_PASSWORD_WEAK, "password");
  assert_refused (&bootstrap, "password=花川市医師会kx92hq1", ANSHIN_ERROR_PASSWORD_WEAK,
                  "password");
  assert_refused (&bootstrap, "public_key=x", ANSHIN_ERROR_FIELD_INVALID, "public_key");
}

static void
test_people (void)
{
  assert_good (&user, "");
  assert_good (&user, "mail=inoue@example.jp");
  assert_refused (&user, "mail=inoue@", ANSHIN_ERROR_FIELD_INVALID, "mail");
  assert_refused (&user, "kana=Inoue", ANSHIN_ERROR_FIELD_INVALID, "kana");
  assert_good (&facility, "telephone=0797-00-0000");
  assert_refused (&facility, "telephone=x", ANSHIN_ERROR_FIELD_INVALID, "telephone");
}

/* A password is taken as it is, with its blanks. */
static void
test_sign_in (void)
{
  const Whole sign_in = { anshin_sign_in_get_type,
                          "mail= a@b.jp |password=  x  |terminal_id=t|nonce=n|signature=s" };
  g_autoptr (AnshinSignIn) record = make (&sign_in, "");
  g_autofree char *typed = anshin_sign_in_get_signed_text (" Ａ@b.jp", "t", "n");
  g_autofree char *signed_text = NULL;

  g_assert_true (anshin_record_validate (record, NULL));
  g_assert_cmpstr (record->password, ==, "  x  ");
  signed_text = anshin_sign_in_get_signed_text (record->mail, "t", "n");
  g_assert_cmpstr (typed, ==, signed_text);
}

static void
test_choice_outside (void)
{
  g_autoptr (AnshinPatient) record = make (&patient, "");
  g_autoptr (GError) error = NULL;

  record->sex = 99;
  g_assert_false (anshin_record_validate (record, &error));
  assert_error (error, ANSHIN_ERROR_FIELD_INVALID, "sex");
  record->sex = ANSHIN_SEX_OTHER;
  record->birth_date = 20250229;
  g_assert_false (anshin_record_validate (record, &error));
  assert_error (error, ANSHIN_ERROR_FIELD_INVALID, "birth_date");
}

static void
test_consents (void)
{
  assert_good (&consent, "");
  assert_good (&consent,
               "signer=proxy|signer_name=山田 花|signer_relationship=spouse|signer_reason=病状");
  assert_refused (&consent, "explained_by=", ANSHIN_ERROR_FIELD_MISSING, "explained_by");
  assert_refused (&consent, "explained_on=2199-01-01", ANSHIN_ERROR_FIELD_FUTURE, "explained_on");
  assert_refused (&consent, "signer=proxy", ANSHIN_ERROR_FIELD_MISSING, "signer_name");
  assert_good (&paper, "");
  assert_refused (&paper, "signed_on=", ANSHIN_ERROR_FIELD_MISSING, "signed_on");
  assert_refused (&paper, "signed_on=2199-01-01", ANSHIN_ERROR_FIELD_FUTURE, "signed_on");
  assert_refused (&paper, "original_kept_at=", ANSHIN_ERROR_FIELD_MISSING, "original_kept_at");
  assert_refused (&paper, "signer=other-hand", ANSHIN_ERROR_FIELD_MISSING, "signer_name");
  assert_refused (&paper, "signer=other-hand|signer_name=山田 花", ANSHIN_ERROR_FIELD_MISSING,
                  "signer_relationship");
  assert_refused (&paper, "signer=proxy|signer_name=山田 花|signer_relationship=spouse",
                  ANSHIN_ERROR_FIELD_MISSING, "signer_reason");
  assert_good (&withdrawal, "");
  assert_refused (&withdrawal, "withdrawn_on=2199-01-01", ANSHIN_ERROR_FIELD_FUTURE,
                  "withdrawn_on");
  assert_refused (&withdrawal, "withdrawn_by=", ANSHIN_ERROR_FIELD_MISSING, "withdrawn_by");
}

static const struct
{
  int birth_date;
  int signed_on;
  int signer;
  const char *field;
} signers[] = {
  { 19400302, 20261120, ANSHIN_SIGNER_SELF, NULL },
  { 20081120, 20261120, ANSHIN_SIGNER_SELF, NULL },
  { 20081121, 20261120, ANSHIN_SIGNER_SELF, "signer" },
  { 20081121, 20261120, ANSHIN_SIGNER_OTHER_HAND, "signer" },
  { 20081121, 20261120, ANSHIN_SIGNER_PROXY, NULL },
  { 20040401, 20220401, ANSHIN_SIGNER_SELF, NULL },
  { 20020402, 20220331, ANSHIN_SIGNER_SELF, "signer" },
  { 20020331, 20220331, ANSHIN_SIGNER_SELF, NULL },
  { 20261121, 20261120, ANSHIN_SIGNER_PROXY, "signed_on" },
};

static void
test_signers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (signers); i++)
    {
      g_autoptr (AnshinConsentSigned) record = anshin_consent_signed_new ();
      g_autoptr (GError) error = NULL;
      gboolean good = FALSE;

      record->signed_on = signers[i].signed_on;
      record->signer = signers[i].signer;
      good = anshin_consent_check_signer (record, signers[i].birth_date, &error);
      g_assert_cmpint (good, ==, signers[i].field == NULL);
      if (!good)
        assert_error (error, ANSHIN_ERROR_FIELD_INVALID, signers[i].field);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/patient", test_patient);
  g_test_add_func ("/rules/patient-forms", test_patient_forms);
  g_test_add_func ("/rules/today", test_today);
  g_test_add_func ("/rules/lengths", test_lengths);
  g_test_add_func ("/rules/groups", test_groups);
  g_test_add_func ("/rules/posts", test_posts);
  g_test_add_func ("/rules/prose-stays", test_prose_stays);
  g_test_add_func ("/rules/invite", test_invite);
  g_test_add_func ("/rules/read-mark", test_read_mark);
  g_test_add_func ("/rules/enrolment", test_enrolment);
  g_test_add_func ("/rules/bootstrap", test_bootstrap);
  g_test_add_func ("/rules/people", test_people);
  g_test_add_func ("/rules/sign-in", test_sign_in);
  g_test_add_func ("/rules/choice-outside", test_choice_outside);
  g_test_add_func ("/rules/consents", test_consents);
  g_test_add_func ("/rules/signers", test_signers);
  return g_test_run ();
}
