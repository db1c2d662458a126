/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-policy.h"

/* Holds when all of @all and none of @none are given. One without @all ends an array: each array
 * of a rule is longer than what is in it. */
typedef struct
{
  AnshinFacts all;
  AnshinFacts none;
} Condition;

typedef struct
{
  Condition when;
  AnshinError code;
} Refusal;

/**
 * Rule:
 * @wire: the action's stable name, as capabilities carry it
 * @visible: who may know that the object exists: one of them must hold
 * @allowed: who has the right: one of them must hold
 * @refusals: why somebody has not: the first that holds; else "forbidden"
 * @hindrances: what stands in the way of those who have it: the first that holds
 */
typedef struct
{
  const char *wire;
  Condition visible[8];
  Condition allowed[8];
  Refusal refusals[4];
  Refusal hindrances[6];
} Rule;

/* Short names, so that a rule reads as a line. */
#define USER ANSHIN_FACT_USER
#define OFFICE ANSHIN_FACT_OFFICE
#define ADMIN ANSHIN_FACT_FACILITY_ADMIN
#define ELIGIBLE ANSHIN_FACT_ELIGIBLE
#define PHYSICIAN ANSHIN_FACT_PHYSICIAN
#define CARE_MANAGER ANSHIN_FACT_CARE_MANAGER
#define STATION_ADMIN ANSHIN_FACT_NURSE_STATION_ADMIN
#define OWN ANSHIN_FACT_OWN_FACILITY
#define OWN_STAFF ANSHIN_FACT_OWN_STAFF
#define SELF ANSHIN_FACT_SELF
#define ATTENDING ANSHIN_FACT_ATTENDING
#define NO_ATTENDING ANSHIN_FACT_NO_ATTENDING
#define CONSENT ANSHIN_FACT_CONSENT_IN_FORCE
#define MEMBER ANSHIN_FACT_MEMBER
#define INVITEE ANSHIN_FACT_INVITEE
#define INVITER ANSHIN_FACT_INVITER
#define GROUP_ADMIN ANSHIN_FACT_GROUP_ADMIN
#define LIVE ANSHIN_FACT_GROUP_LIVE
#define FROZEN ANSHIN_FACT_GROUP_FROZEN
#define CLOSED ANSHIN_FACT_GROUP_CLOSED
#define ALL_USERS ANSHIN_FACT_ALL_USERS
#define PATIENT_GROUP ANSHIN_FACT_PATIENT_GROUP
#define SENT ANSHIN_FACT_SENT
#define WAITING ANSHIN_FACT_WAITING
#define TEAM ANSHIN_FACT_TEAM
#define TARGET_ADMIN ANSHIN_FACT_ADMIN
#define ADMINLESS ANSHIN_FACT_ADMINLESS
#define LAST_ADMIN ANSHIN_FACT_LAST_ADMIN
#define ACTIVE ANSHIN_FACT_ACTIVE
#define SUSPENDED ANSHIN_FACT_SUSPENDED
#define DIRECT ANSHIN_FACT_DIRECT
#define DELETED ANSHIN_FACT_GROUP_DELETED
#define LAST_GROUP_ADMIN ANSHIN_FACT_LAST_GROUP_ADMIN
#define ENDED ANSHIN_FACT_ENDED
#define OPEN ANSHIN_FACT_OPEN
#define NAMED_ADMIN ANSHIN_FACT_NAMED_ADMIN
#define SOLE_ADMIN ANSHIN_FACT_SOLE_ADMIN
#define RESPONSIBLE ANSHIN_FACT_RESPONSIBLE
#define ASKER ANSHIN_FACT_ASKER
#define ASKED ANSHIN_FACT_REQUEST_ASKED
#define TAKEN ANSHIN_FACT_REQUEST_TAKEN
#define OWNER_GONE ANSHIN_FACT_OWNER_GONE
#define TAKER_GONE ANSHIN_FACT_TAKER_GONE
#define MESSAGE_DELETED ANSHIN_FACT_MESSAGE_DELETED
#define ATTACHED ANSHIN_FACT_ATTACHED
#define SAVING ANSHIN_FACT_SAVING

/* The office never sees patient content, whatever else its staff are (PRODUCT section 1). */
#define ANYBODY { USER, 0 }
#define UNLESS_OFFICE(facts) { USER | (facts), OFFICE }

/* A group about a patient is closed to the office; no other group is. */
#define IN_GROUP(fact, except)                                                                    \
  { USER | (fact), OFFICE | (except) }, { USER | (fact), PATIENT_GROUP | (except) }

/*
 * Who sees a patient: the eligible and the admins of the facility that entered it; the members of
 * the patient's group, those of other facilities until it is frozen; the group's admins; and the
 * attending physician of another facility as soon as a consent is in force, as he is the one who
 * creates the group (source A3).
 */
#define SEES_PATIENT                                                                              \
  UNLESS_OFFICE (OWN | ADMIN), UNLESS_OFFICE (OWN | ELIGIBLE), UNLESS_OFFICE (OWN | TEAM),        \
    { USER | TEAM, OFFICE | FROZEN }, UNLESS_OFFICE (GROUP_ADMIN),                                \
    UNLESS_OFFICE (ATTENDING | CONSENT)

#define KEEPS_PATIENT                                                                             \
  UNLESS_OFFICE (OWN | ADMIN), UNLESS_OFFICE (OWN | ELIGIBLE), UNLESS_OFFICE (GROUP_ADMIN)

/* A deleted group is there for its admins alone, who can bring it back. */
#define SEES_GROUP                                                                                \
  IN_GROUP (MEMBER, DELETED), IN_GROUP (GROUP_ADMIN, 0), { USER | ALL_USERS, 0 }

