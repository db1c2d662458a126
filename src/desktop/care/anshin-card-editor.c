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

  /* owned */
  AnshinCard *base; /* what the form began with */
  char *path;
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

static AnshinCardContactRow *
get_contact_row (AnshinCardEditor *self, guint index)
{
  return ANSHIN_CARD_CONTACT_ROW (gtk_list_box_get_row_at_index (self->contact_list, (int) index));
}

/* Returns: (transfer full): as they stand */
static GPtrArray *
dup_contacts (AnshinCardEditor *self)
{
  GPtrArray *contacts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < count_contacts (self); i++)
    g_ptr_array_add (contacts, anshin_record_dup (anshin_card_contact_row_get_contact (
                                 get_contact_row (self, i))));
  return contacts;
}

/* The contacts go out in the order in which they stand. */
static gboolean
anshin_card_editor_prepare (AnshinTaskPage *page, gpointer request)
{
  AnshinCardEditor *self = ANSHIN_CARD_EDITOR (page);
  AnshinCard *card = ANSHIN_CARD (request);

  for (guint i = 0; i < count_contacts (self); i++)
    if (!anshin_card_contact_row_check (get_contact_row (self, i)))
      return FALSE;
  g_clear_pointer (&card->contacts, g_ptr_array_unref);
  card->contacts = dup_contacts (self);
  return TRUE;
}

static void
anshin_card_editor_done (AnshinTaskPage *page, gpointer answer)
{
  AnshinWindow *window = anshin_window_get_for (page);

  anshin_window_toast (window, _("Emergency card saved. Everybody in the group is told."));
  anshin_window_close_page (window, ANSHIN_PAGE (page));
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

static char *
dup_text (AnshinCard *card, const char *field)
{
  g_autofree char *property = g_strdelimit (g_strdup (field), "_", '-');
  char *text = NULL;

  g_object_get (card, property, &text, NULL);
  return text;
}

static void
append_change (GString *words, AnshinCard *before, AnshinCard *now, const char *field,
               const char *title)
{
  g_autofree char *was = dup_text (before, field);
  g_autofree char *is = dup_text (now, field);

  if (g_strcmp0 (was, is) != 0)
    g_string_append_printf (words, "\n• %s: %s", title, is != NULL ? is : _("(empty)"));
}

static gboolean
same_contacts (GPtrArray *one, GPtrArray *other)
{
  guint n = one != NULL ? one->len : 0;

  if (n != (other != NULL ? other->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!anshin_record_equal (one->pdata[i], other->pdata[i]))
      return FALSE;
  return TRUE;
}

/* What somebody else has changed since this page was opened. */
static char *
describe_conflict (AnshinCard *before, AnshinCard *now)
{
  GString *words = g_string_new (_("Somebody else changed the emergency card meanwhile. What you "
                                   "entered is still here, the rest is as it is now. Look it "
                                   "through, then save again. Changed by others:"));

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    append_change (words, before, now, people[i].field, _(people[i].title));
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    append_change (words, before, now, facts[i].field, _(facts[i].title));
  append_change (words, before, now, "key_place", _("Where the key is"));
  if (!same_contacts (before->contacts, now->contacts))
    g_string_append_printf (words, "\n• %s", _("Emergency contacts"));
  return g_string_free (words, FALSE);
}

static void
show_contacts (AnshinCardEditor *self, GPtrArray *contacts)
{
  GtkListBoxRow *row = NULL;

  while ((row = gtk_list_box_get_row_at_index (self->contact_list, 0)) != NULL)
    gtk_list_box_remove (self->contact_list, GTK_WIDGET (row));
  for (guint i = 0; contacts != NULL && i < contacts->len; i++)
    add_contact (self, contacts->pdata[i]);
  update_contacts (self);
}

/* What was not touched here takes on the new state, or saving would undo the other's work. */
static void
merge (AnshinCardEditor *self, AnshinCard *now)
{
  AnshinCard *draft = anshin_task_page_get_record (ANSHIN_TASK_PAGE (self));
  g_autoptr (GPtrArray) typed = dup_contacts (self);

  if (same_contacts (typed, self->base->contacts))
    show_contacts (self, now->contacts);
  anshin_record_merge (draft, self->base, now);
  draft->version = now->version;
  g_set_object (&self->base, now);
  anshin_record_form_load (anshin_form_page_get_form (ANSHIN_FORM_PAGE (self)));
  anshin_page_set_dirty (ANSHIN_PAGE (self), TRUE);
}

static void
on_newest_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinCardEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinCard) card = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  g_autoptr (AnshinCard) now = NULL;
  g_autofree char *words = NULL;

  if (!anshin_form_page_end (ANSHIN_FORM_PAGE (self), error) || card == NULL)
    return;
  now = make_draft (card);
  words = describe_conflict (self->base, now);
  merge (self, now);
  anshin_form_page_set_notice (ANSHIN_FORM_PAGE (self), words);
}

/* Somebody was faster: nothing of what either wrote is lost. */
static gboolean
anshin_card_editor_failed (AnshinTaskPage *page, const GError *error)
{
  AnshinCardEditor *self = ANSHIN_CARD_EDITOR (page);

  if (!g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_VERSION_STALE))
    return FALSE;
  anshin_client_call_async (anshin_task_page_get_client (page), "GET", self->path, NULL,
                            anshin_card_get_type (),
                            anshin_form_page_get_cancellable (ANSHIN_FORM_PAGE (page)),
                            on_newest_cb, g_object_ref (self));
  return TRUE;
}

static void
anshin_card_editor_dispose (GObject *object)
{
  AnshinCardEditor *self = ANSHIN_CARD_EDITOR (object);

  g_clear_object (&self->base);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (anshin_card_editor_parent_class)->dispose (object);
}

static void
anshin_card_editor_class_init (AnshinCardEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  ANSHIN_TASK_PAGE_CLASS (klass)->prepare = anshin_card_editor_prepare;
  G_OBJECT_CLASS (klass)->dispose = anshin_card_editor_dispose;
  ANSHIN_TASK_PAGE_CLASS (klass)->done = anshin_card_editor_done;
  ANSHIN_TASK_PAGE_CLASS (klass)->failed = anshin_card_editor_failed;

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

  self->path = g_strdup_printf ("/v1/patients/%s/card", card->patient_id);
  self->base = anshin_record_dup (draft);
  anshin_task_page_set_call (ANSHIN_TASK_PAGE (self), client, "PUT", self->path,
                             anshin_card_get_type ());
  create_rows (self, anshin_task_page_create_form (ANSHIN_TASK_PAGE (self), draft));
  anshin_record_form_load (anshin_form_page_get_form (ANSHIN_FORM_PAGE (self)));
  show_contacts (self, draft->contacts);
  return ANSHIN_PAGE (self);
}
