/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-media-private.h"

/* Markers of ITU-T T.81 */
#define SOI 0xd8
#define EOI 0xd9
#define SOS 0xda
#define SOF_BASELINE 0xc0
#define SOF_EXTENDED 0xc1
#define SOF_PROGRESSIVE 0xc2
#define DHT 0xc4
#define DQT 0xdb
#define DRI 0xdd
#define APP0 0xe0
#define APP1 0xe1
#define APP14 0xee
#define APP15 0xef
#define COM 0xfe

#define JFIF_BYTES 14
#define ADOBE_BYTES 12
#define ORIENTATION_TAG 0x0112
#define MAX_TAGS 512
/* Each scan of a progressive image is a pass over all of it: hundreds of them are an attack. */
#define MAX_SCANS 64

/* All of EXIF that may stay: which way the image stands, in the last but one byte pair's place. */
static const guint8 orientation_segment[] = {
  0xff, APP1, 0x00, 0x22, 'E',  'x',  'i',  'f',  0x00, 0x00, 'M',  'M',
  0x00, 0x2a, 0x00, 0x00, 0x00, 0x08, 0x00, 0x01, 0x01, 0x12, 0x00, 0x03,
  0x00, 0x00, 0x00, 0x01, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
};
#define ORIENTATION_BYTE 29

typedef struct
{
  AnshinMediaWalk *walk;
  gsize orientation_at; /* where in the clean file it is to be said how to turn it */
  guint n_scans;
  gboolean has_frame;
  gboolean ended;
} Jpeg;

static guint
read_exif_16 (const guint8 *data, gboolean little)
{
  return little ? (guint) data[1] << 8 | data[0] : anshin_media_read_16 (data);
}

static guint32
read_exif_32 (const guint8 *data, gboolean little)
{
  return little ? (guint32) read_exif_16 (data + 2, TRUE) << 16 | read_exif_16 (data, TRUE)
                : anshin_media_read_32 (data);
}

/* How to turn the image, of the TIFF structure inside an Exif segment; 1 where that is not said. */
static guint
read_orientation (const guint8 *tiff, gsize size)
{
  gboolean little = FALSE;
  guint32 directory = 0;
  guint n_tags = 0;

  if (size < 8 || (memcmp (tiff, "II*\0", 4) != 0 && memcmp (tiff, "MM\0*", 4) != 0))
    return 1;
  little = tiff[0] == 'I';
  directory = read_exif_32 (tiff + 4, little);
  if (directory > size - 2)
    return 1;
  n_tags = MIN (read_exif_16 (tiff + directory, little), MAX_TAGS);
  for (guint i = 0; i < n_tags; i++)
    {
      gsize at = (gsize) directory + 2 + (gsize) i * 12;
      guint value = 0;

      if (at + 12 > size)
        return 1;
      value = read_exif_16 (tiff + at + 8, little);
      if (read_exif_16 (tiff + at, little) == ORIENTATION_TAG)
        return value >= 1 && value <= 8 ? value : 1;
    }
  return 1;
}

static gboolean
is_our_orientation (const guint8 *segment, gsize size)
{
  guint8 ours[sizeof orientation_segment];

  if (size != sizeof ours)
    return FALSE;
  memcpy (ours, orientation_segment, sizeof ours);
  ours[ORIENTATION_BYTE] = segment[ORIENTATION_BYTE];
  return memcmp (ours, segment, size) == 0 && ours[ORIENTATION_BYTE] >= 2 &&
         ours[ORIENTATION_BYTE] <= 8;
}

/* @start is where the marker is, @payload after the length; both end at @end. */
static void
take_exif (Jpeg *self, gsize start, gsize payload, gsize end)
{
  AnshinMediaWalk *walk = self->walk;
  const guint8 *data = walk->data;

  if (end - payload > 6 && memcmp (data + payload, "Exif\0\0", 6) == 0 &&
      walk->facts.orientation == 1)
    walk->facts.orientation = read_orientation (data + payload + 6, end - payload - 6);
  if (!is_our_orientation (data + start, end - start))
    walk->dirty = TRUE;
}

/* The resolution may stay; a thumbnail beside it shows what was cut off the photo. */
static void
take_jfif (Jpeg *self, gsize start, gsize payload, gsize end)
{
  AnshinMediaWalk *walk = self->walk;
  const guint8 *data = walk->data + payload;
  static const guint8 head[] = { 0xff, APP0, 0x00, JFIF_BYTES + 2 };
  static const guint8 no_thumbnail[] = { 0, 0 };

  if (end - payload < JFIF_BYTES || memcmp (data, "JFIF\0", 5) != 0)
    {
      walk->dirty = TRUE;
      return;
    }
  if (end - payload == JFIF_BYTES && data[12] == 0 && data[13] == 0)
    {
      anshin_media_keep (walk, start, end - start);
      return;
    }
  walk->dirty = TRUE;
  if (walk->clean == NULL)
    return;
  g_byte_array_append (walk->clean, head, sizeof head);
  g_byte_array_append (walk->clean, data, JFIF_BYTES - 2);
  g_byte_array_append (walk->clean, no_thumbnail, sizeof no_thumbnail);
}

