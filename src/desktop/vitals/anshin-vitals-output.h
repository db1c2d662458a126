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
 * @targets: (nullable): the patient's own ranges
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
  AnshinVitalTargets *targets;
} AnshinVitalsPaper;

AnshinVitalsPaper *anshin_vitals_paper_new   (const char *name, const char *printed_by,
                                              gint64 from, gint64 to, GPtrArray *readings,
                                              AnshinVitalTargets *targets);
AnshinVitalsPaper *anshin_vitals_paper_ref   (AnshinVitalsPaper *self);
void               anshin_vitals_paper_unref (AnshinVitalsPaper *self);
AnshinForm        *anshin_vitals_paper_new_form (AnshinVitalsPaper *self);
GBytes            *anshin_vitals_paper_csv   (const AnshinVitalsPaper *self);

G_END_DECLS
