/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

/* 患者・利用者. Belongs to the facility that entered it. Either an attending physician is named
 * (a user of the network) or the reason why there is none is given (source A3). @client_id makes
 * entering the patient again harmless. @ended and @ended_on: why and since when there is no more
 * care at home. */
struct _AnshinPatient
{
  AnshinRecord parent_instance;

  char *id;
  gint64 version;
  char *facility_id;
  char *facility_name;
  char *number;
  char *name;
  char *kana;
  int birth_date;
  int sex;
  int care_level;
  char *postal_code;
  char *address;
  char *telephone;
  char *attending_physician_id;
  char *attending_physician_name;
  char *no_attending_reason;
  char *remarks;
  char *client_id;
  int ended;
  int ended_on;
  int consent_state;
  char *consent_id;
  gboolean consent_overdue;
  char *group_id;
  gint64 unread;
  gint64 created_at;
  gint64 updated_at;
  char **capabilities;
};

ANSHIN_DECLARE_RECORD (AnshinPatient, anshin_patient, ANSHIN, PATIENT)

/* The patient died, moved away, or the care at home ended: consent and group end with it (source
 * A8 rule 9). @delete_group: the group goes as well, and can be brought back for 30 days. */
struct _AnshinPatientEnding
{
  AnshinRecord parent_instance;

  int reason;
  int on;
  gboolean delete_group;
};

ANSHIN_DECLARE_RECORD (AnshinPatientEnding, anshin_patient_ending, ANSHIN, PATIENT_ENDING)

G_END_DECLS
