/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-limits.h"

G_BEGIN_DECLS

/*
 * How messages that are sealed can be searched (issue "The chat that a care team relies on").
 *
 * The folded words of a group's entries lie in blocks: one for each 16 entries, and each 16 of
 * those put together into one of 256. A block is sealed like an entry, with the group's key, and
 * written in the transaction of the entry that completes it. What is not yet in a block, at most
 * the last 15 entries, is read from the entries. A search opens the blocks, newest first, and
 * looks for the words: sealing costs about a nanosecond for a byte, so that 100 000 messages of
 * 50 characters, 15 MB, are gone through in less than a tenth of a second.
 *
 * Two other ways were weighed. Keyed hashes of all pairs of letters, in a table, are some 50 rows
 * for each message (100 000 rows a second at 2 000 messages), and show whoever holds the file how
 * often each pair occurs, from which Japanese text can be guessed. Folded words kept in memory
 * alone are lost at each start (two seconds for 100 000 messages, when somebody waits), grow to
 * gigabytes, and are the readable copy of everything that should not be. Blocks show no more than
 * the entries do, need no memory, cost a post some 10 µs, and go with the group's key.
 *
 * A block's text has a line for each entry that people write (anshin_entry_kind_is_found()):
 *   seq TAB at TAB flags TAB author TAB folded words LF
 */
#define ANSHIN_SEARCH_SMALL 16
#define ANSHIN_SEARCH_BIG 256
#define ANSHIN_SEARCH_TABLE "search_block"
#define ANSHIN_SEARCH_HAS_ATTACHMENT 1

/**
 * AnshinSearchStep:
 * @after: the channel that the last step looked at; "" to begin
 * @more: whether there may be more to do
 *
 * A step of writing the blocks that are missing, as after an upgrade.
 */
typedef struct
{
  char after[ANSHIN_MAX_ID + 1];
  gboolean more;
} AnshinSearchStep;

/* For the channels alone: an entry was appended, or its content changed. */
gboolean anshin_search_index_append (AnshinTx *tx, const char *channel, const char *key_id,
                                     gint64 seq, GError **error);
gboolean anshin_search_index_change (AnshinTx *tx, const char *channel, const char *key_id,
                                     gint64 seq, GError **error);

/* The lines of entries that no block has. */
gboolean anshin_search_read_entries (AnshinTx *tx, const char *channel, const char *key_id,
                                     gint64 first_seq, gint64 last_seq, GString *lines,
                                     GError **error);
gboolean anshin_search_open_block   (AnshinTx *tx, const char *channel, const char *key_id,
                                     gint64 first_seq, gint64 last_seq, gint64 version,
                                     const void *sealed, gsize size, GString *lines,
                                     GError **error);

/* A job of a writer: @step is an #AnshinSearchStep. */
gboolean anshin_search_index_step   (AnshinTx *tx, gpointer step, GError **error);

G_END_DECLS
