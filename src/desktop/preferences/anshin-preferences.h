/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ANSHIN_TYPE_PREFERENCES (anshin_preferences_get_type ())
G_DECLARE_FINAL_TYPE (AnshinPreferences, anshin_preferences, ANSHIN, PREFERENCES, AdwWindow)

GtkWidget *anshin_preferences_new (GtkWindow *parent);

G_END_DECLS
