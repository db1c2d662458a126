/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-search-index.h"

#include <string.h>

#include "anshin-entry-text.h"
#include "anshin-seal.h"

typedef struct
{
  char text[ANSHIN_MAX_ID + 48];
} RowName;

/* The times between which the entries of a block were written. */
typedef struct
{
  gint64 first_at;
  gint64 last_at;
} Span;

static void
name_entry (RowName *name, const char *channel, gint64 seq)
{
  g_snprintf (name->text, sizeof name->text, "%s/%" G_GINT64_FORMAT, channel, seq);
}

static void
name_block (RowName *name, const char *channel, gint64 first_seq, gint64 last_seq)
{
  g_snprintf (name->text, sizeof name->text, "%s/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, channel,
              first_seq, last_seq);
}

static gboolean
finish (GError *failure, GError **error)
{
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static void
append_line (GString *lines, gint64 seq, gint64 at, const char *author_id, const char *content)
{
  gboolean has_attachment = FALSE;
  g_autofree char *words = anshin_entry_text_fold (content, &has_attachment);

  g_string_append_printf (lines, "%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%d\t%s\t", seq, at,
                          has_attachment ? ANSHIN_SEARCH_HAS_ATTACHMENT : 0,
                          author_id != NULL ? author_id : "");
  g_string_append (lines, words);
  g_string_append_c (lines, '\n');
}

static gboolean
read_lines (AnshinTx *tx, const char *channel, const char *key_id, gint64 first_seq,
            gint64 last_seq, GString *lines, Span *span, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  g_autoptr (GString) content = g_string_sized_new (1024);
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT seq, kind, at, author_id, version, sealed, deleted FROM entry "
                          "WHERE channel_id = $1 AND seq >= $2 AND seq <= $3 ORDER BY seq",
                          "tii", channel, first_seq, last_seq);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      gint64 at = anshin_rows_get_int (rows, 2);
      gsize size = 0;
      const guint8 *sealed = anshin_rows_get_blob (rows, 5, &size);
      RowName name;

      span->first_at = span->first_at == 0 ? at : MIN (span->first_at, at);
      span->last_at = MAX (span->last_at, at);
      if (!anshin_entry_kind_is_found ((int) anshin_rows_get_int (rows, 1)) ||
          anshin_rows_get_int (rows, 6) != 0)
        continue;
      name_entry (&name, channel, anshin_rows_get_int (rows, 0));
      g_string_truncate (content, 0);
      if (!anshin_unseal_append (tx, key_id, "entry", name.text, anshin_rows_get_int (rows, 4),
                                 sealed, size, content, error))
        return FALSE;
      append_line (lines, anshin_rows_get_int (rows, 0), at, anshin_rows_get_text (rows, 3),
                   content->str);
    }
  return finish (failure, error);
}

/**
 * anshin_search_read_entries:
 * @tx: a transaction
 * @channel: a group
 * @key_id: what seals its entries
 * @first_seq: the first entry
 * @last_seq: the last one
 * @lines: gets their lines, as a block has them
 * @error: %ANSHIN_ERROR_CORRUPT
 */
gboolean
anshin_search_read_entries (AnshinTx *tx, const char *channel, const char *key_id,
                            gint64 first_seq, gint64 last_seq, GString *lines, GError **error)
{
  Span span = { 0 };

  return read_lines (tx, channel, key_id, first_seq, last_seq, lines, &span, error);
}

/**
 * anshin_search_open_block:
 * @tx: a transaction
 * @channel: a group
 * @key_id: what seals its entries
 * @first_seq: the block's first entry
 * @last_seq: its last one
 * @version: its version
 * @sealed: its bytes
 * @size: how many
 * @lines: gets its lines
 * @error: %ANSHIN_ERROR_CORRUPT
 */
gboolean
anshin_search_open_block (AnshinTx *tx, const char *channel, const char *key_id, gint64 first_seq,
                          gint64 last_seq, gint64 version, const void *sealed, gsize size,
                          GString *lines, GError **error)
{
  RowName name;

  name_block (&name, channel, first_seq, last_seq);
  return anshin_unseal_append (tx, key_id, ANSHIN_SEARCH_TABLE, name.text, version, sealed, size,
                               lines, error);
}

static gboolean
write_block (AnshinTx *tx, const char *channel, const char *key_id, gint64 first_seq,
             gint64 last_seq, const GString *lines, const Span *span, GError **error)
{
  g_autoptr (GBytes) sealed = NULL;
  RowName name;

  name_block (&name, channel, first_seq, last_seq);
  sealed = anshin_seal (tx, key_id, ANSHIN_SEARCH_TABLE, name.text, 1, lines->str, lines->len,
                        error);
  if (sealed == NULL)
    return FALSE;
  return anshin_tx_exec (tx, error,
                         "INSERT INTO search_block (channel_id, first_seq, last_seq, first_at, "
                         "last_at, version, sealed) VALUES ($1, $2, $3, $4, $5, 1, $6)",
                         "tiiiig", channel, first_seq, last_seq, span->first_at, span->last_at,
                         sealed);
}

