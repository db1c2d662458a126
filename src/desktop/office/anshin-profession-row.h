/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-wording.h"

G_BEGIN_DECLS

/*
 * A profession with what the office sets for it. Signal "toggled": one of the two was switched
 * by a person.
 */
#define ANSHIN_TYPE_PROFESSION_ROW (anshin_profession_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinProfessionRow, anshin_profession_row, ANSHIN, PROFESSION_ROW,
                      AdwActionRow)

GtkWidget *anshin_profession_row_new (AnshinProfessionSetting *setting);
AnshinProfessionSetting *anshin_profession_row_dup_wanted (AnshinProfessionRow *self);
void anshin_profession_row_show (AnshinProfessionRow *self, AnshinProfessionSetting *setting);
void anshin_profession_row_reset (AnshinProfessionRow *self);
int anshin_profession_row_get_profession (AnshinProfessionRow *self);

G_END_DECLS
