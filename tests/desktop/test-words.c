/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <string.h>

#include "anshin-audit-words.h"
#include "anshin-clock.h"
#include "anshin-demo-sign-in.h"
#include "anshin-entry-words.h"
#include "anshin-error-words.h"
#include "anshin-format.h"
#include "anshin-mention-candidates.h"
#include "anshin-notices.h"

/* What the desktop says: each error, each kind of entry, days and people. */

static void
test_every_error_has_words (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (int code = 0; code < ANSHIN_N_ERRORS; code++)
    {
      const char *words = anshin_error_words_get (code);

      g_test_message ("%s: %s", anshin_error_to_wire (code), words);
      g_assert_nonnull (words);
      g_assert_cmpint (g_utf8_strlen (words, -1), >, 20);
      g_assert_true (g_str_has_suffix (words, ".") || g_str_has_suffix (words, "?")
                     || g_str_has_suffix (words, ")"));
      g_assert_true (g_hash_table_add (seen, (gpointer) words));
    }
}

static void
test_error_of_any_domain (void)
{
  g_autoptr (GError) io = g_error_new (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "secret detail");
  g_autoptr (GError) other = g_error_new (G_MARKUP_ERROR, 0, "secret detail");
  g_autoptr (GError) ours = NULL;
  g_autofree char *io_words = anshin_error_words_dup (io);
  g_autofree char *other_words = anshin_error_words_dup (other);
  g_autofree char *our_words = NULL;

  /* What the programmer is told is not what people are told. */
  g_assert_cmpstr (io_words, ==, anshin_error_words_get (ANSHIN_ERROR_UNREACHABLE));
  g_assert_cmpstr (other_words, ==, anshin_error_words_get (ANSHIN_ERROR_INTERNAL));

  anshin_set_error (&ours, ANSHIN_ERROR_NEEDS_ATTENDING_PHYSICIAN, NULL, "secret detail");
  anshin_error_set_who (ours, "森本 健一");
  our_words = anshin_error_words_dup (ours);
  g_assert_nonnull (strstr (our_words, "森本 健一"));
  g_assert_null (strstr (our_words, "secret"));
}

static void
test_field_names (void)
{
  g_autofree char *mail = anshin_error_words_dup_field ("mail");
  g_autofree char *nested = anshin_error_words_dup_field ("patient.birth_date");

  g_assert_cmpstr (mail, ==, "Mail address");
  g_assert_cmpstr (nested, ==, "Date of birth");
  g_assert_null (anshin_error_words_dup_field ("no_such_field"));
  g_assert_null (anshin_error_words_dup_field (NULL));
}

/* Of a field of which more can be said than that it is wrong, and of any other. */
static void
test_words_of_a_field (void)
{
  g_autoptr (GError) period = NULL;
  g_autoptr (GError) other = NULL;
  g_autofree char *period_words = NULL;
  g_autofree char *other_words = NULL;

  g_assert_true (anshin_date_check_period (20261127, 20261127, NULL));
  g_assert_true (anshin_date_check_period (0, 20261127, NULL));
  g_assert_true (anshin_date_check_period (20261127, 0, NULL));
  g_assert_false (anshin_date_check_period (20261127, 20261126, &period));
  period_words = anshin_error_words_dup (period);
  g_assert_cmpstr (period_words, ==, "The last day comes before the first one.");

  anshin_set_error (&other, ANSHIN_ERROR_FIELD_INVALID, "postal_code", "secret detail");
  other_words = anshin_error_words_dup (other);
  g_assert_cmpstr (other_words, ==, anshin_error_words_get (ANSHIN_ERROR_FIELD_INVALID));
}

static AnshinEntry *
create_entry (int kind, int state)
{
  AnshinEntry *entry = anshin_entry_new ();
  AnshinContent *content = anshin_content_new ();

  entry->kind = kind;
  content->author_name = g_strdup ("佐伯 美咲");
  content->subject_name = g_strdup ("井上 直子");
  content->subject_state = state;
  entry->content = ANSHIN_RECORD (content);
  return entry;
}

