/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-form-page.h"
#include "anshin-template.h"

G_BEGIN_DECLS

/* The fields of a template, to fill in. Signal "filled" (const char *text): the message. */
#define ANSHIN_TYPE_TEMPLATE_FILL_PAGE (anshin_template_fill_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinTemplateFillPage, anshin_template_fill_page, ANSHIN,
                      TEMPLATE_FILL_PAGE, AnshinFormPage)

AnshinPage *anshin_template_fill_page_new (AnshinTemplate *template);

G_END_DECLS
