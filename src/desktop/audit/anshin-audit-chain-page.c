/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-audit-chain-page.h"

#include <glib/gi18n.h>

#include "anshin-audit-row.h"
#include "anshin-page-notice.h"

struct _AnshinAuditChainPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPageNotice *notice;
  GtkWidget *result_box;
  GtkImage *result_icon;
  GtkLabel *result_label;
  GtkLabel *detail_label;
  GtkSpinner *spinner;
  GtkWidget *group;
  AdwActionRow *records_row;
  AdwActionRow *checked_row;
  AdwActionRow *head_row;
  GtkWidget *check_button;

  /* owned */
  AnshinClient *client;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (AnshinAuditChainPage, anshin_audit_chain_page, ANSHIN_TYPE_PAGE)

static void
set_busy (AnshinAuditChainPage *self, gboolean busy)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_sensitive (self->check_button, !busy);
}

/* Not a status page: that has a scrolled area of its own, in which large text is hidden. */
static void
show_result (AnshinAuditChainPage *self, const char *icon_name, const char *result,
             const char *detail)
{
  gtk_image_set_from_icon_name (self->result_icon, icon_name);
  gtk_label_set_label (self->result_label, result);
  gtk_label_set_label (self->detail_label, detail);
  gtk_widget_set_visible (self->result_box, TRUE);
}

static void
show_chain (AnshinAuditChainPage *self, AnshinAuditChain *chain)
{
  g_autofree char *records = g_strdup_printf ("%" G_GINT64_FORMAT, chain->records);
  g_autofree char *checked = anshin_audit_row_dup_moment (chain->checked_at);
  g_autofree char *broken = NULL;

  if (chain->intact)
    {
      show_result (self, "object-select-symbolic", _("The log is as it was written"),
                   _("Each record holds on to the one before it; none was changed, added or taken "
                     "away."));
    }
  else
    {
      broken = g_strdup_printf (_("The record at which the chain breaks: %s. Keep the database and "
                                  "its backups as they are, and tell those who run the service."),
                                chain->broken_at != NULL ? chain->broken_at : "–");
      show_result (self, "dialog-warning-symbolic", _("The log has been changed"), broken);
    }
  adw_action_row_set_subtitle (self->records_row, records);
  adw_action_row_set_subtitle (self->checked_row, checked);
  adw_action_row_set_subtitle (self->head_row, chain->head != NULL ? chain->head : "");
  gtk_widget_set_visible (self->group, TRUE);
}

static void
on_chain_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinAuditChainPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinAuditChain) chain = NULL;

  chain = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  anshin_page_notice_set_error (self->notice, error);
  if (chain != NULL)
    show_chain (self, chain);
}

static void
on_check_cb (AnshinAuditChainPage *self)
{
  set_busy (self, TRUE);
  anshin_client_call_async (self->client, "GET", "/v1/audit/chain", NULL,
                            anshin_audit_chain_get_type (), self->cancellable, on_chain_cb,
                            g_object_ref (self));
}

static void
anshin_audit_chain_page_dispose (GObject *object)
{
  AnshinAuditChainPage *self = ANSHIN_AUDIT_CHAIN_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_audit_chain_page_parent_class)->dispose (object);
}

static void
anshin_audit_chain_page_class_init (AnshinAuditChainPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_audit_chain_page_dispose;

  g_type_ensure (ANSHIN_TYPE_PAGE_NOTICE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/audit/anshin-audit-chain-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditChainPage, notice);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditChainPage, result_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditChainPage, result_icon);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditChainPage, result_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditChainPage, detail_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditChainPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditChainPage, group);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditChainPage, records_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditChainPage, checked_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditChainPage, head_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditChainPage, check_button);
  gtk_widget_class_bind_template_callback (widget_class, on_check_cb);
}

static void
anshin_audit_chain_page_init (AnshinAuditChainPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

AnshinPage *
anshin_audit_chain_page_new (AnshinClient *client)
{
  AnshinAuditChainPage *self = g_object_new (ANSHIN_TYPE_AUDIT_CHAIN_PAGE, NULL);

  self->client = g_object_ref (client);
  on_check_cb (self);
  return ANSHIN_PAGE (self);
}
