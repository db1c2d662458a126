/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef GtkWidget *(*AnshinSeldomCreate) (void);

gpointer anshin_seldom_show (GtkWidget *parent, GtkWidget **made, guint index, gboolean wanted,
                             AnshinSeldomCreate create);

G_END_DECLS
