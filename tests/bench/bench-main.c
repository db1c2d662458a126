/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <sys/resource.h>

#include "bench-scenarios.h"

static char *socket_path;
static char *plan_path;
static int pid;
static int posters;
static double seconds = 5;
static int pages;
static int streams;
static gboolean back;

static const GOptionEntry entries[] = {
  { "socket", 0, 0, G_OPTION_ARG_FILENAME, &socket_path, "The service's Unix socket", "PATH" },
  { "plan", 0, 0, G_OPTION_ARG_FILENAME, &plan_path, "What was seeded", "PATH" },
  { "pid", 0, 0, G_OPTION_ARG_INT, &pid, "The service's process", "N" },
  { "posters", 0, 0, G_OPTION_ARG_INT, &posters, "So many write", "N" },
  { "seconds", 0, 0, G_OPTION_ARG_DOUBLE, &seconds, "So long", "N" },
  { "return", 0, 0, G_OPTION_ARG_NONE, &back, "Everybody comes back at once", NULL },
  { "pages", 0, 0, G_OPTION_ARG_INT, &pages, "So many pages of the big group", "N" },
  { "streams", 0, 0, G_OPTION_ARG_INT, &streams, "So many only listen", "N" },
  { NULL },
};

static void
raise_file_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) == 0)
    {
      limit.rlim_cur = limit.rlim_max;
      setrlimit (RLIMIT_NOFILE, &limit);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("- load for anshin-netd");
  g_autoptr (GError) error = NULL;
  BenchPlan *plan = NULL;
  BenchLoop *loop = NULL;
  gboolean good = TRUE;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || socket_path == NULL ||
      plan_path == NULL || (plan = bench_plan_load (plan_path, &error)) == NULL)
    {
      g_printerr ("anshin-bench: %s\n", error != NULL ? error->message : "see --help");
      return EXIT_FAILURE;
    }
  raise_file_limit ();
  loop = bench_loop_new (socket_path);
  if (posters > 0)
    good &= bench_posts (loop, plan, pid, posters, seconds);
  if (back)
    good &= bench_return (loop, plan);
  if (pages > 0)
    good &= bench_page (loop, plan, pages);
  if (streams > 0)
    good &= bench_idle (loop, plan, pid, streams);
  bench_loop_free (loop);
  bench_plan_free (plan);
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
