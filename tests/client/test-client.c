/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-client-private.h"
#include "anshin-clock.h"
#include "faked-client.h"

/*
 * The client against a service that misbehaves on request: the lists, and what becomes of messages
 * when answers are lost, streams break and numbers are missing.
 */

static void
test_lists (FakedClient *fixture, gconstpointer data)
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

static void
test_paging (FakedClient *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = NULL;
  g_autoptr (Mirror) mirror = NULL;

  faked_client_add_entries (fixture, 175);
  fake_service_add (fixture->service, "b@example.jp", "reply", NULL, "entry-3");
  timeline = faked_client_open_timeline (fixture);
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
test_live (FakedClient *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = NULL;
  g_autoptr (Mirror) mirror = NULL;
  AnshinGroup *group = NULL;

  faked_client_add_entries (fixture, 3);
  group = anshin_live_list_find (anshin_client_get_groups (fixture->client), "group-1");
  timeline = faked_client_open_timeline (fixture);
  g_assert_true (anshin_timeline_get_group (timeline) == group);
  mirror = mirror_new (G_LIST_MODEL (timeline));
  faked_client_add_entries (fixture, 2);
  wait_until (count (timeline) == 5);
  g_assert_cmpstr (group->last_text, ==, "m5");
  wait_until (anshin_client_get_unread (fixture->client) == group->unread);

  /* R3: numbers are missing in the stream; they are fetched, once. */
  fixture->service->silent = TRUE;
  fixture->service->fetches = 0;
  faked_client_add_entries (fixture, 20);
  fixture->service->silent = FALSE;
  faked_client_add_entries (fixture, 3);
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
test_readers (FakedClient *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = NULL;
  GListModel *members = NULL;
  g_autoptr (AnshinMember) member = NULL;

  faked_client_add_entries (fixture, 3);
  timeline = faked_client_open_timeline (fixture);
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
test_midnight (FakedClient *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) whats = g_ptr_array_new_with_free_func (g_free);
  AnshinTimeline *timeline = NULL;
  guint rows = 0;
  guint groups = 0;

  faked_client_add_entries (fixture, 3);
  timeline = faked_client_open_timeline (fixture);
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
test_sending (FakedClient *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = NULL;
  g_autoptr (Mirror) mirror = NULL;
  AnshinTimelineItem *first = NULL;

  faked_client_add_entries (fixture, 2);
  timeline = faked_client_open_timeline (fixture);
  mirror = mirror_new (G_LIST_MODEL (timeline));
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *text = g_strdup_printf ("own%u", i);

      anshin_timeline_send (timeline, text, NULL);
      if (i % 4 == 0)
        faked_client_add_entries (fixture, 1);
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
test_lost_answers (FakedClient *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = faked_client_open_timeline (fixture);
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
test_refused (FakedClient *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = faked_client_open_timeline (fixture);
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
test_reconnect (FakedClient *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = NULL;
  g_autoptr (Mirror) mirror = NULL;

  faked_client_add_entries (fixture, 2);
  timeline = faked_client_open_timeline (fixture);
  mirror = mirror_new (G_LIST_MODEL (timeline));
  anshin_timeline_set_draft (timeline, "half a sen");
  fixture->service->closed = TRUE;
  fake_service_cut_streams (fixture->service);
  wait_until (anshin_client_get_state (fixture->client) == ANSHIN_CLIENT_RECONNECTING);
  wait_until (anshin_client_get_retry_at (fixture->client) > 0);
  anshin_timeline_send (timeline, "own1", NULL);
  anshin_timeline_send (timeline, "own2", NULL);
  g_assert_cmpuint (count_delivery (timeline, ANSHIN_DELIVERY_WAITING), ==, 2);
  faked_client_add_entries (fixture, 130);
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
  faked_client_add_entries (fixture, 800);
  fixture->service->closed = FALSE;
  wait_until (count (timeline) == 50);
  assert_in_order (timeline);
  g_assert_cmpstr (get_item_text (timeline, 49), ==, "m934");
}

static void
test_left (FakedClient *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = NULL;

  faked_client_add_entries (fixture, 2);
  timeline = faked_client_open_timeline (fixture);
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
test_bad_frames (FakedClient *fixture, gconstpointer data)
{
  static const char *const frames[] = {
    "{}", "{\"entries\":7}", "{\"entries\":[7,{},{\"channel\":\"group-1\",\"seq\":\"x\"}]}",
    "{\"reads\":[[],{\"channel\":1}]}", "{\"left\":[{}],\"joined\":[null],\"refresh\":[1]}",
    "{\"ready\":[1,{\"channel\":2}]}", "{\"refresh\":[\"members:\",\"unknown\"]}",
  };
  AnshinTimeline *timeline = NULL;

  faked_client_add_entries (fixture, 1);
  timeline = faked_client_open_timeline (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    fake_service_say (fixture->service, frames[i]);
  faked_client_add_entries (fixture, 1);
  wait_until (count (timeline) == 2);

  /* What isn't JSON ends the stream, and it is opened anew. */
  fake_service_say (fixture->service, "{\"entries\":[");
  wait_until (anshin_client_get_state (fixture->client) == ANSHIN_CLIENT_RECONNECTING);
  wait_until (anshin_client_get_state (fixture->client) == ANSHIN_CLIENT_ONLINE);
}

/* The newest page has no row, and the one above it can't be had: loading again goes on there. */
static void
test_failing_without_rows (FakedClient *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = anshin_client_get_timeline (fixture->client, "group-1");

  faked_client_add_entries (fixture, 30);
  for (guint i = 0; i < ANSHIN_TIMELINE_PAGE; i++)
    fake_service_add (fixture->service, "b@example.jp", NULL, NULL, NULL);
  fixture->service->no_older = TRUE;
  anshin_timeline_load (timeline);
  wait_until (anshin_timeline_get_error (timeline) != NULL);
  g_assert_cmpuint (count (timeline), ==, 0);
  fixture->service->no_older = FALSE;
  timeline = faked_client_open_timeline (fixture);
  g_assert_no_error (anshin_timeline_get_error (timeline));
  g_assert_cmpuint (count (timeline), ==, 30);
}

/* A page that can't be had is said to be so, and nothing is lost by it. */
static void
test_failing_pages (FakedClient *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = anshin_client_get_timeline (fixture->client, "group-1");
  g_autoptr (Mirror) mirror = mirror_new (G_LIST_MODEL (timeline));

  faked_client_add_entries (fixture, 120);
  fixture->service->busy_fetches = 1;
  anshin_timeline_load (timeline);
  wait_until (!anshin_timeline_get_loading (timeline));
  g_assert_error (anshin_timeline_get_error (timeline), ANSHIN_ERROR, ANSHIN_ERROR_BUSY);
  g_assert_cmpuint (count (timeline), ==, 0);
  fixture->service->bad_fetches = 1;
  anshin_timeline_load (timeline);
  wait_until (!anshin_timeline_get_loading (timeline));
  g_assert_nonnull (anshin_timeline_get_error (timeline));
  timeline = faked_client_open_timeline (fixture);
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
  faked_client_add_entries (fixture, 2);
  fixture->service->silent = FALSE;
  fixture->service->busy_fetches = 2;
  faked_client_add_entries (fixture, 1);
  wait_until (count (timeline) == 103);
  assert_in_order (timeline);

  /* But not what can't be read: that would never end. */
  fixture->service->silent = TRUE;
  faked_client_add_entries (fixture, 1);
  fixture->service->silent = FALSE;
  fixture->service->bad_fetches = 1;
  faked_client_add_entries (fixture, 1);
  wait_until (anshin_timeline_get_error (timeline) != NULL);
  faked_client_add_entries (fixture, 1);
  wait_until (count (timeline) == 106);
  assert_in_order (timeline);
}

/* Rows are bound to the properties of the items. */
static void
test_properties (FakedClient *fixture, gconstpointer data)
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

  faked_client_add_entries (fixture, 1);
  timeline = faked_client_open_timeline (fixture);
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
test_no_streams (FakedClient *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sign_out_and_wait (fixture->client);
  fixture->service->no_streams = TRUE;
  faked_client_add_entries (fixture, 2);
  g_assert_true (sign_in_and_wait (fixture->client, "a@example.jp", "right", &error));
  g_assert_true (anshin_live_list_get_loading (anshin_client_get_groups (fixture->client)));
  wait_until (count (anshin_client_get_groups (fixture->client)) == 1);
  g_assert_cmpint (anshin_client_get_state (fixture->client), ==, ANSHIN_CLIENT_RECONNECTING);
  g_assert_cmpuint (count (faked_client_open_timeline (fixture)), ==, 2);

  fixture->service->no_streams = FALSE;
  anshin_client_retry_now (fixture->client);
  wait_until (anshin_client_get_state (fixture->client) == ANSHIN_CLIENT_ONLINE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("lists", test_lists, NULL);
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
  ADD ("timeline/failing-without-rows", test_failing_without_rows, NULL);
  ADD ("timeline/properties", test_properties, NULL);
  ADD ("timeline/left", test_left, NULL);
  ADD ("stream/none", test_no_streams, NULL);
  ADD ("stream/bad-frames", test_bad_frames, NULL);
  return g_test_run ();
}
