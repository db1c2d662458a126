/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-csv.h"
#include "anshin-fuzz.h"
#include "anshin-limits.h"

/* Any bytes are a table of valid text, or refused with a reason. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other = NULL;
  g_autoptr (GPtrArray) rows = anshin_csv_read ((const char *) data, size, &error);
  g_autoptr (GPtrArray) applicants = NULL;
  guint last = 0;

  g_assert_true ((rows == NULL) == (error != NULL));
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      AnshinCsvRow *row = rows->pdata[i];

      g_assert_cmpuint (row->line, >, last);
      last = row->line;
      g_assert_cmpuint (g_strv_length (row->cells), <=, ANSHIN_MAX_CSV_CELLS);
      for (int j = 0; row->cells[j] != NULL; j++)
        g_assert_true (g_utf8_validate (row->cells[j], -1, NULL));
    }
  applicants = anshin_csv_read_applicants ((const char *) data, size, "facility", &other);
  g_assert_true ((applicants == NULL) == (other != NULL));
  return 0;
}