#define SEES_INVITATION                                                                           \
  IN_GROUP (MEMBER, DELETED), IN_GROUP (GROUP_ADMIN, DELETED), IN_GROUP (INVITEE | SENT, DELETED)

/* A file is its uploader's alone until it is part of what the others read. This comes on top of
 * the right to read, or to write, what it is part of. */
#define SEES_ATTACHMENT { USER | ATTACHED, 0 }, { USER | SELF, 0 }

#define MUST_BE_LIVE                                                                              \
  { { FROZEN, 0 }, ANSHIN_ERROR_GROUP_FROZEN }, { { USER, LIVE }, ANSHIN_ERROR_GROUP_CLOSED }

#define MUST_SAY_SOMETHING { { MESSAGE_DELETED, 0 }, ANSHIN_ERROR_MESSAGE_DELETED }

#define NOT_DELETED { { DELETED, 0 }, ANSHIN_ERROR_GROUP_STATE }

/* Accounts are the office's, and the own facility's admin's (PRODUCT section 2). */
#define OWN_ACCOUNTS { USER | OFFICE, 0 }, { USER | ADMIN | OWN, 0 }

#define NOT_OFFICE { { USER, 0 }, ANSHIN_ERROR_NEEDS_OFFICE }
#define NOT_FACILITY_ADMIN                                                                        \
  { { USER | OWN, 0 }, ANSHIN_ERROR_NEEDS_FACILITY_ADMIN },                                       \
    { { USER, 0 }, ANSHIN_ERROR_NEEDS_OFFICE }

#define NOT_ELIGIBLE { { USER | OWN, 0 }, ANSHIN_ERROR_NEEDS_ELIGIBLE_PROFESSION }
/* Nobody administers the all-users group or a direct conversation. */
#define NOT_GROUP_ADMIN { { USER, ALL_USERS | DIRECT }, ANSHIN_ERROR_NEEDS_GROUP_ADMIN }

/* A request (依頼) is answered by those who are asked: the person, or whoever of the facility is in
 * the group; nobody who reads it by right of administration alone. It is the asker's to take back
 * and to give to somebody else, and the group admins', as an asker may be gone as well. */
#define DOES_REQUEST IN_GROUP (MEMBER | RESPONSIBLE, ALL_USERS)
#define ASKS_REQUEST                                                                              \
  IN_GROUP (MEMBER | ASKER, ALL_USERS), IN_GROUP (GROUP_ADMIN | ASKER, ALL_USERS)
#define RUNS_REQUEST IN_GROUP (MEMBER | ASKER, ALL_USERS), IN_GROUP (GROUP_ADMIN, ALL_USERS)
#define NOT_OWNER { { USER, ALL_USERS }, ANSHIN_ERROR_NEEDS_OWNER }
#define NOT_ASKER { { USER, ALL_USERS }, ANSHIN_ERROR_NEEDS_ASKER }
#define MUST_BE_OPEN { { USER, ASKED | TAKEN }, ANSHIN_ERROR_REQUEST_STATE }

