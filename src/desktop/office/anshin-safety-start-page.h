/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-task-page.h"

G_BEGIN_DECLS

/* What a new safety check asks everybody. */
#define ANSHIN_TYPE_SAFETY_START_PAGE (anshin_safety_start_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinSafetyStartPage, anshin_safety_start_page, ANSHIN, SAFETY_START_PAGE,
                      AnshinTaskPage)

AnshinPage *anshin_safety_start_page_new (AnshinClient *client);

G_END_DECLS
