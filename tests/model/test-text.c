/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-text.h"

#include <string.h>

#include "anshin-test.h"

static const struct
{
  const char *text;
  gboolean line;
  gboolean prose;
} texts[] = {
  { "山田 太郎", TRUE, TRUE },
  { "山田　太郎", TRUE, TRUE },
  { "", TRUE, TRUE },
  { "一行目\n二行目", FALSE, TRUE },
  { "列\t列", FALSE, TRUE },
  { "一行目\r\n二行目", FALSE, FALSE },
  { "\x01", FALSE, FALSE },
  { "\x1b[31m", FALSE, FALSE },
  { "\x7f", FALSE, FALSE },
  { "\xc2\x85", FALSE, FALSE },             /* U+0085 */
  { "a\xe2\x80\xa8" "b", FALSE, FALSE },    /* U+2028 */
  { "a\xe2\x80\xa9" "b", FALSE, FALSE },    /* U+2029 */
  { "a\xe2\x80\xae" "b", FALSE, FALSE },    /* U+202E */
  { "a\xe2\x80\xaa" "b", FALSE, FALSE },    /* U+202A */
  { "a\xe2\x81\xa6" "b", FALSE, FALSE },    /* U+2066 */
  { "a\xe2\x81\xa9" "b", FALSE, FALSE },    /* U+2069 */
  { "a\xe2\x80\x8e" "b", FALSE, FALSE },    /* U+200E */
  { "a\xe2\x80\x8f" "b", FALSE, FALSE },    /* U+200F */
  { "a\xd8\x9c" "b", FALSE, FALSE },        /* U+061C */
  { "a\xe2\x80\x8b" "b", FALSE, FALSE },    /* U+200B */
  { "a\xe2\x80\x8d" "b", FALSE, FALSE },    /* U+200D between letters */
  { "a\xe2\x81\xa0" "b", FALSE, FALSE },    /* U+2060 */
  { "\xef\xbb\xbf" "a", FALSE, FALSE },     /* U+FEFF */
  { "a\xc2\xad" "b", FALSE, FALSE },        /* U+00AD */
  { "\xe3\x85\xa4", FALSE, FALSE },         /* U+3164, a letter that shows nothing */
  { "\xe2\xa0\x80", FALSE, FALSE },         /* U+2800 */
  { "\xef\xbe\xa0", FALSE, FALSE },         /* U+FFA0 */
  { "\xee\x80\x80", FALSE, FALSE },         /* U+E000, private: 外字 */
  { "\xf3\xb0\x80\x80", FALSE, FALSE },     /* U+F0000 */
  { "\xef\xbf\xbf", FALSE, FALSE },         /* U+FFFF */
  { "\xef\xb7\x90", FALSE, FALSE },         /* U+FDD0 */
  { "\xcd\xb8", FALSE, FALSE },             /* U+0378, not assigned */
  { "\xf3\xa0\x81\x81", FALSE, FALSE },     /* U+E0041, a tag */
  { "葛\xf3\xa0\x84\x80城", TRUE, TRUE },   /* 異体字 */
  { "神\xef\xb8\x80", TRUE, TRUE },         /* U+FE00 */
  { "👩\xe2\x80\x8d⚕️ お大事に", FALSE, TRUE },
  { "👨\xe2\x80\x8d👩\xe2\x80\x8d👧", FALSE, TRUE },
  { "👍🏽", TRUE, TRUE },
  { "か\xe3\x82\x99", TRUE, TRUE },
  { "a\xcc\x81\xcc\x81\xcc\x81\xcc\x81", TRUE, TRUE },
  { "a\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81", FALSE, FALSE },
  { "\xff", FALSE, FALSE },
  { "\xed\xa0\x80", FALSE, FALSE },
  { "\xc0\xaf", FALSE, FALSE },
};

static void
test_characters (void)
{
  g_assert_false (anshin_text_is_line (NULL));
  g_assert_false (anshin_text_is_prose (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("row %u", i);
      g_assert_cmpint (anshin_text_is_line (texts[i].text), ==, texts[i].line);
      g_assert_cmpint (anshin_text_is_prose (texts[i].text), ==, texts[i].prose);
    }
}

static void
test_find_unusable (void)
{
  const char *text = "外字\xee\x80\x80です";

  g_assert_null (anshin_text_find_unusable ("一行目\n二行目\t👨‍👩‍👧"));
  g_assert_true (anshin_text_find_unusable (text) == text + strlen ("外字"));
}

typedef char *(*Normalize) (const char *text);

static void
check_table (Normalize normalize, const char *const (*pairs)[2], guint count)
{
  g_autofree char *nothing = normalize (NULL);

  g_assert_cmpstr (nothing, ==, "");
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *once = normalize (pairs[i][0]);
      g_autofree char *twice = normalize (once);

      g_assert_cmpstr (once, ==, pairs[i][1]);
      g_assert_cmpstr (twice, ==, once);
    }
}

static void
test_normalize_line (void)
{
  static const char *const pairs[][2] = {
    { "  山田　太郎\n", "山田　太郎" },
    { "山田 　 太郎", "山田 太郎" },
    { "か\xe3\x82\x99", "が" },
    { "e\xcc\x81", "é" },
    { "\xef\xa8\x99", "\xef\xa8\x99" },       /* 神 as the family writes it stays */
    { "か\xe3\x82\x99\xef\xa8\x99か\xe3\x82\x99", "が\xef\xa8\x99が" },
    { "ＡＢｃ", "ＡＢｃ" },
    { "\xe2\x80\xae山", "\xe2\x80\xae山" },
    { "　", "" },
  };

  check_table (anshin_text_normalize_line, pairs, G_N_ELEMENTS (pairs));
}

