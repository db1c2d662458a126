/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AnshinChoice:
 * @value: the number on disk; never renumbered, 0 stands for "not given"
 * @wire: the stable name on the wire
 * @label: the English msgid that the desktop translates with the context "choice"
 */
typedef struct
{
  int value;
  const char *wire;
  const char *label;
} AnshinChoice;

/**
 * AnshinChoiceList:
 *
 * A closed list: what a field may hold. Walk @choices until a %NULL wire name.
 */
typedef struct
{
  const char *name;
  const AnshinChoice *choices;
} AnshinChoiceList;

/* 職種 (PRODUCT section 1). */
typedef enum
{
  ANSHIN_PROFESSION_NONE,
  ANSHIN_PROFESSION_PHYSICIAN,
  ANSHIN_PROFESSION_DENTIST,
  ANSHIN_PROFESSION_PHARMACIST,
  ANSHIN_PROFESSION_NURSE,
  ANSHIN_PROFESSION_PUBLIC_HEALTH_NURSE,
  ANSHIN_PROFESSION_CARE_MANAGER,
  ANSHIN_PROFESSION_HELPER,
  ANSHIN_PROFESSION_CARE_WORKER,
  ANSHIN_PROFESSION_PHYSICAL_THERAPIST,
  ANSHIN_PROFESSION_OCCUPATIONAL_THERAPIST,
  ANSHIN_PROFESSION_SPEECH_THERAPIST,
  ANSHIN_PROFESSION_DENTAL_HYGIENIST,
  ANSHIN_PROFESSION_DIETITIAN,
  ANSHIN_PROFESSION_SOCIAL_WORKER,
  ANSHIN_PROFESSION_EQUIPMENT_ADVISER,
  ANSHIN_PROFESSION_CLERK,
  ANSHIN_PROFESSION_OTHER,
} AnshinProfession;

/* 施設種別 */
typedef enum
{
  ANSHIN_FACILITY_NONE,
  ANSHIN_FACILITY_CLINIC,
  ANSHIN_FACILITY_HOSPITAL,
  ANSHIN_FACILITY_DENTAL_CLINIC,
  ANSHIN_FACILITY_PHARMACY,
  ANSHIN_FACILITY_VISITING_NURSE_STATION,
  ANSHIN_FACILITY_CARE_MANAGEMENT_OFFICE,
  ANSHIN_FACILITY_HELPER_OFFICE,
  ANSHIN_FACILITY_DAY_CARE,
  ANSHIN_FACILITY_REHABILITATION,
  ANSHIN_FACILITY_CARE_HOME,
  ANSHIN_FACILITY_COMMUNITY_SUPPORT_CENTRE,
  ANSHIN_FACILITY_EQUIPMENT_SUPPLIER,
  ANSHIN_FACILITY_OFFICE,
  ANSHIN_FACILITY_OTHER,
} AnshinFacilityKind;

/* 要介護度 */
typedef enum
{
  ANSHIN_CARE_LEVEL_NONE,
  ANSHIN_CARE_LEVEL_SUPPORT_1,
  ANSHIN_CARE_LEVEL_SUPPORT_2,
  ANSHIN_CARE_LEVEL_CARE_1,
  ANSHIN_CARE_LEVEL_CARE_2,
  ANSHIN_CARE_LEVEL_CARE_3,
  ANSHIN_CARE_LEVEL_CARE_4,
  ANSHIN_CARE_LEVEL_CARE_5,
  ANSHIN_CARE_LEVEL_PROJECT,
  ANSHIN_CARE_LEVEL_APPLIED,
  ANSHIN_CARE_LEVEL_NOT_ELIGIBLE,
} AnshinCareLevel;

typedef enum
{
  ANSHIN_SEX_NONE,
  ANSHIN_SEX_FEMALE,
  ANSHIN_SEX_MALE,
  ANSHIN_SEX_OTHER,
} AnshinSex;

/* 続柄 */
typedef enum
{
  ANSHIN_RELATIONSHIP_NONE,
  ANSHIN_RELATIONSHIP_SPOUSE,
  ANSHIN_RELATIONSHIP_SON,
  ANSHIN_RELATIONSHIP_DAUGHTER,
  ANSHIN_RELATIONSHIP_CHILDS_SPOUSE,
  ANSHIN_RELATIONSHIP_PARENT,
  ANSHIN_RELATIONSHIP_SIBLING,
  ANSHIN_RELATIONSHIP_GRANDCHILD,
  ANSHIN_RELATIONSHIP_OTHER_RELATIVE,
  ANSHIN_RELATIONSHIP_GUARDIAN,
  ANSHIN_RELATIONSHIP_FRIEND,
  ANSHIN_RELATIONSHIP_STAFF,
  ANSHIN_RELATIONSHIP_OTHER,
} AnshinRelationship;

