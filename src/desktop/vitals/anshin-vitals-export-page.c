/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-config.h"

#include "anshin-vitals-export-page.h"

#include <glib/gi18n.h>

#include "anshin-file-dialog.h"
#include "anshin-form-printer.h"
#include "anshin-local-file.h"
#include "anshin-step-up.h"
#include "anshin-window.h"

struct _AnshinVitalsExportPage
{
  AnshinFormPage parent_instance;

  /* template widgets */
  GtkWidget *purpose_row;

  /* owned */
  AnshinClient *client;
  AnshinGroup *group;
  AnshinVitalsPaper *paper;
  AnshinVitalsExport *draft;
  GFile *file;
};

G_DEFINE_FINAL_TYPE (AnshinVitalsExportPage, anshin_vitals_export_page, ANSHIN_TYPE_FORM_PAGE)

static void
close_page (AnshinVitalsExportPage *self)
{
  anshin_window_close_page (anshin_window_get_for (self), ANSHIN_PAGE (self));
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinVitalsExportPage) self = data;
  g_autoptr (GError) error = NULL;

  anshin_local_file_write_finish (result, &error);
  if (!anshin_form_page_end (ANSHIN_FORM_PAGE (self), error))
    return;
  anshin_window_toast (anshin_window_get_for (self), _("The table is saved"));
  close_page (self);
}

/* What could not be printed stays here to be tried again; it is on record each time. */
static void
on_printed_cb (gboolean done, const GError *error, gpointer data)
{
  g_autoptr (AnshinVitalsExportPage) self = data;

  if (self->client == NULL || !anshin_form_page_end (ANSHIN_FORM_PAGE (self), NULL))
    return;
  if (error != NULL)
    anshin_form_page_set_notice (ANSHIN_FORM_PAGE (self), error->message);
  else if (done)
    close_page (self);
}

static void
print (AnshinVitalsExportPage *self)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (forms, anshin_vitals_paper_new_form (self->paper));
  anshin_form_printer_print (GTK_WIDGET (self), forms, _("Vital signs"), on_printed_cb,
                             g_object_ref (self));
}

/* It is in the log before anything is taken out. */
static void
on_recorded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinVitalsExportPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csv = NULL;

  anshin_step_up_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (error != NULL || self->paper == NULL)
    {
      anshin_form_page_end (ANSHIN_FORM_PAGE (self), error);
      return;
    }
  if (self->draft->printed)
    {
      print (self);
      return;
    }
  csv = anshin_vitals_paper_csv (self->paper);
  anshin_local_file_write_async (self->file, csv,
                                 anshin_form_page_get_cancellable (ANSHIN_FORM_PAGE (self)),
                                 on_written_cb, g_object_ref (self));
}

static void
record (AnshinVitalsExportPage *self)
{
  g_autofree char *path = g_strdup_printf ("/v1/groups/%s/vitals-exports", self->group->id);

  anshin_step_up_call_async (GTK_WIDGET (self), self->client, "POST", path, self->draft,
                             G_TYPE_NONE, anshin_form_page_begin (ANSHIN_FORM_PAGE (self)),
                             on_recorded_cb, g_object_ref (self));
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinVitalsExportPage) self = data;
  g_autoptr (GFile) file = anshin_file_dialog_save_finish (result, NULL);

  if (file == NULL || self->client == NULL)
    return;
  g_set_object (&self->file, file);
  record (self);
}

static void
anshin_vitals_export_page_save (AnshinFormPage *page)
{
  AnshinVitalsExportPage *self = ANSHIN_VITALS_EXPORT_PAGE (page);

  if (!anshin_form_page_check (page, self->draft))
    return;
  if (self->draft->printed)
    record (self);
  else
    anshin_file_dialog_save_async (GTK_WIDGET (self), _("Save the table"), _("vital-signs.csv"),
                                   anshin_form_page_get_cancellable (page), on_file_chosen_cb,
                                   g_object_ref (self));
}

static void
anshin_vitals_export_page_dispose (GObject *object)
{
  AnshinVitalsExportPage *self = ANSHIN_VITALS_EXPORT_PAGE (object);

  g_clear_object (&self->file);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->paper, anshin_vitals_paper_unref);
  g_clear_object (&self->group);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_vitals_export_page_parent_class)->dispose (object);
}

static void
anshin_vitals_export_page_class_init (AnshinVitalsExportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_vitals_export_page_dispose;
  ANSHIN_FORM_PAGE_CLASS (klass)->save = anshin_vitals_export_page_save;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/vitals/anshin-vitals-export-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinVitalsExportPage, purpose_row);
}

static void
anshin_vitals_export_page_init (AnshinVitalsExportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * anshin_vitals_export_page_new:
 * @client: the client
 * @group: a patient's group
 * @paper: (transfer full): what is taken out
 * @printed: whether on paper, else as a file
 *
 * Returns: the page
 */
AnshinPage *
anshin_vitals_export_page_new (AnshinClient *client, AnshinGroup *group, AnshinVitalsPaper *paper,
                               gboolean printed)
{
  AnshinVitalsExportPage *self = g_object_new (ANSHIN_TYPE_VITALS_EXPORT_PAGE, NULL);
  AnshinRecordForm *form = NULL;

  self->client = g_object_ref (client);
  self->group = g_object_ref (group);
  self->paper = paper;
  self->draft = anshin_vitals_export_new ();
  self->draft->printed = printed;
  self->draft->from = paper->from;
  self->draft->to = paper->to;
  anshin_page_set_subtitle (ANSHIN_PAGE (self), group->name);
  form = anshin_form_page_create_form (ANSHIN_FORM_PAGE (self), self->draft);
  anshin_record_form_add_choice (form, "purpose", self->purpose_row, &anshin_export_purposes);
  anshin_record_form_load (form);
  return ANSHIN_PAGE (self);
}
