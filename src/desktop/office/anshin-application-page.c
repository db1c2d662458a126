/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-application-page.h"

#include <glib/gi18n.h>

#include "anshin-access-page.h"
#include "anshin-account.h"
#include "anshin-capability.h"
#include "anshin-format.h"
#include "anshin-office-words.h"
#include "anshin-page-notice.h"
#include "anshin-submit-bar.h"
#include "anshin-turn-down-page.h"
#include "anshin-window.h"

struct _AnshinApplicationPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPageNotice *notice;
  AdwActionRow *name_row;
  AdwActionRow *mail_row;
  AdwActionRow *profession_row;
  AdwActionRow *facility_row;
  AdwActionRow *admin_row;
  AdwActionRow *note_row;
  AdwActionRow *submitted_row;
  AdwActionRow *state_row;
  AdwActionRow *reason_row;
  GtkWidget *deeds;
  AnshinSubmitBar *register_bar;

  /* owned */
  AnshinClient *client;
  AnshinApplication *application;
};

G_DEFINE_FINAL_TYPE (AnshinApplicationPage, anshin_application_page, ANSHIN_TYPE_PAGE)

static void
update (AnshinApplicationPage *self)
{
  AnshinApplication *application = self->application;
  g_autofree char *name = g_strdup_printf ("%s (%s)", application->name, application->kana);
  g_autofree char *submitted_at = anshin_format_when (application->created_at);
  g_autofree char *submitted = g_strdup_printf ("%s · %s", application->submitted_by_name,
                                                submitted_at);
  g_autofree char *state = anshin_office_words_application_state (application);

  anshin_page_set_subtitle (ANSHIN_PAGE (self), application->name);
  anshin_office_words_show (self->name_row, name);
  anshin_office_words_show (self->mail_row, application->mail);
  anshin_office_words_show (self->profession_row,
                            anshin_format_profession (application->profession));
  anshin_office_words_show (self->facility_row, application->facility_name);
  anshin_office_words_show (self->admin_row, application->facility_admin ? _("Yes") : _("No"));
  anshin_office_words_show (self->note_row, application->note);
  anshin_office_words_show (self->submitted_row, submitted);
  anshin_office_words_show (self->state_row, state);
  anshin_office_words_show (self->reason_row, application->turned_down_reason);
  gtk_widget_set_visible (self->deeds,
                          application->state == ANSHIN_APPLICATION_WAITING
                            && anshin_capability_has (application->capabilities,
                                                      "decide-application"));
}

static void
on_registered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinApplicationPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinAccess) access = anshin_client_call_finish (ANSHIN_CLIENT (source), result,
                                                               &error);
  g_autoptr (GPtrArray) accesses = g_ptr_array_new ();
  AnshinWindow *window = anshin_window_get_for (self);

  anshin_submit_bar_end (self->register_bar, error);
  if (access == NULL || window == NULL)
    return;
  self->application->state = ANSHIN_APPLICATION_REGISTERED;
  anshin_record_notify (self->application, "state");
  g_ptr_array_add (accesses, access);
  anshin_window_push_page (window, anshin_access_page_new (self->client, accesses));
}

static void
on_register_cb (AnshinApplicationPage *self)
{
  g_autofree char *path = g_strdup_printf ("/v1/applications/%s/registration",
                                           self->application->id);

  anshin_client_call_async (self->client, "POST", path, NULL, anshin_access_get_type (),
                            anshin_submit_bar_begin (self->register_bar), on_registered_cb,
                            g_object_ref (self));
}

static void
on_turn_down_cb (AnshinApplicationPage *self)
{
  AnshinPage *page = anshin_turn_down_page_new (self->client, self->application);

  anshin_window_push_page (anshin_window_get_for (self), page);
}

static void
anshin_application_page_dispose (GObject *object)
{
  AnshinApplicationPage *self = ANSHIN_APPLICATION_PAGE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->application);

  G_OBJECT_CLASS (anshin_application_page_parent_class)->dispose (object);
}

static void
anshin_application_page_class_init (AnshinApplicationPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_application_page_dispose;

  g_type_ensure (ANSHIN_TYPE_PAGE_NOTICE);
  g_type_ensure (ANSHIN_TYPE_SUBMIT_BAR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-application-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinApplicationPage, notice);
  gtk_widget_class_bind_template_child (widget_class, AnshinApplicationPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinApplicationPage, mail_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinApplicationPage, profession_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinApplicationPage, facility_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinApplicationPage, admin_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinApplicationPage, note_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinApplicationPage, submitted_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinApplicationPage, state_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinApplicationPage, reason_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinApplicationPage, deeds);
  gtk_widget_class_bind_template_child (widget_class, AnshinApplicationPage, register_bar);
  gtk_widget_class_bind_template_callback (widget_class, on_register_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_turn_down_cb);
}

static void
anshin_application_page_init (AnshinApplicationPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_application_page_new (AnshinClient *client, AnshinApplication *application)
{
  AnshinApplicationPage *self = g_object_new (ANSHIN_TYPE_APPLICATION_PAGE, NULL);

  self->client = g_object_ref (client);
  self->application = g_object_ref (application);
  g_signal_connect_object (application, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return ANSHIN_PAGE (self);
}
