/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-audit.h"

#include <sodium.h>
#include <string.h>

#include "anshin-audit-private.h"
#include "anshin-clock.h"
#include "anshin-db-private.h"

#define HEAD_PREFIX "anshin-audit-head-1"
#define N_TEXTS 12
#define COLUMNS                                                                                   \
  "chain, seq, at, actor_id, role, facility_id, session_id, terminal_id, source, action, "       \
  "object_id, patient_id, group_id, result, reason, mac"

/* A record as it is hashed: @texts in the order of COLUMNS. */
typedef struct
{
  gint64 chain;
  gint64 seq;
  gint64 at;
  const char *texts[N_TEXTS];
} Record;

static void
add_number (GByteArray *bytes, gint64 number)
{
  guint64 big_endian = GUINT64_TO_BE ((guint64) number);

  g_byte_array_append (bytes, (const guint8 *) &big_endian, sizeof big_endian);
}

/* Length before text, so that what stands in one column can never be read as two (AUD-03). */
static void
add_text (GByteArray *bytes, const char *text)
{
  gsize size = text != NULL ? strlen (text) : 0;

  add_number (bytes, text != NULL ? (gint64) size : -1);
  g_byte_array_append (bytes, (const guint8 *) text, (guint) size);
}

static void
hash (AnshinSealer *sealer, GByteArray *bytes, const Record *record,
      const guint8 before[ANSHIN_SEAL_MAC_BYTES], guint8 mac[ANSHIN_SEAL_MAC_BYTES])
{
  g_byte_array_set_size (bytes, 0);
  g_byte_array_append (bytes, before, ANSHIN_SEAL_MAC_BYTES);
  add_number (bytes, record->chain);
  add_number (bytes, record->seq);
  add_number (bytes, record->at);
  for (guint i = 0; i < N_TEXTS; i++)
    add_text (bytes, record->texts[i]);
  anshin_sealer_mac (sealer, bytes->data, bytes->len, mac);
}

static gboolean
load_head (AnshinTx *tx, GError **error)
{
  AnshinAuditHead *head = &tx->audit;
  g_autoptr (AnshinRows) rows = NULL;
  const guint8 *mac = NULL;
  gsize size = 0;

  rows = anshin_tx_query (tx, error, "SELECT seq, mac FROM audit_head WHERE chain = $1", "i",
                          (gint64) tx->chain);
  if (rows == NULL)
    return FALSE;
  memset (head, 0, sizeof *head);
  if (anshin_rows_next (rows, NULL))
    {
      head->seq = anshin_rows_get_int (rows, 0);
      mac = anshin_rows_get_blob (rows, 1, &size);
      if (size != ANSHIN_SEAL_MAC_BYTES)
        {
          anshin_set_error (error, ANSHIN_ERROR_CORRUPT, NULL, "audit head of chain %u", tx->chain);
          return FALSE;
        }
      memcpy (head->mac, mac, size);
    }
  head->known = TRUE;
  return TRUE;
}

/* A list that was refused in the end has shown nothing. */
static gboolean
shows_patients (const AnshinAudit *audit)
{
  return audit->patients != NULL && audit->patients->len > 0 && audit->actor_id != NULL &&
         g_strcmp0 (audit->result, "ok") == 0;
}

/**
 * anshin_audit_append:
 * @tx: the writing transaction of the act
 * @audit: the act; @action and @result are given
 * @error: return location for an error; the act has to fail with it (SECURITY AUD-05)
 *
 * Appends a record to this writer's chain.
 *
 * Returns: whether it worked
 */
