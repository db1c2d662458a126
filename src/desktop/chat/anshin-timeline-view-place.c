/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-timeline-view-private.h"

/*
 * Where the timeline stands, and how much of it has rows: as many as are seen, then a page more to
 * scroll into. What a person sees first is not kept waiting for what is out of sight, and no frame
 * for more than a few rows.
 */

/* Pixels that count as being there. */
#define NEAR_END 48
/* Rows: at first, in each frame, and before one that was asked for. */
#define FIRST_ROWS 16
#define MORE_ROWS 4
#define ROWS_BEFORE 4
/* At the very edge it would be overlooked. */
#define ROWS_BELOW 2
/* Of more rows than that, those far from what is seen are let go: with each that is put above
 * them, GTK looks up the style of all anew. */
#define MOST_ROWS 30
/* Who comes back from further away than that begins anew. */
#define FAR_PAGES 2
/* An older page is fetched before the rows of the last one are used up. */
#define FEWEST_ROWS 20
#define MAX_FRAMES 20

static GtkAdjustment *
get_adjustment (AnshinTimelineView *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scrolled);
}

/* Returns: how much of the rows lies below what is seen, in pixels */
static double
get_below (AnshinTimelineView *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment)
         - gtk_adjustment_get_value (adjustment);
}

static void
scroll_to (AnshinTimelineView *self, guint position)
{
  guint above = anshin_stretch_get_above (self->shown);

  if (position >= above
      && position - above < g_list_model_get_n_items (G_LIST_MODEL (self->shown)))
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u",
                                position - above);
}

static void
load_older_if_near_start (AnshinTimelineView *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  /* After a failure the person says when to try again. */
  if (self->opened && !anshin_timeline_get_loading (self->timeline)
      && anshin_timeline_get_error (self->timeline) == NULL
      && !anshin_timeline_get_complete (self->timeline)
      && anshin_stretch_get_above (self->shown) < FEWEST_ROWS
      && gtk_adjustment_get_value (adjustment) <= gtk_adjustment_get_page_size (adjustment))
    anshin_timeline_load_older (self->timeline);
}

/* Whether the first or last rows can go: a page stays before what is seen, or they would come back
 * at once. */
static gboolean
is_far (AnshinTimelineView *self, gboolean first)
{
  GtkWidget *list = GTK_WIDGET (self->list_view);
  GtkWidget *row = first ? gtk_widget_get_first_child (list) : gtk_widget_get_last_child (list);
  double left = first ? gtk_adjustment_get_value (get_adjustment (self)) : get_below (self);

  for (guint i = 0; row != NULL && i < MORE_ROWS; i++)
    {
      left -= gtk_widget_get_height (row);
      row = first ? gtk_widget_get_next_sibling (row) : gtk_widget_get_prev_sibling (row);
    }
  return left > gtk_adjustment_get_page_size (get_adjustment (self));
}

/* A page of rows above and below what is seen, a few in each frame. */
static gboolean
on_grow_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AnshinTimelineView *self = ANSHIN_TIMELINE_VIEW (data);
  GtkAdjustment *adjustment = get_adjustment (self);
  double page = gtk_adjustment_get_page_size (adjustment);
  guint above = gtk_adjustment_get_value (adjustment) < page ? MORE_ROWS : 0;
  guint below = get_below (self) < page ? MORE_ROWS : 0;

  if (self->opened && anshin_stretch_grow (self->shown, above, below))
    {
      if (g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > MOST_ROWS)
        anshin_stretch_cut (self->shown, is_far (self, TRUE) ? below : 0,
                            is_far (self, FALSE) ? above : 0);
      return G_SOURCE_CONTINUE;
    }
  self->grow_id = 0;
  load_older_if_near_start (self);
  return G_SOURCE_REMOVE;
}

/* What is seen, or what there is to be seen, has changed. */
void
anshin_timeline_view_queue_grow (AnshinTimelineView *self)
{
  if (self->grow_id == 0 && self->opened)
    self->grow_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->list_view), on_grow_cb, self,
                                                  NULL);
}

