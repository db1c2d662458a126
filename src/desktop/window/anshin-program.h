/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ANSHIN_TYPE_PROGRAM (anshin_program_get_type ())
G_DECLARE_FINAL_TYPE (AnshinProgram, anshin_program, ANSHIN, PROGRAM, AdwApplication)

AnshinProgram *anshin_program_new (void);

G_END_DECLS
