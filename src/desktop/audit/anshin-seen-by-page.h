/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-audit-view.h"
#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* Who has seen a patient, by person. */
#define ANSHIN_TYPE_SEEN_BY_PAGE (anshin_seen_by_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinSeenByPage, anshin_seen_by_page, ANSHIN, SEEN_BY_PAGE, AnshinPage)

AnshinPage *anshin_seen_by_page_new (AnshinClient *client, AnshinPatient *patient);

G_END_DECLS
