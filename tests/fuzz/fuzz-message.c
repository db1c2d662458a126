/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-message-markup.h"

#include <string.h>

#include "anshin-fuzz.h"

/* What a message's text becomes as markup; it may name whoever the input begins with, up to a
 * tab. */

typedef struct
{
  GString *text;
  gboolean linked; /* to a message: that is shown with other words */
  guint in_link;
} Seen;

static void
on_start (GMarkupParseContext *context, const char *name, const char **names, const char **values,
          gpointer data, GError **error)
{
  Seen *seen = data;
  g_autofree char *host = NULL;
  g_autofree char *group_id = NULL;
  gint64 seq = 0;

  if (g_str_equal (name, "a"))
    {
      g_assert_cmpstr (names[0], ==, "href");
      g_assert_null (names[1]);
      host = anshin_message_markup_dup_host (values[0]);
      g_assert_cmpuint (seen->in_link++, ==, 0);
      if (host != NULL)
        return;
      g_assert_true (anshin_message_markup_parse_link (values[0], &group_id, &seq));
      seen->linked = TRUE;
      return;
    }
  g_assert_true (g_str_equal (name, "b") || g_str_equal (name, "markup"));
  g_assert_cmpuint (seen->in_link, ==, 0);
}

static void
on_end (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Seen *seen = data;

  if (g_str_equal (name, "a"))
    seen->in_link--;
}

static void
on_text (GMarkupParseContext *context, const char *text, gsize length, gpointer data,
         GError **error)
{
  Seen *seen = data;

  g_string_append_len (seen->text, text, (gssize) length);
}

static const GMarkupParser parser = { on_start, on_end, on_text, NULL, NULL };

static GPtrArray *
create_mentions (const char *name)
{
  GPtrArray *mentions = g_ptr_array_new_with_free_func (g_object_unref);
  AnshinMention *person = anshin_mention_new ();
  AnshinMention *all = anshin_mention_new ();

  person->kind = ANSHIN_MENTION_PERSON;
  person->name = g_strdup (name);
  all->kind = ANSHIN_MENTION_ALL;
  g_ptr_array_add (mentions, person);
  g_ptr_array_add (mentions, all);
  return mentions;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *input = g_utf8_make_valid ((const char *) data, (gssize) size);
  /* Line ends of other systems are refused in messages, and a parser of markup changes them. */
  char *end = strchr (g_strdelimit (input, "\r", ' '), '\t');
  const char *text = end != NULL ? end + 1 : input;
  g_autoptr (AnshinContent) content = anshin_content_new ();
  g_autofree char *plain = anshin_message_markup_dup_plain (text);
  g_autofree char *markup = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (GString) seen_text = g_string_new (NULL);
  Seen seen = { .text = seen_text };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &seen, NULL);

  content->text = g_strdup (text);
  if (end != NULL)
    *end = '\0';
  content->mentions = create_mentions (input);
  markup = anshin_message_markup_dup (content);
  whole = g_strconcat ("<markup>", markup, "</markup>", NULL);
  g_assert_true (g_markup_parse_context_parse (context, whole, -1, NULL));
  g_assert_true (g_markup_parse_context_end_parse (context, NULL));
  if (!seen.linked)
    g_assert_cmpstr (seen.text->str, ==, plain);
  return 0;
}
