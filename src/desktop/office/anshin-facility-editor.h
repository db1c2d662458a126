/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-facility.h"
#include "anshin-task-page.h"

G_BEGIN_DECLS

/* A new facility, or what is written about one. */
#define ANSHIN_TYPE_FACILITY_EDITOR (anshin_facility_editor_get_type ())
G_DECLARE_FINAL_TYPE (AnshinFacilityEditor, anshin_facility_editor, ANSHIN, FACILITY_EDITOR,
                      AnshinTaskPage)

AnshinPage *anshin_facility_editor_new (AnshinClient *client, AnshinFacility *facility);

G_END_DECLS
