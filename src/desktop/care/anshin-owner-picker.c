/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-owner-picker.h"

#include <glib/gi18n.h>

#include "anshin-care-request.h"
#include "anshin-format.h"
#include "anshin-group.h"
#include "anshin-plain-row.h"
#include "anshin-private-input.h"
#include "anshin-text.h"
#include "anshin-window.h"

struct _AnshinOwnerPicker
{
  AnshinPage parent_instance;

  /* template widgets */
  GtkWidget *search_entry;
  GtkListBox *facility_list;
  GtkListBox *person_list;

  /* owned */
  GListModel *members;
  GHashTable *choices; /* row → Choice */
  char *words;
};

typedef struct
{
  AnshinRequestOwner *owner;
  char *name;
  char *haystack;
} Choice;

static guint picked_signal;

G_DEFINE_FINAL_TYPE (AnshinOwnerPicker, anshin_owner_picker, ANSHIN_TYPE_PAGE)

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_object_unref (choice->owner);
  g_free (choice->name);
  g_free (choice->haystack);
  g_free (choice);
}

static gboolean
filter_row (GtkListBoxRow *row, gpointer data)
{
  AnshinOwnerPicker *self = ANSHIN_OWNER_PICKER (data);
  const Choice *choice = g_hash_table_lookup (self->choices, row);

  return choice == NULL || self->words == NULL
         || anshin_text_matches (choice->haystack, self->words);
}

static void
add_choice (AnshinOwnerPicker *self, GtkListBox *list, const char *title, const char *subtitle,
            const char *user_id, const char *facility_id)
{
  Choice *choice = g_new0 (Choice, 1);
  g_autofree char *text = g_strjoin ("\n", title, subtitle, NULL);
  GtkWidget *row = anshin_plain_row_new (title, subtitle);

  choice->owner = anshin_request_owner_new ();
  choice->owner->owner_id = g_strdup (user_id);
  choice->owner->owner_facility_id = g_strdup (facility_id);
  choice->name = g_strdup (title);
  choice->haystack = anshin_text_fold (text);
  g_hash_table_insert (self->choices, row, choice);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  anshin_plain_row_set_label (row, title);
  gtk_list_box_append (list, row);
}

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row = NULL;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/* Those who can be asked: active members, and the facilities that they work for. */
static void
fill (AnshinOwnerPicker *self)
{
  g_autoptr (GHashTable) facilities = g_hash_table_new (g_str_hash, g_str_equal);

  clear_list (self->facility_list);
  clear_list (self->person_list);
  g_hash_table_remove_all (self->choices);
  for (guint i = 0; i < g_list_model_get_n_items (self->members); i++)
    {
      g_autoptr (AnshinMember) member = g_list_model_get_item (self->members, i);
      g_autofree char *person = NULL;

      if (!anshin_member_can_be_addressed (member))
        continue;
      person = anshin_format_person (NULL, member->profession, member->facility_name);
      add_choice (self, self->person_list, member->name, person, member->user_id, NULL);
      if (g_hash_table_add (facilities, member->facility_id))
        add_choice (self, self->facility_list, member->facility_name,
                    _("Whoever of the facility takes it on"), NULL, member->facility_id);
    }
  gtk_list_box_invalidate_filter (self->facility_list);
  gtk_list_box_invalidate_filter (self->person_list);
}

static void
on_search_changed_cb (AnshinOwnerPicker *self)
{
  g_free (self->words);
  self->words = anshin_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  gtk_list_box_invalidate_filter (self->facility_list);
  gtk_list_box_invalidate_filter (self->person_list);
}

static void
on_row_activated_cb (AnshinOwnerPicker *self, GtkListBoxRow *row)
{
  const Choice *choice = g_hash_table_lookup (self->choices, row);
  g_autoptr (AnshinRequestOwner) owner = NULL;
  g_autofree char *name = NULL;

  if (choice == NULL)
    return;
  owner = g_object_ref (choice->owner);
  name = g_strdup (choice->name);
  g_object_ref (self);
  anshin_window_close_page (anshin_window_get_for (self), ANSHIN_PAGE (self));
  g_signal_emit (self, picked_signal, 0, owner, name);
  g_object_unref (self);
}

static void
anshin_owner_picker_shown (AnshinPage *page)
{
  gtk_widget_grab_focus (ANSHIN_OWNER_PICKER (page)->search_entry);
}

static void
anshin_owner_picker_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_OWNER_PICKER (object)->members);

  G_OBJECT_CLASS (anshin_owner_picker_parent_class)->dispose (object);
}

static void
anshin_owner_picker_finalize (GObject *object)
{
  AnshinOwnerPicker *self = ANSHIN_OWNER_PICKER (object);

  g_hash_table_unref (self->choices);
  g_free (self->words);

  G_OBJECT_CLASS (anshin_owner_picker_parent_class)->finalize (object);
}

static void
anshin_owner_picker_class_init (AnshinOwnerPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = anshin_owner_picker_dispose;
  object_class->finalize = anshin_owner_picker_finalize;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_owner_picker_shown;

  picked_signal = g_signal_new ("picked", ANSHIN_TYPE_OWNER_PICKER, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 2, anshin_request_owner_get_type (),
                                G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/care/anshin-owner-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinOwnerPicker, search_entry);
  gtk_widget_class_bind_template_child (widget_class, AnshinOwnerPicker, facility_list);
  gtk_widget_class_bind_template_child (widget_class, AnshinOwnerPicker, person_list);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
anshin_owner_picker_init (AnshinOwnerPicker *self)
{
  self->choices = g_hash_table_new_full (NULL, NULL, NULL, choice_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_private_input (GTK_EDITABLE (self->search_entry));
  gtk_list_box_set_filter_func (self->facility_list, filter_row, self, NULL);
  gtk_list_box_set_filter_func (self->person_list, filter_row, self, NULL);
}

/**
 * anshin_owner_picker_new:
 * @timeline: the group's timeline
 *
 * Returns: a page to choose on
 */
AnshinPage *
anshin_owner_picker_new (AnshinTimeline *timeline)
{
  AnshinOwnerPicker *self = g_object_new (ANSHIN_TYPE_OWNER_PICKER, NULL);

  self->members = g_object_ref (anshin_timeline_get_members (timeline));
  g_signal_connect_object (self->members, "items-changed", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  fill (self);
  return ANSHIN_PAGE (self);
}
