/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-search-table.h"

#include <string.h>

#include "anshin-entry-text.h"
#include "anshin-text.h"

/*
 * Newest first over many groups: what is next to be looked at lies in a heap, by the newest that it
 * may hold. A block that comes to the top is opened, and what it has goes into the heap; an entry
 * that comes to the top is the newest of all that is left.
 */

/* No channel's name is greater. */
#define AFTER_ALL_CHANNELS "~"

/* A block that is not opened yet where @seq is 0, else an entry that was found. */
typedef struct
{
  AnshinSearchPlace place;
  const char *key_id;
  gint64 first_seq;
  gint64 last_seq;
} Piece;

typedef struct
{
  AnshinTx *tx;
  const AnshinSearch *search;
  GArray *heap;
  GString *lines;
  gsize opened;
  GPtrArray *keys;
} Work;

/* Newer before older, a block before an entry of the same time. */
static int
compare_places (const AnshinSearchPlace *a, const AnshinSearchPlace *b)
{
  int order = 0;

  if (a->at != b->at)
    return a->at > b->at ? -1 : 1;
  if (a->seq == 0 || b->seq == 0)
    return a->seq == b->seq ? 0 : (a->seq == 0 ? -1 : 1);
  order = strcmp (b->channel, a->channel);
  if (order != 0 || a->seq == b->seq)
    return order;
  return a->seq > b->seq ? -1 : 1;
}

static Piece *
get_piece (Work *work, guint number)
{
  return &g_array_index (work->heap, Piece, number);
}

static gboolean
comes_before (Work *work, guint a, guint b)
{
  return compare_places (&get_piece (work, a)->place, &get_piece (work, b)->place) < 0;
}

static void
swap (Work *work, guint a, guint b)
{
  Piece piece = *get_piece (work, a);

  *get_piece (work, a) = *get_piece (work, b);
  *get_piece (work, b) = piece;
}

static void
push (Work *work, const Piece *piece)
{
  guint at = work->heap->len;

  g_array_append_val (work->heap, *piece);
  for (; at > 0 && comes_before (work, at, (at - 1) / 2); at = (at - 1) / 2)
    swap (work, at, (at - 1) / 2);
}

static Piece
pop (Work *work)
{
  Piece top = *get_piece (work, 0);
  guint at = 0;

  swap (work, 0, work->heap->len - 1);
  g_array_set_size (work->heap, work->heap->len - 1);
  for (guint child = 1; child < work->heap->len; at = child, child = 2 * at + 1)
    {
      if (child + 1 < work->heap->len && comes_before (work, child + 1, child))
        child++;
      if (!comes_before (work, child, at))
        break;
      swap (work, at, child);
    }
  return top;
}

/* Whether the entry is in the period, its person's, and has what is looked for. */
static gboolean
is_asked_for (const AnshinSearch *search, gint64 at, int flags, const char *author_id,
              const char *words)
{
  return at >= search->from && at < search->to &&
         (search->before.at == 0 || at <= search->before.at) &&
         (!search->attachment || (flags & ANSHIN_SEARCH_HAS_ATTACHMENT) != 0) &&
         (search->author_id == NULL || strcmp (search->author_id, author_id) == 0) &&
         anshin_text_matches (words, search->words);
}

/* Takes a line apart in its place. */
static void
look_at_line (Work *work, const char *channel, char *line)
{
  Piece found = { 0 };
  char *at = NULL;
  char *author_id = NULL;
  char *words = NULL;
  int flags = 0;

  found.place.seq = g_ascii_strtoll (line, &at, 10);
  found.place.at = g_ascii_strtoll (at + 1, &at, 10);
  flags = (int) g_ascii_strtoll (at + 1, &at, 10);
  author_id = at + 1;
  words = strchr (author_id, '\t');
  if (words == NULL)
    return;
  *words++ = '\0';
  if (!is_asked_for (work->search, found.place.at, flags, author_id, words))
    return;
  g_strlcpy (found.place.channel, channel, sizeof found.place.channel);
  if (work->search->before.at == 0 || compare_places (&work->search->before, &found.place) < 0)
    push (work, &found);
}

static void
look_at_lines (Work *work, const char *channel)
{
  char *line = work->lines->str;

  for (char *end = strchr (line, '\n'); end != NULL; end = strchr (line, '\n'))
    {
      *end = '\0';
      look_at_line (work, channel, line);
      line = end + 1;
    }
}

static gboolean
look_at_entries (Work *work, const char *channel, const char *key_id, gint64 first_seq,
                 gint64 last_seq, GError **error)
{
  if (first_seq > last_seq)
    return TRUE;
  g_string_truncate (work->lines, 0);
  if (!anshin_search_read_entries (work->tx, channel, key_id, first_seq, last_seq, work->lines,
                                   error))
    return FALSE;
  look_at_lines (work, channel);
  return TRUE;
}

