/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-message-view.h"

#include <glib/gi18n.h>

#include "anshin-author-line.h"
#include "anshin-chat-row.h"
#include "anshin-delivery-line.h"
#include "anshin-entry-words.h"
#include "anshin-format.h"
#include "anshin-message-parts.h"
#include "anshin-message-text.h"
#include "anshin-message-words.h"

/* What may stand above the time, in this order. */
enum
{
  PINNED,
  ATTENDING,
  EDITED,
  READERS,
  N_MARKS
};

struct _AnshinMessageView
{
  AnshinMessageBox parent_instance;

  /* template widgets */
  GtkWidget *bubble;
  GtkLabel *text_label;
  GtkWidget *side_box;
  GtkLabel *time_label;
  GtkWidget *tools_box;
  GtkWidget *reply_button;
  GtkWidget *menu_button;

  /* borrowed, once they are made */
  GtkWidget *replied;
  GtkWidget *parts;
  GtkWidget *marks[N_MARKS];
};

G_DEFINE_FINAL_TYPE (AnshinMessageView, anshin_message_view, ANSHIN_TYPE_MESSAGE_BOX)

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

static gboolean
is_deleted (AnshinTimelineItem *item)
{
  AnshinEntryState *state = anshin_timeline_item_get_state (item);

  return state != NULL && state->deleted_at != 0;
}

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* A button whose words may be as long as they are, with an action on the entry. */
static GtkWidget *
create_action_button (const char *action, const char *css_class)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), create_label (NULL, NULL));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", G_GINT64_CONSTANT (0));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, css_class);
  return button;
}

static void
set_action_button (GtkWidget *button, const char *words, gint64 seq)
{
  gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), words);
  set_accessible_label (button, words);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", seq);
}

static GtkWidget *
create_replied (void)
{
  GtkWidget *button = create_action_button ("chat.show-entry", "replied");

  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))),
                           PANGO_ELLIPSIZE_END);
  return button;
}

static GtkWidget *
create_pinned (void)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("view-pin-symbolic");

  gtk_widget_set_halign (icon, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (icon, _("Pinned for everybody"));
  set_accessible_label (icon, _("Pinned for everybody"));
  return icon;
}

static GtkWidget *
create_attending (void)
{
  GtkWidget *label = create_label (_("Physician: unread"), "caption");

  gtk_widget_add_css_class (label, "attending-waits");
  gtk_widget_set_tooltip_text (label, _("The attending physician has not read this yet"));
  return label;
}

static GtkWidget *
create_edited (void)
{
  GtkWidget *button = create_action_button ("chat.show-versions", "readers");

  gtk_widget_set_tooltip_text (button, _("What it said before"));
  return button;
}

static GtkWidget *
create_readers (void)
{
  return create_action_button ("chat.show-readers", "readers");
}

static const AnshinSeldomCreate create_mark[N_MARKS] = {
  [PINNED] = create_pinned,
  [ATTENDING] = create_attending,
  [EDITED] = create_edited,
  [READERS] = create_readers,
};

static gpointer
show_mark (AnshinMessageView *self, guint mark, gboolean wanted)
{
  return anshin_seldom_show (self->side_box, self->marks, mark, wanted, create_mark[mark]);
}

static void
show_author (AnshinMessageView *self, AnshinTimelineItem *item, AnshinContent *content)
{
  AnshinMessageBox *box = ANSHIN_MESSAGE_BOX (self);
  gboolean wanted = !anshin_timeline_item_get_own (item)
                    && !anshin_timeline_item_get_follows_author (item);
  GtkLabel *badge = anshin_message_box_show (box, ANSHIN_MESSAGE_BADGE, wanted,
                                             anshin_author_line_new_badge);
  AnshinAuthorLine *author = anshin_message_box_show (box, ANSHIN_MESSAGE_AUTHOR, wanted,
                                                      anshin_author_line_new);

  if (badge != NULL)
    anshin_author_line_set_badge (badge, content->author_profession);
  if (author != NULL)
    anshin_author_line_set (author, content, anshin_message_words_author_state (item));
}

static void
set_side (AnshinMessageView *self, gboolean own)
{
  anshin_message_box_set_own (ANSHIN_MESSAGE_BOX (self), own);
  set_css_class (self->bubble, "own", own);
  gtk_label_set_xalign (self->time_label, own ? 1 : 0);
}

