/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-timeline-private.h"

/* Messages that wait a moment before they go out, so that one can think better of it. */

/* What was held back goes out, in the order in which it was written. */
void
anshin_timeline_release (AnshinTimeline *self)
{
  g_clear_handle_id (&self->hold_id, g_source_remove);
  for (guint i = 0; i < self->outgoing->len; i++)
    {
      AnshinTimelineItem *item = self->outgoing->pdata[i];

      if (anshin_timeline_item_get_delivery (item) == ANSHIN_DELIVERY_HELD)
        anshin_timeline_item_set_delivery (item, self->online && self->send_id == 0
                                                   ? ANSHIN_DELIVERY_SENDING
                                                   : ANSHIN_DELIVERY_WAITING,
                                           NULL);
    }
}

static gboolean
on_hold_over_cb (gpointer data)
{
  AnshinTimeline *self = data;

  self->hold_id = 0;
  anshin_timeline_release (self);
  anshin_timeline_pump (self);
  return G_SOURCE_REMOVE;
}

/* Whether @post waits before it goes out: what is urgent doesn't, and what follows something that
 * waits does with it. */
gboolean
anshin_timeline_hold (AnshinTimeline *self, AnshinPost *post)
{
  if (self->hold_ms == 0 || post->urgent)
    {
      anshin_timeline_release (self);
      return FALSE;
    }
  g_clear_handle_id (&self->hold_id, g_source_remove);
  self->hold_id = g_timeout_add (self->hold_ms, on_hold_over_cb, self);
  return TRUE;
}

/**
 * anshin_timeline_set_hold:
 * @milliseconds: how long a message waits before it goes out, and can be taken back; 0 not at all
 */
void
anshin_timeline_set_hold (AnshinTimeline *self, guint milliseconds)
{
  g_return_if_fail (ANSHIN_IS_TIMELINE (self));

  self->hold_ms = milliseconds;
}
