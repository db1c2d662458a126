/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-passing-popover.h"

/* What was chosen in it has to be found from it yet; then it can go. */
static gboolean
on_closed_idle_cb (gpointer data)
{
  gtk_widget_unparent (data);
  g_object_unref (data);
  return G_SOURCE_REMOVE;
}

static void
on_closed_cb (GtkPopover *popover)
{
  g_idle_add (on_closed_idle_cb, g_object_ref (popover));
}

/**
 * anshin_passing_popover_popup:
 * @popover: (transfer floating): a popover without a parent
 * @parent: what it points to
 *
 * Shows it, and lets go of it once it is closed.
 */
void
anshin_passing_popover_popup (GtkPopover *popover, GtkWidget *parent)
{
  g_return_if_fail (GTK_IS_POPOVER (popover));
  g_return_if_fail (GTK_IS_WIDGET (parent));

  gtk_widget_set_parent (GTK_WIDGET (popover), parent);
  g_signal_connect (popover, "closed", G_CALLBACK (on_closed_cb), NULL);
  gtk_popover_popup (popover);
}
