/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* Choosing one of the reader's patients. Signal "picked" (AnshinPatient *patient); the page then
 * closes. */
#define ANSHIN_TYPE_PATIENT_PICKER (anshin_patient_picker_get_type ())
G_DECLARE_FINAL_TYPE (AnshinPatientPicker, anshin_patient_picker, ANSHIN, PATIENT_PICKER,
                      AnshinPage)

AnshinPage *anshin_patient_picker_new (AnshinClient *client);

G_END_DECLS
