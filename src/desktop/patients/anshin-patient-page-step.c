/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The next step with a patient: from the consent to the group (source A3). */
#include "anshin-patient-page-private.h"

#include <glib/gi18n.h>

#include "anshin-capability.h"
#include "anshin-consent-page.h"
#include "anshin-consent-record-page.h"
#include "anshin-id.h"
#include "anshin-members-page.h"
#include "anshin-patient-words.h"
#include "anshin-window.h"

static void
set_busy (AnshinPatientPage *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_visible (GTK_WIDGET (self->step_spinner), busy);
  gtk_spinner_set_spinning (self->step_spinner, busy);
  anshin_patient_page_update_step (self);
}

/* The newest consent in @state, if the list has come. */
static AnshinConsent *
find_consent (AnshinPatientPage *self, int state)
{
  guint n = self->consents != NULL ? g_list_model_get_n_items (self->consents) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AnshinConsent) consent = g_list_model_get_item (self->consents, i);

      /* The list holds on to it. */
      if (consent->state == state)
        return consent;
    }
  return NULL;
}

/**
 * anshin_patient_page_get_step:
 * @self: a page
 *
 * Returns: what is to be done next with the patient
 */
AnshinPatientStep
anshin_patient_page_get_step (AnshinPatientPage *self)
{
  AnshinPatient *patient = self->patient;
  gboolean may_record = anshin_capability_has (patient->capabilities, "record-consent");

  if (patient->ended != ANSHIN_ENDING_NONE)
    return patient->group_id != NULL ? ANSHIN_STEP_OPEN : ANSHIN_STEP_NONE;
  if (patient->consent_state == ANSHIN_CONSENT_IN_FORCE)
    return patient->group_id != NULL ? ANSHIN_STEP_OPEN : ANSHIN_STEP_GROUP;
  if (!may_record)
    return patient->group_id != NULL ? ANSHIN_STEP_OPEN : ANSHIN_STEP_NONE;
  if (find_consent (self, ANSHIN_CONSENT_PRINTED) != NULL)
    return ANSHIN_STEP_SIGN;
  if (find_consent (self, ANSHIN_CONSENT_DRAFT) != NULL)
    return ANSHIN_STEP_PRINT;
  return ANSHIN_STEP_CONSENT;
}

/**
 * anshin_patient_page_may_step:
 * @self: a page
 *
 * Returns: whether this person may take the next step
 */
gboolean
anshin_patient_page_may_step (AnshinPatientPage *self)
{
  if (anshin_patient_page_get_step (self) == ANSHIN_STEP_GROUP)
    return anshin_capability_has (self->patient->capabilities, "create-patient-group");
  return anshin_patient_page_get_step (self) != ANSHIN_STEP_NONE;
}

static const char *
get_button_label (AnshinPatientStep step)
{
  switch (step)
    {
    case ANSHIN_STEP_CONSENT:
      return _("Make the consent _form");
    case ANSHIN_STEP_PRINT:
      return _("Go on with the _form");
    case ANSHIN_STEP_SIGN:
      return _("_Record the signature");
    case ANSHIN_STEP_GROUP:
      return _("_Create the patient group");
    case ANSHIN_STEP_OPEN:
      return _("_Open the group");
    case ANSHIN_STEP_NONE:
    default:
      return "";
    }
}

/* Who could create the group, where this person can't (source A3). */
static char *
describe_who_could (AnshinPatientPage *self)
{
  const char *physician = self->patient->attending_physician_name;

  if (physician != NULL && *physician != '\0')
    return g_strdup_printf (_("The consent is there. The attending physician, %s, can now create "
                              "the patient’s group."),
                            physician);
  return g_strdup (_("The consent is there. A care manager, the administrator of a visiting-nurse "
                     "station or a nurse of your facility can now create the patient’s group."));
}