static void
test_entries (void)
{
  for (int kind = ANSHIN_ENTRY_GROUP_CREATED; kind <= ANSHIN_ENTRY_LEFT_GROUP; kind++)
    {
      g_autoptr (AnshinEntry) entry = create_entry (kind, ANSHIN_INVITATION_SENT);
      g_autofree char *words = anshin_entry_words_dup (entry);

      g_assert_nonnull (words);
      g_assert_cmpint (strlen (words), >, 5);
    }
}

static void
test_invitation_entries (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int state = ANSHIN_INVITATION_WAITING; state <= ANSHIN_INVITATION_VOID; state++)
    {
      g_autoptr (AnshinEntry) entry = create_entry (ANSHIN_ENTRY_INVITATION_CHANGED, state);
      char *words = anshin_entry_words_dup (entry);

      g_assert_nonnull (strstr (words, "井上 直子"));
      g_assert_true (g_hash_table_add (seen, words));
    }
}

static void
test_entry_without_content (void)
{
  g_autoptr (AnshinEntry) entry = anshin_entry_new ();
  g_autofree char *words = NULL;

  entry->kind = ANSHIN_ENTRY_INVITATION_CHANGED;
  words = anshin_entry_words_dup (entry);
  g_assert_nonnull (strstr (words, "Somebody"));
}

