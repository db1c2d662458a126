/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-answered-table.h"

#include "anshin-channel-private.h"
#include "anshin-clock.h"
#include "anshin-content-brief.h"
#include "anshin-json.h"
#include "anshin-seal.h"

/* Which of a page's entries answer one that lies before the page, and that one. It is of the same
 * channel, so whoever may read the answer may read it. */
#define ANSWERED                                                                                  \
  "SELECT e.seq, r.seq, r.id, r.kind, r.at, r.author_id, r.version, r.sealed, r.changed_at, "     \
  "r.deleted FROM entry e JOIN entry r ON r.id = e.reply_to AND r.channel_id = e.channel_id "     \
  "WHERE e.channel_id = $1 AND e.seq >= $2 AND e.seq <= $3 AND r.seq < $2 ORDER BY e.seq"

static AnshinContent *
open_content (AnshinTx *tx, const char *channel, const char *key_id, AnshinRows *rows,
              GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);
  AnshinEntryRowName row;
  const guint8 *sealed = NULL;
  gsize size = 0;

  anshin_entry_row_name (&row, channel, anshin_rows_get_int (rows, 1));
  sealed = anshin_rows_get_blob (rows, 7, &size);
  if (!anshin_unseal_append (tx, key_id, ANSHIN_ENTRY_TABLE, row.text,
                             anshin_rows_get_int (rows, 6), sealed, size, json, error))
    return NULL;
  return anshin_json_decode (json->str, (gssize) json->len, anshin_content_get_type (),
                             ANSHIN_DECODE_ANSWER, error);
}

static AnshinEntry *
answered_from_row (AnshinTx *tx, const char *channel, const char *key_id, AnshinRows *rows,
                   GError **error)
{
  AnshinContent *content = open_content (tx, channel, key_id, rows, error);
  AnshinEntry *entry = NULL;

  if (content == NULL)
    return NULL;
  anshin_content_shorten (content);
  entry = anshin_entry_new ();
  entry->channel = g_strdup (channel);
  entry->seq = anshin_rows_get_int (rows, 1);
  entry->id = g_strdup (anshin_rows_get_text (rows, 2));
  entry->kind = (int) anshin_rows_get_int (rows, 3);
  entry->at = anshin_rows_get_int (rows, 4);
  entry->author_id = g_strdup (anshin_rows_get_text (rows, 5));
  entry->content = ANSHIN_RECORD (content);
  return entry;
}

/* Of its state nothing but whether it was deleted: the rest would be another query. */
static void
append_answered (GString *json, AnshinEntry *entry, AnshinRows *rows)
{
  g_autofree char *at = NULL;

  anshin_json_append_record (json, entry);
  if (anshin_rows_get_int (rows, 9) == 0)
    return;
  at = anshin_time_format (anshin_rows_get_int (rows, 8));
  g_string_truncate (json, json->len - 1);
  g_string_append_printf (json, ",\"state\":{\"deleted_at\":\"%s\"}}", at);
}

/**
 * anshin_answered_decorate:
 * @tx: a transaction
 * @channel: a group
 * @user_id: who reads
 * @states: of a page: gets, for each answer to what lies before the page, the beginning of that
 * @error: return location; %ANSHIN_ERROR_CORRUPT if what is answered does not open
 */
gboolean
anshin_answered_decorate (AnshinTx *tx, const char *channel, const char *user_id,
                          AnshinEntryStates *states, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  char key_id[ANSHIN_MAX_ID + 1] = "";
  GError *failure = NULL;

  if (!anshin_channel_get_key (tx, channel, key_id, error))
    return FALSE;
  rows = anshin_tx_query (tx, error, ANSWERED, "tii", channel,
                          anshin_entry_states_get_first (states),
                          anshin_entry_states_get_last (states));
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      g_autoptr (AnshinEntry) answered = answered_from_row (tx, channel, key_id, rows, error);

      if (answered == NULL)
        return FALSE;
      append_answered (anshin_entry_states_add (states, anshin_rows_get_int (rows, 0), "replied"),
                       answered, rows);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}
