/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-physician-picker.h"

#include <glib/gi18n.h>

#include "anshin-error-words.h"
#include "anshin-private-input.h"
#include "anshin-user-search.h"
#include "anshin-window.h"

struct _AnshinPhysicianPicker
{
  AnshinPage parent_instance;

  /* template widgets */
  GtkEditable *search_entry;
  GtkStack *stack;
  GtkListBox *list;
  AdwStatusPage *error_page;

  /* owned */
  AnshinUserSearch *users;
};

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnshinPhysicianPicker, anshin_physician_picker, ANSHIN_TYPE_PAGE)

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  AnshinUser *user = ANSHIN_USER (item);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = NULL;

  subtitle = g_strdup_printf ("%s · %s", user->kana != NULL ? user->kana : "",
                              user->facility_name != NULL ? user->facility_name : "");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), user->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
on_search_state_cb (AnshinPhysicianPicker *self)
{
  const GError *error = anshin_user_search_get_error (self->users);
  g_autofree char *words = error != NULL ? anshin_error_words_dup (error) : NULL;
  const char *page = "none-found";

  if (g_list_model_get_n_items (G_LIST_MODEL (self->users)) > 0)
    page = "list";
  else if (error != NULL)
    page = "error";
  else if (anshin_user_search_get_loading (self->users))
    page = "loading";
  adw_status_page_set_description (self->error_page, words);
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
on_search_changed_cb (AnshinPhysicianPicker *self)
{
  anshin_user_search_set_text (self->users, gtk_editable_get_text (self->search_entry));
}

static void
on_retry_cb (AnshinPhysicianPicker *self)
{
  anshin_user_search_now (self->users);
}

static void
on_row_activated_cb (AnshinPhysicianPicker *self, GtkListBoxRow *row)
{
  g_autoptr (AnshinUser) user = NULL;
  AnshinWindow *window = anshin_window_get_for (self);

  user = g_list_model_get_item (G_LIST_MODEL (self->users), gtk_list_box_row_get_index (row));
  if (user == NULL)
    return;
  g_object_ref (self);
  g_signal_emit (self, signals[PICKED], 0, user);
  anshin_window_close_page (window, ANSHIN_PAGE (self));
  g_object_unref (self);
}

static void
anshin_physician_picker_shown (AnshinPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (ANSHIN_PHYSICIAN_PICKER (page)->search_entry));
}

static gboolean
anshin_physician_picker_search (AnshinPage *page)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ANSHIN_PHYSICIAN_PICKER (page)->search_entry));
}

static void
anshin_physician_picker_dispose (GObject *object)
{
  AnshinPhysicianPicker *self = ANSHIN_PHYSICIAN_PICKER (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->users);

  G_OBJECT_CLASS (anshin_physician_picker_parent_class)->dispose (object);
}

static void
anshin_physician_picker_class_init (AnshinPhysicianPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_physician_picker_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_physician_picker_shown;
  ANSHIN_PAGE_CLASS (klass)->search = anshin_physician_picker_search;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, anshin_user_get_type ());

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/patients/anshin-physician-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinPhysicianPicker, search_entry);
  gtk_widget_class_bind_template_child (widget_class, AnshinPhysicianPicker, stack);
  gtk_widget_class_bind_template_child (widget_class, AnshinPhysicianPicker, list);
  gtk_widget_class_bind_template_child (widget_class, AnshinPhysicianPicker, error_page);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
}

static void
anshin_physician_picker_init (AnshinPhysicianPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_private_input (self->search_entry);
}

AnshinPage *
anshin_physician_picker_new (AnshinClient *client)
{
  AnshinPhysicianPicker *self = g_object_new (ANSHIN_TYPE_PHYSICIAN_PICKER, NULL);

  self->users = anshin_user_search_new (client, ANSHIN_PROFESSION_PHYSICIAN);
  g_signal_connect_object (self->users, "notify", G_CALLBACK (on_search_state_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->users), create_row, self, NULL);
  anshin_user_search_now (self->users);
  return ANSHIN_PAGE (self);
}
