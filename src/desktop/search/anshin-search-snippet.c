/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-search-snippet.h"

#include <string.h>

#include "anshin-entry-text.h"
#include "anshin-json.h"
#include "anshin-text-snippet.h"
#include "anshin-vitals-words.h"

/* Of the text that has the words, and how much of it stands before the first of them. */
#define CHARACTERS 120
#define CHARACTERS_BEFORE 24
/* Of what is shown beside it. */
#define CHARACTERS_BESIDE 40
#define GAP "   "

typedef struct
{
  GString *plain;
  GString *markup;
} Snippet;

static void
append_escaped (Snippet *self, const char *text, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);

  g_string_append_len (self->plain, text, (gssize) length);
  g_string_append (self->markup, escaped);
}

/* A part of its own, with the words bold in it. */
static void
append (Snippet *self, const char *text, const char *words, glong characters)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (AnshinTextSpan));
  g_autofree char *line
    = anshin_text_snippet (text, words, CHARACTERS_BEFORE, characters, spans);
  gsize at = 0;

  if (self->plain->len > 0)
    append_escaped (self, GAP, sizeof GAP - 1);
  for (guint i = 0; i < spans->len; i++)
    {
      const AnshinTextSpan *span = &g_array_index (spans, AnshinTextSpan, i);

      append_escaped (self, line + at, span->start - at);
      g_string_append (self->markup, "<b>");
      append_escaped (self, line + span->start, span->end - span->start);
      g_string_append (self->markup, "</b>");
      at = span->end;
    }
  append_escaped (self, line + at, strlen (line) - at);
}

/* The texts that have one of the words; before them the beginning of the first text, so that one
 * sees what a file or an answer hangs on. */
static void
append_texts (Snippet *self, GPtrArray *texts, const char *words)
{
  gboolean anywhere = FALSE;

  for (guint i = 0; i < texts->len; i++)
    anywhere |= anshin_text_has_word (texts->pdata[i], words);
  for (guint i = 0; i < texts->len; i++)
    {
      gboolean found = anshin_text_has_word (texts->pdata[i], words);

      if (i == 0 || found)
        append (self, texts->pdata[i], words, found || !anywhere ? CHARACTERS : CHARACTERS_BESIDE);
    }
}

/**
 * anshin_search_snippet_new:
 * @content: what was found
 * @words: what was searched for, as it was typed; "" for anything
 * @plain: (out): the same without markup
 *
 * The words of a message, or the place in it that was searched for.
 *
 * Returns: (transfer full): markup, with the words bold
 */
char *
anshin_search_snippet_new (AnshinContent *content, const char *words, char **plain)
{
  g_autofree char *json = anshin_json_from_record (content);
  g_autoptr (GPtrArray) texts = anshin_entry_text_list (json);
  Snippet self = { g_string_new (NULL), g_string_new (NULL) };
  g_autofree char *numbers = NULL;

  if (content->vitals != NULL)
    {
      numbers = anshin_vitals_words_line (ANSHIN_VITALS (content->vitals));
      append_escaped (&self, numbers, strlen (numbers));
    }
  append_texts (&self, texts, words);
  *plain = g_string_free (self.plain, FALSE);
  return g_string_free (self.markup, FALSE);
}
