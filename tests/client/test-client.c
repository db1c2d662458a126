/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-client-private.h"
#include "anshin-clock.h"
#include "client-fixture.h"
#include "fake-service.h"

/*
 * The client against a service that misbehaves on request: the session, the lists, and what
 * becomes of messages when answers are lost, streams break and numbers are missing.
 */

typedef struct
{
  FakeService *service;
  AnshinClient *client;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = fake_service_new ();
  fixture->client = client_new_enrolled (fixture->service->uri);
  wait_until (fixture->service->sockets->len == 1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->client);
  fake_service_free (fixture->service);
  turn_for (50);
}

static AnshinTimeline *
open_timeline (Fixture *fixture)
{
  AnshinTimeline *timeline = anshin_client_get_timeline (fixture->client, "group-1");

  anshin_timeline_load (timeline);
  wait_until (!anshin_timeline_get_loading (timeline));
  return timeline;
}

static void
add_entries (Fixture *fixture, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("m%u", fixture->service->entries->len + 1);

      fake_service_add (fixture->service, "b@example.jp", text, NULL, NULL);
    }
}

static void
test_sign_in (Fixture *fixture, gconstpointer data)
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

static void
test_lists (Fixture *fixture, gconstpointer data)
{
  AnshinLiveList *patients = NULL;
  g_autoptr (Mirror) mirror = NULL;
  AnshinPatient *held = NULL;

  fixture->service->n_patients = 1234;
  patients = anshin_client_get_patients (fixture->client);
  mirror = mirror_new (G_LIST_MODEL (patients));
  g_assert_true (anshin_live_list_get_loading (patients));
  wait_until (anshin_live_list_get_loaded (patients));
  g_assert_cmpuint (count (patients), ==, 1234);
  g_assert_cmpuint (mirror->changes, <=, 6);

  held = anshin_live_list_find (patients, "patient-00700");
  g_assert_cmpstr (held->id, ==, "patient-00700");
  g_free (held->name);
  held->name = g_strdup ("changed");

  /* One is gone, the objects are the same, and the changed one says the truth again. */
  mirror->changes = 0;
  fixture->service->n_patients = 1233;
  fake_service_say (fixture->service, "{\"refresh\":[\"patients\"]}");
  wait_until (count (patients) == 1233);
  wait_until (!anshin_live_list_get_loading (patients));
  g_assert_cmpuint (mirror->changes, ==, 1);
  g_assert_true (anshin_live_list_find (patients, "patient-00700") == held);
  g_assert_cmpstr (held->name, ==, "宝塚 花子700");

  wait_until (anshin_client_get_to_answer (fixture->client) == 2);
}

/* A right that somebody gives or takes away is there without signing in anew. */
static void
test_own_account (Fixture *fixture, gconstpointer data)
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
test_paging (Fixture *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = NULL;
  g_autoptr (Mirror) mirror = NULL;

  add_entries (fixture, 175);
  fake_service_add (fixture->service, "b@example.jp", "reply", NULL, "entry-3");
  timeline = open_timeline (fixture);
  mirror = mirror_new (G_LIST_MODEL (timeline));
  g_assert_cmpuint (count (timeline), ==, 50);
  g_assert_cmpstr (get_item_text (timeline, 49), ==, "reply");
  /* What it answers isn't paged in, but it is known. */
  g_assert_cmpint (anshin_timeline_item_get_replied (get_item (timeline, 49))->seq, ==, 3);
  g_assert_false (anshin_timeline_get_complete (timeline));

  while (!anshin_timeline_get_complete (timeline))
    {
      anshin_timeline_load_older (timeline);
      anshin_timeline_load_older (timeline);
      wait_until (!anshin_timeline_get_loading (timeline));
      assert_in_order (timeline);
    }
  g_assert_cmpuint (count (timeline), ==, 176);
  g_assert_cmpuint (fixture->service->fetches, ==, 4);
  g_assert_cmpstr (get_item_text (timeline, 0), ==, "m1");
  g_assert_true (anshin_timeline_item_get_starts_day (get_item (timeline, 0)));
  g_assert_true (anshin_timeline_item_get_follows_author (get_item (timeline, 126)));
  g_assert_true (anshin_timeline_item_get_replied (get_item (timeline, 175))
                 == anshin_timeline_item_get_entry (get_item (timeline, 2)));

  anshin_timeline_load_older (timeline);
  g_assert_false (anshin_timeline_get_loading (timeline));
}

