/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-field-error.h"

#define ERROR_CLASS "field-error"

static GtkWidget *
find_error_row (GtkWidget *row)
{
  GtkWidget *next = gtk_widget_get_next_sibling (row);

  return next != NULL && gtk_widget_has_css_class (next, ERROR_CLASS) ? next : NULL;
}

static GtkWidget *
create_error_row (const char *text)
{
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *error_row = gtk_list_box_row_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "error");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (error_row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (error_row), FALSE);
  gtk_widget_set_focusable (error_row, FALSE);
  gtk_widget_add_css_class (error_row, ERROR_CLASS);
  return error_row;
}

/* @row must stand in a list box, as the rows of a preferences group do. */
void
anshin_field_error_set (GtkWidget *row, const char *text)
{
  GtkWidget *box = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX);

  g_return_if_fail (GTK_IS_LIST_BOX (box));

  anshin_field_error_clear (row);
  gtk_widget_add_css_class (row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
  gtk_list_box_insert (GTK_LIST_BOX (box), create_error_row (text),
                       gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) + 1);
}

void
anshin_field_error_clear (GtkWidget *row)
{
  GtkWidget *box = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX);
  GtkWidget *error_row = find_error_row (row);

  if (error_row == NULL)
    return;
  gtk_list_box_remove (GTK_LIST_BOX (box), error_row);
  gtk_widget_remove_css_class (row, "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}
