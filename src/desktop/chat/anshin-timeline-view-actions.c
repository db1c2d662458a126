/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-timeline-view-private.h"

#include "anshin-readers-page.h"
#include "anshin-window.h"

/* Where an entry stands, and the commands that its row gives. */

static guint reply_signal;
static guint taken_back_signal;

/* Returns: (transfer full) (nullable): the message with this number */
AnshinTimelineItem *
anshin_timeline_view_dup_item (AnshinTimelineView *self, gint64 seq)
{
  guint position = anshin_timeline_view_find_position (self, seq);
  g_autoptr (AnshinTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (self->timeline),
                                                               position);

  if (item == NULL || anshin_timeline_view_get_seq (self, position) != seq)
    return NULL;
  return g_steal_pointer (&item);
}

static void
on_reply_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinTimelineView *self = ANSHIN_TIMELINE_VIEW (widget);
  g_autoptr (AnshinTimelineItem) item
    = anshin_timeline_view_dup_item (self, g_variant_get_int64 (parameter));

  if (item != NULL)
    g_signal_emit (self, reply_signal, 0, anshin_timeline_item_get_entry (item));
}

static void
on_show_entry_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  anshin_timeline_view_show_seq (ANSHIN_TIMELINE_VIEW (widget), g_variant_get_int64 (parameter));
}

static void
on_show_readers_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinTimelineView *self = ANSHIN_TIMELINE_VIEW (widget);
  g_autoptr (AnshinTimelineItem) item
    = anshin_timeline_view_dup_item (self, g_variant_get_int64 (parameter));
  AnshinWindow *window = anshin_window_get_for (self);

  if (item != NULL && window != NULL)
    anshin_window_push_page (window, anshin_readers_page_new (self->timeline, item));
}

static void
on_send_again_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinTimelineView *self = ANSHIN_TIMELINE_VIEW (widget);
  g_autoptr (AnshinTimelineItem) item
    = g_list_model_get_item (G_LIST_MODEL (self->shown), g_variant_get_uint32 (parameter));

  if (item != NULL)
    anshin_timeline_send_again (self->timeline, item);
}

static void
on_take_back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinTimelineView *self = ANSHIN_TIMELINE_VIEW (widget);
  g_autoptr (AnshinTimelineItem) item
    = g_list_model_get_item (G_LIST_MODEL (self->shown), g_variant_get_uint32 (parameter));

  if (item != NULL && anshin_timeline_take_back (self->timeline, item))
    g_signal_emit (self, taken_back_signal, 0);
}

/* Returns: (transfer none) (nullable): the row that has the focus, or has it inside */
AnshinChatRow *
anshin_timeline_view_find_focused_row (AnshinTimelineView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = NULL;

  if (focus == NULL)
    return NULL;
  row = gtk_widget_get_ancestor (focus, ANSHIN_TYPE_CHAT_ROW);
  if (row == NULL)
    row = gtk_widget_get_first_child (focus);
  return row != NULL && ANSHIN_IS_CHAT_ROW (row) ? ANSHIN_CHAT_ROW (row) : NULL;
}

/* Returns: (transfer none) (nullable): the lowest item that begins above the lower edge */
static GtkWidget *
find_lowest_in_sight (AnshinTimelineView *self)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self->scrolled));
  GtkWidget *lowest = NULL;
  float y = -G_MAXFLOAT;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      graphene_rect_t bounds;

      if (!gtk_widget_get_child_visible (child)
          || !gtk_widget_compute_bounds (child, GTK_WIDGET (self->scrolled), &bounds)
          || bounds.origin.y >= height || bounds.origin.y <= y)
        continue;
      lowest = child;
      y = bounds.origin.y;
    }
  return lowest;
}

/**
 * anshin_timeline_view_enter:
 * @direction: where the keyboard is going
 *
 * The keyboard comes in by Tab, from above or below, to the lowest message that is seen: by itself
 * GTK goes to the oldest there is, which scrolls there.
 *
 * Returns: whether it has come in
 */
gboolean
anshin_timeline_view_enter (AnshinTimelineView *self, GtkDirectionType direction)
{
  GtkWidget *item = NULL;

  if ((direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
      || gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    return FALSE;
  item = find_lowest_in_sight (self);
  return item != NULL && gtk_widget_grab_focus (item);
}

/**
 * anshin_timeline_view_show_seq:
 * @seq: an entry's number
 *
 * Brings the entry into sight, from wherever in the past it is.
 */
void
anshin_timeline_view_show_seq (AnshinTimelineView *self, gint64 seq)
{
  g_return_if_fail (ANSHIN_IS_TIMELINE_VIEW (self));

  self->at_end = FALSE;
  self->wanted_seq = seq;
  if (anshin_timeline_load_around (self->timeline, seq))
    anshin_timeline_view_bring (self, seq);
  anshin_timeline_see (self->timeline, seq);
}

/**
 * anshin_timeline_view_show_day:
 * @at: a time
 *
 * Brings what first happened from that time on into sight.
 */
void
anshin_timeline_view_show_day (AnshinTimelineView *self, gint64 at)
{
  g_return_if_fail (ANSHIN_IS_TIMELINE_VIEW (self));

  self->at_end = FALSE;
  self->wanted_seq = 1;
  anshin_timeline_load_from (self->timeline, at);
}

guint
anshin_timeline_view_get_n_items (AnshinTimelineView *self)
{
  return self->timeline != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->timeline)) : 0;
}

gint64
anshin_timeline_view_get_seq (AnshinTimelineView *self, guint position)
{
  g_autoptr (AnshinTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (self->timeline),
                                                               position);
  AnshinEntry *entry = item != NULL ? anshin_timeline_item_get_entry (item) : NULL;

  /* What is on its way has no number yet and stands below all that have one. */
  return entry != NULL && entry->seq > 0 ? entry->seq : G_MAXINT64;
}

/* Returns: the place of the first entry with at least this number */
guint
anshin_timeline_view_find_position (AnshinTimelineView *self, gint64 seq)
{
  guint low = 0;
  guint high = anshin_timeline_view_get_n_items (self);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (anshin_timeline_view_get_seq (self, middle) < seq)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

void
anshin_timeline_view_actions_class_init (GtkWidgetClass *widget_class)
{
  reply_signal = g_signal_new ("reply", G_TYPE_FROM_CLASS (widget_class), G_SIGNAL_RUN_LAST, 0,
                               NULL, NULL, NULL, G_TYPE_NONE, 1, anshin_entry_get_type ());
  taken_back_signal = g_signal_new ("taken-back", G_TYPE_FROM_CLASS (widget_class),
                                    G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  anshin_message_deeds_class_init (widget_class);
  gtk_widget_class_install_action (widget_class, "chat.reply", "x", on_reply_cb);
  gtk_widget_class_install_action (widget_class, "chat.show-entry", "x", on_show_entry_cb);
  gtk_widget_class_install_action (widget_class, "chat.show-readers", "x", on_show_readers_cb);
  gtk_widget_class_install_action (widget_class, "chat.send-again", "u", on_send_again_cb);
  gtk_widget_class_install_action (widget_class, "chat.take-back", "u", on_take_back_cb);
}
