/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"

G_BEGIN_DECLS

/* A user in a list of the office. */
#define ANSHIN_TYPE_OFFICE_USER_ROW (anshin_office_user_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinOfficeUserRow, anshin_office_user_row, ANSHIN, OFFICE_USER_ROW,
                      AdwActionRow)

GtkWidget *anshin_office_user_row_new (AnshinUser *user);

G_END_DECLS
