/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-message.h"
#include "live-journey.h"

void
live_chat (void)
{
  AnshinTimeline *here = live_open_timeline (physician);
  AnshinTimeline *there = live_open_timeline (nurse);
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

void
live_act (AnshinClient *client, AnshinTimelineItem *item, const char *method, const char *rest,
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
void
live_changes (void)
{
  AnshinTimeline *here = live_open_timeline (physician);
  AnshinTimeline *there = live_open_timeline (nurse);
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
  live_act (nurse, theirs, "PUT", "/pin", NULL);
  wait_until (g_strcmp0 (get_pinned_by (mine), anshin_client_get_user (nurse)->name) == 0);
  live_act (physician, mine, "DELETE", "/pin", NULL);
  wait_until (get_pinned_by (theirs) == NULL);
  thanks->kind = ANSHIN_ACKNOWLEDGEMENT_THANKS;
  live_act (nurse, theirs, "PUT", "/acknowledgement", thanks);
  wait_until (count_thanks (mine) == 1 && count_thanks (theirs) == 1);
  g_assert_cmpint (anshin_timeline_item_get_state (theirs)->acknowledgement, ==,
                   ANSHIN_ACKNOWLEDGEMENT_THANKS);
  g_assert_cmpint (anshin_timeline_item_get_state (mine)->acknowledgement, ==, 0);

  edit->text = g_strdup ("体温 36.8");
  live_act (physician, mine, "PUT", "", edit);
  wait_until (g_strcmp0 (get_item_text (there, before), "体温 36.8") == 0
              && g_strcmp0 (get_item_text (here, before), "体温 36.8") == 0);
  g_assert_cmpint (anshin_timeline_item_get_state (theirs)->edited_at, >, 0);
  g_assert_cmpuint (count_thanks (theirs), ==, 1);
  live_act (nurse, theirs, "DELETE", "/acknowledgement", NULL);
  wait_until (count_thanks (mine) == 0);
  g_assert_cmpuint (count (there), ==, before + 1);
  g_assert_cmpint (anshin_timeline_get_group (there)->unread, ==, unread);

  live_act (physician, mine, "DELETE", "", NULL);
  wait_until (anshin_timeline_item_get_state (theirs)->deleted_at > 0);
  wait_until (!may_change (mine));
  g_assert_null (get_item_text (there, before));
  g_assert_cmpuint (count (there), ==, before + 1);
}

/* Whoever is answered finds the answer until he has read as far, or looked at it. */
void
live_addressed (void)
{
  AnshinTimeline *here = live_open_timeline (physician);
  AnshinTimeline *there = live_open_timeline (nurse);
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
void
live_seen_by_answering (void)
{
  AnshinTimeline *here = live_open_timeline (physician);
  AnshinTimeline *there = live_open_timeline (nurse);
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
void
live_hold (void)
{
  AnshinTimeline *here = live_open_timeline (physician);
  AnshinTimeline *there = live_open_timeline (nurse);
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

void
live_refused (void)
{
  AnshinTimeline *timeline = live_open_timeline (physician);
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
