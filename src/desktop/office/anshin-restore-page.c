/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-restore-page.h"

#include <glib/gi18n.h>

#include "anshin-account.h"

struct _AnshinRestorePage
{
  AnshinAccountDeedPage parent_instance;

  /* template widgets */
  GtkWidget *reason_row;
  GtkTextView *reason_view;
};

G_DEFINE_FINAL_TYPE (AnshinRestorePage, anshin_restore_page, ANSHIN_TYPE_ACCOUNT_DEED_PAGE)

static void
anshin_restore_page_class_init (AnshinRestorePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-restore-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinRestorePage, reason_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinRestorePage, reason_view);
}

static void
anshin_restore_page_init (AnshinRestorePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_restore_page_new (AnshinClient *client, AnshinUser *user)
{
  AnshinRestorePage *self = g_object_new (ANSHIN_TYPE_RESTORE_PAGE, NULL);
  g_autoptr (AnshinRestoration) record = anshin_restoration_new ();
  AnshinRecordForm *form = NULL;

  form = anshin_account_deed_page_begin (ANSHIN_ACCOUNT_DEED_PAGE (self), client, user,
                                         "restoration", record, anshin_access_get_type (),
                                         _("Account restored"));
  anshin_record_form_add_prose (form, "reason", self->reason_row, self->reason_view);
  return ANSHIN_PAGE (self);
}
