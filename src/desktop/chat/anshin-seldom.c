/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-seldom.h"

/*
 * Each widget of a row costs its style, its place in the accessible tree and its measuring, hidden
 * or not, for every row of the timeline. What few messages have is made for the first that has it,
 * and kept for the next that the row shows.
 */

/* The last of those before @index that has been made. */
static GtkWidget *
find_before (GtkWidget **made, guint index)
{
  for (guint i = index; i > 0; i--)
    if (made[i - 1] != NULL)
      return made[i - 1];
  return NULL;
}

/**
 * anshin_seldom_show:
 * @parent: a widget
 * @made: (array): what stands at its beginning, in this order; %NULL where it is not made yet
 * @index: which of them
 * @wanted: whether it is to be seen
 * @create: makes it
 *
 * Returns: (transfer none) (nullable): the widget, if it is wanted
 */
gpointer
anshin_seldom_show (GtkWidget *parent, GtkWidget **made, guint index, gboolean wanted,
                    AnshinSeldomCreate create)
{
  if (made[index] == NULL && !wanted)
    return NULL;
  if (made[index] == NULL)
    {
      made[index] = create ();
      gtk_widget_insert_after (made[index], parent, find_before (made, index));
    }
  gtk_widget_set_visible (made[index], wanted);
  return wanted ? made[index] : NULL;
}
