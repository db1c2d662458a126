/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-lock-page.h"

#include <glib/gi18n.h>

#include "anshin-error-words.h"

struct _AnshinLockPage
{
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *error_label;
  AdwPasswordEntryRow *password_row;
  GtkWidget *unlock_button;

  /* owned */
  AnshinClient *client;
  GCancellable *cancellable;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (AnshinLockPage, anshin_lock_page, ADW_TYPE_BIN)

static void
update (AnshinLockPage *self)
{
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password_row));

  gtk_widget_set_sensitive (self->unlock_button, !self->busy && *password != '\0');
}

static void
on_unlocked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinLockPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  self->busy = FALSE;
  update (self);
  if (anshin_client_unlock_finish (ANSHIN_CLIENT (source), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  words = g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_SIGN_IN_FAILED)
            ? g_strdup (_("This isn’t the password. Type it again."))
            : anshin_error_words_dup (error);
  gtk_label_set_label (self->error_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
}

static void
on_unlock_cb (AnshinLockPage *self)
{
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password_row));

  if (self->busy || *password == '\0')
    return;
  self->busy = TRUE;
  update (self);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  anshin_client_unlock_async (self->client, password, self->cancellable, on_unlocked_cb,
                              g_object_ref (self));
}

static void
on_password_changed_cb (AnshinLockPage *self)
{
  update (self);
}

static void
anshin_lock_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (anshin_lock_page_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (ANSHIN_LOCK_PAGE (widget)->password_row));
}

static void
anshin_lock_page_dispose (GObject *object)
{
  AnshinLockPage *self = ANSHIN_LOCK_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_lock_page_parent_class)->dispose (object);
}

static void
anshin_lock_page_class_init (AnshinLockPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_lock_page_dispose;
  widget_class->map = anshin_lock_page_map;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/lock/anshin-lock-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinLockPage, error_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinLockPage, password_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinLockPage, unlock_button);
  gtk_widget_class_bind_template_callback (widget_class, on_unlock_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_password_changed_cb);
}

static void
anshin_lock_page_init (AnshinLockPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
anshin_lock_page_new (AnshinClient *client)
{
  AnshinLockPage *self = g_object_new (ANSHIN_TYPE_LOCK_PAGE, NULL);

  self->client = g_object_ref (client);
  return GTK_WIDGET (self);
}
