/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-safety-answer-row.h"

#include <glib/gi18n.h>

#include "anshin-format.h"
#include "anshin-office-words.h"

struct _AnshinSafetyAnswerRow
{
  AdwActionRow parent_instance;

  /* owned */
  AnshinSafetyAnswer *answer;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (AnshinSafetyAnswerRow, anshin_safety_answer_row, ADW_TYPE_ACTION_ROW)

static const char *
get_style (int answer)
{
  switch (answer)
    {
    case ANSHIN_SAFETY_SAFE:
      return "safe";
    case ANSHIN_SAFETY_HURT:
      return "hurt";
    case ANSHIN_SAFETY_NEEDS_HELP:
      return "help";
    default:
      return "missing";
    }
}

static void
update (AnshinSafetyAnswerRow *self)
{
  AnshinSafetyAnswer *answer = self->answer;
  const char *classes[] = { "answer-chip", get_style (answer->answer), NULL };
  const char *words = anshin_office_words_choice (&anshin_safety_answers, answer->answer);
  g_autofree char *when = anshin_format_when (answer->at);
  g_autoptr (GString) text = g_string_new (anshin_format_profession (answer->profession));
  g_autofree char *label = NULL;

  words = words != NULL ? words : _("No answer yet");
  if (answer->at != 0)
    g_string_append_printf (text, " · %s", when);
  if (answer->word != NULL && *answer->word != '\0')
    g_string_append_printf (text, "\n%s", answer->word);
  label = g_strdup_printf ("%s, %s, %s", answer->user_name, words, text->str);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), answer->user_name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text->str);
  gtk_label_set_label (self->label, words);
  gtk_widget_set_css_classes (GTK_WIDGET (self->label), classes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
anshin_safety_answer_row_dispose (GObject *object)
{
  AnshinSafetyAnswerRow *self = ANSHIN_SAFETY_ANSWER_ROW (object);

  g_clear_object (&self->answer);

  G_OBJECT_CLASS (anshin_safety_answer_row_parent_class)->dispose (object);
}

static void
anshin_safety_answer_row_class_init (AnshinSafetyAnswerRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_safety_answer_row_dispose;
}

static void
anshin_safety_answer_row_init (AnshinSafetyAnswerRow *self)
{
}

/* Returns: (transfer floating): a row that follows @answer */
GtkWidget *
anshin_safety_answer_row_new (AnshinSafetyAnswer *answer)
{
  AnshinSafetyAnswerRow *self = g_object_new (ANSHIN_TYPE_SAFETY_ANSWER_ROW, "use-markup", FALSE,
                                              "subtitle-lines", 0, NULL);

  self->answer = g_object_ref (answer);
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_valign (GTK_WIDGET (self->label), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->label));
  g_signal_connect_object (answer, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

const char *
anshin_safety_answer_row_get_facility (AnshinSafetyAnswerRow *self)
{
  return self->answer->facility_name;
}
