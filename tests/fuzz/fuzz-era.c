/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-clock.h"

#include "anshin-fuzz.h"

/* Years of fewer than four digits, and of an era that lasts a hundred years, are not written. */
#define FIRST_WRITTEN 10000101
#define LAST_WRITTEN 21171231

/* What is read as a day is one, and is read again from each of its forms. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *full = NULL;
  g_autofree char *brief = NULL;
  g_autofree char *wire = NULL;
  gint64 time = 0;
  int date = 0;
  int back = 0;

  if (anshin_time_parse (text, &time))
    {
      g_autofree char *again = anshin_time_format (time);

      g_assert_cmpstr (text, ==, again);
    }
  if (!anshin_era_parse (text, &date))
    return 0;

  g_assert_true (anshin_date_is_valid (date));
  full = anshin_era_format (date);
  brief = anshin_era_format_short (date);
  wire = anshin_date_format (date);
  g_assert_true (anshin_date_parse (wire, &back) && back == date);
  if (date < FIRST_WRITTEN || date > LAST_WRITTEN)
    return 0;
  g_assert_true (anshin_era_parse (full, &back) && back == date);
  g_assert_true (anshin_era_parse (brief, &back) && back == date);
  return 0;
}
