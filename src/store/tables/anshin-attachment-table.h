/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-attachment.h"
#include "anshin-db.h"

G_BEGIN_DECLS

/*
 * Attachments: a sealed row for each file and a sealed row for each of its chunks. The key is that
 * of the group or of the patient that the file belongs to, so that it goes with it.
 */

/**
 * AnshinAttachmentRow:
 * @attachment: what the file is, as it goes over the wire
 * @group_id: (nullable): the group it belongs to
 * @patient_id: (nullable): or else the patient
 * @holder_id: (nullable): the entry or the consent that it is part of
 * @created_by: who uploads it
 * @deleted: whether the message that it is part of has been deleted since
 */
typedef struct
{
  AnshinAttachment *attachment;
  char *group_id;
  char *patient_id;
  char *holder_id;
  char *created_by;
  gint64 version;
  gboolean deleted;
} AnshinAttachmentRow;

/**
 * AnshinAttachedBytes:
 * @unsent: of the user's, what nothing holds yet
 *
 * What is stored, counted by the sizes that were declared.
 */
typedef struct
{
  gint64 user;
  gint64 unsent;
  gint64 facility;
} AnshinAttachedBytes;

void                 anshin_attachment_row_free    (AnshinAttachmentRow *row);

gboolean             anshin_attachment_insert      (AnshinTx *tx, AnshinAttachmentRow *row,
                                                    const char *facility_id, GError **error);
AnshinAttachmentRow *anshin_attachment_load        (AnshinTx *tx, const char *id, GError **error);
gboolean             anshin_attachment_find_begun  (AnshinTx *tx, const char *user_id,
                                                    const char *client_id, char **id,
                                                    GError **error);
gboolean             anshin_attachment_list_chunks (AnshinTx *tx, AnshinAttachmentRow *row,
                                                    GError **error);
gboolean             anshin_attachment_put_chunk   (AnshinTx *tx, AnshinAttachmentRow *row,
                                                    guint number, GBytes *bytes, GError **error);
gboolean             anshin_attachment_append_chunk (AnshinTx *tx, AnshinAttachmentRow *row,
                                                     guint number, GString *out, GError **error);
gboolean             anshin_attachment_set_ready   (AnshinTx *tx, AnshinAttachmentRow *row,
                                                    GError **error);
gboolean             anshin_attachment_hold        (AnshinTx *tx, const char *id,
                                                    const char *holder_id, GError **error);
gboolean             anshin_attachment_delete      (AnshinTx *tx, const char *id, GError **error);
gboolean             anshin_attachment_count_bytes (AnshinTx *tx, const char *user_id,
                                                    const char *facility_id,
                                                    AnshinAttachedBytes *bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinAttachmentRow, anshin_attachment_row_free)

G_END_DECLS