gboolean
anshin_audit_append (AnshinTx *tx, const AnshinAudit *audit, GError **error)
{
  g_autoptr (GByteArray) bytes = NULL;
  g_autofree char *shown = NULL;
  AnshinAuditHead *head = &tx->audit;
  const char *reason = audit->reason;
  Record record = { 0 };

  if (!head->known && !load_head (tx, error))
    return FALSE;
  if (shows_patients (audit))
    reason = shown = anshin_audit_shown_reason (audit->patients);
  record = (Record) { tx->chain, head->seq + 1, anshin_clock_now (),
                      { audit->actor_id, audit->role, audit->facility_id, audit->session_id,
                        audit->terminal_id, audit->source, audit->action, audit->object_id,
                        audit->patient_id, audit->group_id, audit->result, reason } };
  bytes = g_byte_array_sized_new (512);
  hash (tx->sealer, bytes, &record, head->mac, head->mac);
  head->seq = record.seq;
  head->moved = TRUE;
  return anshin_tx_exec (tx, error,
                         "INSERT INTO audit (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
                         "$9, $10, $11, $12, $13, $14, $15, $16)",
                         "iiittttttttttttb", record.chain, record.seq, record.at, audit->actor_id,
                         audit->role, audit->facility_id, audit->session_id, audit->terminal_id,
                         audit->source, audit->action, audit->object_id, audit->patient_id,
                         audit->group_id, audit->result, reason, head->mac,
                         (gsize) ANSHIN_SEAL_MAC_BYTES) &&
         (shown == NULL || anshin_audit_shown_insert (tx, record.chain, record.seq, record.at,
                                                      audit->actor_id, audit->patients, error));
}

/* Called before each commit: the head is written once for all records of the transaction. */
gboolean
anshin_audit_flush (AnshinTx *tx, GError **error)
{
  if (!tx->audit.moved)
    return TRUE;
  tx->audit.moved = FALSE;
  return anshin_tx_exec (tx, error,
                         "INSERT INTO audit_head (chain, seq, mac) VALUES ($1, $2, $3) "
                         "ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, mac = excluded.mac",
                         "iib", (gint64) tx->chain, tx->audit.seq, tx->audit.mac,
                         (gsize) ANSHIN_SEAL_MAC_BYTES);
}

void
anshin_audit_set_broken (char **broken_at, gint64 chain, gint64 seq, GError **error)
{
  if (broken_at != NULL)
    *broken_at = g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, chain, seq);
  anshin_set_error (error, ANSHIN_ERROR_CORRUPT, NULL,
                    "the audit log was tampered with at chain %" G_GINT64_FORMAT
                    ", record %" G_GINT64_FORMAT,
                    chain, seq);
}

/* What a walk over the chains has come to. */
typedef struct
{
  AnshinTx *tx;
  GByteArray *bytes;
  gint64 chain;
  gint64 seq;
  gint64 records;
  guint8 mac[ANSHIN_SEAL_MAC_BYTES];
} Walk;

static gboolean
head_matches (Walk *walk, gboolean *matches, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  const guint8 *mac = NULL;
  gsize size = 0;

  rows = anshin_tx_query (walk->tx, error, "SELECT seq, mac FROM audit_head WHERE chain = $1", "i",
                          walk->chain);
  if (rows == NULL)
    return FALSE;
  *matches = FALSE;
  if (!anshin_rows_next (rows, NULL))
    return TRUE;
  mac = anshin_rows_get_blob (rows, 1, &size);
  *matches = anshin_rows_get_int (rows, 0) == walk->seq && size == ANSHIN_SEAL_MAC_BYTES &&
             memcmp (mac, walk->mac, size) == 0;
  return TRUE;
}

static gboolean
end_chain (Walk *walk, char **broken_at, GError **error)
{
  gboolean matches = TRUE;

  if (walk->seq > 0 && !head_matches (walk, &matches, error))
    return FALSE;
  if (!matches)
    anshin_audit_set_broken (broken_at, walk->chain, walk->seq, error);
  return matches;
}

