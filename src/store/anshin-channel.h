/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-entry-states.h"
#include "anshin-entry.h"

G_BEGIN_DECLS

/*
 * Channels: one for each group and one for each user (the user's id is the id of the inbox).
 * Each has one sequence of entries without gaps, taken in the transaction of what happened.
 * A group's entries are sealed with the group's key, an inbox's with the accounts' key.
 */

/**
 * AnshinNewEntry:
 *
 * An entry to append. @seq is filled in, @at too where it is 0. @key_id is the channel's own key
 * where it is %NULL. @content_json is the JSON form of an #AnshinContent, and goes on verbatim.
 */
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

/**
 * AnshinEntryPage:
 * @channel: a channel
 * @after: entries after this number in order; negative to read backwards
 * @before: entries before this number, newest first; 0 for the newest of all
 * @limit: how many at most
 * @states: (nullable): what has become of them, beside what the entries' own rows say
 * @count: (out): how many
 * @first_seq: (out): the lowest number, 0 if there is none
 * @last_seq: (out): the highest number, 0 if there is none
 */
typedef struct
{
  const char *channel;
  gint64 after;
  gint64 before;
  guint limit;
  AnshinEntryStates *states;
  guint count;
  gint64 first_seq;
  gint64 last_seq;
} AnshinEntryPage;

gboolean anshin_channel_create       (AnshinTx *tx, const char *channel, const char *key_id,
                                      GError **error);
/* Appends; @json gets the whole entry as it goes over the wire. */
gboolean anshin_channel_append       (AnshinTx *tx, AnshinNewEntry *entry, GString *json,
                                      GError **error);
/* %ANSHIN_ERROR_NOT_FOUND if there is no such channel. */
gboolean anshin_channel_get_last     (AnshinTx *tx, const char *channel, gint64 *last_seq,
                                      GError **error);
/* Appends JSON objects, comma-separated: those after @after in order (@after >= 0), else those
 * before @before, newest first (@before <= 0: from the end). @first_seq and @last_seq are the
 * lowest and the highest number in the page, 0 if it is empty. */
gboolean anshin_channel_read         (AnshinTx *tx, const char *channel, gint64 after,
                                      gint64 before, guint limit, GString *json, guint *count,
                                      gint64 *first_seq, gint64 *last_seq, GError **error);
gboolean anshin_channel_read_page    (AnshinTx *tx, AnshinEntryPage *page, GString *json,
                                      GError **error);
/* %ANSHIN_ERROR_NOT_FOUND if the channel has no such entry. */
gboolean anshin_channel_find         (AnshinTx *tx, const char *channel, const char *entry_id,
                                      gint64 *seq, int *kind, GError **error);
/* The entry @entry_id of the channel; entries that are written anew keep what they said. */
AnshinEntry *anshin_channel_load     (AnshinTx *tx, const char *channel, const char *entry_id,
                                      GError **error);
gboolean anshin_channel_find_time    (AnshinTx *tx, const char *channel, gint64 last_seq,
                                      gint64 from, gint64 *seq, GError **error);
gboolean anshin_channel_rewrite      (AnshinTx *tx, const char *channel, gint64 seq,
                                      const char *content_json, gboolean deleted,
                                      const char *user_id, GError **error);
gboolean anshin_channel_list_versions (AnshinTx *tx, const char *channel, gint64 seq,
                                      GPtrArray *versions, GError **error);
/* @channel is %NULL, and the return value %TRUE, if the author has sent nothing with that id. */
gboolean anshin_channel_find_sent    (AnshinTx *tx, const char *author_id, const char *client_id,
                                      char **channel, gint64 *seq, GError **error);
/* Messages of others after @read_seq, counted up to ANSHIN_MAX_UNREAD_COUNTED. */
gboolean anshin_channel_count_unread (AnshinTx *tx, const char *channel, const char *user_id,
                                      gint64 read_seq, gint64 *unread, GError **error);
/* A mark never goes back; @moved tells whether it went on. */
gboolean anshin_read_mark_set        (AnshinTx *tx, const char *channel, const char *user_id,
                                      gint64 seq, gboolean *moved, GError **error);
/* 0 if nothing was read yet. */
gboolean anshin_read_mark_get        (AnshinTx *tx, const char *channel, const char *user_id,
                                      gint64 *seq, GError **error);

G_END_DECLS
