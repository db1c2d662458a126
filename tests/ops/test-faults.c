/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * SECURITY R6: each operation in turn with its first, second, third … database step failing. It
 * must give up with an error, leave nothing behind, and then work as if nothing had been.
 */

#include <locale.h>
#include <sqlite3.h>
#include <string.h>

#include "anshin-account-table.h"
#include "anshin-attachment.h"
#include "anshin-audit.h"
#include "anshin-card.h"
#include "anshin-care-operations.h"
#include "anshin-clock.h"
#include "anshin-consent.h"
#include "anshin-entry.h"
#include "anshin-facility-table.h"
#include "anshin-group-effects.h"
#include "anshin-group-table.h"
#include "anshin-invitation.h"
#include "anshin-json.h"
#include "anshin-message-operations.h"
#include "anshin-message.h"
#include "anshin-office-operations.h"
#include "anshin-registration-table.h"
#include "anshin-staff-operations.h"
#include "anshin-template.h"
#include "anshin-timeline-export.h"
#include "anshin-vitals.h"
#include "store-fixture.h"

/* Of the text that is uploaded. */
#define ATTACHMENT_DIGEST                                                                         \
  "cd993cb5fc80ee84c368174ddaecb072" \
  "e215888161fee9f21a86b847338b4221"
#define SCAN_DIGEST                                                                               \
  "d73780c548b3b61f5bff2f8cabfa504b" \
  "90ff91f559eaa69c1e53e67b144245e8"

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

typedef enum
{
  PHYSICIAN,
  NURSE,
  COLLEAGUE,
  CLERK,
  OFFICE,
  N_PEOPLE
} Person;

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

typedef struct
{
  Store *store;
  AnshinPrincipal principals[N_PEOPLE];
  char *facilities[3];
  char *patient;
  char *consent;
  char *group;
  char *invitation;
  char *message;
  guint faults;
} City;

/* One request on its way, and the step of it that fails. */
typedef struct
{
  City *city;
  Person who;
  AnshinOperationFunc func;
  gpointer body;
  GBytes *bytes;
  const char *args[2];
  const char *query_name;
  const char *query_value;
  guint failing_step;
  gboolean failed;
  char *answer;
  GError *refusal;
} Request;

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
static char *
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

static char *
change (City *city, Person who, AnshinOperationFunc func, gpointer body, const char *id,
        const char *other)
{
  Request request = { .who = who, .func = func, .body = body, .args = { id, other } };

  return run (city, request, FALSE);
}

static void
look (City *city, Person who, AnshinOperationFunc func, const char *id)
{
  Request request = { .who = who, .func = func, .args = { id, NULL } };
  g_autofree char *answer = run (city, request, TRUE);

  g_assert_cmpint (answer[0], ==, '{');
}

static void
look_at (City *city, Person who, AnshinOperationFunc func, const char *id, const char *other)
{
  Request request = { .who = who, .func = func, .args = { id, other } };
  g_autofree char *answer = run (city, request, TRUE);

  g_assert_cmpint (answer[0], ==, '{');
}

static void
search (City *city, Person who, AnshinOperationFunc func, const char *words, guint found)
{
  Request request = { .who = who, .func = func, .query_name = "q", .query_value = words };
  g_autofree char *answer = run (city, request, TRUE);
  g_autoptr (JsonNode) node = anshin_json_parse (answer, -1, G_MAXINT, NULL);
  JsonArray *items = json_object_get_array_member (json_node_get_object (node), "items");

  g_assert_cmpuint (json_array_get_length (items), ==, found);
}

/* The answer's id, at the top or of the first item. */
static char *
take_id (char *answer)
{
  g_autofree char *owned = answer;
  g_autoptr (JsonNode) node = anshin_json_parse (owned, -1, G_MAXINT, NULL);
  JsonObject *object = json_node_get_object (node);

  if (json_object_has_member (object, "items"))
    object = json_array_get_object_element (json_object_get_array_member (object, "items"), 0);
  return g_strdup (json_object_get_string_member (object, "id"));
}

