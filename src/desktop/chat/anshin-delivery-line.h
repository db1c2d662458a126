/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "anshin-timeline-item.h"

G_BEGIN_DECLS

/* What is the matter with a message that is not on the service yet, and what one may do. */
#define ANSHIN_TYPE_DELIVERY_LINE (anshin_delivery_line_get_type ())
G_DECLARE_FINAL_TYPE (AnshinDeliveryLine, anshin_delivery_line, ANSHIN, DELIVERY_LINE, GtkBox)

GtkWidget *anshin_delivery_line_new (void);
void       anshin_delivery_line_set (AnshinDeliveryLine *self, AnshinTimelineItem *item,
                                     guint position);

G_END_DECLS
