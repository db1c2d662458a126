/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-audit-view.h"
#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* The log: who did and saw what, newest first. */
#define ANSHIN_TYPE_AUDIT_PAGE (anshin_audit_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinAuditPage, anshin_audit_page, ANSHIN, AUDIT_PAGE, AnshinPage)

AnshinPage *anshin_audit_page_new (AnshinClient *client);
AnshinPage *anshin_audit_page_new_with (AnshinClient *client, AnshinAuditReview *review,
                                        const char *finding);

G_END_DECLS
