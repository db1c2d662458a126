/* SPDX-License-Identifier: GPL-3.0-or-later */
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
  return g_test_run ();
}
