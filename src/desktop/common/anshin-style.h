/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

double   anshin_style_get_text_scale   (GtkWidget *widget);
void     anshin_style_load             (GdkDisplay *display);
void     anshin_style_set_colors       (const char *preference);

G_END_DECLS
