/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-audit.h"

#include <string.h>

#include "anshin-audit-private.h"
#include "anshin-clock.h"
#include "anshin-db-private.h"

#define HEAD_PREFIX "anshin-audit-head-1"
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

void
anshin_audit_hash (AnshinSealer *sealer, GByteArray *bytes, const AnshinAuditFields *record,
                   const guint8 before[ANSHIN_SEAL_MAC_BYTES],
                   guint8 mac[ANSHIN_SEAL_MAC_BYTES])
{
  g_byte_array_set_size (bytes, 0);
  g_byte_array_append (bytes, before, ANSHIN_SEAL_MAC_BYTES);
  add_number (bytes, record->chain);
  add_number (bytes, record->seq);
  add_number (bytes, record->at);
  for (guint i = 0; i < ANSHIN_AUDIT_N_TEXTS; i++)
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
  AnshinAuditFields record = { 0 };

  if (!head->known && !load_head (tx, error))
    return FALSE;
  if (shows_patients (audit))
    reason = shown = anshin_audit_shown_reason (audit->patients);
  record = (AnshinAuditFields) { tx->chain, head->seq + 1, anshin_clock_now (),
                      { audit->actor_id, audit->role, audit->facility_id, audit->session_id,
                        audit->terminal_id, audit->source, audit->action, audit->object_id,
                        audit->patient_id, audit->group_id, audit->result, reason } };
  bytes = g_byte_array_sized_new (512);
  anshin_audit_hash (tx->sealer, bytes, &record, head->mac, head->mac);
  head->seq = record.seq;
  head->moved = TRUE;
  return anshin_tx_exec (tx, error,
                         "INSERT INTO audit (" ANSHIN_AUDIT_COLUMNS ") VALUES ($1, $2, $3, $4, $5, "
                         "$6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
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
