/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-client-private.h"

#include "anshin-account.h"
#include "anshin-request.h"
#include "anshin-secret.h"

/* Locking, taking up again, and going. */

static void
on_signed_out_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;

  /* A service that can't be reached ends the session by itself when its time is up. */
  anshin_request_record_finish (result, NULL);
  g_task_return_boolean (task, TRUE);
}

/**
 * anshin_client_sign_out_async:
 *
 * Ends the session. Here it ends at once, with the drafts; the answer of the service is only
 * waited for so that the program doesn't end before it was told.
 */
void
anshin_client_sign_out_async (AnshinClient *self, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ANSHIN_IS_CLIENT (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, anshin_client_sign_out_async);
  if (anshin_transport_has_token (self->transport))
    anshin_request_record_async (self->transport, "POST", "/v1/sign-out", NULL, G_TYPE_NONE,
                                 cancellable, on_signed_out_cb, g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);

  anshin_client_end (self);
  anshin_client_forget_person (self);
  anshin_client_set_state (self, ANSHIN_CLIENT_SIGNED_OUT);
}

/**
 * anshin_client_sign_out_finish:
 *
 * Returns: %TRUE: one is signed out in any case
 */
gboolean
anshin_client_sign_out_finish (AnshinClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
any_timeline (AnshinClient *self, gboolean (*has) (AnshinTimeline *timeline))
{
  GHashTableIter iter;
  gpointer timeline = NULL;

  g_hash_table_iter_init (&iter, self->timelines);
  while (g_hash_table_iter_next (&iter, NULL, &timeline))
    if (has (timeline))
      return TRUE;
  return FALSE;
}

/**
 * anshin_client_has_drafts:
 *
 * Returns: whether something was typed or attached and not sent, or was refused, that would be
 *   lost at a sign-out
 */
gboolean
anshin_client_has_drafts (AnshinClient *self)
{
  g_return_val_if_fail (ANSHIN_IS_CLIENT (self), FALSE);

  return any_timeline (self, anshin_timeline_has_draft);
}

/**
 * anshin_client_has_unsent:
 *
 * Returns: whether something was sent that is not on the service yet
 */
gboolean
anshin_client_has_unsent (AnshinClient *self)
{
  g_return_val_if_fail (ANSHIN_IS_CLIENT (self), FALSE);

  return any_timeline (self, anshin_timeline_has_unsent);
}

/**
 * anshin_client_can_send:
 *
 * Returns: whether what was sent goes out by itself: the service was there when it was last asked,
 *   and it may be asked
 */
gboolean
anshin_client_can_send (AnshinClient *self)
{
  g_return_val_if_fail (ANSHIN_IS_CLIENT (self), FALSE);

  return self->state == ANSHIN_CLIENT_ONLINE || self->state == ANSHIN_CLIENT_LOCKED;
}

/**
 * anshin_client_lock:
 *
 * Empties the models (SECURITY SESS-02). Drafts and the session stay in memory until the password
 * is given again. What was sent goes out all the same, now or when the connection is back: whoever
 * waits for it knows nothing of the lock.
 */
void
anshin_client_lock (AnshinClient *self)
{
  g_return_if_fail (ANSHIN_IS_CLIENT (self));

  if (self->state != ANSHIN_CLIENT_ONLINE && self->state != ANSHIN_CLIENT_RECONNECTING)
    return;
  anshin_event_stream_stop (self->stream);
  anshin_client_hide_all (self);
  anshin_client_set_state (self, ANSHIN_CLIENT_LOCKED);
  anshin_client_let_send (self, TRUE);
}

static void
on_unlocked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  AnshinClient *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinSessionInfo) info = anshin_request_record_finish (result, &error);

  if (info != NULL && (info->token == NULL || info->user == NULL))
    anshin_set_error (&error, ANSHIN_ERROR_MALFORMED, NULL, "The answer holds no session");
  if (error == NULL && self->state != ANSHIN_CLIENT_LOCKED)
    anshin_set_error (&error, ANSHIN_ERROR_SESSION_ENDED, NULL, "The session has ended meanwhile");
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  anshin_client_adopt (self, info);
  g_task_return_boolean (task, TRUE);
}

/**
 * anshin_client_unlock_async:
 * @password: the password of the one who is signed in
 *
 * Takes the session up again, with a new token, and fetches what was emptied.
 */
