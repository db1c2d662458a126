/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-form-page.h"

G_BEGIN_DECLS

/* Takes a stretch of a group's timeline out of the network, as a file. */
#define ANSHIN_TYPE_EXPORT_PAGE (anshin_export_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinExportPage, anshin_export_page, ANSHIN, EXPORT_PAGE, AnshinFormPage)

AnshinPage *anshin_export_page_new (AnshinClient *client, AnshinGroup *group);

G_END_DECLS
