/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-attachment-table.h"

#include <string.h>

#include "anshin-clock.h"
#include "anshin-id.h"
#include "anshin-json.h"
#include "anshin-seal.h"

#define SELECT                                                                                    \
  "SELECT id, key_id, group_id, patient_id, holder_id, created_by, state, sealed, version, "      \
  "created_at, (SELECT e.deleted FROM entry e WHERE e.id = attachment.holder_id) "                \
  "FROM attachment "

enum
{
  COLUMN_ID,
  COLUMN_KEY,
  COLUMN_GROUP,
  COLUMN_PATIENT,
  COLUMN_HOLDER,
  COLUMN_CREATED_BY,
  COLUMN_STATE,
  COLUMN_SEALED,
  COLUMN_VERSION,
  COLUMN_CREATED,
  COLUMN_DELETED,
};

static const char *
get_key (AnshinAttachmentRow *row)
{
  return row->group_id != NULL ? row->group_id : row->patient_id;
}

/* What names a chunk to the seal: no chunk opens in another's place (SECURITY R7). */
static char *
name_chunk (const char *id, guint number)
{
  return g_strdup_printf ("%s/%u", id, number);
}

/**
 * anshin_attachment_row_free:
 * @row: (nullable) (transfer full): a row
 */
void
anshin_attachment_row_free (AnshinAttachmentRow *row)
{
  if (row == NULL)
    return;

  g_clear_object (&row->attachment);
  g_free (row->group_id);
  g_free (row->patient_id);
  g_free (row->holder_id);
  g_free (row->created_by);
  g_free (row);
}

static AnshinAttachmentRow *
row_from_rows (AnshinTx *tx, AnshinRows *rows, GError **error)
{
  g_autoptr (AnshinAttachmentRow) row = g_new0 (AnshinAttachmentRow, 1);
  g_autoptr (GString) json = g_string_new (NULL);
  const char *id = anshin_rows_get_text (rows, COLUMN_ID);
  gsize size = 0;
  const guint8 *sealed = anshin_rows_get_blob (rows, COLUMN_SEALED, &size);

  row->version = anshin_rows_get_int (rows, COLUMN_VERSION);
  if (!anshin_unseal_append (tx, anshin_rows_get_text (rows, COLUMN_KEY), "attachment", id,
                             row->version, sealed, size, json, error))
    return NULL;
  row->attachment = anshin_json_decode (json->str, (gssize) json->len,
                                        anshin_attachment_get_type (), ANSHIN_DECODE_ANSWER,
                                        error);
  if (row->attachment == NULL)
    return NULL;
  row->attachment->id = g_strdup (id);
  row->attachment->state = (int) anshin_rows_get_int (rows, COLUMN_STATE);
  row->attachment->created_at = anshin_rows_get_int (rows, COLUMN_CREATED);
  row->deleted = anshin_rows_get_int (rows, COLUMN_DELETED) != 0;
  row->group_id = g_strdup (anshin_rows_get_text (rows, COLUMN_GROUP));
  row->patient_id = g_strdup (anshin_rows_get_text (rows, COLUMN_PATIENT));
  row->holder_id = g_strdup (anshin_rows_get_text (rows, COLUMN_HOLDER));
  row->created_by = g_strdup (anshin_rows_get_text (rows, COLUMN_CREATED_BY));
  return g_steal_pointer (&row);
}

/**
 * anshin_attachment_load:
 * @tx: a transaction
 * @id: an attachment's id
 * @error: %ANSHIN_ERROR_NOT_FOUND if there is none
 *
 * Returns: (transfer full) (nullable): the attachment, without its chunks
 */
AnshinAttachmentRow *
anshin_attachment_load (AnshinTx *tx, const char *id, GError **error)
{
  g_autoptr (AnshinRows) rows = anshin_tx_query (tx, error, SELECT "WHERE id = $1", "t", id);

  return anshin_rows_first (rows, error) ? row_from_rows (tx, rows, error) : NULL;
}

/* What is sealed: all but what the row's own columns say. */
static GBytes *
seal_row (AnshinTx *tx, AnshinAttachmentRow *row, gint64 version, GError **error)
{
  g_autoptr (AnshinAttachment) content = anshin_record_dup (row->attachment);
  g_autofree char *json = NULL;

  g_clear_pointer (&content->id, g_free);
  g_clear_pointer (&content->client_id, g_free);
  g_clear_pointer (&content->chunks, g_free);
  content->state = ANSHIN_ATTACHMENT_NONE;
  content->created_at = 0;
  json = anshin_json_from_record (content);
  return anshin_seal (tx, get_key (row), "attachment", row->attachment->id, version, json,
                      strlen (json), error);
}

