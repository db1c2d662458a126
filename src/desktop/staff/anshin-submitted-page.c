/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-submitted-page.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"
#include "anshin-paged-view.h"
#include "anshin-register-page.h"
#include "anshin-submitted-row.h"
#include "anshin-window.h"

struct _AnshinSubmittedPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPagedView *view;

  /* owned */
  AnshinClient *client;
  char *facility_id;
  AnshinPagedList *list;
  GCancellable *cancellable;
};

/* What is taken back once that is confirmed. */
typedef struct
{
  AnshinSubmittedPage *page;
  AnshinApplication *application;
} Withdrawal;

G_DEFINE_FINAL_TYPE (AnshinSubmittedPage, anshin_submitted_page, ANSHIN_TYPE_PAGE)

static void
withdrawal_free (Withdrawal *withdrawal)
{
  g_object_unref (withdrawal->page);
  g_object_unref (withdrawal->application);
  g_free (withdrawal);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Withdrawal, withdrawal_free)

static void
on_withdrawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Withdrawal) withdrawal = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinApplication) answer = NULL;
  AnshinWindow *window = NULL;

  answer = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  window = anshin_window_get_for (withdrawal->page);
  if (answer != NULL)
    {
      anshin_record_copy_fields (ANSHIN_RECORD (withdrawal->application), ANSHIN_RECORD (answer));
      anshin_window_toast (window, _("The application is withdrawn"));
    }
  else
    {
      anshin_window_toast_error (window, error);
      anshin_paged_list_reload (withdrawal->page->list);
    }
}

static void
on_confirmed_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (Withdrawal) withdrawal = data;
  AnshinSubmittedPage *self = withdrawal->page;
  g_autofree char *path = NULL;

  if (!confirmed || self->client == NULL)
    return;
  path = g_strdup_printf ("/v1/applications/%s/withdrawal", withdrawal->application->id);
  anshin_client_call_async (self->client, "POST", path, NULL, anshin_application_get_type (),
                            self->cancellable, on_withdrawn_cb, g_steal_pointer (&withdrawal));
}

static void
on_withdraw_cb (AnshinSubmittedPage *self, AnshinSubmittedRow *row)
{
  Withdrawal *withdrawal = g_new0 (Withdrawal, 1);
  g_autofree char *heading = NULL;

  withdrawal->page = g_object_ref (self);
  withdrawal->application = g_object_ref (anshin_submitted_row_get_application (row));
  heading = g_strdup_printf (_("Withdraw the application for %s?"),
                             withdrawal->application->name);
  anshin_alert_ask (GTK_WIDGET (self), heading,
                    _("The office will not register this person."), _("_Withdraw"), TRUE,
                    on_confirmed_cb, withdrawal);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  GtkWidget *row = anshin_submitted_row_new (ANSHIN_APPLICATION (item));

  g_signal_connect_object (row, "withdrawn", G_CALLBACK (on_withdraw_cb), data,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
on_register_cb (AnshinSubmittedPage *self)
{
  anshin_window_push_page (anshin_window_get_for (self),
                           anshin_register_page_new (self->client, self->facility_id));
}

static void
anshin_submitted_page_shown (AnshinPage *page)
{
  AnshinSubmittedPage *self = ANSHIN_SUBMITTED_PAGE (page);

  if (anshin_paged_list_get_loaded (self->list))
    anshin_paged_list_reload (self->list);
}

static void
anshin_submitted_page_dispose (GObject *object)
{
  AnshinSubmittedPage *self = ANSHIN_SUBMITTED_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->list);
  g_clear_object (&self->client);
  g_clear_pointer (&self->facility_id, g_free);

  G_OBJECT_CLASS (anshin_submitted_page_parent_class)->dispose (object);
}

static void
anshin_submitted_page_class_init (AnshinSubmittedPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ANSHIN_TYPE_PAGED_VIEW);
  G_OBJECT_CLASS (klass)->dispose = anshin_submitted_page_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_submitted_page_shown;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/staff/anshin-submitted-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinSubmittedPage, view);
  gtk_widget_class_bind_template_callback (widget_class, on_register_cb);
}

static void
anshin_submitted_page_init (AnshinSubmittedPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_submitted_page_new (AnshinClient *client, const char *facility_id)
{
  AnshinSubmittedPage *self = g_object_new (ANSHIN_TYPE_SUBMITTED_PAGE, NULL);
  g_autofree char *path
    = anshin_paged_list_build_path ("/v1/applications", "facility", facility_id, NULL);

  self->client = g_object_ref (client);
  self->facility_id = g_strdup (facility_id);
  self->list = anshin_paged_list_new (client, path, anshin_application_get_type (), "id");
  anshin_paged_list_set_topic (self->list, "applications");
  anshin_paged_view_set_list (self->view, self->list, create_row, self);
  return ANSHIN_PAGE (self);
}
