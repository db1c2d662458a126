/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* One patient: what to do next, the attributes, the consents, and what happened when. */
#define ANSHIN_TYPE_PATIENT_PAGE (anshin_patient_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinPatientPage, anshin_patient_page, ANSHIN, PATIENT_PAGE, AnshinPage)

AnshinPage    *anshin_patient_page_new         (AnshinClient *client, AnshinPatient *patient);
AnshinPatient *anshin_patient_page_get_patient (AnshinPatientPage *self);

G_END_DECLS
