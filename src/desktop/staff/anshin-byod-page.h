/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-form-page.h"

G_BEGIN_DECLS

/* Whether a facility allows personal terminals: its administrator confirms the duties that go with
 * it, for six months (source A5). The others see how it is. */
#define ANSHIN_TYPE_BYOD_PAGE (anshin_byod_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinByodPage, anshin_byod_page, ANSHIN, BYOD_PAGE, AnshinFormPage)

AnshinPage *anshin_byod_page_new (AnshinClient *client, const char *facility_id);

G_END_DECLS
