/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-patient-page-private.h"

#include <glib/gi18n.h>

#include "anshin-capability.h"
#include "anshin-clock.h"
#include "anshin-consent-words.h"
#include "anshin-ending-page.h"
#include "anshin-patient-editor.h"
#include "anshin-patient-words.h"
#include "anshin-plain-row.h"
#include "anshin-provisions-page.h"
#include "anshin-seen-by-page.h"
#include "anshin-window.h"

G_DEFINE_FINAL_TYPE (AnshinPatientPage, anshin_patient_page, ANSHIN_TYPE_PAGE)

static void
set_row (AdwActionRow *row, const char *value)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  g_autofree char *label = g_strdup_printf ("%s: %s", title, value != NULL ? value : "");

  adw_action_row_set_subtitle (row, value != NULL ? value : "");
  gtk_widget_set_visible (GTK_WIDGET (row), value != NULL && *value != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static char *
join_address (AnshinPatient *patient)
{
  if (patient->postal_code == NULL || *patient->postal_code == '\0')
    return g_strdup (patient->address);
  return g_strdup_printf ("〒%s %s", patient->postal_code,
                          patient->address != NULL ? patient->address : "");
}

static char *
describe_physician (AnshinPatient *patient)
{
  if (patient->attending_physician_name != NULL)
    return g_strdup (patient->attending_physician_name);
  if (patient->no_attending_reason != NULL)
    /* Translators: why a patient has no attending physician */
    return g_strdup_printf (_("None: %s"), patient->no_attending_reason);
  return NULL;
}

static char *
format_moment (gint64 time)
{
  g_autofree char *day = NULL;
  g_autofree char *clock = NULL;

  if (time == 0)
    return NULL;
  day = anshin_era_format (anshin_time_get_day (time));
  clock = anshin_time_format_clock (time);
  return g_strdup_printf ("%s %s", day, clock);
}

static void
update_attributes (AnshinPatientPage *self)
{
  AnshinPatient *patient = self->patient;
  g_autofree char *birth = anshin_patient_words_birth (patient->birth_date);
  g_autofree char *address = join_address (patient);
  g_autofree char *physician = describe_physician (patient);
  g_autofree char *entered = format_moment (patient->created_at);
  g_autofree char *changed = NULL;

  if (patient->updated_at != patient->created_at)
    changed = format_moment (patient->updated_at);
  set_row (self->kana_row, patient->kana);
  set_row (self->birth_row, birth);
  set_row (self->sex_row, anshin_patient_words_choice (&anshin_sexes, patient->sex));
  set_row (self->care_level_row,
           anshin_patient_words_choice (&anshin_care_levels, patient->care_level));
  set_row (self->number_row, patient->number);
  set_row (self->physician_row, physician);
  set_row (self->address_row, address);
  set_row (self->telephone_row, patient->telephone);
  set_row (self->facility_row, patient->facility_name);
  set_row (self->remarks_row, patient->remarks);
  gtk_widget_set_visible (self->contact_group,
                          gtk_widget_get_visible (GTK_WIDGET (self->address_row))
                            || gtk_widget_get_visible (GTK_WIDGET (self->telephone_row))
                            || gtk_widget_get_visible (GTK_WIDGET (self->remarks_row)));
  set_row (self->entered_row, entered);
  set_row (self->changed_row, changed);
}

static void
show_if_may (AnshinPatientPage *self, GtkWidget *row, const char *capability)
{
  gtk_widget_set_visible (row, anshin_capability_has (self->patient->capabilities, capability));
}

static void
update (AnshinPatientPage *self)
{
  AnshinPatient *patient = self->patient;
  gboolean may_record = anshin_capability_has (patient->capabilities, "record-consent");

  anshin_page_set_title (ANSHIN_PAGE (self), patient->name);
  update_attributes (self);
  gtk_widget_set_visible (self->edit_button,
                          anshin_capability_has (patient->capabilities, "edit-patient"));
  gtk_widget_set_visible (self->new_consent_button, may_record && patient->ended == 0);
  gtk_widget_set_visible (self->vitals_row, patient->group_id != NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->vitals_row), "s",
                                    patient->group_id != NULL ? patient->group_id : "");
  show_if_may (self, self->seen_by_row, "see-who-saw");
  show_if_may (self, self->provisions_row, "read-consent");
  show_if_may (self, self->ending_row, "end-patient");
  show_if_may (self, self->resume_row, "resume-patient");
  gtk_widget_set_visible (self->more_group, gtk_widget_get_visible (self->vitals_row)
                                              || gtk_widget_get_visible (self->seen_by_row)
                                              || gtk_widget_get_visible (self->provisions_row)
                                              || gtk_widget_get_visible (self->ending_row)
                                              || gtk_widget_get_visible (self->resume_row));
  anshin_patient_page_update_step (self);
}