static gpointer
decode (GType type, const char *json)
{
  g_autoptr (GError) error = NULL;
  gpointer record = anshin_json_decode (json, -1, type, ANSHIN_DECODE_REQUEST, &error);

  g_assert_no_error (error);
  anshin_record_validate (record, &error);
  g_assert_no_error (error);
  return record;
}

static AnshinPatient *
make_patient (City *city, const char *more)
{
  g_autofree char *json = g_strdup_printf (
    "{\"number\":\"1\",\"name\":\"山本 はな\",\"kana\":\"ヤマモト ハナ\","
    "\"birth_date\":\"1938-04-02\",\"sex\":\"female\",\"care_level\":\"care-2\","
    "\"attending_physician_id\":\"%s\"%s}",
    city->principals[PHYSICIAN].user_id, more);

  return decode (anshin_patient_get_type (), json);
}

static void
walk_vitals (City *city)
{
  g_autoptr (AnshinVitalsPost) post = decode (
    anshin_vitals_post_get_type (),
    "{\"client_id\":\"v\",\"vitals\":{\"values\":[{\"kind\":\"pulse\",\"value\":72}],"
    "\"note\":\"食後\"}}");
  g_autoptr (AnshinVitals) right = decode (
    anshin_vitals_get_type (), "{\"values\":[{\"kind\":\"pulse\",\"value\":73}]}");
  g_autoptr (AnshinVitalTargets) targets = decode (
    anshin_vital_targets_get_type (), "{\"targets\":[{\"kind\":\"pulse\",\"low\":60}]}");
  g_autoptr (AnshinVitalsExport) export = decode (
    anshin_vitals_export_get_type (),
    "{\"purpose\":\"report\",\"from\":\"2026-01-01T00:00:00.000000Z\","
    "\"to\":\"2026-02-01T00:00:00.000000Z\"}");
  g_autofree char *id = NULL;

  g_free (change (city, PHYSICIAN, anshin_vital_targets_put, targets, city->group, NULL));
  look (city, PHYSICIAN, anshin_vital_targets_list, city->group);
  id = take_id (change (city, PHYSICIAN, anshin_vitals_record, post, city->group, NULL));
  look (city, PHYSICIAN, anshin_vitals_list, city->group);
  search (city, PHYSICIAN, anshin_search_list, "食後", 1);
  g_free (change (city, PHYSICIAN, anshin_vitals_correct, right, city->group, id));
  g_free (change (city, PHYSICIAN, anshin_vitals_delete, NULL, city->group, id));
  g_free (change (city, PHYSICIAN, anshin_vitals_note_export, export, city->group, NULL));
  search (city, PHYSICIAN, anshin_search_list, "食後", 0);
}

static void
walk_export (City *city)
{
  g_autoptr (AnshinTimelineExport) wish = decode (
    anshin_timeline_export_get_type (),
    "{\"purpose\":\"care-record\",\"format\":\"csv\",\"from\":\"2026-01-01\","
    "\"to\":\"2036-01-01\"}");
  g_autofree char *id =
    take_id (change (city, PHYSICIAN, anshin_timeline_export_begin, wish, city->group, NULL));

  look (city, PHYSICIAN, anshin_timeline_export_read, id);
}

static void
walk_consent (City *city)
{
  g_autoptr (AnshinConsent) consent = decode (
    anshin_consent_get_type (), "{\"explained_by\":\"加藤 誠\",\"version\":1}");
  g_autoptr (AnshinConsentSigned) paper = decode (
    anshin_consent_signed_get_type (),
    "{\"signed_on\":\"2026-01-15\",\"signer\":\"self\",\"original_kept_at\":\"書庫\"}");

  g_free (city->consent);
  city->consent =
    take_id (change (city, PHYSICIAN, anshin_consent_create, consent, city->patient, NULL));
  g_free (change (city, PHYSICIAN, anshin_consent_edit, consent, city->consent, NULL));
  g_free (change (city, PHYSICIAN, anshin_consent_mark_printed, NULL, city->consent, NULL));
  g_free (change (city, PHYSICIAN, anshin_consent_record_signed, paper, city->consent, NULL));
  look (city, PHYSICIAN, anshin_consent_get, city->consent);
  look (city, PHYSICIAN, anshin_consents_list, city->patient);
}

