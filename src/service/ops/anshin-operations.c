/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-operation.h"

#include "anshin-account.h"
#include "anshin-application.h"
#include "anshin-audit-operations.h"
#include "anshin-broadcast.h"
#include "anshin-card.h"
#include "anshin-care-operations.h"
#include "anshin-care-request.h"
#include "anshin-consent.h"
#include "anshin-entry.h"
#include "anshin-facility.h"
#include "anshin-group.h"
#include "anshin-invitation.h"
#include "anshin-office-operations.h"
#include "anshin-patient.h"
#include "anshin-session-operations.h"
#include "anshin-staff-operations.h"
#include "anshin-template.h"
#include "anshin-user.h"
#include "anshin-wording.h"

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
  { "GET", "/v1/users", anshin_users_list, NULL, "q,facility,state,limit,cursor", FALSE, TRUE,
    ANSHIN_ACTION_READ_DIRECTORY, "list-users", "UserList" },
  { "GET", "/v1/users/{user}", anshin_user_get, NULL, NULL, FALSE, TRUE,
    ANSHIN_ACTION_READ_DIRECTORY, "view-user", "User" },
  { "PUT", "/v1/users/{user}", anshin_user_edit, anshin_user_get_type, NULL, TRUE, TRUE,
    ANSHIN_ACTION_EDIT_USER, "edit-user", "User" },
  { "POST", "/v1/users/{user}/suspension", anshin_user_suspend, anshin_suspension_get_type, NULL,
    TRUE, TRUE, ANSHIN_ACTION_SUSPEND_USER, "suspend-user", "User" },
  { "POST", "/v1/users/{user}/restoration", anshin_user_restore, anshin_restoration_get_type, NULL,
    TRUE, TRUE, ANSHIN_ACTION_RESTORE_USER, "restore-user", "Access", TRUE },
  { "POST", "/v1/users/{user}/retirement", anshin_user_retire, anshin_retirement_get_type, NULL,
    TRUE, TRUE, ANSHIN_ACTION_RETIRE_USER, "retire-user", "User", TRUE },
  { "POST", "/v1/users/{user}/reset", anshin_user_reset, anshin_reset_get_type, NULL, TRUE, TRUE,
    ANSHIN_ACTION_RESET_USER, "reset-user", "Access", TRUE },
  { "POST", "/v1/users/{user}/facility-admin", anshin_facility_admin_set, NULL, NULL, TRUE, TRUE,
    ANSHIN_ACTION_SET_ADMIN, "set-facility-admin", "User", TRUE },
  { "DELETE", "/v1/users/{user}/facility-admin", anshin_facility_admin_unset, NULL, NULL, TRUE,
    TRUE, ANSHIN_ACTION_UNSET_ADMIN, "unset-facility-admin", "User", TRUE },
  { "GET", "/v1/users/{user}/terminals", anshin_terminals_list, NULL, "limit,cursor", FALSE, TRUE,
    ANSHIN_ACTION_SEE_ACCOUNT, "list-terminals", "TerminalList" },
  { "DELETE", "/v1/terminals/{terminal}", anshin_terminal_remove, NULL, NULL, TRUE, TRUE,
    ANSHIN_ACTION_REVOKE_TERMINAL, "revoke-terminal", NULL },
  { "POST", "/v1/terminals/{terminal}/sign-out", anshin_terminal_sign_out, NULL, NULL, TRUE, TRUE,
    ANSHIN_ACTION_REVOKE_TERMINAL, "sign-out-terminal", NULL },

  /* Facilities and applications */
  { "GET", "/v1/facilities", anshin_facilities_list, NULL, "q,limit,cursor", FALSE, TRUE,
    ANSHIN_ACTION_READ_DIRECTORY, "list-facilities", "FacilityList" },
  { "POST", "/v1/facilities", anshin_facility_create, anshin_facility_get_type, NULL, TRUE, TRUE,
    ANSHIN_ACTION_ADD_FACILITY, "add-facility", "Facility" },
  { "GET", "/v1/facilities/{facility}", anshin_facility_get, NULL, NULL, FALSE, TRUE,
    ANSHIN_ACTION_READ_DIRECTORY, NULL, "Facility" },
  { "PUT", "/v1/facilities/{facility}", anshin_facility_edit, anshin_facility_get_type, NULL, TRUE,
    TRUE, ANSHIN_ACTION_EDIT_FACILITY, "edit-facility", "Facility" },
  { "PUT", "/v1/facilities/{facility}/byod", anshin_facility_put_byod, anshin_byod_get_type, NULL,
    TRUE, TRUE, ANSHIN_ACTION_SET_BYOD, "set-byod", "Facility", TRUE },
  { "GET", "/v1/applications", anshin_applications_list, NULL, "state,facility,limit,cursor", FALSE,
    TRUE, ANSHIN_ACTION_SEE_APPLICATION, "list-applications", "ApplicationList" },
  { "POST", "/v1/applications", anshin_applications_submit, anshin_application_batch_get_type, NULL,
    TRUE, TRUE, ANSHIN_ACTION_SUBMIT_APPLICATION, "submit-applications", "ApplicationReport" },
  { "POST", "/v1/applications/{application}/registration", anshin_application_register, NULL, NULL,
    TRUE, TRUE, ANSHIN_ACTION_DECIDE_APPLICATION, "register-user", "Access" },
  { "POST", "/v1/applications/{application}/turn-down", anshin_application_turn_down,
    anshin_turn_down_get_type, NULL, TRUE, TRUE, ANSHIN_ACTION_DECIDE_APPLICATION,
    "turn-down-application", "Application" },
  { "POST", "/v1/applications/{application}/withdrawal", anshin_application_withdraw, NULL, NULL,
    TRUE, TRUE, ANSHIN_ACTION_WITHDRAW_APPLICATION, "withdraw-application", "Application" },

  /* The network: professions and texts, what the office tells everybody */
  { "GET", "/v1/professions", anshin_professions_get, NULL, NULL, FALSE, TRUE,
    ANSHIN_ACTION_READ_NETWORK, NULL, "ProfessionSettingList" },
  { "PUT", "/v1/professions", anshin_professions_put, anshin_profession_settings_get_type, NULL,
    TRUE, TRUE, ANSHIN_ACTION_EDIT_NETWORK, "edit-professions", "ProfessionSettingList" },
  { "GET", "/v1/wordings", anshin_wordings_get, NULL, "kind,limit,cursor", FALSE, TRUE,
    ANSHIN_ACTION_READ_NETWORK, NULL, "WordingList" },
  { "GET", "/v1/wordings/{kind}/{version}", anshin_wording_get, NULL, NULL, FALSE, TRUE,
    ANSHIN_ACTION_READ_NETWORK, NULL, "Wording", FALSE, TRUE },
  { "POST", "/v1/wordings/{kind}", anshin_wording_publish, anshin_wording_get_type, NULL, TRUE,
    TRUE, ANSHIN_ACTION_EDIT_NETWORK, "publish-wording", "Wording", TRUE },
  { "POST", "/v1/announcements", anshin_announce, anshin_announcement_get_type, NULL, TRUE, TRUE,
    ANSHIN_ACTION_ANNOUNCE, "announce", "Entry", TRUE },
  { "GET", "/v1/safety-checks", anshin_safety_checks_list, NULL, "limit,cursor", FALSE, TRUE,
    ANSHIN_ACTION_READ_NETWORK, NULL, "SafetyCheckList" },
  { "POST", "/v1/safety-checks", anshin_safety_check_start, anshin_safety_check_get_type, NULL,
    TRUE, TRUE, ANSHIN_ACTION_RUN_SAFETY_CHECK, "start-safety-check", "SafetyCheck", TRUE },
  { "GET", "/v1/safety-checks/{check}", anshin_safety_check_get, NULL, NULL, FALSE, TRUE,
    ANSHIN_ACTION_READ_NETWORK, NULL, "SafetyCheck" },
  { "PUT", "/v1/safety-checks/{check}/answer", anshin_safety_check_put_answer,
    anshin_safety_answer_get_type, NULL, TRUE, TRUE, ANSHIN_ACTION_ANSWER_SAFETY_CHECK,
    "answer-safety-check", "SafetyCheck" },
  { "GET", "/v1/safety-checks/{check}/answers", anshin_safety_answers_list, NULL,
    "facility,missing,limit,cursor", FALSE, TRUE, ANSHIN_ACTION_SEE_SAFETY_ANSWERS,
    "list-safety-answers", "SafetyAnswerList" },
  { "POST", "/v1/safety-checks/{check}/reminder", anshin_safety_check_send_reminder, NULL, NULL,
    TRUE, TRUE, ANSHIN_ACTION_RUN_SAFETY_CHECK, "remind-safety-check", "SafetyCheck" },
  { "POST", "/v1/safety-checks/{check}/closing", anshin_safety_check_end, NULL, NULL, TRUE, TRUE,
    ANSHIN_ACTION_RUN_SAFETY_CHECK, "close-safety-check", "SafetyCheck" },

  /* Patients and consents */
  { "GET", "/v1/patients", anshin_patients_list, NULL, "q,limit,cursor", FALSE, TRUE,
    ANSHIN_ACTION_LIST_PATIENTS, "list-patients", "PatientList" },
  { "POST", "/v1/patients", anshin_patient_create, anshin_patient_get_type, NULL, TRUE, TRUE,
    ANSHIN_ACTION_ENTER_PATIENT, "enter-patient", "Patient" },
  { "GET", "/v1/patients/{patient}", anshin_patient_get, NULL, NULL, FALSE, TRUE,
    ANSHIN_ACTION_READ_PATIENT, "view-patient", "Patient" },
  { "PUT", "/v1/patients/{patient}", anshin_patient_edit, anshin_patient_get_type, NULL, TRUE, TRUE,
    ANSHIN_ACTION_EDIT_PATIENT, "edit-patient", "Patient" },
  { "POST", "/v1/patients/{patient}/ending", anshin_patient_end, anshin_patient_ending_get_type,
    NULL, TRUE, TRUE, ANSHIN_ACTION_END_PATIENT, "end-patient", "Patient" },
  { "POST", "/v1/patients/{patient}/resumption", anshin_patient_resume, NULL, NULL, TRUE, TRUE,
    ANSHIN_ACTION_RESUME_PATIENT, "resume-patient", "Patient" },
  { "GET", "/v1/patients/{patient}/consents", anshin_consents_list, NULL, NULL, FALSE, TRUE,
    ANSHIN_ACTION_READ_CONSENT, "list-consents", "ConsentList" },
  { "POST", "/v1/patients/{patient}/consents", anshin_consent_create, anshin_consent_get_type, NULL,
    TRUE, TRUE, ANSHIN_ACTION_RECORD_CONSENT, "draft-consent", "Consent" },
  { "GET", "/v1/patients/{patient}/provisions", anshin_provisions_list, NULL, "limit,cursor", FALSE,
    TRUE, ANSHIN_ACTION_READ_CONSENT, "view-provisions", "ProvisionList" },
  { "GET", "/v1/consents", anshin_consents_register, NULL, "state,limit,cursor", FALSE, TRUE,
    ANSHIN_ACTION_LIST_REGISTER, "list-register", "ConsentList" },
  { "POST", "/v1/patients/{patient}/provisions/printed", anshin_provisions_mark_printed, NULL, NULL,
    TRUE, TRUE, ANSHIN_ACTION_READ_CONSENT, "print-provisions", NULL },
  { "POST", "/v1/consents/{consent}/withdrawal/printed", anshin_withdrawal_mark_printed, NULL, NULL,
    TRUE, TRUE, ANSHIN_ACTION_READ_CONSENT, "print-withdrawal", NULL },
  { "POST", "/v1/register/printed", anshin_register_mark_printed, NULL, NULL, TRUE, TRUE,
    ANSHIN_ACTION_LIST_REGISTER, "print-register", NULL },
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
  { "GET", "/v1/groups", anshin_groups_list, NULL, "state,limit,cursor", FALSE, TRUE,
    ANSHIN_ACTION_READ_GROUP, "list-groups", "GroupList" },
  { "POST", "/v1/groups", anshin_group_create, anshin_group_get_type, NULL, TRUE, TRUE,
    ANSHIN_ACTION_CREATE_PATIENT_GROUP, "create-group", "Group" },
  { "GET", "/v1/groups/{group}", anshin_group_get, NULL, NULL, FALSE, TRUE,
    ANSHIN_ACTION_READ_GROUP, "view-group", "Group" },
  { "GET", "/v1/groups/{group}/members", anshin_members_list, NULL, "limit,cursor", FALSE, TRUE,
    ANSHIN_ACTION_READ_GROUP, "list-members", "MemberList" },
  { "DELETE", "/v1/groups/{group}/members/{user}", anshin_member_remove, NULL, NULL, TRUE, TRUE,
    ANSHIN_ACTION_REMOVE_MEMBER, "remove-member", NULL },

  { "POST", "/v1/groups/{group}/members/{user}/admin", anshin_group_admin_name, NULL, NULL, TRUE,
    TRUE, ANSHIN_ACTION_NAME_GROUP_ADMIN, "name-group-admin", "Member" },
  { "DELETE", "/v1/groups/{group}/members/{user}/admin", anshin_group_admin_unname, NULL, NULL,
    TRUE, TRUE, ANSHIN_ACTION_UNNAME_GROUP_ADMIN, "unname-group-admin", "Member" },
  { "POST", "/v1/groups/{group}/closing", anshin_group_close_it, NULL, NULL, TRUE, TRUE,
    ANSHIN_ACTION_CLOSE_GROUP, "close-group", "Group" },
  { "POST", "/v1/groups/{group}/reopening", anshin_group_reopen_it, NULL, NULL, TRUE, TRUE,
    ANSHIN_ACTION_REOPEN_GROUP, "reopen-group", "Group" },
  { "POST", "/v1/groups/{group}/deletion", anshin_group_delete_it, NULL, NULL, TRUE, TRUE,
    ANSHIN_ACTION_DELETE_GROUP, "delete-group", "Group", TRUE },
  { "DELETE", "/v1/groups/{group}/deletion", anshin_group_bring_it_back, NULL, NULL, TRUE, TRUE,
    ANSHIN_ACTION_BRING_BACK_GROUP, "bring-back-group", "Group" },

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
  { "POST", "/v1/invitations/{invitation}/resend", anshin_invitation_resend, NULL, NULL, TRUE, TRUE,
    ANSHIN_ACTION_RESEND_INVITATION, "resend-invitation", "Invitation" },

  /* Entries and messages */
  { "GET", "/v1/channels/{channel}/entries", anshin_entries_list, NULL, "after,before,limit", FALSE,
    TRUE, ANSHIN_ACTION_READ_GROUP, "read-entries", "EntryList" },
  { "POST", "/v1/groups/{group}/messages", anshin_message_post, anshin_post_get_type, NULL, TRUE,
    TRUE, ANSHIN_ACTION_POST, "post-message", "Entry" },
  { "PUT", "/v1/groups/{group}/read", anshin_read_mark_put, anshin_read_mark_get_type, NULL, TRUE,
    TRUE, ANSHIN_ACTION_READ_GROUP, "mark-read", NULL },
  { "GET", "/v1/groups/{group}/read-marks", anshin_read_marks_list, NULL, NULL, FALSE, TRUE,
    ANSHIN_ACTION_READ_GROUP, "list-read-marks", "ReadMarkList" },

  /* Requests */
  { "POST", "/v1/groups/{group}/requests", anshin_request_ask, anshin_care_request_get_type, NULL,
    TRUE, TRUE, ANSHIN_ACTION_POST, "ask-request", "Entry" },
  { "GET", "/v1/requests", anshin_requests_list, NULL, "whose,state,group,limit,cursor", FALSE,
    TRUE, ANSHIN_ACTION_READ_GROUP, "list-requests", "CareRequestList" },
  { "GET", "/v1/request-tally", anshin_request_tally_get, NULL, NULL, FALSE, TRUE,
    ANSHIN_ACTION_READ_GROUP, NULL, "RequestTally" },
  { "GET", "/v1/requests/{request}", anshin_request_get, NULL, NULL, FALSE, TRUE,
    ANSHIN_ACTION_READ_GROUP, "view-request", "CareRequest" },
  { "POST", "/v1/requests/{request}/taking", anshin_request_take, NULL, NULL, TRUE, TRUE,
    ANSHIN_ACTION_TAKE_REQUEST, "take-request", "CareRequest" },
  { "POST", "/v1/requests/{request}/completion", anshin_request_finish,
    anshin_request_word_get_type, NULL, TRUE, TRUE, ANSHIN_ACTION_FINISH_REQUEST,
    "finish-request", "CareRequest" },
  { "POST", "/v1/requests/{request}/declining", anshin_request_decline,
    anshin_request_word_get_type, NULL, TRUE, TRUE, ANSHIN_ACTION_DECLINE_REQUEST,
    "decline-request", "CareRequest" },
  { "POST", "/v1/requests/{request}/asking", anshin_request_ask_again,
    anshin_request_word_get_type, NULL, TRUE, TRUE, ANSHIN_ACTION_ASK_AGAIN, "ask-again",
    "CareRequest" },
  { "POST", "/v1/requests/{request}/cancellation", anshin_request_cancel,
    anshin_request_word_get_type, NULL, TRUE, TRUE, ANSHIN_ACTION_CANCEL_REQUEST,
    "cancel-request", "CareRequest" },
  { "PUT", "/v1/requests/{request}/owner", anshin_request_give, anshin_request_owner_get_type,
    NULL, TRUE, TRUE, ANSHIN_ACTION_GIVE_REQUEST, "give-request", "CareRequest" },

  /* Emergency cards */
  { "GET", "/v1/patients/{patient}/card", anshin_card_get, NULL, NULL, FALSE, TRUE,
    ANSHIN_ACTION_READ_PATIENT, "view-card", "Card" },
  { "PUT", "/v1/patients/{patient}/card", anshin_card_put, anshin_card_get_type, NULL, TRUE, TRUE,
    ANSHIN_ACTION_EDIT_CARD, "edit-card", "Card" },
  { "GET", "/v1/patients/{patient}/card/versions", anshin_card_versions_list, NULL, "limit,cursor",
    FALSE, TRUE, ANSHIN_ACTION_READ_PATIENT, "list-card-versions", "CardList" },
  { "PUT", "/v1/patients/{patient}/card/seen", anshin_card_put_seen, anshin_card_seen_get_type,
    NULL, TRUE, TRUE, ANSHIN_ACTION_READ_PATIENT, "see-card", NULL },
  { "POST", "/v1/patients/{patient}/card/printed", anshin_card_mark_printed, NULL, NULL, TRUE,
    TRUE, ANSHIN_ACTION_READ_PATIENT, "print-card", NULL },

  /* Templates of messages */
  { "GET", "/v1/templates", anshin_templates_list, NULL, "limit,cursor", FALSE, TRUE,
    ANSHIN_ACTION_USE_TEMPLATE, NULL, "TemplateList" },
  { "POST", "/v1/templates", anshin_template_create, anshin_template_get_type, NULL, TRUE, TRUE,
    ANSHIN_ACTION_EDIT_TEMPLATE, "create-template", "Template" },
  { "PUT", "/v1/templates/{template}", anshin_template_edit, anshin_template_get_type, NULL, TRUE,
    TRUE, ANSHIN_ACTION_EDIT_TEMPLATE, "edit-template", "Template" },
  { "DELETE", "/v1/templates/{template}", anshin_template_remove, NULL, NULL, TRUE, TRUE,
    ANSHIN_ACTION_EDIT_TEMPLATE, "delete-template", NULL },

  /* Audit */
  { "GET", "/v1/audit", anshin_audit_list, NULL,
    "person,patient,group,terminal,facility,action,from,to,finding,limit,cursor", FALSE, TRUE,
    ANSHIN_ACTION_READ_AUDIT, "read-audit", "AuditRecordList" },
  { "GET", "/v1/patients/{patient}/seen-by", anshin_seen_by_list, NULL, "from,to,limit,cursor",
    FALSE, TRUE, ANSHIN_ACTION_SEE_WHO_SAW, "view-seen-by", "SeenByList" },
  { "GET", "/v1/audit/reviews", anshin_audit_reviews_list, NULL, "facility,limit,cursor", FALSE,
    TRUE, ANSHIN_ACTION_REVIEW_AUDIT, "list-audit-reviews", "AuditReviewList" },
  { "POST", "/v1/audit/reviews", anshin_audit_review, anshin_audit_review_get_type, NULL, TRUE,
    TRUE, ANSHIN_ACTION_REVIEW_AUDIT, "review-audit", "AuditReview" },
  { "GET", "/v1/audit/chain", anshin_audit_chain_get, NULL, NULL, FALSE, TRUE,
    ANSHIN_ACTION_SEE_CHAIN, "view-chain", "AuditChain" },
  { "POST", "/v1/audit/exports", anshin_audit_export, anshin_audit_export_get_type, NULL, TRUE,
    TRUE, ANSHIN_ACTION_READ_AUDIT, "export-audit", NULL, .step_up = TRUE },
};

const guint anshin_n_operations = G_N_ELEMENTS (anshin_operations);