/* PRODUCT section 2, for the actions that exist. Blank cells there are absent lines here. */
static const Rule rules[ANSHIN_N_ACTIONS] = {
  [ANSHIN_ACTION_READ_DIRECTORY] = {
    .wire = "read-directory",
    .visible = { ANYBODY },
    .allowed = { ANYBODY },
  },
  [ANSHIN_ACTION_SEE_MAIL] = {
    .wire = "see-mail",
    .visible = { ANYBODY },
    .allowed = { { USER | OFFICE, 0 }, { USER | ADMIN | OWN, 0 }, { USER | SELF, 0 } },
    .refusals = { { { USER | OWN, 0 }, ANSHIN_ERROR_NEEDS_FACILITY_ADMIN },
                  { { USER, 0 }, ANSHIN_ERROR_NEEDS_OFFICE } },
  },
  [ANSHIN_ACTION_ISSUE_ENROLMENT_CODE] = {
    .wire = "issue-enrolment-code",
    .visible = { ANYBODY },
    .allowed = { { USER | OFFICE, 0 }, { USER | ADMIN | OWN, 0 } },
    .refusals = { { { USER | OWN, 0 }, ANSHIN_ERROR_NEEDS_FACILITY_ADMIN },
                  { { USER, 0 }, ANSHIN_ERROR_NEEDS_OFFICE } },
  },
  [ANSHIN_ACTION_LIST_PATIENTS] = {
    .wire = "list-patients",
    .visible = { ANYBODY },
    .allowed = { { USER, OFFICE } },
  },
  [ANSHIN_ACTION_READ_PATIENT] = {
    .wire = "read-patient",
    .visible = { SEES_PATIENT },
    .allowed = { SEES_PATIENT },
  },
  [ANSHIN_ACTION_ENTER_PATIENT] = {
    .wire = "enter-patient",
    .visible = { ANYBODY },
    .allowed = { UNLESS_OFFICE (OWN | ADMIN), UNLESS_OFFICE (OWN | ELIGIBLE) },
    .refusals = { { { USER, OFFICE }, ANSHIN_ERROR_NEEDS_ELIGIBLE_PROFESSION } },
  },
  [ANSHIN_ACTION_EDIT_PATIENT] = {
    .wire = "edit-patient",
    .visible = { SEES_PATIENT },
    .allowed = { KEEPS_PATIENT },
    .refusals = { NOT_ELIGIBLE },
  },
  [ANSHIN_ACTION_READ_CONSENT] = {
    .wire = "read-consent",
    .visible = { SEES_PATIENT },
    .allowed = { KEEPS_PATIENT, UNLESS_OFFICE (ATTENDING | CONSENT) },
    .refusals = { NOT_ELIGIBLE },
  },
  [ANSHIN_ACTION_RECORD_CONSENT] = {
    .wire = "record-consent",
    .visible = { SEES_PATIENT },
    .allowed = { KEEPS_PATIENT },
    .refusals = { NOT_ELIGIBLE },
    .hindrances = { { { ENDED, 0 }, ANSHIN_ERROR_PATIENT_ENDED } },
  },
  [ANSHIN_ACTION_WITHDRAW_CONSENT] = {
    .wire = "withdraw-consent",
    .visible = { SEES_PATIENT },
    .allowed = { KEEPS_PATIENT },
    .refusals = { NOT_ELIGIBLE },
    .hindrances = { { { USER, CONSENT }, ANSHIN_ERROR_CONSENT_STATE } },
  },
  [ANSHIN_ACTION_LIST_REGISTER] = {
    .wire = "list-register",
    .visible = { ANYBODY },
    .allowed = { UNLESS_OFFICE (OWN | ADMIN), UNLESS_OFFICE (OWN | ELIGIBLE) },
    .refusals = { { { USER, OFFICE }, ANSHIN_ERROR_NEEDS_ELIGIBLE_PROFESSION } },
  },
  [ANSHIN_ACTION_CREATE_PATIENT_GROUP] = {
    .wire = "create-patient-group",
    .visible = { SEES_PATIENT },
    .allowed = { UNLESS_OFFICE (ATTENDING | PHYSICIAN),
                 UNLESS_OFFICE (NO_ATTENDING | OWN | CARE_MANAGER),
                 UNLESS_OFFICE (NO_ATTENDING | OWN | STATION_ADMIN),
                 UNLESS_OFFICE (NO_ATTENDING | OWN | ELIGIBLE) },
    .refusals = { { { USER | NO_ATTENDING, 0 }, ANSHIN_ERROR_NEEDS_WHOLE_PICTURE },
                  { { USER, 0 }, ANSHIN_ERROR_NEEDS_ATTENDING_PHYSICIAN } },
    .hindrances = { { { ENDED, 0 }, ANSHIN_ERROR_PATIENT_ENDED },
                    { { USER, CONSENT }, ANSHIN_ERROR_CONSENT_MISSING },
                    { { LIVE, 0 }, ANSHIN_ERROR_GROUP_EXISTS },
                    { { FROZEN, 0 }, ANSHIN_ERROR_GROUP_EXISTS },
                    { { CLOSED, 0 }, ANSHIN_ERROR_GROUP_EXISTS } },
  },
  [ANSHIN_ACTION_CREATE_FREE_GROUP] = {
    .wire = "create-free-group",
    .visible = { ANYBODY },
    .allowed = { ANYBODY },
  },
  [ANSHIN_ACTION_READ_GROUP] = {
    .wire = "read-group",
    .visible = { SEES_GROUP },
    .allowed = { IN_GROUP (MEMBER, FROZEN | DELETED), { USER | MEMBER | OWN, OFFICE | DELETED },
                 IN_GROUP (GROUP_ADMIN, DELETED), { USER | ALL_USERS, 0 } },
    .refusals = { { { FROZEN, 0 }, ANSHIN_ERROR_GROUP_FROZEN },
                  { { DELETED, 0 }, ANSHIN_ERROR_GROUP_STATE } },
  },
  [ANSHIN_ACTION_POST] = {
    .wire = "post",
    .visible = { SEES_GROUP },
    .allowed = { IN_GROUP (MEMBER, ALL_USERS), IN_GROUP (GROUP_ADMIN, ALL_USERS) },
    .refusals = { { { ALL_USERS, 0 }, ANSHIN_ERROR_NEEDS_OFFICE } },
    .hindrances = { MUST_BE_LIVE },
  },
  [ANSHIN_ACTION_CHANGE_MESSAGE] = {
    .wire = "change-message",
    .visible = { SEES_GROUP },
    .allowed = { IN_GROUP (SELF | MEMBER, ALL_USERS), IN_GROUP (SELF | GROUP_ADMIN, ALL_USERS) },
    .hindrances = { MUST_BE_LIVE, MUST_SAY_SOMETHING },
  },
  [ANSHIN_ACTION_SEE_VERSIONS] = {
    .wire = "see-versions",
    .visible = { SEES_GROUP },
    .allowed = { IN_GROUP (MEMBER, FROZEN | DELETED), { USER | MEMBER | OWN, OFFICE | DELETED },
                 IN_GROUP (GROUP_ADMIN, DELETED), { USER | ALL_USERS, 0 } },
    .refusals = { { { FROZEN, 0 }, ANSHIN_ERROR_GROUP_FROZEN },
                  { { DELETED, 0 }, ANSHIN_ERROR_GROUP_STATE } },
    .hindrances = { { { MESSAGE_DELETED, SELF }, ANSHIN_ERROR_MESSAGE_DELETED } },
  },
  [ANSHIN_ACTION_ACKNOWLEDGE] = {
    .wire = "acknowledge",
    .visible = { SEES_GROUP },
    .allowed = { IN_GROUP (MEMBER, 0), IN_GROUP (GROUP_ADMIN, 0), { USER | ALL_USERS, 0 } },
    .hindrances = { MUST_BE_LIVE, MUST_SAY_SOMETHING },
  },
  [ANSHIN_ACTION_PIN_MESSAGE] = {
    .wire = "pin-message",
    .visible = { SEES_GROUP },
    .allowed = { IN_GROUP (MEMBER, ALL_USERS), IN_GROUP (GROUP_ADMIN, ALL_USERS),
                 { USER | ALL_USERS | OFFICE, 0 } },
    .refusals = { { { ALL_USERS, 0 }, ANSHIN_ERROR_NEEDS_OFFICE } },
    .hindrances = { MUST_BE_LIVE, MUST_SAY_SOMETHING },
  },
  [ANSHIN_ACTION_READ_ATTACHMENT] = {
    .wire = "read-attachment",
    .visible = { SEES_ATTACHMENT },
    .allowed = { SEES_ATTACHMENT },
  },
  [ANSHIN_ACTION_UPLOAD_ATTACHMENT] = {
    .wire = "upload-attachment",
    .visible = { SEES_ATTACHMENT },
    .allowed = { { USER | SELF, 0 } },
    .hindrances = { { { ATTACHED, 0 }, ANSHIN_ERROR_ATTACHMENT_STATE } },
  },
  [ANSHIN_ACTION_SAVE_ATTACHMENT] = {
    .wire = "save-attachment",
    .visible = { SEES_ATTACHMENT },
    .allowed = { SEES_ATTACHMENT },
    .hindrances = { { { USER, SAVING }, ANSHIN_ERROR_SAVING_NOT_ALLOWED } },
  },
  [ANSHIN_ACTION_RECORD_VITALS] = {
    .wire = "record-vitals",
    .visible = { SEES_GROUP },
    .allowed = { UNLESS_OFFICE (MEMBER | PATIENT_GROUP),
                 UNLESS_OFFICE (GROUP_ADMIN | PATIENT_GROUP) },
    .hindrances = { MUST_BE_LIVE },
  },
  [ANSHIN_ACTION_CHANGE_VITALS] = {
    .wire = "change-vitals",
    .visible = { SEES_GROUP },
    .allowed = { UNLESS_OFFICE (MEMBER | PATIENT_GROUP | SELF),
                 UNLESS_OFFICE (GROUP_ADMIN | PATIENT_GROUP | SELF) },
    .hindrances = { MUST_BE_LIVE, MUST_SAY_SOMETHING },
  },
  /* What is aimed at is said by those who see the patient's whole picture. */
  [ANSHIN_ACTION_SET_VITAL_TARGETS] = {
    .wire = "set-vital-targets",
    .visible = { SEES_GROUP },
    .allowed = { UNLESS_OFFICE (MEMBER | PATIENT_GROUP | ELIGIBLE),
                 UNLESS_OFFICE (GROUP_ADMIN | PATIENT_GROUP) },
    .refusals = { { { USER | PATIENT_GROUP, 0 }, ANSHIN_ERROR_NEEDS_ELIGIBLE_PROFESSION } },
    .hindrances = { MUST_BE_LIVE },
  },
  [ANSHIN_ACTION_INVITE] = {
    .wire = "invite",
    .visible = { SEES_GROUP },
    .allowed = { IN_GROUP (MEMBER, ALL_USERS | DIRECT),
                 IN_GROUP (GROUP_ADMIN, ALL_USERS | DIRECT) },
    .hindrances = { MUST_BE_LIVE },
  },
  [ANSHIN_ACTION_APPROVE_INVITATION] = {
    .wire = "approve-invitation",
    .visible = { SEES_INVITATION },
    .allowed = { IN_GROUP (GROUP_ADMIN, ALL_USERS) },
    .refusals = { NOT_GROUP_ADMIN },
    .hindrances = { MUST_BE_LIVE, { { USER, WAITING }, ANSHIN_ERROR_INVITATION_STATE } },
  },
  [ANSHIN_ACTION_ANSWER_INVITATION] = {
    .wire = "answer-invitation",
    .visible = { SEES_INVITATION },
    .allowed = { IN_GROUP (INVITEE | SENT, ALL_USERS) },
    .hindrances = { MUST_BE_LIVE },
  },
  [ANSHIN_ACTION_CANCEL_INVITATION] = {
    .wire = "cancel-invitation",
    .visible = { SEES_INVITATION },
    .allowed = { IN_GROUP (INVITER | MEMBER, ALL_USERS), IN_GROUP (GROUP_ADMIN, ALL_USERS) },
    .refusals = { NOT_GROUP_ADMIN },
  },
  [ANSHIN_ACTION_RESEND_INVITATION] = {
    .wire = "resend-invitation",
    .visible = { SEES_INVITATION },
    .allowed = { IN_GROUP (INVITER | MEMBER, ALL_USERS), IN_GROUP (GROUP_ADMIN, ALL_USERS) },
    .refusals = { NOT_GROUP_ADMIN },
    .hindrances = { MUST_BE_LIVE },
  },
  [ANSHIN_ACTION_LEAVE_GROUP] = {
    .wire = "leave-group",
    .visible = { SEES_GROUP },
    .allowed = { { USER | SELF | MEMBER, ALL_USERS | DIRECT } },
    .hindrances = { NOT_DELETED, { { LAST_GROUP_ADMIN, 0 }, ANSHIN_ERROR_LAST_GROUP_ADMIN } },
  },
  [ANSHIN_ACTION_REMOVE_MEMBER] = {
    .wire = "remove-member",
    .visible = { SEES_GROUP, IN_GROUP (ADMIN | OWN_STAFF, DELETED | DIRECT) },
    .allowed = { IN_GROUP (GROUP_ADMIN, ALL_USERS | DIRECT),
                 IN_GROUP (ADMIN | OWN_STAFF, ALL_USERS | DIRECT) },
    .refusals = { NOT_GROUP_ADMIN },
    .hindrances = { NOT_DELETED, { { LAST_GROUP_ADMIN, 0 }, ANSHIN_ERROR_LAST_GROUP_ADMIN } },
  },
  [ANSHIN_ACTION_CREATE_DIRECT] = {
    .wire = "create-direct-conversation",
    .visible = { ANYBODY },
    .allowed = { ANYBODY },
    .hindrances = { { { SELF, 0 }, ANSHIN_ERROR_USER_UNAVAILABLE },
                    { { USER, ACTIVE }, ANSHIN_ERROR_USER_UNAVAILABLE } },
  },
  [ANSHIN_ACTION_CLOSE_GROUP] = {
    .wire = "close-group",
    .visible = { SEES_GROUP },
    .allowed = { IN_GROUP (GROUP_ADMIN, ALL_USERS) },
    .refusals = { NOT_GROUP_ADMIN },
    .hindrances = { { { CLOSED, 0 }, ANSHIN_ERROR_GROUP_STATE },
                    NOT_DELETED },
  },
  [ANSHIN_ACTION_REOPEN_GROUP] = {
    .wire = "reopen-group",
    .visible = { SEES_GROUP },
    .allowed = { IN_GROUP (GROUP_ADMIN, ALL_USERS) },
    .refusals = { NOT_GROUP_ADMIN },
    .hindrances = { NOT_DELETED, { { USER, CLOSED }, ANSHIN_ERROR_GROUP_STATE },
                    { { PATIENT_GROUP, CONSENT }, ANSHIN_ERROR_CONSENT_MISSING } },
  },
  [ANSHIN_ACTION_DELETE_GROUP] = {
    .wire = "delete-group",
    .visible = { SEES_GROUP },
    .allowed = { IN_GROUP (GROUP_ADMIN, ALL_USERS) },
    .refusals = { NOT_GROUP_ADMIN },
    .hindrances = { NOT_DELETED },
  },
  [ANSHIN_ACTION_BRING_BACK_GROUP] = {
    .wire = "bring-back-group",
    .visible = { SEES_GROUP },
    .allowed = { IN_GROUP (GROUP_ADMIN, ALL_USERS) },
    .refusals = { NOT_GROUP_ADMIN },
    .hindrances = { { { USER, DELETED }, ANSHIN_ERROR_GROUP_STATE } },
  },
  [ANSHIN_ACTION_NAME_GROUP_ADMIN] = {
    .wire = "name-group-admin",
    .visible = { SEES_GROUP },
    .allowed = { { USER | GROUP_ADMIN, ALL_USERS | PATIENT_GROUP | DIRECT } },
    .refusals = { { { USER, ALL_USERS | PATIENT_GROUP | DIRECT },
                    ANSHIN_ERROR_NEEDS_GROUP_ADMIN } },
    .hindrances = { MUST_BE_LIVE, { { USER, ACTIVE }, ANSHIN_ERROR_USER_UNAVAILABLE },
                    { { NAMED_ADMIN, 0 }, ANSHIN_ERROR_GROUP_STATE } },
  },
  [ANSHIN_ACTION_UNNAME_GROUP_ADMIN] = {
    .wire = "unname-group-admin",
    .visible = { SEES_GROUP },
    .allowed = { { USER | GROUP_ADMIN, ALL_USERS | PATIENT_GROUP | DIRECT } },
    .refusals = { { { USER, ALL_USERS | PATIENT_GROUP | DIRECT },
                    ANSHIN_ERROR_NEEDS_GROUP_ADMIN } },
    .hindrances = { NOT_DELETED, { { USER, NAMED_ADMIN }, ANSHIN_ERROR_GROUP_STATE },
                    { { LAST_GROUP_ADMIN, 0 }, ANSHIN_ERROR_LAST_GROUP_ADMIN } },
  },
  [ANSHIN_ACTION_END_PATIENT] = {
    .wire = "end-patient",
    .visible = { SEES_PATIENT },
    .allowed = { KEEPS_PATIENT },
    .refusals = { NOT_ELIGIBLE },
    .hindrances = { { { ENDED, 0 }, ANSHIN_ERROR_PATIENT_ENDED } },
  },
  [ANSHIN_ACTION_RESUME_PATIENT] = {
    .wire = "resume-patient",
    .visible = { SEES_PATIENT },
    .allowed = { KEEPS_PATIENT },
    .refusals = { NOT_ELIGIBLE },
    .hindrances = { { { USER, ENDED }, ANSHIN_ERROR_FORBIDDEN } },
  },
  [ANSHIN_ACTION_SEE_ACCOUNT] = {
    .wire = "see-account",
    .visible = { ANYBODY },
    .allowed = { OWN_ACCOUNTS, { USER | SELF, 0 } },
    .refusals = { NOT_FACILITY_ADMIN },
  },
  [ANSHIN_ACTION_EDIT_USER] = {
    .wire = "edit-user",
    .visible = { ANYBODY },
    .allowed = { { USER | OFFICE, 0 } },
    .refusals = { NOT_OFFICE },
  },
  [ANSHIN_ACTION_SUSPEND_USER] = {
    .wire = "suspend-user",
    .visible = { ANYBODY },
    .allowed = { OWN_ACCOUNTS, { USER | SELF, 0 } },
    .refusals = { NOT_FACILITY_ADMIN },
    .hindrances = { { { USER, ACTIVE }, ANSHIN_ERROR_ACCOUNT_STATE },
                    { { LAST_ADMIN, 0 }, ANSHIN_ERROR_LAST_ADMIN } },
  },
  [ANSHIN_ACTION_RESTORE_USER] = {
    .wire = "restore-user",
    .visible = { ANYBODY },
    .allowed = { { USER | OFFICE, 0 } },
    .refusals = { NOT_OFFICE },
    .hindrances = { { { USER, SUSPENDED }, ANSHIN_ERROR_ACCOUNT_STATE } },
  },
  [ANSHIN_ACTION_RETIRE_USER] = {
    .wire = "retire-user",
    .visible = { ANYBODY },
    .allowed = { OWN_ACCOUNTS },
    .refusals = { NOT_FACILITY_ADMIN },
    .hindrances = { { { USER, ACTIVE | SUSPENDED }, ANSHIN_ERROR_ACCOUNT_STATE },
                    { { LAST_ADMIN, 0 }, ANSHIN_ERROR_LAST_ADMIN } },
  },
  [ANSHIN_ACTION_RESET_USER] = {
    .wire = "reset-user",
    .visible = { ANYBODY },
    .allowed = { { USER | OFFICE, SELF } },
    .refusals = { NOT_OFFICE },
    .hindrances = { { { USER, ACTIVE }, ANSHIN_ERROR_ACCOUNT_STATE } },
  },
  [ANSHIN_ACTION_SET_ADMIN] = {
    .wire = "set-facility-admin",
    .visible = { ANYBODY },
    .allowed = { { USER | ADMIN | OWN, 0 }, { USER | OFFICE | ADMINLESS, 0 } },
    .refusals = { { { USER | ADMINLESS, 0 }, ANSHIN_ERROR_NEEDS_OFFICE },
                  { { USER, 0 }, ANSHIN_ERROR_NEEDS_FACILITY_ADMIN } },
    .hindrances = { { { USER, ACTIVE }, ANSHIN_ERROR_ACCOUNT_STATE },
                    { { TARGET_ADMIN, 0 }, ANSHIN_ERROR_ACCOUNT_STATE } },
  },
  [ANSHIN_ACTION_UNSET_ADMIN] = {
    .wire = "unset-facility-admin",
    .visible = { ANYBODY },
    .allowed = { { USER | ADMIN | OWN, 0 } },
    .refusals = { { { USER, 0 }, ANSHIN_ERROR_NEEDS_FACILITY_ADMIN } },
    .hindrances = { { { USER, TARGET_ADMIN }, ANSHIN_ERROR_ACCOUNT_STATE },
                    { { SOLE_ADMIN, 0 }, ANSHIN_ERROR_LAST_ADMIN } },
  },
  [ANSHIN_ACTION_REVOKE_TERMINAL] = {
    .wire = "revoke-terminal",
    .visible = { OWN_ACCOUNTS, { USER | SELF, 0 } },
    .allowed = { OWN_ACCOUNTS, { USER | SELF, 0 } },
  },
  [ANSHIN_ACTION_SUBMIT_APPLICATION] = {
    .wire = "submit-application",
    .visible = { ANYBODY },
    .allowed = { OWN_ACCOUNTS },
    .refusals = { NOT_FACILITY_ADMIN },
  },
  [ANSHIN_ACTION_SEE_APPLICATION] = {
    .wire = "see-application",
    .visible = { OWN_ACCOUNTS },
    .allowed = { OWN_ACCOUNTS },
  },
  [ANSHIN_ACTION_WITHDRAW_APPLICATION] = {
    .wire = "withdraw-application",
    .visible = { OWN_ACCOUNTS },
    .allowed = { OWN_ACCOUNTS },
    .hindrances = { { { USER, OPEN }, ANSHIN_ERROR_APPLICATION_STATE } },
  },
  [ANSHIN_ACTION_DECIDE_APPLICATION] = {
    .wire = "decide-application",
    .visible = { OWN_ACCOUNTS },
    .allowed = { { USER | OFFICE, 0 } },
    .refusals = { NOT_OFFICE },
    .hindrances = { { { USER, OPEN }, ANSHIN_ERROR_APPLICATION_STATE } },
  },
  [ANSHIN_ACTION_ADD_FACILITY] = {
    .wire = "add-facility",
    .visible = { ANYBODY },
    .allowed = { { USER | OFFICE, 0 } },
    .refusals = { NOT_OFFICE },
  },
  [ANSHIN_ACTION_EDIT_FACILITY] = {
    .wire = "edit-facility",
    .visible = { ANYBODY },
    .allowed = { OWN_ACCOUNTS },
    .refusals = { NOT_FACILITY_ADMIN },
  },
  [ANSHIN_ACTION_SET_BYOD] = {
    .wire = "set-byod",
    .visible = { ANYBODY },
    .allowed = { { USER | ADMIN | OWN, 0 } },
    .refusals = { { { USER, 0 }, ANSHIN_ERROR_NEEDS_FACILITY_ADMIN } },
  },
  [ANSHIN_ACTION_SET_SAVING] = {
    .wire = "set-saving",
    .visible = { ANYBODY },
    .allowed = { { USER | ADMIN | OWN, 0 } },
    .refusals = { { { USER, 0 }, ANSHIN_ERROR_NEEDS_FACILITY_ADMIN } },
  },
  [ANSHIN_ACTION_READ_NETWORK] = {
    .wire = "read-network",
    .visible = { ANYBODY },
    .allowed = { ANYBODY },
  },
  [ANSHIN_ACTION_EDIT_NETWORK] = {
    .wire = "edit-network",
    .visible = { ANYBODY },
    .allowed = { { USER | OFFICE, 0 } },
    .refusals = { NOT_OFFICE },
  },
  [ANSHIN_ACTION_ANNOUNCE] = {
    .wire = "announce",
    .visible = { ANYBODY },
    .allowed = { { USER | OFFICE, 0 } },
    .refusals = { NOT_OFFICE },
  },
  [ANSHIN_ACTION_RUN_SAFETY_CHECK] = {
    .wire = "run-safety-check",
    .visible = { ANYBODY },
    .allowed = { { USER | OFFICE, 0 } },
    .refusals = { NOT_OFFICE },
    .hindrances = { { { USER, OPEN }, ANSHIN_ERROR_CHECK_CLOSED } },
  },
  [ANSHIN_ACTION_ANSWER_SAFETY_CHECK] = {
    .wire = "answer-safety-check",
    .visible = { ANYBODY },
    .allowed = { ANYBODY },
    .hindrances = { { { USER, OPEN }, ANSHIN_ERROR_CHECK_CLOSED } },
  },
  [ANSHIN_ACTION_SEE_SAFETY_ANSWERS] = {
    .wire = "see-safety-answers",
    .visible = { ANYBODY },
    .allowed = { OWN_ACCOUNTS },
    .refusals = { NOT_FACILITY_ADMIN },
  },
  [ANSHIN_ACTION_READ_AUDIT] = {
    .wire = "read-audit",
    .visible = { OWN_ACCOUNTS, { USER | SELF, 0 }, { USER | PATIENT_GROUP | GROUP_ADMIN, OFFICE },
                 { USER | GROUP_ADMIN, PATIENT_GROUP } },
    .allowed = { OWN_ACCOUNTS, { USER | SELF, 0 }, { USER | PATIENT_GROUP | GROUP_ADMIN, OFFICE },
                 { USER | GROUP_ADMIN, PATIENT_GROUP } },
  },
  [ANSHIN_ACTION_SEE_WHO_SAW] = {
    .wire = "see-who-saw",
    .visible = { SEES_PATIENT },
    .allowed = { UNLESS_OFFICE (OWN | ADMIN), UNLESS_OFFICE (GROUP_ADMIN) },
    .refusals = { { { USER | OWN, 0 }, ANSHIN_ERROR_NEEDS_FACILITY_ADMIN },
                  { { USER, 0 }, ANSHIN_ERROR_NEEDS_GROUP_ADMIN } },
  },
  [ANSHIN_ACTION_REVIEW_AUDIT] = {
    .wire = "review-audit",
    .visible = { ANYBODY },
    .allowed = { OWN_ACCOUNTS },
    .refusals = { NOT_FACILITY_ADMIN },
  },
  [ANSHIN_ACTION_TAKE_REQUEST] = {
    .wire = "take-request",
    .visible = { SEES_GROUP },
    .allowed = { DOES_REQUEST },
    .refusals = { NOT_OWNER },
    .hindrances = { MUST_BE_LIVE, MUST_BE_OPEN,
                    { { USER, ASKED | TAKER_GONE }, ANSHIN_ERROR_REQUEST_STATE } },
  },
  [ANSHIN_ACTION_FINISH_REQUEST] = {
    .wire = "finish-request",
    .visible = { SEES_GROUP },
    .allowed = { DOES_REQUEST },
    .refusals = { NOT_OWNER },
    .hindrances = { MUST_BE_LIVE, MUST_BE_OPEN },
  },
  [ANSHIN_ACTION_DECLINE_REQUEST] = {
    .wire = "decline-request",
    .visible = { SEES_GROUP },
    .allowed = { DOES_REQUEST },
    .refusals = { NOT_OWNER },
    .hindrances = { MUST_BE_LIVE, MUST_BE_OPEN },
  },
  [ANSHIN_ACTION_ASK_AGAIN] = {
    .wire = "ask-again",
    .visible = { SEES_GROUP },
    .allowed = { ASKS_REQUEST },
    .refusals = { NOT_ASKER },
    .hindrances = { MUST_BE_LIVE, { { ASKED, 0 }, ANSHIN_ERROR_REQUEST_STATE } },
  },
  [ANSHIN_ACTION_CANCEL_REQUEST] = {
    .wire = "cancel-request",
    .visible = { SEES_GROUP },
    .allowed = { RUNS_REQUEST },
    .refusals = { NOT_ASKER },
    .hindrances = { MUST_BE_LIVE, MUST_BE_OPEN },
  },
  [ANSHIN_ACTION_GIVE_REQUEST] = {
    .wire = "give-request",
    .visible = { SEES_GROUP },
    .allowed = { RUNS_REQUEST, IN_GROUP (MEMBER | OWNER_GONE, ALL_USERS) },
    .refusals = { NOT_ASKER },
    .hindrances = { MUST_BE_LIVE, MUST_BE_OPEN },
  },
  [ANSHIN_ACTION_EDIT_CARD] = {
    .wire = "edit-card",
    .visible = { SEES_PATIENT },
    .allowed = { KEEPS_PATIENT, UNLESS_OFFICE (TEAM | LIVE) },
    .refusals = { { { TEAM | FROZEN, 0 }, ANSHIN_ERROR_GROUP_FROZEN },
                  { { TEAM, LIVE }, ANSHIN_ERROR_GROUP_CLOSED },
                  NOT_ELIGIBLE },
  },
  [ANSHIN_ACTION_USE_TEMPLATE] = {
    .wire = "use-template",
    .visible = { { USER | SELF, 0 }, { USER | OWN, 0 } },
    .allowed = { { USER | SELF, 0 }, { USER | OWN, 0 } },
  },
  [ANSHIN_ACTION_EDIT_TEMPLATE] = {
    .wire = "edit-template",
    .visible = { { USER | SELF, 0 }, { USER | OWN, 0 } },
    .allowed = { { USER | SELF, 0 }, { USER | ADMIN | OWN, 0 } },
    .refusals = { { { USER, 0 }, ANSHIN_ERROR_NEEDS_FACILITY_ADMIN } },
  },
  [ANSHIN_ACTION_SEE_CHAIN] = {
    .wire = "see-chain",
    .visible = { ANYBODY },
    .allowed = { { USER | OFFICE, 0 } },
    .refusals = { NOT_OFFICE },
  },
};

