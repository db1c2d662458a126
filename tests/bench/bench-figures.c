/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-figures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

void
bench_add_time (GArray *times, gint64 microseconds)
{
  g_array_append_val (times, microseconds);
}

/* In milliseconds. Puts @times in order. */
double
bench_percentile (GArray *times, double percent)
{
  guint place;

  if (times->len == 0)
    return 0;
  g_array_sort (times, compare);
  place = MIN ((guint) (times->len * percent / 100), times->len - 1);
  return g_array_index (times, gint64, place) / 1000.0;
}

double
bench_cpu_seconds (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  /* After the name in brackets, user and system time are the 12th and 13th. */
  words = g_strsplit (strrchr (text, ')') + 2, " ", -1);
  return (g_ascii_strtoull (words[11], NULL, 10) + g_ascii_strtoull (words[12], NULL, 10)) /
         (double) sysconf (_SC_CLK_TCK);
}

double
bench_resident_kib (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/statm", pid);
  g_autofree char *text = NULL;
  unsigned long pages = 0;

  if (g_file_get_contents (path, &text, NULL, NULL) && sscanf (text, "%*u %lu", &pages) == 1)
    return pages * (sysconf (_SC_PAGESIZE) / 1024.0);
  return 0;
}