typedef enum
{
  ANSHIN_ACCOUNT_NONE,
  ANSHIN_ACCOUNT_ACTIVE,
  ANSHIN_ACCOUNT_SUSPENDED,
  ANSHIN_ACCOUNT_RETIRED,
} AnshinAccountState;

/* PRODUCT section 5: draft → printed → signed → in force → withdrawn | superseded | ended. */
typedef enum
{
  ANSHIN_CONSENT_NONE,
  ANSHIN_CONSENT_DRAFT,
  ANSHIN_CONSENT_PRINTED,
  ANSHIN_CONSENT_IN_FORCE,
  ANSHIN_CONSENT_WITHDRAWN,
  ANSHIN_CONSENT_SUPERSEDED,
  ANSHIN_CONSENT_ENDED,
} AnshinConsentState;

typedef enum
{
  ANSHIN_SIGNER_NONE,
  ANSHIN_SIGNER_SELF,
  ANSHIN_SIGNER_OTHER_HAND,
  ANSHIN_SIGNER_PROXY,
} AnshinSigner;

/* How a consent was withdrawn: on the form for it, in another writing, or by word (CN-02). */
typedef enum
{
  ANSHIN_WITHDRAWAL_NONE,
  ANSHIN_WITHDRAWAL_FORM,
  ANSHIN_WITHDRAWAL_WRITING,
  ANSHIN_WITHDRAWAL_WORD,
  ANSHIN_WITHDRAWAL_TELEPHONE,
} AnshinWithdrawalWay;

/* One thing that happened to a consent; the paper's own dates are on the consent. */
typedef enum
{
  ANSHIN_CONSENT_EVENT_NONE,
  ANSHIN_CONSENT_EVENT_DRAFTED,
  ANSHIN_CONSENT_EVENT_EDITED,
  ANSHIN_CONSENT_EVENT_PRINTED,
  ANSHIN_CONSENT_EVENT_SIGNED,
  ANSHIN_CONSENT_EVENT_IN_FORCE,
  ANSHIN_CONSENT_EVENT_WITHDRAWN,
  ANSHIN_CONSENT_EVENT_SUPERSEDED,
  ANSHIN_CONSENT_EVENT_ENDED,
  ANSHIN_CONSENT_EVENT_SCAN_FILED,
  ANSHIN_CONSENT_EVENT_SCAN_REMOVED,
} AnshinConsentEventKind;

/* What kinds of things about a patient others were given. */
typedef enum
{
  ANSHIN_ITEM_NONE,
  ANSHIN_ITEM_ATTRIBUTES,
  ANSHIN_ITEM_MESSAGES,
  ANSHIN_ITEM_REQUESTS,
  ANSHIN_ITEM_VITAL_SIGNS,
  ANSHIN_ITEM_EMERGENCY_CARD,
  ANSHIN_ITEM_FILES,
} AnshinItemKind;

typedef enum
{
  ANSHIN_GROUP_NONE,
  ANSHIN_GROUP_PATIENT,
  ANSHIN_GROUP_FREE,
  ANSHIN_GROUP_ALL_USERS,
  ANSHIN_GROUP_DIRECT,
} AnshinGroupKind;

typedef enum
{
  ANSHIN_GROUP_STATE_NONE,
  ANSHIN_GROUP_LIVE,
  ANSHIN_GROUP_FROZEN,
  ANSHIN_GROUP_CLOSED,
  ANSHIN_GROUP_DELETED,
} AnshinGroupState;

typedef enum
{
  ANSHIN_INVITATION_NONE,
  ANSHIN_INVITATION_WAITING,
  ANSHIN_INVITATION_SENT,
  ANSHIN_INVITATION_ACCEPTED,
  ANSHIN_INVITATION_DECLINED,
  ANSHIN_INVITATION_TURNED_DOWN,
  ANSHIN_INVITATION_CANCELLED,
  ANSHIN_INVITATION_EXPIRED,
  ANSHIN_INVITATION_VOID,
} AnshinInvitationState;