static gboolean
holds (const Condition *condition, AnshinFacts facts)
{
  return (facts & condition->all) == condition->all && (facts & condition->none) == 0;
}

static gboolean
holds_any (const Condition *conditions, AnshinFacts facts)
{
  for (; conditions->all != 0; conditions++)
    if (holds (conditions, facts))
      return TRUE;
  return FALSE;
}

static const Refusal *
find_refusal (const Refusal *refusals, AnshinFacts facts)
{
  for (; refusals->when.all != 0; refusals++)
    if (holds (&refusals->when, facts))
      return refusals;
  return NULL;
}

/**
 * anshin_policy_get_own_facts:
 * @profession: the asker's profession
 * @facility_kind: the kind of the asker's facility
 * @office: whether the asker works for the office
 * @facility_admin: whether the asker is an admin of that facility
 * @whole_picture: whether the network's office has it that @profession sees the whole picture
 *
 * What is known of an active, signed-in asker before any object is looked at. May be called from
 * any thread.
 */
AnshinFacts
anshin_policy_get_own_facts (int profession, int facility_kind, gboolean office,
                             gboolean facility_admin, gboolean whole_picture)
{
  AnshinFacts facts = ANSHIN_FACT_USER;

  if (office)
    facts |= ANSHIN_FACT_OFFICE;
  if (facility_admin)
    facts |= ANSHIN_FACT_FACILITY_ADMIN;
  if (facility_admin && facility_kind == ANSHIN_FACILITY_VISITING_NURSE_STATION)
    facts |= ANSHIN_FACT_NURSE_STATION_ADMIN;
  if (profession == ANSHIN_PROFESSION_PHYSICIAN)
    facts |= ANSHIN_FACT_PHYSICIAN;
  if (profession == ANSHIN_PROFESSION_CARE_MANAGER)
    facts |= ANSHIN_FACT_CARE_MANAGER;
  if (whole_picture)
    facts |= ANSHIN_FACT_ELIGIBLE;
  return facts;
}

