/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "client-fixture.h"
#include "live-service.h"

/*
 * Files against the real service, which is killed in the middle: what is on its way goes on where
 * it stopped, both ways, and arrives byte for byte.
 */

#define SIZE (5 * 1024 * 1024 / 2)

static LiveService *service;
static AnshinClient *client;
static AnshinTimeline *timeline;

static void
test_begin (void)
{
  LiveSignIn *doctor = live_service_find (service, "physician-admin");
  g_autoptr (AnshinGroup) wish = anshin_group_new ();
  g_autoptr (AnshinGroup) group = NULL;
  g_autoptr (GError) error = NULL;

  client = anshin_client_new (service->uri, &error);
  g_assert_no_error (error);
  g_assert_true (enrol_and_wait (client, doctor->mail, doctor->password, doctor->code, &error));
  g_assert_no_error (error);
  wish->client_id = g_strdup ("files");
  wish->kind = ANSHIN_GROUP_FREE;
  wish->name = g_strdup ("写真の会");
  group = call_and_wait (client, "POST", "/v1/groups", wish, anshin_group_get_type (), &error);
  g_assert_no_error (error);
  timeline = anshin_client_get_timeline (client, group->id);
  anshin_timeline_load (timeline);
  wait_until (!anshin_timeline_get_loading (timeline));
}

static GBytes *
make_text (char sign)
{
  char *text = g_malloc (SIZE);

  memset (text, sign, SIZE);
  return g_bytes_new_take (text, SIZE);
}

static AnshinTransfer *
attach (const char *name, GBytes *file)
{
  GListModel *files = anshin_timeline_get_draft_files (timeline);
  g_autoptr (AnshinAttachment) attachment = anshin_attachment_new ();

  attachment->name = g_strdup (name);
  attachment->media = ANSHIN_MEDIA_TEXT;
  g_assert_true (anshin_timeline_attach (timeline, attachment, file));
  return g_list_model_get_item (files, g_list_model_get_n_items (files) - 1);
}

/* The service goes away with a part of it. */
static void
test_resumed (void)
{
  g_autoptr (GBytes) file = make_text ('a');
  g_autoptr (AnshinTransfer) upload = attach ("長い記録.txt", file);
  g_autoptr (AnshinTransfer) download = NULL;
  g_autofree char *id = NULL;

  wait_until (anshin_transfer_get_progress (upload) > 0);
  live_service_kill (service);
  id = g_strdup (anshin_transfer_get_attachment (upload)->id);
  wait_until (anshin_transfer_get_state (upload) == ANSHIN_TRANSFER_WAITING);
  g_assert_false (anshin_timeline_get_draft_files_ready (timeline));
  live_service_start (service);
  wait_until (anshin_transfer_get_state (upload) == ANSHIN_TRANSFER_DONE);
  g_assert_cmpstr (anshin_transfer_get_attachment (upload)->id, ==, id);
  g_assert_cmpfloat (anshin_transfer_get_progress (upload), ==, 1);
  g_assert_true (anshin_timeline_get_draft_files_ready (timeline));

  download = anshin_client_download (client, anshin_transfer_get_attachment (upload));
  wait_until (anshin_transfer_get_progress (download) > 0);
  live_service_kill (service);
  wait_until (anshin_transfer_get_state (download) != ANSHIN_TRANSFER_RUNNING);
  live_service_start (service);
  wait_until (anshin_transfer_get_state (download) == ANSHIN_TRANSFER_DONE);
  g_assert_true (g_bytes_equal (anshin_transfer_get_file (download), file));
}

/* What was given up is gone from the draft, and from the service. */
static void
test_cancelled (void)
{
  g_autoptr (GBytes) file = make_text ('b');
  g_autoptr (AnshinTransfer) upload = attach ("取り消し.txt", file);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  wait_until (anshin_transfer_get_progress (upload) > 0);
  path = g_strconcat ("/v1/attachments/", anshin_transfer_get_attachment (upload)->id, NULL);
  anshin_timeline_detach (timeline, upload);
  g_assert_cmpint (anshin_transfer_get_state (upload), ==, ANSHIN_TRANSFER_CANCELLED);
  g_assert_cmpuint (g_list_model_get_n_items (anshin_timeline_get_draft_files (timeline)), ==, 1);
  do
    {
      g_clear_error (&error);
      g_clear_object (&upload);
      upload = call_and_wait (client, "GET", path, NULL, anshin_attachment_get_type (), &error);
    }
  while (upload != NULL);
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_NOT_FOUND);
}

