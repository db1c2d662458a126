/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-transfer.h"

G_BEGIN_DECLS

struct _AnshinTransfer
{
  GObject parent_instance;

  AnshinTransport *transport;
  AnshinAttachment *attachment;
  char *owner;         /* of an upload: `/v1/groups/…` or `/v1/patients/…` */
  GBytes *file;        /* of an upload all the while, of a download when it is done */
  GByteArray *arrived; /* of a download, until then */
  AnshinTransferState state;
  guint n_done;        /* chunks */
  guint attempt;       /* since something last went well */
  guint wait_id;
  GError *error;
  GCancellable *cancellable;
};

void anshin_transfer_upload_step   (AnshinTransfer *self);
void anshin_transfer_upload_forget (AnshinTransfer *self);
void anshin_transfer_download_step (AnshinTransfer *self);

/* For the steps: what has gone well, or not, and what comes of it. */
void anshin_transfer_set_done      (AnshinTransfer *self, guint n_done);
void anshin_transfer_finish        (AnshinTransfer *self);
void anshin_transfer_take_error    (AnshinTransfer *self, const GError *error);

G_END_DECLS
