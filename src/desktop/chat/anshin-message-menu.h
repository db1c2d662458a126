/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "anshin-timeline-item.h"

G_BEGIN_DECLS

/**
 * AnshinMessageRights:
 * @post: may write in the group
 * @acknowledge: may acknowledge in it
 * @pin: may pin in it
 *
 * What one may do in the group, as the service says.
 */
typedef struct
{
  gboolean post;
  gboolean acknowledge;
  gboolean pin;
} AnshinMessageRights;

/* All that can be done with one message, popped up over @parent, which is inside its row. */
void anshin_message_menu_popup (GtkWidget *parent, AnshinTimelineItem *item,
                                AnshinMessageRights rights);

G_END_DECLS
