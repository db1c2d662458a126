/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

/* One act of the log, as its reader may see it (SECURITY AUD-02). Names are of today and absent
 * where the reader must not know them; the ids are in the log. */
struct _AnshinAuditRecord
{
  AnshinRecord parent_instance;

  gint64 chain;
  gint64 seq;
  gint64 at;
  char *actor_id;
  char *actor_name;
  int actor_profession;
  char *role;
  char *facility_name;
  char *terminal_id;
  char *terminal_name;
  char *source;
  char *action;
  char *object_id;
  char *object_name;
  char *patient_id;
  char *patient_name;
  char *group_id;
  char *result;
  char *reason;
};

ANSHIN_DECLARE_RECORD (AnshinAuditRecord, anshin_audit_record, ANSHIN, AUDIT_RECORD)

/* Who has seen a patient: how often opened (attributes, consent, group), how often in a list. */
struct _AnshinSeenBy
{
  AnshinRecord parent_instance;

  char *user_id;
  char *user_name;
  int profession;
  char *facility_id;
  char *facility_name;
  gint64 opened;
  gint64 listed;
  gint64 first_at;
  gint64 last_at;
};

ANSHIN_DECLARE_RECORD (AnshinSeenBy, anshin_seen_by, ANSHIN, SEEN_BY)

/* The review of one month (SECURITY AUD-07). @month: as YYYYMM. What is to be looked at: at night,
 * many patients by one person in a day, refused, by right of administration. As a request @month
 * and @note. */
struct _AnshinAuditReview
{
  AnshinRecord parent_instance;

  char *facility_id;
  char *facility_name;
  gint64 month;
  char *note;
  gint64 records;
  gint64 night;
  gint64 mass;
  gint64 refused;
  gint64 by_right;
  char *reviewed_by_name;
  gint64 reviewed_at;
  gboolean overdue;
  char **capabilities;
};

ANSHIN_DECLARE_RECORD (AnshinAuditReview, anshin_audit_review, ANSHIN, AUDIT_REVIEW)

/* The chain's state: how many records were walked, and whether all were as they were written. */
struct _AnshinAuditChain
{
  AnshinRecord parent_instance;

  gint64 records;
  gboolean intact;
  char *broken_at;
  gint64 checked_at;
  char *head;
};

ANSHIN_DECLARE_RECORD (AnshinAuditChain, anshin_audit_chain, ANSHIN, AUDIT_CHAIN)

/* A stretch of the log is taken out; why is recorded with it, and which part: as one asks for it
 * when reading. */
struct _AnshinAuditExport
{
  AnshinRecord parent_instance;

  char *reason;
  char *person;
  char *patient;
  char *facility;
  char *finding;
  gint64 from;
  gint64 to;
};

ANSHIN_DECLARE_RECORD (AnshinAuditExport, anshin_audit_export, ANSHIN, AUDIT_EXPORT)

G_END_DECLS
