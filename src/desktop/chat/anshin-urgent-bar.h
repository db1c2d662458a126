/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"

G_BEGIN_DECLS

/*
 * What is urgent and not answered, one after the other, the oldest first: whom to phone, who can't
 * answer it, and for its author that it is settled. Not visible while there is nothing. Signal:
 * "show-entry" (gint64 seq): an entry is to be brought into sight.
 */
#define ANSHIN_TYPE_URGENT_BAR (anshin_urgent_bar_get_type ())
G_DECLARE_FINAL_TYPE (AnshinUrgentBar, anshin_urgent_bar, ANSHIN, URGENT_BAR, AdwBin)

void anshin_urgent_bar_set_timeline (AnshinUrgentBar *self, AnshinClient *client,
                                     AnshinTimeline *timeline);
void anshin_urgent_bar_set_entries  (AnshinUrgentBar *self, GListModel *entries);

G_END_DECLS
