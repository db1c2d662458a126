/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-reset-page.h"

#include <glib/gi18n.h>

#include "anshin-account.h"

struct _AnshinResetPage
{
  AnshinAccountDeedPage parent_instance;

  /* template widgets */
  GtkWidget *identified_row;
  GtkWidget *note_row;
  GtkTextView *note_view;
};

G_DEFINE_FINAL_TYPE (AnshinResetPage, anshin_reset_page, ANSHIN_TYPE_ACCOUNT_DEED_PAGE)

static void
anshin_reset_page_class_init (AnshinResetPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-reset-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinResetPage, identified_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinResetPage, note_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinResetPage, note_view);
}

static void
anshin_reset_page_init (AnshinResetPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_reset_page_new (AnshinClient *client, AnshinUser *user)
{
  AnshinResetPage *self = g_object_new (ANSHIN_TYPE_RESET_PAGE, NULL);
  g_autoptr (AnshinReset) record = anshin_reset_new ();
  AnshinRecordForm *form = NULL;

  form = anshin_account_deed_page_begin (ANSHIN_ACCOUNT_DEED_PAGE (self), client, user,
                                         "reset", record, anshin_access_get_type (),
                                         _("Password reset"));
  anshin_record_form_add_choice (form, "identified_by", self->identified_row,
                                 &anshin_identifications);
  anshin_record_form_add_prose (form, "note", self->note_row, self->note_view);
  return ANSHIN_PAGE (self);
}
