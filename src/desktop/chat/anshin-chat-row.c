/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-chat-row.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"
#include "anshin-entry-words.h"
#include "anshin-format.h"
#include "anshin-list-row.h"
#include "anshin-message-menu.h"
#include "anshin-message-view.h"
#include "anshin-message-words.h"
#include "anshin-timeline-view.h"

/* What a row may be made of, from top to bottom. */
enum
{
  DAY,
  UNREAD,
  SOUGHT,
  SYSTEM,
  SAFETY,
  MESSAGE,
  N_LINES
};

struct _AnshinChatRow
{
  GtkWidget parent_instance;

  GtkWidget *lines[N_LINES]; /* those that have been made */

  /* owned */
  GSignalGroup *item_signals;
  gint64 first_unread;
  gint64 sought;
  gboolean can_reply;

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

G_DEFINE_FINAL_TYPE (AnshinChatRow, anshin_chat_row, GTK_TYPE_WIDGET)

static GtkWidget *
create_day (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_halign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "day-separator");
  return label;
}

static GtkWidget *
create_unread (void)
{
  GtkWidget *label = gtk_label_new (_("New messages from here"));

  gtk_widget_add_css_class (label, "unread-line");
  return label;
}

static GtkWidget *
create_sought (void)
{
  GtkWidget *label = gtk_label_new (_("The message you looked for"));

  gtk_widget_set_halign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "sought-label");
  return label;
}

static GtkWidget *
create_system (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "system-entry");
  return label;
}

static GtkWidget *
create_safety (void)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Answer"));

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.answer-safety-check");
  gtk_widget_add_css_class (button, "pill");
  return button;
}

static const AnshinSeldomCreate create_line[N_LINES] = {
  [DAY] = create_day,
  [UNREAD] = create_unread,
  [SOUGHT] = create_sought,
  [SYSTEM] = create_system,
  [SAFETY] = create_safety,
  [MESSAGE] = anshin_message_view_new,
};

static gpointer
show_line (AnshinChatRow *self, guint line, gboolean wanted)
{
  return anshin_seldom_show (GTK_WIDGET (self), self->lines, line, wanted, create_line[line]);
}

static void
show_day (AnshinChatRow *self, AnshinTimelineItem *item, AnshinEntry *entry)
{
  GtkLabel *label = show_line (self, DAY, anshin_timeline_item_get_starts_day (item));
  g_autofree char *day = NULL;

  if (label == NULL)
    return;
  day = anshin_format_day (anshin_time_get_day (entry->at));
  gtk_label_set_label (label, day);
}

static void
let_go (AnshinChatRow *self)
{
  if (self->lines[MESSAGE] != NULL)
    anshin_message_view_let_go (ANSHIN_MESSAGE_VIEW (self->lines[MESSAGE]));
}

static void
set_css_class (AnshinChatRow *self, const char *css_class, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), css_class);
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
update (AnshinChatRow *self)
{
  g_autoptr (AnshinTimelineItem) item = g_signal_group_dup_target (self->item_signals);
  AnshinEntry *entry = item != NULL ? anshin_timeline_item_get_entry (item) : NULL;
  guint position = self->list_item != NULL ? gtk_list_item_get_position (self->list_item) : 0;
  gboolean sought = entry != NULL && self->sought > 0 && entry->seq == self->sought;
  AnshinMessageView *message = NULL;
  GtkLabel *system = NULL;
  g_autofree char *words = NULL;

  if (entry == NULL)
    {
      let_go (self);
      return;
    }
  show_day (self, item, entry);
  show_line (self, UNREAD, self->first_unread > 0 && entry->seq == self->first_unread);
  message = show_line (self, MESSAGE,
                       anshin_entry_kind_is_to_read (entry->kind)
                         && anshin_timeline_item_get_content (item) != NULL);
  system = show_line (self, SYSTEM, message == NULL);
  show_line (self, SAFETY, entry->kind == ANSHIN_ENTRY_SAFETY_CHECK);
  if (message != NULL)
    {
      anshin_message_view_show (message, item, position, self->can_reply);
      words = anshin_message_words_row (item);
    }
  else
    {
      let_go (self);
      words = anshin_entry_words_dup (entry);
      gtk_label_set_label (system, words);
    }
  set_css_class (self, "follows",
                 message != NULL && anshin_timeline_item_get_follows_author (item));
  set_css_class (self, "sought", sought);
  show_line (self, SOUGHT, sought);
  set_row_label (self, words, sought);
}

