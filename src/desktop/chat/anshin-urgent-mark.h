/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-timeline-item.h"

G_BEGIN_DECLS

/* The part of a message that says that it is urgent, and what it does not replace. */
gboolean   anshin_urgent_mark_wanted (AnshinTimelineItem *item);
GtkWidget *anshin_urgent_mark_new    (void);
void       anshin_urgent_mark_update (GtkWidget *part, AnshinTimelineItem *item);

G_END_DECLS