/* Where the rows begin that are seen first: at the end, at the message that is wanted, or at what
 * is new if that is more than is seen at the end. */
static void
open_shown (AnshinTimelineView *self)
{
  guint n_items = anshin_timeline_view_get_n_items (self);
  guint last = n_items - MIN (n_items, FIRST_ROWS);
  guint position = 0;

  if (self->wanted_seq == 0 && self->starts_at_unread && self->first_unread > 0
      && !anshin_timeline_get_detached (self->timeline)
      && anshin_timeline_view_get_seq (self, 0) <= self->first_unread
      && anshin_timeline_view_find_position (self, self->first_unread) < last)
    self->wanted_seq = self->first_unread;
  if (self->wanted_seq > 0)
    position = MIN (anshin_timeline_view_find_position (self, self->wanted_seq), n_items - 1);
  position = self->wanted_seq > 0 ? MIN (position - MIN (position, ROWS_BEFORE), last) : last;
  anshin_stretch_open (self->shown, position, FIRST_ROWS);
}

/* More is new than has been paged in: what is above would count as read by who has not seen it.
 * Where all from the beginning on would be new, one begins with the newest, not with years ago. */
static gboolean
go_to_first_unread (AnshinTimelineView *self)
{
  if (!self->starts_at_unread || self->first_unread <= 1
      || anshin_timeline_view_get_n_items (self) == 0
      || anshin_timeline_view_get_seq (self, 0) <= self->first_unread)
    return FALSE;
  self->starts_at_unread = FALSE;
  anshin_timeline_view_show_first_unread (self);
  return TRUE;
}

static void
show_settled (AnshinTimelineView *self, gboolean to_end)
{
  guint n_items = anshin_timeline_view_get_n_items (self);
  guint target = anshin_timeline_view_find_position (self, self->wanted_seq);

  self->settle_id = 0;
  if (to_end && go_to_first_unread (self))
    return;
  self->opened = n_items > 0;
  /* What is wanted may be the newest, at which one stays then. */
  self->at_end = to_end
                 || (target + 1 >= n_items && !anshin_timeline_get_detached (self->timeline));
  self->wanted_seq = 0;
  if (self->opened && to_end && self->starts_at_unread && self->first_unread > 0)
    scroll_to (self, anshin_timeline_view_find_position (self, self->first_unread));
  self->starts_at_unread = FALSE;
  gtk_widget_set_opacity (GTK_WIDGET (self->list_view), 1);
  anshin_timeline_view_queue_grow (self);
  anshin_timeline_view_update_seen (self);
}

/* The heights of rows are known once they have been laid out, so nothing is shown before the rows
 * fill what there is and stand where they should: mostly in the third frame. */
static gboolean
on_settle_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AnshinTimelineView *self = ANSHIN_TIMELINE_VIEW (data);
  GtkAdjustment *adjustment = get_adjustment (self);
  guint n_items = anshin_timeline_view_get_n_items (self);
  gboolean to_end = self->wanted_seq == 0;

  if (n_items > 0 && gtk_widget_get_height (widget) == 0)
    return G_SOURCE_CONTINUE;
  if (n_items > 0 && self->frames++ < MAX_FRAMES)
    {
      if (gtk_adjustment_get_upper (adjustment) <= gtk_adjustment_get_page_size (adjustment)
          && anshin_stretch_grow (self->shown, FIRST_ROWS, FIRST_ROWS))
        return G_SOURCE_CONTINUE;
      if (to_end ? get_below (self) >= 1 : !self->placed)
        {
          scroll_to (self, to_end ? n_items - 1
                                  : anshin_timeline_view_find_position (self, self->wanted_seq));
          self->placed = TRUE;
          return G_SOURCE_CONTINUE;
        }
    }
  show_settled (self, to_end);
  return G_SOURCE_REMOVE;
}

static void
open_anew (AnshinTimelineView *self)
{
  self->opened = FALSE;
  self->placed = FALSE;
  self->frames = 0;
  open_shown (self);
  gtk_widget_set_opacity (GTK_WIDGET (self->list_view), 0);
  if (self->settle_id == 0)
    self->settle_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->list_view), on_settle_cb,
                                                    self, NULL);
}

