/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-attachment.h"
#include "anshin-clock.h"
#include "anshin-entry-words.h"
#include "anshin-message-markup.h"
#include "anshin-message-words.h"
#include "anshin-timeline-item-private.h"
#include "anshin-vitals.h"

/* What a message says: as markup, where it is answered, copied, and to a screen reader. */

/* What a physician wrote at 14:45 on 2026-03-09 in Japan. */
static AnshinEntry *
create_message (const char *text)
{
  AnshinEntry *entry = anshin_entry_new ();
  AnshinContent *content = anshin_content_new ();

  entry->kind = ANSHIN_ENTRY_MESSAGE;
  anshin_time_parse ("2026-03-09T05:45:00.000000Z", &entry->at);
  content->author_name = g_strdup ("森本 健一");
  content->author_profession = ANSHIN_PROFESSION_PHYSICIAN;
  content->author_facility = g_strdup ("森本内科医院");
  content->text = g_strdup (text);
  entry->content = ANSHIN_RECORD (content);
  return entry;
}

static AnshinEntryState *
add_state (AnshinEntry *entry)
{
  AnshinEntryState *state = anshin_entry_state_new ();

  entry->state = ANSHIN_RECORD (state);
  return state;
}

static void
add_file (AnshinEntry *entry, const char *name)
{
  AnshinContent *content = ANSHIN_CONTENT (entry->content);
  AnshinAttachment *file = anshin_attachment_new ();

  file->name = g_strdup (name);
  if (content->attachments == NULL)
    content->attachments = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (content->attachments, file);
}

static AnshinVitals *
create_vitals (void)
{
  AnshinVitals *vitals = anshin_vitals_new ();
  AnshinVital *spo2 = anshin_vital_new ();

  spo2->kind = ANSHIN_VITAL_SPO2;
  spo2->value = 91;
  vitals->values = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (vitals->values, spo2);
  return vitals;
}

static void
assert_quote (AnshinEntry *entry, const char *expected)
{
  g_autofree char *quote = anshin_entry_words_quote (entry, 20);

  g_assert_cmpstr (quote, ==, expected);
}

/* What a photo, vital signs and requests say where they are answered; only what is deleted is
 * called so. */
static void
test_quotes (void)
{
  g_autoptr (AnshinEntry) entry = create_message ("熱が\n下がりました");
  AnshinContent *content = ANSHIN_CONTENT (entry->content);
  AnshinCareRequest *request = NULL;
  g_autofree char *answer = anshin_entry_words_answer (entry, 3);
  g_autofree char *unknown = anshin_entry_words_answer (NULL, 3);

  g_assert_cmpstr (answer, ==, "Answer to 森本 健一: “熱が …”");
  g_assert_cmpstr (unknown, ==, "Answer to an earlier message");
  assert_quote (entry, "森本 健一: 熱が 下がりました");
  g_clear_pointer (&content->text, g_free);
  add_file (entry, "かかと.jpg");
  assert_quote (entry, "森本 健一: Files: かかと.jpg");
  content->vitals = ANSHIN_RECORD (create_vitals ());
  assert_quote (entry, "森本 健一: SpO₂ 91 %");
  g_clear_object (&content->vitals);
  request = anshin_care_request_new ();
  request->what = g_strdup ("訪問をお願いします");
  content->request = ANSHIN_RECORD (request);
  assert_quote (entry, "森本 健一: 訪問をお願いします");
  add_state (entry)->deleted_at = 1;
  assert_quote (entry, "森本 健一: deleted");
}

static void
add_mention (AnshinEntry *entry, int kind, const char *name)
{
  AnshinContent *content = ANSHIN_CONTENT (entry->content);
  AnshinMention *mention = anshin_mention_new ();

  mention->kind = kind;
  mention->name = g_strdup (name);
  if (content->mentions == NULL)
    content->mentions = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (content->mentions, mention);
}

