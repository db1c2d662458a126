/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "anshin-attachment.h"
#include "anshin-transport.h"

G_BEGIN_DECLS

/**
 * AnshinTransferState:
 * @ANSHIN_TRANSFER_RUNNING: chunks are under way
 * @ANSHIN_TRANSFER_WAITING: the connection is lost; it goes on by itself where it stopped
 * @ANSHIN_TRANSFER_DONE: all of it is there
 * @ANSHIN_TRANSFER_FAILED: it was refused, see anshin_transfer_get_error()
 * @ANSHIN_TRANSFER_CANCELLED: given up by who began it
 */
typedef enum
{
  ANSHIN_TRANSFER_RUNNING,
  ANSHIN_TRANSFER_WAITING,
  ANSHIN_TRANSFER_DONE,
  ANSHIN_TRANSFER_FAILED,
  ANSHIN_TRANSFER_CANCELLED,
} AnshinTransferState;

/*
 * A file on its way to the service or from it, chunk by chunk, in memory alone (SECURITY TRM-01).
 * It goes on until it is done, refused or cancelled, whoever holds it. Properties, all notifying:
 * "state" (AnshinTransferState as an int), "progress" (double, 0 to 1).
 */
#define ANSHIN_TYPE_TRANSFER (anshin_transfer_get_type ())
G_DECLARE_FINAL_TYPE (AnshinTransfer, anshin_transfer, ANSHIN, TRANSFER, GObject)

AnshinTransfer     *anshin_transfer_new_upload     (AnshinTransport *transport, const char *owner,
                                                    AnshinAttachment *attachment, GBytes *file);
AnshinTransfer     *anshin_transfer_new_download   (AnshinTransport *transport,
                                                    AnshinAttachment *attachment);
AnshinTransferState anshin_transfer_get_state      (AnshinTransfer *self);
double              anshin_transfer_get_progress   (AnshinTransfer *self);
const GError       *anshin_transfer_get_error      (AnshinTransfer *self);
AnshinAttachment   *anshin_transfer_get_attachment (AnshinTransfer *self);
GBytes             *anshin_transfer_get_file       (AnshinTransfer *self);
gboolean            anshin_transfer_is_over        (AnshinTransfer *self);
void                anshin_transfer_cancel         (AnshinTransfer *self);
void                anshin_transfer_retry          (AnshinTransfer *self);

char               *anshin_transfer_digest         (GBytes *file);

G_END_DECLS