/* There is something to show, for the first time or again. */
void
anshin_timeline_view_settle (AnshinTimelineView *self)
{
  if (self->settle_id == 0 || g_list_model_get_n_items (G_LIST_MODEL (self->shown)) == 0)
    open_anew (self);
}

/* Brings an entry that is paged in into sight. */
void
anshin_timeline_view_bring (AnshinTimelineView *self, gint64 seq)
{
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  guint above = anshin_stretch_get_above (self->shown);
  guint position = anshin_timeline_view_find_position (self, seq);

  if (self->opened && n_shown <= 2 * MOST_ROWS && position >= above && position - above < n_shown)
    {
      self->wanted_seq = 0;
      scroll_to (self, MIN (position + ROWS_BELOW, above + n_shown - 1));
      scroll_to (self, position);
      return;
    }
  self->wanted_seq = seq;
  open_anew (self);
}

/* Whoever comes back to the end from far above does not have all that lies between laid out. */
static void
stay_at_end (AnshinTimelineView *self)
{
  double page = gtk_adjustment_get_page_size (get_adjustment (self));
  guint n_items = anshin_timeline_view_get_n_items (self);

  if (anshin_stretch_get_below (self->shown) > 0 || get_below (self) > FAR_PAGES * page)
    {
      open_anew (self);
      return;
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > MOST_ROWS && is_far (self, TRUE))
    anshin_stretch_cut (self->shown, MORE_ROWS, 0);
  scroll_to (self, n_items - 1);
}

static gboolean
on_scroll_cb (gpointer data)
{
  AnshinTimelineView *self = ANSHIN_TIMELINE_VIEW (data);

  self->scroll_id = 0;
  if (self->opened && self->at_end)
    stay_at_end (self);
  anshin_timeline_view_update_seen (self);
  return G_SOURCE_REMOVE;
}

/* Something has come at the end, or one is to go there. */
void
anshin_timeline_view_queue_scroll (AnshinTimelineView *self)
{
  if (self->scroll_id == 0)
    self->scroll_id = g_idle_add_full (GDK_PRIORITY_REDRAW + 10, on_scroll_cb, self, NULL);
}

/* A change that comes with a new height is the list laying itself out, not somebody scrolling. */
static void
on_value_changed_cb (AnshinTimelineView *self, GtkAdjustment *adjustment)
{
  double upper = gtk_adjustment_get_upper (adjustment);
  double page_size = gtk_adjustment_get_page_size (adjustment);
  gboolean laid_out = upper != self->last_upper || page_size != self->last_page_size;
  gboolean last = FALSE;

  self->last_upper = upper;
  self->last_page_size = page_size;
  if (!self->opened)
    return;
  last = anshin_stretch_get_below (self->shown) == 0;
  if (last && get_below (self) < page_size)
    anshin_timeline_load_newer (self->timeline);
  if (last && get_below (self) < NEAR_END)
    self->at_end = !anshin_timeline_get_detached (self->timeline);
  else if (!laid_out)
    self->at_end = FALSE;
  anshin_timeline_view_queue_grow (self);
  load_older_if_near_start (self);
  anshin_timeline_view_update_seen (self);
}

/* Rows turn out higher than guessed, or the window became smaller: the end stays the end. */
static void
on_size_changed_cb (AnshinTimelineView *self)
{
  if (self->at_end)
    anshin_timeline_view_queue_scroll (self);
  anshin_timeline_view_queue_grow (self);
}

void
anshin_timeline_view_take_place (AnshinTimelineView *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (on_value_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (on_size_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
anshin_timeline_view_leave_place (AnshinTimelineView *self)
{
  g_clear_handle_id (&self->scroll_id, g_source_remove);
  if (self->list_view == NULL)
    return;
  if (self->settle_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->list_view), self->settle_id);
  if (self->grow_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->list_view), self->grow_id);
  self->settle_id = self->grow_id = 0;
}
