/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"

G_BEGIN_DECLS

/* One of the facility's people. Who administers them presses the mark to give or take the right. */
#define ANSHIN_TYPE_STAFF_ROW (anshin_staff_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinStaffRow, anshin_staff_row, ANSHIN, STAFF_ROW, AdwActionRow)

GtkWidget *anshin_staff_row_new (AnshinClient *client, AnshinUser *user);

G_END_DECLS
