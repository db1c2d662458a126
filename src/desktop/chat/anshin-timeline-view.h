/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"
#include "anshin-message-menu.h"

G_BEGIN_DECLS

/*
 * A timeline as it scrolls: it stays at its end while one is there, keeps its place while older
 * entries come in, and tells the service how far one has read. Signals: "reply",
 * "edit" (AnshinEntry), "taken-back".
 */
#define ANSHIN_TYPE_TIMELINE_VIEW (anshin_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (AnshinTimelineView, anshin_timeline_view, ANSHIN, TIMELINE_VIEW, AdwBin)

void anshin_timeline_view_set_timeline  (AnshinTimelineView *self, AnshinTimeline *timeline);
void anshin_timeline_view_scroll_to_end (AnshinTimelineView *self);
AnshinMessageRights anshin_timeline_view_get_rights (AnshinTimelineView *self);
void anshin_timeline_view_set_sought   (AnshinTimelineView *self, gint64 seq);
void anshin_timeline_view_show_seq      (AnshinTimelineView *self, gint64 seq);
void anshin_timeline_view_show_day      (AnshinTimelineView *self, gint64 at);
gint64 anshin_timeline_view_get_first_unread (AnshinTimelineView *self);
void anshin_timeline_view_show_first_unread (AnshinTimelineView *self);
void anshin_timeline_view_set_attended  (AnshinTimelineView *self, gboolean attended);

G_END_DECLS
