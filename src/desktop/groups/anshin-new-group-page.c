/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-new-group-page.h"

#include <glib/gi18n.h>

#include "anshin-error-words.h"
#include "anshin-field-error.h"
#include "anshin-group-deeds.h"
#include "anshin-id.h"
#include "anshin-user-picker.h"
#include "anshin-window.h"

struct _AnshinNewGroupPage
{
  AnshinPage parent_instance;

  /* template widgets */
  GtkWidget *name_row;
  GtkLabel *error_label;
  GtkWidget *create_button;
  GtkSpinner *spinner;

  /* owned */
  AnshinClient *client;
  GCancellable *cancellable;
  char *client_id; /* the same for each attempt, so that only one group comes of it */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (AnshinNewGroupPage, anshin_new_group_page, ANSHIN_TYPE_PAGE)

static AnshinGroup *
create_request (AnshinNewGroupPage *self)
{
  AnshinGroup *group = anshin_group_new ();

  group->client_id = g_strdup (self->client_id);
  group->kind = ANSHIN_GROUP_FREE;
  group->name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  return group;
}

static void
update (AnshinNewGroupPage *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));

  gtk_editable_set_editable (GTK_EDITABLE (self->name_row), !self->busy);
  gtk_widget_set_sensitive (self->create_button, !self->busy && *name != '\0');
  gtk_spinner_set_spinning (self->spinner, self->busy);
}

static void
show_error (AnshinNewGroupPage *self, const GError *error)
{
  g_autofree char *words = anshin_error_words_dup (error);

  if (g_strcmp0 (anshin_error_get_field (error), "name") == 0)
    {
      anshin_field_error_set (self->name_row, words);
      gtk_widget_grab_focus (self->name_row);
      return;
    }
  gtk_label_set_label (self->error_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
}

static void
on_created_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinNewGroupPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinGroup) group = anshin_client_call_finish (ANSHIN_CLIENT (source), result,
                                                             &error);
  AnshinWindow *window = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->busy = FALSE;
  update (self);
  if (group == NULL)
    {
      show_error (self, error);
      return;
    }
  anshin_page_set_dirty (ANSHIN_PAGE (self), FALSE);
  window = anshin_window_get_for (self);
  if (window == NULL)
    return;
  if (!anshin_window_show_item (window, "groups", group->id))
    anshin_window_close_page (window, ANSHIN_PAGE (self));
}

static void
on_create_cb (AnshinNewGroupPage *self)
{
  g_autoptr (AnshinGroup) request = create_request (self);
  g_autoptr (GError) error = NULL;

  if (self->busy || *request->name == '\0')
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  if (!anshin_record_validate (request, &error))
    {
      show_error (self, error);
      return;
    }
  self->busy = TRUE;
  update (self);
  anshin_client_call_async (self->client, "POST", "/v1/groups", request, anshin_group_get_type (),
                            self->cancellable, on_created_cb, g_object_ref (self));
}

static void
on_picked_cb (AnshinNewGroupPage *self, AnshinUser *user)
{
  anshin_page_set_dirty (ANSHIN_PAGE (self), FALSE);
  anshin_group_deeds_talk_to (GTK_WIDGET (self), user->id);
}

static void
on_talk_cb (AnshinNewGroupPage *self)
{
  AnshinPage *page = anshin_user_picker_new (self->client, _("Talk to one person"));

  g_signal_connect_object (page, "picked", G_CALLBACK (on_picked_cb), self, G_CONNECT_SWAPPED);
  anshin_window_push_page (anshin_window_get_for (self), page);
}

static void
on_name_changed_cb (AnshinNewGroupPage *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));

  anshin_field_error_clear (self->name_row);
  anshin_page_set_dirty (ANSHIN_PAGE (self), *name != '\0');
  update (self);
}

static void
anshin_new_group_page_shown (AnshinPage *page)
{
  gtk_widget_grab_focus (ANSHIN_NEW_GROUP_PAGE (page)->name_row);
}

static void
anshin_new_group_page_dispose (GObject *object)
{
  AnshinNewGroupPage *self = ANSHIN_NEW_GROUP_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);
  g_clear_pointer (&self->client_id, g_free);

  G_OBJECT_CLASS (anshin_new_group_page_parent_class)->dispose (object);
}

static void
anshin_new_group_page_class_init (AnshinNewGroupPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_new_group_page_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_new_group_page_shown;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/groups/anshin-new-group-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinNewGroupPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinNewGroupPage, error_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinNewGroupPage, create_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinNewGroupPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_create_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_talk_cb);
}

static void
anshin_new_group_page_init (AnshinNewGroupPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->client_id = anshin_id_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_new_group_page_new (AnshinClient *client)
{
  AnshinNewGroupPage *self = g_object_new (ANSHIN_TYPE_NEW_GROUP_PAGE, NULL);

  self->client = g_object_ref (client);
  return ANSHIN_PAGE (self);
}
