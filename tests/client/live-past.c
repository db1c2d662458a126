/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "anshin-message.h"
#include "live-journey.h"

void
live_write_some (AnshinTimeline *timeline, const char *who, guint first, guint n)
{
  for (guint i = first; i < first + n; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s %u", who, i);

      anshin_timeline_send (timeline, text, NULL);
    }
}

/* A stretch of the past is shown without what lies between it and the end, and leads back. */
void
live_around (void)
{
  AnshinTimeline *timeline = live_open_timeline (physician);
  guint before = 0;

  live_write_some (timeline, "過去", 0, 120);
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
void
live_around_at_once (void)
{
  g_autoptr (AnshinClient) again = live_new_client ();
  LiveSignIn *helper = live_service_find (service, "nurse");
  AnshinTimeline *hers = live_open_timeline (nurse);
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
void
live_kill (void)
{
  AnshinTimeline *here = live_open_timeline (physician);
  AnshinTimeline *there = live_open_timeline (nurse);
  guint before = count (here);

  g_assert_cmpuint (count (there), ==, before);
  anshin_timeline_set_draft (here, "書きかけ");
  for (guint round = 0; round < 3; round++)
    {
      live_write_some (here, "医師", round * WRITTEN / 3, WRITTEN / 3);
      live_write_some (there, "看護師", round * WRITTEN / 3, WRITTEN / 3);
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
void
live_paging (void)
{
  g_autoptr (AnshinClient) again = live_new_client ();
  LiveSignIn *helper = live_service_find (service, "nurse");
  AnshinTimeline *timeline = NULL;
  g_autoptr (Mirror) mirror = NULL;
  g_autoptr (GError) error = NULL;
  guint doctor_next = 0;
  guint nurse_next = 0;

  g_assert_true (sign_in_and_wait (again, helper->mail, helper->password, &error));
  timeline = live_open_timeline (again);
  g_assert_cmpuint (count (timeline), ==, 50);
  mirror = mirror_new (G_LIST_MODEL (timeline));
  while (!anshin_timeline_get_complete (timeline))
    {
      anshin_timeline_load_older (timeline);
      wait_until (!anshin_timeline_get_loading (timeline));
      g_assert_no_error (anshin_timeline_get_error (timeline));
    }
  assert_same (timeline, live_open_timeline (physician));
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
void
live_answered (void)
{
  g_autoptr (AnshinClient) again = live_new_client ();
  LiveSignIn *helper = live_service_find (service, "nurse");
  AnshinTimeline *here = live_open_timeline (physician);
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
  live_write_some (here, "間に", 0, 60);
  anshin_timeline_send (here, "足りています", anshin_timeline_item_get_entry (asked));
  wait_until (count_delivery (here, ANSHIN_DELIVERY_CONFIRMED) == before + 62);

  g_assert_true (sign_in_and_wait (again, helper->mail, helper->password, &error));
  there = live_open_timeline (again);
  g_assert_cmpuint (count (there), ==, 50);
  assert_quote (there, 49, seq, "薬は足りますか");
  anshin_timeline_send (here, "あと三日分", anshin_timeline_item_get_entry (asked));
  wait_until (count (there) == 51 && get_quoted_text (there, 50) != NULL);
  assert_quote (there, 50, seq, "薬は足りますか");

  edit->text = g_strdup ("湿布は足りますか");
  live_act (physician, asked, "PUT", "", edit);
  wait_until (g_strcmp0 (get_quoted_text (there, 49), "湿布は足りますか") == 0
              && g_strcmp0 (get_quoted_text (there, 50), "湿布は足りますか") == 0);
  live_act (physician, asked, "DELETE", "", NULL);
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