static void
walk_patient (City *city)
{
  g_autoptr (AnshinPatient) patient = make_patient (city, "");
  g_autoptr (AnshinPatient) edited = make_patient (city, ",\"remarks\":\"裏口から\",\"version\":1");

  city->patient =
    take_id (change (city, PHYSICIAN, anshin_patient_create, patient, NULL, NULL));
  g_free (change (city, PHYSICIAN, anshin_patient_edit, edited, city->patient, NULL));
  look (city, PHYSICIAN, anshin_patient_get, city->patient);
  look (city, PHYSICIAN, anshin_patients_list, NULL);
  search (city, PHYSICIAN, anshin_patients_list, "やまもと", 1);
  search (city, PHYSICIAN, anshin_patients_list, "さとう", 0);
  search (city, OFFICE, anshin_users_list, "石井", 1);
  look (city, NURSE, anshin_user_get, city->principals[CLERK].user_id);
  look (city, NURSE, anshin_facilities_list, NULL);
  walk_consent (city);
}

static void
walk_group (City *city)
{
  g_autofree char *wish = g_strdup_printf (
    "{\"client_id\":\"w1\",\"kind\":\"patient\",\"patient_id\":\"%s\"}", city->patient);
  g_autofree char *guests = g_strdup_printf ("{\"user_ids\":[\"%s\"]}",
                                             city->principals[COLLEAGUE].user_id);
  g_autofree char *more = g_strdup_printf ("{\"user_ids\":[\"%s\"]}",
                                           city->principals[NURSE].user_id);
  g_autoptr (AnshinGroup) group = decode (anshin_group_get_type (), wish);
  g_autoptr (AnshinInvite) invite = decode (anshin_invite_get_type (), guests);
  g_autoptr (AnshinInvite) another = decode (anshin_invite_get_type (), more);
  g_autofree char *again = NULL;
  char *id = NULL;

  city->group = take_id (change (city, PHYSICIAN, anshin_group_create, group, NULL, NULL));
  again = take_id (change (city, PHYSICIAN, anshin_group_create, group, NULL, NULL));
  g_assert_cmpstr (again, ==, city->group);
  id = take_id (change (city, PHYSICIAN, anshin_group_invite, invite, city->group, NULL));
  look (city, COLLEAGUE, anshin_invitations_list, NULL);
  g_free (change (city, COLLEAGUE, anshin_invitation_accept, NULL, id, NULL));
  g_free (id);

  /* A member's invitation: turned down, cancelled, approved and declined, approved and accepted. */
  id = take_id (change (city, COLLEAGUE, anshin_group_invite, another, city->group, NULL));
  look (city, PHYSICIAN, anshin_group_invitations_list, city->group);
  g_free (change (city, PHYSICIAN, anshin_invitation_turn_down, NULL, id, NULL));
  g_free (id);
  id = take_id (change (city, COLLEAGUE, anshin_group_invite, another, city->group, NULL));
  g_free (change (city, COLLEAGUE, anshin_invitation_cancel, NULL, id, NULL));
  g_free (id);
  id = take_id (change (city, COLLEAGUE, anshin_group_invite, another, city->group, NULL));
  g_free (change (city, PHYSICIAN, anshin_invitation_approve, NULL, id, NULL));
  g_free (change (city, NURSE, anshin_invitation_decline, NULL, id, NULL));
  g_free (id);
  id = take_id (change (city, COLLEAGUE, anshin_group_invite, another, city->group, NULL));
  g_free (change (city, PHYSICIAN, anshin_invitation_approve, NULL, id, NULL));
  g_free (change (city, NURSE, anshin_invitation_accept, NULL, id, NULL));
  g_free (id);
}

