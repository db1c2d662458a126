/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-card-editor.h"

#include <glib/gi18n.h>

#include "anshin-card-contact-row.h"
#include "anshin-text-row.h"
#include "anshin-window.h"

struct _AnshinCardEditor
{
  AnshinTaskPage parent_instance;

  /* template widgets */
  AdwPreferencesGroup *people_group;
  AdwPreferencesGroup *facts_group;
  GtkListBox *contact_list;
  GtkWidget *add_button;
};

G_DEFINE_FINAL_TYPE (AnshinCardEditor, anshin_card_editor, ANSHIN_TYPE_TASK_PAGE)

static const struct
{
  const char *field;
  const char *title;
} people[] = {
  { "physician", N_ ("Attending physician") },
  { "physician_telephone", N_ ("Attending physician’s telephone") },
  { "care_manager", N_ ("Care manager") },
  { "care_manager_telephone", N_ ("Care manager’s telephone") },
  { "nurse_station", N_ ("Visiting-nurse station") },
  { "nurse_station_telephone", N_ ("Visiting-nurse station’s telephone") },
  { "pharmacy", N_ ("Pharmacy") },
  { "pharmacy_telephone", N_ ("Pharmacy’s telephone") },
};

static const struct
{
  const char *field;
  const char *title;
} facts[] = {
  { "allergies", N_ ("Allergies") },
  { "history", N_ ("Medical history") },
  { "devices", N_ ("Devices and procedures") },
  { "infection", N_ ("Infection") },
  { "wishes", N_ ("Wishes (ACP)") },
  { "remarks", N_ ("Remarks") },
};

static GtkWidget *
create_entry (const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_input_hints (ADW_ENTRY_ROW (row), GTK_INPUT_HINT_PRIVATE);
  return row;
}

static void
create_rows (AnshinCardEditor *self, AnshinRecordForm *form)
{
  GtkWidget *key_row = create_entry (_("Where the key is"));

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      GtkWidget *row = create_entry (_(people[i].title));

      adw_preferences_group_add (self->people_group, row);
      anshin_record_form_add_text (form, people[i].field, row);
    }
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      GtkWidget *row = anshin_text_row_new (_(facts[i].title));

      adw_preferences_group_add (self->facts_group, row);
      anshin_record_form_add_prose (form, facts[i].field, row,
                                    anshin_text_row_get_view (ANSHIN_TEXT_ROW (row)));
    }
  adw_preferences_group_add (self->facts_group, key_row);
  anshin_record_form_add_text (form, "key_place", key_row);
}

static guint
count_contacts (AnshinCardEditor *self)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (self->contact_list, (int) n) != NULL)
    n++;
  return n;
}

static void
update_contacts (AnshinCardEditor *self)
{
  guint n = count_contacts (self);

  gtk_widget_set_visible (GTK_WIDGET (self->contact_list), n > 0);
  gtk_widget_set_sensitive (self->add_button, n < ANSHIN_MAX_CARD_CONTACTS);
}

static void
on_contact_changed_cb (AnshinCardEditor *self)
{
  anshin_page_set_dirty (ANSHIN_PAGE (self), TRUE);
}

static void
on_contact_removed_cb (AnshinCardEditor *self, GtkWidget *row)
{
  gtk_list_box_remove (self->contact_list, row);
  update_contacts (self);
  on_contact_changed_cb (self);
}

static void
on_contact_moved_cb (AnshinCardEditor *self, GtkWidget *row)
{
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  g_autoptr (GtkWidget) held = g_object_ref (row);

  if (index < 1)
    return;
  gtk_list_box_remove (self->contact_list, row);
  gtk_list_box_insert (self->contact_list, row, index - 1);
  gtk_widget_grab_focus (row);
  on_contact_changed_cb (self);
}

