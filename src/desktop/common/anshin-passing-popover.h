/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A popover that is made for one time. */
void anshin_passing_popover_popup (GtkPopover *popover, GtkWidget *parent);

G_END_DECLS