static void
test_live (Fixture *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = NULL;
  g_autoptr (Mirror) mirror = NULL;
  AnshinGroup *group = NULL;

  add_entries (fixture, 3);
  group = anshin_live_list_find (anshin_client_get_groups (fixture->client), "group-1");
  timeline = open_timeline (fixture);
  g_assert_true (anshin_timeline_get_group (timeline) == group);
  mirror = mirror_new (G_LIST_MODEL (timeline));
  add_entries (fixture, 2);
  wait_until (count (timeline) == 5);
  g_assert_cmpstr (group->last_text, ==, "m5");
  wait_until (anshin_client_get_unread (fixture->client) == group->unread);

  /* R3: numbers are missing in the stream; they are fetched, once. */
  fixture->service->silent = TRUE;
  fixture->service->fetches = 0;
  add_entries (fixture, 20);
  fixture->service->silent = FALSE;
  add_entries (fixture, 3);
  wait_until (count (timeline) == 28);
  assert_in_order (timeline);
  g_assert_cmpuint (fixture->service->fetches, ==, 1);

  anshin_timeline_mark_read (timeline, 4);
  anshin_timeline_mark_read (timeline, 28);
  anshin_timeline_mark_read (timeline, 7);
  g_assert_cmpint (group->unread, ==, 0);
  wait_until (fixture->service->last_read == 28);
  turn_for (100);
  g_assert_cmpuint (fixture->service->read_puts, ==, 1);
  g_assert_cmpuint (anshin_client_get_unread (fixture->client), ==, 0);
}

static void
test_readers (Fixture *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = NULL;
  GListModel *members = NULL;
  g_autoptr (AnshinMember) member = NULL;

  add_entries (fixture, 3);
  timeline = open_timeline (fixture);
  wait_until (anshin_timeline_item_get_readers (get_item (timeline, 0)) == 1);
  g_assert_cmpuint (anshin_timeline_item_get_readers (get_item (timeline, 1)), ==, 1);
  g_assert_cmpuint (anshin_timeline_item_get_readers (get_item (timeline, 2)), ==, 0);

  members = anshin_timeline_get_members (timeline);
  wait_until (count (members) == 2);
  member = g_list_model_get_item (members, 0);
  fake_service_say (fixture->service,
                    "{\"reads\":[{\"channel\":\"group-1\",\"user_id\":\"a@example.jp\",\"seq\":3},"
                    "{\"channel\":\"group-1\",\"user_id\":\"b@example.jp\",\"seq\":3}]}");
  wait_until (member->read_seq == 3);
  g_assert_cmpuint (anshin_timeline_item_get_readers (get_item (timeline, 0)), ==, 2);
  g_assert_cmpuint (anshin_timeline_item_get_readers (get_item (timeline, 2)), ==, 1);
}

static void
on_notify_cb (guint *n)
{
  (*n)++;
}

static void
on_outdated_cb (GPtrArray *whats, const char *what)
{
  g_ptr_array_add (whats, g_strdup (what));
}

/* Somebody works through midnight: what tells a day is told anew, once. */
static void
test_midnight (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) whats = g_ptr_array_new_with_free_func (g_free);
  AnshinTimeline *timeline = NULL;
  guint rows = 0;
  guint groups = 0;

  add_entries (fixture, 3);
  timeline = open_timeline (fixture);
  g_signal_connect_swapped (get_item (timeline, 1), "notify::entry", G_CALLBACK (on_notify_cb),
                            &rows);
  g_signal_connect_swapped (anshin_timeline_get_group (timeline), "notify::last-at",
                            G_CALLBACK (on_notify_cb), &groups);
  g_signal_connect_swapped (fixture->client, "outdated", G_CALLBACK (on_outdated_cb), whats);
  anshin_client_check_day (fixture->client);
  g_assert_cmpuint (rows + groups + whats->len, ==, 0);

  anshin_clock_set_offset (24 * 3600 * ANSHIN_SECOND);
  anshin_client_check_day (fixture->client);
  anshin_client_check_day (fixture->client);
  anshin_clock_set_offset (0);
  g_assert_cmpuint (rows, ==, 1);
  g_assert_cmpuint (groups, ==, 1);
  g_assert_cmpuint (whats->len, ==, 2);
  g_assert_cmpstr (whats->pdata[0], ==, "requests");
  g_assert_cmpstr (whats->pdata[1], ==, "day");
}

