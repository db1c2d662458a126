/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-client-private.h"

#include "anshin-content-brief.h"
#include "anshin-json.h"
#include "anshin-request.h"

/* What the event stream says, and where it goes. */

/* How long is waited whether more happens to a group before it is fetched, in milliseconds. */
#define GROUP_PATIENCE 40

typedef void (*AnshinTakeText) (AnshinClient *self, const char *text);

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_object (JsonArray *array, guint position)
{
  JsonNode *node = json_array_get_element (array, position);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
             && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

static gint64
get_int (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
}

static void
each_text (AnshinClient *self, JsonArray *array, AnshinTakeText take)
{
  guint length = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < length; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        take (self, json_node_get_string (node));
    }
}

/* A group that is fetched outlives neither the client nor its lists. */
typedef struct
{
  AnshinLiveList *groups;
  char *id;
} AnshinGroupFetch;

static void
on_group_fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AnshinGroupFetch *fetch = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinGroup) group = anshin_request_record_finish (result, &error);

  if (group != NULL && g_strcmp0 (group->id, fetch->id) == 0)
    g_object_unref (anshin_live_list_merge (fetch->groups, group, TRUE));
  else if (g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_NOT_FOUND))
    anshin_live_list_remove (fetch->groups, fetch->id);
  g_object_unref (fetch->groups);
  g_free (fetch->id);
  g_free (fetch);
}

static void
fetch_group (AnshinClient *self, const char *id)
{
  g_autofree char *path = g_strconcat ("/v1/groups/", id, NULL);
  AnshinGroupFetch *fetch = g_new0 (AnshinGroupFetch, 1);

  fetch->groups = g_object_ref (self->groups);
  fetch->id = g_strdup (id);
  anshin_request_record_async (self->transport, "GET", path, NULL, anshin_group_get_type (), NULL,
                               on_group_fetched_cb, fetch);
}

static gboolean
on_groups_due_cb (gpointer data)
{
  AnshinClient *self = data;
  GHashTableIter iter;
  gpointer id = NULL;

  self->due_id = 0;
  g_hash_table_iter_init (&iter, self->due_groups);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (anshin_client_is_open (self))
        fetch_group (self, id);
      g_hash_table_iter_remove (&iter);
    }
  return G_SOURCE_REMOVE;
}

/* More has happened to a group than a message: its state, its members, or whether one is in it.
 * Such things come in crowds, and one fetch is enough for all. */
void
anshin_client_fetch_group (AnshinClient *self, const char *id)
{
  g_hash_table_add (self->due_groups, g_strdup (id));
  if (self->due_id == 0)
    self->due_id = g_timeout_add (GROUP_PATIENCE, on_groups_due_cb, self);
}

/* The answer about a group may be older than what the stream has brought meanwhile, or than what
 * one has read. Of a group that isn't live nothing is held back: its content may have to go. */
void
anshin_client_reconcile (gpointer held, gpointer fresh)
{
  AnshinGroup *known = held;
  AnshinGroup *group = fresh;

  if (group->state != ANSHIN_GROUP_LIVE)
    return;
  if (group->last_seq < known->last_seq)
    {
      group->last_seq = known->last_seq;
      group->last_at = known->last_at;
      g_free (group->last_author);
      group->last_author = g_strdup (known->last_author);
      g_free (group->last_text);
      group->last_text = g_strdup (known->last_text);
      group->unread = known->unread;
    }
  if (group->read_seq < known->read_seq)
    {
      group->read_seq = known->read_seq;
      group->unread = known->unread;
    }
}

/* What a message changes in the list of groups. */
static void
note_message (AnshinClient *self, AnshinGroup *group, AnshinEntry *entry)
{
  AnshinContent *content = entry->content != NULL ? ANSHIN_CONTENT (entry->content) : NULL;
  gboolean own = g_strcmp0 (entry->author_id, self->user->id) == 0;

  group->last_at = entry->at;
  g_free (group->last_author);
  group->last_author = g_strdup (content != NULL ? content->author_name : NULL);
  g_free (group->last_text);
  group->last_text = anshin_content_brief (content);
  anshin_record_notify (group, "last_at");
  anshin_record_notify (group, "last_author");
  anshin_record_notify (group, "last_text");
  anshin_client_emit_moved (self, group);
  if (own || entry->seq <= group->read_seq)
    return;
  group->unread = MIN (group->unread + 1, ANSHIN_MAX_UNREAD_COUNTED);
  anshin_record_notify (group, "unread");
  anshin_client_emit_arrived (self, group, entry);
}

