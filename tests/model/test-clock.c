/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-clock.h"

static const struct
{
  gint64 time;
  const char *text;
  int day;
  const char *clock;
} times[] = {
  { G_GINT64_CONSTANT (0), "1970-01-01T00:00:00.000000Z", 19700101, "09:00" },
  { G_GINT64_CONSTANT (-1), "1969-12-31T23:59:59.999999Z", 19700101, "08:59" },
  { G_GINT64_CONSTANT (1795316645123456), "2026-11-22T03:04:05.123456Z", 20261122, "12:04" },
  { G_GINT64_CONSTANT (951868799999999), "2000-02-29T23:59:59.999999Z", 20000301, "08:59" },
  { G_GINT64_CONSTANT (2147483648000000), "2038-01-19T03:14:08.000000Z", 20380119, "12:14" },
  { G_GINT64_CONSTANT (1767193199000001), "2025-12-31T14:59:59.000001Z", 20251231, "23:59" },
  { G_GINT64_CONSTANT (1767193200000000), "2025-12-31T15:00:00.000000Z", 20260101, "00:00" },
};

static void
test_times (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *text = anshin_time_format (times[i].time);
      g_autofree char *clock = anshin_time_format_clock (times[i].time);
      gint64 time = 42;

      g_assert_cmpstr (text, ==, times[i].text);
      g_assert_true (anshin_time_parse (text, &time));
      g_assert_cmpint (time, ==, times[i].time);
      g_assert_cmpint (anshin_time_get_day (time), ==, times[i].day);
      g_assert_cmpint (anshin_time_get_day (anshin_time_from_day (times[i].day)), ==,
                       times[i].day);
      g_assert_cmpuint (anshin_time_get_hour (anshin_time_from_day (times[i].day)), ==, 0);
      g_assert_cmpuint (anshin_time_get_hour (anshin_time_from_day (times[i].day) - 1), ==, 23);
      g_assert_cmpint (anshin_time_get_day (anshin_time_from_day (times[i].day) - 1), <,
                       times[i].day);
      g_assert_cmpstr (clock, ==, times[i].clock);
    }
}

static void
test_time_strict (void)
{
  const char *const bad[] = {
    "", "2026-11-22", "2026-11-22T03:04:05Z", "2026-11-22T03:04:05.123Z",
    "2026-11-22T03:04:05.1234567Z", "2026-11-22T03:04:05.123456", "2026-11-22T03:04:05.123456z",
    "2026-11-22t03:04:05.123456Z", "2026-11-22 03:04:05.123456Z", "2026-11-22T03:04:05,123456Z",
    "2026-11-22T03:04:05.123456+00:00", "2026-11-22T24:00:00.000000Z",
    "2026-11-22T03:60:05.123456Z", "2026-11-22T03:04:60.123456Z", "2026-02-29T03:04:05.123456Z",
    "2026-13-01T03:04:05.123456Z", "2026-00-01T03:04:05.123456Z", "2026-01-00T03:04:05.123456Z",
    "0000-01-01T00:00:00.000000Z", " 2026-11-22T03:04:05.123456Z", "2026-11-22T03:04:05.123456Z ",
    "+026-11-22T03:04:05.123456Z", "2026-11-22T03:04:05.12345６Z", "2026-1-022T03:04:05.123456Z",
  };
  gint64 time = 42;

  g_assert_false (anshin_time_parse (NULL, &time));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (anshin_time_parse (bad[i], &time));
  g_assert_cmpint (time, ==, 42);
}

/* What a column could hold by mistake must not bring the service down. */
static void
test_time_ends (void)
{
  g_autofree char *first = anshin_time_format (G_MININT64);
  g_autofree char *last = anshin_time_format (G_MAXINT64);
  g_autofree char *clock = anshin_time_format_clock (G_MININT64);

  g_assert_cmpstr (first, ==, "0001-01-01T00:00:00.000000Z");
  g_assert_cmpstr (last, ==, "9999-12-31T23:59:59.999999Z");
  g_assert_cmpint (anshin_time_get_day (G_MININT64), ==, 10101);
  g_assert_cmpint (anshin_time_get_day (G_MAXINT64), ==, 99991231);
  g_assert_cmpuint (clock[2], ==, ':');
}

