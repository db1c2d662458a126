/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-password.h"

#include <string.h>

#include "anshin-limits.h"
#include "anshin-test.h"

static const char *const own_words[] = {
  "山田 太郎", "ヤマダ タロウ", "yamada.t85@example.jp", "さくら川クリニック", NULL,
};

static const char *const good[] = {
  "tanuki-Kasumi7x",
  "kx92hq1lzsdvm",
  "correct horse 9 battery",
  "長い合言葉を2つ並べた文です",
  "ふじさん登山は3回目だ。楽",
  "Zitrone!!vier4Mal",
  "     a    1  xq z7",
  "e\xcc\x81" "e\xcc\x81" "kx92hq1lzs",
  "Ωмега77ключей",
  "🦊🦊 likes 2 plums",
  "ab1cd2ef3gh4ij5kl6mn7xy",
};

/* Too short, or without a letter or a digit. */
static const char *const wanting[] = {
  "", "a1", "kx92hq1lzsdv", "kxqhqwlzsdvmtt", "9281746350285", "!!!!!!!!!!!!!!!",
  "長い合言葉を並べた文です。",
};

static const char *const guessed[] = {
  "password12345", "Password12345", "ＰＡＳＳＷＯＲＤ１２３４５", "P@ssw0rd123456", "p4ssw0rd-2026",
  "passwordpassword1", "password password 1", "qwertyuiop1234", "1234567890abc", "abc1234567890",
  "poiuytrewq0987", "1q2w3e4r5t6y7u", "asdfghjkl12345", "1qaz2wsx3edc4rfv", "iloveyou12345",
  "sakurahimawari2026", "Sakura-Himawari-2026", "haruhi... 1234567", "aaaaaaaaaaaa1",
  "1a1a1a1a1a1a1a1a", "abababababab1", "welcome20261122", "letmein letmein 1", "summer2026winter",
  "パスワード12345678", "ぱすわーど１２３４５６７８", "arigatougozaimasu1", "Kangoshi-19850412",
  "monkeymonkey2026",
  "administrator1", "administrator2026", "hospital19991231", "Nishinomiya2026", "tanakahiroshi55",
};

static const char *const own[] = {
  "yamada-kx92hq1", "YAMADA-kx92hq1", "ＹＡＭＡＤＡkx92hq1", "やまだkx92hq1lz", "ヤマダkx92hq1lz",
  "ﾔﾏﾀﾞkx92hq1lz",
  "山田kx92hq1lzsd", "太郎kx92hq1lzsd", "kx92hq1lzsdtaro", "kx92hq1tarou7zs", "y4m4d4-kx92hq1",
  "y.a.m.a.d.a kx92", "sakura-kx92hq1z", "kurinikku-x92hq1", "takarazuka-92kf", "Takaraduka92kfhq",
  "宝塚kx92hq1lzsdv", "たからづかx92hq1z", "ﾀｶﾗﾂﾞｶ92kfhq1", "あんしん9fkq2lzsd", "anshin9fkq2lzsd",
  "ansin9fkq2lzsdx",
  "4nsh1n-9fkq2lzsd", "安心9fkq2lzsdvmq", "AnshinNet9fkq2z", "医師会9fkq2lzsdvm",
  "ishikai9fkq2lzsd",
};

static void
check_refused (const char *password)
{
  g_autoptr (GError) error = NULL;

  note (password);
  g_assert_false (anshin_password_check (password, own_words, &error));
  assert_error (error, ANSHIN_ERROR_PASSWORD_WEAK, "password");
}

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;

      note (good[i]);
      g_assert_true (anshin_password_check (good[i], own_words, &error));
      g_assert_no_error (error);
      g_assert_true (anshin_password_check (good[i], NULL, NULL));
    }
}

static void
test_wanting (void)
{
  check_refused (NULL);
  check_refused ("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff" "a1");
  for (guint i = 0; i < G_N_ELEMENTS (wanting); i++)
    check_refused (wanting[i]);
}

static void
test_guessed (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (guessed); i++)
    check_refused (guessed[i]);
}

