/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-scenarios.h"

#include <stdlib.h>
#include <string.h>

#include "bench-figures.h"

/*
 * Everybody is on line; some write as fast as the service confirms. A post's client id is its
 * number, so that what arrives on the streams can be held against what was sent.
 */

#define MAX_POSTS 400000
#define WORDS (BENCH_MAX_USERS / 64)
#define QUIET_MILLISECONDS 3000
#define TEXT                                                                                   \
  "本日の訪問時、血圧は百二十八の七十六、脈拍六十八、体温三十六度四分でした。食欲も"  \
  "あり、昨夜はよく眠れたとのことです。褥瘡の発赤は少し引いています。"

typedef struct
{
  gint64 sent_at;
  guint16 group;
  guint16 author;
  gboolean confirmed;
  guint64 seen[WORDS];
} Sent;

typedef struct
{
  BenchLoop *loop;
  BenchPlan *plan;
  Sent *posts;
  guint64 run;
  guint n_posts;
  guint confirmed;
  guint refused;
  guint ready;
  guint64 delivered;
  guint64 doubled;
  GArray *confirmations;
  GArray *deliveries;
  gboolean stopping;
} Posts;

static void
post_next (BenchConnection *writer)
{
  Posts *self = writer->data;
  const BenchUser *user = writer->user;
  guint number = user->groups[writer->step++ % BENCH_GROUPS_PER_USER];
  BenchGroup *group = g_ptr_array_index (self->plan->groups, number);
  Sent *post = &self->posts[self->n_posts];
  char path[128];
  char body[512];

  g_snprintf (path, sizeof path, "/v1/groups/%s/messages", group->id);
  g_snprintf (body, sizeof body,
              "{\"client_id\":\"0%013" G_GUINT64_FORMAT "%012u\",\"text\":\"" TEXT "\"}",
              self->run, self->n_posts);
  self->n_posts++;
  post->group = number;
  post->author = user->index;
  post->sent_at = g_get_monotonic_time ();
  bench_connection_post (writer, path, body);
}

static void
on_post_answered_cb (BenchConnection *writer, int status, const char *body, gsize length)
{
  Posts *self = writer->data;

  if (status == 201)
    {
      const char *id = g_strstr_len (body, length, "\"client_id\":\"");

      bench_add_time (self->confirmations, g_get_monotonic_time () - writer->started_at);
      self->confirmed++;
      if (id != NULL)
        self->posts[strtoul (id + 13 + 14, NULL, 10) % MAX_POSTS].confirmed = TRUE;
    }
  else if (self->refused++ == 0)
    g_printerr ("anshin-bench: a post was answered with %d: %.*s\n", status, (int) length, body);
  if (!self->stopping && self->n_posts < MAX_POSTS && self->refused < 100)
    post_next (writer);
}

static void
note_delivery (Posts *self, guint reader, guint64 run, guint number, gint64 now)
{
  Sent *post = &self->posts[number];
  guint64 bit = G_GUINT64_CONSTANT (1) << (reader % 64);

  if (run != self->run || number >= self->n_posts)
    return;
  if (post->seen[reader / 64] & bit)
    {
      self->doubled++;
      return;
    }
  post->seen[reader / 64] |= bit;
  if (post->author == reader)
    return;
  self->delivered++;
  bench_add_time (self->deliveries, now - post->sent_at);
}

static void
on_stream_told_cb (BenchConnection *stream, const char *text, gsize length)
{
  static const char name[] = "\"client_id\":\"0";
  Posts *self = stream->data;
  gint64 now = g_get_monotonic_time ();
  const char *end = text + length;
  const char *id = text;

  if (stream->step++ == 0)
    self->ready++;
  while ((id = memmem (id, end - id, name, sizeof name - 1)) != NULL)
    {
      char digits[14] = "";

      id += sizeof name - 1;
      if (end - id < 25)
        return;
      memcpy (digits, id, 13);
      note_delivery (self, stream->user->index, g_ascii_strtoull (digits, NULL, 10),
                     strtoul (id + 13, NULL, 10), now);
    }
}

static guint64
count_expected (Posts *self)
{
  guint64 expected = 0;

  for (guint i = 0; i < self->n_posts; i++)
    if (self->posts[i].confirmed)
      {
        BenchGroup *group = g_ptr_array_index (self->plan->groups, self->posts[i].group);

        expected += group->n_members - 1;
      }
  return expected;
}

