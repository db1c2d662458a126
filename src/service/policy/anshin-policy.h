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
typedef guint64 AnshinFacts;

#define ANSHIN_FACT(bit) (G_GUINT64_CONSTANT (1) << (bit))

#define ANSHIN_FACT_OFFICE              ANSHIN_FACT (0) /* works for the office */
#define ANSHIN_FACT_FACILITY_ADMIN      ANSHIN_FACT (1) /* admin of his own facility */
#define ANSHIN_FACT_ELIGIBLE            ANSHIN_FACT (2) /* profession sees the whole picture */
#define ANSHIN_FACT_PHYSICIAN           ANSHIN_FACT (3)
#define ANSHIN_FACT_CARE_MANAGER        ANSHIN_FACT (4)
#define ANSHIN_FACT_NURSE_STATION_ADMIN ANSHIN_FACT (5) /* admin of a visiting-nurse station */
#define ANSHIN_FACT_OWN_FACILITY        ANSHIN_FACT (6) /* the object is of the asker's facility */
#define ANSHIN_FACT_SELF                ANSHIN_FACT (7) /* the object is the asker, or his own */
#define ANSHIN_FACT_ATTENDING           ANSHIN_FACT (8) /* is the patient's attending physician */
#define ANSHIN_FACT_NO_ATTENDING        ANSHIN_FACT (9) /* the patient has none, with a reason */
#define ANSHIN_FACT_CONSENT_IN_FORCE    ANSHIN_FACT (10)
#define ANSHIN_FACT_MEMBER              ANSHIN_FACT (11)
#define ANSHIN_FACT_INVITEE             ANSHIN_FACT (12)
#define ANSHIN_FACT_GROUP_ADMIN         ANSHIN_FACT (13) /* derived, see source A4 */
#define ANSHIN_FACT_GROUP_LIVE          ANSHIN_FACT (14)
#define ANSHIN_FACT_GROUP_FROZEN        ANSHIN_FACT (15)
#define ANSHIN_FACT_ALL_USERS           ANSHIN_FACT (16) /* the all-users group */
#define ANSHIN_FACT_SENT                ANSHIN_FACT (17) /* the invitation is sent, so approved */
#define ANSHIN_FACT_WAITING             ANSHIN_FACT (18) /* the invitation waits for approval */
#define ANSHIN_FACT_INVITER             ANSHIN_FACT (19)
#define ANSHIN_FACT_TEAM                ANSHIN_FACT (20) /* member of the patient's group */
#define ANSHIN_FACT_GROUP_CLOSED        ANSHIN_FACT (21)
#define ANSHIN_FACT_USER                ANSHIN_FACT (22) /* signed in; nothing goes without */
#define ANSHIN_FACT_PATIENT_GROUP       ANSHIN_FACT (23) /* the group is about a patient */
#define ANSHIN_FACT_OWN_STAFF           ANSHIN_FACT (24) /* the member is the asker’s staff */
#define ANSHIN_FACT_ADMIN               ANSHIN_FACT (25) /* the user is a facility admin */
#define ANSHIN_FACT_ADMINLESS           ANSHIN_FACT (26) /* whose facility has no active admin */
#define ANSHIN_FACT_LAST_ADMIN          ANSHIN_FACT (27) /* … and there is other active staff */
#define ANSHIN_FACT_ACTIVE              ANSHIN_FACT (28) /* the user concerned is active */
#define ANSHIN_FACT_SUSPENDED           ANSHIN_FACT (29) /* … is suspended */
#define ANSHIN_FACT_DIRECT              ANSHIN_FACT (30) /* the group is a direct conversation */
#define ANSHIN_FACT_GROUP_DELETED       ANSHIN_FACT (31) /* and can still be brought back */
#define ANSHIN_FACT_LAST_GROUP_ADMIN    ANSHIN_FACT (32) /* of a free group with others in it */
#define ANSHIN_FACT_ENDED               ANSHIN_FACT (33) /* the patient's care at home has ended */
#define ANSHIN_FACT_OPEN                ANSHIN_FACT (34) /* application or safety check is open */
#define ANSHIN_FACT_NAMED_ADMIN         ANSHIN_FACT (35) /* of a free group, the member */
#define ANSHIN_FACT_SOLE_ADMIN          ANSHIN_FACT (36) /* the facility's only active admin */
#define ANSHIN_FACT_RESPONSIBLE         ANSHIN_FACT (37) /* is asked to do it, or one's facility */
#define ANSHIN_FACT_ASKER               ANSHIN_FACT (38) /* has asked for it */
#define ANSHIN_FACT_REQUEST_ASKED       ANSHIN_FACT (39) /* the request waits to be taken on */
#define ANSHIN_FACT_REQUEST_TAKEN       ANSHIN_FACT (40) /* somebody has taken it on */
#define ANSHIN_FACT_OWNER_GONE          ANSHIN_FACT (41) /* who is asked can't do it any more */
#define ANSHIN_FACT_MESSAGE_DELETED     ANSHIN_FACT (42) /* the message says nothing any more */
#define ANSHIN_FACT_ATTACHED            ANSHIN_FACT (43) /* the file is part of what others read */
#define ANSHIN_FACT_SAVING              ANSHIN_FACT (44) /* one's facility lets files be saved */
#define ANSHIN_FACT_TAKER_GONE          ANSHIN_FACT (45) /* who took it on for a facility can't */

