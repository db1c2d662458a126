/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-text-snippet.h"
#include "anshin-text.h"

#include <string.h>

/* Each line: what people take for the same. */
static const char *const same[][6] = {
  { "ヤマダ", "やまだ", "ﾔﾏﾀﾞ", "ヤマタ\xe3\x82\x99", "ﾔﾏﾀ\xe3\x82\x99", "ヤマタ゛" },
  { "山田　太郎", "山田 太郎", "  山田  太郎 ", "山田\t太郎" },
  { "ABC-12", "ＡＢＣ－１２", "abc-12", "abc‐12", "ａｂｃ−１２" },
  { "キヨウコ", "キョウコ", "きょうこ", "ｷｮｳｺ" },
  { "オオノ", "オーノ", "おーの", "ｵｰﾉ", "オ―ノ", "オ-ノ" },
  { "ユウコ", "ユーコ", "ゆうこ" },
  { "マリイ", "マリー", "まりぃ" },
  { "シズカ", "シヅカ", "しづか" },
  { "ミジカ", "ミヂカ" },
  { "トミエ", "トミヱ", "とみゑ" },
  { "イネ", "ヰネ", "ゐね" },
  { "カオル", "カヲル", "かをる" },
  { "ジョン・スミス", "ジョンスミス", "じょんすみす" },
  { "高橋", "髙橋" },
  { "崎", "﨑", "嵜" },
  { "渡辺", "渡邊", "渡邉" },
  { "斉藤", "齋藤", "斎藤", "齊藤" },
  { "葛城", "葛\xf3\xa0\x84\x80城" },
  { "吉田", "𠮷田" },
  { "Straße", "STRASSE" },
  { "", "   ", "　" },
};

static const char *const different[][2] = {
  { "オオノ", "オウノ" }, { "ハル", "バル" }, { "バル", "パル" },   { "ケイコ", "ケエコ" },
  { "山田", "山本" },     { "12", "21" },     { "アツシ", "アズシ" }, { "ー", "" },
};

static void
test_same (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *first = anshin_text_fold (same[i][0]);

      for (guint j = 1; j < 6 && same[i][j] != NULL; j++)
        {
          g_autofree char *other = anshin_text_fold (same[i][j]);

          g_assert_cmpstr (other, ==, first);
        }
    }
}

static void
test_different (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (different); i++)
    {
      g_autofree char *first = anshin_text_fold (different[i][0]);
      g_autofree char *other = anshin_text_fold (different[i][1]);

      g_assert_cmpstr (first, !=, other);
    }
}

/* Folded kana folded again are the same; bytes that are no text fold into text. */
static void
test_idempotent (void)
{
  g_autofree char *nothing = anshin_text_fold (NULL);

  g_assert_cmpstr (nothing, ==, "");
  for (guint i = 0; i < 20000; i++)
    {
      char raw[24] = "";
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;

      for (guint j = 0; j < 12; j++)
        {
          gunichar c = i % 2 == 0 ? 0x3041 + (gunichar) g_test_rand_int_range (0, 190) : 0;

          if (c != 0 && j < 6)
            g_unichar_to_utf8 (c, raw + j * 3);
          else if (c == 0)
            raw[j] = (char) g_test_rand_int_range (1, 256);
        }
      once = anshin_text_fold (raw);
      twice = anshin_text_fold (once);
      g_assert_true (g_utf8_validate (once, -1, NULL));
      if (i % 2 == 0)
        g_assert_cmpstr (once, ==, twice);
    }
}

static gboolean
matches (const char *haystack, const char *words)
{
  g_autofree char *folded = anshin_text_fold (haystack);
  g_autofree char *searched = anshin_text_fold (words);

  return anshin_text_matches (folded, searched);
}

static void
test_matches (void)
{
  const char *patient = "山田 太郎 ヤマダ タロウ A-0012";

  g_assert_true (matches (patient, ""));
  g_assert_true (matches (patient, "　"));
  g_assert_true (matches (patient, "やまだ"));
  g_assert_true (matches (patient, "ﾔﾏﾀﾞ"));
  g_assert_true (matches (patient, "やまだたろう"));
  g_assert_true (matches (patient, "たろう　やまだ"));
  g_assert_true (matches (patient, "山田太郎"));
  g_assert_true (matches (patient, "太 田"));
  g_assert_true (matches (patient, "０012"));
  g_assert_true (matches (patient, "a-00 山"));
  g_assert_false (matches (patient, "やまだ はなこ"));
  g_assert_false (matches (patient, "やまた"));
  g_assert_false (matches (patient, "タロウヤマダ"));
  g_assert_false (matches ("", "a"));
  g_assert_true (matches ("", ""));
  g_assert_true (anshin_text_matches ("a", NULL));
  g_assert_false (anshin_text_matches ("ヤマダ\nタロウ", "ヤマダタロウ"));
}

