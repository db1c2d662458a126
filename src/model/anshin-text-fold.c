/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-text.h"

#include <string.h>

#include "anshin-text-private.h"

/* Kanji that a name has in several forms; whoever searches types the common one (常用字体). */
static const char *const name_variants[][2] = {
  { "高", "髙" }, { "崎", "﨑嵜㟢" }, { "辺", "邊邉" }, { "沢", "澤" }, { "広", "廣" },
  { "浜", "濱濵" }, { "斉", "齊斎齋" }, { "島", "嶋嶌" }, { "桜", "櫻" },
  { "富", "冨" }, { "竜", "龍" }, { "滝", "瀧" }, { "国", "國" }, { "真", "眞" },
  { "栄", "榮" }, { "恵", "惠" }, { "徳", "德" }, { "吉", "𠮷" }, { "柳", "栁桺" },
  { "桧", "檜" }, { "黒", "黑" }, { "瀬", "瀨" }, { "緑", "綠" }, { "団", "團" },
  { "宝", "寶寳" }, { "関", "關" }, { "実", "實" }, { "寿", "壽" }, { "万", "萬" },
  { "与", "與" }, { "芦", "蘆" }, { "薮", "藪" }, { "桑", "桒" }, { "鉄", "鐵" },
  { "館", "舘" }, { "峰", "峯" }, { "条", "條" }, { "豊", "豐" }, { "礼", "禮" },
  { "静", "靜" }, { "総", "總" },
};

/* What each full-width katakana from U+30A1 to U+30FA is without its mark and in full size. */
static const char bases[] =
  "アアイイウウエエオオカカキキククケケココササシシススセセソソタタチチツツツテテトト"
  "ナニヌネノハハハヒヒヒフフフヘヘヘホホホマミムメモヤヤユユヨヨラリルレロワワヰヱヲン"
  "ウカケワヰヱヲ";

/* The vowel that each ends with: what a long mark after it stands for. */
static const char vowels[] =
  "AAIIUUEEOOAAIIUUEEOOAAIIUUEEOOAAIIUUUEEOO"
  "AIUEOAAAIIIUUUEEEOOOAIUEOAAUUOOAIUEOAAIEO"
  "-UAEAIEO";

/* The order among those of one base: plain, voiced, half-voiced; and then small before large. */
static const char marks[] =
  "11111111111212121212121212121212121121212"
  "11111123123123123123111111111111111111111"
  "12112222";
static const char sizes[] =
  "12121212122222222222222222222222221222222"
  "22222222222222222222222221212122222212222"
  "22112222";

#define FIRST_KATAKANA 0x30a1
#define LAST_KATAKANA 0x30fa
#define LONG_MARK 0x30fc
#define MIDDLE_DOT 0x30fb
#define VOICED_MARK 0x3099
#define HALF_VOICED_MARK 0x309a

G_STATIC_ASSERT (sizeof bases == 90 * 3 + 1);
G_STATIC_ASSERT (sizeof vowels == 90 + 1 && sizeof marks == 90 + 1 && sizeof sizes == 90 + 1);

static gboolean
is_katakana_letter (gunichar c)
{
  return c >= FIRST_KATAKANA && c <= LAST_KATAKANA;
}

static gunichar
get_base (gunichar c)
{
  return g_utf8_get_char (bases + (c - FIRST_KATAKANA) * 3);
}

/* The vowel that a long mark lengthens, or the mark itself after what has none. */
static gunichar
get_long_vowel (gunichar previous)
{
  static const char letters[] = "AIUEO";
  static const gunichar kana[] = { 0x30a2, 0x30a4, 0x30a6, 0x30a8, 0x30aa };
  const char *found = NULL;

  if (is_katakana_letter (previous))
    found = strchr (letters, vowels[previous - FIRST_KATAKANA]);
  return found != NULL ? kana[found - letters] : LONG_MARK;
}

/* ヂ and ジ, ヅ and ズ, ヰ and イ, ヱ and エ, ヲ and オ sound alike: who hears a name cannot know
 * which it is. */
