/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-applications-page.h"

#include <glib/gi18n.h>

#include "anshin-access-page.h"
#include "anshin-alert.h"
#include "anshin-application-page.h"
#include "anshin-application-row.h"
#include "anshin-paged-view.h"
#include "anshin-registrar.h"
#include "anshin-window.h"

struct _AnshinApplicationsPage
{
  AnshinPage parent_instance;

  /* template widgets */
  GtkToggleButton *waiting_button;
  AnshinPagedView *view;
  GtkRevealer *revealer;
  GtkLabel *progress_label;
  GtkWidget *register_button;
  GtkWidget *clear_button;
  GtkWidget *stop_button;

  /* owned */
  AnshinClient *client;
  AnshinPagedList *list;
  AnshinRegistrar *registrar;
  GHashTable *marked;
};

G_DEFINE_FINAL_TYPE (AnshinApplicationsPage, anshin_applications_page, ANSHIN_TYPE_PAGE)

static void
update (AnshinApplicationsPage *self)
{
  guint n = g_hash_table_size (self->marked);
  gboolean busy = self->registrar != NULL;
  g_autofree char *text = NULL;

  if (busy)
    text = g_strdup_printf (_("Registering: %u of %u"),
                            anshin_registrar_get_n_done (self->registrar),
                            anshin_registrar_get_n_all (self->registrar));
  else
    text = g_strdup_printf (ngettext ("%u person marked", "%u people marked", n), n);
  gtk_label_set_label (self->progress_label, text);
  gtk_revealer_set_reveal_child (self->revealer, busy || n > 0);
  gtk_widget_set_visible (self->register_button, !busy);
  gtk_widget_set_visible (self->clear_button, !busy);
  gtk_widget_set_visible (self->stop_button, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->view), !busy);
}

static void
on_toggled_cb (AnshinApplicationsPage *self, AnshinApplicationRow *row)
{
  AnshinApplication *application = anshin_application_row_get_application (row);

  if (anshin_application_row_get_marked (row))
    g_hash_table_insert (self->marked, g_strdup (application->id), g_object_ref (application));
  else
    g_hash_table_remove (self->marked, application->id);
  update (self);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  AnshinApplicationsPage *self = ANSHIN_APPLICATIONS_PAGE (data);
  AnshinApplication *application = ANSHIN_APPLICATION (item);
  GtkWidget *row = NULL;

  row = anshin_application_row_new (application,
                                    g_hash_table_contains (self->marked, application->id));
  g_signal_connect_object (row, "toggled", G_CALLBACK (on_toggled_cb), self, G_CONNECT_SWAPPED);
  return row;
}

/* Somebody else of the office has decided it meanwhile. */
static gboolean
is_gone (gpointer id, gpointer application, gpointer data)
{
  AnshinApplicationsPage *self = ANSHIN_APPLICATIONS_PAGE (data);

  return anshin_paged_list_find (self->list, id) == NULL;
}

static void
on_items_changed_cb (AnshinApplicationsPage *self, guint position, guint removed)
{
  if (removed > 0 && g_hash_table_foreach_remove (self->marked, is_gone, self) > 0)
    update (self);
}

static void
on_filter_cb (AnshinApplicationsPage *self)
{
  gboolean waiting = gtk_toggle_button_get_active (self->waiting_button);

  if (self->list == NULL)
    return;
  g_hash_table_remove_all (self->marked);
  anshin_paged_view_set_empty (self->view,
                               waiting ? _("Nobody is waiting") : _("No applications yet"),
                               waiting ? _("New applications appear here by themselves.") : NULL);
  anshin_paged_list_set_path (self->list, waiting ? "/v1/applications?state=waiting"
                                                  : "/v1/applications");
  update (self);
}

static void
on_activated_cb (AnshinApplicationsPage *self, AnshinApplication *application)
{
  AnshinPage *page = anshin_application_page_new (self->client, application);

  anshin_window_push_page (anshin_window_get_for (self), page);
}

static void
clear_marks (AnshinApplicationsPage *self)
{
  g_autoptr (GHashTable) marked = g_steal_pointer (&self->marked);

  self->marked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  anshin_paged_view_refresh_rows (self->view);
  update (self);
}

static void
on_clear_cb (AnshinApplicationsPage *self)
{
  clear_marks (self);
}

static void
on_progressed_cb (AnshinApplicationsPage *self)
{
  update (self);
}

