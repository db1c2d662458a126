/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-audit-view.h"
#include "anshin-client.h"
#include "anshin-form-page.h"

G_BEGIN_DECLS

/* A stretch of the log is taken out as a file: why is recorded with it. */
#define ANSHIN_TYPE_AUDIT_EXPORT_PAGE (anshin_audit_export_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinAuditExportPage, anshin_audit_export_page, ANSHIN, AUDIT_EXPORT_PAGE,
                      AnshinFormPage)

AnshinPage *anshin_audit_export_page_new (AnshinClient *client, const char *path, const char *what,
                                          AnshinAuditExport *draft);

G_END_DECLS
