/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-chat-row.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"
#include "anshin-entry-words.h"
#include "anshin-format.h"
#include "anshin-list-row.h"
#include "anshin-message-box.h"
#include "anshin-message-menu.h"
#include "anshin-message-parts.h"
#include "anshin-message-text.h"
#include "anshin-message-words.h"
#include "anshin-timeline-view.h"

#define QUOTE_CHARACTERS 60

struct _AnshinChatRow
{
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *day_label;
  GtkWidget *unread_line;
  GtkLabel *system_label;
  GtkWidget *safety_button;
  AnshinMessageBox *message_box;
  GtkLabel *badge_label;
  GtkWidget *author_box;
  GtkLabel *author_label;
  GtkLabel *profession_label;
  GtkLabel *facility_label;
  GtkLabel *left_label;
  GtkWidget *bubble;
  GtkWidget *replied_button;
  GtkLabel *replied_label;
  GtkLabel *text_label;
  AnshinMessageParts *parts;
  GtkWidget *readers_button;
  GtkLabel *readers_label;
  GtkLabel *time_label;
  GtkWidget *attending_label;
  GtkWidget *pinned_icon;
  GtkWidget *edited_button;
  GtkWidget *reply_button;
  GtkWidget *menu_button;
  GtkWidget *delivery_box;
  GtkLabel *delivery_label;
  GtkWidget *send_again_button;
  GtkWidget *take_back_button;

  /* owned */
  GSignalGroup *item_signals;
  gint64 first_unread;
  gint64 sought;
  gboolean can_reply;
  const char *profession_style;
  GtkWidget *sought_label; /* made when it is needed, which is seldom */

  /* borrowed, while it is bound */
  GtkListItem *list_item;
};

enum
{
  PROP_0,
  PROP_FIRST_UNREAD,
  PROP_CAN_REPLY,
  PROP_SOUGHT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (AnshinChatRow, anshin_chat_row, ADW_TYPE_BIN)

static void
set_css_class (GtkWidget *widget, const char *css_class, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
set_accessible_label (GtkWidget *widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
show_day (AnshinChatRow *self, AnshinTimelineItem *item, AnshinEntry *entry)
{
  gboolean starts_day = anshin_timeline_item_get_starts_day (item);
  g_autofree char *day = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->day_label), starts_day);
  if (!starts_day)
    return;
  day = anshin_format_day (anshin_time_get_day (entry->at));
  gtk_label_set_label (self->day_label, day);
}

/* The first character of the profession, so that the badge says it without its colour. */
static void
show_author (AnshinChatRow *self, AnshinTimelineItem *item, AnshinContent *content)
{
  gboolean own = anshin_timeline_item_get_own (item);
  gboolean follows = anshin_timeline_item_get_follows_author (item);
  const char *profession = anshin_format_profession (content->author_profession);
  const char *style = anshin_format_profession_style (content->author_profession);
  g_autofree char *letter = g_utf8_substring (profession, 0, *profession != '\0' ? 1 : 0);

  if (self->profession_style != NULL)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->badge_label), self->profession_style);
      gtk_widget_remove_css_class (GTK_WIDGET (self->profession_label), self->profession_style);
    }
  self->profession_style = style;
  gtk_widget_add_css_class (GTK_WIDGET (self->badge_label), style);
  gtk_widget_add_css_class (GTK_WIDGET (self->profession_label), style);
  gtk_label_set_label (self->badge_label, letter);
  gtk_label_set_label (self->author_label, content->author_name);
  gtk_label_set_label (self->profession_label, profession);
  gtk_widget_set_visible (GTK_WIDGET (self->profession_label), *profession != '\0');
  gtk_label_set_label (self->facility_label, content->author_facility);
  gtk_widget_set_visible (self->author_box, !own && !follows);
  gtk_widget_set_visible (GTK_WIDGET (self->badge_label), !own);
  gtk_widget_set_opacity (GTK_WIDGET (self->badge_label), follows ? 0 : 1);
  set_css_class (GTK_WIDGET (self), "follows", follows);
}

static void
set_side (AnshinChatRow *self, gboolean own)
{
  anshin_message_box_set_own (self->message_box, own);
  set_css_class (self->bubble, "own", own);
  gtk_label_set_xalign (self->time_label, own ? 1 : 0);
  gtk_label_set_xalign (self->readers_label, own ? 1 : 0);
  gtk_label_set_xalign (self->delivery_label, own ? 1 : 0);
}

