/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-client-private.h"

#include "anshin-request.h"
#include "anshin-secret.h"

enum
{
  PROP_0,
  PROP_STATE,
  PROP_USER,
  PROP_RETRY_AT,
  PROP_UNREAD,
  PROP_TO_ANSWER,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  SESSION_ENDED,
  MESSAGE_ARRIVED,
  GROUP_MOVED,
  OUTDATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnshinClient, anshin_client, G_TYPE_OBJECT)

void
anshin_client_set_state (AnshinClient *self, AnshinClientState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_user (AnshinClient *self, AnshinUser *user)
{
  if (self->user != NULL && user != NULL && g_strcmp0 (self->user->id, user->id) == 0)
    anshin_record_copy_fields (ANSHIN_RECORD (self->user), ANSHIN_RECORD (user));
  else if (g_set_object (&self->user, user))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USER]);
}

/* Nobody is signed in any more. */
void
anshin_client_clear_user (AnshinClient *self)
{
  set_user (self, NULL);
}

void
anshin_client_emit_arrived (AnshinClient *self, AnshinGroup *group, AnshinEntry *entry)
{
  g_signal_emit (self, signals[MESSAGE_ARRIVED], 0, group, entry);
}

/* Something was said in it, by whomever: it comes first now. */
void
anshin_client_emit_moved (AnshinClient *self, AnshinGroup *group)
{
  g_signal_emit (self, signals[GROUP_MOVED], 0, group);
}

/* @what: what the service says has changed; NULL if anything may have. */
void
anshin_client_emit_outdated (AnshinClient *self, const char *what)
{
  g_signal_emit (self, signals[OUTDATED], 0, what);
}

static void
each_timeline (AnshinClient *self, GFunc function, gpointer data)
{
  g_autoptr (GList) timelines = g_hash_table_get_values (self->timelines);

  g_list_foreach (timelines, function, data);
}

static void
hide_timeline (gpointer timeline, gpointer data)
{
  anshin_timeline_hide (timeline);
}

static void
forget_timeline (gpointer timeline, gpointer data)
{
  anshin_timeline_forget (timeline);
}

static void
show_timeline (gpointer timeline, gpointer data)
{
  anshin_timeline_show (timeline, data);
}

static void
tell_timeline_online (gpointer timeline, gpointer data)
{
  anshin_timeline_set_online (timeline, GPOINTER_TO_INT (data));
}

/* What was sent may go out, or waits. */
void
anshin_client_let_send (AnshinClient *self, gboolean may)
{
  each_timeline (self, tell_timeline_online, GINT_TO_POINTER (may));
}

/* All content leaves the models. Drafts and what is on its way wait in memory. */
void
anshin_client_hide_all (AnshinClient *self)
{
  each_timeline (self, hide_timeline, NULL);
  anshin_client_let_send (self, FALSE);
  anshin_live_list_clear (self->patients);
  anshin_live_list_clear (self->groups);
  anshin_live_list_clear (self->invitations);
}

/* Not even drafts stay. */
void
anshin_client_forget_all (AnshinClient *self)
{
  each_timeline (self, forget_timeline, NULL);
  g_hash_table_remove_all (self->timelines);
  anshin_client_hide_all (self);
  g_clear_pointer (&self->drafts_of, g_free);
}

/* This may be a terminal that somebody lost: neither drafts nor who it was stay here (SECURITY
 * TRM-06). */
void
anshin_client_forget_person (AnshinClient *self)
{
  anshin_client_forget_all (self);
  anshin_client_clear_user (self);
}

/* The event stream has opened or was lost. */
void
anshin_client_set_online (AnshinClient *self, gboolean online)
{
  if (self->state != ANSHIN_CLIENT_ONLINE && self->state != ANSHIN_CLIENT_RECONNECTING)
    return;
  anshin_client_set_state (self, online ? ANSHIN_CLIENT_ONLINE : ANSHIN_CLIENT_RECONNECTING);
  anshin_client_let_send (self, online);
}

/* Whether content may be fetched and held. */
gboolean
anshin_client_is_open (AnshinClient *self)
{
  return anshin_transport_has_token (self->transport) && self->state != ANSHIN_CLIENT_LOCKED
         && self->state != ANSHIN_CLIENT_PENDING;
}

