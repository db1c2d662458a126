/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-timeline-view-private.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"
#include "anshin-clipboard.h"
#include "anshin-message-menu.h"
#include "anshin-message-markup.h"
#include "anshin-message-words.h"
#include "anshin-message.h"
#include "anshin-request-editor.h"
#include "anshin-versions-page.h"
#include "anshin-vitals-page.h"
#include "anshin-window.h"

/* What is done with one message; its row then shows what the event stream says of it. */

static guint edit_signal;

static AnshinTimelineItem *
dup_item (AnshinTimelineView *self, GVariant *parameter)
{
  return anshin_timeline_view_dup_item (self, g_variant_get_int64 (parameter));
}

static void
on_called_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinTimelineView) self = data;
  g_autoptr (GError) error = NULL;
  AnshinWindow *window = anshin_window_get_for (self);

  anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (error != NULL && window != NULL)
    anshin_window_toast_error (window, error);
}

static void
call (AnshinTimelineView *self, AnshinTimelineItem *item, const char *method, const char *rest,
      gpointer body)
{
  AnshinWindow *window = anshin_window_get_for (self);
  AnshinEntry *entry = anshin_timeline_item_get_entry (item);
  g_autofree char *path = NULL;

  if (window == NULL || entry->id == NULL)
    return;
  path = g_strconcat ("/v1/groups/", entry->channel, "/messages/", entry->id, rest, NULL);
  anshin_client_call_async (anshin_window_get_client (window), method, path, body, G_TYPE_NONE,
                            NULL, on_called_cb, g_object_ref (self));
}

/* Whoever acknowledges has seen it; the service has noted so by itself. */
void
anshin_message_deeds_acknowledge (AnshinTimelineView *self, AnshinTimelineItem *item, int kind)
{
  g_autoptr (AnshinAcknowledgement) body = anshin_acknowledgement_new ();

  body->kind = kind;
  if (kind == ANSHIN_ACKNOWLEDGEMENT_NONE)
    call (self, item, "DELETE", "/acknowledgement", NULL);
  else
    call (self, item, "PUT", "/acknowledgement", body);
  anshin_timeline_see (self->timeline, anshin_timeline_item_get_entry (item)->seq);
}

static void
on_acknowledge_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinTimelineView *self = ANSHIN_TIMELINE_VIEW (widget);
  g_autoptr (AnshinTimelineItem) item = NULL;
  gint64 seq = 0;
  int kind = 0;

  g_variant_get (parameter, "(xi)", &seq, &kind);
  item = anshin_timeline_view_dup_item (self, seq);
  if (item != NULL)
    anshin_message_deeds_acknowledge (self, item, kind);
}

static void
on_mark_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinTimelineView *self = ANSHIN_TIMELINE_VIEW (widget);
  g_autoptr (AnshinTimelineItem) item = dup_item (self, parameter);
  AnshinWindow *window = anshin_window_get_for (self);

  if (item == NULL)
    return;
  if (g_str_equal (name, "chat.pin"))
    call (self, item, "PUT", "/pin", NULL);
  else if (g_str_equal (name, "chat.unpin"))
    call (self, item, "DELETE", "/pin", NULL);
  else
    {
      gboolean set = g_str_equal (name, "chat.bookmark");

      call (self, item, set ? "PUT" : "DELETE", "/bookmark", NULL);
      anshin_timeline_set_bookmarked (self->timeline, item, set);
      if (window != NULL)
        anshin_window_toast (window, set ? _("Bookmarked. See “My bookmarks” in the menu.")
                                         : _("The bookmark is gone."));
    }
}

static void
on_copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinTimelineView *self = ANSHIN_TIMELINE_VIEW (widget);
  g_autoptr (AnshinTimelineItem) item = dup_item (self, parameter);
  g_autofree char *text = item != NULL ? anshin_message_words_dup_copied (item) : NULL;
  AnshinWindow *window = anshin_window_get_for (self);

  if (text == NULL)
    return;
  anshin_clipboard_copy (widget, text);
  if (window != NULL)
    anshin_window_toast (window, _("Copied. It leaves the clipboard in a minute."));
}

/* It names the entry by its ids alone, which tell nobody anything. */
static void
on_copy_link_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinTimelineView *self = ANSHIN_TIMELINE_VIEW (widget);
  AnshinWindow *window = anshin_window_get_for (self);
  AnshinGroup *group = anshin_timeline_get_group (self->timeline);
  g_autofree char *link = anshin_message_markup_dup_link (group->id,
                                                          g_variant_get_int64 (parameter));

  anshin_clipboard_copy (widget, link);
  if (window != NULL)
    anshin_window_toast (window, _("Copied. Pasted into a message, it leads here."));
}

static void
on_edit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinTimelineView *self = ANSHIN_TIMELINE_VIEW (widget);
  g_autoptr (AnshinTimelineItem) item = dup_item (self, parameter);

  if (item != NULL)
    g_signal_emit (self, edit_signal, 0, anshin_timeline_item_get_entry (item));
}

typedef struct
{
  AnshinTimelineView *view;
  AnshinTimelineItem *item;
} Deletion;

static void
on_delete_asked_cb (gboolean confirmed, gpointer data)
{
  Deletion *deletion = data;

  if (confirmed)
    call (deletion->view, deletion->item, "DELETE", "", NULL);
  g_object_unref (deletion->view);
  g_object_unref (deletion->item);
  g_free (deletion);
}

