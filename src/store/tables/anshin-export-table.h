/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-timeline-export.h"

G_BEGIN_DECLS

/* Stretches of groups that are taken out: rows of `audit_export`, beside the parts of the log. */
gboolean              anshin_timeline_export_insert (AnshinTx *tx, AnshinTimelineExport *export,
                                                     const char *facility_id, const char *by,
                                                     GError **error);
AnshinTimelineExport *anshin_timeline_export_load   (AnshinTx *tx, const char *id, const char *by,
                                                     GError **error);

G_END_DECLS
