/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-consent-page.h"
#include "anshin-form-preview.h"
#include "anshin-page-notice.h"
#include "anshin-record-form.h"

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

struct _AnshinConsentPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPageNotice *notice;
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
  GtkWidget *print_button;
  GtkWidget *export_button;
  GtkWidget *sign_button;
  GtkSpinner *spinner;

  /* owned */
  AnshinClient *client;
  AnshinPatient *patient;
  AnshinConsent *draft;
  AnshinRecordForm *form;
  GPtrArray *recipients;
  GCancellable *cancellable;
  char *association;
  AnshinConsentDeed deed;
  guint preview_timeout;
  gboolean saved;
  gboolean busy;
};

GPtrArray *anshin_consent_page_make_forms   (AnshinConsentPage *self, GError **error);
void       anshin_consent_page_set_busy     (AnshinConsentPage *self, gboolean busy);
void       anshin_consent_page_update       (AnshinConsentPage *self);
void       anshin_consent_page_do           (AnshinConsentPage *self, AnshinConsentDeed deed);

G_END_DECLS