static void
walk_messages (City *city)
{
  g_autoptr (AnshinPost) post =
    decode (anshin_post_get_type (), "{\"client_id\":\"m1\",\"text\":\"こんにちは\"}");
  g_autoptr (AnshinReadMark) mark = decode (anshin_read_mark_get_type (), "{\"seq\":2}");
  g_autoptr (AnshinAcknowledgement) seen = decode (anshin_acknowledgement_get_type (),
                                                   "{\"kind\":\"seen\"}");
  g_autoptr (AnshinPost) reply = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *again = NULL;
  g_autofree char *json = NULL;

  city->message = take_id (change (city, NURSE, anshin_message_post, post, city->group, NULL));
  again = take_id (change (city, NURSE, anshin_message_post, post, city->group, NULL));
  g_assert_cmpstr (again, ==, city->message);
  json = g_strdup_printf ("{\"client_id\":\"m2\",\"text\":\"はい\",\"reply_to\":\"%s\","
                          "\"urgent\":true,\"mentions\":[{\"kind\":\"all\"},"
                          "{\"kind\":\"person\",\"id\":\"%s\"},"
                          "{\"kind\":\"facility\",\"id\":\"%s\"}]}",
                          city->message, city->principals[NURSE].user_id, city->facilities[1]);
  reply = decode (anshin_post_get_type (), json);
  answer = take_id (change (city, PHYSICIAN, anshin_message_post, reply, city->group, NULL));
  look (city, NURSE, anshin_urgent_messages_list, city->group);
  look (city, NURSE, anshin_addressed_messages_list, city->group);
  g_free (change (city, COLLEAGUE, anshin_message_see, NULL, city->group, answer));
  g_free (change (city, NURSE, anshin_message_acknowledge, seen, city->group, answer));
  g_free (change (city, COLLEAGUE, anshin_read_mark_put, mark, city->group, NULL));
  look (city, COLLEAGUE, anshin_read_marks_list, city->group);
  look (city, COLLEAGUE, anshin_entries_list, city->group);
  look (city, COLLEAGUE, anshin_entries_list, city->principals[COLLEAGUE].user_id);
  look (city, COLLEAGUE, anshin_groups_list, NULL);
  look (city, COLLEAGUE, anshin_group_get, city->group);
  look (city, COLLEAGUE, anshin_members_list, city->group);
  look (city, COLLEAGUE, anshin_patients_list, NULL);
}

/* Asked of a person, taken on, done, asked again, given to a facility, declined, and taken back. */
static void
walk_requests (City *city)
{
  g_autofree char *wish = g_strdup_printf (
    "{\"client_id\":\"q1\",\"what\":\"残薬\",\"owner_id\":\"%s\",\"about_id\":\"%s\"}",
    city->principals[NURSE].user_id, city->message);
  g_autofree char *whom = g_strdup_printf ("{\"owner_facility_id\":\"%s\"}",
                                           city->facilities[1]);
  g_autoptr (AnshinCareRequest) request = decode (anshin_care_request_get_type (), wish);
  g_autoptr (AnshinRequestOwner) owner = decode (anshin_request_owner_get_type (), whom);
  g_autoptr (AnshinRequestWord) word = decode (anshin_request_word_get_type (),
                                               "{\"word\":\"はい\"}");
  g_autofree char *again = NULL;
  g_autofree char *id = NULL;

  id = take_id (change (city, PHYSICIAN, anshin_request_ask, request, city->group, NULL));
  again = take_id (change (city, PHYSICIAN, anshin_request_ask, request, city->group, NULL));
  g_assert_cmpstr (again, ==, id);
  g_free (change (city, NURSE, anshin_request_take, NULL, id, NULL));
  g_free (change (city, NURSE, anshin_request_finish, word, id, NULL));
  g_free (change (city, PHYSICIAN, anshin_request_ask_again, word, id, NULL));
  g_free (change (city, PHYSICIAN, anshin_request_give, owner, id, NULL));
  look (city, COLLEAGUE, anshin_requests_list, NULL);
  look (city, COLLEAGUE, anshin_request_tally_get, NULL);
  look (city, COLLEAGUE, anshin_request_get, id);
  look (city, COLLEAGUE, anshin_entries_list, city->group);
  g_free (change (city, COLLEAGUE, anshin_request_decline, word, id, NULL));
  g_free (change (city, PHYSICIAN, anshin_request_ask_again, word, id, NULL));
  g_free (change (city, PHYSICIAN, anshin_request_cancel, word, id, NULL));
}

