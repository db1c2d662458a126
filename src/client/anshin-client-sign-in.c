/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-client-private.h"

#include "anshin-keyring.h"
#include "anshin-request.h"
#include "anshin-secret.h"

/* The ways into a session and out of it. Each is a chain of requests that one GTask carries. */

typedef struct
{
  char *mail;
  char *password; /* locked memory */
  gpointer request; /* AnshinEnrolment or AnshinBootstrap */
  const char *path;
  AnshinTerminalKey *key;
  AnshinSessionInfo *info;
  GError *failure;
  AnshinClientState before; /* what it was before we began to sign in */
} AnshinEntrance;

static void
wipe_request (gpointer request)
{
  if (ANSHIN_IS_ENROLMENT (request))
    {
      anshin_secret_wipe_text (ANSHIN_ENROLMENT (request)->password);
      anshin_secret_wipe_text (ANSHIN_ENROLMENT (request)->new_password);
      anshin_secret_wipe_text (ANSHIN_ENROLMENT (request)->code);
    }
  else if (ANSHIN_IS_BOOTSTRAP (request))
    {
      anshin_secret_wipe_text (ANSHIN_BOOTSTRAP (request)->password);
      anshin_secret_wipe_text (ANSHIN_BOOTSTRAP (request)->token);
    }
}

static void
anshin_entrance_free (gpointer data)
{
  AnshinEntrance *entrance = data;

  wipe_request (entrance->request);
  g_clear_object (&entrance->request);
  g_clear_pointer (&entrance->key, anshin_terminal_key_free);
  g_clear_pointer (&entrance->password, anshin_secret_free);
  if (entrance->info != NULL)
    anshin_secret_wipe_text (entrance->info->token);
  g_clear_object (&entrance->info);
  g_clear_error (&entrance->failure);
  g_free (entrance->mail);
  g_free (entrance);
}

static GTask *
begin (AnshinClient *self, const char *mail, const char *password, GCancellable *cancellable,
       GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  AnshinEntrance *entrance = g_new0 (AnshinEntrance, 1);

  entrance->mail = g_strdup (mail);
  entrance->password = anshin_secret_new (password);
  entrance->before = self->state;
  g_task_set_task_data (task, entrance, anshin_entrance_free);
  return task;
}

static void
begin_signing_in (AnshinClient *self)
{
  /* Whoever was signed in until now is no longer, on the service either. */
  if (anshin_transport_has_token (self->transport))
    anshin_request_record_async (self->transport, "POST", "/v1/sign-out", NULL, G_TYPE_NONE, NULL,
                                 NULL, NULL);
  anshin_client_end (self);
  anshin_client_hide_all (self);
  anshin_client_set_state (self, ANSHIN_CLIENT_SIGNING_IN);
}

static void
fail (GTask *task, GError *error)
{
  AnshinClient *self = g_task_get_source_object (task);
  AnshinEntrance *entrance = g_task_get_task_data (task);

  if (self->state == ANSHIN_CLIENT_SIGNING_IN)
    anshin_client_set_state (self, entrance->before == ANSHIN_CLIENT_EXPIRED
                                     ? ANSHIN_CLIENT_EXPIRED
                                     : ANSHIN_CLIENT_SIGNED_OUT);
  g_task_return_error (task, error);
}

/* Takes an answer that ought to hold a session. */
static AnshinSessionInfo *
finish_info (GAsyncResult *result, GError **error)
{
  g_autoptr (AnshinSessionInfo) info = anshin_request_record_finish (result, error);

  if (info == NULL)
    return NULL;
  if (info->token == NULL || info->terminal_id == NULL || info->user == NULL
      || ANSHIN_USER (info->user)->id == NULL)
    {
      anshin_set_error (error, ANSHIN_ERROR_MALFORMED, NULL, "The answer holds no session");
      return NULL;
    }
  return g_steal_pointer (&info);
}

static void
succeed (GTask *task, AnshinSessionInfo *info)
{
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      fail (task, error);
      return;
    }
  anshin_client_adopt (g_task_get_source_object (task), info);
  g_task_return_boolean (task, TRUE);
}

static void
on_signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinSessionInfo) info = finish_info (result, &error);

  if (info == NULL)
    fail (task, g_steal_pointer (&error));
  else
    succeed (task, info);
}

