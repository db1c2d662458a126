/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* What a facility has applied for, and what became of it. */
#define ANSHIN_TYPE_SUBMITTED_PAGE (anshin_submitted_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinSubmittedPage, anshin_submitted_page, ANSHIN, SUBMITTED_PAGE,
                      AnshinPage)

AnshinPage *anshin_submitted_page_new (AnshinClient *client, const char *facility_id);

G_END_DECLS