/* An emergency card in two versions, and templates. */
static void
walk_card_and_templates (City *city)
{
  g_autoptr (AnshinCard) card = decode (anshin_card_get_type (), "{\"allergies\":\"なし\"}");
  g_autoptr (AnshinCard) next = decode (anshin_card_get_type (),
                                        "{\"allergies\":\"そば\",\"version\":1}");
  g_autoptr (AnshinCardSeen) seen = decode (anshin_card_seen_get_type (), "{\"version\":2}");
  g_autoptr (AnshinTemplate) own = decode (
    anshin_template_get_type (), "{\"name\":\"報告\",\"text\":\"{check:食事}\",\"version\":1}");
  g_autoptr (AnshinTemplate) shared = decode (
    anshin_template_get_type (), "{\"name\":\"報告\",\"text\":\"x\",\"facility\":true}");
  g_autofree char *id = NULL;

  g_free (change (city, PHYSICIAN, anshin_card_put, card, city->patient, NULL));
  g_free (change (city, NURSE, anshin_card_put, next, city->patient, NULL));
  g_free (change (city, COLLEAGUE, anshin_card_put_seen, seen, city->patient, NULL));
  g_free (change (city, COLLEAGUE, anshin_card_mark_printed, NULL, city->patient, NULL));
  look (city, COLLEAGUE, anshin_card_get, city->patient);
  look (city, COLLEAGUE, anshin_card_versions_list, city->patient);

  id = take_id (change (city, NURSE, anshin_template_create, own, NULL, NULL));
  g_free (change (city, COLLEAGUE, anshin_template_create, shared, NULL, NULL));
  look (city, NURSE, anshin_templates_list, NULL);
  g_free (change (city, NURSE, anshin_template_edit, own, id, NULL));
  g_free (change (city, NURSE, anshin_template_remove, NULL, id, NULL));
}

/* What is done to a message that is there. */
static void
walk_marks (City *city)
{
  g_autoptr (AnshinMessageEdit) edit = decode (anshin_message_edit_get_type (),
                                               "{\"text\":\"こんばんは\"}");
  g_autoptr (AnshinAcknowledgement) seen = decode (anshin_acknowledgement_get_type (),
                                                   "{\"kind\":\"seen\"}");
  const char *message = city->message;

  g_free (change (city, NURSE, anshin_message_edit_it, edit, city->group, message));
  look_at (city, COLLEAGUE, anshin_message_versions_list, city->group, message);
  g_free (change (city, PHYSICIAN, anshin_message_acknowledge, seen, city->group, message));
  look_at (city, COLLEAGUE, anshin_acknowledgements_list, city->group, message);
  g_free (change (city, PHYSICIAN, anshin_message_unacknowledge, NULL, city->group, message));
  g_free (change (city, PHYSICIAN, anshin_message_pin, NULL, city->group, message));
  g_free (change (city, PHYSICIAN, anshin_message_bookmark, NULL, city->group, message));
  look (city, PHYSICIAN, anshin_pins_list, city->group);
  look (city, PHYSICIAN, anshin_bookmarks_list, city->group);
  g_free (change (city, PHYSICIAN, anshin_group_mute, NULL, city->group, NULL));
  g_free (change (city, PHYSICIAN, anshin_group_unmute, NULL, city->group, NULL));
  look (city, PHYSICIAN, anshin_entries_list, city->group);
  g_free (change (city, PHYSICIAN, anshin_message_unbookmark, NULL, city->group, message));
  g_free (change (city, PHYSICIAN, anshin_message_unpin, NULL, city->group, message));
  g_free (change (city, NURSE, anshin_message_delete_it, NULL, city->group, message));
}

