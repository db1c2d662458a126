/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-vitals-table.h"

#include "anshin-clock.h"
#include "anshin-json.h"
#include "anshin-seal.h"

/* What an entry's JSON is made of, with the key that opens it. */
#define ENTRY "e.channel_id, e.seq, e.id, e.kind, e.at, e.author_id, e.version, e.sealed, c.key_id"
#define FROM_ENTRY                                                                                \
  "JOIN entry e ON e.channel_id = x.channel_id AND e.seq = x.seq "                                \
  "JOIN channel c ON c.id = x.channel_id "
#define N_ENTRY_COLUMNS 9

static gboolean
finish (GError *failure, GError **error)
{
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_vitals_insert:
 * @tx: a writing transaction
 * @channel: a group
 * @measured_at: when it was measured, in microseconds
 * @seq: the entry that says what
 * @error: return location
 */
gboolean
anshin_vitals_insert (AnshinTx *tx, const char *channel, gint64 measured_at, gint64 seq,
                      GError **error)
{
  return anshin_tx_exec (tx, error,
                         "INSERT INTO vitals (channel_id, measured_at, seq) VALUES ($1, $2, $3)",
                         "tii", channel, measured_at, seq);
}

/**
 * anshin_vitals_remove:
 * @tx: a writing transaction
 * @channel: a group
 * @seq: the entry that is no longer to be found, or at another time
 * @error: return location
 */
gboolean
anshin_vitals_remove (AnshinTx *tx, const char *channel, gint64 seq, GError **error)
{
  return anshin_tx_exec (tx, error, "DELETE FROM vitals WHERE channel_id = $1 AND seq = $2", "ti",
                         channel, seq);
}

/* An entry as it goes over the wire, from the columns of ENTRY. */
static gboolean
append_entry (AnshinTx *tx, AnshinRows *rows, const char *state, GString *json, GError **error)
{
  g_autofree char *at = anshin_time_format (anshin_rows_get_int (rows, 4));
  g_autofree char *name = NULL;
  gsize size = 0;
  const guint8 *sealed = anshin_rows_get_blob (rows, 7, &size);
  gint64 seq = anshin_rows_get_int (rows, 1);

  name = g_strdup_printf ("%s/%" G_GINT64_FORMAT, anshin_rows_get_text (rows, 0), seq);
  g_string_append (json, "{\"channel\":");
  anshin_json_append_string (json, anshin_rows_get_text (rows, 0));
  g_string_append_printf (json, ",\"seq\":%" G_GINT64_FORMAT ",\"id\":", seq);
  anshin_json_append_string (json, anshin_rows_get_text (rows, 2));
  g_string_append_printf (json, ",\"kind\":\"%s\",\"at\":\"%s\",\"author_id\":",
                          anshin_choice_to_wire (&anshin_entry_kinds,
                                                 (int) anshin_rows_get_int (rows, 3)),
                          at);
  anshin_json_append_string (json, anshin_rows_get_text (rows, 5));
  g_string_append (json, ",\"content\":");
  if (!anshin_unseal_append (tx, anshin_rows_get_text (rows, 8), "entry", name,
                             anshin_rows_get_int (rows, 6), sealed, size, json, error))
    return FALSE;
  if (state != NULL)
    g_string_append_printf (json, ",\"state\":%s", state);
  g_string_append_c (json, '}');
  return TRUE;
}

/**
 * anshin_vitals_page:
 * @tx: a transaction
 * @query: which of them
 * @before: where the page before ended; all zero for the first
 * @json: gets the entries, newest first, comma-separated
 * @count: (out): how many
 * @last: (out): the place of the last one
 * @error: %ANSHIN_ERROR_CORRUPT
 */
gboolean
anshin_vitals_page (AnshinTx *tx, const AnshinVitalsQuery *query, const AnshinVitalsPlace *before,
                    GString *json, guint *count, AnshinVitalsPlace *last, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;
  gint64 newest = before->measured_at > 0 ? before->measured_at : G_MAXINT64;

  *count = 0;
  rows = anshin_tx_query (tx, error,
                          "SELECT " ENTRY ", x.measured_at FROM vitals x " FROM_ENTRY
                          "WHERE x.channel_id = $1 AND x.measured_at >= $2 "
                          "AND x.measured_at < $3 AND x.measured_at <= $4 "
                          "AND (x.measured_at < $4 OR x.seq < $5) "
                          "ORDER BY x.measured_at DESC, x.seq DESC LIMIT $6",
                          "tiiiii", query->channel, query->from, query->to, newest,
                          before->measured_at > 0 ? before->seq : G_MAXINT64,
                          (gint64) query->limit);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      gboolean own = g_strcmp0 (anshin_rows_get_text (rows, 5), query->own_id) == 0;

      if ((*count)++ > 0)
        g_string_append_c (json, ',');
      if (!append_entry (tx, rows, own ? query->own_state : NULL, json, error))
        return FALSE;
      last->measured_at = anshin_rows_get_int (rows, N_ENTRY_COLUMNS);
      last->seq = anshin_rows_get_int (rows, 1);
    }
  return finish (failure, error);
}

/**
 * anshin_vital_targets_insert:
 * @tx: a writing transaction
 * @channel: a group
 * @version: counted from 1
 * @seq: the entry that says what
 * @error: return location
 */
gboolean
anshin_vital_targets_insert (AnshinTx *tx, const char *channel, gint64 version, gint64 seq,
                             GError **error)
{
  return anshin_tx_exec (tx, error,
                         "INSERT INTO vital_targets (channel_id, version, seq) VALUES ($1, $2, $3)",
                         "tii", channel, version, seq);
}

/**
 * anshin_vital_targets_page:
 * @tx: a transaction
 * @channel: a group
 * @before: versions before this one; 0 for the newest
 * @limit: how many at most
 * @json: gets the entries that set them, newest first, comma-separated
 * @count: (out): how many
 * @last: (out): the version of the last one
 * @error: %ANSHIN_ERROR_CORRUPT
 */
gboolean
anshin_vital_targets_page (AnshinTx *tx, const char *channel, gint64 before, guint limit,
                           GString *json, guint *count, gint64 *last, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  *count = 0;
  rows = anshin_tx_query (tx, error,
                          "SELECT " ENTRY ", x.version FROM vital_targets x " FROM_ENTRY
                          "WHERE x.channel_id = $1 AND x.version < $2 "
                          "ORDER BY x.version DESC LIMIT $3",
                          "tii", channel, before > 0 ? before : G_MAXINT64, (gint64) limit);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      if ((*count)++ > 0)
        g_string_append_c (json, ',');
      if (!append_entry (tx, rows, NULL, json, error))
        return FALSE;
      *last = anshin_rows_get_int (rows, N_ENTRY_COLUMNS);
    }
  return finish (failure, error);
}

/**
 * anshin_vital_targets_load:
 * @tx: a transaction
 * @channel: a group
 * @entry: (out) (nullable): the entry that set the ranges that are in force
 * @error: %ANSHIN_ERROR_CORRUPT
 */
gboolean
anshin_vital_targets_load (AnshinTx *tx, const char *channel, AnshinEntry **entry, GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);
  gint64 version = 0;
  guint count = 0;

  *entry = NULL;
  if (!anshin_vital_targets_page (tx, channel, 0, 1, json, &count, &version, error))
    return FALSE;
  if (count == 0)
    return TRUE;
  *entry = anshin_json_decode (json->str, json->len, anshin_entry_get_type (),
                               ANSHIN_DECODE_ANSWER, error);
  return *entry != NULL;
}
