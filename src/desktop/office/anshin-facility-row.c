/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-facility-row.h"

#include "anshin-office-words.h"

struct _AnshinFacilityRow
{
  AdwActionRow parent_instance;

  /* owned */
  AnshinFacility *facility;
  GtkWidget *warning;
};

G_DEFINE_FINAL_TYPE (AnshinFacilityRow, anshin_facility_row, ADW_TYPE_ACTION_ROW)

static void
update (AnshinFacilityRow *self)
{
  g_autofree char *subtitle = anshin_office_words_facility (self->facility);
  g_autofree char *label = g_strdup_printf ("%s, %s", self->facility->name, subtitle);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), self->facility->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_widget_set_visible (self->warning,
                          self->facility->staff > 0 && self->facility->admins == 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
anshin_facility_row_dispose (GObject *object)
{
  AnshinFacilityRow *self = ANSHIN_FACILITY_ROW (object);

  g_clear_object (&self->facility);

  G_OBJECT_CLASS (anshin_facility_row_parent_class)->dispose (object);
}

static void
anshin_facility_row_class_init (AnshinFacilityRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_facility_row_dispose;
}

static void
anshin_facility_row_init (AnshinFacilityRow *self)
{
}

/* Returns: (transfer floating): a row that follows @facility */
GtkWidget *
anshin_facility_row_new (AnshinFacility *facility)
{
  AnshinFacilityRow *self = g_object_new (ANSHIN_TYPE_FACILITY_ROW, "use-markup", FALSE,
                                          "activatable", TRUE, "subtitle-lines", 0, NULL);

  self->facility = g_object_ref (facility);
  self->warning = g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic",
                                "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->warning);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), anshin_office_words_create_arrow ());
  g_signal_connect_object (facility, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
