/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

/* One thing that happened to a consent, and who did it. */
struct _AnshinConsentEvent
{
  AnshinRecord parent_instance;

  int kind;
  gint64 at;
  char *by_name;
  char *by_facility;
};

ANSHIN_DECLARE_RECORD (AnshinConsentEvent, anshin_consent_event, ANSHIN, CONSENT_EVENT)

/* 同意書(様式4): the paper's contents and its record (PRODUCT section 5, SECURITY CN-01). */
struct _AnshinConsent
{
  AnshinRecord parent_instance;

  char *id;
  gint64 version;
  char *patient_id;
  char *patient_name;
  char *patient_kana;
  char *patient_number;
  int state;
  gint64 form_version;
  char **recipient_kinds;
  char **recipients;
  gboolean later_members;
  int valid_until;
  int signer;
  char *signer_name;
  int signer_relationship;
  char *signer_reason;
  char *explained_by;
  int explained_profession;
  char *explained_facility;
  int explained_on;
  char *remarks;
  int signed_on;
  char *original_kept_at;
  int withdrawn_on;
  char *withdrawn_by;
  int withdrawn_way;
  char *withdrawn_witness;
  char *withdrawn_how;
  gint64 created_at;
  gint64 printed_at;
  gint64 recorded_at;
  gint64 ended_at;
  char *recorded_by_name;
  GPtrArray *history;
  GPtrArray *scans;
  char **capabilities;
};

ANSHIN_DECLARE_RECORD (AnshinConsent, anshin_consent, ANSHIN, CONSENT)

/* What is recorded when the signed paper is there. */
struct _AnshinConsentSigned
{
  AnshinRecord parent_instance;

  int signed_on;
  int signer;
  char *signer_name;
  int signer_relationship;
  char *signer_reason;
  char *original_kept_at;
};

ANSHIN_DECLARE_RECORD (AnshinConsentSigned, anshin_consent_signed, ANSHIN, CONSENT_SIGNED)

/* Files that were uploaded to the patient, and are the scan of the signed paper (CN-01). */
struct _AnshinConsentScans
{
  AnshinRecord parent_instance;

  char **attachments;
};

ANSHIN_DECLARE_RECORD (AnshinConsentScans, anshin_consent_scans, ANSHIN, CONSENT_SCANS)

/* What is recorded when a consent is withdrawn (SECURITY CN-02). */
struct _AnshinWithdrawal
{
  AnshinRecord parent_instance;

  int withdrawn_on;
  char *withdrawn_by;
  int withdrawn_way;
  char *withdrawn_witness;
  char *withdrawn_how;
};

ANSHIN_DECLARE_RECORD (AnshinWithdrawal, anshin_withdrawal, ANSHIN, WITHDRAWAL)

/* One line of the record of what was given to third parties (第三者提供記録): whom, under which
 * consent, from when to when, and what kinds of things. */
struct _AnshinProvision
{
  AnshinRecord parent_instance;

  char *id;
  char *consent_id;
  int signed_on;
  char *user_id;
  char *name;
  int profession;
  char *facility_id;
  char *facility_name;
  int facility_kind;
  gint64 from;
  gint64 until;
  char **items;
};

ANSHIN_DECLARE_RECORD (AnshinProvision, anshin_provision, ANSHIN, PROVISION)

gboolean anshin_consent_needs_proxy  (int birth_date, int on);
gboolean anshin_consent_needs_witness (int withdrawal_way);
gboolean anshin_consent_check_proxy  (AnshinConsent *self, int birth_date, GError **error);
gboolean anshin_consent_check_signer (AnshinConsentSigned *self, int birth_date, GError **error);

G_END_DECLS
