/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-key-cache.h"

#include <sodium.h>
#include <string.h>

#define MAX_KEYS 4096

/* A place in the cache: the key itself lies at the same number in the locked memory. */
typedef struct
{
  char *key_id;
  gboolean used;
} Slot;

struct _AnshinKeyCache
{
  GMutex mutex;
  GHashTable *slots; /* key id → number + 1 */
  Slot slot[MAX_KEYS];
  guint8 (*keys)[ANSHIN_DATA_KEY_BYTES];
  guint n_slots;
  guint hand;
};

AnshinKeyCache *
anshin_key_cache_new (void)
{
  AnshinKeyCache *self = g_new0 (AnshinKeyCache, 1);

  g_mutex_init (&self->mutex);
  self->slots = g_hash_table_new (g_str_hash, g_str_equal);
  self->keys = sodium_allocarray (MAX_KEYS, ANSHIN_DATA_KEY_BYTES);
  if (self->keys == NULL)
    g_error ("no memory for keys");
  return self;
}

void
anshin_key_cache_free (AnshinKeyCache *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->slots);
  for (guint i = 0; i < self->n_slots; i++)
    g_free (self->slot[i].key_id);
  sodium_free (self->keys);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static void
empty (AnshinKeyCache *self, guint number)
{
  Slot *slot = &self->slot[number];

  if (slot->key_id != NULL)
    g_hash_table_remove (self->slots, slot->key_id);
  g_clear_pointer (&slot->key_id, g_free);
  slot->used = FALSE;
  sodium_memzero (self->keys[number], ANSHIN_DATA_KEY_BYTES);
}

/* Second chance: the hand goes round and takes the first that was not used since it last came. */
static guint
make_room (AnshinKeyCache *self)
{
  if (self->n_slots < MAX_KEYS)
    return self->n_slots++;
  for (;;)
    {
      guint number = self->hand;
      Slot *slot = &self->slot[number];

      self->hand = (self->hand + 1) % MAX_KEYS;
      if (!slot->used)
        {
          empty (self, number);
          return number;
        }
      slot->used = FALSE;
    }
}

gboolean
anshin_key_cache_lookup (AnshinKeyCache *self, const char *key_id,
                         guint8 key[ANSHIN_DATA_KEY_BYTES])
{
  guint number = 0;

  g_mutex_lock (&self->mutex);
  number = GPOINTER_TO_UINT (g_hash_table_lookup (self->slots, key_id));
  if (number > 0)
    {
      self->slot[number - 1].used = TRUE;
      memcpy (key, self->keys[number - 1], ANSHIN_DATA_KEY_BYTES);
    }
  g_mutex_unlock (&self->mutex);
  return number > 0;
}

void
anshin_key_cache_insert (AnshinKeyCache *self, const char *key_id,
                         const guint8 key[ANSHIN_DATA_KEY_BYTES])
{
  guint number = 0;

  g_mutex_lock (&self->mutex);
  number = GPOINTER_TO_UINT (g_hash_table_lookup (self->slots, key_id));
  if (number == 0)
    {
      number = make_room (self) + 1;
      self->slot[number - 1].key_id = g_strdup (key_id);
      g_hash_table_insert (self->slots, self->slot[number - 1].key_id, GUINT_TO_POINTER (number));
    }
  memcpy (self->keys[number - 1], key, ANSHIN_DATA_KEY_BYTES);
  g_mutex_unlock (&self->mutex);
}

void
anshin_key_cache_forget (AnshinKeyCache *self, const char *key_id)
{
  guint number = 0;

  g_mutex_lock (&self->mutex);
  number = GPOINTER_TO_UINT (g_hash_table_lookup (self->slots, key_id));
  if (number > 0)
    empty (self, number - 1);
  g_mutex_unlock (&self->mutex);
}
