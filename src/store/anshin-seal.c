/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-seal.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "anshin-clock.h"
#include "anshin-key-cache.h"
#include "anshin-seal-private.h"

/* The key file: one line, so that it can be printed and kept in a safe. */
#define KEY_FILE_PREFIX "anshin-master-key-1 "
#define KEY_FILE_BYTES (sizeof KEY_FILE_PREFIX - 1 + 2 * crypto_kdf_KEYBYTES + 1)

#define SUBKEY_CONTEXT "anshin-1"
#define SEAL_FORMAT 1
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define OVERHEAD (1 + NONCE_BYTES + TAG_BYTES)
#define MAX_ASSOCIATED 512
#define DATA_KEY_TABLE "data_key"

G_STATIC_ASSERT (ANSHIN_DATA_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

/* In locked memory that is read-only once it is filled. */
typedef struct
{
  guint8 wrap[ANSHIN_DATA_KEY_BYTES];
  guint8 index[32];
  guint8 audit[32];
  guint8 backup[32];
} SubKeys;

struct _AnshinSealer
{
  SubKeys *keys;
  AnshinKeyCache *cache;
};

static void
set_key_error (GError **error, const char *path, const char *message)
{
  g_set_error (error, ANSHIN_DB_ERROR, ANSHIN_DB_ERROR_KEY, "%s: %s", path, message);
}

static gboolean
read_key_file (const char *path, guint8 master[crypto_kdf_KEYBYTES], GError **error)
{
  char text[KEY_FILE_BYTES + 1] = { 0 };
  struct stat status = { 0 };
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  ssize_t size = 0;
  size_t decoded = 0;
  gboolean ok = FALSE;

  if (fd < 0 || fstat (fd, &status) != 0)
    {
      set_key_error (error, path, g_strerror (errno));
      if (fd >= 0)
        close (fd);
      return FALSE;
    }
  size = read (fd, text, sizeof text);
  close (fd);
  if ((status.st_mode & 077) != 0)
    set_key_error (error, path, "others can read the master key");
  else if (size != KEY_FILE_BYTES || !g_str_has_prefix (text, KEY_FILE_PREFIX) ||
           sodium_hex2bin (master, crypto_kdf_KEYBYTES, text + strlen (KEY_FILE_PREFIX),
                           2 * crypto_kdf_KEYBYTES, NULL, &decoded, NULL) != 0 ||
           decoded != crypto_kdf_KEYBYTES)
    set_key_error (error, path, "not a master key");
  else
    ok = TRUE;
  sodium_memzero (text, sizeof text);
  return ok;
}

/**
 * anshin_sealer_create_key:
 * @key_path: where; nothing may be there yet
 * @error: return location for an error (%ANSHIN_DB_ERROR_KEY)
 *
 * Makes a new random master key, readable by its owner alone. Whoever loses it loses the data: no
 * backup holds it (SECURITY EN-02).
 *
 * Returns: whether it was made
 */
gboolean
anshin_sealer_create_key (const char *key_path, GError **error)
{
  guint8 master[crypto_kdf_KEYBYTES];
  char text[KEY_FILE_BYTES + 1];
  char hex[2 * crypto_kdf_KEYBYTES + 1];
  int fd = -1;
  gboolean ok = FALSE;

  if (sodium_init () < 0)
    {
      set_key_error (error, key_path, "no random numbers");
      return FALSE;
    }
  fd = open (key_path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
  if (fd < 0)
    {
      set_key_error (error, key_path, g_strerror (errno));
      return FALSE;
    }
  crypto_kdf_keygen (master);
  sodium_bin2hex (hex, sizeof hex, master, sizeof master);
  g_snprintf (text, sizeof text, "%s%s\n", KEY_FILE_PREFIX, hex);
  ok = write (fd, text, KEY_FILE_BYTES) == KEY_FILE_BYTES && fsync (fd) == 0;
  if (!ok)
    set_key_error (error, key_path, g_strerror (errno));
  close (fd);
  sodium_memzero (master, sizeof master);
  sodium_memzero (text, sizeof text);
  sodium_memzero (hex, sizeof hex);
  return ok;
}

/**
 * anshin_sealer_new:
 * @key_path: the master key's file
 * @error: return location for an error (%ANSHIN_DB_ERROR_KEY)
 *
 * Reads the master key and derives from it what is needed; the master key itself is forgotten.
 *
 * Returns: (nullable) (transfer full): a sealer, which any thread may use
 */
AnshinSealer *
anshin_sealer_new (const char *key_path, GError **error)
{
  guint8 master[crypto_kdf_KEYBYTES];
  AnshinSealer *self = NULL;

  if (sodium_init () < 0)
    {
      set_key_error (error, key_path, "no random numbers");
      return NULL;
    }
  if (!read_key_file (key_path, master, error))
    return NULL;
  self = g_new0 (AnshinSealer, 1);
  self->keys = sodium_malloc (sizeof (SubKeys));
  if (self->keys == NULL)
    g_error ("no memory for keys");
  crypto_kdf_derive_from_key (self->keys->wrap, sizeof self->keys->wrap, 1, SUBKEY_CONTEXT, master);
  crypto_kdf_derive_from_key (self->keys->index, sizeof self->keys->index, 2, SUBKEY_CONTEXT,
                              master);
  crypto_kdf_derive_from_key (self->keys->audit, sizeof self->keys->audit, 3, SUBKEY_CONTEXT,
                              master);
  crypto_kdf_derive_from_key (self->keys->backup, sizeof self->keys->backup, 4, SUBKEY_CONTEXT,
                              master);
  sodium_mprotect_readonly (self->keys);
  sodium_memzero (master, sizeof master);
  self->cache = anshin_key_cache_new ();
  return self;
}

/**
 * anshin_sealer_free:
 * @self: (nullable) (transfer full): a sealer; its keys are wiped
 */
void
anshin_sealer_free (AnshinSealer *self)
{
  if (self == NULL)
    return;
  sodium_free (self->keys);
  anshin_key_cache_free (self->cache);
  g_free (self);
}

/**
 * anshin_sealer_index:
 * @self: a sealer
 * @purpose: what the index is for, e.g. "mail": equal texts of two purposes give different bytes
 * @text: the text, already normalised
 * @out: (out): the index
 *
 * A keyed hash by which a sealed text can be found again. Any thread.
 */
void
anshin_sealer_index (AnshinSealer *self, const char *purpose, const char *text,
                     guint8 out[ANSHIN_SEAL_INDEX_BYTES])
{
  crypto_generichash_state state;

  crypto_generichash_init (&state, self->keys->index, sizeof self->keys->index,
                           ANSHIN_SEAL_INDEX_BYTES);
  crypto_generichash_update (&state, (const guint8 *) purpose, strlen (purpose) + 1);
  crypto_generichash_update (&state, (const guint8 *) text, strlen (text));
  crypto_generichash_final (&state, out, ANSHIN_SEAL_INDEX_BYTES);
}

/**
 * anshin_sealer_mac:
 * @self: a sealer
 * @data: bytes
 * @size: how many
 * @out: (out): their keyed hash
 *
 * The keyed hash of the audit chain. Any thread.
 */
void
anshin_sealer_mac (AnshinSealer *self, const void *data, gsize size,
                   guint8 out[ANSHIN_SEAL_MAC_BYTES])
{
  crypto_generichash (out, ANSHIN_SEAL_MAC_BYTES, data, size, self->keys->audit,
                      sizeof self->keys->audit);
}

/**
 * anshin_digest:
 * @data: bytes
 * @size: how many
 *
 * Returns: (transfer full): their BLAKE2b-256 as hexadecimal digits in lower case. Any thread.
 */
char *
anshin_digest (const void *data, gsize size)
{
  guint8 digest[crypto_generichash_BYTES];
  char *hex = g_malloc (2 * sizeof digest + 1);

  crypto_generichash (digest, sizeof digest, data, size, NULL, 0);
  return sodium_bin2hex (hex, 2 * sizeof digest + 1, digest, sizeof digest);
}

const guint8 *
anshin_sealer_get_backup_key (AnshinSealer *self)
{
  return self->keys->backup;
}

/* Each text with its length before it, so that no two names run into one another. */
static gsize
associate (guint8 out[MAX_ASSOCIATED], const char *table, const char *row, gint64 version)
{
  gsize table_size = strlen (table);
  gsize row_size = strlen (row);
  guint64 number = GUINT64_TO_BE ((guint64) version);
  guint8 *end = out;

  g_assert (table_size < 128 && row_size < 256 && table_size + row_size + 16 < MAX_ASSOCIATED);
  *end++ = SEAL_FORMAT;
  *end++ = (guint8) table_size;
  memcpy (end, table, table_size);
  end += table_size;
  *end++ = (guint8) row_size;
  memcpy (end, row, row_size);
  end += row_size;
  memcpy (end, &number, sizeof number);
  end += sizeof number;
  return (gsize) (end - out);
}

/* @out has room for @size + OVERHEAD bytes. */
static void
seal_with (const guint8 *key, const char *table, const char *row, gint64 version,
           const void *data, gsize size, guint8 *out)
{
  guint8 associated[MAX_ASSOCIATED];
  gsize associated_size = associate (associated, table, row, version);

  out[0] = SEAL_FORMAT;
  randombytes_buf (out + 1, NONCE_BYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt (out + 1 + NONCE_BYTES, NULL, data, size, associated,
                                              associated_size, NULL, out + 1, key);
}

/* @out has room for @size - OVERHEAD bytes. */
static gboolean
unseal_with (const guint8 *key, const char *table, const char *row, gint64 version,
             const guint8 *sealed, gsize size, guint8 *out)
{
  guint8 associated[MAX_ASSOCIATED];
  gsize associated_size = associate (associated, table, row, version);

  return size >= OVERHEAD && sealed[0] == SEAL_FORMAT &&
         crypto_aead_xchacha20poly1305_ietf_decrypt (out, NULL, NULL, sealed + 1 + NONCE_BYTES,
                                                     size - 1 - NONCE_BYTES, associated,
                                                     associated_size, sealed + 1, key) == 0;
}

/**
 * anshin_data_key_create:
 * @tx: a writing transaction
 * @key_id: the id of the group or patient whose content it will seal
 * @error: return location for an error
 *
 * Makes a data key and keeps it wrapped in the database.
 *
 * Returns: whether it was made
 */
gboolean
anshin_data_key_create (AnshinTx *tx, const char *key_id, GError **error)
{
  AnshinSealer *sealer = anshin_tx_get_sealer (tx);
  guint8 key[ANSHIN_DATA_KEY_BYTES];
  guint8 wrapped[ANSHIN_DATA_KEY_BYTES + OVERHEAD];

  randombytes_buf (key, sizeof key);
  seal_with (sealer->keys->wrap, DATA_KEY_TABLE, key_id, 1, key, sizeof key, wrapped);
  sodium_memzero (key, sizeof key);
  /* A job that is run again makes another key under the same id. */
  anshin_key_cache_forget (sealer->cache, key_id);
  return anshin_tx_exec (tx, error,
                         "INSERT INTO data_key (id, wrapped, created_at) VALUES ($1, $2, $3)",
                         "tbi", key_id, wrapped, sizeof wrapped, anshin_clock_now ());
}

/**
 * anshin_data_key_destroy:
 * @tx: a writing transaction
 * @key_id: an id
 * @error: return location for an error
 *
 * Destroys a data key: what it sealed cannot be read again, in backups made from now on either.
 * The row stays, because others refer to it.
 *
 * Returns: whether it worked
 */
gboolean
anshin_data_key_destroy (AnshinTx *tx, const char *key_id, GError **error)
{
  guint8 noise[ANSHIN_DATA_KEY_BYTES + OVERHEAD];

  /* As many bytes as before, so that they come to lie where the key was. */
  randombytes_buf (noise, sizeof noise);
  anshin_key_cache_forget (anshin_tx_get_sealer (tx)->cache, key_id);
  return anshin_tx_exec (tx, error, "UPDATE data_key SET wrapped = $2 WHERE id = $1", "tb", key_id,
                         noise, sizeof noise);
}

static gboolean
load_key (AnshinTx *tx, const char *key_id, guint8 key[ANSHIN_DATA_KEY_BYTES], GError **error)
{
  AnshinSealer *sealer = anshin_tx_get_sealer (tx);
  g_autoptr (AnshinRows) rows = NULL;
  const guint8 *wrapped = NULL;
  gsize size = 0;

  if (anshin_key_cache_lookup (sealer->cache, key_id, key))
    return TRUE;
  rows = anshin_tx_query (tx, error, "SELECT wrapped FROM data_key WHERE id = $1", "t", key_id);
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, NULL))
    wrapped = anshin_rows_get_blob (rows, 0, &size);
  if (wrapped == NULL || size != ANSHIN_DATA_KEY_BYTES + OVERHEAD ||
      !unseal_with (sealer->keys->wrap, DATA_KEY_TABLE, key_id, 1, wrapped, size, key))
    {
      anshin_set_error (error, ANSHIN_ERROR_CORRUPT, NULL, "data key %s cannot be had", key_id);
      return FALSE;
    }
  anshin_key_cache_insert (sealer->cache, key_id, key);
  return TRUE;
}

/**
 * anshin_seal:
 * @tx: a transaction
 * @key_id: the data key
 * @table: the table that will hold the bytes
 * @row: what names the row in it
 * @version: the row's version
 * @data: what to seal
 * @size: how many bytes
 * @error: return location for an error
 *
 * Returns: (nullable) (transfer full): the sealed bytes, which open for that table, row and
 *   version alone
 */
GBytes *
anshin_seal (AnshinTx *tx, const char *key_id, const char *table, const char *row, gint64 version,
             const void *data, gsize size, GError **error)
{
  guint8 key[ANSHIN_DATA_KEY_BYTES];
  guint8 *sealed = NULL;

  if (!load_key (tx, key_id, key, error))
    return NULL;
  sealed = g_malloc (size + OVERHEAD);
  seal_with (key, table, row, version, data, size, sealed);
  sodium_memzero (key, sizeof key);
  return g_bytes_new_take (sealed, size + OVERHEAD);
}

/**
 * anshin_unseal_append:
 * @tx: a transaction
 * @key_id: the data key
 * @table: the table that holds the bytes
 * @row: what names the row in it
 * @version: the row's version
 * @sealed: (nullable): the sealed bytes
 * @size: how many
 * @out: what they hold is appended here; untouched on failure
 * @error: return location for an error (%ANSHIN_ERROR_CORRUPT if a bit or the row is not the one)
 *
 * Returns: whether they opened
 */
gboolean
anshin_unseal_append (AnshinTx *tx, const char *key_id, const char *table, const char *row,
                      gint64 version, const void *sealed, gsize size, GString *out, GError **error)
{
  guint8 key[ANSHIN_DATA_KEY_BYTES];
  gsize before = out->len;
  gboolean ok = FALSE;

  if (sealed != NULL && size >= OVERHEAD)
    {
      if (!load_key (tx, key_id, key, error))
        return FALSE;
      g_string_set_size (out, before + size - OVERHEAD);
      ok = unseal_with (key, table, row, version, sealed, size, (guint8 *) out->str + before);
      sodium_memzero (key, sizeof key);
    }
  if (ok)
    return TRUE;
  g_string_truncate (out, before);
  anshin_set_error (error, ANSHIN_ERROR_CORRUPT, NULL, "%s %s cannot be opened", table, row);
  return FALSE;
}