static gboolean
delete_blocks (AnshinTx *tx, const char *channel, gint64 first_seq, gint64 last_seq,
               GError **error)
{
  return anshin_tx_exec (tx, error,
                         "DELETE FROM search_block WHERE channel_id = $1 AND first_seq >= $2 "
                         "AND first_seq <= $3",
                         "tii", channel, first_seq, last_seq);
}

/* The lines of all blocks from @first_seq to before @end, if they leave no gap: @next is then
 * @end. */
static gboolean
read_blocks (AnshinTx *tx, const char *channel, const char *key_id, gint64 first_seq, gint64 end,
             GString *lines, Span *span, gint64 *next, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  *next = first_seq;
  rows = anshin_tx_query (tx, error,
                          "SELECT first_seq, last_seq, first_at, last_at, version, sealed "
                          "FROM search_block WHERE channel_id = $1 AND first_seq >= $2 "
                          "AND first_seq < $3 ORDER BY first_seq",
                          "tii", channel, first_seq, end);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure) && anshin_rows_get_int (rows, 0) == *next)
    {
      gsize size = 0;
      const guint8 *sealed = anshin_rows_get_blob (rows, 5, &size);

      span->first_at = span->first_at == 0 ? anshin_rows_get_int (rows, 2)
                                           : MIN (span->first_at, anshin_rows_get_int (rows, 2));
      span->last_at = MAX (span->last_at, anshin_rows_get_int (rows, 3));
      if (!anshin_search_open_block (tx, channel, key_id, *next, anshin_rows_get_int (rows, 1),
                                     anshin_rows_get_int (rows, 4), sealed, size, lines, error))
        return FALSE;
      *next = anshin_rows_get_int (rows, 1) + 1;
    }
  return finish (failure, error);
}

/* Puts what blocks there are from @first_seq on, and the entries after them, into one. */
static gboolean
gather (AnshinTx *tx, const char *channel, const char *key_id, gint64 first_seq, gint64 last_seq,
        GError **error)
{
  g_autoptr (GString) lines = g_string_sized_new (4096);
  Span span = { 0 };
  gint64 next = 0;

  return read_blocks (tx, channel, key_id, first_seq, last_seq, lines, &span, &next, error) &&
         read_lines (tx, channel, key_id, next, last_seq, lines, &span, error) &&
         delete_blocks (tx, channel, first_seq, last_seq, error) &&
         write_block (tx, channel, key_id, first_seq, last_seq, lines, &span, error);
}

/**
 * anshin_search_index_append:
 * @tx: a writing transaction
 * @channel: a group
 * @key_id: what seals its entries
 * @seq: the entry that was appended
 * @error: return location
 *
 * Writes the block that the entry completes.
 */
gboolean
anshin_search_index_append (AnshinTx *tx, const char *channel, const char *key_id, gint64 seq,
                            GError **error)
{
  if (seq % ANSHIN_SEARCH_SMALL != 0)
    return TRUE;
  if (seq % ANSHIN_SEARCH_BIG == 0)
    return gather (tx, channel, key_id, seq - ANSHIN_SEARCH_BIG + 1, seq, error);
  return gather (tx, channel, key_id, seq - ANSHIN_SEARCH_SMALL + 1, seq, error);
}

/* @lines with the line of @seq, if it has one, replaced by @line. */
static void
replace_line (GString *lines, gint64 seq, const GString *line)
{
  gsize at = 0;

  while (at < lines->len && g_ascii_strtoll (lines->str + at, NULL, 10) < seq)
    at += strcspn (lines->str + at, "\n") + 1;
  if (at < lines->len && g_ascii_strtoll (lines->str + at, NULL, 10) == seq)
    g_string_erase (lines, at, strcspn (lines->str + at, "\n") + 1);
  g_string_insert_len (lines, at, line->str, line->len);
}

static gboolean
rewrite_block (AnshinTx *tx, const char *channel, const char *key_id, gint64 first_seq,
               gint64 last_seq, gint64 version, const GString *lines, GError **error)
{
  g_autoptr (GBytes) sealed = NULL;
  RowName name;

  name_block (&name, channel, first_seq, last_seq);
  sealed = anshin_seal (tx, key_id, ANSHIN_SEARCH_TABLE, name.text, version, lines->str,
                        lines->len, error);
  if (sealed == NULL)
    return FALSE;
  return anshin_tx_exec (tx, error,
                         "UPDATE search_block SET version = $1, sealed = $2 "
                         "WHERE channel_id = $3 AND first_seq = $4",
                         "igti", version, sealed, channel, first_seq);
}

