/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-scan-row.h"

#include <glib/gi18n.h>

#include "anshin-error-words.h"
#include "anshin-transfer.h"

struct _AnshinScanRow
{
  AdwActionRow parent_instance;

  /* owned by their parents */
  GtkSpinner *spinner;
  GtkWidget *done_icon;
  GtkWidget *choose_button;

  /* owned */
  AnshinClient *client;
  AnshinScan *scan;
  AnshinPatient *patient;
  AnshinConsent *consent;
  AnshinTransfer *transfer;
  GCancellable *cancellable;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (AnshinScanRow, anshin_scan_row, ADW_TYPE_ACTION_ROW)

static guint choose_signal;
static guint choose_form_signal;

static void
say (AnshinScanRow *self, const char *words, gboolean busy, gboolean done)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  g_autofree char *label = g_strdup_printf ("%s, %s", title, words);

  self->busy = busy;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (self->done_icon, done);
  gtk_widget_set_visible (self->choose_button, !busy && !done && self->scan != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
fail (AnshinScanRow *self, const GError *error)
{
  g_autofree char *words = anshin_error_words_dup (error);

  say (self, words, FALSE, FALSE);
}

static void
on_filed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinScanRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinConsent) answer = NULL;

  answer = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->client == NULL)
    return;
  if (answer == NULL)
    {
      fail (self, error);
      return;
    }
  say (self, answer->state == ANSHIN_CONSENT_PRINTED
               ? _("Filed. The signature is still to be recorded.")
               : _("Filed"),
       FALSE, TRUE);
}

static void
file_it (AnshinScanRow *self)
{
  g_autoptr (AnshinConsentScans) request = anshin_consent_scans_new ();
  const char *ids[] = { anshin_transfer_get_attachment (self->transfer)->id, NULL };
  g_autofree char *path = g_strdup_printf ("/v1/consents/%s/scans", self->consent->id);

  g_object_set (request, "attachments", ids, NULL);
  anshin_client_call_async (self->client, "POST", path, request, anshin_consent_get_type (),
                            self->cancellable, on_filed_cb, g_object_ref (self));
}

static void
on_transfer_changed_cb (AnshinScanRow *self)
{
  switch (anshin_transfer_get_state (self->transfer))
    {
    case ANSHIN_TRANSFER_DONE:
      file_it (self);
      break;
    case ANSHIN_TRANSFER_FAILED:
      fail (self, anshin_transfer_get_error (self->transfer));
      break;
    case ANSHIN_TRANSFER_WAITING:
      say (self, _("Waits for the connection; goes on by itself"), TRUE, FALSE);
      break;
    case ANSHIN_TRANSFER_RUNNING:
    case ANSHIN_TRANSFER_CANCELLED:
    default:
      break;
    }
}

static void
upload (AnshinScanRow *self)
{
  g_autofree char *owner = g_strdup_printf ("/v1/patients/%s", self->consent->patient_id);

  say (self, _("Is being filed…"), TRUE, FALSE);
  g_clear_object (&self->transfer);
  self->transfer =
    anshin_client_upload (self->client, owner, self->scan->attachment, self->scan->file);
  g_signal_connect_object (self->transfer, "notify::state", G_CALLBACK (on_transfer_changed_cb),
                           self, G_CONNECT_SWAPPED);
  on_transfer_changed_cb (self);
}

static void
on_patient_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinScanRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinPatient) patient = NULL;

  patient = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->client == NULL)
    return;
  if (patient == NULL)
    {
      fail (self, error);
      return;
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), patient->name);
  upload (self);
}

/**
 * anshin_scan_row_file_with:
 * @self: a row
 * @consent: whose paper it is
 *
 * Goes on: the file is sent, and filed with the consent.
 */
void
anshin_scan_row_file_with (AnshinScanRow *self, AnshinConsent *consent)
{
  g_autofree char *path = g_strdup_printf ("/v1/patients/%s", consent->patient_id);

  g_set_object (&self->consent, consent);
  say (self, _("Is being filed…"), TRUE, FALSE);
  anshin_client_call_async (self->client, "GET", path, NULL, anshin_patient_get_type (),
                            self->cancellable, on_patient_cb, g_object_ref (self));
}

/* A draft was never printed: nobody can have signed it. */
static GListModel *
leave_out_drafts (GListModel *consents)
{
  GListStore *printed = g_list_store_new (anshin_consent_get_type ());

  for (guint i = 0; i < g_list_model_get_n_items (consents); i++)
    {
      g_autoptr (AnshinConsent) consent = g_list_model_get_item (consents, i);

      if (consent->state != ANSHIN_CONSENT_DRAFT)
        g_list_store_append (printed, consent);
    }
  return G_LIST_MODEL (printed);
}

