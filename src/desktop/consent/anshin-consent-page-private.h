/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-consent-page.h"
#include "anshin-form-preview.h"
#include "anshin-page-notice.h"
#include "anshin-record-form.h"
#include "anshin-scan-list.h"

G_BEGIN_DECLS

/**
 * AnshinConsentDeed:
 * @ANSHIN_DEED_PRINT: print both copies
 * @ANSHIN_DEED_EXPORT: write both copies into a PDF file
 * @ANSHIN_DEED_SIGN: record the signature
 *
 * What is to be done as soon as the service has the form as it is now.
 */
typedef enum
{
  ANSHIN_DEED_PRINT,
  ANSHIN_DEED_EXPORT,
  ANSHIN_DEED_SIGN,
} AnshinConsentDeed;

/**
 * AnshinConsentStep:
 * @ANSHIN_CONSENT_STEP_EXPLAINS: who explains
 * @ANSHIN_CONSENT_STEP_CONSENTS: who consents, and for whom
 * @ANSHIN_CONSENT_STEP_RECEIVES: who receives
 * @ANSHIN_CONSENT_STEP_PERIOD: until when; remarks
 * @ANSHIN_CONSENT_STEP_CHECK: the form as it will be printed
 *
 * The order of the conversation.
 */
typedef enum
{
  ANSHIN_CONSENT_STEP_EXPLAINS,
  ANSHIN_CONSENT_STEP_CONSENTS,
  ANSHIN_CONSENT_STEP_RECEIVES,
  ANSHIN_CONSENT_STEP_PERIOD,
  ANSHIN_CONSENT_STEP_CHECK,
  ANSHIN_N_CONSENT_STEPS
} AnshinConsentStep;

struct _AnshinConsentPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPageNotice *notice;
  GtkWidget *body;
  GtkScrolledWindow *scroller;
  GtkLabel *step_label;
  GtkStack *steps;
  GtkWidget *back_button;
  GtkWidget *next_button;
  GtkWidget *minor_label;
  GtkWidget *open_label;
  GtkWidget *signer_row;
  GtkWidget *signer_name_row;
  GtkWidget *relationship_row;
  GtkWidget *reason_row;
  GtkWidget *valid_until_row;
  GtkWidget *explained_by_row;
  GtkWidget *explained_profession_row;
  GtkWidget *explained_facility_row;
  GtkWidget *explained_on_row;
  GtkWidget *kinds_row;
  GtkFlowBox *kinds_box;
  GtkListBox *recipients_list;
  AdwEntryRow *recipient_row;
  GtkSwitch *later_switch;
  GtkWidget *remarks_row;
  GtkTextView *remarks_view;
  AnshinFormPreview *preview;
  AnshinScanList *scan_list;
  GtkWidget *print_button;
  GtkWidget *export_button;
  GtkWidget *sign_button;
  GtkSpinner *spinner;

  /* owned */
  AnshinClient *client;
  AnshinPatient *patient;
  AnshinConsent *draft;
  AnshinRecordForm *forms[ANSHIN_CONSENT_STEP_CHECK];
  GPtrArray *recipients;
  GCancellable *cancellable;
  char *association;
  AnshinConsentDeed deed;
  AnshinConsentStep step;
  guint preview_timeout;
  gboolean saved;
  gboolean busy;
};

GPtrArray *anshin_consent_page_make_forms   (AnshinConsentPage *self, GError **error);
void       anshin_consent_page_set_busy     (AnshinConsentPage *self, gboolean busy);
void       anshin_consent_page_update       (AnshinConsentPage *self);
void       anshin_consent_page_go           (AnshinConsentPage *self, AnshinConsentStep step);
void       anshin_consent_page_go_on        (AnshinConsentPage *self);
gboolean   anshin_consent_page_check        (AnshinConsentPage *self, AnshinConsentStep step,
                                             AnshinConsent *request);
AnshinConsent *anshin_consent_page_dup_request (AnshinConsentPage *self);
void       anshin_consent_page_show_error   (AnshinConsentPage *self, const GError *error);
void       anshin_consent_page_update_signer (AnshinConsentPage *self);
void       anshin_consent_page_do           (AnshinConsentPage *self, AnshinConsentDeed deed);

G_END_DECLS