static gboolean
find_block (AnshinTx *tx, const char *channel, const char *key_id, gint64 seq, gint64 *first_seq,
            gint64 *last_seq, gint64 *version, GString *lines, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;
  const guint8 *sealed = NULL;
  gsize size = 0;

  rows = anshin_tx_query (tx, error,
                          "SELECT first_seq, last_seq, version, sealed FROM search_block "
                          "WHERE channel_id = $1 AND first_seq <= $2 "
                          "ORDER BY first_seq DESC LIMIT 1",
                          "ti", channel, seq);
  if (rows == NULL)
    return FALSE;
  if (!anshin_rows_next (rows, &failure))
    return finish (failure, error);
  *first_seq = anshin_rows_get_int (rows, 0);
  *last_seq = anshin_rows_get_int (rows, 1);
  *version = anshin_rows_get_int (rows, 2);
  sealed = anshin_rows_get_blob (rows, 3, &size);
  return anshin_search_open_block (tx, channel, key_id, *first_seq, *last_seq, *version, sealed,
                                   size, lines, error);
}

/**
 * anshin_search_index_change:
 * @tx: a writing transaction
 * @channel: a group
 * @key_id: what seals its entries
 * @seq: an entry whose content was changed in this transaction
 * @error: return location
 *
 * Makes the block that has the entry say what the entry says now.
 */
gboolean
anshin_search_index_change (AnshinTx *tx, const char *channel, const char *key_id, gint64 seq,
                            GError **error)
{
  g_autoptr (GString) lines = g_string_sized_new (4096);
  g_autoptr (GString) line = g_string_sized_new (256);
  gint64 first_seq = 0;
  gint64 last_seq = 0;
  gint64 version = 0;

  if (!find_block (tx, channel, key_id, seq, &first_seq, &last_seq, &version, lines, error))
    return FALSE;
  if (last_seq < seq)
    return TRUE;
  if (!anshin_search_read_entries (tx, channel, key_id, seq, seq, line, error))
    return FALSE;
  replace_line (lines, seq, line);
  return rewrite_block (tx, channel, key_id, first_seq, last_seq, version + 1, lines, error);
}

/* The next group after @step's that has fewer entries in blocks than it could. */
static gboolean
find_behind (AnshinTx *tx, AnshinSearchStep *step, char key_id[ANSHIN_MAX_ID + 1],
             gint64 *last_seq, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (
    tx, error,
    "SELECT c.id, c.key_id, c.last_seq FROM care_group g JOIN channel c ON c.id = g.id "
    "WHERE c.id >= $1 AND c.last_seq >= $2 AND (g.state <> 4 OR g.purge_at > 0) "
    "AND COALESCE ((SELECT SUM (b.last_seq - b.first_seq + 1) FROM search_block b "
    "WHERE b.channel_id = c.id), 0) < c.last_seq - c.last_seq % $2 ORDER BY c.id LIMIT 1",
    "ti", step->after, (gint64) ANSHIN_SEARCH_SMALL);
  if (rows == NULL)
    return FALSE;
  step->more = anshin_rows_next (rows, &failure);
  if (step->more)
    {
      g_strlcpy (step->after, anshin_rows_get_text (rows, 0), sizeof step->after);
      g_strlcpy (key_id, anshin_rows_get_text (rows, 1), ANSHIN_MAX_ID + 1);
      *last_seq = anshin_rows_get_int (rows, 2);
    }
  return finish (failure, error);
}

/* The first entry that no block has, though one could. */
static gboolean
find_gap (AnshinTx *tx, const char *channel, gint64 *gap, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  *gap = 1;
  rows = anshin_tx_query (tx, error,
                          "SELECT first_seq, last_seq FROM search_block WHERE channel_id = $1 "
                          "ORDER BY first_seq",
                          "t", channel);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure) && anshin_rows_get_int (rows, 0) == *gap)
    *gap = anshin_rows_get_int (rows, 1) + 1;
  return finish (failure, error);
}

/**
 * anshin_search_index_step:
 * @tx: a writing transaction
 * @step: (type AnshinSearchStep): where to go on
 * @error: return location
 *
 * Writes one block that is missing. Until all are there, searches read the entries themselves.
 */
gboolean
anshin_search_index_step (AnshinTx *tx, gpointer step, GError **error)
{
  AnshinSearchStep *self = step;
  char key_id[ANSHIN_MAX_ID + 1] = "";
  gint64 last_seq = 0;
  gint64 gap = 0;
  gint64 big_end = 0;

  if (!find_behind (tx, self, key_id, &last_seq, error))
    return FALSE;
  if (!self->more)
    return TRUE;
  if (!find_gap (tx, self->after, &gap, error))
    return FALSE;
  big_end = (gap - 1) / ANSHIN_SEARCH_BIG * ANSHIN_SEARCH_BIG + ANSHIN_SEARCH_BIG;
  if (big_end <= last_seq)
    return gather (tx, self->after, key_id, big_end - ANSHIN_SEARCH_BIG + 1, big_end, error);
  return gather (tx, self->after, key_id, gap, gap + ANSHIN_SEARCH_SMALL - 1, error);
}
