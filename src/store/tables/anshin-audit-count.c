/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-audit-review-table.h"
#include "anshin-audit-view-private.h"
#include "anshin-audit-view-table.h"

/* In the index alone: who did so much on one day that there may have been many patients. */
static gboolean
find_busy_days (AnshinTx *tx, const char *facility_id, const char *actor_id, gint64 from,
                gint64 to, GArray *days, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT x.id, " ANSHIN_AUDIT_DAY " FROM account x CROSS JOIN audit a "
                          "WHERE a.actor_id = x.id AND a.at >= $1 AND a.at < $2 "
                          "AND ($3 = '' OR x.facility_id = $3) AND ($4 = '' OR x.id = $4) "
                          "GROUP BY x.id, " ANSHIN_AUDIT_DAY " HAVING COUNT(*) >= $5",
                          "iitti", from, to, facility_id != NULL ? facility_id : "",
                          actor_id != NULL ? actor_id : "", (gint64) ANSHIN_AUDIT_MASS);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      gint64 begin = anshin_rows_get_int (rows, 1) * ANSHIN_DAY
                     - ANSHIN_JAPAN_SECONDS * ANSHIN_SECOND;
      AnshinAuditDay day = { "", MAX (begin, from), MIN (begin + ANSHIN_DAY, to) };

      g_strlcpy (day.actor_id, anshin_rows_get_text (rows, 0), sizeof day.actor_id);
      g_array_append_val (days, day);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
has_many_patients (AnshinTx *tx, const AnshinAuditDay *day, gboolean *many, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT COUNT(DISTINCT a.patient_id) FROM audit a "
                          "WHERE a.actor_id = $1 AND a.at >= $2 AND a.at < $3 "
                          "AND a.result = 'ok' AND NOT (" ANSHIN_AUDIT_SHOWS_NOTHING ")",
                          "tii", day->actor_id, day->from, day->to);
  if (rows == NULL)
    return FALSE;
  *many = anshin_rows_next (rows, &failure) && anshin_rows_get_int (rows, 0) >= ANSHIN_AUDIT_MASS;
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

gboolean
anshin_audit_find_mass (AnshinTx *tx, const char *facility_id, const char *actor_id, gint64 from,
                        gint64 to, GArray *days, GError **error)
{
  g_autoptr (GArray) busy = g_array_new (FALSE, FALSE, sizeof (AnshinAuditDay));

  if (!find_busy_days (tx, facility_id, actor_id, from, to, busy, error))
    return FALSE;
  for (guint i = 0; i < busy->len; i++)
    {
      const AnshinAuditDay *day = &g_array_index (busy, AnshinAuditDay, i);
      gboolean many = FALSE;

      if (!has_many_patients (tx, day, &many, error))
        return FALSE;
      if (many)
        g_array_append_vals (days, day, 1);
    }
  return TRUE;
}

/* The whole log, each number by an index of its own. */
#define COUNT_ALL                                                                                 \
  "SELECT (SELECT COUNT(*) FROM audit a WHERE a.at >= $1 AND a.at < $2), "                        \
  "(SELECT COUNT(*) FROM audit a WHERE a.at >= $1 AND a.at < $2 AND " ANSHIN_AUDIT_IS_NIGHT "), " \
  "(SELECT COUNT(*) FROM audit a WHERE a.at >= $1 AND a.at < $2 AND a.result <> 'ok'), "          \
  "(SELECT COUNT(*) FROM audit a WHERE a.at >= $1 AND a.at < $2 AND a.reason = 'by-right')"

/* What a facility's staff did, and what others did with its patients. */
#define COUNT_FACILITY                                                                            \
  "SELECT COUNT(*), SUM(t.night), SUM(t.refused), SUM(t.by_right) FROM ("                         \
  "SELECT " FLAGS " FROM account x CROSS JOIN audit a "                                           \
  "WHERE a.actor_id = x.id AND x.facility_id = $3 AND a.at >= $1 AND a.at < $2 UNION ALL "        \
  "SELECT " FLAGS " FROM patient p CROSS JOIN audit a WHERE a.patient_id = p.id "                 \
  "AND p.facility_id = $3 AND a.at >= $1 AND a.at < $2 "                                          \
  "AND (a.facility_id IS NULL OR a.facility_id <> $3)) AS t"

#define FLAGS                                                                                     \
  "CASE WHEN " ANSHIN_AUDIT_IS_NIGHT " THEN 1 ELSE 0 END AS night, "                              \
  "CASE WHEN a.result <> 'ok' THEN 1 ELSE 0 END AS refused, "                                     \
  "CASE WHEN a.reason = 'by-right' THEN 1 ELSE 0 END AS by_right"

/**
 * anshin_audit_review_count:
 * @tx: a transaction
 * @review: a review; gets how much there is to look at
 * @facility_id: whose review; "" for the office's
 * @from: no earlier
 * @to: earlier than that
 * @error: return location
 *
 * `mass` counts days of one person, the others count records.
 */
gboolean
anshin_audit_review_count (AnshinTx *tx, AnshinAuditReview *review, const char *facility_id,
                           gint64 from, gint64 to, GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (AnshinAuditDay));
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  if (!anshin_audit_find_mass (tx, facility_id, NULL, from, to, days, error))
    return FALSE;
  rows = *facility_id == '\0'
           ? anshin_tx_query (tx, error, COUNT_ALL, "ii", from, to)
           : anshin_tx_query (tx, error, COUNT_FACILITY, "iit", from, to, facility_id);
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &failure))
    {
      review->records = anshin_rows_get_int (rows, 0);
      review->night = anshin_rows_get_int (rows, 1);
      review->refused = anshin_rows_get_int (rows, 2);
      review->by_right = anshin_rows_get_int (rows, 3);
      review->mass = days->len;
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}
