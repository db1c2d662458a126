/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-expander.h"

/* The row inside, which has the title and takes the keyboard. */
static GtkWidget *
find_head (GtkWidget *widget)
{
  if (ADW_IS_ACTION_ROW (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_head (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
update (AdwExpanderRow *row)
{
  GtkWidget *head = find_head (GTK_WIDGET (row));
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  const char *subtitle = adw_expander_row_get_subtitle (row);
  g_autofree char *label = NULL;

  if (head == NULL || title == NULL)
    return;
  label = subtitle != NULL && *subtitle != '\0' ? g_strdup_printf ("%s, %s", title, subtitle)
                                                : g_strdup (title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (head), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * anshin_expander_name:
 * @row: a row that opens, once its title is set or before
 *
 * The row, and the one in it that the keyboard stops at, have title and subtitle for a name, now
 * and after each change of them: libadwaita leaves them without one.
 */
void
anshin_expander_name (AdwExpanderRow *row)
{
  g_return_if_fail (ADW_IS_EXPANDER_ROW (row));

  g_signal_connect (row, "notify::title", G_CALLBACK (update), NULL);
  g_signal_connect (row, "notify::subtitle", G_CALLBACK (update), NULL);
  update (row);
}
