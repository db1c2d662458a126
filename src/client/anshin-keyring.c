/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-keyring.h"

#include <libsecret/secret.h>

#include "anshin-error.h"
#include "anshin-keyring-private.h"
#include "anshin-secret.h"
#include "anshin-text.h"

/* An item is "enrolling" until the service has taken the key, so that a keyring that can't be
 * written to is noticed before the one-time code is used up. */
#define STATE_ENROLLING "enrolling"
#define STATE_ENROLLED "enrolled"

static const SecretSchema schema = {
  "jp.anshinnet.AnshinNet.Terminal",
  SECRET_SCHEMA_NONE,
  {
    { "service", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "mail", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "state", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

static GHashTable *
build_attributes (const char *service_uri, const char *mail, gboolean enrolled)
{
  g_autofree char *normal = anshin_text_normalize_mail (mail);

  return secret_attributes_build (&schema,
                                  "service", service_uri,
                                  "mail", normal != NULL ? normal : mail,
                                  "state", enrolled ? STATE_ENROLLED : STATE_ENROLLING,
                                  NULL);
}

static void
return_keyring_error (GTask *task, const GError *reason)
{
  g_autoptr (GError) error = NULL;

  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_error_copy (reason));
      return;
    }
  anshin_set_error (&error, ANSHIN_ERROR_KEYRING, NULL, "The keyring can't be used: %s",
                    reason != NULL ? reason->message : "locked");
  g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_looked_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinTerminalKey) key = NULL;
  char *text = secret_password_lookup_nonpageable_finish (result, &error);

  if (error != NULL)
    {
      return_keyring_error (task, error);
      return;
    }
  if (text != NULL)
    key = anshin_terminal_key_from_text (text);
  secret_password_free (text);
  if (key != NULL && anshin_terminal_key_get_terminal_id (key) == NULL)
    g_clear_pointer (&key, anshin_terminal_key_free);
  g_task_return_pointer (task, g_steal_pointer (&key),
                         (GDestroyNotify) anshin_terminal_key_free);
}

/**
 * anshin_keyring_lookup_async:
 * @service_uri: the service in its normal form
 * @mail: the mail address, as typed
 *
 * Looks for this terminal's key. The system may ask the person to unlock the keyring.
 */
void
anshin_keyring_lookup_async (const char *service_uri, const char *mail, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  g_autoptr (GHashTable) attributes = build_attributes (service_uri, mail, TRUE);

  g_task_set_source_tag (task, anshin_keyring_lookup_async);
  secret_password_lookupv (&schema, attributes, cancellable, on_looked_up_cb,
                           g_object_ref (task));
}

/**
 * anshin_keyring_lookup_finish:
 *
 * Returns: (transfer full) (nullable): the key; %NULL without an error if there is none;
 *   %ANSHIN_ERROR_KEYRING if the keyring is locked or not there
 */
AnshinTerminalKey *
anshin_keyring_lookup_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    return_keyring_error (task, error);
}

/**
 * anshin_keyring_store_async:
 * @key: without a terminal id it is kept as one that is being enrolled
 *
 * Keeps a key, in the place of an older one for the same service and address.
 */
void
anshin_keyring_store_async (const char *service_uri, const char *mail, AnshinTerminalKey *key,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  gboolean enrolled = anshin_terminal_key_get_terminal_id (key) != NULL;
  g_autoptr (GHashTable) attributes = build_attributes (service_uri, mail, enrolled);
  char *text = anshin_terminal_key_to_text (key);

  g_task_set_source_tag (task, anshin_keyring_store_async);
  secret_password_storev (&schema, attributes, SECRET_COLLECTION_DEFAULT, "Anshin Net", text,
                          cancellable, on_stored_cb, g_object_ref (task));
  anshin_secret_wipe_text (text);
  g_free (text);
}

gboolean
anshin_keyring_store_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_forgotten_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    return_keyring_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * anshin_keyring_forget_async:
 * @enrolled: whether it is the key in use that goes, or one whose enrolment failed
 *
 * Takes a key out of the keyring; it is no error if there was none.
 */
void
anshin_keyring_forget_async (const char *service_uri, const char *mail, gboolean enrolled,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  g_autoptr (GHashTable) attributes = build_attributes (service_uri, mail, enrolled);

  g_task_set_source_tag (task, anshin_keyring_forget_async);
  secret_password_clearv (&schema, attributes, cancellable, on_forgotten_cb,
                          g_object_ref (task));
}

gboolean
anshin_keyring_forget_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
