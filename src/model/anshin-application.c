/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-application.h"

#include "anshin-record-private.h"

static const AnshinField anshin_application_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinApplication, id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinApplication, name, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE,
                     ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinApplication, kana, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE,
                     ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinApplication, mail, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE,
                     ANSHIN_MAX_MAIL),
  ANSHIN_FIELD_CHOICE (AnshinApplication, profession, ANSHIN_FIELD_REQUIRED, &anshin_professions),
  ANSHIN_FIELD_TEXT (AnshinApplication, facility_id, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE,
                     ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinApplication, facility_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_BOOL (AnshinApplication, facility_admin, ANSHIN_FIELD_OPTIONAL),
  ANSHIN_FIELD_TEXT (AnshinApplication, note, ANSHIN_FIELD_PROSE, ANSHIN_MAX_NOTE),
  ANSHIN_FIELD_CHOICE (AnshinApplication, state, ANSHIN_FIELD_SERVICE, &anshin_application_states),
  ANSHIN_FIELD_TEXT (AnshinApplication, submitted_by, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinApplication, submitted_by_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TIME (AnshinApplication, created_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinApplication, decided_by_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TIME (AnshinApplication, decided_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinApplication, turned_down_reason, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NOTE),
  ANSHIN_FIELD_TEXT (AnshinApplication, user_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXTS (AnshinApplication, capabilities, ANSHIN_FIELD_SERVICE, 0),
  { NULL },
};

static gboolean
validate_application (AnshinRecord *record, GError **error)
{
  return anshin_record_check_kana (record, "kana", error) &&
         anshin_record_check_mail (record, "mail", error);
}

ANSHIN_DEFINE_RECORD (AnshinApplication, anshin_application, validate_application)

static const AnshinField anshin_application_batch_fields[] = {
  ANSHIN_FIELD_RECORDS (AnshinApplicationBatch, items, ANSHIN_FIELD_REQUIRED,
                        ANSHIN_MAX_APPLICATIONS_AT_ONCE, anshin_application_get_type),
  ANSHIN_FIELD_BOOL (AnshinApplicationBatch, skip_refused, ANSHIN_FIELD_OPTIONAL),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinApplicationBatch, anshin_application_batch, NULL)

static const AnshinField anshin_refused_line_fields[] = {
  ANSHIN_FIELD_INT (AnshinRefusedLine, line, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_TEXT (AnshinRefusedLine, code, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinRefusedLine, field, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinRefusedLine, anshin_refused_line, NULL)

static const AnshinField anshin_application_report_fields[] = {
  ANSHIN_FIELD_RECORDS (AnshinApplicationReport, stored, ANSHIN_FIELD_SERVICE, 0,
                        anshin_application_get_type),
  ANSHIN_FIELD_RECORDS (AnshinApplicationReport, refused, ANSHIN_FIELD_SERVICE, 0,
                        anshin_refused_line_get_type),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinApplicationReport, anshin_application_report, NULL)

static const AnshinField anshin_turn_down_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinTurnDown, reason, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_PROSE,
                     ANSHIN_MAX_NOTE),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinTurnDown, anshin_turn_down, NULL)
