/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-hub-private.h"

/*
 * What a stream hears is read from the database when it opens, and again when its user's rights
 * change. That takes a moment: what joins or leaves meanwhile stands over what was read.
 */

static gboolean
has_changed (GHashTable *changed, const char *channel, gboolean *joined)
{
  gpointer value = NULL;

  if (!g_hash_table_lookup_extended (changed, channel, NULL, &value))
    return FALSE;
  *joined = GPOINTER_TO_INT (value);
  return TRUE;
}

/* What the stream is to hear: what was read, with what changed meanwhile. */
static GHashTable *
merge (const char *const *channels, GHashTable *changed)
{
  GHashTable *wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer id = NULL;
  gpointer joined = NULL;
  gboolean stays = FALSE;

  for (guint i = 0; channels[i] != NULL; i++)
    if (!has_changed (changed, channels[i], &stays))
      g_hash_table_add (wanted, g_strdup (channels[i]));

  g_hash_table_iter_init (&iter, changed);
  while (g_hash_table_iter_next (&iter, &id, &joined))
    if (GPOINTER_TO_INT (joined))
      g_hash_table_add (wanted, g_strdup (id));
  return wanted;
}

static void
ask_again (AnshinHub *self, AnshinStream *stream)
{
  if (!stream->hear_again)
    return;
  stream->hear_again = FALSE;
  anshin_hub_ask_heard (self, stream);
}

/**
 * anshin_hub_set_hear:
 * @self: a hub
 * @hear: asks which channels a stream's user hears by now
 */
void
anshin_hub_set_hear (AnshinHub *self, AnshinHubHear hear)
{
  self->hear = hear;
}

/* Finds out anew what the stream hears; once more after it if that is under way, as it may have
 * been read before the rights changed. */
void
anshin_hub_ask_heard (AnshinHub *self, AnshinStream *stream)
{
  if (stream->state >= ANSHIN_STREAM_CLOSING)
    return;
  if (stream->changed != NULL)
    {
      stream->hear_again = TRUE;
      return;
    }
  stream->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->hear (stream, self->data);
}

/**
 * anshin_hub_set_channels:
 * @self: a hub
 * @stream: a stream that is opening
 * @channels: the channels its user hears, as read after anshin_hub_open()
 */
void
anshin_hub_set_channels (AnshinHub *self, AnshinStream *stream, const char *const *channels)
{
  g_autoptr (GHashTable) changed = g_steal_pointer (&stream->changed);
  g_autoptr (GHashTable) wanted = merge (channels, changed);
  GHashTableIter iter;
  gpointer id = NULL;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    anshin_hub_subscribe (self, stream, id);
  ask_again (self, stream);
}

/* Leaves what is not wanted any more; what is heard already needs not be joined. */
static void
leave_unwanted (AnshinHub *self, AnshinStream *stream, GHashTable *wanted)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; stream->channels != NULL && i < stream->channels->len; i++)
    {
      const AnshinHubChannel *channel = g_ptr_array_index (stream->channels, i);

      if (!g_hash_table_remove (wanted, channel->id))
        g_ptr_array_add (left, g_strdup (channel->id));
    }
  for (guint i = 0; i < left->len; i++)
    if (anshin_hub_unsubscribe (self, stream, g_ptr_array_index (left, i)))
      anshin_hub_tell_channel (self, stream, "left", g_ptr_array_index (left, i));
}

/**
 * anshin_hub_set_heard:
 * @self: a hub
 * @stream: a stream that was asked after
 * @channels: the channels its user hears by now
 *
 * The stream leaves the others and joins those that are new to it, and is told of each.
 */
void
anshin_hub_set_heard (AnshinHub *self, AnshinStream *stream, const char *const *channels)
{
  g_autoptr (GHashTable) changed = g_steal_pointer (&stream->changed);
  g_autoptr (GHashTable) wanted = merge (channels, changed);
  GHashTableIter iter;
  gpointer id = NULL;

  leave_unwanted (self, stream, wanted);
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      anshin_hub_subscribe (self, stream, id);
      anshin_hub_tell_channel (self, stream, "joined", id);
    }
  ask_again (self, stream);
  anshin_hub_flush (self);
}