static void
show_replied (AnshinChatRow *self, AnshinTimelineItem *item, AnshinEntry *entry)
{
  AnshinEntry *replied = anshin_timeline_item_get_replied (item);
  g_autofree char *quote = NULL;

  gtk_widget_set_visible (self->replied_button, entry->reply_to != NULL);
  if (entry->reply_to == NULL)
    return;
  quote = replied != NULL ? anshin_entry_words_quote (replied, QUOTE_CHARACTERS)
                          : g_strdup (_("An earlier message"));
  gtk_label_set_label (self->replied_label, quote);
  set_accessible_label (self->replied_button, quote);
  gtk_widget_set_sensitive (self->replied_button, replied != NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->replied_button), "x",
                                    replied != NULL ? replied->seq : 0);
}

static char *
format_readers (guint readers, gboolean own)
{
  if (readers > 0)
    /* Translators: how many people have read a message */
    return g_strdup_printf (_("Read %u"), readers);
  return g_strdup (own ? _("Not read yet") : "");
}

static gboolean
is_deleted (AnshinTimelineItem *item)
{
  AnshinEntryState *state = anshin_timeline_item_get_state (item);

  return state != NULL && state->deleted_at != 0;
}

/* Who wrote it may have left since; the name stays as on that day. */
static void
show_author_state (AnshinChatRow *self, AnshinTimelineItem *item)
{
  const char *words = anshin_message_words_author_state (item);

  gtk_widget_set_visible (GTK_WIDGET (self->left_label), words != NULL);
  if (words != NULL)
    gtk_label_set_label (self->left_label, words);
}

static void
show_state (AnshinChatRow *self, AnshinTimelineItem *item, AnshinEntry *entry)
{
  AnshinEntryState *state = anshin_timeline_item_get_state (item);
  gboolean deleted = is_deleted (item);

  show_author_state (self, item);
  gtk_widget_set_visible (self->attending_label,
                          !deleted && anshin_timeline_item_get_attending_waits (item));
  gtk_widget_set_visible (self->pinned_icon, state != NULL && state->pinned_at != 0);
  gtk_widget_set_visible (self->edited_button, state != NULL && state->edited_at != 0);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->edited_button), "x", entry->seq);
  set_css_class (self->bubble, "deleted", deleted);
}

static void
show_text (AnshinChatRow *self, AnshinTimelineItem *item, AnshinContent *content)
{
  if (is_deleted (item))
    gtk_label_set_text (self->text_label, _("This message was deleted"));
  else if (content->text != NULL)
    anshin_message_text_show (self->text_label, content);
  else
    gtk_label_set_text (self->text_label, "");
  gtk_widget_set_visible (GTK_WIDGET (self->text_label),
                          is_deleted (item) || content->text != NULL);
}

static void
show_side (AnshinChatRow *self, AnshinTimelineItem *item, AnshinEntry *entry)
{
  gboolean confirmed = anshin_timeline_item_get_delivery (item) == ANSHIN_DELIVERY_CONFIRMED;
  gboolean own = anshin_timeline_item_get_own (item);
  g_autofree char *readers
    = format_readers (anshin_timeline_item_get_readers (item), own);
  g_autofree char *clock = anshin_format_clock (entry->at);

  gtk_label_set_label (self->readers_label, readers);
  set_accessible_label (self->readers_button, readers);
  gtk_widget_set_visible (self->readers_button,
                          confirmed && *readers != '\0' && !is_deleted (item));
  gtk_label_set_label (self->time_label, clock);
  gtk_widget_set_visible (GTK_WIDGET (self->time_label), confirmed);
  gtk_widget_set_visible (self->reply_button,
                          confirmed && self->can_reply && !is_deleted (item));
  gtk_widget_set_visible (self->menu_button, confirmed && (!is_deleted (item) || own));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->readers_button), "x", entry->seq);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->reply_button), "x", entry->seq);
}

