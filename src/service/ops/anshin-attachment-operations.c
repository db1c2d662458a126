/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-attachment-holding.h"
#include "anshin-care-operations.h"
#include "anshin-json.h"
#include "anshin-media.h"
#include "anshin-seal.h"

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

static gboolean
check_digest (AnshinAttachment *attachment, GString *file, GError **error)
{
  g_autofree char *digest = anshin_digest (file->str, file->len);

  if (file->len == (gsize) attachment->size && g_str_equal (digest, attachment->digest))
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_ATTACHMENT_DAMAGED, "digest", "Not what was announced");
  return FALSE;
}

/* All of the file in memory: it is checked as a whole. */
static gboolean
check_file (AnshinCall *call, AnshinAttachmentRow *row, GError **error)
{
  AnshinAttachment *attachment = row->attachment;
  g_autoptr (GString) file = NULL;
  AnshinMediaFacts facts = { 0 };

  if (!anshin_attachment_list_chunks (call->tx, row, error))
    return FALSE;
  if (strchr (attachment->chunks, '0') != NULL)
    {
      anshin_set_error (error, ANSHIN_ERROR_ATTACHMENT_STATE, NULL, "Chunks are missing");
      return FALSE;
    }
  file = g_string_sized_new ((gsize) attachment->size);
  for (guint i = 0; i < anshin_attachment_count_chunks (attachment); i++)
    if (!anshin_attachment_append_chunk (call->tx, row, i, file, error))
      return FALSE;
  if (!check_digest (attachment, file, error) ||
      !anshin_media_check (attachment->media, (const guint8 *) file->str, file->len, &facts,
                           error))
    return FALSE;
  attachment->width = facts.width;
  attachment->height = facts.height;
  return TRUE;
}

/**
 * anshin_attachment_complete:
 * @call: a writing call; argument: the attachment
 * @error: %ANSHIN_ERROR_ATTACHMENT_STATE while chunks are missing, and those of
 *   anshin_media_check()
 *
 * All chunks are there: what they make up is what was announced, is what it is called, and holds
 * nothing but what is to be shown. Again, it gives the same answer.
 */
gboolean
anshin_attachment_complete (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinAttachmentRow) row =
    anshin_attachment_load_for (call, call->args[0], ANSHIN_ACTION_UPLOAD_ATTACHMENT, error);

  if (row == NULL)
    return FALSE;
  if (row->attachment->state == ANSHIN_ATTACHMENT_UPLOADING)
    {
      if (!check_file (call, row, error) ||
          !anshin_attachment_set_ready (call->tx, row, error))
        return FALSE;
      g_clear_pointer (&row->attachment->chunks, g_free);
    }
  anshin_json_append_record (call->out, row->attachment);
  return TRUE;
}
