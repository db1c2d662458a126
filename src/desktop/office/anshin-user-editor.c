/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-user-editor.h"

#include <glib/gi18n.h>

#include "anshin-window.h"

struct _AnshinUserEditor
{
  AnshinTaskPage parent_instance;

  /* template widgets */
  GtkWidget *name_row;
  GtkWidget *kana_row;
  GtkWidget *mail_row;
  GtkWidget *profession_row;

  /* owned */
  AnshinUser *user;
};

G_DEFINE_FINAL_TYPE (AnshinUserEditor, anshin_user_editor, ANSHIN_TYPE_TASK_PAGE)

static void
anshin_user_editor_done (AnshinTaskPage *page, gpointer answer)
{
  AnshinUserEditor *self = ANSHIN_USER_EDITOR (page);
  AnshinWindow *window = anshin_window_get_for (self);

  anshin_record_copy_fields (ANSHIN_RECORD (self->user), answer);
  anshin_window_toast (window, _("Changes saved"));
  anshin_window_close_page (window, ANSHIN_PAGE (self));
}

static void
anshin_user_editor_dispose (GObject *object)
{
  AnshinUserEditor *self = ANSHIN_USER_EDITOR (object);

  g_clear_object (&self->user);

  G_OBJECT_CLASS (anshin_user_editor_parent_class)->dispose (object);
}

static void
anshin_user_editor_class_init (AnshinUserEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_user_editor_dispose;
  ANSHIN_TASK_PAGE_CLASS (klass)->done = anshin_user_editor_done;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-user-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinUserEditor, name_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinUserEditor, kana_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinUserEditor, mail_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinUserEditor, profession_row);
}

static void
anshin_user_editor_init (AnshinUserEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_user_editor_new (AnshinClient *client, AnshinUser *user)
{
  AnshinUserEditor *self = g_object_new (ANSHIN_TYPE_USER_EDITOR, NULL);
  g_autoptr (AnshinUser) draft = anshin_record_dup (user);
  g_autofree char *path = g_strdup_printf ("/v1/users/%s", user->id);
  AnshinRecordForm *form = NULL;

  self->user = g_object_ref (user);
  anshin_page_set_subtitle (ANSHIN_PAGE (self), user->facility_name);
  anshin_task_page_set_call (ANSHIN_TASK_PAGE (self), client, "PUT", path,
                             anshin_user_get_type ());
  form = anshin_task_page_create_form (ANSHIN_TASK_PAGE (self), draft);
  anshin_record_form_add_text (form, "name", self->name_row);
  anshin_record_form_add_text (form, "kana", self->kana_row);
  anshin_record_form_add_text (form, "mail", self->mail_row);
  anshin_record_form_add_choice (form, "profession", self->profession_row, &anshin_professions);
  anshin_record_form_load (form);
  return ANSHIN_PAGE (self);
}