static gunichar
fold_katakana (gunichar c)
{
  switch (c)
    {
    case 0x30c2: /* ヂ */
      return 0x30b8;
    case 0x30c5: /* ヅ */
      return 0x30ba;
    case 0x30f0: /* ヰ */
      return 0x30a4;
    case 0x30f1: /* ヱ */
      return 0x30a8;
    case 0x30f2: /* ヲ */
      return 0x30aa;
    default:
      return sizes[c - FIRST_KATAKANA] == '1' ? get_base (c) : c;
    }
}

static gpointer
make_kanji_table (gpointer unused)
{
  GHashTable *table = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (name_variants); i++)
    for (const char *at = name_variants[i][1]; *at != '\0'; at = g_utf8_next_char (at))
      g_hash_table_insert (table, GUINT_TO_POINTER (g_utf8_get_char (at)),
                           GUINT_TO_POINTER (g_utf8_get_char (name_variants[i][0])));
  return table;
}

static gunichar
fold_kanji (gunichar c)
{
  static GOnce once = G_ONCE_INIT;
  gpointer common = g_hash_table_lookup (g_once (&once, make_kanji_table, NULL),
                                         GUINT_TO_POINTER (c));

  return common != NULL ? GPOINTER_TO_UINT (common) : c;
}

static gboolean
is_dash (gunichar c)
{
  return c == 0x2212 || (c >= 0x2010 && c <= 0x2015);
}

/* One character after width and case are folded; 0 drops it. */
static gunichar
fold_character (gunichar c, gunichar previous)
{
  if (c < 0x80)
    return c == '-' && is_katakana_letter (previous) ? get_long_vowel (previous) : c;
  if (c == LONG_MARK || is_dash (c))
    return is_katakana_letter (previous) ? get_long_vowel (previous)
                                         : (c == LONG_MARK ? LONG_MARK : '-');
  if (is_katakana_letter (c))
    return fold_katakana (c);
  if (c == MIDDLE_DOT || c == VOICED_MARK || c == HALF_VOICED_MARK ||
      anshin_text_is_variation_selector (c))
    return 0;
  if (c >= 0x3400)
    return fold_kanji (c);
  return c;
}

/* Width, case and kana folded; UTF-8 always, whatever came. */
static char *
fold_width_and_case (const char *text)
{
  g_autofree char *plain = anshin_text_fold_width (text);
  g_autofree char *lower = g_utf8_casefold (plain, -1);

  return anshin_text_to_katakana (lower);
}

/**
 * anshin_text_fold_part:
 * @self: where the parts before have ended; all zero for the first
 * @text: the next part; letters and the marks that belong to them are in one part
 * @length: its bytes; -1 up to its end
 * @out: gets the part folded, as anshin_text_fold() folds the whole
 */
void
anshin_text_fold_part (AnshinFold *self, const char *text, gssize length, GString *out)
{
  g_autofree char *part = length >= 0 ? g_strndup (text, (gsize) length) : NULL;
  g_autofree char *plain = fold_width_and_case (part != NULL ? part : text);

  for (const char *at = plain; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gunichar folded = 0;

      if (g_unichar_isspace (c))
        {
          self->blank = out->len > 0;
          continue;
        }
      folded = fold_character (c, self->previous);
      if (folded == 0)
        continue;
      if (self->blank)
        g_string_append_c (out, ' ');
      g_string_append_unichar (out, folded);
      self->previous = folded;
      self->blank = FALSE;
    }
}

/**
 * anshin_text_fold:
 * @text: (nullable): text as entered
 *
 * Makes what people take for the same into the same, for searching: full and half width, capital
 * and small letters, hiragana and katakana, small and large kana, ヂジ, ヅズ, ヰイ, ヱエ, ヲオ, a
 * long mark and the vowel it stands for (オーノ is オオノ, but オウノ is another name), kanji of
 * names in their several forms (髙 is 高), dots between the words of a foreign name. Blanks of any
 * kind and number become one space, so that words stay apart; [func@text_matches] skips it.
 *
 * Returns: (transfer full): the folded text, without blanks at its ends; "" for %NULL
 */
