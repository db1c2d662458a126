/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faulty-city.h"

#include <string.h>

#include "anshin-attachment.h"
#include "anshin-card.h"
#include "anshin-clock.h"
#include "anshin-consent.h"
#include "anshin-invitation.h"
#include "anshin-message-operations.h"
#include "anshin-office-operations.h"
#include "anshin-staff-operations.h"
#include "anshin-template.h"
#include "anshin-timeline-export.h"
#include "anshin-vitals.h"

/* Of what is scanned. */
#define SCAN_DIGEST                                                                               \
  "d73780c548b3b61f5bff2f8cabfa504b" \
  "90ff91f559eaa69c1e53e67b144245e8"

void
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

void
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

void
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

/* Asked of a person, taken on, done, asked again, given to a facility, declined, and taken back. */
void
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
void
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

/* A paper that is filed, and taken away again because it was another one. */
void
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
void
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