static void
on_consents_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinScanRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) consents = NULL;
  g_autoptr (GListModel) printed = NULL;
  g_autoptr (AnshinConsent) only = NULL;

  consents = anshin_client_call_list_finish (ANSHIN_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->client == NULL)
    return;
  if (consents == NULL)
    {
      fail (self, error);
      return;
    }
  printed = leave_out_drafts (consents);
  only = g_list_model_get_item (printed, 0);
  if (only == NULL)
    {
      g_autofree char *words = NULL;

      words = g_strdup_printf (_("No form of %s has been printed. Choose whose it is."),
                               self->patient->name);
      say (self, words, FALSE, FALSE);
    }
  else if (g_list_model_get_n_items (printed) == 1)
    anshin_scan_row_file_with (self, only);
  else
    {
      say (self, _("No code could be read. Choose whose it is."), FALSE, FALSE);
      g_signal_emit (self, choose_form_signal, 0, self->patient, printed);
    }
}

/**
 * anshin_scan_row_set_patient:
 * @self: a row
 * @patient: whose paper it is
 *
 * Goes on with the patient's form; where there are several, it is asked which.
 */
void
anshin_scan_row_set_patient (AnshinScanRow *self, AnshinPatient *patient)
{
  g_autofree char *path = g_strdup_printf ("/v1/patients/%s/consents", patient->id);

  g_set_object (&self->patient, patient);
  say (self, _("Looks whose it is…"), TRUE, FALSE);
  anshin_client_call_list_async (self->client, path, anshin_consent_get_type (),
                                 self->cancellable, on_consents_cb, g_object_ref (self));
}

static void
on_consent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinScanRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinConsent) consent = NULL;

  consent = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->client == NULL)
    return;
  if (consent != NULL)
    anshin_scan_row_file_with (self, consent);
  else if (g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_NOT_FOUND))
    say (self, _("The code is of no form of your facility. Choose whose it is."), FALSE, FALSE);
  else
    fail (self, error);
}

static void
start (AnshinScanRow *self)
{
  g_autofree char *path = NULL;

  if (self->scan->consent_id == NULL)
    {
      say (self, _("No code could be read. Choose whose it is."), FALSE, FALSE);
      return;
    }
  path = g_strdup_printf ("/v1/consents/%s", self->scan->consent_id);
  say (self, _("Looks whose it is…"), TRUE, FALSE);
  anshin_client_call_async (self->client, "GET", path, NULL, anshin_consent_get_type (),
                            self->cancellable, on_consent_cb, g_object_ref (self));
}

static void
on_choose_cb (AnshinScanRow *self)
{
  g_signal_emit (self, choose_signal, 0);
}

static void
anshin_scan_row_dispose (GObject *object)
{
  AnshinScanRow *self = ANSHIN_SCAN_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->transfer != NULL && !anshin_transfer_is_over (self->transfer))
    anshin_transfer_cancel (self->transfer);
  g_clear_object (&self->transfer);
  g_clear_object (&self->consent);
  g_clear_object (&self->patient);
  g_clear_object (&self->client);
  g_clear_pointer (&self->scan, anshin_scan_free);

  G_OBJECT_CLASS (anshin_scan_row_parent_class)->dispose (object);
}

static void
anshin_scan_row_class_init (AnshinScanRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_scan_row_dispose;
  choose_signal = g_signal_new ("choose", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  choose_form_signal = g_signal_new ("choose-form", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                     anshin_patient_get_type (), G_TYPE_LIST_MODEL);
}

static void
anshin_scan_row_init (AnshinScanRow *self)
{
  self->cancellable = g_cancellable_new ();
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->done_icon = gtk_image_new_from_icon_name ("object-select-symbolic");
  gtk_widget_add_css_class (self->done_icon, "success");
  self->choose_button = gtk_button_new_with_mnemonic (_("_Choose…"));
  gtk_widget_set_valign (self->choose_button, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->choose_button, "clicked", G_CALLBACK (on_choose_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->spinner));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->done_icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->choose_button);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
}

/**
 * anshin_scan_row_new:
 * @client: where it is filed
 * @scan: (transfer full): what was read; with a code it is filed at once
 *
 * Returns: the row
 */
GtkWidget *
anshin_scan_row_new (AnshinClient *client, AnshinScan *scan)
{
  AnshinScanRow *self = g_object_new (ANSHIN_TYPE_SCAN_ROW, NULL);

  self->client = g_object_ref (client);
  self->scan = scan;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), scan->attachment->name);
  start (self);
  return GTK_WIDGET (self);
}

/**
 * anshin_scan_row_new_failed:
 * @client: where it would have been filed
 * @name: what the file is called
 * @error: why it can't be read
 *
 * Returns: a row that says so
 */
GtkWidget *
anshin_scan_row_new_failed (AnshinClient *client, const char *name, const GError *error)
{
  AnshinScanRow *self = g_object_new (ANSHIN_TYPE_SCAN_ROW, NULL);

  self->client = g_object_ref (client);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  fail (self, error);
  return GTK_WIDGET (self);
}

gboolean
anshin_scan_row_is_under_way (AnshinScanRow *self)
{
  return self->busy;
}
