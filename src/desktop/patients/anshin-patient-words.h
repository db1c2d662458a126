/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-patient.h"

G_BEGIN_DECLS

const char *anshin_patient_words_choice       (const AnshinChoiceList *list, int value);
char       *anshin_patient_words_date         (int date);
char       *anshin_patient_words_birth        (int birth_date);
char       *anshin_patient_words_birth_short  (int birth_date);
char       *anshin_patient_words_ended        (AnshinPatient *patient);
const char *anshin_patient_words_consent      (int consent_state);
const char *anshin_patient_words_consent_icon (int consent_state);
const char *anshin_patient_words_consent_style (int consent_state);

G_END_DECLS
