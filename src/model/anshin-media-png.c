/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-media-private.h"

#include <zlib.h>

#define SIGNATURE_BYTES 8
#define HEADER_BYTES 13
/* Of a chunk: its length, its name, and the check sum behind it. */
#define AROUND 12

/* What an image needs to be drawn; comments, times, profiles, EXIF and animation are not of it. */
static const char kept[][5] = { "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA",
                                "cHRM", "sRGB", "sBIT", "bKGD", "pHYs" };

typedef struct
{
  gsize start;
  const guint8 *name;
  const guint8 *data;
  gsize length;
} Chunk;

static gboolean
is_named (const Chunk *chunk, const char *name)
{
  return memcmp (chunk->name, name, 4) == 0;
}

static gboolean
is_kept (const Chunk *chunk)
{
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (is_named (chunk, kept[i]))
      return TRUE;
  return FALSE;
}

static gboolean
read_chunk (AnshinMediaWalk *walk, Chunk *chunk, GError **error)
{
  const guint8 *at = walk->data + walk->position;
  gsize left = walk->size - walk->position;
  guint32 sum = 0;

  if (left < AROUND || anshin_media_read_32 (at) > left - AROUND)
    return anshin_media_fail_damaged ("cut off in a chunk", error);
  chunk->start = walk->position;
  chunk->name = at + 4;
  chunk->data = at + 8;
  chunk->length = anshin_media_read_32 (at);
  sum = (guint32) crc32 (crc32 (0, NULL, 0), chunk->name, (uInt) chunk->length + 4);
  if (sum != anshin_media_read_32 (chunk->data + chunk->length))
    return anshin_media_fail_damaged ("a chunk that does not sum up", error);
  walk->position += chunk->length + AROUND;
  return TRUE;
}

static gboolean
read_header (AnshinMediaWalk *walk, GError **error)
{
  Chunk chunk = { 0 };

  if (!read_chunk (walk, &chunk, error))
    return FALSE;
  if (!is_named (&chunk, "IHDR") || chunk.length != HEADER_BYTES)
    return anshin_media_fail_damaged ("not the header of a PNG", error);
  walk->facts.width = anshin_media_read_32 (chunk.data);
  walk->facts.height = anshin_media_read_32 (chunk.data + 4);
  anshin_media_keep (walk, chunk.start, chunk.length + AROUND);
  return anshin_media_check_pixels (walk->facts.width, walk->facts.height, error);
}

/* A PNG, chunk by chunk. */
gboolean
anshin_media_walk_png (AnshinMediaWalk *walk, GError **error)
{
  Chunk chunk = { 0 };
  gboolean has_data = FALSE;

  anshin_media_keep (walk, 0, SIGNATURE_BYTES);
  walk->position = SIGNATURE_BYTES;
  if (!read_header (walk, error))
    return FALSE;
  do
    {
      if (!read_chunk (walk, &chunk, error))
        return FALSE;
      if (is_named (&chunk, "IHDR") || (is_named (&chunk, "IEND") && chunk.length > 0))
        return anshin_media_fail_damaged ("a chunk out of place", error);
      if (is_kept (&chunk))
        anshin_media_keep (walk, chunk.start, chunk.length + AROUND);
      else if (g_ascii_isupper ((char) chunk.name[0]))
        return anshin_media_fail_type ("not a kind of PNG that is shown", error);
      else
        walk->dirty = TRUE;
      has_data = has_data || (is_named (&chunk, "IDAT") && chunk.length > 0);
    }
  while (!is_named (&chunk, "IEND"));

  if (walk->position < walk->size)
    walk->dirty = TRUE;
  return has_data || anshin_media_fail_damaged ("a PNG without an image", error);
}
