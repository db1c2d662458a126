/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-answer.h"
#include "anshin-care-operations.h"
#include "anshin-channel.h"
#include "anshin-clock.h"
#include "anshin-export-table.h"
#include "anshin-id.h"
#include "anshin-json.h"
#include "anshin-message-operations.h"

/* Which entries these days have. */
static gboolean
find_entries (AnshinCall *call, AnshinTimelineExport *export, GError **error)
{
  const char *group_id = export->group_id;
  gint64 last = 0;
  gint64 before = 0;

  if (!anshin_channel_get_last (call->tx, group_id, &last, error) ||
      !anshin_channel_find_time (call->tx, group_id, last, anshin_time_from_day (export->from),
                                 &before, error) ||
      !anshin_channel_find_time (call->tx, group_id, last,
                                 anshin_time_from_day (export->to) + ANSHIN_DAY, &last,
                                 error))
    return FALSE;
  export->entries = last - before;
  export->first_seq = export->entries > 0 ? before + 1 : 0;
  export->last_seq = export->entries > 0 ? last : 0;
  if (export->entries <= ANSHIN_MAX_EXPORTED_ENTRIES)
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_LIMIT_REACHED, "from", "More than %d entries",
                    ANSHIN_MAX_EXPORTED_ENTRIES);
  return FALSE;
}

static const char *
describe (AnshinCall *call, AnshinTimelineExport *export)
{
  return anshin_call_keep (
    call, g_strdup_printf ("purpose=%s format=%s from=%d to=%d entries=%" G_GINT64_FORMAT,
                           anshin_choice_to_wire (&anshin_export_purposes, export->purpose),
                           anshin_choice_to_wire (&anshin_export_formats, export->format),
                           export->from, export->to, export->entries));
}

static gboolean
check_group (AnshinCall *call, const char *group_id, AnshinFacts *facts, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };

  return anshin_facts_load_group (call, group_id, &standing, facts, error) &&
         anshin_check_group (call, ANSHIN_ACTION_READ_GROUP, group_id, *facts, error);
}

/**
 * anshin_timeline_export_begin:
 * @call: a writing call; argument: the group; body: AnshinTimelineExport
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN, %ANSHIN_ERROR_LIMIT_REACHED naming
 *   `from` for more than %ANSHIN_MAX_EXPORTED_ENTRIES
 *
 * Who may read the group may take a stretch of it out, for the own care record (PRODUCT section
 * 4). It is one record of the log, with what for, as what, which days and how many entries, before
 * any of it is given (SECURITY AUD-01).
 */
gboolean
anshin_timeline_export_begin (AnshinCall *call, GError **error)
{
  /* A copy, as the transaction may have to be done again. */
  g_autoptr (AnshinTimelineExport) export = anshin_record_dup (call->body);
  const AnshinPrincipal *asker = call->principal;
  AnshinFacts facts = 0;

  export->id = anshin_id_new ();
  export->group_id = g_strdup (call->args[0]);
  export->until = anshin_clock_now () + ANSHIN_EXPORT_SECONDS * ANSHIN_SECOND;
  if (!check_group (call, export->group_id, &facts, error) ||
      !find_entries (call, export, error) ||
      !anshin_timeline_export_insert (call->tx, export, asker->facility_id, asker->user_id, error))
    return FALSE;
  call->audit.object_id = anshin_call_keep (call, g_strdup (export->id));
  call->audit.reason = describe (call, export);
  call->status = 201;
  anshin_json_append_record (call->out, export);
  return TRUE;
}

static gboolean
get_page (AnshinCall *call, AnshinTimelineExport *export, AnshinEntryPage *page, GError **error)
{
  if (!anshin_call_get_limit (call, &page->limit, error) ||
      !anshin_call_get_number (call, "after", MAX (export->first_seq - 1, 0), &page->after, error))
    return FALSE;
  if (page->after >= MAX (export->first_seq - 1, 0) && page->after <= export->last_seq)
    {
      page->limit = (guint) MIN (page->limit, export->last_seq - page->after);
      return TRUE;
    }
  anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "after", "Not in what is taken out");
  return FALSE;
}

/**
 * anshin_timeline_export_read:
 * @call: a reading call; argument: the export; query: after, limit
 * @error: %ANSHIN_ERROR_NOT_FOUND for another's, and after %ANSHIN_EXPORT_SECONDS;
 *   %ANSHIN_ERROR_GROUP_FROZEN
 *
 * A page of what is taken out, in order, as the entries are now: the right to read is asked for
 * each page.
 */
gboolean
anshin_timeline_export_read (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinTimelineExport) export =
    anshin_timeline_export_load (call->tx, call->args[0], call->principal->user_id, error);
  AnshinEntryPage page = { 0 };
  AnshinFacts facts = 0;

  if (export == NULL)
    return FALSE;
  if (export->until < anshin_clock_now ())
    {
      anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "Not found");
      return FALSE;
    }
  page.channel = export->group_id;
  if (!check_group (call, export->group_id, &facts, error) ||
      !get_page (call, export, &page, error))
    return FALSE;
  call->audit.object_id = call->args[0];
  return anshin_answer_entries (call, &page, facts, export->last_seq, error);
}
