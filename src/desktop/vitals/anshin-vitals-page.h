/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-form-page.h"

G_BEGIN_DECLS

/* Writes vital signs down: a row for each kind, by keyboard from one to the next. */
#define ANSHIN_TYPE_VITALS_PAGE (anshin_vitals_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinVitalsPage, anshin_vitals_page, ANSHIN, VITALS_PAGE, AnshinFormPage)

AnshinPage *anshin_vitals_page_new      (AnshinClient *client, AnshinGroup *group);
AnshinPage *anshin_vitals_page_new_edit (AnshinClient *client, AnshinGroup *group,
                                         AnshinEntry *entry);

G_END_DECLS
