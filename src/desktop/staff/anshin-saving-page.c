/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-saving-page.h"

#include <glib/gi18n.h>

#include "anshin-capability.h"
#include "anshin-clock.h"
#include "anshin-facility.h"
#include "anshin-format.h"
#include "anshin-step-up.h"
#include "anshin-window.h"

struct _AnshinSavingPage
{
  AnshinFormPage parent_instance;

  /* template widgets */
  GtkWidget *content;
  AdwActionRow *state_row;
  AdwActionRow *set_row;

  /* owned */
  AnshinClient *client;
  AnshinFacility *facility;
  char *facility_id;
};

G_DEFINE_FINAL_TYPE (AnshinSavingPage, anshin_saving_page, ANSHIN_TYPE_FORM_PAGE)

static void
take_facility (AnshinSavingPage *self, AnshinFacility *facility)
{
  g_autofree char *day = NULL;
  g_autofree char *set = NULL;

  g_set_object (&self->facility, facility);
  anshin_page_set_subtitle (ANSHIN_PAGE (self), facility->name);
  adw_action_row_set_subtitle (self->state_row,
                               facility->saving ? _("Allowed") : _("Not allowed"));
  gtk_widget_set_visible (GTK_WIDGET (self->set_row), facility->saving_set_at != 0);
  if (facility->saving_set_at != 0)
    {
      day = anshin_format_day (anshin_time_get_day (facility->saving_set_at));
      set = g_strdup_printf (_("%s, %s"),
                             facility->saving_set_by_name != NULL ? facility->saving_set_by_name
                                                                  : "–",
                             day);
      adw_action_row_set_subtitle (self->set_row, set);
    }
  gtk_widget_set_visible (self->content, TRUE);
  anshin_form_page_set_save_visible (ANSHIN_FORM_PAGE (self),
                                     anshin_capability_has (facility->capabilities, "set-saving"));
  g_object_set (self, "save-label", facility->saving ? _("Allow no _longer") : _("_Allow"), NULL);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinSavingPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinFacility) facility = NULL;

  facility = anshin_step_up_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (anshin_form_page_end (ANSHIN_FORM_PAGE (self), error))
    take_facility (self, facility);
}

static void
anshin_saving_page_save (AnshinFormPage *page)
{
  AnshinSavingPage *self = ANSHIN_SAVING_PAGE (page);
  g_autofree char *path = g_strdup_printf ("/v1/facilities/%s/saving", self->facility_id);
  g_autoptr (AnshinSaving) saving = anshin_saving_new ();

  saving->allowed = !self->facility->saving;
  anshin_step_up_call_async (GTK_WIDGET (self), self->client, "PUT", path, saving,
                             anshin_facility_get_type (), anshin_form_page_begin (page),
                             on_saved_cb, g_object_ref (self));
}

static void
on_facility_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinSavingPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinFacility) facility = NULL;

  facility = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (anshin_form_page_end (ANSHIN_FORM_PAGE (self), error))
    take_facility (self, facility);
}

static void
anshin_saving_page_shown (AnshinPage *page)
{
  AnshinSavingPage *self = ANSHIN_SAVING_PAGE (page);
  g_autofree char *path = g_strdup_printf ("/v1/facilities/%s", self->facility_id);

  anshin_client_call_async (self->client, "GET", path, NULL, anshin_facility_get_type (),
                            anshin_form_page_begin (ANSHIN_FORM_PAGE (self)), on_facility_cb,
                            g_object_ref (self));
}

static void
anshin_saving_page_dispose (GObject *object)
{
  AnshinSavingPage *self = ANSHIN_SAVING_PAGE (object);

  g_clear_object (&self->facility);
  g_clear_object (&self->client);
  g_clear_pointer (&self->facility_id, g_free);

  G_OBJECT_CLASS (anshin_saving_page_parent_class)->dispose (object);
}

static void
anshin_saving_page_class_init (AnshinSavingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_saving_page_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_saving_page_shown;
  ANSHIN_FORM_PAGE_CLASS (klass)->save = anshin_saving_page_save;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/staff/anshin-saving-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinSavingPage, content);
  gtk_widget_class_bind_template_child (widget_class, AnshinSavingPage, state_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinSavingPage, set_row);
}

static void
anshin_saving_page_init (AnshinSavingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_form_page_set_save_visible (ANSHIN_FORM_PAGE (self), FALSE);
}

AnshinPage *
anshin_saving_page_new (AnshinClient *client, const char *facility_id)
{
  AnshinSavingPage *self = g_object_new (ANSHIN_TYPE_SAVING_PAGE, NULL);

  self->client = g_object_ref (client);
  self->facility_id = g_strdup (facility_id);
  return ANSHIN_PAGE (self);
}
