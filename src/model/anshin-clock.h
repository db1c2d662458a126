/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Times are microseconds since 1970 in UTC (gint64); days are YYYYMMDD (int), in Japan's time
 * where they are derived from a time. The clock can be moved by tests and by the demo alone.
 */
#define ANSHIN_SECOND G_GINT64_CONSTANT (1000000)
#define ANSHIN_DAY (86400 * ANSHIN_SECOND)
/* Japan is so far ahead of UTC, and has no summer time; a number, as SQL has it too. */
#define ANSHIN_JAPAN_SECONDS 32400

gint64   anshin_clock_now            (void);
void     anshin_clock_set_offset     (gint64 microseconds);
int      anshin_clock_today          (void);

char    *anshin_time_format          (gint64 time);
gboolean anshin_time_parse           (const char *text, gint64 *time);
int      anshin_time_get_day         (gint64 time);
gint64   anshin_time_from_day        (int day);
guint    anshin_time_get_hour        (gint64 time);
char    *anshin_time_format_clock    (gint64 time);

char    *anshin_date_format          (int date);
gboolean anshin_date_parse           (const char *text, int *date);
gboolean anshin_date_is_valid        (int date);
int      anshin_date_add_days        (int date, int days);
int      anshin_date_get_age         (int birth_date, int today);
int      anshin_date_get_weekday     (int date);
gboolean anshin_date_check_period    (int from, int to, GError **error);

/* 和暦 */
char    *anshin_era_format           (int date);
char    *anshin_era_format_short     (int date);
gboolean anshin_era_parse            (const char *text, int *date);

G_END_DECLS