static gboolean
check_record (Walk *walk, AnshinRows *rows, char **broken_at, GError **error)
{
  Record record = { anshin_rows_get_int (rows, 0), anshin_rows_get_int (rows, 1),
                    anshin_rows_get_int (rows, 2), { NULL } };
  const guint8 *mac = NULL;
  gsize size = 0;

  if (record.chain != walk->chain)
    {
      if (!end_chain (walk, broken_at, error))
        return FALSE;
      walk->chain = record.chain;
      walk->seq = 0;
      memset (walk->mac, 0, sizeof walk->mac);
    }
  for (int i = 0; i < N_TEXTS; i++)
    record.texts[i] = anshin_rows_get_text (rows, 3 + i);
  hash (walk->tx->sealer, walk->bytes, &record, walk->mac, walk->mac);
  mac = anshin_rows_get_blob (rows, 3 + N_TEXTS, &size);
  walk->seq++;
  walk->records++;
  if (record.seq == walk->seq && size == sizeof walk->mac &&
      sodium_memcmp (mac, walk->mac, size) == 0)
    return TRUE;
  anshin_audit_set_broken (broken_at, walk->chain, walk->seq, error);
  return FALSE;
}

/* A head without any record: all of its chain was deleted. */
static gboolean
check_empty_chains (AnshinTx *tx, char **broken_at, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT chain FROM audit_head WHERE chain NOT IN "
                          "(SELECT chain FROM audit WHERE seq = 1) ORDER BY chain",
                          NULL);
  if (rows == NULL)
    return FALSE;
  if (!anshin_rows_next (rows, NULL))
    return TRUE;
  anshin_audit_set_broken (broken_at, anshin_rows_get_int (rows, 0), 1, error);
  return FALSE;
}

/**
 * anshin_audit_verify:
 * @tx: a transaction
 * @records: (out) (optional): how many records were right
 * @broken_at: (out) (optional) (transfer full): the first that is not, as "chain/seq"
 * @error: return location for an error, %ANSHIN_ERROR_CORRUPT if the log was tampered with
 *
 * Walks all chains and notices every record that was changed, deleted, swapped or inserted, and
 * whether lists have shown whom they say (audit_patient). A tail
 * that was cut off together with its head shows only against a head that was kept outside: see
 * anshin_audit_check_head().
 *
 * Returns: whether the log is whole
 */
gboolean
anshin_audit_verify (AnshinTx *tx, gint64 *records, char **broken_at, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (512);
  g_autoptr (AnshinRows) rows = NULL;
  g_autoptr (GError) step_error = NULL;
  Walk walk = { .tx = tx, .bytes = bytes, .chain = -1 };
  gboolean ok = TRUE;

  rows = anshin_tx_scan (tx, error, "SELECT " COLUMNS " FROM audit ORDER BY chain, seq");
  if (rows == NULL)
    return FALSE;
  while (ok && anshin_rows_next (rows, &step_error))
    ok = check_record (&walk, rows, broken_at, error);
  if (records != NULL)
    *records = walk.records;
  if (step_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&step_error));
      return FALSE;
    }
  g_clear_pointer (&rows, anshin_rows_free);
  return ok && end_chain (&walk, broken_at, error) &&
         check_empty_chains (tx, broken_at, error) &&
         anshin_audit_shown_verify (tx, broken_at, error);
}

static void
append_hex (GString *out, const guint8 *bytes, gsize size)
{
  for (gsize i = 0; i < size; i++)
    g_string_append_printf (out, "%02x", bytes[i]);
}

/**
 * anshin_audit_export_head:
 * @tx: a transaction
 * @line: (out) (transfer full): one line without a line break
 * @error: return location for an error
 *
 * Writes down where each chain stands, under a keyed hash. The line holds no content and is to
 * leave the machine every day: by print, mail or another computer.
 *
 * Returns: whether it worked
 */
