/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-byod-page.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"
#include "anshin-capability.h"
#include "anshin-clock.h"
#include "anshin-facility.h"
#include "anshin-format.h"
#include "anshin-step-up.h"
#include "anshin-window.h"

struct _AnshinByodPage
{
  AnshinFormPage parent_instance;

  /* template widgets */
  GtkWidget *content;
  AdwActionRow *state_row;
  AdwActionRow *confirmed_row;
  AdwActionRow *expiry_row;
  GtkWidget *duties_group;
  GtkCheckButton *install_button;
  GtkCheckButton *vulnerabilities_button;
  GtkCheckButton *settings_button;
  GtkWidget *take_back_button;

  /* owned */
  AnshinClient *client;
  char *facility_id;
  AnshinFacility *facility;
};

G_DEFINE_FINAL_TYPE (AnshinByodPage, anshin_byod_page, ANSHIN_TYPE_FORM_PAGE)

static void
show_value (AdwActionRow *row, const char *value)
{
  adw_action_row_set_subtitle (row, value != NULL ? value : "");
  gtk_widget_set_visible (GTK_WIDGET (row), value != NULL);
}

static char *
describe_state (AnshinFacility *facility)
{
  if (facility->byod)
    return g_strdup (_("Personal terminals are allowed"));
  if (facility->byod_expires_at != 0 && facility->byod_expires_at <= anshin_clock_now ())
    return g_strdup (_("The confirmation has expired: only the facility’s terminals work"));
  return g_strdup (_("Only the facility’s own terminals"));
}

static void
update (AnshinByodPage *self)
{
  AnshinFacility *facility = self->facility;
  gboolean may = anshin_capability_has (facility->capabilities, "set-byod");
  g_autofree char *state = describe_state (facility);
  g_autofree char *day = NULL;
  g_autofree char *expiry = NULL;
  g_autofree char *confirmed = NULL;

  if (facility->byod_confirmed_at != 0)
    {
      day = anshin_format_day (anshin_time_get_day (facility->byod_confirmed_at));
      confirmed = g_strdup_printf (_("%s, %s"), facility->byod_confirmed_by_name != NULL
                                                  ? facility->byod_confirmed_by_name
                                                  : "–",
                                   day);
    }
  if (facility->byod_expires_at != 0)
    expiry = anshin_format_day (anshin_time_get_day (facility->byod_expires_at));
  anshin_page_set_subtitle (ANSHIN_PAGE (self), facility->name);
  show_value (self->state_row, state);
  show_value (self->confirmed_row, confirmed);
  show_value (self->expiry_row, expiry);
  gtk_widget_set_visible (self->duties_group, may);
  gtk_widget_set_visible (self->take_back_button, may && facility->byod);
  gtk_widget_set_visible (self->content, TRUE);
  anshin_form_page_set_save_visible (ANSHIN_FORM_PAGE (self), may);
  g_object_set (self, "save-label", facility->byod ? _("_Confirm again") : _("_Allow"), NULL);
}

static void
untick (AnshinByodPage *self)
{
  gtk_check_button_set_active (self->install_button, FALSE);
  gtk_check_button_set_active (self->vulnerabilities_button, FALSE);
  gtk_check_button_set_active (self->settings_button, FALSE);
  anshin_page_set_dirty (ANSHIN_PAGE (self), FALSE);
}

static void
take_facility (AnshinByodPage *self, AnshinFacility *facility)
{
  g_set_object (&self->facility, facility);
  update (self);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinByodPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinFacility) facility = NULL;

  facility = anshin_step_up_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (!anshin_form_page_end (ANSHIN_FORM_PAGE (self), error))
    return;
  take_facility (self, facility);
  untick (self);
  anshin_window_toast (anshin_window_get_for (self),
                       facility->byod ? _("Personal terminals are allowed for six months")
                                      : _("Personal terminals are no longer allowed"));
}

static void
send_byod (AnshinByodPage *self, AnshinByod *byod)
{
  g_autofree char *path = g_strdup_printf ("/v1/facilities/%s/byod", self->facility_id);
  GCancellable *cancellable = anshin_form_page_begin (ANSHIN_FORM_PAGE (self));

  anshin_step_up_call_async (GTK_WIDGET (self), self->client, "PUT", path, byod,
                             anshin_facility_get_type (), cancellable, on_saved_cb,
                             g_object_ref (self));
}