/* Refused by the service: it says so, and nothing more comes of it. */
static void
test_refused (void)
{
  g_autoptr (GBytes) file = g_bytes_new_static ("\x7f" "ELF", 4);
  g_autoptr (AnshinTransfer) upload = attach ("薬.txt", file);

  wait_until (anshin_transfer_is_over (upload));
  g_assert_cmpint (anshin_transfer_get_state (upload), ==, ANSHIN_TRANSFER_FAILED);
  g_assert_error (anshin_transfer_get_error (upload), ANSHIN_ERROR, ANSHIN_ERROR_ATTACHMENT_TYPE);
  g_assert_false (anshin_timeline_get_draft_files_ready (timeline));
  anshin_timeline_detach (timeline, upload);
}

static guint
count_files (AnshinTimelineItem *item)
{
  AnshinContent *content = anshin_timeline_item_get_content (item);

  return content->attachments != NULL ? content->attachments->len : 0;
}

static guint
count_draft_files (void)
{
  return count (anshin_timeline_get_draft_files (timeline));
}

/* What is taken back comes back whole: a photo is seen again, and no later message takes it along
 * unseen. What was being written meanwhile stays. */
static void
test_taken_back (void)
{
  g_autoptr (AnshinPost) urgent = anshin_post_new ();
  g_autoptr (GBytes) other = make_text ('c');
  g_autoptr (AnshinTransfer) transfer = NULL;
  guint before = count (timeline);

  g_assert_cmpuint (count_draft_files (), ==, 1);
  anshin_timeline_set_hold (timeline, 60 * 1000);
  anshin_timeline_set_draft (timeline, "別の方の写真");
  g_assert_true (anshin_timeline_send_draft (timeline));
  g_assert_cmpuint (count_draft_files (), ==, 0);
  g_assert_null (anshin_timeline_get_draft (timeline));
  g_assert_cmpuint (count_files (get_item (timeline, before)), ==, 1);

  transfer = attach ("二つ目.txt", other);
  wait_until (anshin_timeline_get_draft_files_ready (timeline));
  anshin_timeline_set_draft (timeline, "書きかけ");
  urgent->urgent = TRUE;
  anshin_timeline_set_draft_post (timeline, urgent);
  g_assert_true (anshin_timeline_take_back (timeline, get_item (timeline, before)));
  g_assert_cmpuint (count (timeline), ==, before);
  g_assert_cmpstr (anshin_timeline_get_draft (timeline), ==, "別の方の写真\n書きかけ");
  g_assert_cmpuint (count_draft_files (), ==, 2);
  g_clear_object (&urgent);
  urgent = anshin_timeline_get_draft_post (timeline);
  g_assert_true (urgent->urgent);
  g_assert_null (urgent->attachments);
  g_clear_object (&transfer);
  transfer = g_list_model_get_item (anshin_timeline_get_draft_files (timeline), 0);
  g_assert_cmpstr (anshin_transfer_get_attachment (transfer)->name, ==, "長い記録.txt");

  g_clear_object (&transfer);
  transfer = g_list_model_get_item (anshin_timeline_get_draft_files (timeline), 1);
  anshin_timeline_detach (timeline, transfer);
  anshin_timeline_set_draft_post (timeline, NULL);
  anshin_timeline_set_hold (timeline, 0);
  anshin_timeline_set_draft (timeline, NULL);
  g_assert_cmpuint (count_draft_files (), ==, 1);
}

