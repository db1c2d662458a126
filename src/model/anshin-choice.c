/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-choice.h"

/* Marks a label for gettext; the desktop translates it where it shows it. */
#define C_(context, text) text

static const AnshinChoice professions[] = {
  { ANSHIN_PROFESSION_PHYSICIAN, "physician", C_ ("choice", "Physician") },
  { ANSHIN_PROFESSION_DENTIST, "dentist", C_ ("choice", "Dentist") },
  { ANSHIN_PROFESSION_PHARMACIST, "pharmacist", C_ ("choice", "Pharmacist") },
  { ANSHIN_PROFESSION_NURSE, "nurse", C_ ("choice", "Nurse") },
  { ANSHIN_PROFESSION_PUBLIC_HEALTH_NURSE, "public-health-nurse",
    C_ ("choice", "Public-health nurse") },
  { ANSHIN_PROFESSION_CARE_MANAGER, "care-manager", C_ ("choice", "Care manager") },
  { ANSHIN_PROFESSION_HELPER, "helper", C_ ("choice", "Home helper") },
  { ANSHIN_PROFESSION_CARE_WORKER, "care-worker", C_ ("choice", "Care worker") },
  { ANSHIN_PROFESSION_PHYSICAL_THERAPIST, "physical-therapist",
    C_ ("choice", "Physical therapist") },
  { ANSHIN_PROFESSION_OCCUPATIONAL_THERAPIST, "occupational-therapist",
    C_ ("choice", "Occupational therapist") },
  { ANSHIN_PROFESSION_SPEECH_THERAPIST, "speech-therapist", C_ ("choice", "Speech therapist") },
  { ANSHIN_PROFESSION_DENTAL_HYGIENIST, "dental-hygienist", C_ ("choice", "Dental hygienist") },
  { ANSHIN_PROFESSION_DIETITIAN, "dietitian", C_ ("choice", "Dietitian") },
  { ANSHIN_PROFESSION_SOCIAL_WORKER, "social-worker", C_ ("choice", "Social worker") },
  { ANSHIN_PROFESSION_EQUIPMENT_ADVISER, "equipment-adviser",
    C_ ("choice", "Care equipment adviser") },
  { ANSHIN_PROFESSION_CLERK, "clerk", C_ ("choice", "Clerk") },
  { ANSHIN_PROFESSION_OTHER, "other", C_ ("choice", "Other profession") },
  { 0 },
};

static const AnshinChoice facility_kinds[] = {
  { ANSHIN_FACILITY_CLINIC, "clinic", C_ ("choice", "Clinic") },
  { ANSHIN_FACILITY_HOSPITAL, "hospital", C_ ("choice", "Hospital") },
  { ANSHIN_FACILITY_DENTAL_CLINIC, "dental-clinic", C_ ("choice", "Dental clinic") },
  { ANSHIN_FACILITY_PHARMACY, "pharmacy", C_ ("choice", "Pharmacy") },
  { ANSHIN_FACILITY_VISITING_NURSE_STATION, "visiting-nurse-station",
    C_ ("choice", "Visiting-nurse station") },
  { ANSHIN_FACILITY_CARE_MANAGEMENT_OFFICE, "care-management-office",
    C_ ("choice", "Care-management office") },
  { ANSHIN_FACILITY_HELPER_OFFICE, "helper-office", C_ ("choice", "Home-help office") },
  { ANSHIN_FACILITY_DAY_CARE, "day-care", C_ ("choice", "Day care") },
  { ANSHIN_FACILITY_REHABILITATION, "rehabilitation", C_ ("choice", "Rehabilitation") },
  { ANSHIN_FACILITY_CARE_HOME, "care-home", C_ ("choice", "Care home") },
  { ANSHIN_FACILITY_COMMUNITY_SUPPORT_CENTRE, "community-support-centre",
    C_ ("choice", "Community support centre") },
  { ANSHIN_FACILITY_EQUIPMENT_SUPPLIER, "equipment-supplier",
    C_ ("choice", "Care equipment supplier") },
  { ANSHIN_FACILITY_OFFICE, "office", C_ ("choice", "Network office") },
  { ANSHIN_FACILITY_OTHER, "other", C_ ("choice", "Other facility") },
  { 0 },
};