static void
open_models (AnshinClient *self)
{
  anshin_live_list_expect (self->patients);
  anshin_live_list_expect (self->groups);
  anshin_live_list_expect (self->invitations);
  anshin_live_list_ensure (self->groups);
  anshin_live_list_ensure (self->invitations);
  anshin_client_set_state (self, ANSHIN_CLIENT_ONLINE);
  each_timeline (self, show_timeline, self->user);
  anshin_event_stream_start (self->stream);
}

/* The service has let somebody in, or on: takes the token if there is a new one, and brings back
 * what that person had typed. Before the rules are accepted nothing else is asked for. */
void
anshin_client_adopt (AnshinClient *self, AnshinSessionInfo *info)
{
  AnshinUser *user = ANSHIN_USER (info->user);

  if (info->token != NULL)
    anshin_transport_set_token (self->transport, info->token);
  anshin_secret_wipe_text (info->token);
  g_clear_pointer (&info->token, g_free);
  g_set_object (&self->info, info);

  if (self->drafts_of != NULL && g_strcmp0 (self->drafts_of, user->id) != 0)
    anshin_client_forget_all (self);
  g_free (self->drafts_of);
  self->drafts_of = g_strdup (user->id);
  set_user (self, user);
  if (info->rules_version > 0)
    {
      anshin_client_hide_all (self);
      anshin_client_set_state (self, ANSHIN_CLIENT_PENDING);
    }
  else
    open_models (self);
}

/* The session is over, here as on the service. */
void
anshin_client_end (AnshinClient *self)
{
  anshin_event_stream_stop (self->stream);
  anshin_transport_set_token (self->transport, NULL);
  g_clear_object (&self->info);
}

/* The service has ended the session. */
void
anshin_client_expire (AnshinClient *self, const GError *why)
{
  if (self->state == ANSHIN_CLIENT_EXPIRED || self->state == ANSHIN_CLIENT_SIGNED_OUT)
    return;
  anshin_client_end (self);
  if (g_error_matches (why, ANSHIN_ERROR, ANSHIN_ERROR_ACCESS_WITHDRAWN))
    anshin_client_forget_person (self);
  anshin_client_hide_all (self);
  anshin_client_set_state (self, ANSHIN_CLIENT_EXPIRED);
  g_signal_emit (self, signals[SESSION_ENDED], 0, why);
}

static void
on_session_info_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinClient) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinSessionInfo) info = anshin_request_record_finish (result, &error);

  if (self->state != ANSHIN_CLIENT_PENDING || self->transport == NULL)
    return;
  if (info != NULL && info->user != NULL)
    anshin_client_adopt (self, info);
  else
    anshin_client_expire (self, error);
}

/* The service wants something first: that the session begins anew, or, where new rules have been
 * published, that they are accepted. Then the content goes out of sight as behind the lock. */
void
anshin_client_halt (AnshinClient *self, const GError *why)
{
  if (!g_error_matches (why, ANSHIN_ERROR, ANSHIN_ERROR_RULES_NOT_ACCEPTED))
    {
      anshin_client_expire (self, why);
      return;
    }
  if (self->state != ANSHIN_CLIENT_ONLINE && self->state != ANSHIN_CLIENT_RECONNECTING)
    return;
  anshin_event_stream_stop (self->stream);
  anshin_client_hide_all (self);
  anshin_client_set_state (self, ANSHIN_CLIENT_PENDING);
  anshin_request_record_async (self->transport, "GET", "/v1/session", NULL,
                               anshin_session_info_get_type (), NULL, on_session_info_cb,
                               g_object_ref (self));
}

static void
on_session_refused_cb (AnshinTransport *transport, const GError *error, gpointer data)
{
  g_autoptr (AnshinClient) self = g_object_ref (data);

  anshin_client_halt (self, error);
}