/* No word of the log's own language is left where it has one for people. */
static void
test_log_reasons (void)
{
  static const struct
  {
    const char *action;
    const char *reason;
    const char *words;
  } reasons[] = {
    { "list-patients", "patients=1 sha256=00ff", "1 patient was shown" },
    { "list-patients", "patients=49 sha256=00ff", "49 patients were shown" },
    { "read-group", "by-right", "By right of administration, without being a member" },
    { "suspend-user", "terminal-lost", "Terminal lost" },
    { "set-byod", "not-allowed", "Personal terminals are no longer allowed" },
    { "review-audit", "month=202610", "2026-10" },
    { "submit-applications", "stored=2 refused=1", "Applications taken: 2; refused: 1" },
    { "export-audit", "stored=2 refused=1", "stored=2 refused=1" },
    { "register-user", "01HXZ", NULL },
    { "sign-in", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autoptr (AnshinAuditRecord) record = anshin_audit_record_new ();
      g_autofree char *words = NULL;

      record->action = g_strdup (reasons[i].action);
      record->reason = g_strdup (reasons[i].reason);
      words = anshin_audit_words_dup_reason (record);
      g_assert_cmpstr (words, ==, reasons[i].words);
    }
}

static void
test_days (void)
{
  int today = anshin_clock_today ();
  g_autofree char *now = anshin_format_day (today);
  g_autofree char *before = anshin_format_day (anshin_date_add_days (today, -1));
  g_autofree char *long_ago = anshin_format_day (20240229);

  g_assert_true (g_str_has_prefix (now, "Today, "));
  g_assert_true (g_str_has_prefix (before, "Yesterday, "));
  g_assert_cmpstr (long_ago, ==, "2024-02-29, Thursday");
}

static void
test_when (void)
{
  gint64 now = anshin_clock_now ();
  g_autofree char *clock = anshin_time_format_clock (now);
  g_autofree char *today = anshin_format_when (now);
  g_autofree char *never = anshin_format_when (0);
  g_autofree char *yesterday = anshin_format_when (now - 24 * 3600 * ANSHIN_SECOND);

  g_assert_cmpstr (today, ==, clock);
  g_assert_cmpstr (never, ==, "");
  g_assert_cmpstr (yesterday, ==, "Yesterday");
}

static void
test_lines (void)
{
  g_autofree char *broken = anshin_format_one_line ("あ\nい\tう", 10);
  g_autofree char *cut = anshin_format_one_line ("一二三四五", 3);
  g_autofree char *exact = anshin_format_one_line ("一二三", 3);
  g_autofree char *none = anshin_format_one_line (NULL, 3);

  g_assert_cmpstr (broken, ==, "あ い う");
  g_assert_cmpstr (cut, ==, "一二三…");
  g_assert_cmpstr (exact, ==, "一二三");
  g_assert_cmpstr (none, ==, "");
}

static void
test_people (void)
{
  g_autofree char *full
    = anshin_format_person ("佐伯 美咲", ANSHIN_PROFESSION_NURSE, "こもれび");
  g_autofree char *nameless = anshin_format_person (NULL, ANSHIN_PROFESSION_NURSE, "こもれび");
  g_autofree char *alone = anshin_format_person ("佐伯 美咲", ANSHIN_PROFESSION_NONE, NULL);

  g_assert_cmpstr (full, ==, "佐伯 美咲 · Nurse · こもれび");
  g_assert_cmpstr (nameless, ==, "Nurse · こもれび");
  g_assert_cmpstr (alone, ==, "佐伯 美咲");
}

static void
test_sizes (void)
{
  static const struct
  {
    guint64 bytes;
    const char *words;
  } rows[] = {
    { 0, "0 bytes" },      { 1, "1 byte" },         { 999, "999 bytes" },
    { 1000, "1.0 kB" },    { 999949, "999.9 kB" },  { 999950, "1.0 MB" },
    { 10123456, "10.1 MB" }, { 999950000, "1.0 GB" }, { G_GUINT64_CONSTANT (4200000000), "4.2 GB" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = anshin_format_size (rows[i].bytes);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
add_member (GListStore *members, const char *name, const char *kana, const char *facility)
{
  g_autoptr (AnshinMember) member = anshin_member_new ();

  member->user_id = g_strdup (name);
  member->name = g_strdup (name);
  member->kana = g_strdup (kana);
  member->facility_id = g_strdup (facility);
  member->facility_name = g_strdup (facility);
  member->profession = ANSHIN_PROFESSION_NURSE;
  member->state = ANSHIN_ACCOUNT_ACTIVE;
  g_list_store_append (members, member);
}

/* Whom the list of names offers, one behind the other. */
static char *
offer (GListStore *members, const char *typed, guint most)
{
  g_autoptr (GPtrArray) found
    = anshin_mention_candidates_find (G_LIST_MODEL (members), "書く人", typed, most);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      AnshinMentionCandidate *candidate = found->pdata[i];

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                              candidate->mention->kind == ANSHIN_MENTION_ALL
                                ? "*"
                                : candidate->mention->name);
    }
  return g_string_free (names, FALSE);
}

static void
test_mentions (void)
{
  static const struct
  {
    const char *typed;
    guint most;
    const char *offered;
  } rows[] = {
    { "", 8, "大野 静香, 佐野 恵, 小野 全, Everest 医院, すずらん, *" },
    { "", 3, "大野 静香, 佐野 恵, *" },
    { "さの", 8, "佐野 恵" },
    { "ｻﾉ", 8, "佐野 恵" },
    { "めぐみ", 8, "佐野 恵" },
    /* The beginning of a name, then of its second word, then within it. */
    { "お", 8, "大野 静香, 小野 全" },
    { "の", 8, "大野 静香, 佐野 恵, 小野 全" },
    { "ぜん", 8, "小野 全" },
    { "すず", 8, "すずらん" },
    /* Who is named so comes before everybody. */
    { "eve", 8, "Everest 医院, *" },
    { "every", 8, "*" },
    { "だれでもない", 8, "" },
  };
  g_autoptr (GListStore) members = g_list_store_new (anshin_member_get_type ());

  add_member (members, "書く人", "カクヒト", "すずらん");
  add_member (members, "大野 静香", "オオノ シズカ", "Everest 医院");
  add_member (members, "佐野 恵", "サノ メグミ", "すずらん");
  add_member (members, "小野 全", "オノ ゼン", "すずらん");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *offered = offer (members, rows[i].typed, rows[i].most);

      g_assert_cmpstr (offered, ==, rows[i].offered);
    }
}

/* No two look alike, neither by their letters nor by their colour. */
static void
test_profession_styles (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_true (g_hash_table_add (seen, (gpointer) anshin_format_profession_style (0)));
  g_assert_true (g_hash_table_add (seen, (gpointer) anshin_format_profession_mark (0)));
  for (const AnshinChoice *choice = anshin_professions.choices; choice->wire != NULL; choice++)
    {
      g_assert_true (
        g_hash_table_add (seen, (gpointer) anshin_format_profession_style (choice->value)));
      g_assert_true (
        g_hash_table_add (seen, (gpointer) anshin_format_profession_mark (choice->value)));
      g_assert_true (g_str_has_prefix (anshin_format_profession_style (choice->value),
                                       "profession-"));
      g_assert_cmpstr (anshin_format_profession (choice->value), !=, "");
    }
  g_assert_cmpuint (g_hash_table_size (seen), >, 2 * 16);
  g_assert_cmpstr (anshin_format_profession_style (9999), ==, "profession-other");
  g_assert_cmpstr (anshin_format_profession_style (-1), ==, "profession-other");
}

/* A sample sign-in must never be sent to a service elsewhere. */
static void
test_sample_is_local (void)
{
  g_assert_true (anshin_demo_is_local ("unix:/run/x/socket"));
  g_assert_true (anshin_demo_is_local ("http://127.0.0.1:8080"));
  g_assert_true (anshin_demo_is_local ("http://localhost:8080"));
  g_assert_false (anshin_demo_is_local ("https://anshin.example.jp"));
  g_assert_false (anshin_demo_is_local ("https://127.0.0.1.example.jp"));
  g_assert_false (anshin_demo_is_local ("http://127.0.0.1@example.jp/"));
  g_assert_false (anshin_demo_is_local (""));
  g_assert_false (anshin_demo_is_local (NULL));
}

static void
test_quiet_hours (void)
{
  g_assert_true (anshin_notices_is_quiet (21, 7, 21));
  g_assert_true (anshin_notices_is_quiet (21, 7, 0));
  g_assert_true (anshin_notices_is_quiet (21, 7, 6));
  g_assert_false (anshin_notices_is_quiet (21, 7, 7));
  g_assert_false (anshin_notices_is_quiet (21, 7, 20));
  g_assert_true (anshin_notices_is_quiet (12, 14, 13));
  g_assert_false (anshin_notices_is_quiet (12, 14, 14));
  g_assert_false (anshin_notices_is_quiet (12, 12, 12));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/words/errors/each", test_every_error_has_words);
  g_test_add_func ("/words/errors/domains", test_error_of_any_domain);
  g_test_add_func ("/words/errors/fields", test_field_names);
  g_test_add_func ("/words/errors/of-a-field", test_words_of_a_field);
  g_test_add_func ("/words/entries/kinds", test_entries);
  g_test_add_func ("/words/entries/invitations", test_invitation_entries);
  g_test_add_func ("/words/entries/empty", test_entry_without_content);
  g_test_add_func ("/words/log/reasons", test_log_reasons);
  g_test_add_func ("/words/days", test_days);
  g_test_add_func ("/words/when", test_when);
  g_test_add_func ("/words/lines", test_lines);
  g_test_add_func ("/words/people", test_people);
  g_test_add_func ("/words/professions", test_profession_styles);
  g_test_add_func ("/words/sizes", test_sizes);
  g_test_add_func ("/words/mentions", test_mentions);
  g_test_add_func ("/words/quiet-hours", test_quiet_hours);
  g_test_add_func ("/words/sample-is-local", test_sample_is_local);
  return g_test_run ();
}
