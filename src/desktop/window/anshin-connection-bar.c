/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-connection-bar.h"

#include <glib/gi18n.h>

struct _AnshinConnectionBar
{
  AdwBin parent_instance;

  /* template widgets */
  GtkRevealer *revealer;
  GtkSpinner *spinner;
  GtkLabel *label;
  GtkWidget *retry_button;

  /* owned */
  GSignalGroup *client_signals;
  AnshinClient *client;
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (AnshinConnectionBar, anshin_connection_bar, ADW_TYPE_BIN)

static char *
describe_reconnecting (AnshinConnectionBar *self)
{
  gint64 wait = anshin_client_get_retry_at (self->client) - g_get_real_time ();
  int seconds = (wait + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;

  if (seconds <= 0)
    return g_strdup (_("Reconnecting… What you type is kept."));
  return g_strdup_printf (ngettext ("Reconnecting in %d second… What you type is kept.",
                                    "Reconnecting in %d seconds… What you type is kept.", seconds),
                          seconds);
}

static void
set_text (AnshinConnectionBar *self, const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (self->label), text) != 0)
    gtk_label_set_label (self->label, text);
}

static void
show_reconnecting (AnshinConnectionBar *self)
{
  g_autofree char *text = describe_reconnecting (self);

  set_text (self, text);
}

static gboolean
on_tick_cb (gpointer data)
{
  show_reconnecting (ANSHIN_CONNECTION_BAR (data));
  return G_SOURCE_CONTINUE;
}

static void
on_client_changed_cb (AnshinConnectionBar *self)
{
  AnshinClientState state = anshin_client_get_state (self->client);
  gboolean reconnecting = state == ANSHIN_CLIENT_RECONNECTING;

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (reconnecting)
    {
      show_reconnecting (self);
      self->tick_id = g_timeout_add_seconds (1, on_tick_cb, self);
    }
  gtk_spinner_set_spinning (self->spinner, reconnecting);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), reconnecting);
  gtk_widget_set_visible (self->retry_button, reconnecting);
  gtk_revealer_set_reveal_child (self->revealer, reconnecting);
}

static void
anshin_connection_bar_dispose (GObject *object)
{
  AnshinConnectionBar *self = ANSHIN_CONNECTION_BAR (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->client_signals);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_connection_bar_parent_class)->dispose (object);
}

static void
anshin_connection_bar_class_init (AnshinConnectionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_connection_bar_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/window/anshin-connection-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinConnectionBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, AnshinConnectionBar, spinner);
  gtk_widget_class_bind_template_child (widget_class, AnshinConnectionBar, label);
  gtk_widget_class_bind_template_child (widget_class, AnshinConnectionBar, retry_button);
}

static void
anshin_connection_bar_init (AnshinConnectionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->client_signals = g_signal_group_new (ANSHIN_TYPE_CLIENT);
  g_signal_group_connect_swapped (self->client_signals, "notify::state",
                                  G_CALLBACK (on_client_changed_cb), self);
  g_signal_group_connect_swapped (self->client_signals, "notify::retry-at",
                                  G_CALLBACK (on_client_changed_cb), self);
}

void
anshin_connection_bar_set_client (AnshinConnectionBar *self, AnshinClient *client)
{
  g_return_if_fail (ANSHIN_IS_CONNECTION_BAR (self));

  g_set_object (&self->client, client);
  g_signal_group_set_target (self->client_signals, client);
  on_client_changed_cb (self);
}
