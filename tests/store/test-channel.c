/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "anshin-json.h"
#include "anshin-limits.h"
#include "store-fixture.h"

typedef struct
{
  const char *channel;
  const char *author;
  const char *client_id;
  gint64 seq;
  gboolean fail;
} Post;

static gboolean
post_job (AnshinTx *tx, gpointer data, GError **error)
{
  Post *post = data;

  if (!store_post (tx, post->channel, post->author, post->client_id, "hello", &post->seq, error))
    return FALSE;
  if (!post->fail)
    return TRUE;
  g_set_error_literal (error, ANSHIN_ERROR, ANSHIN_ERROR_FORBIDDEN, "no");
  return FALSE;
}

typedef struct
{
  Store *store;
  const char *author;
} Poster;

static gpointer
poster_thread (gpointer data)
{
  Poster *poster = data;

  for (int i = 0; i < 100; i++)
    {
      Post post = { .channel = "g", .author = poster->author, .fail = i % 7 == 3 };
      g_autoptr (GError) error = NULL;

      while (!anshin_db_write_sync (poster->store->db, post_job, &post, &error))
        {
          gboolean retry = g_error_matches (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_RETRY);

          g_clear_error (&error);
          if (!retry)
            break;
        }
    }
  return NULL;
}

/* However many post at once, and whichever fail: 1, 2, 3 … without a gap (SECURITY R3). */
static void
test_numbers_have_no_gaps (void)
{
  g_autoptr (Store) store = store_new ();
  Poster posters[3] = { { store, "u1" }, { store, "u2" }, { store, "u3" } };
  GThread *threads[3] = { NULL };
  gint64 n = 0;

  store_add_world (store);
  for (guint i = 0; i < 3; i++)
    threads[i] = g_thread_new ("poster", poster_thread, &posters[i]);
  for (guint i = 0; i < 3; i++)
    g_thread_join (threads[i]);
  n = store_number (store, "SELECT COUNT(*) FROM entry");
  g_assert_cmpint (n, ==, 3 * 86);
  g_assert_cmpint (store_number (store, "SELECT MAX(seq) FROM entry"), ==, n);
  g_assert_cmpint (store_number (store, "SELECT MIN(seq) FROM entry"), ==, 1);
  g_assert_cmpint (store_number (store, "SELECT last_seq FROM channel WHERE id = 'g'"), ==, n);
}

typedef struct
{
  const char *client_id;
  char *channel;
  gint64 seq;
} Sent;

static gboolean
find_sent_job (AnshinTx *tx, gpointer data, GError **error)
{
  Sent *sent = data;

  g_clear_pointer (&sent->channel, g_free);
  return anshin_channel_find_sent (tx, "u1", sent->client_id, &sent->channel, &sent->seq, error);
}

/* What was sent once is found by the client's id, and the database itself refuses it twice. */
static void
test_sent_once (void)
{
  g_autoptr (Store) store = store_new ();
  g_autoptr (GError) error = NULL;
  Post post = { .channel = "g", .author = "u1", .client_id = "c1" };
  Sent sent = { .client_id = "c1" };

  store_add_world (store);
  store_read (store, find_sent_job, &sent);
  g_assert_null (sent.channel);
  store_write (store, post_job, &post);
  store_read (store, find_sent_job, &sent);
  g_assert_cmpstr (sent.channel, ==, "g");
  g_assert_cmpint (sent.seq, ==, 1);
  g_clear_pointer (&sent.channel, g_free);

  g_assert_false (anshin_db_write_sync (store->db, post_job, &post, &error));
  g_assert_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_CONSTRAINT);
  post.author = "u2";
  store_write (store, post_job, &post);
  g_assert_cmpint (post.seq, ==, 2);
}

typedef struct
{
  gint64 after;
  gint64 before;
  guint limit;
  GString *json;
  guint count;
  gint64 first;
  gint64 last;
} Page;

static gboolean
page_job (AnshinTx *tx, gpointer data, GError **error)
{
  Page *page = data;

  g_string_assign (page->json, "[");
  if (!anshin_channel_read (tx, "g", page->after, page->before, page->limit, page->json,
                            &page->count, &page->first, &page->last, error))
    return FALSE;
  g_string_append_c (page->json, ']');
  return TRUE;
}

