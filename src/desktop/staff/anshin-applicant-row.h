/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-application.h"

G_BEGIN_DECLS

/*
 * One line of the table of those who are to be registered: opened, it is a form. Signals:
 * "changed" (something was typed), "removed" (the line is to go).
 */
#define ANSHIN_TYPE_APPLICANT_ROW (anshin_applicant_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinApplicantRow, anshin_applicant_row, ANSHIN, APPLICANT_ROW,
                      AdwExpanderRow)

GtkWidget         *anshin_applicant_row_new             (AnshinApplication *application);
AnshinApplication *anshin_applicant_row_get_application (AnshinApplicantRow *self);
void               anshin_applicant_row_set_line        (AnshinApplicantRow *self, guint line);
void               anshin_applicant_row_set_error       (AnshinApplicantRow *self,
                                                         const GError *error);
void               anshin_applicant_row_set_unknown     (AnshinApplicantRow *self,
                                                         const char *words);
gboolean           anshin_applicant_row_check           (AnshinApplicantRow *self);
void               anshin_applicant_row_open            (AnshinApplicantRow *self);

G_END_DECLS
