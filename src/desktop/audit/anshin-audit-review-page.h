/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-audit-view.h"
#include "anshin-client.h"
#include "anshin-form-page.h"

G_BEGIN_DECLS

/* One month of the log is looked over and signed off. */
#define ANSHIN_TYPE_AUDIT_REVIEW_PAGE (anshin_audit_review_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinAuditReviewPage, anshin_audit_review_page, ANSHIN, AUDIT_REVIEW_PAGE,
                      AnshinFormPage)

AnshinPage *anshin_audit_review_page_new (AnshinClient *client, AnshinAuditReview *review);

G_END_DECLS