static const AnshinChoice care_levels[] = {
  { ANSHIN_CARE_LEVEL_SUPPORT_1, "support-1", C_ ("choice", "Support level 1") },
  { ANSHIN_CARE_LEVEL_SUPPORT_2, "support-2", C_ ("choice", "Support level 2") },
  { ANSHIN_CARE_LEVEL_CARE_1, "care-1", C_ ("choice", "Care level 1") },
  { ANSHIN_CARE_LEVEL_CARE_2, "care-2", C_ ("choice", "Care level 2") },
  { ANSHIN_CARE_LEVEL_CARE_3, "care-3", C_ ("choice", "Care level 3") },
  { ANSHIN_CARE_LEVEL_CARE_4, "care-4", C_ ("choice", "Care level 4") },
  { ANSHIN_CARE_LEVEL_CARE_5, "care-5", C_ ("choice", "Care level 5") },
  { ANSHIN_CARE_LEVEL_PROJECT, "project", C_ ("choice", "Municipal programme") },
  { ANSHIN_CARE_LEVEL_APPLIED, "applied", C_ ("choice", "Applied for") },
  { ANSHIN_CARE_LEVEL_NOT_ELIGIBLE, "not-eligible", C_ ("choice", "Not eligible") },
  { 0 },
};

static const AnshinChoice sexes[] = {
  { ANSHIN_SEX_FEMALE, "female", C_ ("choice", "Female") },
  { ANSHIN_SEX_MALE, "male", C_ ("choice", "Male") },
  { ANSHIN_SEX_OTHER, "other", C_ ("choice", "Other or not stated") },
  { 0 },
};

static const AnshinChoice relationships[] = {
  { ANSHIN_RELATIONSHIP_SPOUSE, "spouse", C_ ("choice", "Spouse") },
  { ANSHIN_RELATIONSHIP_SON, "son", C_ ("choice", "Son") },
  { ANSHIN_RELATIONSHIP_DAUGHTER, "daughter", C_ ("choice", "Daughter") },
  { ANSHIN_RELATIONSHIP_CHILDS_SPOUSE, "childs-spouse", C_ ("choice", "Child’s spouse") },
  { ANSHIN_RELATIONSHIP_PARENT, "parent", C_ ("choice", "Parent") },
  { ANSHIN_RELATIONSHIP_SIBLING, "sibling", C_ ("choice", "Brother or sister") },
  { ANSHIN_RELATIONSHIP_GRANDCHILD, "grandchild", C_ ("choice", "Grandchild") },
  { ANSHIN_RELATIONSHIP_OTHER_RELATIVE, "other-relative", C_ ("choice", "Other relative") },
  { ANSHIN_RELATIONSHIP_GUARDIAN, "guardian", C_ ("choice", "Legal guardian") },
  { ANSHIN_RELATIONSHIP_FRIEND, "friend", C_ ("choice", "Friend or neighbour") },
  { ANSHIN_RELATIONSHIP_STAFF, "staff", C_ ("choice", "Facility staff") },
  { ANSHIN_RELATIONSHIP_OTHER, "other", C_ ("choice", "Other relationship") },
  { 0 },
};

static const AnshinChoice account_states[] = {
  { ANSHIN_ACCOUNT_ACTIVE, "active", C_ ("choice", "Active") },
  { ANSHIN_ACCOUNT_SUSPENDED, "suspended", C_ ("choice", "Suspended") },
  { ANSHIN_ACCOUNT_RETIRED, "retired", C_ ("choice", "Retired") },
  { 0 },
};

static const AnshinChoice consent_states[] = {
  { ANSHIN_CONSENT_DRAFT, "draft", C_ ("choice", "Draft") },
  { ANSHIN_CONSENT_PRINTED, "printed", C_ ("choice", "Printed, not yet signed") },
  { ANSHIN_CONSENT_IN_FORCE, "in-force", C_ ("choice", "Consent in force") },
  { ANSHIN_CONSENT_WITHDRAWN, "withdrawn", C_ ("choice", "Withdrawn") },
  { ANSHIN_CONSENT_SUPERSEDED, "superseded", C_ ("choice", "Superseded") },
  { ANSHIN_CONSENT_ENDED, "ended", C_ ("choice", "Ended") },
  { 0 },
};