static gboolean
fill_job (AnshinTx *tx, gpointer data, GError **error)
{
  for (int i = 1; i <= GPOINTER_TO_INT (data); i++)
    {
      g_autofree char *text = g_strdup_printf ("第%d報", i);

      if (!store_post (tx, "g", i % 4 == 0 ? "u2" : "u1", NULL, text, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static void
check_page (Store *store, Page *page, guint count, gint64 first, gint64 last)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *array = NULL;

  store_read (store, page_job, page);
  g_assert_cmpuint (page->count, ==, count);
  g_assert_cmpint (page->first, ==, first);
  g_assert_cmpint (page->last, ==, last);
  node = anshin_json_parse (page->json->str, -1, ANSHIN_MAX_BODY_BYTES, &error);
  g_assert_no_error (error);
  array = json_node_get_array (node);
  g_assert_cmpuint (json_array_get_length (array), ==, count);
  for (guint i = 0; i < count; i++)
    {
      JsonObject *entry = json_array_get_object_element (array, i);
      gint64 seq = page->after >= 0 ? first + i : last - i;
      g_autofree char *text = g_strdup_printf ("第%d報", (int) seq);

      g_assert_cmpint (json_object_get_int_member (entry, "seq"), ==, seq);
      g_assert_cmpstr (json_object_get_string_member (entry, "channel"), ==, "g");
      g_assert_cmpstr (json_object_get_string_member (entry, "kind"), ==, "message");
      g_assert_cmpstr (json_object_get_string_member (
                         json_object_get_object_member (entry, "content"), "text"),
                       ==, text);
    }
}

static void
test_pages (void)
{
  g_autoptr (Store) store = store_new ();
  g_autoptr (GString) json = g_string_new (NULL);
  Page page = { .after = -1, .limit = 50, .json = json };

  store_add_world (store);
  check_page (store, &page, 0, 0, 0);
  store_write (store, fill_job, GINT_TO_POINTER (120));
  check_page (store, &page, 50, 71, 120);
  page.before = 71;
  check_page (store, &page, 50, 21, 70);
  page.before = 21;
  check_page (store, &page, 20, 1, 20);
  page.before = 1;
  check_page (store, &page, 0, 0, 0);
  page.after = 0;
  check_page (store, &page, 50, 1, 50);
  page.after = 110;
  check_page (store, &page, 10, 111, 120);
  page.after = 120;
  check_page (store, &page, 0, 0, 0);
}

typedef struct
{
  gint64 seq;
  gint64 unread;
  gboolean moved;
} Mark;

static gboolean
mark_job (AnshinTx *tx, gpointer data, GError **error)
{
  Mark *mark = data;

  return anshin_read_mark_set (tx, "g", "u1", mark->seq, &mark->moved, error) &&
         anshin_read_mark_get (tx, "g", "u1", &mark->seq, error) &&
         anshin_channel_count_unread (tx, "g", "u1", mark->seq, &mark->unread, error);
}

static void
check_mark (Store *store, gint64 seq, gboolean moved, gint64 stands, gint64 unread)
{
  Mark mark = { .seq = seq };

  store_write (store, mark_job, &mark);
  g_assert_true (mark.moved == moved);
  g_assert_cmpint (mark.seq, ==, stands);
  g_assert_cmpint (mark.unread, ==, unread);
}

/* Own messages are not unread; a mark never goes back; the count has an end. */
static void
test_read_marks (void)
{
  g_autoptr (Store) store = store_new ();

  store_add_world (store);
  store_write (store, fill_job, GINT_TO_POINTER (40));
  check_mark (store, 1, TRUE, 1, 10);
  check_mark (store, 20, TRUE, 20, 5);
  check_mark (store, 10, FALSE, 20, 5);
  check_mark (store, 20, FALSE, 20, 5);
  check_mark (store, 40, TRUE, 40, 0);
  store_write (store, fill_job, GINT_TO_POINTER (800));
  check_mark (store, 40, FALSE, 40, ANSHIN_MAX_UNREAD_COUNTED);
}

static gboolean
find_job (AnshinTx *tx, gpointer data, GError **error)
{
  g_autoptr (AnshinRows) rows = anshin_tx_query (tx, error, "SELECT id FROM entry WHERE seq = 3",
                                                 NULL);
  g_autoptr (GError) missing = NULL;
  gint64 seq = 0;
  int kind = 0;

  g_assert_true (anshin_rows_next (rows, error));
  g_assert_true (anshin_channel_find (tx, "g", anshin_rows_get_text (rows, 0), &seq, &kind, error));
  g_assert_cmpint (seq, ==, 3);
  g_assert_cmpint (kind, ==, ANSHIN_ENTRY_MESSAGE);
  g_assert_false (anshin_channel_find (tx, "h", anshin_rows_get_text (rows, 0), &seq, &kind,
                                       &missing));
  g_assert_error (missing, ANSHIN_ERROR, ANSHIN_ERROR_NOT_FOUND);
  g_clear_error (&missing);
  g_assert_true (anshin_channel_get_last (tx, "g", &seq, error));
  g_assert_cmpint (seq, ==, 5);
  g_assert_false (anshin_channel_get_last (tx, "h", &seq, &missing));
  g_assert_error (missing, ANSHIN_ERROR, ANSHIN_ERROR_NOT_FOUND);
  return TRUE;
}

static void
test_find (void)
{
  g_autoptr (Store) store = store_new ();
  g_autoptr (GError) error = NULL;
  Post post = { .channel = "nowhere", .author = "u1" };

  store_add_world (store);
  store_write (store, fill_job, GINT_TO_POINTER (5));
  store_read (store, find_job, NULL);
  g_assert_false (anshin_db_write_sync (store->db, post_job, &post, &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/channel/numbers-have-no-gaps", test_numbers_have_no_gaps);
  g_test_add_func ("/store/channel/sent-once", test_sent_once);
  g_test_add_func ("/store/channel/pages", test_pages);
  g_test_add_func ("/store/channel/read-marks", test_read_marks);
  g_test_add_func ("/store/channel/find", test_find);
  return g_test_run ();
}
