/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-group.h"

G_BEGIN_DECLS

/* A group in the list, whose changes it follows. Property: "current-id" (write only), the group
 * that is open. */
#define ANSHIN_TYPE_GROUP_ROW (anshin_group_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinGroupRow, anshin_group_row, ANSHIN, GROUP_ROW, AdwBin)

GtkWidget *anshin_group_row_new      (void);
void       anshin_group_row_set_item (AnshinGroupRow *self, GtkListItem *item);

G_END_DECLS
