/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-answer.h"
#include "anshin-audit-operations.h"
#include "anshin-care-operations.h"
#include "anshin-channel.h"
#include "anshin-clock.h"
#include "anshin-facts-message.h"
#include "anshin-happening.h"
#include "anshin-json.h"
#include "anshin-vitals-table.h"

/* Whether the asker may do that in the group. */
static gboolean
check_group (AnshinCall *call, AnshinAction action, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  AnshinFacts facts = 0;

  return anshin_facts_load_group (call, call->args[0], &standing, &facts, error) &&
         anshin_check_group (call, action, call->args[0], facts, error);
}

static gboolean
load_targets (AnshinCall *call, AnshinEntry **entry, AnshinVitalTargets **targets, GError **error)
{
  *targets = NULL;
  if (!anshin_vital_targets_load (call->tx, call->args[0], entry, error))
    return FALSE;
  *targets = anshin_entry_get_vital_targets (*entry);
  return TRUE;
}

/* What is seldom is asked about, whatever the client: whoever stands by it says so. */
static gboolean
check_unusual (AnshinVitals *vitals, GError **error)
{
  int kind = anshin_vitals_get_unusual (vitals);

  if (kind == ANSHIN_VITAL_NONE)
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_VITALS_UNUSUAL,
                    anshin_choice_to_wire (&anshin_vital_kinds, kind), "Seldom so");
  return FALSE;
}

/* Fills in what is the service's: the time where none is given, and how each number stands to the
 * range that is aimed at on this day. */
static gboolean
complete (AnshinCall *call, AnshinVitals *vitals, GError **error)
{
  g_autoptr (AnshinEntry) entry = NULL;
  AnshinVitalTargets *targets = NULL;

  if (!load_targets (call, &entry, &targets, error))
    return FALSE;
  if (vitals->measured_at == 0)
    vitals->measured_at = anshin_clock_now ();
  anshin_vitals_mark (vitals, targets);
  return TRUE;
}

static gboolean
append (AnshinCall *call, const AnshinHappening *what, gint64 *seq, GError **error)
{
  if (!anshin_happen (call, what, call->out, error))
    return FALSE;
  return anshin_channel_get_last (call->tx, what->channel, seq, error);
}

/**
 * anshin_vitals_record:
 * @call: a writing call; argument: the group; body: AnshinVitalsPost
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_FORBIDDEN where the group is not about a patient,
 *   %ANSHIN_ERROR_GROUP_FROZEN, %ANSHIN_ERROR_GROUP_CLOSED, %ANSHIN_ERROR_VITALS_UNUSUAL,
 *   %ANSHIN_ERROR_SENT_DIFFERENTLY
 */
gboolean
anshin_vitals_record (AnshinCall *call, GError **error)
{
  g_autofree char *sent = NULL;
  AnshinVitalsPost *post = call->body;
  AnshinHappening what = { .channel = call->args[0],
                           .kind = ANSHIN_ENTRY_VITALS,
                           .client_id = post->client_id,
                           .vitals = ANSHIN_VITALS (post->vitals) };
  gint64 seq = 0;

  if (!check_group (call, ANSHIN_ACTION_RECORD_VITALS, error) ||
      !anshin_channel_find_sent (call->tx, call->principal->user_id, post->client_id, &sent, &seq,
                                 error))
    return FALSE;
  if (sent != NULL)
    return anshin_happened (call, &what, sent, seq, error);
  if (!check_unusual (what.vitals, error) || !complete (call, what.vitals, error))
    return FALSE;

  call->status = 201;
  return append (call, &what, &seq, error) &&
         anshin_vitals_insert (call->tx, what.channel, what.vitals->measured_at, seq, error);
}

/* Vital signs of the group that the asker wrote down and may change. */
static AnshinEntry *
load_own (AnshinCall *call, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  g_autoptr (AnshinEntry) entry = NULL;
  const char *group_id = call->args[0];
  AnshinFacts facts = 0;

  if (!anshin_facts_load_group (call, group_id, &standing, &facts, error))
    return NULL;
  if (!anshin_policy_allows (ANSHIN_ACTION_READ_GROUP, facts))
    {
      anshin_check_group (call, ANSHIN_ACTION_CHANGE_VITALS, group_id,
                          facts | ANSHIN_FACT_SELF, error);
      return NULL;
    }
  entry = anshin_channel_load (call->tx, group_id, call->args[1], error);
  if (entry == NULL)
    return NULL;
  call->audit.object_id = call->args[1];
  if (entry->kind != ANSHIN_ENTRY_VITALS ||
      ANSHIN_CONTENT (entry->content)->vitals == NULL)
    {
      anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "no vital signs");
      return NULL;
    }
  if (g_strcmp0 (entry->author_id, call->principal->user_id) == 0)
    facts |= ANSHIN_FACT_SELF;
  if (!anshin_check_group (call, ANSHIN_ACTION_CHANGE_VITALS, group_id, facts, error))
    return NULL;
  return g_steal_pointer (&entry);
}

