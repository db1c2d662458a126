/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-consent.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* Called once: with the form that was chosen, or %NULL if the page was left. */
typedef void (*AnshinScanTargetFunc) (AnshinConsent *consent, gpointer data);

/* Whose paper it is, where no code says so. */
#define ANSHIN_TYPE_SCAN_TARGET_PAGE (anshin_scan_target_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinScanTargetPage, anshin_scan_target_page, ANSHIN, SCAN_TARGET_PAGE,
                      AnshinPage)

AnshinPage *anshin_scan_target_page_new (AnshinClient *client, AnshinScanTargetFunc func,
                                         gpointer data);

G_END_DECLS
