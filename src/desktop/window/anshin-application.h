/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ANSHIN_TYPE_APPLICATION (anshin_application_get_type ())
G_DECLARE_FINAL_TYPE (AnshinApplication, anshin_application, ANSHIN, APPLICATION, AdwApplication)

AnshinApplication *anshin_application_new (void);

G_END_DECLS
