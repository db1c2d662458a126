/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-attachment-check.h"

#include <string.h>

#include "anshin-seal.h"

/**
 * anshin_attachment_check_new:
 * @tx: a transaction, if only a reading one
 * @row: an attachment that is being uploaded
 * @error: %ANSHIN_ERROR_ATTACHMENT_STATE while chunks are missing, %ANSHIN_ERROR_CORRUPT
 *
 * Returns: (transfer full) (nullable): all of the file, in memory
 */
AnshinAttachmentCheck *
anshin_attachment_check_new (AnshinTx *tx, AnshinAttachmentRow *row, GError **error)
{
  AnshinAttachment *attachment = row->attachment;
  AnshinAttachmentCheck *self = NULL;
  g_autoptr (GString) file = NULL;

  if (!anshin_attachment_list_chunks (tx, row, error))
    return NULL;
  if (strchr (attachment->chunks, '0') != NULL)
    {
      anshin_set_error (error, ANSHIN_ERROR_ATTACHMENT_STATE, NULL, "Chunks are missing");
      return NULL;
    }
  file = g_string_sized_new ((gsize) attachment->size);
  for (guint i = 0; i < anshin_attachment_count_chunks (attachment); i++)
    if (!anshin_attachment_append_chunk (tx, row, i, file, error))
      return NULL;
  self = g_new0 (AnshinAttachmentCheck, 1);
  self->attachment = g_object_ref (attachment);
  self->file = g_string_free_to_bytes (g_steal_pointer (&file));
  return self;
}

static gboolean
check_digest (AnshinAttachment *attachment, const void *data, gsize size, GError **error)
{
  g_autofree char *digest = anshin_digest (data, size);

  if (size == (gsize) attachment->size && g_str_equal (digest, attachment->digest))
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_ATTACHMENT_DAMAGED, "digest", "Not what was announced");
  return FALSE;
}

/**
 * anshin_attachment_check_run:
 * @self: a file
 * @scanner: (nullable): what looks for malicious things in it; %NULL where none is set up
 *
 * Whether it is what was announced, is what it is called, holds nothing but what is to be shown,
 * and nothing malicious is found in it (SECURITY FL-01, FL-02). Any thread; @scanner may make it
 * wait.
 */
void
anshin_attachment_check_run (AnshinAttachmentCheck *self, AnshinScanner *scanner)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (self->file, &size);

  if (check_digest (self->attachment, data, size, &self->failure) &&
      anshin_media_check (self->attachment->media, data, size, &self->facts, &self->failure) &&
      scanner != NULL)
    anshin_scanner_scan (scanner, self->file, NULL, &self->failure);
  g_clear_pointer (&self->file, g_bytes_unref);
}

/**
 * anshin_attachment_check_free:
 * @self: (nullable) (transfer full): a check
 */
void
anshin_attachment_check_free (AnshinAttachmentCheck *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->file, g_bytes_unref);
  g_clear_error (&self->failure);
  g_object_unref (self->attachment);
  g_free (self);
}
