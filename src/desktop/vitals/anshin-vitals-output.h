/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-entry.h"
#include "anshin-form.h"
#include "anshin-vitals.h"

G_BEGIN_DECLS

/**
 * AnshinVitalsPaper:
 * @name: whose numbers they are
 * @printed_by: who takes them out
 * @from: the period's beginning, in microseconds
 * @to: its end
 * @readings: (element-type AnshinEntry): oldest first
 * @targets: (nullable): the entry that set the patient's own ranges, by which it is marked
 *
 * What goes onto paper or into a file. It is counted who holds it, in one thread.
 */
typedef struct
{
  char *name;
  char *printed_by;
  gint64 from;
  gint64 to;
  GPtrArray *readings;
  AnshinEntry *targets;
} AnshinVitalsPaper;

AnshinVitalsPaper *anshin_vitals_paper_new      (const char *name, const char *printed_by,
                                                 gint64 from, gint64 to, GPtrArray *readings,
                                                 AnshinEntry *targets);
AnshinVitalsPaper *anshin_vitals_paper_new_with (const AnshinVitalsPaper *self,
                                                 GListModel *newest_first);
AnshinVitalsPaper *anshin_vitals_paper_ref      (AnshinVitalsPaper *self);
void               anshin_vitals_paper_unref    (AnshinVitalsPaper *self);
AnshinForm        *anshin_vitals_paper_new_form (AnshinVitalsPaper *self);
GBytes            *anshin_vitals_paper_make_csv (gpointer self, AnshinFormProgress progress,
                                                 gpointer data, GCancellable *cancellable,
                                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinVitalsPaper, anshin_vitals_paper_unref)

G_END_DECLS