static GtkWidget *
create_consent_row (gpointer item, gpointer data)
{
  AnshinConsent *consent = ANSHIN_CONSENT (item);
  GtkWidget *icon = NULL;
  const char *state = anshin_patient_words_consent (consent->state);
  g_autofree char *subtitle = anshin_consent_words_dates (consent);
  GtkWidget *row = anshin_plain_row_new (state, subtitle);

  icon = gtk_image_new_from_icon_name (anshin_patient_words_consent_icon (consent->state));
  gtk_widget_add_css_class (icon, anshin_patient_words_consent_style (consent->state));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  anshin_plain_row_lead_on (row);
  return row;
}

static void
on_consents_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinPatientPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) consents = NULL;
  guint n = 0;

  consents = anshin_client_call_list_finish (ANSHIN_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->patient == NULL)
    return;
  /* Members of other facilities don't see the papers; the page is whole without them. */
  if (consents == NULL)
    g_debug ("Consents: %s", error->message);
  n = consents != NULL ? g_list_model_get_n_items (consents) : 0;
  gtk_list_box_bind_model (self->consents_list, consents, create_consent_row, self, NULL);
  g_set_object (&self->consents, consents);
  gtk_widget_set_visible (GTK_WIDGET (self->consents_list), n > 0);
  gtk_widget_set_visible (
    GTK_WIDGET (self->consents_group),
    n > 0 || anshin_capability_has (self->patient->capabilities, "record-consent"));
  anshin_patient_page_update_step (self);
}

static void
fetch_consents (AnshinPatientPage *self)
{
  g_autofree char *path = g_strdup_printf ("/v1/patients/%s/consents", self->patient->id);

  anshin_client_call_list_async (self->client, path, anshin_consent_get_type (),
                                 self->cancellable, on_consents_cb, g_object_ref (self));
}

static void
on_patient_changed_cb (AnshinPatientPage *self, GParamSpec *pspec)
{
  update (self);
  if (g_str_equal (pspec->name, "consent-state") || g_str_equal (pspec->name, "consent-id"))
    fetch_consents (self);
}

/* A list that was loaded anew may hold another object for the same patient. */
static void
on_patients_changed_cb (AnshinPatientPage *self)
{
  AnshinPatient *patient = NULL;

  patient = anshin_live_list_find (anshin_client_get_patients (self->client), self->patient->id);
  if (patient == NULL || patient == self->patient)
    return;
  g_set_object (&self->patient, patient);
  g_signal_group_set_target (self->patient_signals, patient);
  update (self);
}

static void
on_groups_changed_cb (AnshinPatientPage *self)
{
  AnshinLiveList *groups = anshin_client_get_groups (self->client);

  if (self->group_to_open != NULL && anshin_live_list_find (groups, self->group_to_open) != NULL)
    anshin_patient_page_open_group (self);
}

static void
on_step_cb (AnshinPatientPage *self)
{
  anshin_patient_page_take_step (self);
}

static void
on_members_cb (AnshinPatientPage *self)
{
  anshin_patient_page_open_members (self);
}

static void
on_new_consent_cb (AnshinPatientPage *self)
{
  anshin_patient_page_open_consent (self, NULL);
}

static void
on_consent_activated_cb (AnshinPatientPage *self, GtkListBoxRow *row)
{
  g_autoptr (AnshinConsent) consent = NULL;

  consent = g_list_model_get_item (self->consents, gtk_list_box_row_get_index (row));
  if (consent != NULL)
    anshin_patient_page_open_consent (self, consent);
}

static void
on_seen_by_cb (AnshinPatientPage *self)
{
  anshin_window_push_page (anshin_window_get_for (self),
                           anshin_seen_by_page_new (self->client, self->patient));
}

static void
on_provisions_cb (AnshinPatientPage *self)
{
  anshin_window_push_page (anshin_window_get_for (self),
                           anshin_provisions_page_new (self->client, self->patient));
}

static void
on_ending_cb (AnshinPatientPage *self)
{
  anshin_window_push_page (anshin_window_get_for (self),
                           anshin_ending_page_new (self->client, self->patient));
}

static void
on_resume_cb (AnshinPatientPage *self)
{
  anshin_patient_page_resume (self);
}