static const AnshinChoice signers[] = {
  { ANSHIN_SIGNER_SELF, "self", C_ ("choice", "The patient in person") },
  { ANSHIN_SIGNER_OTHER_HAND, "other-hand", C_ ("choice", "Written by another hand") },
  { ANSHIN_SIGNER_PROXY, "proxy", C_ ("choice", "A proxy") },
  { 0 },
};

static const AnshinChoice withdrawal_ways[] = {
  { ANSHIN_WITHDRAWAL_FORM, "form", C_ ("choice", "On the withdrawal form") },
  { ANSHIN_WITHDRAWAL_WRITING, "writing", C_ ("choice", "In another writing") },
  { ANSHIN_WITHDRAWAL_WORD, "word", C_ ("choice", "By word, in person") },
  { ANSHIN_WITHDRAWAL_TELEPHONE, "telephone", C_ ("choice", "By telephone") },
  { 0 },
};

static const AnshinChoice consent_event_kinds[] = {
  { ANSHIN_CONSENT_EVENT_DRAFTED, "drafted", C_ ("choice", "Form made") },
  { ANSHIN_CONSENT_EVENT_EDITED, "edited", C_ ("choice", "Form changed") },
  { ANSHIN_CONSENT_EVENT_PRINTED, "printed", C_ ("choice", "Form printed") },
  { ANSHIN_CONSENT_EVENT_SIGNED, "signed", C_ ("choice", "Signature recorded") },
  { ANSHIN_CONSENT_EVENT_IN_FORCE, "in-force", C_ ("choice", "Put in force") },
  { ANSHIN_CONSENT_EVENT_WITHDRAWN, "withdrawn", C_ ("choice", "Withdrawal recorded") },
  { ANSHIN_CONSENT_EVENT_SUPERSEDED, "superseded", C_ ("choice", "Superseded by a new form") },
  { ANSHIN_CONSENT_EVENT_ENDED, "ended", C_ ("choice", "Came to its end") },
  { ANSHIN_CONSENT_EVENT_SCAN_FILED, "scan-filed", C_ ("choice", "Scan filed") },
  { ANSHIN_CONSENT_EVENT_SCAN_REMOVED, "scan-removed", C_ ("choice", "Scan removed") },
  { 0 },
};

static const AnshinChoice item_kinds[] = {
  { ANSHIN_ITEM_ATTRIBUTES, "attributes", C_ ("choice", "Name, birth date, address and the like") },
  { ANSHIN_ITEM_MESSAGES, "messages", C_ ("choice", "Messages") },
  { ANSHIN_ITEM_REQUESTS, "requests", C_ ("choice", "Requests") },
  { ANSHIN_ITEM_VITAL_SIGNS, "vital-signs", C_ ("choice", "Vital signs") },
  { ANSHIN_ITEM_EMERGENCY_CARD, "emergency-card", C_ ("choice", "Emergency card") },
  { ANSHIN_ITEM_FILES, "files", C_ ("choice", "Pictures and documents") },
  { 0 },
};

static const AnshinChoice group_kinds[] = {
  { ANSHIN_GROUP_PATIENT, "patient", C_ ("choice", "Patient group") },
  { ANSHIN_GROUP_FREE, "free", C_ ("choice", "Free group") },
  { ANSHIN_GROUP_ALL_USERS, "all-users", C_ ("choice", "All-users group") },
  { ANSHIN_GROUP_DIRECT, "direct", C_ ("choice", "Direct conversation") },
  { 0 },
};

static const AnshinChoice group_states[] = {
  { ANSHIN_GROUP_LIVE, "live", C_ ("choice", "Open") },
  { ANSHIN_GROUP_FROZEN, "frozen", C_ ("choice", "Frozen") },
  { ANSHIN_GROUP_CLOSED, "closed", C_ ("choice", "Closed") },
  { ANSHIN_GROUP_DELETED, "deleted", C_ ("choice", "Deleted") },
  { 0 },
};

