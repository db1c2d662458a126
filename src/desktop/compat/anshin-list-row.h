/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a screen reader says for the whole row; call it in the factory's bind. */
void anshin_list_row_set_label (GtkListItem *item, const char *label);

G_END_DECLS
