/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "anshin-choice.h"
#include "anshin-error.h"

G_BEGIN_DECLS

/*
 * What a file is, by what is in it (SECURITY FL-01, FL-03). No pixel is decoded here: the parts of
 * the file are walked through, and each is known or refused. The desktop cleans a file before it
 * is sent; the service holds every file against the same walk, and takes only what is clean.
 *
 * The bits of an image are never encoded anew: that would cost quality, which counts in a photo of
 * a wound, and would mean decoding what a stranger made. Which way a photo stands is the one thing
 * kept of EXIF, as a segment of fixed form that holds nothing else; whoever shows it turns it.
 */

/**
 * AnshinMediaFacts:
 * @width: of an image as it stands upright; 0 of what is no image
 * @orientation: how a JPEG has to be turned, 1 to 8 as EXIF counts
 */
typedef struct
{
  gint64 width;
  gint64 height;
  guint orientation;
} AnshinMediaFacts;

int      anshin_media_guess (const guint8 *data, gsize size);
gboolean anshin_media_check (int media, const guint8 *data, gsize size, AnshinMediaFacts *facts,
                             GError **error);
GBytes  *anshin_media_clean (int media, GBytes *file, GError **error);

G_END_DECLS
