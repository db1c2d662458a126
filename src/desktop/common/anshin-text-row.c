/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-text-row.h"

#define LEAST_HEIGHT 72

struct _AnshinTextRow
{
  AdwPreferencesRow parent_instance;

  /* borrowed: children */
  GtkLabel *title;
  GtkTextView *view;
};

G_DEFINE_FINAL_TYPE (AnshinTextRow, anshin_text_row, ADW_TYPE_PREFERENCES_ROW)

static void
anshin_text_row_class_init (AnshinTextRowClass *klass)
{
}

static void
anshin_text_row_init (AnshinTextRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->title = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE,
                                         "margin-start", 12, "margin-end", 12, "margin-top", 8,
                                         NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "dim-label");
  self->view = GTK_TEXT_VIEW (g_object_new (GTK_TYPE_TEXT_VIEW, "wrap-mode", GTK_WRAP_WORD_CHAR,
                                            "accepts-tab", FALSE, "input-hints",
                                            GTK_INPUT_HINT_PRIVATE, "height-request",
                                            LEAST_HEIGHT, "top-margin", 6, "bottom-margin", 10,
                                            "left-margin", 12, "right-margin", 12, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "prose");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->view));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

/* Returns: (transfer floating): a row; @title is what a screen reader calls the text too */
GtkWidget *
anshin_text_row_new (const char *title)
{
  AnshinTextRow *self = g_object_new (ANSHIN_TYPE_TEXT_ROW, NULL);

  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  return GTK_WIDGET (self);
}

/* Returns: (transfer none): where it is typed */
GtkTextView *
anshin_text_row_get_view (AnshinTextRow *self)
{
  g_return_val_if_fail (ANSHIN_IS_TEXT_ROW (self), NULL);

  return self->view;
}
