/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-clock.h"
#include "anshin-entry-text.h"
#include "anshin-entry.h"
#include "anshin-json.h"
#include "anshin-test.h"
#include "anshin-vitals.h"

static void
test_table (void)
{
  for (int kind = ANSHIN_VITAL_NONE + 1; kind < ANSHIN_N_VITAL_KINDS; kind++)
    {
      const AnshinVitalInfo *info = anshin_vital_get_info (kind);

      g_assert_nonnull (anshin_choice_to_wire (&anshin_vital_kinds, kind));
      g_assert_cmpint (info->least, <, info->most);
      g_assert_cmpint (info->least, <=, info->seldom_below);
      g_assert_cmpint (info->seldom_below, <, info->seldom_above);
      g_assert_cmpint (info->seldom_above, <=, info->most);
      g_assert_cmpint (info->axis_low, <, info->axis_high);
      g_assert_true (info->target_high == 0 || info->target_low < info->target_high);
      g_assert_true (info->decimals == 0 || info->decimals == 1);
      g_assert_false (anshin_vital_is_possible (kind, info->least - 1));
      g_assert_true (anshin_vital_is_possible (kind, info->least));
      g_assert_true (anshin_vital_is_possible (kind, info->most));
      g_assert_false (anshin_vital_is_possible (kind, info->most + 1));
      g_assert_true (anshin_vital_is_unusual (kind, info->seldom_above + 1));
      g_assert_false (anshin_vital_is_unusual (kind, info->seldom_above));
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    int kind;
    const char *text;
    gint64 value; /* -1: not a number of the kind */
  } cases[] = {
    { ANSHIN_VITAL_TEMPERATURE, "36.5", 365 },   { ANSHIN_VITAL_TEMPERATURE, "３６．５", 365 },
    { ANSHIN_VITAL_TEMPERATURE, "３６,５", 365 }, { ANSHIN_VITAL_TEMPERATURE, " 37 ", 370 },
    { ANSHIN_VITAL_TEMPERATURE, "36.5 °C", 365 }, { ANSHIN_VITAL_TEMPERATURE, "36.55", -1 },
    { ANSHIN_VITAL_TEMPERATURE, "36.", -1 },     { ANSHIN_VITAL_TEMPERATURE, "3.6.5", -1 },
    { ANSHIN_VITAL_SYSTOLIC, "１２８", 128 },      { ANSHIN_VITAL_SYSTOLIC, "128mmHg", 128 },
    { ANSHIN_VITAL_SYSTOLIC, "128ＭＭＨＧ", 128 }, { ANSHIN_VITAL_SYSTOLIC, "12.8", -1 },
    { ANSHIN_VITAL_SYSTOLIC, "", -1 },           { ANSHIN_VITAL_SYSTOLIC, "-5", -1 },
    { ANSHIN_VITAL_SYSTOLIC, "128kg", -1 },      { ANSHIN_VITAL_SYSTOLIC, "9999999", -1 },
    { ANSHIN_VITAL_PAIN, "0", 0 },               { ANSHIN_VITAL_PAIN, "〇", -1 },
    { ANSHIN_VITAL_WEIGHT, "48.2kg", 482 },      { ANSHIN_VITAL_SPO2, "97％", 97 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 value = -1;
      gboolean ok = anshin_vital_parse (cases[i].kind, cases[i].text, &value);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (ok, ==, cases[i].value >= 0);
      g_assert_cmpint (value, ==, cases[i].value);
    }
}

/* What is said while one types, and once one has gone on. */
static void
test_typed (void)
{
  static const struct
  {
    int kind;
    const char *text;
    int typing;
    int finished;
  } cases[] = {
    { ANSHIN_VITAL_SPO2, "", ANSHIN_VERDICT_NONE, ANSHIN_VERDICT_NONE },
    { ANSHIN_VITAL_SPO2, " 　", ANSHIN_VERDICT_NONE, ANSHIN_VERDICT_NONE },
    { ANSHIN_VITAL_SPO2, "9", ANSHIN_VERDICT_NONE, ANSHIN_VERDICT_IMPOSSIBLE },
    { ANSHIN_VITAL_SPO2, "９８", ANSHIN_VERDICT_USUAL, ANSHIN_VERDICT_USUAL },
    { ANSHIN_VITAL_SPO2, "10", ANSHIN_VERDICT_NONE, ANSHIN_VERDICT_IMPOSSIBLE },
    { ANSHIN_VITAL_SPO2, "85", ANSHIN_VERDICT_LOW, ANSHIN_VERDICT_LOW },
    { ANSHIN_VITAL_SPO2, "101", ANSHIN_VERDICT_IMPOSSIBLE, ANSHIN_VERDICT_IMPOSSIBLE },
    { ANSHIN_VITAL_SPO2, "98 %", ANSHIN_VERDICT_USUAL, ANSHIN_VERDICT_USUAL },
    { ANSHIN_VITAL_SPO2, "abc", ANSHIN_VERDICT_IMPOSSIBLE, ANSHIN_VERDICT_IMPOSSIBLE },
    { ANSHIN_VITAL_SYSTOLIC, "12", ANSHIN_VERDICT_NONE, ANSHIN_VERDICT_IMPOSSIBLE },
    { ANSHIN_VITAL_SYSTOLIC, "30", ANSHIN_VERDICT_LOW, ANSHIN_VERDICT_LOW },
    { ANSHIN_VITAL_SYSTOLIC, "190", ANSHIN_VERDICT_HIGH, ANSHIN_VERDICT_HIGH },
    { ANSHIN_VITAL_SYSTOLIC, "９１２８", ANSHIN_VERDICT_IMPOSSIBLE, ANSHIN_VERDICT_IMPOSSIBLE },
    { ANSHIN_VITAL_SYSTOLIC, "128 mm", ANSHIN_VERDICT_NONE, ANSHIN_VERDICT_IMPOSSIBLE },
    { ANSHIN_VITAL_SYSTOLIC, "9999999", ANSHIN_VERDICT_IMPOSSIBLE, ANSHIN_VERDICT_IMPOSSIBLE },
    { ANSHIN_VITAL_PULSE, "13", ANSHIN_VERDICT_NONE, ANSHIN_VERDICT_LOW },
    { ANSHIN_VITAL_PULSE, "135", ANSHIN_VERDICT_HIGH, ANSHIN_VERDICT_HIGH },
    { ANSHIN_VITAL_TEMPERATURE, "3", ANSHIN_VERDICT_NONE, ANSHIN_VERDICT_IMPOSSIBLE },
    { ANSHIN_VITAL_TEMPERATURE, "36", ANSHIN_VERDICT_USUAL, ANSHIN_VERDICT_USUAL },
    { ANSHIN_VITAL_TEMPERATURE, "36.", ANSHIN_VERDICT_NONE, ANSHIN_VERDICT_IMPOSSIBLE },
    { ANSHIN_VITAL_TEMPERATURE, "39", ANSHIN_VERDICT_USUAL, ANSHIN_VERDICT_USUAL },
    { ANSHIN_VITAL_TEMPERATURE, "39.8", ANSHIN_VERDICT_HIGH, ANSHIN_VERDICT_HIGH },
    { ANSHIN_VITAL_TEMPERATURE, "34", ANSHIN_VERDICT_LOW, ANSHIN_VERDICT_LOW },
    { ANSHIN_VITAL_TEMPERATURE, "365", ANSHIN_VERDICT_IMPOSSIBLE, ANSHIN_VERDICT_IMPOSSIBLE },
    { ANSHIN_VITAL_TEMPERATURE, "36.55", ANSHIN_VERDICT_IMPOSSIBLE, ANSHIN_VERDICT_IMPOSSIBLE },
    { ANSHIN_VITAL_WEIGHT, "6", ANSHIN_VERDICT_NONE, ANSHIN_VERDICT_LOW },
    { ANSHIN_VITAL_PAIN, "0", ANSHIN_VERDICT_USUAL, ANSHIN_VERDICT_USUAL },
    { ANSHIN_VITAL_PAIN, "11", ANSHIN_VERDICT_IMPOSSIBLE, ANSHIN_VERDICT_IMPOSSIBLE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 value = -1;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (
        anshin_vital_judge_typed (cases[i].kind, cases[i].text, FALSE, &value), ==,
        cases[i].typing);
      g_assert_cmpint (
        anshin_vital_judge_typed (cases[i].kind, cases[i].text, TRUE, &value), ==,
        cases[i].finished);
      g_assert_cmpint (value >= 0, ==,
                       cases[i].finished >= ANSHIN_VERDICT_USUAL &&
                         cases[i].finished < ANSHIN_VERDICT_IMPOSSIBLE);
    }
}

/* On the way to a usual number, letter by letter, nobody is told off. */
static void
test_half_typed (void)
{
  for (int kind = ANSHIN_VITAL_NONE + 1; kind < ANSHIN_N_VITAL_KINDS; kind++)
    for (gint64 value = anshin_vital_get_info (kind)->seldom_below;
         value <= anshin_vital_get_info (kind)->seldom_above; value++)
      {
        g_autofree char *text = anshin_vital_format (kind, value);
        g_autoptr (GString) typed = g_string_new (NULL);

        for (const char *at = text; *at != '\0'; at++)
          {
            gint64 number = -1;

            g_string_append_c (typed, *at);
            g_assert_cmpint (anshin_vital_judge_typed (kind, typed->str, FALSE, &number), <=,
                             ANSHIN_VERDICT_USUAL);
          }
      }
}

/* What is written is read back, for every number of every kind. */
static void
test_round_trip (void)
{
  for (int kind = ANSHIN_VITAL_NONE + 1; kind < ANSHIN_N_VITAL_KINDS; kind++)
    for (gint64 value = anshin_vital_get_info (kind)->least;
         value <= anshin_vital_get_info (kind)->most; value++)
      {
        g_autofree char *text = anshin_vital_format (kind, value);
        gint64 again = -1;

        g_assert_true (anshin_vital_parse (kind, text, &again));
        g_assert_cmpint (again, ==, value);
      }
}

static AnshinVitalTargets *
make_targets (int kind, gint64 low, gint64 high)
{
  AnshinVitalTargets *targets = anshin_vital_targets_new ();
  AnshinVitalTarget *target = anshin_vital_target_new ();

  target->kind = kind;
  target->low = low;
  target->high = high;
  targets->targets = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (targets->targets, target);
  return targets;
}

static void
test_marks (void)
{
  g_autoptr (AnshinVitals) vitals = anshin_vitals_new ();
  g_autoptr (AnshinVitalTargets) own = make_targets (ANSHIN_VITAL_SPO2, 88, 92);
  g_autoptr (AnshinVitalTargets) none = make_targets (ANSHIN_VITAL_SPO2, 0, 0);
  gint64 low = 0;
  gint64 high = 0;

  anshin_vitals_set (vitals, ANSHIN_VITAL_SPO2, 90);
  anshin_vitals_set (vitals, ANSHIN_VITAL_TEMPERATURE, 375);
  anshin_vitals_mark (vitals, NULL);
  g_assert_cmpint (anshin_vitals_find (vitals, ANSHIN_VITAL_SPO2)->mark, ==, ANSHIN_MARK_LOW);
  g_assert_cmpint (anshin_vitals_find (vitals, ANSHIN_VITAL_TEMPERATURE)->mark, ==,
                   ANSHIN_MARK_HIGH);
  anshin_vitals_mark (vitals, own);
  g_assert_cmpint (anshin_vitals_find (vitals, ANSHIN_VITAL_SPO2)->mark, ==, ANSHIN_MARK_NONE);
  g_assert_cmpint (anshin_vital_targets_judge (own, ANSHIN_VITAL_SPO2, 93), ==, ANSHIN_MARK_HIGH);
  g_assert_cmpint (anshin_vital_targets_judge (none, ANSHIN_VITAL_SPO2, 50), ==, ANSHIN_MARK_NONE);
  g_assert_false (anshin_vital_targets_get (none, ANSHIN_VITAL_SPO2, &low, &high));
  g_assert_false (anshin_vital_targets_get (NULL, ANSHIN_VITAL_WEIGHT, &low, &high));
}

static void
test_together (void)
{
  g_autoptr (AnshinVitals) vitals = anshin_vitals_new ();
  g_autoptr (AnshinVitals) other = NULL;
  g_autoptr (GError) error = NULL;

  anshin_vitals_set (vitals, ANSHIN_VITAL_DIASTOLIC, 80);
  g_assert_false (anshin_record_validate (vitals, &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_FIELD_MISSING);
  g_clear_error (&error);
  anshin_vitals_set (vitals, ANSHIN_VITAL_SYSTOLIC, 80);
  g_assert_false (anshin_record_validate (vitals, &error));
  g_clear_error (&error);
  anshin_vitals_set (vitals, ANSHIN_VITAL_SYSTOLIC, 120);
  g_assert_true (anshin_record_validate (vitals, &error));
  g_assert_cmpint (anshin_vitals_get_unusual (vitals), ==, ANSHIN_VITAL_NONE);

  other = anshin_record_dup (vitals);
  other->measured_at = anshin_clock_now ();
  g_assert_true (anshin_vitals_same (vitals, other));
  anshin_vitals_set (other, ANSHIN_VITAL_SYSTOLIC, 190);
  g_assert_false (anshin_vitals_same (vitals, other));
  g_assert_cmpint (anshin_vitals_get_unusual (other), ==, ANSHIN_VITAL_SYSTOLIC);
  other->confirmed = TRUE;
  g_assert_cmpint (anshin_vitals_get_unusual (other), ==, ANSHIN_VITAL_NONE);
}

/* The words that an entry is found by: what people wrote, nothing else. */
static void
test_words (void)
{
  static const struct
  {
    const char *json;
    const char *folded;
    gboolean attachment;
  } cases[] = {
    { "{}", "", FALSE },
    { "{\"author_name\":\"花子\","
      "\"text\":\"けつ\\\"あつ\\\" \\\\ 高\\nめ\"}",
      "ケツ\"アツ\" \\ 高 メ", FALSE },
    { "{\"text\":\"text\",\"subject_name\":\"x\"}", "text", FALSE },
    { "{\"vitals\":{\"values\":[{\"kind\":\"pulse\",\"value\":70}],"
      "\"note\":\"食後\"}}", "食後", FALSE },
    { "{\"text\":\"a\",\"attachments\":"
      "[{\"id\":\"i\",\"name\":\"Ｂ.pdf\"}]}", "a\037b.pdf", TRUE },
    { "{\"attachments\":[],\"text\":\"a\"}", "a", FALSE },
    { "{\"text\":\"a\\u0009b", "a b", FALSE },
    { "{\"text\":\"a\\", "a", FALSE },
    { "{\"text\":\"attachments\",\"x\":{\"text\":\"c\"}}", "attachments\037c", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean attachment = FALSE;
      g_autofree char *folded = anshin_entry_text_fold (cases[i].json, &attachment);

      g_assert_cmpstr (folded, ==, cases[i].folded);
      g_assert_cmpint (attachment, ==, cases[i].attachment);
    }
}

/* In a list each number says what it is, though there is no room for words. */
static void
test_brief (void)
{
  g_autoptr (AnshinVitals) one = anshin_vitals_new ();
  g_autoptr (AnshinVitals) all = anshin_vitals_new ();
  g_autofree char *brief = NULL;
  g_autofree char *whole = NULL;

  anshin_vitals_set (one, ANSHIN_VITAL_SPO2, 95);
  anshin_vitals_set (all, ANSHIN_VITAL_SYSTOLIC, 128);
  anshin_vitals_set (all, ANSHIN_VITAL_DIASTOLIC, 74);
  anshin_vitals_set (all, ANSHIN_VITAL_PULSE, 72);
  anshin_vitals_set (all, ANSHIN_VITAL_TEMPERATURE, 365);
  anshin_vitals_set (all, ANSHIN_VITAL_PAIN, 3);
  anshin_vitals_set (all, ANSHIN_VITAL_FOOD, 80);
  brief = anshin_vitals_brief (one);
  whole = anshin_vitals_brief (all);
  g_assert_cmpstr (brief, ==, "SpO₂ 95 %");
  g_assert_cmpstr (whole, ==, "BP 128/74  P 72  T 36.5 °C  NRS 3  食事 80 %");
}

/* The same texts as they were written, of a record as it came to the desktop. */
static void
test_texts (void)
{
  static const char json[] = "{\"author_name\":\"花子\",\"text\":\"けつ\\\"あつ\\n高め\","
                             "\"attachments\":[{\"id\":\"i\",\"name\":\"Ｂ.pdf\"}],"
                             "\"vitals\":{\"values\":[{\"kind\":\"pulse\",\"value\":70}],"
                             "\"note\":\"食後\"}}";
  g_autoptr (AnshinContent) content
    = anshin_json_decode (json, -1, anshin_content_get_type (), ANSHIN_DECODE_ANSWER, NULL);
  g_autofree char *again = NULL;
  g_autoptr (GPtrArray) texts = NULL;

  g_assert_nonnull (content);
  again = anshin_json_from_record (content);
  texts = anshin_entry_text_list (again);
  g_assert_cmpint (texts->len, ==, 3);
  g_assert_cmpstr (texts->pdata[0], ==, "けつ\"あつ 高め");
  g_assert_cmpstr (texts->pdata[1], ==, "Ｂ.pdf");
  g_assert_cmpstr (texts->pdata[2], ==, "食後");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vitals/table", test_table);
  g_test_add_func ("/vitals/numbers", test_numbers);
  g_test_add_func ("/vitals/typed", test_typed);
  g_test_add_func ("/vitals/half-typed", test_half_typed);
  g_test_add_func ("/vitals/round-trip", test_round_trip);
  g_test_add_func ("/vitals/marks", test_marks);
  g_test_add_func ("/vitals/together", test_together);
  g_test_add_func ("/vitals/words", test_words);
  g_test_add_func ("/vitals/brief", test_brief);
  g_test_add_func ("/vitals/texts", test_texts);
  return g_test_run ();
}
