/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"

G_BEGIN_DECLS

/**
 * AnshinAudit:
 *
 * One act (SECURITY AUD-02). No content, names or secrets: ids, codes and wire names alone.
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
} AnshinAudit;

gboolean anshin_audit_append (AnshinTx *tx, const AnshinAudit *audit, GError **error);
gboolean anshin_audit_verify (AnshinTx *tx, gint64 *records, char **broken_at, GError **error);

G_END_DECLS
