/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-section.h"

G_BEGIN_DECLS

/* The access log, from the main menu: each role sees its part. */
#define ANSHIN_TYPE_AUDIT_SECTION (anshin_audit_section_get_type ())
G_DECLARE_FINAL_TYPE (AnshinAuditSection, anshin_audit_section, ANSHIN, AUDIT_SECTION,
                      AnshinSection)

G_END_DECLS
