/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-chat-page.h"

#include <glib/gi18n.h>

#include "anshin-card-bar.h"
#include "anshin-clock.h"
#include "anshin-composer.h"
#include "anshin-export-page.h"
#include "anshin-marked-page.h"
#include "anshin-marks-bar.h"
#include "anshin-passing-popover.h"
#include "anshin-timeline-view.h"
#include "anshin-window.h"

struct _AnshinChatPage
{
  AnshinPage parent_instance;

  /* template widgets */
  GtkWidget *patient_button;
  GtkWidget *members_button;
  GtkWidget *more_button;
  AnshinCardBar *card_bar;
  AnshinMarksBar *marks_bar;
  AnshinTimelineView *timeline_view;
  AnshinComposer *composer;
  GtkWidget *drop_hint;

  /* owned */
  AnshinGroup *group;
  GSimpleActionGroup *actions;
  gboolean in_front;

  /* borrowed */
  GtkWindow *window;
};

G_DEFINE_FINAL_TYPE (AnshinChatPage, anshin_chat_page, ANSHIN_TYPE_PAGE)

static char *
describe_group (AnshinGroup *group)
{
  g_autofree char *members
    = g_strdup_printf (ngettext ("%d member", "%d members", group->members),
                       (int) group->members);
  const char *kind = anshin_choice_get_label (&anshin_group_kinds, group->kind);

  /* Translators: the kind of a group, and how many are in it */
  return g_strdup_printf (_("%s · %s"), kind != NULL ? g_dpgettext2 (NULL, "choice", kind) : "",
                          members);
}

static void
actions_update (AnshinChatPage *self)
{
  GAction *first_unread = g_action_map_lookup_action (G_ACTION_MAP (self->actions),
                                                      "first-unread");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (first_unread),
                               anshin_timeline_view_get_first_unread (self->timeline_view) > 0);
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "vitals")),
    self->group != NULL && self->group->patient_id != NULL);
}

static void
on_group_changed_cb (AnshinChatPage *self)
{
  g_autofree char *subtitle = describe_group (self->group);

  anshin_page_set_title (ANSHIN_PAGE (self), self->group->name);
  anshin_page_set_subtitle (ANSHIN_PAGE (self), subtitle);
  gtk_widget_set_visible (self->patient_button, self->group->patient_id != NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->patient_button), "s",
                                    self->group->patient_id != NULL ? self->group->patient_id
                                                                    : "");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->members_button), "s", self->group->id);
  g_simple_action_set_state (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "mute")),
    g_variant_new_boolean (self->group->muted));
  actions_update (self);
}

static void
update_attended (AnshinChatPage *self)
{
  anshin_timeline_view_set_attended (self->timeline_view,
                                     self->in_front && self->window != NULL
                                       && gtk_window_is_active (self->window));
}

static void
on_active_changed_cb (AnshinChatPage *self)
{
  update_attended (self);
}

static void
on_reply_cb (AnshinChatPage *self, AnshinEntry *entry)
{
  anshin_composer_reply_to (self->composer, entry);
}

static void
on_edit_cb (AnshinChatPage *self, AnshinEntry *entry)
{
  anshin_composer_edit (self->composer, entry);
}

static void
on_taken_back_cb (AnshinChatPage *self)
{
  anshin_composer_show_taken_back (self->composer);
}

static void
on_show_entry_cb (AnshinChatPage *self, gint64 seq)
{
  anshin_timeline_view_show_seq (self->timeline_view, seq);
}

static void
on_sent_cb (AnshinChatPage *self)
{
  anshin_timeline_view_scroll_to_end (self->timeline_view);
}

static GdkDragAction
on_drag_entered_cb (AnshinChatPage *self)
{
  gtk_widget_set_visible (self->drop_hint, TRUE);
  return GDK_ACTION_COPY;
}

static void
on_drag_left_cb (AnshinChatPage *self)
{
  gtk_widget_set_visible (self->drop_hint, FALSE);
}

static gboolean
on_dropped_cb (AnshinChatPage *self, const GValue *value)
{
  AnshinWindow *window = anshin_window_get_for (self);

  gtk_widget_set_visible (self->drop_hint, FALSE);
  if (anshin_composer_attach (self->composer, g_value_get_boxed (value)))
    return TRUE;
  if (window != NULL)
    anshin_window_toast (window, _("Nothing can be posted in this group."));
  return FALSE;
}

/* Files are meant for the conversation wherever on it they are dropped: the text would take their
 * paths, and the window takes them for signed forms. So they are caught before both. */