/* What they said is kept as a version, and who watches hears of it. */
static gboolean
rewrite (AnshinCall *call, AnshinEntry *entry, gboolean deleted, GError **error)
{
  g_autofree char *json = anshin_json_from_record (entry->content);
  AnshinHappening what = { .channel = call->args[0],
                           .kind = ANSHIN_ENTRY_VITALS_CHANGED,
                           .subject_id = entry->id };

  call->status = 204;
  return anshin_channel_rewrite (call->tx, what.channel, entry->seq, json, deleted,
                                 call->principal->user_id, error) &&
         anshin_vitals_remove (call->tx, what.channel, entry->seq, error) &&
         anshin_happen (call, &what, NULL, error);
}

/**
 * anshin_vitals_correct:
 * @call: a writing call; arguments: the group, the entry; body: AnshinVitals
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_FORBIDDEN where others wrote them down,
 *   %ANSHIN_ERROR_GROUP_FROZEN, %ANSHIN_ERROR_GROUP_CLOSED, %ANSHIN_ERROR_VITALS_UNUSUAL
 *
 * Without a time they stay where they are.
 */
gboolean
anshin_vitals_correct (AnshinCall *call, GError **error)
{
  AnshinVitals *vitals = call->body;
  g_autoptr (AnshinEntry) entry = load_own (call, error);
  AnshinContent *content = NULL;

  if (entry == NULL || !check_unusual (vitals, error))
    return FALSE;
  content = ANSHIN_CONTENT (entry->content);
  if (vitals->measured_at == 0)
    vitals->measured_at = ANSHIN_VITALS (content->vitals)->measured_at;
  if (!complete (call, vitals, error))
    return FALSE;
  g_object_unref (content->vitals);
  content->vitals = g_object_ref (ANSHIN_RECORD (vitals));
  return rewrite (call, entry, FALSE, error) &&
         anshin_vitals_insert (call->tx, call->args[0], vitals->measured_at, entry->seq, error);
}

/**
 * anshin_vitals_delete:
 * @call: a writing call; arguments: the group, the entry
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_FORBIDDEN where others wrote them down,
 *   %ANSHIN_ERROR_GROUP_FROZEN, %ANSHIN_ERROR_GROUP_CLOSED
 *
 * Who wrote them down stays; the numbers are kept as a version alone.
 */
gboolean
anshin_vitals_delete (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinEntry) entry = load_own (call, error);

  if (entry == NULL)
    return FALSE;
  g_clear_object (&ANSHIN_CONTENT (entry->content)->vitals);
  return rewrite (call, entry, TRUE, error);
}

static gboolean
get_limit (AnshinCall *call, gint64 *limit, GError **error)
{
  if (!anshin_call_get_number (call, "limit", ANSHIN_DEFAULT_PAGE, limit, error))
    return FALSE;
  if (*limit >= 1 && *limit <= ANSHIN_MAX_VITALS_PAGE)
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "limit", "not 1 to %d",
                    ANSHIN_MAX_VITALS_PAGE);
  return FALSE;
}

/* "time.number" of the last measurement of the page before. */
static gboolean
get_place (AnshinCall *call, AnshinVitalsPlace *place, GError **error)
{
  const char *cursor = anshin_call_get_query (call, "cursor");
  g_auto (GStrv) parts = NULL;

  if (cursor == NULL)
    return TRUE;
  parts = g_strsplit (cursor, ".", 3);
  if (g_strv_length (parts) == 2 &&
      g_ascii_string_to_signed (parts[0], 10, 1, G_MAXINT64, &place->measured_at, NULL) &&
      g_ascii_string_to_signed (parts[1], 10, 1, G_MAXINT64, &place->seq, NULL))
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "cursor", "Not a cursor of ours");
  return FALSE;
}

/**
 * anshin_vitals_list:
 * @call: a reading call; argument: the group; query: from, to, limit up to
 *   %ANSHIN_MAX_VITALS_PAGE, cursor
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN, %ANSHIN_ERROR_FIELD_INVALID
 *
 * What was measured in a period, newest first, as entries.
 */
