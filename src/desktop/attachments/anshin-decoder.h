/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AnshinPicture:
 * @pages: how many pages the file has
 * @full_width: of an image in pixels, of a page in points
 */
typedef struct
{
  GdkTexture *texture;
  guint pages;
  guint full_width;
  guint full_height;
} AnshinPicture;

/*
 * From a file in memory to pixels, in a program of its own: whatever the file does to it, the
 * desktop goes on (SECURITY FL-05). A few run at a time, the others wait their turn.
 */
void           anshin_decoder_draw_async  (int media, GBytes *file, guint page, guint width,
                                           guint height, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer data);
AnshinPicture *anshin_decoder_draw_finish (GAsyncResult *result, GError **error);
void           anshin_decoder_set_program (const char *path);
void           anshin_picture_free        (AnshinPicture *picture);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinPicture, anshin_picture_free)

G_END_DECLS