static void
on_challenge_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  AnshinClient *self = g_task_get_source_object (task);
  AnshinEntrance *entrance = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinChallenge) challenge = anshin_request_record_finish (result, &error);
  g_autoptr (AnshinSignIn) sign_in = NULL;
  g_autofree char *text = NULL;

  if (challenge == NULL || challenge->nonce == NULL)
    {
      if (error == NULL)
        anshin_set_error (&error, ANSHIN_ERROR_MALFORMED, NULL, "The answer holds no challenge");
      fail (task, g_steal_pointer (&error));
      return;
    }

  sign_in = anshin_sign_in_new ();
  sign_in->mail = g_strdup (entrance->mail);
  sign_in->password = g_strdup (entrance->password);
  sign_in->terminal_id = g_strdup (anshin_terminal_key_get_terminal_id (entrance->key));
  sign_in->nonce = g_strdup (challenge->nonce);
  text = anshin_sign_in_get_signed_text (entrance->mail, sign_in->terminal_id, challenge->nonce);
  sign_in->signature = anshin_terminal_key_sign (entrance->key, text);
  anshin_request_record_async (self->transport, "POST", "/v1/sign-in", sign_in,
                               anshin_session_info_get_type (), g_task_get_cancellable (task),
                               on_signed_in_cb, g_object_ref (task));
  anshin_secret_wipe_text (sign_in->password);
}

static void
on_key_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  AnshinClient *self = g_task_get_source_object (task);
  AnshinEntrance *entrance = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  entrance->key = anshin_keyring_lookup_finish (result, &error);
  if (entrance->key == NULL)
    {
      if (error == NULL)
        anshin_set_error (&error, ANSHIN_ERROR_SIGN_IN_FAILED, "terminal_id",
                          "This terminal isn't enrolled");
      fail (task, g_steal_pointer (&error));
      return;
    }
  anshin_request_record_async (self->transport, "POST", "/v1/sign-in/challenge", NULL,
                               anshin_challenge_get_type (), g_task_get_cancellable (task),
                               on_challenge_cb, g_object_ref (task));
}

/**
 * anshin_client_sign_in_async:
 * @mail: the mail address, as typed
 * @password: the password; copied into locked memory
 *
 * Signs in with the password and the terminal's key from the keyring. Whoever was signed in
 * before is signed out here; drafts come back if it was the same person.
 */
void
anshin_client_sign_in_async (AnshinClient *self, const char *mail, const char *password,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ANSHIN_IS_CLIENT (self));
  g_return_if_fail (mail != NULL && password != NULL);

  task = begin (self, mail, password, cancellable, callback, data);
  g_task_set_source_tag (task, anshin_client_sign_in_async);
  begin_signing_in (self);
  anshin_keyring_lookup_async (anshin_client_get_service_uri (self), mail, cancellable,
                               on_key_found_cb, g_object_ref (task));
}

/**
 * anshin_client_sign_in_finish:
 *
 * Returns: whether one is signed in; %ANSHIN_ERROR_SIGN_IN_FAILED says no more than that, except
 *   with the field `terminal_id`: this terminal has no key for this address yet
 */
gboolean
anshin_client_sign_in_finish (AnshinClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_terminal_looked_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinTerminalKey) key = anshin_keyring_lookup_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, key != NULL);
}

/**
 * anshin_client_has_terminal_async:
 * @mail: a mail address
 *
 * Asks the keyring whether this terminal is enrolled for @mail.
 */
void
anshin_client_has_terminal_async (AnshinClient *self, const char *mail, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ANSHIN_IS_CLIENT (self));
  g_return_if_fail (mail != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, anshin_client_has_terminal_async);
  anshin_keyring_lookup_async (anshin_client_get_service_uri (self), mail, cancellable,
                               on_terminal_looked_up_cb, g_object_ref (task));
}

/**
 * anshin_client_has_terminal_finish:
 *
 * Returns: whether there is a key; %FALSE with %ANSHIN_ERROR_KEYRING if the keyring can't be used
 */
gboolean
anshin_client_has_terminal_finish (AnshinClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The key that was being enrolled has gone from the keyring, or couldn't be taken out. */
static void
on_pending_forgotten_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  AnshinEntrance *entrance = g_task_get_task_data (task);

  anshin_keyring_forget_finish (result, NULL);
  if (entrance->failure != NULL)
    fail (task, g_steal_pointer (&entrance->failure));
  else
    succeed (task, entrance->info);
}

static void
forget_pending (GTask *task)
{
  AnshinClient *self = g_task_get_source_object (task);
  AnshinEntrance *entrance = g_task_get_task_data (task);

  anshin_keyring_forget_async (anshin_client_get_service_uri (self), entrance->mail, FALSE, NULL,
                               on_pending_forgotten_cb, g_object_ref (task));
}

static void
on_key_kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  AnshinEntrance *entrance = g_task_get_task_data (task);

  anshin_keyring_store_finish (result, &entrance->failure);
  forget_pending (task);
}

