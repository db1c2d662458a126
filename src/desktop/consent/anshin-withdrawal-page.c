/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-withdrawal-page.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"
#include "anshin-clock.h"
#include "anshin-patient-words.h"
#include "anshin-window.h"

struct _AnshinWithdrawalPage
{
  AnshinFormPage parent_instance;

  /* template widgets */
  GtkWidget *withdrawn_on_row;
  GtkWidget *withdrawn_by_row;
  GtkWidget *withdrawn_way_row;
  GtkWidget *withdrawn_witness_row;
  GtkWidget *withdrawn_how_row;

  /* owned */
  AnshinClient *client;
  AnshinPatient *patient;
  AnshinConsent *consent;
  AnshinWithdrawal *draft;
};

G_DEFINE_FINAL_TYPE (AnshinWithdrawalPage, anshin_withdrawal_page, ANSHIN_TYPE_FORM_PAGE)

/* Where there is a paper nobody has to have heard it. */
static void
update_witness (AnshinWithdrawalPage *self)
{
  gtk_widget_set_visible (self->withdrawn_witness_row,
                          anshin_consent_needs_witness (self->draft->withdrawn_way));
}

static void
anshin_withdrawal_page_changed (AnshinFormPage *page)
{
  update_witness (ANSHIN_WITHDRAWAL_PAGE (page));
}

static char *
describe_date (gpointer record, const char *text, gpointer data)
{
  return anshin_patient_words_date (ANSHIN_WITHDRAWAL (record)->withdrawn_on);
}

static void
on_withdrawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinWithdrawalPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinConsent) answer = NULL;
  AnshinWindow *window = NULL;

  answer = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (!anshin_form_page_end (ANSHIN_FORM_PAGE (self), error))
    return;
  window = anshin_window_get_for (self);
  anshin_record_copy_fields (ANSHIN_RECORD (self->consent), ANSHIN_RECORD (answer));
  g_object_set (self->patient, "consent-state", answer->state, NULL);
  anshin_window_toast (window, _("The consent is withdrawn; the group is frozen"));
  anshin_window_close_page (window, ANSHIN_PAGE (self));
}

static void
on_confirmed_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (AnshinWithdrawalPage) self = data;
  g_autoptr (AnshinWithdrawal) request = NULL;
  g_autofree char *path = NULL;

  if (!confirmed || self->client == NULL)
    return;
  /* What was typed before for another way is not sent. */
  request = anshin_record_dup (self->draft);
  if (!anshin_consent_needs_witness (request->withdrawn_way))
    g_object_set (request, "withdrawn-witness", NULL, NULL);
  path = g_strdup_printf ("/v1/consents/%s/withdrawal", self->consent->id);
  anshin_client_call_async (self->client, "POST", path, request, anshin_consent_get_type (),
                            anshin_form_page_begin (ANSHIN_FORM_PAGE (self)), on_withdrawn_cb,
                            g_object_ref (self));
}

static void
anshin_withdrawal_page_save (AnshinFormPage *page)
{
  AnshinWithdrawalPage *self = ANSHIN_WITHDRAWAL_PAGE (page);

  if (!anshin_form_page_check (page, self->draft))
    return;
  anshin_alert_ask (GTK_WIDGET (self), _("Withdraw the consent?"),
                    _("Members of other facilities can’t read the patient’s group any more, and "
                      "nobody can post or invite. Only a newly signed form opens it again."),
                    _("_Withdraw"), TRUE, on_confirmed_cb, g_object_ref (self));
}

static void
anshin_withdrawal_page_dispose (GObject *object)
{
  AnshinWithdrawalPage *self = ANSHIN_WITHDRAWAL_PAGE (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->consent);
  g_clear_object (&self->patient);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_withdrawal_page_parent_class)->dispose (object);
}

static void
anshin_withdrawal_page_class_init (AnshinWithdrawalPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_withdrawal_page_dispose;
  ANSHIN_FORM_PAGE_CLASS (klass)->save = anshin_withdrawal_page_save;
  ANSHIN_FORM_PAGE_CLASS (klass)->changed = anshin_withdrawal_page_changed;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/consent/anshin-withdrawal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinWithdrawalPage, withdrawn_on_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinWithdrawalPage, withdrawn_by_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinWithdrawalPage, withdrawn_way_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinWithdrawalPage, withdrawn_witness_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinWithdrawalPage, withdrawn_how_row);
}

static void
anshin_withdrawal_page_init (AnshinWithdrawalPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_withdrawal_page_new (AnshinClient *client, AnshinPatient *patient, AnshinConsent *consent)
{
  AnshinWithdrawalPage *self = g_object_new (ANSHIN_TYPE_WITHDRAWAL_PAGE, NULL);
  AnshinRecordForm *form = NULL;

  self->client = g_object_ref (client);
  self->patient = g_object_ref (patient);
  self->consent = g_object_ref (consent);
  self->draft = anshin_withdrawal_new ();
  g_object_set (self->draft, "withdrawn-on", anshin_clock_today (), "withdrawn-by", patient->name,
                "withdrawn-way", ANSHIN_WITHDRAWAL_FORM, NULL);
  anshin_page_set_subtitle (ANSHIN_PAGE (self), patient->name);
  form = anshin_form_page_create_form (ANSHIN_FORM_PAGE (self), self->draft);
  anshin_record_form_add_date (form, "withdrawn_on", self->withdrawn_on_row, describe_date, NULL);
  anshin_record_form_add_text (form, "withdrawn_by", self->withdrawn_by_row);
  anshin_record_form_add_choice (form, "withdrawn_way", self->withdrawn_way_row,
                                 &anshin_withdrawal_ways);
  anshin_record_form_add_text (form, "withdrawn_witness", self->withdrawn_witness_row);
  anshin_record_form_add_text (form, "withdrawn_how", self->withdrawn_how_row);
  anshin_record_form_load (form);
  update_witness (self);
  return ANSHIN_PAGE (self);
}