gboolean
anshin_vitals_list (AnshinCall *call, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  g_autofree char *cursor = NULL;
  g_autofree char *own_state = NULL;
  AnshinVitalsQuery query = { .channel = call->args[0], .own_id = call->principal->user_id };
  AnshinVitalsPlace place = { 0 };
  AnshinFacts facts = 0;
  gint64 limit = 0;
  guint count = 0;

  if (!get_limit (call, &limit, error) || !get_place (call, &place, error) ||
      !anshin_call_get_times (call, &query.from, &query.to, error) ||
      !anshin_facts_load_group (call, query.channel, &standing, &facts, error) ||
      !anshin_check_group (call, ANSHIN_ACTION_READ_GROUP, query.channel, facts, error))
    return FALSE;
  query.limit = (guint) limit;
  query.own_state = own_state = anshin_entry_dup_own_state (ANSHIN_ENTRY_VITALS, facts);
  anshin_answer_begin_list (call);
  if (!anshin_vitals_page (call->tx, &query, &place, call->out, &count, &place, error))
    return FALSE;
  if (count == query.limit)
    cursor = g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, place.measured_at,
                              place.seq);
  anshin_answer_end_list (call, cursor);
  return TRUE;
}

/**
 * anshin_vital_targets_list:
 * @call: a reading call; argument: the group; query: limit, cursor
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN
 *
 * Every version of the patient's own target ranges, newest first, as the entries that set them.
 */
gboolean
anshin_vital_targets_list (AnshinCall *call, GError **error)
{
  g_autofree char *next = NULL;
  gint64 before = 0;
  gint64 last = 0;
  guint limit = 0;
  guint count = 0;

  if (!anshin_call_get_limit (call, &limit, error) ||
      !anshin_call_get_number (call, "cursor", 0, &before, error) ||
      !check_group (call, ANSHIN_ACTION_READ_GROUP, error))
    return FALSE;
  anshin_answer_begin_list (call);
  if (!anshin_vital_targets_page (call->tx, call->args[0], before, limit, call->out, &count, &last,
                                  error))
    return FALSE;
  if (count == limit && last > 1)
    next = g_strdup_printf ("%" G_GINT64_FORMAT, last);
  anshin_answer_end_list (call, next);
  return TRUE;
}

/**
 * anshin_vital_targets_put:
 * @call: a writing call; argument: the group; body: AnshinVitalTargets
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_NEEDS_ELIGIBLE_PROFESSION,
 *   %ANSHIN_ERROR_GROUP_FROZEN, %ANSHIN_ERROR_GROUP_CLOSED, %ANSHIN_ERROR_VERSION_STALE
 */
gboolean
anshin_vital_targets_put (AnshinCall *call, GError **error)
{
  /* A copy, as the transaction may have to be done again. */
  g_autoptr (AnshinVitalTargets) wanted = anshin_record_dup (call->body);
  AnshinVitalTargets *targets = NULL;
  g_autoptr (AnshinEntry) entry = NULL;
  AnshinHappening what = { .channel = call->args[0],
                           .kind = ANSHIN_ENTRY_VITAL_TARGETS_CHANGED,
                           .vital_targets = wanted };
  gint64 version = 0;
  gint64 seq = 0;

  if (!check_group (call, ANSHIN_ACTION_SET_VITAL_TARGETS, error) ||
      !load_targets (call, &entry, &targets, error))
    return FALSE;
  version = targets != NULL ? targets->version : 0;
  if (wanted->version != version)
    {
      anshin_set_error (error, ANSHIN_ERROR_VERSION_STALE, "version",
                        "Version %" G_GINT64_FORMAT " is in force", version);
      return FALSE;
    }
  wanted->version = version + 1;
  call->status = 201;
  return append (call, &what, &seq, error) &&
         anshin_vital_targets_insert (call->tx, what.channel, wanted->version, seq, error);
}

/**
 * anshin_vitals_note_export:
 * @call: a writing call; argument: the group; body: AnshinVitalsExport
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN, %ANSHIN_ERROR_FORBIDDEN
 *
 * Writes down that the asker takes numbers out, before it is done: how and what for is the
 * record's reason.
 */
gboolean
anshin_vitals_note_export (AnshinCall *call, GError **error)
{
  AnshinVitalsExport *export = call->body;

  if (!check_group (call, ANSHIN_ACTION_READ_GROUP, error))
    return FALSE;
  call->audit.reason = anshin_call_keep (
    call, g_strconcat (export->printed ? "printed " : "file ",
                       anshin_choice_to_wire (&anshin_export_purposes, export->purpose), NULL));
  call->status = 204;
  return TRUE;
}