static void
write_for (Posts *self, GPtrArray *writers, double seconds)
{
  gint64 end = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;

  for (guint i = 0; i < writers->len; i++)
    post_next (g_ptr_array_index (writers, i));
  while (g_get_monotonic_time () < end)
    bench_loop_turn (self->loop, 10);
  self->stopping = TRUE;
}

/* What is under way still counts: until all is there, or nothing has come for long. */
static void
settle (Posts *self)
{
  while (self->confirmed + self->refused < self->n_posts ||
         self->delivered < count_expected (self))
    if (!bench_loop_turn (self->loop, QUIET_MILLISECONDS))
      return;
}

static void
report (Posts *self, guint posters, double seconds, double cpu, guint64 lost)
{
  g_print ("{\"scenario\": \"posts\", \"posters\": %u, \"seconds\": %.2f, \"posts\": %u, "
           "\"posts_per_second\": %.0f, \"refused\": %u, "
           "\"ack_p50_ms\": %.2f, \"ack_p95_ms\": %.2f, \"ack_p99_ms\": %.2f, "
           "\"deliveries\": %" G_GUINT64_FORMAT ", "
           "\"delivery_p50_ms\": %.2f, \"delivery_p95_ms\": %.2f, \"delivery_p99_ms\": %.2f, "
           "\"lost\": %" G_GUINT64_FORMAT ", \"doubled\": %" G_GUINT64_FORMAT ", "
           "\"cpu_s_per_1000\": %.3f}\n",
           posters, seconds, self->confirmed, self->confirmed / seconds, self->refused,
           bench_percentile (self->confirmations, 50), bench_percentile (self->confirmations, 95),
           bench_percentile (self->confirmations, 99), self->delivered,
           bench_percentile (self->deliveries, 50), bench_percentile (self->deliveries, 95),
           bench_percentile (self->deliveries, 99), lost, self->doubled,
           self->confirmed > 0 ? cpu * 1000 / self->confirmed : 0);
}

static GPtrArray *
connect_streams (Posts *self)
{
  GPtrArray *streams
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bench_connection_free);

  for (guint i = 0; i < self->plan->users->len; i++)
    {
      BenchUser *user = g_ptr_array_index (self->plan->users, i);
      BenchConnection *stream = bench_connection_new (self->loop, user);

      stream->data = self;
      stream->told = on_stream_told_cb;
      bench_connection_listen (stream);
      g_ptr_array_add (streams, stream);
    }
  while (self->ready < streams->len && bench_loop_turn (self->loop, QUIET_MILLISECONDS))
    continue;
  return streams;
}

static GPtrArray *
connect_writers (Posts *self, guint posters)
{
  GPtrArray *writers
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bench_connection_free);
  guint apart = self->plan->users->len / posters;

  for (guint i = 0; i < posters; i++)
    {
      BenchConnection *writer
          = bench_connection_new (self->loop, g_ptr_array_index (self->plan->users, i * apart));

      writer->data = self;
      writer->answered = on_post_answered_cb;
      g_ptr_array_add (writers, writer);
    }
  return writers;
}

gboolean
bench_posts (BenchLoop *loop, BenchPlan *plan, int pid, guint posters, double seconds)
{
  Posts self = { loop, plan };
  g_autoptr (GPtrArray) streams = NULL;
  g_autoptr (GPtrArray) writers = NULL;
  double cpu;
  gint64 began;
  guint64 expected;
  guint64 lost;

  self.run = g_get_real_time () / 1000;
  self.posts = g_new0 (Sent, MAX_POSTS);
  self.confirmations = g_array_new (FALSE, FALSE, sizeof (gint64));
  self.deliveries = g_array_new (FALSE, FALSE, sizeof (gint64));
  streams = connect_streams (&self);
  writers = connect_writers (&self, posters);
  cpu = bench_cpu_seconds (pid);
  began = g_get_monotonic_time ();
  write_for (&self, writers, seconds);
  seconds = (g_get_monotonic_time () - began) / (double) G_USEC_PER_SEC;
  settle (&self);
  cpu = bench_cpu_seconds (pid) - cpu;
  expected = count_expected (&self);
  lost = expected > self.delivered ? expected - self.delivered : 0;
  report (&self, posters, seconds, cpu, lost);
  g_array_unref (self.confirmations);
  g_array_unref (self.deliveries);
  g_free (self.posts);
  return self.refused == 0 && self.ready == streams->len;
}
