/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-audit-view.h"

#include "anshin-record-private.h"

static const AnshinField anshin_audit_record_fields[] = {
  ANSHIN_FIELD_INT (AnshinAuditRecord, chain, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_INT (AnshinAuditRecord, seq, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_TIME (AnshinAuditRecord, at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinAuditRecord, actor_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinAuditRecord, actor_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinAuditRecord, actor_profession, ANSHIN_FIELD_SERVICE,
                       &anshin_professions),
  ANSHIN_FIELD_TEXT (AnshinAuditRecord, role, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinAuditRecord, facility_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinAuditRecord, terminal_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinAuditRecord, terminal_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinAuditRecord, source, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinAuditRecord, action, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinAuditRecord, object_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinAuditRecord, object_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinAuditRecord, patient_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinAuditRecord, patient_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinAuditRecord, group_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinAuditRecord, result, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinAuditRecord, reason, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_LINE),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinAuditRecord, anshin_audit_record, NULL)

static const AnshinField anshin_seen_by_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinSeenBy, user_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinSeenBy, user_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinSeenBy, profession, ANSHIN_FIELD_SERVICE, &anshin_professions),
  ANSHIN_FIELD_TEXT (AnshinSeenBy, facility_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinSeenBy, facility_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_INT (AnshinSeenBy, opened, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_INT (AnshinSeenBy, listed, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_TIME (AnshinSeenBy, first_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TIME (AnshinSeenBy, last_at, ANSHIN_FIELD_SERVICE),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinSeenBy, anshin_seen_by, NULL)

static const AnshinField anshin_audit_review_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinAuditReview, facility_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinAuditReview, facility_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_INT (AnshinAuditReview, month, ANSHIN_FIELD_REQUIRED, 999912),
  ANSHIN_FIELD_TEXT (AnshinAuditReview, note, ANSHIN_FIELD_PROSE, ANSHIN_MAX_NOTE),
  ANSHIN_FIELD_INT (AnshinAuditReview, records, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_INT (AnshinAuditReview, night, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_INT (AnshinAuditReview, mass, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_INT (AnshinAuditReview, refused, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_INT (AnshinAuditReview, by_right, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_TEXT (AnshinAuditReview, reviewed_by_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TIME (AnshinAuditReview, reviewed_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_BOOL (AnshinAuditReview, overdue, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXTS (AnshinAuditReview, capabilities, ANSHIN_FIELD_SERVICE, 0),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinAuditReview, anshin_audit_review, NULL)

static const AnshinField anshin_audit_chain_fields[] = {
  ANSHIN_FIELD_INT (AnshinAuditChain, records, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_BOOL (AnshinAuditChain, intact, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinAuditChain, broken_at, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TIME (AnshinAuditChain, checked_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinAuditChain, head, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NOTE),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinAuditChain, anshin_audit_chain, NULL)

static const AnshinField anshin_audit_export_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinAuditExport, reason, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_PROSE,
                     ANSHIN_MAX_NOTE),
  ANSHIN_FIELD_TEXT (AnshinAuditExport, person, ANSHIN_FIELD_LINE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinAuditExport, patient, ANSHIN_FIELD_LINE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinAuditExport, facility, ANSHIN_FIELD_LINE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinAuditExport, finding, ANSHIN_FIELD_LINE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TIME (AnshinAuditExport, from, ANSHIN_FIELD_OPTIONAL),
  ANSHIN_FIELD_TIME (AnshinAuditExport, to, ANSHIN_FIELD_OPTIONAL),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinAuditExport, anshin_audit_export, NULL)
