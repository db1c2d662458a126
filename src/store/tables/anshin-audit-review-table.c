/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-audit-review-table.h"

#include <string.h>

#include "anshin-account-table.h"
#include "anshin-clock.h"
#include "anshin-json.h"
#include "anshin-seal.h"

#define VERSION 1

/**
 * anshin_audit_month_begin:
 * @month: YYYYMM
 *
 * Returns: when it begins in Japan
 */
gint64
anshin_audit_month_begin (gint64 month)
{
  return anshin_time_from_day ((int) month * 100 + 1);
}

/**
 * anshin_audit_month_of:
 * @time: a time
 *
 * Returns: its month in Japan, YYYYMM
 */
gint64
anshin_audit_month_of (gint64 time)
{
  return anshin_time_get_day (time) / 100;
}

/**
 * anshin_audit_month_add:
 * @month: YYYYMM
 * @months: how many later, or earlier where negative
 *
 * Returns: that month
 */
gint64
anshin_audit_month_add (gint64 month, int months)
{
  gint64 number = month / 100 * 12 + month % 100 - 1 + months;

  return number / 12 * 100 + number % 12 + 1;
}

static char *
make_row_name (const char *facility_id, gint64 month)
{
  return g_strdup_printf ("%s/%" G_GINT64_FORMAT, facility_id, month);
}

/**
 * anshin_audit_review_insert:
 * @tx: a writing transaction
 * @review: a review with month, note and counts; gets when it was made
 * @facility_id: whose; "" for the office's
 * @by: who reviewed
 * @error: %ANSHIN_ERROR_REVIEWED_ALREADY
 */
gboolean
anshin_audit_review_insert (AnshinTx *tx, AnshinAuditReview *review, const char *facility_id,
                            const char *by, GError **error)
{
  g_autofree char *json = anshin_json_from_record (review);
  g_autofree char *row = make_row_name (facility_id, review->month);
  g_autoptr (GBytes) sealed =
    anshin_seal (tx, ANSHIN_SEAL_ACCOUNTS, "audit_review", row, VERSION, json, strlen (json),
                 error);

  review->reviewed_at = anshin_clock_now ();
  if (sealed == NULL ||
      !anshin_tx_exec (tx, error,
                       "INSERT INTO audit_review (facility_id, month, sealed, reviewed_by, "
                       "reviewed_at) VALUES ($1, $2, $3, $4, $5) "
                       "ON CONFLICT (facility_id, month) DO NOTHING",
                       "tigti", facility_id, review->month, sealed, by, review->reviewed_at))
    return FALSE;
  if (anshin_tx_get_changes (tx) > 0)
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_REVIEWED_ALREADY, NULL, "The month has been reviewed");
  return FALSE;
}

static gboolean
read_review (AnshinTx *tx, AnshinRows *rows, AnshinAuditReview *review, const char *facility_id,
             GError **error)
{
  g_autofree char *row = make_row_name (facility_id, review->month);
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (AnshinAuditReview) kept = NULL;
  gsize size = 0;
  const guint8 *sealed = anshin_rows_get_blob (rows, ANSHIN_N_ACCOUNT_COLUMNS, &size);

  if (!anshin_unseal_append (tx, ANSHIN_SEAL_ACCOUNTS, "audit_review", row, VERSION, sealed, size,
                             json, error))
    return FALSE;
  kept = anshin_json_decode (json->str, json->len, anshin_audit_review_get_type (),
                             ANSHIN_DECODE_ANSWER, error);
  if (kept == NULL)
    return FALSE;
  review->note = g_steal_pointer (&kept->note);
  review->records = kept->records;
  review->night = kept->night;
  review->mass = kept->mass;
  review->refused = kept->refused;
  review->by_right = kept->by_right;
  review->reviewed_at = anshin_rows_get_int (rows, ANSHIN_N_ACCOUNT_COLUMNS + 1);
  return TRUE;
}

