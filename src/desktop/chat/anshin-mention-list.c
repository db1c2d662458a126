/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-mention-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "anshin-format.h"
#include "anshin-group.h"
#include "anshin-text.h"

#define MAX_OFFERED 8

struct _AnshinMentionList
{
  GtkPopover parent_instance;

  GtkListBox *list;
  GPtrArray *offered; /* AnshinMention */
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (AnshinMentionList, anshin_mention_list, GTK_TYPE_POPOVER)

/**
 * anshin_mention_list_dup_handle:
 * @mention: whom a message names
 *
 * Returns: (transfer full): what stands for it in the text
 */
char *
anshin_mention_list_dup_handle (AnshinMention *mention)
{
  return g_strconcat ("@", mention->kind == ANSHIN_MENTION_ALL ? _("everybody") : mention->name,
                      NULL);
}

static gboolean
begins (const char *text, const char *folded)
{
  g_autofree char *own = text != NULL ? anshin_text_fold (text) : NULL;

  return own != NULL && strstr (own, folded) != NULL;
}

static void
add (AnshinMentionList *self, int kind, const char *id, const char *name, const char *more)
{
  AnshinMention *mention = NULL;
  g_autofree char *handle = NULL;
  g_autofree char *text = NULL;
  GtkWidget *label = NULL;

  if (self->offered->len >= MAX_OFFERED)
    return;
  mention = anshin_mention_new ();
  mention->kind = kind;
  mention->id = g_strdup (id);
  mention->name = g_strdup (name);
  g_ptr_array_add (self->offered, mention);
  handle = anshin_mention_list_dup_handle (mention);
  text = more != NULL ? g_strdup_printf ("%s  %s", handle, more) : g_strdup (handle);
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_append (self->list, label);
}

static gboolean
is_offered (AnshinMentionList *self, const char *id)
{
  for (guint i = 0; i < self->offered->len; i++)
    if (g_strcmp0 (ANSHIN_MENTION (self->offered->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

static void
add_members (AnshinMentionList *self, GListModel *members, const char *own_id, const char *folded)
{
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (AnshinMember) member = g_list_model_get_item (members, i);

      if (!member->by_right && g_strcmp0 (member->user_id, own_id) != 0
          && (begins (member->name, folded) || begins (member->kana, folded)))
        add (self, ANSHIN_MENTION_PERSON, member->user_id, member->name,
             anshin_format_profession (member->profession));
    }
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (AnshinMember) member = g_list_model_get_item (members, i);

      if (!member->by_right && begins (member->facility_name, folded)
          && !is_offered (self, member->facility_id))
        add (self, ANSHIN_MENTION_FACILITY, member->facility_id, member->facility_name,
             _("the facility"));
    }
}

/**
 * anshin_mention_list_offer:
 * @members: (element-type AnshinMember): who is in the group
 * @own_id: who writes
 * @typed: what stands after the @
 *
 * Returns: whether there is anybody to offer; else it is hidden
 */
gboolean
anshin_mention_list_offer (AnshinMentionList *self, GListModel *members, const char *own_id,
                           const char *typed)
{
  g_autofree char *folded = anshin_text_fold (typed);
  GtkWidget *child = NULL;

  g_return_val_if_fail (ANSHIN_IS_MENTION_LIST (self), FALSE);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  g_ptr_array_set_size (self->offered, 0);
  if (begins (_("everybody"), folded))
    add (self, ANSHIN_MENTION_ALL, NULL, NULL, NULL);
  add_members (self, members, own_id, folded);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  if (self->offered->len > 0)
    gtk_popover_popup (GTK_POPOVER (self));
  else
    gtk_popover_popdown (GTK_POPOVER (self));
  return self->offered->len > 0;
}

/**
 * anshin_mention_list_move:
 * @steps: how far down the choice goes
 */
void
anshin_mention_list_move (AnshinMentionList *self, int steps)
{
  GtkListBoxRow *row = NULL;
  int index = 0;

  g_return_if_fail (ANSHIN_IS_MENTION_LIST (self));

  row = gtk_list_box_get_selected_row (self->list);
  index = row != NULL ? gtk_list_box_row_get_index (row) + steps : 0;
  index = CLAMP (index, 0, (int) self->offered->len - 1);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, index));
}

/**
 * anshin_mention_list_choose:
 *
 * Takes what is selected.
 */
void
anshin_mention_list_choose (AnshinMentionList *self)
{
  GtkListBoxRow *row = NULL;
  g_autoptr (AnshinMention) mention = NULL;

  g_return_if_fail (ANSHIN_IS_MENTION_LIST (self));

  row = gtk_list_box_get_selected_row (self->list);
  gtk_popover_popdown (GTK_POPOVER (self));
  if (row == NULL)
    return;
  mention = g_object_ref (self->offered->pdata[gtk_list_box_row_get_index (row)]);
  g_signal_emit (self, chosen_signal, 0, mention);
}

static void
on_row_activated_cb (AnshinMentionList *self, GtkListBoxRow *row)
{
  gtk_list_box_select_row (self->list, row);
  anshin_mention_list_choose (self);
}

static void
anshin_mention_list_finalize (GObject *object)
{
  g_ptr_array_unref (ANSHIN_MENTION_LIST (object)->offered);

  G_OBJECT_CLASS (anshin_mention_list_parent_class)->finalize (object);
}

static void
anshin_mention_list_class_init (AnshinMentionListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = anshin_mention_list_finalize;

  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, anshin_mention_get_type ());
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

GtkWidget *
anshin_mention_list_new (void)
{
  return g_object_new (ANSHIN_TYPE_MENTION_LIST, NULL);
}
