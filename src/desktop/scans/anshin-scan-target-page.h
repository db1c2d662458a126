/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-consent.h"
#include "anshin-page.h"
#include "anshin-patient.h"

G_BEGIN_DECLS

/* Which of a patient's forms a scan is of, where there are several. Signal "picked": with the
 * consent that was chosen. */
#define ANSHIN_TYPE_SCAN_TARGET_PAGE (anshin_scan_target_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinScanTargetPage, anshin_scan_target_page, ANSHIN, SCAN_TARGET_PAGE,
                      AnshinPage)

AnshinPage *anshin_scan_target_page_new (AnshinPatient *patient, GListModel *consents);

G_END_DECLS
