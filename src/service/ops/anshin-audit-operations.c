/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-audit-operations.h"

#include "anshin-account-table.h"
#include "anshin-answer.h"

static void
row_free (gpointer row)
{
  anshin_audit_row_free (row);
}

static char *
make_cursor (GPtrArray *rows, guint limit)
{
  const AnshinAuditRow *last = NULL;

  if (rows->len <= limit)
    return NULL;
  last = g_ptr_array_index (rows, limit - 1);
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT,
                          last->record->at, last->record->chain, last->record->seq);
}

/**
 * anshin_audit_list:
 * @call: a reading call; query: person, patient, group, terminal, facility, action, from, to,
 *   finding, limit, cursor
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_FIELD_INVALID
 *
 * A page of the log, newest first: the office reads all of it without patients' names, a facility
 * admin what own staff did and what was done with own patients, a group admin what happened in the
 * group, everybody the own signing in (PRODUCT section 2).
 */
gboolean
anshin_audit_list (AnshinCall *call, GError **error)
{
  g_auto (AnshinAuditQuery) query = { 0 };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  g_autofree char *cursor = NULL;
  guint limit = 0;

  anshin_audit_query_init (&query);
  if (!anshin_call_get_limit (call, &limit, error) ||
      !anshin_facts_load_audit (call, &query, limit + 1, error) ||
      !anshin_audit_view_page (call->tx, &query, limit + 1, rows, error))
    return FALSE;

  cursor = make_cursor (rows, limit);
  anshin_answer_begin_list (call);
  if (!anshin_answer_audit (call, rows, MIN (rows->len, limit), error))
    return FALSE;
  anshin_answer_end_list (call, cursor);
  return TRUE;
}

static gboolean
name_person (AnshinCall *call, AnshinSeenBy *seen, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (AnshinUser) user = anshin_account_load (call->tx, seen->user_id, &failure);

  if (user == NULL && !g_error_matches (failure, ANSHIN_ERROR, ANSHIN_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (user == NULL)
    return TRUE;
  seen->user_name = g_strdup (user->name);
  seen->profession = user->profession;
  seen->facility_id = g_strdup (user->facility_id);
  seen->facility_name = g_strdup (user->facility_name);
  return TRUE;
}

/* How many come before the page: those up to the person whom the cursor names. */
static gboolean
find_start (GPtrArray *seen, const char *cursor, guint *start, GError **error)
{
  *start = 0;
  if (*cursor == '\0')
    return TRUE;
  for (guint i = 0; i < seen->len; i++)
    if (g_str_equal (ANSHIN_SEEN_BY (g_ptr_array_index (seen, i))->user_id, cursor))
      {
        *start = i + 1;
        return TRUE;
      }
  anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "cursor", "Not a cursor of ours");
  return FALSE;
}

/**
 * anshin_seen_by_list:
 * @call: a reading call; argument: the patient; query: from, to, limit, cursor
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_NEEDS_FACILITY_ADMIN,
 *   %ANSHIN_ERROR_NEEDS_GROUP_ADMIN
 *
 * Who has seen the patient, those who did so last first.
 */
gboolean
anshin_seen_by_list (AnshinCall *call, GError **error)
{
  AnshinFacts facts = 0;
  g_autoptr (AnshinPatientView) view =
    anshin_facts_load_patient (call, call->args[0], &facts, error);
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_object_unref);
  const char *cursor = NULL;
  gint64 from = 0;
  gint64 to = 0;
  guint limit = 0;
  guint start = 0;
  guint end = 0;

  if (view == NULL ||
      !anshin_check_patient (call, ANSHIN_ACTION_SEE_WHO_SAW, view, facts, error) ||
      !anshin_call_get_limit (call, &limit, error) ||
      !anshin_call_get_cursor (call, &cursor, error) ||
      !anshin_call_get_times (call, &from, &to, error) ||
      !anshin_audit_view_seen_by (call->tx, call->args[0], from, to, seen, error) ||
      !find_start (seen, cursor, &start, error))
    return FALSE;

  end = MIN (start + limit, seen->len);
  anshin_answer_begin_list (call);
  for (guint i = start; i < end; i++)
    {
      if (!name_person (call, g_ptr_array_index (seen, i), error))
        return FALSE;
      anshin_answer_add_item (call, g_ptr_array_index (seen, i));
    }
  anshin_answer_end_list (
    call,
    end < seen->len ? ANSHIN_SEEN_BY (g_ptr_array_index (seen, end - 1))->user_id : NULL);
  return TRUE;
}
