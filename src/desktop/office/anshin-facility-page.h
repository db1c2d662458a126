/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-facility.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* One facility as the office sees it. */
#define ANSHIN_TYPE_FACILITY_PAGE (anshin_facility_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinFacilityPage, anshin_facility_page, ANSHIN, FACILITY_PAGE, AnshinPage)

AnshinPage *anshin_facility_page_new (AnshinClient *client, AnshinFacility *facility);

G_END_DECLS
