/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"
#include "anshin-consent.h"
#include "anshin-patient.h"
#include "anshin-scan-reader.h"

G_BEGIN_DECLS

/*
 * A scan on its way to its patient: whose it is, how far it has come, and, where no code could be
 * read, the question whose it is. Signal "choose": the person is to say whose it is. Signal
 * "choose-form": the person is to say which of a patient's forms, which are given.
 */
#define ANSHIN_TYPE_SCAN_ROW (anshin_scan_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinScanRow, anshin_scan_row, ANSHIN, SCAN_ROW, AdwActionRow)

GtkWidget *anshin_scan_row_new        (AnshinClient *client, AnshinScan *scan);
GtkWidget *anshin_scan_row_new_failed (AnshinClient *client, const char *name,
                                       const GError *error);
void       anshin_scan_row_set_patient (AnshinScanRow *self, AnshinPatient *patient);
void       anshin_scan_row_file_with  (AnshinScanRow *self, AnshinConsent *consent);
gboolean   anshin_scan_row_is_under_way (AnshinScanRow *self);

G_END_DECLS
