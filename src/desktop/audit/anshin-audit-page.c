/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-audit-page.h"

#include <glib/gi18n.h>

#include "anshin-audit-export-page.h"
#include "anshin-audit-filter.h"
#include "anshin-audit-row.h"
#include "anshin-paged-view.h"
#include "anshin-window.h"

struct _AnshinAuditPage
{
  AnshinPage parent_instance;

  /* template widgets */
  GtkWidget *export_button;
  AnshinAuditFilter *filter;
  AnshinPagedView *view;

  /* owned */
  AnshinClient *client;
  AnshinPagedList *records;
};

G_DEFINE_FINAL_TYPE (AnshinAuditPage, anshin_audit_page, ANSHIN_TYPE_PAGE)

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  return anshin_audit_row_new (ANSHIN_AUDIT_RECORD (item));
}

static void
on_filter_changed_cb (AnshinAuditPage *self)
{
  g_autofree char *path = NULL;

  if (self->records == NULL)
    return;
  path = anshin_audit_filter_build_path (self->filter);
  anshin_paged_list_set_path (self->records, path);
}

static void
on_export_cb (AnshinAuditPage *self)
{
  g_autofree char *path = anshin_audit_filter_build_path (self->filter);
  g_autofree char *what = anshin_audit_filter_describe (self->filter);
  g_autoptr (AnshinAuditExport) draft = anshin_audit_filter_create_export (self->filter);

  anshin_window_push_page (anshin_window_get_for (self),
                           anshin_audit_export_page_new (self->client, path, what, draft));
}

static void
anshin_audit_page_dispose (GObject *object)
{
  AnshinAuditPage *self = ANSHIN_AUDIT_PAGE (object);

  g_clear_object (&self->records);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_audit_page_parent_class)->dispose (object);
}

static void
anshin_audit_page_class_init (AnshinAuditPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_audit_page_dispose;

  g_type_ensure (ANSHIN_TYPE_AUDIT_FILTER);
  g_type_ensure (ANSHIN_TYPE_PAGED_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/audit/anshin-audit-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditPage, export_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditPage, filter);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditPage, view);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_export_cb);
}

static void
anshin_audit_page_init (AnshinAuditPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * anshin_audit_page_new:
 * @client: whose log
 *
 * Returns: a page with all that the reader may see of the log
 */
AnshinPage *
anshin_audit_page_new (AnshinClient *client)
{
  return anshin_audit_page_new_with (client, NULL, NULL);
}

/**
 * anshin_audit_page_new_with:
 * @client: whose log
 * @review: (nullable): the month and the facility to begin with
 * @finding: (nullable): the wire name of what a review looks at
 *
 * Returns: a page with that part of the log
 */
AnshinPage *
anshin_audit_page_new_with (AnshinClient *client, AnshinAuditReview *review, const char *finding)
{
  AnshinAuditPage *self = g_object_new (ANSHIN_TYPE_AUDIT_PAGE, NULL);
  AnshinUser *user = anshin_client_get_user (client);
  g_autofree char *path = NULL;

  self->client = g_object_ref (client);
  anshin_audit_filter_set_client (self->filter, client);
  if (review != NULL)
    anshin_audit_filter_set_month (self->filter, review->month, review->facility_id);
  anshin_audit_filter_set_finding (self->filter, finding);
  gtk_widget_set_visible (self->export_button,
                          user != NULL && (user->office || user->facility_admin));
  path = anshin_audit_filter_build_path (self->filter);
  self->records = anshin_paged_list_new (client, path, anshin_audit_record_get_type (), NULL);
  anshin_paged_view_set_list (self->view, self->records, create_row, self);
  return ANSHIN_PAGE (self);
}
