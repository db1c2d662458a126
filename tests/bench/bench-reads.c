/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "bench-figures.h"
#include "bench-scenarios.h"

#define PAGE 50
#define QUIET_MILLISECONDS 5000

typedef struct
{
  BenchPlan *plan;
  GArray *times;
  guint ready;
  guint done;
  guint wrong;
  guint rest;
} Reads;

static void
note_answer (Reads *self, BenchConnection *reader, int status, const char *body, gsize length)
{
  if (status != 200 || g_strstr_len (body, length, "\"items\"") == NULL)
    {
      if (self->wrong++ == 0)
        g_printerr ("anshin-bench: a page was answered with %d\n", status);
    }
  bench_add_time (self->times, g_get_monotonic_time () - reader->started_at);
}

static void
get_last_page (BenchConnection *reader)
{
  Reads *self = reader->data;
  BenchGroup *group = g_ptr_array_index (self->plan->groups, reader->user->groups[reader->step]);
  char path[160];

  g_snprintf (path, sizeof path, "/v1/channels/%s/entries?limit=%d", group->id, PAGE);
  bench_connection_get (reader, path);
}

static void
on_return_answered_cb (BenchConnection *reader, int status, const char *body, gsize length)
{
  Reads *self = reader->data;

  note_answer (self, reader, status, body, length);
  if (++reader->step < BENCH_GROUPS_PER_USER)
    get_last_page (reader);
  else
    self->done++;
}

static void
on_ready_told_cb (BenchConnection *stream, const char *text, gsize length)
{
  Reads *self = stream->data;

  if (stream->step++ == 0)
    self->ready++;
}

gboolean
bench_return (BenchLoop *loop, BenchPlan *plan)
{
  Reads self = { plan, g_array_new (FALSE, FALSE, sizeof (gint64)) };
  g_autoptr (GPtrArray) connections
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bench_connection_free);
  gint64 began = g_get_monotonic_time ();
  double seconds;

  for (guint i = 0; i < plan->users->len; i++)
    {
      BenchUser *user = g_ptr_array_index (plan->users, i);
      BenchConnection *stream = bench_connection_new (loop, user);
      BenchConnection *reader = bench_connection_new (loop, user);

      stream->data = reader->data = &self;
      stream->told = on_ready_told_cb;
      reader->answered = on_return_answered_cb;
      g_ptr_array_add (connections, stream);
      g_ptr_array_add (connections, reader);
      bench_connection_listen (stream);
      get_last_page (reader);
    }
  while (self.done < plan->users->len || self.ready < plan->users->len)
    if (!bench_loop_turn (loop, QUIET_MILLISECONDS))
      break;
  seconds = (g_get_monotonic_time () - began) / (double) G_USEC_PER_SEC;
  g_print ("{\"scenario\": \"return\", \"users\": %u, \"pages\": %u, \"wrong\": %u, "
           "\"seconds\": %.3f, \"page_p99_ms\": %.2f}\n",
           plan->users->len, self.times->len, self.wrong, seconds,
           bench_percentile (self.times, 99));
  g_array_unref (self.times);
  return self.wrong == 0 && self.done == plan->users->len && self.ready == plan->users->len;
}

static void
get_some_page (BenchConnection *reader)
{
  Reads *self = reader->data;
  char path[160];

  g_snprintf (path, sizeof path, "/v1/channels/%s/entries?limit=%d&before=%u",
              self->plan->big_channel, PAGE,
              g_random_int_range (PAGE + 1, self->plan->big_size));
  bench_connection_get (reader, path);
}

static void
on_page_answered_cb (BenchConnection *reader, int status, const char *body, gsize length)
{
  Reads *self = reader->data;

  note_answer (self, reader, status, body, length);
  if (--self->rest > 0)
    get_some_page (reader);
}

gboolean
bench_page (BenchLoop *loop, BenchPlan *plan, guint pages)
{
  Reads self = { plan, g_array_new (FALSE, FALSE, sizeof (gint64)) };
  BenchConnection *reader = bench_connection_new (loop, plan->big_reader);

  self.rest = pages;
  reader->data = &self;
  reader->answered = on_page_answered_cb;
  get_some_page (reader);
  while (self.rest > 0 && bench_loop_turn (loop, QUIET_MILLISECONDS))
    continue;
  g_print ("{\"scenario\": \"page\", \"of\": %u, \"pages\": %u, \"wrong\": %u, "
           "\"p50_ms\": %.2f, \"p95_ms\": %.2f, \"p99_ms\": %.2f}\n",
           plan->big_size, self.times->len, self.wrong, bench_percentile (self.times, 50),
           bench_percentile (self.times, 95), bench_percentile (self.times, 99));
  bench_connection_free (reader);
  g_array_unref (self.times);
  return self.wrong == 0 && self.rest == 0;
}

gboolean
bench_idle (BenchLoop *loop, BenchPlan *plan, int pid, guint streams)
{
  Reads self = { plan };
  g_autoptr (GPtrArray) connections
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bench_connection_free);
  double before = bench_resident_kib (pid);
  double after;

  for (guint i = 0; i < streams; i++)
    {
      BenchUser *user = g_ptr_array_index (plan->idle, i % plan->idle->len);
      BenchConnection *stream = bench_connection_new (loop, user);

      stream->data = &self;
      stream->told = on_ready_told_cb;
      bench_connection_listen (stream);
      g_ptr_array_add (connections, stream);
      /* In turn, as they come in life: the peak of all at once is not what idle ones hold. */
      while (self.ready < i && bench_loop_turn (loop, QUIET_MILLISECONDS))
        continue;
    }
  while (self.ready < streams && bench_loop_turn (loop, QUIET_MILLISECONDS))
    continue;
  after = bench_resident_kib (pid);
  g_print ("{\"scenario\": \"idle\", \"streams\": %u, \"resident_kib\": %.0f, "
           "\"kib_per_stream\": %.1f}\n",
           self.ready, after, (after - before) / MAX (self.ready, 1));
  return self.ready == streams;
}
