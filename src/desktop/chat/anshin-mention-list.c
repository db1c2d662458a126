/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-mention-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "anshin-mention-candidates.h"
#include "anshin-message-markup.h"
#include "anshin-window.h"

#define MAX_OFFERED 8
#define MAX_TYPED 20

struct _AnshinMentionList
{
  GtkPopover parent_instance;

  /* owned */
  GPtrArray *offered; /* AnshinMention */
  AnshinTimeline *timeline;

  /* borrowed */
  GtkListBox *list;
  GtkTextView *view;
};

G_DEFINE_FINAL_TYPE (AnshinMentionList, anshin_mention_list, GTK_TYPE_POPOVER)

static void
add (AnshinMentionList *self, const AnshinMentionCandidate *candidate)
{
  g_autofree char *handle = anshin_message_markup_dup_handle (candidate->mention);
  g_autofree char *text = candidate->more != NULL
                            ? g_strdup_printf ("%s  %s", handle, candidate->more)
                            : g_strdup (handle);
  GtkWidget *label = gtk_label_new (text);

  g_ptr_array_add (self->offered, g_object_ref (candidate->mention));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_append (self->list, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (label)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* Where an @ stands before the cursor, with nothing but letters between. */
static gboolean
find_typed (AnshinMentionList *self, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);

  gtk_text_buffer_get_iter_at_mark (buffer, end, gtk_text_buffer_get_insert (buffer));
  *start = *end;
  for (int i = 0; i < MAX_TYPED && gtk_text_iter_backward_char (start); i++)
    {
      gunichar c = gtk_text_iter_get_char (start);

      if (c == '@' || c == 0xff20)
        return TRUE;
      if (g_unichar_isspace (c) && c != 0x3000)
        return FALSE;
    }
  return FALSE;
}

static void
place (AnshinMentionList *self, const GtkTextIter *at)
{
  GdkRectangle area = { 0 };

  gtk_text_view_get_iter_location (self->view, at, &area);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, area.x, area.y,
                                         &area.x, &area.y);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &area);
}

/**
 * anshin_mention_list_drop_unnamed:
 * @post: what is about to be sent
 *
 * Names that one has deleted from the text again are not told.
 */
void
anshin_mention_list_drop_unnamed (AnshinPost *post)
{
  g_return_if_fail (ANSHIN_IS_POST (post));

  for (guint i = post->mentions != NULL ? post->mentions->len : 0; i > 0; i--)
    {
      g_autofree char *handle = anshin_message_markup_dup_handle (post->mentions->pdata[i - 1]);

      if (post->text == NULL || strstr (post->text, handle) == NULL)
        g_ptr_array_remove_index (post->mentions, i - 1);
    }
}

/* Says that a message names no more. */
void
anshin_mention_list_tell_full (AnshinMentionList *self)
{
  AnshinWindow *window = anshin_window_get_for (self->view);

  if (window != NULL)
    anshin_window_toast (window, _("A message names twenty at most. Name the others in another "
                                   "one, or everybody at once."));
}

static char *
dup_text (AnshinMentionList *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* The name takes the place of what was typed of it, and the draft, or the message that is edited,
 * keeps who is meant: once, and not those who were deleted from the text again. What nobody would
 * be told of is not put there. */
static void
choose (AnshinMentionList *self, AnshinMention *mention)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  gboolean editing = anshin_timeline_get_editing (self->timeline) != NULL;
  g_autoptr (AnshinPost) post = editing ? anshin_timeline_get_edit_post (self->timeline)
                                        : anshin_timeline_get_draft_post (self->timeline);
  g_autofree char *handle = anshin_message_markup_dup_handle (mention);
  g_autofree char *text = g_strconcat (handle, " ", NULL);
  GtkTextIter start, end;

  if (!find_typed (self, &start, &end))
    return;
  g_free (post->text);
  post->text = dup_text (self);
  anshin_mention_list_drop_unnamed (post);
  if (!anshin_post_add_mention (post, mention))
    {
      anshin_mention_list_tell_full (self);
      return;
    }
  if (editing)
    anshin_timeline_set_edit_mentions (self->timeline, post->mentions);
  else
    anshin_timeline_set_draft_post (self->timeline, post);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
}