/**
 * anshin_attachment_insert:
 * @tx: a writing transaction
 * @row: what is to be uploaded, by whom and to what; gets its id, state and time
 * @facility_id: the uploader's facility, whose quota it counts for
 * @error: return location
 */
gboolean
anshin_attachment_insert (AnshinTx *tx, AnshinAttachmentRow *row, const char *facility_id,
                          GError **error)
{
  AnshinAttachment *attachment = row->attachment;
  g_autoptr (GBytes) sealed = NULL;

  g_free (attachment->id);
  attachment->id = anshin_id_new ();
  attachment->state = ANSHIN_ATTACHMENT_UPLOADING;
  attachment->created_at = anshin_clock_now ();
  row->version = 1;
  sealed = seal_row (tx, row, 1, error);
  if (sealed == NULL)
    return FALSE;
  return anshin_tx_exec (
    tx, error,
    "INSERT INTO attachment (id, key_id, size, sealed, created_by, created_at, group_id, "
    "patient_id, facility_id, client_id, version, state, expires_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, 1, $11)",
    "ttigtitttti", attachment->id, get_key (row), attachment->size, sealed, row->created_by,
    attachment->created_at, row->group_id, row->patient_id, facility_id, attachment->client_id,
    attachment->created_at + (gint64) ANSHIN_UNSENT_ATTACHMENT_SECONDS * G_USEC_PER_SEC);
}

/**
 * anshin_attachment_find_begun:
 * @tx: a transaction
 * @user_id: who uploads
 * @client_id: the id that the uploader has made
 * @id: (out) (transfer full) (nullable): the attachment that was begun with it; %NULL if none was
 * @error: return location
 */
gboolean
anshin_attachment_find_begun (AnshinTx *tx, const char *user_id, const char *client_id, char **id,
                              GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  *id = NULL;
  rows = anshin_tx_query (tx, error,
                          "SELECT id FROM attachment WHERE created_by = $1 AND client_id = $2",
                          "tt", user_id, client_id);
  return anshin_rows_first_text (rows, id, error);
}

/**
 * anshin_attachment_list_chunks:
 * @tx: a transaction
 * @row: an attachment; gets which of its chunks are there
 * @error: return location
 */
gboolean
anshin_attachment_list_chunks (AnshinTx *tx, AnshinAttachmentRow *row, GError **error)
{
  guint n_chunks = anshin_attachment_count_chunks (row->attachment);
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  g_free (row->attachment->chunks);
  row->attachment->chunks = g_strnfill (n_chunks, '0');
  rows = anshin_tx_query (tx, error, "SELECT number FROM attachment_chunk WHERE attachment_id = $1",
                          "t", row->attachment->id);
  if (rows == NULL)
    return FALSE;
  while (anshin_rows_next (rows, &failure))
    if (anshin_rows_get_int (rows, 0) < n_chunks)
      row->attachment->chunks[anshin_rows_get_int (rows, 0)] = '1';
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* Whether the chunk is there already, and says the same. */
static gboolean
check_present (AnshinTx *tx, AnshinAttachmentRow *row, guint number, GBytes *bytes, GError **error)
{
  g_autoptr (GString) present = g_string_new (NULL);
  g_autoptr (GBytes) compared = NULL;

  if (!anshin_attachment_append_chunk (tx, row, number, present, error))
    return FALSE;
  compared = g_bytes_new_static (present->str, present->len);
  if (g_bytes_equal (compared, bytes))
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_SENT_DIFFERENTLY, NULL, "Another chunk of that number");
  return FALSE;
}

/**
 * anshin_attachment_put_chunk:
 * @tx: a writing transaction
 * @row: an attachment that is being uploaded
 * @number: which chunk
 * @bytes: all of it
 * @error: %ANSHIN_ERROR_SENT_DIFFERENTLY if the chunk is there and says something else
 *
 * Once there a chunk never changes: what was checked is what is served.
 */
gboolean
anshin_attachment_put_chunk (AnshinTx *tx, AnshinAttachmentRow *row, guint number, GBytes *bytes,
                             GError **error)
{
  g_autofree char *name = name_chunk (row->attachment->id, number);
  g_autoptr (GBytes) sealed = NULL;
  gsize size = 0;
  const void *data = g_bytes_get_data (bytes, &size);

  sealed = anshin_seal (tx, get_key (row), "attachment_chunk", name, 1, data, size, error);
  if (sealed == NULL ||
      !anshin_tx_exec (tx, error,
                       "INSERT INTO attachment_chunk (attachment_id, number, sealed) "
                       "VALUES ($1, $2, $3) ON CONFLICT (attachment_id, number) DO NOTHING",
                       "tig", row->attachment->id, (gint64) number, sealed))
    return FALSE;
  return anshin_tx_get_changes (tx) > 0 || check_present (tx, row, number, bytes, error);
}

