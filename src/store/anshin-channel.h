/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-entry.h"

G_BEGIN_DECLS

/*
 * Channels: one for each group and one for each user (the user's id is the id of the inbox).
 * Each has one sequence of entries without gaps, taken in the transaction of what happened.
 * A group's entries are sealed with the group's key, an inbox's with the accounts' key.
 */

/* An entry to append; @seq and @at are filled in. */
typedef struct
{
  const char *channel;
  const char *key_id;
  const char *id;
  int kind;
  const char *author_id;
  const char *client_id;
  const char *reply_to;
  const char *content_json;
  gint64 at;
  gint64 seq;
} AnshinNewEntry;

gboolean anshin_channel_create       (AnshinTx *tx, const char *channel, const char *key_id,
                                      GError **error);
/* Appends; @json gets the whole entry as it goes over the wire. */
gboolean anshin_channel_append       (AnshinTx *tx, AnshinNewEntry *entry, GString *json,
                                      GError **error);
gboolean anshin_channel_get_last     (AnshinTx *tx, const char *channel, gint64 *last_seq,
                                      GError **error);
/* Appends JSON objects, comma-separated: those after @after in order (@after >= 0), else those
 * before @before, newest first (@before <= 0: from the end). */
gboolean anshin_channel_read         (AnshinTx *tx, const char *channel, gint64 after,
                                      gint64 before, guint limit, GString *json, guint *count,
                                      gint64 *first_seq, gint64 *last_seq, GError **error);
gboolean anshin_channel_find         (AnshinTx *tx, const char *channel, const char *entry_id,
                                      gint64 *seq, int *kind, GError **error);
gboolean anshin_channel_find_sent    (AnshinTx *tx, const char *author_id, const char *client_id,
                                      char **channel, gint64 *seq, GError **error);
gboolean anshin_channel_count_unread (AnshinTx *tx, const char *channel, const char *user_id,
                                      gint64 read_seq, gint64 *unread, GError **error);
gboolean anshin_read_mark_set        (AnshinTx *tx, const char *channel, const char *user_id,
                                      gint64 seq, gboolean *moved, GError **error);
gboolean anshin_read_mark_get        (AnshinTx *tx, const char *channel, const char *user_id,
                                      gint64 *seq, GError **error);

G_END_DECLS
