/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-timeline-item.h"

G_BEGIN_DECLS

/*
 * What a message has beside its text: each feature has a row in the table of
 * anshin-message-parts.c. A part is made when a row first needs it, and kept for the next message
 * that the row shows; a message without any costs nothing.
 */
#define ANSHIN_TYPE_MESSAGE_PARTS (anshin_message_parts_get_type ())
G_DECLARE_FINAL_TYPE (AnshinMessageParts, anshin_message_parts, ANSHIN, MESSAGE_PARTS, GtkWidget)

GtkWidget *anshin_message_parts_new    (void);
gboolean   anshin_message_parts_wanted (AnshinTimelineItem *item);

/* @item is %NULL when the row lets go of its message: parts that hold something give it back. */
void anshin_message_parts_show (AnshinMessageParts *self, AnshinTimelineItem *item);

G_END_DECLS
