/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-timeline-item.h"

G_BEGIN_DECLS

/* Another message of the same author within this time isn't headed by the name again. */
#define ANSHIN_FOLLOWS_MICROSECONDS (5 * 60 * G_GINT64_CONSTANT (1000000))

AnshinTimelineItem *anshin_timeline_item_new          (AnshinEntry *entry, AnshinDelivery delivery,
                                                       gboolean own);
void                anshin_timeline_item_set_entry    (AnshinTimelineItem *self,
                                                       AnshinEntry *entry);
void                anshin_timeline_item_set_delivery (AnshinTimelineItem *self,
                                                       AnshinDelivery delivery,
                                                       const GError *error);
void                anshin_timeline_item_set_above    (AnshinTimelineItem *self,
                                                       AnshinTimelineItem *above);
void                anshin_timeline_item_set_replied  (AnshinTimelineItem *self,
                                                       AnshinEntry *replied);
void                anshin_timeline_item_set_readers  (AnshinTimelineItem *self, guint readers);
void                anshin_timeline_item_set_attending_waits (AnshinTimelineItem *self,
                                                              gboolean waits);
void                anshin_timeline_item_touch         (AnshinTimelineItem *self, gboolean quote);
void                anshin_timeline_item_set_post      (AnshinTimelineItem *self,
                                                        AnshinPost *post);
AnshinPost         *anshin_timeline_item_get_post      (AnshinTimelineItem *self);
void                anshin_timeline_item_set_files     (AnshinTimelineItem *self,
                                                        GPtrArray *files);
GPtrArray          *anshin_timeline_item_get_files     (AnshinTimelineItem *self);
void                anshin_timeline_item_set_state_seq (AnshinTimelineItem *self, gint64 seq);
gint64              anshin_timeline_item_get_state_seq (AnshinTimelineItem *self);

G_END_DECLS
