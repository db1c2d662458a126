/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-peers.h"

#include <string.h>

#include "anshin-channel.h"
#include "anshin-peer-notice.h"

/* A notice is lines of these, with tabs between them. */
enum
{
  PART_KIND,
  PART_CHANNEL,
  PART_USER,
  PART_SESSION,
  PART_WHAT,
  PART_SEQ,
  N_PARTS
};

struct _AnshinPeers
{
  AnshinDb *db;
  AnshinHub *hub;
  GPtrArray *waiting;
  gboolean reading;
  gboolean closed;
};

/* What was told at once, while its entries are read. */
typedef struct
{
  AnshinPeers *peers;
  GPtrArray *effects;
} Batch;

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
send (AnshinTx *tx, GString *text, GError **error)
{
  gboolean ok = text->len == 0 || anshin_peer_notice_send (tx, text->str, error);

  g_string_truncate (text, 0);
  return ok;
}

static gboolean
add_line (AnshinTx *tx, GString *text, const AnshinEffect *effect, GError **error)
{
  g_autofree char *line = NULL;

  line = g_strdup_printf ("%d\t%s\t%s\t%s\t%s\t%" G_GINT64_FORMAT, effect->kind,
                          or_empty (effect->channel), or_empty (effect->user_id),
                          or_empty (effect->session_id), or_empty (effect->what), effect->seq);
  if (text->len + strlen (line) + 1 > ANSHIN_MAX_PEER_NOTICE_BYTES && !send (tx, text, error))
    return FALSE;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
  return TRUE;
}

/**
 * anshin_peers_tell:
 * @tx: the writing transaction of an act
 * @effects: (nullable) (element-type AnshinEffect): what the act brings
 * @error: return location
 *
 * Tells the other services, if there are any and once the act is committed. Worker thread.
 */
gboolean
anshin_peers_tell (AnshinTx *tx, GPtrArray *effects, GError **error)
{
  g_autoptr (GString) text = NULL;

  if (effects == NULL || effects->len == 0 || !anshin_peer_notice_wanted (tx))
    return TRUE;

  text = g_string_new (NULL);
  for (guint i = 0; i < effects->len; i++)
    if (!add_line (tx, text, g_ptr_array_index (effects, i), error))
      return FALSE;
  return send (tx, text, error);
}

/**
 * anshin_peers_tell_ended:
 * @tx: the writing transaction that ended sessions
 * @session_ids: (element-type utf8): which
 * @error: return location
 *
 * Their streams are closed wherever they are. Worker thread.
 */
gboolean
anshin_peers_tell_ended (AnshinTx *tx, GPtrArray *session_ids, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < session_ids->len; i++)
    {
      AnshinEffect effect = { .kind = ANSHIN_EFFECT_END_SESSION,
                              .session_id = g_ptr_array_index (session_ids, i) };

      if (!add_line (tx, text, &effect, error))
        return FALSE;
    }
  return send (tx, text, error);
}

static char *
dup_part (const char *part)
{
  return part[0] != '\0' ? g_strdup (part) : NULL;
}

static AnshinEffect *
parse_line (const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, "\t", N_PARTS);
  AnshinEffect *effect = NULL;
  gint64 kind = 0;
  gint64 seq = 0;

  if (g_strv_length (parts) != N_PARTS ||
      !g_ascii_string_to_signed (parts[PART_KIND], 10, 0, ANSHIN_N_EFFECTS - 1, &kind, NULL) ||
      !g_ascii_string_to_signed (parts[PART_SEQ], 10, 0, G_MAXINT64, &seq, NULL))
    return NULL;
  effect = g_new0 (AnshinEffect, 1);
  effect->kind = (AnshinEffectKind) kind;
  effect->channel = dup_part (parts[PART_CHANNEL]);
  effect->user_id = dup_part (parts[PART_USER]);
  effect->session_id = dup_part (parts[PART_SESSION]);
  effect->what = dup_part (parts[PART_WHAT]);
  effect->seq = seq;
  return effect;
}

