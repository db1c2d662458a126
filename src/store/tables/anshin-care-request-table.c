/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-care-request-table.h"

#include <string.h>

#include "anshin-choice.h"
#include "anshin-json.h"
#include "anshin-seal.h"

/* Stands behind every day. */
#define NO_DAY 99999999

G_STATIC_ASSERT (ANSHIN_REQUEST_ASKED == 1 && ANSHIN_REQUEST_TAKEN == 2);
G_STATIC_ASSERT (ANSHIN_REQUEST_DONE == 3 && ANSHIN_REQUEST_CANCELLED == 5);

/* Who has taken on what a facility is asked to do, as long as that one can do it. */
#define ABLE_TAKER                                                                                \
  "(SELECT COUNT(*) FROM membership m JOIN account x ON x.id = m.user_id AND x.state = 1 "        \
  "WHERE m.group_id = r.group_id AND m.left_at IS NULL AND m.user_id = r.taken_by)"

/* Beside the request: what has become of the person who is asked, whether anybody of the facility
 * that is asked is left in the group, and whether the one of it who has taken it on is. */
#define COLUMNS                                                                                   \
  "SELECT r.id, r.version, r.group_id, r.seq, r.about_id, r.owner_id, r.owner_facility_id, "      \
  "r.due_on, r.urgent, r.state, r.asked_by, r.asked_at, r.taken_by, r.taken_at, r.changed_at, "   \
  "r.sealed, o.state, CASE WHEN r.owner_id IS NOT NULL THEN "                                     \
  "(SELECT COUNT(*) FROM membership m WHERE m.group_id = r.group_id AND m.user_id = r.owner_id "  \
  "AND m.left_at IS NULL) ELSE "                                                                  \
  "(SELECT COUNT(*) FROM membership m JOIN account x ON x.id = m.user_id AND x.state = 1 "        \
  "WHERE m.group_id = r.group_id AND m.left_at IS NULL "                                          \
  "AND x.facility_id = r.owner_facility_id) END, "                                                \
  "CASE WHEN r.owner_facility_id IS NULL OR r.state <> 2 THEN 1 ELSE " ABLE_TAKER " END "
#define N_COLUMNS 19
#define OWNER "LEFT JOIN account o ON o.id = r.owner_id "

/* In the user's groups that are live. */
#define IN_GROUPS                                                                                 \
  "FROM membership v JOIN care_group g ON g.id = v.group_id AND g.state = 1 "                     \
  "JOIN care_request r ON r.group_id = g.id "

/* What somebody else of the facility has taken on is that one's, while that one can do it. */
#define MINE                                                                                      \
  "(r.owner_id = $1 OR (r.owner_facility_id = $2 AND (r.taken_by IS NULL OR r.taken_by = $1 "     \
  "OR (r.state = 2 AND " ABLE_TAKER " = 0))))"

#define WANTED                                                                                    \
  "AND ($3 <> 1 OR " MINE ") AND ($3 <> 2 OR r.asked_by = $1) AND ($3 <> 3 OR r.due_on < $4) "

/* What is sealed: all but what the row's own columns say. */
static GBytes *
seal_request (AnshinTx *tx, AnshinCareRequest *request, gint64 version, GError **error)
{
  g_autoptr (AnshinCareRequest) content = anshin_care_request_new ();
  g_autofree char *json = NULL;

  content->what = g_strdup (request->what);
  content->word = g_strdup (request->word);
  content->owner_name = g_strdup (request->owner_name);
  content->owner_profession = request->owner_profession;
  content->owner_facility_name = g_strdup (request->owner_facility_name);
  content->asked_by_name = g_strdup (request->asked_by_name);
  content->asked_by_facility = g_strdup (request->asked_by_facility);
  content->taken_by_name = g_strdup (request->taken_by_name);
  content->changed_by_name = g_strdup (request->changed_by_name);
  json = anshin_json_from_record (content);
  return anshin_seal (tx, request->group_id, "care_request", request->id, version, json,
                      strlen (json), error);
}

/**
 * anshin_care_request_get_due_key:
 * @request: a request
 *
 * Returns: what open requests are ordered by: the day, or what stands behind every day
 */
gint64
anshin_care_request_get_due_key (AnshinCareRequest *request)
{
  return request->due_on != 0 ? request->due_on : NO_DAY;
}

/**
 * anshin_care_request_insert:
 * @tx: a writing transaction
 * @request: a request with the id and the number of its entry; gets its version
 * @error: return location
 */
