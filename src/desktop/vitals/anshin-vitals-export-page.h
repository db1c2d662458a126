/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-form-page.h"
#include "anshin-vitals-output.h"

G_BEGIN_DECLS

/* Asks what for numbers are taken out, has it recorded, and then prints or saves them. */
#define ANSHIN_TYPE_VITALS_EXPORT_PAGE (anshin_vitals_export_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinVitalsExportPage, anshin_vitals_export_page, ANSHIN,
                      VITALS_EXPORT_PAGE, AnshinFormPage)

AnshinPage *anshin_vitals_export_page_new (AnshinClient *client, AnshinGroup *group,
                                           AnshinVitalsPaper *paper, gboolean printed);

G_END_DECLS