static void
test_own (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    check_refused (own[i]);
}

/* A name of two letters, and of three in the middle of a word, are there by chance. */
static void
test_short_names (void)
{
  const char *const words[] = { "井 ai", "abe", "", "  ", NULL };

  g_assert_true (anshin_password_check ("kx92hq1laidvm", words, NULL));
  g_assert_true (anshin_password_check ("kx92habe1lzsd", words, NULL));
  g_assert_false (anshin_password_check ("abekx92hq1lzs", words, NULL));
  g_assert_false (anshin_password_check ("kx92hq1lzsabe", words, NULL));
}

/* One name in all the ways that people spell it. */
static void
test_spellings (void)
{
  const struct
  {
    const char *name;
    const char *spellings[8];
  } rows[] = {
    { "ジュンイチ", { "junichi", "jun'ichi", "zyuniti", "じゅんいち", "ｼﾞｭﾝｲﾁ", "jyunichi" } },
    { "キョウコ", { "kyouko", "kyoko", "Kyōko", "kyohko", "きょうこ", "ｷｮｳｺ", "きょーこ" } },
    { "シンチャン", { "shinchan", "sintyan", "Shin-chan", "しんちゃん" } },
    { "ナンバ", { "nanba", "namba", "なんば" } },
    { "ハットリ", { "hattori", "はっとり" } },
    { "フジオ", { "fujio", "huzio", "ふじお" } },
    { "Schröder", { "schröder", "SCHRODER", "schroeder" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint j = 0; rows[i].spellings[j] != NULL; j++)
      {
        const char *const words[] = { rows[i].name, NULL };
        g_autofree char *password = g_strconcat ("92kfh", rows[i].spellings[j], "q7xzwv", NULL);
        gboolean passed = anshin_password_check (password, words, NULL);

        /* How Germans write it without the letter is beyond us. */
        g_assert_cmpint (passed, ==, g_str_equal (rows[i].spellings[j], "schroeder"));
      }
}

static void
test_long (void)
{
  g_autofree char *part = repeat ("kx92hq1lzs", 100);
  g_autofree char *too_long = g_strconcat (part, "x", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (anshin_password_check (part, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (anshin_password_check (too_long, NULL, &error));
  assert_error (error, ANSHIN_ERROR_FIELD_TOO_LONG, "password");
}

/* What a list of 3 000 passwords could hold: all pairs of some words with what people append. */
static void
test_combinations (void)
{
  const char *const words[] = { "password", "welcome", "sakura", "monkey", "dragon", "summer",
                                "hospital", "nurse",   "kango",  "tanaka", "osaka",  "love",
                                "admin",    "secret",  "master", "flower" };
  const char *const tails[] = { "1", "12", "123", "1234", "2026", "19850412", "123456", "111111" };
  guint count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    for (guint j = 0; j < G_N_ELEMENTS (words); j++)
      for (guint k = 0; k < G_N_ELEMENTS (tails); k++)
        {
          g_autofree char *behind = g_strconcat (words[i], "_", words[j], "!!!", tails[k], NULL);
          g_autofree char *before = g_strconcat (tails[k], words[i], "..", words[j], "?", NULL);

          check_refused (behind);
          check_refused (before);
          count += 2;
        }
  g_assert_cmpuint (count, >=, 3000);
}

/* Judging takes so little that it can be done at every keystroke. */
static void
test_speed (void)
{
  g_autofree char *longest = repeat ("kx92hq1lzs", 12);
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 20; i++)
    g_assert_true (anshin_password_check (longest, own_words, NULL));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/password/good", test_good);
  g_test_add_func ("/password/wanting", test_wanting);
  g_test_add_func ("/password/guessed", test_guessed);
  g_test_add_func ("/password/own", test_own);
  g_test_add_func ("/password/short-names", test_short_names);
  g_test_add_func ("/password/spellings", test_spellings);
  g_test_add_func ("/password/long", test_long);
  g_test_add_func ("/password/combinations", test_combinations);
  g_test_add_func ("/password/speed", test_speed);
  return g_test_run ();
}
