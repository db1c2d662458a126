/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"

G_BEGIN_DECLS

/*
 * Above the timeline: what is urgent and not answered, with whom to phone; what is pinned; what is
 * addressed to oneself. Signal: "show-entry" (gint64 seq): an entry is to be brought into sight.
 */
#define ANSHIN_TYPE_MARKS_BAR (anshin_marks_bar_get_type ())
G_DECLARE_FINAL_TYPE (AnshinMarksBar, anshin_marks_bar, ANSHIN, MARKS_BAR, AdwBin)

void anshin_marks_bar_set_timeline (AnshinMarksBar *self, AnshinClient *client,
                                    AnshinTimeline *timeline);

G_END_DECLS
