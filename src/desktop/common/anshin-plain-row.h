/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Rows of a boxed list that say what something is, and a line or more about it. */
GtkWidget *anshin_plain_row_new       (const char *title, const char *subtitle);
void       anshin_plain_row_set_label (GtkWidget *row, const char *label);
void       anshin_plain_row_lead_on   (GtkWidget *row);

G_END_DECLS
