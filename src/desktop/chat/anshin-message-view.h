/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-message-box.h"
#include "anshin-timeline-item.h"

G_BEGIN_DECLS

/*
 * One message of a timeline. Actions that it calls, with the entry's number: chat.reply,
 * chat.show-readers, chat.show-entry, chat.show-versions; with the item's place:
 * chat.send-again, chat.take-back.
 */
#define ANSHIN_TYPE_MESSAGE_VIEW (anshin_message_view_get_type ())
G_DECLARE_FINAL_TYPE (AnshinMessageView, anshin_message_view, ANSHIN, MESSAGE_VIEW,
                      AnshinMessageBox)

GtkWidget  *anshin_message_view_new          (void);
void        anshin_message_view_show         (AnshinMessageView *self, AnshinTimelineItem *item,
                                              guint position, gboolean can_reply);
void        anshin_message_view_show_readers (AnshinMessageView *self, AnshinTimelineItem *item,
                                              gboolean can_reply);
void        anshin_message_view_let_go       (AnshinMessageView *self);
const char *anshin_message_view_get_text     (AnshinMessageView *self);
GtkWidget  *anshin_message_view_get_menu     (AnshinMessageView *self);

G_END_DECLS
