/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-channel-private.h"

#include <string.h>

#include "anshin-choice.h"
#include "anshin-clock.h"
#include "anshin-json.h"
#include "anshin-limits.h"
#include "anshin-seal.h"
#include "anshin-search-index.h"

#define ENTRY_VERSION 1
#define ENTRY_COLUMNS                                                                             \
  "seq, id, kind, at, author_id, client_id, reply_to, version, sealed, changed_at, deleted"

/* The end of @digits, which has room for any number, holds the number's. Not through printf: every
 * message goes through here several times. */
static const char *
write_number (char digits[24], gint64 number)
{
  char *start = digits + 23;
  guint64 rest = number < 0 ? 0 - (guint64) number : (guint64) number;

  *start = '\0';
  do
    *--start = (char) ('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (number < 0)
    *--start = '-';
  return start;
}

void
anshin_entry_row_name (AnshinEntryRowName *name, const char *channel, gint64 seq)
{
  char digits[24];
  gsize length = MIN (strlen (channel), ANSHIN_MAX_ID);

  memcpy (name->text, channel, length);
  name->text[length] = '/';
  g_strlcpy (name->text + length + 1, write_number (digits, seq), sizeof digits - 1);
}

static void
append_number (GString *json, gint64 number)
{
  char digits[24];

  g_string_append (json, write_number (digits, number));
}

static void
append_member (GString *json, const char *name_with_colon, const char *text)
{
  if (text == NULL)
    return;
  g_string_append (json, name_with_colon);
  anshin_json_append_string (json, text);
}

/* Everything of an entry but its content; written by hand, as every message goes through here. */
static void
append_entry_start (GString *json, const AnshinNewEntry *entry)
{
  g_autofree char *at = anshin_time_format (entry->at);

  append_member (json, "{\"channel\":", entry->channel);
  g_string_append (json, ",\"seq\":");
  append_number (json, entry->seq);
  append_member (json, ",\"id\":", entry->id);
  append_member (json, ",\"kind\":", anshin_choice_to_wire (&anshin_entry_kinds, entry->kind));
  append_member (json, ",\"at\":", at);
  append_member (json, ",\"author_id\":", entry->author_id);
  append_member (json, ",\"client_id\":", entry->client_id);
  append_member (json, ",\"reply_to\":", entry->reply_to);
  g_string_append (json, ",\"content\":");
}

/**
 * anshin_channel_create:
 * @tx: a writing transaction
 * @channel: the id of the group or user
 * @key_id: the data key that seals its entries
 * @error: return location for an error
 *
 * Returns: whether an empty channel was made
 */
gboolean
anshin_channel_create (AnshinTx *tx, const char *channel, const char *key_id, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "INSERT INTO channel (id, key_id, last_seq) VALUES ($1, $2, 0)", "tt",
                         channel, key_id);
}

static gboolean
take_number (AnshinTx *tx, AnshinNewEntry *entry, char key_id[ANSHIN_MAX_ID + 1], GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error,
                          "UPDATE channel SET last_seq = last_seq + 1 WHERE id = $1 "
                          "RETURNING last_seq, key_id",
                          "t", entry->channel);
  if (rows == NULL)
    return FALSE;
  if (!anshin_rows_next (rows, error))
    {
      if (error == NULL || *error == NULL)
        anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "no channel %s", entry->channel);
      return FALSE;
    }
  entry->seq = anshin_rows_get_int (rows, 0);
  g_strlcpy (key_id, anshin_rows_get_text (rows, 1), ANSHIN_MAX_ID + 1);
  return TRUE;
}

/**
 * anshin_channel_append:
 * @tx: a writing transaction
 * @entry: (inout): the entry
 * @json: (nullable): gets the entry as it goes over the wire
 * @error: return location for an error; %ANSHIN_ERROR_NOT_FOUND if there is no such channel
 *
 * Appends an entry with the channel's next number. What has a client id must not have been sent
 * before: ask anshin_channel_find_sent() first.
 *
 * Returns: whether it was appended
 */
