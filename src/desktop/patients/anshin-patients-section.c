/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-patients-section.h"

#include <glib/gi18n.h>

#include "anshin-list-pane.h"
#include "anshin-overdue-page.h"
#include "anshin-papers-page.h"
#include "anshin-patient-editor.h"
#include "anshin-patient-model.h"
#include "anshin-patient-page.h"
#include "anshin-patient-row.h"
#include "anshin-window.h"

struct _AnshinPatientsSection
{
  AnshinSection parent_instance;

  /* template widgets */
  AnshinListPane *pane;
  GtkToggleButton *ended_button;
  GtkWidget *overdue_button;
  GtkLabel *overdue_label;

  /* owned */
  AnshinLiveList *patients;
  AnshinPatientModel *shown;
};

G_DEFINE_FINAL_TYPE (AnshinPatientsSection, anshin_patients_section, ANSHIN_TYPE_SECTION)

static void
on_search_changed_cb (AnshinPatientsSection *self, const char *text)
{
  anshin_patient_model_set_search (self->shown, text);
}

static void
on_ended_toggled_cb (AnshinPatientsSection *self)
{
  anshin_patient_model_set_with_ended (self->shown,
                                       gtk_toggle_button_get_active (self->ended_button));
}

static void
on_show_all_cb (AnshinPatientsSection *self)
{
  gtk_toggle_button_set_active (self->ended_button, TRUE);
}

/* A reminder, for as long as a form waits whose signature this person could record. */
static void
update_overdue (AnshinPatientsSection *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->patients));
  guint overdue = 0;
  g_autofree char *label = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AnshinPatient) patient = g_list_model_get_item (G_LIST_MODEL (self->patients), i);

      overdue += patient->consent_overdue;
    }
  label = g_strdup_printf (ngettext ("%u consent form waits for its signature to be recorded",
                                     "%u consent forms wait for their signatures to be recorded",
                                     overdue),
                           overdue);
  gtk_label_set_label (self->overdue_label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->overdue_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_visible (self->overdue_button, overdue > 0);
}

static void
on_overdue_cb (AnshinPatientsSection *self)
{
  AnshinClient *client = anshin_section_get_client (ANSHIN_SECTION (self));

  anshin_window_show_page (anshin_window_get_for (self), anshin_overdue_page_new (client));
}

static void
open_patient (AnshinPatientsSection *self, AnshinPatient *patient)
{
  AnshinWindow *window = anshin_window_get_for (self);
  AnshinClient *client = anshin_section_get_client (ANSHIN_SECTION (self));
  AnshinPage *page = window != NULL ? anshin_window_get_page (window) : NULL;

  if (window == NULL)
    return;
  if (ANSHIN_IS_PATIENT_PAGE (page)
      && anshin_patient_page_get_patient (ANSHIN_PATIENT_PAGE (page)) == patient)
    anshin_window_show_content (window);
  else
    anshin_window_show_page (window, anshin_patient_page_new (client, patient));
}

static void
anshin_patients_section_search (AnshinSection *section)
{
  anshin_list_pane_focus_search (ANSHIN_PATIENTS_SECTION (section)->pane);
}

static gboolean
anshin_patients_section_can_add (AnshinSection *section)
{
  AnshinClient *client = anshin_section_get_client (section);
  AnshinUser *user = client != NULL ? anshin_client_get_user (client) : NULL;

  /* The office never sees patients; who else may not is told so by the service, and who could. */
  return user != NULL && !user->office;
}

static void
on_papers_cb (AnshinPatientsSection *self)
{
  AnshinClient *client = anshin_section_get_client (ANSHIN_SECTION (self));

  anshin_window_show_page (anshin_window_get_for (self),
                           anshin_papers_page_new (client, NULL, NULL));
}

static gboolean
anshin_patients_section_add (AnshinSection *section)
{
  AnshinPatientsSection *self = ANSHIN_PATIENTS_SECTION (section);

  if (!anshin_patients_section_can_add (section))
    return FALSE;
  anshin_window_show_page (anshin_window_get_for (self),
                           anshin_patient_editor_new (anshin_section_get_client (section), NULL));
  return TRUE;
}

static gboolean
anshin_patients_section_show_item (AnshinSection *section, const char *id)
{
  AnshinPatientsSection *self = ANSHIN_PATIENTS_SECTION (section);
  AnshinPatient *patient = anshin_live_list_find (self->patients, id);

  if (patient != NULL)
    open_patient (self, patient);
  return patient != NULL;
}

static void
anshin_patients_section_content_changed (AnshinSection *section, AnshinPage *page)
{
  AnshinPatient *patient = ANSHIN_IS_PATIENT_PAGE (page)
                             ? anshin_patient_page_get_patient (ANSHIN_PATIENT_PAGE (page))
                             : NULL;

  update_overdue (ANSHIN_PATIENTS_SECTION (section));
  anshin_list_pane_set_current_id (ANSHIN_PATIENTS_SECTION (section)->pane,
                                  patient != NULL ? patient->id : NULL);
}

static void
anshin_patients_section_constructed (GObject *object)
{
  AnshinPatientsSection *self = ANSHIN_PATIENTS_SECTION (object);
  AnshinClient *client = anshin_section_get_client (ANSHIN_SECTION (self));

  G_OBJECT_CLASS (anshin_patients_section_parent_class)->constructed (object);

  self->patients = g_object_ref (anshin_client_get_patients (client));
  self->shown = anshin_patient_model_new (G_LIST_MODEL (self->patients));
  anshin_list_pane_set_lists (self->pane, self->patients, G_LIST_MODEL (self->shown),
                              ANSHIN_TYPE_PATIENT_ROW);
  g_signal_connect_object (self->patients, "items-changed", G_CALLBACK (update_overdue), self,
                           G_CONNECT_SWAPPED);
  update_overdue (self);
}

static void
anshin_patients_section_dispose (GObject *object)
{
  AnshinPatientsSection *self = ANSHIN_PATIENTS_SECTION (object);

  g_clear_object (&self->shown);
  g_clear_object (&self->patients);

  G_OBJECT_CLASS (anshin_patients_section_parent_class)->dispose (object);
}

static void
anshin_patients_section_class_init (AnshinPatientsSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AnshinSectionClass *section_class = ANSHIN_SECTION_CLASS (klass);

  object_class->constructed = anshin_patients_section_constructed;
  object_class->dispose = anshin_patients_section_dispose;
  section_class->search = anshin_patients_section_search;
  section_class->add = anshin_patients_section_add;
  section_class->can_add = anshin_patients_section_can_add;
  section_class->show_item = anshin_patients_section_show_item;
  section_class->content_changed = anshin_patients_section_content_changed;

  g_type_ensure (ANSHIN_TYPE_LIST_PANE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/patients/anshin-patients-section.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientsSection, pane);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientsSection, ended_button);
  gtk_widget_class_bind_template_callback (widget_class, on_ended_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_papers_cb);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientsSection, overdue_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientsSection, overdue_label);
  gtk_widget_class_bind_template_callback (widget_class, on_overdue_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_patient);
}

static void
anshin_patients_section_init (AnshinPatientsSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
