/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-card.h"

#include "anshin-record-private.h"

static const AnshinField anshin_card_contact_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinCardContact, name, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE,
                     ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinCardContact, relationship, ANSHIN_FIELD_OPTIONAL,
                       &anshin_relationships),
  ANSHIN_FIELD_TEXT (AnshinCardContact, telephone, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE,
                     ANSHIN_MAX_TELEPHONE),
  ANSHIN_FIELD_TEXT (AnshinCardContact, note, ANSHIN_FIELD_LINE, ANSHIN_MAX_LINE),
  { NULL },
};

static gboolean
validate_contact (AnshinRecord *record, GError **error)
{
  return anshin_record_check_telephone (record, "telephone", error);
}

ANSHIN_DEFINE_RECORD (AnshinCardContact, anshin_card_contact, validate_contact)

static const AnshinField anshin_card_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinCard, patient_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_INT (AnshinCard, version, ANSHIN_FIELD_OPTIONAL, 0),
  ANSHIN_FIELD_TEXT (AnshinCard, physician, ANSHIN_FIELD_LINE, ANSHIN_MAX_LINE),
  ANSHIN_FIELD_TEXT (AnshinCard, physician_telephone, ANSHIN_FIELD_LINE, ANSHIN_MAX_TELEPHONE),
  ANSHIN_FIELD_TEXT (AnshinCard, care_manager, ANSHIN_FIELD_LINE, ANSHIN_MAX_LINE),
  ANSHIN_FIELD_TEXT (AnshinCard, care_manager_telephone, ANSHIN_FIELD_LINE, ANSHIN_MAX_TELEPHONE),
  ANSHIN_FIELD_TEXT (AnshinCard, nurse_station, ANSHIN_FIELD_LINE, ANSHIN_MAX_LINE),
  ANSHIN_FIELD_TEXT (AnshinCard, nurse_station_telephone, ANSHIN_FIELD_LINE,
                     ANSHIN_MAX_TELEPHONE),
  ANSHIN_FIELD_TEXT (AnshinCard, pharmacy, ANSHIN_FIELD_LINE, ANSHIN_MAX_LINE),
  ANSHIN_FIELD_TEXT (AnshinCard, pharmacy_telephone, ANSHIN_FIELD_LINE, ANSHIN_MAX_TELEPHONE),
  ANSHIN_FIELD_RECORDS (AnshinCard, contacts, ANSHIN_FIELD_OPTIONAL, ANSHIN_MAX_CARD_CONTACTS,
                        anshin_card_contact_get_type),
  ANSHIN_FIELD_TEXT (AnshinCard, allergies, ANSHIN_FIELD_PROSE, ANSHIN_MAX_CARD_TEXT),
  ANSHIN_FIELD_TEXT (AnshinCard, history, ANSHIN_FIELD_PROSE, ANSHIN_MAX_CARD_TEXT),
  ANSHIN_FIELD_TEXT (AnshinCard, devices, ANSHIN_FIELD_PROSE, ANSHIN_MAX_CARD_TEXT),
  ANSHIN_FIELD_TEXT (AnshinCard, infection, ANSHIN_FIELD_PROSE, ANSHIN_MAX_CARD_TEXT),
  ANSHIN_FIELD_TEXT (AnshinCard, wishes, ANSHIN_FIELD_PROSE, ANSHIN_MAX_CARD_TEXT),
  ANSHIN_FIELD_TEXT (AnshinCard, key_place, ANSHIN_FIELD_LINE, ANSHIN_MAX_LINE),
  ANSHIN_FIELD_TEXT (AnshinCard, remarks, ANSHIN_FIELD_PROSE, ANSHIN_MAX_CARD_TEXT),
  ANSHIN_FIELD_TEXTS (AnshinCard, derived, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_BOOL (AnshinCard, seen, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinCard, changed_by_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinCard, changed_by_facility, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TIME (AnshinCard, changed_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXTS (AnshinCard, capabilities, ANSHIN_FIELD_SERVICE, 0),
  { NULL },
};

static gboolean
validate_card (AnshinRecord *record, GError **error)
{
  return anshin_record_check_telephone (record, "physician_telephone", error) &&
         anshin_record_check_telephone (record, "care_manager_telephone", error) &&
         anshin_record_check_telephone (record, "nurse_station_telephone", error) &&
         anshin_record_check_telephone (record, "pharmacy_telephone", error);
}

ANSHIN_DEFINE_RECORD (AnshinCard, anshin_card, validate_card)

static const AnshinField anshin_card_seen_fields[] = {
  ANSHIN_FIELD_INT (AnshinCardSeen, version, ANSHIN_FIELD_REQUIRED, 0),
  { NULL },
};

static gboolean
validate_card_seen (AnshinRecord *record, GError **error)
{
  if (ANSHIN_CARD_SEEN (record)->version > 0)
    return TRUE;
  return anshin_record_fail (ANSHIN_ERROR_FIELD_MISSING, "version", "Versions begin at 1", error);
}

ANSHIN_DEFINE_RECORD (AnshinCardSeen, anshin_card_seen, validate_card_seen)