/* A file that is begun, begun again, uploaded, checked, sent, looked at; one that is given up. */
static void
walk_attachments (City *city)
{
  static const char text[] = "血圧 128/76";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autofree char *wish = g_strdup_printf (
    "{\"client_id\":\"a1\",\"name\":\"メモ.txt\",\"media\":\"text\",\"size\":%zu,"
    "\"digest\":\"" ATTACHMENT_DIGEST "\"}", strlen (text));
  g_autofree char *more = g_strdup_printf (
    "{\"client_id\":\"a2\",\"name\":\"メモ.txt\",\"media\":\"text\",\"size\":1,"
    "\"digest\":\"" ATTACHMENT_DIGEST "\"}");
  g_autoptr (AnshinAttachment) file = decode (anshin_attachment_get_type (), wish);
  g_autoptr (AnshinAttachment) scan = decode (anshin_attachment_get_type (), more);
  g_autofree char *id =
    take_id (change (city, NURSE, anshin_group_attachment_begin, file, city->group, NULL));
  g_autofree char *again =
    take_id (change (city, NURSE, anshin_group_attachment_begin, file, city->group, NULL));
  g_autofree char *given_up =
    take_id (change (city, PHYSICIAN, anshin_patient_attachment_begin, scan, city->patient, NULL));
  g_autofree char *json = g_strdup_printf ("{\"client_id\":\"m9\",\"attachments\":[\"%s\"]}", id);
  g_autoptr (AnshinPost) post = decode (anshin_post_get_type (), json);
  g_autoptr (AnshinSaving) saving = decode (anshin_saving_get_type (), "{\"allowed\":true}");
  Request upload = { .who = NURSE, .func = anshin_attachment_chunk_put, .bytes = bytes,
                     .args = { id, "0" } };
  Request view = { .who = COLLEAGUE, .func = anshin_attachment_chunk_get, .args = { id, "0" } };
  g_autofree char *seen = NULL;

  g_assert_cmpstr (id, ==, again);
  g_free (run (city, upload, FALSE));
  g_free (run (city, upload, FALSE));
  look (city, NURSE, anshin_attachment_get, id);
  g_free (change (city, NURSE, anshin_attachment_complete, NULL, id, NULL));
  g_free (change (city, NURSE, anshin_message_post, post, city->group, NULL));
  g_free (change (city, NURSE, anshin_message_post, post, city->group, NULL));
  look (city, COLLEAGUE, anshin_attachment_get, id);
  g_free (change (city, COLLEAGUE, anshin_facility_put_saving, saving, city->facilities[1], NULL));
  g_free (change (city, COLLEAGUE, anshin_attachment_note_saving, NULL, id, NULL));
  seen = run (city, view, TRUE);
  g_assert_cmpstr (seen, ==, text);
  g_free (change (city, PHYSICIAN, anshin_attachment_cancel, NULL, given_up, NULL));
}

/* A paper that is filed, and taken away again because it was another one. */
static void
walk_scans (City *city)
{
  static const char text[] = "%PDF-1.4\nstartxref\n0\n%%EOF\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autofree char *wish = g_strdup_printf (
    "{\"client_id\":\"s1\",\"name\":\"同意書.pdf\",\"media\":\"pdf\",\"size\":%zu,"
    "\"digest\":\"" SCAN_DIGEST "\"}", strlen (text));
  g_autoptr (AnshinAttachment) file = decode (anshin_attachment_get_type (), wish);
  g_autofree char *id =
    take_id (change (city, PHYSICIAN, anshin_patient_attachment_begin, file, city->patient, NULL));
  g_autofree char *json = g_strdup_printf ("{\"attachments\":[\"%s\"]}", id);
  g_autoptr (AnshinConsentScans) scans = decode (anshin_consent_scans_get_type (), json);
  Request upload = { .who = PHYSICIAN, .func = anshin_attachment_chunk_put, .bytes = bytes,
                     .args = { id, "0" } };
  g_autofree char *filed = NULL;
  g_autofree char *removed = NULL;

  g_free (run (city, upload, FALSE));
  g_free (change (city, PHYSICIAN, anshin_attachment_complete, NULL, id, NULL));
  filed = change (city, PHYSICIAN, anshin_consent_file_scans, scans, city->consent, NULL);
  g_assert_nonnull (strstr (filed, id));
  removed = change (city, PHYSICIAN, anshin_consent_remove_scan, NULL, city->consent, id);
  g_assert_null (strstr (removed, id));
}