gboolean
anshin_channel_append (AnshinTx *tx, AnshinNewEntry *entry, GString *json, GError **error)
{
  char channel_key[ANSHIN_MAX_ID + 1] = "";
  g_autoptr (GBytes) sealed = NULL;
  AnshinEntryRowName row;

  g_return_val_if_fail (entry->channel != NULL && strlen (entry->channel) <= ANSHIN_MAX_ID, FALSE);

  if (!take_number (tx, entry, channel_key, error))
    return FALSE;
  if (entry->at == 0)
    entry->at = anshin_clock_now ();
  anshin_entry_row_name (&row, entry->channel, entry->seq);
  sealed = anshin_seal (tx, entry->key_id != NULL ? entry->key_id : channel_key, ANSHIN_ENTRY_TABLE,
                        row.text, ENTRY_VERSION, entry->content_json,
                        strlen (entry->content_json), error);
  if (sealed == NULL)
    return FALSE;
  if (!anshin_tx_exec (tx, error,
                       "INSERT INTO entry (channel_id, seq, id, kind, author_id, reply_to, "
                       "client_id, at, version, sealed) "
                       "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                       "tititttiig", entry->channel, entry->seq, entry->id, (gint64) entry->kind,
                       entry->author_id, entry->reply_to, entry->client_id, entry->at,
                       (gint64) ENTRY_VERSION, sealed) ||
      (strcmp (channel_key, ANSHIN_SEAL_ACCOUNTS) != 0 &&
       !anshin_search_index_append (tx, entry->channel, channel_key, entry->seq, error)))
    return FALSE;
  if (json != NULL)
    {
      append_entry_start (json, entry);
      g_string_append (json, entry->content_json);
      g_string_append_c (json, '}');
    }
  return TRUE;
}

/**
 * anshin_channel_get_last:
 * @tx: a transaction
 * @channel: a channel
 * @last_seq: (out): the number of its last entry, 0 if it is empty
 * @error: return location for an error; %ANSHIN_ERROR_NOT_FOUND if there is no such channel
 *
 * Returns: whether there is such a channel
 */
gboolean
anshin_channel_get_last (AnshinTx *tx, const char *channel, gint64 *last_seq, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  g_autoptr (GError) step_error = NULL;

  rows = anshin_tx_query (tx, error, "SELECT last_seq FROM channel WHERE id = $1", "t", channel);
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &step_error))
    {
      *last_seq = anshin_rows_get_int (rows, 0);
      return TRUE;
    }
  if (step_error != NULL)
    g_propagate_error (error, g_steal_pointer (&step_error));
  else
    anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "no channel %s", channel);
  return FALSE;
}

/* What has become of the entry: what its own row says, and what the page's states say. */
static void
append_state (GString *json, AnshinRows *rows, AnshinEntryStates *states)
{
  gint64 changed_at = anshin_rows_get_int (rows, 9);
  const char *members =
    states != NULL ? anshin_entry_states_get (states, anshin_rows_get_int (rows, 0)) : NULL;
  g_autofree char *at = NULL;

  if (changed_at == 0 && members == NULL)
    return;
  g_string_append (json, ",\"state\":{");
  if (changed_at != 0)
    {
      at = anshin_time_format (changed_at);
      append_member (json, anshin_rows_get_int (rows, 10) != 0 ? "\"deleted_at\":"
                                                               : "\"edited_at\":",
                     at);
      if (members != NULL)
        g_string_append_c (json, ',');
    }
  if (members != NULL)
    g_string_append (json, members);
  g_string_append_c (json, '}');
}

static gboolean
append_row (AnshinTx *tx, const AnshinEntryPage *page, const char *key_id, AnshinRows *rows,
            GString *json, GError **error)
{
  const char *channel = page->channel;
  AnshinNewEntry entry = { .channel = channel,
                           .seq = anshin_rows_get_int (rows, 0),
                           .id = anshin_rows_get_text (rows, 1),
                           .kind = (int) anshin_rows_get_int (rows, 2),
                           .at = anshin_rows_get_int (rows, 3),
                           .author_id = anshin_rows_get_text (rows, 4),
                           .client_id = anshin_rows_get_text (rows, 5),
                           .reply_to = anshin_rows_get_text (rows, 6) };
  const guint8 *sealed = NULL;
  gsize size = 0;
  AnshinEntryRowName row;

  append_entry_start (json, &entry);
  anshin_entry_row_name (&row, channel, entry.seq);
  sealed = anshin_rows_get_blob (rows, 8, &size);
  if (!anshin_unseal_append (tx, key_id, ANSHIN_ENTRY_TABLE, row.text,
                             anshin_rows_get_int (rows, 7), sealed, size, json, error))
    return FALSE;
  append_state (json, rows, page->states);
  g_string_append_c (json, '}');
  return TRUE;
}