static void
on_delete_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinTimelineView *self = ANSHIN_TIMELINE_VIEW (widget);
  g_autoptr (AnshinTimelineItem) item = dup_item (self, parameter);
  Deletion *deletion = NULL;

  if (item == NULL)
    return;
  deletion = g_new0 (Deletion, 1);
  deletion->view = g_object_ref (self);
  deletion->item = g_object_ref (item);
  anshin_alert_ask (widget, _("Delete this message?"),
                    _("Everybody sees that a message was deleted here. What it said is kept on "
                      "record, and you can look it up."),
                    _("_Delete"), TRUE, on_delete_asked_cb, deletion);
}

static void
on_request_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinTimelineView *self = ANSHIN_TIMELINE_VIEW (widget);
  g_autoptr (AnshinTimelineItem) item = dup_item (self, parameter);
  AnshinWindow *window = anshin_window_get_for (self);

  if (item != NULL && window != NULL)
    anshin_window_push_page (window,
                             anshin_request_editor_new (anshin_window_get_client (window),
                                                        self->timeline,
                                                        anshin_timeline_item_get_entry (item)));
}

static void
on_correct_vitals_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinTimelineView *self = ANSHIN_TIMELINE_VIEW (widget);
  g_autoptr (AnshinTimelineItem) item = dup_item (self, parameter);
  AnshinContent *content = item != NULL ? anshin_timeline_item_get_content (item) : NULL;
  AnshinWindow *window = anshin_window_get_for (self);

  if (content != NULL && content->vitals != NULL && window != NULL)
    anshin_window_push_page (
      window, anshin_vitals_page_new_edit (anshin_window_get_client (window),
                                           anshin_timeline_get_group (self->timeline),
                                           anshin_timeline_item_get_entry (item)));
}

static void
on_show_versions_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinTimelineView *self = ANSHIN_TIMELINE_VIEW (widget);
  g_autoptr (AnshinTimelineItem) item = dup_item (self, parameter);
  AnshinWindow *window = anshin_window_get_for (self);

  if (item != NULL && window != NULL)
    anshin_window_push_page (window, anshin_versions_page_new (anshin_window_get_client (window),
                                                               item));
}

/* No line about the group, nothing on its way, and nothing that was deleted. */
static gboolean
is_answerable (AnshinTimelineItem *item)
{
  AnshinEntry *entry = anshin_timeline_item_get_entry (item);
  AnshinEntryState *state = anshin_timeline_item_get_state (item);

  return entry->seq != 0 && anshin_entry_kind_is_to_read (entry->kind)
         && (state == NULL || state->deleted_at == 0);
}

/* A number gives the acknowledgement at that place, R answers, the menu key opens the menu. */
static gboolean
on_key_pressed_cb (AnshinTimelineView *self, guint keyval, guint keycode, GdkModifierType state)
{
  AnshinChatRow *row = anshin_timeline_view_find_focused_row (self);
  g_autoptr (AnshinTimelineItem) item = row != NULL ? anshin_chat_row_dup_item (row) : NULL;
  gboolean plain = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) == 0;
  AnshinMessageRights rights = anshin_timeline_view_get_rights (self);
  gboolean answerable = item != NULL && is_answerable (item);

  if (item != NULL
      && (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0)))
    anshin_chat_row_open_menu (row);
  else if (answerable && rights.acknowledge && plain && keyval >= GDK_KEY_1
           && keyval <= GDK_KEY_5)
    gtk_widget_activate_action (GTK_WIDGET (self), "chat.acknowledge", "(xi)",
                                anshin_timeline_item_get_entry (item)->seq,
                                (int) (keyval - GDK_KEY_0));
  else if (answerable && rights.post && plain && (keyval == GDK_KEY_r || keyval == GDK_KEY_R))
    gtk_widget_activate_action (GTK_WIDGET (self), "chat.reply", "x",
                                anshin_timeline_item_get_entry (item)->seq);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

void
anshin_message_deeds_add_keys (AnshinTimelineView *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  g_signal_connect_swapped (controller, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), controller);
}

void
anshin_message_deeds_class_init (GtkWidgetClass *widget_class)
{
  edit_signal = g_signal_new ("edit", G_TYPE_FROM_CLASS (widget_class), G_SIGNAL_RUN_LAST, 0,
                              NULL, NULL, NULL, G_TYPE_NONE, 1, anshin_entry_get_type ());
  gtk_widget_class_install_action (widget_class, "chat.acknowledge", "(xi)", on_acknowledge_cb);
  gtk_widget_class_install_action (widget_class, "chat.pin", "x", on_mark_cb);
  gtk_widget_class_install_action (widget_class, "chat.unpin", "x", on_mark_cb);
  gtk_widget_class_install_action (widget_class, "chat.bookmark", "x", on_mark_cb);
  gtk_widget_class_install_action (widget_class, "chat.unbookmark", "x", on_mark_cb);
  gtk_widget_class_install_action (widget_class, "chat.copy", "x", on_copy_cb);
  gtk_widget_class_install_action (widget_class, "chat.copy-link", "x", on_copy_link_cb);
  gtk_widget_class_install_action (widget_class, "chat.edit", "x", on_edit_cb);
  gtk_widget_class_install_action (widget_class, "chat.delete", "x", on_delete_cb);
  gtk_widget_class_install_action (widget_class, "chat.request", "x", on_request_cb);
  gtk_widget_class_install_action (widget_class, "chat.correct-vitals", "x",
                                   on_correct_vitals_cb);
  gtk_widget_class_install_action (widget_class, "chat.show-versions", "x", on_show_versions_cb);
}
