/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-fixture.h"
#include "fake-service.h"

/* What was written is never lost, doubled or sent behind the writer's back: whatever is taken
 * back, and whenever the connection goes. */

typedef struct
{
  FakeService *service;
  AnshinClient *client;
  AnshinTimeline *timeline;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = fake_service_new ();
  fixture->client = client_new_enrolled (fixture->service->uri);
  wait_until (fixture->service->sockets->len == 1);
  fixture->timeline = anshin_client_get_timeline (fixture->client, "group-1");
  anshin_timeline_load (fixture->timeline);
  wait_until (!anshin_timeline_get_loading (fixture->timeline));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->client);
  fake_service_free (fixture->service);
  turn_for (50);
}

static void
lose_service (Fixture *fixture)
{
  fixture->service->closed = TRUE;
  fake_service_cut_streams (fixture->service);
  wait_until (anshin_client_get_state (fixture->client) == ANSHIN_CLIENT_RECONNECTING);
}

static void
find_service (Fixture *fixture)
{
  fixture->service->closed = FALSE;
  anshin_client_retry_now (fixture->client);
  wait_until (anshin_client_get_state (fixture->client) == ANSHIN_CLIENT_ONLINE);
}

/* Held or waiting for the connection: what is taken back never goes out, what isn't does. */
static void
test_taken_back_offline (Fixture *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = fixture->timeline;

  anshin_timeline_set_hold (timeline, 100);
  lose_service (fixture);
  anshin_timeline_send (timeline, "waits", NULL);
  g_assert_cmpuint (count_delivery (timeline, ANSHIN_DELIVERY_HELD), ==, 1);
  wait_until (count_delivery (timeline, ANSHIN_DELIVERY_WAITING) == 1);
  anshin_timeline_set_hold (timeline, 60 * 1000);
  anshin_timeline_send (timeline, "is held", NULL);
  anshin_timeline_set_draft (timeline, "is typed");
  g_assert_true (anshin_timeline_take_back (timeline, get_item (timeline, 1)));
  g_assert_true (anshin_timeline_take_back (timeline, get_item (timeline, 0)));
  g_assert_cmpstr (anshin_timeline_get_draft (timeline), ==, "waits\nis held\nis typed");
  g_assert_cmpuint (count (timeline), ==, 0);

  anshin_timeline_set_hold (timeline, 0);
  anshin_timeline_send (timeline, "goes out", NULL);
  find_service (fixture);
  wait_until (count_delivery (timeline, ANSHIN_DELIVERY_CONFIRMED) == 1);
  g_assert_cmpuint (fixture->service->posts, ==, 1);
  g_assert_cmpuint (fixture->service->entries->len, ==, 1);
  g_assert_cmpstr (get_item_text (timeline, 0), ==, "goes out");
}

/* Nobody knows whether what is under way has arrived: until that is known it is not offered to be
 * taken back, though the stream is lost already. */
static void
test_under_way (Fixture *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = fixture->timeline;

  anshin_timeline_send (timeline, "under way", NULL);
  anshin_timeline_send (timeline, "behind it", NULL);
  fake_service_cut_streams (fixture->service);
  wait_until (anshin_client_get_state (fixture->client) == ANSHIN_CLIENT_RECONNECTING
              || count_delivery (timeline, ANSHIN_DELIVERY_CONFIRMED) > 0);
  if (anshin_client_get_state (fixture->client) == ANSHIN_CLIENT_RECONNECTING)
    g_assert_cmpuint (count_delivery (timeline, ANSHIN_DELIVERY_WAITING), <, 2);
  find_service (fixture);
  wait_until (count_delivery (timeline, ANSHIN_DELIVERY_CONFIRMED) == 2);
  g_assert_cmpuint (fixture->service->entries->len, ==, 2);
}

static AnshinMention *
new_mention (const char *id)
{
  AnshinMention *mention = anshin_mention_new ();

  mention->kind = ANSHIN_MENTION_PERSON;
  mention->id = g_strdup (id);
  return mention;
}

static AnshinPost *
new_post (const char *text, gboolean urgent, const char *first, const char *second)
{
  AnshinPost *post = anshin_post_new ();

  post->text = g_strdup (text);
  post->urgent = urgent;
  post->mentions = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (post->mentions, new_mention (first));
  g_ptr_array_add (post->mentions, new_mention (second));
  return post;
}

