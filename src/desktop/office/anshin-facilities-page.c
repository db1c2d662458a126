/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-facilities-page.h"

#include <glib/gi18n.h>

#include "anshin-facility-editor.h"
#include "anshin-facility-page.h"
#include "anshin-facility-row.h"
#include "anshin-paged-view.h"
#include "anshin-private-input.h"
#include "anshin-window.h"

struct _AnshinFacilitiesPage
{
  AnshinPage parent_instance;

  /* template widgets */
  GtkEditable *search_entry;
  AnshinPagedView *view;

  /* owned */
  AnshinClient *client;
  AnshinPagedList *list;
};

G_DEFINE_FINAL_TYPE (AnshinFacilitiesPage, anshin_facilities_page, ANSHIN_TYPE_PAGE)

static void
on_search_changed_cb (AnshinFacilitiesPage *self)
{
  const char *text = gtk_editable_get_text (self->search_entry);
  glong length = MIN (g_utf8_strlen (text, -1), ANSHIN_MAX_QUERY);
  g_autofree char *words = g_utf8_substring (text, 0, length);
  g_autofree char *path = anshin_paged_list_build_path ("/v1/facilities", "q",
                                                        g_strstrip (words), NULL);

  anshin_paged_view_set_empty (self->view, _("Nothing found"),
                               _("No facility fits what you are looking for."));
  anshin_paged_list_set_path (self->list, path);
}

static void
on_stop_search_cb (AnshinFacilitiesPage *self)
{
  gtk_editable_set_text (self->search_entry, "");
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  return anshin_facility_row_new (ANSHIN_FACILITY (item));
}

static void
on_activated_cb (AnshinFacilitiesPage *self, AnshinFacility *facility)
{
  AnshinPage *page = anshin_facility_page_new (self->client, facility);

  anshin_window_push_page (anshin_window_get_for (self), page);
}

static void
on_add_cb (AnshinFacilitiesPage *self)
{
  AnshinPage *page = anshin_facility_editor_new (self->client, NULL);

  anshin_window_push_page (anshin_window_get_for (self), page);
}

static gboolean
anshin_facilities_page_search (AnshinPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (ANSHIN_FACILITIES_PAGE (page)->search_entry));
  return TRUE;
}

/* Back from a facility that was added or changed. */
static void
anshin_facilities_page_shown (AnshinPage *page)
{
  AnshinFacilitiesPage *self = ANSHIN_FACILITIES_PAGE (page);

  if (anshin_paged_list_get_loaded (self->list))
    anshin_paged_list_reload (self->list);
}

static void
anshin_facilities_page_dispose (GObject *object)
{
  AnshinFacilitiesPage *self = ANSHIN_FACILITIES_PAGE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (anshin_facilities_page_parent_class)->dispose (object);
}

static void
anshin_facilities_page_class_init (AnshinFacilitiesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_facilities_page_dispose;
  ANSHIN_PAGE_CLASS (klass)->search = anshin_facilities_page_search;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_facilities_page_shown;

  g_type_ensure (ANSHIN_TYPE_PAGED_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-facilities-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinFacilitiesPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, AnshinFacilitiesPage, view);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_add_cb);
}

static void
anshin_facilities_page_init (AnshinFacilitiesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_private_input (self->search_entry);
}

AnshinPage *
anshin_facilities_page_new (AnshinClient *client)
{
  AnshinFacilitiesPage *self = g_object_new (ANSHIN_TYPE_FACILITIES_PAGE, NULL);

  self->client = g_object_ref (client);
  self->list = anshin_paged_list_new (client, "/v1/facilities", anshin_facility_get_type (), "id");
  anshin_paged_list_set_topic (self->list, "facilities");
  anshin_paged_view_set_list (self->view, self->list, create_row, NULL);
  return ANSHIN_PAGE (self);
}
