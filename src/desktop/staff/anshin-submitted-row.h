/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-application.h"

G_BEGIN_DECLS

/* An application that the facility has submitted. Signal "withdrawn": it is to be taken back. */
#define ANSHIN_TYPE_SUBMITTED_ROW (anshin_submitted_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinSubmittedRow, anshin_submitted_row, ANSHIN, SUBMITTED_ROW,
                      AdwActionRow)

GtkWidget         *anshin_submitted_row_new             (AnshinApplication *application);
AnshinApplication *anshin_submitted_row_get_application (AnshinSubmittedRow *self);

G_END_DECLS
