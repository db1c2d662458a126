/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "anshin-entry.h"
#include "anshin-vitals.h"

G_BEGIN_DECLS

/**
 * AnshinChartColors:
 *
 * Red, green and blue of what is drawn. On paper everything that has to be told apart differs in
 * shape too: what is above is ▲, what is below ▼, the rest ●.
 */
typedef struct
{
  double ground[3];
  double text[3];
  double grid[3];
  double band[3];
  double line[3];
  double outside[3];
} AnshinChartColors;

/**
 * AnshinChart:
 * @kind: what is drawn; with the upper blood pressure the lower one too
 * @from: the left end, in microseconds
 * @to: the right end
 * @readings: (element-type AnshinEntry): entries with vital signs, oldest first, borrowed
 * @targets: (nullable): the patient's own ranges, borrowed
 * @selected: the reading that is pointed at; -1 for none
 *
 * One panel of a chart. The same function draws it on the screen, on paper and in the tests.
 */
typedef struct
{
  int kind;
  gint64 from;
  gint64 to;
  GPtrArray *readings;
  AnshinVitalTargets *targets;
  int selected;
} AnshinChart;

extern const AnshinChartColors anshin_chart_on_paper;

void     anshin_chart_draw     (const AnshinChart *self, cairo_t *cr, double width, double height,
                                double letter_size, const AnshinChartColors *colors);
gboolean anshin_chart_has      (const AnshinChart *self, int reading);
int      anshin_chart_find     (const AnshinChart *self, double width, double letter_size,
                                double x);
char    *anshin_chart_describe (const AnshinChart *self, int reading);

G_END_DECLS