static void
show_delivery (AnshinChatRow *self, AnshinTimelineItem *item)
{
  g_autofree char *words = anshin_message_words_delivery (item);
  AnshinDelivery delivery = anshin_timeline_item_get_delivery (item);
  gboolean refused = delivery == ANSHIN_DELIVERY_REFUSED;
  guint position = self->list_item != NULL ? gtk_list_item_get_position (self->list_item) : 0;

  gtk_widget_set_visible (self->delivery_box, words != NULL);
  gtk_label_set_label (self->delivery_label, words != NULL ? words : "");
  gtk_widget_set_visible (self->send_again_button, refused);
  gtk_widget_set_visible (self->take_back_button,
                          refused || delivery == ANSHIN_DELIVERY_WAITING
                            || delivery == ANSHIN_DELIVERY_HELD);
  set_css_class (GTK_WIDGET (self->delivery_label), "error", refused);
  set_css_class (GTK_WIDGET (self->delivery_label), "dim-label", !refused);
  set_css_class (self->bubble, "pending", words != NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->send_again_button), "u", position);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->take_back_button), "u", position);
}

/* Whom a search, a link or a list has led here sees which one it is. */
static void
show_sought (AnshinChatRow *self, gboolean sought)
{
  set_css_class (GTK_WIDGET (self), "sought", sought);
  if (sought && self->sought_label == NULL)
    {
      self->sought_label = gtk_label_new (_("The message you looked for"));
      gtk_widget_set_halign (self->sought_label, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (self->sought_label, "sought-label");
      gtk_box_insert_child_after (GTK_BOX (adw_bin_get_child (ADW_BIN (self))),
                                  self->sought_label, self->unread_line);
    }
  if (self->sought_label != NULL)
    gtk_widget_set_visible (self->sought_label, sought);
}

/* What a screen reader says of the whole row. */
static void
set_row_label (AnshinChatRow *self, const char *words, gboolean sought)
{
  g_autofree char *label = NULL;

  if (self->list_item == NULL)
    return;
  if (sought)
    label = g_strdup_printf (_("%s: %s"), _("The message you looked for"), words);
  anshin_list_row_set_label (self->list_item, label != NULL ? label : words);
}

static void
show_message (AnshinChatRow *self, AnshinTimelineItem *item, AnshinEntry *entry,
              AnshinContent *content)
{
  show_text (self, item, content);
  show_state (self, item, entry);
  anshin_message_parts_show (self->parts, item);
  set_side (self, anshin_timeline_item_get_own (item));
  show_author (self, item, content);
  show_replied (self, item, entry);
  show_side (self, item, entry);
  show_delivery (self, item);
}

static void
update (AnshinChatRow *self)
{
  g_autoptr (AnshinTimelineItem) item = g_signal_group_dup_target (self->item_signals);
  AnshinEntry *entry = item != NULL ? anshin_timeline_item_get_entry (item) : NULL;
  AnshinContent *content = item != NULL ? anshin_timeline_item_get_content (item) : NULL;
  gboolean is_message = FALSE;
  gboolean sought = entry != NULL && self->sought > 0 && entry->seq == self->sought;
  g_autofree char *words = NULL;

  if (entry == NULL)
    {
      anshin_message_parts_show (self->parts, NULL);
      return;
    }
  is_message = anshin_entry_kind_is_to_read (entry->kind) && content != NULL;
  show_day (self, item, entry);
  gtk_widget_set_visible (self->unread_line,
                          self->first_unread > 0 && entry->seq == self->first_unread);
  gtk_widget_set_visible (GTK_WIDGET (self->system_label), !is_message);
  gtk_widget_set_visible (self->safety_button, entry->kind == ANSHIN_ENTRY_SAFETY_CHECK);
  gtk_widget_set_visible (GTK_WIDGET (self->message_box), is_message);
  if (is_message)
    show_message (self, item, entry, content);
  else
    {
      anshin_message_parts_show (self->parts, NULL);
      words = anshin_entry_words_dup (entry);
      gtk_label_set_label (self->system_label, words);
    }
  if (self->list_item != NULL && is_message)
    words = anshin_message_words_row (item);
  show_sought (self, sought);
  set_row_label (self, words, sought);
}

static void
on_menu_clicked_cb (AnshinChatRow *self)
{
  anshin_chat_row_open_menu (self);
}

static gboolean
on_link_cb (AnshinChatRow *self, const char *uri)
{
  anshin_message_text_open_link (GTK_WIDGET (self), uri);
  return TRUE;
}

/* With the mouse, or a finger held down, wherever the bubble is. */
static void
on_secondary_cb (AnshinChatRow *self)
{
  if (gtk_widget_get_visible (self->menu_button))
    anshin_chat_row_open_menu (self);
}

static void
on_item_changed_cb (AnshinChatRow *self, GParamSpec *pspec)
{
  g_autoptr (AnshinTimelineItem) item = NULL;

  /* Read marks come by the dozen; they change one number. */
  if (g_str_equal (pspec->name, "readers"))
    {
      item = g_signal_group_dup_target (self->item_signals);
      show_side (self, item, anshin_timeline_item_get_entry (item));
      return;
    }
  update (self);
}

static void
anshin_chat_row_set_property (GObject *object, guint prop_id, const GValue *value,
                              GParamSpec *pspec)
{
  AnshinChatRow *self = ANSHIN_CHAT_ROW (object);

  switch (prop_id)
    {
    case PROP_FIRST_UNREAD:
      self->first_unread = g_value_get_int64 (value);
      update (self);
      break;
    case PROP_SOUGHT:
      self->sought = g_value_get_int64 (value);
      update (self);
      break;
    case PROP_CAN_REPLY:
      self->can_reply = g_value_get_boolean (value);
      update (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
anshin_chat_row_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_CHAT_ROW (object)->item_signals);

  G_OBJECT_CLASS (anshin_chat_row_parent_class)->dispose (object);
}

static void
anshin_chat_row_class_init (AnshinChatRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = anshin_chat_row_set_property;
  object_class->dispose = anshin_chat_row_dispose;

  props[PROP_FIRST_UNREAD]
    = g_param_spec_int64 ("first-unread", NULL, NULL, 0, G_MAXINT64, 0,
                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_SOUGHT] = g_param_spec_int64 ("sought", NULL, NULL, 0, G_MAXINT64, 0,
                                           G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_CAN_REPLY] = g_param_spec_boolean ("can-reply", NULL, NULL, FALSE,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (ANSHIN_TYPE_MESSAGE_BOX);
  g_type_ensure (ANSHIN_TYPE_MESSAGE_PARTS);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/chat/anshin-chat-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, day_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, unread_line);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, system_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, safety_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, message_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, badge_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, author_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, author_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, profession_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, facility_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, left_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, attending_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, pinned_icon);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, edited_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, on_menu_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_link_cb);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, bubble);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, replied_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, replied_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, text_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, parts);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, readers_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, readers_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, time_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, reply_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, delivery_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, delivery_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, send_again_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinChatRow, take_back_button);
}

