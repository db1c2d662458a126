/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-card-printer.h"

#include <glib/gi18n.h>

#include "anshin-card-sheet.h"
#include "anshin-form-printer.h"
#include "anshin-window.h"

/* Who wants the paper, and of whom. */
typedef struct
{
  GtkWidget *parent;
  AnshinClient *client;
  AnshinCard *card;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->parent);
  g_object_unref (job->client);
  g_object_unref (job->card);
  g_free (job);
}

static void
tell_error (Job *job, const GError *error)
{
  AnshinWindow *window = anshin_window_get_for (job->parent);

  if (window != NULL && error != NULL)
    anshin_window_toast_error (window, error);
}

static void
on_printed_cb (gboolean done, const GError *error, gpointer data)
{
  Job *job = data;
  AnshinWindow *window = anshin_window_get_for (job->parent);

  if (window != NULL && error != NULL)
    anshin_window_toast (window, error->message);
  job_free (job);
}

static void
print (Job *job, AnshinPatient *patient)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (forms,
                   anshin_card_sheet_new_form (patient->name, patient->birth_date, job->card));
  anshin_form_printer_print (job->parent, forms, _("Emergency card"), on_printed_cb, job);
}

static void
on_patient_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinPatient) patient
    = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);

  if (patient != NULL)
    {
      print (job, patient);
      return;
    }
  tell_error (job, error);
  job_free (job);
}

/* First it is written down that the card goes onto paper. */
static void
on_recorded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strconcat ("/v1/patients/", job->card->patient_id, NULL);

  anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (error == NULL)
    {
      anshin_client_call_async (job->client, "GET", path, NULL, anshin_patient_get_type (), NULL,
                                on_patient_cb, job);
      return;
    }
  tell_error (job, error);
  job_free (job);
}

/**
 * anshin_card_printer_print:
 * @parent: a widget of the window that asks
 * @client: the client
 * @card: the card as it is shown
 *
 * Opens the print dialog with the card on one A5. That it is printed goes on record first.
 */
void
anshin_card_printer_print (GtkWidget *parent, AnshinClient *client, AnshinCard *card)
{
  Job *job = g_new0 (Job, 1);
  g_autofree char *path = g_strdup_printf ("/v1/patients/%s/card/printed", card->patient_id);

  job->parent = g_object_ref (parent);
  job->client = g_object_ref (client);
  job->card = g_object_ref (card);
  anshin_client_call_async (client, "POST", path, NULL, G_TYPE_NONE, NULL, on_recorded_cb, job);
}
