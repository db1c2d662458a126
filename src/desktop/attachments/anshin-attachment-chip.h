/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-transfer.h"

G_BEGIN_DECLS

/*
 * A file that goes with what is being written: its name, how far it has come, a button that gives
 * it up. Signal: "removed".
 */
#define ANSHIN_TYPE_ATTACHMENT_CHIP (anshin_attachment_chip_get_type ())
G_DECLARE_FINAL_TYPE (AnshinAttachmentChip, anshin_attachment_chip, ANSHIN, ATTACHMENT_CHIP, AdwBin)

GtkWidget      *anshin_attachment_chip_new          (AnshinTransfer *transfer);
AnshinTransfer *anshin_attachment_chip_get_transfer (AnshinAttachmentChip *self);

/* For whoever shows a file. */
const char     *anshin_attachment_get_icon          (AnshinAttachment *attachment);
char           *anshin_attachment_describe          (AnshinAttachment *attachment);

G_END_DECLS
