/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-audit-view-table.h"

#include <string.h>

#include "anshin-audit-view-private.h"

#define COLUMNS                                                                                   \
  "a.chain, a.seq, a.at, a.actor_id, a.role, a.facility_id, a.terminal_id, a.source, a.action, " \
  "a.object_id, a.patient_id, a.group_id, a.result, a.reason"

/* Of the numbers that stand for what is asked: see run_query(). The time of the cursor comes twice,
 * so that it is a range of the index. */
#define PAGE(at)                                                                                  \
  " AND " at " >= $2 AND " at " < $3 AND " at " <= $4 "                                           \
  "AND (" at " < $4 OR a.chain < $5 OR (a.chain = $5 AND a.seq < $6)) "                           \
  "AND ($7 = '' OR a.action = $7) AND ($8 = '' OR a.actor_id = $8) "                              \
  "AND ($9 = '' OR a.terminal_id = $9) AND ($10 = '' OR a.group_id = $10) "                       \
  "AND ($11 = 0 OR ($11 = 1 AND " ANSHIN_AUDIT_IS_NIGHT ") OR ($11 = 3 AND a.result <> 'ok') "    \
  "OR ($11 = 4 AND a.reason = 'by-right')) "                                                      \
  "AND ($12 = '' OR a.facility_id = $12) "                                                        \
  "ORDER BY " at " DESC, a.chain DESC, a.seq DESC LIMIT $13"

#define FROM_AUDIT "SELECT " COLUMNS " FROM audit a WHERE "

static const char *const sql_of[ANSHIN_AUDIT_N_INDEXES] = {
  [ANSHIN_AUDIT_OF_TIME] = FROM_AUDIT "$1 = ''" PAGE ("a.at"),
  [ANSHIN_AUDIT_OF_ACTION] = FROM_AUDIT "a.action = $1 AND " ANSHIN_AUDIT_IS_RARE PAGE ("a.at"),
  [ANSHIN_AUDIT_OF_ACTOR] = FROM_AUDIT "a.actor_id = $1" PAGE ("a.at"),
  [ANSHIN_AUDIT_OF_SIGN_INS] =
    FROM_AUDIT "a.actor_id = $1 AND " ANSHIN_AUDIT_IS_SIGN_IN PAGE ("a.at"),
  [ANSHIN_AUDIT_OF_PATIENT] = FROM_AUDIT "a.patient_id = $1" PAGE ("a.at"),
  [ANSHIN_AUDIT_OF_SHOWN] = "SELECT " COLUMNS " FROM audit_patient s "
                            "JOIN audit a ON a.chain = s.chain AND a.seq = s.seq "
                            "WHERE s.patient_id = $1" PAGE ("s.at"),
  [ANSHIN_AUDIT_OF_GROUP] =
    FROM_AUDIT "a.group_id = $1 AND a.patient_id IS NULL" PAGE ("a.at"),
  [ANSHIN_AUDIT_OF_PATIENT_GROUP] =
    FROM_AUDIT "a.patient_id = (SELECT g.patient_id FROM care_group g WHERE g.id = $1) "
               "AND a.group_id = $1" PAGE ("a.at"),
};

/* What is to be looked at is rare among all, and has indexes of its own. */
static const char *const sql_of_finding[] = {
  [ANSHIN_AUDIT_NIGHT] = FROM_AUDIT "$1 = '' AND " ANSHIN_AUDIT_IS_NIGHT PAGE ("a.at"),
  [ANSHIN_AUDIT_REFUSED] = FROM_AUDIT "$1 = '' AND a.result <> 'ok'" PAGE ("a.at"),
  [ANSHIN_AUDIT_BY_RIGHT] = FROM_AUDIT "$1 = '' AND a.reason = 'by-right'" PAGE ("a.at"),
};

/* As many as are fetched at first of each source, and at most. */
#define FIRST_BATCH 8
#define MAX_BATCH 128

/* A source on its way to the past. */
typedef struct
{
  const AnshinAuditSource *source;
  GPtrArray *rows;
  guint next;
  guint batch;
  gboolean at_end;
  gint64 at;
  gint64 chain;
  gint64 seq;
} Stream;

