/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-section.h"

G_BEGIN_DECLS

/*
 * What the office's users run the network with: applications, users, facilities, announcements,
 * safety checks, texts. Nothing of a patient is in it.
 */
#define ANSHIN_TYPE_OFFICE_SECTION (anshin_office_section_get_type ())
G_DECLARE_FINAL_TYPE (AnshinOfficeSection, anshin_office_section, ANSHIN, OFFICE_SECTION,
                      AnshinSection)


G_END_DECLS
