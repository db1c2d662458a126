/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"

G_BEGIN_DECLS

/*
 * One entry of a timeline. Properties, write only: "first-unread" (gint64), the number of the entry
 * above which the line of new messages is drawn; "sought" (gint64), the number of the one that
 * somebody came for and that is marked; "can-reply", whether one may post here.
 */
#define ANSHIN_TYPE_CHAT_ROW (anshin_chat_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinChatRow, anshin_chat_row, ANSHIN, CHAT_ROW, GtkWidget)

GtkWidget *anshin_chat_row_new      (void);
void       anshin_chat_row_set_item (AnshinChatRow *self, GtkListItem *list_item);
AnshinTimelineItem *anshin_chat_row_dup_item (AnshinChatRow *self);
gint64 anshin_chat_row_get_seq (AnshinChatRow *self);
void anshin_chat_row_open_menu (AnshinChatRow *self);

G_END_DECLS