/**
 * anshin_audit_review_load:
 * @tx: a transaction
 * @review: a review with its month; gets what was noted and counted then, when, and by whom
 * @facility_id: whose; "" for the office's
 * @found: (out): whether the month was reviewed
 * @error: %ANSHIN_ERROR_CORRUPT
 */
gboolean
anshin_audit_review_load (AnshinTx *tx, AnshinAuditReview *review, const char *facility_id,
                          gboolean *found, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  g_autoptr (AnshinUser) user = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT " ANSHIN_ACCOUNT_COLUMNS ", r.sealed, r.reviewed_at "
                          "FROM audit_review r JOIN account a ON a.id = r.reviewed_by "
                          "JOIN facility f ON f.id = a.facility_id "
                          "WHERE r.facility_id = $1 AND r.month = $2",
                          "ti", facility_id, review->month);
  if (rows == NULL)
    return FALSE;
  *found = anshin_rows_next (rows, &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  if (!*found)
    return failure == NULL;
  user = anshin_account_from_row (tx, rows, 0, error);
  if (user == NULL)
    return FALSE;
  review->reviewed_by_name = g_strdup (user->name);
  return read_review (tx, rows, review, facility_id, error);
}

/**
 * anshin_audit_get_first_month:
 * @tx: a transaction
 * @month: (out): the month of the log's first record, 0 if it has none
 * @error: return location
 */
gboolean
anshin_audit_get_first_month (AnshinTx *tx, gint64 *month, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  *month = 0;
  rows = anshin_tx_query (tx, error, "SELECT at FROM audit ORDER BY at LIMIT 1", NULL);
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &failure))
    *month = anshin_audit_month_of (anshin_rows_get_int (rows, 0));
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_audit_export_insert:
 * @tx: a writing transaction
 * @wanted: what is taken out, and why
 * @id: a new id
 * @facility_id: of who takes it out
 * @by: who
 * @error: return location
 */
gboolean
anshin_audit_export_insert (AnshinTx *tx, AnshinAuditExport *wanted, const char *id,
                            const char *facility_id, const char *by, GError **error)
{
  g_autofree char *json = anshin_json_from_record (wanted);
  g_autoptr (GBytes) sealed =
    anshin_seal (tx, ANSHIN_SEAL_ACCOUNTS, "audit_export", id, VERSION, json, strlen (json),
                 error);

  return sealed != NULL &&
         anshin_tx_exec (tx, error,
                         "INSERT INTO audit_export (id, facility_id, exported_by, exported_at, "
                         "sealed) VALUES ($1, $2, $3, $4, $5)",
                         "tttig", id, facility_id, by, anshin_clock_now (), sealed);
}

/**
 * anshin_audit_export_get_reason:
 * @tx: a transaction
 * @id: (nullable): what was taken out
 * @facility_id: the reader's facility
 * @reason: (out) (transfer full) (nullable): why, %NULL if it was another facility's
 * @error: %ANSHIN_ERROR_CORRUPT
 */
gboolean
anshin_audit_export_get_reason (AnshinTx *tx, const char *id, const char *facility_id,
                                char **reason, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (AnshinAuditExport) taken = NULL;
  const guint8 *sealed = NULL;
  GError *failure = NULL;
  gsize size = 0;

  *reason = NULL;
  rows = anshin_tx_query (tx, error,
                          "SELECT sealed FROM audit_export WHERE id = $1 AND facility_id = $2",
                          "tt", id, facility_id);
  if (rows == NULL)
    return FALSE;
  if (!anshin_rows_next (rows, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      return failure == NULL;
    }
  sealed = anshin_rows_get_blob (rows, 0, &size);
  if (!anshin_unseal_append (tx, ANSHIN_SEAL_ACCOUNTS, "audit_export", id, VERSION, sealed, size,
                             json, error))
    return FALSE;
  taken = anshin_json_decode (json->str, json->len, anshin_audit_export_get_type (),
                              ANSHIN_DECODE_ANSWER, error);
  if (taken == NULL)
    return FALSE;
  *reason = g_steal_pointer (&taken->reason);
  return TRUE;
}
