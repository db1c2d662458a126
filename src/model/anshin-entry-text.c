/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-entry-text.h"

#include <string.h>

#include "anshin-text.h"

/*
 * The words of an entry, out of the JSON form of its content. This is done with every message that
 * is written and with thousands in a search, so the JSON is walked through as it stands and not
 * made into objects: it is the service's own, checked when it came in.
 */

/* What people write: of the entry itself, and inside of what hangs on it. */
static const char *const own_fields[] = { "text" };
static const char *const inner_fields[] = { "text", "note", "what", "title", "answer", "reason" };
static const char *const file_fields[] = { "name" };

typedef struct
{
  const char *at;
  int depth;
  const char *key;
  gsize key_length;
  gboolean in_attachments;
  gboolean has_attachment;
  GString *out;
  GString *text;
  GPtrArray *texts; /* gets them as they were written, instead of @out */
} Walk;

/**
 * anshin_entry_kind_is_found:
 * @kind: an #AnshinEntryKind
 *
 * Returns: whether a search finds entries of that kind: what people write, not what the service
 *   notes
 */
gboolean
anshin_entry_kind_is_found (int kind)
{
  return kind == ANSHIN_ENTRY_MESSAGE || kind == ANSHIN_ENTRY_REQUEST ||
         kind == ANSHIN_ENTRY_VITALS;
}

static gboolean
is_one_of (const Walk *walk, const char *const *names, guint n_names)
{
  for (guint i = 0; i < n_names; i++)
    if (strlen (names[i]) == walk->key_length &&
        strncmp (names[i], walk->key, walk->key_length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_wanted (const Walk *walk)
{
  if (walk->key == NULL)
    return FALSE;
  if (walk->in_attachments && walk->depth > 1)
    return is_one_of (walk, file_fields, G_N_ELEMENTS (file_fields));
  return walk->depth == 1 ? is_one_of (walk, own_fields, G_N_ELEMENTS (own_fields))
                          : is_one_of (walk, inner_fields, G_N_ELEMENTS (inner_fields));
}

/* The closing quote of the string that begins at @at, or the end of the text. */
static const char *
find_quote (const char *at)
{
  while (*at != '"' && *at != '\0')
    at += *at == '\\' && at[1] != '\0' ? 2 : 1;
  return at;
}

/* Only what the service's writer escapes: quotes, backslashes and control characters. */
static void
unescape (GString *out, const char *from, const char *to)
{
  g_string_truncate (out, 0);
  while (from < to)
    {
      const char *escape = memchr (from, '\\', to - from);
      const char *end = escape != NULL ? escape : to;

      g_string_append_len (out, from, end - from);
      if (escape == NULL || escape + 1 >= to)
        return;
      from = escape + 2;
      if (escape[1] == 'u')
        {
          g_string_append_c (out, ' ');
          from = MIN (from + 4, to);
        }
      else
        g_string_append_c (out, strchr ("\"\\/", escape[1]) != NULL ? escape[1] : ' ');
    }
}

static void
take_text (Walk *walk, const char *from, const char *to)
{
  g_autofree char *folded = NULL;

  unescape (walk->text, from, to);
  if (walk->texts != NULL)
    {
      g_ptr_array_add (walk->texts, g_strdup (walk->text->str));
      return;
    }
  folded = anshin_text_fold (walk->text->str);
  if (*folded == '\0')
    return;
  if (walk->out->len > 0)
    g_string_append_c (walk->out, ANSHIN_ENTRY_TEXT_BREAK);
  g_string_append (walk->out, folded);
}

static void
take_string (Walk *walk)
{
  const char *from = walk->at + 1;
  const char *to = find_quote (from);

  walk->at = *to == '"' ? to + 1 : to;
  if (*walk->at == ':')
    {
      walk->key = from;
      walk->key_length = to - from;
      if (walk->depth == 1)
        walk->in_attachments = is_one_of (walk, (const char *const[]){ "attachments" }, 1);
      walk->at++;
      return;
    }
  if (is_wanted (walk))
    take_text (walk, from, to);
}

static void
walk_through (Walk *walk)
{
  while (*walk->at != '\0')
    switch (*walk->at)
      {
      case '"':
        take_string (walk);
        break;
      case '{':
        walk->has_attachment |= walk->in_attachments && walk->depth > 0;
        walk->depth++;
        walk->at++;
        break;
      case '[':
        walk->depth++;
        walk->at++;
        break;
      case '}':
      case ']':
        walk->depth--;
        walk->at++;
        break;
      default:
        walk->at++;
        break;
      }
}

/**
 * anshin_entry_text_fold:
 * @content_json: the JSON form of an #AnshinContent, as the service wrote it
 * @has_attachment: (out): whether files hang on it
 *
 * Returns: (transfer full): the folded texts that it is found by, with
 *   %ANSHIN_ENTRY_TEXT_BREAK between them; without a line break
 */
char *
anshin_entry_text_fold (const char *content_json, gboolean *has_attachment)
{
  g_autoptr (GString) text = g_string_sized_new (256);
  Walk walk = { .at = content_json, .out = g_string_sized_new (256), .text = text };

  walk_through (&walk);
  *has_attachment = walk.has_attachment;
  return g_string_free (walk.out, FALSE);
}

/**
 * anshin_entry_text_list:
 * @content_json: the JSON form of an #AnshinContent, as anshin_json_from_record() writes it
 *
 * Returns: (transfer full) (element-type utf8): the texts that it is found by as they were
 *   written, but with spaces for line breaks
 */
GPtrArray *
anshin_entry_text_list (const char *content_json)
{
  g_autoptr (GString) text = g_string_sized_new (256);
  Walk walk = { .at = content_json,
                .text = text,
                .texts = g_ptr_array_new_with_free_func (g_free) };

  walk_through (&walk);
  return walk.texts;
}
