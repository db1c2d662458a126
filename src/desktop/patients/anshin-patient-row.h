/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-patient.h"

G_BEGIN_DECLS

/* A patient in the list: name and kana, birth date and age, care level, consent, unread. */
#define ANSHIN_TYPE_PATIENT_ROW (anshin_patient_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinPatientRow, anshin_patient_row, ANSHIN, PATIENT_ROW, AdwBin)

GtkWidget *anshin_patient_row_new      (void);
void       anshin_patient_row_set_item (AnshinPatientRow *self, GtkListItem *item);

G_END_DECLS
