/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-json-private.h"

#include <string.h>

#include "anshin-limits.h"

/*
 * The gate before the parser, which is more generous than RFC 8259: it takes comments, trailing
 * commas, leading zeros and a name twice. Two readers of a generous form can read two things, so
 * what is not strictly JSON ends here. Nothing is built; the depth of recursion is
 * ANSHIN_MAX_JSON_DEPTH.
 */

#define MAX_MEMBERS 256
#define MAX_INTEGER_DIGITS 18

typedef struct
{
  const char *start;
  gsize length;
} Name;

typedef struct
{
  const char *begin;
  const char *at;
  const char *end;
  guint depth;
  GArray *names;
  GError **error;
} Scan;

static gboolean
fail (Scan *scan, AnshinError code, const char *message)
{
  anshin_set_error (scan->error, code, NULL, "%s at byte %" G_GSIZE_FORMAT, message,
                    (gsize) (scan->at - scan->begin));
  return FALSE;
}

static char
peek (const Scan *scan)
{
  return scan->at < scan->end ? *scan->at : '\0';
}

static gboolean
take (Scan *scan, char c)
{
  if (scan->at >= scan->end || *scan->at != c)
    return FALSE;
  scan->at++;
  return TRUE;
}

static void
skip_blanks (Scan *scan)
{
  while (scan->at < scan->end && strchr (" \t\n\r", *scan->at) != NULL && *scan->at != '\0')
    scan->at++;
}

static gboolean
scan_word (Scan *scan, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (scan->end - scan->at) < length || memcmp (scan->at, word, length) != 0)
    return fail (scan, ANSHIN_ERROR_MALFORMED, "No value");
  scan->at += length;
  return TRUE;
}

