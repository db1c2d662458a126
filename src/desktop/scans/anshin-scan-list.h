/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"
#include "anshin-consent.h"

G_BEGIN_DECLS

/*
 * The scans of a consent's paper: to look at, to file more, to take away what was filed wrongly.
 * Signal "changed": with the consent as it is now, after one was taken away.
 */
#define ANSHIN_TYPE_SCAN_LIST (anshin_scan_list_get_type ())
G_DECLARE_FINAL_TYPE (AnshinScanList, anshin_scan_list, ANSHIN, SCAN_LIST, AdwBin)

void anshin_scan_list_show (AnshinScanList *self, AnshinClient *client, AnshinConsent *consent,
                            gboolean may_record);

G_END_DECLS