#define ANSHIN_N_FACTS 46

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
  ANSHIN_ACTION_LIST_REGISTER,
  ANSHIN_ACTION_CREATE_PATIENT_GROUP,
  ANSHIN_ACTION_CREATE_FREE_GROUP,
  ANSHIN_ACTION_READ_GROUP,
  ANSHIN_ACTION_POST,
  ANSHIN_ACTION_CHANGE_MESSAGE,
  ANSHIN_ACTION_SEE_VERSIONS,
  ANSHIN_ACTION_ACKNOWLEDGE,
  ANSHIN_ACTION_PIN_MESSAGE,
  ANSHIN_ACTION_READ_ATTACHMENT,
  ANSHIN_ACTION_UPLOAD_ATTACHMENT,
  ANSHIN_ACTION_SAVE_ATTACHMENT,
  ANSHIN_ACTION_INVITE,
  ANSHIN_ACTION_APPROVE_INVITATION,
  ANSHIN_ACTION_ANSWER_INVITATION,
  ANSHIN_ACTION_CANCEL_INVITATION,
  ANSHIN_ACTION_RESEND_INVITATION,
  ANSHIN_ACTION_LEAVE_GROUP,
  ANSHIN_ACTION_REMOVE_MEMBER,
  ANSHIN_ACTION_CREATE_DIRECT,
  ANSHIN_ACTION_CLOSE_GROUP,
  ANSHIN_ACTION_REOPEN_GROUP,
  ANSHIN_ACTION_DELETE_GROUP,
  ANSHIN_ACTION_BRING_BACK_GROUP,
  ANSHIN_ACTION_NAME_GROUP_ADMIN,
  ANSHIN_ACTION_UNNAME_GROUP_ADMIN,
  ANSHIN_ACTION_END_PATIENT,
  ANSHIN_ACTION_RESUME_PATIENT,
  ANSHIN_ACTION_SEE_ACCOUNT,
  ANSHIN_ACTION_EDIT_USER,
  ANSHIN_ACTION_SUSPEND_USER,
  ANSHIN_ACTION_RESTORE_USER,
  ANSHIN_ACTION_RETIRE_USER,
  ANSHIN_ACTION_RESET_USER,
  ANSHIN_ACTION_SET_ADMIN,
  ANSHIN_ACTION_UNSET_ADMIN,
  ANSHIN_ACTION_REVOKE_TERMINAL,
  ANSHIN_ACTION_SUBMIT_APPLICATION,
  ANSHIN_ACTION_SEE_APPLICATION,
  ANSHIN_ACTION_WITHDRAW_APPLICATION,
  ANSHIN_ACTION_DECIDE_APPLICATION,
  ANSHIN_ACTION_ADD_FACILITY,
  ANSHIN_ACTION_EDIT_FACILITY,
  ANSHIN_ACTION_SET_BYOD,
  ANSHIN_ACTION_SET_SAVING,
  ANSHIN_ACTION_READ_NETWORK,
  ANSHIN_ACTION_EDIT_NETWORK,
  ANSHIN_ACTION_ANNOUNCE,
  ANSHIN_ACTION_RUN_SAFETY_CHECK,
  ANSHIN_ACTION_ANSWER_SAFETY_CHECK,
  ANSHIN_ACTION_SEE_SAFETY_ANSWERS,
  ANSHIN_ACTION_READ_AUDIT,
  ANSHIN_ACTION_SEE_WHO_SAW,
  ANSHIN_ACTION_REVIEW_AUDIT,
  ANSHIN_ACTION_SEE_CHAIN,
  ANSHIN_ACTION_TAKE_REQUEST,
  ANSHIN_ACTION_FINISH_REQUEST,
  ANSHIN_ACTION_DECLINE_REQUEST,
  ANSHIN_ACTION_ASK_AGAIN,
  ANSHIN_ACTION_CANCEL_REQUEST,
  ANSHIN_ACTION_GIVE_REQUEST,
  ANSHIN_ACTION_EDIT_CARD,
  ANSHIN_ACTION_USE_TEMPLATE,
  ANSHIN_ACTION_EDIT_TEMPLATE,
  ANSHIN_ACTION_RECORD_VITALS,
  ANSHIN_ACTION_CHANGE_VITALS,
  ANSHIN_ACTION_SET_VITAL_TARGETS,
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
                                           gboolean facility_admin, gboolean whole_picture);
AnshinVerdict anshin_policy_judge         (AnshinAction action, AnshinFacts facts);
gboolean      anshin_policy_check         (AnshinAction action, AnshinFacts facts, GError **error);
gboolean      anshin_policy_allows        (AnshinAction action, AnshinFacts facts);
const char   *anshin_action_to_wire       (AnshinAction action);
char        **anshin_policy_capabilities  (AnshinFacts facts, const AnshinAction *actions,
                                           guint n_actions);

G_END_DECLS
