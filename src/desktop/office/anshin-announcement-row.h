/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"

G_BEGIN_DECLS

/* One announcement of the past, and how many of all users have read it. */
#define ANSHIN_TYPE_ANNOUNCEMENT_ROW (anshin_announcement_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinAnnouncementRow, anshin_announcement_row, ANSHIN, ANNOUNCEMENT_ROW,
                      AdwActionRow)

GtkWidget *anshin_announcement_row_new (AnshinTimelineItem *item, AnshinGroup *group);

G_END_DECLS
