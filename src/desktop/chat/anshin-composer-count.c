/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-composer-private.h"

#include <glib/gi18n.h>

#include "anshin-limits.h"
#include "anshin-text.h"

/* What is said under the text of how much there is, and of what can't be sent in it. */

#define COUNT_FROM (ANSHIN_MAX_MESSAGE - 500)
/* As much is quoted before and behind a character that can't be sent. */
#define AROUND 4

/* Returns: (transfer full) (nullable): the first character that can't be sent, with what stands
 * beside it: by itself it may not be seen at all */
static char *
dup_unusable (const char *typed)
{
  g_autofree char *text = NULL;
  const char *at = NULL;
  const char *start = NULL;
  const char *end = NULL;

  if (anshin_text_is_prose (typed))
    return NULL;
  text = anshin_text_normalize_prose (typed);
  at = text != NULL ? anshin_text_find_unusable (text) : NULL;
  if (at == NULL)
    return NULL;
  start = at;
  for (int i = 0; i < AROUND && start > text && *g_utf8_prev_char (start) != '\n'; i++)
    start = g_utf8_prev_char (start);
  end = g_utf8_next_char (at);
  for (int i = 0; i < AROUND && *end != '\0' && *end != '\n'; i++)
    end = g_utf8_next_char (end);
  return g_strndup (start, end - start);
}

static char *
describe_over (int files_over, int over)
{
  if (files_over > 0)
    return g_strdup_printf (ngettext ("%d file too many: a message takes ten, take one out",
                                      "%d files too many: a message takes ten, take some out",
                                      files_over),
                            files_over);
  if (over > 0)
    return g_strdup_printf (ngettext ("%d character too many: send it in two messages",
                                      "%d characters too many: send it in two messages", over),
                            over);
  return NULL;
}

static char *
describe_unusable (const char *text)
{
  g_autofree char *unusable = dup_unusable (text);

  if (unusable == NULL)
    return NULL;
  /* Translators: a few letters of what was typed, with one that other computers don't know */
  return g_strdup_printf (_("A character in “%s” can’t be shown on other computers. Type it in "
                            "another way."),
                          unusable);
}

/*
 * anshin_composer_show_count:
 * @text: what is typed
 * @n_files: how many files go with it
 *
 * Returns: whether nothing of it is too much, or can't be sent
 */
gboolean
anshin_composer_show_count (AnshinComposer *self, const char *text, int n_files)
{
  int over = (int) anshin_text_length (text) - ANSHIN_MAX_MESSAGE;
  char *wrong = describe_over (n_files - ANSHIN_MAX_ATTACHMENTS, over);
  g_autofree char *words = NULL;

  if (wrong == NULL)
    wrong = describe_unusable (text);
  if (wrong != NULL)
    words = wrong;
  else if (over + ANSHIN_MAX_MESSAGE >= COUNT_FROM)
    words = g_strdup_printf (ngettext ("Room for %d more character", "Room for %d more characters",
                                       -over),
                             -over);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), words != NULL);
  gtk_label_set_label (self->count_label, words != NULL ? words : "");
  if (wrong != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->count_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->count_label), "error");
  return wrong == NULL;
}
