/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-application.h"

G_BEGIN_DECLS

/**
 * AnshinCsvRow:
 * @line: the line of the file that it begins on, from 1
 * @cells: (array zero-terminated=1): its cells
 */
typedef struct
{
  guint line;
  char **cells;
} AnshinCsvRow;

/**
 * AnshinCsvApplicant:
 * @line: the line of the file, from 1
 * @application: who is to be registered, as far as the line says it
 * @error: (nullable): why the line can't be taken as it is, with the field that it concerns
 * @unknown: (nullable): the words in that field, where they are none of a closed list
 */
typedef struct
{
  guint line;
  AnshinApplication *application;
  GError *error;
  char *unknown;
} AnshinCsvApplicant;

GPtrArray *anshin_csv_read            (const char *data, gsize length, GError **error);
GPtrArray *anshin_csv_read_applicants (const char *data, gsize length, const char *facility_id,
                                       GError **error);
void       anshin_csv_row_free        (AnshinCsvRow *row);
void       anshin_csv_applicant_free  (AnshinCsvApplicant *applicant);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinCsvRow, anshin_csv_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinCsvApplicant, anshin_csv_applicant_free)

G_END_DECLS