static void
stream_clear (gpointer data)
{
  Stream *stream = data;

  g_clear_pointer (&stream->rows, g_ptr_array_unref);
}

static void
source_clear (gpointer data)
{
  AnshinAuditSource *source = data;

  g_clear_pointer (&source->id, g_free);
}

/**
 * anshin_audit_row_free:
 * @row: (nullable) (transfer full): a row
 */
void
anshin_audit_row_free (AnshinAuditRow *row)
{
  if (row == NULL)
    return;

  g_clear_object (&row->record);
  g_free (row->facility_id);
  g_free (row);
}

/**
 * anshin_audit_is_rare:
 * @action: an action of the log
 *
 * Returns: whether it is found by itself; what is done all day long is found by time
 */
gboolean
anshin_audit_is_rare (const char *action)
{
  g_autofree char *quoted = g_strconcat ("'", action, "'", NULL);

  return strstr (ANSHIN_AUDIT_IS_RARE, quoted) == NULL;
}

/**
 * anshin_audit_query_init:
 * @query: (out caller-allocates): asks for nothing yet, from the newest on
 */
void
anshin_audit_query_init (AnshinAuditQuery *query)
{
  *query = (AnshinAuditQuery){ 0 };
  query->sources = g_array_new (FALSE, FALSE, sizeof (AnshinAuditSource));
  g_array_set_clear_func (query->sources, source_clear);
  query->at = G_MAXINT64;
}

/**
 * anshin_audit_query_clear:
 * @query: a query
 */
void
anshin_audit_query_clear (AnshinAuditQuery *query)
{
  g_clear_pointer (&query->sources, g_array_unref);
}

/**
 * anshin_audit_query_add:
 * @query: a query
 * @index: by what
 * @id: whose records, "" where @index is of time
 * @from: no earlier
 * @to: earlier than that
 */
void
anshin_audit_query_add (AnshinAuditQuery *query, AnshinAuditIndex index, const char *id,
                        gint64 from, gint64 to)
{
  AnshinAuditSource source = { index, g_strdup (id), from, to };

  g_array_append_val (query->sources, source);
}

static char *
dup_reason (const char *reason)
{
  const char *digest = reason != NULL ? strstr (reason, " sha256=") : NULL;

  return digest != NULL ? g_strndup (reason, (gsize) (digest - reason)) : g_strdup (reason);
}

