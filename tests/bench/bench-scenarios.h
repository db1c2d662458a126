/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bench-connection.h"

G_BEGIN_DECLS

/* Each prints one JSON object and says whether everything was answered as it must be. */

gboolean bench_posts  (BenchLoop *loop, BenchPlan *plan, int pid, guint posters, double seconds);
gboolean bench_return (BenchLoop *loop, BenchPlan *plan);
gboolean bench_page   (BenchLoop *loop, BenchPlan *plan, guint pages);
gboolean bench_idle   (BenchLoop *loop, BenchPlan *plan, int pid, guint streams);

G_END_DECLS
