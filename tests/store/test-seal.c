/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "anshin-key-cache.h"
#include "store-fixture.h"

#define CANARY "canary-8f31c0aa-ひみつ"

static gboolean
opens (AnshinTx *tx, const char *key, const char *table, const char *row, gint64 version,
       const void *data, gsize size)
{
  g_autoptr (GString) out = g_string_new ("before");
  g_autoptr (GError) error = NULL;

  if (anshin_unseal_append (tx, key, table, row, version, data, size, out, &error))
    {
      g_assert_cmpstr (out->str, ==, "before" CANARY);
      return TRUE;
    }
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_CORRUPT);
  g_assert_cmpstr (out->str, ==, "before");
  return FALSE;
}

/* Every bit, every length, every name in the associated data counts (SECURITY EN-02, R7). */
static gboolean
seal_job (AnshinTx *tx, gpointer data, GError **error)
{
  g_autoptr (GBytes) sealed = anshin_seal (tx, "g", "t", "r", 3, CANARY, strlen (CANARY), error);
  g_autoptr (GBytes) again = anshin_seal (tx, "g", "t", "r", 3, CANARY, strlen (CANARY), error);
  g_autofree guint8 *bytes = NULL;
  gsize size = 0;

  g_assert_nonnull (sealed);
  g_assert_false (g_bytes_equal (sealed, again));
  bytes = g_bytes_unref_to_data (g_steal_pointer (&sealed), &size);
  g_assert_false (bytes_contain (bytes, size, CANARY));
  g_assert_true (opens (tx, "g", "t", "r", 3, bytes, size));
  g_assert_false (opens (tx, "p", "t", "r", 3, bytes, size));
  g_assert_false (opens (tx, "g", "tr", "", 3, bytes, size));
  g_assert_false (opens (tx, "g", "", "tr", 3, bytes, size));
  g_assert_false (opens (tx, "g", "t", "s", 3, bytes, size));
  g_assert_false (opens (tx, "g", "t", "r", 2, bytes, size));
  for (gsize i = 0; i < size * 8; i++)
    {
      bytes[i / 8] ^= (guint8) (1 << (i % 8));
      g_assert_false (opens (tx, "g", "t", "r", 3, bytes, size));
      bytes[i / 8] ^= (guint8) (1 << (i % 8));
    }
  for (gsize i = 0; i < size; i++)
    g_assert_false (opens (tx, "g", "t", "r", 3, bytes, i));
  g_assert_false (opens (tx, "g", "t", "r", 3, NULL, 0));
  g_assert_true (opens (tx, "g", "t", "r", 3, bytes, size));
  return TRUE;
}

static void
test_every_bit_counts (void)
{
  g_autoptr (Store) store = store_new ();

  store_add_world (store);
  store_read (store, seal_job, NULL);
}

static gboolean
post_two_job (AnshinTx *tx, gpointer data, GError **error)
{
  return store_post (tx, "g", "u1", NULL, "one", NULL, error) &&
         store_post (tx, "g", "u1", NULL, "two", NULL, error);
}

static gboolean
read_job (AnshinTx *tx, gpointer data, GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);
  guint count = 0;
  gint64 first = 0;
  gint64 last = 0;

  return anshin_channel_read (tx, "g", 0, 0, 10, json, &count, &first, &last, error);
}