void
anshin_client_unlock_async (AnshinClient *self, const char *password, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (AnshinUnlock) unlock = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (ANSHIN_IS_CLIENT (self));
  g_return_if_fail (password != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, anshin_client_unlock_async);
  if (self->state != ANSHIN_CLIENT_LOCKED)
    {
      anshin_set_error (&error, ANSHIN_ERROR_SESSION_ENDED, NULL, "The session isn't locked");
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  unlock = anshin_unlock_new ();
  unlock->password = g_strdup (password);
  /* Not cancellable: the service has made a new token by then, which must not be lost. */
  anshin_request_record_async (self->transport, "POST", "/v1/session/unlock", unlock,
                               anshin_session_info_get_type (), NULL, on_unlocked_cb,
                               g_object_ref (task));
  anshin_secret_wipe_text (unlock->password);
}

/**
 * anshin_client_unlock_finish:
 *
 * Returns: whether the session goes on; %ANSHIN_ERROR_SIGN_IN_FAILED for a wrong password
 */
gboolean
anshin_client_unlock_finish (AnshinClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_confirmed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  AnshinClient *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinSessionInfo) info = anshin_request_record_finish (result, &error);
  gboolean open = self->state == ANSHIN_CLIENT_ONLINE
                  || self->state == ANSHIN_CLIENT_RECONNECTING;

  if (info != NULL && (info->token == NULL || info->user == NULL))
    anshin_set_error (&error, ANSHIN_ERROR_MALFORMED, NULL, "The answer holds no session");
  /* Locked meanwhile: what unlocks it is the new token. */
  if (error == NULL && self->state == ANSHIN_CLIENT_LOCKED && info != NULL)
    anshin_transport_set_token (self->transport, info->token);
  if (error == NULL && !open)
    anshin_set_error (&error, ANSHIN_ERROR_SESSION_ENDED, NULL, "The session rests meanwhile");
  if (error == NULL)
    {
      anshin_client_adopt (self, info);
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (open)
    anshin_event_stream_start (self->stream);
  g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * anshin_client_confirm_async:
 * @password: the password of the one who is signed in
 *
 * Confirms that it is still the same person (SECURITY SESS-07): the session gets a new token, and
 * nothing that is open closes. The event stream belongs to the old token and is opened anew.
 */
void
anshin_client_confirm_async (AnshinClient *self, const char *password, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (AnshinUnlock) unlock = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (ANSHIN_IS_CLIENT (self));
  g_return_if_fail (password != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, anshin_client_confirm_async);
  if (self->state != ANSHIN_CLIENT_ONLINE && self->state != ANSHIN_CLIENT_RECONNECTING)
    {
      anshin_set_error (&error, ANSHIN_ERROR_SESSION_ENDED, NULL, "The session isn't open");
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  anshin_event_stream_stop (self->stream);
  unlock = anshin_unlock_new ();
  unlock->password = g_strdup (password);
  /* Not cancellable, as when unlocking. */
  anshin_request_record_async (self->transport, "POST", "/v1/session/unlock", unlock,
                               anshin_session_info_get_type (), NULL, on_confirmed_cb,
                               g_object_ref (task));
  anshin_secret_wipe_text (unlock->password);
}

/**
 * anshin_client_confirm_finish:
 *
 * Returns: whether the password was right; %ANSHIN_ERROR_SIGN_IN_FAILED if it wasn't
 */
gboolean
anshin_client_confirm_finish (AnshinClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_accepted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  AnshinClient *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinSessionInfo) info = anshin_request_record_finish (result, &error);

  if (info != NULL && info->user == NULL)
    anshin_set_error (&error, ANSHIN_ERROR_MALFORMED, NULL, "The answer holds no session");
  if (error == NULL && self->state != ANSHIN_CLIENT_PENDING)
    anshin_set_error (&error, ANSHIN_ERROR_SESSION_ENDED, NULL, "The session has ended meanwhile");
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  anshin_client_adopt (self, info);
  g_task_return_boolean (task, TRUE);
}

/**
 * anshin_client_accept_rules_async:
 * @version: the version that was shown
 *
 * Accepts the network's rules; everything else is open after that.
 */
void
anshin_client_accept_rules_async (AnshinClient *self, gint64 version, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (AnshinAcceptance) acceptance = anshin_acceptance_new ();

  g_return_if_fail (ANSHIN_IS_CLIENT (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, anshin_client_accept_rules_async);
  acceptance->version = version;
  anshin_request_record_async (self->transport, "POST", "/v1/session/rules", acceptance,
                               anshin_session_info_get_type (), cancellable, on_accepted_cb,
                               g_object_ref (task));
}

/**
 * anshin_client_accept_rules_finish:
 *
 * Returns: whether the session goes on; %ANSHIN_ERROR_VERSION_STALE if newer rules were published
 *   meanwhile
 */
gboolean
anshin_client_accept_rules_finish (AnshinClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
