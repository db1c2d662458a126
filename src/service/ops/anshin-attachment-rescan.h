/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-operation.h"

G_BEGIN_DECLS

/**
 * AnshinRescanStep:
 * @ANSHIN_RESCAN_FILE: there is a file to be looked through
 * @ANSHIN_RESCAN_DAMAGED: there is one of which nothing is ever served
 * @ANSHIN_RESCAN_END: there are no more
 * @ANSHIN_RESCAN_NOTHING: all were looked through with the same signatures before
 *
 * What comes next.
 */
typedef enum
{
  ANSHIN_RESCAN_FILE,
  ANSHIN_RESCAN_DAMAGED,
  ANSHIN_RESCAN_END,
  ANSHIN_RESCAN_NOTHING,
} AnshinRescanStep;

/**
 * AnshinRescan:
 * @signatures: what the scanner knows now
 * @started: whether it is known how far an earlier look with them came
 * @after: (nullable): the file that was looked through last
 * @step: what comes next
 * @id: (nullable): which file that is
 * @file: (nullable): all of it
 *
 * A look through all stored files, oldest first, with what the scanner has learnt since they were
 * taken (SECURITY FL-02). Which was the last one, and with which signatures, goes on record: from
 * there the next service goes on.
 */
typedef struct
{
  char *signatures;
  gboolean started;
  char *after;
  AnshinRescanStep step;
  char *id;
  GBytes *file;
} AnshinRescan;

void     anshin_rescan_clear (AnshinRescan *self);
void     anshin_rescan_pass  (AnshinRescan *self);
gboolean anshin_rescan_step  (AnshinTx *tx, AnshinRescan *self, GError **error);
gboolean anshin_rescan_note  (AnshinTx *tx, AnshinRescan *self, GError **error);
gboolean anshin_rescan_found (AnshinCall *call, AnshinRescan *self, GError **error);

G_END_DECLS