/* One thing that happened in a channel. */
typedef enum
{
  ANSHIN_ENTRY_NONE,
  ANSHIN_ENTRY_MESSAGE,
  ANSHIN_ENTRY_GROUP_CREATED,
  ANSHIN_ENTRY_MEMBER_JOINED,
  ANSHIN_ENTRY_MEMBER_LEFT,
  ANSHIN_ENTRY_INVITATION_CHANGED,
  ANSHIN_ENTRY_GROUP_FROZEN,
  ANSHIN_ENTRY_GROUP_THAWED,
  ANSHIN_ENTRY_JOINED_GROUP,
  ANSHIN_ENTRY_LEFT_GROUP,
  ANSHIN_ENTRY_GROUP_CLOSED,
  ANSHIN_ENTRY_GROUP_REOPENED,
  ANSHIN_ENTRY_ADMIN_NAMED,
  ANSHIN_ENTRY_ADMIN_UNNAMED,
  ANSHIN_ENTRY_SAFETY_CHECK,
  ANSHIN_ENTRY_ACCOUNT_CHANGED,
  ANSHIN_ENTRY_GROUP_DELETED,
  ANSHIN_ENTRY_GROUP_BROUGHT_BACK,
  ANSHIN_ENTRY_MESSAGE_EDITED = 18,
  ANSHIN_ENTRY_MESSAGE_DELETED = 19,
  ANSHIN_ENTRY_ACKNOWLEDGED = 20,
  ANSHIN_ENTRY_PINNED = 21,
  ANSHIN_ENTRY_UNPINNED = 22,
  ANSHIN_ENTRY_REQUEST = 24,
  ANSHIN_ENTRY_REQUEST_CHANGED = 25,
  ANSHIN_ENTRY_CARD_CHANGED = 32,
  ANSHIN_ENTRY_MENTIONED = 23, /* in an inbox: somebody named one, in the group subject_id */
  ANSHIN_ENTRY_NAMED_LATER = 33, /* the same, in a message that one may have read before */
  ANSHIN_ENTRY_VITALS = 28,
  ANSHIN_ENTRY_VITAL_TARGETS_CHANGED = 29,
  ANSHIN_ENTRY_VITALS_CHANGED = 30,
  ANSHIN_ENTRY_FILE_LOCKED = 31, /* of the entry subject_id; in an inbox of an administrator's */
} AnshinEntryKind;

/* Whom a message names */
typedef enum
{
  ANSHIN_MENTION_NONE,
  ANSHIN_MENTION_PERSON,
  ANSHIN_MENTION_FACILITY,
  ANSHIN_MENTION_ALL,
} AnshinMentionKind;

/* What somebody answers a message with, at a press (PRODUCT section 4) */
typedef enum
{
  ANSHIN_ACKNOWLEDGEMENT_NONE,
  ANSHIN_ACKNOWLEDGEMENT_SEEN,
  ANSHIN_ACKNOWLEDGEMENT_AGREED,
  ANSHIN_ACKNOWLEDGEMENT_THANKS,
  ANSHIN_ACKNOWLEDGEMENT_LIKED,
  ANSHIN_ACKNOWLEDGEMENT_DONE,
} AnshinAcknowledgementKind;

/* What is measured at a visit (PRODUCT section 4); units and ranges are in model/anshin-vitals */
typedef enum
{
  ANSHIN_VITAL_NONE,
  ANSHIN_VITAL_SYSTOLIC,
  ANSHIN_VITAL_DIASTOLIC,
  ANSHIN_VITAL_PULSE,
  ANSHIN_VITAL_TEMPERATURE,
  ANSHIN_VITAL_SPO2,
  ANSHIN_VITAL_OXYGEN,
  ANSHIN_VITAL_RESPIRATION,
  ANSHIN_VITAL_WEIGHT,
  ANSHIN_VITAL_GLUCOSE,
  ANSHIN_VITAL_PAIN,
  ANSHIN_VITAL_FOOD,
  ANSHIN_VITAL_FLUID,
  ANSHIN_N_VITAL_KINDS,
} AnshinVitalKind;

/* How a value stands to the range that is aimed at. */
typedef enum
{
  ANSHIN_MARK_NONE,
  ANSHIN_MARK_LOW,
  ANSHIN_MARK_HIGH,
} AnshinVitalMark;

/* What for something is taken out of the network, on paper or as a file */
typedef enum
{
  ANSHIN_PURPOSE_NONE,
  ANSHIN_PURPOSE_CARE_RECORD,
  ANSHIN_PURPOSE_REPORT,
  ANSHIN_PURPOSE_PATIENT,
  ANSHIN_PURPOSE_HOSPITAL,
} AnshinExportPurpose;

/* What a stretch of a group is taken out as. */
typedef enum
{
  ANSHIN_FORMAT_NONE,
  ANSHIN_FORMAT_TEXT,
  ANSHIN_FORMAT_CSV,
  ANSHIN_FORMAT_PDF,
} AnshinExportFormat;

/* Why an account is stopped (source A2) */
typedef enum
{
  ANSHIN_SUSPENSION_NONE,
  ANSHIN_SUSPENSION_TERMINAL_LOST,
  ANSHIN_SUSPENSION_INFECTED,
  ANSHIN_SUSPENSION_OTHER,
} AnshinSuspensionReason;

/* How the office made sure who asks (SECURITY AUTH-12) */
typedef enum
{
  ANSHIN_IDENTIFICATION_NONE,
  ANSHIN_IDENTIFICATION_IN_PERSON,
  ANSHIN_IDENTIFICATION_CALLED_BACK,
  ANSHIN_IDENTIFICATION_FACILITY_ADMIN,
  ANSHIN_IDENTIFICATION_IN_WRITING,
} AnshinIdentification;

