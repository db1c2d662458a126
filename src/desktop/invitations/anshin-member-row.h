/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-group.h"

G_BEGIN_DECLS

/*
 * One who is in a group: profession, why an administrator, and what can be done. Signal "chosen"
 * (const char *deed): "message", "name-admin", "unname-admin" or "remove".
 */
#define ANSHIN_TYPE_MEMBER_ROW (anshin_member_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinMemberRow, anshin_member_row, ANSHIN, MEMBER_ROW, AdwActionRow)

GtkWidget    *anshin_member_row_new        (AnshinMember *member, AnshinGroup *group,
                                            gboolean own);
AnshinMember *anshin_member_row_get_member (AnshinMemberRow *self);

G_END_DECLS
