/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-form-page.h"

G_BEGIN_DECLS

/* Whether a facility's staff may save files of messages on their terminals. */
#define ANSHIN_TYPE_SAVING_PAGE (anshin_saving_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinSavingPage, anshin_saving_page, ANSHIN, SAVING_PAGE, AnshinFormPage)

AnshinPage *anshin_saving_page_new (AnshinClient *client, const char *facility_id);

G_END_DECLS