/* A channel that is not there has no entries either: its key is "". */
gboolean
anshin_channel_get_key (AnshinTx *tx, const char *channel, char key_id[ANSHIN_MAX_ID + 1],
                        GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error, "SELECT key_id FROM channel WHERE id = $1", "t", channel);
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, NULL))
    g_strlcpy (key_id, anshin_rows_get_text (rows, 0), ANSHIN_MAX_ID + 1);
  return TRUE;
}

static AnshinRows *
query_page (AnshinTx *tx, const AnshinEntryPage *page, GError **error)
{
  if (page->after >= 0)
    return anshin_tx_query (tx, error,
                            "SELECT " ENTRY_COLUMNS " FROM entry "
                            "WHERE channel_id = $1 AND seq > $2 ORDER BY seq LIMIT $3",
                            "tii", page->channel, page->after, (gint64) page->limit);
  return anshin_tx_query (tx, error,
                          "SELECT " ENTRY_COLUMNS " FROM entry "
                          "WHERE channel_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3",
                          "tii", page->channel, page->before > 0 ? page->before : G_MAXINT64,
                          (gint64) page->limit);
}

/**
 * anshin_channel_read_page:
 * @tx: a transaction
 * @page: (inout): which entries; gets what was found
 * @json: gets the entries, comma-separated
 * @error: return location for an error; %ANSHIN_ERROR_CORRUPT if an entry does not open
 *
 * Reads a page of a channel.
 *
 * Returns: whether it worked
 */
gboolean
anshin_channel_read_page (AnshinTx *tx, AnshinEntryPage *page, GString *json, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  g_autoptr (GError) step_error = NULL;
  char key_id[ANSHIN_MAX_ID + 1] = "";

  page->count = 0;
  page->first_seq = page->last_seq = 0;
  if (!anshin_channel_get_key (tx, page->channel, key_id, error))
    return FALSE;
  rows = query_page (tx, page, error);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &step_error))
    {
      gint64 seq = anshin_rows_get_int (rows, 0);

      if (page->count > 0)
        g_string_append_c (json, ',');
      if (!append_row (tx, page, key_id, rows, json, error))
        return FALSE;
      page->first_seq = page->count == 0 ? seq : MIN (page->first_seq, seq);
      page->last_seq = MAX (page->last_seq, seq);
      page->count++;
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/**
 * anshin_channel_read:
 * @tx: a transaction
 * @channel: a channel
 * @after: entries after this number in order; negative to read backwards
 * @before: entries before this number, newest first; 0 for the newest of all
 * @limit: how many at most
 * @json: gets the entries, comma-separated
 * @count: (out): how many
 * @first_seq: (out): the lowest number, 0 if there is none
 * @last_seq: (out): the highest number, 0 if there is none
 * @error: return location for an error; %ANSHIN_ERROR_CORRUPT if an entry does not open
 *
 * Reads entries without what others made of them, see anshin_channel_read_page().
 *
 * Returns: whether it worked
 */
gboolean
anshin_channel_read (AnshinTx *tx, const char *channel, gint64 after, gint64 before, guint limit,
                     GString *json, guint *count, gint64 *first_seq, gint64 *last_seq,
                     GError **error)
{
  AnshinEntryPage page = { .channel = channel, .after = after, .before = before, .limit = limit };
  gboolean ok = anshin_channel_read_page (tx, &page, json, error);

  *count = page.count;
  *first_seq = page.first_seq;
  *last_seq = page.last_seq;
  return ok;
}

/**
 * anshin_channel_find:
 * @tx: a transaction
 * @channel: a channel
 * @entry_id: an entry's id
 * @seq: (out) (optional): its number
 * @kind: (out) (optional): its kind
 * @error: return location for an error; %ANSHIN_ERROR_NOT_FOUND if the channel has no such entry
 *
 * Returns: whether it was found
 */
gboolean
anshin_channel_find (AnshinTx *tx, const char *channel, const char *entry_id, gint64 *seq,
                     int *kind, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT seq, kind FROM entry WHERE id = $1 AND channel_id = $2", "tt",
                          entry_id, channel);
  if (rows == NULL)
    return FALSE;
  if (!anshin_rows_next (rows, NULL))
    {
      anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "no entry %s", entry_id);
      return FALSE;
    }
  if (seq != NULL)
    *seq = anshin_rows_get_int (rows, 0);
  if (kind != NULL)
    *kind = (int) anshin_rows_get_int (rows, 1);
  return TRUE;
}