/**
 * anshin_policy_judge:
 * @action: what is asked for
 * @facts: what is known of the asker, the object, and how they stand to each other
 *
 * Judges by the table of PRODUCT section 2; what no line allows is denied. First whether the
 * object may be known of, then the right, then what stands in the way of it. Pure: the same facts
 * always give the same verdict, in any thread.
 *
 * Returns: the verdict
 */
AnshinVerdict
anshin_policy_judge (AnshinAction action, AnshinFacts facts)
{
  AnshinVerdict verdict = { FALSE, FALSE, ANSHIN_ERROR_NOT_FOUND };
  const Rule *rule = NULL;
  const Refusal *refusal = NULL;

  if ((guint) action >= ANSHIN_N_ACTIONS || (facts & ANSHIN_FACT_USER) == 0)
    return verdict;

  rule = &rules[action];
  verdict.visible = holds_any (rule->visible, facts);
  if (!verdict.visible)
    return verdict;

  if (!holds_any (rule->allowed, facts))
    {
      refusal = find_refusal (rule->refusals, facts);
      verdict.code = refusal != NULL ? refusal->code : ANSHIN_ERROR_FORBIDDEN;
      return verdict;
    }

  refusal = find_refusal (rule->hindrances, facts);
  verdict.allowed = refusal == NULL;
  if (refusal != NULL)
    verdict.code = refusal->code;
  return verdict;
}

