/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-peer-notice.h"
#include "store-fixture.h"

/* Two services on one PostgreSQL, here in one process. */
typedef struct
{
  GPtrArray *heard;
  guint missed;
} Ear;

static void
on_notice_cb (const char *text, gpointer data)
{
  Ear *ear = data;

  if (text == NULL)
    ear->missed++;
  else
    g_ptr_array_add (ear->heard, g_strdup (text));
}

typedef struct
{
  const char *text;
  gboolean fail;
  gboolean wanted;
} Notice;

static gboolean
send_job (AnshinTx *tx, gpointer data, GError **error)
{
  Notice *notice = data;

  notice->wanted = anshin_peer_notice_wanted (tx);
  return anshin_peer_notice_send (tx, notice->text, error) && !notice->fail;
}

static void
send (AnshinDb *db, const char *text)
{
  Notice notice = { text, FALSE, FALSE };
  g_autoptr (GError) error = NULL;

  anshin_db_write_sync (db, send_job, &notice, &error);
  g_assert_no_error (error);
}

static gboolean
is_wanted (AnshinDb *db)
{
  Notice notice = { "", TRUE, FALSE };

  g_assert_false (anshin_db_write_sync (db, send_job, &notice, NULL));
  return notice.wanted;
}

static void
wait_for (Ear *ear, guint n)
{
  while (ear->heard->len < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_two_services (void)
{
  g_autoptr (Store) store = store_new ();
  g_autoptr (AnshinDb) other = NULL;
  g_autoptr (GPtrArray) here = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) there = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  AnshinDbConfig config = store->config;
  Ear ears[2] = { { here, 0 }, { there, 0 } };
  Notice undone = { "undone", TRUE, FALSE };

  anshin_db_listen (store->db, on_notice_cb, &ears[0], &error);
  g_assert_no_error (error);
  g_assert_false (is_wanted (store->db));
  config.node = 1;
  other = anshin_db_open (&config, &error);
  g_assert_no_error (error);
  anshin_db_listen (other, on_notice_cb, &ears[1], &error);
  g_assert_no_error (error);
  while (!is_wanted (store->db) || !is_wanted (other))
    g_main_context_iteration (NULL, FALSE);

  /* In order, to the other alone, and not what was undone. */
  send (store->db, "one");
  g_assert_false (anshin_db_write_sync (store->db, send_job, &undone, NULL));
  send (store->db, "二\tthree\n4");
  wait_for (&ears[1], 2);
  g_assert_cmpstr (there->pdata[0], ==, "one");
  g_assert_cmpstr (there->pdata[1], ==, "二\tthree\n4");
  send (other, "back");
  wait_for (&ears[0], 1);
  g_assert_cmpstr (here->pdata[0], ==, "back");
  g_assert_cmpuint (there->len, ==, 2);

  anshin_db_stop_listening (other);
  send (store->db, "to nobody");
  send (other, "last");
  wait_for (&ears[0], 2);
  g_assert_cmpuint (there->len, ==, 2);
  g_assert_cmpuint (ears[0].missed + ears[1].missed, ==, 0);
}

/* After the server was away something may have been missed, and the service is told so. */
static void
test_restart (void)
{
  g_autoptr (Store) store = store_new ();
  g_autoptr (GPtrArray) heard = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  Ear ear = { heard, 0 };

  anshin_db_listen (store->db, on_notice_cb, &ear, &error);
  g_assert_no_error (error);
  store_restart_server ();
  while (ear.missed == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (heard->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/notice/two-services", test_two_services);
  g_test_add_func ("/store/notice/restart", test_restart);
  return g_test_run ();
}
