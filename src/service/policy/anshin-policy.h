/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-choice.h"
#include "anshin-error.h"

G_BEGIN_DECLS

/*
 * Who may do what: deny by default, one table, pure functions (PRODUCT section 2). The facts are
 * gathered by the operation in its transaction; the policy only judges them.
 */

/* Facts about the asker, the object, and how they stand to each other. */
typedef enum
{
  ANSHIN_FACT_OFFICE = 1 << 0,              /* works for the office */
  ANSHIN_FACT_FACILITY_ADMIN = 1 << 1,      /* admin of his own facility */
  ANSHIN_FACT_ELIGIBLE = 1 << 2,            /* profession sees the whole picture */
  ANSHIN_FACT_PHYSICIAN = 1 << 3,
  ANSHIN_FACT_CARE_MANAGER = 1 << 4,
  ANSHIN_FACT_NURSE_STATION_ADMIN = 1 << 5, /* admin of a visiting-nurse station */
  ANSHIN_FACT_OWN_FACILITY = 1 << 6,        /* the object belongs to the asker's facility */
  ANSHIN_FACT_SELF = 1 << 7,                /* the object is the asker, or the asker's own */
  ANSHIN_FACT_ATTENDING = 1 << 8,           /* the asker is the patient's attending physician */
  ANSHIN_FACT_NO_ATTENDING = 1 << 9,        /* the patient is said to have none, with a reason */
  ANSHIN_FACT_CONSENT_IN_FORCE = 1 << 10,
  ANSHIN_FACT_MEMBER = 1 << 11,
  ANSHIN_FACT_INVITEE = 1 << 12,
  ANSHIN_FACT_GROUP_ADMIN = 1 << 13,        /* derived, see source A4 */
  ANSHIN_FACT_GROUP_LIVE = 1 << 14,
  ANSHIN_FACT_GROUP_FROZEN = 1 << 15,
  ANSHIN_FACT_ALL_USERS = 1 << 16,          /* the all-users group */
  ANSHIN_FACT_SENT = 1 << 17,               /* the invitation is sent, that is approved */
  ANSHIN_FACT_WAITING = 1 << 18,            /* the invitation waits for approval */
  ANSHIN_FACT_INVITER = 1 << 19,
  ANSHIN_FACT_TEAM = 1 << 20,               /* member of the patient's group */
  ANSHIN_FACT_GROUP_CLOSED = 1 << 21,
  ANSHIN_FACT_USER = 1 << 22,               /* signed in, active; nothing goes without */
  ANSHIN_FACT_PATIENT_GROUP = 1 << 23,      /* the group is about a patient */
  ANSHIN_FACT_OWN_STAFF = 1 << 24,          /* the member concerned is the asker's staff */
} AnshinFacts;

#define ANSHIN_N_FACTS 25

typedef enum
{
  ANSHIN_ACTION_NONE,
  ANSHIN_ACTION_READ_DIRECTORY,
  ANSHIN_ACTION_SEE_MAIL,
  ANSHIN_ACTION_ISSUE_ENROLMENT_CODE,
  ANSHIN_ACTION_LIST_PATIENTS,
  ANSHIN_ACTION_READ_PATIENT,
  ANSHIN_ACTION_ENTER_PATIENT,
  ANSHIN_ACTION_EDIT_PATIENT,
  ANSHIN_ACTION_READ_CONSENT,
  ANSHIN_ACTION_RECORD_CONSENT,
  ANSHIN_ACTION_WITHDRAW_CONSENT,
  ANSHIN_ACTION_CREATE_PATIENT_GROUP,
  ANSHIN_ACTION_CREATE_FREE_GROUP,
  ANSHIN_ACTION_READ_GROUP,
  ANSHIN_ACTION_POST,
  ANSHIN_ACTION_INVITE,
  ANSHIN_ACTION_APPROVE_INVITATION,
  ANSHIN_ACTION_ANSWER_INVITATION,
  ANSHIN_ACTION_CANCEL_INVITATION,
  ANSHIN_ACTION_LEAVE_GROUP,
  ANSHIN_ACTION_REMOVE_MEMBER,
  ANSHIN_N_ACTIONS
} AnshinAction;

/**
 * AnshinVerdict:
 * @allowed: whether the action is
 * @visible: whether the asker may know that the object exists; if not, the answer is
 *   %ANSHIN_ERROR_NOT_FOUND whatever @code says (SECURITY AZ-02)
 * @code: why not
 */
typedef struct
{
  gboolean allowed;
  gboolean visible;
  AnshinError code;
} AnshinVerdict;

AnshinFacts   anshin_policy_get_own_facts (int profession, int facility_kind, gboolean office,
                                           gboolean facility_admin);
AnshinVerdict anshin_policy_judge         (AnshinAction action, AnshinFacts facts);
gboolean      anshin_policy_check         (AnshinAction action, AnshinFacts facts, GError **error);
gboolean      anshin_policy_allows        (AnshinAction action, AnshinFacts facts);
const char   *anshin_action_to_wire       (AnshinAction action);
char        **anshin_policy_capabilities  (AnshinFacts facts, const AnshinAction *actions,
                                           guint n_actions);

G_END_DECLS
