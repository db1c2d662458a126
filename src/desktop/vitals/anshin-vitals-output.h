/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-entry.h"
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
 * What goes onto paper or into a file.
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
void               anshin_vitals_paper_free  (AnshinVitalsPaper *self);
guint              anshin_vitals_paper_count (const AnshinVitalsPaper *self);
void               anshin_vitals_paper_draw  (const AnshinVitalsPaper *self, guint page,
                                              cairo_t *cr, double width, double height);
void               anshin_vitals_paper_print (GtkWidget *parent, AnshinVitalsPaper *self);
GBytes            *anshin_vitals_paper_csv   (const AnshinVitalsPaper *self);

G_END_DECLS