gboolean
anshin_care_request_insert (AnshinTx *tx, AnshinCareRequest *request, GError **error)
{
  g_autoptr (GBytes) sealed = NULL;

  request->version = 1;
  sealed = seal_request (tx, request, 1, error);
  return sealed != NULL &&
         anshin_tx_exec (tx, error,
                         "INSERT INTO care_request (id, group_id, seq, about_id, asked_by, "
                         "asked_at, owner_id, owner_facility_id, due_on, urgent, state, taken_by, "
                         "taken_at, changed_at, version, sealed) VALUES ($1, $2, $3, $4, $5, $6, "
                         "$7, $8, $9, $10, $11, NULL, 0, $6, 1, $12)",
                         "ttittittiiig", request->id, request->group_id, request->seq,
                         request->about_id, request->asked_by, request->asked_at,
                         request->owner_id, request->owner_facility_id,
                         anshin_care_request_get_due_key (request), (gint64) request->urgent,
                         (gint64) request->state, sealed);
}

/**
 * anshin_care_request_update:
 * @tx: a writing transaction
 * @request: a request as it shall be, with the version it was read at; gets the new one
 * @error: %ANSHIN_ERROR_REQUEST_STATE if it has changed in the meantime
 */
gboolean
anshin_care_request_update (AnshinTx *tx, AnshinCareRequest *request, GError **error)
{
  g_autoptr (GBytes) sealed = seal_request (tx, request, request->version + 1, error);

  if (sealed == NULL ||
      !anshin_tx_exec (tx, error,
                       "UPDATE care_request SET owner_id = $1, owner_facility_id = $2, "
                       "state = $3, taken_by = $4, taken_at = $5, changed_at = $6, "
                       "version = $7, sealed = $8 WHERE id = $9 AND version = $10",
                       "ttitiiigti", request->owner_id, request->owner_facility_id,
                       (gint64) request->state, request->taken_by, request->taken_at,
                       request->changed_at, request->version + 1, sealed, request->id,
                       request->version))
    return FALSE;
  if (anshin_tx_get_changes (tx) == 0)
    {
      anshin_set_error (error, ANSHIN_ERROR_REQUEST_STATE, NULL, "Changed in the meantime");
      return FALSE;
    }
  request->version++;
  return TRUE;
}

static void
take_columns (AnshinRows *rows, AnshinCareRequest *request)
{
  gint64 due_on = anshin_rows_get_int (rows, 7);

  request->id = g_strdup (anshin_rows_get_text (rows, 0));
  request->version = anshin_rows_get_int (rows, 1);
  request->group_id = g_strdup (anshin_rows_get_text (rows, 2));
  request->seq = anshin_rows_get_int (rows, 3);
  request->about_id = g_strdup (anshin_rows_get_text (rows, 4));
  request->owner_id = g_strdup (anshin_rows_get_text (rows, 5));
  request->owner_facility_id = g_strdup (anshin_rows_get_text (rows, 6));
  request->due_on = due_on != NO_DAY ? (int) due_on : 0;
  request->urgent = anshin_rows_get_int (rows, 8) != 0;
  request->state = (int) anshin_rows_get_int (rows, 9);
  request->asked_by = g_strdup (anshin_rows_get_text (rows, 10));
  request->asked_at = anshin_rows_get_int (rows, 11);
  request->taken_by = g_strdup (anshin_rows_get_text (rows, 12));
  request->taken_at = anshin_rows_get_int (rows, 13);
  request->changed_at = anshin_rows_get_int (rows, 14);
  request->owner_state = (int) anshin_rows_get_int (rows, 16);
  request->owner_left = anshin_rows_get_int (rows, 17) == 0;
  request->taker_gone = anshin_rows_get_int (rows, 18) == 0;
}

static AnshinCareRequest *
request_from_row (AnshinTx *tx, AnshinRows *rows, GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (AnshinCareRequest) request = NULL;
  gsize size = 0;
  const guint8 *sealed = anshin_rows_get_blob (rows, 15, &size);

  if (!anshin_unseal_append (tx, anshin_rows_get_text (rows, 2), "care_request",
                             anshin_rows_get_text (rows, 0), anshin_rows_get_int (rows, 1),
                             sealed, size, json, error))
    return NULL;
  request = anshin_json_decode (json->str, json->len, anshin_care_request_get_type (),
                                ANSHIN_DECODE_ANSWER, error);
  if (request == NULL)
    return NULL;
  take_columns (rows, request);
  return g_steal_pointer (&request);
}

