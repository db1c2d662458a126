/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * Two rows for the first and the last day of a time, of which either may be empty. What is wrong is
 * said at its row, but not of a day that is half typed. "changed" comes when the time is another.
 */
#define ANSHIN_TYPE_PERIOD_ROWS (anshin_period_rows_get_type ())
G_DECLARE_FINAL_TYPE (AnshinPeriodRows, anshin_period_rows, ANSHIN, PERIOD_ROWS, GObject)

AnshinPeriodRows *anshin_period_rows_new       (GtkWidget *from_row, GtkWidget *to_row);
gboolean          anshin_period_rows_is_valid  (AnshinPeriodRows *self);
gint64            anshin_period_rows_get_from  (AnshinPeriodRows *self);
gint64            anshin_period_rows_get_to    (AnshinPeriodRows *self);

G_END_DECLS
