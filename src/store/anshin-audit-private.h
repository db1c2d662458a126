/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-audit.h"
#include "anshin-seal.h"

G_BEGIN_DECLS

#define ANSHIN_AUDIT_N_TEXTS 12
#define ANSHIN_AUDIT_COLUMNS                                                                      \
  "chain, seq, at, actor_id, role, facility_id, session_id, terminal_id, source, action, "       \
  "object_id, patient_id, group_id, result, reason, mac"

/* A record as it is hashed: @texts in the order of the columns. */
typedef struct
{
  gint64 chain;
  gint64 seq;
  gint64 at;
  const char *texts[ANSHIN_AUDIT_N_TEXTS];
} AnshinAuditFields;

void     anshin_audit_hash         (AnshinSealer *sealer, GByteArray *bytes,
                                    const AnshinAuditFields *record,
                                    const guint8 before[ANSHIN_SEAL_MAC_BYTES],
                                    guint8 mac[ANSHIN_SEAL_MAC_BYTES]);

/* What the reason of a list's record begins with; then how many patients, and the digest. */
#define ANSHIN_AUDIT_SHOWN "patients="

/* The reason of a record that shows @patients, who are brought in order. */
char    *anshin_audit_shown_reason (GPtrArray *patients);
/* Their rows, in one statement. */
gboolean anshin_audit_shown_insert (AnshinTx *tx, gint64 chain, gint64 seq, gint64 at,
                                    const char *actor_id, GPtrArray *patients, GError **error);
/* So many records are looked at in one go. */
#define ANSHIN_AUDIT_WALK_STEP 2000

/* Whether the rows are those that the next records of the chain say; @broken_at as in
 * anshin_audit_verify(). */
gboolean anshin_audit_shown_verify (AnshinTx *tx, gint64 chain, gint64 after, char **broken_at,
                                    GError **error);
/* Rows that no record of a list stands behind. */
gboolean anshin_audit_shown_find_strays (AnshinTx *tx, gint64 chain, gint64 after,
                                         char **broken_at, GError **error);

void     anshin_audit_set_broken   (char **broken_at, gint64 chain, gint64 seq, GError **error);

G_END_DECLS
