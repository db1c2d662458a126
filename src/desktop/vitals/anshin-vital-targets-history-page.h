/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* Every version of a patient's own target ranges: who set them, when, why, and what they were. */
#define ANSHIN_TYPE_VITAL_TARGETS_HISTORY_PAGE (anshin_vital_targets_history_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinVitalTargetsHistoryPage, anshin_vital_targets_history_page, ANSHIN,
                      VITAL_TARGETS_HISTORY_PAGE, AnshinPage)

AnshinPage *anshin_vital_targets_history_page_new (AnshinClient *client, AnshinGroup *group);

G_END_DECLS