static void
on_finished_cb (AnshinApplicationsPage *self)
{
  g_autoptr (AnshinRegistrar) registrar = g_steal_pointer (&self->registrar);
  AnshinWindow *window = anshin_window_get_for (self);
  GPtrArray *accesses = anshin_registrar_get_accesses (registrar);
  g_autofree char *failures = anshin_registrar_dup_failures (registrar);
  AnshinPage *page = NULL;

  anshin_page_set_dirty (ANSHIN_PAGE (self), FALSE);
  clear_marks (self);
  anshin_paged_list_reload (self->list);
  if (window == NULL)
    return;
  if (accesses->len == 0)
    {
      anshin_window_toast (window, failures);
      return;
    }
  page = anshin_access_page_new (self->client, accesses);
  anshin_access_page_set_notice (ANSHIN_ACCESS_PAGE (page), failures);
  anshin_window_push_page (window, page);
}

static void
on_confirmed_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (AnshinApplicationsPage) self = data;
  g_autoptr (GPtrArray) applications = g_ptr_array_new_with_free_func (g_object_unref);
  const AnshinPageLoss loss
    = { _("Leave while people are being registered?"),
        _("The temporary passwords would be lost and have to be reset."), _("_Leave the page") };
  GHashTableIter iter;
  gpointer application = NULL;

  if (!confirmed || self->client == NULL || self->registrar != NULL)
    return;
  g_hash_table_iter_init (&iter, self->marked);
  while (g_hash_table_iter_next (&iter, NULL, &application))
    g_ptr_array_add (applications, g_object_ref (application));
  if (applications->len == 0)
    return;

  self->registrar = anshin_registrar_new (self->client, applications);
  g_signal_connect_object (self->registrar, "progressed", G_CALLBACK (on_progressed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->registrar, "finished", G_CALLBACK (on_finished_cb), self,
                           G_CONNECT_SWAPPED);
  anshin_page_set_loss (ANSHIN_PAGE (self), &loss);
  anshin_page_set_dirty (ANSHIN_PAGE (self), TRUE);
  anshin_registrar_start (self->registrar);
  update (self);
}

static void
on_register_cb (AnshinApplicationsPage *self)
{
  guint n = g_hash_table_size (self->marked);
  g_autofree char *heading = NULL;

  heading = g_strdup_printf (ngettext ("Register %u person?", "Register %u people?", n), n);
  anshin_alert_ask (GTK_WIDGET (self), heading,
                    _("Each gets an account, a temporary password for 72 hours and an enrolment "
                      "code. You can print a notice for each."),
                    _("_Register"), FALSE, on_confirmed_cb, g_object_ref (self));
}

static void
on_stop_cb (AnshinApplicationsPage *self)
{
  if (self->registrar != NULL)
    anshin_registrar_stop (self->registrar);
}

static void
anshin_applications_page_dispose (GObject *object)
{
  AnshinApplicationsPage *self = ANSHIN_APPLICATIONS_PAGE (object);

  g_clear_pointer (&self->marked, g_hash_table_unref);
  g_clear_object (&self->client);
  g_clear_object (&self->list);
  g_clear_object (&self->registrar);

  G_OBJECT_CLASS (anshin_applications_page_parent_class)->dispose (object);
}

static void
anshin_applications_page_class_init (AnshinApplicationsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_applications_page_dispose;

  g_type_ensure (ANSHIN_TYPE_PAGED_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-applications-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinApplicationsPage, waiting_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinApplicationsPage, view);
  gtk_widget_class_bind_template_child (widget_class, AnshinApplicationsPage, revealer);
  gtk_widget_class_bind_template_child (widget_class, AnshinApplicationsPage, progress_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinApplicationsPage, register_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinApplicationsPage, clear_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinApplicationsPage, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_register_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_cb);
}

static void
anshin_applications_page_init (AnshinApplicationsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->marked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  update (self);
}

AnshinPage *
anshin_applications_page_new (AnshinClient *client)
{
  AnshinApplicationsPage *self = g_object_new (ANSHIN_TYPE_APPLICATIONS_PAGE, NULL);

  self->client = g_object_ref (client);
  self->list = anshin_paged_list_new (client, "/v1/applications?state=waiting",
                                      anshin_application_get_type (), "id");
  anshin_paged_list_set_topic (self->list, "applications");
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  anshin_paged_view_set_list (self->view, self->list, create_row, self);
  on_filter_cb (self);
  return ANSHIN_PAGE (self);
}
