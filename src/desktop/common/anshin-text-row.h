/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A row of a boxed list in which several lines are typed, with its title above. */
#define ANSHIN_TYPE_TEXT_ROW (anshin_text_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinTextRow, anshin_text_row, ANSHIN, TEXT_ROW, AdwPreferencesRow)

GtkWidget   *anshin_text_row_new      (const char *title);
GtkTextView *anshin_text_row_get_view (AnshinTextRow *self);

G_END_DECLS
