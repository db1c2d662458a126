/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-ending-page.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"
#include "anshin-capability.h"
#include "anshin-clock.h"
#include "anshin-patient-words.h"
#include "anshin-step-up.h"
#include "anshin-window.h"

struct _AnshinEndingPage
{
  AnshinFormPage parent_instance;

  /* template widgets */
  GtkWidget *reason_row;
  GtkWidget *on_row;
  AdwActionRow *consent_row;
  AdwActionRow *group_row;
  GtkWidget *delete_row;
  GtkSwitch *delete_switch;

  /* owned */
  AnshinClient *client;
  AnshinPatient *patient;
  AnshinPatientEnding *draft;
};

G_DEFINE_FINAL_TYPE (AnshinEndingPage, anshin_ending_page, ANSHIN_TYPE_FORM_PAGE)

static char *
describe_date (gpointer record, const char *text, gpointer data)
{
  return anshin_patient_words_date (ANSHIN_PATIENT_ENDING (record)->on);
}

/* Deleting the group is for those who administer it. */
static gboolean
may_delete_group (AnshinEndingPage *self)
{
  AnshinLiveList *groups = anshin_client_get_groups (self->client);
  AnshinGroup *group = NULL;

  if (self->patient->group_id != NULL)
    group = anshin_live_list_find (groups, self->patient->group_id);
  return group != NULL && anshin_capability_has (group->capabilities, "delete-group");
}

/* What will happen, so that nobody is surprised. */
static void
update (AnshinEndingPage *self)
{
  gboolean in_force = self->patient->consent_state == ANSHIN_CONSENT_IN_FORCE;
  gboolean grouped = self->patient->group_id != NULL;

  adw_action_row_set_subtitle (self->consent_row,
                               in_force ? _("Ends on this day. To share again, a new form has to "
                                            "be signed.")
                                        : _("There is none in force."));
  if (!grouped)
    adw_action_row_set_subtitle (self->group_row, _("There is none."));
  else if (gtk_switch_get_active (self->delete_switch))
    adw_action_row_set_subtitle (self->group_row,
                                 _("Is deleted: nobody can read it any more. An administrator can "
                                   "bring it back for 30 days; then it is gone for good."));
  else
    adw_action_row_set_subtitle (self->group_row,
                                 _("Is closed: the members can go on reading and can no longer "
                                   "post. The patient’s page says why."));
  gtk_widget_set_visible (self->delete_row, may_delete_group (self));
}

static void
on_ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinEndingPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinPatient) answer = NULL;
  AnshinWindow *window = NULL;

  answer = anshin_step_up_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (!anshin_form_page_end (ANSHIN_FORM_PAGE (self), error))
    return;
  window = anshin_window_get_for (self);
  anshin_record_copy_fields (ANSHIN_RECORD (self->patient), ANSHIN_RECORD (answer));
  anshin_live_list_reload (anshin_client_get_groups (self->client));
  anshin_window_toast (window, self->draft->delete_group
                                 ? _("The end of the care is recorded; the group is deleted")
                                 : _("The end of the care is recorded; the group is closed"));
  anshin_window_close_page (window, ANSHIN_PAGE (self));
}

static void
on_confirmed_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (AnshinEndingPage) self = data;
  g_autofree char *path = NULL;

  if (!confirmed || self->client == NULL)
    return;
  path = g_strdup_printf ("/v1/patients/%s/ending", self->patient->id);
  anshin_step_up_call_async (GTK_WIDGET (self), self->client, "POST", path, self->draft,
                             anshin_patient_get_type (),
                             anshin_form_page_begin (ANSHIN_FORM_PAGE (self)), on_ended_cb,
                             g_object_ref (self));
}

static void
anshin_ending_page_save (AnshinFormPage *page)
{
  AnshinEndingPage *self = ANSHIN_ENDING_PAGE (page);
  g_autofree char *heading = NULL;

  self->draft->delete_group = gtk_switch_get_active (self->delete_switch)
                              && gtk_widget_get_visible (self->delete_row);
  if (!anshin_form_page_check (page, self->draft))
    return;
  /* Translators: the patient's name */
  heading = g_strdup_printf (_("End the care of %s?"), self->patient->name);
  anshin_alert_ask (GTK_WIDGET (self), heading,
                    self->draft->delete_group
                      ? _("The consent ends and the group is deleted.")
                      : _("The consent ends and the group is closed."),
                    _("_End the care"), TRUE, on_confirmed_cb, g_object_ref (self));
}

static void
anshin_ending_page_dispose (GObject *object)
{
  AnshinEndingPage *self = ANSHIN_ENDING_PAGE (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->patient);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_ending_page_parent_class)->dispose (object);
}

static void
anshin_ending_page_class_init (AnshinEndingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_ending_page_dispose;
  ANSHIN_FORM_PAGE_CLASS (klass)->save = anshin_ending_page_save;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/patients/anshin-ending-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinEndingPage, reason_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinEndingPage, on_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinEndingPage, consent_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinEndingPage, group_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinEndingPage, delete_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinEndingPage, delete_switch);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
anshin_ending_page_init (AnshinEndingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * anshin_ending_page_new:
 * @client: where the patient is from
 * @patient: whose care ends
 *
 * Returns: the page
 */
AnshinPage *
anshin_ending_page_new (AnshinClient *client, AnshinPatient *patient)
{
  AnshinEndingPage *self = g_object_new (ANSHIN_TYPE_ENDING_PAGE, NULL);
  AnshinRecordForm *form = NULL;

  self->client = g_object_ref (client);
  self->patient = g_object_ref (patient);
  self->draft = anshin_patient_ending_new ();
  self->draft->on = anshin_clock_today ();
  anshin_page_set_subtitle (ANSHIN_PAGE (self), patient->name);
  form = anshin_form_page_create_form (ANSHIN_FORM_PAGE (self), self->draft);
  anshin_record_form_add_choice (form, "reason", self->reason_row, &anshin_ending_reasons);
  anshin_record_form_add_date (form, "on", self->on_row, describe_date, NULL);
  anshin_record_form_load (form);
  update (self);
  return ANSHIN_PAGE (self);
}