static void
test_time_round_trip (void)
{
  for (guint i = 0; i < 100000; i++)
    {
      gint64 time = (gint64) (g_test_rand_double () * 2.5e17 - 3e16);
      g_autofree char *text = anshin_time_format (time);
      g_autoptr (GDateTime) other = g_date_time_new_from_iso8601 (text, NULL);
      gint64 back = 0;

      g_assert_true (anshin_time_parse (text, &back));
      g_assert_cmpint (back, ==, time);
      g_assert_nonnull (other);
      g_assert_cmpint (g_date_time_to_unix (other) * ANSHIN_SECOND +
                         g_date_time_get_microsecond (other), ==, time);
    }
}

static void
test_dates (void)
{
  const int bad[] = { 0, -1, 101, 20260229, 20250431, 20261301, 20260001, 20260100, 100000101,
                      19000229, 21000229 };
  const char *const bad_texts[] = { "", "2026-2-3", "2026/02/03", "20260203", "2026-02-29",
                                    "2026-02-03 ", "02026-02-03", "0000-01-01" };
  int date = 42;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (anshin_date_is_valid (bad[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad_texts); i++)
    g_assert_false (anshin_date_parse (bad_texts[i], &date));
  g_assert_false (anshin_date_parse (NULL, &date));
  g_assert_cmpint (date, ==, 42);
  g_assert_true (anshin_date_parse ("2024-02-29", &date));
  g_assert_cmpint (date, ==, 20240229);
  g_assert_true (anshin_date_is_valid (20000229));
}

/* Every day of 300 years, against GLib. */
static void
test_days (void)
{
  GDate day;
  int date = 18680101;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 1, G_DATE_JANUARY, 1868);
  while (date < 21680101)
    {
      g_autofree char *text = anshin_date_format (date);
      int back = 0;

      g_assert_cmpint (date / 10000, ==, g_date_get_year (&day));
      g_assert_cmpint (date / 100 % 100, ==, g_date_get_month (&day));
      g_assert_cmpint (date % 100, ==, g_date_get_day (&day));
      g_assert_cmpint (anshin_date_get_weekday (date), ==, g_date_get_weekday (&day) % 7);
      g_assert_true (anshin_date_parse (text, &back));
      g_assert_cmpint (back, ==, date);
      date = anshin_date_add_days (date, 1);
      g_date_add_days (&day, 1);
    }
  g_assert_cmpint (anshin_date_add_days (20240301, -1), ==, 20240229);
  g_assert_cmpint (anshin_date_add_days (20250301, -1), ==, 20250228);
  g_assert_cmpint (anshin_date_add_days (20251231, 366), ==, 20270101);
  g_assert_cmpint (anshin_date_get_weekday (20261122), ==, 0);
}

static void
test_age (void)
{
  g_assert_cmpint (anshin_date_get_age (19400302, 20260301), ==, 85);
  g_assert_cmpint (anshin_date_get_age (19400302, 20260302), ==, 86);
  g_assert_cmpint (anshin_date_get_age (20040229, 20250228), ==, 20);
  g_assert_cmpint (anshin_date_get_age (20040229, 20250301), ==, 21);
  g_assert_cmpint (anshin_date_get_age (20040229, 20240229), ==, 20);
  g_assert_cmpint (anshin_date_get_age (20261122, 20261122), ==, 0);
  g_assert_cmpint (anshin_date_get_age (20261123, 20261122), ==, 0);
  g_assert_cmpint (anshin_date_get_age (19001231, 20261231), ==, 126);
}

static void
test_offset (void)
{
  gint64 before = anshin_clock_now ();
  int day = anshin_clock_today ();

  anshin_clock_set_offset (86400 * ANSHIN_SECOND);
  g_assert_cmpint (anshin_clock_now (), >=, before + 86400 * ANSHIN_SECOND);
  g_assert_cmpint (anshin_clock_today (), >, day);
  anshin_clock_set_offset (0);
  g_assert_cmpint (anshin_clock_now (), <, before + 86400 * ANSHIN_SECOND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/times", test_times);
  g_test_add_func ("/clock/time-strict", test_time_strict);
  g_test_add_func ("/clock/time-ends", test_time_ends);
  g_test_add_func ("/clock/time-round-trip", test_time_round_trip);
  g_test_add_func ("/clock/dates", test_dates);
  g_test_add_func ("/clock/days", test_days);
  g_test_add_func ("/clock/age", test_age);
  g_test_add_func ("/clock/offset", test_offset);
  return g_test_run ();
}