static AnshinAuditRow *
make_row (AnshinRows *rows)
{
  AnshinAuditRow *row = g_new0 (AnshinAuditRow, 1);
  AnshinAuditRecord *record = anshin_audit_record_new ();

  row->record = record;
  record->chain = anshin_rows_get_int (rows, 0);
  record->seq = anshin_rows_get_int (rows, 1);
  record->at = anshin_rows_get_int (rows, 2);
  record->actor_id = g_strdup (anshin_rows_get_text (rows, 3));
  record->role = g_strdup (anshin_rows_get_text (rows, 4));
  row->facility_id = g_strdup (anshin_rows_get_text (rows, 5));
  record->terminal_id = g_strdup (anshin_rows_get_text (rows, 6));
  record->source = g_strdup (anshin_rows_get_text (rows, 7));
  record->action = g_strdup (anshin_rows_get_text (rows, 8));
  record->object_id = g_strdup (anshin_rows_get_text (rows, 9));
  record->patient_id = g_strdup (anshin_rows_get_text (rows, 10));
  record->group_id = g_strdup (anshin_rows_get_text (rows, 11));
  record->result = g_strdup (anshin_rows_get_text (rows, 12));
  record->reason = dup_reason (anshin_rows_get_text (rows, 13));
  return row;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static AnshinRows *
run_query (AnshinTx *tx, const AnshinAuditQuery *query, const Stream *stream, GError **error)
{
  const AnshinAuditSource *source = stream->source;
  const char *sql = sql_of[source->index];

  if (source->index == ANSHIN_AUDIT_OF_TIME && query->finding < G_N_ELEMENTS (sql_of_finding) &&
      sql_of_finding[query->finding] != NULL)
    sql = sql_of_finding[query->finding];
  return anshin_tx_query (tx, error, sql, "tiiiiittttiti", source->id, source->from, source->to,
                          stream->at, stream->chain, stream->seq, or_empty (query->action),
                          or_empty (query->actor_id), or_empty (query->terminal_id),
                          or_empty (query->group_id),
                          query->finding != ANSHIN_AUDIT_MASS_VIEW ? (gint64) query->finding : 0,
                          or_empty (query->facility_id), (gint64) stream->batch);
}

/* Fetches the next rows of a stream that has none left. */
static gboolean
refill (AnshinTx *tx, const AnshinAuditQuery *query, Stream *stream, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  if (stream->at_end || stream->next < stream->rows->len)
    return TRUE;
  rows = run_query (tx, query, stream, error);
  if (rows == NULL)
    return FALSE;

  g_ptr_array_set_size (stream->rows, 0);
  stream->next = 0;
  while (anshin_rows_next (rows, &failure))
    {
      AnshinAuditRow *row = make_row (rows);

      stream->at = row->record->at;
      stream->chain = row->record->chain;
      stream->seq = row->record->seq;
      g_ptr_array_add (stream->rows, row);
    }
  stream->at_end = stream->rows->len < stream->batch;
  stream->batch = MIN (stream->batch * 4, MAX_BATCH);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
is_newer (const AnshinAuditRow *row, const AnshinAuditRow *than)
{
  const AnshinAuditRecord *a = row->record;
  const AnshinAuditRecord *b = than->record;

  if (a->at != b->at)
    return a->at > b->at;
  return a->chain != b->chain ? a->chain > b->chain : a->seq > b->seq;
}

/* The stream whose next record is the newest; %NULL when all are at their end. */
static Stream *
find_newest (GArray *streams)
{
  Stream *newest = NULL;

  for (guint i = 0; i < streams->len; i++)
    {
      Stream *stream = &g_array_index (streams, Stream, i);

      if (stream->next < stream->rows->len &&
          (newest == NULL || is_newer (stream->rows->pdata[stream->next],
                                       newest->rows->pdata[newest->next])))
        newest = stream;
    }
  return newest;
}

static gboolean
is_same (const AnshinAuditRow *row, GPtrArray *rows)
{
  const AnshinAuditRow *last = rows->len > 0 ? rows->pdata[rows->len - 1] : NULL;

  return last != NULL && last->record->chain == row->record->chain &&
         last->record->seq == row->record->seq;
}

static gboolean
merge (AnshinTx *tx, const AnshinAuditQuery *query, GArray *streams, guint limit, GPtrArray *rows,
       GError **error)
{
  Stream *stream = NULL;

  while (rows->len < limit && (stream = find_newest (streams)) != NULL)
    {
      AnshinAuditRow *row = stream->rows->pdata[stream->next];

      stream->rows->pdata[stream->next++] = NULL;
      if (is_same (row, rows))
        anshin_audit_row_free (row);
      else
        g_ptr_array_add (rows, row);
      if (!refill (tx, query, stream, error))
        return FALSE;
    }
  return TRUE;
}

static void
row_free (gpointer row)
{
  anshin_audit_row_free (row);
}

/**
 * anshin_audit_view_page:
 * @tx: a transaction
 * @query: what is asked for
 * @limit: how many at most
 * @rows: (element-type AnshinAuditRow): gets the records, newest first, each once
 * @error: return location
 *
 * Whether the asker may see them is for the caller to judge, who makes the sources.
 *
 * Returns: whether it worked
 */
gboolean
anshin_audit_view_page (AnshinTx *tx, const AnshinAuditQuery *query, guint limit, GPtrArray *rows,
                        GError **error)
{
  g_autoptr (GArray) streams = g_array_new (FALSE, FALSE, sizeof (Stream));

  g_array_set_clear_func (streams, stream_clear);
  for (guint i = 0; i < query->sources->len; i++)
    {
      Stream stream = { &g_array_index (query->sources, AnshinAuditSource, i),
                        g_ptr_array_new_with_free_func (row_free), 0,
                        query->sources->len == 1 ? MIN (limit, MAX_BATCH) : FIRST_BATCH, FALSE,
                        query->at, query->chain, query->seq };

      g_array_append_val (streams, stream);
      if (!refill (tx, query, &g_array_index (streams, Stream, i), error))
        return FALSE;
    }
  return merge (tx, query, streams, limit, rows, error);
}
