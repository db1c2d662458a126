/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-facility-page.h"

#include <glib/gi18n.h>

#include "anshin-capability.h"
#include "anshin-facility-editor.h"
#include "anshin-office-words.h"
#include "anshin-page-notice.h"
#include "anshin-users-page.h"
#include "anshin-window.h"

struct _AnshinFacilityPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPageNotice *notice;
  GtkWidget *edit_button;
  AdwActionRow *kind_row;
  AdwActionRow *address_row;
  AdwActionRow *telephone_row;
  AdwActionRow *number_row;
  AdwActionRow *staff_row;
  AdwActionRow *admins_row;
  AdwActionRow *byod_row;

  /* owned */
  AnshinClient *client;
  AnshinFacility *facility;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (AnshinFacilityPage, anshin_facility_page, ANSHIN_TYPE_PAGE)

static void
update (AnshinFacilityPage *self)
{
  AnshinFacility *facility = self->facility;
  g_autofree char *staff = g_strdup_printf ("%" G_GINT64_FORMAT, facility->staff);
  g_autofree char *admins = g_strdup_printf ("%" G_GINT64_FORMAT, facility->admins);
  g_autofree char *byod = anshin_office_words_byod (facility);

  anshin_page_set_title (ANSHIN_PAGE (self), facility->name);
  anshin_office_words_show (self->kind_row, anshin_office_words_choice (&anshin_facility_kinds,
                                                                        facility->kind));
  anshin_office_words_show (self->address_row, facility->address);
  anshin_office_words_show (self->telephone_row, facility->telephone);
  anshin_office_words_show (self->number_row, facility->institution_number);
  anshin_office_words_show (self->staff_row, staff);
  anshin_office_words_show (self->admins_row, admins);
  anshin_office_words_show (self->byod_row, byod);
  gtk_widget_set_visible (self->edit_button,
                          anshin_capability_has (facility->capabilities, "edit-facility"));
  anshin_page_notice_set_text (
    self->notice, facility->staff > 0 && facility->admins == 0
                    ? _("This facility has staff but no administrator. Name one: open the staff, "
                        "then the person.")
                    : NULL);
}

static void
on_edit_cb (AnshinFacilityPage *self)
{
  AnshinPage *page = anshin_facility_editor_new (self->client, self->facility);

  anshin_window_push_page (anshin_window_get_for (self), page);
}

static void
on_staff_cb (AnshinFacilityPage *self)
{
  AnshinPage *page = anshin_users_page_new_for_facility (self->client, self->facility);

  anshin_window_push_page (anshin_window_get_for (self), page);
}

static void
on_facility_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinFacilityPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinFacility) facility = anshin_client_call_finish (ANSHIN_CLIENT (source), result,
                                                                   &error);

  if (self->client == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (facility != NULL)
    anshin_record_copy_fields (ANSHIN_RECORD (self->facility), ANSHIN_RECORD (facility));
  else
    anshin_page_notice_set_error (self->notice, error);
}

static void
anshin_facility_page_shown (AnshinPage *page)
{
  AnshinFacilityPage *self = ANSHIN_FACILITY_PAGE (page);
  g_autofree char *path = g_strdup_printf ("/v1/facilities/%s", self->facility->id);

  anshin_client_call_async (self->client, "GET", path, NULL, anshin_facility_get_type (),
                            self->cancellable, on_facility_cb, g_object_ref (self));
}

static void
anshin_facility_page_dispose (GObject *object)
{
  AnshinFacilityPage *self = ANSHIN_FACILITY_PAGE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->facility);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (anshin_facility_page_parent_class)->dispose (object);
}

static void
anshin_facility_page_class_init (AnshinFacilityPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_facility_page_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_facility_page_shown;

  g_type_ensure (ANSHIN_TYPE_PAGE_NOTICE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-facility-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinFacilityPage, notice);
  gtk_widget_class_bind_template_child (widget_class, AnshinFacilityPage, edit_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinFacilityPage, kind_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinFacilityPage, address_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinFacilityPage, telephone_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinFacilityPage, number_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinFacilityPage, staff_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinFacilityPage, admins_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinFacilityPage, byod_row);
  gtk_widget_class_bind_template_callback (widget_class, on_edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_staff_cb);
}

static void
anshin_facility_page_init (AnshinFacilityPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_facility_page_new (AnshinClient *client, AnshinFacility *facility)
{
  AnshinFacilityPage *self = g_object_new (ANSHIN_TYPE_FACILITY_PAGE, NULL);

  self->client = g_object_ref (client);
  self->facility = g_object_ref (facility);
  g_signal_connect_object (facility, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return ANSHIN_PAGE (self);
}