/* Something happens in a group that isn't in the list, as it is only being fetched or one has just
 * come into it: what is fetched may have been written before this. */
static void
note_unlisted (AnshinClient *self, const char *channel)
{
  if (g_strcmp0 (channel, self->user->id) == 0)
    return;
  if (anshin_live_list_get_loaded (self->groups))
    anshin_client_fetch_group (self, channel);
  else
    anshin_live_list_refresh (self->groups);
}

/* In one's inbox: a message of a group, which may have been read before, names one now. */
static void
take_named_later (AnshinClient *self, AnshinEntry *entry)
{
  AnshinContent *content = entry->content != NULL ? ANSHIN_CONTENT (entry->content) : NULL;
  AnshinGroup *group
    = content != NULL ? anshin_live_list_find (self->groups, content->subject_id) : NULL;

  if (group != NULL)
    anshin_client_emit_arrived (self, group, entry);
}

/* How many are addressed to one the timeline counts where it is open, and else the service. */
static void
note_addressed (AnshinClient *self, AnshinTimeline *timeline, AnshinEntry *entry)
{
  if ((timeline == NULL || !timeline->opened) && anshin_entry_may_be_to (entry, self->user->id))
    anshin_client_fetch_group (self, entry->channel);
}

static void
take_entry (AnshinClient *self, AnshinEntry *entry)
{
  AnshinGroup *group = anshin_live_list_find (self->groups, entry->channel);
  AnshinTimeline *timeline = g_hash_table_lookup (self->timelines, entry->channel);
  gint64 known = group != NULL ? group->last_seq : 0;

  if (entry->kind == ANSHIN_ENTRY_NAMED_LATER)
    take_named_later (self, entry);
  if (timeline != NULL)
    anshin_timeline_push (timeline, entry);
  if (group == NULL)
    note_unlisted (self, entry->channel);
  if (group == NULL || entry->seq <= known)
    return;
  group->last_seq = entry->seq;
  anshin_record_notify (group, "last_seq");
  note_addressed (self, timeline, entry);
  if (anshin_entry_kind_is_to_read (entry->kind))
    note_message (self, group, entry);
  else if (anshin_entry_kind_changes_group (entry->kind))
    anshin_client_fetch_group (self, group->id);
}

static void
take_entries (AnshinClient *self, JsonArray *array)
{
  guint length = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < length; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AnshinEntry) entry = NULL;

      entry = anshin_json_decode_node (json_array_get_element (array, i), anshin_entry_get_type (),
                                       ANSHIN_DECODE_ANSWER, &error);
      /* One that can't be read is noticed by its number when the next one comes. */
      if (entry != NULL && entry->channel != NULL)
        take_entry (self, entry);
      else
        g_message ("An entry can't be read: %s", error != NULL ? error->message : "no channel");
    }
}

/* A service that was restored from its backup may have gone back. */
static void
take_last_seq (AnshinClient *self, const char *channel, gint64 last_seq)
{
  AnshinGroup *group = anshin_live_list_find (self->groups, channel);

  if (group != NULL && last_seq < group->last_seq)
    {
      group->last_seq = last_seq;
      group->read_seq = MIN (group->read_seq, last_seq);
    }
}

static void
on_own_account_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GWeakRef *weak = data;
  g_autoptr (AnshinClient) self = g_weak_ref_get (weak);
  g_autoptr (AnshinSessionInfo) info = anshin_request_record_finish (result, NULL);
  g_autoptr (GError) wanted = NULL;
  AnshinUser *user = info != NULL ? ANSHIN_USER (info->user) : NULL;

  g_weak_ref_clear (weak);
  g_free (weak);
  if (user == NULL || self == NULL || self->user == NULL ||
      g_strcmp0 (user->id, self->user->id) != 0)
    return;
  anshin_record_copy_fields (ANSHIN_RECORD (self->user), ANSHIN_RECORD (user));
  if (info->rules_version == 0)
    return;
  anshin_set_error (&wanted, ANSHIN_ERROR_RULES_NOT_ACCEPTED, NULL, "New rules were published");
  anshin_client_halt (self, wanted);
}

