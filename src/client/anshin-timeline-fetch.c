/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-timeline-private.h"

#include "anshin-event-stream.h"
#include "anshin-request.h"

/* How the rows of a timeline come: page by page, live, and what was missed in between. */

static void
fetch_page (AnshinTimeline *self, const char *query, GAsyncReadyCallback callback)
{
  g_autofree char *path = g_strconcat ("/v1/channels/", self->group->id, "/entries?", query, NULL);

  anshin_request_page_async (self->transport, path, anshin_entry_get_type (), self->cancellable,
                             callback, g_object_ref (self));
}

static gboolean
is_stale (AnshinTimeline *self, GAsyncResult *result)
{
  return g_task_get_cancellable (G_TASK (result)) != self->cancellable || self->transport == NULL;
}

/* Whether @error says that the group isn't there for us any more. */
gboolean
anshin_timeline_has_lost_sight (const GError *error)
{
  return g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_NOT_FOUND)
         || g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_FORBIDDEN)
         || g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_GROUP_FROZEN);
}

static void
take_failure (AnshinTimeline *self, const GError *error)
{
  if (anshin_timeline_has_lost_sight (error))
    anshin_timeline_leave (self, error);
  else
    anshin_timeline_set_error (self, error);
}

static gboolean
on_gap_cb (gpointer data)
{
  AnshinTimeline *self = data;

  self->gap_id = 0;
  if (self->wanted_seq > self->last_seq && !self->detached)
    anshin_timeline_fetch_newer (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for_gap (AnshinTimeline *self, guint wait)
{
  if (self->gap_id == 0 && !self->newer_busy && self->loaded)
    self->gap_id = g_timeout_add (wait, on_gap_cb, self);
}

/* A lost connection is noticed by the stream, and its return brings us back to fetching. */
static void
take_newer_failure (AnshinTimeline *self, const GError *error)
{
  if (anshin_timeline_has_lost_sight (error))
    anshin_timeline_leave (self, error);
  else if (!anshin_timeline_is_passing (error))
    {
      anshin_timeline_set_error (self, error);
      self->wanted_seq = self->last_seq;
    }
  else if (self->online)
    wait_for_gap (self, anshin_event_stream_get_wait (self->gap_attempt++, g_random_double ()));
}

static void
on_newer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinTimeline) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinPage) page = anshin_request_page_finish (result, &error);
  gint64 before = self->last_seq;

  if (is_stale (self, result))
    return;
  self->newer_busy = FALSE;
  if (page == NULL)
    {
      take_newer_failure (self, error);
      return;
    }

  self->gap_attempt = 0;
  for (guint i = 0; i < page->items->len; i++)
    if (!anshin_timeline_append (self, page->items->pdata[i], page->last_seq))
      break;
  self->wanted_seq = MAX (self->wanted_seq, page->last_seq);
  if (self->last_seq == before)
    self->wanted_seq = self->last_seq;
  anshin_timeline_update_detached (self);
  if (self->wanted_seq > self->last_seq && !self->detached)
    anshin_timeline_fetch_newer (self);
}

void
anshin_timeline_fetch_newer (AnshinTimeline *self)
{
  g_autofree char *query = NULL;

  if (self->newer_busy || self->newest_busy || !self->loaded)
    return;
  g_clear_handle_id (&self->gap_id, g_source_remove);
  self->newer_busy = TRUE;
  query = g_strdup_printf ("after=%" G_GINT64_FORMAT "&limit=%d", self->last_seq,
                           ANSHIN_MAX_PAGE);
  fetch_page (self, query, on_newer_cb);
}

/* A page of little else than acknowledgements is none that one could scroll. */
static void
fetch_more_rows (AnshinTimeline *self, guint rows)
{
  if (rows < ANSHIN_TIMELINE_FEWEST_ROWS)
    anshin_timeline_load_older (self);
}

static void
on_newest_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  guint rows = 0;
  g_autoptr (AnshinTimeline) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinPage) page = anshin_request_page_finish (result, &error);

  if (is_stale (self, result))
    return;
  self->newest_busy = FALSE;
  if (page == NULL)
    {
      take_failure (self, error);
      anshin_timeline_notify_loading (self);
      return;
    }

  anshin_timeline_set_error (self, NULL);
  self->loaded = TRUE;
  self->complete = !page->more;
  rows = anshin_timeline_prepend (self, page->items, page->last_seq);
  anshin_timeline_join_outgoing (self);
  if (self->read_wanted < self->group->read_seq)
    self->read_wanted = self->read_sent = self->group->read_seq;
  anshin_timeline_notify_loading (self);
  anshin_timeline_notify_complete (self);
  if (self->wanted_seq > self->last_seq)
    anshin_timeline_fetch_newer (self);
  else
    self->wanted_seq = self->last_seq;
  fetch_more_rows (self, rows);
  /* What is on the screen goes before what is said about it. */
  anshin_timeline_fetch_addressed (self);
  anshin_live_list_ensure (self->members);
}

static void
fetch_newest (AnshinTimeline *self)
{
  g_autofree char *query = g_strdup_printf ("limit=%d", ANSHIN_TIMELINE_PAGE);

  anshin_timeline_drop_confirmed (self);
  self->wanted_seq = 0;
  self->newest_busy = TRUE;
  anshin_timeline_notify_loading (self);
  fetch_page (self, query, on_newest_cb);
  anshin_timeline_fetch_marks (self);
}

static void
on_older_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  guint rows = 0;
  g_autoptr (AnshinTimeline) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinPage) page = anshin_request_page_finish (result, &error);

  if (is_stale (self, result))
    return;
  self->older_busy = FALSE;
  if (page == NULL)
    take_failure (self, error);
  else
    {
      anshin_timeline_set_error (self, NULL);
      self->complete = !page->more;
      rows = anshin_timeline_prepend (self, page->items, page->last_seq);
      if (self->complete)
        anshin_timeline_notify_complete (self);
      fetch_more_rows (self, rows);
    }
  anshin_timeline_notify_loading (self);
}

