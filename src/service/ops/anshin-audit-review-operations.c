/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-audit-review-table.h"

#include "anshin-answer.h"
#include "anshin-audit-operations.h"
#include "anshin-clock.h"
#include "anshin-facility-table.h"
#include "anshin-id.h"
#include "anshin-json.h"

/* A month is to be reviewed in the month after it. */
#define MONTHS_TO_REVIEW 1

static const AnshinAction review_actions[] = { ANSHIN_ACTION_REVIEW_AUDIT };

/* Whose review: the office's own is "". */
typedef struct
{
  const char *facility_id;
  const char *facility_name;
  gboolean own;
  gint64 this_month;
  gint64 first_month;
} Desk;

static gboolean
check_right (AnshinCall *call, const char *facility_id, GError **error)
{
  AnshinFacts facts = anshin_facts_own (call);

  if (g_strcmp0 (facility_id, call->principal->facility_id) == 0)
    facts |= ANSHIN_FACT_OWN_FACILITY;
  return anshin_check_facility (call, ANSHIN_ACTION_REVIEW_AUDIT, facts, error);
}

static gboolean
load_desk (AnshinCall *call, const char *facility_id, Desk *desk, GError **error)
{
  g_autoptr (AnshinFacility) facility = NULL;
  const AnshinPrincipal *asker = call->principal;

  if (facility_id == NULL && !asker->office)
    facility_id = asker->facility_id;
  if (!check_right (call, facility_id, error))
    return FALSE;
  if (facility_id != NULL)
    {
      facility = anshin_facility_load (call->tx, facility_id, error);
      if (facility == NULL)
        return FALSE;
      desk->facility_name = anshin_call_keep (call, g_strdup (facility->name));
    }
  desk->facility_id = facility_id != NULL ? facility_id : "";
  desk->own = asker->office ? facility_id == NULL
                            : g_strcmp0 (facility_id, asker->facility_id) == 0;
  desk->this_month = anshin_audit_month_of (anshin_clock_now ());
  return anshin_audit_get_first_month (call->tx, &desk->first_month, error);
}

static gboolean
count (AnshinCall *call, const Desk *desk, AnshinAuditReview *review, GError **error)
{
  return anshin_audit_review_count (
    call->tx, review, desk->facility_id, anshin_audit_month_begin (review->month),
    anshin_audit_month_begin (anshin_audit_month_add (review->month, 1)), error);
}

static void
fill (const Desk *desk, AnshinCall *call, AnshinAuditReview *review)
{
  AnshinFacts facts = anshin_facts_own (call) | ANSHIN_FACT_OWN_FACILITY;
  gboolean over = review->month < desk->this_month;

  review->facility_id = *desk->facility_id != '\0' ? g_strdup (desk->facility_id) : NULL;
  review->facility_name = g_strdup (desk->facility_name);
  review->overdue =
    review->reviewed_at == 0 &&
    anshin_audit_month_add (review->month, MONTHS_TO_REVIEW) < desk->this_month;
  review->capabilities = anshin_policy_capabilities (
    facts, review_actions,
    over && desk->own && review->reviewed_at == 0 ? G_N_ELEMENTS (review_actions) : 0);
}

static gboolean
add_month (AnshinCall *call, const Desk *desk, gint64 month, GError **error)
{
  g_autoptr (AnshinAuditReview) review = anshin_audit_review_new ();
  gboolean found = FALSE;

  review->month = month;
  if (!anshin_audit_review_load (call->tx, review, desk->facility_id, &found, error) ||
      (!found && !count (call, desk, review, error)))
    return FALSE;
  fill (desk, call, review);
  anshin_answer_add_item (call, review);
  return TRUE;
}

static gboolean
get_first (AnshinCall *call, const Desk *desk, gint64 *month, GError **error)
{
  const char *cursor = anshin_call_get_query (call, "cursor");

  *month = desk->this_month;
  if (cursor == NULL)
    return TRUE;
  if (!g_ascii_string_to_signed (cursor, 10, 197001, 999912, month, NULL) ||
      *month % 100 < 1 || *month % 100 > 12)
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "cursor", "Not a cursor of ours");
      return FALSE;
    }
  *month = anshin_audit_month_add (*month, -1);
  return TRUE;
}

/**
 * anshin_audit_reviews_list:
 * @call: a reading call; query: facility, limit, cursor
 * @error: %ANSHIN_ERROR_NEEDS_FACILITY_ADMIN, %ANSHIN_ERROR_NEEDS_OFFICE
 *
 * The months since the log began, newest first: how much there is to look at, or what was found
 * when the month was reviewed. Those of the office are of the whole log.
 */
