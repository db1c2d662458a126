/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-attachment.h"

#include <string.h>

#include "anshin-record-private.h"

static const AnshinField anshin_attachment_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinAttachment, client_id, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE,
                     ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinAttachment, id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinAttachment, name, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE,
                     ANSHIN_MAX_FILE_NAME),
  ANSHIN_FIELD_CHOICE (AnshinAttachment, media, ANSHIN_FIELD_REQUIRED, &anshin_media_kinds),
  ANSHIN_FIELD_INT (AnshinAttachment, size, ANSHIN_FIELD_REQUIRED, 0),
  ANSHIN_FIELD_TEXT (AnshinAttachment, digest, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE,
                     ANSHIN_DIGEST_LENGTH),
  ANSHIN_FIELD_INT (AnshinAttachment, pages, ANSHIN_FIELD_OPTIONAL, ANSHIN_MAX_PAGES),
  ANSHIN_FIELD_INT (AnshinAttachment, width, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_IMAGE_SIDE),
  ANSHIN_FIELD_INT (AnshinAttachment, height, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_IMAGE_SIDE),
  ANSHIN_FIELD_CHOICE (AnshinAttachment, state, ANSHIN_FIELD_SERVICE, &anshin_attachment_states),
  ANSHIN_FIELD_TEXT (AnshinAttachment, chunks, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_CHUNKS),
  ANSHIN_FIELD_TIME (AnshinAttachment, created_at, ANSHIN_FIELD_SERVICE),
  { NULL },
};

/* The endings of a name that go with what the file is (SECURITY FL-01: magic = extension). */
static const struct
{
  int media;
  const char *ending;
} endings[] = {
  { ANSHIN_MEDIA_JPEG, ".jpg" }, { ANSHIN_MEDIA_JPEG, ".jpeg" }, { ANSHIN_MEDIA_PNG, ".png" },
  { ANSHIN_MEDIA_PDF, ".pdf" },  { ANSHIN_MEDIA_TEXT, ".txt" },  { ANSHIN_MEDIA_TEXT, ".csv" },
};

/**
 * anshin_media_from_name:
 * @name: what a file is called
 *
 * Returns: what its name says that it is; %ANSHIN_MEDIA_NONE if that may not be attached
 */
int
anshin_media_from_name (const char *name)
{
  gsize length = strlen (name);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gsize ending = strlen (endings[i].ending);

      if (length > ending && g_ascii_strcasecmp (name + length - ending, endings[i].ending) == 0)
        return endings[i].media;
    }
  return ANSHIN_MEDIA_NONE;
}

static gboolean
check_name (AnshinAttachment *self, GError **error)
{
  if (strpbrk (self->name, "/\\:*?\"<>|") != NULL || self->name[0] == '.')
    return anshin_record_fail (ANSHIN_ERROR_FIELD_CHARACTERS, "name", "Not the name of a file",
                               error);
  if (anshin_media_from_name (self->name) != self->media)
    return anshin_record_fail (ANSHIN_ERROR_ATTACHMENT_TYPE, "name",
                               "The name says that it is something else", error);
  return TRUE;
}

static gboolean
validate_attachment (AnshinRecord *record, GError **error)
{
  AnshinAttachment *self = ANSHIN_ATTACHMENT (record);

  if (self->size < 1)
    return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "size", "An empty file", error);
  if (self->size > ANSHIN_MAX_ATTACHMENT_BYTES)
    return anshin_record_fail (ANSHIN_ERROR_TOO_LARGE, "size", "Too large a file", error);
  if (strlen (self->digest) != ANSHIN_DIGEST_LENGTH ||
      strspn (self->digest, "0123456789abcdef") != ANSHIN_DIGEST_LENGTH)
    return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "digest", "Not a digest", error);
  if (self->pages < 0)
    return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "pages", "Fewer than none", error);
  return check_name (self, error);
}

ANSHIN_DEFINE_RECORD (AnshinAttachment, anshin_attachment, validate_attachment)

static const AnshinField anshin_file_scanning_fields[] = {
  ANSHIN_FIELD_BOOL (AnshinFileScanning, configured, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_BOOL (AnshinFileScanning, answering, ANSHIN_FIELD_SERVICE),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinFileScanning, anshin_file_scanning, NULL)

/**
 * anshin_attachment_count_chunks:
 * @self: an attachment, validated
 *
 * Returns: in how many chunks it comes
 */
guint
anshin_attachment_count_chunks (AnshinAttachment *self)
{
  return (guint) ((self->size + ANSHIN_CHUNK_BYTES - 1) / ANSHIN_CHUNK_BYTES);
}

/**
 * anshin_attachment_get_chunk_size:
 * @self: an attachment, validated
 * @number: the number of a chunk, from 0
 *
 * Returns: how many bytes that chunk has; 0 if there is no such chunk
 */
gsize
anshin_attachment_get_chunk_size (AnshinAttachment *self, guint number)
{
  guint n_chunks = anshin_attachment_count_chunks (self);

  if (number >= n_chunks)
    return 0;
  if (number < n_chunks - 1)
    return ANSHIN_CHUNK_BYTES;
  return (gsize) (self->size - (gint64) number * ANSHIN_CHUNK_BYTES);
}