/* A new name, a consent that is withdrawn, a new one, and somebody who leaves with invitations. */
static void
walk_end (City *city)
{
  g_autoptr (AnshinPatient) renamed = make_patient (city, ",\"version\":2");
  g_autoptr (AnshinWithdrawal) withdrawal = decode (
    anshin_withdrawal_get_type (),
    "{\"withdrawn_on\":\"2026-02-01\",\"withdrawn_by\":\"本人\",\"withdrawn_way\":\"form\"}");
  g_autofree char *guests = g_strdup_printf ("{\"user_ids\":[\"%s\"]}",
                                             city->principals[CLERK].user_id);
  g_autoptr (AnshinInvite) invite = decode (anshin_invite_get_type (), guests);

  g_free (renamed->name);
  renamed->name = g_strdup ("山本 花");
  g_free (change (city, PHYSICIAN, anshin_patient_edit, renamed, city->patient, NULL));
  g_free (change (city, NURSE, anshin_group_invite, invite, city->group, NULL));
  g_free (change (city, PHYSICIAN, anshin_consent_record_withdrawal, withdrawal, city->consent,
                  NULL));
  look (city, NURSE, anshin_groups_list, NULL);
  g_free (change (city, PHYSICIAN, anshin_withdrawal_mark_printed, NULL, city->consent, NULL));
  g_free (change (city, PHYSICIAN, anshin_provisions_mark_printed, NULL, city->patient, NULL));
  g_free (change (city, PHYSICIAN, anshin_register_mark_printed, NULL, NULL, NULL));
  look (city, PHYSICIAN, anshin_provisions_list, city->patient);
  look (city, PHYSICIAN, anshin_consents_register, NULL);
  walk_consent (city);
  g_free (change (city, NURSE, anshin_group_invite, invite, city->group, NULL));
  g_free (change (city, COLLEAGUE, anshin_member_remove, NULL, city->group,
                  city->principals[NURSE].user_id));
}

static gboolean
retire_colleague (AnshinCall *call, GError **error)
{
  g_string_append (call->out, "{}");
  return anshin_group_effects_retire (call, call->args[0], error);
}

/* Two who talk alone, a free group that changes hands, and somebody who retires from all. */
static void
walk_other_groups (City *city)
{
  const char *colleague = city->principals[COLLEAGUE].user_id;
  const char *nurse = city->principals[NURSE].user_id;
  g_autofree char *wish = g_strdup_printf (
    "{\"client_id\":\"w2\",\"kind\":\"direct\",\"user_id\":\"%s\"}", nurse);
  g_autofree char *guests = g_strdup_printf ("{\"user_ids\":[\"%s\"]}", nurse);
  g_autofree char *more = g_strdup_printf ("{\"user_ids\":[\"%s\"]}",
                                           city->principals[CLERK].user_id);
  g_autoptr (AnshinGroup) direct = decode (anshin_group_get_type (), wish);
  g_autoptr (AnshinGroup) free_group = decode (
    anshin_group_get_type (), "{\"client_id\":\"w3\",\"kind\":\"free\",\"name\":\"会\"}");
  g_autoptr (AnshinInvite) invite = decode (anshin_invite_get_type (), guests);
  g_autoptr (AnshinInvite) another = decode (anshin_invite_get_type (), more);
  g_autofree char *group = NULL;
  g_autofree char *id = NULL;

  g_free (change (city, COLLEAGUE, anshin_group_create, direct, NULL, NULL));
  group = take_id (change (city, COLLEAGUE, anshin_group_create, free_group, NULL, NULL));
  id = take_id (change (city, COLLEAGUE, anshin_group_invite, invite, group, NULL));
  g_free (change (city, COLLEAGUE, anshin_invitation_resend, NULL, id, NULL));
  g_free (change (city, NURSE, anshin_invitation_accept, NULL, id, NULL));
  g_free (change (city, NURSE, anshin_group_invite, another, group, NULL));
  g_free (change (city, COLLEAGUE, anshin_group_admin_name, NULL, group, nurse));
  g_free (change (city, NURSE, anshin_group_admin_unname, NULL, group, nurse));
  look (city, COLLEAGUE, anshin_members_list, group);
  g_free (change (city, OFFICE, retire_colleague, NULL, colleague, NULL));
  /* The nurse has taken over, and goes as the last. */
  g_free (change (city, NURSE, anshin_member_remove, NULL, group, nurse));
}