static void
test_sending (Fixture *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = NULL;
  g_autoptr (Mirror) mirror = NULL;
  AnshinTimelineItem *first = NULL;

  add_entries (fixture, 2);
  timeline = open_timeline (fixture);
  mirror = mirror_new (G_LIST_MODEL (timeline));
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *text = g_strdup_printf ("own%u", i);

      anshin_timeline_send (timeline, text, NULL);
      if (i % 4 == 0)
        add_entries (fixture, 1);
    }
  g_assert_cmpuint (count (timeline), ==, 22);
  g_assert_cmpuint (count_delivery (timeline, ANSHIN_DELIVERY_SENDING), ==, 20);
  first = get_item (timeline, 2);
  g_assert_true (anshin_timeline_item_get_own (first));
  wait_until (fixture->service->entries->len == 27
              && count_delivery (timeline, ANSHIN_DELIVERY_CONFIRMED) == 27);
  assert_in_order (timeline);
  g_assert_cmpuint (fixture->service->posts, ==, 20);
  for (guint i = 0, own = 0; i < 27; i++)
    if (anshin_timeline_item_get_own (get_item (timeline, i)))
      {
        g_autofree char *text = g_strdup_printf ("own%u", own++);

        g_assert_cmpstr (get_item_text (timeline, i), ==, text);
      }
  /* The row that was on its way is the row that arrived. */
  g_assert_cmpint (anshin_timeline_item_get_entry (first)->seq, >, 0);
}

/* R2: the answer is lost after the commit, over and over; nothing is doubled. */
static void
test_lost_answers (Fixture *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = open_timeline (fixture);
  g_autoptr (Mirror) mirror = mirror_new (G_LIST_MODEL (timeline));

  fixture->service->lose_answers = 2;
  fixture->service->silent = GPOINTER_TO_INT (data);
  anshin_timeline_send (timeline, "one", NULL);
  anshin_timeline_send (timeline, "two", NULL);
  fixture->service->busy_posts = 1;
  wait_until (fixture->service->entries->len == 2
              && count_delivery (timeline, ANSHIN_DELIVERY_CONFIRMED) == 2);
  wait_until (fixture->service->lose_answers == 0);
  turn_for (300);
  assert_in_order (timeline);
  g_assert_cmpuint (count (timeline), ==, 2);
  g_assert_cmpuint (fixture->service->entries->len, ==, 2);
  g_assert_cmpstr (get_item_text (timeline, 1), ==, "two");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = open_timeline (fixture);
  g_autoptr (Mirror) mirror = mirror_new (G_LIST_MODEL (timeline));
  AnshinTimelineItem *item = NULL;

  fixture->service->refuse_posts = 1;
  anshin_timeline_send (timeline, "kept", NULL);
  anshin_timeline_send (timeline, "after it", NULL);
  wait_until (count_delivery (timeline, ANSHIN_DELIVERY_REFUSED) == 1
              && count_delivery (timeline, ANSHIN_DELIVERY_CONFIRMED) == 1);
  /* What was confirmed stands above what was refused. */
  assert_in_order (timeline);
  item = get_item (timeline, 1);
  g_assert_cmpstr (get_item_text (timeline, 1), ==, "kept");
  g_assert_error (anshin_timeline_item_get_error (item), ANSHIN_ERROR,
                  ANSHIN_ERROR_GROUP_FROZEN);

  anshin_timeline_send_again (timeline, item);
  wait_until (count_delivery (timeline, ANSHIN_DELIVERY_CONFIRMED) == 2);
  g_assert_null (anshin_timeline_item_get_error (item));
  anshin_timeline_take_back (timeline, item);
  g_assert_cmpuint (count (timeline), ==, 2);

  fixture->service->refuse_posts = 1;
  anshin_timeline_send (timeline, "taken back", anshin_timeline_item_get_entry (item));
  wait_until (count_delivery (timeline, ANSHIN_DELIVERY_REFUSED) == 1);
  anshin_timeline_take_back (timeline, get_item (timeline, 2));
  g_assert_cmpuint (count (timeline), ==, 2);
  g_assert_cmpstr (anshin_timeline_get_draft (timeline), ==, "taken back");
  g_assert_true (anshin_timeline_get_draft_reply_to (timeline)
                 == anshin_timeline_item_get_entry (item));
}

