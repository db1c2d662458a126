/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-timeline-view-private.h"

#include <glib/gi18n.h>

/*
 * What is new to somebody, and the way there: a line stands before the first of it, and as long as
 * that is out of sight one press leads there. Below the timeline, where it covers nothing that is
 * being read.
 */

/* Pixels of a row that must be in sight for its line to be read. */
#define LINE_HEIGHT 24
#define WAY_FRAMES 2

static void
set_first_unread (AnshinTimelineView *self, gint64 seq)
{
  if (self->first_unread == seq)
    return;
  self->first_unread = seq;
  self->unread_seen = FALSE;
  g_object_notify (G_OBJECT (self), "first-unread");
}

gboolean
anshin_timeline_view_is_own_at (AnshinTimelineView *self, guint position)
{
  g_autoptr (AnshinTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (self->timeline),
                                                               position);

  return item != NULL && anshin_timeline_item_get_own (item);
}

/* Whether somebody else wrote there what is to be read. */
static gboolean
is_news_at (AnshinTimelineView *self, guint position)
{
  g_autoptr (AnshinTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (self->timeline),
                                                               position);

  return item != NULL && !anshin_timeline_item_get_own (item)
         && anshin_entry_kind_is_to_read (anshin_timeline_item_get_entry (item)->kind);
}

/* Returns: the number of the first news from there on, 0 if there is none */
static gint64
find_news (AnshinTimelineView *self, guint position)
{
  guint n_items = anshin_timeline_view_get_n_items (self);

  for (; position < n_items; position++)
    if (is_news_at (self, position))
      return anshin_timeline_view_get_seq (self, position);
  return 0;
}

/* Where one had read to when the group was opened; the line stays there while it is open. */
void
anshin_timeline_view_find_first_unread (AnshinTimelineView *self)
{
  AnshinGroup *group = anshin_timeline_get_group (self->timeline);
  gint64 seq = 0;

  if (group == NULL)
    return;
  self->newest_known = MAX (self->newest_known, group->last_seq);
  /* Once found, the line stays. */
  if (group->unread == 0 || self->first_unread > group->read_seq)
    return;
  /* More is new than has been paged in: the line waits further up. */
  if (anshin_timeline_view_get_n_items (self) > 0
      && anshin_timeline_view_get_seq (self, 0) > group->read_seq + 1)
    seq = group->read_seq + 1;
  else
    seq = find_news (self, anshin_timeline_view_find_position (self, group->read_seq + 1));
  if (seq > 0)
    set_first_unread (self, seq);
}

/* What has been paged in shows which entry it is that was taken for the first. */
static void
settle_first_unread (AnshinTimelineView *self)
{
  guint position = anshin_timeline_view_find_position (self, self->first_unread);
  gint64 seq = 0;

  if (position == 0 || position >= anshin_timeline_view_get_n_items (self)
      || anshin_timeline_view_get_seq (self, position) == self->first_unread)
    return;
  seq = find_news (self, position);
  if (seq == 0 || seq == self->first_unread)
    return;
  self->first_unread = seq;
  g_object_notify (G_OBJECT (self), "first-unread");
}

/* Returns: (nullable): the row of that entry, if it has one now */
static GtkWidget *
find_row (AnshinTimelineView *self, gint64 seq)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list_view));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (row != NULL && gtk_widget_get_mapped (row)
          && anshin_chat_row_get_seq (ANSHIN_CHAT_ROW (row)) == seq)
        return row;
    }
  return NULL;
}

/* Returns: below 0 if what is new begins above what is seen, above 0 if below, 0 if in sight */
static int
get_direction (AnshinTimelineView *self)
{
  GtkWidget *row = find_row (self, self->first_unread);
  graphene_rect_t bounds;
  guint position = 0;

  if (row != NULL && gtk_widget_compute_bounds (row, GTK_WIDGET (self->scrolled), &bounds))
    {
      if (bounds.origin.y < 0)
        return -1;
      return bounds.origin.y + LINE_HEIGHT > gtk_widget_get_height (GTK_WIDGET (self->scrolled));
    }
  position = anshin_timeline_view_find_position (self, self->first_unread);
  return position <= anshin_stretch_get_above (self->shown) ? -1 : 1;
}

