/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-attachment.h"

G_BEGIN_DECLS

/* A file in a message: a small picture of it, its name and size; pressed, it is shown. */
#define ANSHIN_TYPE_ATTACHMENT_TILE (anshin_attachment_tile_get_type ())
G_DECLARE_FINAL_TYPE (AnshinAttachmentTile, anshin_attachment_tile, ANSHIN, ATTACHMENT_TILE, AdwBin)

GtkWidget *anshin_attachment_tile_new (AnshinAttachment *attachment, gboolean can_show);
AnshinAttachment *anshin_attachment_tile_get_attachment (AnshinAttachmentTile *self);
gboolean   anshin_attachment_tile_get_can_show (AnshinAttachmentTile *self);

/* The pictures that were made small are forgotten, as when the screen is locked. */
void       anshin_attachment_tiles_forget (void);

G_END_DECLS
