/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

/* 同意書(様式4): the paper's contents and its record (PRODUCT section 5, SECURITY CN-01). */
struct _AnshinConsent
{
  AnshinRecord parent_instance;

  char *id;
  gint64 version;
  char *patient_id;
  int state;
  gint64 form_version;
  char **recipient_kinds;
  char **recipients;
  gboolean later_members;
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
  char *withdrawn_how;
  gint64 created_at;
  gint64 printed_at;
  gint64 recorded_at;
  char *recorded_by_name;
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

/* What is recorded when a consent is withdrawn (SECURITY CN-02). */
struct _AnshinWithdrawal
{
  AnshinRecord parent_instance;

  int withdrawn_on;
  char *withdrawn_by;
  char *withdrawn_how;
};

ANSHIN_DECLARE_RECORD (AnshinWithdrawal, anshin_withdrawal, ANSHIN, WITHDRAWAL)

gboolean anshin_consent_check_signer (AnshinConsentSigned *self, int birth_date, GError **error);

G_END_DECLS
