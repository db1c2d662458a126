/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-config.h"

#include "anshin-vitals-export-page.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"
#include "anshin-export-run.h"
#include "anshin-file-dialog.h"
#include "anshin-form-printer.h"
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
};

G_DEFINE_FINAL_TYPE (AnshinVitalsExportPage, anshin_vitals_export_page, ANSHIN_TYPE_FORM_PAGE)

/* What could not be printed stays here to be tried again; it is on record each time. */
static void
on_printed_cb (gboolean done, const GError *error, gpointer data)
{
  g_autoptr (AnshinExportRun) run = data;
  AnshinFormPage *page = anshin_export_run_get_page (run);

  if (!anshin_export_run_check (run, NULL) || !anshin_form_page_end (page, NULL))
    return;
  if (error != NULL)
    anshin_form_page_set_notice (page, error->message);
  else if (done)
    anshin_window_close_page (anshin_window_get_for (page), ANSHIN_PAGE (page));
}

static void
print (AnshinExportRun *run, AnshinVitalsPaper *paper)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (forms, anshin_vitals_paper_new_form (paper));
  anshin_form_printer_print (anshin_export_run_get_page (run), forms, _("Vital signs"),
                             on_printed_cb, run);
}

static void
unref_paper (gpointer paper)
{
  anshin_vitals_paper_unref (paper);
}

static void
on_fetched_cb (AnshinExportRun *run, GListModel *readings)
{
  AnshinVitalsExportPage *self = anshin_export_run_get_page (run);
  g_autoptr (AnshinVitalsPaper) paper = anshin_vitals_paper_new_with (self->paper, readings);

  if (self->draft->printed)
    print (run, paper);
  else
    anshin_export_run_save (run, anshin_vitals_paper_make_csv, g_steal_pointer (&paper),
                            unref_paper);
}

static void
on_recorded_cb (AnshinExportRun *run, gpointer answer)
{
  AnshinVitalsExportPage *self = anshin_export_run_get_page (run);
  g_autofree char *from = anshin_time_format (self->paper->from);
  g_autofree char *to = anshin_time_format (self->paper->to);
  g_autofree char *path = g_strdup_printf ("/v1/groups/%s/vitals?from=%s&to=%s&limit=%d",
                                           self->group->id, from, to, ANSHIN_MAX_PAGE);

  anshin_export_run_fetch (run, path, anshin_entry_get_type (), self->paper->readings->len,
                           on_fetched_cb);
}

/* @file: (nullable): where it is saved, else it is printed */
static void
begin (AnshinVitalsExportPage *self, GFile *file)
{
  g_autofree char *path = g_strdup_printf ("/v1/groups/%s/vitals-exports", self->group->id);

  anshin_export_run_record (anshin_export_run_new (ANSHIN_FORM_PAGE (self), self->client, file),
                            path, self->draft, G_TYPE_NONE, on_recorded_cb);
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinVitalsExportPage) self = data;
  g_autoptr (GFile) file = anshin_file_dialog_save_finish (result, NULL);

  if (file != NULL && self->client != NULL)
    begin (self, file);
}

static void
anshin_vitals_export_page_save (AnshinFormPage *page)
{
  AnshinVitalsExportPage *self = ANSHIN_VITALS_EXPORT_PAGE (page);

  if (!anshin_form_page_check (page, self->draft))
    return;
  if (self->draft->printed)
    begin (self, NULL);
  else
    anshin_file_dialog_save_async (GTK_WIDGET (self), _("Save the table"), _("vital-signs.csv"),
                                   anshin_form_page_get_cancellable (page), on_file_chosen_cb,
                                   g_object_ref (self));
}

static void
anshin_vitals_export_page_dispose (GObject *object)
{
  AnshinVitalsExportPage *self = ANSHIN_VITALS_EXPORT_PAGE (object);

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
 * @paper: (transfer full): what is taken out; its readings are fetched anew
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