static void
on_edit_cb (AnshinPatientPage *self)
{
  anshin_window_push_page (anshin_window_get_for (self),
                           anshin_patient_editor_new (self->client, self->patient));
}

static void
on_newest_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinPatientPage) self = data;
  g_autoptr (AnshinPatient) newest = NULL;

  newest = anshin_client_call_finish (ANSHIN_CLIENT (source), result, NULL);
  if (newest != NULL && self->patient != NULL)
    anshin_record_copy_fields (ANSHIN_RECORD (self->patient), ANSHIN_RECORD (newest));
}

/* A patient who was entered a moment ago may not be the one that the list keeps true. */
static void
fetch_patient (AnshinPatientPage *self)
{
  g_autofree char *path = g_strdup_printf ("/v1/patients/%s", self->patient->id);

  anshin_client_call_async (self->client, "GET", path, NULL, anshin_patient_get_type (),
                            self->cancellable, on_newest_cb, g_object_ref (self));
}

static void
anshin_patient_page_shown (AnshinPage *page)
{
  AnshinPatientPage *self = ANSHIN_PATIENT_PAGE (page);

  /* What was done on a page above this one. */
  fetch_consents (self);
  fetch_patient (self);
  if (gtk_widget_is_sensitive (GTK_WIDGET (self->step_button)))
    gtk_widget_grab_focus (GTK_WIDGET (self->step_button));
}

static void
anshin_patient_page_hidden (AnshinPage *page)
{
  g_clear_pointer (&ANSHIN_PATIENT_PAGE (page)->group_to_open, g_free);
}

static void
anshin_patient_page_dispose (GObject *object)
{
  AnshinPatientPage *self = ANSHIN_PATIENT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->consents_list != NULL)
    gtk_list_box_bind_model (self->consents_list, NULL, NULL, NULL, NULL);
  self->consents_list = NULL;
  g_clear_object (&self->patient_signals);
  g_clear_object (&self->consents);
  g_clear_object (&self->patient);
  g_clear_object (&self->client);
  g_clear_pointer (&self->group_client_id, g_free);
  g_clear_pointer (&self->group_to_open, g_free);

  G_OBJECT_CLASS (anshin_patient_page_parent_class)->dispose (object);
}

static void
bind_rows (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, kana_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, birth_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, sex_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, care_level_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, number_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, physician_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, contact_group);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, address_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, telephone_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, facility_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, remarks_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, entered_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, changed_row);
}

static void
anshin_patient_page_class_init (AnshinPatientPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ANSHIN_TYPE_PAGE_NOTICE);
  G_OBJECT_CLASS (klass)->dispose = anshin_patient_page_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_patient_page_shown;
  ANSHIN_PAGE_CLASS (klass)->hidden = anshin_patient_page_hidden;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/patients/anshin-patient-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, notice);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, consent_icon);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, consent_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, step_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, step_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, step_spinner);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, members_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, consents_group);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, consents_list);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, new_consent_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, edit_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, more_group);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, vitals_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, seen_by_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, provisions_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, ending_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientPage, resume_row);
  bind_rows (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_seen_by_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_provisions_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_ending_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_resume_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_step_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_members_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_new_consent_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_consent_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_edit_cb);
}

static void
anshin_patient_page_init (AnshinPatientPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->patient_signals = g_signal_group_new (anshin_patient_get_type ());
  g_signal_group_connect_swapped (self->patient_signals, "notify",
                                  G_CALLBACK (on_patient_changed_cb), self);
}

/**
 * anshin_patient_page_new:
 * @client: where the patient is from
 * @patient: whom to show, with every change
 *
 * Returns: the page
 */
AnshinPage *
anshin_patient_page_new (AnshinClient *client, AnshinPatient *patient)
{
  AnshinPatientPage *self = g_object_new (ANSHIN_TYPE_PATIENT_PAGE, NULL);

  self->client = g_object_ref (client);
  self->patient = g_object_ref (patient);
  anshin_page_set_subject (ANSHIN_PAGE (self), ANSHIN_RECORD (patient));
  g_signal_group_set_target (self->patient_signals, patient);
  g_signal_connect_object (anshin_client_get_patients (client), "items-changed",
                           G_CALLBACK (on_patients_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (anshin_client_get_groups (client), "items-changed",
                           G_CALLBACK (on_groups_changed_cb), self, G_CONNECT_SWAPPED);
  update (self);
  return ANSHIN_PAGE (self);
}

AnshinPatient *
anshin_patient_page_get_patient (AnshinPatientPage *self)
{
  return self->patient;
}
