/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-id.h"
#include "live-journey.h"

LiveService *service;
AnshinClient *physician;
AnshinClient *nurse;
char *group_id;

AnshinTimeline *
live_open_timeline (AnshinClient *client)
{
  AnshinTimeline *timeline = anshin_client_get_timeline (client, group_id);

  anshin_timeline_load (timeline);
  wait_until (!anshin_timeline_get_loading (timeline));
  g_assert_no_error (anshin_timeline_get_error (timeline));
  return timeline;
}

AnshinClient *
live_new_client (void)
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

  physician = live_new_client ();
  nurse = live_new_client ();
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
  physician = live_new_client ();
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
test_lock (void)
{
  LiveSignIn *doctor = live_service_find (service, "physician-admin");
  AnshinTimeline *timeline = live_open_timeline (physician);
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

/* AUTH-11: a third session ends the oldest, in the middle of typing. */
static void
test_expired (void)
{
  LiveSignIn *doctor = live_service_find (service, "physician-admin");
  g_autoptr (AnshinClient) second = live_new_client ();
  g_autoptr (AnshinClient) third = live_new_client ();
  AnshinTimeline *timeline = live_open_timeline (physician);
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
  AnshinTimeline *timeline = live_open_timeline (nurse);
  g_autofree char *path = g_strconcat ("/v1/groups/", group_id, "/members/",
                                       anshin_client_get_user (nurse)->id, NULL);
  g_autoptr (GError) error = NULL;

  call_and_wait (physician, "DELETE", path, NULL, G_TYPE_NONE, &error);
  g_assert_no_error (error);
  wait_until (count (timeline) == 0);
  g_assert_error (anshin_timeline_get_error (timeline), ANSHIN_ERROR, ANSHIN_ERROR_NOT_FOUND);
  wait_until (anshin_live_list_find (anshin_client_get_groups (nurse), group_id) == NULL);
  wait_until (count (anshin_timeline_get_members (live_open_timeline (physician))) == 1);
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
  g_test_add_func ("/live/chat", live_chat);
  g_test_add_func ("/live/refused", live_refused);
  g_test_add_func ("/live/lock-SESS-02", test_lock);
  g_test_add_func ("/live/kill-R1-R2-R3", live_kill);
  g_test_add_func ("/live/paging", live_paging);
  g_test_add_func ("/live/changes", live_changes);
  g_test_add_func ("/live/answered", live_answered);
  g_test_add_func ("/live/addressed", live_addressed);
  g_test_add_func ("/live/seen-by-answering", live_seen_by_answering);
  g_test_add_func ("/live/hold", live_hold);
  g_test_add_func ("/live/around", live_around);
  g_test_add_func ("/live/around-at-once", live_around_at_once);
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
