/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-plain-row.h"

/**
 * anshin_plain_row_new:
 * @title: what it is
 * @subtitle: (nullable): more about it, in as many lines as it takes
 *
 * What people have written is never taken for markup.
 *
 * Returns: (transfer floating): an AdwActionRow, which a screen reader reads in one go
 */
GtkWidget *
anshin_plain_row_new (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *label
    = subtitle != NULL ? g_strdup_printf ("%s, %s", title, subtitle) : g_strdup (title);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  anshin_plain_row_set_label (row, label);
  return row;
}

/**
 * anshin_plain_row_set_label:
 * @row: a row
 * @label: what a screen reader reads, where that is another order or more than what is seen
 */
void
anshin_plain_row_set_label (GtkWidget *row, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * anshin_plain_row_lead_on:
 * @row: a row that opens something when it is pressed, which is to be seen
 */
void
anshin_plain_row_lead_on (GtkWidget *row)
{
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
}
