/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-consent-record-page.h"

#include <glib/gi18n.h>

#include "anshin-association.h"
#include "anshin-capability.h"
#include "anshin-consent-words.h"
#include "anshin-form-preview.h"
#include "anshin-format.h"
#include "anshin-papers-page.h"
#include "anshin-patient-words.h"
#include "anshin-plain-row.h"
#include "anshin-scan-list.h"
#include "anshin-window.h"
#include "anshin-withdrawal-page.h"

struct _AnshinConsentRecordPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AdwActionRow *state_row;
  AdwActionRow *signed_row;
  AdwActionRow *force_row;
  AdwActionRow *signer_row;
  AdwActionRow *reason_row;
  AdwActionRow *kept_row;
  AdwActionRow *explained_row;
  AdwActionRow *recorded_row;
  AdwActionRow *withdrawn_row;
  AdwActionRow *withdrawn_how_row;
  AnshinScanList *scan_list;
  GtkListBox *history_list;
  AnshinFormPreview *preview;
  GtkWidget *withdraw_button;

  /* owned */
  AnshinClient *client;
  AnshinPatient *patient;
  AnshinConsent *consent;
  GCancellable *cancellable;
  char *association;
};

G_DEFINE_FINAL_TYPE (AnshinConsentRecordPage, anshin_consent_record_page, ANSHIN_TYPE_PAGE)

static void
set_row (AdwActionRow *row, const char *value)
{
  adw_action_row_set_subtitle (row, value != NULL ? value : "");
  gtk_widget_set_visible (GTK_WIDGET (row), value != NULL && *value != '\0');
}

static char *
describe_withdrawal (AnshinConsent *consent)
{
  g_autofree char *date = NULL;

  if (consent->withdrawn_on == 0)
    return NULL;
  date = anshin_patient_words_date (consent->withdrawn_on);
  /* Translators: the date of a withdrawal, and who withdrew */
  return g_strdup_printf (_("%s, by %s"), date,
                          consent->withdrawn_by != NULL ? consent->withdrawn_by : "");
}

/* Of the signature the day on the paper counts, and whose it is; who put it on record is told with
 * what that did. */
static char *
describe_event (AnshinConsent *consent, AnshinConsentEvent *event)
{
  g_autofree char *when = NULL;
  g_autofree char *who = NULL;

  if (event->kind == ANSHIN_CONSENT_EVENT_SIGNED && consent->signed_on != 0)
    {
      when = anshin_patient_words_date (consent->signed_on);
      who = anshin_consent_words_signer (consent);
    }
  else
    {
      when = anshin_consent_words_moment (event->at);
      if (event->by_name != NULL)
        who = anshin_format_person (event->by_name, 0, event->by_facility);
    }
  return who != NULL && *who != '\0' ? g_strdup_printf ("%s\n%s", when, who)
                                     : g_steal_pointer (&when);
}

/* What was done, when, and who did it. */
static GtkWidget *
create_event_row (AnshinConsent *consent, AnshinConsentEvent *event)
{
  const char *title = anshin_patient_words_choice (&anshin_consent_event_kinds, event->kind);
  g_autofree char *subtitle = describe_event (consent, event);
  GtkWidget *row = anshin_plain_row_new (title, subtitle);

  return row;
}

static void
update_history (AnshinConsentRecordPage *self)
{
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->history_list))) != NULL)
    gtk_list_box_remove (self->history_list, row);
  for (guint i = 0; self->consent->history != NULL && i < self->consent->history->len; i++)
    gtk_list_box_append (self->history_list,
                         create_event_row (self->consent, self->consent->history->pdata[i]));
}

static char *
describe_way (AnshinConsent *consent)
{
  const char *way = anshin_patient_words_choice (&anshin_withdrawal_ways, consent->withdrawn_way);
  g_autoptr (GString) text = g_string_new (way);

  if (consent->withdrawn_witness != NULL)
    /* Translators: who heard a withdrawal that was said by word */
    g_string_append_printf (text, _(", heard by %s"), consent->withdrawn_witness);
  if (consent->withdrawn_how != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", consent->withdrawn_how);
  return g_strdup (text->str);
}

static void
update (AnshinConsentRecordPage *self)
{
  AnshinConsent *consent = self->consent;
  g_autofree char *signed_on = anshin_patient_words_date (consent->signed_on);
  g_autofree char *signer = anshin_consent_words_signer (consent);
  g_autofree char *force = anshin_consent_words_force (consent);
  g_autofree char *explained = NULL;
  g_autofree char *withdrawn = describe_withdrawal (consent);
  g_autofree char *way = describe_way (consent);
  g_autoptr (AnshinForm) form = NULL;
  g_autoptr (GError) error = NULL;

  explained = anshin_format_person (consent->explained_by, consent->explained_profession,
                                    consent->explained_facility);
  set_row (self->state_row, anshin_patient_words_consent (consent->state));
  set_row (self->signed_row, signed_on);
  set_row (self->force_row, force);
  set_row (self->signer_row, signer);
  set_row (self->reason_row, consent->signer_reason);
  set_row (self->kept_row, consent->original_kept_at);
  set_row (self->explained_row, explained);
  set_row (self->recorded_row, consent->recorded_by_name);
  set_row (self->withdrawn_row, withdrawn);
  set_row (self->withdrawn_how_row, way);
  update_history (self);
  anshin_scan_list_show (self->scan_list, self->client, consent,
                         anshin_capability_has (self->patient->capabilities, "record-consent"));
  gtk_widget_set_visible (
    self->withdraw_button,
    consent->state == ANSHIN_CONSENT_IN_FORCE
      && (anshin_capability_has (consent->capabilities, "withdraw-consent")
          || anshin_capability_has (self->patient->capabilities, "withdraw-consent")));

  form = anshin_form_new (self->patient, consent, self->association,
                          ANSHIN_FORM_COPY_FACILITY, &error);
  if (form == NULL)
    g_debug ("No preview: %s", error->message);
  anshin_form_preview_set_form (self->preview, form);
  gtk_widget_set_visible (GTK_WIDGET (self->preview), form != NULL);
}

static void
on_association_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinConsentRecordPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *association = anshin_association_fetch_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->client == NULL)
    return;
  g_free (self->association);
  self->association = g_steal_pointer (&association);
  update (self);
}