/* What goes with the text comes back as well, and takes nothing from the draft. */
static void
test_taken_back_whole (Fixture *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = fixture->timeline;
  g_autoptr (AnshinPost) sent = new_post ("sent", TRUE, "b", "c");
  g_autoptr (AnshinPost) draft = new_post (NULL, FALSE, "c", "d");
  g_autoptr (AnshinPost) merged = NULL;
  AnshinEntry *answered = NULL;
  const char *const ids[] = { "b", "c", "d" };

  fake_service_add (fixture->service, "b@example.jp", "m1", NULL, NULL);
  fake_service_add (fixture->service, "b@example.jp", "m2", NULL, NULL);
  wait_until (count (timeline) == 2);
  answered = anshin_timeline_item_get_entry (get_item (timeline, 0));
  lose_service (fixture);
  anshin_timeline_send_post (timeline, sent, answered);
  anshin_timeline_set_draft_post (timeline, draft);
  g_assert_true (anshin_timeline_take_back (timeline, get_item (timeline, 2)));
  merged = anshin_timeline_get_draft_post (timeline);
  g_assert_true (merged->urgent);
  g_assert_null (merged->text);
  g_assert_null (merged->client_id);
  g_assert_cmpuint (merged->mentions->len, ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpstr (ANSHIN_MENTION (merged->mentions->pdata[i])->id, ==, ids[i]);
  g_assert_true (anshin_timeline_get_draft_reply_to (timeline) == answered);

  /* A message answers one: the one that is seen beside the draft stays. */
  g_assert_true (anshin_timeline_send_draft (timeline));
  anshin_timeline_set_draft (timeline, "typed");
  anshin_timeline_set_draft_reply_to (timeline,
                                      anshin_timeline_item_get_entry (get_item (timeline, 1)));
  g_assert_true (anshin_timeline_take_back (timeline, get_item (timeline, 2)));
  g_assert_cmpstr (anshin_timeline_get_draft (timeline), ==, "sent\ntyped");
  g_assert_true (anshin_timeline_get_draft_reply_to (timeline)
                 == anshin_timeline_item_get_entry (get_item (timeline, 1)));
}

/* What was sent just before a lock goes out behind it, and shows nothing there. */
static void
test_lock (Fixture *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = fixture->timeline;
  g_autoptr (GError) error = NULL;

  anshin_timeline_set_hold (timeline, 60 * 1000);
  anshin_timeline_send (timeline, "one", NULL);
  anshin_timeline_send (timeline, "two", NULL);
  anshin_timeline_set_draft (timeline, "half a sen");
  anshin_client_lock (fixture->client);
  wait_until (fixture->service->entries->len == 2);
  turn_for (100);
  g_assert_cmpuint (fixture->service->posts, ==, 2);
  g_assert_cmpuint (count (timeline), ==, 0);
  g_assert_cmpint (anshin_client_get_state (fixture->client), ==, ANSHIN_CLIENT_LOCKED);
  g_assert_false (anshin_client_has_unsent (fixture->client));
  g_assert_true (anshin_client_has_drafts (fixture->client));

  g_assert_true (unlock_and_wait (fixture->client, "right", &error));
  g_assert_no_error (error);
  wait_until (count (timeline) == 2);
  g_assert_cmpstr (get_item_text (timeline, 0), ==, "one");
  g_assert_cmpstr (get_item_text (timeline, 1), ==, "two");
  g_assert_cmpstr (anshin_timeline_get_draft (timeline), ==, "half a sen");
}

/* Without a connection it goes out when that is back, though nobody has unlocked; answers that get
 * lost double nothing. */
static void
test_lock_offline (Fixture *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = fixture->timeline;
  g_autoptr (GError) error = NULL;

  lose_service (fixture);
  anshin_timeline_send (timeline, "waits", NULL);
  anshin_client_lock (fixture->client);
  g_assert_true (anshin_client_has_unsent (fixture->client));
  fixture->service->lose_answers = 1;
  fixture->service->closed = FALSE;
  wait_until (!anshin_client_has_unsent (fixture->client));
  g_assert_cmpuint (fixture->service->entries->len, ==, 1);
  g_assert_cmpuint (fixture->service->posts, ==, 2);
  g_assert_cmpint (anshin_client_get_state (fixture->client), ==, ANSHIN_CLIENT_LOCKED);
  g_assert_true (unlock_and_wait (fixture->client, "right", &error));
  wait_until (count (timeline) == 1);
}

/* The session is over before it could go out: it waits for the same person. */
static void
test_lock_expired (Fixture *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = fixture->timeline;
  g_autoptr (GError) error = NULL;

  lose_service (fixture);
  anshin_timeline_send (timeline, "waits", NULL);
  anshin_client_lock (fixture->client);
  fixture->service->sessions_ended = TRUE;
  fixture->service->closed = FALSE;
  wait_until (anshin_client_get_state (fixture->client) == ANSHIN_CLIENT_EXPIRED);
  g_assert_cmpuint (fixture->service->entries->len, ==, 0);
  fixture->service->sessions_ended = FALSE;
  g_assert_true (sign_in_and_wait (fixture->client, "a@example.jp", "right", &error));
  g_assert_no_error (error);
  wait_until (fixture->service->entries->len == 1);
  wait_until (count_delivery (timeline, ANSHIN_DELIVERY_CONFIRMED) == 1);
}

static void
on_settled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(gboolean *) data = anshin_client_settle_finish (ANSHIN_CLIENT (source), result);
}