/* The right order; each pair of neighbours is held against the other. */
static const char *const ordered[] = {
  "アイ", "アオキ ミドリ", "アオキバ アヤ", "イトウ", "ウエダ", "オオノ", "オノ アキ",
  "オノ ヨウコ",
  "オノダ アイ", "カツト", "カット", "カトウ", "ガトウ", "ガトオ", "キヨ", "ハハ", "ハバ", "ハパ",
  "バハ", "ヒラノ",
  "ヤマモト", "ユキ", "ワダ", "ヲシ", "ンダ",
};

static void
test_order (void)
{
  for (guint i = 1; i < G_N_ELEMENTS (ordered); i++)
    {
      g_autofree char *left = anshin_text_sort_key (ordered[i - 1]);
      g_autofree char *right = anshin_text_sort_key (ordered[i]);

      g_test_message ("%s < %s", ordered[i - 1], ordered[i]);
      /* ツ and ッ differ by size alone: the small one is first. */
      if (g_str_equal (ordered[i], "カット"))
        g_assert_cmpstr (right, <, left);
      else
        g_assert_cmpstr (left, <, right);
    }
}

static void
test_key_forms (void)
{
  const char *const pairs[][2] = {
    { "ﾔﾏﾀﾞ ﾀﾛｳ", "やまだ　たろう" },
    { "  ヤマダ  タロウ ", "ヤマダ タロウ" },
    { "ＡＢＣ", "abc" },
  };
  g_autofree char *nothing = anshin_text_sort_key (NULL);
  g_autofree char *plain = anshin_text_sort_key ("カトウ");
  g_autofree char *voiced = anshin_text_sort_key ("ガトウ");
  g_autofree char *next = anshin_text_sort_key ("カトウア");
  g_autofree char *latin = anshin_text_sort_key ("Smith");
  g_autofree char *kanji = anshin_text_sort_key ("山田");

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *a = anshin_text_sort_key (pairs[i][0]);
      g_autofree char *b = anshin_text_sort_key (pairs[i][1]);

      g_assert_cmpstr (a, ==, b);
    }
  g_assert_cmpstr (nothing, <, latin);
  g_assert_cmpstr (latin, <, plain);
  g_assert_cmpstr (plain, <, voiced);
  g_assert_cmpstr (voiced, <, next);
  g_assert_cmpstr (next, <, kanji);
}

/* The list of 20 000 patients is filtered while somebody types. */
static void
test_speed (void)
{
  g_autofree char *haystack = anshin_text_fold ("花川 はな子\nハナカワ ハナコ\nK-01234\n0797-00");
  gint64 start = g_get_monotonic_time ();
  gint64 taken = 0;

  for (guint i = 0; i < 20000; i++)
    g_assert_false (anshin_text_matches (haystack, "ヤマダ タロウ"));
  taken = g_get_monotonic_time () - start;
  g_test_message ("20 000 filtered in %" G_GINT64_FORMAT " µs", taken);
  g_assert_cmpint (taken, <, 500000);
}

