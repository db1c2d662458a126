/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-section.h"

G_BEGIN_DECLS

/* The patient list: by kana, searchable, with what is known of each at a glance. */
#define ANSHIN_TYPE_PATIENTS_SECTION (anshin_patients_section_get_type ())
G_DECLARE_FINAL_TYPE (AnshinPatientsSection, anshin_patients_section, ANSHIN, PATIENTS_SECTION,
                      AnshinSection)

G_END_DECLS
