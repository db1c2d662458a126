/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-provisions-page.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"
#include "anshin-consent-words.h"
#include "anshin-form-printer.h"
#include "anshin-format.h"
#include "anshin-page-notice.h"
#include "anshin-paged-view.h"
#include "anshin-patient-words.h"
#include "anshin-plain-row.h"
#include "anshin-provision-record.h"
#include "anshin-window.h"

struct _AnshinProvisionsPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPagedView *view;
  AnshinPageNotice *notice;
  GtkWidget *print_button;

  /* owned */
  AnshinClient *client;
  AnshinPatient *patient;
  AnshinPagedList *provisions;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (AnshinProvisionsPage, anshin_provisions_page, ANSHIN_TYPE_PAGE)

static char *
describe_items (AnshinProvision *provision)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; provision->items != NULL && provision->items[i] != NULL; i++)
    {
      int item = 0;

      /* A newer service may know more kinds of items. */
      if (!anshin_choice_from_wire (&anshin_item_kinds, provision->items[i], &item))
        continue;
      if (text->len > 0)
        g_string_append (text, _(", "));
      g_string_append (text, anshin_patient_words_choice (&anshin_item_kinds, item));
    }
  return g_strdup (text->str);
}

static char *
describe_time (AnshinProvision *provision)
{
  g_autofree char *from = anshin_consent_words_moment (provision->from);
  g_autofree char *until = NULL;

  if (provision->until == 0)
    /* Translators: since when somebody is given something */
    return g_strdup_printf (_("Since %s"), from);
  until = anshin_consent_words_moment (provision->until);
  /* Translators: from when to when somebody was given something */
  return g_strdup_printf (_("From %s to %s"), from, until);
}

static char *
describe (AnshinProvision *provision)
{
  g_autofree char *person = anshin_format_person (NULL, provision->profession,
                                                  provision->facility_name);
  g_autofree char *time = describe_time (provision);
  g_autofree char *items = describe_items (provision);
  g_autofree char *signed_on = anshin_patient_words_date (provision->signed_on);

  /* Translators: profession and facility; from when to when; what; when the consent was signed */
  return g_strdup_printf (_("%s\n%s\n%s\nBy the consent of %s"), person, time, items, signed_on);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  AnshinProvision *provision = ANSHIN_PROVISION (item);
  g_autofree char *subtitle = describe (provision);
  GtkWidget *row = anshin_plain_row_new (provision->name, subtitle);

  return row;
}

static void
on_noted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinProvisionsPage) self = data;
  g_autoptr (GError) error = NULL;

  anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (error != NULL && self->client != NULL)
    anshin_page_notice_set_error (self->notice, error);
}

/* That it is on paper now is told to the log (SECURITY AUD-01). */
static void
on_printed_cb (gboolean done, const GError *error, gpointer data)
{
  g_autoptr (AnshinProvisionsPage) self = data;
  g_autofree char *path = NULL;

  if (self->client == NULL)
    return;
  anshin_page_notice_set_text (self->notice, error != NULL ? error->message : NULL);
  if (!done)
    return;
  anshin_window_toast (anshin_window_get_for (self), _("It is being printed"));
  path = g_strdup_printf ("/v1/patients/%s/provisions/printed", self->patient->id);
  anshin_client_call_async (self->client, "POST", path, NULL, G_TYPE_NONE, NULL, on_noted_cb,
                            g_object_ref (self));
}

static void
on_all_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinProvisionsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = NULL;
  g_autoptr (GPtrArray) provisions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_object_unref);

  list = anshin_client_call_list_finish (ANSHIN_CLIENT (source), result, &error);
  if (self->client == NULL)
    return;
  gtk_widget_set_sensitive (self->print_button, TRUE);
  anshin_page_notice_set_error (self->notice, error);
  /* Left, or locked meanwhile: no dialog opens over what is in front now. */
  if (list == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    g_ptr_array_add (provisions, g_list_model_get_item (list, i));
  g_ptr_array_add (forms, anshin_provision_record_new_form (self->patient, anshin_clock_today (),
                                                            provisions));
  anshin_form_printer_print (GTK_WIDGET (self), forms, _("Record of what others were given"),
                             on_printed_cb, g_object_ref (self));
}

/* All of it, not only what is on the screen. */
static void
on_print_cb (AnshinProvisionsPage *self)
{
  g_autofree char *path = g_strdup_printf ("/v1/patients/%s/provisions?limit=100",
                                           self->patient->id);

  gtk_widget_set_sensitive (self->print_button, FALSE);
  anshin_client_call_list_async (self->client, path, anshin_provision_get_type (),
                                 self->cancellable, on_all_cb, g_object_ref (self));
}

static void
anshin_provisions_page_dispose (GObject *object)
{
  AnshinProvisionsPage *self = ANSHIN_PROVISIONS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->provisions);
  g_clear_object (&self->patient);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_provisions_page_parent_class)->dispose (object);
}

static void
anshin_provisions_page_class_init (AnshinProvisionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_provisions_page_dispose;

  g_type_ensure (ANSHIN_TYPE_PAGED_VIEW);
  g_type_ensure (ANSHIN_TYPE_PAGE_NOTICE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/consent/anshin-provisions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinProvisionsPage, view);
  gtk_widget_class_bind_template_child (widget_class, AnshinProvisionsPage, notice);
  gtk_widget_class_bind_template_child (widget_class, AnshinProvisionsPage, print_button);
  gtk_widget_class_bind_template_callback (widget_class, on_print_cb);
}

static void
anshin_provisions_page_init (AnshinProvisionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * anshin_provisions_page_new:
 * @client: where the patient is from
 * @patient: about whom
 *
 * Returns: the page
 */
AnshinPage *
anshin_provisions_page_new (AnshinClient *client, AnshinPatient *patient)
{
  AnshinProvisionsPage *self = g_object_new (ANSHIN_TYPE_PROVISIONS_PAGE, NULL);
  g_autofree char *path = g_strdup_printf ("/v1/patients/%s/provisions", patient->id);

  self->client = g_object_ref (client);
  self->patient = g_object_ref (patient);
  anshin_page_set_subtitle (ANSHIN_PAGE (self), patient->name);
  self->provisions = anshin_paged_list_new (client, path, anshin_provision_get_type (), "id");
  anshin_paged_view_set_list (self->view, self->provisions, create_row, self);
  return ANSHIN_PAGE (self);
}
