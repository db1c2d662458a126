/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-audit-view-table.h"

#include "anshin-audit-view-private.h"

/* The newest record of each that a page may have, before the cursor. Those of the page can only be
 * theirs who have the newest records: so many as the page has items are enough. */
#define NEWEST(of)                                                                                \
  "(SELECT a.at FROM audit a WHERE " of " AND a.at >= $2 AND a.at < $3 AND a.at <= $4 "           \
  "AND ($5 = '' OR a.action = $5) AND ($6 = 0 OR ($6 = 1 AND " ANSHIN_AUDIT_IS_NIGHT ") "         \
  "OR ($6 = 3 AND a.result <> 'ok') OR ($6 = 4 AND a.reason = 'by-right')) "                      \
  "ORDER BY a.at DESC LIMIT 1)"

#define NEWEST_OF(table, of, where)                                                               \
  "SELECT t.id FROM (SELECT x.id AS id, " NEWEST (of) " AS newest FROM " table " x WHERE " where  \
  ") AS t WHERE t.newest IS NOT NULL ORDER BY t.newest DESC LIMIT $7"

static gboolean
add_all (AnshinAuditQuery *query, AnshinRows *rows, AnshinAuditIndex index, gint64 from, gint64 to,
         GError **error)
{
  GError *failure = NULL;

  while (anshin_rows_next (rows, &failure))
    anshin_audit_query_add (query, index, anshin_rows_get_text (rows, 0), from, to);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
add_newest (AnshinTx *tx, AnshinAuditQuery *query, AnshinAuditIndex index, const char *sql,
            const char *owner, gint64 from, gint64 to, guint limit, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error, sql, "tiiitii", owner, from, to, query->at,
                          or_empty (query->action), (gint64) query->finding, (gint64) limit);
  return rows != NULL && add_all (query, rows, index, from, to, error);
}

/**
 * anshin_audit_view_add_staff:
 * @tx: a transaction
 * @query: the question; finding, action and cursor are in it
 * @facility_id: a facility
 * @from: no earlier
 * @to: earlier than that
 * @limit: how many records the page may have
 * @error: return location
 *
 * Adds what the facility's staff did.
 */
gboolean
anshin_audit_view_add_staff (AnshinTx *tx, AnshinAuditQuery *query, const char *facility_id,
                             gint64 from, gint64 to, guint limit, GError **error)
{
  return add_newest (tx, query, ANSHIN_AUDIT_OF_ACTOR,
                     NEWEST_OF ("account", "a.actor_id = x.id", "x.facility_id = $1"),
                     facility_id, from, to, limit, error);
}

/**
 * anshin_audit_view_add_patients:
 * @tx: a transaction
 * @query: the question; finding, action and cursor are in it
 * @facility_id: a facility
 * @from: no earlier
 * @to: earlier than that
 * @limit: how many records the page may have
 * @error: return location
 *
 * Adds what anybody did with the facility's patients; whom lists have shown is in the records of
 * who asked for them, and in anshin_audit_view_seen_by().
 */
gboolean
anshin_audit_view_add_patients (AnshinTx *tx, AnshinAuditQuery *query, const char *facility_id,
                                gint64 from, gint64 to, guint limit, GError **error)
{
  return add_newest (tx, query, ANSHIN_AUDIT_OF_PATIENT,
                     NEWEST_OF ("patient", "a.patient_id = x.id", "x.facility_id = $1"),
                     facility_id, from, to, limit, error);
}

static gboolean
add_patient_groups (AnshinTx *tx, AnshinAuditQuery *query, const AnshinScope *scope, gint64 from,
                    gint64 to, guint limit, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error,
                          NEWEST_OF ("care_group",
                                     "a.patient_id = x.patient_id AND a.group_id = x.id",
                                     "x.owner_facility_id = $1 AND x.kind = 1 "
                                     "AND ($8 = 1 OR x.creator_id = $9)"),
                          "tiiitiiit", scope->facility_id, from, to, query->at,
                          or_empty (query->action), (gint64) query->finding, (gint64) limit,
                          (gint64) scope->facility_admin, scope->user_id);
  return rows != NULL && add_all (query, rows, ANSHIN_AUDIT_OF_PATIENT_GROUP, from, to, error);
}

/**
 * anshin_audit_view_add_groups:
 * @tx: a transaction
 * @query: the question; finding, action and cursor are in it
 * @scope: who asks
 * @from: no earlier
 * @to: earlier than that
 * @limit: how many records the page may have
 * @error: return location
 *
 * Adds what happened in the groups that the asker administers: patient groups by the derived right
 * (source A4), others where the asker is a named admin.
 */
