/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-physician-picker.h"

#include "anshin-user-pane.h"
#include "anshin-window.h"

struct _AnshinPhysicianPicker
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinUserPane *pane;
};

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnshinPhysicianPicker, anshin_physician_picker, ANSHIN_TYPE_PAGE)

static void
on_activated_cb (AnshinPhysicianPicker *self, AnshinUser *user)
{
  AnshinWindow *window = anshin_window_get_for (self);

  g_object_ref (self);
  g_signal_emit (self, signals[PICKED], 0, user);
  anshin_window_close_page (window, ANSHIN_PAGE (self));
  g_object_unref (self);
}

static void
anshin_physician_picker_shown (AnshinPage *page)
{
  anshin_user_pane_focus (ANSHIN_PHYSICIAN_PICKER (page)->pane);
}

static gboolean
anshin_physician_picker_search (AnshinPage *page)
{
  anshin_user_pane_focus (ANSHIN_PHYSICIAN_PICKER (page)->pane);
  return TRUE;
}

static void
anshin_physician_picker_class_init (AnshinPhysicianPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  ANSHIN_PAGE_CLASS (klass)->shown = anshin_physician_picker_shown;
  ANSHIN_PAGE_CLASS (klass)->search = anshin_physician_picker_search;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, anshin_user_get_type ());

  g_type_ensure (ANSHIN_TYPE_USER_PANE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/patients/anshin-physician-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinPhysicianPicker, pane);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
}

static void
anshin_physician_picker_init (AnshinPhysicianPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_physician_picker_new (AnshinClient *client)
{
  AnshinPhysicianPicker *self = g_object_new (ANSHIN_TYPE_PHYSICIAN_PICKER, NULL);

  anshin_user_pane_set_client (self->pane, client, ANSHIN_PROFESSION_PHYSICIAN, NULL, NULL);
  return ANSHIN_PAGE (self);
}
