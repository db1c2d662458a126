/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"

G_BEGIN_DECLS

/*
 * Who becomes facility administrator in the place of the last one: active staff of the same
 * facility.
 */
#define ANSHIN_TYPE_SUCCESSOR_ROW (anshin_successor_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinSuccessorRow, anshin_successor_row, ANSHIN, SUCCESSOR_ROW, AdwComboRow)

void anshin_successor_row_load (AnshinSuccessorRow *self, AnshinClient *client,
                                AnshinUser *leaving);
const char *anshin_successor_row_get_user_id (AnshinSuccessorRow *self);

G_END_DECLS
