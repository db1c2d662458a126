/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "anshin-entry.h"

G_BEGIN_DECLS

/**
 * AnshinDelivery:
 * @ANSHIN_DELIVERY_CONFIRMED: it is on the service
 * @ANSHIN_DELIVERY_SENDING: on its way, or next after one that is
 * @ANSHIN_DELIVERY_WAITING: the service can't be reached; it goes out by itself
 * @ANSHIN_DELIVERY_HELD: it goes out in a moment, until when it can be taken back
 * @ANSHIN_DELIVERY_REFUSED: see "error"; kept until it is taken back or sent again
 */
typedef enum
{
  ANSHIN_DELIVERY_CONFIRMED,
  ANSHIN_DELIVERY_SENDING,
  ANSHIN_DELIVERY_WAITING,
  ANSHIN_DELIVERY_HELD,
  ANSHIN_DELIVERY_REFUSED,
} AnshinDelivery;

#define ANSHIN_TYPE_TIMELINE_ITEM (anshin_timeline_item_get_type ())
G_DECLARE_FINAL_TYPE (AnshinTimelineItem, anshin_timeline_item, ANSHIN, TIMELINE_ITEM, GObject)

/* Properties: "entry" (AnshinEntry), "delivery" (int), "own" (gboolean), "starts-day" (gboolean),
 * "follows-author" (gboolean: same author as above, within minutes), "replied" (AnshinEntry of
 * the message it answers, or its beginning until it is paged in), "readers" (guint: how many have
 * read it), "error" (GError boxed), "attending-waits" (the attending physician hasn't read it). */
AnshinEntry   *anshin_timeline_item_get_entry          (AnshinTimelineItem *self);
AnshinContent *anshin_timeline_item_get_content        (AnshinTimelineItem *self);
AnshinEntryState *anshin_timeline_item_get_state       (AnshinTimelineItem *self);
AnshinDelivery anshin_timeline_item_get_delivery       (AnshinTimelineItem *self);
gboolean       anshin_timeline_item_get_own            (AnshinTimelineItem *self);
gboolean       anshin_timeline_item_get_starts_day     (AnshinTimelineItem *self);
gboolean       anshin_timeline_item_get_follows_author (AnshinTimelineItem *self);
AnshinEntry   *anshin_timeline_item_get_replied        (AnshinTimelineItem *self);
guint          anshin_timeline_item_get_readers        (AnshinTimelineItem *self);
gboolean       anshin_timeline_item_get_attending_waits (AnshinTimelineItem *self);
const GError  *anshin_timeline_item_get_error          (AnshinTimelineItem *self);

G_END_DECLS
