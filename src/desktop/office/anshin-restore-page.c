/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-restore-page.h"

#include <glib/gi18n.h>

#include "anshin-access-page.h"
#include "anshin-account.h"
#include "anshin-window.h"

struct _AnshinRestorePage
{
  AnshinTaskPage parent_instance;

  /* template widgets */
  GtkWidget *reason_row;
  GtkTextView *reason_view;

  /* owned */
  AnshinUser *user;
};

G_DEFINE_FINAL_TYPE (AnshinRestorePage, anshin_restore_page, ANSHIN_TYPE_TASK_PAGE)

static void
anshin_restore_page_done (AnshinTaskPage *page, gpointer answer)
{
  AnshinRestorePage *self = ANSHIN_RESTORE_PAGE (page);
  AnshinAccess *access = ANSHIN_ACCESS (answer);
  AnshinWindow *window = anshin_window_get_for (self);
  g_autoptr (GPtrArray) accesses = g_ptr_array_new ();

  anshin_record_copy_fields (ANSHIN_RECORD (self->user), access->user);
  g_ptr_array_add (accesses, access);
  anshin_window_toast (window, _("Account restored"));
  anshin_window_close_page (window, ANSHIN_PAGE (self));
  /* Where nothing had to be given anew, there is nothing to hand over. */
  if (access->password != NULL || access->code != NULL)
    anshin_window_push_page (window, anshin_access_page_new (anshin_task_page_get_client (page),
                                                             accesses));
}

static void
anshin_restore_page_dispose (GObject *object)
{
  AnshinRestorePage *self = ANSHIN_RESTORE_PAGE (object);

  g_clear_object (&self->user);

  G_OBJECT_CLASS (anshin_restore_page_parent_class)->dispose (object);
}

static void
anshin_restore_page_class_init (AnshinRestorePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_restore_page_dispose;
  ANSHIN_TASK_PAGE_CLASS (klass)->done = anshin_restore_page_done;

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
  g_autofree char *path = g_strdup_printf ("/v1/users/%s/restoration", user->id);
  AnshinRecordForm *form = NULL;

  self->user = g_object_ref (user);
  anshin_page_set_subtitle (ANSHIN_PAGE (self), user->name);
  anshin_task_page_set_call (ANSHIN_TASK_PAGE (self), client, "POST", path,
                             anshin_access_get_type ());
  form = anshin_task_page_create_form (ANSHIN_TASK_PAGE (self), record);
  anshin_record_form_add_prose (form, "reason", self->reason_row, self->reason_view);
  return ANSHIN_PAGE (self);
}