static void
on_withdraw_cb (AnshinConsentRecordPage *self)
{
  anshin_window_push_page (anshin_window_get_for (self),
                           anshin_withdrawal_page_new (self->client, self->patient,
                                                       self->consent));
}

static void
on_papers_cb (AnshinConsentRecordPage *self)
{
  anshin_window_push_page (anshin_window_get_for (self),
                           anshin_papers_page_new (self->client, self->patient, self->consent));
}

static void
take (AnshinConsentRecordPage *self, AnshinConsent *newest)
{
  anshin_record_copy_fields (ANSHIN_RECORD (self->consent), ANSHIN_RECORD (newest));
  update (self);
}

static void
on_scans_changed_cb (AnshinConsentRecordPage *self, AnshinConsent *newest)
{
  take (self, newest);
}

static void
on_newest_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinConsentRecordPage) self = data;
  g_autoptr (AnshinConsent) newest = NULL;

  newest = anshin_client_call_finish (ANSHIN_CLIENT (source), result, NULL);
  if (newest != NULL && self->client != NULL)
    take (self, newest);
}

/* What was done on a page above this one, such as a scan that was filed. */
static void
anshin_consent_record_page_shown (AnshinPage *page)
{
  AnshinConsentRecordPage *self = ANSHIN_CONSENT_RECORD_PAGE (page);
  g_autofree char *path = g_strdup_printf ("/v1/consents/%s", self->consent->id);

  update (self);
  anshin_client_call_async (self->client, "GET", path, NULL, anshin_consent_get_type (),
                            self->cancellable, on_newest_cb, g_object_ref (self));
}

static void
anshin_consent_record_page_dispose (GObject *object)
{
  AnshinConsentRecordPage *self = ANSHIN_CONSENT_RECORD_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->association, g_free);
  g_clear_object (&self->consent);
  g_clear_object (&self->patient);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_consent_record_page_parent_class)->dispose (object);
}

static void
anshin_consent_record_page_class_init (AnshinConsentRecordPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ANSHIN_TYPE_FORM_PREVIEW);
  g_type_ensure (ANSHIN_TYPE_SCAN_LIST);
  G_OBJECT_CLASS (klass)->dispose = anshin_consent_record_page_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_consent_record_page_shown;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/consent/anshin-consent-record-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentRecordPage, state_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentRecordPage, signed_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentRecordPage, force_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentRecordPage, signer_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentRecordPage, reason_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentRecordPage, kept_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentRecordPage, explained_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentRecordPage, recorded_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentRecordPage, withdrawn_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentRecordPage, withdrawn_how_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentRecordPage, history_list);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentRecordPage, scan_list);
  gtk_widget_class_bind_template_callback (widget_class, on_scans_changed_cb);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentRecordPage, preview);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentRecordPage, withdraw_button);
  gtk_widget_class_bind_template_callback (widget_class, on_withdraw_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_papers_cb);
}

static void
anshin_consent_record_page_init (AnshinConsentRecordPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

AnshinPage *
anshin_consent_record_page_new (AnshinClient *client, AnshinPatient *patient,
                                AnshinConsent *consent)
{
  AnshinConsentRecordPage *self = g_object_new (ANSHIN_TYPE_CONSENT_RECORD_PAGE, NULL);

  self->client = g_object_ref (client);
  self->patient = g_object_ref (patient);
  self->consent = g_object_ref (consent);
  anshin_page_set_subtitle (ANSHIN_PAGE (self), patient->name);
  update (self);
  anshin_association_fetch_async (client, self->cancellable, on_association_cb,
                                  g_object_ref (self));
  return ANSHIN_PAGE (self);
}