/* The own name, profession or right may have changed: views follow the user's properties. Or new
 * rules are to be accepted. */
static void
fetch_own_account (AnshinClient *self)
{
  GWeakRef *weak = NULL;

  if (!anshin_client_is_open (self) || self->user == NULL)
    return;
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  anshin_request_record_async (self->transport, "GET", "/v1/session", NULL,
                               anshin_session_info_get_type (), NULL, on_own_account_cb, weak);
}

/* The first frame: how far each channel is. Everything is compared with it, so that what was
 * missed is fetched; lists have no numbers and are fetched anew. */
static void
take_ready (AnshinClient *self, JsonArray *array)
{
  g_autoptr (GHashTable) last_seqs = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GList) timelines = g_hash_table_get_values (self->timelines);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *channel = get_object (array, i);
      const char *name = channel != NULL ? get_text (channel, "channel") : NULL;

      if (name == NULL)
        continue;
      g_hash_table_insert (last_seqs, (gpointer) name, channel);
      take_last_seq (self, name, get_int (channel, "last_seq"));
    }

  anshin_client_set_online (self, TRUE);
  for (GList *link = timelines; link != NULL; link = link->next)
    {
      AnshinTimeline *timeline = link->data;
      JsonObject *channel = g_hash_table_lookup (last_seqs, timeline->group->id);

      anshin_timeline_expect (timeline, channel != NULL ? get_int (channel, "last_seq") : -1);
    }
  anshin_live_list_refresh (self->groups);
  anshin_live_list_refresh (self->invitations);
  anshin_live_list_refresh (self->patients);
  fetch_own_account (self);
  anshin_client_emit_outdated (self, NULL);
}

/* Oneself has read on another terminal. */
static void
take_own_mark (AnshinClient *self, AnshinGroup *group, gint64 seq)
{
  if (group == NULL || seq <= group->read_seq)
    return;
  group->read_seq = seq;
  anshin_record_notify (group, "read_seq");
  if (seq < group->last_seq)
    {
      anshin_client_fetch_group (self, group->id);
      return;
    }
  group->unread = 0;
  anshin_record_notify (group, "unread");
}

static void
take_reads (AnshinClient *self, JsonArray *array)
{
  guint length = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < length; i++)
    {
      JsonObject *mark = get_object (array, i);
      const char *channel = mark != NULL ? get_text (mark, "channel") : NULL;
      const char *user_id = mark != NULL ? get_text (mark, "user_id") : NULL;
      AnshinTimeline *timeline = NULL;

      if (channel == NULL || user_id == NULL)
        continue;
      timeline = g_hash_table_lookup (self->timelines, channel);
      if (timeline != NULL)
        anshin_timeline_take_mark (timeline, user_id, get_int (mark, "seq"));
      if (g_strcmp0 (user_id, self->user->id) == 0)
        take_own_mark (self, anshin_live_list_find (self->groups, channel),
                       get_int (mark, "seq"));
    }
}

static void
take_joined (AnshinClient *self, const char *channel)
{
  AnshinTimeline *timeline = g_hash_table_lookup (self->timelines, channel);

  anshin_client_fetch_group (self, channel);
  if (timeline != NULL)
    anshin_timeline_rejoin (timeline);
}

/* One is no longer in the group, or it is frozen and one still sees that it is there. */
static void
take_left (AnshinClient *self, const char *channel)
{
  AnshinTimeline *timeline = g_hash_table_lookup (self->timelines, channel);
  g_autoptr (GError) why = NULL;

  anshin_set_error (&why, ANSHIN_ERROR_NOT_FOUND, NULL, "No longer in this group");
  if (timeline != NULL)
    anshin_timeline_leave (timeline, why);
  if (anshin_live_list_find (self->groups, channel) != NULL)
    anshin_client_fetch_group (self, channel);
}