/* Closed and opened, deleted and brought back, and the end of the care. */
static void
walk_states (City *city)
{
  g_autoptr (AnshinPatientEnding) ending = decode (
    anshin_patient_ending_get_type (), "{\"reason\":\"died\",\"on\":\"2026-10-03\"}");
  g_autoptr (AnshinInvite) invite = NULL;
  g_autofree char *guests = g_strdup_printf ("{\"user_ids\":[\"%s\"]}",
                                             city->principals[CLERK].user_id);

  invite = decode (anshin_invite_get_type (), guests);
  g_free (change (city, PHYSICIAN, anshin_group_close_it, NULL, city->group, NULL));
  g_free (change (city, PHYSICIAN, anshin_group_reopen_it, NULL, city->group, NULL));
  g_free (change (city, PHYSICIAN, anshin_group_invite, invite, city->group, NULL));
  g_free (change (city, PHYSICIAN, anshin_group_delete_it, NULL, city->group, NULL));
  look (city, PHYSICIAN, anshin_group_get, city->group);
  g_free (change (city, PHYSICIAN, anshin_group_bring_it_back, NULL, city->group, NULL));
  g_free (change (city, PHYSICIAN, anshin_patient_end, ending, city->patient, NULL));
  g_free (change (city, PHYSICIAN, anshin_patient_resume, NULL, city->patient, NULL));
}

static gboolean
check_whole (AnshinTx *tx, gpointer data, GError **error)
{
  City *city = data;
  g_autofree char *broken = NULL;
  g_autoptr (AnshinRows) rows = NULL;
  gint64 records = 0;

  g_assert_true (anshin_audit_verify (tx, &records, &broken, error));
  g_assert_cmpint (records, >, 20);
  g_assert_null (broken);
  rows = anshin_tx_query (tx, error,
                          "SELECT COUNT(*), MAX(seq), (SELECT last_seq FROM channel WHERE id = $1) "
                          "FROM entry WHERE channel_id = $1",
                          "t", city->group);
  g_assert_true (anshin_rows_next (rows, error));
  g_assert_cmpint (anshin_rows_get_int (rows, 0), ==, anshin_rows_get_int (rows, 1));
  g_assert_cmpint (anshin_rows_get_int (rows, 0), ==, anshin_rows_get_int (rows, 2));
  return TRUE;
}

static void
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

static void
test_every_step (void)
{
  g_autoptr (GError) error = NULL;
  City city = { 0 };

  city.store = store_new ();
  anshin_db_write_sync (city.store->db, populate, &city, &error);
  g_assert_no_error (error);
  walk_patient (&city);
  walk_group (&city);
  walk_messages (&city);
  walk_requests (&city);
  walk_vitals (&city);
  walk_export (&city);
  walk_card_and_templates (&city);
  walk_marks (&city);
  walk_attachments (&city);
  walk_scans (&city);
  walk_end (&city);
  walk_states (&city);
  walk_other_groups (&city);
  anshin_db_read_sync (city.store->db, check_whole, &city, &error);
  g_assert_no_error (error);
  g_test_message ("%u steps failed, nothing was left of them", city.faults);
  g_assert_cmpuint (city.faults, >, 300);
  city_clear (&city);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ops/every-step-fails-once", test_every_step);
  return g_test_run ();
}
