/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-audit-private.h"

#include <string.h>

#include "anshin-db-private.h"

/*
 * What a page of a list shows: a row for each patient, so that "who has seen this patient" is one
 * look into an index. The rows stand outside the chain; the digest of their ids is in the record,
 * which the chain holds.
 */

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
make_reason (GPtrArray *patients)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < patients->len; i++)
    {
      const char *id = g_ptr_array_index (patients, i);

      g_checksum_update (checksum, (const guchar *) id, (gssize) strlen (id) + 1);
    }
  return g_strdup_printf (ANSHIN_AUDIT_SHOWN "%u sha256=%s", patients->len,
                          g_checksum_get_string (checksum));
}

char *
anshin_audit_shown_reason (GPtrArray *patients)
{
  g_ptr_array_sort (patients, compare_texts);
  for (guint i = patients->len; i > 1; i--)
    if (strcmp (patients->pdata[i - 1], patients->pdata[i - 2]) == 0)
      g_ptr_array_remove_index (patients, i - 1);
  return make_reason (patients);
}

/* All ids, each with blanks up to the width of the longest. */
static char *
lay_side_by_side (GPtrArray *patients, gsize *width)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  *width = 0;
  for (guint i = 0; i < patients->len; i++)
    *width = MAX (*width, strlen (patients->pdata[i]));
  for (guint i = 0; i < patients->len; i++)
    g_string_append_printf (ids, "%-*s", (int) *width, (const char *) patients->pdata[i]);
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

gboolean
anshin_audit_shown_insert (AnshinTx *tx, gint64 chain, gint64 seq, gint64 at,
                           const char *actor_id, GPtrArray *patients, GError **error)
{
  gsize width = 0;
  g_autofree char *ids = lay_side_by_side (patients, &width);

  return anshin_tx_exec (
    tx, error,
    "INSERT INTO audit_patient (chain, seq, patient_id, at, actor_id) "
    "WITH RECURSIVE place (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM place WHERE n + 1 < $1) "
    "SELECT $2, $3, RTRIM (SUBSTR ($4, CAST (n * $5 + 1 AS INTEGER), CAST ($5 AS INTEGER))), "
    "$6, $7 FROM place",
    "iiitiit", (gint64) patients->len, chain, seq, ids, (gint64) width, at, actor_id);
}

/* One record's rows while the joined rows go by. */
typedef struct
{
  gint64 chain;
  gint64 seq;
  char *reason;
  GPtrArray *patients;
} Shown;

static gboolean
check_shown (Shown *shown, char **broken_at, GError **error)
{
  g_autofree char *reason = NULL;

  if (shown->reason == NULL)
    return TRUE;
  reason = anshin_audit_shown_reason (shown->patients);
  if (strcmp (reason, shown->reason) == 0)
    return TRUE;
  anshin_audit_set_broken (broken_at, shown->chain, shown->seq, error);
  return FALSE;
}

static gboolean
take_row (Shown *shown, AnshinRows *rows, char **broken_at, GError **error)
{
  gint64 chain = anshin_rows_get_int (rows, 0);
  gint64 seq = anshin_rows_get_int (rows, 1);

  if (chain != shown->chain || seq != shown->seq)
    {
      if (!check_shown (shown, broken_at, error))
        return FALSE;
      shown->chain = chain;
      shown->seq = seq;
      g_free (shown->reason);
      shown->reason = g_strdup (anshin_rows_get_text (rows, 2));
      g_ptr_array_set_size (shown->patients, 0);
    }
  if (!anshin_rows_is_null (rows, 3))
    g_ptr_array_add (shown->patients, g_strdup (anshin_rows_get_text (rows, 3)));
  return TRUE;
}

gboolean
anshin_audit_shown_find_strays (AnshinTx *tx, gint64 chain, gint64 after, char **broken_at,
                                GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  g_autoptr (GError) failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT s.chain, s.seq FROM audit_patient s "
                          "LEFT JOIN audit a ON a.chain = s.chain AND a.seq = s.seq "
                          "WHERE s.chain = $1 AND s.seq > $2 AND (a.seq IS NULL "
                          "OR a.reason IS NULL OR a.at <> s.at "
                          "OR a.actor_id IS NULL OR a.actor_id <> s.actor_id "
                          "OR SUBSTR (a.reason, 1, 9) <> '" ANSHIN_AUDIT_SHOWN "') "
                          "ORDER BY s.seq LIMIT 1",
                          "ii", chain, after);
  if (rows == NULL)
    return FALSE;
  if (!anshin_rows_next (rows, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      return failure == NULL;
    }
  anshin_audit_set_broken (broken_at, anshin_rows_get_int (rows, 0),
                           anshin_rows_get_int (rows, 1), error);
  return FALSE;
}

gboolean
anshin_audit_shown_verify (AnshinTx *tx, gint64 chain, gint64 after, char **broken_at,
                           GError **error)
{
  g_autoptr (GPtrArray) patients = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AnshinRows) rows = NULL;
  g_autoptr (GError) failure = NULL;
  Shown shown = { -1, -1, NULL, patients };
  gboolean ok = TRUE;

  rows = anshin_tx_query (tx, error,
                          "SELECT a.chain, a.seq, a.reason, s.patient_id FROM audit a "
                          "LEFT JOIN audit_patient s ON s.chain = a.chain AND s.seq = a.seq "
                          "WHERE a.chain = $1 AND a.seq > $2 AND a.seq <= $3 "
                          "AND SUBSTR (a.reason, 1, 9) = '" ANSHIN_AUDIT_SHOWN "' "
                          "ORDER BY a.seq",
                          "iii", chain, after, after + ANSHIN_AUDIT_WALK_STEP);
  if (rows == NULL)
    return FALSE;
  while (ok && anshin_rows_next (rows, &failure))
    ok = take_row (&shown, rows, broken_at, error);
  if (ok && failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      ok = FALSE;
    }
  ok = ok && check_shown (&shown, broken_at, error);
  g_free (shown.reason);
  return ok;
}