static void
test_reconnect (Fixture *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = NULL;
  g_autoptr (Mirror) mirror = NULL;

  add_entries (fixture, 2);
  timeline = open_timeline (fixture);
  mirror = mirror_new (G_LIST_MODEL (timeline));
  anshin_timeline_set_draft (timeline, "half a sen");
  fixture->service->closed = TRUE;
  fake_service_cut_streams (fixture->service);
  wait_until (anshin_client_get_state (fixture->client) == ANSHIN_CLIENT_RECONNECTING);
  wait_until (anshin_client_get_retry_at (fixture->client) > 0);
  anshin_timeline_send (timeline, "own1", NULL);
  anshin_timeline_send (timeline, "own2", NULL);
  g_assert_cmpuint (count_delivery (timeline, ANSHIN_DELIVERY_WAITING), ==, 2);
  add_entries (fixture, 130);
  turn_for (1500);
  g_assert_cmpint (anshin_client_get_state (fixture->client), ==, ANSHIN_CLIENT_RECONNECTING);

  fixture->service->closed = FALSE;
  anshin_client_retry_now (fixture->client);
  wait_until (anshin_client_get_state (fixture->client) == ANSHIN_CLIENT_ONLINE);
  wait_until (count_delivery (timeline, ANSHIN_DELIVERY_CONFIRMED) == 134);
  assert_in_order (timeline);
  g_assert_cmpuint (count (timeline), ==, 134);
  g_assert_cmpstr (anshin_timeline_get_draft (timeline), ==, "half a sen");
  g_assert_cmpint (anshin_client_get_retry_at (fixture->client), ==, 0);

  /* Too far behind: the last page is fetched anew. */
  fixture->service->closed = TRUE;
  fake_service_cut_streams (fixture->service);
  wait_until (anshin_client_get_state (fixture->client) == ANSHIN_CLIENT_RECONNECTING);
  add_entries (fixture, 800);
  fixture->service->closed = FALSE;
  wait_until (count (timeline) == 50);
  assert_in_order (timeline);
  g_assert_cmpstr (get_item_text (timeline, 49), ==, "m934");
}

static void
on_ended_cb (AnshinClient *client, const GError *error, gpointer data)
{
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_SESSION_ENDED);
  (*(guint *) data)++;
}

