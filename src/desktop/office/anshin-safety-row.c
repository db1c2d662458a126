/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-safety-row.h"

#include <glib/gi18n.h>

#include "anshin-format.h"
#include "anshin-office-words.h"

struct _AnshinSafetyRow
{
  AdwActionRow parent_instance;

  /* owned */
  AnshinSafetyCheck *check;
};

G_DEFINE_FINAL_TYPE (AnshinSafetyRow, anshin_safety_row, ADW_TYPE_ACTION_ROW)

static void
update (AnshinSafetyRow *self)
{
  AnshinSafetyCheck *check = self->check;
  guint answered = (guint) (check->safe + check->hurt + check->needs_help);
  g_autofree char *text = anshin_format_one_line (check->text, 80);
  g_autofree char *when = anshin_format_when (check->started_at);
  g_autofree char *subtitle = NULL;
  g_autofree char *label = NULL;

  /* Translators: when a safety check began, its state, how many have answered, of how many */
  subtitle = g_strdup_printf (_("%s · %s · %u of %u answered"), when,
                              check->closed_at == 0 ? _("Open") : _("Closed"), answered,
                              (guint) check->asked);
  label = g_strdup_printf ("%s, %s", text, subtitle);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
anshin_safety_row_dispose (GObject *object)
{
  AnshinSafetyRow *self = ANSHIN_SAFETY_ROW (object);

  g_clear_object (&self->check);

  G_OBJECT_CLASS (anshin_safety_row_parent_class)->dispose (object);
}

static void
anshin_safety_row_class_init (AnshinSafetyRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_safety_row_dispose;
}

static void
anshin_safety_row_init (AnshinSafetyRow *self)
{
}

/* Returns: (transfer floating): a row that follows @check */
GtkWidget *
anshin_safety_row_new (AnshinSafetyCheck *check)
{
  AnshinSafetyRow *self = g_object_new (ANSHIN_TYPE_SAFETY_ROW, "use-markup", FALSE,
                                        "activatable", TRUE, "title-lines", 2, "subtitle-lines",
                                        0, NULL);

  self->check = g_object_ref (check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), anshin_office_words_create_arrow ());
  g_signal_connect_object (check, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
