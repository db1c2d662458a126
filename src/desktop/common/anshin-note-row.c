/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-note-row.h"

struct _AnshinNoteRow
{
  AdwPreferencesRow parent_instance;
};

G_DEFINE_FINAL_TYPE (AnshinNoteRow, anshin_note_row, ADW_TYPE_PREFERENCES_ROW)

/* A list box asks the next row alone, and would let the keyboard out where that takes no focus. */
static gboolean
anshin_note_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean back = direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP;
  GtkWidget *next = widget;

  do
    next = back ? gtk_widget_get_prev_sibling (next) : gtk_widget_get_next_sibling (next);
  while (next != NULL && !gtk_widget_get_visible (next));
  return next != NULL && gtk_widget_child_focus (next, direction);
}

static void
anshin_note_row_class_init (AnshinNoteRowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = anshin_note_row_focus;
}

static void
anshin_note_row_init (AnshinNoteRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

/**
 * anshin_note_row_new:
 * @row: a row of a list box, as the rows of a preferences group are
 * @child: what is said of it
 *
 * Returns: (transfer none): the note, which stands below @row
 */
GtkWidget *
anshin_note_row_new (GtkWidget *row, GtkWidget *child)
{
  GtkWidget *box = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX);
  GtkWidget *note = NULL;

  g_return_val_if_fail (GTK_IS_LIST_BOX (box), NULL);

  note = g_object_new (ANSHIN_TYPE_NOTE_ROW, "child", child, NULL);
  gtk_list_box_insert (GTK_LIST_BOX (box), note,
                       gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) + 1);
  return note;
}
