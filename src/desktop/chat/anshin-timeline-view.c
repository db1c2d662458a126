/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-timeline-view-private.h"

#include <glib/gi18n.h>

#include "anshin-capability.h"
#include "anshin-covered.h"
#include "anshin-error-words.h"

#define READ_AFTER_MS 700

enum
{
  PROP_0,
  PROP_FIRST_UNREAD,
  PROP_CAN_REPLY,
  PROP_SOUGHT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (AnshinTimelineView, anshin_timeline_view, ADW_TYPE_BIN)

static gint64
get_last_seq (AnshinTimelineView *self)
{
  guint position = anshin_timeline_view_find_position (self, G_MAXINT64);

  return position > 0 ? anshin_timeline_view_get_seq (self, position - 1) : 0;
}

static gboolean
on_read_cb (gpointer data)
{
  AnshinTimelineView *self = ANSHIN_TIMELINE_VIEW (data);
  AnshinGroup *group = anshin_timeline_get_group (self->timeline);
  gint64 last = get_last_seq (self);

  self->read_id = 0;
  if (group != NULL && last > group->read_seq)
    anshin_timeline_mark_read (self->timeline, last);
  return G_SOURCE_REMOVE;
}

/* Read is what stood at the end of the timeline for a moment, with somebody before it. */
static void
update_read (AnshinTimelineView *self)
{
  gboolean reading = self->attended && self->at_end && self->timeline != NULL
                     && !anshin_timeline_get_detached (self->timeline)
                     && gtk_widget_get_mapped (GTK_WIDGET (self));

  if (!reading)
    g_clear_handle_id (&self->read_id, g_source_remove);
  else if (self->read_id == 0)
    self->read_id = g_timeout_add (READ_AFTER_MS, on_read_cb, self);
}

static void
update_stack (AnshinTimelineView *self)
{
  const GError *error = anshin_timeline_get_error (self->timeline);
  gboolean loading = anshin_timeline_get_loading (self->timeline);
  gboolean complete = anshin_timeline_get_complete (self->timeline);
  gboolean any = anshin_timeline_view_get_n_items (self) > 0;
  const char *page = "loading";
  gboolean frozen = g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_GROUP_FROZEN);
  g_autofree char *words = error != NULL ? anshin_error_words_dup (error) : NULL;

  if (any)
    page = "timeline";
  else if (complete)
    page = "empty";
  else if (error != NULL && !loading)
    page = "error";
  adw_status_page_set_title (self->error_page, frozen ? _("The group is frozen")
                                                      : _("The messages could not be loaded"));
  adw_status_page_set_description (self->error_page, words);
  gtk_widget_set_visible (self->retry_button, !frozen);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (page, "loading"));
  gtk_spinner_set_spinning (self->older_spinner, any && loading);
  gtk_revealer_set_reveal_child (self->older_revealer, any && loading && self->opened);
  gtk_label_set_label (self->older_label, words != NULL ? words : "");
  gtk_widget_set_visible (self->older_error, any && !loading && !complete && error != NULL);
  gtk_stack_set_visible_child_name (self->stack, page);
}

/* What could not be fetched before may be now. */
static void
on_timeline_changed_cb (AnshinTimelineView *self)
{
  update_stack (self);
  anshin_timeline_view_queue_grow (self);
}

static void
on_group_changed_cb (AnshinTimelineView *self)
{
  AnshinGroup *group = anshin_timeline_get_group (self->timeline);
  gboolean can_reply = anshin_capability_has (group->capabilities, "post")
                       && group->state == ANSHIN_GROUP_LIVE;

  if (self->can_reply == can_reply)
    return;
  self->can_reply = can_reply;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAN_REPLY]);
}

/* Something else is seen than before: what has been read, and whether there is a way down. */
void
anshin_timeline_view_update_seen (AnshinTimelineView *self)
{
  anshin_timeline_view_update_way (self);
  update_read (self);
}

static void
on_items_changed_cb (AnshinTimelineView *self, guint position, guint removed, guint added)
{
  guint n_items = anshin_timeline_view_get_n_items (self);
  gboolean at_bottom = n_items > 0 && position + added == n_items && added > 0;

  update_stack (self);
  if (n_items == 0)
    {
      self->opened = FALSE;
      self->at_end = self->wanted_seq == 0;
    }
  else if (!self->opened)
    {
      if (self->settle_id == 0)
        anshin_timeline_view_find_first_unread (self);
      anshin_timeline_view_settle (self);
    }
  else if (at_bottom)
    {
      if (anshin_timeline_view_is_own_at (self, n_items - 1) && removed == 0
          && !anshin_timeline_get_detached (self->timeline))
        self->at_end = TRUE;
      else if (added > removed)
        anshin_timeline_view_take_arrived (self, n_items - (added - removed), added - removed);
      anshin_timeline_view_queue_scroll (self);
    }
}

