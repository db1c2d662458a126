/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-clock.h"

#include <string.h>

/*
 * 和暦. The days are those of the law and the imperial ordinances: each era begins on the day of
 * the change itself. Until the end of 1872 Japan counted by the moon, so the days of 明治1 to
 * 明治5 are no days of this calendar: they are written and read by the Western year alone.
 */
typedef struct
{
  int first;
  const char *name;
  const char *initial;
  char letter;
} Era;

static const Era eras[] = {
  { 20190501, "令和", "令", 'r' },
  { 19890108, "平成", "平", 'h' },
  { 19261225, "昭和", "昭", 's' },
  { 19120730, "大正", "大", 't' },
  { 18730101, "明治", "明", 'm' },
};

#define MEIJI_FIRST_YEAR 1868

static int
get_first_year (const Era *era)
{
  return era->letter == 'm' ? MEIJI_FIRST_YEAR : era->first / 10000;
}

static const Era *
find_era (int date)
{
  for (guint i = 0; i < G_N_ELEMENTS (eras); i++)
    if (date >= eras[i].first)
      return &eras[i];
  return NULL;
}

static gboolean
skip_prefix (const char **at, const char *prefix)
{
  if (!g_str_has_prefix (*at, prefix))
    return FALSE;
  *at += strlen (prefix);
  return TRUE;
}

static const Era *
scan_era (const char **at)
{
  for (guint i = 0; i < G_N_ELEMENTS (eras); i++)
    {
      if (skip_prefix (at, eras[i].name) || skip_prefix (at, eras[i].initial))
        return &eras[i];
      if (g_ascii_tolower (**at) == eras[i].letter)
        {
          (*at)++;
          return &eras[i];
        }
    }
  skip_prefix (at, "西暦");
  return NULL;
}

static int
scan_number (const char **at, guint *count)
{
  int number = 0;

  for (*count = 0; g_ascii_isdigit (**at) && *count < 9; (*at)++, (*count)++)
    number = number * 10 + (**at - '0');
  return number;
}

static gboolean
scan_separator (const char **at, const char *word)
{
  if (skip_prefix (at, word))
    return TRUE;
  if (**at == '\0' || strchr ("./-", **at) == NULL)
    return FALSE;
  (*at)++;
  return TRUE;
}

/* What a hurried hand writes in between: blanks go, and all kinds of dots and dashes are one. */
static char *
tidy (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *out = g_string_new (NULL);

  for (const char *at = plain != NULL ? plain : ""; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isspace (c))
        continue;
      if (c == 0x30fb || c == 0x3002 || c == 0x3001 || c == ',')
        c = '.';
      else if (c == 0x30fc || c == 0x2212 || g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION)
        c = '-';
      g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/* Year, month and day without separators: 19400302, or S150302 after an era. */
static gboolean
split_compact (int number, guint count, const Era *era, int parts[3])
{
  if (count != (era != NULL ? 6 : 8))
    return FALSE;
  parts[0] = number / 10000;
  parts[1] = number / 100 % 100;
  parts[2] = number % 100;
  return TRUE;
}

static gboolean
scan_parts (const char *at, const Era *era, int parts[3])
{
  guint count = 0;

  if (era != NULL && skip_prefix (&at, "元"))
    parts[0] = count = 1;
  else
    parts[0] = scan_number (&at, &count);

  if (*at == '\0')
    return split_compact (parts[0], count, era, parts);
  if (count == 0 || (era == NULL && count != 4) || (era != NULL && count > 2) ||
      !scan_separator (&at, "年"))
    return FALSE;

  parts[1] = scan_number (&at, &count);
  if (count == 0 || count > 2 || !scan_separator (&at, "月"))
    return FALSE;

  parts[2] = scan_number (&at, &count);
  if (count == 0 || count > 2)
    return FALSE;
  skip_prefix (&at, "日");
  return *at == '\0';
}

/**
 * anshin_era_format:
 * @date: a valid day as YYYYMMDD
 *
 * Returns: (transfer full): the day in Japan's years, 「令和8年11月22日」, the first year 「元年」;
 *   a day before 1873 with its Western year
 */
char *
anshin_era_format (int date)
{
  const Era *era = find_era (date);
  int year = date / 10000 - (era != NULL ? get_first_year (era) - 1 : 0);
  int month = date / 100 % 100;
  int day = date % 100;

  if (era != NULL && year == 1)
    return g_strdup_printf ("%s元年%d月%d日", era->name, month, day);
  return g_strdup_printf ("%s%d年%d月%d日", era != NULL ? era->name : "", year, month, day);
}

/**
 * anshin_era_format_short:
 * @date: a valid day as YYYYMMDD
 *
 * Returns: (transfer full): the day for narrow columns, 「昭和15.3.2」, 「令和元.5.1」
 */
char *
anshin_era_format_short (int date)
{
  const Era *era = find_era (date);
  int year = date / 10000 - (era != NULL ? get_first_year (era) - 1 : 0);
  int month = date / 100 % 100;
  int day = date % 100;

  if (era != NULL && year == 1)
    return g_strdup_printf ("%s元.%d.%d", era->name, month, day);
  return g_strdup_printf ("%s%d.%d.%d", era != NULL ? era->name : "", year, month, day);
}

/**
 * anshin_era_parse:
 * @text: (nullable): a day as people write it
 * @date: (out): the day as YYYYMMDD; untouched on failure
 *
 * Reads 昭和15年3月2日, 昭15.3.2, S15.3.2, s15/3/2, S150302, 令和元年5月1日, 1940年3月2日,
 * 1940-03-02, 1940/3/2 and 19400302, in any width and with blanks. An era that was not reigning
 * on that day is refused, as one of the two must be a slip.
 *
 * Returns: whether @text is a day
 */
gboolean
anshin_era_parse (const char *text, int *date)
{
  /* g_utf8_normalize() reads beyond the end of what is not UTF-8. */
  g_autofree char *plain = text != NULL && g_utf8_validate (text, -1, NULL) ? tidy (text) : NULL;
  const char *at = plain;
  const Era *era = NULL;
  int parts[3] = { 0 };
  int found = 0;

  if (at == NULL)
    return FALSE;
  era = scan_era (&at);
  if (!scan_parts (at, era, parts) || parts[0] < 1 || parts[0] > 9999)
    return FALSE;

  if (era != NULL)
    parts[0] += get_first_year (era) - 1;
  found = parts[0] * 10000 + parts[1] * 100 + parts[2];
  if (!anshin_date_is_valid (found) || (era != NULL && find_era (found) != era))
    return FALSE;

  *date = found;
  return TRUE;
}
