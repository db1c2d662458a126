/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-patient.h"

#define REQUIRED_LINE (ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE)

static const AnshinField anshin_patient_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinPatient, id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_INT (AnshinPatient, version, ANSHIN_FIELD_OPTIONAL, 0),
  ANSHIN_FIELD_TEXT (AnshinPatient, facility_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinPatient, facility_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinPatient, number, ANSHIN_FIELD_LINE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinPatient, name, REQUIRED_LINE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinPatient, kana, REQUIRED_LINE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_DATE (AnshinPatient, birth_date, ANSHIN_FIELD_REQUIRED),
  ANSHIN_FIELD_CHOICE (AnshinPatient, sex, ANSHIN_FIELD_REQUIRED, &anshin_sexes),
  ANSHIN_FIELD_CHOICE (AnshinPatient, care_level, ANSHIN_FIELD_REQUIRED, &anshin_care_levels),
  ANSHIN_FIELD_TEXT (AnshinPatient, postal_code, ANSHIN_FIELD_LINE, 10),
  ANSHIN_FIELD_TEXT (AnshinPatient, address, ANSHIN_FIELD_LINE, ANSHIN_MAX_LINE),
  ANSHIN_FIELD_TEXT (AnshinPatient, telephone, ANSHIN_FIELD_LINE, ANSHIN_MAX_TELEPHONE),
  ANSHIN_FIELD_TEXT (AnshinPatient, attending_physician_id, ANSHIN_FIELD_OPTIONAL, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinPatient, attending_physician_name, ANSHIN_FIELD_SERVICE,
                     ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinPatient, no_attending_reason, ANSHIN_FIELD_LINE, ANSHIN_MAX_LINE),
  ANSHIN_FIELD_TEXT (AnshinPatient, remarks, ANSHIN_FIELD_PROSE, ANSHIN_MAX_NOTE),
  ANSHIN_FIELD_CHOICE (AnshinPatient, consent_state, ANSHIN_FIELD_SERVICE, &anshin_consent_states),
  ANSHIN_FIELD_TEXT (AnshinPatient, consent_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinPatient, group_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_INT (AnshinPatient, unread, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_TIME (AnshinPatient, created_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TIME (AnshinPatient, updated_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXTS (AnshinPatient, capabilities, ANSHIN_FIELD_SERVICE, 0),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinPatient, anshin_patient, NULL)
