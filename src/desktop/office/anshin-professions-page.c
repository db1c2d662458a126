/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-professions-page.h"

#include <glib/gi18n.h>

#include "anshin-page-notice.h"
#include "anshin-profession-row.h"
#include "anshin-step-up.h"
#include "anshin-wording.h"

struct _AnshinProfessionsPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPageNotice *notice;
  GtkSpinner *spinner;
  GtkListBox *list_box;

  /* owned */
  AnshinClient *client;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (AnshinProfessionsPage, anshin_professions_page, ANSHIN_TYPE_PAGE)

static void
set_busy (AnshinProfessionsPage *self, gboolean busy)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->list_box), !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

static AnshinProfessionSetting *
find_setting (AnshinProfessionSettings *settings, int profession)
{
  for (guint i = 0; i < settings->items->len; i++)
    {
      AnshinProfessionSetting *setting = settings->items->pdata[i];

      if (setting->profession == profession)
        return setting;
    }
  return NULL;
}

static GtkWidget *
first_row (AnshinProfessionsPage *self)
{
  return gtk_widget_get_first_child (GTK_WIDGET (self->list_box));
}

/* What was switched is what the service says it is: also if it has refused. */
static void
show_in_rows (AnshinProfessionsPage *self, AnshinProfessionSettings *settings)
{
  for (GtkWidget *row = first_row (self); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      AnshinProfessionRow *profession = ANSHIN_PROFESSION_ROW (row);
      AnshinProfessionSetting *setting
        = find_setting (settings, anshin_profession_row_get_profession (profession));

      if (setting != NULL)
        anshin_profession_row_show (profession, setting);
    }
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinProfessionsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinProfessionSettings) settings = NULL;

  settings = anshin_step_up_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (self->client == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  anshin_page_notice_set_error (self->notice, error);
  if (settings != NULL && settings->items != NULL)
    show_in_rows (self, settings);
  else
    for (GtkWidget *row = first_row (self); row != NULL; row = gtk_widget_get_next_sibling (row))
      anshin_profession_row_reset (ANSHIN_PROFESSION_ROW (row));
}

static void
on_toggled_cb (AnshinProfessionsPage *self, AnshinProfessionRow *row)
{
  g_autoptr (AnshinProfessionSettings) request = anshin_profession_settings_new ();

  request->items = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (request->items, anshin_profession_row_dup_wanted (row));
  set_busy (self, TRUE);
  anshin_step_up_call_async (GTK_WIDGET (self), self->client, "PUT", "/v1/professions", request,
                             anshin_profession_settings_get_type (), self->cancellable,
                             on_saved_cb, g_object_ref (self));
}

static void
on_settings_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinProfessionsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) settings = anshin_client_call_list_finish (ANSHIN_CLIENT (source),
                                                                    result, &error);

  if (self->client == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  anshin_page_notice_set_error (self->notice, error);
  anshin_page_notice_set_button (self->notice, error != NULL ? _("_Try again") : NULL);
  for (guint i = 0; settings != NULL && i < g_list_model_get_n_items (settings); i++)
    {
      g_autoptr (AnshinProfessionSetting) setting = g_list_model_get_item (settings, i);
      GtkWidget *row = anshin_profession_row_new (setting);

      g_signal_connect_object (row, "toggled", G_CALLBACK (on_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_list_box_append (self->list_box, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list_box), settings != NULL);
}

static void
load (AnshinProfessionsPage *self)
{
  set_busy (self, TRUE);
  anshin_client_call_list_async (self->client, "/v1/professions",
                                 anshin_profession_setting_get_type (), self->cancellable,
                                 on_settings_cb, g_object_ref (self));
}

static void
anshin_professions_page_dispose (GObject *object)
{
  AnshinProfessionsPage *self = ANSHIN_PROFESSIONS_PAGE (object);

  g_clear_object (&self->client);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (anshin_professions_page_parent_class)->dispose (object);
}

static void
anshin_professions_page_class_init (AnshinProfessionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_professions_page_dispose;

  g_type_ensure (ANSHIN_TYPE_PAGE_NOTICE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-professions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinProfessionsPage, notice);
  gtk_widget_class_bind_template_child (widget_class, AnshinProfessionsPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, AnshinProfessionsPage, list_box);
}

static void
anshin_professions_page_init (AnshinProfessionsPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_professions_page_new (AnshinClient *client)
{
  AnshinProfessionsPage *self = g_object_new (ANSHIN_TYPE_PROFESSIONS_PAGE, NULL);

  self->client = g_object_ref (client);
  g_signal_connect_object (self->notice, "clicked", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
  return ANSHIN_PAGE (self);
}