gboolean
anshin_audit_reviews_list (AnshinCall *call, GError **error)
{
  Desk desk = { 0 };
  g_autofree char *next = NULL;
  gint64 month = 0;
  guint limit = 0;

  if (!load_desk (call, anshin_call_get_query (call, "facility"), &desk, error) ||
      !anshin_call_get_limit (call, &limit, error) || !get_first (call, &desk, &month, error))
    return FALSE;

  anshin_answer_begin_list (call);
  for (; limit > 0 && desk.first_month > 0 && month >= desk.first_month; limit--)
    {
      if (!add_month (call, &desk, month, error))
        return FALSE;
      month = anshin_audit_month_add (month, -1);
    }
  if (desk.first_month > 0 && month >= desk.first_month)
    next = g_strdup_printf ("%" G_GINT64_FORMAT, anshin_audit_month_add (month, 1));
  anshin_answer_end_list (call, next);
  return TRUE;
}

/* Only a month that is over, and of which there is something, can be reviewed. */
static gboolean
check_month (const Desk *desk, gint64 month, GError **error)
{
  if (month % 100 >= 1 && month % 100 <= 12 && month < desk->this_month &&
      month >= desk->first_month && desk->first_month > 0)
    return TRUE;

  anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "month", "Not a month to review");
  return FALSE;
}

/**
 * anshin_audit_review:
 * @call: a writing call; body: AnshinAuditReview with month and note
 * @error: %ANSHIN_ERROR_REVIEWED_ALREADY, %ANSHIN_ERROR_FIELD_INVALID naming `month`
 *
 * Signs a month off, the office for itself, an admin for the own facility; what was counted at
 * that time is kept with it.
 */
gboolean
anshin_audit_review (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinAuditReview) review = anshin_record_dup (call->body);
  const AnshinPrincipal *asker = call->principal;
  Desk desk = { 0 };

  if (!load_desk (call, NULL, &desk, error) || !check_month (&desk, review->month, error))
    return FALSE;
  call->audit.object_id = asker->office ? NULL : asker->facility_id;
  call->audit.reason =
    anshin_call_keep (call, g_strdup_printf ("month=%" G_GINT64_FORMAT, review->month));
  if (!count (call, &desk, review, error) ||
      !anshin_audit_review_insert (call->tx, review, desk.facility_id, asker->user_id, error))
    return FALSE;
  review->reviewed_by_name = g_strdup (asker->name);
  fill (&desk, call, review);
  call->status = 201;
  anshin_json_append_record (call->out, review);
  return TRUE;
}

static char *
format_time (gint64 time)
{
  return time != 0 ? anshin_time_format (time) : NULL;
}

static void
take (GHashTable *query, const char *name, char *value)
{
  if (value != NULL)
    g_hash_table_insert (query, (gpointer) name, value);
}

/* What is taken out is what would be read: the same question, the same right. */
static gboolean
check_reading (AnshinCall *call, AnshinAuditExport *wanted, GError **error)
{
  g_autoptr (GHashTable) query = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_auto (AnshinAuditQuery) asked = { 0 };
  gboolean allowed = FALSE;

  take (query, "person", g_strdup (wanted->person));
  take (query, "patient", g_strdup (wanted->patient));
  take (query, "facility", g_strdup (wanted->facility));
  take (query, "finding", g_strdup (wanted->finding));
  take (query, "from", format_time (wanted->from));
  take (query, "to", format_time (wanted->to));
  anshin_audit_query_init (&asked);
  call->query = query;
  allowed = anshin_facts_load_audit (call, &asked, 1, error);
  call->query = NULL;
  return allowed;
}

/**
 * anshin_audit_export:
 * @call: a writing call; body: AnshinAuditExport
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_FIELD_INVALID
 *
 * Records who takes out which part of the log, and why; the pages are then read as always.
 */
gboolean
anshin_audit_export (AnshinCall *call, GError **error)
{
  AnshinAuditExport *wanted = call->body;
  const AnshinPrincipal *asker = call->principal;
  const char *id = anshin_call_keep (call, anshin_id_new ());

  if (!check_reading (call, wanted, error))
    return FALSE;
  call->audit.object_id = id;
  call->status = 204;
  return anshin_audit_export_insert (call->tx, wanted, id, asker->facility_id, asker->user_id,
                                     error);
}
