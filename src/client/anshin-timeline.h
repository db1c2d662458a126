/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "anshin-group.h"
#include "anshin-timeline-item.h"
#include "anshin-transfer.h"

G_BEGIN_DECLS

/*
 * A group's timeline: a GListModel of AnshinTimelineItem, oldest first: what is on the service
 * as far as it was paged in, then what is on its way. It holds what was typed and not sent.
 * Properties: "group" (AnshinGroup), "loading", "complete" (the first entry is there), "draft"
 * (text typed and not sent), "draft-reply-to" (AnshinEntry), "error" (GError boxed),
 * "editing" (AnshinEntry: the message that is given another text instead of a draft being typed),
 * "addressed" (guint: how many messages to oneself one hasn't looked at).
 * Signal: "folded" (AnshinEntry *change: an entry that is no row has come and has changed the one
 * that it is about, if that is paged in), "drained" (nothing waits to go out any more).
 */
#define ANSHIN_TYPE_TIMELINE (anshin_timeline_get_type ())
G_DECLARE_FINAL_TYPE (AnshinTimeline, anshin_timeline, ANSHIN, TIMELINE, GObject)

AnshinGroup  *anshin_timeline_get_group          (AnshinTimeline *self);
gboolean      anshin_timeline_get_loading        (AnshinTimeline *self);
gboolean      anshin_timeline_get_complete       (AnshinTimeline *self);
const GError *anshin_timeline_get_error          (AnshinTimeline *self);
gboolean      anshin_timeline_get_hidden         (AnshinTimeline *self);
const char   *anshin_timeline_get_draft          (AnshinTimeline *self);
void          anshin_timeline_set_draft          (AnshinTimeline *self, const char *draft);
AnshinEntry  *anshin_timeline_get_draft_reply_to (AnshinTimeline *self);
void          anshin_timeline_set_draft_reply_to (AnshinTimeline *self, AnshinEntry *entry);
AnshinPost   *anshin_timeline_get_draft_post     (AnshinTimeline *self);
void          anshin_timeline_set_draft_post     (AnshinTimeline *self, AnshinPost *post);
/* The files that go with what is being written: a list of AnshinTransfer. */
GListModel   *anshin_timeline_get_draft_files    (AnshinTimeline *self);
gboolean      anshin_timeline_get_draft_files_ready (AnshinTimeline *self);
gboolean      anshin_timeline_attach             (AnshinTimeline *self,
                                                  AnshinAttachment *attachment, GBytes *file);
void          anshin_timeline_detach             (AnshinTimeline *self, AnshinTransfer *transfer);
gboolean      anshin_timeline_send_draft         (AnshinTimeline *self);
char         *anshin_timeline_dup_unsent         (AnshinTimeline *self);
guint         anshin_timeline_count_unsent_files (AnshinTimeline *self);
void          anshin_timeline_forget_unsent      (AnshinTimeline *self);
/* A message of one's own that is given another text, which is not mixed with the draft. */
gboolean      anshin_timeline_begin_edit         (AnshinTimeline *self, AnshinEntry *entry,
                                                  const char *text);
gboolean      anshin_timeline_has_edit           (AnshinTimeline *self);
AnshinEntry  *anshin_timeline_get_editing        (AnshinTimeline *self);
const char   *anshin_timeline_get_edit_text      (AnshinTimeline *self);
AnshinPost   *anshin_timeline_get_edit_post      (AnshinTimeline *self);
void          anshin_timeline_set_edit_mentions  (AnshinTimeline *self, GPtrArray *mentions);
void          anshin_timeline_set_edit_text      (AnshinTimeline *self, const char *text);
void          anshin_timeline_end_edit           (AnshinTimeline *self);
void          anshin_timeline_turn_edit          (AnshinTimeline *self);
void          anshin_timeline_load               (AnshinTimeline *self);
void          anshin_timeline_load_older         (AnshinTimeline *self);
gboolean      anshin_timeline_load_around        (AnshinTimeline *self, gint64 seq);
void          anshin_timeline_load_from          (AnshinTimeline *self, gint64 at);
void          anshin_timeline_load_newer         (AnshinTimeline *self);
void          anshin_timeline_load_newest        (AnshinTimeline *self);
gboolean      anshin_timeline_get_detached       (AnshinTimeline *self);
void          anshin_timeline_set_hold           (AnshinTimeline *self, guint milliseconds);
GPtrArray    *anshin_timeline_get_addressed      (AnshinTimeline *self);
void          anshin_timeline_see                (AnshinTimeline *self, gint64 seq);
void          anshin_timeline_set_bookmarked     (AnshinTimeline *self, AnshinTimelineItem *item,
                                                  gboolean bookmarked);
void          anshin_timeline_send               (AnshinTimeline *self, const char *text,
                                                  AnshinEntry *reply_to);
void          anshin_timeline_send_post          (AnshinTimeline *self, AnshinPost *post,
                                                  AnshinEntry *reply_to);
void          anshin_timeline_send_again         (AnshinTimeline *self, AnshinTimelineItem *item);
gboolean      anshin_timeline_take_back          (AnshinTimeline *self, AnshinTimelineItem *item);
void          anshin_timeline_mark_read          (AnshinTimeline *self, gint64 seq);
/* Members with how far each has read: a GListModel of AnshinMember, live. */
GListModel   *anshin_timeline_get_members        (AnshinTimeline *self);

G_END_DECLS