static const AnshinChoice invitation_states[] = {
  { ANSHIN_INVITATION_WAITING, "waiting", C_ ("choice", "Waiting for approval") },
  { ANSHIN_INVITATION_SENT, "sent", C_ ("choice", "Invited") },
  { ANSHIN_INVITATION_ACCEPTED, "accepted", C_ ("choice", "Accepted") },
  { ANSHIN_INVITATION_DECLINED, "declined", C_ ("choice", "Declined") },
  { ANSHIN_INVITATION_TURNED_DOWN, "turned-down", C_ ("choice", "Turned down") },
  { ANSHIN_INVITATION_CANCELLED, "cancelled", C_ ("choice", "Cancelled") },
  { ANSHIN_INVITATION_EXPIRED, "expired", C_ ("choice", "Expired") },
  { ANSHIN_INVITATION_VOID, "void", C_ ("choice", "Void") },
  { 0 },
};

static const AnshinChoice entry_kinds[] = {
  { ANSHIN_ENTRY_MESSAGE, "message", C_ ("choice", "Message") },
  { ANSHIN_ENTRY_GROUP_CREATED, "group-created", C_ ("choice", "Group created") },
  { ANSHIN_ENTRY_MEMBER_JOINED, "member-joined", C_ ("choice", "Member joined") },
  { ANSHIN_ENTRY_MEMBER_LEFT, "member-left", C_ ("choice", "Member left") },
  { ANSHIN_ENTRY_INVITATION_CHANGED, "invitation-changed", C_ ("choice", "Invitation") },
  { ANSHIN_ENTRY_GROUP_FROZEN, "group-frozen", C_ ("choice", "Group frozen") },
  { ANSHIN_ENTRY_GROUP_THAWED, "group-thawed", C_ ("choice", "Group open again") },
  { ANSHIN_ENTRY_JOINED_GROUP, "joined-group", C_ ("choice", "Joined a group") },
  { ANSHIN_ENTRY_LEFT_GROUP, "left-group", C_ ("choice", "Left a group") },
  { ANSHIN_ENTRY_GROUP_CLOSED, "group-closed", C_ ("choice", "Group closed") },
  { ANSHIN_ENTRY_GROUP_REOPENED, "group-reopened", C_ ("choice", "Group reopened") },
  { ANSHIN_ENTRY_ADMIN_NAMED, "admin-named", C_ ("choice", "Group admin named") },
  { ANSHIN_ENTRY_ADMIN_UNNAMED, "admin-unnamed", C_ ("choice", "No longer group admin") },
  { ANSHIN_ENTRY_SAFETY_CHECK, "safety-check", C_ ("choice", "Safety check") },
  { ANSHIN_ENTRY_ACCOUNT_CHANGED, "account-changed", C_ ("choice", "Account changed") },
  { ANSHIN_ENTRY_GROUP_DELETED, "group-deleted", C_ ("choice", "Group deleted") },
  { ANSHIN_ENTRY_GROUP_BROUGHT_BACK, "group-brought-back", C_ ("choice", "Group brought back") },
  { ANSHIN_ENTRY_MESSAGE_EDITED, "message-edited", C_ ("choice", "Message edited") },
  { ANSHIN_ENTRY_MESSAGE_DELETED, "message-deleted", C_ ("choice", "Message deleted") },
  { ANSHIN_ENTRY_ACKNOWLEDGED, "acknowledged", C_ ("choice", "Acknowledged") },
  { ANSHIN_ENTRY_PINNED, "pinned", C_ ("choice", "Pinned") },
  { ANSHIN_ENTRY_UNPINNED, "unpinned", C_ ("choice", "No longer pinned") },
  { ANSHIN_ENTRY_REQUEST, "request", C_ ("choice", "Request") },
  { ANSHIN_ENTRY_REQUEST_CHANGED, "request-changed", C_ ("choice", "Request answered") },
  { ANSHIN_ENTRY_CARD_CHANGED, "card-changed", C_ ("choice", "Emergency card changed") },
  { ANSHIN_ENTRY_MENTIONED, "mentioned", C_ ("choice", "Mentioned") },
  { ANSHIN_ENTRY_NAMED_LATER, "named-later", C_ ("choice", "Named in an edit") },
  { ANSHIN_ENTRY_VITALS, "vitals", C_ ("choice", "Vital signs") },
  { ANSHIN_ENTRY_VITAL_TARGETS_CHANGED, "vital-targets-changed",
    C_ ("choice", "Target ranges changed") },
  { ANSHIN_ENTRY_VITALS_CHANGED, "vitals-changed", C_ ("choice", "Vital signs corrected") },
  { ANSHIN_ENTRY_FILE_LOCKED, "file-locked", C_ ("choice", "File locked") },
  { 0 },
};

