/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-backup-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "anshin-seal-private.h"

#define MAGIC "anshin-backup-1\n"
#define MAGIC_BYTES (sizeof MAGIC - 1)
#define PIECE_BYTES (64 * 1024)
#define HEADER_BYTES crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define EXTRA_BYTES crypto_secretstream_xchacha20poly1305_ABYTES
#define MAX_ITEM_BYTES (256 * 1024 * 1024)

G_STATIC_ASSERT (ANSHIN_BACKUP_KEY_BYTES == crypto_secretstream_xchacha20poly1305_KEYBYTES);

typedef crypto_secretstream_xchacha20poly1305_state State;

struct _AnshinBackupWriter
{
  FILE *file;
  char *path;
  char *part_path;
  State state;
  GByteArray *piece;
};

struct _AnshinBackupReader
{
  AnshinSealer *sealer;
  FILE *file;
  State state;
  GByteArray *bytes;
  gsize used;
  gboolean last;
};

static void
set_file_error (GError **error, const char *path)
{
  AnshinDbError code = errno == ENOSPC ? ANSHIN_DB_ERROR_FULL : ANSHIN_DB_ERROR_FAILED;

  g_set_error (error, ANSHIN_DB_ERROR, code, "%s: %s", path, g_strerror (errno));
}

static gboolean
write_all (AnshinBackupWriter *self, const void *data, gsize size, GError **error)
{
  if (fwrite (data, 1, size, self->file) == size)
    return TRUE;
  set_file_error (error, self->part_path);
  return FALSE;
}