static void
on_enrolled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  AnshinClient *self = g_task_get_source_object (task);
  AnshinEntrance *entrance = g_task_get_task_data (task);

  entrance->info = finish_info (result, &entrance->failure);
  if (entrance->info == NULL)
    {
      forget_pending (task);
      return;
    }
  anshin_terminal_key_set_terminal_id (entrance->key, entrance->info->terminal_id);
  /* Not cancellable any more: the code is used up, so the key must be kept. */
  anshin_keyring_store_async (anshin_client_get_service_uri (self), entrance->mail,
                              entrance->key, NULL, on_key_kept_cb, g_object_ref (task));
}

static void
on_pending_stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  AnshinClient *self = g_task_get_source_object (task);
  AnshinEntrance *entrance = g_task_get_task_data (task);
  GError *error = NULL;

  if (!anshin_keyring_store_finish (result, &error))
    {
      fail (task, error);
      return;
    }
  anshin_request_record_async (self->transport, "POST", entrance->path, entrance->request,
                               anshin_session_info_get_type (), g_task_get_cancellable (task),
                               on_enrolled_cb, g_object_ref (task));
}

/* Makes a key and keeps it as one being enrolled, so that a keyring that can't be used is noticed
 * before the one-time code is used up. */
static void
enrol (GTask *task, const char *path, gpointer request)
{
  AnshinClient *self = g_task_get_source_object (task);
  AnshinEntrance *entrance = g_task_get_task_data (task);

  entrance->path = path;
  entrance->request = request;
  begin_signing_in (self);
  anshin_keyring_store_async (anshin_client_get_service_uri (self), entrance->mail,
                              entrance->key, g_task_get_cancellable (task), on_pending_stored_cb,
                              g_object_ref (task));
}

static char *
name_terminal (const char *name)
{
  return g_strdup (name != NULL && *name != '\0' ? name : g_get_host_name ());
}

/**
 * anshin_client_enrol_async:
 * @enrolment: mail, password, code, terminal_name, and new_password if one is needed
 *
 * Enrols this terminal with a one-time code and signs in. The key is made here and kept in the
 * keyring; @enrolment isn't changed.
 */
void
anshin_client_enrol_async (AnshinClient *self, AnshinEnrolment *enrolment,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  AnshinEntrance *entrance = NULL;
  AnshinEnrolment *request = NULL;

  g_return_if_fail (ANSHIN_IS_CLIENT (self));
  g_return_if_fail (ANSHIN_IS_ENROLMENT (enrolment) && enrolment->mail != NULL);

  task = begin (self, enrolment->mail, NULL, cancellable, callback, data);
  g_task_set_source_tag (task, anshin_client_enrol_async);
  entrance = g_task_get_task_data (task);
  entrance->key = anshin_terminal_key_new ();
  request = anshin_record_dup (enrolment);
  g_free (request->public_key);
  request->public_key = anshin_terminal_key_get_public_key (entrance->key);
  g_free (request->terminal_name);
  request->terminal_name = name_terminal (enrolment->terminal_name);
  if (request->system == NULL)
    request->system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  enrol (task, "/v1/enrolment", request);
}

/**
 * anshin_client_enrol_finish:
 *
 * Returns: whether the terminal is enrolled and one is signed in; %ANSHIN_ERROR_KEYRING before
 *   the code was used if the keyring can't be used
 */
gboolean
anshin_client_enrol_finish (AnshinClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * anshin_client_bootstrap_async:
 * @bootstrap: the one-time token that the installation printed, and who the first office user is
 *
 * Makes the first office user of a new service, enrols this terminal and signs in.
 */
void
anshin_client_bootstrap_async (AnshinClient *self, AnshinBootstrap *bootstrap,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer data)
{
  g_autoptr (GTask) task = NULL;
  AnshinEntrance *entrance = NULL;
  AnshinBootstrap *request = NULL;

  g_return_if_fail (ANSHIN_IS_CLIENT (self));
  g_return_if_fail (ANSHIN_IS_BOOTSTRAP (bootstrap) && bootstrap->mail != NULL);

  task = begin (self, bootstrap->mail, NULL, cancellable, callback, data);
  g_task_set_source_tag (task, anshin_client_bootstrap_async);
  entrance = g_task_get_task_data (task);
  entrance->key = anshin_terminal_key_new ();
  request = anshin_record_dup (bootstrap);
  g_free (request->public_key);
  request->public_key = anshin_terminal_key_get_public_key (entrance->key);
  g_free (request->terminal_name);
  request->terminal_name = name_terminal (bootstrap->terminal_name);
  enrol (task, "/v1/bootstrap", request);
}

/**
 * anshin_client_bootstrap_finish:
 *
 * Returns: whether the first office user is signed in
 */
gboolean
anshin_client_bootstrap_finish (AnshinClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