static const AnshinChoice mention_kinds[] = {
  { ANSHIN_MENTION_PERSON, "person", C_ ("choice", "Person") },
  { ANSHIN_MENTION_FACILITY, "facility", C_ ("choice", "Facility") },
  { ANSHIN_MENTION_ALL, "all", C_ ("choice", "Everybody") },
  { 0 },
};

static const AnshinChoice acknowledgements[] = {
  { ANSHIN_ACKNOWLEDGEMENT_SEEN, "seen", C_ ("choice", "Seen") },
  { ANSHIN_ACKNOWLEDGEMENT_AGREED, "agreed", C_ ("choice", "Understood") },
  { ANSHIN_ACKNOWLEDGEMENT_THANKS, "thanks", C_ ("choice", "Thank you") },
  { ANSHIN_ACKNOWLEDGEMENT_LIKED, "liked", C_ ("choice", "Good") },
  { ANSHIN_ACKNOWLEDGEMENT_DONE, "done", C_ ("choice", "Done") },
  { 0 },
};

static const AnshinChoice vital_kinds[] = {
  { ANSHIN_VITAL_SYSTOLIC, "systolic", C_ ("choice", "Blood pressure, upper") },
  { ANSHIN_VITAL_DIASTOLIC, "diastolic", C_ ("choice", "Blood pressure, lower") },
  { ANSHIN_VITAL_PULSE, "pulse", C_ ("choice", "Pulse") },
  { ANSHIN_VITAL_TEMPERATURE, "temperature", C_ ("choice", "Temperature") },
  { ANSHIN_VITAL_SPO2, "spo2", C_ ("choice", "SpO₂") },
  { ANSHIN_VITAL_OXYGEN, "oxygen", C_ ("choice", "Oxygen flow") },
  { ANSHIN_VITAL_RESPIRATION, "respiration", C_ ("choice", "Respiration") },
  { ANSHIN_VITAL_WEIGHT, "weight", C_ ("choice", "Weight") },
  { ANSHIN_VITAL_GLUCOSE, "glucose", C_ ("choice", "Blood glucose") },
  { ANSHIN_VITAL_PAIN, "pain", C_ ("choice", "Pain") },
  { ANSHIN_VITAL_FOOD, "food", C_ ("choice", "Food taken") },
  { ANSHIN_VITAL_FLUID, "fluid", C_ ("choice", "Fluid taken") },
  { 0 },
};

static const AnshinChoice export_purposes[] = {
  { ANSHIN_PURPOSE_CARE_RECORD, "care-record", C_ ("choice", "For one’s own care record") },
  { ANSHIN_PURPOSE_REPORT, "report", C_ ("choice", "For a report to the care team") },
  { ANSHIN_PURPOSE_PATIENT, "patient", C_ ("choice", "For the patient or the family") },
  { ANSHIN_PURPOSE_HOSPITAL, "hospital", C_ ("choice", "For a hospital visit or admission") },
  { 0 },
};

static const AnshinChoice export_formats[] = {
  { ANSHIN_FORMAT_TEXT, "text", C_ ("choice", "Text") },
  { ANSHIN_FORMAT_CSV, "csv", C_ ("choice", "Table (CSV)") },
  { ANSHIN_FORMAT_PDF, "pdf", C_ ("choice", "Printed page (PDF)") },
  { 0 },
};

static const AnshinChoice vital_marks[] = {
  { ANSHIN_MARK_LOW, "low", C_ ("choice", "Low") },
  { ANSHIN_MARK_HIGH, "high", C_ ("choice", "High") },
  { 0 },
};

static const AnshinChoice suspension_reasons[] = {
  { ANSHIN_SUSPENSION_TERMINAL_LOST, "terminal-lost", C_ ("choice", "Terminal lost") },
  { ANSHIN_SUSPENSION_INFECTED, "infected", C_ ("choice", "Terminal infected") },
  { ANSHIN_SUSPENSION_OTHER, "other", C_ ("choice", "Other reason") },
  { 0 },
};

