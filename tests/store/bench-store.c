/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "anshin-id.h"
#include "store-fixture.h"

/* What the store alone can do: jobs shaped like posting a message, and pages of a long channel. */
#define CONTENT                                                                                   \
  "{\"author_name\":\"山田花子\",\"author_profession\":\"nurse\",\"author_facility\":"            \
  "\"ひまわり訪問看護ステーション\",\"text\":\"本日の訪問時、血圧は128/74、"              \
  "体温36.5度でした。食欲も戻ってきており、昼食は八割ほど召し上がったとのことです。" \
  "次回の訪問は木曜日の予定です。\"}"

typedef struct
{
  Store *store;
  GMainLoop *loop;
  guint in_flight;
  guint wanted;
  guint started;
  guint done;
  GArray *latencies;
} Bench;

typedef struct
{
  Bench *bench;
  gint64 started_at;
  char *client_id;
} Post;

static gboolean
look_up (AnshinTx *tx, const char *sql, const char *id, GError **error)
{
  g_autoptr (AnshinRows) rows = anshin_tx_query (tx, error, sql, "t", id);

  if (rows == NULL)
    return FALSE;
  anshin_rows_next (rows, error);
  return TRUE;
}

static gboolean
post_job (AnshinTx *tx, gpointer data, GError **error)
{
  Post *post = data;
  g_autofree char *id = anshin_id_new ();
  g_autofree char *sent = NULL;
  g_autoptr (GString) json = g_string_sized_new (1024);
  gint64 seq = 0;
  AnshinNewEntry entry = { .channel = "g", .id = id, .kind = ANSHIN_ENTRY_MESSAGE,
                           .author_id = "u1", .client_id = post->client_id,
                           .content_json = CONTENT };
  AnshinAudit audit = { .actor_id = "u1", .role = "staff", .facility_id = "f",
                        .session_id = "s", .terminal_id = "t", .source = "unix",
                        .action = "post-message", .object_id = id, .group_id = "g",
                        .result = "ok" };

  return look_up (tx, "SELECT kind, state, owner_facility_id FROM care_group WHERE id = $1", "g",
                  error) &&
         look_up (tx, "SELECT group_admin FROM membership WHERE group_id = $1", "g", error) &&
         look_up (tx, "SELECT facility_id, state, profession FROM account WHERE id = $1", "u1",
                  error) &&
         anshin_channel_find_sent (tx, "u1", post->client_id, &sent, &seq, error) &&
         anshin_channel_append (tx, &entry, json, error) &&
         anshin_read_mark_set (tx, "g", "u1", entry.seq, NULL, error) &&
         anshin_audit_append (tx, &audit, error);
}

static void on_posted_cb (gpointer data, const GError *error);

static void
start_post (Bench *bench)
{
  Post *post = g_new0 (Post, 1);

  post->bench = bench;
  post->client_id = anshin_id_new ();
  post->started_at = g_get_monotonic_time ();
  bench->started++;
  if (!anshin_db_write (bench->store->db, post_job, on_posted_cb, post))
    g_error ("the queue is full");
}

static void
on_posted_cb (gpointer data, const GError *error)
{
  Post *post = data;
  Bench *bench = post->bench;
  gint64 latency = g_get_monotonic_time () - post->started_at;

  if (error != NULL)
    g_error ("%s", error->message);
  g_array_append_val (bench->latencies, latency);
  g_free (post->client_id);
  g_free (post);
  bench->done++;
  if (bench->started < bench->wanted)
    start_post (bench);
  else if (bench->done == bench->wanted)
    g_main_loop_quit (bench->loop);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 difference = *(const gint64 *) a - *(const gint64 *) b;

  return difference < 0 ? -1 : difference > 0;
}

static double
percentile (GArray *latencies, double part)
{
  return g_array_index (latencies, gint64, (guint) (part * (latencies->len - 1))) / 1000.0;
}

static double
cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec +
         (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void
bench_posts (Store *store, guint in_flight, guint wanted)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GArray) latencies = g_array_new (FALSE, FALSE, sizeof (gint64));
  Bench bench = { .store = store, .loop = loop, .wanted = wanted, .latencies = latencies };
  gint64 start = g_get_monotonic_time ();
  double cpu = cpu_seconds ();
  double seconds = 0;

  for (guint i = 0; i < in_flight; i++)
    start_post (&bench);
  g_main_loop_run (loop);
  seconds = (g_get_monotonic_time () - start) / 1e6;
  cpu = cpu_seconds () - cpu;
  g_array_sort (latencies, compare);
  printf ("%2u in flight: %6.0f posts/s, p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, "
          "%.3f s CPU per 1000\n",
          in_flight, wanted / seconds, percentile (latencies, 0.5), percentile (latencies, 0.95),
          percentile (latencies, 0.99), cpu / wanted * 1000);
}

static gboolean
fill_job (AnshinTx *tx, gpointer data, GError **error)
{
  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *id = anshin_id_new ();
      AnshinNewEntry entry = { .channel = "g", .id = id, .kind = ANSHIN_ENTRY_MESSAGE,
                               .author_id = "u1", .content_json = CONTENT };

      if (!anshin_channel_append (tx, &entry, NULL, error))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  GArray *latencies;
} Pages;

static gboolean
pages_job (AnshinTx *tx, gpointer data, GError **error)
{
  Pages *pages = data;
  g_autoptr (GString) json = g_string_sized_new (65536);

  for (int i = 0; i < 2000; i++)
    {
      gint64 start = g_get_monotonic_time ();
      gint64 latency = 0;
      gint64 first = 0;
      gint64 last = 0;
      guint count = 0;

      g_string_truncate (json, 0);
      if (!anshin_channel_read (tx, "g", -1, g_random_int_range (100, 100000), 50, json, &count,
                                &first, &last, error))
        return FALSE;
      latency = g_get_monotonic_time () - start;
      g_array_append_val (pages->latencies, latency);
    }
  return TRUE;
}

static void
bench_pages (Store *store)
{
  g_autoptr (GArray) latencies = g_array_new (FALSE, FALSE, sizeof (gint64));
  Pages pages = { latencies };
  gint64 start = g_get_monotonic_time ();

  while (store_number (store, "SELECT last_seq FROM channel WHERE id = 'g'") < 100000)
    store_write (store, fill_job, NULL);
  printf ("filling to 100000 entries: %.1f s\n", (g_get_monotonic_time () - start) / 1e6);
  store_read (store, pages_job, &pages);
  g_array_sort (latencies, compare);
  printf ("page of 50 out of 100000: p50 %.3f ms, p99 %.3f ms\n", percentile (latencies, 0.5),
          percentile (latencies, 0.99));
}

int
main (int argc, char **argv)
{
  g_autoptr (Store) store = store_new ();
  guint posts = argc > 1 ? (guint) atoi (argv[1]) : 10000;

  store_add_world (store);
  printf ("%s\n", store_is_postgres () ? "PostgreSQL" : "SQLite");
  bench_posts (store, 1, posts / 4);
  bench_posts (store, 8, posts);
  bench_posts (store, 32, posts);
  bench_pages (store);
  return 0;
}
