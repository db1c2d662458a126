/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-submitted-row.h"

#include <glib/gi18n.h>

#include "anshin-capability.h"
#include "anshin-format.h"
#include "anshin-staff-words.h"

struct _AnshinSubmittedRow
{
  AdwActionRow parent_instance;

  GtkWidget *withdraw_button;

  /* owned */
  AnshinApplication *application;
};

enum
{
  WITHDRAWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnshinSubmittedRow, anshin_submitted_row, ADW_TYPE_ACTION_ROW)

static char *
describe (AnshinApplication *application)
{
  const char *state = anshin_choice_get_label (&anshin_application_states, application->state);
  g_autofree char *submitted = anshin_staff_words_dup_time (application->created_at);
  g_autoptr (GString) text = g_string_new (anshin_format_profession (application->profession));

  if (application->facility_admin)
    g_string_append_printf (text, " · %s", _("Facility administrator"));
  if (state != NULL)
    g_string_append_printf (text, " · %s", g_dpgettext2 (NULL, "choice", state));
  g_string_append_c (text, '\n');
  /* Translators: who submitted an application, and when */
  g_string_append_printf (text, _("Submitted by %s, %s"),
                          application->submitted_by_name != NULL ? application->submitted_by_name
                                                                 : "–",
                          submitted);
  if (application->turned_down_reason != NULL)
    g_string_append_printf (text, "\n%s: %s", _("Reason"), application->turned_down_reason);
  return g_strdup (text->str);
}

static void
update (AnshinSubmittedRow *self)
{
  g_autofree char *subtitle = describe (self->application);
  g_autofree char *label = g_strdup_printf ("%s, %s", self->application->name, subtitle);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), self->application->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_visible (self->withdraw_button,
                          anshin_capability_has (self->application->capabilities,
                                                 "withdraw-application"));
}

static void
on_application_changed_cb (AnshinSubmittedRow *self)
{
  update (self);
}

static void
on_withdraw_cb (AnshinSubmittedRow *self)
{
  g_signal_emit (self, signals[WITHDRAWN], 0);
}

static void
anshin_submitted_row_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_SUBMITTED_ROW (object)->application);

  G_OBJECT_CLASS (anshin_submitted_row_parent_class)->dispose (object);
}

static void
anshin_submitted_row_class_init (AnshinSubmittedRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_submitted_row_dispose;
  signals[WITHDRAWN] = g_signal_new ("withdrawn", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
anshin_submitted_row_init (AnshinSubmittedRow *self)
{
  self->withdraw_button = gtk_button_new_with_mnemonic (_("_Withdraw"));
  gtk_widget_set_valign (self->withdraw_button, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->withdraw_button, "clicked", G_CALLBACK (on_withdraw_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->withdraw_button);
}

/**
 * anshin_submitted_row_new:
 * @application: what it shows, now and after each change
 *
 * Returns: a row for a boxed list
 */
GtkWidget *
anshin_submitted_row_new (AnshinApplication *application)
{
  AnshinSubmittedRow *self = g_object_new (ANSHIN_TYPE_SUBMITTED_ROW, "use-markup", FALSE,
                                           "subtitle-lines", 0, "activatable", FALSE, NULL);

  self->application = g_object_ref (application);
  g_signal_connect_object (application, "notify", G_CALLBACK (on_application_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

AnshinApplication *
anshin_submitted_row_get_application (AnshinSubmittedRow *self)
{
  return self->application;
}
