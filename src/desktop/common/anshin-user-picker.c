/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-user-picker.h"

#include <glib/gi18n.h>

#include "anshin-user-pane.h"
#include "anshin-window.h"

struct _AnshinUserPicker
{
  AnshinPage parent_instance;

  AnshinUserPane *pane;
};

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnshinUserPicker, anshin_user_picker, ANSHIN_TYPE_PAGE)

static void
on_activated_cb (AnshinUserPicker *self, AnshinUser *user)
{
  AnshinWindow *window = anshin_window_get_for (self);

  g_object_ref (self);
  g_signal_emit (self, signals[PICKED], 0, user);
  anshin_window_close_page (window, ANSHIN_PAGE (self));
  g_object_unref (self);
}

static void
anshin_user_picker_shown (AnshinPage *page)
{
  anshin_user_pane_focus (ANSHIN_USER_PICKER (page)->pane);
}

static gboolean
anshin_user_picker_search (AnshinPage *page)
{
  anshin_user_pane_focus (ANSHIN_USER_PICKER (page)->pane);
  return TRUE;
}

static void
anshin_user_picker_class_init (AnshinUserPickerClass *klass)
{
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_user_picker_shown;
  ANSHIN_PAGE_CLASS (klass)->search = anshin_user_picker_search;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, anshin_user_get_type ());
}

static void
anshin_user_picker_init (AnshinUserPicker *self)
{
  self->pane = g_object_new (ANSHIN_TYPE_USER_PANE, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->pane));
  g_signal_connect_object (self->pane, "activated", G_CALLBACK (on_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * anshin_user_picker_new:
 * @client: whose network it is
 * @title: what the person is wanted for
 *
 * Returns: a page on which anybody can be chosen
 */
AnshinPage *
anshin_user_picker_new (AnshinClient *client, const char *title)
{
  AnshinUserPicker *self = g_object_new (ANSHIN_TYPE_USER_PICKER, "title", title, NULL);

  g_object_set (self->pane, "label", _("People"), "placeholder-text",
                _("Name, kana, profession or facility"), "search-label",
                _("Search people by name, kana, profession or facility"), "none-description",
                _("Nobody in the network fits. Try fewer letters, or the name of the facility."),
                NULL);
  anshin_user_pane_set_client (self->pane, client, ANSHIN_PROFESSION_NONE, NULL, NULL);
  return ANSHIN_PAGE (self);
}

/**
 * anshin_user_picker_new_physician:
 * @client: whose network it is
 *
 * Returns: a page on which a patient's attending physician is chosen
 */
AnshinPage *
anshin_user_picker_new_physician (AnshinClient *client)
{
  AnshinUserPicker *self = g_object_new (ANSHIN_TYPE_USER_PICKER, "title",
                                         _("Attending physician"), NULL);

  g_object_set (self->pane, "label", _("Physicians"), "placeholder-text",
                _("Name, kana or facility"), "search-label",
                _("Search physicians by name, kana or facility"), "none-description",
                _("No physician of the network fits. If the physician takes no part in the "
                  "network, go back and choose “No attending physician”."),
                NULL);
  anshin_user_pane_set_client (self->pane, client, ANSHIN_PROFESSION_PHYSICIAN, NULL, NULL);
  return ANSHIN_PAGE (self);
}
