/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void anshin_covered_tell (GtkWidget *stack);

G_END_DECLS