static const AnshinChoice identifications[] = {
  { ANSHIN_IDENTIFICATION_IN_PERSON, "in-person", C_ ("choice", "In person, with a document") },
  { ANSHIN_IDENTIFICATION_CALLED_BACK, "called-back",
    C_ ("choice", "Called back at the registered telephone") },
  { ANSHIN_IDENTIFICATION_FACILITY_ADMIN, "facility-admin",
    C_ ("choice", "Vouched for by the facility’s admin") },
  { ANSHIN_IDENTIFICATION_IN_WRITING, "in-writing",
    C_ ("choice", "In writing, with the facility’s seal") },
  { 0 },
};

static const AnshinChoice application_states[] = {
  { ANSHIN_APPLICATION_WAITING, "waiting", C_ ("choice", "Waiting") },
  { ANSHIN_APPLICATION_REGISTERED, "registered", C_ ("choice", "Registered") },
  { ANSHIN_APPLICATION_TURNED_DOWN, "turned-down", C_ ("choice", "Turned down") },
  { ANSHIN_APPLICATION_WITHDRAWN, "withdrawn", C_ ("choice", "Withdrawn") },
  { 0 },
};

static const AnshinChoice wording_kinds[] = {
  { ANSHIN_WORDING_RULES, "rules", C_ ("choice", "Rules of the network") },
  { ANSHIN_WORDING_FORM_4, "form-4", C_ ("choice", "Consent form 4") },
  { 0 },
};

static const AnshinChoice safety_answers[] = {
  { ANSHIN_SAFETY_SAFE, "safe", C_ ("choice", "Safe") },
  { ANSHIN_SAFETY_HURT, "hurt", C_ ("choice", "Hurt") },
  { ANSHIN_SAFETY_NEEDS_HELP, "needs-help", C_ ("choice", "Needs help") },
  { 0 },
};

static const AnshinChoice request_states[] = {
  { ANSHIN_REQUEST_ASKED, "asked", C_ ("choice", "Asked") },
  { ANSHIN_REQUEST_TAKEN, "taken", C_ ("choice", "Taken on") },
  { ANSHIN_REQUEST_DONE, "done", C_ ("choice", "Done") },
  { ANSHIN_REQUEST_DECLINED, "declined", C_ ("choice", "Declined") },
  { ANSHIN_REQUEST_CANCELLED, "cancelled", C_ ("choice", "Taken back") },
  { 0 },
};

static const AnshinChoice ending_reasons[] = {
  { ANSHIN_ENDING_DIED, "died", C_ ("choice", "Died") },
  { ANSHIN_ENDING_MOVED, "moved", C_ ("choice", "Moved away") },
  { ANSHIN_ENDING_CARE_ENDED, "care-ended", C_ ("choice", "Care at home ended") },
  { 0 },
};

static const AnshinChoice media_kinds[] = {
  { ANSHIN_MEDIA_JPEG, "jpeg", C_ ("choice", "Photo") },
  { ANSHIN_MEDIA_PNG, "png", C_ ("choice", "Image") },
  { ANSHIN_MEDIA_PDF, "pdf", C_ ("choice", "PDF document") },
  { ANSHIN_MEDIA_TEXT, "text", C_ ("choice", "Text") },
  { 0 },
};

static const AnshinChoice attachment_states[] = {
  { ANSHIN_ATTACHMENT_UPLOADING, "uploading", C_ ("choice", "Being sent") },
  { ANSHIN_ATTACHMENT_READY, "ready", C_ ("choice", "Sent") },
  { ANSHIN_ATTACHMENT_ATTACHED, "attached", C_ ("choice", "Attached") },
  { ANSHIN_ATTACHMENT_LOCKED, "locked", C_ ("choice", "Locked") },
  { 0 },
};

