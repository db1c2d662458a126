/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* All facilities of the network. */
#define ANSHIN_TYPE_FACILITIES_PAGE (anshin_facilities_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinFacilitiesPage, anshin_facilities_page, ANSHIN, FACILITIES_PAGE,
                      AnshinPage)

AnshinPage *anshin_facilities_page_new (AnshinClient *client);

G_END_DECLS
