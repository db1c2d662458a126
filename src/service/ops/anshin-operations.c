/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-operation.h"

#include "anshin-account.h"
#include "anshin-audit-operations.h"
#include "anshin-care-operations.h"
#include "anshin-consent.h"
#include "anshin-entry.h"
#include "anshin-group.h"
#include "anshin-invitation.h"
#include "anshin-patient.h"
#include "anshin-session-operations.h"

/*
 * One row for each use case. Sign-in, enrolment, bootstrap and unlock are not here: they hash a
 * password between two transactions and have a table of their own (auth/anshin-auth-flow.h).
 *
 * method, path, function, request type, query, writes, session, policy action, audit, answer,
 * step-up, while pending
 */
const AnshinOperation anshin_operations[] = {
  /* Service and session */
  { "GET", "/v1/health", anshin_health_get, NULL, NULL, FALSE, FALSE, ANSHIN_ACTION_NONE, NULL,
    "Health" },
  { "POST", "/v1/sign-in/challenge", anshin_challenge_create, NULL, NULL, FALSE, FALSE,
    ANSHIN_ACTION_NONE, NULL, "Challenge" },
  { "GET", "/v1/session", anshin_session_get, NULL, NULL, FALSE, TRUE, ANSHIN_ACTION_NONE, NULL,
    "SessionInfo", FALSE, TRUE },
  { "POST", "/v1/session/rules", anshin_rules_accept, anshin_acceptance_get_type, NULL, TRUE, TRUE,
    ANSHIN_ACTION_NONE, "accept-rules", "SessionInfo", FALSE, TRUE },
  { "POST", "/v1/sign-out", anshin_sign_out, NULL, NULL, TRUE, TRUE, ANSHIN_ACTION_NONE,
    "sign-out", NULL, FALSE, TRUE },
  { "POST", "/v1/users/{user}/enrolment-codes", anshin_enrolment_code_create, NULL, NULL, TRUE,
    TRUE, ANSHIN_ACTION_ISSUE_ENROLMENT_CODE, "issue-enrolment-code", "EnrolmentCode" },

  /* Directory */
  { "GET", "/v1/users", anshin_users_list, NULL, "q,limit,cursor", FALSE, TRUE,
    ANSHIN_ACTION_READ_DIRECTORY, "list-users", "UserList" },
  { "GET", "/v1/users/{user}", anshin_user_get, NULL, NULL, FALSE, TRUE,
    ANSHIN_ACTION_READ_DIRECTORY, "view-user", "User" },
  { "GET", "/v1/facilities", anshin_facilities_list, NULL, "limit,cursor", FALSE, TRUE,
    ANSHIN_ACTION_READ_DIRECTORY, "list-facilities", "FacilityList" },

  /* Patients and consents */
  { "GET", "/v1/patients", anshin_patients_list, NULL, "q,limit,cursor", FALSE, TRUE,
    ANSHIN_ACTION_LIST_PATIENTS, "list-patients", "PatientList" },
  { "POST", "/v1/patients", anshin_patient_create, anshin_patient_get_type, NULL, TRUE, TRUE,
    ANSHIN_ACTION_ENTER_PATIENT, "enter-patient", "Patient" },
  { "GET", "/v1/patients/{patient}", anshin_patient_get, NULL, NULL, FALSE, TRUE,
    ANSHIN_ACTION_READ_PATIENT, "view-patient", "Patient" },
  { "PUT", "/v1/patients/{patient}", anshin_patient_edit, anshin_patient_get_type, NULL, TRUE, TRUE,
    ANSHIN_ACTION_EDIT_PATIENT, "edit-patient", "Patient" },
  { "GET", "/v1/patients/{patient}/consents", anshin_consents_list, NULL, NULL, FALSE, TRUE,
    ANSHIN_ACTION_READ_CONSENT, "list-consents", "ConsentList" },
  { "POST", "/v1/patients/{patient}/consents", anshin_consent_create, anshin_consent_get_type, NULL,
    TRUE, TRUE, ANSHIN_ACTION_RECORD_CONSENT, "draft-consent", "Consent" },
  { "GET", "/v1/consents/{consent}", anshin_consent_get, NULL, NULL, FALSE, TRUE,
    ANSHIN_ACTION_READ_CONSENT, "view-consent", "Consent" },
  { "PUT", "/v1/consents/{consent}", anshin_consent_edit, anshin_consent_get_type, NULL, TRUE, TRUE,
    ANSHIN_ACTION_RECORD_CONSENT, "edit-consent", "Consent" },
  { "POST", "/v1/consents/{consent}/printed", anshin_consent_mark_printed, NULL, NULL, TRUE, TRUE,
    ANSHIN_ACTION_RECORD_CONSENT, "print-consent", "Consent" },
  { "POST", "/v1/consents/{consent}/signed", anshin_consent_record_signed,
    anshin_consent_signed_get_type, NULL, TRUE, TRUE, ANSHIN_ACTION_RECORD_CONSENT,
    "record-consent", "Consent" },
  { "POST", "/v1/consents/{consent}/withdrawal", anshin_consent_record_withdrawal,
    anshin_withdrawal_get_type, NULL, TRUE, TRUE, ANSHIN_ACTION_WITHDRAW_CONSENT,
    "withdraw-consent", "Consent" },

  /* Groups and members */
  { "GET", "/v1/groups", anshin_groups_list, NULL, "limit,cursor", FALSE, TRUE,
    ANSHIN_ACTION_READ_GROUP, "list-groups", "GroupList" },
  { "POST", "/v1/groups", anshin_group_create, anshin_group_get_type, NULL, TRUE, TRUE,
    ANSHIN_ACTION_CREATE_PATIENT_GROUP, "create-group", "Group" },
  { "GET", "/v1/groups/{group}", anshin_group_get, NULL, NULL, FALSE, TRUE,
    ANSHIN_ACTION_READ_GROUP, "view-group", "Group" },
  { "GET", "/v1/groups/{group}/members", anshin_members_list, NULL, "limit,cursor", FALSE, TRUE,
    ANSHIN_ACTION_READ_GROUP, "list-members", "MemberList" },
  { "DELETE", "/v1/groups/{group}/members/{user}", anshin_member_remove, NULL, NULL, TRUE, TRUE,
    ANSHIN_ACTION_REMOVE_MEMBER, "remove-member", NULL },

  /* Invitations */
  { "GET", "/v1/groups/{group}/invitations", anshin_group_invitations_list, NULL, NULL, FALSE, TRUE,
    ANSHIN_ACTION_READ_GROUP, "list-group-invitations", "InvitationList" },
  { "POST", "/v1/groups/{group}/invitations", anshin_group_invite, anshin_invite_get_type, NULL,
    TRUE, TRUE, ANSHIN_ACTION_INVITE, "invite", "InviteResult" },
  { "GET", "/v1/invitations", anshin_invitations_list, NULL, NULL, FALSE, TRUE,
    ANSHIN_ACTION_ANSWER_INVITATION, "list-invitations", "InvitationList" },
  { "POST", "/v1/invitations/{invitation}/approve", anshin_invitation_approve, NULL, NULL, TRUE,
    TRUE, ANSHIN_ACTION_APPROVE_INVITATION, "approve-invitation", "Invitation" },
  { "POST", "/v1/invitations/{invitation}/turn-down", anshin_invitation_turn_down, NULL, NULL, TRUE,
    TRUE, ANSHIN_ACTION_APPROVE_INVITATION, "turn-down-invitation", "Invitation" },
  { "POST", "/v1/invitations/{invitation}/accept", anshin_invitation_accept, NULL, NULL, TRUE, TRUE,
    ANSHIN_ACTION_ANSWER_INVITATION, "accept-invitation", "Invitation" },
  { "POST", "/v1/invitations/{invitation}/decline", anshin_invitation_decline, NULL, NULL, TRUE,
    TRUE, ANSHIN_ACTION_ANSWER_INVITATION, "decline-invitation", "Invitation" },
  { "POST", "/v1/invitations/{invitation}/cancel", anshin_invitation_cancel, NULL, NULL, TRUE, TRUE,
    ANSHIN_ACTION_CANCEL_INVITATION, "cancel-invitation", "Invitation" },

  /* Entries and messages */
  { "GET", "/v1/channels/{channel}/entries", anshin_entries_list, NULL, "after,before,limit", FALSE,
    TRUE, ANSHIN_ACTION_READ_GROUP, "read-entries", "EntryList" },
  { "POST", "/v1/groups/{group}/messages", anshin_message_post, anshin_post_get_type, NULL, TRUE,
    TRUE, ANSHIN_ACTION_POST, "post-message", "Entry" },
  { "PUT", "/v1/groups/{group}/read", anshin_read_mark_put, anshin_read_mark_get_type, NULL, TRUE,
    TRUE, ANSHIN_ACTION_READ_GROUP, "mark-read", NULL },
  { "GET", "/v1/groups/{group}/read-marks", anshin_read_marks_list, NULL, NULL, FALSE, TRUE,
    ANSHIN_ACTION_READ_GROUP, "list-read-marks", "ReadMarkList" },

  /* Audit */
  { "GET", "/v1/audit", anshin_audit_list, NULL,
    "person,patient,group,terminal,facility,action,from,to,finding,limit,cursor", FALSE, TRUE,
    ANSHIN_ACTION_READ_AUDIT, "read-audit", "AuditRecordList" },
  { "GET", "/v1/patients/{patient}/seen-by", anshin_seen_by_list, NULL, "from,to,limit,cursor",
    FALSE, TRUE, ANSHIN_ACTION_SEE_WHO_SAW, "view-seen-by", "SeenByList" },
};

const guint anshin_n_operations = G_N_ELEMENTS (anshin_operations);
