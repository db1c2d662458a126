/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-text.h"

#include <string.h>

#include "anshin-text-private.h"

/* More marks on one letter than any language uses are made to disturb those who read. */
#define MAX_MARKS_IN_A_ROW 4

#define ZERO_WIDTH_JOINER 0x200d

gboolean
anshin_text_is_variation_selector (gunichar c)
{
  return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
}

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
is_emoji_block (gunichar c)
{
  return c >= 0x1f000 && c <= 0x1faff;
}

/* Letters that show nothing: a name or a message made of them looks empty. */
static gboolean
is_blank_letter (gunichar c)
{
  return c == 0x034f || c == 0x115f || c == 0x1160 || c == 0x17b4 || c == 0x17b5 || c == 0x2800 ||
         c == 0x3164 || c == 0xffa0 || (c >= 0x180b && c <= 0x180f);
}

/* Control, bidi and other format characters, line and paragraph separators, what is private or not
 * assigned, and letters that show nothing. Emoji newer than our tables stay. */
static gboolean
is_character_allowed (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
      return FALSE;
    case G_UNICODE_UNASSIGNED:
      return is_emoji_block (c);
    default:
      return !is_blank_letter (c);
    }
}

static gboolean
is_emoji_part (gunichar c)
{
  return is_emoji_block (c) || c == 0xfe0f || g_unichar_type (c) == G_UNICODE_OTHER_SYMBOL;
}

/* The joiner inside an emoji of several (家族, 医療者). */
static gboolean
is_emoji_joiner (gunichar previous, gunichar c, const char *next)
{
  return c == ZERO_WIDTH_JOINER && is_emoji_part (previous) &&
         is_emoji_part (g_utf8_get_char (next));
}

static gboolean
check_characters (const char *text, gboolean prose)
{
  gunichar previous = 0;
  guint marks = 0;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gboolean break_in_prose = prose && (c == '\n' || c == '\t');

      if (!is_character_allowed (c) && !break_in_prose &&
          !(prose && is_emoji_joiner (previous, c, g_utf8_next_char (at))))
        return FALSE;
      marks = g_unichar_ismark (c) ? marks + 1 : 0;
      if (marks > MAX_MARKS_IN_A_ROW)
        return FALSE;
      previous = c;
    }
  return TRUE;
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
 * from elsewhere: byte order marks, soft hyphens, zero-width and bidi characters. For the desktop,
 * before it sends; the service changes nothing in what people wrote.
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
      if (c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
        g_string_append_c (out, '\n');
      else if (g_unichar_type (c) != G_UNICODE_FORMAT ||
               is_emoji_joiner (before, c, g_utf8_next_char (at)))
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
  g_autofree char *katakana = anshin_text_to_katakana (plain);
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

/**
 * anshin_text_is_line:
 * @text: (nullable): text from outside
 *
 * Returns: whether @text may stand in one line of a list: UTF-8 without control, bidi, zero-width,
 *   private and unassigned characters. Selectors of kanji forms (異体字) may be in it
 */
gboolean
anshin_text_is_line (const char *text)
{
  return check_characters (text, FALSE);
}

/**
 * anshin_text_is_prose:
 * @text: (nullable): text from outside
 *
 * Returns: whether @text may stand in a message: as [func@text_is_line], and line breaks ("\n"
 *   alone), tabs, and the joiners inside emoji
 */
gboolean
anshin_text_is_prose (const char *text)
{
  return check_characters (text, TRUE);
}

/**
 * anshin_text_is_kana:
 * @text: (nullable): a reading
 *
 * Returns: whether @text is a reading in full-width kana: letters, long and repetition marks,
 *   middle dots and spaces, with at least one letter
 */
gboolean
anshin_text_is_kana (const char *text)
{
  gboolean letters = FALSE;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if ((c >= 0x30a1 && c <= 0x30fa) || (c >= 0x3041 && c <= 0x3096))
        letters = TRUE;
      else if (c != ' ' && c != 0x3000 && c != 0x309d && c != 0x309e && c != 0x30a0 &&
               !(c >= 0x30fb && c <= 0x30fe))
        return FALSE;
    }
  return letters;
}

static gboolean
is_domain (const char *text)
{
  g_auto (GStrv) labels = g_strsplit (text, ".", -1);
  guint count = g_strv_length (labels);

  for (guint i = 0; i < count; i++)
    {
      gsize length = strlen (labels[i]);

      if (length == 0 || length > 63 || labels[i][0] == '-' || labels[i][length - 1] == '-')
        return FALSE;
      for (gsize j = 0; j < length; j++)
        if (!g_ascii_isalnum (labels[i][j]) && labels[i][j] != '-')
          return FALSE;
    }
  return count >= 2 && g_ascii_isalpha (labels[count - 1][0]);
}

/**
 * anshin_text_is_mail:
 * @text: (nullable): a normalised mail address
 *
 * Returns: whether @text is an address that providers in Japan give out: ASCII, one @, a domain of
 *   two labels at least. Dots in a row before the @, as some telephone companies gave out, are fine
 */
gboolean
anshin_text_is_mail (const char *text)
{
  const char *at = text != NULL ? strchr (text, '@') : NULL;

  if (at == NULL || at == text || at - text > 64 || strlen (text) > 254)
    return FALSE;
  for (const char *c = text; c < at; c++)
    if (!g_ascii_isalnum (*c) && strchr ("!#$%&'*+-/=?^_`{|}~.", *c) == NULL)
      return FALSE;
  return is_domain (at + 1);
}

/**
 * anshin_text_is_telephone:
 * @text: (nullable): a normalised telephone number
 *
 * Returns: whether @text has digits, spaces and -()+ alone, and 3 digits at least (110, 119)
 */
gboolean
anshin_text_is_telephone (const char *text)
{
  guint count = 0;

  if (text == NULL)
    return FALSE;
  for (const char *c = text; *c != '\0'; c++)
    {
      if (g_ascii_isdigit (*c))
        count++;
      else if (strchr (" -()+", *c) == NULL)
        return FALSE;
    }
  return count >= 3;
}

/**
 * anshin_text_length:
 * @text: (nullable): UTF-8
 *
 * Returns: how many Unicode characters @text has: what all limits on text count
 */
glong
anshin_text_length (const char *text)
{
  return text != NULL ? g_utf8_strlen (text, -1) : 0;
}
