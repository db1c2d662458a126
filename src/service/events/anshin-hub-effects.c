/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-hub-private.h"

#include <string.h>

#include "anshin-json.h"

/* The list that changes with each of very many acts, and how long its news may wait. */
#define MANY_CHANGES "safety-checks"
#define PAUSE_MS 500

/*
 * What a batch of commits has brought is gathered by channel and by user, and each becomes one
 * frame that all its hearers share.
 */

static void
set_channel_dirty (AnshinHub *self, AnshinHubChannel *channel)
{
  if (channel->dirty)
    return;
  channel->dirty = TRUE;
  g_ptr_array_add (self->dirty_channels, channel);
}

static void
publish (AnshinHub *self, const AnshinEffect *effect)
{
  AnshinHubChannel *channel = anshin_hub_get_channel (self, effect->channel);
  gsize size = 0;
  const char *json = NULL;

  if (channel == NULL)
    return;

  json = g_bytes_get_data (effect->json, &size);
  if (channel->entries == NULL)
    channel->entries = g_string_new (NULL);
  if (channel->entries->len > 0)
    g_string_append_c (channel->entries, ',');
  g_string_append_len (channel->entries, json, (gssize) size);
  set_channel_dirty (self, channel);
}

/* Of several marks of one reader in one batch only the last counts. */
static void
mark_read (AnshinHub *self, const AnshinEffect *effect)
{
  AnshinHubChannel *channel = anshin_hub_get_channel (self, effect->channel);
  gint64 *seq = NULL;

  if (channel == NULL)
    return;

  if (channel->reads == NULL)
    channel->reads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  seq = g_new (gint64, 1);
  *seq = effect->seq;
  g_hash_table_insert (channel->reads, g_strdup (effect->user_id), seq);
  set_channel_dirty (self, channel);
}

/* @what: "joined" or "left". */
void
anshin_hub_tell_channel (AnshinHub *self, AnshinStream *stream, const char *what,
                         const char *channel)
{
  g_autoptr (GString) json = g_string_new ("{\"");
  g_autoptr (GBytes) frame = NULL;

  g_string_append_printf (json, "%s\":[", what);
  anshin_json_append_string (json, channel);
  g_string_append (json, "]}");
  frame = anshin_frame_new (ANSHIN_FRAME_TEXT, json->str, json->len);
  anshin_hub_send (self, stream, frame);
}

static void
change_stream (AnshinHub *self, AnshinStream *stream, const char *channel, gboolean joins)
{
  if (stream->changed != NULL)
    g_hash_table_insert (stream->changed, g_strdup (channel), GINT_TO_POINTER (joins));
  /* One that is opening is told all at once. */
  if (stream->changed != NULL && stream->channels == NULL
      && stream->state == ANSHIN_STREAM_OPENING)
    return;
  if (joins)
    {
      anshin_hub_subscribe (self, stream, channel);
      anshin_hub_tell_channel (self, stream, "joined", channel);
    }
  else if (anshin_hub_unsubscribe (self, stream, channel))
    anshin_hub_tell_channel (self, stream, "left", channel);
}

static void
change_user (AnshinHub *self, const AnshinEffect *effect, gint64 number, gboolean joins)
{
  AnshinHubUser *user = g_hash_table_lookup (self->users, effect->user_id);

  if (!anshin_hub_is_news (self, effect->channel, effect->user_id, number))
    return;
  anshin_hub_remember_change (self, effect->channel, effect->user_id, NULL, number);
  for (guint i = 0; user != NULL && i < user->streams->len; i++)
    {
      AnshinStream *stream = g_ptr_array_index (user->streams, i);

      if (!joins
          || !anshin_hub_is_frozen_since (self, effect->channel, stream->facility_id, number))
        change_stream (self, stream, effect->channel, joins);
    }
}

/* PRODUCT section 2, "Consent first": members of other facilities no longer read. A stream that
 * is opening may have read its channels before, so it is told as well. */
static void
freeze (AnshinHub *self, const AnshinEffect *effect, gint64 number)
{
  GHashTableIter iter;
  gpointer key = NULL;

  anshin_hub_remember_change (self, effect->channel, "", effect->what, number);
  g_hash_table_iter_init (&iter, self->streams);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      AnshinStream *stream = key;

      if (stream->state < ANSHIN_STREAM_CLOSING
          && g_strcmp0 (stream->facility_id, effect->what) != 0
          && anshin_hub_is_news (self, effect->channel, stream->user_id, number))
        change_stream (self, stream, effect->channel, FALSE);
    }
}