AnshinBackupWriter *
anshin_backup_writer_new (AnshinSealer *sealer, const char *path, GError **error)
{
  g_autoptr (AnshinBackupWriter) self = g_new0 (AnshinBackupWriter, 1);
  guint8 header[HEADER_BYTES];
  int fd = -1;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      errno = EEXIST;
      set_file_error (error, path);
      return NULL;
    }
  self->path = g_strdup (path);
  self->part_path = g_strconcat (path, ".part", NULL);
  self->piece = g_byte_array_sized_new (2 * PIECE_BYTES);
  fd = open (self->part_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  self->file = fd >= 0 ? fdopen (fd, "wb") : NULL;
  if (self->file == NULL)
    {
      set_file_error (error, self->part_path);
      return NULL;
    }
  crypto_secretstream_xchacha20poly1305_init_push (&self->state, header,
                                                   anshin_sealer_get_backup_key (sealer));
  if (!write_all (self, MAGIC, MAGIC_BYTES, error) ||
      !write_all (self, header, sizeof header, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
write_piece (AnshinBackupWriter *self, gsize size, gboolean last, GError **error)
{
  g_autofree guint8 *sealed = g_malloc (size + EXTRA_BYTES);
  guint32 length = GUINT32_TO_BE ((guint32) size);

  crypto_secretstream_xchacha20poly1305_push (
    &self->state, sealed, NULL, self->piece->data, size, (const guint8 *) MAGIC, MAGIC_BYTES,
    last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
         : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
  g_byte_array_remove_range (self->piece, 0, (guint) size);
  return write_all (self, &length, sizeof length, error) &&
         write_all (self, sealed, size + EXTRA_BYTES, error);
}

static gboolean
append (AnshinBackupWriter *self, const void *data, gsize size, GError **error)
{
  g_byte_array_append (self->piece, data, (guint) size);
  while (self->piece->len >= PIECE_BYTES)
    if (!write_piece (self, PIECE_BYTES, FALSE, error))
      return FALSE;
  return TRUE;
}

gboolean
anshin_backup_writer_byte (AnshinBackupWriter *self, char byte, GError **error)
{
  return append (self, &byte, 1, error);
}

gboolean
anshin_backup_writer_number (AnshinBackupWriter *self, gint64 number, GError **error)
{
  guint64 big_endian = GUINT64_TO_BE ((guint64) number);

  return append (self, &big_endian, sizeof big_endian, error);
}

gboolean
anshin_backup_writer_bytes (AnshinBackupWriter *self, const void *data, gsize size, GError **error)
{
  return anshin_backup_writer_number (self, (gint64) size, error) &&
         append (self, data, size, error);
}

/* A new name in a folder is on the disk only once the folder is. */
static gboolean
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean ok = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return ok;
}

/* Only a file that is whole and on the disk gets its name. */
gboolean
anshin_backup_writer_finish (AnshinBackupWriter *self, gint64 *bytes, GError **error)
{
  if (!write_piece (self, self->piece->len, TRUE, error))
    return FALSE;
  *bytes = ftell (self->file);
  if (fflush (self->file) != 0 || fsync (fileno (self->file)) != 0 ||
      g_rename (self->part_path, self->path) != 0 || !sync_folder (self->path))
    {
      set_file_error (error, self->path);
      return FALSE;
    }
  g_clear_pointer (&self->part_path, g_free);
  return TRUE;
}

void
anshin_backup_writer_free (AnshinBackupWriter *self)
{
  if (self == NULL)
    return;
  if (self->file != NULL)
    fclose (self->file);
  if (self->part_path != NULL)
    g_unlink (self->part_path);
  sodium_memzero (&self->state, sizeof self->state);
  g_clear_pointer (&self->piece, g_byte_array_unref);
  g_free (self->part_path);
  g_free (self->path);
  g_free (self);
}

static gboolean
refuse (GError **error)
{
  anshin_set_error (error, ANSHIN_ERROR_CORRUPT, NULL,
                    "the backup is damaged, or was made with another master key");
  return FALSE;
}

gboolean
anshin_backup_reader_rewind (AnshinBackupReader *self, GError **error)
{
  guint8 start[MAGIC_BYTES + HEADER_BYTES];

  rewind (self->file);
  g_byte_array_set_size (self->bytes, 0);
  self->used = 0;
  self->last = FALSE;
  if (fread (start, 1, sizeof start, self->file) != sizeof start ||
      memcmp (start, MAGIC, MAGIC_BYTES) != 0)
    return refuse (error);
  if (crypto_secretstream_xchacha20poly1305_init_pull (
        &self->state, start + MAGIC_BYTES, anshin_sealer_get_backup_key (self->sealer)) != 0)
    return refuse (error);
  return TRUE;
}

AnshinBackupReader *
anshin_backup_reader_new (AnshinSealer *sealer, const char *path, GError **error)
{
  g_autoptr (AnshinBackupReader) self = g_new0 (AnshinBackupReader, 1);

  self->sealer = sealer;
  self->bytes = g_byte_array_sized_new (2 * PIECE_BYTES);
  self->file = fopen (path, "rbe");
  if (self->file == NULL)
    {
      set_file_error (error, path);
      return NULL;
    }
  if (!anshin_backup_reader_rewind (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
read_piece (AnshinBackupReader *self, GError **error)
{
  guint8 sealed[PIECE_BYTES + EXTRA_BYTES];
  guint32 size = 0;
  guint before = 0;
  guint8 tag = 0;

  if (self->last || fread (&size, 1, sizeof size, self->file) != sizeof size)
    return refuse (error);
  size = GUINT32_FROM_BE (size);
  if (size > PIECE_BYTES ||
      fread (sealed, 1, size + EXTRA_BYTES, self->file) != size + EXTRA_BYTES)
    return refuse (error);
  g_byte_array_remove_range (self->bytes, 0, (guint) self->used);
  self->used = 0;
  before = self->bytes->len;
  g_byte_array_set_size (self->bytes, before + size);
  if (crypto_secretstream_xchacha20poly1305_pull (&self->state, self->bytes->data + before, NULL,
                                                  &tag, sealed, size + EXTRA_BYTES,
                                                  (const guint8 *) MAGIC, MAGIC_BYTES) != 0)
    return refuse (error);
  self->last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  if (self->last && fgetc (self->file) != EOF)
    return refuse (error);
  return TRUE;
}

static gboolean
take (AnshinBackupReader *self, gsize size, const guint8 **data, GError **error)
{
  while (self->bytes->len - self->used < size)
    if (!read_piece (self, error))
      return FALSE;
  *data = self->bytes->data + self->used;
  self->used += size;
  return TRUE;
}

gboolean
anshin_backup_reader_byte (AnshinBackupReader *self, char *byte, GError **error)
{
  const guint8 *data = NULL;

  if (!take (self, 1, &data, error))
    return FALSE;
  *byte = (char) data[0];
  return TRUE;
}

gboolean
anshin_backup_reader_number (AnshinBackupReader *self, gint64 *number, GError **error)
{
  const guint8 *data = NULL;
  guint64 big_endian = 0;

  if (!take (self, sizeof big_endian, &data, error))
    return FALSE;
  memcpy (&big_endian, data, sizeof big_endian);
  *number = (gint64) GUINT64_FROM_BE (big_endian);
  return TRUE;
}

gboolean
anshin_backup_reader_bytes (AnshinBackupReader *self, const void **data, gsize *size,
                            GError **error)
{
  const guint8 *bytes = NULL;
  gint64 length = 0;

  if (!anshin_backup_reader_number (self, &length, error))
    return FALSE;
  if (length < 0 || length > MAX_ITEM_BYTES)
    return refuse (error);
  if (!take (self, (gsize) length, &bytes, error))
    return FALSE;
  *data = bytes;
  *size = (gsize) length;
  return TRUE;
}

gboolean
anshin_backup_reader_at_end (AnshinBackupReader *self, GError **error)
{
  while (!self->last)
    if (!read_piece (self, error))
      return FALSE;
  if (self->used != self->bytes->len)
    return refuse (error);
  return TRUE;
}

gint64
anshin_backup_reader_get_size (AnshinBackupReader *self)
{
  return ftell (self->file);
}

void
anshin_backup_reader_free (AnshinBackupReader *self)
{
  if (self == NULL)
    return;
  if (self->file != NULL)
    fclose (self->file);
  sodium_memzero (&self->state, sizeof self->state);
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_free (self);
}
