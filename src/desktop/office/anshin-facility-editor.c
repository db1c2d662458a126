/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-facility-editor.h"

#include <glib/gi18n.h>

#include "anshin-window.h"

struct _AnshinFacilityEditor
{
  AnshinTaskPage parent_instance;

  /* template widgets */
  GtkWidget *name_row;
  GtkWidget *kind_row;
  GtkWidget *address_row;
  GtkWidget *telephone_row;
  GtkWidget *number_row;

  /* owned */
  AnshinFacility *facility;
};

G_DEFINE_FINAL_TYPE (AnshinFacilityEditor, anshin_facility_editor, ANSHIN_TYPE_TASK_PAGE)

static void
anshin_facility_editor_done (AnshinTaskPage *page, gpointer answer)
{
  AnshinFacilityEditor *self = ANSHIN_FACILITY_EDITOR (page);
  AnshinWindow *window = anshin_window_get_for (self);

  if (self->facility != NULL)
    anshin_record_copy_fields (ANSHIN_RECORD (self->facility), answer);
  anshin_window_toast (window, self->facility != NULL ? _("Changes saved") : _("Facility added"));
  anshin_window_close_page (window, ANSHIN_PAGE (self));
}

static void
anshin_facility_editor_shown (AnshinPage *page)
{
  if (!anshin_page_get_dirty (page))
    gtk_widget_grab_focus (ANSHIN_FACILITY_EDITOR (page)->name_row);
}

static void
anshin_facility_editor_dispose (GObject *object)
{
  AnshinFacilityEditor *self = ANSHIN_FACILITY_EDITOR (object);

  g_clear_object (&self->facility);

  G_OBJECT_CLASS (anshin_facility_editor_parent_class)->dispose (object);
}

static void
anshin_facility_editor_class_init (AnshinFacilityEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_facility_editor_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_facility_editor_shown;
  ANSHIN_TASK_PAGE_CLASS (klass)->done = anshin_facility_editor_done;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-facility-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinFacilityEditor, name_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinFacilityEditor, kind_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinFacilityEditor, address_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinFacilityEditor, telephone_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinFacilityEditor, number_row);
}

static void
anshin_facility_editor_init (AnshinFacilityEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* @facility: (nullable): the one to edit; %NULL for a new one */
AnshinPage *
anshin_facility_editor_new (AnshinClient *client, AnshinFacility *facility)
{
  AnshinFacilityEditor *self = g_object_new (ANSHIN_TYPE_FACILITY_EDITOR, NULL);
  g_autoptr (AnshinFacility) draft = NULL;
  g_autofree char *path = NULL;
  AnshinRecordForm *form = NULL;

  draft = facility != NULL ? anshin_record_dup (facility) : anshin_facility_new ();
  path = facility != NULL ? g_strdup_printf ("/v1/facilities/%s", facility->id)
                          : g_strdup ("/v1/facilities");
  self->facility = facility != NULL ? g_object_ref (facility) : NULL;
  anshin_page_set_title (ANSHIN_PAGE (self),
                         facility != NULL ? _("Edit the facility") : _("New facility"));
  anshin_task_page_set_call (ANSHIN_TASK_PAGE (self), client, facility != NULL ? "PUT" : "POST",
                             path, anshin_facility_get_type ());
  form = anshin_task_page_create_form (ANSHIN_TASK_PAGE (self), draft);
  anshin_record_form_add_text (form, "name", self->name_row);
  anshin_record_form_add_choice (form, "kind", self->kind_row, &anshin_facility_kinds);
  anshin_record_form_add_text (form, "address", self->address_row);
  anshin_record_form_add_text (form, "telephone", self->telephone_row);
  anshin_record_form_add_text (form, "institution_number", self->number_row);
  anshin_record_form_load (form);
  return ANSHIN_PAGE (self);
}