static void
test_normalize_prose (void)
{
  static const char *const pairs[][2] = {
    { "a\r\nb\rc\n\nd", "a\nb\nc\n\nd" },
    { "a\xe2\x80\xa8" "b\xc2\x85" "c", "a\nb\nc" },
    { "\xef\xbb\xbf" "a\xe2\x80\x8b" "b\xe2\x80\xae" "c\xc2\xad", "abc" },
    { "  a\t  ", "  a\t  " },
    { "a\vb\fc\x1b\x01\x7f", "a\nb\nc" },
    { "👩\xe2\x80\x8d⚕️", "👩\xe2\x80\x8d⚕️" },
    { "a\xe2\x80\x8d" "b", "ab" },
  };

  check_table (anshin_text_normalize_prose, pairs, G_N_ELEMENTS (pairs));
}

static void
test_normalize_kana (void)
{
  static const char *const pairs[][2] = {
    { "ﾔﾏﾀﾞ　ﾀﾛｳ", "ヤマダ タロウ" },
    { "やまだ  たろう ", "ヤマダ タロウ" },
    { "オ-ノ", "オーノ" },
    { "ｵｰﾉ", "オーノ" },
    { "オ−ノ", "オーノ" },
    { "ジョン・スミス", "ジョン・スミス" },
    { "いすゞ", "イスヾ" },
    { "山田", "山田" },
    { "-ア", "-ア" },
    { "ゑ゛", "ヹ" },
  };

  check_table (anshin_text_normalize_kana, pairs, G_N_ELEMENTS (pairs));
}

static void
test_normalize_mail (void)
{
  static const char *const pairs[][2] = {
    { " Yamada.T@Example.JP ", "yamada.t@example.jp" },
    { "ｙａｍａｄａ＠ｅｘａｍｐｌｅ．ｊｐ", "yamada@example.jp" },
    { "YAMADA@EXAMPLE.JP\n", "yamada@example.jp" },
  };

  check_table (anshin_text_normalize_mail, pairs, G_N_ELEMENTS (pairs));
}

static void
test_normalize_telephone (void)
{
  static const char *const pairs[][2] = {
    { "０７９７（１２）３４５６", "0797(12)3456" },
    { " 0797ー12−3456 ", "0797-12-3456" },
    { "+81 797 12 3456", "+81 797 12 3456" },
  };

  check_table (anshin_text_normalize_telephone, pairs, G_N_ELEMENTS (pairs));
}

static void
test_kana (void)
{
  const char *const good[] = {
    "ヤマダ タロウ", "やまだ", "ジョン・スミス", "オーノ", "ヴァン", "イスヾ", "ヤマダ　ハナコ",
    "ヶ",
  };
  const char *const bad[] = {
    "", " ", "・", "ー", "山田", "ﾔﾏﾀﾞ", "Yamada", "ヤマダ1", "ヤマダ\n", "\xff",
  };

  g_assert_false (anshin_text_is_kana (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (anshin_text_is_kana (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (anshin_text_is_kana (bad[i]));
}

static void
test_mail (void)
{
  const char *const good[] = { "a@b.jp", "yamada.taro+net@clinic.example.jp", "x..y.@docomo.ne.jp",
                               "o'neil@example.com", "a@xn--p8j.jp" };
  const char *const bad[] = {
    "", "@", "a@", "@b.jp", "a@b", "a@b..jp", "a@.jp", "a@b.jp.", "a b@c.jp", "a@b c.jp",
    "a@b@c.jp",
    "a@-b.jp", "a@b-.jp", "山田@example.jp", "a@例え.jp", "a@b.1", "a@192.168.0.1", "a@b_c.jp",
    "<a@b.jp>", "a@b.jp\n", "a\"b@c.jp", "a,b@c.jp",
  };
  g_autofree char *long_local = repeat ("a", 65);
  g_autofree char *too_long = g_strconcat (long_local, "@b.jp", NULL);
  g_autofree char *labels = repeat ("abcdefghi.", 26);
  g_autofree char *long_domain = g_strconcat ("a@", labels, "jp", NULL);

  g_assert_false (anshin_text_is_mail (NULL));
  g_assert_false (anshin_text_is_mail (too_long));
  g_assert_false (anshin_text_is_mail (long_domain));
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (anshin_text_is_mail (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      note (bad[i]);
      g_assert_false (anshin_text_is_mail (bad[i]));
    }
}

static void
test_telephone (void)
{
  const char *const good[] = { "119", "0797-12-3456", "+81 797 12 3456", "0797(12)3456" };
  const char *const bad[] = { "", "-", "11", "０７９７", "0797-12-3456内線1", "0797#1" };

  g_assert_false (anshin_text_is_telephone (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (anshin_text_is_telephone (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (anshin_text_is_telephone (bad[i]));
}

static void
test_length (void)
{
  g_assert_cmpint (anshin_text_length (NULL), ==, 0);
  g_assert_cmpint (anshin_text_length (""), ==, 0);
  g_assert_cmpint (anshin_text_length ("宝塚𠮷"), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/characters", test_characters);
  g_test_add_func ("/text/find-unusable", test_find_unusable);
  g_test_add_func ("/text/normalize-line", test_normalize_line);
  g_test_add_func ("/text/normalize-prose", test_normalize_prose);
  g_test_add_func ("/text/normalize-kana", test_normalize_kana);
  g_test_add_func ("/text/normalize-mail", test_normalize_mail);
  g_test_add_func ("/text/normalize-telephone", test_normalize_telephone);
  g_test_add_func ("/text/kana", test_kana);
  g_test_add_func ("/text/mail", test_mail);
  g_test_add_func ("/text/telephone", test_telephone);
  g_test_add_func ("/text/length", test_length);
  return g_test_run ();
}
