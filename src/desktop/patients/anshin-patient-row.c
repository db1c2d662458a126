/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-patient-row.h"

#include <glib/gi18n.h>

#include "anshin-patient-words.h"

struct _AnshinPatientRow
{
  AnshinItemRow parent_instance;

  /* template widgets */
  GtkLabel *name;
  GtkLabel *kana;
  GtkLabel *birth;
  GtkLabel *care_level;
  GtkWidget *consent_box;
  GtkImage *consent_icon;
  GtkLabel *consent;
  GtkLabel *unread;
};

G_DEFINE_FINAL_TYPE (AnshinPatientRow, anshin_patient_row, ANSHIN_TYPE_ITEM_ROW)

/* How it stands with the consent, or that the care at home has ended. */
static char *
describe_state (AnshinPatient *patient)
{
  if (patient->ended != ANSHIN_ENDING_NONE)
    return anshin_patient_words_ended (patient);
  if (patient->consent_overdue)
    return g_strdup (_("Form printed long ago, no signature"));
  return g_strdup (anshin_patient_words_consent (patient->consent_state));
}

static char *
anshin_patient_row_describe (AnshinItemRow *row, gpointer record)
{
  AnshinPatient *patient = ANSHIN_PATIENT (record);
  g_autofree char *birth = anshin_patient_words_birth (patient->birth_date);
  g_autofree char *state = describe_state (patient);
  const char *care_level = anshin_patient_words_choice (&anshin_care_levels, patient->care_level);
  g_autofree char *unread = anshin_item_row_describe_unread (patient->unread);
  g_autoptr (GString) label = g_string_new (patient->name);

  g_string_append_printf (label, ", %s, %s, %s, %s", patient->kana != NULL ? patient->kana : "",
                          birth, care_level, state);
  if (unread != NULL)
    g_string_append_printf (label, ", %s", unread);
  return g_strdup (label->str);
}

static void
anshin_patient_row_show (AnshinItemRow *row, gpointer record)
{
  AnshinPatientRow *self = ANSHIN_PATIENT_ROW (row);
  AnshinPatient *patient = ANSHIN_PATIENT (record);
  const char *styles[] = { anshin_patient_words_consent_style (patient->consent_state), NULL };
  const char *care_level = anshin_patient_words_choice (&anshin_care_levels, patient->care_level);
  g_autofree char *birth = anshin_patient_words_birth_short (patient->birth_date);
  g_autofree char *state = describe_state (patient);

  gtk_label_set_label (self->name, patient->name != NULL ? patient->name : "");
  gtk_label_set_label (self->kana, patient->kana != NULL ? patient->kana : "");
  gtk_label_set_label (self->birth, birth);
  gtk_label_set_label (self->care_level, care_level);
  gtk_widget_set_visible (GTK_WIDGET (self->care_level), *care_level != '\0');
  gtk_image_set_from_icon_name (self->consent_icon,
                                anshin_patient_words_consent_icon (patient->consent_state));
  gtk_widget_set_opacity (GTK_WIDGET (self), patient->ended != ANSHIN_ENDING_NONE ? 0.7 : 1);
  gtk_label_set_label (self->consent, state);
  gtk_widget_set_css_classes (self->consent_box, styles);
  anshin_item_row_show_unread (self->unread, patient->unread);
}

static void
anshin_patient_row_class_init (AnshinPatientRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  ANSHIN_ITEM_ROW_CLASS (klass)->show = anshin_patient_row_show;
  ANSHIN_ITEM_ROW_CLASS (klass)->describe = anshin_patient_row_describe;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/patients/anshin-patient-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientRow, name);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientRow, kana);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientRow, birth);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientRow, care_level);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientRow, consent_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientRow, consent_icon);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientRow, consent);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientRow, unread);
}

static void
anshin_patient_row_init (AnshinPatientRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
