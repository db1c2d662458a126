/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-consent-sign-page.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"
#include "anshin-patient-words.h"
#include "anshin-window.h"

struct _AnshinConsentSignPage
{
  AnshinFormPage parent_instance;

  /* template widgets */
  GtkWidget *signed_on_row;
  GtkWidget *signer_row;
  GtkWidget *signer_name_row;
  GtkWidget *relationship_row;
  GtkWidget *reason_row;
  GtkWidget *kept_row;

  /* owned */
  AnshinClient *client;
  AnshinPatient *patient;
  AnshinConsent *consent;
  AnshinConsentSigned *draft;
};

G_DEFINE_FINAL_TYPE (AnshinConsentSignPage, anshin_consent_sign_page, ANSHIN_TYPE_FORM_PAGE)

/* Who wrote for the patient is asked for only where somebody did. 代筆 and 代理 ask for other
 * things. */
static void
update_signer (AnshinConsentSignPage *self)
{
  int signer = self->draft->signer;
  gboolean other = signer == ANSHIN_SIGNER_OTHER_HAND || signer == ANSHIN_SIGNER_PROXY;

  gtk_widget_set_visible (self->signer_name_row, other);
  gtk_widget_set_visible (self->relationship_row, other);
  gtk_widget_set_visible (self->reason_row, other);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reason_row),
                                 signer == ANSHIN_SIGNER_PROXY
                                   ? _("Ground of the right to consent for the patient")
                                   : _("Why somebody else wrote"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->signer_name_row),
                                 signer == ANSHIN_SIGNER_PROXY ? _("Name of the proxy")
                                                               : _("Name of the writer"));
}

static void
anshin_consent_sign_page_changed (AnshinFormPage *page)
{
  update_signer (ANSHIN_CONSENT_SIGN_PAGE (page));
}

static char *
describe_date (gpointer record, const char *text, gpointer data)
{
  return anshin_patient_words_date (ANSHIN_CONSENT_SIGNED (record)->signed_on);
}

static AnshinConsentSigned *
make_request (AnshinConsentSignPage *self)
{
  AnshinConsentSigned *request = anshin_record_dup (self->draft);

  /* What was typed for another signer before is not sent. */
  if (request->signer == ANSHIN_SIGNER_SELF)
    g_object_set (request, "signer-name", NULL, "signer-relationship", 0, "signer-reason", NULL,
                  NULL);
  return request;
}

static gboolean
check (AnshinConsentSignPage *self, AnshinConsentSigned *request)
{
  g_autoptr (GError) error = NULL;

  if (!anshin_form_page_check (ANSHIN_FORM_PAGE (self), request))
    return FALSE;
  if (anshin_consent_check_signer (request, self->patient->birth_date, &error))
    return TRUE;
  if (g_strcmp0 (anshin_error_get_field (error), "signer") == 0)
    anshin_form_page_set_notice (ANSHIN_FORM_PAGE (self),
                                 _("The patient is not of age, so a proxy has to consent."));
  anshin_form_page_show_error (ANSHIN_FORM_PAGE (self), error);
  return FALSE;
}

static void
finish (AnshinConsentSignPage *self, AnshinConsent *answer)
{
  AnshinWindow *window = anshin_window_get_for (self);

  g_object_set (self->patient, "consent-state", answer->state, "consent-id", answer->id, NULL);
  anshin_record_copy_fields (ANSHIN_RECORD (self->consent), ANSHIN_RECORD (answer));
  anshin_window_toast (window, _("The consent is recorded and in force"));
  anshin_window_close_page (window, ANSHIN_PAGE (self));
}

static void
on_signed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinConsentSignPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinConsent) answer = NULL;

  answer = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (anshin_form_page_end (ANSHIN_FORM_PAGE (self), error))
    finish (self, answer);
}

static void
anshin_consent_sign_page_save (AnshinFormPage *page)
{
  AnshinConsentSignPage *self = ANSHIN_CONSENT_SIGN_PAGE (page);
  g_autoptr (AnshinConsentSigned) request = make_request (self);
  g_autofree char *path = NULL;

  if (!check (self, request))
    return;
  path = g_strdup_printf ("/v1/consents/%s/signed", self->consent->id);
  anshin_client_call_async (self->client, "POST", path, request, anshin_consent_get_type (),
                            anshin_form_page_begin (page), on_signed_cb, g_object_ref (self));
}

/* What the form was made out to is mostly what was signed. */
static void
fill_from_form (AnshinConsentSignPage *self)
{
  AnshinConsent *consent = self->consent;
  gboolean minor = anshin_consent_needs_proxy (self->patient->birth_date, anshin_clock_today ());
  int signer = consent->signer;

  if (signer == ANSHIN_SIGNER_NONE)
    signer = minor ? ANSHIN_SIGNER_PROXY : ANSHIN_SIGNER_SELF;
  g_object_set (self->draft, "signed-on", anshin_clock_today (), "signer", signer, "signer-name",
                consent->signer_name, "signer-relationship", consent->signer_relationship,
                "signer-reason", consent->signer_reason, NULL);
}

static void
create_form (AnshinConsentSignPage *self)
{
  AnshinRecordForm *form = anshin_form_page_create_form (ANSHIN_FORM_PAGE (self), self->draft);

  anshin_record_form_add_date (form, "signed_on", self->signed_on_row, describe_date, NULL);
  anshin_record_form_add_choice (form, "signer", self->signer_row, &anshin_signers);
  anshin_record_form_add_text (form, "signer_name", self->signer_name_row);
  anshin_record_form_add_choice (form, "signer_relationship", self->relationship_row,
                                 &anshin_relationships);
  anshin_record_form_add_text (form, "signer_reason", self->reason_row);
  anshin_record_form_add_text (form, "original_kept_at", self->kept_row);
  anshin_record_form_load (form);
}

static void
anshin_consent_sign_page_dispose (GObject *object)
{
  AnshinConsentSignPage *self = ANSHIN_CONSENT_SIGN_PAGE (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->consent);
  g_clear_object (&self->patient);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_consent_sign_page_parent_class)->dispose (object);
}

static void
anshin_consent_sign_page_class_init (AnshinConsentSignPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_consent_sign_page_dispose;
  ANSHIN_FORM_PAGE_CLASS (klass)->save = anshin_consent_sign_page_save;
  ANSHIN_FORM_PAGE_CLASS (klass)->changed = anshin_consent_sign_page_changed;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/consent/anshin-consent-sign-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentSignPage, signed_on_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentSignPage, signer_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentSignPage, signer_name_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentSignPage, relationship_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentSignPage, reason_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentSignPage, kept_row);
}

static void
anshin_consent_sign_page_init (AnshinConsentSignPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * anshin_consent_sign_page_new:
 * @client: where to record it
 * @patient: who consents
 * @consent: the printed form; it is brought up to date when the signature is recorded
 *
 * Returns: the page
 */
AnshinPage *
anshin_consent_sign_page_new (AnshinClient *client, AnshinPatient *patient,
                              AnshinConsent *consent)
{
  AnshinConsentSignPage *self = g_object_new (ANSHIN_TYPE_CONSENT_SIGN_PAGE, NULL);

  self->client = g_object_ref (client);
  self->patient = g_object_ref (patient);
  self->consent = g_object_ref (consent);
  self->draft = anshin_consent_signed_new ();
  fill_from_form (self);
  anshin_page_set_subtitle (ANSHIN_PAGE (self), patient->name);
  create_form (self);
  update_signer (self);
  return ANSHIN_PAGE (self);
}
