/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-channel-private.h"

#include <string.h>

#include "anshin-clock.h"
#include "anshin-json.h"
#include "anshin-message.h"
#include "anshin-seal.h"
#include "anshin-search-index.h"

/*
 * Entries that are written anew: the row holds the newest version, entry_version all before it
 * (SECURITY RC-01). Number, author and time stay.
 */

/**
 * anshin_channel_load:
 * @tx: a transaction
 * @channel: a channel
 * @entry_id: an entry's id
 * @error: %ANSHIN_ERROR_NOT_FOUND if the channel has no such entry
 *
 * Returns: (transfer full) (nullable): the entry, with what its own row says has become of it
 */
AnshinEntry *
anshin_channel_load (AnshinTx *tx, const char *channel, const char *entry_id, GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);
  AnshinEntryPage page = { .channel = channel, .limit = 1 };
  gint64 seq = 0;

  if (!anshin_channel_find (tx, channel, entry_id, &seq, NULL, error))
    return NULL;
  page.after = seq - 1;
  if (!anshin_channel_read_page (tx, &page, json, error))
    return NULL;
  return anshin_json_decode (json->str, json->len, anshin_entry_get_type (), ANSHIN_DECODE_ANSWER,
                             error);
}

static gboolean
keep_version (AnshinTx *tx, const char *channel, gint64 seq, const char *user_id, gint64 now,
              GError **error)
{
  return anshin_tx_exec (tx, error,
                         "INSERT INTO entry_version (channel_id, seq, version, sealed, changed_by, "
                         "changed_at) SELECT channel_id, seq, version, sealed, $1, $2 FROM entry "
                         "WHERE channel_id = $3 AND seq = $4",
                         "titi", user_id, now, channel, seq);
}

static gboolean
get_version (AnshinTx *tx, const char *channel, gint64 seq, gint64 *version, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT version FROM entry WHERE channel_id = $1 AND seq = $2", "ti",
                          channel, seq);
  if (rows == NULL)
    return FALSE;
  if (!anshin_rows_next (rows, NULL))
    {
      anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "no entry %s/%" G_GINT64_FORMAT,
                        channel, seq);
      return FALSE;
    }
  *version = anshin_rows_get_int (rows, 0);
  return TRUE;
}

static gboolean
check_version (gint64 version, GError **error)
{
  if (version < ANSHIN_MAX_VERSIONS)
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_TOO_MANY_VERSIONS, NULL, "It has %d versions",
                    ANSHIN_MAX_VERSIONS);
  return FALSE;
}

/**
 * anshin_channel_rewrite:
 * @tx: a writing transaction
 * @channel: a channel
 * @seq: an entry's number
 * @content_json: what it says from now on
 * @deleted: whether it says nothing any more
 * @user_id: who changes it
 * @error: return location
 *
 * What it said before is kept as a version, sealed as it was. An entry that has had
 * %ANSHIN_MAX_VERSIONS can only be deleted: %ANSHIN_ERROR_TOO_MANY_VERSIONS.
 *
 * Returns: whether it worked
 */
gboolean
anshin_channel_rewrite (AnshinTx *tx, const char *channel, gint64 seq, const char *content_json,
                        gboolean deleted, const char *user_id, GError **error)
{
  char key_id[ANSHIN_MAX_ID + 1] = "";
  gint64 now = anshin_clock_now ();
  g_autoptr (GBytes) sealed = NULL;
  AnshinEntryRowName row;
  gint64 version = 0;

  if (!anshin_channel_get_key (tx, channel, key_id, error) ||
      !get_version (tx, channel, seq, &version, error) ||
      (!deleted && !check_version (version, error)) ||
      !keep_version (tx, channel, seq, user_id, now, error))
    return FALSE;
  anshin_entry_row_name (&row, channel, seq);
  sealed = anshin_seal (tx, key_id, ANSHIN_ENTRY_TABLE, row.text, version + 1, content_json,
                        strlen (content_json), error);
  return sealed != NULL &&
         anshin_tx_exec (tx, error,
                         "UPDATE entry SET version = $1, sealed = $2, changed_at = $3, "
                         "deleted = $4 WHERE channel_id = $5 AND seq = $6",
                         "igiiti", version + 1, sealed, now, (gint64) (deleted != FALSE), channel,
                         seq) &&
         (strcmp (key_id, ANSHIN_SEAL_ACCOUNTS) == 0 ||
          anshin_search_index_change (tx, channel, key_id, seq, error));
}

