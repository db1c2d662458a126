/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-scan-list.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"
#include "anshin-attachment-chip.h"
#include "anshin-attachment-page.h"
#include "anshin-page-notice.h"
#include "anshin-plain-row.h"
#include "anshin-window.h"

struct _AnshinScanList
{
  AdwBin parent_instance;

  /* template widgets */
  AnshinPageNotice *notice;
  GtkListBox *list;
  GtkWidget *file_button;

  /* owned */
  AnshinClient *client;
  AnshinConsent *consent;
  GCancellable *cancellable;
  char *asked_id;
  gboolean may_record;
};

G_DEFINE_FINAL_TYPE (AnshinScanList, anshin_scan_list, ADW_TYPE_BIN)

static guint changed_signal;

static AnshinAttachment *
get_scan (AnshinScanList *self, GtkWidget *inside)
{
  GtkWidget *row = gtk_widget_get_ancestor (inside, GTK_TYPE_LIST_BOX_ROW);
  guint n = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  return n < self->consent->scans->len ? self->consent->scans->pdata[n] : NULL;
}

static void
on_removed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinScanList) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinConsent) answer = NULL;

  answer = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (self->client == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), TRUE);
  anshin_page_notice_set_error (self->notice, error);
  if (answer == NULL)
    return;
  anshin_scan_list_show (self, self->client, answer, self->may_record);
  g_signal_emit (self, changed_signal, 0, answer);
}

static void
on_confirmed_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (AnshinScanList) self = data;
  g_autofree char *path = NULL;

  if (!confirmed || self->client == NULL)
    return;
  path = g_strdup_printf ("/v1/consents/%s/scans/%s", self->consent->id, self->asked_id);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), FALSE);
  anshin_client_call_async (self->client, "DELETE", path, NULL, anshin_consent_get_type (),
                            self->cancellable, on_removed_cb, g_object_ref (self));
}

static void
on_remove_cb (AnshinScanList *self, GtkWidget *button)
{
  AnshinAttachment *scan = get_scan (self, button);
  g_autofree char *heading = NULL;

  if (scan == NULL)
    return;
  g_free (self->asked_id);
  self->asked_id = g_strdup (scan->id);
  /* Translators: the name of a file */
  heading = g_strdup_printf (_("Remove %s?"), scan->name);
  anshin_alert_ask (GTK_WIDGET (self), heading,
                    _("A scan that belongs to somebody else is deleted here for good; file it "
                      "again with whose it is. That a scan was removed, when and by whom, stays on "
                      "record."),
                    _("_Remove"), TRUE, on_confirmed_cb, g_object_ref (self));
}

static GtkWidget *
create_remove_button (AnshinScanList *self, AnshinAttachment *scan)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *label = g_strdup_printf (_("Remove %s"), scan->name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
create_row (AnshinScanList *self, AnshinAttachment *scan)
{
  g_autofree char *described = anshin_attachment_describe (scan);
  GtkWidget *row = anshin_plain_row_new (scan->name, described);

  if (self->may_record)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_remove_button (self, scan));
  anshin_plain_row_lead_on (row);
  return row;
}

static void
on_activated_cb (AnshinScanList *self, GtkListBoxRow *row)
{
  AnshinAttachment *scan = get_scan (self, GTK_WIDGET (row));

  if (scan != NULL)
    anshin_window_push_page (anshin_window_get_for (self),
                             anshin_attachment_page_new (self->client, scan));
}

static void
anshin_scan_list_dispose (GObject *object)
{
  AnshinScanList *self = ANSHIN_SCAN_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->consent);
  g_clear_object (&self->client);
  g_clear_pointer (&self->asked_id, g_free);

  G_OBJECT_CLASS (anshin_scan_list_parent_class)->dispose (object);
}

static void
anshin_scan_list_class_init (AnshinScanListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_scan_list_dispose;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, anshin_consent_get_type ());

  g_type_ensure (ANSHIN_TYPE_PAGE_NOTICE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/scans/anshin-scan-list.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinScanList, notice);
  gtk_widget_class_bind_template_child (widget_class, AnshinScanList, list);
  gtk_widget_class_bind_template_child (widget_class, AnshinScanList, file_button);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
}

static void
anshin_scan_list_init (AnshinScanList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * anshin_scan_list_show:
 * @self: a list
 * @client: where scans are filed
 * @consent: whose scans are shown, as it is now
 * @may_record: whether this person may file scans and take them away
 */
void
anshin_scan_list_show (AnshinScanList *self, AnshinClient *client, AnshinConsent *consent,
                       gboolean may_record)
{
  GtkWidget *row = NULL;
  guint n = consent->scans != NULL ? consent->scans->len : 0;

  g_return_if_fail (ANSHIN_IS_SCAN_LIST (self));

  g_set_object (&self->client, client);
  g_clear_object (&self->consent);
  self->consent = anshin_record_dup (consent);
  self->may_record = may_record;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->list, create_row (self, consent->scans->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  gtk_widget_set_visible (self->file_button, may_record);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0 || may_record);
}
