/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-media-private.h"

static const struct
{
  int media;
  const char *magic;
  gsize size;
  gboolean (*walk) (AnshinMediaWalk *walk, GError **error);
} kinds[] = {
  { ANSHIN_MEDIA_JPEG, "\xff\xd8\xff", 3, anshin_media_walk_jpeg },
  { ANSHIN_MEDIA_PNG, "\x89PNG\r\n\x1a\n", 8, anshin_media_walk_png },
  { ANSHIN_MEDIA_PDF, "%PDF-", 5, anshin_media_walk_pdf },
  { ANSHIN_MEDIA_TEXT, "", 0, anshin_media_walk_text },
};

static gboolean
fail (AnshinError code, const char *what, GError **error)
{
  anshin_set_error (error, code, NULL, "%s", what);
  return FALSE;
}

gboolean
anshin_media_fail_damaged (const char *what, GError **error)
{
  return fail (ANSHIN_ERROR_ATTACHMENT_DAMAGED, what, error);
}

gboolean
anshin_media_fail_type (const char *what, GError **error)
{
  return fail (ANSHIN_ERROR_ATTACHMENT_TYPE, what, error);
}

gboolean
anshin_media_fail_unsafe (const char *what, GError **error)
{
  return fail (ANSHIN_ERROR_ATTACHMENT_UNSAFE, what, error);
}

/* What an image says of its size is held against the limits before anybody makes room for it. */
gboolean
anshin_media_check_pixels (gint64 width, gint64 height, GError **error)
{
  if (width < 1 || height < 1)
    return anshin_media_fail_damaged ("an image without extent", error);
  if (width > ANSHIN_MAX_IMAGE_SIDE || height > ANSHIN_MAX_IMAGE_SIDE
      || width * height > ANSHIN_MAX_IMAGE_PIXELS)
    return fail (ANSHIN_ERROR_ATTACHMENT_PIXELS, "too many pixels", error);
  return TRUE;
}

void
anshin_media_keep (AnshinMediaWalk *walk, gsize start, gsize length)
{
  if (walk->clean != NULL)
    g_byte_array_append (walk->clean, walk->data + start, (guint) length);
}

/**
 * anshin_media_guess:
 * @data: the beginning of a file
 * @size: how many bytes
 *
 * Returns: what it begins as; whether it is that anshin_media_check() tells. What begins as
 *   nothing else may be a text
 */
int
anshin_media_guess (const guint8 *data, gsize size)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (size >= kinds[i].size && memcmp (data, kinds[i].magic, kinds[i].size) == 0)
      return kinds[i].media;
  return ANSHIN_MEDIA_NONE;
}

static gboolean
walk_through (int media, AnshinMediaWalk *walk, GError **error)
{
  if (walk->size == 0 || walk->size > ANSHIN_MAX_ATTACHMENT_BYTES)
    return fail (walk->size == 0 ? ANSHIN_ERROR_ATTACHMENT_DAMAGED : ANSHIN_ERROR_TOO_LARGE,
                 "not a size that a file may have", error);
  if (anshin_media_guess (walk->data, walk->size) != media)
    return anshin_media_fail_type ("it begins as something else", error);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].media == media)
      return kinds[i].walk (walk, error);
  return anshin_media_fail_type ("not one of ours", error);
}

/**
 * anshin_media_check:
 * @media: what the file is said to be
 * @data: all of it
 * @size: how many bytes
 * @facts: (out caller-allocates): what was found out
 * @error: %ANSHIN_ERROR_ATTACHMENT_TYPE, %ANSHIN_ERROR_ATTACHMENT_DAMAGED,
 *   %ANSHIN_ERROR_ATTACHMENT_UNSAFE, %ANSHIN_ERROR_ATTACHMENT_PIXELS,
 *   %ANSHIN_ERROR_ATTACHMENT_METADATA where something is in it that cleaning takes out
 *
 * Any thread.
 *
 * Returns: whether the file may be kept as it is
 */
gboolean
anshin_media_check (int media, const guint8 *data, gsize size, AnshinMediaFacts *facts,
                    GError **error)
{
  AnshinMediaWalk walk = { .data = data, .size = size, .facts = { .orientation = 1 } };

  *facts = walk.facts;
  if (!walk_through (media, &walk, error))
    return FALSE;
  if (walk.dirty)
    return fail (ANSHIN_ERROR_ATTACHMENT_METADATA, "more than what is to be shown", error);
  *facts = walk.facts;
  return TRUE;
}

/**
 * anshin_media_clean:
 * @media: what the file is
 * @file: all of it
 * @error: as of anshin_media_check(), but for what is taken out
 *
 * Takes out place, time, camera, names, thumbnails, comments and whatever follows the end. Any
 * thread.
 *
 * Returns: (transfer full) (nullable): the file without them, which anshin_media_check() lets
 *   through
 */
GBytes *
anshin_media_clean (int media, GBytes *file, GError **error)
{
  g_autoptr (GByteArray) clean = g_byte_array_new ();
  AnshinMediaWalk walk = { .clean = clean, .facts = { .orientation = 1 } };

  walk.data = g_bytes_get_data (file, &walk.size);
  if (!walk_through (media, &walk, error))
    return NULL;
  if (!walk.dirty)
    return g_bytes_ref (file);
  return g_byte_array_free_to_bytes (g_steal_pointer (&clean));
}
