/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-clock.h"

#include <string.h>

#include "anshin-error.h"

#define SECONDS_PER_DAY 86400
#define TIME_LENGTH 27
#define EARLIEST (G_GINT64_CONSTANT (-62135596800) * ANSHIN_SECOND)
#define LATEST (G_GINT64_CONSTANT (253402300800) * ANSHIN_SECOND - 1)

/* Read and written by all threads, moved by tests and the demo alone. */
static gint64 clock_offset;

/* Days since 1970-01-01 of a day of the Gregorian calendar. The year is taken to begin in March,
 * so that the day that comes and goes is its last. */
static int
days_from_date (int date)
{
  int month = date / 100 % 100;
  int year = date / 10000 - (month <= 2 ? 1 : 0);
  int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + date % 100 - 1;
  int century = year / 400;
  int year_of_era = year - century * 400;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return century * 146097 + day_of_era - 719468;
}

/* The inverse, for days from the year 1 on. */
static int
date_from_days (int days)
{
  int shifted = days + 719468;
  int era = shifted / 146097;
  int day_of_era = shifted - era * 146097;
  int year_of_era =
    (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int shifted_month = (5 * day_of_year + 2) / 153;
  int day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
  int month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  int year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);

  return year * 10000 + month * 100 + day;
}

static gint64
floor_divide (gint64 value, gint64 by)
{
  return value / by - (value % by < 0 ? 1 : 0);
}

static void
put_digits (char *target, int count, gint64 value)
{
  for (int i = count - 1; i >= 0; i--)
    {
      target[i] = (char) ('0' + value % 10);
      value /= 10;
    }
}

/* Reads the digits where @pattern has a 0 into @numbers, one number for each run, and wants all
 * other characters as they are. */
static gboolean
scan_pattern (const char *text, const char *pattern, int *numbers)
{
  int count = -1;

  for (gsize i = 0; pattern[i] != '\0'; i++)
    {
      if (pattern[i] != '0')
        {
          if (text[i] != pattern[i])
            return FALSE;
          continue;
        }
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      if (i == 0 || pattern[i - 1] != '0')
        numbers[++count] = 0;
      numbers[count] = numbers[count] * 10 + (text[i] - '0');
    }
  return text[strlen (pattern)] == '\0';
}

/**
 * anshin_clock_now:
 *
 * Returns: the time in microseconds since 1970, UTC. Safe from any thread
 */
gint64
anshin_clock_now (void)
{
  return g_get_real_time () + __atomic_load_n (&clock_offset, __ATOMIC_RELAXED);
}

/**
 * anshin_clock_set_offset:
 * @microseconds: how far the clock is to go ahead of the system's; negative is behind
 *
 * For tests, and for sample data that is made as of months ago.
 */
void
anshin_clock_set_offset (gint64 microseconds)
{
  __atomic_store_n (&clock_offset, microseconds, __ATOMIC_RELAXED);
}

/**
 * anshin_clock_today:
 *
 * Returns: the day in Japan, as YYYYMMDD
 */
int
anshin_clock_today (void)
{
  return anshin_time_get_day (anshin_clock_now ());
}

/**
 * anshin_time_format:
 * @time: microseconds since 1970, UTC; times outside the years 1 to 9999 become the nearest in it
 *
 * Returns: (transfer full): the form on the wire, `2026-11-22T03:04:05.123456Z`
 */
char *
anshin_time_format (gint64 time)
{
  char *text = g_strdup ("0000-00-00T00:00:00.000000Z");
  gint64 clamped = CLAMP (time, EARLIEST, LATEST);
  gint64 seconds = floor_divide (clamped, ANSHIN_SECOND);
  gint64 days = floor_divide (seconds, SECONDS_PER_DAY);
  gint64 second_of_day = seconds - days * SECONDS_PER_DAY;
  int date = date_from_days ((int) days);

  put_digits (text, 4, date / 10000);
  put_digits (text + 5, 2, date / 100 % 100);
  put_digits (text + 8, 2, date % 100);
  put_digits (text + 11, 2, second_of_day / 3600);
  put_digits (text + 14, 2, second_of_day / 60 % 60);
  put_digits (text + 17, 2, second_of_day % 60);
  put_digits (text + 20, 6, clamped - seconds * ANSHIN_SECOND);
  return text;
}

/**
 * anshin_time_parse:
 * @text: (nullable): a time in exactly the form of [func@time_format]
 * @time: (out): microseconds since 1970, UTC; untouched on failure
 *
 * Only this one profile of RFC 3339 is on the wire: UTC, six digits, capital T and Z, no leap
 * second. So a time has one form, and texts compare as times do.
 *
 * Returns: whether @text is a time
 */
gboolean
anshin_time_parse (const char *text, gint64 *time)
{
  int n[7] = { 0 };
  int date = 0;
  gint64 seconds = 0;

  if (text == NULL || strnlen (text, TIME_LENGTH + 1) != TIME_LENGTH ||
      !scan_pattern (text, "0000-00-00T00:00:00.000000Z", n))
    return FALSE;

  date = n[0] * 10000 + n[1] * 100 + n[2];
  if (!anshin_date_is_valid (date) || n[3] > 23 || n[4] > 59 || n[5] > 59)
    return FALSE;

  seconds = (gint64) days_from_date (date) * SECONDS_PER_DAY + n[3] * 3600 + n[4] * 60 + n[5];
  *time = seconds * ANSHIN_SECOND + n[6];
  return TRUE;
}