static gboolean
take_frame (Jpeg *self, gsize payload, gsize end, GError **error)
{
  const guint8 *data = self->walk->data + payload;
  AnshinMediaFacts *facts = &self->walk->facts;

  if (self->has_frame || end - payload < 6 || data[0] != 8 || data[5] < 1 || data[5] > 4 ||
      end - payload != 6 + 3 * (gsize) data[5])
    return anshin_media_fail_damaged ("not a frame of a JPEG", error);
  self->has_frame = TRUE;
  facts->height = anshin_media_read_16 (data + 1);
  facts->width = anshin_media_read_16 (data + 3);
  return anshin_media_check_pixels (facts->width, facts->height, error);
}

/* The coded image goes on until a marker that is neither stuffing nor a restart. */
static gboolean
skip_scan (Jpeg *self, GError **error)
{
  AnshinMediaWalk *walk = self->walk;

  if (!self->has_frame || ++self->n_scans > MAX_SCANS)
    return self->has_frame ? anshin_media_fail_unsafe ("too many scans", error)
                           : anshin_media_fail_damaged ("a scan without a frame", error);
  while (walk->position + 1 < walk->size)
    {
      const guint8 *at = memchr (walk->data + walk->position, 0xff,
                                 walk->size - walk->position - 1);

      if (at == NULL)
        break;
      walk->position = (gsize) (at - walk->data);
      if (at[1] != 0x00 && at[1] != 0xff && (at[1] < 0xd0 || at[1] > 0xd7))
        return TRUE;
      walk->position += at[1] == 0xff ? 1 : 2;
    }
  return anshin_media_fail_damaged ("a JPEG without its end", error);
}

static gboolean
take_segment (Jpeg *self, guint marker, gsize start, gsize end, GError **error)
{
  AnshinMediaWalk *walk = self->walk;
  gsize payload = start + 4;

  walk->position = end;
  switch (marker)
    {
    case APP0:
      take_jfif (self, start, payload, end);
      return TRUE;
    case APP1:
      take_exif (self, start, payload, end);
      return TRUE;
    case APP14:
      if (end - payload == ADOBE_BYTES && memcmp (walk->data + payload, "Adobe", 5) == 0)
        anshin_media_keep (walk, start, end - start);
      else
        walk->dirty = TRUE;
      return TRUE;
    case SOF_BASELINE:
    case SOF_EXTENDED:
    case SOF_PROGRESSIVE:
      anshin_media_keep (walk, start, end - start);
      return take_frame (self, payload, end, error);
    case DHT:
    case DQT:
    case DRI:
      anshin_media_keep (walk, start, end - start);
      return TRUE;
    case SOS:
      if (!skip_scan (self, error))
        return FALSE;
      anshin_media_keep (walk, start, walk->position - start);
      return TRUE;
    default:
      if (marker != COM && (marker < APP0 || marker > APP15))
        return anshin_media_fail_type ("not a kind of JPEG that is shown", error);
      walk->dirty = TRUE;
      return TRUE;
    }
}

static gboolean
take_marker (Jpeg *self, GError **error)
{
  AnshinMediaWalk *walk = self->walk;
  const guint8 *data = walk->data;
  gsize start = walk->position;
  gsize length = 0;

  if (start + 2 > walk->size || data[start] != 0xff)
    return anshin_media_fail_damaged ("no marker where one must be", error);
  /* Fill bytes before a marker mean nothing. */
  if (data[start + 1] == 0xff)
    {
      walk->dirty = TRUE;
      walk->position++;
      return TRUE;
    }
  if (data[start + 1] == EOI)
    {
      self->ended = TRUE;
      anshin_media_keep (walk, start, 2);
      walk->position += 2;
      return TRUE;
    }
  if (start + 4 > walk->size)
    return anshin_media_fail_damaged ("cut off in a segment", error);
  length = anshin_media_read_16 (data + start + 2);
  if (length < 2 || length > walk->size - start - 2)
    return anshin_media_fail_damaged ("a segment that is longer than the file", error);
  return take_segment (self, data[start + 1], start, start + 2 + length, error);
}

/* Where the image has to be turned it is said in our own words, after JFIF's or the beginning. */
static void
put_orientation (Jpeg *self)
{
  AnshinMediaWalk *walk = self->walk;
  g_autofree guint8 *rest = NULL;
  gsize at = 2;
  gsize n_rest = 0;

  if (walk->clean == NULL || walk->facts.orientation == 1)
    return;
  if (walk->clean->len >= 4 && walk->clean->data[3] == APP0)
    at += 2 + anshin_media_read_16 (walk->clean->data + 4);
  n_rest = walk->clean->len - at;
  rest = g_memdup2 (walk->clean->data + at, n_rest);
  g_byte_array_set_size (walk->clean, (guint) at);
  g_byte_array_append (walk->clean, orientation_segment, sizeof orientation_segment);
  walk->clean->data[at + ORIENTATION_BYTE] = (guint8) walk->facts.orientation;
  g_byte_array_append (walk->clean, rest, (guint) n_rest);
}

/* A JPEG, segment by segment; what is behind its end is no part of it. */
gboolean
anshin_media_walk_jpeg (AnshinMediaWalk *walk, GError **error)
{
  Jpeg self = { .walk = walk };

  anshin_media_keep (walk, 0, 2);
  walk->position = 2;
  while (!self.ended)
    if (!take_marker (&self, error))
      return FALSE;
  if (self.n_scans == 0)
    return anshin_media_fail_damaged ("a JPEG without an image", error);
  if (walk->position < walk->size)
    walk->dirty = TRUE;
  put_orientation (&self);
  if (walk->facts.orientation >= 5)
    {
      gint64 width = walk->facts.width;

      walk->facts.width = walk->facts.height;
      walk->facts.height = width;
    }
  return TRUE;
}
