/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-card-bar.h"

#include <glib/gi18n.h>

#include "anshin-capability.h"
#include "anshin-card-editor.h"
#include "anshin-card-history-page.h"
#include "anshin-card-printer.h"
#include "anshin-card-view.h"
#include "anshin-window.h"

struct _AnshinCardBar
{
  AdwBin parent_instance;

  /* template widgets */
  GtkWidget *box;
  GtkToggleButton *toggle;
  GtkLabel *summary_label;
  GtkWidget *changed_label;
  GtkImage *arrow;
  GtkRevealer *revealer;
  AnshinCardView *view;
  GtkWidget *edit_button;
  GtkWidget *history_button;
  GtkWidget *print_button;

  /* owned */
  AnshinClient *client;
  char *patient_id;
  AnshinCard *card;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (AnshinCardBar, anshin_card_bar, ADW_TYPE_BIN)

static char *
build_path (AnshinCardBar *self, const char *rest)
{
  return g_strconcat ("/v1/patients/", self->patient_id, "/card", rest, NULL);
}

static void
update (AnshinCardBar *self)
{
  gboolean open = gtk_toggle_button_get_active (self->toggle);
  AnshinCard *card = self->card;
  g_autofree char *summary = card != NULL ? anshin_card_view_summarize (card) : NULL;
  g_autofree char *label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), card != NULL);
  gtk_revealer_set_reveal_child (self->revealer, open && card != NULL);
  gtk_image_set_from_icon_name (self->arrow, open ? "pan-up-symbolic" : "pan-down-symbolic");
  if (card == NULL)
    return;
  gtk_label_set_label (self->summary_label, summary);
  gtk_widget_set_visible (GTK_WIDGET (self->summary_label), !open);
  gtk_widget_set_visible (self->changed_label, !card->seen);
  /* Translators: the emergency card in one sentence */
  label = g_strdup_printf (card->seen ? _("Emergency card: %s")
                                      : _("Emergency card, changed: %s"), summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_widget_set_visible (self->edit_button,
                          anshin_capability_has (card->capabilities, "edit-card"));
  gtk_widget_set_visible (self->history_button, card->version > 0);
  gtk_widget_set_visible (self->print_button, card->version > 0);
}

static void
on_seen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinCardBar) self = data;
  g_autoptr (GError) error = NULL;

  anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (error != NULL || self->card == NULL)
    return;
  self->card->seen = TRUE;
  update (self);
}

/* Whoever has it open sees what has changed in it. */
static void
mark_seen (AnshinCardBar *self)
{
  g_autoptr (AnshinCardSeen) seen = NULL;
  g_autofree char *path = NULL;

  if (self->card == NULL || self->card->seen || !gtk_toggle_button_get_active (self->toggle))
    return;
  path = build_path (self, "/seen");
  seen = anshin_card_seen_new ();
  seen->version = self->card->version;
  anshin_client_call_async (self->client, "PUT", path, seen, G_TYPE_NONE, self->cancellable,
                            on_seen_cb, g_object_ref (self));
}

static void
show (AnshinCardBar *self, AnshinCard *card)
{
  g_set_object (&self->card, card);
  anshin_card_view_set_card (self->view, card);
  update (self);
  mark_seen (self);
}

/* Of a frozen group members of other facilities see no card any more. */
static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinCardBar) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinCard) card
    = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);

  if (self->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (card != NULL || g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_NOT_FOUND))
    show (self, card);
}

static void
load (AnshinCardBar *self)
{
  g_autofree char *path = NULL;

  if (self->patient_id == NULL || anshin_client_get_state (self->client) != ANSHIN_CLIENT_ONLINE)
    return;
  path = build_path (self, NULL);
  anshin_client_call_async (self->client, "GET", path, NULL, anshin_card_get_type (),
                            self->cancellable, on_loaded_cb, g_object_ref (self));
}

static void
on_outdated_cb (AnshinCardBar *self, const char *what)
{
  g_autofree char *topic = g_strconcat ("card:", self->patient_id, NULL);

  if (what == NULL || g_str_equal (what, topic) || g_str_equal (what, "patients"))
    load (self);
}

/* Nothing of it stays on a locked screen. */
static void
on_state_cb (AnshinCardBar *self)
{
  if (anshin_client_get_state (self->client) == ANSHIN_CLIENT_LOCKED)
    show (self, NULL);
  else
    load (self);
}

static void
on_toggled_cb (AnshinCardBar *self)
{
  update (self);
  mark_seen (self);
}

static void
on_edit_cb (AnshinCardBar *self)
{
  anshin_window_push_page (anshin_window_get_for (self),
                           anshin_card_editor_new (self->client, self->card));
}

static void
on_history_cb (AnshinCardBar *self)
{
  anshin_window_push_page (anshin_window_get_for (self),
                           anshin_card_history_page_new (self->client, self->patient_id));
}

static void
on_print_cb (AnshinCardBar *self)
{
  anshin_card_printer_print (GTK_WIDGET (self), self->client, self->card);
}

static void
anshin_card_bar_dispose (GObject *object)
{
  AnshinCardBar *self = ANSHIN_CARD_BAR (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->card);
  g_clear_object (&self->client);
  g_clear_pointer (&self->patient_id, g_free);

  G_OBJECT_CLASS (anshin_card_bar_parent_class)->dispose (object);
}

static void
anshin_card_bar_class_init (AnshinCardBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_card_bar_dispose;

  g_type_ensure (ANSHIN_TYPE_CARD_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/care/anshin-card-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinCardBar, box);
  gtk_widget_class_bind_template_child (widget_class, AnshinCardBar, toggle);
  gtk_widget_class_bind_template_child (widget_class, AnshinCardBar, summary_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinCardBar, changed_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinCardBar, arrow);
  gtk_widget_class_bind_template_child (widget_class, AnshinCardBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, AnshinCardBar, view);
  gtk_widget_class_bind_template_child (widget_class, AnshinCardBar, edit_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinCardBar, history_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinCardBar, print_button);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_history_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_print_cb);
}

static void
anshin_card_bar_init (AnshinCardBar *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * anshin_card_bar_set_patient:
 * @self: a bar without a patient
 * @client: the client
 * @patient_id: whose card it shows
 */
void
anshin_card_bar_set_patient (AnshinCardBar *self, AnshinClient *client, const char *patient_id)
{
  g_return_if_fail (ANSHIN_IS_CARD_BAR (self) && self->patient_id == NULL);

  self->client = g_object_ref (client);
  self->patient_id = g_strdup (patient_id);
  g_signal_connect_object (client, "outdated", G_CALLBACK (on_outdated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (client, "notify::state", G_CALLBACK (on_state_cb), self,
                           G_CONNECT_SWAPPED);
  load (self);
}
