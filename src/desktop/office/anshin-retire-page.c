/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-retire-page.h"

#include <glib/gi18n.h>

#include "anshin-account.h"
#include "anshin-successor-row.h"
#include "anshin-window.h"

struct _AnshinRetirePage
{
  AnshinTaskPage parent_instance;

  /* template widgets */
  GtkWidget *note_row;
  GtkTextView *note_view;
  AnshinSuccessorRow *successor_row;

  /* owned */
  AnshinUser *user;
};

G_DEFINE_FINAL_TYPE (AnshinRetirePage, anshin_retire_page, ANSHIN_TYPE_TASK_PAGE)

static gboolean
anshin_retire_page_prepare (AnshinTaskPage *page, gpointer request)
{
  AnshinRetirePage *self = ANSHIN_RETIRE_PAGE (page);

  g_object_set (request, "successor-id",
                anshin_successor_row_get_user_id (self->successor_row), NULL);
  return TRUE;
}

/* The last administrator: who takes over is asked for here. */
static gboolean
anshin_retire_page_failed (AnshinTaskPage *page, const GError *error)
{
  AnshinRetirePage *self = ANSHIN_RETIRE_PAGE (page);

  if (g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_LAST_ADMIN))
    anshin_successor_row_load (self->successor_row, anshin_task_page_get_client (page),
                               self->user);
  return FALSE;
}

static void
anshin_retire_page_done (AnshinTaskPage *page, gpointer answer)
{
  AnshinRetirePage *self = ANSHIN_RETIRE_PAGE (page);
  AnshinWindow *window = anshin_window_get_for (self);

  anshin_record_copy_fields (ANSHIN_RECORD (self->user), answer);
  anshin_window_toast (window, _("Retired"));
  anshin_window_close_page (window, ANSHIN_PAGE (self));
}

static void
anshin_retire_page_dispose (GObject *object)
{
  AnshinRetirePage *self = ANSHIN_RETIRE_PAGE (object);

  g_clear_object (&self->user);

  G_OBJECT_CLASS (anshin_retire_page_parent_class)->dispose (object);
}

static void
anshin_retire_page_class_init (AnshinRetirePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_retire_page_dispose;
  ANSHIN_TASK_PAGE_CLASS (klass)->prepare = anshin_retire_page_prepare;
  ANSHIN_TASK_PAGE_CLASS (klass)->done = anshin_retire_page_done;
  ANSHIN_TASK_PAGE_CLASS (klass)->failed = anshin_retire_page_failed;

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
  g_autofree char *path = g_strdup_printf ("/v1/users/%s/retirement", user->id);
  AnshinRecordForm *form = NULL;

  self->user = g_object_ref (user);
  anshin_page_set_subtitle (ANSHIN_PAGE (self), user->name);
  anshin_task_page_set_call (ANSHIN_TASK_PAGE (self), client, "POST", path,
                             anshin_user_get_type ());
  form = anshin_task_page_create_form (ANSHIN_TASK_PAGE (self), record);
  anshin_record_form_add_prose (form, "note", self->note_row, self->note_view);
  return ANSHIN_PAGE (self);
}