static char *
describe_step (AnshinPatientPage *self, AnshinPatientStep step)
{
  if (self->patient->ended != ANSHIN_ENDING_NONE)
    return g_strdup (step == ANSHIN_STEP_OPEN
                       ? _("The patient’s group is closed. It can still be read.")
                       : _("Nothing is shared any more."));
  switch (step)
    {
    case ANSHIN_STEP_CONSENT:
      return g_strdup (_("Without a signed consent form (form 4) nothing may be shared. Make the "
                         "form first."));
    case ANSHIN_STEP_PRINT:
      return g_strdup (_("The form is begun. Print it, explain it and have it signed."));
    case ANSHIN_STEP_SIGN:
      return g_strdup (_("The form is printed. Record the signature when the paper is signed."));
    case ANSHIN_STEP_GROUP:
      if (!anshin_patient_page_may_step (self))
        return describe_who_could (self);
      return g_strdup (_("The consent is there. Create the patient’s group, then invite those who "
                         "care for the patient."));
    case ANSHIN_STEP_OPEN:
      return g_strdup (_("The team shares what it needs to know in the patient’s group."));
    case ANSHIN_STEP_NONE:
    default:
      return g_strdup (_("The patient’s facility takes the next step."));
    }
}

/* Returns: (transfer full): how it stands with the consent, or that the care has ended */
static char *
describe_state (AnshinPatient *patient)
{
  if (patient->ended != ANSHIN_ENDING_NONE)
    return anshin_patient_words_ended (patient);
  return g_strdup (anshin_patient_words_consent (patient->consent_state));
}

/**
 * anshin_patient_page_update_step:
 * @self: a page
 *
 * Shows what is to be done next.
 */
void
anshin_patient_page_update_step (AnshinPatientPage *self)
{
  AnshinPatientStep step = anshin_patient_page_get_step (self);
  g_autofree char *description = describe_step (self, step);
  g_autofree char *heading = describe_state (self->patient);
  int state = self->patient->consent_state;
  const char *styles[] = { anshin_patient_words_consent_style (state), NULL };

  gtk_image_set_from_icon_name (self->consent_icon, anshin_patient_words_consent_icon (state));
  gtk_widget_set_css_classes (GTK_WIDGET (self->consent_icon), styles);
  gtk_label_set_label (self->consent_label, heading);
  gtk_label_set_label (self->step_label, description);
  gtk_button_set_label (self->step_button, get_button_label (step));
  gtk_widget_set_visible (GTK_WIDGET (self->step_button), step != ANSHIN_STEP_NONE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->step_button),
                            !self->busy && anshin_patient_page_may_step (self));
  gtk_widget_set_visible (self->members_button, self->patient->group_id != NULL);
}

/**
 * anshin_patient_page_open_group:
 * @self: a page of a patient with a group
 *
 * Goes to the group, or as soon as the list of groups has it.
 */
void
anshin_patient_page_open_group (AnshinPatientPage *self)
{
  AnshinLiveList *groups = anshin_client_get_groups (self->client);
  g_autofree char *id = g_strdup (self->patient->group_id);

  g_clear_pointer (&self->group_to_open, g_free);
  if (anshin_live_list_find (groups, id) != NULL)
    {
      anshin_window_show_item (anshin_window_get_for (self), "groups", id);
      return;
    }
  self->group_to_open = g_steal_pointer (&id);
  anshin_live_list_reload (groups);
}

static void
on_group_created_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinPatientPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinGroup) group = NULL;

  group = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (group == NULL)
    {
      anshin_page_notice_set_error (self->notice, error);
      return;
    }
  anshin_window_toast (anshin_window_get_for (self), _("Patient group created"));
  g_object_set (self->patient, "group-id", group->id, NULL);
  anshin_patient_page_open_group (self);
}