/* @seqs: (nullable) (element-type gint64): gets the number that stands behind the columns */
static gboolean
take_requests (AnshinTx *tx, AnshinRows *rows, GPtrArray *requests, GArray *seqs, GError **error)
{
  g_autoptr (AnshinRows) owned = rows;
  GError *failure = NULL;

  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinCareRequest *request = request_from_row (tx, rows, error);

      if (request == NULL)
        return FALSE;
      g_ptr_array_add (requests, request);
      if (seqs != NULL)
        {
          gint64 seq = anshin_rows_get_int (rows, N_COLUMNS);

          g_array_append_val (seqs, seq);
        }
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_care_request_load:
 * @tx: a transaction
 * @id: a request's id
 * @error: %ANSHIN_ERROR_NOT_FOUND if there is none
 *
 * Returns: (transfer full) (nullable): the request without capabilities
 */
AnshinCareRequest *
anshin_care_request_load (AnshinTx *tx, const char *id, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  if (!take_requests (tx,
                      anshin_tx_query (tx, error,
                                       COLUMNS "FROM care_request r " OWNER "WHERE r.id = $1",
                                       "t", id),
                      found, NULL, error))
    return NULL;
  if (found->len > 0)
    return g_object_ref (g_ptr_array_index (found, 0));
  anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "Not found");
  return NULL;
}

static AnshinRows *
query_of_group (AnshinTx *tx, const AnshinRequestFilter *filter, GError **error)
{
  if (filter->closed)
    return anshin_tx_query (tx, error,
                            COLUMNS "FROM care_request r " OWNER
                            "WHERE r.state IN (3, 4, 5) " WANTED
                            "AND r.group_id = $5 AND r.id < $6 ORDER BY r.id DESC LIMIT $7",
                            "ttiitti", filter->user_id, filter->facility_id,
                            (gint64) filter->whose, (gint64) filter->today, filter->group_id,
                            *filter->after_id != '\0' ? filter->after_id : "~",
                            (gint64) filter->limit);
  return anshin_tx_query (tx, error,
                          COLUMNS "FROM care_request r " OWNER "WHERE r.state IN (1, 2) " WANTED
                          "AND r.group_id = $5 AND (r.due_on > $6 OR (r.due_on = $6 "
                          "AND r.id > $7)) ORDER BY r.due_on, r.id LIMIT $8",
                          "ttiititi", filter->user_id, filter->facility_id,
                          (gint64) filter->whose, (gint64) filter->today, filter->group_id,
                          filter->after_due, filter->after_id, (gint64) filter->limit);
}

static AnshinRows *
query_of_groups (AnshinTx *tx, const AnshinRequestFilter *filter, GError **error)
{
  if (filter->closed)
    return anshin_tx_query (tx, error,
                            COLUMNS IN_GROUPS OWNER
                            "WHERE v.user_id = $1 AND v.left_at IS NULL "
                            "AND r.state IN (3, 4, 5) " WANTED
                            "AND r.id < $5 ORDER BY r.id DESC LIMIT $6",
                            "ttiiti", filter->user_id, filter->facility_id,
                            (gint64) filter->whose, (gint64) filter->today,
                            *filter->after_id != '\0' ? filter->after_id : "~",
                            (gint64) filter->limit);
  return anshin_tx_query (tx, error,
                          COLUMNS IN_GROUPS OWNER
                          "WHERE v.user_id = $1 AND v.left_at IS NULL "
                          "AND r.state IN (1, 2) " WANTED
                          "AND (r.due_on > $5 OR (r.due_on = $5 AND r.id > $6)) "
                          "ORDER BY r.due_on, r.id LIMIT $7",
                          "ttiiiti", filter->user_id, filter->facility_id, (gint64) filter->whose,
                          (gint64) filter->today, filter->after_due, filter->after_id,
                          (gint64) filter->limit);
}

/**
 * anshin_care_request_list:
 * @tx: a transaction
 * @filter: which
 * @requests: (element-type AnshinCareRequest): gets them without capabilities
 * @error: return location
 *
 * Whether the user may read their groups is for the caller to judge.
 */
gboolean
anshin_care_request_list (AnshinTx *tx, const AnshinRequestFilter *filter, GPtrArray *requests,
                          GError **error)
{
  return take_requests (tx,
                        filter->group_id != NULL ? query_of_group (tx, filter, error)
                                                 : query_of_groups (tx, filter, error),
                        requests, NULL, error);
}

