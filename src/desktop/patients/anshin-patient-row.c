/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-patient-row.h"

#include <glib/gi18n.h>

#include "anshin-limits.h"
#include "anshin-list-row.h"
#include "anshin-patient-words.h"

struct _AnshinPatientRow
{
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *name;
  GtkLabel *kana;
  GtkLabel *birth;
  GtkLabel *care_level;
  GtkWidget *consent_box;
  GtkImage *consent_icon;
  GtkLabel *consent;
  GtkLabel *unread;

  /* owned */
  GSignalGroup *patient_signals;
  char *current_id;

  /* borrowed, while it is bound */
  GtkListItem *item;
};

enum
{
  PROP_0,
  PROP_CURRENT_ID,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (AnshinPatientRow, anshin_patient_row, ADW_TYPE_BIN)

static char *
dup_unread (AnshinPatient *patient)
{
  if (patient->unread >= ANSHIN_MAX_UNREAD_COUNTED)
    return g_strdup_printf ("%d+", ANSHIN_MAX_UNREAD_COUNTED - 1);
  return g_strdup_printf ("%d", (int) patient->unread);
}

/* What a screen reader says for the whole row. */
static char *
describe (AnshinPatient *patient)
{
  g_autofree char *birth = anshin_patient_words_birth (patient->birth_date);
  const char *care_level = anshin_patient_words_choice (&anshin_care_levels, patient->care_level);
  g_autoptr (GString) label = g_string_new (patient->name);

  g_string_append_printf (label, ", %s, %s, %s, %s", patient->kana != NULL ? patient->kana : "",
                          birth, care_level, anshin_patient_words_consent (patient->consent_state));
  if (patient->unread > 0)
    {
      g_autofree char *unread = NULL;

      unread = g_strdup_printf (ngettext ("%d unread message", "%d unread messages",
                                          (gulong) patient->unread),
                                (int) patient->unread);
      g_string_append_printf (label, ", %s", unread);
    }
  return g_strdup (label->str);
}

/* The row is what a screen reader stops at, and what is painted as chosen. */
static void
update_list_row (AnshinPatientRow *self, AnshinPatient *patient)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *description = describe (patient);

  if (self->item != NULL)
    anshin_list_row_set_label (self->item, description);
  if (row != NULL && g_strcmp0 (patient->id, self->current_id) == 0)
    gtk_widget_add_css_class (row, "current");
  else if (row != NULL)
    gtk_widget_remove_css_class (row, "current");
}

static void
update (AnshinPatientRow *self)
{
  g_autoptr (AnshinPatient) patient = g_signal_group_dup_target (self->patient_signals);
  const char *styles[] = { NULL, NULL };
  const char *care_level = NULL;
  g_autofree char *birth = NULL;
  g_autofree char *unread = NULL;

  if (patient == NULL)
    return;
  birth = anshin_patient_words_birth_short (patient->birth_date);
  unread = dup_unread (patient);
  care_level = anshin_patient_words_choice (&anshin_care_levels, patient->care_level);
  gtk_label_set_label (self->name, patient->name != NULL ? patient->name : "");
  gtk_label_set_label (self->kana, patient->kana != NULL ? patient->kana : "");
  gtk_label_set_label (self->birth, birth);
  gtk_label_set_label (self->care_level, care_level);
  gtk_widget_set_visible (GTK_WIDGET (self->care_level), *care_level != '\0');
  gtk_image_set_from_icon_name (self->consent_icon,
                                anshin_patient_words_consent_icon (patient->consent_state));
  gtk_label_set_label (self->consent, anshin_patient_words_consent (patient->consent_state));
  styles[0] = anshin_patient_words_consent_style (patient->consent_state);
  gtk_widget_set_css_classes (self->consent_box, styles);
  gtk_label_set_label (self->unread, unread);
  gtk_widget_set_visible (GTK_WIDGET (self->unread), patient->unread > 0);
  update_list_row (self, patient);
}

static void
anshin_patient_row_set_property (GObject *object, guint prop_id, const GValue *value,
                                 GParamSpec *pspec)
{
  AnshinPatientRow *self = ANSHIN_PATIENT_ROW (object);

  switch (prop_id)
    {
    case PROP_CURRENT_ID:
      g_free (self->current_id);
      self->current_id = g_value_dup_string (value);
      update (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
anshin_patient_row_dispose (GObject *object)
{
  AnshinPatientRow *self = ANSHIN_PATIENT_ROW (object);

  g_clear_object (&self->patient_signals);
  g_clear_pointer (&self->current_id, g_free);

  G_OBJECT_CLASS (anshin_patient_row_parent_class)->dispose (object);
}

static void
anshin_patient_row_class_init (AnshinPatientRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = anshin_patient_row_set_property;
  object_class->dispose = anshin_patient_row_dispose;

  props[PROP_CURRENT_ID] = g_param_spec_string ("current-id", NULL, NULL, NULL,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

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
  self->patient_signals = g_signal_group_new (anshin_patient_get_type ());
  g_signal_group_connect_swapped (self->patient_signals, "notify", G_CALLBACK (update), self);
}

GtkWidget *
anshin_patient_row_new (void)
{
  return g_object_new (ANSHIN_TYPE_PATIENT_ROW, NULL);
}

/**
 * anshin_patient_row_set_item:
 * @self: a row
 * @item: (nullable): what the list bound the row to, or %NULL when it lets go of it
 */
void
anshin_patient_row_set_item (AnshinPatientRow *self, GtkListItem *item)
{
  g_return_if_fail (ANSHIN_IS_PATIENT_ROW (self));

  self->item = item;
  g_signal_group_set_target (self->patient_signals,
                             item != NULL ? gtk_list_item_get_item (item) : NULL);
  update (self);
}
