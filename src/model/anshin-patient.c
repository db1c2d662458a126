/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-patient.h"

#include <string.h>

#include "anshin-record-private.h"
#include "anshin-text.h"

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
  ANSHIN_FIELD_TEXT (AnshinPatient, attending_physician_id, ANSHIN_FIELD_LINE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinPatient, attending_physician_name, ANSHIN_FIELD_SERVICE,
                     ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinPatient, no_attending_reason, ANSHIN_FIELD_LINE, ANSHIN_MAX_LINE),
  ANSHIN_FIELD_TEXT (AnshinPatient, remarks, ANSHIN_FIELD_PROSE, ANSHIN_MAX_NOTE),
  ANSHIN_FIELD_TEXT (AnshinPatient, client_id, ANSHIN_FIELD_LINE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_CHOICE (AnshinPatient, ended, ANSHIN_FIELD_SERVICE, &anshin_ending_reasons),
  ANSHIN_FIELD_DATE (AnshinPatient, ended_on, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_CHOICE (AnshinPatient, consent_state, ANSHIN_FIELD_SERVICE, &anshin_consent_states),
  ANSHIN_FIELD_TEXT (AnshinPatient, consent_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_BOOL (AnshinPatient, consent_overdue, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinPatient, group_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_INT (AnshinPatient, unread, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_TIME (AnshinPatient, created_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TIME (AnshinPatient, updated_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXTS (AnshinPatient, capabilities, ANSHIN_FIELD_SERVICE, 0),
  { NULL },
};

/* 664-0852, however typed: 〒６６４０８５２. */
static gboolean
check_postal_code (AnshinPatient *self, GError **error)
{
  g_autofree char *plain = anshin_text_normalize_telephone (self->postal_code);
  const char *text = g_str_has_prefix (plain, "〒") ? plain + strlen ("〒") : plain;
  GString *digits = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (*text != '-' && *text != ' ')
      g_string_append_c (digits, *text);
  if (digits->len == 7 && strspn (digits->str, "0123456789") == 7)
    {
      g_string_insert_c (digits, 3, '-');
      anshin_record_take_text (self, "postal_code", g_string_free (digits, FALSE));
      return TRUE;
    }
  g_string_free (digits, TRUE);
  return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "postal_code", "Not a postal code", error);
}

/* Exactly one of both, as on it depends who may create the patient's group (source A3). */
static gboolean
check_attending (AnshinPatient *self, GError **error)
{
  if (self->attending_physician_id == NULL && self->no_attending_reason == NULL)
    return anshin_record_fail (ANSHIN_ERROR_FIELD_MISSING, "attending_physician_id",
                               "Neither an attending physician nor why there is none", error);
  if (self->attending_physician_id != NULL && self->no_attending_reason != NULL)
    return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "no_attending_reason",
                               "An attending physician and why there is none", error);
  return TRUE;
}

/* The patient's number in the facility's own records: one form, whatever the width. */
static void
normalize_number (AnshinPatient *self)
{
  g_autofree char *plain = NULL;

  if (self->number == NULL)
    return;
  plain = g_utf8_normalize (self->number, -1, G_NORMALIZE_ALL_COMPOSE);
  anshin_record_take_text (self, "number", anshin_text_normalize_line (plain));
}

static gboolean
validate_patient (AnshinRecord *record, GError **error)
{
  AnshinPatient *self = ANSHIN_PATIENT (record);

  normalize_number (self);
  return anshin_record_check_kana (self, "kana", error) &&
         anshin_record_check_past (self, "birth_date", error) &&
         (self->postal_code == NULL || check_postal_code (self, error)) &&
         anshin_record_check_telephone (self, "telephone", error) && check_attending (self, error);
}

ANSHIN_DEFINE_RECORD (AnshinPatient, anshin_patient, validate_patient)

static const AnshinField anshin_patient_ending_fields[] = {
  ANSHIN_FIELD_CHOICE (AnshinPatientEnding, reason, ANSHIN_FIELD_REQUIRED, &anshin_ending_reasons),
  ANSHIN_FIELD_DATE (AnshinPatientEnding, on, ANSHIN_FIELD_REQUIRED),
  ANSHIN_FIELD_BOOL (AnshinPatientEnding, delete_group, ANSHIN_FIELD_OPTIONAL),
  { NULL },
};

static gboolean
validate_patient_ending (AnshinRecord *record, GError **error)
{
  return anshin_record_check_past (record, "on", error);
}

ANSHIN_DEFINE_RECORD (AnshinPatientEnding, anshin_patient_ending, validate_patient_ending)
