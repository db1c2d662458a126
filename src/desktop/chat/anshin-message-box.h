/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-seldom.h"

G_BEGIN_DECLS

/* What a message is made of. */
typedef enum
{
  ANSHIN_MESSAGE_BADGE,
  ANSHIN_MESSAGE_AUTHOR,
  ANSHIN_MESSAGE_BUBBLE,
  ANSHIN_MESSAGE_SIDE,
  ANSHIN_MESSAGE_TOOLS,
  ANSHIN_MESSAGE_DELIVERY,
  ANSHIN_N_MESSAGE_PLACES
} AnshinMessagePlace;

/*
 * Lays out a message: the badge, beside it the author above the bubble, and beside the bubble what
 * belongs to it. A box of its own, because boxes in boxes ask a wrapping label for dozens of sizes
 * before they settle on one (some 10 ms a row).
 */
#define ANSHIN_TYPE_MESSAGE_BOX (anshin_message_box_get_type ())
G_DECLARE_DERIVABLE_TYPE (AnshinMessageBox, anshin_message_box, ANSHIN, MESSAGE_BOX, GtkWidget)

struct _AnshinMessageBoxClass
{
  GtkWidgetClass parent_class;
};

void     anshin_message_box_set_own (AnshinMessageBox *self, gboolean own);
void     anshin_message_box_put     (AnshinMessageBox *self, AnshinMessagePlace place,
                                     GtkWidget *child);
gpointer anshin_message_box_show    (AnshinMessageBox *self, AnshinMessagePlace place,
                                     gboolean wanted, AnshinSeldomCreate create);

G_END_DECLS
