/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-form-page.h"

G_BEGIN_DECLS

/* Enters a new patient, or changes one. */
#define ANSHIN_TYPE_PATIENT_EDITOR (anshin_patient_editor_get_type ())
G_DECLARE_FINAL_TYPE (AnshinPatientEditor, anshin_patient_editor, ANSHIN, PATIENT_EDITOR,
                      AnshinFormPage)

AnshinPage *anshin_patient_editor_new (AnshinClient *client, AnshinPatient *patient);

G_END_DECLS
