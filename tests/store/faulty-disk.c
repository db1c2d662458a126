/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faulty-disk.h"

#include <sqlite3.h>
#include <string.h>

#define SECTOR 512

/* What is on the platter of one file, and what the process sees of it. */
typedef struct
{
  char *path;
  GByteArray *durable;
  GByteArray *seen;
} Image;

typedef struct
{
  sqlite3_file base;
  Image *image;
  sqlite3_file *real;
} File;

static GMutex mutex;
static GHashTable *images;
static sqlite3_vfs *real_vfs;
static guint operations;
static guint fail_at;

static gboolean
fails (void)
{
  gboolean now = FALSE;

  g_mutex_lock (&mutex);
  operations++;
  now = fail_at > 0 && operations == fail_at;
  g_mutex_unlock (&mutex);
  return now;
}

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((File *) file)->real;
}

static int
close_file (sqlite3_file *file)
{
  File *self = (File *) file;
  int result = self->real->pMethods != NULL ? self->real->pMethods->xClose (self->real) : SQLITE_OK;

  g_free (self->real);
  return result;
}

static int
read_file (sqlite3_file *file, void *data, int size, sqlite3_int64 offset)
{
  return get_real (file)->pMethods->xRead (get_real (file), data, size, offset);
}

static int
write_file (sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
{
  Image *image = ((File *) file)->image;
  guint end = (guint) (offset + size);

  if (image != NULL && fails ())
    return SQLITE_IOERR_WRITE;
  if (image != NULL)
    {
      guint before = image->seen->len;

      g_mutex_lock (&mutex);
      if (end > before)
        {
          g_byte_array_set_size (image->seen, end);
          memset (image->seen->data + before, 0, end - before);
        }
      memcpy (image->seen->data + offset, data, (gsize) size);
      g_mutex_unlock (&mutex);
    }
  return get_real (file)->pMethods->xWrite (get_real (file), data, size, offset);
}

static int
truncate_file (sqlite3_file *file, sqlite3_int64 size)
{
  Image *image = ((File *) file)->image;

  if (image != NULL)
    {
      g_mutex_lock (&mutex);
      g_byte_array_set_size (image->seen, (guint) size);
      g_mutex_unlock (&mutex);
    }
  return get_real (file)->pMethods->xTruncate (get_real (file), size);
}

static int
sync_file (sqlite3_file *file, int flags)
{
  Image *image = ((File *) file)->image;

  if (image != NULL && fails ())
    return SQLITE_IOERR_FSYNC;
  if (image != NULL)
    {
      g_mutex_lock (&mutex);
      g_byte_array_set_size (image->durable, 0);
      g_byte_array_append (image->durable, image->seen->data, image->seen->len);
      g_mutex_unlock (&mutex);
    }
  return get_real (file)->pMethods->xSync (get_real (file), flags);
}

static int
get_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return get_real (file)->pMethods->xFileSize (get_real (file), size);
}

static int
lock_file (sqlite3_file *file, int level)
{
  return get_real (file)->pMethods->xLock (get_real (file), level);
}

static int
unlock_file (sqlite3_file *file, int level)
{
  return get_real (file)->pMethods->xUnlock (get_real (file), level);
}

static int
check_lock (sqlite3_file *file, int *result)
{
  return get_real (file)->pMethods->xCheckReservedLock (get_real (file), result);
}

static int
control (sqlite3_file *file, int code, void *data)
{
  return get_real (file)->pMethods->xFileControl (get_real (file), code, data);
}

static int
get_sector_size (sqlite3_file *file)
{
  return SECTOR;
}

static int
get_characteristics (sqlite3_file *file)
{
  return get_real (file)->pMethods->xDeviceCharacteristics (get_real (file));
}

static int
map_shared (sqlite3_file *file, int page, int size, int extend, void volatile **data)
{
  return get_real (file)->pMethods->xShmMap (get_real (file), page, size, extend, data);
}

static int
lock_shared (sqlite3_file *file, int offset, int n, int flags)
{
  return get_real (file)->pMethods->xShmLock (get_real (file), offset, n, flags);
}

static void
pass_barrier (sqlite3_file *file)
{
  get_real (file)->pMethods->xShmBarrier (get_real (file));
}