/* Before one goes, what is held goes out, and it can be waited for; not for what waits for the
 * connection. */
static void
test_settle (Fixture *fixture, gconstpointer data)
{
  gboolean settled = FALSE;

  anshin_timeline_set_hold (fixture->timeline, 60 * 1000);
  anshin_timeline_send (fixture->timeline, "one", NULL);
  anshin_timeline_send (fixture->timeline, "two", NULL);
  g_assert_true (anshin_client_is_busy (fixture->client));
  anshin_client_release (fixture->client);
  anshin_client_settle_async (fixture->client, on_settled_cb, &settled);
  wait_until (settled);
  g_assert_cmpuint (fixture->service->entries->len, ==, 2);
  g_assert_false (anshin_client_has_unsent (fixture->client));

  lose_service (fixture);
  anshin_timeline_send (fixture->timeline, "waits", NULL);
  g_assert_true (anshin_client_has_unsent (fixture->client));
  g_assert_false (anshin_client_is_busy (fixture->client));

  /* What is refused is for the writer to do something about, and nobody waits for it. */
  fixture->service->refuse_posts = 1;
  settled = FALSE;
  anshin_client_release (fixture->client);
  find_service (fixture);
  anshin_client_settle_async (fixture->client, on_settled_cb, &settled);
  wait_until (settled);
  wait_until (count_delivery (fixture->timeline, ANSHIN_DELIVERY_REFUSED) == 1);
  g_assert_true (anshin_client_has_drafts (fixture->client));
  g_assert_false (anshin_client_has_unsent (fixture->client));
}

/* New rules are published while it is under way: once they are accepted it goes out by itself. */
static void
test_new_rules (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->service->rules_wanted = 2;
  anshin_timeline_send (fixture->timeline, "waits", NULL);
  wait_until (anshin_client_get_state (fixture->client) == ANSHIN_CLIENT_PENDING);
  wait_until (anshin_client_get_rules_version (fixture->client) == 2);
  g_assert_true (accept_rules_and_wait (fixture->client, 2, &error));
  g_assert_no_error (error);
  wait_until (fixture->service->entries->len == 1);
  wait_until (count_delivery (fixture->timeline, ANSHIN_DELIVERY_CONFIRMED) == 1);
}

static void
on_settled_leave_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  on_settled_cb (source, result, data);
  anshin_client_sign_out_async (ANSHIN_CLIENT (source), NULL, NULL, NULL);
}

/* Whoever waits for it signs out in that moment, in which the stream is just bringing it. */
static void
test_settle_and_leave (Fixture *fixture, gconstpointer data)
{
  gboolean settled = FALSE;

  fake_service_add (fixture->service, "b@example.jp", "m1", NULL, NULL);
  wait_until (count (fixture->timeline) == 1);
  anshin_timeline_set_hold (fixture->timeline, 60 * 1000);
  anshin_timeline_send (fixture->timeline, "one", NULL);
  anshin_client_release (fixture->client);
  anshin_client_settle_async (fixture->client, on_settled_leave_cb, &settled);
  fake_service_add (fixture->service, "b@example.jp", "m2", NULL, NULL);
  wait_until (settled);
  g_assert_cmpuint (fixture->service->entries->len, ==, 3);
  g_assert_cmpint (anshin_client_get_state (fixture->client), ==, ANSHIN_CLIENT_SIGNED_OUT);
  turn_for (100);
}

