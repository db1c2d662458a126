/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-audit.h"

G_BEGIN_DECLS

/* What the reason of a list's record begins with; then how many patients, and the digest. */
#define ANSHIN_AUDIT_SHOWN "patients="

/* The reason of a record that shows @patients, who are brought in order. */
char    *anshin_audit_shown_reason (GPtrArray *patients);
/* Their rows, in one statement. */
gboolean anshin_audit_shown_insert (AnshinTx *tx, gint64 chain, gint64 seq, gint64 at,
                                    const char *actor_id, GPtrArray *patients, GError **error);
/* Whether the rows are those that the records say; @broken_at as in anshin_audit_verify(). */
gboolean anshin_audit_shown_verify (AnshinTx *tx, char **broken_at, GError **error);

void     anshin_audit_set_broken   (char **broken_at, gint64 chain, gint64 seq, GError **error);

G_END_DECLS
