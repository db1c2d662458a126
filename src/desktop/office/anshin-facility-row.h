/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"
#include "anshin-facility.h"

G_BEGIN_DECLS

/* A facility in a list of the office. */
#define ANSHIN_TYPE_FACILITY_ROW (anshin_facility_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinFacilityRow, anshin_facility_row, ANSHIN, FACILITY_ROW, AdwActionRow)

GtkWidget *anshin_facility_row_new (AnshinFacility *facility);

G_END_DECLS
