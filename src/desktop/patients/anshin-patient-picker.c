/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-patient-picker.h"

#include <glib/gi18n.h>

#include "anshin-list-pane.h"
#include "anshin-patient-model.h"
#include "anshin-patient-row.h"
#include "anshin-window.h"

struct _AnshinPatientPicker
{
  AnshinPage parent_instance;

  AnshinListPane *pane;
  AnshinPatientModel *shown;
};

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnshinPatientPicker, anshin_patient_picker, ANSHIN_TYPE_PAGE)

static void
on_activated_cb (AnshinPatientPicker *self, AnshinPatient *patient)
{
  AnshinWindow *window = anshin_window_get_for (self);

  g_object_ref (self);
  g_signal_emit (self, signals[PICKED], 0, patient);
  anshin_window_close_page (window, ANSHIN_PAGE (self));
  g_object_unref (self);
}

static void
on_search_changed_cb (AnshinPatientPicker *self, const char *text)
{
  anshin_patient_model_set_search (self->shown, text);
}

static void
anshin_patient_picker_shown (AnshinPage *page)
{
  anshin_list_pane_focus_search (ANSHIN_PATIENT_PICKER (page)->pane);
}

static void
anshin_patient_picker_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_PATIENT_PICKER (object)->shown);

  G_OBJECT_CLASS (anshin_patient_picker_parent_class)->dispose (object);
}

static void
anshin_patient_picker_class_init (AnshinPatientPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_patient_picker_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_patient_picker_shown;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, anshin_patient_get_type ());
}

static void
anshin_patient_picker_init (AnshinPatientPicker *self)
{
  self->pane = g_object_new (ANSHIN_TYPE_LIST_PANE, "label", _("Patients"), "search-label",
                             _("Search by name, kana or number"), "empty-title",
                             _("No patients yet"), "none-description",
                             _("No patient’s name, kana or number fits. Try fewer letters."),
                             "show-all-label", _("Show _all patients"), "error-title",
                             _("The patients could not be loaded"), NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->pane));
  g_signal_connect_object (self->pane, "activated", G_CALLBACK (on_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pane, "search-changed", G_CALLBACK (on_search_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * anshin_patient_picker_new:
 * @client: whose patients
 *
 * Returns: a page on which one is chosen, also of those whose care has ended
 */
AnshinPage *
anshin_patient_picker_new (AnshinClient *client)
{
  AnshinPatientPicker *self = g_object_new (ANSHIN_TYPE_PATIENT_PICKER, "title",
                                            _("Choose a patient"), NULL);
  AnshinLiveList *patients = anshin_client_get_patients (client);

  self->shown = anshin_patient_model_new (G_LIST_MODEL (patients));
  anshin_patient_model_set_with_ended (self->shown, TRUE);
  anshin_list_pane_set_lists (self->pane, patients, G_LIST_MODEL (self->shown),
                              ANSHIN_TYPE_PATIENT_ROW);
  return ANSHIN_PAGE (self);
}