static AnshinMessageVersion *
version_from_row (AnshinTx *tx, const char *key_id, const char *name, AnshinRows *rows,
                  GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (AnshinContent) content = NULL;
  AnshinMessageVersion *version = NULL;
  const guint8 *sealed = NULL;
  gsize size = 0;

  sealed = anshin_rows_get_blob (rows, 1, &size);
  if (!anshin_unseal_append (tx, key_id, ANSHIN_ENTRY_TABLE, name, anshin_rows_get_int (rows, 0),
                             sealed, size, json, error))
    return NULL;
  content = anshin_json_decode (json->str, json->len, anshin_content_get_type (),
                                ANSHIN_DECODE_ANSWER, error);
  if (content == NULL)
    return NULL;
  version = anshin_message_version_new ();
  version->version = anshin_rows_get_int (rows, 0);
  version->until = anshin_rows_get_int (rows, 2);
  version->text = g_steal_pointer (&content->text);
  return version;
}

/**
 * anshin_channel_list_versions:
 * @tx: a transaction
 * @channel: a channel
 * @seq: an entry's number
 * @versions: (element-type AnshinMessageVersion): gets what it said, oldest first, and then what
 *   it says now
 * @error: return location
 *
 * Returns: whether it worked
 */
gboolean
anshin_channel_list_versions (AnshinTx *tx, const char *channel, gint64 seq, GPtrArray *versions,
                              GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  char key_id[ANSHIN_MAX_ID + 1] = "";
  GError *failure = NULL;
  AnshinEntryRowName row;

  if (!anshin_channel_get_key (tx, channel, key_id, error))
    return FALSE;
  anshin_entry_row_name (&row, channel, seq);
  rows = anshin_tx_query (tx, error,
                          "SELECT version, sealed, changed_at FROM entry_version "
                          "WHERE channel_id = $1 AND seq = $2 UNION ALL "
                          "SELECT version, sealed, 0 FROM entry "
                          "WHERE channel_id = $1 AND seq = $2 ORDER BY 1",
                          "ti", channel, seq);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinMessageVersion *version = version_from_row (tx, key_id, row.text, rows, error);

      if (version == NULL)
        return FALSE;
      g_ptr_array_add (versions, version);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
get_time (AnshinTx *tx, const char *channel, gint64 seq, gint64 *at, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  *at = G_MAXINT64;
  rows = anshin_tx_query (tx, error, "SELECT at FROM entry WHERE channel_id = $1 AND seq = $2",
                          "ti", channel, seq);
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &failure))
    *at = anshin_rows_get_int (rows, 0);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_channel_find_time:
 * @tx: a transaction
 * @channel: a channel
 * @last_seq: the number of its last entry
 * @from: a time
 * @seq: (out): the number of the last entry before that time, 0 if there is none
 * @error: return location
 *
 * Looks at as few entries as halving needs: they are in the order of time.
 *
 * Returns: whether it worked
 */
gboolean
anshin_channel_find_time (AnshinTx *tx, const char *channel, gint64 last_seq, gint64 from,
                          gint64 *seq, GError **error)
{
  gint64 low = 0;
  gint64 high = last_seq;

  while (low < high)
    {
      gint64 middle = low + (high - low + 1) / 2;
      gint64 at = 0;

      if (!get_time (tx, channel, middle, &at, error))
        return FALSE;
      if (at < from)
        low = middle;
      else
        high = middle - 1;
    }
  *seq = low;
  return TRUE;
}
