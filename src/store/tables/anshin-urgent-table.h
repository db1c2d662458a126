/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-entry-state-table.h"

G_BEGIN_DECLS

/* What has happened to an urgent message, or to somebody for whom it waits. */
typedef enum
{
  ANSHIN_URGENT_ACKNOWLEDGED, /* somebody has acknowledged it, or its author says it is settled */
  ANSHIN_URGENT_UNANSWERED,   /* that was taken back, or what it says is another thing now */
  ANSHIN_URGENT_ABSENCE,      /* somebody has gone who could have answered */
} AnshinUrgentChange;

/* Urgent messages, which stand on top until they are answered. */
gboolean anshin_urgent_open        (AnshinTx *tx, const char *channel, gint64 seq, GError **error);
gboolean anshin_urgent_close       (AnshinTx *tx, const char *channel, gint64 seq, GError **error);
gboolean anshin_urgent_judge       (AnshinTx *tx, const char *channel, gint64 seq,
                                    AnshinUrgentChange change, GError **error);
gboolean anshin_urgent_judge_of    (AnshinTx *tx, const char *user_id, GError **error);
gboolean anshin_urgent_list        (AnshinTx *tx, const char *channel, guint limit, GArray *seqs,
                                    GError **error);
gboolean anshin_urgent_list_absent (AnshinTx *tx, const char *channel, gint64 seq,
                                    GPtrArray *absentees, GError **error);

G_END_DECLS
