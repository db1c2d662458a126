/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-client-private.h"
#include "faked-client.h"

/* The session of a client, from signing in to its end, against a service that misbehaves. */

static void
test_sign_in (FakedClient *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (anshin_client_get_state (fixture->client), ==, ANSHIN_CLIENT_ONLINE);
  g_assert_cmpstr (anshin_client_get_user (fixture->client)->id, ==, "a@example.jp");
  g_assert_cmpuint (anshin_client_get_lock_seconds (fixture->client), ==, 300);
  g_assert_null (anshin_client_get_session_info (fixture->client)->token);

  sign_out_and_wait (fixture->client);
  g_assert_cmpint (anshin_client_get_state (fixture->client), ==, ANSHIN_CLIENT_SIGNED_OUT);
  g_assert_null (anshin_client_get_user (fixture->client));
  g_assert_cmpuint (count (anshin_client_get_groups (fixture->client)), ==, 0);

  /* AUTH-02: the key is in the keyring; the address may be written in another way. */
  g_assert_true (has_terminal_and_wait (fixture->client, "A@Example.JP", &error));
  g_assert_false (has_terminal_and_wait (fixture->client, "b@example.jp", &error));
  g_assert_no_error (error);

  g_assert_false (sign_in_and_wait (fixture->client, "a@example.jp", "wrong", &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_SIGN_IN_FAILED);
  g_assert_cmpint (anshin_client_get_state (fixture->client), ==, ANSHIN_CLIENT_SIGNED_OUT);
  g_clear_error (&error);

  g_assert_false (sign_in_and_wait (fixture->client, "b@example.jp", "right", &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_SIGN_IN_FAILED);
  g_assert_cmpstr (anshin_error_get_field (error), ==, "terminal_id");
  g_clear_error (&error);

  g_assert_true (sign_in_and_wait (fixture->client, "a@example.jp", "right", &error));
  g_assert_no_error (error);
  wait_until (count (anshin_client_get_groups (fixture->client)) == 1);
}

/* A right that somebody gives or takes away is there without signing in anew. */
static void
test_own_account (FakedClient *fixture, gconstpointer data)
{
  AnshinUser *me = anshin_client_get_user (fixture->client);

  g_assert_false (me->facility_admin);
  fixture->service->admin = TRUE;
  fake_service_say (fixture->service, "{\"refresh\":[\"session\"]}");
  wait_until (me->facility_admin);
  g_assert_true (anshin_client_get_user (fixture->client) == me);
  /* What happened while there was no connection is asked for when there is one again. */
  fixture->service->admin = FALSE;
  fake_service_cut_streams (fixture->service);
  wait_until (!me->facility_admin);
}

static void
on_ended_cb (AnshinClient *client, const GError *error, gpointer data)
{
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_SESSION_ENDED);
  (*(guint *) data)++;
}

static void
test_expired (FakedClient *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = NULL;
  g_autoptr (Mirror) mirror = NULL;
  g_autoptr (GError) error = NULL;
  guint ended = 0;

  g_signal_connect (fixture->client, "session-ended", G_CALLBACK (on_ended_cb), &ended);
  faked_client_add_entries (fixture, 2);
  timeline = faked_client_open_timeline (fixture);
  mirror = mirror_new (G_LIST_MODEL (timeline));
  anshin_timeline_set_draft (timeline, "half a sen");
  fixture->service->sessions_ended = TRUE;
  anshin_timeline_send (timeline, "typed before", NULL);
  wait_until (anshin_client_get_state (fixture->client) == ANSHIN_CLIENT_EXPIRED);
  g_assert_cmpuint (ended, ==, 1);
  g_assert_cmpuint (count (timeline), ==, 0);
  g_assert_cmpuint (count (anshin_client_get_groups (fixture->client)), ==, 0);
  g_assert_null (anshin_timeline_get_draft (timeline));
  anshin_timeline_set_draft (timeline, "");

  g_assert_false (sign_in_and_wait (fixture->client, "a@example.jp", "wrong", &error));
  g_clear_error (&error);
  g_assert_cmpint (anshin_client_get_state (fixture->client), ==, ANSHIN_CLIENT_EXPIRED);
  fixture->service->sessions_ended = FALSE;
  g_assert_true (sign_in_and_wait (fixture->client, "a@example.jp", "right", &error));
  g_assert_true (anshin_client_get_timeline (fixture->client, "group-1") == timeline);
  g_assert_cmpstr (anshin_timeline_get_draft (timeline), ==, "half a sen");
  wait_until (count_delivery (timeline, ANSHIN_DELIVERY_CONFIRMED) == 3);
  g_assert_cmpstr (get_item_text (timeline, 2), ==, "typed before");

  /* Somebody else finds nothing of it. */
  fixture->service->sessions_ended = TRUE;
  fake_service_say (fixture->service, "{\"ended\":\"session-ended\"}");
  wait_until (anshin_client_get_state (fixture->client) == ANSHIN_CLIENT_EXPIRED);
  fixture->service->sessions_ended = FALSE;
  g_assert_true (enrol_and_wait (fixture->client, "b@example.jp", "right", "code", &error));
  g_assert_null (anshin_timeline_get_draft (timeline));
  timeline = anshin_client_get_timeline (fixture->client, "group-1");
  g_assert_null (anshin_timeline_get_draft (timeline));
}

static void
test_suspended (FakedClient *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = faked_client_open_timeline (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_false (anshin_client_has_drafts (fixture->client));
  anshin_timeline_set_draft (timeline, "half a sen");
  g_assert_true (anshin_client_has_drafts (fixture->client));
  fake_service_say (fixture->service, "{\"ended\":\"suspended\"}");
  wait_until (anshin_client_get_state (fixture->client) == ANSHIN_CLIENT_EXPIRED);
  g_assert_null (anshin_client_get_user (fixture->client));
  g_assert_false (anshin_client_has_drafts (fixture->client));
  g_assert_true (sign_in_and_wait (fixture->client, "a@example.jp", "right", &error));
  timeline = anshin_client_get_timeline (fixture->client, "group-1");
  g_assert_null (anshin_timeline_get_draft (timeline));
}

/* A terminal that somebody may have lost keeps nothing, whether it hears of it while it is
 * connected or when it comes back. */
static void
test_revoked (FakedClient *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (guint connected = 0; connected < 2; connected++)
    {
      AnshinTimeline *timeline = faked_client_open_timeline (fixture);

      anshin_timeline_set_draft (timeline, "half a sen");
      fixture->service->sessions_ended = fixture->service->revoked = TRUE;
      if (connected)
        fake_service_say (fixture->service, "{\"ended\":\"session-ended\"}");
      else
        fake_service_cut_streams (fixture->service);
      wait_until (anshin_client_get_user (fixture->client) == NULL);
      g_assert_cmpint (anshin_client_get_state (fixture->client), ==, ANSHIN_CLIENT_EXPIRED);
      g_assert_false (anshin_client_has_drafts (fixture->client));
      fixture->service->sessions_ended = fixture->service->revoked = FALSE;
      g_assert_true (sign_in_and_wait (fixture->client, "a@example.jp", "right", &error));
      timeline = anshin_client_get_timeline (fixture->client, "group-1");
      g_assert_null (anshin_timeline_get_draft (timeline));
    }
}

static void
test_lock (FakedClient *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = NULL;
  g_autoptr (Mirror) mirror = NULL;
  g_autoptr (GError) error = NULL;

  faked_client_add_entries (fixture, 2);
  timeline = faked_client_open_timeline (fixture);
  mirror = mirror_new (G_LIST_MODEL (timeline));
  anshin_timeline_set_draft (timeline, "half a sen");
  anshin_client_lock (fixture->client);
  g_assert_cmpint (anshin_client_get_state (fixture->client), ==, ANSHIN_CLIENT_LOCKED);
  g_assert_cmpuint (count (timeline), ==, 0);
  g_assert_cmpuint (count (anshin_client_get_groups (fixture->client)), ==, 0);
  g_assert_cmpuint (count (anshin_client_get_patients (fixture->client)), ==, 0);
  g_assert_null (anshin_timeline_get_draft (timeline));
  faked_client_add_entries (fixture, 2);
  turn_for (200);
  g_assert_cmpuint (count (timeline), ==, 0);
  g_assert_cmpuint (anshin_client_get_unread (fixture->client), ==, 0);

  g_assert_false (unlock_and_wait (fixture->client, "wrong", &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_SIGN_IN_FAILED);
  g_clear_error (&error);
  g_assert_cmpint (anshin_client_get_state (fixture->client), ==, ANSHIN_CLIENT_LOCKED);
  g_assert_true (unlock_and_wait (fixture->client, "right", &error));
  g_assert_cmpstr (anshin_timeline_get_draft (timeline), ==, "half a sen");
  wait_until (count (timeline) == 4);
  wait_until (count (anshin_client_get_groups (fixture->client)) == 1);
}

/* The password once more: nothing that is open closes, and the stream goes on. */
static void
test_confirm (FakedClient *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = NULL;
  g_autoptr (GError) error = NULL;
  guint streams = 0;

  faked_client_add_entries (fixture, 2);
  timeline = faked_client_open_timeline (fixture);
  anshin_timeline_set_draft (timeline, "half a sen");
  g_assert_false (confirm_and_wait (fixture->client, "wrong", &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_SIGN_IN_FAILED);
  g_clear_error (&error);
  g_assert_cmpuint (count (timeline), ==, 2);
  streams = fixture->service->sockets->len;
  g_assert_true (confirm_and_wait (fixture->client, "right", &error));
  g_assert_no_error (error);
  g_assert_cmpint (anshin_client_get_state (fixture->client), ==, ANSHIN_CLIENT_ONLINE);
  g_assert_cmpstr (anshin_timeline_get_draft (timeline), ==, "half a sen");
  g_assert_cmpuint (count (timeline), ==, 2);
  wait_until (fixture->service->sockets->len > streams);
  faked_client_add_entries (fixture, 1);
  wait_until (count (timeline) == 3);
}

/* Before the rules are accepted nothing else is asked of the service. */
static void
test_rules (FakedClient *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sign_out_and_wait (fixture->client);
  fixture->service->rules_wanted = 3;
  g_assert_true (sign_in_and_wait (fixture->client, "a@example.jp", "right", &error));
  g_assert_no_error (error);
  g_assert_cmpint (anshin_client_get_state (fixture->client), ==, ANSHIN_CLIENT_PENDING);
  g_assert_cmpint (anshin_client_get_rules_version (fixture->client), ==, 3);
  g_assert_cmpuint (count (anshin_client_get_groups (fixture->client)), ==, 0);
  g_assert_false (accept_rules_and_wait (fixture->client, 2, &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_VERSION_STALE);
  g_clear_error (&error);
  g_assert_cmpint (anshin_client_get_state (fixture->client), ==, ANSHIN_CLIENT_PENDING);
  g_assert_true (accept_rules_and_wait (fixture->client, 3, &error));
  g_assert_no_error (error);
  g_assert_cmpint (anshin_client_get_state (fixture->client), ==, ANSHIN_CLIENT_ONLINE);
  wait_until (count (anshin_client_get_groups (fixture->client)) == 1);
}

/* New rules in the middle of the work: content goes out of sight, what was typed stays. */
static void
test_new_rules (FakedClient *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinGroup) group = NULL;

  faked_client_add_entries (fixture, 2);
  timeline = faked_client_open_timeline (fixture);
  anshin_timeline_set_draft (timeline, "half a sen");
  fixture->service->rules_wanted = 4;
  group = call_and_wait (fixture->client, "GET", "/v1/groups/group-1", NULL,
                         anshin_group_get_type (), &error);
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_RULES_NOT_ACCEPTED);
  g_clear_error (&error);
  g_assert_cmpint (anshin_client_get_state (fixture->client), ==, ANSHIN_CLIENT_PENDING);
  g_assert_cmpuint (count (timeline), ==, 0);
  wait_until (anshin_client_get_rules_version (fixture->client) == 4);
  g_assert_true (accept_rules_and_wait (fixture->client, 4, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (anshin_timeline_get_draft (timeline), ==, "half a sen");
  wait_until (count (timeline) == 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("sign-in/AUTH-02", test_sign_in, NULL);
  ADD ("own-account", test_own_account, NULL);
  ADD ("session/expired", test_expired, NULL);
  ADD ("session/suspended/TRM-06", test_suspended, NULL);
  ADD ("session/revoked/TRM-06", test_revoked, NULL);
  ADD ("session/lock/SESS-02", test_lock, NULL);
  ADD ("session/confirm/SESS-07", test_confirm, NULL);
  ADD ("session/rules", test_rules, NULL);
  ADD ("session/new-rules", test_new_rules, NULL);
  return g_test_run ();
}
