/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-audit-private.h"

#include <sodium.h>
#include <string.h>

#include "anshin-clock.h"
#include "anshin-db-private.h"

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

/* How far a chain was walked. */
typedef struct
{
  gint64 seq;
  guint8 mac[ANSHIN_SEAL_MAC_BYTES];
} Mark;

/* What was walked before, and when the walk last began at the beginning. */
struct _AnshinAuditMarks
{
  GHashTable *of_chains;
  gint64 begun_at;
};

/* A walk over one chain. */
typedef struct
{
  AnshinTx *tx;
  GByteArray *bytes;
  gint64 chain;
  Mark at;
} Walk;

static gboolean
get_mac (AnshinTx *tx, const char *sql, gint64 chain, gint64 seq, const guint8 *mac,
         gboolean *matches, GError **error)
{
  g_autoptr (AnshinRows) rows = anshin_tx_query (tx, error, sql, "ii", chain, seq);
  GError *failure = NULL;
  const guint8 *found = NULL;
  gsize size = 0;

  *matches = FALSE;
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &failure))
    {
      found = anshin_rows_get_blob (rows, 0, &size);
      *matches = size == ANSHIN_SEAL_MAC_BYTES && sodium_memcmp (found, mac, size) == 0;
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
end_chain (Walk *walk, char **broken_at, GError **error)
{
  gboolean matches = FALSE;

  if (!get_mac (walk->tx, "SELECT mac FROM audit_head WHERE chain = $1 AND seq = $2", walk->chain,
                walk->at.seq, walk->at.mac, &matches, error))
    return FALSE;
  if (!matches)
    anshin_audit_set_broken (broken_at, walk->chain, walk->at.seq, error);
  return matches;
}

static gboolean
check_record (Walk *walk, AnshinRows *rows, char **broken_at, GError **error)
{
  AnshinAuditFields record = { anshin_rows_get_int (rows, 0), anshin_rows_get_int (rows, 1),
                               anshin_rows_get_int (rows, 2), { NULL } };
  const guint8 *mac = NULL;
  gsize size = 0;

  for (int i = 0; i < ANSHIN_AUDIT_N_TEXTS; i++)
    record.texts[i] = anshin_rows_get_text (rows, 3 + i);
  anshin_audit_hash (walk->tx->sealer, walk->bytes, &record, walk->at.mac, walk->at.mac);
  mac = anshin_rows_get_blob (rows, 3 + ANSHIN_AUDIT_N_TEXTS, &size);
  walk->at.seq++;
  if (record.seq == walk->at.seq && size == sizeof walk->at.mac &&
      sodium_memcmp (mac, walk->at.mac, size) == 0)
    return TRUE;
  anshin_audit_set_broken (broken_at, walk->chain, walk->at.seq, error);
  return FALSE;
}

/* The next records of the chain; @count tells how many there were. */
static gboolean
walk_step (Walk *walk, guint *count, char **broken_at, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;
  gint64 before = walk->at.seq;

  *count = 0;
  rows = anshin_tx_query (walk->tx, error,
                          "SELECT " ANSHIN_AUDIT_COLUMNS " FROM audit WHERE chain = $1 "
                          "AND seq > $2 ORDER BY seq LIMIT $3",
                          "iii", walk->chain, before, (gint64) ANSHIN_AUDIT_WALK_STEP);
  if (rows == NULL)
    return FALSE;
  for (; anshin_rows_next (rows, &failure); (*count)++)
    if (!check_record (walk, rows, broken_at, error))
      return FALSE;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  return anshin_audit_shown_verify (walk->tx, walk->chain, before, broken_at, error);
}

/* From where it was walked to last, if that is still so; what was changed before shows when it is
 * walked from the beginning. */
static gboolean
walk_chain (Walk *walk, AnshinAuditMarks *marks, char **broken_at, GError **error)
{
  const Mark *mark = g_hash_table_lookup (marks->of_chains, GINT_TO_POINTER (walk->chain));
  gboolean matches = FALSE;
  guint count = ANSHIN_AUDIT_WALK_STEP;
  gint64 from = 0;

  memset (&walk->at, 0, sizeof walk->at);
  if (mark != NULL &&
      !get_mac (walk->tx, "SELECT mac FROM audit WHERE chain = $1 AND seq = $2", walk->chain,
                mark->seq, mark->mac, &matches, error))
    return FALSE;
  if (matches)
    walk->at = *mark;
  from = walk->at.seq;
  while (count == ANSHIN_AUDIT_WALK_STEP)
    if (!walk_step (walk, &count, broken_at, error))
      return FALSE;
  if (!anshin_audit_shown_find_strays (walk->tx, walk->chain, from, broken_at, error) ||
      !end_chain (walk, broken_at, error))
    return FALSE;
  g_hash_table_replace (marks->of_chains, GINT_TO_POINTER (walk->chain),
                        g_memdup2 (&walk->at, sizeof walk->at));
  return TRUE;
}

/* The next chain after @chain that has records, in whichever table; -1 after the last. */
static gboolean
find_chain (AnshinTx *tx, gint64 *chain, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT MIN(n.chain) FROM ("
                          "SELECT MIN(chain) AS chain FROM audit WHERE chain > $1 UNION ALL "
                          "SELECT MIN(chain) FROM audit_head WHERE chain > $1 UNION ALL "
                          "SELECT MIN(chain) FROM audit_patient WHERE chain > $1) AS n",
                          "i", *chain);
  if (rows == NULL)
    return FALSE;
  *chain = -1;
  if (anshin_rows_next (rows, &failure) && !anshin_rows_is_null (rows, 0))
    *chain = anshin_rows_get_int (rows, 0);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_audit_marks_new:
 *
 * Returns: (transfer full): nothing was walked yet
 */
AnshinAuditMarks *
anshin_audit_marks_new (void)
{
  AnshinAuditMarks *self = g_new0 (AnshinAuditMarks, 1);

  self->of_chains = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->begun_at = anshin_clock_now ();
  return self;
}

/**
 * anshin_audit_marks_free:
 * @self: (nullable) (transfer full): marks
 */
void
anshin_audit_marks_free (AnshinAuditMarks *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->of_chains);
  g_free (self);
}

/**
 * anshin_audit_marks_get_age:
 * @self: marks
 *
 * Returns: microseconds since the log was walked from its beginning
 */
gint64
anshin_audit_marks_get_age (const AnshinAuditMarks *self)
{
  return anshin_clock_now () - self->begun_at;
}

/**
 * anshin_audit_follow:
 * @tx: a transaction
 * @marks: how far the log was walked; gets how far it is now
 * @records: (out) (optional): how many records there are
 * @broken_at: (out) (optional) (transfer full): the first that is not right, as "chain/seq"
 * @error: %ANSHIN_ERROR_CORRUPT if the log was tampered with
 *
 * As anshin_audit_verify(), but only of what has come since.
 *
 * Returns: whether what is new is whole, and goes on from what was there
 */
gboolean
anshin_audit_follow (AnshinTx *tx, AnshinAuditMarks *marks, gint64 *records, char **broken_at,
                     GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (512);
  Walk walk = { .tx = tx, .bytes = bytes, .chain = -1 };
  gint64 count = 0;

  while (TRUE)
    {
      if (!find_chain (tx, &walk.chain, error))
        return FALSE;
      if (walk.chain < 0)
        break;
      if (!walk_chain (&walk, marks, broken_at, error))
        return FALSE;
      count += walk.at.seq;
    }
  if (records != NULL)
    *records = count;
  return TRUE;
}

/**
 * anshin_audit_verify:
 * @tx: a transaction
 * @records: (out) (optional): how many records were right
 * @broken_at: (out) (optional) (transfer full): the first that is not, as "chain/seq"
 * @error: return location for an error, %ANSHIN_ERROR_CORRUPT if the log was tampered with
 *
 * Walks all chains and notices every record that was changed, deleted, swapped or inserted, and
 * every row of whom lists have shown. A tail that was cut off together with its head shows only
 * against a head that was kept outside: see anshin_audit_check_head().
 *
 * Returns: whether the log is whole
 */
gboolean
anshin_audit_verify (AnshinTx *tx, gint64 *records, char **broken_at, GError **error)
{
  g_autoptr (AnshinAuditMarks) marks = anshin_audit_marks_new ();

  return anshin_audit_follow (tx, marks, records, broken_at, error);
}