#define LINK(uri) "<a href=\"" uri "\">" uri "</a>"

/* What others write is shown as they wrote it, and nothing in it leads elsewhere than it says. */
static const struct
{
  const char *text;
  const char *markup;
} texts[] = {
  { "a < b & \"c\" <b>x</b>", "a &lt; b &amp; &quot;c&quot; &lt;b&gt;x&lt;/b&gt;" },
  /* Whom it names, in whatever language it was written; the longer name, not the shorter in it. */
  { "@佐伯 美咲 さん", "<b>@佐伯 美咲</b> さん" },
  { "@佐伯さん", "<b>@佐伯</b>さん" },
  { "@全員 @everybody", "<b>@全員</b> <b>@everybody</b>" },
  { "@山田", "@山田" },
  /* Addresses, in the midst of Japanese text. */
  { "https://example.jp/a?b=1&c=2です。", "<a href=\"https://example.jp/a?b=1&amp;c=2\">"
                                          "https://example.jp/a?b=1&amp;c=2</a>です。" },
  { "(http://example.jp).", "(" LINK ("http://example.jp") ")." },
  { "anshin-net:01ABC/42", "<a href=\"anshin-net:01ABC/42\">→ to the message</a>" },
  { "anshin-net:01ABC/x", "anshin-net:01ABC/x" },
  { "javascript:alert(1) file:///etc", "javascript:alert(1) file:///etc" },
  { "http:// https://", "http:// https://" },
  { "https://e.jp/\"onclick", LINK ("https://e.jp/") "&quot;onclick" },
  /* A name in an address is part of the address. */
  { "https://example.jp/@John", LINK ("https://example.jp/@John") },
  { "https://example.jp/@佐伯", LINK ("https://example.jp/@") "佐伯" },
  /* A host that another name stands before; letters that look like others; hidden directions. */
  { "https://bank.example.jp@evil.example/", "https://bank.example.jp@evil.example/" },
  { "https://ex\u0430mple.jp/", "https://ex\u0430mple.jp/" },
  { "https://example.\uff4ap/", "https://example.\uff4ap/" },
  { "\u202ehttps://example.jp/\u2066gnp.exe", LINK ("https://example.jp/gnp.exe") },
};

static void
test_markup (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (AnshinEntry) entry = create_message (texts[i].text);
      g_autofree char *markup = NULL;

      add_mention (entry, ANSHIN_MENTION_PERSON, "佐伯");
      add_mention (entry, ANSHIN_MENTION_PERSON, "佐伯 美咲");
      add_mention (entry, ANSHIN_MENTION_PERSON, "John");
      add_mention (entry, ANSHIN_MENTION_ALL, NULL);
      markup = anshin_message_markup_dup (ANSHIN_CONTENT (entry->content));
      g_assert_cmpstr (markup, ==, texts[i].markup);
    }
}

/* An address of more than anybody can read is text, whole. */
static void
test_long_link (void)
{
  g_autofree char *tail = g_strnfill (2000, 'a');
  g_autofree char *text = g_strconcat ("anshin-net:", tail, NULL);
  g_autoptr (AnshinEntry) entry = create_message (text);
  g_autofree char *markup = anshin_message_markup_dup (ANSHIN_CONTENT (entry->content));

  g_assert_cmpstr (markup, ==, text);
}

/* What has no words is not offered to be copied. */
static void
test_copied (void)
{
  g_autoptr (AnshinEntry) entry = create_message ("了解です");
  AnshinContent *content = ANSHIN_CONTENT (entry->content);
  g_autoptr (AnshinTimelineItem) item
    = anshin_timeline_item_new (entry, ANSHIN_DELIVERY_CONFIRMED, TRUE);
  g_autofree char *text = anshin_message_words_dup_copied (item);
  g_autofree char *numbers = NULL;

  g_assert_cmpstr (text, ==, "了解です");
  g_clear_pointer (&content->text, g_free);
  add_file (entry, "1.jpg");
  g_assert_null (anshin_message_words_dup_copied (item));
  content->vitals = ANSHIN_RECORD (create_vitals ());
  numbers = anshin_message_words_dup_copied (item);
  g_assert_cmpstr (numbers, ==, "SpO₂ 91 %");
}