static void
take_drops (AnshinChatPage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "enter", G_CALLBACK (on_drag_entered_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (on_drag_left_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
set_window (AnshinChatPage *self, GtkWindow *window)
{
  if (self->window != NULL)
    g_signal_handlers_disconnect_by_func (self->window, on_active_changed_cb, self);
  self->window = window;
  if (window != NULL)
    g_signal_connect_object (window, "notify::is-active", G_CALLBACK (on_active_changed_cb), self,
                             G_CONNECT_SWAPPED);
  update_attended (self);
}

static void
anshin_chat_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (anshin_chat_page_parent_class)->root (widget);
  set_window (ANSHIN_CHAT_PAGE (widget), GTK_WINDOW (gtk_widget_get_root (widget)));
}

static void
anshin_chat_page_unroot (GtkWidget *widget)
{
  set_window (ANSHIN_CHAT_PAGE (widget), NULL);
  GTK_WIDGET_CLASS (anshin_chat_page_parent_class)->unroot (widget);
}

static void
anshin_chat_page_shown (AnshinPage *page)
{
  AnshinChatPage *self = ANSHIN_CHAT_PAGE (page);

  self->in_front = TRUE;
  update_attended (self);
  anshin_composer_take_keyboard (self->composer);
}

static void
anshin_chat_page_hidden (AnshinPage *page)
{
  AnshinChatPage *self = ANSHIN_CHAT_PAGE (page);

  self->in_front = FALSE;
  anshin_timeline_view_set_sought (self->timeline_view, 0);
  update_attended (self);
}

static void
on_first_unread_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  anshin_timeline_view_show_first_unread (ANSHIN_CHAT_PAGE (data)->timeline_view);
}

static void
show_marked (AnshinChatPage *self, gboolean bookmarks)
{
  AnshinWindow *window = anshin_window_get_for (self);

  if (window != NULL)
    anshin_window_push_page (window, anshin_marked_page_new (anshin_window_get_client (window),
                                                             self->group, bookmarks));
}

static void
on_pins_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_marked (ANSHIN_CHAT_PAGE (data), FALSE);
}

static void
on_bookmarks_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_marked (ANSHIN_CHAT_PAGE (data), TRUE);
}

/* From the beginning of the day in Japan on. */
static void
on_day_selected_cb (AnshinChatPage *self, GtkCalendar *calendar)
{
  g_autoptr (GDateTime) picked = gtk_calendar_get_date (calendar);
  int day = g_date_time_get_year (picked) * 10000 + g_date_time_get_month (picked) * 100
            + g_date_time_get_day_of_month (picked);

  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (calendar),
                                                             GTK_TYPE_POPOVER)));
  anshin_timeline_view_show_day (self->timeline_view, anshin_time_from_day (day));
}

/* For the day that is selected already, of which the calendar tells nothing. */
static void
on_show_day_cb (AnshinChatPage *self, GtkWidget *button)
{
  on_day_selected_cb (self, GTK_CALENDAR (gtk_widget_get_prev_sibling (button)));
}

static void
on_go_to_day_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AnshinChatPage *self = ANSHIN_CHAT_PAGE (data);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *calendar = gtk_calendar_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Show this day"));

  gtk_box_append (GTK_BOX (box), calendar);
  gtk_box_append (GTK_BOX (box), button);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (on_day_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_show_day_cb), self,
                           G_CONNECT_SWAPPED);
  anshin_passing_popover_popup (GTK_POPOVER (popover), self->more_button);
  gtk_widget_grab_focus (calendar);
}

static void
on_search_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (data), "win.search-group", "s",
                              ANSHIN_CHAT_PAGE (data)->group->id);
}

static void
on_vitals_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (data), "win.show-vitals", "s",
                              ANSHIN_CHAT_PAGE (data)->group->id);
}

static void
on_muted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinChatPage) self = data;
  g_autoptr (GError) error = NULL;
  AnshinWindow *window = anshin_window_get_for (self);

  anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (error == NULL || self->group == NULL)
    return;
  self->group->muted = !self->group->muted;
  anshin_record_notify (self->group, "muted");
  if (window != NULL)
    anshin_window_toast_error (window, error);
}

/* Shown at once; if the service does not take it, it is as before. */
static void
on_mute_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  AnshinChatPage *self = ANSHIN_CHAT_PAGE (data);
  AnshinWindow *window = anshin_window_get_for (self);
  g_autofree char *path = g_strconcat ("/v1/groups/", self->group->id, "/mute", NULL);

  if (window == NULL || g_variant_get_boolean (state) == self->group->muted)
    return;
  self->group->muted = g_variant_get_boolean (state);
  anshin_record_notify (self->group, "muted");
  anshin_client_call_async (anshin_window_get_client (window),
                            self->group->muted ? "PUT" : "DELETE", path, NULL, G_TYPE_NONE, NULL,
                            on_muted_cb, g_object_ref (self));
}

