/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "anshin-answer.h"
#include "anshin-audit-operations.h"
#include "anshin-care-operations.h"
#include "anshin-channel.h"
#include "anshin-hearing-table.h"
#include "anshin-json.h"
#include "anshin-search-table.h"

static gboolean
fail_cursor (GError **error)
{
  anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "cursor", "Not a cursor of ours");
  return FALSE;
}

/* "time.group.number", as make_cursor() writes it. */
static gboolean
get_place (AnshinCall *call, AnshinSearchPlace *place, GError **error)
{
  const char *cursor = anshin_call_get_query (call, "cursor");
  g_auto (GStrv) parts = NULL;

  if (cursor == NULL)
    return TRUE;
  parts = g_strsplit (cursor, ".", 4);
  if (g_strv_length (parts) != 3 || strlen (parts[1]) > ANSHIN_MAX_ID ||
      !g_ascii_string_to_signed (parts[0], 10, 1, G_MAXINT64, &place->at, NULL) ||
      !g_ascii_string_to_signed (parts[2], 10, 1, G_MAXINT64, &place->seq, NULL))
    return fail_cursor (error);
  g_strlcpy (place->channel, parts[1], sizeof place->channel);
  return TRUE;
}

static char *
make_cursor (const AnshinSearchPlace *place)
{
  if (place->channel[0] == '\0')
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%s.%" G_GINT64_FORMAT, place->at, place->channel,
                          place->seq);
}

static gboolean
get_attachment (AnshinCall *call, gboolean *attachment, GError **error)
{
  const char *text = anshin_call_get_query (call, "attachment");

  *attachment = g_strcmp0 (text, "true") == 0;
  if (text == NULL || *attachment)
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "attachment", "Only true");
  return FALSE;
}

/* Without anything to look for it would be a list of everything. */
static gboolean
get_search (AnshinCall *call, AnshinSearch *search, char **words, GError **error)
{
  if (!anshin_call_get_words (call, words, error) ||
      !anshin_call_get_times (call, &search->from, &search->to, error) ||
      !get_attachment (call, &search->attachment, error) ||
      !get_place (call, &search->before, error))
    return FALSE;
  search->words = *words;
  search->author_id = anshin_call_get_query (call, "author");
  search->budget = ANSHIN_SEARCH_BUDGET_BYTES;
  if (**words != '\0' || search->author_id != NULL || search->attachment)
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_FIELD_MISSING, "q", "Nothing to look for");
  return FALSE;
}

static gboolean
add_group (AnshinCall *call, const char *id, GPtrArray *channels, GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  AnshinFacts facts = 0;

  if (!anshin_facts_load_group (call, id, &standing, &facts, error) ||
      !anshin_check_group (call, ANSHIN_ACTION_READ_GROUP, id, facts, error))
    return FALSE;
  g_ptr_array_add (channels, g_strdup (id));
  return TRUE;
}

/* What the asker hears, as far as the policy lets him read it at this moment. */
static gboolean
add_all_groups (AnshinCall *call, GPtrArray *channels, GError **error)
{
  const AnshinPrincipal *asker = call->principal;
  g_autoptr (GPtrArray) heard =
    g_ptr_array_new_with_free_func ((GDestroyNotify) anshin_heard_free);

  if (!anshin_hearing_list (call->tx, asker->user_id, asker->facility_id, asker->facility_admin,
                            heard, error))
    return FALSE;
  for (guint i = 0; i < heard->len; i++)
    {
      const AnshinHeard *one = g_ptr_array_index (heard, i);
      g_auto (AnshinGroupStanding) standing = { 0 };

      if (g_strcmp0 (one->channel, asker->user_id) == 0)
        continue;
      if (!anshin_group_stand (call->tx, one->channel, asker->user_id, &standing, error))
        return FALSE;
      if (anshin_policy_allows (ANSHIN_ACTION_READ_GROUP, anshin_facts_of_group (call, &standing)))
        g_ptr_array_add (channels, g_strdup (one->channel));
    }
  return TRUE;
}

/* A group's name as the asker sees it, looked up once for a page. */
static const char *
get_name (AnshinCall *call, GHashTable *names, const char *channel, GError **error)
{
  const char *known = g_hash_table_lookup (names, channel);
  g_autoptr (AnshinGroupView) view = NULL;

  if (known != NULL)
    return known;
  view = anshin_group_view (call->tx, channel, call->principal->user_id, error);
  if (view == NULL)
    return NULL;
  anshin_call_show_patient (call, view->standing.patient_id);
  known = view->group->name != NULL ? view->group->name : "";
  g_hash_table_insert (names, g_strdup (channel), g_strdup (known));
  return g_hash_table_lookup (names, channel);
}

static gboolean
append_hit (AnshinCall *call, GHashTable *names, const AnshinSearchPlace *place, GError **error)
{
  const char *name = get_name (call, names, place->channel, error);
  g_autoptr (AnshinSearchHit) hit = anshin_search_hit_new ();
  g_autoptr (GString) json = g_string_new (NULL);
  gint64 first = 0;
  gint64 last = 0;
  guint count = 0;

  if (name == NULL ||
      !anshin_channel_read (call->tx, place->channel, place->seq - 1, 0, 1, json, &count, &first,
                            &last, error))
    return FALSE;
  hit->entry = anshin_json_decode (json->str, (gssize) json->len, anshin_entry_get_type (),
                                   ANSHIN_DECODE_ANSWER, error);
  if (hit->entry == NULL)
    return FALSE;
  hit->id = g_strdup (ANSHIN_ENTRY (hit->entry)->id);
  hit->group_name = g_strdup (name);
  anshin_answer_add_item (call, hit);
  return TRUE;
}

/**
 * anshin_search_list:
 * @call: a reading call; query: q, group, author, from, to, attachment, limit, cursor
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_GROUP_FROZEN, %ANSHIN_ERROR_FIELD_INVALID,
 *   %ANSHIN_ERROR_FIELD_MISSING naming `q` where nothing is looked for
 *
 * What people wrote, in one group or in all that the asker may read, newest first. A page may have
 * fewer items than asked for, or none, and still a cursor: what was looked through so far had no
 * more. What was looked for is not written down; whom the answer shows is (SECURITY AUD-08).
 */
gboolean
anshin_search_list (AnshinCall *call, GError **error)
{
  g_autoptr (GPtrArray) channels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (AnshinSearchPlace));
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *group = anshin_call_get_query (call, "group");
  g_autofree char *words = NULL;
  g_autofree char *cursor = NULL;
  AnshinSearchPlace next = { 0 };
  AnshinSearch search = { 0 };
  guint limit = 0;

  if (!anshin_call_get_limit (call, &limit, error) || !get_search (call, &search, &words, error) ||
      !(group != NULL ? add_group (call, group, channels, error)
                      : add_all_groups (call, channels, error)) ||
      !anshin_search_find (call->tx, &search, channels, limit, places, &next, error))
    return FALSE;

  cursor = make_cursor (&next);
  anshin_answer_begin_list (call);
  for (guint i = 0; i < places->len; i++)
    if (!append_hit (call, names, &g_array_index (places, AnshinSearchPlace, i), error))
      return FALSE;
  anshin_answer_end_list (call, cursor);
  return TRUE;
}
