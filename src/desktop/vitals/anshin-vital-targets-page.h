/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-form-page.h"
#include "anshin-entry.h"
#include "anshin-vitals.h"

G_BEGIN_DECLS

/* The ranges that are aimed at for one patient. */
#define ANSHIN_TYPE_VITAL_TARGETS_PAGE (anshin_vital_targets_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinVitalTargetsPage, anshin_vital_targets_page, ANSHIN,
                      VITAL_TARGETS_PAGE, AnshinFormPage)

AnshinPage *anshin_vital_targets_page_new (AnshinClient *client, AnshinGroup *group,
                                           AnshinVitalTargets *targets);

G_END_DECLS
