/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-demo-sign-in.h"

#include <json-glib/json-glib.h>

#include "anshin-error.h"

typedef struct
{
  char *mail;
  char *password;
  char *code;
} Person;

static void
person_free (Person *person)
{
  g_free (person->mail);
  g_free (person->password);
  g_free (person->code);
  g_free (person);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Person, person_free)

static gboolean
fits (JsonObject *object, const char *who)
{
  return who == NULL
         || g_str_equal (json_object_get_string_member_with_default (object, "role", ""), who)
         || g_str_equal (json_object_get_string_member_with_default (object, "mail", ""), who);
}

static Person *
find_person (JsonNode *root, const char *who)
{
  JsonArray *people = root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root)
                                                                   : NULL;

  for (guint i = 0; people != NULL && i < json_array_get_length (people); i++)
    {
      JsonNode *node = json_array_get_element (people, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      Person *person = NULL;

      if (object == NULL || !fits (object, who))
        continue;
      person = g_new0 (Person, 1);
      person->mail = g_strdup (json_object_get_string_member_with_default (object, "mail", ""));
      person->password
        = g_strdup (json_object_get_string_member_with_default (object, "password", ""));
      person->code = g_strdup (json_object_get_string_member_with_default (object, "code", ""));
      return person;
    }
  return NULL;
}

static Person *
load_person (const char *spec, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *file = g_strdup (spec);
  char *colon = strrchr (file, ':');
  const char *who = NULL;
  Person *person = NULL;

  if (colon != NULL && strchr (colon, '/') == NULL)
    {
      *colon = '\0';
      who = colon + 1;
    }
  if (!json_parser_load_from_file (parser, file, error))
    return NULL;
  person = find_person (json_parser_get_root (parser), who);
  if (person == NULL)
    anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, NULL, "No such person in the sample data");
  return person;
}

static void
on_enrolled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (anshin_client_enrol_finish (ANSHIN_CLIENT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
enrol (GTask *task)
{
  Person *person = g_task_get_task_data (task);
  g_autoptr (AnshinEnrolment) enrolment = anshin_enrolment_new ();

  enrolment->mail = g_strdup (person->mail);
  enrolment->password = g_strdup (person->password);
  enrolment->code = g_strdup (person->code);
  enrolment->terminal_name = g_strdup (g_get_host_name ());
  anshin_client_enrol_async (ANSHIN_CLIENT (g_task_get_source_object (task)), enrolment,
                             g_task_get_cancellable (task), on_enrolled_cb, g_object_ref (task));
}

static void
on_signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (anshin_client_sign_in_finish (ANSHIN_CLIENT (source), result, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  /* The key in the keyring may be of sample data that has been made anew since. */
  if (!g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_SIGN_IN_FAILED))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  enrol (task);
}

static void
on_has_terminal_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Person *person = g_task_get_task_data (task);
  GError *error = NULL;

  if (anshin_client_has_terminal_finish (ANSHIN_CLIENT (source), result, &error))
    anshin_client_sign_in_async (ANSHIN_CLIENT (source), person->mail, person->password,
                                 g_task_get_cancellable (task), on_signed_in_cb,
                                 g_object_ref (task));
  else if (error == NULL)
    enrol (task);
  else
    g_task_return_error (task, error);
}

void
anshin_demo_sign_in_async (AnshinClient *client, const char *spec, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, data);
  g_autoptr (Person) person = NULL;
  g_autoptr (GError) error = NULL;

  g_task_set_source_tag (task, anshin_demo_sign_in_async);
  if (!anshin_demo_is_local (anshin_client_get_service_uri (client)))
    {
      g_task_return_new_error (task, ANSHIN_ERROR, ANSHIN_ERROR_FORBIDDEN,
                               "Sample sign-ins are for a service on this computer");
      return;
    }
  person = load_person (spec, &error);
  if (person == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  anshin_client_has_terminal_async (client, person->mail, cancellable, on_has_terminal_cb,
                                    g_object_ref (task));
  g_task_set_task_data (task, g_steal_pointer (&person), (GDestroyNotify) person_free);
}

gboolean
anshin_demo_sign_in_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Whether a service's address is on this computer. */
gboolean
anshin_demo_is_local (const char *service_uri)
{
  g_autoptr (GUri) uri = NULL;

  if (service_uri == NULL)
    return FALSE;
  if (g_str_has_prefix (service_uri, "unix:/"))
    return TRUE;
  uri = g_uri_parse (service_uri, G_URI_FLAGS_NONE, NULL);
  return uri != NULL
         && (g_strcmp0 (g_uri_get_host (uri), "127.0.0.1") == 0
             || g_strcmp0 (g_uri_get_host (uri), "::1") == 0
             || g_strcmp0 (g_uri_get_host (uri), "localhost") == 0);
}
