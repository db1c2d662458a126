/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From 漢字《かんじ》, as people write it, to a text with annotations and to one without. */
#include <string.h>

#include "anshin-form-text.h"

#define OPENING 0x300A /* 《 */
#define CLOSING "》"
#define BAR "｜"

static gboolean
is_kanji (gunichar sign)
{
  return g_unichar_get_script (sign) == G_UNICODE_SCRIPT_HAN;
}

/* Where the word begins that ends with @text: after a bar, or with the kanji before its end. */
static gssize
find_base (const GString *text)
{
  const char *bar = g_strrstr (text->str, BAR);
  const char *start = text->str + text->len;

  if (bar != NULL)
    return bar - text->str;
  while (start > text->str)
    {
      const char *before = g_utf8_prev_char (start);

      if (!is_kanji (g_utf8_get_char (before)))
        break;
      start = before;
    }
  return start < text->str + text->len ? start - text->str : -1;
}

/* @rest: behind the opening bracket; moved behind the closing one if there was a word to read. */
static gboolean
take_reading (GString *out, GString *plain, const char **rest)
{
  const char *end = strstr (*rest, CLOSING);
  gssize base = end != NULL && end > *rest ? find_base (plain) : -1;
  const char *word = NULL;

  if (base < 0)
    return FALSE;
  word = plain->str + base;
  if (g_str_has_prefix (word, BAR))
    word += strlen (BAR);
  g_string_append_len (out, plain->str, base);
  g_string_append_printf (out, ANSHIN_RUBY_ANCHOR "%s" ANSHIN_RUBY_SEPARATOR "%.*s"
                               ANSHIN_RUBY_TERMINATOR,
                          word, (int) (end - *rest), *rest);
  g_string_truncate (plain, 0);
  *rest = end + strlen (CLOSING);
  return TRUE;
}

/**
 * anshin_form_text_from_markup:
 * @markup: a text in which 漢字《かんじ》 gives the reading of the kanji before the bracket,
 *   and ｜お薬《おくすり》 of all that follows the bar
 *
 * The mark-up is the one that Japanese text files use for furigana. A bracket with nothing to
 * read before it stays what it is.
 *
 * Returns: (transfer full): the text with annotations
 */
char *
anshin_form_text_from_markup (const char *markup)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) plain = g_string_new (NULL); /* what no reading has claimed yet */
  const char *rest = markup;

  while (*rest != '\0')
    {
      gunichar sign = g_utf8_get_char (rest);

      rest = g_utf8_next_char (rest);
      if (sign != OPENING || !take_reading (out, plain, &rest))
        g_string_append_unichar (plain, sign);
    }
  g_string_append (out, plain->str);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * anshin_form_text_get_plain:
 * @text: a text that may have annotations
 *
 * Returns: (transfer full): the same without the readings
 */
char *
anshin_form_text_get_plain (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *rest = text;

  while (*rest != '\0')
    {
      const char *end = NULL;

      if (g_str_has_prefix (rest, ANSHIN_RUBY_SEPARATOR)
          && (end = strstr (rest, ANSHIN_RUBY_TERMINATOR)) != NULL)
        rest = end + strlen (ANSHIN_RUBY_TERMINATOR);
      else if (g_str_has_prefix (rest, ANSHIN_RUBY_ANCHOR)
               || g_str_has_prefix (rest, ANSHIN_RUBY_SEPARATOR)
               || g_str_has_prefix (rest, ANSHIN_RUBY_TERMINATOR))
        rest = g_utf8_next_char (rest);
      else
        {
          g_string_append_unichar (out, g_utf8_get_char (rest));
          rest = g_utf8_next_char (rest);
        }
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
