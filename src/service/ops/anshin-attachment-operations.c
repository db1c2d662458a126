/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-attachment-check.h"
#include "anshin-attachment-holding.h"
#include "anshin-care-operations.h"
#include "anshin-json.h"

/**
 * anshin_attachment_get:
 * @call: a reading call; argument: the attachment
 * @error: %ANSHIN_ERROR_NOT_FOUND, and those of reading what it is part of
 *
 * What it is, and which chunks are there while it is being uploaded.
 */
gboolean
anshin_attachment_get (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinAttachmentRow) row =
    anshin_attachment_load_for (call, call->args[0], ANSHIN_ACTION_READ_ATTACHMENT, error);

  if (row == NULL || (row->attachment->state == ANSHIN_ATTACHMENT_UPLOADING &&
                      !anshin_attachment_list_chunks (call->tx, row, error)))
    return FALSE;
  anshin_json_append_record (call->out, row->attachment);
  return TRUE;
}

/**
 * anshin_attachment_cancel:
 * @call: a writing call; argument: the attachment
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_ATTACHMENT_STATE once it is part of a message
 */
gboolean
anshin_attachment_cancel (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinAttachmentRow) row =
    anshin_attachment_load_for (call, call->args[0], ANSHIN_ACTION_UPLOAD_ATTACHMENT, error);

  call->status = 204;
  return row != NULL && anshin_attachment_delete (call->tx, row->attachment->id, error);
}

/* A chunk that the file has; one that it has not is not there. */
static gboolean
get_number (AnshinCall *call, AnshinAttachmentRow *row, guint *number, GError **error)
{
  guint64 value = 0;

  if (!g_ascii_string_to_unsigned (call->args[1], 10, 0, ANSHIN_MAX_CHUNKS - 1, &value, NULL) ||
      value >= anshin_attachment_count_chunks (row->attachment))
    {
      anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "Not found");
      return FALSE;
    }
  *number = (guint) value;
  return TRUE;
}

/**
 * anshin_attachment_chunk_put:
 * @call: a writing call; arguments: the attachment, the chunk's number; body: its bytes
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_ATTACHMENT_STATE, %ANSHIN_ERROR_FIELD_INVALID for
 *   a chunk of another size, %ANSHIN_ERROR_SENT_DIFFERENTLY
 *
 * In any order; the same chunk again does nothing.
 */
gboolean
anshin_attachment_chunk_put (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinAttachmentRow) row =
    anshin_attachment_load_for (call, call->args[0], ANSHIN_ACTION_UPLOAD_ATTACHMENT, error);
  gsize size = call->bytes != NULL ? g_bytes_get_size (call->bytes) : 0;
  guint number = 0;

  if (row == NULL || !get_number (call, row, &number, error))
    return FALSE;
  if (size != anshin_attachment_get_chunk_size (row->attachment, number))
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, NULL, "Not the size of that chunk");
      return FALSE;
    }
  call->status = 204;
  return anshin_attachment_put_chunk (call->tx, row, number, call->bytes, error);
}

/**
 * anshin_attachment_chunk_get:
 * @call: a reading call; arguments: the attachment, the chunk's number
 * @error: %ANSHIN_ERROR_NOT_FOUND, and those of reading what it is part of;
 *   %ANSHIN_ERROR_CORRUPT rather than a wrong byte
 */
gboolean
anshin_attachment_chunk_get (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinAttachmentRow) row =
    anshin_attachment_load_for (call, call->args[0], ANSHIN_ACTION_READ_ATTACHMENT, error);
  guint number = 0;

  return row != NULL && get_number (call, row, &number, error) &&
         anshin_attachment_append_chunk (call->tx, row, number, call->out, error);
}

/**
 * anshin_attachment_prepare:
 * @call: a reading call; argument: the attachment
 * @error: as of anshin_attachment_complete()
 *
 * Fetches the file that is to be looked at, unless that was done before.
 */
gboolean
anshin_attachment_prepare (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinAttachmentRow) row =
    anshin_attachment_load_for (call, call->args[0], ANSHIN_ACTION_UPLOAD_ATTACHMENT, error);

  if (row == NULL)
    return FALSE;
  if (row->attachment->state == ANSHIN_ATTACHMENT_UPLOADING)
    call->prepared = anshin_attachment_check_new (call->tx, row, error);
  return row->attachment->state != ANSHIN_ATTACHMENT_UPLOADING || call->prepared != NULL;
}

/**
 * anshin_attachment_work:
 * @prepared: what anshin_attachment_prepare() has left
 * @scanner: (nullable): what looks through it
 */
void
anshin_attachment_work (gpointer prepared, AnshinScanner *scanner)
{
  anshin_attachment_check_run (prepared, scanner);
}

/**
 * anshin_attachment_end_work:
 * @prepared: (transfer full): what anshin_attachment_prepare() has left
 */
void
anshin_attachment_end_work (gpointer prepared)
{
  anshin_attachment_check_free (prepared);
}

/* Nobody has got it, and nobody ever will: it is destroyed at once, which goes on record. */
static gboolean
destroy (AnshinCall *call, AnshinAttachmentRow *row, const GError *failure, GError **error)
{
  call->refusal = g_error_copy (failure);
  return anshin_attachment_delete (call->tx, row->attachment->id, error);
}

static gboolean
make_ready (AnshinCall *call, AnshinAttachmentRow *row, AnshinAttachmentCheck *check,
            GError **error)
{
  if (check->failure != NULL)
    {
      g_propagate_error (error, g_error_copy (check->failure));
      return FALSE;
    }
  row->attachment->width = check->facts.width;
  row->attachment->height = check->facts.height;
  if (!anshin_attachment_set_ready (call->tx, row, error))
    return FALSE;
  g_clear_pointer (&row->attachment->chunks, g_free);
  return TRUE;
}

/**
 * anshin_attachment_complete:
 * @call: a writing call; argument: the attachment
 * @error: %ANSHIN_ERROR_ATTACHMENT_STATE while chunks are missing, %ANSHIN_ERROR_SCANNER_DOWN, and
 *   those of anshin_media_check()
 *
 * All chunks are there: what they make up is what was announced, is what it is called, and holds
 * nothing but what is to be shown. Again, it gives the same answer. What is infected is destroyed;
 * the answer is %ANSHIN_ERROR_ATTACHMENT_INFECTED then.
 *
 * The file was looked at before, outside of the transaction: its chunks can't have changed since.
 */
gboolean
anshin_attachment_complete (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinAttachmentRow) row =
    anshin_attachment_load_for (call, call->args[0], ANSHIN_ACTION_UPLOAD_ATTACHMENT, error);
  g_autoptr (AnshinAttachmentCheck) own = NULL;
  AnshinAttachmentCheck *check = call->prepared;

  if (row == NULL)
    return FALSE;
  if (row->attachment->state == ANSHIN_ATTACHMENT_UPLOADING)
    {
      if (check == NULL)
        {
          check = own = anshin_attachment_check_new (call->tx, row, error);
          if (own == NULL)
            return FALSE;
          anshin_attachment_check_run (own, call->scanner);
        }
      if (g_error_matches (check->failure, ANSHIN_ERROR, ANSHIN_ERROR_ATTACHMENT_INFECTED))
        return destroy (call, row, check->failure, error);
      if (!make_ready (call, row, check, error))
        return FALSE;
    }
  anshin_json_append_record (call->out, row->attachment);
  return TRUE;
}