static void
on_item_changed_cb (AnshinChatRow *self, GParamSpec *pspec)
{
  g_autoptr (AnshinTimelineItem) item = g_signal_group_dup_target (self->item_signals);
  GtkWidget *message = self->lines[MESSAGE];

  /* Read marks come by the dozen; they change one number. */
  if (!g_str_equal (pspec->name, "readers"))
    update (self);
  else if (message != NULL && gtk_widget_get_visible (message))
    anshin_message_view_show_readers (ANSHIN_MESSAGE_VIEW (message), item, self->can_reply);
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
  AnshinChatRow *self = ANSHIN_CHAT_ROW (object);

  let_go (self);
  g_clear_object (&self->item_signals);
  for (guint i = 0; i < N_LINES; i++)
    g_clear_pointer (&self->lines[i], gtk_widget_unparent);

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

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
anshin_chat_row_init (AnshinChatRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->item_signals = g_signal_group_new (ANSHIN_TYPE_TIMELINE_ITEM);
  g_signal_group_connect_swapped (self->item_signals, "notify", G_CALLBACK (on_item_changed_cb),
                                  self);
}

GtkWidget *
anshin_chat_row_new (void)
{
  return g_object_new (ANSHIN_TYPE_CHAT_ROW, NULL);
}

/* @list_item is what the list bound the row to, or %NULL when it lets go of it. A list lets go of
 * all rows below one that is put in, and binds them again to what they show: that costs nothing. */
void
anshin_chat_row_set_item (AnshinChatRow *self, GtkListItem *list_item)
{
  g_autoptr (AnshinTimelineItem) shown = NULL;
  AnshinTimelineItem *item = NULL;

  g_return_if_fail (ANSHIN_IS_CHAT_ROW (self));

  self->list_item = list_item;
  if (list_item == NULL)
    return;
  shown = g_signal_group_dup_target (self->item_signals);
  item = gtk_list_item_get_item (list_item);
  if (item == shown && anshin_timeline_item_get_delivery (item) == ANSHIN_DELIVERY_CONFIRMED)
    return;
  let_go (self);
  g_signal_group_set_target (self->item_signals, item);
  update (self);
}

/* Returns: the number of the entry that it shows now; 0 of one on its way, or none */
gint64
anshin_chat_row_get_seq (AnshinChatRow *self)
{
  g_autoptr (AnshinTimelineItem) item = anshin_chat_row_dup_item (self);
  AnshinEntry *entry = item != NULL ? anshin_timeline_item_get_entry (item) : NULL;

  return entry != NULL ? entry->seq : 0;
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
  GtkWidget *message = NULL;
  GtkWidget *view = NULL;
  GtkWidget *button = NULL;

  g_return_if_fail (ANSHIN_IS_CHAT_ROW (self));

  item = anshin_chat_row_dup_item (self);
  message = self->lines[MESSAGE];
  view = gtk_widget_get_ancestor (GTK_WIDGET (self), ANSHIN_TYPE_TIMELINE_VIEW);
  if (message != NULL && gtk_widget_get_visible (message))
    button = anshin_message_view_get_menu (ANSHIN_MESSAGE_VIEW (message));
  if (item != NULL && view != NULL && button != NULL)
    anshin_message_menu_popup (button, item,
                               anshin_timeline_view_get_rights (ANSHIN_TIMELINE_VIEW (view)));
}
