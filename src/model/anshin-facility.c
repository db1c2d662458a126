/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-facility.h"

#include <string.h>

#include "anshin-record-private.h"
#include "anshin-text.h"

static const AnshinField anshin_facility_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinFacility, id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinFacility, name, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE,
                     ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinFacility, kind, ANSHIN_FIELD_REQUIRED, &anshin_facility_kinds),
  ANSHIN_FIELD_TEXT (AnshinFacility, address, ANSHIN_FIELD_LINE, ANSHIN_MAX_LINE),
  ANSHIN_FIELD_TEXT (AnshinFacility, telephone, ANSHIN_FIELD_LINE, ANSHIN_MAX_TELEPHONE),
  ANSHIN_FIELD_TEXT (AnshinFacility, institution_number, ANSHIN_FIELD_LINE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_INT (AnshinFacility, version, ANSHIN_FIELD_OPTIONAL, 0),
  ANSHIN_FIELD_BOOL (AnshinFacility, byod, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinFacility, byod_confirmed_by_name, ANSHIN_FIELD_SERVICE,
                     ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TIME (AnshinFacility, byod_confirmed_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TIME (AnshinFacility, byod_expires_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_BOOL (AnshinFacility, saving, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinFacility, saving_set_by_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TIME (AnshinFacility, saving_set_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_INT (AnshinFacility, staff, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_INT (AnshinFacility, admins, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_TEXTS (AnshinFacility, capabilities, ANSHIN_FIELD_SERVICE, 0),
  { NULL },
};

/* However typed: 28-1234567, ２８１２３４５６７. */
static gboolean
check_institution_number (AnshinFacility *self, GError **error)
{
  g_autofree char *plain = NULL;
  GString *digits = NULL;

  if (self->institution_number == NULL)
    return TRUE;
  plain = anshin_text_normalize_telephone (self->institution_number);
  digits = g_string_new (NULL);
  for (const char *p = plain; *p != '\0'; p++)
    if (*p != '-' && *p != ' ')
      g_string_append_c (digits, *p);
  if (digits->len >= 7 && digits->len <= 10
      && strspn (digits->str, "0123456789") == digits->len)
    {
      anshin_record_take_text (self, "institution_number", g_string_free (digits, FALSE));
      return TRUE;
    }
  g_string_free (digits, TRUE);
  return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "institution_number",
                             "Not 7 to 10 digits", error);
}

static gboolean
validate_facility (AnshinRecord *record, GError **error)
{
  return anshin_record_check_telephone (record, "telephone", error) &&
         check_institution_number (ANSHIN_FACILITY (record), error);
}

ANSHIN_DEFINE_RECORD (AnshinFacility, anshin_facility, validate_facility)

static const AnshinField anshin_byod_fields[] = {
  ANSHIN_FIELD_BOOL (AnshinByod, allowed, ANSHIN_FIELD_REQUIRED),
  ANSHIN_FIELD_BOOL (AnshinByod, install_instructed, ANSHIN_FIELD_OPTIONAL),
  ANSHIN_FIELD_BOOL (AnshinByod, vulnerabilities_checked, ANSHIN_FIELD_OPTIONAL),
  ANSHIN_FIELD_BOOL (AnshinByod, settings_unchanged, ANSHIN_FIELD_OPTIONAL),
  { NULL },
};

static gboolean
validate_byod (AnshinRecord *record, GError **error)
{
  static const char *const duties[] = { "install_instructed", "vulnerabilities_checked",
                                        "settings_unchanged" };
  AnshinByod *self = ANSHIN_BYOD (record);
  const gboolean confirmed[] = { self->install_instructed, self->vulnerabilities_checked,
                                 self->settings_unchanged };

  for (guint i = 0; self->allowed && i < G_N_ELEMENTS (duties); i++)
    if (!confirmed[i])
      return anshin_record_fail (ANSHIN_ERROR_FIELD_MISSING, duties[i], "Not confirmed", error);
  return TRUE;
}

ANSHIN_DEFINE_RECORD (AnshinByod, anshin_byod, validate_byod)

static const AnshinField anshin_saving_fields[] = {
  ANSHIN_FIELD_BOOL (AnshinSaving, allowed, ANSHIN_FIELD_REQUIRED),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinSaving, anshin_saving, NULL)
