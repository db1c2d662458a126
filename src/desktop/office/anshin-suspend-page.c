/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-suspend-page.h"

#include <glib/gi18n.h>

#include "anshin-account.h"

struct _AnshinSuspendPage
{
  AnshinAccountDeedPage parent_instance;

  /* template widgets */
  GtkWidget *reason_row;
  GtkWidget *note_row;
  GtkTextView *note_view;
  AnshinSuccessorRow *successor_row;
};

G_DEFINE_FINAL_TYPE (AnshinSuspendPage, anshin_suspend_page, ANSHIN_TYPE_ACCOUNT_DEED_PAGE)

static void
anshin_suspend_page_class_init (AnshinSuspendPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ANSHIN_TYPE_SUCCESSOR_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-suspend-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinSuspendPage, reason_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinSuspendPage, note_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinSuspendPage, note_view);
  gtk_widget_class_bind_template_child (widget_class, AnshinSuspendPage, successor_row);
}

static void
anshin_suspend_page_init (AnshinSuspendPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_suspend_page_new (AnshinClient *client, AnshinUser *user)
{
  AnshinSuspendPage *self = g_object_new (ANSHIN_TYPE_SUSPEND_PAGE, NULL);
  g_autoptr (AnshinSuspension) record = anshin_suspension_new ();
  AnshinRecordForm *form = NULL;

  form = anshin_account_deed_page_begin (ANSHIN_ACCOUNT_DEED_PAGE (self), client, user,
                                         "suspension", record, anshin_user_get_type (),
                                         _("Account suspended"));
  anshin_record_form_add_choice (form, "reason", self->reason_row, &anshin_suspension_reasons);
  anshin_record_form_add_prose (form, "note", self->note_row, self->note_view);
  anshin_account_deed_page_take_successor (ANSHIN_ACCOUNT_DEED_PAGE (self),
                                           self->successor_row);
  return ANSHIN_PAGE (self);
}