/* Another text for a message has a place of its own: neither the draft nor a lock touches it. */
static void
test_edit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AnshinTimeline) timeline = g_object_ref (fixture->timeline);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinEntry) first = NULL;
  AnshinEntry *second = NULL;

  anshin_timeline_send (timeline, "first", NULL);
  anshin_timeline_send (timeline, "second", NULL);
  wait_until (count_delivery (timeline, ANSHIN_DELIVERY_CONFIRMED) == 2);
  g_set_object (&first, anshin_timeline_item_get_entry (get_item (timeline, 0)));
  second = anshin_timeline_item_get_entry (get_item (timeline, 1));
  anshin_timeline_set_draft (timeline, "draft");
  g_assert_true (anshin_timeline_begin_edit (timeline, first, NULL));
  g_assert_cmpstr (anshin_timeline_get_edit_text (timeline), ==, "first");
  g_assert_false (anshin_timeline_has_edit (timeline));
  g_assert_true (anshin_timeline_begin_edit (timeline, second, NULL));
  g_assert_true (anshin_timeline_get_editing (timeline) == second);
  anshin_timeline_set_edit_text (timeline, "second, changed");
  g_assert_false (anshin_timeline_begin_edit (timeline, first, NULL));
  g_assert_true (anshin_timeline_begin_edit (timeline, second, NULL));
  g_assert_cmpstr (anshin_timeline_get_edit_text (timeline), ==, "second, changed");
  g_assert_cmpstr (anshin_timeline_get_draft (timeline), ==, "draft");
  anshin_timeline_set_draft (timeline, NULL);
  g_assert_true (anshin_client_has_drafts (fixture->client));

  anshin_client_lock (fixture->client);
  g_assert_null (anshin_timeline_get_editing (timeline));
  g_assert_null (anshin_timeline_get_edit_text (timeline));
  anshin_timeline_set_edit_text (timeline, "");
  g_assert_true (anshin_client_has_drafts (fixture->client));
  g_assert_true (unlock_and_wait (fixture->client, "right", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (anshin_timeline_get_edit_text (timeline), ==, "second, changed");
  anshin_timeline_end_edit (timeline);
  g_assert_null (anshin_timeline_get_editing (timeline));
  g_assert_false (anshin_client_has_drafts (fixture->client));

  g_assert_true (anshin_timeline_begin_edit (timeline, first, "taken up again"));
  g_assert_true (anshin_client_has_drafts (fixture->client));
  sign_out_and_wait (fixture->client);
  g_assert_null (anshin_timeline_get_edit_text (timeline));
}

/* Whom one names while one edits is kept with the edit, not with the draft, through a lock; and
 * goes with what was typed where the message can't be edited any more. */
static void
test_edit_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AnshinTimeline) timeline = g_object_ref (fixture->timeline);
  g_autoptr (AnshinMention) mention = anshin_mention_new ();
  g_autoptr (AnshinPost) edit = NULL;
  g_autoptr (AnshinPost) kept = NULL;
  g_autoptr (AnshinPost) draft = NULL;
  g_autoptr (AnshinPost) merged = NULL;
  g_autoptr (GError) error = NULL;

  mention->kind = ANSHIN_MENTION_PERSON;
  mention->id = g_strdup ("somebody");
  anshin_timeline_send (timeline, "first", NULL);
  wait_until (count_delivery (timeline, ANSHIN_DELIVERY_CONFIRMED) == 1);
  g_assert_true (anshin_timeline_begin_edit (
    timeline, anshin_timeline_item_get_entry (get_item (timeline, 0)), NULL));
  anshin_timeline_set_edit_text (timeline, "first, changed");
  edit = anshin_timeline_get_edit_post (timeline);
  g_assert_cmpstr (edit->text, ==, "first, changed");
  g_assert_false (anshin_post_has_mention (edit, mention));
  g_assert_true (anshin_post_add_mention (edit, mention));
  anshin_timeline_set_edit_mentions (timeline, edit->mentions);
  draft = anshin_timeline_get_draft_post (timeline);
  g_assert_false (anshin_post_has_mention (draft, mention));

  anshin_client_lock (fixture->client);
  g_assert_true (unlock_and_wait (fixture->client, "right", &error));
  g_assert_no_error (error);
  kept = anshin_timeline_get_edit_post (timeline);
  g_assert_true (anshin_post_has_mention (kept, mention));
  anshin_timeline_turn_edit (timeline);
  merged = anshin_timeline_get_draft_post (timeline);
  g_assert_true (anshin_post_has_mention (merged, mention));
  g_assert_cmpstr (anshin_timeline_get_draft (timeline), ==, "first, changed");
}

#define ADD(path, function)                                                                        \
  g_test_add ("/client/sending/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("taken-back-offline", test_taken_back_offline);
  ADD ("taken-back-whole", test_taken_back_whole);
  ADD ("under-way", test_under_way);
  ADD ("edit", test_edit);
  ADD ("edit-names", test_edit_names);
  ADD ("lock/SESS-02", test_lock);
  ADD ("lock-offline", test_lock_offline);
  ADD ("lock-expired", test_lock_expired);
  ADD ("settle", test_settle);
  ADD ("settle-and-leave", test_settle_and_leave);
  ADD ("new-rules", test_new_rules);
  return g_test_run ();
}
