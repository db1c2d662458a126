/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"

G_BEGIN_DECLS

/**
 * AnshinAudit:
 *
 * One act (SECURITY AUD-02). No content, names or secrets: ids, codes and wire names alone.
 * @patients: (nullable) (element-type utf8): whom a list shows, one of them maybe twice; their
 *   number and digest become the record's reason.
 */
typedef struct
{
  const char *actor_id;
  const char *role;
  const char *facility_id;
  const char *session_id;
  const char *terminal_id;
  const char *source;
  const char *action;
  const char *object_id;
  const char *patient_id;
  const char *group_id;
  const char *result;
  const char *reason;
  GPtrArray *patients;
} AnshinAudit;

gboolean anshin_audit_append      (AnshinTx *tx, const AnshinAudit *audit, GError **error);

/* Walks all chains. If one is broken: %FALSE, %ANSHIN_ERROR_CORRUPT, @broken_at is "chain/seq". */
gboolean anshin_audit_verify      (AnshinTx *tx, gint64 *records, char **broken_at,
                                   GError **error);
/* As anshin_audit_verify(), of what has come since the walk before alone. */
typedef struct _AnshinAuditMarks AnshinAuditMarks;

AnshinAuditMarks *anshin_audit_marks_new (void);
void     anshin_audit_marks_free  (AnshinAuditMarks *self);
gint64   anshin_audit_marks_get_age (const AnshinAuditMarks *self);
gboolean anshin_audit_follow      (AnshinTx *tx, AnshinAuditMarks *marks, gint64 *records,
                                   char **broken_at, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinAuditMarks, anshin_audit_marks_free)

/* The ends of all chains as one line of text, which is to be kept outside (SECURITY AUD-04): only
 * against it a tail that was cut off, or a log that was rewritten with the key, can be noticed. */
gboolean anshin_audit_export_head (AnshinTx *tx, char **line, GError **error);
gboolean anshin_audit_check_head  (AnshinTx *tx, const char *line, char **broken_at,
                                   GError **error);

G_END_DECLS
