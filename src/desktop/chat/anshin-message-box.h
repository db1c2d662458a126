/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Lays out a message: the badge, beside it the author above the bubble, and beside the bubble what
 * belongs to it. A box of its own, because boxes in boxes ask a wrapping label for dozens of sizes
 * before they settle on one (some 10 ms a row). Children, in this order: badge, author, bubble,
 * side, reply, delivery.
 */
#define ANSHIN_TYPE_MESSAGE_BOX (anshin_message_box_get_type ())
G_DECLARE_FINAL_TYPE (AnshinMessageBox, anshin_message_box, ANSHIN, MESSAGE_BOX, GtkWidget)

void anshin_message_box_set_own (AnshinMessageBox *self, gboolean own);

G_END_DECLS
