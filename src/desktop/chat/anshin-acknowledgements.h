/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-timeline-item.h"

G_BEGIN_DECLS

/* The part of a message that shows how many have acknowledged it and how; and the row of buttons
 * by which one does. */
gboolean   anshin_acknowledgements_wanted     (AnshinTimelineItem *item);
GtkWidget *anshin_acknowledgements_new        (void);
void       anshin_acknowledgements_update     (GtkWidget *part, AnshinTimelineItem *item);

GtkWidget *anshin_acknowledgements_new_choice (AnshinTimelineItem *item);
const char *anshin_acknowledgements_get_label (int kind);
char      *anshin_acknowledgements_format     (AnshinAcknowledgementCount *count);

G_END_DECLS