gboolean
anshin_audit_view_add_groups (AnshinTx *tx, AnshinAuditQuery *query, const AnshinScope *scope,
                              gint64 from, gint64 to, guint limit, GError **error)
{
  return add_patient_groups (tx, query, scope, from, to, limit, error) &&
         add_newest (tx, query, ANSHIN_AUDIT_OF_GROUP,
                     NEWEST_OF ("care_group", "a.group_id = x.id AND a.patient_id IS NULL",
                                "x.kind <> 1 AND x.id IN (SELECT m.group_id FROM membership m "
                                "WHERE m.user_id = $1 AND m.left_at IS NULL "
                                "AND m.group_admin = 1)"),
                     scope->user_id, from, to, limit, error);
}

/**
 * anshin_audit_view_add_mass:
 * @tx: a transaction
 * @query: the question; its person and facility are whose days are looked at
 * @from: no earlier
 * @to: earlier than that
 * @error: return location
 *
 * Adds the days on which one person opened %ANSHIN_AUDIT_MASS patients or more.
 */
gboolean
anshin_audit_view_add_mass (AnshinTx *tx, AnshinAuditQuery *query, gint64 from, gint64 to,
                            GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (AnshinAuditDay));

  if (!anshin_audit_find_mass (tx, query->facility_id, query->actor_id, from, to, days, error))
    return FALSE;
  for (guint i = 0; i < days->len; i++)
    {
      const AnshinAuditDay *day = &g_array_index (days, AnshinAuditDay, i);

      anshin_audit_query_add (query, ANSHIN_AUDIT_OF_ACTOR, day->actor_id, day->from, day->to);
    }
  return TRUE;
}

/**
 * anshin_audit_view_find_terminal:
 * @tx: a transaction
 * @id: a terminal's id, as it came in
 * @user_id: (out) (transfer full): whose it is
 * @error: %ANSHIN_ERROR_NOT_FOUND
 */
gboolean
anshin_audit_view_find_terminal (AnshinTx *tx, const char *id, char **user_id, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (tx, error, "SELECT user_id FROM terminal WHERE id = $1", "t", id);
  if (!anshin_rows_first (rows, error))
    return FALSE;
  *user_id = g_strdup (anshin_rows_get_text (rows, 0));
  return TRUE;
}

/**
 * anshin_audit_view_seen_by:
 * @tx: a transaction
 * @patient_id: a patient
 * @from: no earlier
 * @to: earlier than that
 * @seen: (element-type AnshinSeenBy): gets a record for each person, without names
 * @error: return location
 *
 * Who has opened the patient's attributes, consents or group, and who was shown the patient in a
 * list. That a message was read on an open stream shows in the mark of reading, which moves the
 * last time on and counts as nothing opened.
 */
gboolean
anshin_audit_view_seen_by (AnshinTx *tx, const char *patient_id, gint64 from, gint64 to,
                           GPtrArray *seen, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (
    tx, error,
    "SELECT s.actor_id, SUM(s.opened), SUM(s.listed), MIN(s.first_at), MAX(s.last_at) FROM ("
    "SELECT a.actor_id AS actor_id, SUM(CASE WHEN a.action = 'mark-read' THEN 0 ELSE 1 END) "
    "AS opened, 0 AS listed, MIN(a.at) AS first_at, MAX(a.at) AS last_at FROM audit a "
    "WHERE a.patient_id = $1 AND a.at >= $2 AND a.at < $3 AND a.result = 'ok' "
    "AND a.actor_id IS NOT NULL AND NOT (" ANSHIN_AUDIT_SHOWS_NOTHING ") GROUP BY a.actor_id "
    "UNION ALL SELECT p.actor_id, 0, COUNT(*), MIN(p.at), MAX(p.at) FROM audit_patient p "
    "WHERE p.patient_id = $1 AND p.at >= $2 AND p.at < $3 GROUP BY p.actor_id) AS s "
    "GROUP BY s.actor_id ORDER BY MAX(s.last_at) DESC, s.actor_id",
    "tii", patient_id, from, to);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinSeenBy *one = anshin_seen_by_new ();

      one->user_id = g_strdup (anshin_rows_get_text (rows, 0));
      one->opened = anshin_rows_get_int (rows, 1);
      one->listed = anshin_rows_get_int (rows, 2);
      one->first_at = anshin_rows_get_int (rows, 3);
      one->last_at = anshin_rows_get_int (rows, 4);
      g_ptr_array_add (seen, one);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}
