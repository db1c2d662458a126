/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-patient.h"
#include "anshin-item-row.h"

G_BEGIN_DECLS

/* A patient in the list: name and kana, birth date and age, care level, consent, unread. */
#define ANSHIN_TYPE_PATIENT_ROW (anshin_patient_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinPatientRow, anshin_patient_row, ANSHIN, PATIENT_ROW, AnshinItemRow)

G_END_DECLS