/**
 * anshin_channel_find_sent:
 * @tx: a transaction
 * @author_id: who sent
 * @client_id: the id that the author's desktop made
 * @channel: (out) (nullable) (transfer full): where it was posted, %NULL if it was not
 * @seq: (out): its number there
 * @error: return location for an error
 *
 * Finds what was sent before, so that sending again gives the first answer.
 *
 * Returns: whether the question could be answered
 */
gboolean
anshin_channel_find_sent (AnshinTx *tx, const char *author_id, const char *client_id,
                          char **channel, gint64 *seq, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  *channel = NULL;
  *seq = 0;
  rows = anshin_tx_query (tx, error,
                          "SELECT channel_id, seq FROM entry WHERE author_id = $1 "
                          "AND client_id = $2 AND client_id IS NOT NULL",
                          "tt", author_id, client_id);
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, NULL))
    {
      *channel = g_strdup (anshin_rows_get_text (rows, 0));
      *seq = anshin_rows_get_int (rows, 1);
    }
  return TRUE;
}

/**
 * anshin_channel_count_unread:
 * @tx: a transaction
 * @channel: a channel
 * @user_id: who reads; own messages do not count
 * @read_seq: how far was read
 * @unread: (out): how many messages and requests came after, at most %ANSHIN_MAX_UNREAD_COUNTED
 * @error: return location for an error
 *
 * Returns: whether it worked
 */
gboolean
anshin_channel_count_unread (AnshinTx *tx, const char *channel, const char *user_id,
                             gint64 read_seq, gint64 *unread, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT COUNT(*) FROM (SELECT 1 FROM entry WHERE channel_id = $1 "
                          "AND seq > $2 AND kind IN (" ANSHIN_ENTRY_KINDS_TO_READ ") "
                          "AND author_id <> $3 AND deleted = 0 LIMIT $4) AS unread",
                          "titi", channel, read_seq, user_id,
                          (gint64) ANSHIN_MAX_UNREAD_COUNTED);
  if (rows == NULL)
    return FALSE;
  *unread = anshin_rows_next (rows, NULL) ? anshin_rows_get_int (rows, 0) : 0;
  return TRUE;
}

/**
 * anshin_read_mark_set:
 * @tx: a writing transaction
 * @channel: a channel
 * @user_id: who read
 * @seq: up to where
 * @moved: (out) (optional): whether the mark went on; it never goes back. One that stands where
 *   the user joined, see anshin_membership_add(), was not read until now
 * @error: return location for an error
 *
 * Returns: whether it worked
 */
gboolean
anshin_read_mark_set (AnshinTx *tx, const char *channel, const char *user_id, gint64 seq,
                      gboolean *moved, GError **error)
{
  if (!anshin_tx_exec (tx, error,
                       "INSERT INTO read_mark (channel_id, user_id, seq, marked_at) "
                       "VALUES ($1, $2, $3, $4) ON CONFLICT (channel_id, user_id) DO UPDATE "
                       "SET seq = excluded.seq, marked_at = excluded.marked_at "
                       "WHERE read_mark.seq < excluded.seq "
                       "OR read_mark.marked_at = 0 AND read_mark.seq = excluded.seq",
                       "ttii", channel, user_id, seq, anshin_clock_now ()))
    return FALSE;
  if (moved != NULL)
    *moved = anshin_tx_get_changes (tx) > 0;
  return TRUE;
}

/**
 * anshin_read_mark_get:
 * @tx: a transaction
 * @channel: a channel
 * @user_id: who reads
 * @seq: (out): up to where, or from where on it is new; 0 for all
 * @error: return location for an error
 *
 * Returns: whether it worked
 */
gboolean
anshin_read_mark_get (AnshinTx *tx, const char *channel, const char *user_id, gint64 *seq,
                      GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT seq FROM read_mark WHERE channel_id = $1 AND user_id = $2", "tt",
                          channel, user_id);
  if (rows == NULL)
    return FALSE;
  *seq = anshin_rows_next (rows, NULL) ? anshin_rows_get_int (rows, 0) : 0;
  return TRUE;
}
