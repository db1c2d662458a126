/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-card-contact-row.h"

#include <glib/gi18n.h>

#include "anshin-card-view.h"
#include "anshin-expander.h"
#include "anshin-record-form.h"

struct _AnshinCardContactRow
{
  AdwExpanderRow parent_instance;

  /* owned */
  AnshinCardContact *contact;
  AnshinRecordForm *form;

  /* borrowed */
  GtkWidget *name_row;
};

enum
{
  CHANGED,
  REMOVED,
  MOVED_UP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnshinCardContactRow, anshin_card_contact_row, ADW_TYPE_EXPANDER_ROW)

static void
update (AnshinCardContactRow *self)
{
  const char *name = self->contact->name;
  const char *telephone = self->contact->telephone;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 name != NULL && *name != '\0' ? name : _("New contact"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), telephone != NULL ? telephone : "");
}

static void
on_changed_cb (AnshinCardContactRow *self)
{
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_remove_cb (AnshinCardContactRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
on_up_cb (AnshinCardContactRow *self)
{
  g_signal_emit (self, signals[MOVED_UP], 0);
}

static void
add_relationship (AnshinCardContactRow *self)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Relationship"));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  anshin_record_form_add_choice (self->form, "relationship", row, &anshin_relationships);
}

static GtkWidget *
add_button (AnshinCardContactRow *self, GtkWidget *row, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static void
fill (AnshinCardContactRow *self)
{
  GtkWidget *row = adw_action_row_new ();
  AdwExpanderRow *expander = ADW_EXPANDER_ROW (self);

  self->name_row = anshin_record_form_add_entry (self->form, "name", _("Name"), expander);
  add_relationship (self);
  anshin_record_form_add_entry (self->form, "telephone", _("Telephone"), expander);
  anshin_record_form_add_entry (self->form, "note", _("Note (if any)"), expander);
  adw_expander_row_add_row (expander, row);
  add_button (self, row, _("Call _earlier"), G_CALLBACK (on_up_cb));
  add_button (self, row, _("_Remove"), G_CALLBACK (on_remove_cb));
  anshin_record_form_load (self->form);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
anshin_card_contact_row_dispose (GObject *object)
{
  AnshinCardContactRow *self = ANSHIN_CARD_CONTACT_ROW (object);

  g_clear_object (&self->form);
  g_clear_object (&self->contact);

  G_OBJECT_CLASS (anshin_card_contact_row_parent_class)->dispose (object);
}

static void
anshin_card_contact_row_class_init (AnshinCardContactRowClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_card_contact_row_dispose;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[MOVED_UP] = g_signal_new ("moved-up", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
}

static void
anshin_card_contact_row_init (AnshinCardContactRow *self)
{
  anshin_expander_name (ADW_EXPANDER_ROW (self));
}

/* Returns: (transfer floating): a row that fills @contact */
GtkWidget *
anshin_card_contact_row_new (AnshinCardContact *contact)
{
  AnshinCardContactRow *self
    = g_object_new (ANSHIN_TYPE_CARD_CONTACT_ROW, "use-markup", FALSE, NULL);

  self->contact = g_object_ref (contact);
  self->form = anshin_record_form_new (contact);
  fill (self);
  update (self);
  return GTK_WIDGET (self);
}

AnshinCardContact *
anshin_card_contact_row_get_contact (AnshinCardContactRow *self)
{
  return self->contact;
}

/* Whether it may be sent; what is wrong is said in the row, which opens. */
gboolean
anshin_card_contact_row_check (AnshinCardContactRow *self)
{
  g_autoptr (AnshinCardContact) request = anshin_record_dup (self->contact);

  if (anshin_record_form_check (self->form, request, NULL))
    {
      anshin_record_copy_fields (ANSHIN_RECORD (self->contact), ANSHIN_RECORD (request));
      return TRUE;
    }
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  return FALSE;
}

void
anshin_card_contact_row_open (AnshinCardContactRow *self)
{
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (self->name_row);
}