static void
on_row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, AnshinTimelineView *self)
{
  GtkWidget *row = anshin_chat_row_new ();

  g_object_bind_property (self, "first-unread", row, "first-unread", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "can-reply", row, "can-reply", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "sought", row, "sought", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (item, row);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
on_row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, AnshinTimelineView *self)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  /* The keyboard comes to a message by keys; who clicks on one goes on writing. */
  gtk_widget_set_focus_on_click (gtk_widget_get_parent (row), FALSE);
  anshin_chat_row_set_item (ANSHIN_CHAT_ROW (row), item);
}

static void
on_row_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, AnshinTimelineView *self)
{
  anshin_chat_row_set_item (ANSHIN_CHAT_ROW (gtk_list_item_get_child (item)), NULL);
}

/* With the mouse, or a finger held down, wherever the message is. */
static void
on_secondary_cb (AnshinTimelineView *self, int n_press, double x, double y)
{
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self->list_view), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = at != NULL ? gtk_widget_get_ancestor (at, ANSHIN_TYPE_CHAT_ROW) : NULL;

  if (row != NULL)
    anshin_chat_row_open_menu (ANSHIN_CHAT_ROW (row));
}

static void
on_unread_clicked_cb (AnshinTimelineView *self)
{
  anshin_timeline_view_show_first_unread (self);
}

static void
on_newest_clicked_cb (AnshinTimelineView *self)
{
  anshin_timeline_view_jump_to_end (self);
}

static void
on_older_retry_cb (AnshinTimelineView *self)
{
  anshin_timeline_load_older (self->timeline);
}

static void
on_retry_clicked_cb (AnshinTimelineView *self)
{
  anshin_timeline_load (self->timeline);
}

static void
anshin_timeline_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (anshin_timeline_view_parent_class)->map (widget);
  update_read (ANSHIN_TIMELINE_VIEW (widget));
}

static gboolean
anshin_timeline_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return anshin_timeline_view_enter (ANSHIN_TIMELINE_VIEW (widget), direction)
         || GTK_WIDGET_CLASS (anshin_timeline_view_parent_class)->focus (widget, direction);
}

static void
anshin_timeline_view_unmap (GtkWidget *widget)
{
  AnshinTimelineView *self = ANSHIN_TIMELINE_VIEW (widget);

  GTK_WIDGET_CLASS (anshin_timeline_view_parent_class)->unmap (widget);
  g_clear_handle_id (&self->read_id, g_source_remove);
}

static void
anshin_timeline_view_get_property (GObject *object, guint prop_id, GValue *value,
                                   GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_FIRST_UNREAD:
      g_value_set_int64 (value, ANSHIN_TIMELINE_VIEW (object)->first_unread);
      break;
    case PROP_SOUGHT:
      g_value_set_int64 (value, ANSHIN_TIMELINE_VIEW (object)->sought);
      break;
    case PROP_CAN_REPLY:
      g_value_set_boolean (value, ANSHIN_TIMELINE_VIEW (object)->can_reply);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
anshin_timeline_view_dispose (GObject *object)
{
  AnshinTimelineView *self = ANSHIN_TIMELINE_VIEW (object);

  g_clear_handle_id (&self->read_id, g_source_remove);
  anshin_timeline_view_leave_place (self);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_object (&self->shown);
  if (self->way_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->way_id);
  self->way_id = 0;
  g_clear_object (&self->timeline);

  G_OBJECT_CLASS (anshin_timeline_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/chat/anshin-timeline-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinTimelineView, stack);
  gtk_widget_class_bind_template_child (widget_class, AnshinTimelineView, spinner);
  gtk_widget_class_bind_template_child (widget_class, AnshinTimelineView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, AnshinTimelineView, list_view);
  gtk_widget_class_bind_template_child (widget_class, AnshinTimelineView, older_revealer);
  gtk_widget_class_bind_template_child (widget_class, AnshinTimelineView, older_spinner);
  gtk_widget_class_bind_template_child (widget_class, AnshinTimelineView, older_error);
  gtk_widget_class_bind_template_child (widget_class, AnshinTimelineView, older_label);
  gtk_widget_class_bind_template_callback (widget_class, on_older_retry_cb);
  gtk_widget_class_bind_template_child (widget_class, AnshinTimelineView, error_page);
  gtk_widget_class_bind_template_child (widget_class, AnshinTimelineView, retry_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinTimelineView, way_bar);
  gtk_widget_class_bind_template_child (widget_class, AnshinTimelineView, unread_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinTimelineView, unread_icon);
  gtk_widget_class_bind_template_child (widget_class, AnshinTimelineView, unread_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinTimelineView, newest_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinTimelineView, newest_label);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_unread_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_newest_clicked_cb);
}