static void
say (GtkWidget *button, GtkLabel *label, const char *words)
{
  gtk_label_set_label (label, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
}

static void
show_way (AnshinTimelineView *self)
{
  gboolean away = self->opened
                  && (!self->at_end || anshin_timeline_get_detached (self->timeline));
  int direction = 0;
  g_autofree char *arrived = NULL;

  if (self->opened && self->first_unread > 0 && !self->unread_seen)
    {
      settle_first_unread (self);
      direction = get_direction (self);
      self->unread_seen = direction == 0 && self->attended;
    }
  if (self->arrived > 0)
    arrived = g_strdup_printf (ngettext ("%u new message", "%u new messages", self->arrived),
                               self->arrived);
  say (self->unread_button, self->unread_label,
       direction > 0 && arrived != NULL ? arrived : _("First new message"));
  gtk_image_set_from_icon_name (self->unread_icon,
                                direction > 0 ? "go-down-symbolic" : "go-up-symbolic");
  gtk_widget_set_visible (self->unread_button, direction != 0);
  say (self->newest_button, self->newest_label,
       direction <= 0 && arrived != NULL ? arrived : _("To the newest"));
  gtk_widget_set_visible (self->newest_button, away);
  gtk_widget_set_visible (self->way_bar, away || direction != 0);
}

static gboolean
on_way_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AnshinTimelineView *self = ANSHIN_TIMELINE_VIEW (data);

  /* What is on its way to its place is not where it will be seen. */
  if (self->way_frames > 0 || self->scroll_id != 0 || self->settle_id != 0)
    {
      self->way_frames = MAX (self->way_frames, 1) - 1;
      return G_SOURCE_CONTINUE;
    }
  self->way_id = 0;
  show_way (self);
  return G_SOURCE_REMOVE;
}

/* Something else is seen than before. Only looked at once it has been laid out, in the frame that
 * comes, and once it rests. */
void
anshin_timeline_view_update_way (AnshinTimelineView *self)
{
  if (self->at_end)
    self->arrived = 0;
  self->way_frames = WAY_FRAMES;
  if (self->way_id == 0 && self->shown != NULL)
    self->way_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_way_cb, self, NULL);
}

/**
 * anshin_timeline_view_take_arrived:
 * @position: where items have come at the end
 * @added: how many
 *
 * Tells what is new from what is only paged in. What comes while nobody looks, or while one reads
 * further up, has a line of its own once all that had one before has been read.
 */
void
anshin_timeline_view_take_arrived (AnshinTimelineView *self, guint position, guint added)
{
  AnshinGroup *group = anshin_timeline_get_group (self->timeline);
  gint64 first = 0;

  for (guint i = position; i < position + added; i++)
    {
      gint64 seq = anshin_timeline_view_get_seq (self, i);

      if (seq == G_MAXINT64 || seq <= self->newest_known)
        continue;
      self->newest_known = seq;
      if (!is_news_at (self, i))
        continue;
      if (first == 0)
        first = seq;
      if (!self->at_end)
        self->arrived++;
    }
  if (first == 0 || group == NULL || (self->attended && self->at_end))
    return;
  if (self->first_unread == 0 || group->read_seq >= self->first_unread)
    set_first_unread (self, first);
}

/* What comes to the group while a stretch of its past is shown does not come into that. */
void
anshin_timeline_view_take_unread (AnshinTimelineView *self)
{
  AnshinGroup *group = anshin_timeline_get_group (self->timeline);

  if (!self->opened || !anshin_timeline_get_detached (self->timeline) || group->unread == 0
      || group->last_seq <= self->newest_known)
    return;
  self->newest_known = group->last_seq;
  self->arrived++;
  if (self->first_unread == 0 || group->read_seq >= self->first_unread)
    set_first_unread (self, group->last_seq);
  anshin_timeline_view_update_way (self);
}

/* Nothing counts as read that went by while nobody looked. */
void
anshin_timeline_view_come_back (AnshinTimelineView *self)
{
  if (self->opened && self->first_unread > 0 && !self->unread_seen && get_direction (self) < 0)
    anshin_timeline_view_show_first_unread (self);
}

/* Whoever jumps over what is new has a way back to where it begins. */
void
anshin_timeline_view_jump_to_end (AnshinTimelineView *self)
{
  if (self->first_unread > 0)
    self->unread_seen = FALSE;
  anshin_timeline_view_scroll_to_end (self);
}

/* Returns: the number of the first message that is new here; 0 if none is */
gint64
anshin_timeline_view_get_first_unread (AnshinTimelineView *self)
{
  g_return_val_if_fail (ANSHIN_IS_TIMELINE_VIEW (self), 0);

  return self->first_unread;
}

void
anshin_timeline_view_show_first_unread (AnshinTimelineView *self)
{
  g_return_if_fail (ANSHIN_IS_TIMELINE_VIEW (self));

  if (self->first_unread > 0)
    anshin_timeline_view_show_seq (self, self->first_unread);
}
