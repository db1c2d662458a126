/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-vitals-chart.h"

G_BEGIN_DECLS

/* One panel on the screen: values by the pointer, and by the arrow keys. */
#define ANSHIN_TYPE_VITALS_CHART_VIEW (anshin_vitals_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (AnshinVitalsChartView, anshin_vitals_chart_view, ANSHIN, VITALS_CHART_VIEW,
                      GtkWidget)

GtkWidget *anshin_vitals_chart_view_new (const AnshinChart *chart);

G_END_DECLS
