/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-text-private.h"

#include <string.h>

/*
 * One spelling for what can be spelled in many ways, so that a password can be held against a
 * name whichever way either is written: あんしん, アンシン, anshin and ansin are all "ansin".
 */

/* U+30A1 to U+30FA, apart by spaces; small letters begin with x. */
static const char syllables[] =
  "xa a xi i xu u xe e xo o ka ga ki gi ku gu ke ge ko go sa za si zi su zu se ze so zo ta "
  "da ti zi xt tu zu te de to do na ni nu ne no ha ba pa hi bi pi hu bu pu he be pe ho bo po "
  "ma mi mu me mo xya ya xyu yu xyo yo ra ri ru re ro xwa wa i e o n bu xka xke ba bi be bo";

/* The Hepburn way and others into one, longest first. */
static const char *const spellings[][2] = {
  { "tchi", "ti" }, { "tcha", "tya" }, { "tchu", "tyu" }, { "tcho", "tyo" }, { "shi", "si" },
  { "sha", "sya" }, { "shu", "syu" },  { "sho", "syo" },  { "chi", "ti" },   { "cha", "tya" },
  { "chu", "tyu" }, { "cho", "tyo" },  { "tsu", "tu" },   { "dzu", "zu" },   { "jya", "zya" },
  { "jyu", "zyu" }, { "jyo", "zyo" },  { "ji", "zi" },    { "ja", "zya" },   { "ju", "zyu" },
  { "jo", "zyo" },  { "fu", "hu" },    { "fa", "hua" },   { "fi", "hui" },   { "fe", "hue" },
  { "fo", "huo" },  { "du", "zu" },    { "di", "zi" },    { "wo", "o" },     { "mb", "nb" },
  { "mp", "np" },   { "va", "ba" },    { "vi", "bi" },    { "vu", "bu" },    { "ve", "be" },
  { "vo", "bo" },
};

static void
append_syllable (GString *out, gunichar kana)
{
  const char *at = syllables;
  gsize length = 0;

  for (gunichar c = 0x30a1; c < kana; c++)
    at = strchr (at, ' ') + 1;
  length = strcspn (at, " ");

  if (at[0] != 'x')
    {
      g_string_append_len (out, at, (gssize) length);
      return;
    }
  if (at[1] == 't')
    return;
  /* A small ya takes the place of the i before it: ki and ya are kya. */
  if (at[1] == 'y' && out->len > 0 && out->str[out->len - 1] == 'i')
    g_string_truncate (out, out->len - 1);
  g_string_append_len (out, at + 1, (gssize) length - 1);
}

/* Letters and digits alone, in one width and case, kana in Latin letters. */
char *
anshin_text_to_latin (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *plain = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  g_autofree char *composed = NULL;
  g_autofree char *lower = NULL;
  g_autofree char *katakana = NULL;
  GString *bare = g_string_new (NULL);
  GString *out = g_string_new (NULL);

  /* Latin letters lose their accents (ō is o), kana keep their marks. */
  for (const char *at = plain; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_ismark (c) || c == 0x3099 || c == 0x309a)
        g_string_append_unichar (bare, c);
    }
  composed = g_utf8_normalize (bare->str, -1, G_NORMALIZE_ALL_COMPOSE);
  g_string_free (bare, TRUE);
  lower = g_utf8_casefold (composed, -1);
  katakana = anshin_text_to_katakana (lower);

  for (const char *at = katakana; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c >= 0x30a1 && c <= 0x30fa)
        append_syllable (out, c);
      else if (c != 0x30fc && g_unichar_isalnum (c))
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/* Takes one letter at the end of @out, where long vowels (ou, oh) and double letters are short;
 * @next is the letter after it. */
static void
append_short (GString *out, char c, char next)
{
  char last = out->len > 0 ? out->str[out->len - 1] : '\0';
  gboolean lengthens =
    last == 'o' && (c == 'u' || (c == 'h' && (next == '\0' || strchr ("aeiou", next) == NULL)));

  if (g_ascii_isalpha (c) && (last == c || lengthens))
    return;
  g_string_append_c (out, c);
}

/* As anshin_text_to_latin(), and all ways of writing Japanese in Latin letters made into one. */
char *
anshin_text_to_sound (const char *text)
{
  g_autofree char *latin = anshin_text_to_latin (text);
  GString *out = g_string_new (NULL);

  for (const char *at = latin; *at != '\0';)
    {
      guint i = 0;

      while (i < G_N_ELEMENTS (spellings) && !g_str_has_prefix (at, spellings[i][0]))
        i++;
      if (i == G_N_ELEMENTS (spellings))
        {
          append_short (out, at[0], at[1]);
          at++;
          continue;
        }
      for (const char *c = spellings[i][1]; *c != '\0'; c++)
        append_short (out, c[0], c[1]);
      at += strlen (spellings[i][0]);
    }
  return g_string_free (out, FALSE);
}