/**
 * anshin_attachment_append_chunk:
 * @tx: a transaction
 * @row: an attachment
 * @number: which chunk
 * @out: gets its bytes
 * @error: %ANSHIN_ERROR_NOT_FOUND if it is not there, %ANSHIN_ERROR_CORRUPT if a bit of it is not
 *   as it was: nothing of it is served then
 */
gboolean
anshin_attachment_append_chunk (AnshinTx *tx, AnshinAttachmentRow *row, guint number, GString *out,
                                GError **error)
{
  g_autofree char *name = name_chunk (row->attachment->id, number);
  g_autoptr (AnshinRows) rows = NULL;
  const guint8 *sealed = NULL;
  gsize size = 0;

  rows = anshin_tx_query (tx, error,
                          "SELECT sealed FROM attachment_chunk WHERE attachment_id = $1 "
                          "AND number = $2",
                          "ti", row->attachment->id, (gint64) number);
  if (!anshin_rows_first (rows, error))
    return FALSE;
  sealed = anshin_rows_get_blob (rows, 0, &size);
  return anshin_unseal_append (tx, get_key (row), "attachment_chunk", name, 1, sealed, size, out,
                               error);
}

/**
 * anshin_attachment_set_ready:
 * @tx: a writing transaction
 * @row: an attachment that is whole and was checked, with what was found out about it
 * @error: return location
 */
gboolean
anshin_attachment_set_ready (AnshinTx *tx, AnshinAttachmentRow *row, GError **error)
{
  g_autoptr (GBytes) sealed = seal_row (tx, row, row->version + 1, error);

  if (sealed == NULL)
    return FALSE;
  row->version++;
  row->attachment->state = ANSHIN_ATTACHMENT_READY;
  return anshin_tx_exec (tx, error,
                         "UPDATE attachment SET sealed = $1, version = $2, state = 2 "
                         "WHERE id = $3",
                         "git", sealed, row->version, row->attachment->id);
}

/**
 * anshin_attachment_hold:
 * @tx: a writing transaction
 * @id: an attachment that is ready
 * @holder_id: the entry or the consent that it is part of from now on
 * @error: return location
 */
gboolean
anshin_attachment_hold (AnshinTx *tx, const char *id, const char *holder_id, GError **error)
{
  return anshin_tx_exec (tx, error,
                         "UPDATE attachment SET state = 3, holder_id = $1, expires_at = NULL "
                         "WHERE id = $2 AND state = 2",
                         "tt", holder_id, id);
}

/**
 * anshin_attachment_delete:
 * @tx: a writing transaction
 * @id: an attachment that nothing holds
 * @error: return location
 */
gboolean
anshin_attachment_delete (AnshinTx *tx, const char *id, GError **error)
{
  return anshin_tx_exec (tx, error, "DELETE FROM attachment_chunk WHERE attachment_id = $1", "t",
                         id) &&
         anshin_tx_exec (tx, error, "DELETE FROM attachment WHERE id = $1", "t", id);
}

/**
 * anshin_attachment_count_bytes:
 * @tx: a transaction
 * @user_id: a user
 * @facility_id: the user's facility
 * @bytes: (out caller-allocates): what of theirs is stored
 * @error: return location
 */
gboolean
anshin_attachment_count_bytes (AnshinTx *tx, const char *user_id, const char *facility_id,
                               AnshinAttachedBytes *bytes, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;
  GError *failure = NULL;

  rows = anshin_tx_query (
    tx, error,
    "SELECT CAST (COALESCE (SUM (CASE WHEN created_by = $1 THEN size ELSE 0 END), 0) AS BIGINT), "
    "CAST (COALESCE (SUM (CASE WHEN created_by = $1 AND expires_at IS NOT NULL THEN size "
    "ELSE 0 END), 0) AS BIGINT), CAST (COALESCE (SUM (size), 0) AS BIGINT) "
    "FROM attachment WHERE facility_id = $2",
    "tt", user_id, facility_id);
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &failure))
    {
      bytes->user = anshin_rows_get_int (rows, 0);
      bytes->unsent = anshin_rows_get_int (rows, 1);
      bytes->facility = anshin_rows_get_int (rows, 2);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}
