/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-timeline-item.h"

G_BEGIN_DECLS

/* A request as it stands, with what may be done about it. In a message it is a part (see
 * anshin-message-parts.c); elsewhere it also says what is asked. */
#define ANSHIN_TYPE_REQUEST_BOX (anshin_request_box_get_type ())
G_DECLARE_FINAL_TYPE (AnshinRequestBox, anshin_request_box, ANSHIN, REQUEST_BOX, AdwBin)

GtkWidget *anshin_request_box_new         (void);
void       anshin_request_box_set_request (AnshinRequestBox *self, AnshinCareRequest *request);
void       anshin_request_box_show_what   (AnshinRequestBox *self);

gboolean   anshin_request_box_wanted      (AnshinTimelineItem *item);
void       anshin_request_box_update      (GtkWidget *part, AnshinTimelineItem *item);

G_END_DECLS
