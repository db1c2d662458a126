/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-audit-view.h"
#include "anshin-patient-table.h"

G_BEGIN_DECLS

/* At night: from ten in the evening to five in the morning in Japan. Many: so many patients opened
 * by one person on one day. */
#define ANSHIN_AUDIT_MASS 50

typedef enum
{
  ANSHIN_AUDIT_ANYTHING,
  ANSHIN_AUDIT_NIGHT,
  ANSHIN_AUDIT_MASS_VIEW,
  ANSHIN_AUDIT_REFUSED,
  ANSHIN_AUDIT_BY_RIGHT,
} AnshinAuditFinding;

/* By what a stretch of the log is found; each has an index. */
typedef enum
{
  ANSHIN_AUDIT_OF_TIME,
  ANSHIN_AUDIT_OF_ACTION,
  ANSHIN_AUDIT_OF_ACTOR,
  ANSHIN_AUDIT_OF_SIGN_INS,
  ANSHIN_AUDIT_OF_PATIENT,
  ANSHIN_AUDIT_OF_SHOWN,
  ANSHIN_AUDIT_OF_GROUP,
  ANSHIN_AUDIT_OF_PATIENT_GROUP,
  ANSHIN_AUDIT_N_INDEXES
} AnshinAuditIndex;

/**
 * AnshinAuditSource:
 * @id: whose records, "" where the index is of time
 * @from: no earlier, 0 for the beginning
 * @to: earlier than that, %G_MAXINT64 for the end
 */
typedef struct
{
  AnshinAuditIndex index;
  char *id;
  gint64 from;
  gint64 to;
} AnshinAuditSource;

/**
 * AnshinAuditQuery:
 * @sources: (element-type AnshinAuditSource): the page is of what is in any of them
 * @finding: what is to be looked at, or anything
 * @action: (nullable): the one action
 * @actor_id: (nullable): the one person
 * @terminal_id: (nullable): the one terminal
 * @group_id: (nullable): the one group
 * @facility_id: (nullable): the one facility whose staff did it
 * @at: the cursor: the page begins before it; %G_MAXINT64 for the newest
 *
 * What of the log is asked for. All that is given must hold.
 */
typedef struct
{
  GArray *sources;
  AnshinAuditFinding finding;
  const char *action;
  const char *actor_id;
  const char *terminal_id;
  const char *group_id;
  const char *facility_id;
  gint64 at;
  gint64 chain;
  gint64 seq;
} AnshinAuditQuery;

/**
 * AnshinAuditRow:
 *
 * A record, with the ids that names are to be found for.
 */
typedef struct
{
  AnshinAuditRecord *record;
  char *facility_id;
} AnshinAuditRow;

void     anshin_audit_row_free        (AnshinAuditRow *row);
void     anshin_audit_query_init      (AnshinAuditQuery *query);
void     anshin_audit_query_clear     (AnshinAuditQuery *query);
void     anshin_audit_query_add       (AnshinAuditQuery *query, AnshinAuditIndex index,
                                       const char *id, gint64 from, gint64 to);

/* Up to @limit records, newest first. */
gboolean anshin_audit_view_page       (AnshinTx *tx, const AnshinAuditQuery *query, guint limit,
                                       GPtrArray *rows, GError **error);
/* Adds those of a facility's staff, patients and groups who have the newest records. */
gboolean anshin_audit_view_add_staff  (AnshinTx *tx, AnshinAuditQuery *query,
                                       const char *facility_id, gint64 from, gint64 to,
                                       guint limit, GError **error);
gboolean anshin_audit_view_add_patients (AnshinTx *tx, AnshinAuditQuery *query,
                                         const char *facility_id, gint64 from, gint64 to,
                                         guint limit, GError **error);
/* The groups that the asker administers. */
gboolean anshin_audit_view_add_groups (AnshinTx *tx, AnshinAuditQuery *query,
                                       const AnshinScope *scope, gint64 from, gint64 to,
                                       guint limit, GError **error);
/* The days on which somebody opened many patients: query's person, facility's staff, or anybody. */
gboolean anshin_audit_view_add_mass   (AnshinTx *tx, AnshinAuditQuery *query, gint64 from,
                                       gint64 to, GError **error);
gboolean anshin_audit_view_find_terminal (AnshinTx *tx, const char *id, char **user_id,
                                          GError **error);
gboolean anshin_audit_is_rare         (const char *action);

/* Who has seen a patient: AnshinSeenBy without names, those who saw it last first. */
gboolean anshin_audit_view_seen_by    (AnshinTx *tx, const char *patient_id, gint64 from,
                                       gint64 to, GPtrArray *seen, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AnshinAuditQuery, anshin_audit_query_clear)

G_END_DECLS
