/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-application-row.h"

#include <glib/gi18n.h>

#include "anshin-capability.h"
#include "anshin-format.h"
#include "anshin-office-words.h"

struct _AnshinApplicationRow
{
  AdwActionRow parent_instance;

  /* owned */
  AnshinApplication *application;
  GtkCheckButton *check;
};

enum
{
  TOGGLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnshinApplicationRow, anshin_application_row, ADW_TYPE_ACTION_ROW)

static void
on_toggled_cb (AnshinApplicationRow *self)
{
  g_signal_emit (self, signals[TOGGLED], 0);
}

static void
update (AnshinApplicationRow *self)
{
  AnshinApplication *application = self->application;
  g_autofree char *subtitle = anshin_office_words_application (application);
  g_autofree char *label = g_strdup_printf ("%s, %s", application->name, subtitle);
  gboolean may = application->state == ANSHIN_APPLICATION_WAITING
                 && anshin_capability_has (application->capabilities, "decide-application");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), application->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->check), may);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
add_check (AnshinApplicationRow *self, gboolean marked)
{
  /* Translators: a check mark beside somebody's application */
  g_autofree char *label = g_strdup_printf (_("Mark %s"), self->application->name);

  self->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_check_button_set_active (self->check, marked);
  gtk_widget_set_valign (GTK_WIDGET (self->check), GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->check), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (on_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->check));
}

static void
anshin_application_row_dispose (GObject *object)
{
  AnshinApplicationRow *self = ANSHIN_APPLICATION_ROW (object);

  g_clear_object (&self->application);

  G_OBJECT_CLASS (anshin_application_row_parent_class)->dispose (object);
}

static void
anshin_application_row_class_init (AnshinApplicationRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_application_row_dispose;
  signals[TOGGLED] = g_signal_new ("toggled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
anshin_application_row_init (AnshinApplicationRow *self)
{
}

/**
 * anshin_application_row_new:
 * @application: what it shows, also when it changes
 * @marked: whether it is marked already
 *
 * Returns: a row for a boxed list
 */
GtkWidget *
anshin_application_row_new (AnshinApplication *application, gboolean marked)
{
  AnshinApplicationRow *self = g_object_new (ANSHIN_TYPE_APPLICATION_ROW, "use-markup", FALSE,
                                             "activatable", TRUE, "subtitle-lines", 0, NULL);

  self->application = g_object_ref (application);
  add_check (self, marked);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), anshin_office_words_create_arrow ());
  g_signal_connect_object (application, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

gboolean
anshin_application_row_get_marked (AnshinApplicationRow *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->check))
         && gtk_check_button_get_active (self->check);
}

void
anshin_application_row_set_marked (AnshinApplicationRow *self, gboolean marked)
{
  gtk_check_button_set_active (self->check, marked);
}

AnshinApplication *
anshin_application_row_get_application (AnshinApplicationRow *self)
{
  return self->application;
}
