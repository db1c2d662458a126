/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-search-index.h"

G_BEGIN_DECLS

/**
 * AnshinSearchPlace:
 * @at: when the entry was written, in microseconds
 * @channel: the group
 * @seq: its number there
 *
 * The order of what is found: newest first, then by group and number. As the beginning of a page
 * everything from there on is left out.
 */
typedef struct
{
  gint64 at;
  char channel[ANSHIN_MAX_ID + 1];
  gint64 seq;
} AnshinSearchPlace;

/**
 * AnshinSearch:
 * @words: folded words, which all have to be in an entry; "" for any
 * @author_id: (nullable): who wrote it
 * @from: no earlier
 * @to: earlier than that; %G_MAXINT64 for no end
 * @attachment: whether only what has files is looked for
 * @before: where the page before ended; all zero for the first
 * @budget: how many bytes of blocks are opened at most, before the page ends where it is
 */
typedef struct
{
  const char *words;
  const char *author_id;
  gint64 from;
  gint64 to;
  gboolean attachment;
  AnshinSearchPlace before;
  gsize budget;
} AnshinSearch;

/* @channels: the groups that may be read, of char *. @places gets at most @limit, newest first;
 * @next is where the next page begins, and its channel "" where there is none. */
gboolean anshin_search_find (AnshinTx *tx, const AnshinSearch *search, GPtrArray *channels,
                             guint limit, GArray *places, AnshinSearchPlace *next,
                             GError **error);

G_END_DECLS
