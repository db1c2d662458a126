/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-consent.h"

static const AnshinField anshin_consent_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinConsent, id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_INT (AnshinConsent, version, ANSHIN_FIELD_OPTIONAL, 0),
  ANSHIN_FIELD_TEXT (AnshinConsent, patient_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_CHOICE (AnshinConsent, state, ANSHIN_FIELD_SERVICE, &anshin_consent_states),
  ANSHIN_FIELD_INT (AnshinConsent, form_version, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_TEXTS (AnshinConsent, recipient_kinds, ANSHIN_FIELD_OPTIONAL,
                      ANSHIN_MAX_RECIPIENTS),
  ANSHIN_FIELD_TEXTS (AnshinConsent, recipients, ANSHIN_FIELD_OPTIONAL, ANSHIN_MAX_RECIPIENTS),
  ANSHIN_FIELD_BOOL (AnshinConsent, later_members, ANSHIN_FIELD_OPTIONAL),
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
  ANSHIN_FIELD_TEXT (AnshinConsent, withdrawn_how, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_LINE),
  ANSHIN_FIELD_TIME (AnshinConsent, created_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TIME (AnshinConsent, printed_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TIME (AnshinConsent, recorded_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinConsent, recorded_by_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXTS (AnshinConsent, capabilities, ANSHIN_FIELD_SERVICE, 0),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinConsent, anshin_consent, NULL)

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

ANSHIN_DEFINE_RECORD (AnshinConsentSigned, anshin_consent_signed, NULL)

static const AnshinField anshin_withdrawal_fields[] = {
  ANSHIN_FIELD_DATE (AnshinWithdrawal, withdrawn_on, ANSHIN_FIELD_REQUIRED),
  ANSHIN_FIELD_TEXT (AnshinWithdrawal, withdrawn_by, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE,
                     ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinWithdrawal, withdrawn_how, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE,
                     ANSHIN_MAX_LINE),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinWithdrawal, anshin_withdrawal, NULL)
