/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "anshin-limits.h"
#include "anshin-media.h"

/**
 * AnshinMediaWalk:
 * @clean: (nullable): gets the parts that may stay
 * @dirty: whether there was a part that may not
 *
 * One walk through a file. Nothing before @position has to be looked at again.
 */
typedef struct
{
  const guint8 *data;
  gsize size;
  gsize position;
  GByteArray *clean;
  gboolean dirty;
  AnshinMediaFacts facts;
} AnshinMediaWalk;

gboolean anshin_media_walk_jpeg (AnshinMediaWalk *walk, GError **error);
gboolean anshin_media_walk_png  (AnshinMediaWalk *walk, GError **error);
gboolean anshin_media_walk_pdf  (AnshinMediaWalk *walk, GError **error);
gboolean anshin_media_walk_text (AnshinMediaWalk *walk, GError **error);

/* For the walks */
gboolean anshin_media_check_pixels (gint64 width, gint64 height, GError **error);
void     anshin_media_keep         (AnshinMediaWalk *walk, gsize start, gsize length);
gboolean anshin_media_fail_damaged (const char *what, GError **error);
gboolean anshin_media_fail_type    (const char *what, GError **error);
gboolean anshin_media_fail_unsafe  (const char *what, GError **error);

static inline guint
anshin_media_read_16 (const guint8 *data)
{
  return (guint) data[0] << 8 | data[1];
}

static inline guint32
anshin_media_read_32 (const guint8 *data)
{
  return (guint32) anshin_media_read_16 (data) << 16 | anshin_media_read_16 (data + 2);
}