static void
end_user (AnshinHub *self, const AnshinEffect *effect)
{
  AnshinHubUser *user = g_hash_table_lookup (self->users, effect->user_id);

  for (guint i = 0; user != NULL && i < user->streams->len; i++)
    anshin_hub_end_stream (self, g_ptr_array_index (user->streams, i), "suspended");
}

/* Which channels a user hears by right of administration has changed: the database knows. */
static void
rehear (AnshinHub *self, const AnshinEffect *effect)
{
  AnshinHubUser *user = g_hash_table_lookup (self->users, effect->user_id);

  for (guint i = 0; user != NULL && i < user->streams->len; i++)
    anshin_hub_ask_heard (self, g_ptr_array_index (user->streams, i));
}

static void
refresh_user (AnshinHub *self, AnshinHubUser *user, const char *what)
{
  if (user->refresh == NULL)
    user->refresh = g_ptr_array_new_with_free_func (g_free);
  if (g_ptr_array_find_with_equal_func (user->refresh, what, g_str_equal, NULL))
    return;

  g_ptr_array_add (user->refresh, g_strdup (what));
  if (!user->dirty)
    {
      user->dirty = TRUE;
      g_ptr_array_add (self->dirty_users, user);
    }
}

static void
refresh (AnshinHub *self, const AnshinEffect *effect)
{
  GHashTableIter iter;
  gpointer user = NULL;

  if (effect->user_id != NULL)
    {
      user = g_hash_table_lookup (self->users, effect->user_id);
      if (user != NULL)
        refresh_user (self, user, effect->what);
      return;
    }
  g_hash_table_iter_init (&iter, self->users);
  while (g_hash_table_iter_next (&iter, NULL, &user))
    refresh_user (self, user, effect->what);
}

static void
apply (AnshinHub *self, const AnshinEffect *effect, gint64 number)
{
  switch (effect->kind)
    {
    case ANSHIN_EFFECT_PUBLISH:
      publish (self, effect);
      break;
    case ANSHIN_EFFECT_READ_MARK:
      mark_read (self, effect);
      break;
    case ANSHIN_EFFECT_JOIN:
      change_user (self, effect, number, TRUE);
      break;
    case ANSHIN_EFFECT_LEAVE:
      change_user (self, effect, number, FALSE);
      break;
    case ANSHIN_EFFECT_FREEZE:
      freeze (self, effect, number);
      break;
    case ANSHIN_EFFECT_END_SESSION:
      anshin_hub_end_session (self, effect->session_id);
      break;
    case ANSHIN_EFFECT_END_USER:
      end_user (self, effect);
      break;
    case ANSHIN_EFFECT_REFRESH:
      refresh (self, effect);
      break;
    case ANSHIN_EFFECT_REHEAR:
      rehear (self, effect);
      break;
    case ANSHIN_N_EFFECTS:
    default:
      g_warn_if_reached ();
      break;
    }
}

static void
append_reads (GString *json, AnshinHubChannel *channel)
{
  GHashTableIter iter;
  gpointer user_id = NULL;
  gpointer seq = NULL;
  gboolean first = TRUE;

  g_string_append (json, "\"reads\":[");
  g_hash_table_iter_init (&iter, channel->reads);
  while (g_hash_table_iter_next (&iter, &user_id, &seq))
    {
      g_string_append (json, first ? "{\"channel\":" : ",{\"channel\":");
      anshin_json_append_string (json, channel->id);
      g_string_append (json, ",\"user_id\":");
      anshin_json_append_string (json, user_id);
      g_string_append_printf (json, ",\"seq\":%" G_GINT64_FORMAT "}", *(gint64 *) seq);
      first = FALSE;
    }
  g_string_append_c (json, ']');
}

