/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with a filled form: the service gets it first, so that its code has a record. */
#include "anshin-consent-page-private.h"

#include <glib/gi18n.h>

#include "anshin-consent-sign-page.h"
#include "anshin-form-printer.h"
#include "anshin-window.h"

static void
fail (AnshinConsentPage *self, const GError *error)
{
  anshin_consent_page_set_busy (self, FALSE);
  anshin_consent_page_show_error (self, error);
}

static void
take_answer (AnshinConsentPage *self, AnshinConsent *answer)
{
  anshin_record_copy_fields (ANSHIN_RECORD (self->draft), ANSHIN_RECORD (answer));
  self->saved = TRUE;
  anshin_page_set_dirty (ANSHIN_PAGE (self), FALSE);
  if (self->patient->consent_state != ANSHIN_CONSENT_IN_FORCE)
    g_object_set (self->patient, "consent-state", answer->state, NULL);
  anshin_consent_page_update (self);
}

static void
on_marked_printed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinConsentPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinConsent) answer = NULL;

  answer = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer == NULL)
    {
      fail (self, error);
      return;
    }
  anshin_consent_page_set_busy (self, FALSE);
  take_answer (self, answer);
  anshin_scan_list_show (self->scan_list, self->client, answer, TRUE);
}

/* The paper exists: only now is there something to sign. */
static void
mark_printed (AnshinConsentPage *self)
{
  g_autofree char *path = g_strdup_printf ("/v1/consents/%s/printed", self->draft->id);

  anshin_client_call_async (self->client, "POST", path, NULL, anshin_consent_get_type (),
                            self->cancellable, on_marked_printed_cb, g_object_ref (self));
}

static void
on_printed_cb (gboolean done, const GError *error, gpointer data)
{
  g_autoptr (AnshinConsentPage) self = data;

  if (self->client == NULL)
    return;
  if (done)
    {
      anshin_window_toast (anshin_window_get_for (self), _("Both copies are being printed"));
      mark_printed (self);
      return;
    }
  anshin_consent_page_set_busy (self, FALSE);
  if (error != NULL)
    {
      g_autofree char *text = NULL;

      text = g_strdup_printf (_("The form could not be printed: %s"), error->message);
      anshin_page_notice_set_text (self->notice, text);
    }
}

static void
on_exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinConsentPage) self = data;
  g_autoptr (GError) error = NULL;

  if (anshin_form_printer_export_finish (result, &error))
    {
      if (self->client == NULL)
        return;
      anshin_window_toast (anshin_window_get_for (self), _("PDF saved"));
      mark_printed (self);
      return;
    }
  anshin_consent_page_set_busy (self, FALSE);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    anshin_page_notice_set_error (self->notice, error);
}

static void
open_sign_page (AnshinConsentPage *self)
{
  anshin_consent_page_set_busy (self, FALSE);
  anshin_window_push_page (anshin_window_get_for (self),
                           anshin_consent_sign_page_new (self->client, self->patient,
                                                         self->draft));
}

/* The service has the form as it is on the screen. */
static void
go_on (AnshinConsentPage *self)
{
  g_autoptr (GPtrArray) forms = NULL;
  g_autoptr (GError) error = NULL;

  if (self->deed == ANSHIN_DEED_SIGN)
    {
      open_sign_page (self);
      return;
    }
  forms = anshin_consent_page_make_forms (self, &error);
  if (forms == NULL)
    fail (self, error);
  else if (self->deed == ANSHIN_DEED_PRINT)
    anshin_form_printer_print (GTK_WIDGET (self), forms, _("Consent form 4"), on_printed_cb,
                               g_object_ref (self));
  else
    anshin_form_printer_export_async (GTK_WIDGET (self), forms, _("Consent form 4"),
                                      self->cancellable, on_exported_cb, g_object_ref (self));
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinConsentPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinConsent) answer = NULL;

  answer = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer == NULL)
    {
      fail (self, error);
      return;
    }
  take_answer (self, answer);
  /* Left, or locked meanwhile: no dialog opens over what is in front now. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    anshin_consent_page_set_busy (self, FALSE);
  else
    go_on (self);
}

static void
save (AnshinConsentPage *self, AnshinConsent *request)
{
  gboolean is_new = self->draft->id == NULL;
  g_autofree char *path = NULL;

  if (is_new)
    path = g_strdup_printf ("/v1/patients/%s/consents", self->patient->id);
  else
    path = g_strdup_printf ("/v1/consents/%s", self->draft->id);
  anshin_client_call_async (self->client, is_new ? "POST" : "PUT", path, request,
                            anshin_consent_get_type (), self->cancellable, on_saved_cb,
                            g_object_ref (self));
}

/**
 * anshin_consent_page_do:
 * @self: a page
 * @deed: what to do
 *
 * Checks the form, gives it to the service if it hasn't it yet, and does it.
 */
void
anshin_consent_page_do (AnshinConsentPage *self, AnshinConsentDeed deed)
{
  g_autoptr (AnshinConsent) request = anshin_consent_page_dup_request (self);

  if (self->busy)
    return;
  for (int i = 0; i < ANSHIN_CONSENT_STEP_CHECK; i++)
    if (!anshin_consent_page_check (self, (AnshinConsentStep) i, request))
      {
        anshin_consent_page_go (self, (AnshinConsentStep) i);
        anshin_consent_page_check (self, (AnshinConsentStep) i, request);
        return;
      }
  self->deed = deed;
  anshin_consent_page_set_busy (self, TRUE);
  if (self->saved)
    go_on (self);
  else
    save (self, request);
}