static void
anshin_timeline_view_class_init (AnshinTimelineViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = anshin_timeline_view_get_property;
  object_class->dispose = anshin_timeline_view_dispose;
  widget_class->map = anshin_timeline_view_map;
  widget_class->focus = anshin_timeline_view_focus;
  widget_class->unmap = anshin_timeline_view_unmap;

  props[PROP_FIRST_UNREAD] = g_param_spec_int64 ("first-unread", NULL, NULL, 0, G_MAXINT64, 0,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_SOUGHT] = g_param_spec_int64 ("sought", NULL, NULL, 0, G_MAXINT64, 0,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_CAN_REPLY] = g_param_spec_boolean ("can-reply", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  bind_template (widget_class);
  anshin_timeline_view_actions_class_init (widget_class);
}

static void
anshin_timeline_view_init (AnshinTimelineView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->at_end = self->starts_at_unread = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_covered_tell (GTK_WIDGET (self->stack));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_row_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_row_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_row_unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_secondary_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), GTK_EVENT_CONTROLLER (click));
  anshin_message_deeds_add_keys (self);
  anshin_timeline_view_take_place (self);
}

void
anshin_timeline_view_set_timeline (AnshinTimelineView *self, AnshinTimeline *timeline)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  g_return_if_fail (ANSHIN_IS_TIMELINE_VIEW (self) && self->timeline == NULL);

  self->timeline = g_object_ref (timeline);
  self->shown = anshin_stretch_new (G_LIST_MODEL (timeline));
  g_signal_connect_object (timeline, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (timeline, "notify::loading", G_CALLBACK (on_timeline_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (timeline, "notify::error", G_CALLBACK (on_timeline_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (timeline, "notify::complete", G_CALLBACK (on_timeline_changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (anshin_timeline_get_group (timeline) != NULL)
    {
      g_signal_connect_object (anshin_timeline_get_group (timeline), "notify",
                               G_CALLBACK (on_group_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (anshin_timeline_get_group (timeline), "notify::unread",
                               G_CALLBACK (anshin_timeline_view_take_unread), self,
                               G_CONNECT_SWAPPED);
      on_group_changed_cb (self);
    }
  selection = GTK_SELECTION_MODEL (
    gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown))));
  gtk_list_view_set_model (self->list_view, selection);
  anshin_timeline_load (timeline);
  on_items_changed_cb (self, 0, 0, anshin_timeline_view_get_n_items (self));
}

void
anshin_timeline_view_scroll_to_end (AnshinTimelineView *self)
{
  g_return_if_fail (ANSHIN_IS_TIMELINE_VIEW (self));

  self->at_end = TRUE;
  self->starts_at_unread = FALSE;
  self->wanted_seq = 0;
  anshin_timeline_view_set_sought (self, 0);
  if (anshin_timeline_get_detached (self->timeline))
    anshin_timeline_load_newest (self->timeline);
  else
    anshin_timeline_view_queue_scroll (self);
}

/* Marks the entry that somebody came for; 0 for none. */
void
anshin_timeline_view_set_sought (AnshinTimelineView *self, gint64 seq)
{
  g_return_if_fail (ANSHIN_IS_TIMELINE_VIEW (self));

  if (self->sought == seq)
    return;
  self->sought = seq;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SOUGHT]);
}

/* Whether the window has the focus and this page is in front: only then something is read. */
void
anshin_timeline_view_set_attended (AnshinTimelineView *self, gboolean attended)
{
  g_return_if_fail (ANSHIN_IS_TIMELINE_VIEW (self));

  self->attended = attended;
  if (attended)
    anshin_timeline_view_come_back (self);
  update_read (self);
}

/* What one may do with messages here, as the service says of the group. */
AnshinMessageRights
anshin_timeline_view_get_rights (AnshinTimelineView *self)
{
  AnshinMessageRights rights = { 0 };
  AnshinGroup *group = NULL;

  g_return_val_if_fail (ANSHIN_IS_TIMELINE_VIEW (self), rights);

  group = anshin_timeline_get_group (self->timeline);
  rights.post = self->can_reply;
  rights.acknowledge = anshin_capability_has (group->capabilities, "acknowledge");
  rights.pin = anshin_capability_has (group->capabilities, "pin-message");
  return rights;
}
