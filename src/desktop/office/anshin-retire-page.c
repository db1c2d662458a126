/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-retire-page.h"

#include <glib/gi18n.h>

#include "anshin-account.h"

struct _AnshinRetirePage
{
  AnshinAccountDeedPage parent_instance;

  /* template widgets */
  GtkWidget *note_row;
  GtkTextView *note_view;
  AnshinSuccessorRow *successor_row;
};

G_DEFINE_FINAL_TYPE (AnshinRetirePage, anshin_retire_page, ANSHIN_TYPE_ACCOUNT_DEED_PAGE)

static void
anshin_retire_page_class_init (AnshinRetirePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ANSHIN_TYPE_SUCCESSOR_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-retire-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinRetirePage, note_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinRetirePage, note_view);
  gtk_widget_class_bind_template_child (widget_class, AnshinRetirePage, successor_row);
}

static void
anshin_retire_page_init (AnshinRetirePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_retire_page_new (AnshinClient *client, AnshinUser *user)
{
  AnshinRetirePage *self = g_object_new (ANSHIN_TYPE_RETIRE_PAGE, NULL);
  g_autoptr (AnshinRetirement) record = anshin_retirement_new ();
  AnshinRecordForm *form = NULL;

  form = anshin_account_deed_page_begin (ANSHIN_ACCOUNT_DEED_PAGE (self), client, user,
                                         "retirement", record, anshin_user_get_type (),
                                         _("Retired"));
  anshin_record_form_add_prose (form, "note", self->note_row, self->note_view);
  anshin_account_deed_page_take_successor (ANSHIN_ACCOUNT_DEED_PAGE (self),
                                           self->successor_row);
  return ANSHIN_PAGE (self);
}
