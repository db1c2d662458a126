/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-audit-view.h"
#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* The months of the log, and which have been looked over (SECURITY AUD-07). */
#define ANSHIN_TYPE_AUDIT_REVIEWS_PAGE (anshin_audit_reviews_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinAuditReviewsPage, anshin_audit_reviews_page, ANSHIN, AUDIT_REVIEWS_PAGE,
                      AnshinPage)

AnshinPage *anshin_audit_reviews_page_new (AnshinClient *client);

G_END_DECLS
