/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-vitals.h"

G_BEGIN_DECLS

/*
 * A row into which one number is typed. What nobody can have is said under it, and what is unusual
 * is marked, once one pauses or goes on to something else; nothing keeps anybody from typing.
 * "judged" comes after it has said, or has nothing to say.
 */
#define ANSHIN_TYPE_VITAL_ROW (anshin_vital_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinVitalRow, anshin_vital_row, ANSHIN, VITAL_ROW, AdwEntryRow)

GtkWidget *anshin_vital_row_new      (int kind);
int        anshin_vital_row_judge    (AnshinVitalRow *self, gint64 *value);
gboolean   anshin_vital_row_get      (AnshinVitalRow *self, gint64 *value);
void       anshin_vital_row_complain (AnshinVitalRow *self, const char *words);

G_END_DECLS