static void
anshin_client_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AnshinClient *self = ANSHIN_CLIENT (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_USER:
      g_value_set_object (value, self->user);
      break;
    case PROP_RETRY_AT:
      g_value_set_int64 (value, anshin_client_get_retry_at (self));
      break;
    case PROP_UNREAD:
      g_value_set_uint (value, self->unread);
      break;
    case PROP_TO_ANSWER:
      g_value_set_uint (value, self->to_answer);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
anshin_client_dispose (GObject *object)
{
  AnshinClient *self = ANSHIN_CLIENT (object);

  g_clear_handle_id (&self->count_id, g_source_remove);
  g_clear_handle_id (&self->due_id, g_source_remove);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_handle_id (&self->day_id, g_source_remove);
  g_clear_pointer (&self->due_groups, g_hash_table_unref);
  if (self->stream != NULL)
    anshin_event_stream_stop (self->stream);
  if (self->transport != NULL)
    anshin_transport_set_token (self->transport, NULL);
  if (self->timelines != NULL)
    {
      each_timeline (self, hide_timeline, NULL);
      anshin_client_let_send (self, FALSE);
    }
  if (self->patients != NULL)
    {
      anshin_live_list_clear (self->patients);
      anshin_live_list_clear (self->groups);
      anshin_live_list_clear (self->invitations);
    }
  g_clear_handle_id (&self->count_id, g_source_remove);
  g_clear_pointer (&self->timelines, g_hash_table_unref);
  g_clear_object (&self->stream);
  g_clear_object (&self->patients);
  g_clear_object (&self->groups);
  g_clear_object (&self->invitations);
  g_clear_object (&self->transport);
  g_clear_object (&self->info);
  g_clear_object (&self->user);
  g_clear_pointer (&self->drafts_of, g_free);

  G_OBJECT_CLASS (anshin_client_parent_class)->dispose (object);
}

static void
anshin_client_class_init (AnshinClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = anshin_client_get_property;
  object_class->dispose = anshin_client_dispose;

  properties[PROP_STATE]
    = g_param_spec_int ("state", NULL, NULL, 0, ANSHIN_CLIENT_EXPIRED, 0, flags);
  properties[PROP_USER] = g_param_spec_object ("user", NULL, NULL, anshin_user_get_type (), flags);
  properties[PROP_RETRY_AT]
    = g_param_spec_int64 ("retry-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_UNREAD] = g_param_spec_uint ("unread", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_TO_ANSWER]
    = g_param_spec_uint ("to-answer", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[SESSION_ENDED] = g_signal_new ("session-ended", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         G_TYPE_ERROR);
  signals[MESSAGE_ARRIVED] = g_signal_new ("message-arrived", G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                           anshin_group_get_type (), anshin_entry_get_type ());
  signals[GROUP_MOVED] = g_signal_new ("group-moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                       anshin_group_get_type ());
  signals[OUTDATED] = g_signal_new ("outdated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
anshin_client_init (AnshinClient *self)
{
  self->timelines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->due_groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * anshin_client_new:
 * @service_uri: see anshin_transport_new()
 * @error: where an error goes
 *
 * Nothing is sent yet. All functions of the client are for the main thread.
 *
 * Returns: (transfer full) (nullable): a client with nobody signed in; %NULL with
 *   %ANSHIN_ERROR_UNTRUSTED or %ANSHIN_ERROR_FIELD_INVALID
 */
AnshinClient *
anshin_client_new (const char *service_uri, GError **error)
{
  g_autoptr (AnshinTransport) transport = anshin_transport_new (service_uri, error);
  AnshinClient *self = NULL;

  if (transport == NULL)
    return NULL;
  self = g_object_new (ANSHIN_TYPE_CLIENT, NULL);
  self->transport = g_steal_pointer (&transport);
  self->stream = anshin_event_stream_new (self->transport);
  self->patients = anshin_live_list_new (self->transport, "/v1/patients?limit=100",
                                         anshin_patient_get_type (), "id");
  self->groups = anshin_live_list_new (self->transport, "/v1/groups?limit=100",
                                       anshin_group_get_type (), "id");
  self->invitations = anshin_live_list_new (self->transport, "/v1/invitations",
                                            anshin_invitation_get_type (), "id");
  anshin_live_list_set_reconcile (self->groups, anshin_client_reconcile);
  anshin_client_watch_counts (self);
  anshin_client_watch_day (self);
  anshin_client_listen (self);
  g_signal_connect_object (self->transport, "session-refused",
                           G_CALLBACK (on_session_refused_cb), self, 0);
  return self;
}

/**
 * anshin_client_get_state:
 *
 * Returns: where the session is
 */
AnshinClientState
anshin_client_get_state (AnshinClient *self)
{
  g_return_val_if_fail (ANSHIN_IS_CLIENT (self), ANSHIN_CLIENT_SIGNED_OUT);

  return self->state;
}

/**
 * anshin_client_get_user:
 *
 * Returns: (transfer none) (nullable): who is signed in, or was until the session expired
 */
AnshinUser *
anshin_client_get_user (AnshinClient *self)
{
  g_return_val_if_fail (ANSHIN_IS_CLIENT (self), NULL);

  return self->user;
}

/**
 * anshin_client_get_retry_at:
 *
 * Returns: when the service is tried again, in microseconds since 1970 UTC; 0 if it isn't waited
 */
gint64
anshin_client_get_retry_at (AnshinClient *self)
{
  g_return_val_if_fail (ANSHIN_IS_CLIENT (self), 0);

  return self->stream != NULL ? anshin_event_stream_get_retry_at (self->stream) : 0;
}

/**
 * anshin_client_get_unread:
 *
 * Returns: how many messages over all groups haven't been read
 */
guint
anshin_client_get_unread (AnshinClient *self)
{
  g_return_val_if_fail (ANSHIN_IS_CLIENT (self), 0);

  return self->unread;
}

/**
 * anshin_client_get_to_answer:
 *
 * Returns: how many invitations wait for an answer or an approval of the one who is signed in
 */
guint
anshin_client_get_to_answer (AnshinClient *self)
{
  g_return_val_if_fail (ANSHIN_IS_CLIENT (self), 0);

  return self->to_answer;
}

/**
 * anshin_client_get_lock_seconds:
 *
 * Returns: after how many idle seconds the screen is to be locked (SECURITY SESS-02)
 */
guint
anshin_client_get_lock_seconds (AnshinClient *self)
{
  g_return_val_if_fail (ANSHIN_IS_CLIENT (self), ANSHIN_LOCK_IDLE_SECONDS);

  if (self->info == NULL || self->info->lock_seconds <= 0)
    return ANSHIN_LOCK_IDLE_SECONDS;
  return (guint) MIN (self->info->lock_seconds, ANSHIN_SESSION_IDLE_SECONDS);
}

/**
 * anshin_client_get_session_info:
 *
 * Returns: (transfer none) (nullable): what the service said at the sign-in, with when and from
 *   where the last one was (SECURITY AUTH-11), without the token
 */
AnshinSessionInfo *
anshin_client_get_session_info (AnshinClient *self)
{
  g_return_val_if_fail (ANSHIN_IS_CLIENT (self), NULL);

  return self->info;
}

/**
 * anshin_client_get_rules_version:
 *
 * Returns: the version of the network's rules that is to be accepted first; 0 if there is none
 */
gint64
anshin_client_get_rules_version (AnshinClient *self)
{
  g_return_val_if_fail (ANSHIN_IS_CLIENT (self), 0);

  return self->info != NULL ? self->info->rules_version : 0;
}

/**
 * anshin_client_get_service_uri:
 *
 * Returns: the service's address in its normal form
 */
const char *
anshin_client_get_service_uri (AnshinClient *self)
{
  g_return_val_if_fail (ANSHIN_IS_CLIENT (self), NULL);

  return anshin_transport_get_service_uri (self->transport);
}

/**
 * anshin_client_set_ca_file:
 * @path: a PEM file of the authorities that alone may vouch for the service
 *
 * To be called before signing in.
 *
 * Returns: whether the file could be read
 */
gboolean
anshin_client_set_ca_file (AnshinClient *self, const char *path, GError **error)
{
  g_return_val_if_fail (ANSHIN_IS_CLIENT (self), FALSE);

  return anshin_transport_set_ca_file (self->transport, path, error);
}

/**
 * anshin_client_retry_now:
 *
 * Tries to reach the service at once, if the next attempt is being waited for.
 */
void
anshin_client_retry_now (AnshinClient *self)
{
  g_return_if_fail (ANSHIN_IS_CLIENT (self));

  anshin_event_stream_retry_now (self->stream);
}