/* Four hexadecimal digits after \u; -1 if they are not there. */
static int
scan_hex (Scan *scan)
{
  int value = 0;

  if (scan->end - scan->at < 4)
    return -1;
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (scan->at[i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  scan->at += 4;
  return value;
}

static gboolean
scan_unicode_escape (Scan *scan)
{
  int value = scan_hex (scan);

  if (value >= 0xd800 && value <= 0xdbff)
    {
      if (!take (scan, '\\') || !take (scan, 'u'))
        return fail (scan, ANSHIN_ERROR_MALFORMED, "Half a character");
      value = scan_hex (scan);
      if (value < 0xdc00 || value > 0xdfff)
        return fail (scan, ANSHIN_ERROR_MALFORMED, "Half a character");
      return TRUE;
    }
  if (value <= 0 || (value >= 0xdc00 && value <= 0xdfff))
    return fail (scan, ANSHIN_ERROR_MALFORMED, "No character");
  return TRUE;
}

static gboolean
scan_string (Scan *scan)
{
  if (!take (scan, '"'))
    return fail (scan, ANSHIN_ERROR_MALFORMED, "No string");

  while (scan->at < scan->end)
    {
      guchar c = (guchar) *scan->at++;

      if (c == '"')
        return TRUE;
      if (c < 0x20)
        return fail (scan, ANSHIN_ERROR_MALFORMED, "A control character in a string");
      if (c != '\\')
        continue;
      c = (guchar) peek (scan);
      if (c == '\0' || strchr ("\"\\/bfnrtu", c) == NULL)
        return fail (scan, ANSHIN_ERROR_MALFORMED, "An unknown escape");
      scan->at++;
      if (c == 'u' && !scan_unicode_escape (scan))
        return FALSE;
    }
  return fail (scan, ANSHIN_ERROR_MALFORMED, "A string without end");
}

static gsize
scan_digits (Scan *scan)
{
  const char *start = scan->at;

  while (g_ascii_isdigit (peek (scan)))
    scan->at++;
  return (gsize) (scan->at - start);
}

static gboolean
scan_number (Scan *scan)
{
  gsize digits = 0;

  take (scan, '-');
  if (!take (scan, '0'))
    digits = scan_digits (scan);
  else
    digits = 1;
  if (digits == 0 || digits > MAX_INTEGER_DIGITS)
    return fail (scan, ANSHIN_ERROR_MALFORMED, "No number, or too long a one");
  if (take (scan, '.'))
    {
      digits = scan_digits (scan);
      if (digits == 0 || digits > MAX_INTEGER_DIGITS)
        return fail (scan, ANSHIN_ERROR_MALFORMED, "No fraction, or too long a one");
    }
  if (peek (scan) != 'e' && peek (scan) != 'E')
    return TRUE;
  scan->at++;
  if (!take (scan, '+'))
    take (scan, '-');
  digits = scan_digits (scan);
  if (digits == 0 || digits > 3)
    return fail (scan, ANSHIN_ERROR_MALFORMED, "No exponent, or too long a one");
  return TRUE;
}

/* A member's name; @first is where the names of its object begin. None of ours needs an escape,
 * and without them two names are the same when their bytes are. */
static gboolean
scan_name (Scan *scan, guint first)
{
  Name name = { .start = scan->at + 1 };
  g_autofree char *text = NULL;

  if (!scan_string (scan))
    return FALSE;
  name.length = (gsize) (scan->at - name.start) - 1;
  if (memchr (name.start, '\\', name.length) != NULL)
    return fail (scan, ANSHIN_ERROR_MALFORMED, "An escape in a name");
  if (scan->names->len - first >= MAX_MEMBERS)
    return fail (scan, ANSHIN_ERROR_TOO_LARGE, "Too many members");

  for (guint i = first; i < scan->names->len; i++)
    {
      const Name *other = &g_array_index (scan->names, Name, i);

      if (other->length != name.length || memcmp (other->start, name.start, name.length) != 0)
        continue;
      text = g_strndup (name.start, name.length);
      anshin_set_error (scan->error, ANSHIN_ERROR_MALFORMED, text, "A name twice in one object");
      return FALSE;
    }
  g_array_append_val (scan->names, name);
  return TRUE;
}

static gboolean scan_value (Scan *scan);

static gboolean
scan_members (Scan *scan)
{
  guint first = scan->names->len;

  skip_blanks (scan);
  if (take (scan, '}'))
    return TRUE;
  do
    {
      skip_blanks (scan);
      if (!scan_name (scan, first))
        return FALSE;
      skip_blanks (scan);
      if (!take (scan, ':'))
        return fail (scan, ANSHIN_ERROR_MALFORMED, "No colon");
      if (!scan_value (scan))
        return FALSE;
    }
  while (take (scan, ','));
  g_array_set_size (scan->names, first);
  return take (scan, '}') || fail (scan, ANSHIN_ERROR_MALFORMED, "An object without end");
}

static gboolean
scan_items (Scan *scan)
{
  skip_blanks (scan);
  if (take (scan, ']'))
    return TRUE;
  do
    if (!scan_value (scan))
      return FALSE;
  while (take (scan, ','));
  return take (scan, ']') || fail (scan, ANSHIN_ERROR_MALFORMED, "An array without end");
}

static gboolean
scan_container (Scan *scan, gboolean object)
{
  gboolean good = FALSE;

  if (++scan->depth > ANSHIN_MAX_JSON_DEPTH)
    return fail (scan, ANSHIN_ERROR_TOO_DEEP, "Too deep");
  good = object ? scan_members (scan) : scan_items (scan);
  scan->depth--;
  return good;
}

/* A value with the blanks around it. */
static gboolean
scan_value (Scan *scan)
{
  gboolean good = FALSE;

  skip_blanks (scan);
  if (take (scan, '{'))
    good = scan_container (scan, TRUE);
  else if (take (scan, '['))
    good = scan_container (scan, FALSE);
  else if (peek (scan) == '"')
    good = scan_string (scan);
  else if (peek (scan) == 't')
    good = scan_word (scan, "true");
  else if (peek (scan) == 'f')
    good = scan_word (scan, "false");
  else if (peek (scan) == 'n')
    good = scan_word (scan, "null");
  else
    good = scan_number (scan);
  skip_blanks (scan);
  return good;
}

/*
 * anshin_json_check:
 * @data: the bytes
 * @length: how many
 *
 * Returns: whether @data is one value of RFC 8259 in UTF-8 within our limits; else an error that
 *   says at which byte not, and names the field if it is there twice
 */
gboolean
anshin_json_check (const char *data, gsize length, GError **error)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (Name));
  Scan scan = { data, data, data + length, 0, names, error };

  if (!g_utf8_validate_len (data, length, NULL))
    return fail (&scan, ANSHIN_ERROR_MALFORMED, "Not UTF-8");
  if (!scan_value (&scan))
    return FALSE;
  return scan.at == scan.end || fail (&scan, ANSHIN_ERROR_MALFORMED, "Something behind the value");
}
