/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times in microseconds, and what the kernel says of the service's process. */

void   bench_add_time     (GArray *times, gint64 microseconds);
double bench_percentile   (GArray *times, double percent);
double bench_cpu_seconds  (int pid);
double bench_resident_kib (int pid);

G_END_DECLS
