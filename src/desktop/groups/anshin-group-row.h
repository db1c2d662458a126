/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-group.h"
#include "anshin-item-row.h"

G_BEGIN_DECLS

/* A group in the list. */
#define ANSHIN_TYPE_GROUP_ROW (anshin_group_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinGroupRow, anshin_group_row, ANSHIN, GROUP_ROW, AnshinItemRow)

G_END_DECLS
