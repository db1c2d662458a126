/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A row of a boxed list that says something about the row above it. It takes no focus, and the Tab
 * key passes over it. */
#define ANSHIN_TYPE_NOTE_ROW (anshin_note_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinNoteRow, anshin_note_row, ANSHIN, NOTE_ROW, AdwPreferencesRow)

GtkWidget *anshin_note_row_new (GtkWidget *row, GtkWidget *child);

G_END_DECLS
