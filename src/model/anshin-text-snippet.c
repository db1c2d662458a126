/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-text-snippet.h"

#include <string.h>

#include "anshin-text-private.h"
#include "anshin-text.h"

/*
 * Where in a text the words are that it was found by. Search knows folded texts alone, whose
 * letters are other ones and not as many; so the text is folded here letter by letter, with note
 * of what has become of each.
 */

/* A letter with its marks: where it is in the text, and where it went in the folded one. */
typedef struct
{
  gsize place;
  gsize folded;
} Letter;

typedef struct
{
  GString *folded;
  GArray *letters; /* and one more for the end */
} Map;

static gboolean
joins_letter_before (gunichar c)
{
  return g_unichar_ismark (c) || g_unichar_iszerowidth (c) || c == 0xff9e || c == 0xff9f ||
         c == 0x309b || c == 0x309c;
}

static void
map_letter (Map *map, AnshinFold *fold, const char *text, const char *at, gsize length)
{
  const Letter letter = { (gsize) (at - text), map->folded->len };

  g_array_append_val (map->letters, letter);
  anshin_text_fold_part (fold, at, (gssize) length, map->folded);
}

static void
map_init (Map *map, const char *text)
{
  AnshinFold fold = { 0 };
  const char *start = text;
  Letter end = { 0 };

  map->folded = g_string_sized_new (strlen (text) + 1);
  map->letters = g_array_new (FALSE, FALSE, sizeof (Letter));
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (at == start || joins_letter_before (g_utf8_get_char (at)))
        continue;
      map_letter (map, &fold, text, start, (gsize) (at - start));
      start = at;
    }
  if (*start != '\0')
    map_letter (map, &fold, text, start, strlen (start));
  end.place = strlen (text);
  end.folded = map->folded->len;
  g_array_append_val (map->letters, end);
}

static void
map_clear (Map *map)
{
  g_string_free (map->folded, TRUE);
  g_array_unref (map->letters);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Map, map_clear)

/* The letter that a folded place belongs to: what was dropped before it does not. */
static gsize
find_start (const Map *map, gsize folded)
{
  guint at = map->letters->len - 1;

  while (at > 0 && g_array_index (map->letters, Letter, at).folded > folded)
    at--;
  return g_array_index (map->letters, Letter, at).place;
}

static gsize
find_end (const Map *map, gsize folded)
{
  guint at = 0;

  while (at + 1 < map->letters->len && g_array_index (map->letters, Letter, at).folded < folded)
    at++;
  return g_array_index (map->letters, Letter, at).place;
}

/* The first place of a word from @from on in the folded text. */
static gboolean
find_word (const Map *map, gsize from, const char *word, gsize length, gsize *start, gsize *end)
{
  const char *text = map->folded->str;
  const char *behind = NULL;
  const char *found = anshin_text_find_word (text + from, word, length, &behind);

  if (found == NULL)
    return FALSE;
  *start = (gsize) (found - text);
  *end = (gsize) (behind - text);
  return TRUE;
}

/* Calls for each word of @folded_words; @length is 0 at the end. */
static const char *
next_word (const char *at, gsize *length)
{
  at += strspn (at, " ");
  *length = strcspn (at, " ");
  return at;
}

/* Where the first of the words is; -1 if none is there. */
static gssize
find_first (const Map *map, const char *folded_words)
{
  gssize first = -1;
  gsize length = 0;

  for (const char *word = next_word (folded_words, &length); length > 0;
       word = next_word (word + length, &length))
    {
      gsize start = 0;
      gsize end = 0;

      if (!find_word (map, 0, word, length, &start, &end))
        continue;
      start = find_start (map, start);
      first = first < 0 ? (gssize) start : MIN (first, (gssize) start);
    }
  return first;
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const AnshinTextSpan *one = a;
  const AnshinTextSpan *other = b;

  return one->start < other->start ? -1 : one->start > other->start;
}

/* In order, and none in another. */
static void
tidy_spans (GArray *spans)
{
  g_array_sort (spans, compare_spans);
  for (guint i = 1; i < spans->len;)
    {
      AnshinTextSpan *last = &g_array_index (spans, AnshinTextSpan, i - 1);
      const AnshinTextSpan *span = &g_array_index (spans, AnshinTextSpan, i);

      if (span->start > last->end)
        {
          i++;
          continue;
        }
      last->end = MAX (last->end, span->end);
      g_array_remove_index (spans, i);
    }
}

static void
mark_words (const char *text, const char *folded_words, GArray *spans)
{
  g_auto (Map) map = { 0 };
  gsize length = 0;

  map_init (&map, text);
  for (const char *word = next_word (folded_words, &length); length > 0;
       word = next_word (word + length, &length))
    {
      gsize start = 0;
      gsize end = 0;

      while (find_word (&map, end, word, length, &start, &end))
        {
          const AnshinTextSpan span = { find_start (&map, start), find_end (&map, end) };

          g_array_append_val (spans, span);
        }
    }
  tidy_spans (spans);
}

/* The stretch in one line: blanks of any kind and number are one space. */
static char *
cut (const char *text, const char *from, const char *to)
{
  GString *line = g_string_new (from > text ? "…" : NULL);
  gboolean blank = FALSE;

  for (const char *at = from; at < to; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isspace (c) || !blank)
        g_string_append_unichar (line, g_unichar_isspace (c) ? ' ' : c);
      blank = g_unichar_isspace (c);
    }
  if (*to != '\0')
    g_string_append (line, "…");
  return g_string_free (line, FALSE);
}

/**
 * anshin_text_has_word:
 * @text: a text
 * @words: what was searched for, as it was typed
 *
 * Returns: whether any of the words is in it, as a search would find it
 */
gboolean
anshin_text_has_word (const char *text, const char *words)
{
  g_autofree char *folded = anshin_text_fold (text);
  g_autofree char *folded_words = anshin_text_fold (words);
  const char *end = NULL;
  gsize length = 0;

  for (const char *word = next_word (folded_words, &length); length > 0;
       word = next_word (word + length, &length))
    if (anshin_text_find_word (folded, word, length, &end) != NULL)
      return TRUE;
  return FALSE;
}

/**
 * anshin_text_snippet:
 * @text: a text
 * @words: what was searched for, as it was typed
 * @before: how many characters are shown before the first of the words
 * @length: how many in all
 * @spans: (element-type AnshinTextSpan): gets where the words are in what is returned, in order
 *
 * Returns: (transfer full): the stretch of the text that has the first of the words, in one line,
 *   with an ellipsis where something is left out; the text's beginning if it has none of them
 */
char *
anshin_text_snippet (const char *text, const char *words, glong before, glong length,
                     GArray *spans)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *folded_words = anshin_text_fold (words);
  g_auto (Map) map = { 0 };
  glong all = g_utf8_strlen (valid, -1);
  glong from = 0;
  gssize first = 0;
  char *line = NULL;

  map_init (&map, valid);
  first = MAX (find_first (&map, folded_words), 0);
  from = CLAMP (g_utf8_pointer_to_offset (valid, valid + first) - before, 0,
                MAX (all - length, 0));
  line = cut (valid, g_utf8_offset_to_pointer (valid, from),
              g_utf8_offset_to_pointer (valid, MIN (from + length, all)));
  g_array_set_size (spans, 0);
  mark_words (line, folded_words, spans);
  return line;
}