static AnshinCardContactRow *
add_contact (AnshinCardEditor *self, AnshinCardContact *contact)
{
  GtkWidget *row = anshin_card_contact_row_new (contact);

  g_signal_connect_object (row, "changed", G_CALLBACK (on_contact_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (on_contact_removed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "moved-up", G_CALLBACK (on_contact_moved_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_append (self->contact_list, row);
  update_contacts (self);
  return ANSHIN_CARD_CONTACT_ROW (row);
}

static void
on_add_cb (AnshinCardEditor *self)
{
  g_autoptr (AnshinCardContact) contact = anshin_card_contact_new ();

  anshin_card_contact_row_open (add_contact (self, contact));
  on_contact_changed_cb (self);
}

/* The contacts go out in the order in which they stand. */
static gboolean
anshin_card_editor_prepare (AnshinTaskPage *page, gpointer request)
{
  AnshinCardEditor *self = ANSHIN_CARD_EDITOR (page);
  AnshinCard *card = ANSHIN_CARD (request);

  g_clear_pointer (&card->contacts, g_ptr_array_unref);
  card->contacts = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < count_contacts (self); i++)
    {
      AnshinCardContactRow *row = ANSHIN_CARD_CONTACT_ROW (
        gtk_list_box_get_row_at_index (self->contact_list, (int) i));

      if (!anshin_card_contact_row_check (row))
        return FALSE;
      g_ptr_array_add (card->contacts,
                       anshin_record_dup (anshin_card_contact_row_get_contact (row)));
    }
  return TRUE;
}

static void
anshin_card_editor_done (AnshinTaskPage *page, gpointer answer)
{
  AnshinWindow *window = anshin_window_get_for (page);

  anshin_window_toast (window, _("Emergency card saved. Everybody in the group is told."));
  anshin_window_close_page (window, ANSHIN_PAGE (page));
}

static void
anshin_card_editor_class_init (AnshinCardEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  ANSHIN_TASK_PAGE_CLASS (klass)->prepare = anshin_card_editor_prepare;
  ANSHIN_TASK_PAGE_CLASS (klass)->done = anshin_card_editor_done;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/care/anshin-card-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinCardEditor, people_group);
  gtk_widget_class_bind_template_child (widget_class, AnshinCardEditor, facts_group);
  gtk_widget_class_bind_template_child (widget_class, AnshinCardEditor, contact_list);
  gtk_widget_class_bind_template_child (widget_class, AnshinCardEditor, add_button);
  gtk_widget_class_bind_template_callback (widget_class, on_add_cb);
}

static void
anshin_card_editor_init (AnshinCardEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What is only derived is not written: it would stay when the members change. */
static AnshinCard *
make_draft (AnshinCard *card)
{
  AnshinCard *draft = anshin_card_new ();
  g_autoptr (AnshinCard) copy = anshin_record_dup (card);

  for (guint i = 0; copy->derived != NULL && copy->derived[i] != NULL; i++)
    {
      g_autofree char *telephone = g_strconcat (copy->derived[i], "_telephone", NULL);
      g_autofree char *name_property = g_strdelimit (g_strdup (copy->derived[i]), "_", '-');
      g_autofree char *property = g_strdelimit (g_strdup (telephone), "_", '-');

      g_object_set (copy, name_property, NULL, property, NULL, NULL);
    }
  g_clear_pointer (&copy->patient_id, g_free);
  g_clear_pointer (&copy->derived, g_strfreev);
  g_clear_pointer (&copy->changed_by_name, g_free);
  g_clear_pointer (&copy->changed_by_facility, g_free);
  g_clear_pointer (&copy->capabilities, g_strfreev);
  copy->changed_at = 0;
  copy->seen = FALSE;
  anshin_record_copy_fields (ANSHIN_RECORD (draft), ANSHIN_RECORD (copy));
  return draft;
}

/**
 * anshin_card_editor_new:
 * @client: the client
 * @card: the card as it is, of version 0 if there is none yet
 *
 * Returns: the page
 */
AnshinPage *
anshin_card_editor_new (AnshinClient *client, AnshinCard *card)
{
  AnshinCardEditor *self = g_object_new (ANSHIN_TYPE_CARD_EDITOR, NULL);
  g_autoptr (AnshinCard) draft = make_draft (card);
  g_autofree char *path = g_strdup_printf ("/v1/patients/%s/card", card->patient_id);

  anshin_task_page_set_call (ANSHIN_TASK_PAGE (self), client, "PUT", path,
                             anshin_card_get_type ());
  create_rows (self, anshin_task_page_create_form (ANSHIN_TASK_PAGE (self), draft));
  anshin_record_form_load (anshin_form_page_get_form (ANSHIN_FORM_PAGE (self)));
  for (guint i = 0; draft->contacts != NULL && i < draft->contacts->len; i++)
    add_contact (self, draft->contacts->pdata[i]);
  update_contacts (self);
  return ANSHIN_PAGE (self);
}