static gboolean
open_block (Work *work, const Piece *block, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;
  const guint8 *sealed = NULL;
  gsize size = 0;

  rows = anshin_tx_query (work->tx, error,
                          "SELECT version, sealed FROM search_block "
                          "WHERE channel_id = $1 AND first_seq = $2",
                          "ti", block->place.channel, block->first_seq);
  if (rows == NULL)
    return FALSE;
  if (!anshin_rows_next (rows, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      return failure == NULL;
    }
  sealed = anshin_rows_get_blob (rows, 1, &size);
  work->opened += size;
  g_string_truncate (work->lines, 0);
  if (!anshin_search_open_block (work->tx, block->place.channel, block->key_id, block->first_seq,
                                 block->last_seq, anshin_rows_get_int (rows, 0), sealed, size,
                                 work->lines, error))
    return FALSE;
  look_at_lines (work, block->place.channel);
  return TRUE;
}

/* Whether a block written between those times may have something of what is looked for. */
static gboolean
is_worth_opening (const AnshinSearch *search, gint64 first_at, gint64 last_at)
{
  return last_at >= search->from && first_at < search->to &&
         (search->before.at == 0 || first_at <= search->before.at);
}

/* The channel's blocks go into the heap; what lies between and after them is looked at at once. */
static gboolean
list_blocks (Work *work, const char *channel, const char *key_id, gint64 last_seq, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *failure = NULL;
  gint64 next = 1;

  rows = anshin_tx_query (work->tx, error,
                          "SELECT first_seq, last_seq, first_at, last_at FROM search_block "
                          "WHERE channel_id = $1 ORDER BY first_seq",
                          "t", channel);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      Piece block = { .key_id = key_id,
                      .first_seq = anshin_rows_get_int (rows, 0),
                      .last_seq = anshin_rows_get_int (rows, 1) };
      gint64 gap[] = { next, block.first_seq - 1 };

      g_strlcpy (block.place.channel, channel, sizeof block.place.channel);
      block.place.at = anshin_rows_get_int (rows, 3);
      if (gap[0] <= gap[1])
        g_array_append_vals (gaps, gap, 2);
      next = block.last_seq + 1;
      if (!is_worth_opening (work->search, anshin_rows_get_int (rows, 2), block.place.at))
        continue;
      if (work->search->before.at > 0)
        block.place.at = MIN (block.place.at, work->search->before.at);
      push (work, &block);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  for (guint i = 0; i < gaps->len; i += 2)
    if (!look_at_entries (work, channel, key_id, g_array_index (gaps, gint64, i),
                          g_array_index (gaps, gint64, i + 1), error))
      return FALSE;
  return look_at_entries (work, channel, key_id, next, last_seq, error);
}

static gboolean
list_channel (Work *work, const char *channel, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;
  char *key_id = NULL;

  rows = anshin_tx_query (work->tx, error, "SELECT key_id, last_seq FROM channel WHERE id = $1",
                          "t", channel);
  if (rows == NULL)
    return FALSE;
  if (!anshin_rows_next (rows, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      return failure == NULL;
    }
  key_id = g_strdup (anshin_rows_get_text (rows, 0));
  g_ptr_array_add (work->keys, key_id);
  return list_blocks (work, channel, key_id, anshin_rows_get_int (rows, 1), error);
}

/* The page ends here: everything that is left is at @top or after it. Of a block's newest time
 * nothing was taken yet, as a block comes before the entries of that time. */
static void
end_page (const AnshinSearchPlace *top, GArray *places, AnshinSearchPlace *next)
{
  if (top->seq != 0)
    {
      *next = g_array_index (places, AnshinSearchPlace, places->len - 1);
      return;
    }
  next->at = top->at;
  next->seq = G_MAXINT64;
  g_strlcpy (next->channel, AFTER_ALL_CHANNELS, sizeof next->channel);
}

/* The budget is spent. Blocks that begin before the page are opened again for the next one: so it
 * ends here only where the next begins further on than this one did. */
static gboolean
is_too_much (const Work *work, const AnshinSearchPlace *top)
{
  const AnshinSearch *search = work->search;

  return top->seq == 0 && work->opened >= search->budget &&
         (search->before.at == 0 || top->at < search->before.at);
}

static gboolean
take_pages_worth (Work *work, guint limit, GArray *places, AnshinSearchPlace *next, GError **error)
{
  while (work->heap->len > 0)
    {
      Piece top = *get_piece (work, 0);

      if (places->len == limit || is_too_much (work, &top.place))
        {
          end_page (&top.place, places, next);
          return TRUE;
        }
      pop (work);
      if (top.place.seq != 0)
        g_array_append_val (places, top.place);
      else if (!open_block (work, &top, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * anshin_search_find:
 * @tx: a transaction
 * @search: what is looked for
 * @channels: (element-type utf8): the groups that the asker may read
 * @limit: how many at most
 * @places: (element-type AnshinSearchPlace): gets what is found, newest first
 * @next: (out): where the next page begins; its channel is "" at the end. A page may be short, or
 *   have nothing, where the budget was spent
 * @error: %ANSHIN_ERROR_CORRUPT
 */
gboolean
anshin_search_find (AnshinTx *tx, const AnshinSearch *search, GPtrArray *channels, guint limit,
                    GArray *places, AnshinSearchPlace *next, GError **error)
{
  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_autoptr (GString) lines = g_string_sized_new (65536);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  Work work = { .tx = tx, .search = search, .heap = heap, .lines = lines, .keys = keys };
  gboolean ok = TRUE;

  memset (next, 0, sizeof *next);
  for (guint i = 0; ok && i < channels->len; i++)
    ok = list_channel (&work, g_ptr_array_index (channels, i), error);
  ok = ok && take_pages_worth (&work, limit, places, next, error);
  memset (lines->str, 0, lines->allocated_len);
  return ok;
}