/* The place of the words, in brackets. */
static void
test_snippet (void)
{
  static const struct
  {
    const char *text;
    const char *words;
    const char *shown;
  } cases[] = {
    { "血圧が高めでした", "血圧", "[血圧]が高めでした" },
    { "けさ、ケツアツは よこう", "けつあつ", "けさ、[ケツアツ]は よこう" },
    { "ｹﾂｱﾂ ﾊﾟｯﾄ ﾀﾞｴﾝ", "パット だえん", "ｹﾂｱﾂ [ﾊﾟｯﾄ] [ﾀﾞｴﾝ]" },
    { "SpO2 は９７", "ＳＰＯ２ 97", "[SpO2] は[９７]" },
    { "サーバーとサアバア", "さーばー", "[サーバー]と[サアバア]" },
    { "ジョン・スミスさん", "ジョンスミス", "[ジョン・スミス]さん" },
    { "髙﨑さんと高崎さん", "高崎", "[髙﨑]さんと[高崎]さん" },
    { "ハ゛ス、か\u3099す", "バス ガス", "[ハ゛ス]、[か\u3099す]" },
    { "三\n  行\t目", "三行", "[三 行] 目" },
    { "㌔と㌘", "ろ", "[㌔]と㌘" },
    { "<b>&amp;</b>", "AMP", "<b>&[amp];</b>" },
    { "なにもない", "血圧", "なにもない" },
    { "なにもない", "", "なにもない" },
    { "あああ", "ああ あ", "[あああ]" },
    { "一二三四五六七八九十一二三四五六七八九十血圧"
      "一二三四五六七八九十一二三四五六七八九十",
      "血圧", "…七八九十[血圧]一二三四五六七八九十一二三四…" },
    { "一二三四五六七八九十一二三四五六七八九十血圧", "血圧",
      "…三四五六七八九十一二三四五六七八九十[血圧]" },
    { "血圧一二三四五六七八九十一二三四五六七八九十", "血圧",
      "[血圧]一二三四五六七八九十一二三四五六七八…" },
    { "", "血圧", "" },
  };
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (AnshinTextSpan));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = anshin_text_snippet (cases[i].text, cases[i].words, 4, 20, spans);
      g_autoptr (GString) shown = g_string_new (line);

      for (guint n = spans->len; n > 0; n--)
        {
          const AnshinTextSpan *span = &g_array_index (spans, AnshinTextSpan, n - 1);

          g_string_insert (shown, (gssize) span->end, "]");
          g_string_insert (shown, (gssize) span->start, "[");
        }
      g_assert_cmpstr (shown->str, ==, cases[i].shown);
      g_assert_cmpint (anshin_text_has_word (cases[i].text, cases[i].words), ==, spans->len > 0);
    }
}

/* What search finds in a text of any letters is found again where it is. */
static void
test_snippet_finds_what_matches (void)
{
  static const char *const letters[]
    = { "あ", "ア", "ｱ", "か", "ｶ", "ﾞ", "゛", "\u3099", "ー", "-", "・", " ", "　", "\n",
        "ゐ", "ｯ", "A", "ａ", "é", "e\u0301", "㌔", "髙", "𠮷", "9", "９", "…", "ﬁ", "ß" };
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (AnshinTextSpan));

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GString) part = g_string_new (NULL);
      g_autofree char *folded = NULL;
      g_autofree char *folded_part = NULL;
      g_autofree char *line = NULL;

      for (int n = g_test_rand_int_range (0, 16); n > 0; n--)
        g_string_append (text, letters[g_test_rand_int_range (0, G_N_ELEMENTS (letters))]);
      for (int n = g_test_rand_int_range (1, 4); n > 0; n--)
        g_string_append (part, letters[g_test_rand_int_range (0, G_N_ELEMENTS (letters))]);
      folded = anshin_text_fold (text->str);
      folded_part = anshin_text_fold (part->str);
      line = anshin_text_snippet (text->str, part->str, 40, 100, spans);
      g_assert_true (g_utf8_validate (line, -1, NULL));
      if (*folded_part == '\0' || strchr (folded_part, ' ') != NULL)
        continue;
      g_assert_cmpint (anshin_text_matches (folded, folded_part), ==, spans->len > 0);
      for (guint i = 0; i < spans->len; i++)
        {
          const AnshinTextSpan *span = &g_array_index (spans, AnshinTextSpan, i);

          g_assert_cmpuint (span->start, <, span->end);
          g_assert_cmpuint (span->end, <=, strlen (line));
          g_assert_true (g_utf8_validate (line + span->start, (gssize) (span->end - span->start),
                                          NULL));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fold/same", test_same);
  g_test_add_func ("/fold/different", test_different);
  g_test_add_func ("/fold/idempotent", test_idempotent);
  g_test_add_func ("/fold/matches", test_matches);
  g_test_add_func ("/fold/order", test_order);
  g_test_add_func ("/fold/key-forms", test_key_forms);
  g_test_add_func ("/fold/speed", test_speed);
  g_test_add_func ("/fold/snippet", test_snippet);
  g_test_add_func ("/fold/snippet-finds", test_snippet_finds_what_matches);
  return g_test_run ();
}