char *
anshin_text_fold (const char *text)
{
  AnshinFold fold = { 0 };
  GString *out = NULL;

  if (text == NULL)
    return g_strdup ("");
  out = g_string_sized_new (strlen (text) + 1);
  anshin_text_fold_part (&fold, text, -1, out);
  return g_string_free (out, FALSE);
}

/**
 * anshin_text_sort_key:
 * @kana: (nullable): a reading in kana; other text is ordered after it by code point
 *
 * Makes a key that strcmp() and a database with the collation C put into the order of the
 * fifty sounds: first by the letters without their marks and in full size, the family name as a
 * word before the given name; then plain before voiced before half-voiced; then small before
 * large. A long mark counts as the vowel it stands for.
 *
 * Returns: (transfer full): the key; it shows the reading and is as secret as that
 */
char *
anshin_text_sort_key (const char *kana)
{
  g_autofree char *plain = fold_width_and_case (kana != NULL ? kana : "");
  GString *out = g_string_sized_new (strlen (plain) * 2 + 2);
  g_autoptr (GString) second = g_string_new ("\001");
  g_autoptr (GString) third = g_string_new ("\001");
  gunichar previous = 0;
  gboolean blank = FALSE;

  for (const char *at = plain; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gboolean letter = is_katakana_letter (c);

      if (g_unichar_isspace (c) || c == MIDDLE_DOT)
        {
          blank = out->len > 0;
          continue;
        }
      if (c < 0x20 || fold_character (c, previous) == 0)
        continue;
      if (blank)
        g_string_append_c (out, '\002');
      blank = FALSE;
      g_string_append_c (second, letter ? marks[c - FIRST_KATAKANA] : '1');
      g_string_append_c (third, letter ? sizes[c - FIRST_KATAKANA] : c == LONG_MARK ? '0' : '2');
      previous = letter ? get_base (c) : fold_character (c, previous);
      g_string_append_unichar (out, previous);
    }
  g_string_append_len (out, second->str, (gssize) second->len);
  g_string_append_len (out, third->str, (gssize) third->len);
  return g_string_free (out, FALSE);
}

/**
 * anshin_text_find_word:
 * @text: folded text, whose spaces do not count
 * @word: a folded word
 * @length: its bytes
 * @end: (out): behind the place where it is
 *
 * Returns: (nullable): where it is
 */
const char *
anshin_text_find_word (const char *text, const char *word, gsize length, const char **end)
{
  /* Nearly always so, and the C library is fast at it: a search goes through megabytes. */
  const char *found = memmem (text, strlen (text), word, length);

  *end = found != NULL ? found + length : NULL;
  if (found != NULL || strchr (text, ' ') == NULL)
    return found;
  for (const char *start = text; *start != '\0'; start++)
    {
      const char *at = start;
      gsize same = 0;

      if (*start != word[0])
        continue;
      while (same < length && *at != '\0')
        {
          if (*at == word[same])
            same++;
          else if (*at != ' ')
            break;
          at++;
        }
      *end = at;
      if (same == length)
        return start;
    }
  return NULL;
}

/**
 * anshin_text_matches:
 * @folded_haystack: folded text, or several folded texts with line breaks in between
 * @folded_words: what was searched for, folded as a whole
 *
 * Each word of @folded_words must be somewhere in @folded_haystack, in any order; the words of the
 * haystack may be written together or apart. Nothing searched for matches everything. Allocates
 * nothing.
 *
 * Returns: whether it matches
 */
gboolean
anshin_text_matches (const char *folded_haystack, const char *folded_words)
{
  g_return_val_if_fail (folded_haystack != NULL, FALSE);

  if (folded_words == NULL)
    return TRUE;

  for (const char *word = folded_words; *word != '\0';)
    {
      gsize length = strcspn (word, " ");
      const char *end = NULL;

      if (length > 0 && anshin_text_find_word (folded_haystack, word, length, &end) == NULL)
        return FALSE;
      word += length;
      word += strspn (word, " ");
    }
  return TRUE;
}
