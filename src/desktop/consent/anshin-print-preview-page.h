/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-page.h"

G_BEGIN_DECLS

/* Papers as they would come out of the printer, from memory. */
#define ANSHIN_TYPE_PRINT_PREVIEW_PAGE (anshin_print_preview_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinPrintPreviewPage, anshin_print_preview_page, ANSHIN,
                      PRINT_PREVIEW_PAGE, AnshinPage)

AnshinPage *anshin_print_preview_page_new (GPtrArray *forms);

G_END_DECLS
