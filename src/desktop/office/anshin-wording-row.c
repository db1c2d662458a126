/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-wording-row.h"

#include <glib/gi18n.h>

#include "anshin-office-words.h"

struct _AnshinWordingRow
{
  AdwActionRow parent_instance;
};

G_DEFINE_FINAL_TYPE (AnshinWordingRow, anshin_wording_row, ADW_TYPE_ACTION_ROW)

static void
anshin_wording_row_class_init (AnshinWordingRowClass *klass)
{
}

static void
anshin_wording_row_init (AnshinWordingRow *self)
{
}

/* Returns: (transfer floating): a row; a version never changes */
GtkWidget *
anshin_wording_row_new (AnshinWording *wording, gboolean newest)
{
  GtkWidget *self = g_object_new (ANSHIN_TYPE_WORDING_ROW, "use-markup", FALSE, "activatable",
                                  TRUE, "subtitle-lines", 0, NULL);
  g_autofree char *version = g_strdup_printf (_("Version %d"), (int) wording->version);
  /* Translators: a version and that it is the one in force */
  g_autofree char *title = newest ? g_strdup_printf (_("%s (in force)"), version)
                                  : g_strdup (version);
  g_autofree char *when = anshin_office_words_when (wording->published_at);
  g_autofree char *subtitle = NULL;
  g_autofree char *label = NULL;

  if (wording->published_by_name != NULL)
    /* Translators: when a text was published, and by whom */
    subtitle = g_strdup_printf (_("Published %s by %s"), when, wording->published_by_name);
  else
    subtitle = g_strdup (_("The first text, which came with the service"));
  label = g_strdup_printf ("%s, %s", title, subtitle);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), anshin_office_words_create_arrow ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return self;
}