/* Somebody has read as far as @seq: every item after what they had read before has one more. */
static void
apply_mark (AnshinTimeline *self, const char *user_id, gint64 seq)
{
  gint64 *mark = g_hash_table_lookup (self->marks, user_id);
  gint64 before = mark != NULL ? *mark : 0;

  if (seq <= before)
    return;
  if (mark == NULL)
    {
      mark = g_new0 (gint64, 1);
      g_hash_table_insert (self->marks, g_strdup (user_id), mark);
    }
  *mark = seq;

  for (guint i = self->confirmed->len; i > 0; i--)
    {
      AnshinTimelineItem *item = self->confirmed->pdata[i - 1];
      AnshinEntry *entry = anshin_timeline_item_get_entry (item);

      if (entry->seq <= before)
        break;
      if (entry->seq <= seq && g_strcmp0 (entry->author_id, user_id) != 0)
        anshin_timeline_item_set_readers (item, anshin_timeline_item_get_readers (item) + 1);
      if (g_strcmp0 (user_id, self->attending_id) == 0)
        anshin_timeline_show_attending (self, item);
    }
}

static void
on_marks_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinTimeline) self = data;
  g_autoptr (GPtrArray) marks = anshin_request_all_finish (result, NULL);

  if (marks == NULL || is_stale (self, result))
    return;
  for (guint i = 0; i < marks->len; i++)
    {
      AnshinReadMark *mark = marks->pdata[i];

      if (mark->user_id != NULL)
        apply_mark (self, mark->user_id, mark->seq);
    }
}

void
anshin_timeline_fetch_marks (AnshinTimeline *self)
{
  g_autofree char *path = g_strconcat ("/v1/groups/", self->group->id, "/read-marks", NULL);

  anshin_request_all_async (self->transport, path, anshin_read_mark_get_type (), NULL, NULL,
                            self->cancellable, on_marks_cb, g_object_ref (self));
}

/* The event stream says how far somebody has read. */
void
anshin_timeline_take_mark (AnshinTimeline *self, const char *user_id, gint64 seq)
{
  AnshinMember *member = anshin_live_list_find (self->members, user_id);

  if (member != NULL && member->read_seq < seq)
    {
      member->read_seq = seq;
      anshin_record_notify (member, "read_seq");
    }
  if (self->opened)
    apply_mark (self, user_id, seq);
}

/* The event stream, or the answer to a post, brings an entry. */
void
anshin_timeline_push (AnshinTimeline *self, AnshinEntry *entry)
{
  if (!self->opened || self->hidden)
    return;
  if (entry->seq > self->wanted_seq)
    anshin_timeline_note_addressed (self, entry);
  self->wanted_seq = MAX (self->wanted_seq, entry->seq);
  if (self->detached)
    {
      if (anshin_entry_kind_folds (entry->kind))
        anshin_timeline_fold (self, entry);
      return;
    }
  if (self->loaded && !anshin_timeline_append (self, entry, entry->seq))
    wait_for_gap (self, ANSHIN_TIMELINE_GAP_PATIENCE);
}

/* The event stream is back: the channel is at @last_seq, or at an unknown number if that is -1. */
void
anshin_timeline_expect (AnshinTimeline *self, gint64 last_seq)
{
  if (!self->opened || self->hidden)
    return;
  if (self->detached)
    {
      self->wanted_seq = MAX (self->wanted_seq, last_seq);
      anshin_timeline_fetch_addressed (self);
      return;
    }
  if (self->newest_busy)
    {
      /* The page on its way may have been written before the stream was opened. */
      self->wanted_seq = MAX (self->wanted_seq, last_seq);
      return;
    }
  if (!self->loaded || last_seq - self->last_seq > ANSHIN_TIMELINE_LONGEST_GAP
      || (last_seq >= 0 && last_seq < self->last_seq))
    {
      fetch_newest (self);
      return;
    }
  self->wanted_seq = MAX (self->wanted_seq, last_seq);
  if (last_seq != self->last_seq)
    anshin_timeline_fetch_newer (self);
  anshin_timeline_fetch_marks (self);
  anshin_timeline_fetch_addressed (self);
  anshin_live_list_refresh (self->members);
}

/**
 * anshin_timeline_load:
 *
 * Fetches the last page, if that isn't there yet, and from now on keeps the timeline true. If it
 * has nothing to show and what is above it could not be fetched, that is fetched.
 */
void
anshin_timeline_load (AnshinTimeline *self)
{
  g_return_if_fail (ANSHIN_IS_TIMELINE (self));

  if (self->loaded && self->confirmed->len == 0)
    anshin_timeline_load_older (self);
  if (self->hidden || self->loaded || self->newest_busy)
    return;
  self->opened = TRUE;
  self->left = FALSE;
  fetch_newest (self);
}

/**
 * anshin_timeline_load_older:
 *
 * Fetches the page above the first item. Nothing happens while one is on its way, or when the
 * first entry is there.
 */
void
anshin_timeline_load_older (AnshinTimeline *self)
{
  g_autofree char *query = NULL;

  g_return_if_fail (ANSHIN_IS_TIMELINE (self));

  if (self->hidden || !self->loaded || self->complete || self->older_busy || self->first_seq == 0)
    return;
  self->older_busy = TRUE;
  anshin_timeline_notify_loading (self);
  query = g_strdup_printf ("before=%" G_GINT64_FORMAT "&limit=%d", self->first_seq,
                           ANSHIN_TIMELINE_PAGE);
  fetch_page (self, query, on_older_cb);
}
