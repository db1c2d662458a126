/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-user.h"

#include "anshin-record-private.h"

static const AnshinField anshin_user_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinUser, id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinUser, name, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinUser, kana, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinUser, mail, ANSHIN_FIELD_LINE, ANSHIN_MAX_MAIL),
  ANSHIN_FIELD_CHOICE (AnshinUser, profession, ANSHIN_FIELD_REQUIRED, &anshin_professions),
  ANSHIN_FIELD_TEXT (AnshinUser, facility_id, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE,
                     ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinUser, facility_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinUser, facility_kind, ANSHIN_FIELD_SERVICE, &anshin_facility_kinds),
  ANSHIN_FIELD_BOOL (AnshinUser, facility_admin, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_BOOL (AnshinUser, office, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_BOOL (AnshinUser, whole_picture, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_CHOICE (AnshinUser, state, ANSHIN_FIELD_SERVICE, &anshin_account_states),
  ANSHIN_FIELD_INT (AnshinUser, version, ANSHIN_FIELD_OPTIONAL, 0),
  ANSHIN_FIELD_CHOICE (AnshinUser, suspension, ANSHIN_FIELD_SERVICE, &anshin_suspension_reasons),
  ANSHIN_FIELD_TIME (AnshinUser, registered_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TIME (AnshinUser, last_sign_in_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinUser, last_sign_in_terminal, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_INT (AnshinUser, terminals, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_BOOL (AnshinUser, locked, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXTS (AnshinUser, capabilities, ANSHIN_FIELD_SERVICE, 0),
  { NULL },
};

static gboolean
validate_user (AnshinRecord *record, GError **error)
{
  return anshin_record_check_kana (record, "kana", error) &&
         anshin_record_check_mail (record, "mail", error);
}

ANSHIN_DEFINE_RECORD (AnshinUser, anshin_user, validate_user)
