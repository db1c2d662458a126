/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "anshin-search-table.h"
#include "anshin-text.h"
#include "anshin-vitals-table.h"
#include "store-fixture.h"

/* How long a search takes over many messages, and a year of vital signs. */
#define A_BATCH 500
#define A_YEAR 1460

#define CONTENT                                                                                   \
  "{\"author_name\":\"山田花子\",\"author_profession\":\"nurse\",\"author_facility\":"            \
  "\"ひまわり訪問看護ステーション\",\"text\":\"本日の訪問時、血圧は128/74、体温36.5度でした。"   \
  "食欲も戻ってきており、昼食は八割ほど召し上がりました。%s\"}"
#define VITALS                                                                                    \
  "{\"author_name\":\"山田花子\",\"vitals\":{\"measured_at\":\"2026-01-01T00:00:00.000000Z\","    \
  "\"values\":[{\"kind\":\"systolic\",\"value\":128},{\"kind\":\"diastolic\",\"value\":74}]}}"

typedef struct
{
  guint from;
  guint to;
} Batch;

static gboolean
post_job (AnshinTx *tx, gpointer data, GError **error)
{
  Batch *batch = data;

  for (guint i = batch->from; i < batch->to; i++)
    {
      g_autofree char *id = g_strdup_printf ("e%08u", i);
      g_autofree char *json = g_strdup_printf (CONTENT, i == 10 ? "褥瘡" : "");
      AnshinNewEntry entry = { .channel = "g", .id = id, .kind = ANSHIN_ENTRY_MESSAGE,
                               .author_id = "u1", .content_json = json, .at = 1000 + i };

      if (!anshin_channel_append (tx, &entry, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
vitals_job (AnshinTx *tx, gpointer data, GError **error)
{
  for (guint i = 0; i < A_YEAR; i++)
    {
      g_autofree char *id = g_strdup_printf ("v%08u", i);
      AnshinNewEntry entry = { .channel = "g", .id = id, .kind = ANSHIN_ENTRY_VITALS,
                               .author_id = "u1", .content_json = VITALS };

      if (!anshin_channel_append (tx, &entry, NULL, error) ||
          !anshin_vitals_insert (tx, "g", 1000 + i, entry.seq, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_job (AnshinTx *tx, gpointer words, GError **error)
{
  g_autofree char *folded = anshin_text_fold (words);
  g_autoptr (GPtrArray) channels = g_ptr_array_new ();
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (AnshinSearchPlace));
  AnshinSearch search = { .words = folded, .to = G_MAXINT64, .budget = G_MAXINT32 };
  AnshinSearchPlace next;

  g_ptr_array_add (channels, (gpointer) "g");
  return anshin_search_find (tx, &search, channels, 50, places, &next, error);
}

static gboolean
year_job (AnshinTx *tx, gpointer data, GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);
  AnshinVitalsQuery query = { .channel = "g", .to = G_MAXINT64, .limit = 500 };
  AnshinVitalsPlace place = { 0 };
  guint count = 0;

  do
    if (!anshin_vitals_page (tx, &query, &place, json, &count, &place, error))
      return FALSE;
  while (count == 500);
  return TRUE;
}

static void
measure (Store *store, const char *what, AnshinJobFunc func, gpointer data)
{
  gint64 begun = g_get_monotonic_time ();
  clock_t computed = clock ();

  store_read (store, func, data);
  printf ("%-40s %8.1f ms, %8.1f ms of the processor\n", what,
          (double) (g_get_monotonic_time () - begun) / 1000,
          (double) (clock () - computed) * 1000 / CLOCKS_PER_SEC);
}

int
main (int argc, char **argv)
{
  guint messages = argc > 1 ? (guint) atoi (argv[1]) : 100000;
  Store *store = store_new ();
  gint64 begun = g_get_monotonic_time ();

  store_add_world (store);
  for (guint i = 0; i < messages; i += A_BATCH)
    {
      Batch batch = { i, MIN (i + A_BATCH, messages) };

      store_write (store, post_job, &batch);
    }
  printf ("%-40s %8.1f µs each\n", "written, with its words",
          (double) (g_get_monotonic_time () - begun) / messages);
  measure (store, "a word of the first messages", find_job, (gpointer) "褥瘡");
  measure (store, "the same again", find_job, (gpointer) "褥瘡");
  measure (store, "a word that is nowhere", find_job, (gpointer) "インスリン");
  measure (store, "two words of every message, 50 hits", find_job, (gpointer) "食欲 血圧");
  measure (store, "a word of every message, 50 hits", find_job, (gpointer) "食欲");
  store_write (store, vitals_job, NULL);
  measure (store, "a year of vital signs, four a day", year_job, NULL);
  store_free (store);
  return 0;
}
