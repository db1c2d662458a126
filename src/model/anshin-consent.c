/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-consent.h"

#include "anshin-attachment.h"
#include "anshin-clock.h"
#include "anshin-record-private.h"

/* 成年: 18 since the Civil Code of that day, 20 before. */
#define MAJORITY_CHANGED_ON 20220401
#define AGE_OF_MAJORITY 18
#define AGE_OF_MAJORITY_BEFORE 20

static const AnshinField anshin_consent_event_fields[] = {
  ANSHIN_FIELD_CHOICE (AnshinConsentEvent, kind, ANSHIN_FIELD_SERVICE, &anshin_consent_event_kinds),
  ANSHIN_FIELD_TIME (AnshinConsentEvent, at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinConsentEvent, by_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinConsentEvent, by_facility, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinConsentEvent, anshin_consent_event, NULL)

static const AnshinField anshin_consent_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinConsent, id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_INT (AnshinConsent, version, ANSHIN_FIELD_OPTIONAL, 0),
  ANSHIN_FIELD_TEXT (AnshinConsent, patient_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinConsent, patient_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinConsent, patient_kana, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinConsent, patient_number, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_CHOICE (AnshinConsent, state, ANSHIN_FIELD_SERVICE, &anshin_consent_states),
  ANSHIN_FIELD_INT (AnshinConsent, form_version, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_TEXTS (AnshinConsent, recipient_kinds, ANSHIN_FIELD_OPTIONAL,
                      ANSHIN_MAX_RECIPIENTS),
  ANSHIN_FIELD_TEXTS (AnshinConsent, recipients, ANSHIN_FIELD_OPTIONAL, ANSHIN_MAX_RECIPIENTS),
  ANSHIN_FIELD_BOOL (AnshinConsent, later_members, ANSHIN_FIELD_OPTIONAL),
  ANSHIN_FIELD_DATE (AnshinConsent, valid_until, ANSHIN_FIELD_OPTIONAL),
  ANSHIN_FIELD_CHOICE (AnshinConsent, signer, ANSHIN_FIELD_OPTIONAL, &anshin_signers),
  ANSHIN_FIELD_TEXT (AnshinConsent, signer_name, ANSHIN_FIELD_LINE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinConsent, signer_relationship, ANSHIN_FIELD_OPTIONAL,
                       &anshin_relationships),
  ANSHIN_FIELD_TEXT (AnshinConsent, signer_reason, ANSHIN_FIELD_LINE, ANSHIN_MAX_LINE),
  ANSHIN_FIELD_TEXT (AnshinConsent, explained_by, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE,
                     ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinConsent, explained_profession, ANSHIN_FIELD_OPTIONAL,
                       &anshin_professions),
  ANSHIN_FIELD_TEXT (AnshinConsent, explained_facility, ANSHIN_FIELD_LINE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_DATE (AnshinConsent, explained_on, ANSHIN_FIELD_OPTIONAL),
  ANSHIN_FIELD_TEXT (AnshinConsent, remarks, ANSHIN_FIELD_PROSE, ANSHIN_MAX_NOTE),
  ANSHIN_FIELD_DATE (AnshinConsent, signed_on, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinConsent, original_kept_at, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_LINE),
  ANSHIN_FIELD_DATE (AnshinConsent, withdrawn_on, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinConsent, withdrawn_by, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinConsent, withdrawn_way, ANSHIN_FIELD_SERVICE,
                       &anshin_withdrawal_ways),
  ANSHIN_FIELD_TEXT (AnshinConsent, withdrawn_witness, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinConsent, withdrawn_how, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_LINE),
  ANSHIN_FIELD_TIME (AnshinConsent, created_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TIME (AnshinConsent, printed_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TIME (AnshinConsent, recorded_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TIME (AnshinConsent, ended_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinConsent, recorded_by_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_RECORDS (AnshinConsent, history, ANSHIN_FIELD_SERVICE, 0,
                        anshin_consent_event_get_type),
  ANSHIN_FIELD_RECORDS (AnshinConsent, scans, ANSHIN_FIELD_SERVICE, 0, anshin_attachment_get_type),
  ANSHIN_FIELD_TEXTS (AnshinConsent, capabilities, ANSHIN_FIELD_SERVICE, 0),
  { NULL },
};

/* Whoever signs for another, by hand (代筆) or by right (代理), is named with what ties them to the
 * person and why (PRODUCT section 5, SECURITY CN-01). */
static gboolean
check_signer (int signer, const char *name, int relationship, const char *reason, GError **error)
{
  if (signer != ANSHIN_SIGNER_OTHER_HAND && signer != ANSHIN_SIGNER_PROXY)
    return TRUE;
  if (name == NULL)
    return anshin_record_fail (ANSHIN_ERROR_FIELD_MISSING, "signer_name",
                               "Who signed is not given", error);
  if (relationship == ANSHIN_RELATIONSHIP_NONE)
    return anshin_record_fail (ANSHIN_ERROR_FIELD_MISSING, "signer_relationship",
                               "The relationship is not given", error);
  if (reason == NULL)
    return anshin_record_fail (ANSHIN_ERROR_FIELD_MISSING, "signer_reason",
                               "The reason is not given", error);
  return TRUE;
}

static gboolean
validate_consent (AnshinRecord *record, GError **error)
{
  AnshinConsent *self = ANSHIN_CONSENT (record);

  if (self->valid_until != 0 && self->valid_until < anshin_clock_today ())
    return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "valid_until", "In the past", error);
  return check_signer (self->signer, self->signer_name, self->signer_relationship,
                       self->signer_reason, error) &&
         anshin_record_check_past (self, "explained_on", error);
}

ANSHIN_DEFINE_RECORD (AnshinConsent, anshin_consent, validate_consent)

static const AnshinField anshin_consent_signed_fields[] = {
  ANSHIN_FIELD_DATE (AnshinConsentSigned, signed_on, ANSHIN_FIELD_REQUIRED),
  ANSHIN_FIELD_CHOICE (AnshinConsentSigned, signer, ANSHIN_FIELD_REQUIRED, &anshin_signers),
  ANSHIN_FIELD_TEXT (AnshinConsentSigned, signer_name, ANSHIN_FIELD_LINE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinConsentSigned, signer_relationship, ANSHIN_FIELD_OPTIONAL,
                       &anshin_relationships),
  ANSHIN_FIELD_TEXT (AnshinConsentSigned, signer_reason, ANSHIN_FIELD_LINE, ANSHIN_MAX_LINE),
  ANSHIN_FIELD_TEXT (AnshinConsentSigned, original_kept_at,
                     ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE, ANSHIN_MAX_LINE),
  { NULL },
};

static gboolean
validate_consent_signed (AnshinRecord *record, GError **error)
{
  AnshinConsentSigned *self = ANSHIN_CONSENT_SIGNED (record);

  return anshin_record_check_past (self, "signed_on", error) &&
         check_signer (self->signer, self->signer_name, self->signer_relationship,
                       self->signer_reason, error);
}

ANSHIN_DEFINE_RECORD (AnshinConsentSigned, anshin_consent_signed, validate_consent_signed)

static const AnshinField anshin_consent_scans_fields[] = {
  ANSHIN_FIELD_TEXTS (AnshinConsentScans, attachments, ANSHIN_FIELD_REQUIRED,
                      ANSHIN_MAX_SCANS_PER_CONSENT),
  { NULL },
};

static gboolean
validate_consent_scans (AnshinRecord *record, GError **error)
{
  if (g_strv_length (ANSHIN_CONSENT_SCANS (record)->attachments) == 0)
    return anshin_record_fail (ANSHIN_ERROR_FIELD_MISSING, "attachments", "No file", error);
  return TRUE;
}

ANSHIN_DEFINE_RECORD (AnshinConsentScans, anshin_consent_scans, validate_consent_scans)

static const AnshinField anshin_withdrawal_fields[] = {
  ANSHIN_FIELD_DATE (AnshinWithdrawal, withdrawn_on, ANSHIN_FIELD_REQUIRED),
  ANSHIN_FIELD_TEXT (AnshinWithdrawal, withdrawn_by, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE,
                     ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinWithdrawal, withdrawn_way, ANSHIN_FIELD_REQUIRED,
                       &anshin_withdrawal_ways),
  ANSHIN_FIELD_TEXT (AnshinWithdrawal, withdrawn_witness, ANSHIN_FIELD_LINE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinWithdrawal, withdrawn_how, ANSHIN_FIELD_LINE, ANSHIN_MAX_LINE),
  { NULL },
};

static gboolean
validate_withdrawal (AnshinRecord *record, GError **error)
{
  AnshinWithdrawal *self = ANSHIN_WITHDRAWAL (record);

  if (anshin_consent_needs_witness (self->withdrawn_way) && self->withdrawn_witness == NULL)
    return anshin_record_fail (ANSHIN_ERROR_FIELD_MISSING, "withdrawn_witness",
                               "Who heard it is not given", error);
  return anshin_record_check_past (record, "withdrawn_on", error);
}

ANSHIN_DEFINE_RECORD (AnshinWithdrawal, anshin_withdrawal, validate_withdrawal)

static const AnshinField anshin_provision_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinProvision, id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_CURSOR_BYTES),
  ANSHIN_FIELD_TEXT (AnshinProvision, consent_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_DATE (AnshinProvision, signed_on, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinProvision, user_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinProvision, name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinProvision, profession, ANSHIN_FIELD_SERVICE, &anshin_professions),
  ANSHIN_FIELD_TEXT (AnshinProvision, facility_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinProvision, facility_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinProvision, facility_kind, ANSHIN_FIELD_SERVICE,
                       &anshin_facility_kinds),
  ANSHIN_FIELD_TIME (AnshinProvision, from, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TIME (AnshinProvision, until, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXTS (AnshinProvision, items, ANSHIN_FIELD_SERVICE, 0),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinProvision, anshin_provision, NULL)

/**
 * anshin_consent_needs_witness:
 * @withdrawal_way: how a consent was withdrawn
 *
 * Returns: whether somebody has to have heard it, as there is no paper that says so
 */
gboolean
anshin_consent_needs_witness (int withdrawal_way)
{
  return withdrawal_way == ANSHIN_WITHDRAWAL_WORD || withdrawal_way == ANSHIN_WITHDRAWAL_TELEPHONE;
}

/**
 * anshin_consent_needs_proxy:
 * @birth_date: the patient's birth date as YYYYMMDD
 * @on: the day of the signature
 *
 * Returns: whether the patient is a minor on that day, for whom somebody with the right to do so
 *   consents (代理; PRODUCT section 5)
 */
gboolean
anshin_consent_needs_proxy (int birth_date, int on)
{
  int majority = on >= MAJORITY_CHANGED_ON ? AGE_OF_MAJORITY : AGE_OF_MAJORITY_BEFORE;

  return anshin_date_get_age (birth_date, on) < majority;
}

/**
 * anshin_consent_check_proxy:
 * @self: a form that is filled in, validated
 * @birth_date: the patient's birth date as YYYYMMDD
 *
 * On the form it is open who signs until somebody is chosen; for a minor that is a proxy.
 *
 * Returns: %FALSE with an error on `signer`
 */
gboolean
anshin_consent_check_proxy (AnshinConsent *self, int birth_date, GError **error)
{
  if (self->signer == ANSHIN_SIGNER_NONE || self->signer == ANSHIN_SIGNER_PROXY ||
      !anshin_consent_needs_proxy (birth_date, anshin_clock_today ()))
    return TRUE;
  return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "signer", "A minor needs a proxy", error);
}

/**
 * anshin_consent_check_signer:
 * @self: what is to be recorded of the signed paper, validated
 * @birth_date: the patient's birth date as YYYYMMDD
 *
 * What the paper alone cannot show: nobody signs before being born, and for a minor somebody with
 * the right to do so signs (代理; PRODUCT section 5). Majority is as it was on the day of signing.
 *
 * Returns: %FALSE with an error on `signed_on` or `signer`
 */
gboolean
anshin_consent_check_signer (AnshinConsentSigned *self, int birth_date, GError **error)
{
  if (self->signed_on < birth_date)
    return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "signed_on",
                               "Before the patient was born", error);
  if (self->signer != ANSHIN_SIGNER_PROXY &&
      anshin_consent_needs_proxy (birth_date, self->signed_on))
    return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "signer",
                               "A minor needs a proxy", error);
  return TRUE;
}
