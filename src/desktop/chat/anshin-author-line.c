/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-author-line.h"

#include "anshin-format.h"

struct _AnshinAuthorLine
{
  GtkBox parent_instance;

  /* template widgets */
  GtkLabel *name_label;
  GtkLabel *profession_label;
  GtkLabel *facility_label;

  /* borrowed */
  GtkWidget *left_label; /* few have left */
};

G_DEFINE_FINAL_TYPE (AnshinAuthorLine, anshin_author_line, GTK_TYPE_BOX)

static void
set_profession_style (GtkWidget *widget, const char *css_class, int profession)
{
  const char *classes[] = { css_class, anshin_format_profession_style (profession), NULL };

  gtk_widget_set_css_classes (widget, classes);
}

/* Who wrote it may have left since; the name stays as on that day. */
static void
show_left (AnshinAuthorLine *self, const char *words)
{
  if (words != NULL && self->left_label == NULL)
    {
      self->left_label = gtk_label_new (NULL);
      gtk_widget_add_css_class (self->left_label, "left-chip");
      gtk_box_append (GTK_BOX (self), self->left_label);
    }
  if (self->left_label == NULL)
    return;
  gtk_widget_set_visible (self->left_label, words != NULL);
  gtk_label_set_label (GTK_LABEL (self->left_label), words != NULL ? words : "");
}

static void
anshin_author_line_class_init (AnshinAuthorLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "author");
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/chat/anshin-author-line.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinAuthorLine, name_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuthorLine, profession_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuthorLine, facility_label);
}

static void
anshin_author_line_init (AnshinAuthorLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
anshin_author_line_new (void)
{
  return g_object_new (ANSHIN_TYPE_AUTHOR_LINE, NULL);
}

/**
 * anshin_author_line_set:
 * @content: a message's content
 * @left: (nullable): that the author has left since
 */
void
anshin_author_line_set (AnshinAuthorLine *self, AnshinContent *content, const char *left)
{
  const char *profession = NULL;

  g_return_if_fail (ANSHIN_IS_AUTHOR_LINE (self));

  profession = anshin_format_profession (content->author_profession);
  gtk_label_set_label (self->name_label, content->author_name);
  gtk_label_set_label (self->profession_label, profession);
  set_profession_style (GTK_WIDGET (self->profession_label), "profession-chip",
                        content->author_profession);
  gtk_widget_set_visible (GTK_WIDGET (self->profession_label), *profession != '\0');
  gtk_label_set_label (self->facility_label, content->author_facility);
  show_left (self, left);
}

/**
 * anshin_author_line_new_badge:
 *
 * Returns: (transfer floating): the round mark beside a message
 */
GtkWidget *
anshin_author_line_new_badge (void)
{
  return g_object_new (GTK_TYPE_LABEL, "valign", GTK_ALIGN_START, "accessible-role",
                       GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

/**
 * anshin_author_line_set_badge:
 * @badge: a badge
 *
 * The mark of the profession, so that the badge says it without its colour.
 */
void
anshin_author_line_set_badge (GtkLabel *badge, int profession)
{
  set_profession_style (GTK_WIDGET (badge), "profession-badge", profession);
  gtk_label_set_label (badge, anshin_format_profession_mark (profession));
}