const AnshinChoiceList anshin_professions = { "profession", professions };
const AnshinChoiceList anshin_facility_kinds = { "facility-kind", facility_kinds };
const AnshinChoiceList anshin_care_levels = { "care-level", care_levels };
const AnshinChoiceList anshin_sexes = { "sex", sexes };
const AnshinChoiceList anshin_relationships = { "relationship", relationships };
const AnshinChoiceList anshin_account_states = { "account-state", account_states };
const AnshinChoiceList anshin_consent_states = { "consent-state", consent_states };
const AnshinChoiceList anshin_signers = { "signer", signers };
const AnshinChoiceList anshin_withdrawal_ways = { "withdrawal-way", withdrawal_ways };
const AnshinChoiceList anshin_consent_event_kinds = { "consent-event", consent_event_kinds };
const AnshinChoiceList anshin_item_kinds = { "item", item_kinds };
const AnshinChoiceList anshin_group_kinds = { "group-kind", group_kinds };
const AnshinChoiceList anshin_group_states = { "group-state", group_states };
const AnshinChoiceList anshin_invitation_states = { "invitation-state", invitation_states };
const AnshinChoiceList anshin_entry_kinds = { "entry-kind", entry_kinds };
const AnshinChoiceList anshin_mention_kinds = { "mention-kind", mention_kinds };
const AnshinChoiceList anshin_acknowledgements = { "acknowledgement", acknowledgements };
const AnshinChoiceList anshin_suspension_reasons = { "suspension-reason", suspension_reasons };
const AnshinChoiceList anshin_identifications = { "identification", identifications };
const AnshinChoiceList anshin_application_states = { "application-state", application_states };
const AnshinChoiceList anshin_wording_kinds = { "wording-kind", wording_kinds };
const AnshinChoiceList anshin_safety_answers = { "safety-answer", safety_answers };
const AnshinChoiceList anshin_ending_reasons = { "ending-reason", ending_reasons };
const AnshinChoiceList anshin_request_states = { "request-state", request_states };
const AnshinChoiceList anshin_media_kinds = { "media-kind", media_kinds };
const AnshinChoiceList anshin_attachment_states = { "attachment-state", attachment_states };
const AnshinChoiceList anshin_vital_kinds = { "vital-kind", vital_kinds };
const AnshinChoiceList anshin_vital_marks = { "vital-mark", vital_marks };
const AnshinChoiceList anshin_export_purposes = { "export-purpose", export_purposes };
const AnshinChoiceList anshin_export_formats = { "export-format", export_formats };

static const AnshinChoice *
find_value (const AnshinChoiceList *list, int value)
{
  for (const AnshinChoice *choice = list->choices; choice->wire != NULL; choice++)
    if (choice->value == value)
      return choice;
  return NULL;
}

/**
 * anshin_choice_to_wire:
 * @list: a closed list
 * @value: one of its numbers
 *
 * Returns: (nullable): the wire name; %NULL if @value is not in @list (as 0, "not given", is not)
 */
const char *
anshin_choice_to_wire (const AnshinChoiceList *list, int value)
{
  const AnshinChoice *choice = find_value (list, value);

  return choice != NULL ? choice->wire : NULL;
}

/**
 * anshin_choice_from_wire:
 * @list: a closed list
 * @wire: (nullable): a wire name
 * @value: (out): the number
 *
 * Returns: whether @list has @wire
 */
gboolean
anshin_choice_from_wire (const AnshinChoiceList *list, const char *wire, int *value)
{
  for (const AnshinChoice *choice = list->choices; choice->wire != NULL; choice++)
    if (g_strcmp0 (choice->wire, wire) == 0)
      {
        *value = choice->value;
        return TRUE;
      }
  return FALSE;
}

/**
 * anshin_choice_get_label:
 * @list: a closed list
 * @value: one of its numbers
 *
 * Returns: the English msgid (context "choice"); "" if @value is not in @list
 */
const char *
anshin_choice_get_label (const AnshinChoiceList *list, int value)
{
  const AnshinChoice *choice = find_value (list, value);

  return choice != NULL ? choice->label : "";
}

/**
 * anshin_profession_sees_whole_picture:
 * @profession: a profession
 *
 * Returns: whether it counts by default as seeing the patient's whole picture: it may enter
 *   patients and consents of its own facility (PRODUCT section 1, source A3, A8(8))
 */
gboolean
anshin_profession_sees_whole_picture (AnshinProfession profession)
{
  return profession == ANSHIN_PROFESSION_PHYSICIAN || profession == ANSHIN_PROFESSION_DENTIST ||
         profession == ANSHIN_PROFESSION_NURSE ||
         profession == ANSHIN_PROFESSION_PUBLIC_HEALTH_NURSE ||
         profession == ANSHIN_PROFESSION_CARE_MANAGER;
}