/* A photo alone is taken back as a photo, not into nothing; a text that is sent next goes alone. */
static void
test_taken_back_alone (void)
{
  guint before = count (timeline);
  g_autoptr (AnshinTransfer) kept = NULL;

  anshin_timeline_set_hold (timeline, 60 * 1000);
  g_assert_true (anshin_timeline_send_draft (timeline));
  g_assert_true (anshin_timeline_take_back (timeline, get_item (timeline, before)));
  g_assert_cmpuint (count_draft_files (), ==, 1);
  g_assert_true (anshin_client_has_drafts (client));

  kept = g_list_model_get_item (anshin_timeline_get_draft_files (timeline), 0);
  anshin_timeline_set_hold (timeline, 0);
  anshin_timeline_send (timeline, "写真は付けない文", NULL);
  wait_until (count (timeline) == before + 1
              && count_delivery (timeline, ANSHIN_DELIVERY_CONFIRMED) == before + 1);
  g_assert_cmpuint (count_files (get_item (timeline, before)), ==, 0);
  g_assert_cmpuint (count_draft_files (), ==, 1);
}

/* The files go with the message, which shows them before and after it has arrived. */
static void
test_sent (void)
{
  AnshinTimelineItem *item = NULL;
  guint before = count (timeline);

  g_assert_true (anshin_timeline_send_draft (timeline));
  g_assert_cmpuint (count_draft_files (), ==, 0);
  item = get_item (timeline, before);
  g_assert_cmpuint (count_files (item), ==, 1);
  wait_until (anshin_timeline_item_get_delivery (item) == ANSHIN_DELIVERY_CONFIRMED);
  item = get_item (timeline, before);
  g_assert_cmpuint (count_files (item), ==, 1);
  g_assert_cmpint (ANSHIN_ATTACHMENT (
                     anshin_timeline_item_get_content (item)->attachments->pdata[0])->size,
                   ==, SIZE);
  g_assert_null (anshin_timeline_item_get_content (item)->text);
  g_assert_false (anshin_timeline_send_draft (timeline));
}

#define KILLED 5

/* R1, R2: the service dies while messages with files go out, again and again: all arrive, once,
 * each with its file. */
static void
test_killed_while_sent (void)
{
  guint before = count (timeline);

  for (guint i = 0; i < KILLED; i++)
    {
      g_autofree char *name = g_strdup_printf ("写真%u.txt", i);
      g_autofree char *text = g_strdup_printf ("本文%u", i);
      g_autoptr (GBytes) file = g_bytes_new (name, strlen (name));
      g_autoptr (AnshinTransfer) upload = attach (name, file);

      wait_until (anshin_timeline_get_draft_files_ready (timeline));
      anshin_timeline_set_draft (timeline, text);
      g_assert_true (anshin_timeline_send_draft (timeline));
      /* Sooner or later in the life of the request. */
      for (guint turns = 0; turns < i * 2; turns++)
        g_main_context_iteration (NULL, FALSE);
      live_service_kill (service);
      live_service_start (service);
      anshin_client_retry_now (client);
      wait_until (anshin_client_get_state (client) == ANSHIN_CLIENT_ONLINE
                  && count_delivery (timeline, ANSHIN_DELIVERY_CONFIRMED) == count (timeline));
    }
  g_assert_cmpuint (count (timeline), ==, before + KILLED);
  assert_in_order (timeline);
  for (guint i = 0; i < KILLED; i++)
    {
      g_autofree char *text = g_strdup_printf ("本文%u", i);

      g_assert_cmpstr (get_item_text (timeline, before + i), ==, text);
      g_assert_cmpuint (count_files (get_item (timeline, before + i)), ==, 1);
    }
}

int
main (int argc, char **argv)
{
  int failed = 0;

  g_test_init (&argc, &argv, NULL);
  service = live_service_new (argv[1]);
  live_service_start (service);
  g_test_add_func ("/live-files/begin", test_begin);
  g_test_add_func ("/live-files/resumed", test_resumed);
  g_test_add_func ("/live-files/cancelled", test_cancelled);
  g_test_add_func ("/live-files/refused", test_refused);
  g_test_add_func ("/live-files/taken-back", test_taken_back);
  g_test_add_func ("/live-files/taken-back-alone", test_taken_back_alone);
  g_test_add_func ("/live-files/sent", test_sent);
  g_test_add_func ("/live-files/killed-while-sent-R1-R2", test_killed_while_sent);
  failed = g_test_run ();
  g_clear_object (&client);
  live_service_free (service);
  return failed;
}
