/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-section.h"

G_BEGIN_DECLS

/* Groups: all the groups one is in, and where free groups are created. */
#define ANSHIN_TYPE_GROUPS_SECTION (anshin_groups_section_get_type ())
G_DECLARE_FINAL_TYPE (AnshinGroupsSection, anshin_groups_section, ANSHIN, GROUPS_SECTION,
                      AnshinSection)

G_END_DECLS