/* 登録申請 */
typedef enum
{
  ANSHIN_APPLICATION_NONE,
  ANSHIN_APPLICATION_WAITING,
  ANSHIN_APPLICATION_REGISTERED,
  ANSHIN_APPLICATION_TURNED_DOWN,
  ANSHIN_APPLICATION_WITHDRAWN,
} AnshinApplicationState;

/* Texts that the office edits */
typedef enum
{
  ANSHIN_WORDING_NONE,
  ANSHIN_WORDING_RULES,
  ANSHIN_WORDING_FORM_4,
} AnshinWordingKind;

/* 安否 */
typedef enum
{
  ANSHIN_SAFETY_NONE,
  ANSHIN_SAFETY_SAFE,
  ANSHIN_SAFETY_HURT,
  ANSHIN_SAFETY_NEEDS_HELP,
} AnshinSafetyAnswerKind;

/* Why a patient's care at home has ended (source A8 rule 9) */
typedef enum
{
  ANSHIN_ENDING_NONE,
  ANSHIN_ENDING_DIED,
  ANSHIN_ENDING_MOVED,
  ANSHIN_ENDING_CARE_ENDED,
} AnshinEndingReason;

/* 依頼: asked → taken → done | declined; the asker takes it back, or asks once more. */
typedef enum
{
  ANSHIN_REQUEST_NONE,
  ANSHIN_REQUEST_ASKED,
  ANSHIN_REQUEST_TAKEN,
  ANSHIN_REQUEST_DONE,
  ANSHIN_REQUEST_DECLINED,
  ANSHIN_REQUEST_CANCELLED,
} AnshinRequestState;

/* What may be attached: what can be shown inside the application (SECURITY FL-01) */
typedef enum
{
  ANSHIN_MEDIA_NONE,
  ANSHIN_MEDIA_JPEG,
  ANSHIN_MEDIA_PNG,
  ANSHIN_MEDIA_PDF,
  ANSHIN_MEDIA_TEXT,
} AnshinMediaKind;

typedef enum
{
  ANSHIN_ATTACHMENT_NONE,
  ANSHIN_ATTACHMENT_UPLOADING, /* some of its chunks are there */
  ANSHIN_ATTACHMENT_READY,     /* whole and checked, for nobody's eyes but the uploader's */
  ANSHIN_ATTACHMENT_ATTACHED,  /* part of a message or of a consent */
  ANSHIN_ATTACHMENT_LOCKED,    /* something malicious was found in it later: nobody gets it */
} AnshinAttachmentState;

extern const AnshinChoiceList anshin_professions;
extern const AnshinChoiceList anshin_facility_kinds;
extern const AnshinChoiceList anshin_care_levels;
extern const AnshinChoiceList anshin_sexes;
extern const AnshinChoiceList anshin_relationships;
extern const AnshinChoiceList anshin_account_states;
extern const AnshinChoiceList anshin_consent_states;
extern const AnshinChoiceList anshin_signers;
extern const AnshinChoiceList anshin_withdrawal_ways;
extern const AnshinChoiceList anshin_consent_event_kinds;
extern const AnshinChoiceList anshin_item_kinds;
extern const AnshinChoiceList anshin_group_kinds;
extern const AnshinChoiceList anshin_group_states;
extern const AnshinChoiceList anshin_invitation_states;
extern const AnshinChoiceList anshin_entry_kinds;
extern const AnshinChoiceList anshin_acknowledgements;
extern const AnshinChoiceList anshin_mention_kinds;
extern const AnshinChoiceList anshin_suspension_reasons;
extern const AnshinChoiceList anshin_identifications;
extern const AnshinChoiceList anshin_application_states;
extern const AnshinChoiceList anshin_wording_kinds;
extern const AnshinChoiceList anshin_safety_answers;
extern const AnshinChoiceList anshin_ending_reasons;
extern const AnshinChoiceList anshin_request_states;
extern const AnshinChoiceList anshin_media_kinds;
extern const AnshinChoiceList anshin_attachment_states;
extern const AnshinChoiceList anshin_vital_kinds;
extern const AnshinChoiceList anshin_vital_marks;
extern const AnshinChoiceList anshin_export_purposes;
extern const AnshinChoiceList anshin_export_formats;

const char *anshin_choice_to_wire    (const AnshinChoiceList *list, int value);
gboolean    anshin_choice_from_wire  (const AnshinChoiceList *list, const char *wire, int *value);
const char *anshin_choice_get_label  (const AnshinChoiceList *list, int value);
gboolean    anshin_profession_sees_whole_picture (AnshinProfession profession);

G_END_DECLS