static int
unmap_shared (sqlite3_file *file, int delete)
{
  return get_real (file)->pMethods->xShmUnmap (get_real (file), delete);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = close_file,
  .xRead = read_file,
  .xWrite = write_file,
  .xTruncate = truncate_file,
  .xSync = sync_file,
  .xFileSize = get_size,
  .xLock = lock_file,
  .xUnlock = unlock_file,
  .xCheckReservedLock = check_lock,
  .xFileControl = control,
  .xSectorSize = get_sector_size,
  .xDeviceCharacteristics = get_characteristics,
  .xShmMap = map_shared,
  .xShmLock = lock_shared,
  .xShmBarrier = pass_barrier,
  .xShmUnmap = unmap_shared,
};

static void
image_free (gpointer data)
{
  Image *image = data;

  g_byte_array_unref (image->durable);
  g_byte_array_unref (image->seen);
  g_free (image);
}

/* One image for each path, whoever has it open; what is there already is on the platter. */
static Image *
find_image (const char *path)
{
  Image *image = NULL;

  g_mutex_lock (&mutex);
  image = g_hash_table_lookup (images, path);
  if (image == NULL)
    {
      char *bytes = NULL;
      gsize size = 0;

      image = g_new0 (Image, 1);
      image->path = g_strdup (path);
      image->durable = g_byte_array_new ();
      image->seen = g_byte_array_new ();
      if (g_file_get_contents (path, &bytes, &size, NULL))
        {
          g_byte_array_append (image->durable, (const guint8 *) bytes, (guint) size);
          g_byte_array_append (image->seen, (const guint8 *) bytes, (guint) size);
          g_free (bytes);
        }
      g_hash_table_insert (images, image->path, image);
    }
  g_mutex_unlock (&mutex);
  return image;
}

static int
open_file (sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  File *self = (File *) file;
  int result = SQLITE_OK;

  memset (self, 0, sizeof *self);
  self->real = g_malloc0 ((gsize) real_vfs->szOsFile);
  result = real_vfs->xOpen (real_vfs, path, self->real, flags, out_flags);
  if (result != SQLITE_OK)
    {
      g_free (self->real);
      return result;
    }
  if (path != NULL && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) != 0)
    self->image = find_image (path);
  self->base.pMethods = &methods;
  return SQLITE_OK;
}

static int
delete_file (sqlite3_vfs *vfs, const char *path, int sync)
{
  g_mutex_lock (&mutex);
  g_hash_table_remove (images, path);
  g_mutex_unlock (&mutex);
  return real_vfs->xDelete (real_vfs, path, sync);
}

void
faulty_disk_install (void)
{
  static sqlite3_vfs vfs;

  real_vfs = sqlite3_vfs_find (NULL);
  images = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, image_free);
  vfs = *real_vfs;
  vfs.pNext = NULL;
  vfs.zName = "faulty";
  vfs.szOsFile = sizeof (File);
  vfs.xOpen = open_file;
  vfs.xDelete = delete_file;
  sqlite3_vfs_register (&vfs, 1);
}

void
faulty_disk_fail_at (guint n)
{
  g_mutex_lock (&mutex);
  operations = 0;
  fail_at = n;
  g_mutex_unlock (&mutex);
}

guint
faulty_disk_get_operations (void)
{
  guint n = 0;

  g_mutex_lock (&mutex);
  n = operations;
  g_mutex_unlock (&mutex);
  return n;
}

static GByteArray *
mix (const Image *image)
{
  guint longest = MAX (image->durable->len, image->seen->len);
  guint size = g_random_boolean () ? image->durable->len : image->seen->len;
  GByteArray *mixed = g_byte_array_new ();

  g_byte_array_set_size (mixed, longest);
  if (longest > 0)
    memset (mixed->data, 0, longest);
  for (guint at = 0; at < longest; at += SECTOR)
    {
      const GByteArray *source = g_random_boolean () ? image->durable : image->seen;

      if (at < source->len)
        memcpy (mixed->data + at, source->data + at, MIN (SECTOR, source->len - at));
    }
  g_byte_array_set_size (mixed, size);
  return mixed;
}

void
faulty_disk_cut (const char *folder, const char *target)
{
  GHashTableIter iter;
  gpointer value = NULL;

  g_mutex_lock (&mutex);
  g_hash_table_iter_init (&iter, images);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Image *image = value;
      g_autofree char *name = g_path_get_basename (image->path);
      g_autofree char *path = g_build_filename (target, name, NULL);
      GByteArray *mixed = NULL;

      if (!g_str_has_prefix (image->path, folder))
        continue;
      mixed = mix (image);
      g_assert_true (g_file_set_contents (path, (const char *) mixed->data, mixed->len, NULL));
      g_byte_array_unref (mixed);
    }
  g_mutex_unlock (&mutex);
}
