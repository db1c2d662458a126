/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-page-notice.h"
#include "anshin-patient-page.h"

G_BEGIN_DECLS

struct _AnshinPatientPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPageNotice *notice;
  GtkImage *consent_icon;
  GtkLabel *consent_label;
  GtkLabel *step_label;
  GtkButton *step_button;
  GtkSpinner *step_spinner;
  GtkWidget *members_button;
  AdwActionRow *kana_row;
  AdwActionRow *birth_row;
  AdwActionRow *sex_row;
  AdwActionRow *care_level_row;
  AdwActionRow *number_row;
  AdwActionRow *physician_row;
  GtkWidget *contact_group;
  AdwActionRow *address_row;
  AdwActionRow *telephone_row;
  AdwActionRow *facility_row;
  AdwActionRow *remarks_row;
  AdwPreferencesGroup *consents_group;
  GtkListBox *consents_list;
  GtkWidget *new_consent_button;
  AdwActionRow *entered_row;
  AdwActionRow *changed_row;
  GtkWidget *edit_button;
  GtkWidget *more_group;
  GtkWidget *vitals_row;
  GtkWidget *seen_by_row;
  GtkWidget *provisions_row;
  GtkWidget *ending_row;
  GtkWidget *resume_row;

  /* owned */
  AnshinClient *client;
  AnshinPatient *patient;
  GSignalGroup *patient_signals;
  GListModel *consents;
  GCancellable *cancellable;
  char *group_client_id;
  char *group_to_open;
  gboolean busy;
};

/**
 * AnshinPatientStep:
 * @ANSHIN_STEP_NONE: there is nothing that this person can do, or the care has ended
 * @ANSHIN_STEP_CONSENT: make a consent form
 * @ANSHIN_STEP_PRINT: go on with the form that was begun
 * @ANSHIN_STEP_SIGN: record the signature on the printed form
 * @ANSHIN_STEP_GROUP: create the patient's group
 * @ANSHIN_STEP_OPEN: open the patient's group
 *
 * The one thing to do next with a patient (PRODUCT section 2, source A3).
 */
typedef enum
{
  ANSHIN_STEP_NONE,
  ANSHIN_STEP_CONSENT,
  ANSHIN_STEP_PRINT,
  ANSHIN_STEP_SIGN,
  ANSHIN_STEP_GROUP,
  ANSHIN_STEP_OPEN,
} AnshinPatientStep;

AnshinPatientStep anshin_patient_page_get_step        (AnshinPatientPage *self);
gboolean          anshin_patient_page_may_step        (AnshinPatientPage *self);
void              anshin_patient_page_take_step       (AnshinPatientPage *self);
void              anshin_patient_page_open_consent    (AnshinPatientPage *self,
                                                       AnshinConsent *consent);
void              anshin_patient_page_open_group      (AnshinPatientPage *self);
void              anshin_patient_page_resume          (AnshinPatientPage *self);
void              anshin_patient_page_open_members    (AnshinPatientPage *self);
void              anshin_patient_page_update_step     (AnshinPatientPage *self);

G_END_DECLS