static void
flush_channel (AnshinHub *self, AnshinHubChannel *channel)
{
  g_autoptr (GString) json = g_string_sized_new (512);
  g_autoptr (GBytes) frame = NULL;

  g_string_append_c (json, '{');
  if (channel->entries != NULL && channel->entries->len > 0)
    {
      g_string_append (json, "\"entries\":[");
      g_string_append_len (json, channel->entries->str, (gssize) channel->entries->len);
      g_string_append_c (json, ']');
      g_string_free (g_steal_pointer (&channel->entries), TRUE);
    }
  if (channel->reads != NULL)
    {
      if (json->len > 1)
        g_string_append_c (json, ',');
      append_reads (json, channel);
      g_clear_pointer (&channel->reads, g_hash_table_unref);
    }
  g_string_append_c (json, '}');

  frame = anshin_frame_new (ANSHIN_FRAME_TEXT, json->str, json->len);
  for (guint i = 0; i < channel->streams->len; i++)
    anshin_hub_send (self, g_ptr_array_index (channel->streams, i), frame);

  channel->dirty = FALSE;
  if (channel->streams->len == 0)
    g_hash_table_remove (self->channels, channel->id);
}

/* Thousands answer a safety check at once: who watches is told twice a second. */
static gboolean
can_wait (AnshinHubUser *user)
{
  return user->refresh->len == 1 && g_str_equal (user->refresh->pdata[0], MANY_CHANGES)
         && g_get_monotonic_time () - user->told_at < PAUSE_MS * 1000;
}

static void
flush_user (AnshinHub *self, AnshinHubUser *user)
{
  g_autoptr (GString) json = g_string_new ("{\"refresh\":[");
  g_autoptr (GBytes) frame = NULL;

  for (guint i = 0; i < user->refresh->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      anshin_json_append_string (json, g_ptr_array_index (user->refresh, i));
    }
  g_string_append (json, "]}");
  g_clear_pointer (&user->refresh, g_ptr_array_unref);

  frame = anshin_frame_new (ANSHIN_FRAME_TEXT, json->str, json->len);
  for (guint i = 0; i < user->streams->len; i++)
    anshin_hub_send (self, g_ptr_array_index (user->streams, i), frame);

  user->dirty = FALSE;
  user->told_at = g_get_monotonic_time ();
  if (user->streams->len == 0)
    g_hash_table_remove (self->users, user->id);
}

static gboolean
on_late_cb (gpointer data)
{
  AnshinHub *self = data;

  self->late_id = 0;
  anshin_hub_flush (self);
  return G_SOURCE_REMOVE;
}

static void
flush_users (AnshinHub *self)
{
  guint late = 0;

  for (guint i = 0; i < self->dirty_users->len; i++)
    {
      AnshinHubUser *user = g_ptr_array_index (self->dirty_users, i);

      if (can_wait (user))
        self->dirty_users->pdata[late++] = user;
      else
        flush_user (self, user);
    }
  g_ptr_array_set_size (self->dirty_users, (int) late);
  if (late > 0 && self->late_id == 0)
    self->late_id = g_timeout_add (PAUSE_MS, on_late_cb, self);
}

/**
 * anshin_hub_apply:
 * @self: a hub
 * @effects: (nullable) (element-type AnshinEffect): what a committed act brings, in order
 *
 * Gathers what is to be told; anshin_hub_flush() sends it.
 */
void
anshin_hub_apply (AnshinHub *self, GPtrArray *effects)
{
  for (guint i = 0; effects != NULL && i < effects->len; i++)
    {
      const AnshinEffect *effect = g_ptr_array_index (effects, i);
      gboolean changes = effect->kind == ANSHIN_EFFECT_JOIN || effect->kind == ANSHIN_EFFECT_LEAVE
                         || effect->kind == ANSHIN_EFFECT_FREEZE;

      apply (self, effect, changes ? anshin_hub_get_number (effects, i) : 0);
    }
}

/**
 * anshin_hub_flush:
 * @self: a hub
 *
 * Sends what has been gathered: once for each batch of commits.
 */
void
anshin_hub_flush (AnshinHub *self)
{
  gboolean any_dead = FALSE;

  for (guint i = 0; i < self->dirty_channels->len; i++)
    flush_channel (self, g_ptr_array_index (self->dirty_channels, i));
  g_ptr_array_set_size (self->dirty_channels, 0);
  flush_users (self);

  for (guint i = 0; i < self->dirty_streams->len; i++)
    {
      AnshinStream *stream = g_ptr_array_index (self->dirty_streams, i);

      stream->dirty = FALSE;
      anshin_stream_flush (stream);
      any_dead = any_dead || stream->state == ANSHIN_STREAM_DEAD;
    }
  g_ptr_array_set_size (self->dirty_streams, 0);
  if (any_dead)
    anshin_hub_bury (self);
}
