/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* Searches what people wrote, in one group or in all that one may read. */
#define ANSHIN_TYPE_SEARCH_PAGE (anshin_search_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinSearchPage, anshin_search_page, ANSHIN, SEARCH_PAGE, AnshinPage)

AnshinPage *anshin_search_page_new (AnshinClient *client, AnshinGroup *group);

G_END_DECLS
