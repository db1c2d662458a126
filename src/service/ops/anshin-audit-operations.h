/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-audit-view-table.h"
#include "anshin-operation.h"

G_BEGIN_DECLS

/* The audit log: who did and saw what, reviews, the chain's state. */
gboolean anshin_audit_list       (AnshinCall *call, GError **error);
gboolean anshin_seen_by_list     (AnshinCall *call, GError **error);
gboolean anshin_audit_reviews_list (AnshinCall *call, GError **error);
gboolean anshin_audit_review     (AnshinCall *call, GError **error);
gboolean anshin_audit_chain_get  (AnshinCall *call, GError **error);
gboolean anshin_audit_export     (AnshinCall *call, GError **error);

/* What of the log the asker asks for and may see (anshin-facts-audit.c). */
gboolean anshin_facts_load_audit (AnshinCall *call, AnshinAuditQuery *query, guint limit,
                                  GError **error);
gboolean anshin_call_get_times   (AnshinCall *call, gint64 *from, gint64 *to, GError **error);

/* The names that the asker may know of the records of a page (anshin-audit-answer.c). */
gboolean anshin_answer_audit     (AnshinCall *call, GPtrArray *rows, guint count, GError **error);

G_END_DECLS
