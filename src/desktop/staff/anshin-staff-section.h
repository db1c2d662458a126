/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-section.h"

G_BEGIN_DECLS

/* スタッフ: the people of one's facility, their accounts and terminals, and what is one's own. */
#define ANSHIN_TYPE_STAFF_SECTION (anshin_staff_section_get_type ())
G_DECLARE_FINAL_TYPE (AnshinStaffSection, anshin_staff_section, ANSHIN, STAFF_SECTION,
                      AnshinSection)

G_END_DECLS