static void
take_refresh (AnshinClient *self, const char *what)
{
  AnshinTimeline *timeline = NULL;

  if (g_str_equal (what, "patients"))
    anshin_live_list_refresh (self->patients);
  else if (g_str_equal (what, "groups"))
    anshin_live_list_refresh (self->groups);
  else if (g_str_equal (what, "invitations"))
    anshin_live_list_refresh (self->invitations);
  else if (g_str_equal (what, "session"))
    fetch_own_account (self);
  else if (g_str_has_prefix (what, "members:"))
    {
      timeline = g_hash_table_lookup (self->timelines, what + strlen ("members:"));
      if (timeline != NULL)
        anshin_live_list_refresh (timeline->members);
    }
  anshin_client_emit_outdated (self, what);
}

static void
on_why_ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinClient) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinSessionInfo) info = anshin_request_record_finish (result, &error);

  if (self->state == ANSHIN_CLIENT_EXPIRED
      && g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_ACCESS_WITHDRAWN))
    anshin_client_forget_person (self);
}

/* The stream says that the session is over. Whether that is because the terminal is revoked, or
 * the account suspended, says the answer to a last request with its token. */
static void
ask_why_ended (AnshinClient *self)
{
  if (anshin_transport_has_token (self->transport))
    anshin_request_record_async (self->transport, "GET", "/v1/session", NULL,
                                 anshin_session_info_get_type (), NULL, on_why_ended_cb,
                                 g_object_ref (self));
}

static void
take_ended (AnshinClient *self, const char *why)
{
  g_autoptr (GError) error = NULL;

  anshin_set_error (&error, ANSHIN_ERROR_SESSION_ENDED, NULL, "The service ended the session");
  if (g_str_equal (why, "suspended"))
    anshin_client_forget_person (self);
  else
    ask_why_ended (self);
  anshin_client_expire (self, error);
}

static void
on_frame_cb (AnshinEventStream *stream, JsonObject *frame, gpointer data)
{
  g_autoptr (AnshinClient) self = g_object_ref (data);
  JsonArray *ready = get_array (frame, "ready");
  const char *ended = get_text (frame, "ended");

  if (ready != NULL)
    take_ready (self, ready);
  each_text (self, get_array (frame, "joined"), take_joined);
  take_entries (self, get_array (frame, "entries"));
  take_reads (self, get_array (frame, "reads"));
  each_text (self, get_array (frame, "left"), take_left);
  each_text (self, get_array (frame, "refresh"), take_refresh);
  if (ended != NULL)
    take_ended (self, ended);
}

static void
on_closed_cb (AnshinEventStream *stream, const GError *error, gpointer data)
{
  g_autoptr (AnshinClient) self = g_object_ref (data);

  anshin_client_set_online (self, FALSE);
  anshin_live_list_stop_expecting (self->patients);
  anshin_live_list_stop_expecting (self->groups);
  anshin_live_list_stop_expecting (self->invitations);
}

static void
on_refused_cb (AnshinEventStream *stream, const GError *error, gpointer data)
{
  g_autoptr (AnshinClient) self = g_object_ref (data);

  if (g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_SESSION_ENDED))
    ask_why_ended (self);
  anshin_client_halt (self, error);
}

static void
on_retry_at_cb (AnshinEventStream *stream, GParamSpec *pspec, gpointer data)
{
  g_object_notify (G_OBJECT (data), "retry-at");
}

/* Connects the event stream with its client. */
void
anshin_client_listen (AnshinClient *self)
{
  g_signal_connect_object (self->stream, "frame", G_CALLBACK (on_frame_cb), self, 0);
  g_signal_connect_object (self->stream, "closed", G_CALLBACK (on_closed_cb), self, 0);
  g_signal_connect_object (self->stream, "refused", G_CALLBACK (on_refused_cb), self, 0);
  g_signal_connect_object (self->stream, "notify::retry-at", G_CALLBACK (on_retry_at_cb), self, 0);
}
