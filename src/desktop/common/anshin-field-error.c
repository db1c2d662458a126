/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-field-error.h"

#include "anshin-note-row.h"

#define SENTENCE_CLASS "field-error"

/* Both kinds of sentences: style class, and sign beside the words. */
typedef struct
{
  const char *style;
  const char *icon;
} Kind;

static const Kind wrong = { "error", "dialog-error-symbolic" };
static const Kind doubtful = { "warning", "dialog-warning-symbolic" };

static GtkWidget *
find_sentence (GtkWidget *row)
{
  GtkWidget *next = gtk_widget_get_next_sibling (row);

  return next != NULL && gtk_widget_has_css_class (next, SENTENCE_CLASS) ? next : NULL;
}

/* Returns: (transfer floating): the sign and the words */
static GtkWidget *
create_sentence (const Kind *kind, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *sign = g_object_new (GTK_TYPE_IMAGE, "icon-name", kind->icon, "valign",
                                  GTK_ALIGN_START, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, "xalign", 0.0f, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_ALERT, NULL);

  gtk_widget_add_css_class (box, kind->style);
  gtk_box_append (GTK_BOX (box), sign);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

/* The row, and where the keyboard is while something is typed into it. */
static void
describe (GtkWidget *row, const Kind *kind, const char *text)
{
  GtkEditable *typed
    = GTK_IS_EDITABLE (row) ? gtk_editable_get_delegate (GTK_EDITABLE (row)) : NULL;
  GtkAccessible *const told[] = { GTK_ACCESSIBLE (row), (GtkAccessible *) typed };

  for (guint i = 0; i < G_N_ELEMENTS (told) && told[i] != NULL; i++)
    if (kind != NULL)
      {
        gtk_accessible_update_state (told[i], GTK_ACCESSIBLE_STATE_INVALID,
                                     kind == &wrong ? GTK_ACCESSIBLE_INVALID_TRUE
                                                    : GTK_ACCESSIBLE_INVALID_FALSE,
                                     -1);
        gtk_accessible_update_property (told[i], GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
      }
    else
      {
        gtk_accessible_reset_state (told[i], GTK_ACCESSIBLE_STATE_INVALID);
        gtk_accessible_reset_property (told[i], GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      }
}

static void
set (GtkWidget *row, const Kind *kind, const char *text)
{
  anshin_field_error_clear (row);
  gtk_widget_add_css_class (row, kind->style);
  describe (row, kind, text);
  gtk_widget_add_css_class (anshin_note_row_new (row, create_sentence (kind, text)),
                            SENTENCE_CLASS);
}

/* What was entered is wrong. @row must stand in a list box, as the rows of a preferences group
 * do. */
void
anshin_field_error_set (GtkWidget *row, const char *text)
{
  set (row, &wrong, text);
}

/* What was entered may be right, but is to be looked at once more. */
void
anshin_field_error_warn (GtkWidget *row, const char *text)
{
  set (row, &doubtful, text);
}

void
anshin_field_error_clear (GtkWidget *row)
{
  GtkWidget *box = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX);
  GtkWidget *sentence = find_sentence (row);

  if (sentence == NULL)
    return;
  gtk_list_box_remove (GTK_LIST_BOX (box), sentence);
  gtk_widget_remove_css_class (row, wrong.style);
  gtk_widget_remove_css_class (row, doubtful.style);
  describe (row, NULL, NULL);
}