static void
on_resumed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinPatientPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinPatient) patient = NULL;

  patient = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  anshin_page_notice_set_error (self->notice, error);
  if (patient == NULL)
    return;
  anshin_record_copy_fields (ANSHIN_RECORD (self->patient), ANSHIN_RECORD (patient));
  anshin_window_toast (anshin_window_get_for (self), _("The care is taken up again"));
}

/**
 * anshin_patient_page_resume:
 * @self: a page of a patient whose care has ended
 *
 * The patient is cared for at home again; a group needs a new consent.
 */
void
anshin_patient_page_resume (AnshinPatientPage *self)
{
  g_autofree char *path = g_strdup_printf ("/v1/patients/%s/resumption", self->patient->id);

  if (self->busy)
    return;
  set_busy (self, TRUE);
  anshin_client_call_async (self->client, "POST", path, NULL, anshin_patient_get_type (),
                            self->cancellable, on_resumed_cb, g_object_ref (self));
}

/* The same client id as long as no answer came: pressing twice makes one group. */
static void
create_group (AnshinPatientPage *self)
{
  g_autoptr (AnshinGroup) group = anshin_group_new ();

  if (self->group_client_id == NULL)
    self->group_client_id = anshin_id_new ();
  g_object_set (group, "client-id", self->group_client_id, "kind", ANSHIN_GROUP_PATIENT,
                "patient-id", self->patient->id, NULL);
  set_busy (self, TRUE);
  anshin_client_call_async (self->client, "POST", "/v1/groups", group, anshin_group_get_type (),
                            self->cancellable, on_group_created_cb, g_object_ref (self));
}

/**
 * anshin_patient_page_open_consent:
 * @self: a page
 * @consent: (nullable): one of the patient's consents; %NULL begins a new one
 *
 * A form that isn't signed yet is edited and printed, any other is shown.
 */
void
anshin_patient_page_open_consent (AnshinPatientPage *self, AnshinConsent *consent)
{
  AnshinWindow *window = anshin_window_get_for (self);
  gboolean open = consent == NULL || consent->state == ANSHIN_CONSENT_DRAFT
                  || consent->state == ANSHIN_CONSENT_PRINTED;

  if (open && anshin_capability_has (self->patient->capabilities, "record-consent"))
    anshin_window_push_page (window,
                             anshin_consent_page_new (self->client, self->patient, consent));
  else if (consent != NULL)
    anshin_window_push_page (
      window, anshin_consent_record_page_new (self->client, self->patient, consent));
}

/**
 * anshin_patient_page_open_members:
 * @self: a page of a patient with a group
 */
void
anshin_patient_page_open_members (AnshinPatientPage *self)
{
  AnshinLiveList *groups = anshin_client_get_groups (self->client);
  AnshinGroup *group = anshin_live_list_find (groups, self->patient->group_id);

  if (group != NULL)
    anshin_window_push_page (anshin_window_get_for (self),
                             anshin_members_page_new (self->client, group));
}

/**
 * anshin_patient_page_take_step:
 * @self: a page
 *
 * Does what is to be done next, or goes where it is done.
 */
void
anshin_patient_page_take_step (AnshinPatientPage *self)
{
  if (self->busy || !anshin_patient_page_may_step (self))
    return;
  anshin_page_notice_set_text (self->notice, NULL);
  switch (anshin_patient_page_get_step (self))
    {
    case ANSHIN_STEP_CONSENT:
      anshin_patient_page_open_consent (self, NULL);
      break;
    case ANSHIN_STEP_PRINT:
      anshin_patient_page_open_consent (self, find_consent (self, ANSHIN_CONSENT_DRAFT));
      break;
    case ANSHIN_STEP_SIGN:
      anshin_patient_page_open_consent (self, find_consent (self, ANSHIN_CONSENT_PRINTED));
      break;
    case ANSHIN_STEP_GROUP:
      create_group (self);
      break;
    case ANSHIN_STEP_OPEN:
      anshin_patient_page_open_group (self);
      break;
    case ANSHIN_STEP_NONE:
    default:
      break;
    }
}
