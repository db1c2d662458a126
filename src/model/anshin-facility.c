/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-facility.h"

#include "anshin-record-private.h"

static const AnshinField anshin_facility_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinFacility, id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinFacility, name, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE,
                     ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinFacility, kind, ANSHIN_FIELD_REQUIRED, &anshin_facility_kinds),
  ANSHIN_FIELD_TEXT (AnshinFacility, address, ANSHIN_FIELD_LINE, ANSHIN_MAX_LINE),
  ANSHIN_FIELD_TEXT (AnshinFacility, telephone, ANSHIN_FIELD_LINE, ANSHIN_MAX_TELEPHONE),
  { NULL },
};

static gboolean
validate_facility (AnshinRecord *record, GError **error)
{
  return anshin_record_check_telephone (record, "telephone", error);
}

ANSHIN_DEFINE_RECORD (AnshinFacility, anshin_facility, validate_facility)
