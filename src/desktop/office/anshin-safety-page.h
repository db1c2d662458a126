/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* The safety checks so far, and a new one. */
#define ANSHIN_TYPE_SAFETY_PAGE (anshin_safety_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinSafetyPage, anshin_safety_page, ANSHIN, SAFETY_PAGE, AnshinPage)

AnshinPage *anshin_safety_page_new (AnshinClient *client);

G_END_DECLS