/**
 * anshin_policy_check:
 * @action: what is asked for
 * @facts: what is known
 * @error: why it is refused: the verdict's code, "not-found" if the object is out of sight
 *
 * Returns: whether the action is allowed
 */
gboolean
anshin_policy_check (AnshinAction action, AnshinFacts facts, GError **error)
{
  AnshinVerdict verdict = anshin_policy_judge (action, facts);

  if (verdict.allowed)
    return TRUE;

  if (!verdict.visible)
    anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "Not found");
  else
    anshin_set_error (error, verdict.code, NULL, "%s refused", anshin_action_to_wire (action));
  return FALSE;
}

/**
 * anshin_policy_allows:
 * @action: what is asked for
 * @facts: what is known
 *
 * Returns: whether the action is allowed
 */
gboolean
anshin_policy_allows (AnshinAction action, AnshinFacts facts)
{
  return anshin_policy_judge (action, facts).allowed;
}

/**
 * anshin_action_to_wire:
 * @action: an action
 *
 * Returns: its stable name, as capabilities carry it; "none" if there is no such action
 */
const char *
anshin_action_to_wire (AnshinAction action)
{
  if ((guint) action >= ANSHIN_N_ACTIONS || rules[action].wire == NULL)
    return "none";
  return rules[action].wire;
}

/**
 * anshin_policy_capabilities:
 * @facts: what is known
 * @actions: the actions that a resource has
 * @n_actions: how many
 *
 * Which of @actions the asker may do, so that the desktop can grey out the rest.
 *
 * Returns: (transfer full): their wire names, ended by %NULL
 */
char **
anshin_policy_capabilities (AnshinFacts facts, const AnshinAction *actions, guint n_actions)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  char **names = NULL;

  for (guint i = 0; i < n_actions; i++)
    if (anshin_policy_allows (actions[i], facts))
      g_strv_builder_add (builder, anshin_action_to_wire (actions[i]));
  names = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return names;
}
