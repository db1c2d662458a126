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

/* The files go with the message, which shows them before and after it has arrived. */
static void
test_sent (void)
{
  g_autoptr (AnshinPost) post = anshin_post_new ();
  g_autoptr (AnshinTimelineItem) item = NULL;
  AnshinContent *content = NULL;
  guint before = g_list_model_get_n_items (G_LIST_MODEL (timeline));

  anshin_timeline_take_draft_files (timeline, post);
  g_assert_cmpuint (g_list_model_get_n_items (anshin_timeline_get_draft_files (timeline)), ==, 0);
  anshin_timeline_send_post (timeline, post, NULL);
  item = g_list_model_get_item (G_LIST_MODEL (timeline), before);
  content = anshin_timeline_item_get_content (item);
  g_assert_cmpuint (content->attachments->len, ==, 1);
  wait_until (anshin_timeline_item_get_delivery (item) == ANSHIN_DELIVERY_CONFIRMED);
  g_clear_object (&item);
  item = g_list_model_get_item (G_LIST_MODEL (timeline), before);
  content = anshin_timeline_item_get_content (item);
  g_assert_cmpuint (content->attachments->len, ==, 1);
  g_assert_cmpint (ANSHIN_ATTACHMENT (content->attachments->pdata[0])->size, ==, SIZE);
  g_assert_null (content->text);
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
  g_test_add_func ("/live-files/sent", test_sent);
  failed = g_test_run ();
  g_clear_object (&client);
  live_service_free (service);
  return failed;
}