/* Rows that were swapped in the database are noticed when they are read, never served. */
static void
test_swapped_rows (void)
{
  g_autoptr (Store) store = store_new ();
  g_autoptr (GError) error = NULL;

  store_add_world (store);
  store_write (store, post_two_job, NULL);
  store_read (store, read_job, NULL);
  store_exec (store, "UPDATE entry SET sealed = (SELECT o.sealed FROM entry AS o "
                     "WHERE o.channel_id = entry.channel_id AND o.seq = 3 - entry.seq)");
  g_assert_false (anshin_db_read_sync (store->db, read_job, NULL, &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_CORRUPT);
}

static gboolean
destroy_job (AnshinTx *tx, gpointer data, GError **error)
{
  return anshin_data_key_destroy (tx, "g", error);
}

/* With its key gone a group cannot be read again; a key swapped for another's does not open. */
static void
test_destroyed_key (void)
{
  g_autoptr (Store) store = store_new ();
  g_autoptr (GError) error = NULL;

  store_add_world (store);
  store_write (store, post_two_job, NULL);
  store_write (store, destroy_job, NULL);
  g_assert_false (anshin_db_read_sync (store->db, read_job, NULL, &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_CORRUPT);
  g_clear_error (&error);
  store_exec (store, "UPDATE data_key SET wrapped = (SELECT o.wrapped FROM data_key AS o "
                     "WHERE o.id = 'p') WHERE id = 'g'");
  g_assert_false (anshin_db_read_sync (store->db, read_job, NULL, &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_CORRUPT);
}

/* A key made in a job that failed is not the one that the next attempt makes. */
static gboolean
new_key_job (AnshinTx *tx, gpointer data, GError **error)
{
  guint *attempt = data;
  g_autoptr (GBytes) sealed = NULL;

  if (!anshin_data_key_create (tx, "k", error))
    return FALSE;
  sealed = anshin_seal (tx, "k", "t", "r", 1, "x", 1, error);
  if (sealed == NULL)
    return FALSE;
  if ((*attempt)++ == 0)
    return FALSE;
  return anshin_tx_exec (tx, error, "INSERT INTO attachment (id, key_id, size, sealed, created_by, "
                                    "created_at) VALUES ('a', 'k', 1, $1, 'u1', 0)",
                         "g", sealed);
}

static gboolean
open_attachment_job (AnshinTx *tx, gpointer data, GError **error)
{
  g_autoptr (AnshinRows) rows = anshin_tx_query (tx, error, "SELECT sealed FROM attachment", NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  const guint8 *sealed = NULL;
  gsize size = 0;

  g_assert_true (anshin_rows_next (rows, error));
  sealed = anshin_rows_get_blob (rows, 0, &size);
  return anshin_unseal_append (tx, "k", "t", "r", 1, sealed, size, out, error);
}

static void
test_key_of_failed_job (void)
{
  g_autoptr (Store) store = store_new ();
  g_autoptr (GError) error = NULL;
  guint attempt = 0;

  g_assert_false (anshin_db_write_sync (store->db, new_key_job, &attempt, &error));
  store_write (store, new_key_job, &attempt);
  store_close (store);
  store_open (store);
  store_read (store, open_attachment_job, NULL);
}

static void
test_index (void)
{
  g_autoptr (Store) store = store_new ();
  AnshinSealer *sealer = anshin_db_get_sealer (store->db);
  guint8 a[ANSHIN_SEAL_INDEX_BYTES];
  guint8 b[ANSHIN_SEAL_INDEX_BYTES];

  anshin_sealer_index (sealer, "mail", "a@example.jp", a);
  anshin_sealer_index (sealer, "mail", "a@example.jp", b);
  g_assert_cmpmem (a, sizeof a, b, sizeof b);
  anshin_sealer_index (sealer, "mai", "la@example.jp", b);
  g_assert_cmpint (memcmp (a, b, sizeof a), !=, 0);
  anshin_sealer_index (sealer, "session", "a@example.jp", b);
  g_assert_cmpint (memcmp (a, b, sizeof a), !=, 0);
}

/* The cache never gives a wrong key, and keeps those in use when many others pass through. */
static void
test_key_cache (void)
{
  AnshinKeyCache *cache = anshin_key_cache_new ();
  guint8 key[ANSHIN_DATA_KEY_BYTES];
  guint8 found[ANSHIN_DATA_KEY_BYTES];
  guint missed = 0;

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *id = g_strdup_printf ("k%u", i);

      memset (key, (int) i & 0xff, sizeof key);
      anshin_key_cache_insert (cache, id, key);
      g_assert_true (anshin_key_cache_lookup (cache, id, found));
      g_assert_cmpmem (key, sizeof key, found, sizeof found);
      if (anshin_key_cache_lookup (cache, "k0", found))
        g_assert_cmpint (found[0], ==, 0);
      else
        {
          memset (key, 0, sizeof key);
          anshin_key_cache_insert (cache, "k0", key);
          missed++;
        }
    }
  g_assert_cmpuint (missed, <=, 20000 / 4096 + 1);
  g_assert_false (anshin_key_cache_lookup (cache, "k1", found));
  anshin_key_cache_forget (cache, "k0");
  anshin_key_cache_forget (cache, "k0");
  g_assert_false (anshin_key_cache_lookup (cache, "k0", found));
  anshin_key_cache_free (cache);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/seal/every-bit-counts", test_every_bit_counts);
  g_test_add_func ("/store/seal/swapped-rows", test_swapped_rows);
  g_test_add_func ("/store/seal/destroyed-key", test_destroyed_key);
  g_test_add_func ("/store/seal/key-of-failed-job", test_key_of_failed_job);
  g_test_add_func ("/store/seal/index", test_index);
  g_test_add_func ("/store/seal/key-cache", test_key_cache);
  return g_test_run ();
}