static void
show_replied (AnshinMessageView *self, AnshinTimelineItem *item, AnshinEntry *entry)
{
  AnshinEntry *replied = anshin_timeline_item_get_replied (item);
  GtkWidget *button = anshin_seldom_show (self->bubble, &self->replied, 0,
                                          entry->reply_to != NULL, create_replied);
  g_autofree char *quote = NULL;

  if (button == NULL)
    return;
  quote = replied != NULL ? anshin_entry_words_quote (replied, ANSHIN_QUOTE_IN_LINE)
                          : g_strdup (_("An earlier message"));
  set_action_button (button, quote, replied != NULL ? replied->seq : 0);
  gtk_widget_set_sensitive (button, replied != NULL);
}

static void
show_text (AnshinMessageView *self, AnshinTimelineItem *item, AnshinContent *content)
{
  if (is_deleted (item))
    gtk_label_set_text (self->text_label, _("This message was deleted"));
  else if (content->text != NULL)
    anshin_message_text_show (self->text_label, content);
  else
    gtk_label_set_text (self->text_label, "");
  gtk_widget_set_visible (GTK_WIDGET (self->text_label),
                          is_deleted (item) || content->text != NULL);
  set_css_class (self->bubble, "deleted", is_deleted (item));
}

static void
show_parts (AnshinMessageView *self, AnshinTimelineItem *item)
{
  if (self->parts == NULL)
    {
      if (!anshin_message_parts_wanted (item))
        return;
      self->parts = anshin_message_parts_new ();
      gtk_box_append (GTK_BOX (self->bubble), self->parts);
    }
  anshin_message_parts_show (ANSHIN_MESSAGE_PARTS (self->parts), item);
}

static void
show_state (AnshinMessageView *self, AnshinTimelineItem *item, AnshinEntry *entry)
{
  AnshinEntryState *state = anshin_timeline_item_get_state (item);
  GtkWidget *edited = NULL;

  show_mark (self, PINNED, state != NULL && state->pinned_at != 0);
  show_mark (self, ATTENDING,
             !is_deleted (item) && anshin_timeline_item_get_attending_waits (item));
  edited = show_mark (self, EDITED, state != NULL && state->edited_at != 0);
  if (edited != NULL)
    set_action_button (edited, _("Edited"), entry->seq);
}

static char *
describe_readers (AnshinTimelineItem *item)
{
  guint readers = anshin_timeline_item_get_readers (item);

  if (readers > 0)
    /* Translators: how many people have read a message */
    return g_strdup_printf (_("Read %u"), readers);
  return g_strdup (anshin_timeline_item_get_own (item) ? _("Not read yet") : "");
}

static void
show_delivery (AnshinMessageView *self, AnshinTimelineItem *item, guint position)
{
  gboolean wanted = anshin_timeline_item_get_delivery (item) != ANSHIN_DELIVERY_CONFIRMED;
  AnshinDeliveryLine *line = anshin_message_box_show (ANSHIN_MESSAGE_BOX (self),
                                                      ANSHIN_MESSAGE_DELIVERY, wanted,
                                                      anshin_delivery_line_new);

  if (line != NULL)
    anshin_delivery_line_set (line, item, position);
  set_css_class (self->bubble, "pending", wanted);
}

static void
on_menu_clicked_cb (AnshinMessageView *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (self), ANSHIN_TYPE_CHAT_ROW);

  anshin_chat_row_open_menu (ANSHIN_CHAT_ROW (row));
}

static gboolean
on_link_cb (AnshinMessageView *self, const char *uri)
{
  anshin_message_text_open_link (GTK_WIDGET (self), uri);
  return TRUE;
}

/* Whether the pointer, or the focus, is on one of our widgets. */
static gboolean
is_inside (GtkWidget *at, GtkWidget *widget)
{
  return widget != NULL && (at == widget || gtk_widget_is_ancestor (at, widget));
}

/* Setting each tooltip's text would have the windowing system asked, for each of every row, what
 * the pointer is over. */
static gboolean
anshin_message_view_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard,
                                   GtkTooltip *tooltip)
{
  AnshinMessageView *self = ANSHIN_MESSAGE_VIEW (widget);
  GtkWidget *at = keyboard ? gtk_root_get_focus (gtk_widget_get_root (widget))
                           : gtk_widget_pick (widget, x, y, GTK_PICK_DEFAULT);
  const char *text = NULL;

  if (at == NULL)
    return FALSE;
  if (is_inside (at, self->reply_button))
    text = _("Reply");
  else if (is_inside (at, self->menu_button))
    text = _("Acknowledge, and more");
  else if (is_inside (at, self->marks[READERS]))
    text = _("Who has read this");
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static void
anshin_message_view_class_init (AnshinMessageViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->query_tooltip = anshin_message_view_query_tooltip;

  gtk_widget_class_set_css_name (widget_class, "message");
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/chat/anshin-message-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinMessageView, bubble);
  gtk_widget_class_bind_template_child (widget_class, AnshinMessageView, text_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinMessageView, side_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinMessageView, time_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinMessageView, tools_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinMessageView, reply_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinMessageView, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, on_menu_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_link_cb);
}

