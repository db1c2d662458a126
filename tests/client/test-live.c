/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "anshin-id.h"
#include "anshin-message.h"
#include "client-fixture.h"
#include "live-service.h"

/*
 * Two clients, a physician's and a nurse's, against the real service with sample data, each with
 * a terminal enrolled in the real keyring. The tests run in their order: what one does to the
 * service the next one finds.
 */

static LiveService *service;
static AnshinClient *physician;
static AnshinClient *nurse;
static char *group_id;

static AnshinTimeline *
open_timeline (AnshinClient *client)
{
  AnshinTimeline *timeline = anshin_client_get_timeline (client, group_id);

  anshin_timeline_load (timeline);
  wait_until (!anshin_timeline_get_loading (timeline));
  g_assert_no_error (anshin_timeline_get_error (timeline));
  return timeline;
}

static AnshinClient *
new_client (void)
{
  g_autoptr (GError) error = NULL;
  AnshinClient *client = anshin_client_new (service->uri, &error);

  g_assert_no_error (error);
  return client;
}

static void
test_enrolment (void)
{
  LiveSignIn *doctor = live_service_find (service, "physician-admin");
  LiveSignIn *helper = live_service_find (service, "nurse");
  g_autoptr (GError) error = NULL;

  physician = new_client ();
  nurse = new_client ();
  g_assert_false (has_terminal_and_wait (physician, doctor->mail, &error));
  g_assert_no_error (error);

  /* A wrong code leaves nothing behind and doesn't use up the right one. */
  g_assert_false (enrol_and_wait (physician, doctor->mail, doctor->password,
                                  "AAAAA-BBBBB-CCCCC-DDDDD", &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_SIGN_IN_FAILED);
  g_clear_error (&error);
  g_assert_false (has_terminal_and_wait (physician, doctor->mail, &error));
  g_assert_no_error (error);

  g_assert_true (enrol_and_wait (physician, doctor->mail, doctor->password, doctor->code, &error));
  g_assert_no_error (error);
  g_assert_true (enrol_and_wait (nurse, helper->mail, helper->password, helper->code, &error));
  g_assert_no_error (error);
  g_assert_true (has_terminal_and_wait (physician, doctor->mail, &error));
  g_assert_true (anshin_client_get_user (physician)->facility_admin);
  g_assert_cmpint (anshin_client_get_user (nurse)->profession, ==, ANSHIN_PROFESSION_NURSE);
}

static void
test_sign_in (void)
{
  LiveSignIn *doctor = live_service_find (service, "physician-admin");
  g_autoptr (GError) error = NULL;

  sign_out_and_wait (physician);
  g_clear_object (&physician);
  physician = new_client ();
  g_assert_false (sign_in_and_wait (physician, doctor->mail, "not the password 1", &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_SIGN_IN_FAILED);
  g_assert_null (anshin_error_get_field (error));
  g_clear_error (&error);

  g_assert_true (sign_in_and_wait (physician, doctor->mail, doctor->password, &error));
  g_assert_no_error (error);
  g_assert_cmpint (anshin_client_get_session_info (physician)->last_sign_in_at, >, 0);
  g_assert_cmpuint (anshin_client_get_lock_seconds (physician), ==, ANSHIN_LOCK_IDLE_SECONDS);
}

static void
test_lists (void)
{
  AnshinLiveList *patients = anshin_client_get_patients (physician);
  AnshinLiveList *groups = anshin_client_get_groups (physician);
  g_autoptr (GListModel) users = NULL;
  g_autoptr (GError) error = NULL;
  gboolean all_users = FALSE;

  wait_until (anshin_live_list_get_loaded (patients) && anshin_live_list_get_loaded (groups));
  g_assert_no_error (anshin_live_list_get_error (patients));
  g_assert_cmpuint (count (patients), >, 0);
  for (guint i = 0; i < count (groups); i++)
    {
      g_autoptr (AnshinGroup) group = g_list_model_get_item (G_LIST_MODEL (groups), i);

      all_users = all_users || group->kind == ANSHIN_GROUP_ALL_USERS;
    }
  g_assert_true (all_users);
  users = call_list_and_wait (physician, "/v1/users?limit=20", anshin_user_get_type (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (users), >, 20);
}

static void
test_enter_patient (void)
{
  AnshinLiveList *patients = anshin_client_get_patients (physician);
  guint before = count (patients);
  g_autoptr (AnshinPatient) patient = anshin_patient_new ();
  g_autoptr (AnshinPatient) entered = NULL;
  g_autoptr (AnshinPatient) edited = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  patient->number = g_strdup ("T-0001");
  patient->name = g_strdup ("試験 太郎");
  patient->kana = g_strdup ("シケン タロウ");
  patient->birth_date = 29990101;
  patient->sex = ANSHIN_SEX_MALE;
  patient->care_level = ANSHIN_CARE_LEVEL_CARE_2;
  patient->attending_physician_id = g_strdup (anshin_client_get_user (physician)->id);
  g_assert_null (call_and_wait (physician, "POST", "/v1/patients", patient,
                                anshin_patient_get_type (), &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_FIELD_FUTURE);
  g_assert_cmpstr (anshin_error_get_field (error), ==, "birth_date");
  g_clear_error (&error);

  patient->birth_date = 19410203;
  entered = call_and_wait (physician, "POST", "/v1/patients", patient, anshin_patient_get_type (),
                           &error);
  g_assert_no_error (error);
  wait_until (count (patients) == before + 1);
  g_assert_true (anshin_live_list_find (patients, entered->id) == entered);

  /* What the service answers becomes the object that the list has. */
  g_free (patient->name);
  patient->name = g_strdup ("試験 次郎");
  patient->version = entered->version;
  path = g_strconcat ("/v1/patients/", entered->id, NULL);
  edited = call_and_wait (physician, "PUT", path, patient, anshin_patient_get_type (), &error);
  g_assert_no_error (error);
  g_assert_true (edited == entered);
  g_assert_cmpstr (entered->name, ==, "試験 次郎");

  g_assert_null (call_and_wait (physician, "PUT", path, patient, anshin_patient_get_type (),
                                &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_VERSION_STALE);
  wait_until (!anshin_live_list_get_loading (patients));
  g_assert_true (anshin_live_list_find (patients, entered->id) == entered);
}

/* PRODUCT section 2: the invitation is there at once, and so is the group once it is accepted. */
static void
test_invitation (void)
{
  AnshinLiveList *invitations = anshin_client_get_invitations (nurse);
  AnshinLiveList *groups = anshin_client_get_groups (nurse);
  g_autoptr (AnshinGroup) request = anshin_group_new ();
  g_autoptr (AnshinGroup) group = NULL;
  g_autoptr (AnshinInvite) invite = anshin_invite_new ();
  g_autoptr (AnshinInvitation) invitation = NULL;
  g_autofree char *path = NULL;
  g_autofree char *accept = NULL;
  g_autoptr (GError) error = NULL;
  guint before = 0;

  wait_until (anshin_live_list_get_loaded (invitations) && anshin_live_list_get_loaded (groups));
  before = count (invitations);
  request->client_id = anshin_id_new ();
  request->kind = ANSHIN_GROUP_FREE;
  request->name = g_strdup ("試験の勉強会");
  group = call_and_wait (physician, "POST", "/v1/groups", request, anshin_group_get_type (),
                         &error);
  g_assert_no_error (error);
  group_id = g_strdup (group->id);

  invite->user_ids = g_new0 (char *, 2);
  invite->user_ids[0] = g_strdup (anshin_client_get_user (nurse)->id);
  path = g_strconcat ("/v1/groups/", group_id, "/invitations", NULL);
  call_and_wait (physician, "POST", path, invite, G_TYPE_NONE, &error);
  g_assert_no_error (error);
  wait_until (count (invitations) == before + 1);
  wait_until (anshin_client_get_to_answer (nurse) > 0);

  for (guint i = 0; i < count (invitations); i++)
    {
      g_autoptr (AnshinInvitation) found = g_list_model_get_item (G_LIST_MODEL (invitations), i);

      if (g_strcmp0 (found->group_id, group_id) == 0)
        g_set_object (&invitation, found);
    }
  g_assert_nonnull (invitation);
  g_assert_cmpstr (invitation->group_name, ==, "試験の勉強会");
  accept = g_strconcat ("/v1/invitations/", invitation->id, "/accept", NULL);
  g_object_unref (call_and_wait (nurse, "POST", accept, NULL, anshin_invitation_get_type (),
                                 &error));
  g_assert_no_error (error);
  wait_until (anshin_live_list_find (groups, group_id) != NULL);
}

static void
test_chat (void)
{
  AnshinTimeline *here = open_timeline (physician);
  AnshinTimeline *there = open_timeline (nurse);
  g_autoptr (Mirror) mirror = mirror_new (G_LIST_MODEL (there));
  AnshinGroup *group = anshin_timeline_get_group (there);
  guint before = count (there);
  gint64 unread = group->unread;
  AnshinTimelineItem *item = NULL;

  anshin_timeline_send (here, "血圧が高めです。", NULL);
  wait_until (count (there) == before + 1);
  g_assert_cmpstr (get_item_text (there, before), ==, "血圧が高めです。");
  g_assert_cmpstr (anshin_timeline_item_get_content (get_item (there, before))->author_name, ==,
                   anshin_client_get_user (physician)->name);
  wait_until (group->unread == unread + 1);

  anshin_timeline_send (there, "確認しました。",
                        anshin_timeline_item_get_entry (get_item (there, before)));
  wait_until (count (here) == before + 2
              && count_delivery (here, ANSHIN_DELIVERY_CONFIRMED) == before + 2);
  item = get_item (here, before + 1);
  g_assert_false (anshin_timeline_item_get_own (item));
  g_assert_cmpstr (anshin_timeline_item_get_replied (item)->id, ==,
                   anshin_timeline_item_get_entry (get_item (here, before))->id);

  /* Who has read it is seen at once, at both ends. */
  item = get_item (here, before);
  g_assert_cmpuint (anshin_timeline_item_get_readers (item), ==, 0);
  anshin_timeline_mark_read (there, anshin_timeline_item_get_entry (item)->seq + 1);
  g_assert_cmpint (group->unread, ==, 0);
  wait_until (anshin_timeline_item_get_readers (item) == 1);
  g_assert_cmpuint (count (anshin_timeline_get_members (here)), >=, 0);
  wait_until (count (anshin_timeline_get_members (here)) == 2);
}

static void
write_some (AnshinTimeline *timeline, const char *who, guint first, guint n)
{
  for (guint i = first; i < first + n; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s %u", who, i);

      anshin_timeline_send (timeline, text, NULL);
    }
}

static void
act (AnshinClient *client, AnshinTimelineItem *item, const char *method, const char *rest,
     gpointer body)
{
  AnshinEntry *entry = anshin_timeline_item_get_entry (item);
  g_autofree char *path = g_strconcat ("/v1/groups/", entry->channel, "/messages/", entry->id,
                                       rest, NULL);
  g_autoptr (GError) error = NULL;

  call_and_wait (client, method, path, body, G_TYPE_NONE, &error);
  g_assert_no_error (error);
}

static guint
count_thanks (AnshinTimelineItem *item)
{
  AnshinEntryState *state = anshin_timeline_item_get_state (item);
  AnshinAcknowledgementCount *first = NULL;

  if (state == NULL || state->acknowledgements == NULL || state->acknowledgements->len == 0)
    return 0;
  first = state->acknowledgements->pdata[0];
  return first->kind == ANSHIN_ACKNOWLEDGEMENT_THANKS ? (guint) first->count : 0;
}

/* As the service says of one's own; what comes over the stream is asked about. */
static gboolean
may_change (AnshinTimelineItem *item)
{
  AnshinEntryState *state = anshin_timeline_item_get_state (item);

  return state != NULL && state->capabilities != NULL
         && g_strv_contains ((const char *const *) state->capabilities, "change-message");
}

static const char *
get_pinned_by (AnshinTimelineItem *item)
{
  AnshinEntryState *state = anshin_timeline_item_get_state (item);

  return state != NULL && state->pinned_at > 0 ? state->pinned_by : NULL;
}

/* What becomes of a message is seen at both ends, and is no row of its own. */
static void
test_changes (void)
{
  AnshinTimeline *here = open_timeline (physician);
  AnshinTimeline *there = open_timeline (nurse);
  g_autoptr (AnshinMessageEdit) edit = anshin_message_edit_new ();
  g_autoptr (AnshinAcknowledgement) thanks = anshin_acknowledgement_new ();
  guint before = count (there);
  gint64 unread = 0;
  AnshinTimelineItem *mine = NULL;
  AnshinTimelineItem *theirs = NULL;

  anshin_timeline_send (here, "体温 38.6", NULL);
  wait_until (count (there) == before + 1
              && count_delivery (here, ANSHIN_DELIVERY_CONFIRMED) == before + 1);
  mine = get_item (here, before);
  theirs = get_item (there, before);
  unread = anshin_timeline_get_group (there)->unread;
  wait_until (may_change (mine));
  g_assert_false (may_change (theirs));
  act (nurse, theirs, "PUT", "/pin", NULL);
  wait_until (g_strcmp0 (get_pinned_by (mine), anshin_client_get_user (nurse)->name) == 0);
  act (physician, mine, "DELETE", "/pin", NULL);
  wait_until (get_pinned_by (theirs) == NULL);
  thanks->kind = ANSHIN_ACKNOWLEDGEMENT_THANKS;
  act (nurse, theirs, "PUT", "/acknowledgement", thanks);
  wait_until (count_thanks (mine) == 1 && count_thanks (theirs) == 1);
  g_assert_cmpint (anshin_timeline_item_get_state (theirs)->acknowledgement, ==,
                   ANSHIN_ACKNOWLEDGEMENT_THANKS);
  g_assert_cmpint (anshin_timeline_item_get_state (mine)->acknowledgement, ==, 0);

  edit->text = g_strdup ("体温 36.8");
  act (physician, mine, "PUT", "", edit);
  wait_until (g_strcmp0 (get_item_text (there, before), "体温 36.8") == 0
              && g_strcmp0 (get_item_text (here, before), "体温 36.8") == 0);
  g_assert_cmpint (anshin_timeline_item_get_state (theirs)->edited_at, >, 0);
  g_assert_cmpuint (count_thanks (theirs), ==, 1);
  act (nurse, theirs, "DELETE", "/acknowledgement", NULL);
  wait_until (count_thanks (mine) == 0);
  g_assert_cmpuint (count (there), ==, before + 1);
  g_assert_cmpint (anshin_timeline_get_group (there)->unread, ==, unread);

  act (physician, mine, "DELETE", "", NULL);
  wait_until (anshin_timeline_item_get_state (theirs)->deleted_at > 0);
  wait_until (!may_change (mine));
  g_assert_null (get_item_text (there, before));
  g_assert_cmpuint (count (there), ==, before + 1);
}

/* Whoever is answered finds the answer until he has read as far, or looked at it. */
static void
test_addressed (void)
{
  AnshinTimeline *here = open_timeline (physician);
  AnshinTimeline *there = open_timeline (nurse);
  guint before = count (there);
  AnshinEntry *answer = NULL;

  anshin_timeline_send (here, "いつ伺いますか", NULL);
  wait_until (count (there) == before + 1
              && count_delivery (here, ANSHIN_DELIVERY_CONFIRMED) == before + 1);
  anshin_timeline_send (there, "木曜です",
                        anshin_timeline_item_get_entry (get_item (there, before)));
  wait_until (count (here) == before + 2 && anshin_timeline_get_addressed (here)->len > 0);
  answer = anshin_timeline_item_get_entry (get_item (here, before + 1));
  g_assert_cmpuint (anshin_timeline_get_addressed (there)->len, ==, 0);
  /* What the tests before this one have left is looked at, too. */
  while (anshin_timeline_get_addressed (here)->len > 0)
    anshin_timeline_see (
      here, ANSHIN_ENTRY (anshin_timeline_get_addressed (here)->pdata[0])->seq);
  anshin_timeline_send (there, "金曜にします",
                        anshin_timeline_item_get_entry (get_item (there, before)));
  wait_until (count (here) == before + 3 && anshin_timeline_get_addressed (here)->len > 0);
  anshin_timeline_mark_read (here, answer->seq + 1);
  wait_until (anshin_timeline_get_addressed (here)->len == 0);
  g_assert_cmpint (anshin_timeline_get_group (here)->for_me, ==, 0);
}

/* Who answers what names him has looked at it: nothing reminds him of it any more, on this terminal
 * or another. */
static void
test_seen_by_answering (void)
{
  AnshinTimeline *here = open_timeline (physician);
  AnshinTimeline *there = open_timeline (nurse);
  g_autofree char *path = g_strconcat ("/v1/groups/", group_id, "/addressed", NULL);
  g_autoptr (AnshinPost) post = anshin_post_new ();
  g_autoptr (AnshinMention) mention = anshin_mention_new ();
  g_autoptr (GListModel) left = NULL;
  g_autoptr (GError) error = NULL;
  AnshinEntry *named = NULL;

  g_assert_cmpuint (anshin_timeline_get_addressed (here)->len, ==, 0);
  mention->kind = ANSHIN_MENTION_PERSON;
  mention->id = g_strdup (anshin_client_get_user (physician)->id);
  g_assert_true (anshin_post_add_mention (post, mention));
  post->text = g_strdup ("お返事をください");
  anshin_timeline_send_post (there, post, NULL);
  wait_until (anshin_timeline_get_addressed (here)->len == 1);
  named = anshin_timeline_item_get_entry (get_item (here, count (here) - 1));
  anshin_timeline_send (here, "承知しました", named);
  wait_until (anshin_timeline_get_addressed (here)->len == 0);
  g_assert_cmpint (anshin_timeline_get_group (here)->for_me, ==, 0);
  left = call_list_and_wait (physician, path, anshin_entry_get_type (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (left), ==, 0);
  wait_until (anshin_timeline_get_addressed (there)->len > 0);
  while (anshin_timeline_get_addressed (there)->len > 0)
    anshin_timeline_see (
      there, ANSHIN_ENTRY (anshin_timeline_get_addressed (there)->pdata[0])->seq);
}

/* A message that waits before it goes out can be taken back; what is urgent doesn't wait. */
static void
test_hold (void)
{
  AnshinTimeline *here = open_timeline (physician);
  AnshinTimeline *there = open_timeline (nurse);
  g_autoptr (AnshinPost) urgent = anshin_post_new ();
  guint before = count (here);
  guint others = count (there);

  anshin_timeline_set_hold (here, 60 * 1000);
  anshin_timeline_send (here, "やめておきます", NULL);
  g_assert_cmpuint (count_delivery (here, ANSHIN_DELIVERY_HELD), ==, 1);
  anshin_timeline_set_draft (here, "別の文");
  g_assert_true (anshin_timeline_take_back (here, get_item (here, before)));
  g_assert_cmpuint (count (here), ==, before);
  g_assert_cmpstr (anshin_timeline_get_draft (here), ==, "やめておきます\n別の文");
  anshin_timeline_set_draft (here, NULL);

  anshin_timeline_send (here, "先に書いたもの", NULL);
  urgent->text = g_strdup ("至急");
  urgent->urgent = TRUE;
  anshin_timeline_send_post (here, urgent, NULL);
  wait_until (count (there) == others + 2);
  g_assert_cmpstr (get_item_text (there, others), ==, "先に書いたもの");
  g_assert_cmpstr (get_item_text (there, others + 1), ==, "至急");
  anshin_timeline_set_hold (here, 0);
  wait_until (count_delivery (here, ANSHIN_DELIVERY_CONFIRMED) == before + 2);
}

/* A stretch of the past is shown without what lies between it and the end, and leads back. */
static void
test_around (void)
{
  AnshinTimeline *timeline = open_timeline (physician);
  guint before = 0;

  write_some (timeline, "過去", 0, 120);
  wait_until (count_delivery (timeline, ANSHIN_DELIVERY_CONFIRMED) == count (timeline));
  before = count (timeline);
  g_assert_true (anshin_timeline_load_around (timeline, before));
  anshin_timeline_load_from (timeline, 0);
  wait_until (count (timeline) > 0 && !anshin_timeline_get_loading (timeline));
  g_assert_true (anshin_timeline_get_detached (timeline));
  g_assert_cmpint (anshin_timeline_item_get_entry (get_item (timeline, 0))->seq, ==, 1);
  while (anshin_timeline_get_detached (timeline))
    {
      guint there = count (timeline);

      anshin_timeline_load_newer (timeline);
      wait_until (count (timeline) > there);
    }
  g_assert_cmpuint (count (timeline), ==, before);
}

/* Who comes straight to a message of the past, before the end was there, sees who has read it, and
 * knows the members. */
static void
test_around_at_once (void)
{
  g_autoptr (AnshinClient) again = new_client ();
  LiveSignIn *helper = live_service_find (service, "nurse");
  AnshinTimeline *hers = open_timeline (nurse);
  AnshinTimeline *timeline = NULL;
  gint64 last = anshin_timeline_get_group (hers)->last_seq;
  g_autoptr (GError) error = NULL;

  anshin_timeline_mark_read (hers, last);
  g_assert_true (sign_in_and_wait (again, helper->mail, helper->password, &error));
  timeline = anshin_client_get_timeline (again, group_id);
  wait_until (anshin_timeline_get_group (timeline)->read_seq == last);
  anshin_timeline_load (timeline);
  g_assert_false (anshin_timeline_load_around (timeline, last - 70));
  wait_until (count (timeline) > 0 && !anshin_timeline_get_loading (timeline));
  wait_until (anshin_timeline_item_get_readers (get_item (timeline, 30)) > 0);
  wait_until (g_list_model_get_n_items (anshin_timeline_get_members (timeline)) > 0);
  sign_out_and_wait (again);
}

static void
test_refused (void)
{
  AnshinTimeline *timeline = open_timeline (physician);
  guint before = count (timeline);
  g_autofree char *text = g_strnfill (ANSHIN_MAX_MESSAGE + 1, 'x');

  anshin_timeline_send (timeline, text, NULL);
  wait_until (count_delivery (timeline, ANSHIN_DELIVERY_REFUSED) == 1);
  g_assert_error (anshin_timeline_item_get_error (get_item (timeline, before)), ANSHIN_ERROR,
                  ANSHIN_ERROR_FIELD_TOO_LONG);
  g_assert_cmpstr (anshin_error_get_field (
                     anshin_timeline_item_get_error (get_item (timeline, before))),
                   ==, "text");
  g_assert_cmpstr (get_item_text (timeline, before), ==, text);
  anshin_timeline_take_back (timeline, get_item (timeline, before));
  g_assert_cmpuint (count (timeline), ==, before);
  anshin_timeline_set_draft (timeline, NULL);
}

static void
test_lock (void)
{
  LiveSignIn *doctor = live_service_find (service, "physician-admin");
  AnshinTimeline *timeline = open_timeline (physician);
  guint before = count (timeline);
  g_autoptr (GError) error = NULL;

  anshin_timeline_set_draft (timeline, "途中まで");
  anshin_client_lock (physician);
  g_assert_cmpuint (count (timeline), ==, 0);
  g_assert_false (unlock_and_wait (physician, "not the password 1", &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_SIGN_IN_FAILED);
  g_clear_error (&error);
  g_assert_true (unlock_and_wait (physician, doctor->password, &error));
  g_assert_no_error (error);
  wait_until (count (timeline) == before);
  g_assert_cmpstr (anshin_timeline_get_draft (timeline), ==, "途中まで");
  anshin_timeline_set_draft (timeline, NULL);
}

static void
assert_same (AnshinTimeline *here, AnshinTimeline *there)
{
  g_autoptr (GHashTable) texts = g_hash_table_new (g_str_hash, g_str_equal);

  assert_in_order (here);
  assert_in_order (there);
  g_assert_cmpuint (count (here), ==, count (there));
  for (guint i = 0; i < count (here); i++)
    {
      AnshinEntry *entry = anshin_timeline_item_get_entry (get_item (here, i));

      g_assert_cmpstr (entry->id, ==,
                       anshin_timeline_item_get_entry (get_item (there, i))->id);
      if (entry->client_id != NULL)
        g_assert_true (g_hash_table_add (texts, entry->client_id));
    }
}

#define WRITTEN 300

/* R1, R2, R3 of the numbers to reach: the service is killed while both write, again and again. */
static void
test_kill (void)
{
  AnshinTimeline *here = open_timeline (physician);
  AnshinTimeline *there = open_timeline (nurse);
  guint before = count (here);

  g_assert_cmpuint (count (there), ==, before);
  anshin_timeline_set_draft (here, "書きかけ");
  for (guint round = 0; round < 3; round++)
    {
      write_some (here, "医師", round * WRITTEN / 3, WRITTEN / 3);
      write_some (there, "看護師", round * WRITTEN / 3, WRITTEN / 3);
      /* In the middle of it: some have arrived, one of each is under way, the rest waits. */
      wait_until (count_delivery (here, ANSHIN_DELIVERY_CONFIRMED) >= before + (round + 1) * 120);
      live_service_kill (service);
      g_test_message ("round %u: killed with %u and %u messages confirmed", round,
                      count_delivery (here, ANSHIN_DELIVERY_CONFIRMED) - before,
                      count_delivery (there, ANSHIN_DELIVERY_CONFIRMED) - before);
      wait_until (anshin_client_get_state (physician) == ANSHIN_CLIENT_RECONNECTING
                  && anshin_client_get_state (nurse) == ANSHIN_CLIENT_RECONNECTING);
      g_assert_cmpstr (anshin_timeline_get_draft (here), ==, "書きかけ");
      live_service_start (service);
    }
  wait_until (anshin_client_get_state (physician) == ANSHIN_CLIENT_ONLINE
              && anshin_client_get_state (nurse) == ANSHIN_CLIENT_ONLINE);
  wait_until (count_delivery (here, ANSHIN_DELIVERY_CONFIRMED) == before + 2 * WRITTEN
              && count_delivery (there, ANSHIN_DELIVERY_CONFIRMED) == before + 2 * WRITTEN);
  turn_for (300);
  g_assert_cmpuint (count (here), ==, before + 2 * WRITTEN);
  assert_same (here, there);
  g_assert_cmpstr (anshin_timeline_get_draft (here), ==, "書きかけ");
  anshin_timeline_set_draft (here, NULL);
}

/* What each wrote stands in the order it was written, and older pages join without a seam. */
static void
test_paging (void)
{
  g_autoptr (AnshinClient) again = new_client ();
  LiveSignIn *helper = live_service_find (service, "nurse");
  AnshinTimeline *timeline = NULL;
  g_autoptr (Mirror) mirror = NULL;
  g_autoptr (GError) error = NULL;
  guint doctor_next = 0;
  guint nurse_next = 0;

  g_assert_true (sign_in_and_wait (again, helper->mail, helper->password, &error));
  timeline = open_timeline (again);
  g_assert_cmpuint (count (timeline), ==, 50);
  mirror = mirror_new (G_LIST_MODEL (timeline));
  while (!anshin_timeline_get_complete (timeline))
    {
      anshin_timeline_load_older (timeline);
      wait_until (!anshin_timeline_get_loading (timeline));
      g_assert_no_error (anshin_timeline_get_error (timeline));
    }
  assert_same (timeline, open_timeline (physician));
  for (guint i = 0; i < count (timeline); i++)
    {
      AnshinContent *content = anshin_timeline_item_get_content (get_item (timeline, i));
      guint number = 0;

      if (content->text == NULL)
        continue;
      if (sscanf (content->text, "医師 %u", &number) == 1)
        g_assert_cmpuint (number, ==, doctor_next++);
      else if (sscanf (content->text, "看護師 %u", &number) == 1)
        g_assert_cmpuint (number, ==, nurse_next++);
    }
  g_assert_cmpuint (doctor_next, ==, WRITTEN);
  g_assert_cmpuint (nurse_next, ==, WRITTEN);
  sign_out_and_wait (again);
}

static void
assert_quote (AnshinTimeline *timeline, guint position, gint64 seq, const char *text)
{
  AnshinEntry *replied = anshin_timeline_item_get_replied (get_item (timeline, position));

  g_assert_cmpint (replied->seq, ==, seq);
  g_assert_cmpstr (ANSHIN_CONTENT (replied->content)->text, ==, text);
}

static const char *
get_quoted_text (AnshinTimeline *timeline, guint position)
{
  AnshinEntry *replied = anshin_timeline_item_get_replied (get_item (timeline, position));

  return replied != NULL ? ANSHIN_CONTENT (replied->content)->text : NULL;
}

/* An answer to what lies farther back than is paged in says what it answers, as that stands now. */
static void
test_answered (void)
{
  g_autoptr (AnshinClient) again = new_client ();
  LiveSignIn *helper = live_service_find (service, "nurse");
  AnshinTimeline *here = open_timeline (physician);
  AnshinTimeline *there = NULL;
  AnshinTimelineItem *asked = NULL;
  g_autoptr (AnshinMessageEdit) edit = anshin_message_edit_new ();
  g_autoptr (GError) error = NULL;
  guint before = count (here);
  gint64 seq = 0;

  anshin_timeline_send (here, "薬は足りますか", NULL);
  wait_until (count_delivery (here, ANSHIN_DELIVERY_CONFIRMED) == before + 1);
  asked = get_item (here, before);
  seq = anshin_timeline_item_get_entry (asked)->seq;
  write_some (here, "間に", 0, 60);
  anshin_timeline_send (here, "足りています", anshin_timeline_item_get_entry (asked));
  wait_until (count_delivery (here, ANSHIN_DELIVERY_CONFIRMED) == before + 62);

  g_assert_true (sign_in_and_wait (again, helper->mail, helper->password, &error));
  there = open_timeline (again);
  g_assert_cmpuint (count (there), ==, 50);
  assert_quote (there, 49, seq, "薬は足りますか");
  anshin_timeline_send (here, "あと三日分", anshin_timeline_item_get_entry (asked));
  wait_until (count (there) == 51 && get_quoted_text (there, 50) != NULL);
  assert_quote (there, 50, seq, "薬は足りますか");

  edit->text = g_strdup ("湿布は足りますか");
  act (physician, asked, "PUT", "", edit);
  wait_until (g_strcmp0 (get_quoted_text (there, 49), "湿布は足りますか") == 0
              && g_strcmp0 (get_quoted_text (there, 50), "湿布は足りますか") == 0);
  act (physician, asked, "DELETE", "", NULL);
  wait_until (get_quoted_text (there, 49) == NULL && get_quoted_text (there, 50) == NULL);
  while (count (there) < 112)
    {
      anshin_timeline_load_older (there);
      wait_until (!anshin_timeline_get_loading (there));
    }
  for (guint i = count (there) - 2; i < count (there); i++)
    g_assert_true (anshin_timeline_item_get_replied (get_item (there, i))
                   == anshin_timeline_item_get_entry (get_item (there, count (there) - 63)));
  sign_out_and_wait (again);
}

/* AUTH-11: a third session ends the oldest, in the middle of typing. */
static void
test_expired (void)
{
  LiveSignIn *doctor = live_service_find (service, "physician-admin");
  g_autoptr (AnshinClient) second = new_client ();
  g_autoptr (AnshinClient) third = new_client ();
  AnshinTimeline *timeline = open_timeline (physician);
  g_autoptr (GError) error = NULL;

  anshin_timeline_set_draft (timeline, "書きかけ");
  g_assert_true (sign_in_and_wait (second, doctor->mail, doctor->password, &error));
  g_assert_true (sign_in_and_wait (third, doctor->mail, doctor->password, &error));
  wait_until (anshin_client_get_state (physician) == ANSHIN_CLIENT_EXPIRED);
  g_assert_cmpuint (count (timeline), ==, 0);
  sign_out_and_wait (second);
  sign_out_and_wait (third);
  g_assert_true (sign_in_and_wait (physician, doctor->mail, doctor->password, &error));
  g_assert_cmpstr (anshin_timeline_get_draft (timeline), ==, "書きかけ");
  wait_until (count (timeline) == 50);
}

static void
test_leave (void)
{
  AnshinTimeline *timeline = open_timeline (nurse);
  g_autofree char *path = g_strconcat ("/v1/groups/", group_id, "/members/",
                                       anshin_client_get_user (nurse)->id, NULL);
  g_autoptr (GError) error = NULL;

  call_and_wait (physician, "DELETE", path, NULL, G_TYPE_NONE, &error);
  g_assert_no_error (error);
  wait_until (count (timeline) == 0);
  g_assert_error (anshin_timeline_get_error (timeline), ANSHIN_ERROR, ANSHIN_ERROR_NOT_FOUND);
  wait_until (anshin_live_list_find (anshin_client_get_groups (nurse), group_id) == NULL);
  wait_until (count (anshin_timeline_get_members (open_timeline (physician))) == 1);
}

static void
test_down (void)
{
  LiveSignIn *helper = live_service_find (service, "nurse");
  g_autoptr (GError) error = NULL;

  live_service_kill (service);
  sign_out_and_wait (nurse);
  g_assert_false (sign_in_and_wait (nurse, helper->mail, helper->password, &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_UNREACHABLE);
  g_assert_cmpint (anshin_client_get_state (nurse), ==, ANSHIN_CLIENT_SIGNED_OUT);
}

/* AUTH-13: the first user of an empty service comes by the token of its console, once. */
static void
test_bootstrap (void)
{
  g_autofree char *token = NULL;
  LiveService *empty = live_service_new_empty (service->program, &token);
  g_autoptr (AnshinClient) client = NULL;
  g_autoptr (AnshinBootstrap) request = anshin_bootstrap_new ();
  g_autoptr (GError) error = NULL;

  live_service_start (empty);
  client = anshin_client_new (empty->uri, NULL);
  request->token = g_strdup ("AAAAA-BBBBB-CCCCC-DDDDD");
  request->association = g_strdup ("試験医師会");
  request->name = g_strdup ("事務 花子");
  request->kana = g_strdup ("ジム ハナコ");
  request->mail = g_strdup ("office@example.jp");
  request->password = g_strdup ("kumo to hane 7 wo miru");
  g_assert_false (bootstrap_and_wait (client, request, &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_SIGN_IN_FAILED);
  g_clear_error (&error);

  g_free (request->token);
  request->token = g_strdup (token);
  g_assert_true (bootstrap_and_wait (client, request, &error));
  g_assert_no_error (error);
  g_assert_true (anshin_client_get_user (client)->office);
  g_assert_cmpint (anshin_client_get_state (client), ==, ANSHIN_CLIENT_PENDING);
  g_assert_true (accept_rules_and_wait (client, anshin_client_get_rules_version (client), &error));
  g_assert_no_error (error);
  wait_until (anshin_live_list_get_loaded (anshin_client_get_groups (client)));
  sign_out_and_wait (client);
  g_assert_false (bootstrap_and_wait (client, request, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (sign_in_and_wait (client, "office@example.jp", "kumo to hane 7 wo miru", &error));
  g_assert_no_error (error);
  sign_out_and_wait (client);
  live_service_free (empty);
}

int
main (int argc, char **argv)
{
  int result = 0;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  service = live_service_new (argv[1]);
  live_service_start (service);
  g_test_add_func ("/live/enrolment", test_enrolment);
  g_test_add_func ("/live/sign-in", test_sign_in);
  g_test_add_func ("/live/lists", test_lists);
  g_test_add_func ("/live/enter-patient", test_enter_patient);
  g_test_add_func ("/live/invitation", test_invitation);
  g_test_add_func ("/live/chat", test_chat);
  g_test_add_func ("/live/refused", test_refused);
  g_test_add_func ("/live/lock-SESS-02", test_lock);
  g_test_add_func ("/live/kill-R1-R2-R3", test_kill);
  g_test_add_func ("/live/paging", test_paging);
  g_test_add_func ("/live/changes", test_changes);
  g_test_add_func ("/live/answered", test_answered);
  g_test_add_func ("/live/addressed", test_addressed);
  g_test_add_func ("/live/seen-by-answering", test_seen_by_answering);
  g_test_add_func ("/live/hold", test_hold);
  g_test_add_func ("/live/around", test_around);
  g_test_add_func ("/live/around-at-once", test_around_at_once);
  g_test_add_func ("/live/expired-AUTH-11", test_expired);
  g_test_add_func ("/live/leave-R10", test_leave);
  g_test_add_func ("/live/bootstrap-AUTH-13", test_bootstrap);
  g_test_add_func ("/live/down", test_down);
  result = g_test_run ();

  g_assert_finalize_object (physician);
  g_assert_finalize_object (nurse);
  live_service_free (service);
  g_free (group_id);
  return result;
}
