/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * How the desktop speaks with the program that decodes: as arguments what the file is, which of its
 * pages, and how many pixels there may be; the file on the standard input; on the standard output
 * this head and width × height pixels, each four bytes: red, green, blue, alpha. The end of the
 * program without them is the refusal.
 */

#define ANSHIN_VIEWER_MAGIC 0x416e5631u
/* The greatest picture that is asked for and taken, in pixels. */
#define ANSHIN_VIEWER_MAX_SIDE 4096
#define ANSHIN_VIEWER_MAX_PIXELS (12 * 1000 * 1000)
/* What decoding may take: seconds of the processor, seconds of waiting, bytes of memory. */
#define ANSHIN_VIEWER_CPU_SECONDS 5
#define ANSHIN_VIEWER_WAIT_SECONDS 15
#define ANSHIN_VIEWER_MEMORY_BYTES (768u * 1024 * 1024)

/**
 * AnshinViewerHead:
 * @pages: how many the file has
 * @full_width: of an image in pixels as it stands upright, of a page in points
 */
typedef struct
{
  guint32 magic;
  guint32 width;
  guint32 height;
  guint32 pages;
  guint32 full_width;
  guint32 full_height;
} AnshinViewerHead;

G_END_DECLS
