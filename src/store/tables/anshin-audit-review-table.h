/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-audit-view.h"
#include "anshin-db.h"

G_BEGIN_DECLS

/*
 * Monthly reviews of the log, and what was taken out of it. A month is YYYYMM, in Japan; the
 * facility of the office's own review is "".
 */
gint64   anshin_audit_month_begin   (gint64 month);
gint64   anshin_audit_month_of      (gint64 time);
gint64   anshin_audit_month_add     (gint64 month, int months);

gboolean anshin_audit_review_count  (AnshinTx *tx, AnshinAuditReview *review,
                                     const char *facility_id, gint64 from, gint64 to,
                                     GError **error);
gboolean anshin_audit_review_insert (AnshinTx *tx, AnshinAuditReview *review,
                                     const char *facility_id, const char *by, GError **error);
/* @review keeps its month, and @found tells whether it was reviewed. */
gboolean anshin_audit_review_load   (AnshinTx *tx, AnshinAuditReview *review,
                                     const char *facility_id, gboolean *found, GError **error);
/* 0 if the log is empty. */
gboolean anshin_audit_get_first_month (AnshinTx *tx, gint64 *month, GError **error);

gboolean anshin_audit_export_insert (AnshinTx *tx, AnshinAuditExport *wanted, const char *id,
                                     const char *facility_id, const char *by, GError **error);
/* Why, for who is of the same facility; %NULL for others. */
gboolean anshin_audit_export_get_reason (AnshinTx *tx, const char *id, const char *facility_id,
                                         char **reason, GError **error);

G_END_DECLS
