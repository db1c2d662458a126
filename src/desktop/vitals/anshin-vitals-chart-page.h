/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* What was measured over a period: as a chart, and as a table below it. */
#define ANSHIN_TYPE_VITALS_CHART_PAGE (anshin_vitals_chart_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinVitalsChartPage, anshin_vitals_chart_page, ANSHIN, VITALS_CHART_PAGE,
                      AnshinPage)

AnshinPage *anshin_vitals_chart_page_new (AnshinClient *client, AnshinGroup *group);

G_END_DECLS
