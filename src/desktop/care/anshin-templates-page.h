/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* One's own templates and the facility's, to choose one and fill it in. Signal "filled" (const char
 * *text): a message is ready; the pages close by themselves. */
#define ANSHIN_TYPE_TEMPLATES_PAGE (anshin_templates_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinTemplatesPage, anshin_templates_page, ANSHIN, TEMPLATES_PAGE,
                      AnshinPage)

AnshinPage *anshin_templates_page_new (AnshinClient *client);

G_END_DECLS
