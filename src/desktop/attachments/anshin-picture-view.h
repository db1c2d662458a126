/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Pixels at a size of one's own, turned by quarters. */
#define ANSHIN_TYPE_PICTURE_VIEW (anshin_picture_view_get_type ())
G_DECLARE_FINAL_TYPE (AnshinPictureView, anshin_picture_view, ANSHIN, PICTURE_VIEW, GtkWidget)

void anshin_picture_view_set_texture (AnshinPictureView *self, GdkTexture *texture);
void anshin_picture_view_set_size    (AnshinPictureView *self, int width, int height);
void anshin_picture_view_set_turns   (AnshinPictureView *self, guint turns);

G_END_DECLS
