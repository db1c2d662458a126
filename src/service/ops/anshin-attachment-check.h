/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-attachment-table.h"
#include "anshin-media.h"
#include "anshin-scanner.h"

G_BEGIN_DECLS

/**
 * AnshinAttachmentCheck:
 * @attachment: what was announced; its chunks never change once they are there
 * @file: (nullable): all of it, until it was looked at
 * @facts: what was found out about it
 * @failure: (nullable): why it can't be taken; %ANSHIN_ERROR_ATTACHMENT_INFECTED destroys it
 *
 * A file that is whole is looked at as a whole. That takes long, so not in the transaction that
 * makes it ready.
 */
typedef struct
{
  AnshinAttachment *attachment;
  GBytes *file;
  AnshinMediaFacts facts;
  GError *failure;
} AnshinAttachmentCheck;

AnshinAttachmentCheck *anshin_attachment_check_new  (AnshinTx *tx, AnshinAttachmentRow *row,
                                                     GError **error);
void                   anshin_attachment_check_run  (AnshinAttachmentCheck *self,
                                                     AnshinScanner *scanner);
void                   anshin_attachment_check_free (AnshinAttachmentCheck *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinAttachmentCheck, anshin_attachment_check_free)

G_END_DECLS