/**
 * anshin_care_request_list_page:
 * @tx: a transaction
 * @group_id: a group
 * @first_seq: the lowest number of the page
 * @last_seq: the highest
 * @requests: (element-type AnshinCareRequest): gets those whose entries are in the page, in order
 * @error: return location
 *
 * One question a page.
 */
gboolean
anshin_care_request_list_page (AnshinTx *tx, const char *group_id, gint64 first_seq,
                               gint64 last_seq, GPtrArray *requests, GError **error)
{
  return take_requests (tx,
                        anshin_tx_query (tx, error,
                                         COLUMNS "FROM care_request r " OWNER
                                         "WHERE r.group_id = $1 AND r.seq >= $2 AND r.seq <= $3 "
                                         "ORDER BY r.seq",
                                         "tii", group_id, first_seq, last_seq),
                        requests, NULL, error);
}

/**
 * anshin_care_request_list_about:
 * @tx: a transaction
 * @group_id: a group
 * @first_seq: the lowest number of the page
 * @last_seq: the highest
 * @requests: (element-type AnshinCareRequest): gets those that come from an entry of the page, in
 *   its order
 * @seqs: (element-type gint64): gets for each the number of the entry that it comes from
 * @error: return location
 *
 * One question a page.
 */
gboolean
anshin_care_request_list_about (AnshinTx *tx, const char *group_id, gint64 first_seq,
                                gint64 last_seq, GPtrArray *requests, GArray *seqs, GError **error)
{
  return take_requests (tx,
                        anshin_tx_query (tx, error,
                                         COLUMNS ", e.seq FROM entry e "
                                         "JOIN care_request r ON r.about_id = e.id "
                                         "AND r.group_id = e.channel_id " OWNER
                                         "WHERE e.channel_id = $1 AND e.seq >= $2 "
                                         "AND e.seq <= $3 ORDER BY e.seq, r.seq",
                                         "tii", group_id, first_seq, last_seq),
                        requests, seqs, error);
}

/**
 * anshin_care_request_count:
 * @tx: a transaction
 * @filter: who asks, and the day
 * @tally: gets the numbers of open requests in the user's live groups
 * @error: return location
 *
 * Nothing is unsealed.
 */
gboolean
anshin_care_request_count (AnshinTx *tx, const AnshinRequestFilter *filter,
                           AnshinRequestTally *tally, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT COUNT(CASE WHEN " MINE " THEN 1 END), "
                          "COUNT(CASE WHEN r.due_on = $3 AND " MINE " THEN 1 END), "
                          "COUNT(CASE WHEN r.due_on < $3 AND " MINE " THEN 1 END), "
                          "COUNT(CASE WHEN r.asked_by = $1 THEN 1 END) " IN_GROUPS
                          "WHERE v.user_id = $1 AND v.left_at IS NULL AND r.state IN (1, 2)",
                          "tti", filter->user_id, filter->facility_id, (gint64) filter->today);
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &failure))
    {
      tally->mine = anshin_rows_get_int (rows, 0);
      tally->due_today = anshin_rows_get_int (rows, 1);
      tally->overdue = anshin_rows_get_int (rows, 2);
      tally->asked = anshin_rows_get_int (rows, 3);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * anshin_care_request_list_owners:
 * @tx: a transaction
 * @group_id: a group
 * @owner_id: (nullable): a person, or
 * @owner_facility_id: (nullable): a facility that is asked
 * @user_ids: (element-type utf8): gets the active members of the group who are asked by that; none
 *   if it can't be asked
 * @error: return location
 */
gboolean
anshin_care_request_list_owners (AnshinTx *tx, const char *group_id, const char *owner_id,
                                 const char *owner_facility_id, GPtrArray *user_ids,
                                 GError **error)
{
  AnshinRows *rows = NULL;

  rows = anshin_tx_query (tx, error,
                          "SELECT a.id FROM membership m JOIN account a ON a.id = m.user_id "
                          "AND a.state = 1 WHERE m.group_id = $1 AND m.left_at IS NULL "
                          "AND (a.id = $2 OR a.facility_id = $3) ORDER BY a.id",
                          "ttt", group_id, owner_id != NULL ? owner_id : "",
                          owner_facility_id != NULL ? owner_facility_id : "");
  return anshin_take_ids (rows, user_ids, error);
}
