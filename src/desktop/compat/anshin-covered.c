/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-covered.h"

static void
on_visible_child_changed_cb (GtkWidget *stack)
{
  g_autoptr (GtkWidget) seen = NULL;

  g_object_get (stack, "visible-child", &seen, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (stack); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_accessible_update_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_HIDDEN,
                                 child != seen, -1);
}

/**
 * anshin_covered_tell:
 * @stack: a GtkStack or an AdwViewStack
 *
 * From now on a screen reader finds of its children the one that is seen, and not those that it
 * covers: GTK before 4.10 tells of all.
 */
void
anshin_covered_tell (GtkWidget *stack)
{
  g_return_if_fail (GTK_IS_WIDGET (stack));

  g_signal_connect (stack, "notify::visible-child", G_CALLBACK (on_visible_child_changed_cb),
                    NULL);
  on_visible_child_changed_cb (stack);
}
