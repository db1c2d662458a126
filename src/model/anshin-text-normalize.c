/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-text.h"

#include <string.h>

#include "anshin-text-private.h"

/* What people type and paste, put into the form in which it is kept. */

/* Every hiragana of @text as katakana, which half-width forms are after compatibility
 * normalisation, so that one form of each is left. */
char *
anshin_text_to_katakana (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 1);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if ((c >= 0x3041 && c <= 0x3096) || c == 0x309d || c == 0x309e)
        c += 0x60;
      g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

static gboolean
is_compatibility_ideograph (gunichar c)
{
  return (c >= 0xf900 && c <= 0xfaff) || (c >= 0x2f800 && c <= 0x2fa1f);
}

/* Letters and their marks put together (NFC), but kanji stay as they are: normalising would change
 * the form in which a family writes its name. */
static char *
compose (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *out = g_string_sized_new (strlen (valid) + 1);
  const char *start = valid;

  for (const char *at = valid;; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c != 0 && !is_compatibility_ideograph (c))
        continue;
      if (at > start)
        {
          g_autofree char *part = g_utf8_normalize (start, at - start, G_NORMALIZE_DEFAULT_COMPOSE);

          g_string_append (out, part);
        }
      if (c == 0)
        return g_string_free (out, FALSE);
      g_string_append_unichar (out, c);
      start = g_utf8_next_char (at);
    }
}

/* Blanks at the ends away, and of several in a row the first alone, or @blank for all of them. */
static char *
squeeze (const char *text, const char *blank)
{
  GString *out = g_string_sized_new (strlen (text) + 1);
  gunichar pending = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isspace (c))
        {
          if (out->len > 0 && pending == 0)
            pending = c;
          continue;
        }
      if (pending != 0 && blank != NULL)
        g_string_append (out, blank);
      else if (pending != 0)
        g_string_append_unichar (out, pending);
      pending = 0;
      g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/* Full and half width made one; a voicing mark typed behind its kana (ハ゛) joins it. */
char *
anshin_text_fold_width (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autoptr (GString) joined = g_string_new (valid);

  g_string_replace (joined, "\u309b", "\u3099", 0);
  g_string_replace (joined, "\u309c", "\u309a", 0);
  return g_utf8_normalize (joined->str, -1, G_NORMALIZE_ALL_COMPOSE);
}

/* All that ends a line somewhere; spreadsheets and word processors give a vertical tab. */
static gboolean
is_line_end (gunichar c)
{
  return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static gboolean
is_dash (gunichar c)
{
  return c == '-' || c == 0x2212 || (c >= 0x2010 && c <= 0x2015) || c == 0x30fc;
}

/**
 * anshin_text_normalize_line:
 * @text: (nullable): a name, a title or an address as typed or pasted
 *
 * Puts letters and marks together, takes away blanks at the ends and all but the first of several
 * in a row. Kanji keep their form, width and case stay; what [func@text_is_line] refuses stays too.
 *
 * Returns: (transfer full): the text; "" for %NULL
 */
char *
anshin_text_normalize_line (const char *text)
{
  g_autofree char *plain = compose (text != NULL ? text : "");

  return squeeze (plain, NULL);
}

/**
 * anshin_text_normalize_prose:
 * @text: (nullable): a message or a note as typed or pasted
 *
 * Makes all line ends into one kind and drops what is invisible and comes along when one copies
 * from elsewhere: control characters, byte order marks, soft hyphens, zero-width and bidi
 * characters. For the desktop, before it sends; the service changes nothing in what people wrote.
 *
 * Returns: (transfer full): the text; "" for %NULL
 */
char *
anshin_text_normalize_prose (const char *text)
{
  g_autofree char *plain = compose (text != NULL ? text : "");
  GString *out = g_string_sized_new (strlen (plain) + 1);
  gunichar previous = 0;

  for (const char *at = plain; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gunichar before = previous;

      previous = c;
      if (c == '\n' && before == '\r')
        continue;
      if (is_line_end (c))
        g_string_append_c (out, '\n');
      else if (c == '\t' || anshin_text_is_emoji_joiner (before, c, g_utf8_next_char (at)) ||
               (g_unichar_type (c) != G_UNICODE_FORMAT && !g_unichar_iscntrl (c)))
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/**
 * anshin_text_normalize_kana:
 * @text: (nullable): a reading as typed
 *
 * Returns: (transfer full): the reading in full-width katakana, its words apart by one space, a
 *   dash after a letter as the long mark; "" for %NULL
 */
char *
anshin_text_normalize_kana (const char *text)
{
  g_autofree char *plain = anshin_text_fold_width (text);
  g_autofree char *letters = anshin_text_to_katakana (plain);
  /* Some katakana have a form with a voicing mark where the hiragana has none: ゑ and ゛ are ヹ. */
  g_autofree char *katakana = compose (letters);
  GString *out = g_string_sized_new (strlen (katakana) + 1);
  g_autofree char *marked = NULL;
  gunichar previous = 0;

  for (const char *at = katakana; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (is_dash (c) && previous >= 0x30a1 && previous <= 0x30fe)
        c = 0x30fc;
      g_string_append_unichar (out, c);
      previous = c;
    }
  marked = g_string_free (out, FALSE);
  return squeeze (marked, " ");
}

/**
 * anshin_text_normalize_mail:
 * @text: (nullable): a mail address as typed
 *
 * Folds width and case of the whole address and trims it. No service in use tells two people apart
 * by the case before the @, and an address is unique after this (PRODUCT section 2, Registration).
 *
 * Returns: (transfer full): the address; "" for %NULL
 */
char *
anshin_text_normalize_mail (const char *text)
{
  g_autofree char *plain = anshin_text_fold_width (text);
  g_autofree char *lower = g_utf8_strdown (plain, -1);

  return squeeze (lower, " ");
}

/**
 * anshin_text_normalize_telephone:
 * @text: (nullable): a telephone number as typed
 *
 * Returns: (transfer full): the number in ASCII with all dashes as "-"; "" for %NULL
 */
char *
anshin_text_normalize_telephone (const char *text)
{
  g_autofree char *plain = anshin_text_fold_width (text);
  GString *out = g_string_sized_new (strlen (plain) + 1);
  g_autofree char *dashed = NULL;

  for (const char *at = plain; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (out, is_dash (c) ? '-' : c);
    }
  dashed = g_string_free (out, FALSE);
  return squeeze (dashed, " ");
}
