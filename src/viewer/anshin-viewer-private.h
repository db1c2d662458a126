/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-viewer-protocol.h"

G_BEGIN_DECLS

/**
 * AnshinViewerWish:
 * @page: from 0
 * @width: at most so many pixels wide
 */
typedef struct
{
  int media;
  guint page;
  guint width;
  guint height;
} AnshinViewerWish;

gboolean anshin_viewer_enter_sandbox (void);
gboolean anshin_viewer_draw_image    (const AnshinViewerWish *wish, GBytes *file,
                                      AnshinViewerHead *head, GByteArray *pixels);
gboolean anshin_viewer_draw_page     (const AnshinViewerWish *wish, GBytes *file,
                                      AnshinViewerHead *head, GByteArray *pixels);

G_END_DECLS
