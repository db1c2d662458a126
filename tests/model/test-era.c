/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-clock.h"

#include "anshin-test.h"

static const struct
{
  int date;
  const char *full;
  const char *brief;
} eras[] = {
  { 20261122, "令和8年11月22日", "令和8.11.22" },
  { 20190501, "令和元年5月1日", "令和元.5.1" },
  { 20190430, "平成31年4月30日", "平成31.4.30" },
  { 19890108, "平成元年1月8日", "平成元.1.8" },
  { 19890107, "昭和64年1月7日", "昭和64.1.7" },
  { 19400302, "昭和15年3月2日", "昭和15.3.2" },
  { 19261225, "昭和元年12月25日", "昭和元.12.25" },
  { 19261224, "大正15年12月24日", "大正15.12.24" },
  { 19120730, "大正元年7月30日", "大正元.7.30" },
  { 19120729, "明治45年7月29日", "明治45.7.29" },
  { 18730101, "明治6年1月1日", "明治6.1.1" },
  { 18721231, "1872年12月31日", "1872.12.31" },
  { 18700101, "1870年1月1日", "1870.1.1" },
};

static const struct
{
  const char *text;
  int date;
} readings[] = {
  { "昭和15年3月2日", 19400302 },
  { "昭和１５年３月２日", 19400302 },
  { "　昭和 15 年 3 月 2 日 ", 19400302 },
  { "昭和15年3月2", 19400302 },
  { "昭15.3.2", 19400302 },
  { "昭和15.3.2", 19400302 },
  { "S15.3.2", 19400302 },
  { "s15/3/2", 19400302 },
  { "Ｓ１５．３．２", 19400302 },
  { "S15・3・2", 19400302 },
  { "S15、3、2", 19400302 },
  { "S15-03-02", 19400302 },
  { "S15−3−2", 19400302 },
  { "S15ー3ー2", 19400302 },
  { "S150302", 19400302 },
  { "昭和150302", 19400302 },
  { "1940-03-02", 19400302 },
  { "1940/3/2", 19400302 },
  { "1940.3.2", 19400302 },
  { "1940年3月2日", 19400302 },
  { "西暦1940年3月2日", 19400302 },
  { "19400302", 19400302 },
  { "１９４００３０２", 19400302 },
  { "令和元年5月1日", 20190501 },
  { "令和1年5月1日", 20190501 },
  { "R元.5.1", 20190501 },
  { "r1.5.1", 20190501 },
  { "㍼15年3月2日", 19400302 },
  { "H31.4.30", 20190430 },
  { "平31.4.30", 20190430 },
  { "T元.7.30", 19120730 },
  { "大正1年7月30日", 19120730 },
  { "M45.7.29", 19120729 },
  { "明治6年1月1日", 18730101 },
  { "令和6年2月29日", 20240229 },
  { "昭和64年1月7日", 19890107 },
};

static const char *const refused[] = {
  "", " ", "昭和", "昭和15", "昭和15年", "昭和15年3月", "昭和15年3月2日生", "15.3.2", "40-3-2",
  "昭和64年1月8日", "平成元年1月7日", "平成31年5月1日", "令和元年4月30日", "大正15年12月25日",
  "昭和元年12月24日", "明治45年7月30日", "大正元年7月29日", "明治5年12月2日", "明治1年10月23日",
  "令和7年2月29日", "昭和15年13月1日", "昭和15年0月1日", "昭和15年4月31日", "昭和0年1月1日",
  "S1503021", "S15032", "1940302", "194003021", "19401302", "1940/3/2/1", "1940//3/2", "X15.3.2",
  "S15.3.2x", "S 99.1.1", "10000/1/1", "元年5月1日", "西暦元年5月1日", "-1940/3/2", "S15.003.2",
  "999999999999999999", "S元", "昭和元0101", "abc", "年月日", "S15年3/",
};

static void
test_format (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (eras); i++)
    {
      g_autofree char *full = anshin_era_format (eras[i].date);
      g_autofree char *brief = anshin_era_format_short (eras[i].date);
      int date = 0;

      g_assert_cmpstr (full, ==, eras[i].full);
      g_assert_cmpstr (brief, ==, eras[i].brief);
      g_assert_true (anshin_era_parse (full, &date));
      g_assert_cmpint (date, ==, eras[i].date);
      g_assert_true (anshin_era_parse (brief, &date));
      g_assert_cmpint (date, ==, eras[i].date);
    }
}

static void
test_readings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      int date = 0;

      note (readings[i].text);
      g_assert_true (anshin_era_parse (readings[i].text, &date));
      g_assert_cmpint (date, ==, readings[i].date);
    }
}

static void
test_refused (void)
{
  int date = 42;

  g_assert_false (anshin_era_parse (NULL, &date));
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      note (refused[i]);
      g_assert_false (anshin_era_parse (refused[i], &date));
    }
  g_assert_false (anshin_era_parse ("S15.3.\xff", &date));
  g_assert_cmpint (date, ==, 42);
}

/* Each day from 1870 on comes back from both of its forms. */
static void
test_every_day (void)
{
  for (int date = 18700101; date < 20400101; date = anshin_date_add_days (date, 1))
    {
      g_autofree char *full = anshin_era_format (date);
      g_autofree char *brief = anshin_era_format_short (date);
      int from_full = 0;
      int from_brief = 0;

      g_assert_true (anshin_era_parse (full, &from_full));
      g_assert_true (anshin_era_parse (brief, &from_brief));
      g_assert_cmpint (from_full, ==, date);
      g_assert_cmpint (from_brief, ==, date);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/era/format", test_format);
  g_test_add_func ("/era/readings", test_readings);
  g_test_add_func ("/era/refused", test_refused);
  g_test_add_func ("/era/every-day", test_every_day);
  return g_test_run ();
}