static void
anshin_message_view_init (AnshinMessageView *self)
{
  AnshinMessageBox *box = ANSHIN_MESSAGE_BOX (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_message_box_put (box, ANSHIN_MESSAGE_BUBBLE, self->bubble);
  anshin_message_box_put (box, ANSHIN_MESSAGE_SIDE, self->side_box);
  anshin_message_box_put (box, ANSHIN_MESSAGE_TOOLS, self->tools_box);
}

GtkWidget *
anshin_message_view_new (void)
{
  return g_object_new (ANSHIN_TYPE_MESSAGE_VIEW, NULL);
}

/**
 * anshin_message_view_show_readers:
 * @item: the message that it shows
 *
 * Shows anew how many have read it, and what one may do with it.
 */
void
anshin_message_view_show_readers (AnshinMessageView *self, AnshinTimelineItem *item,
                                  gboolean can_reply)
{
  AnshinEntry *entry = anshin_timeline_item_get_entry (item);
  gboolean confirmed = anshin_timeline_item_get_delivery (item) == ANSHIN_DELIVERY_CONFIRMED;
  gboolean own = anshin_timeline_item_get_own (item);
  gboolean deleted = is_deleted (item);
  g_autofree char *words = describe_readers (item);
  GtkWidget *readers = NULL;

  g_return_if_fail (ANSHIN_IS_MESSAGE_VIEW (self));

  readers = show_mark (self, READERS, confirmed && *words != '\0' && !deleted);
  if (readers != NULL)
    {
      set_action_button (readers, words, entry->seq);
      gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (readers))), own ? 1 : 0);
    }
  gtk_widget_set_visible (self->reply_button, confirmed && can_reply && !deleted);
  gtk_widget_set_visible (self->menu_button, confirmed && (!deleted || own));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->reply_button), "x", entry->seq);
}

/**
 * anshin_message_view_show:
 * @item: a message
 * @position: where it stands
 * @can_reply: whether one may post here
 */
void
anshin_message_view_show (AnshinMessageView *self, AnshinTimelineItem *item, guint position,
                          gboolean can_reply)
{
  AnshinEntry *entry = anshin_timeline_item_get_entry (item);
  AnshinContent *content = anshin_timeline_item_get_content (item);
  g_autofree char *clock = anshin_format_clock (entry->at);

  g_return_if_fail (ANSHIN_IS_MESSAGE_VIEW (self));

  show_text (self, item, content);
  show_state (self, item, entry);
  show_parts (self, item);
  set_side (self, anshin_timeline_item_get_own (item));
  show_author (self, item, content);
  show_replied (self, item, entry);
  gtk_label_set_label (self->time_label, clock);
  gtk_widget_set_visible (GTK_WIDGET (self->time_label),
                          anshin_timeline_item_get_delivery (item) == ANSHIN_DELIVERY_CONFIRMED);
  anshin_message_view_show_readers (self, item, can_reply);
  show_delivery (self, item, position);
}

/* What the message holds is given back. */
void
anshin_message_view_let_go (AnshinMessageView *self)
{
  g_return_if_fail (ANSHIN_IS_MESSAGE_VIEW (self));

  if (self->parts != NULL)
    anshin_message_parts_show (ANSHIN_MESSAGE_PARTS (self->parts), NULL);
}

/* Returns: the words that are shown */
const char *
anshin_message_view_get_text (AnshinMessageView *self)
{
  g_return_val_if_fail (ANSHIN_IS_MESSAGE_VIEW (self), "");

  return gtk_label_get_text (self->text_label);
}

/* Returns: (transfer none) (nullable): what the message's menu comes from, if it has one */
GtkWidget *
anshin_message_view_get_menu (AnshinMessageView *self)
{
  g_return_val_if_fail (ANSHIN_IS_MESSAGE_VIEW (self), NULL);

  return gtk_widget_get_visible (self->menu_button) ? self->menu_button : NULL;
}
