/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-broadcast.h"
#include "anshin-client.h"

G_BEGIN_DECLS

/* A safety check in a list: what was asked, when, and how many have answered. */
#define ANSHIN_TYPE_SAFETY_ROW (anshin_safety_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinSafetyRow, anshin_safety_row, ANSHIN, SAFETY_ROW, AdwActionRow)

GtkWidget *anshin_safety_row_new (AnshinSafetyCheck *check);

G_END_DECLS
