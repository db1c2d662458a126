/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-audit-export-page.h"

#include <glib/gi18n.h>

#include "anshin-audit-csv.h"
#include "anshin-export-run.h"
#include "anshin-file-dialog.h"

struct _AnshinAuditExportPage
{
  AnshinFormPage parent_instance;

  /* template widgets */
  AdwActionRow *what_row;
  GtkWidget *reason_row;

  /* owned */
  AnshinClient *client;
  AnshinAuditExport *draft;
  char *path;
};

G_DEFINE_FINAL_TYPE (AnshinAuditExportPage, anshin_audit_export_page, ANSHIN_TYPE_FORM_PAGE)

static void
on_records_cb (AnshinExportRun *run, GListModel *records)
{
  anshin_export_run_save (run, anshin_audit_csv_make, g_object_ref (records), g_object_unref);
}

static void
on_recorded_cb (AnshinExportRun *run, gpointer answer)
{
  AnshinAuditExportPage *self = anshin_export_run_get_page (run);

  anshin_export_run_fetch (run, self->path, anshin_audit_record_get_type (), 0, on_records_cb);
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinAuditExportPage) self = data;
  g_autoptr (GFile) file = anshin_file_dialog_save_finish (result, NULL);

  if (file != NULL && self->client != NULL)
    anshin_export_run_record (anshin_export_run_new (ANSHIN_FORM_PAGE (self), self->client, file),
                              "/v1/audit/exports", self->draft, G_TYPE_NONE, on_recorded_cb);
}

static void
anshin_audit_export_page_save (AnshinFormPage *page)
{
  AnshinAuditExportPage *self = ANSHIN_AUDIT_EXPORT_PAGE (page);

  if (anshin_form_page_check (page, self->draft))
    anshin_file_dialog_save_async (GTK_WIDGET (self), _("Save the part of the log"),
                                   _("access-log.csv"), anshin_form_page_get_cancellable (page),
                                   on_file_chosen_cb, g_object_ref (self));
}

static void
anshin_audit_export_page_dispose (GObject *object)
{
  AnshinAuditExportPage *self = ANSHIN_AUDIT_EXPORT_PAGE (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->client);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (anshin_audit_export_page_parent_class)->dispose (object);
}

static void
anshin_audit_export_page_class_init (AnshinAuditExportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_audit_export_page_dispose;
  ANSHIN_FORM_PAGE_CLASS (klass)->save = anshin_audit_export_page_save;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/audit/anshin-audit-export-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditExportPage, what_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditExportPage, reason_row);
}

static void
anshin_audit_export_page_init (AnshinAuditExportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * anshin_audit_export_page_new:
 * @client: whose log
 * @path: where the service gives the part that is taken out
 * @what: that part in words
 * @draft: what is recorded about it; the reason is filled in here
 *
 * Returns: the page
 */
AnshinPage *
anshin_audit_export_page_new (AnshinClient *client, const char *path, const char *what,
                              AnshinAuditExport *draft)
{
  AnshinAuditExportPage *self = g_object_new (ANSHIN_TYPE_AUDIT_EXPORT_PAGE, NULL);
  AnshinRecordForm *form = NULL;

  self->client = g_object_ref (client);
  self->path = g_strconcat (path, strchr (path, '?') != NULL ? "&" : "?", "limit=100", NULL);
  self->draft = g_object_ref (draft);
  adw_action_row_set_subtitle (self->what_row, what);
  form = anshin_form_page_create_form (ANSHIN_FORM_PAGE (self), self->draft);
  anshin_record_form_add_text (form, "reason", self->reason_row);
  anshin_record_form_load (form);
  return ANSHIN_PAGE (self);
}