static void
anshin_byod_page_save (AnshinFormPage *page)
{
  AnshinByodPage *self = ANSHIN_BYOD_PAGE (page);
  g_autoptr (AnshinByod) byod = anshin_byod_new ();

  byod->allowed = TRUE;
  byod->install_instructed = gtk_check_button_get_active (self->install_button);
  byod->vulnerabilities_checked = gtk_check_button_get_active (self->vulnerabilities_button);
  byod->settings_unchanged = gtk_check_button_get_active (self->settings_button);
  if (!byod->install_instructed || !byod->vulnerabilities_checked || !byod->settings_unchanged)
    {
      anshin_form_page_set_notice (page, _("Personal terminals can be allowed once all three "
                                           "duties are done. Tick what you have seen to."));
      return;
    }
  send_byod (self, byod);
}

static void
on_take_back_confirmed_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (AnshinByodPage) self = data;
  g_autoptr (AnshinByod) byod = anshin_byod_new ();

  if (confirmed && self->client != NULL)
    send_byod (self, byod);
}

static void
on_take_back_cb (AnshinByodPage *self)
{
  anshin_alert_ask (GTK_WIDGET (self), _("Allow personal terminals no longer?"),
                    _("Nobody of your facility can sign in from a personal terminal any more. The "
                      "facility’s own terminals go on working."),
                    _("_Allow no longer"), TRUE, on_take_back_confirmed_cb, g_object_ref (self));
}

static void
on_toggled_cb (AnshinByodPage *self)
{
  anshin_page_set_dirty (ANSHIN_PAGE (self),
                         gtk_check_button_get_active (self->install_button)
                           || gtk_check_button_get_active (self->vulnerabilities_button)
                           || gtk_check_button_get_active (self->settings_button));
}

static void
on_facility_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinByodPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinFacility) facility = NULL;
  gboolean dirty = anshin_page_get_dirty (ANSHIN_PAGE (self));

  facility = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (!anshin_form_page_end (ANSHIN_FORM_PAGE (self), error))
    return;
  take_facility (self, facility);
  anshin_page_set_dirty (ANSHIN_PAGE (self), dirty);
}

static void
anshin_byod_page_shown (AnshinPage *page)
{
  AnshinByodPage *self = ANSHIN_BYOD_PAGE (page);
  g_autofree char *path = g_strdup_printf ("/v1/facilities/%s", self->facility_id);
  GCancellable *cancellable = anshin_form_page_begin (ANSHIN_FORM_PAGE (self));

  anshin_client_call_async (self->client, "GET", path, NULL, anshin_facility_get_type (),
                            cancellable, on_facility_cb, g_object_ref (self));
}

static void
anshin_byod_page_dispose (GObject *object)
{
  AnshinByodPage *self = ANSHIN_BYOD_PAGE (object);

  g_clear_object (&self->facility);
  g_clear_object (&self->client);
  g_clear_pointer (&self->facility_id, g_free);

  G_OBJECT_CLASS (anshin_byod_page_parent_class)->dispose (object);
}

static void
anshin_byod_page_class_init (AnshinByodPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_byod_page_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_byod_page_shown;
  ANSHIN_FORM_PAGE_CLASS (klass)->save = anshin_byod_page_save;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/staff/anshin-byod-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinByodPage, content);
  gtk_widget_class_bind_template_child (widget_class, AnshinByodPage, state_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinByodPage, confirmed_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinByodPage, expiry_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinByodPage, duties_group);
  gtk_widget_class_bind_template_child (widget_class, AnshinByodPage, install_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinByodPage, vulnerabilities_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinByodPage, settings_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinByodPage, take_back_button);
  gtk_widget_class_bind_template_callback (widget_class, on_take_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled_cb);
}

static void
anshin_byod_page_init (AnshinByodPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_form_page_set_save_visible (ANSHIN_FORM_PAGE (self), FALSE);
}

AnshinPage *
anshin_byod_page_new (AnshinClient *client, const char *facility_id)
{
  AnshinByodPage *self = g_object_new (ANSHIN_TYPE_BYOD_PAGE, NULL);

  self->client = g_object_ref (client);
  self->facility_id = g_strdup (facility_id);
  return ANSHIN_PAGE (self);
}
