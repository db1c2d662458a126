/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form step by step, in the order of the conversation at the table. What was typed stays where
 * it is, whichever way one goes. */
#include "anshin-consent-page-private.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"

static const struct
{
  const char *name;
  const char *title;
} steps[ANSHIN_N_CONSENT_STEPS] = {
  [ANSHIN_CONSENT_STEP_EXPLAINS] = { "explains", N_ ("Who explains") },
  [ANSHIN_CONSENT_STEP_CONSENTS] = { "consents", N_ ("Who consents") },
  [ANSHIN_CONSENT_STEP_RECEIVES] = { "receives", N_ ("Who receives") },
  [ANSHIN_CONSENT_STEP_PERIOD] = { "period", N_ ("How long; remarks") },
  [ANSHIN_CONSENT_STEP_CHECK] = { "check", N_ ("Check and print") },
};

static void
focus_step (AnshinConsentPage *self)
{
  GtkWidget *const first[ANSHIN_N_CONSENT_STEPS] = {
    self->explained_by_row, self->signer_row, GTK_WIDGET (self->kinds_box), self->valid_until_row,
    self->print_button,
  };

  gtk_widget_grab_focus (first[self->step]);
}

/**
 * anshin_consent_page_go:
 * @self: a page
 * @step: where to go; nothing is checked
 */
void
anshin_consent_page_go (AnshinConsentPage *self, AnshinConsentStep step)
{
  g_autofree char *title = NULL;

  self->step = step;
  /* Translators: the number of this step, the number of all, what it is about */
  title = g_strdup_printf (_("Step %d of %d: %s"), step + 1, ANSHIN_N_CONSENT_STEPS,
                           _(steps[step].title));
  gtk_label_set_label (self->step_label, title);
  gtk_stack_set_visible_child_name (self->steps, steps[step].name);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  anshin_consent_page_update (self);
  focus_step (self);
}

/* The first step with a row for the error, if there is one. */
static gboolean
find_step (AnshinConsentPage *self, const GError *error, AnshinConsentStep *step)
{
  for (int i = 0; i < ANSHIN_CONSENT_STEP_CHECK; i++)
    if (anshin_record_form_show_error (self->forms[i], error))
      {
        *step = (AnshinConsentStep) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * anshin_consent_page_show_error:
 * @self: a page
 * @error: what the model or the service refused
 *
 * Goes to the step and the row that it concerns, or says it at the head of the page.
 */
void
anshin_consent_page_show_error (AnshinConsentPage *self, const GError *error)
{
  AnshinConsentStep step = self->step;

  if (!find_step (self, error, &step))
    {
      anshin_page_notice_set_error (self->notice, error);
      return;
    }
  anshin_consent_page_go (self, step);
  anshin_record_form_show_error (self->forms[step], error);
}

static gboolean
is_of_later_step (AnshinConsentPage *self, AnshinConsentStep step, const GError *error)
{
  const char *field = anshin_error_get_field (error);

  for (int i = step + 1; field != NULL && i < ANSHIN_CONSENT_STEP_CHECK; i++)
    if (anshin_record_form_has_field (self->forms[i], field))
      return TRUE;
  return FALSE;
}

/**
 * anshin_consent_page_check:
 * @self: a page
 * @step: the step up to which the form has to be right
 * @request: what would be sent
 *
 * Says what is wrong where it is; what belongs to a later step is left for that.
 *
 * Returns: whether one may go on from @step
 */
gboolean
anshin_consent_page_check (AnshinConsentPage *self, AnshinConsentStep step, AnshinConsent *request)
{
  g_autoptr (GError) error = NULL;

  anshin_page_notice_set_text (self->notice, NULL);
  if (!anshin_record_form_check (self->forms[step], request, &error))
    {
      if (error != NULL && is_of_later_step (self, step, error))
        return TRUE;
      if (error != NULL)
        anshin_consent_page_show_error (self, error);
      return FALSE;
    }
  if (step < ANSHIN_CONSENT_STEP_CONSENTS
      || anshin_consent_check_proxy (request, self->patient->birth_date, &error))
    return TRUE;
  anshin_consent_page_show_error (self, error);
  return FALSE;
}

/**
 * anshin_consent_page_go_on:
 * @self: a page
 *
 * To the next step, if this one is right.
 */
void
anshin_consent_page_go_on (AnshinConsentPage *self)
{
  g_autoptr (AnshinConsent) request = anshin_consent_page_dup_request (self);

  if (self->step < ANSHIN_CONSENT_STEP_CHECK
      && anshin_consent_page_check (self, self->step, request))
    anshin_consent_page_go (self, (AnshinConsentStep) (self->step + 1));
}

/**
 * anshin_consent_page_dup_request:
 * @self: a page
 *
 * Returns: (transfer full): the form as it is sent: without what was typed for another signer
 *   before
 */
AnshinConsent *
anshin_consent_page_dup_request (AnshinConsentPage *self)
{
  AnshinConsent *request = anshin_record_dup (self->draft);

  if (request->signer != ANSHIN_SIGNER_OTHER_HAND && request->signer != ANSHIN_SIGNER_PROXY)
    g_object_set (request, "signer-name", NULL, "signer-relationship", 0, "signer-reason", NULL,
                  NULL);
  return request;
}

/**
 * anshin_consent_page_update_signer:
 * @self: a page
 *
 * Who writes for the patient is asked for only where somebody does; 代筆 and 代理 ask for other
 * things, and the birth date decides whether there is a choice.
 */
void
anshin_consent_page_update_signer (AnshinConsentPage *self)
{
  int signer = self->draft->signer;
  gboolean proxy = signer == ANSHIN_SIGNER_PROXY;
  gboolean other = proxy || signer == ANSHIN_SIGNER_OTHER_HAND;
  gboolean minor = anshin_consent_needs_proxy (self->patient->birth_date, anshin_clock_today ());

  gtk_widget_set_visible (self->minor_label, minor);
  gtk_widget_set_visible (self->open_label, !minor);
  gtk_widget_set_sensitive (self->signer_row, !minor || !proxy);
  gtk_widget_set_visible (self->signer_name_row, other);
  gtk_widget_set_visible (self->relationship_row, other);
  gtk_widget_set_visible (self->reason_row, other);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->signer_name_row),
                                 proxy ? _("Name of the proxy") : _("Name of the writer"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reason_row),
                                 proxy ? _("Ground of the right to consent for the patient")
                                       : _("Why somebody else wrote"));
}