static void
choose_selected (AnshinMentionList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  g_autoptr (AnshinMention) mention = NULL;

  if (row == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  mention = g_object_ref (self->offered->pdata[gtk_list_box_row_get_index (row)]);
  choose (self, mention);
}

static void
move (AnshinMentionList *self, int steps)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int last = (int) self->offered->len - 1;
  int index = steps > 0 ? 0 : last;

  if (row != NULL)
    index = CLAMP (gtk_list_box_row_get_index (row) + steps, 0, last);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, index));
}

static void
on_row_activated_cb (AnshinMentionList *self, GtkListBoxRow *row)
{
  gtk_list_box_select_row (self->list, row);
  choose_selected (self);
}

/**
 * anshin_mention_list_offer:
 * @own_id: who writes, and is not offered
 *
 * Shows those whom the text before the cursor may mean, who fits best first; nothing where there is
 * nobody. Before anything of a name is typed nobody is chosen yet, so that no key names somebody
 * who was not meant.
 */
void
anshin_mention_list_offer (AnshinMentionList *self, const char *own_id)
{
  g_autofree char *typed = NULL;
  g_autoptr (GPtrArray) found = NULL;
  GtkTextIter start, end;
  GtkWidget *child = NULL;

  g_return_if_fail (ANSHIN_IS_MENTION_LIST (self));

  if (self->timeline == NULL || !find_typed (self, &start, &end))
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  place (self, &start);
  gtk_text_iter_forward_char (&start);
  typed = gtk_text_iter_get_text (&start, &end);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  g_ptr_array_set_size (self->offered, 0);
  found = anshin_mention_candidates_find (anshin_timeline_get_members (self->timeline), own_id,
                                          typed, MAX_OFFERED);
  for (guint i = 0; i < found->len; i++)
    add (self, found->pdata[i]);
  if (*typed != '\0')
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  if (self->offered->len > 0)
    gtk_popover_popup (GTK_POPOVER (self));
  else
    gtk_popover_popdown (GTK_POPOVER (self));
}

/**
 * anshin_mention_list_take_key:
 * @keyval: what was pressed in the text
 *
 * While names are offered, keys choose among them.
 *
 * Returns: whether the key was for the list
 */
gboolean
anshin_mention_list_take_key (AnshinMentionList *self, guint keyval)
{
  g_return_val_if_fail (ANSHIN_IS_MENTION_LIST (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      move (self, keyval == GDK_KEY_Up ? -1 : 1);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Tab:
      if (gtk_list_box_get_selected_row (self->list) != NULL)
        choose_selected (self);
      else
        move (self, 1);
      return TRUE;
    case GDK_KEY_Escape:
      gtk_popover_popdown (GTK_POPOVER (self));
      return TRUE;
    default:
      return FALSE;
    }
}

static void
anshin_mention_list_finalize (GObject *object)
{
  AnshinMentionList *self = ANSHIN_MENTION_LIST (object);

  g_ptr_array_unref (self->offered);
  g_clear_object (&self->timeline);

  G_OBJECT_CLASS (anshin_mention_list_parent_class)->finalize (object);
}

static void
anshin_mention_list_class_init (AnshinMentionListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = anshin_mention_list_finalize;
}

static void
anshin_mention_list_init (AnshinMentionList *self)
{
  self->offered = g_ptr_array_new_with_free_func (g_object_unref);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Whom to name"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (self->list));
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_TOP);
}

/**
 * anshin_mention_list_new:
 * @view: (transfer none): where one types; it becomes the parent and outlives the list
 *
 * Returns: (transfer none): a list to be unparented when @view goes
 */
AnshinMentionList *
anshin_mention_list_new (GtkTextView *view)
{
  AnshinMentionList *self = g_object_new (ANSHIN_TYPE_MENTION_LIST, NULL);

  self->view = view;
  gtk_widget_set_parent (GTK_WIDGET (self), GTK_WIDGET (view));
  return self;
}

/* @timeline is the one whose draft is typed, and whose members are offered. */
void
anshin_mention_list_set_timeline (AnshinMentionList *self, AnshinTimeline *timeline)
{
  g_return_if_fail (ANSHIN_IS_MENTION_LIST (self));

  g_set_object (&self->timeline, timeline);
}