/**
 * anshin_time_get_day:
 * @time: microseconds since 1970, UTC
 *
 * Returns: the day in Japan, as YYYYMMDD
 */
int
anshin_time_get_day (gint64 time)
{
  gint64 local = CLAMP (time, EARLIEST, LATEST - ANSHIN_JAPAN_SECONDS * ANSHIN_SECOND) +
                 ANSHIN_JAPAN_SECONDS * ANSHIN_SECOND;

  return date_from_days ((int) floor_divide (local, SECONDS_PER_DAY * ANSHIN_SECOND));
}

/**
 * anshin_time_from_day:
 * @day: a valid day as YYYYMMDD
 *
 * Returns: when it begins in Japan, in microseconds since 1970, UTC
 */
gint64
anshin_time_from_day (int day)
{
  return ((gint64) days_from_date (day) * SECONDS_PER_DAY - ANSHIN_JAPAN_SECONDS) * ANSHIN_SECOND;
}

/**
 * anshin_time_get_hour:
 * @time: microseconds since 1970, UTC
 *
 * Returns: the hour in Japan, 0 to 23
 */
guint
anshin_time_get_hour (gint64 time)
{
  return (guint) ((time - anshin_time_from_day (anshin_time_get_day (time)))
                  / (3600 * ANSHIN_SECOND));
}

/**
 * anshin_time_format_clock:
 * @time: microseconds since 1970, UTC
 *
 * Returns: (transfer full): hours and minutes in Japan, `09:05`
 */
char *
anshin_time_format_clock (gint64 time)
{
  gint64 minutes = floor_divide (time, 60 * ANSHIN_SECOND) + ANSHIN_JAPAN_SECONDS / 60;
  gint64 minute_of_day = minutes - floor_divide (minutes, 24 * 60) * (24 * 60);
  char *text = g_strdup ("00:00");

  put_digits (text, 2, minute_of_day / 60);
  put_digits (text + 3, 2, minute_of_day % 60);
  return text;
}

/**
 * anshin_date_format:
 * @date: a valid day as YYYYMMDD
 *
 * Returns: (transfer full): the form on the wire, `1940-03-02`
 */
char *
anshin_date_format (int date)
{
  char *text = g_strdup ("0000-00-00");

  put_digits (text, 4, date / 10000);
  put_digits (text + 5, 2, date / 100 % 100);
  put_digits (text + 8, 2, date % 100);
  return text;
}

/**
 * anshin_date_parse:
 * @text: (nullable): a day in exactly the form of [func@date_format]
 * @date: (out): the day as YYYYMMDD; untouched on failure
 *
 * Returns: whether @text is a day that exists
 */
gboolean
anshin_date_parse (const char *text, int *date)
{
  int n[3] = { 0 };

  if (text == NULL || !scan_pattern (text, "0000-00-00", n) ||
      !anshin_date_is_valid (n[0] * 10000 + n[1] * 100 + n[2]))
    return FALSE;

  *date = n[0] * 10000 + n[1] * 100 + n[2];
  return TRUE;
}

/**
 * anshin_date_is_valid:
 * @date: a number
 *
 * Returns: whether @date is a day of the Gregorian calendar as YYYYMMDD, years 1 to 9999
 */
gboolean
anshin_date_is_valid (int date)
{
  return date > 0 && date <= 99991231 &&
         g_date_valid_dmy ((GDateDay) (date % 100), (GDateMonth) (date / 100 % 100),
                           (GDateYear) (date / 10000));
}

/**
 * anshin_date_add_days:
 * @date: a valid day as YYYYMMDD
 * @days: how many days to go on; negative goes back
 *
 * Returns: the day as YYYYMMDD
 */
int
anshin_date_add_days (int date, int days)
{
  g_return_val_if_fail (anshin_date_is_valid (date), 0);

  return date_from_days (days_from_date (date) + days);
}

/**
 * anshin_date_get_age:
 * @birth_date: a valid day as YYYYMMDD
 * @today: a valid day as YYYYMMDD
 *
 * Who is born on 29 February is a year older from 1 March on in the years without that day.
 *
 * Returns: the full years lived; 0 before the birth
 */
int
anshin_date_get_age (int birth_date, int today)
{
  int years = today / 10000 - birth_date / 10000;

  if (today % 10000 < birth_date % 10000)
    years--;
  return MAX (years, 0);
}

/**
 * anshin_date_get_weekday:
 * @date: a valid day as YYYYMMDD
 *
 * Returns: 0 for Sunday to 6 for Saturday
 */
int
anshin_date_get_weekday (int date)
{
  return (int) ((days_from_date (date) + 719468 + 3) % 7);
}

/**
 * anshin_date_check_period:
 * @from: the first day as YYYYMMDD; 0 for none
 * @to: the last day; 0 for none
 * @error: %ANSHIN_ERROR_FIELD_INVALID naming `to`
 *
 * Returns: whether the days are in order, which one day twice is too
 */
gboolean
anshin_date_check_period (int from, int to, GError **error)
{
  if (from == 0 || to == 0 || from <= to)
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "to", "Before it begins");
  return FALSE;
}
