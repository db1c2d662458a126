/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * One line for each event: `time=… level=… event=… key=value …`. Keys and ids alone: never content,
 * names, mail addresses or tokens (SECURITY AUD-03, TRM-05).
 */
void     anshin_log_init      (GLogLevelFlags level);
gboolean anshin_log_wants     (GLogLevelFlags level);
gboolean anshin_log_parse_level (const char *name, GLogLevelFlags *level);
void     anshin_log           (GLogLevelFlags level, const char *event, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
