/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "anshin-csv.h"
#include "anshin-error.h"
#include "anshin-limits.h"

/* The reader of tables: as spreadsheets in Japan write them, and as nobody should. */

static GPtrArray *
read_rows (const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = anshin_csv_read (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_nonnull (rows);
  return rows;
}

static void
assert_row (GPtrArray *rows, guint index, guint line, const char *joined)
{
  AnshinCsvRow *row = rows->pdata[index];
  g_autofree char *cells = g_strjoinv ("|", row->cells);

  g_assert_cmpuint (row->line, ==, line);
  g_assert_cmpstr (cells, ==, joined);
}

static void
test_lines (void)
{
  g_autoptr (GPtrArray) rows = read_rows ("a,b,c\r\n\r\n,,\nd\re,\"\",f\n");

  g_assert_cmpuint (rows->len, ==, 3);
  assert_row (rows, 0, 1, "a|b|c");
  assert_row (rows, 1, 4, "d");
  assert_row (rows, 2, 5, "e||f");
}

static void
test_quotes (void)
{
  g_autoptr (GPtrArray) rows
    = read_rows ("\"a,b\",\"c\"\"d\"\"\",\"two\r\nlines\"\nx\"y\"z,\n\"last\"");

  g_assert_cmpuint (rows->len, ==, 3);
  assert_row (rows, 0, 1, "a,b|c\"d\"|two\nlines");
  assert_row (rows, 1, 3, "xyz|");
  assert_row (rows, 2, 4, "last");
}

static void
test_nothing (void)
{
  g_autoptr (GPtrArray) rows = read_rows ("");
  g_autoptr (GPtrArray) blank = read_rows ("\xef\xbb\xbf\r\n,,,\r\n");
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (rows->len, ==, 0);
  g_assert_cmpuint (blank->len, ==, 0);
  g_assert_null (anshin_csv_read_applicants ("氏名,職種\n", strlen ("氏名,職種\n"), "f", &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_FIELD_MISSING);
}

/* The same table in each encoding reads the same. */
static void
test_encodings (void)
{
  const char *text = "氏名,職種\r\n髙橋 ①郎,看護師\r\n";
  g_autofree char *marked = g_strconcat ("\xef\xbb\xbf", text, NULL);
  gsize length = 0;
  g_autofree char *shift_jis = g_convert (text, -1, "CP932", "UTF-8", NULL, &length, NULL);
  g_autoptr (GPtrArray) plain = read_rows (text);
  g_autoptr (GPtrArray) with_mark = read_rows (marked);
  g_autoptr (GPtrArray) from_excel = NULL;

  g_assert_nonnull (shift_jis);
  g_assert_false (g_utf8_validate (shift_jis, (gssize) length, NULL));
  from_excel = anshin_csv_read (shift_jis, length, NULL);
  g_assert_nonnull (from_excel);
  for (guint i = 0; i < 2; i++)
    {
      AnshinCsvRow *row = plain->pdata[i];
      g_autofree char *joined = g_strjoinv ("|", row->cells);

      assert_row (with_mark, i, i + 1, joined);
      assert_row (from_excel, i, i + 1, joined);
    }
}

static void
assert_refused (const char *data, gsize length, AnshinError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (anshin_csv_read (data, length, &error));
  g_assert_error (error, ANSHIN_ERROR, (int) code);
}

static void
test_refused (void)
{
  g_autofree char *large = g_strnfill (ANSHIN_MAX_CSV_BYTES + 1, 'a');
  g_autofree char *wide = g_strnfill (ANSHIN_MAX_CSV_CELLS, ',');
  g_autoptr (GString) long_table = g_string_new (NULL);

  for (int i = 0; i <= ANSHIN_MAX_CSV_LINES; i++)
    g_string_append (long_table, "a\n");
  assert_refused ("\"open", 5, ANSHIN_ERROR_MALFORMED);
  assert_refused ("\xff\xfe\xfd", 3, ANSHIN_ERROR_FIELD_CHARACTERS);
  assert_refused ("a\0b\x82", 4, ANSHIN_ERROR_FIELD_CHARACTERS);
  assert_refused (large, strlen (large), ANSHIN_ERROR_TOO_LARGE);
  assert_refused (wide, strlen (wide), ANSHIN_ERROR_LIMIT_REACHED);
  assert_refused (long_table->str, long_table->len, ANSHIN_ERROR_LIMIT_REACHED);
}

static GPtrArray *
read_applicants (const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *applicants = anshin_csv_read_applicants (text, strlen (text), "facility-1", &error);

  g_assert_no_error (error);
  return applicants;
}

static void
assert_wrong (AnshinCsvApplicant *applicant, AnshinError code, const char *field)
{
  g_assert_error (applicant->error, ANSHIN_ERROR, (int) code);
  g_assert_cmpstr (anshin_error_get_field (applicant->error), ==, field);
}

static void
test_applicants (void)
{
  g_autoptr (GPtrArray) applicants
    = read_applicants ("職種,メールアドレス,氏名,フリガナ,管理者\n"
                       "ケアマネジャー,Ａ@example.jp,佐藤　花子,サトウ　ハナコ,○\n"
                       "PT,b@example.jp,鈴木 一郎,すずき いちろう,\n");
  AnshinCsvApplicant *first = NULL;
  AnshinCsvApplicant *second = NULL;

  g_assert_cmpuint (applicants->len, ==, 2);
  first = applicants->pdata[0];
  second = applicants->pdata[1];
  g_assert_no_error (first->error);
  g_assert_no_error (second->error);
  g_assert_cmpuint (first->line, ==, 2);
  g_assert_cmpstr (first->application->name, ==, "佐藤　花子");
  g_assert_cmpstr (first->application->mail, ==, "a@example.jp");
  g_assert_cmpint (first->application->profession, ==, ANSHIN_PROFESSION_CARE_MANAGER);
  g_assert_cmpstr (first->application->facility_id, ==, "facility-1");
  g_assert_true (first->application->facility_admin);
  g_assert_cmpint (second->application->profession, ==, ANSHIN_PROFESSION_PHYSICAL_THERAPIST);
  g_assert_false (second->application->facility_admin);
}

/* A table without a heading has the order of the form. */
static void
test_without_heading (void)
{
  g_autoptr (GPtrArray) applicants
    = read_applicants ("田中 実,たなか みのる,t@example.jp,nurse,yes,4月から\n");
  AnshinCsvApplicant *only = applicants->pdata[0];

  g_assert_cmpuint (applicants->len, ==, 1);
  g_assert_no_error (only->error);
  g_assert_cmpuint (only->line, ==, 1);
  g_assert_cmpstr (only->application->note, ==, "4月から");
  g_assert_true (only->application->facility_admin);
}

static void
test_wrong_lines (void)
{
  g_autoptr (GPtrArray) applicants
    = read_applicants ("氏名,かな,メール,職種\n"
                       "佐藤 花子,さとう はなこ,a@example.jp,看護師\n"
                       "佐藤 花子,さとう はなこ,Ａ@EXAMPLE.jp,看護師\n"
                       "\n"
                       "鈴木 一郎,漢字,b@example.jp,看護師\n"
                       "鈴木 一郎,すずき いちろう,b.example.jp,看護師\n"
                       "鈴木 一郎,すずき いちろう,c@example.jp,大工\n"
                       "鈴木 一郎,すずき いちろう,d@example.jp\n"
                       ",すずき いちろう,e@example.jp,看護師\n");

  g_assert_cmpuint (applicants->len, ==, 7);
  g_assert_no_error (((AnshinCsvApplicant *) applicants->pdata[0])->error);
  assert_wrong (applicants->pdata[1], ANSHIN_ERROR_MAIL_TAKEN, "mail");
  assert_wrong (applicants->pdata[2], ANSHIN_ERROR_FIELD_INVALID, "kana");
  g_assert_cmpuint (((AnshinCsvApplicant *) applicants->pdata[2])->line, ==, 5);
  assert_wrong (applicants->pdata[3], ANSHIN_ERROR_FIELD_INVALID, "mail");
  assert_wrong (applicants->pdata[4], ANSHIN_ERROR_FIELD_INVALID, "profession");
  assert_wrong (applicants->pdata[5], ANSHIN_ERROR_FIELD_MISSING, "profession");
  assert_wrong (applicants->pdata[6], ANSHIN_ERROR_FIELD_MISSING, "name");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/lines", test_lines);
  g_test_add_func ("/csv/quotes", test_quotes);
  g_test_add_func ("/csv/nothing", test_nothing);
  g_test_add_func ("/csv/encodings", test_encodings);
  g_test_add_func ("/csv/refused", test_refused);
  g_test_add_func ("/csv/applicants", test_applicants);
  g_test_add_func ("/csv/without-heading", test_without_heading);
  g_test_add_func ("/csv/wrong-lines", test_wrong_lines);
  return g_test_run ();
}
