/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-timeline-item.h"

G_BEGIN_DECLS

/* Vital signs in the timeline: the part of a message that has them. */
gboolean   anshin_vitals_part_wanted (AnshinTimelineItem *item);
GtkWidget *anshin_vitals_part_new    (void);
void       anshin_vitals_part_update (GtkWidget *part, AnshinTimelineItem *item);

G_END_DECLS
