/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-timeline-private.h"

#include "anshin-clock.h"
#include "anshin-request.h"

/*
 * A timeline that shows a stretch of the past: what lies between it and the newest isn't paged in.
 * It is detached from the end until one has scrolled there, or goes there at once.
 */

/**
 * AnshinTimelineJump:
 *
 * Where a jump goes to: to the entry @seq, or where that is 0 to the first that is not older
 * than @at.
 */
typedef struct
{
  gint64 seq;
  gint64 at;
} Jump;

static void
set_detached (AnshinTimeline *self, gboolean detached)
{
  if (self->detached == detached)
    return;
  self->detached = detached;
  anshin_timeline_notify_complete (self);
}

static gboolean
is_stale (AnshinTimeline *self, GAsyncResult *result)
{
  return g_task_get_cancellable (G_TASK (result)) != self->cancellable || self->transport == NULL;
}

/* A page in order becomes newest first. */
static void
reverse (GPtrArray *items)
{
  for (guint i = 0; i < items->len / 2; i++)
    {
      gpointer other = items->pdata[i];

      items->pdata[i] = items->pdata[items->len - 1 - i];
      items->pdata[items->len - 1 - i] = other;
    }
}

static void
on_around_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinTimeline) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinPage) page = anshin_request_page_finish (result, &error);

  if (is_stale (self, result))
    return;
  self->newest_busy = FALSE;
  if (page == NULL || page->items->len == 0)
    {
      anshin_timeline_set_error (self, error);
      anshin_timeline_notify_loading (self);
      return;
    }
  anshin_timeline_set_error (self, NULL);
  self->loaded = TRUE;
  reverse (page->items);
  self->complete = ANSHIN_ENTRY (g_ptr_array_index (page->items, page->items->len - 1))->seq <= 1;
  anshin_timeline_prepend (self, page->items, page->last_seq);
  self->wanted_seq = MAX (self->wanted_seq, page->last_seq);
  set_detached (self, self->last_seq < self->wanted_seq);
  anshin_timeline_join_outgoing (self);
  anshin_timeline_notify_loading (self);
  anshin_timeline_notify_complete (self);
  anshin_timeline_fetch_addressed (self);
  anshin_live_list_ensure (self->members);
}

static void
jump (AnshinTimeline *self, const Jump *to)
{
  g_autofree char *at = to->seq == 0 ? anshin_time_format (to->at) : NULL;
  g_autofree char *where
    = to->seq > 0 ? g_strdup_printf ("after=%" G_GINT64_FORMAT,
                                     MAX (to->seq - ANSHIN_TIMELINE_PAGE / 2, 0))
                  : g_strconcat ("from=", at, NULL);
  g_autofree char *path
    = g_strdup_printf ("/v1/channels/%s/entries?%s&limit=%d", self->group->id, where,
                       ANSHIN_MAX_PAGE);

  anshin_timeline_drop_confirmed (self);
  self->newest_busy = TRUE;
  anshin_timeline_notify_loading (self);
  anshin_request_page_async (self->transport, path, anshin_entry_get_type (), self->cancellable,
                             on_around_cb, g_object_ref (self));
  /* Those under way belong to what was there before. */
  anshin_timeline_fetch_marks (self);
}

/**
 * anshin_timeline_load_around:
 * @seq: an entry's number
 *
 * Shows the stretch in which the entry stands, instead of what was there, if it isn't paged in.
 *
 * Returns: whether it is paged in already
 */
gboolean
anshin_timeline_load_around (AnshinTimeline *self, gint64 seq)
{
  Jump to = { .seq = seq };

  g_return_val_if_fail (ANSHIN_IS_TIMELINE (self), FALSE);

  if (self->hidden || !self->opened || seq <= 0)
    return FALSE;
  if (self->loaded && seq >= self->first_seq && seq <= self->last_seq)
    return TRUE;
  jump (self, &to);
  return FALSE;
}

/**
 * anshin_timeline_load_from:
 * @at: a time
 *
 * Shows the stretch that begins with what first happened at or after @at, instead of what was
 * there.
 */
void
anshin_timeline_load_from (AnshinTimeline *self, gint64 at)
{
  Jump to = { .at = at };

  g_return_if_fail (ANSHIN_IS_TIMELINE (self));

  if (!self->hidden && self->opened)
    jump (self, &to);
}

/**
 * anshin_timeline_load_newer:
 *
 * Fetches the page below the last item, if the timeline is detached from its end.
 */
void
anshin_timeline_load_newer (AnshinTimeline *self)
{
  g_return_if_fail (ANSHIN_IS_TIMELINE (self));

  if (self->detached)
    anshin_timeline_fetch_newer (self);
}

/**
 * anshin_timeline_load_newest:
 *
 * Shows the end of the timeline again, if it is detached from it.
 */
void
anshin_timeline_load_newest (AnshinTimeline *self)
{
  g_return_if_fail (ANSHIN_IS_TIMELINE (self));

  if (!self->detached)
    return;
  anshin_timeline_drop_confirmed (self);
  anshin_timeline_load (self);
}

/**
 * anshin_timeline_get_detached:
 *
 * Returns: whether there is more below the last item than is paged in
 */
gboolean
anshin_timeline_get_detached (AnshinTimeline *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE (self), FALSE);

  return self->detached;
}

/* A page below has come: whether the end is reached. */
void
anshin_timeline_update_detached (AnshinTimeline *self)
{
  set_detached (self, self->detached && self->last_seq < self->wanted_seq);
}
