/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-timeline-item.h"

G_BEGIN_DECLS

/* The part of a message that has its files. */
gboolean   anshin_attachments_part_wanted (AnshinTimelineItem *item);
GtkWidget *anshin_attachments_part_new    (void);
void       anshin_attachments_part_update (GtkWidget *part, AnshinTimelineItem *item);

G_END_DECLS