static void
on_export_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AnshinChatPage *self = ANSHIN_CHAT_PAGE (data);
  AnshinWindow *window = anshin_window_get_for (self);

  if (window != NULL)
    anshin_window_push_page (window, anshin_export_page_new (anshin_window_get_client (window),
                                                             self->group));
}

static gboolean
anshin_chat_page_search (AnshinPage *page)
{
  on_search_cb (NULL, NULL, page);
  return TRUE;
}

/* Of the menu in the header bar, which is no child of the page: a feature has its items here. */
static const GActionEntry entries[] = {
  { .name = "first-unread", .activate = on_first_unread_cb },
  { .name = "go-to-day", .activate = on_go_to_day_cb },
  { .name = "pins", .activate = on_pins_cb },
  { .name = "bookmarks", .activate = on_bookmarks_cb },
  { .name = "search", .activate = on_search_cb },
  { .name = "vitals", .activate = on_vitals_cb },
  { .name = "mute", .state = "false", .change_state = on_mute_cb },
  { .name = "export", .activate = on_export_cb },
};

static void
on_first_unread_changed_cb (AnshinChatPage *self)
{
  actions_update (self);
}

static void
create_actions (AnshinChatPage *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page", G_ACTION_GROUP (self->actions));
  gtk_widget_insert_action_group (self->more_button, "page", G_ACTION_GROUP (self->actions));
  g_signal_connect_object (self->timeline_view, "notify::first-unread",
                           G_CALLBACK (on_first_unread_changed_cb), self, G_CONNECT_SWAPPED);
  actions_update (self);
}

static void
anshin_chat_page_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_CHAT_PAGE (object)->group);
  g_clear_object (&ANSHIN_CHAT_PAGE (object)->actions);

  G_OBJECT_CLASS (anshin_chat_page_parent_class)->dispose (object);
}

static void
anshin_chat_page_class_init (AnshinChatPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_chat_page_dispose;
  widget_class->root = anshin_chat_page_root;
  widget_class->unroot = anshin_chat_page_unroot;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_chat_page_shown;
  ANSHIN_PAGE_CLASS (klass)->hidden = anshin_chat_page_hidden;
  ANSHIN_PAGE_CLASS (klass)->search = anshin_chat_page_search;

  g_type_ensure (ANSHIN_TYPE_CARD_BAR);
  g_type_ensure (ANSHIN_TYPE_TIMELINE_VIEW);
  g_type_ensure (ANSHIN_TYPE_COMPOSER);
  g_type_ensure (ANSHIN_TYPE_MARKS_BAR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/chat/anshin-chat-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinChatPage, patient_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatPage, members_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatPage, card_bar);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatPage, marks_bar);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatPage, timeline_view);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatPage, composer);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatPage, drop_hint);
  gtk_widget_class_bind_template_callback (widget_class, on_reply_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_taken_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_show_entry_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_sent_cb);
}

static void
anshin_chat_page_init (AnshinChatPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  create_actions (self);
  take_drops (self);
}

AnshinPage *
anshin_chat_page_new (AnshinClient *client, AnshinGroup *group)
{
  AnshinChatPage *self = g_object_new (ANSHIN_TYPE_CHAT_PAGE, NULL);
  AnshinTimeline *timeline = anshin_client_get_timeline (client, group->id);
  AnshinUser *user = anshin_client_get_user (client);

  self->group = g_object_ref (group);
  anshin_page_set_subject (ANSHIN_PAGE (self), ANSHIN_RECORD (group));
  anshin_page_set_foot (ANSHIN_PAGE (self), GTK_WIDGET (self->composer));
  g_signal_connect_object (group, "notify", G_CALLBACK (on_group_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_group_changed_cb (self);
  if (group->patient_id != NULL)
    anshin_card_bar_set_patient (self->card_bar, client, group->patient_id);
  anshin_timeline_view_set_timeline (self->timeline_view, timeline);
  anshin_marks_bar_set_timeline (self->marks_bar, client, timeline);
  anshin_composer_set_office (self->composer, user != NULL && user->office);
  anshin_composer_set_timeline (self->composer, timeline);
  return ANSHIN_PAGE (self);
}

AnshinGroup *
anshin_chat_page_get_group (AnshinChatPage *self)
{
  return self->group;
}

/* Brings an entry into sight, from wherever in the past it is, and marks it until one leaves. */
void
anshin_chat_page_show_seq (AnshinChatPage *self, gint64 seq)
{
  g_return_if_fail (ANSHIN_IS_CHAT_PAGE (self));

  anshin_timeline_view_show_seq (self->timeline_view, seq);
  anshin_timeline_view_set_sought (self->timeline_view, seq);
}
