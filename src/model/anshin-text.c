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
gboolean
anshin_text_is_emoji_joiner (gunichar previous, gunichar c, const char *next)
{
  return c == ZERO_WIDTH_JOINER && is_emoji_part (previous) &&
         is_emoji_part (g_utf8_get_char (next));
}

/* Returns: (nullable): the first character of @text, which is UTF-8, that may not stand there */
static const char *
find_unusable (const char *text, gboolean prose)
{
  gunichar previous = 0;
  guint marks = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gboolean break_in_prose = prose && (c == '\n' || c == '\t');

      if (!is_character_allowed (c) && !break_in_prose &&
          !(prose && anshin_text_is_emoji_joiner (previous, c, g_utf8_next_char (at))))
        return at;
      marks = g_unichar_ismark (c) ? marks + 1 : 0;
      if (marks > MAX_MARKS_IN_A_ROW)
        return at;
      previous = c;
    }
  return NULL;
}

static gboolean
check_characters (const char *text, gboolean prose)
{
  return text != NULL && g_utf8_validate (text, -1, NULL) && find_unusable (text, prose) == NULL;
}

/**
 * anshin_text_find_unusable:
 * @text: UTF-8, as [func@text_normalize_prose] gives it
 *
 * Returns: (nullable): where the first character stands for which @text is refused in a message,
 *   such as one that only the computer knows on which it was made (外字)
 */
const char *
anshin_text_find_unusable (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return find_unusable (text, TRUE);
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
