/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-audit-view.h"
#include "anshin-client.h"

G_BEGIN_DECLS

/*
 * What of the log is wanted: whose acts, about which patient, in which time, and what a review
 * looks at. Signal "changed".
 */
#define ANSHIN_TYPE_AUDIT_FILTER (anshin_audit_filter_get_type ())
G_DECLARE_FINAL_TYPE (AnshinAuditFilter, anshin_audit_filter, ANSHIN, AUDIT_FILTER, AdwBin)

void  anshin_audit_filter_set_client  (AnshinAuditFilter *self, AnshinClient *client);
void  anshin_audit_filter_set_finding (AnshinAuditFilter *self, const char *finding);
void  anshin_audit_filter_set_month   (AnshinAuditFilter *self, gint64 month,
                                       const char *facility_id);
char *anshin_audit_filter_build_path  (AnshinAuditFilter *self);
char *anshin_audit_filter_describe    (AnshinAuditFilter *self);
AnshinAuditExport *anshin_audit_filter_create_export (AnshinAuditFilter *self);

G_END_DECLS