static void
assert_row (AnshinTimelineItem *item, const char *expected)
{
  g_autofree char *row = anshin_message_words_row (item);

  g_assert_cmpstr (row, ==, expected);
}

#define WHO "森本 健一 · Physician · 森本内科医院"

static void
test_plain_rows (void)
{
  g_autoptr (AnshinEntry) text = create_message ("了解です");
  g_autoptr (AnshinTimelineItem) item
    = anshin_timeline_item_new (text, ANSHIN_DELIVERY_CONFIRMED, FALSE);
  g_autoptr (AnshinEntry) photo = create_message (NULL);
  g_autoptr (AnshinTimelineItem) photo_item
    = anshin_timeline_item_new (photo, ANSHIN_DELIVERY_CONFIRMED, FALSE);
  g_autoptr (AnshinEntry) vitals = create_message (NULL);
  g_autoptr (AnshinTimelineItem) vitals_item
    = anshin_timeline_item_new (vitals, ANSHIN_DELIVERY_CONFIRMED, FALSE);

  assert_row (item, WHO ", 14:45: 了解です");
  anshin_timeline_item_set_delivery (item, ANSHIN_DELIVERY_WAITING, NULL);
  assert_row (item, WHO ", Waits for the connection; is sent by itself: 了解です");
  add_file (photo, "1.jpg");
  assert_row (photo_item, WHO ", 14:45: 1 file");
  ANSHIN_CONTENT (vitals->content)->vitals = ANSHIN_RECORD (create_vitals ());
  assert_row (vitals_item, WHO ", 14:45: SpO₂ 91 %");
}

/* All that is seen of a row is said of it. */
static void
test_whole_row (void)
{
  g_autoptr (AnshinEntry) entry = create_message ("至急お願いします");
  g_autoptr (AnshinEntry) replied = create_message ("どうしますか");
  AnshinEntryState *state = add_state (entry);
  AnshinAcknowledgementCount *seen = anshin_acknowledgement_count_new ();
  g_autoptr (AnshinTimelineItem) item
    = anshin_timeline_item_new (entry, ANSHIN_DELIVERY_CONFIRMED, FALSE);

  ANSHIN_CONTENT (entry->content)->urgent = TRUE;
  add_file (entry, "1.jpg");
  add_file (entry, "2.jpg");
  entry->reply_to = g_strdup ("x");
  seen->kind = ANSHIN_ACKNOWLEDGEMENT_SEEN;
  seen->count = 2;
  state->acknowledgements = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (state->acknowledgements, seen);
  state->edited_at = 1;
  state->author_state = ANSHIN_ACCOUNT_RETIRED;
  anshin_timeline_item_set_replied (item, replied);
  anshin_timeline_item_set_attending_waits (item, TRUE);
  assert_row (item, WHO ", Retired, 14:45, Urgent, Answer to 森本 健一: “どうしますか”: "
                        "至急お願いします (2 files, Seen 2, Edited, "
                        "The attending physician has not read this yet)");
  state->author_state = ANSHIN_ACCOUNT_SUSPENDED;
  state->deleted_at = 1;
  assert_row (item, WHO ", Suspended, 14:45: This message was deleted");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/words/quotes", test_quotes);
  g_test_add_func ("/words/texts/markup", test_markup);
  g_test_add_func ("/words/texts/long-link", test_long_link);
  g_test_add_func ("/words/texts/copied", test_copied);
  g_test_add_func ("/words/rows/plain", test_plain_rows);
  g_test_add_func ("/words/rows/whole", test_whole_row);
  return g_test_run ();
}