static void
test_expired (Fixture *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = NULL;
  g_autoptr (Mirror) mirror = NULL;
  g_autoptr (GError) error = NULL;
  guint ended = 0;

  g_signal_connect (fixture->client, "session-ended", G_CALLBACK (on_ended_cb), &ended);
  add_entries (fixture, 2);
  timeline = open_timeline (fixture);
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
test_suspended (Fixture *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = open_timeline (fixture);
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

static void
test_lock (Fixture *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = NULL;
  g_autoptr (Mirror) mirror = NULL;
  g_autoptr (GError) error = NULL;

  add_entries (fixture, 2);
  timeline = open_timeline (fixture);
  mirror = mirror_new (G_LIST_MODEL (timeline));
  anshin_timeline_set_draft (timeline, "half a sen");
  anshin_client_lock (fixture->client);
  g_assert_cmpint (anshin_client_get_state (fixture->client), ==, ANSHIN_CLIENT_LOCKED);
  g_assert_cmpuint (count (timeline), ==, 0);
  g_assert_cmpuint (count (anshin_client_get_groups (fixture->client)), ==, 0);
  g_assert_cmpuint (count (anshin_client_get_patients (fixture->client)), ==, 0);
  g_assert_null (anshin_timeline_get_draft (timeline));
  add_entries (fixture, 2);
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
test_confirm (Fixture *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = NULL;
  g_autoptr (GError) error = NULL;
  guint streams = 0;

  add_entries (fixture, 2);
  timeline = open_timeline (fixture);
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
  add_entries (fixture, 1);
  wait_until (count (timeline) == 3);
}

/* Before the rules are accepted nothing else is asked of the service. */
static void
test_rules (Fixture *fixture, gconstpointer data)
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
test_new_rules (Fixture *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinGroup) group = NULL;

  add_entries (fixture, 2);
  timeline = open_timeline (fixture);
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

static void
test_left (Fixture *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = NULL;

  add_entries (fixture, 2);
  timeline = open_timeline (fixture);
  fixture->service->group_gone = TRUE;
  fake_service_say (fixture->service, "{\"left\":[\"group-1\"]}");
  wait_until (count (timeline) == 0);
  g_assert_error (anshin_timeline_get_error (timeline), ANSHIN_ERROR, ANSHIN_ERROR_NOT_FOUND);
  wait_until (count (anshin_client_get_groups (fixture->client)) == 0);

  fixture->service->group_gone = FALSE;
  fake_service_say (fixture->service, "{\"joined\":[\"group-1\"]}");
  wait_until (count (timeline) == 2);
  wait_until (count (anshin_client_get_groups (fixture->client)) == 1);
  g_assert_no_error (anshin_timeline_get_error (timeline));
}

static void
test_bad_frames (Fixture *fixture, gconstpointer data)
{
  static const char *const frames[] = {
    "{}", "{\"entries\":7}", "{\"entries\":[7,{},{\"channel\":\"group-1\",\"seq\":\"x\"}]}",
    "{\"reads\":[[],{\"channel\":1}]}", "{\"left\":[{}],\"joined\":[null],\"refresh\":[1]}",
    "{\"ready\":[1,{\"channel\":2}]}", "{\"refresh\":[\"members:\",\"unknown\"]}",
  };
  AnshinTimeline *timeline = NULL;

  add_entries (fixture, 1);
  timeline = open_timeline (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    fake_service_say (fixture->service, frames[i]);
  add_entries (fixture, 1);
  wait_until (count (timeline) == 2);

  /* What isn't JSON ends the stream, and it is opened anew. */
  fake_service_say (fixture->service, "{\"entries\":[");
  wait_until (anshin_client_get_state (fixture->client) == ANSHIN_CLIENT_RECONNECTING);
  wait_until (anshin_client_get_state (fixture->client) == ANSHIN_CLIENT_ONLINE);
}

/* A page that can't be had is said to be so, and nothing is lost by it. */
static void
test_failing_pages (Fixture *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = anshin_client_get_timeline (fixture->client, "group-1");
  g_autoptr (Mirror) mirror = mirror_new (G_LIST_MODEL (timeline));

  add_entries (fixture, 120);
  fixture->service->busy_fetches = 1;
  anshin_timeline_load (timeline);
  wait_until (!anshin_timeline_get_loading (timeline));
  g_assert_error (anshin_timeline_get_error (timeline), ANSHIN_ERROR, ANSHIN_ERROR_BUSY);
  g_assert_cmpuint (count (timeline), ==, 0);
  fixture->service->bad_fetches = 1;
  anshin_timeline_load (timeline);
  wait_until (!anshin_timeline_get_loading (timeline));
  g_assert_nonnull (anshin_timeline_get_error (timeline));
  timeline = open_timeline (fixture);
  g_assert_no_error (anshin_timeline_get_error (timeline));
  g_assert_cmpuint (count (timeline), ==, 50);

  fixture->service->busy_fetches = 1;
  anshin_timeline_load_older (timeline);
  wait_until (!anshin_timeline_get_loading (timeline));
  g_assert_error (anshin_timeline_get_error (timeline), ANSHIN_ERROR, ANSHIN_ERROR_BUSY);
  anshin_timeline_load_older (timeline);
  wait_until (!anshin_timeline_get_loading (timeline));
  g_assert_cmpuint (count (timeline), ==, 100);

  /* A hole in the numbers is asked for again until it is filled. */
  fixture->service->silent = TRUE;
  add_entries (fixture, 2);
  fixture->service->silent = FALSE;
  fixture->service->busy_fetches = 2;
  add_entries (fixture, 1);
  wait_until (count (timeline) == 103);
  assert_in_order (timeline);

  /* But not what can't be read: that would never end. */
  fixture->service->silent = TRUE;
  add_entries (fixture, 1);
  fixture->service->silent = FALSE;
  fixture->service->bad_fetches = 1;
  add_entries (fixture, 1);
  wait_until (anshin_timeline_get_error (timeline) != NULL);
  add_entries (fixture, 1);
  wait_until (count (timeline) == 106);
  assert_in_order (timeline);
}

/* Rows are bound to the properties of the items. */
static void
test_properties (Fixture *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = NULL;
  g_autoptr (AnshinEntry) entry = NULL;
  g_autoptr (AnshinGroup) group = NULL;
  g_autofree char *draft = NULL;
  int delivery = -1;
  int state = -1;
  guint readers = 0;
  guint unread = 0;
  gboolean own = TRUE;
  gboolean starts_day = FALSE;
  gboolean follows_author = TRUE;
  gboolean loading = TRUE;
  gboolean complete = FALSE;

  add_entries (fixture, 1);
  timeline = open_timeline (fixture);
  wait_until (anshin_timeline_item_get_readers (get_item (timeline, 0)) == 1);
  g_object_get (get_item (timeline, 0), "entry", &entry, "delivery", &delivery, "own", &own,
                "starts-day", &starts_day, "follows-author", &follows_author, "readers", &readers,
                NULL);
  g_assert_cmpint (entry->seq, ==, 1);
  g_assert_cmpint (delivery, ==, ANSHIN_DELIVERY_CONFIRMED);
  g_assert_cmpuint (readers, ==, 1);
  g_assert_true (!own && starts_day && !follows_author);

  g_object_set (timeline, "draft", "half a sen", "draft-reply-to", entry, NULL);
  g_object_get (timeline, "group", &group, "loading", &loading, "complete", &complete, "draft",
                &draft, NULL);
  g_assert_cmpstr (group->id, ==, "group-1");
  g_assert_cmpstr (draft, ==, "half a sen");
  g_assert_true (anshin_timeline_get_draft_reply_to (timeline) == entry);
  g_assert_true (!loading && complete);
  wait_until (anshin_client_get_unread (fixture->client) == 1);
  g_object_get (fixture->client, "state", &state, "unread", &unread, NULL);
  g_assert_cmpint (state, ==, ANSHIN_CLIENT_ONLINE);
  g_assert_cmpuint (unread, ==, 1);
}

/* Something in between lets no stream through: one sees what there is, and that it isn't live. */
static void
test_no_streams (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sign_out_and_wait (fixture->client);
  fixture->service->no_streams = TRUE;
  add_entries (fixture, 2);
  g_assert_true (sign_in_and_wait (fixture->client, "a@example.jp", "right", &error));
  g_assert_true (anshin_live_list_get_loading (anshin_client_get_groups (fixture->client)));
  wait_until (count (anshin_client_get_groups (fixture->client)) == 1);
  g_assert_cmpint (anshin_client_get_state (fixture->client), ==, ANSHIN_CLIENT_RECONNECTING);
  g_assert_cmpuint (count (open_timeline (fixture)), ==, 2);

  fixture->service->no_streams = FALSE;
  anshin_client_retry_now (fixture->client);
  wait_until (anshin_client_get_state (fixture->client) == ANSHIN_CLIENT_ONLINE);
}

#define ADD(path, function, data)                                                                  \
  g_test_add ("/client/" path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("sign-in/AUTH-02", test_sign_in, NULL);
  ADD ("lists", test_lists, NULL);
  ADD ("own-account", test_own_account, NULL);
  ADD ("timeline/paging", test_paging, NULL);
  ADD ("timeline/live/R3", test_live, NULL);
  ADD ("timeline/readers", test_readers, NULL);
  ADD ("day/midnight", test_midnight, NULL);
  ADD ("timeline/sending", test_sending, NULL);
  ADD ("timeline/lost-answers/R2", test_lost_answers, GINT_TO_POINTER (FALSE));
  ADD ("timeline/lost-answers-silent/R2", test_lost_answers, GINT_TO_POINTER (TRUE));
  ADD ("timeline/refused", test_refused, NULL);
  ADD ("timeline/reconnect", test_reconnect, NULL);
  ADD ("timeline/failing-pages", test_failing_pages, NULL);
  ADD ("timeline/properties", test_properties, NULL);
  ADD ("timeline/left", test_left, NULL);
  ADD ("session/expired", test_expired, NULL);
  ADD ("session/suspended/TRM-06", test_suspended, NULL);
  ADD ("session/lock/SESS-02", test_lock, NULL);
  ADD ("session/confirm/SESS-07", test_confirm, NULL);
  ADD ("session/rules", test_rules, NULL);
  ADD ("session/new-rules", test_new_rules, NULL);
  ADD ("stream/none", test_no_streams, NULL);
  ADD ("stream/bad-frames", test_bad_frames, NULL);
  return g_test_run ();
}
