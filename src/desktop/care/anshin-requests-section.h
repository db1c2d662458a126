/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-section.h"

G_BEGIN_DECLS

/* Requests: mine, asked by me, overdue, all; of one patient or of all. */
#define ANSHIN_TYPE_REQUESTS_SECTION (anshin_requests_section_get_type ())
G_DECLARE_FINAL_TYPE (AnshinRequestsSection, anshin_requests_section, ANSHIN, REQUESTS_SECTION,
                      AnshinSection)

G_END_DECLS
