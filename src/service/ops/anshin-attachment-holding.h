/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-attachment-table.h"
#include "anshin-happening.h"

G_BEGIN_DECLS

/* What is part of a message or of a consent: for the use cases that make those. */

/* A file that the asker may read, or goes on uploading; its facts and its record are in @call. */
AnshinAttachmentRow *anshin_attachment_load_for (AnshinCall *call, const char *id,
                                                 AnshinAction action, GError **error);

/* Those of @ids that the asker has uploaded to the owner, which nothing holds yet. */
gboolean anshin_attachments_take (AnshinCall *call, char **ids, const char *owner_id,
                                  GPtrArray *attachments, GError **error);
gboolean anshin_attachments_hold (AnshinCall *call, GPtrArray *attachments, const char *holder_id,
                                  GError **error);
gboolean anshin_happen_with_attachments (AnshinCall *call, AnshinHappening *what, GString *json,
                                         gint64 *seq, GError **error);
void     anshin_attachments_append (GString *json, GPtrArray *attachments);
gboolean anshin_attachments_equal (GPtrArray *attachments, char **ids);

G_END_DECLS