static void
anshin_chat_row_init (AnshinChatRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_secondary_cb), self);
  gtk_widget_add_controller (self->bubble, GTK_EVENT_CONTROLLER (click));
  self->item_signals = g_signal_group_new (ANSHIN_TYPE_TIMELINE_ITEM);
  g_signal_group_connect_swapped (self->item_signals, "notify", G_CALLBACK (on_item_changed_cb),
                                  self);
}

GtkWidget *
anshin_chat_row_new (void)
{
  return g_object_new (ANSHIN_TYPE_CHAT_ROW, NULL);
}

/* @list_item is what the list bound the row to, or %NULL when it lets go of it. */
void
anshin_chat_row_set_item (AnshinChatRow *self, GtkListItem *list_item)
{
  g_return_if_fail (ANSHIN_IS_CHAT_ROW (self));

  self->list_item = list_item;
  g_signal_group_set_target (self->item_signals,
                             list_item != NULL ? gtk_list_item_get_item (list_item) : NULL);
  update (self);
}

/* The message that it shows. */
AnshinTimelineItem *
anshin_chat_row_dup_item (AnshinChatRow *self)
{
  g_return_val_if_fail (ANSHIN_IS_CHAT_ROW (self), NULL);

  return g_signal_group_dup_target (self->item_signals);
}

/* All that can be done with the message. */
void
anshin_chat_row_open_menu (AnshinChatRow *self)
{
  g_autoptr (AnshinTimelineItem) item = NULL;
  GtkWidget *view = NULL;

  g_return_if_fail (ANSHIN_IS_CHAT_ROW (self));

  item = anshin_chat_row_dup_item (self);
  view = gtk_widget_get_ancestor (GTK_WIDGET (self), ANSHIN_TYPE_TIMELINE_VIEW);
  if (item != NULL && view != NULL && gtk_widget_get_visible (self->menu_button))
    anshin_message_menu_popup (self->menu_button, item,
                               anshin_timeline_view_get_rights (ANSHIN_TIMELINE_VIEW (view)));
}