gboolean
anshin_audit_export_head (AnshinTx *tx, char **line, GError **error)
{
  g_autoptr (GString) out = g_string_new (HEAD_PREFIX);
  g_autoptr (AnshinRows) rows = NULL;
  g_autofree char *at = anshin_time_format (anshin_clock_now ());
  guint8 mac[ANSHIN_SEAL_MAC_BYTES];
  const guint8 *head = NULL;
  gsize size = 0;

  rows = anshin_tx_query (tx, error, "SELECT chain, seq, mac FROM audit_head ORDER BY chain", NULL);
  if (rows == NULL)
    return FALSE;
  g_string_append_printf (out, " %s", at);
  while (anshin_rows_next (rows, NULL))
    {
      g_string_append_printf (out, " %" G_GINT64_FORMAT ":%" G_GINT64_FORMAT ":",
                              anshin_rows_get_int (rows, 0), anshin_rows_get_int (rows, 1));
      head = anshin_rows_get_blob (rows, 2, &size);
      append_hex (out, head, size);
    }
  anshin_sealer_mac (tx->sealer, out->str, out->len, mac);
  g_string_append_c (out, ' ');
  append_hex (out, mac, sizeof mac);
  *line = g_string_free (g_steal_pointer (&out), FALSE);
  return TRUE;
}

static gboolean
check_chain_end (AnshinTx *tx, const char *item, char **broken_at, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (item, ":", 3);
  g_autoptr (AnshinRows) rows = NULL;
  g_autoptr (GString) hex = g_string_new (NULL);
  gint64 chain = 0;
  gint64 seq = 0;
  const guint8 *mac = NULL;
  gsize size = 0;

  if (g_strv_length (parts) != 3 ||
      !g_ascii_string_to_signed (parts[0], 10, 0, G_MAXINT, &chain, NULL) ||
      !g_ascii_string_to_signed (parts[1], 10, 0, G_MAXINT64, &seq, NULL))
    {
      anshin_set_error (error, ANSHIN_ERROR_MALFORMED, NULL, "not an audit head: %s", item);
      return FALSE;
    }
  rows = anshin_tx_query (tx, error, "SELECT mac FROM audit WHERE chain = $1 AND seq = $2", "ii",
                          chain, seq);
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, NULL))
    {
      mac = anshin_rows_get_blob (rows, 0, &size);
      append_hex (hex, mac, size);
    }
  if (g_str_equal (hex->str, parts[2]))
    return TRUE;
  anshin_audit_set_broken (broken_at, chain, seq, error);
  return FALSE;
}

/**
 * anshin_audit_check_head:
 * @tx: a transaction
 * @line: a line of anshin_audit_export_head() that was kept outside
 * @broken_at: (out) (optional) (transfer full): the record that is missing or another, "chain/seq"
 * @error: return location for an error: %ANSHIN_ERROR_MALFORMED if @line is not what was exported,
 *   %ANSHIN_ERROR_CORRUPT if the log no longer holds what it held then
 *
 * Goes together with anshin_audit_verify(): that shows that the chains are whole, this that they
 * still lead through what was seen outside.
 *
 * Returns: whether the log agrees with @line
 */
gboolean
anshin_audit_check_head (AnshinTx *tx, const char *line, char **broken_at, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (line));
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GString) hex = g_string_new (NULL);
  guint n = g_strv_length (words);
  guint8 mac[ANSHIN_SEAL_MAC_BYTES];

  if (n >= 3 && g_str_equal (words[0], HEAD_PREFIX))
    {
      anshin_sealer_mac (tx->sealer, text, strlen (text) - strlen (words[n - 1]) - 1, mac);
      append_hex (hex, mac, sizeof mac);
    }
  if (hex->len == 0 || !g_str_equal (hex->str, words[n - 1]))
    {
      anshin_set_error (error, ANSHIN_ERROR_MALFORMED, NULL, "not an audit head of this network");
      return FALSE;
    }
  for (guint i = 2; i + 1 < n; i++)
    if (!check_chain_end (tx, words[i], broken_at, error))
      return FALSE;
  return TRUE;
}
