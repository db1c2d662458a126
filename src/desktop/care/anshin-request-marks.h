/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-timeline-item.h"

G_BEGIN_DECLS

/* The part of a message that says what has become of the requests that come from it. */
gboolean   anshin_request_marks_wanted (AnshinTimelineItem *item);
GtkWidget *anshin_request_marks_new    (void);
void       anshin_request_marks_update (GtkWidget *part, AnshinTimelineItem *item);

G_END_DECLS