/* An entry that cannot be read is not told; whoever asks for it gets the error. */
static void
read_entry (AnshinTx *tx, AnshinEffect *effect)
{
  g_autoptr (GString) json = g_string_new (NULL);
  gint64 first = 0;
  gint64 last = 0;
  guint count = 0;

  if (anshin_channel_read (tx, effect->channel, effect->seq - 1, 0, 1, json, &count, &first, &last,
                           NULL) &&
      count == 1 && first == effect->seq)
    effect->json = g_string_free_to_bytes (g_steal_pointer (&json));
}

static gboolean
read_entries (AnshinTx *tx, gpointer job, GError **error)
{
  Batch *batch = job;

  for (guint i = 0; i < batch->effects->len; i++)
    {
      AnshinEffect *effect = g_ptr_array_index (batch->effects, i);

      if (effect->kind == ANSHIN_EFFECT_PUBLISH && effect->json == NULL)
        read_entry (tx, effect);
    }
  return TRUE;
}

static void
batch_free (Batch *batch)
{
  g_ptr_array_unref (batch->effects);
  g_free (batch);
}

static void
peers_unref (AnshinPeers *self)
{
  if (!self->closed || self->reading)
    return;
  g_ptr_array_unref (self->waiting);
  g_free (self);
}

static void on_read_cb (gpointer job, const GError *error);

/* One batch after the other, so that what comes first is told first. */
static void
read_waiting (AnshinPeers *self)
{
  Batch *batch = NULL;

  if (self->reading || self->waiting->len == 0)
    return;
  batch = g_new0 (Batch, 1);
  batch->peers = self;
  batch->effects = g_steal_pointer (&self->waiting);
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) anshin_effect_free);
  self->reading = anshin_db_read (self->db, read_entries, on_read_cb, batch);
  if (self->reading)
    return;
  /* Too much waits: who comes back gets what was missed. */
  anshin_hub_close_all (self->hub);
  batch_free (batch);
}

static void
on_read_cb (gpointer job, const GError *error)
{
  Batch *batch = job;
  AnshinPeers *self = batch->peers;

  self->reading = FALSE;
  if (!self->closed && error != NULL)
    anshin_hub_close_all (self->hub);
  for (guint i = batch->effects->len; i > 0; i--)
    {
      AnshinEffect *effect = g_ptr_array_index (batch->effects, i - 1);

      if (effect->kind == ANSHIN_EFFECT_PUBLISH && effect->json == NULL)
        g_ptr_array_remove_index (batch->effects, i - 1);
    }
  if (!self->closed && error == NULL)
    anshin_hub_apply (self->hub, batch->effects);
  batch_free (batch);
  if (self->closed)
    peers_unref (self);
  else
    read_waiting (self);
}

static void
on_notice_cb (const char *text, gpointer data)
{
  AnshinPeers *self = data;
  g_auto (GStrv) lines = NULL;

  if (text == NULL)
    {
      /* Notices were missed: the desktops come back and ask for what they do not have. */
      anshin_hub_close_all (self->hub);
      return;
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      AnshinEffect *effect = parse_line (lines[i]);

      if (effect != NULL)
        g_ptr_array_add (self->waiting, effect);
    }
  read_waiting (self);
}

/**
 * anshin_peers_new:
 * @db: an open database; it must outlive the peers
 * @hub: what tells the streams; it must outlive the peers
 * @error: return location
 *
 * Begins to listen to the other services, if the database can have any.
 *
 * Returns: (transfer full) (nullable): the peers
 */
AnshinPeers *
anshin_peers_new (AnshinDb *db, AnshinHub *hub, GError **error)
{
  AnshinPeers *self = g_new0 (AnshinPeers, 1);

  self->db = db;
  self->hub = hub;
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) anshin_effect_free);
  if (anshin_db_listen (db, on_notice_cb, self, error))
    return self;
  self->closed = TRUE;
  peers_unref (self);
  return NULL;
}

/**
 * anshin_peers_free:
 * @self: (nullable) (transfer full): peers
 */
void
anshin_peers_free (AnshinPeers *self)
{
  if (self == NULL)
    return;
  anshin_db_stop_listening (self->db);
  self->closed = TRUE;
  peers_unref (self);
}
