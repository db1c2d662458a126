/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "live-service.h"

#include <signal.h>
#include <sys/prctl.h>

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "client-fixture.h"

static void
live_sign_in_free (gpointer data)
{
  LiveSignIn *self = data;

  g_free (self->role);
  g_free (self->mail);
  g_free (self->password);
  g_free (self->code);
  g_free (self);
}

static void
read_sign_ins (LiveService *self, const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *array = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  array = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      LiveSignIn *sign_in = g_new0 (LiveSignIn, 1);

      sign_in->role = g_strdup (json_object_get_string_member (object, "role"));
      sign_in->mail = g_strdup (json_object_get_string_member (object, "mail"));
      sign_in->password = g_strdup (json_object_get_string_member (object, "password"));
      sign_in->code = g_strdup (json_object_get_string_member (object, "code"));
      g_ptr_array_add (self->sign_ins, sign_in);
    }
}

static void
make_sample_data (LiveService *self)
{
  g_autofree char *credentials = g_build_filename (self->folder, "credentials.json", NULL);
  const char *const arguments[] = {
    self->program, "demo", "--config", self->config, "--scale", "small", "--credentials",
    credentials, NULL,
  };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
  read_sign_ins (self, credentials);
}

static LiveService *
make_folder (const char *program)
{
  LiveService *self = g_new0 (LiveService, 1);
  g_autofree char *socket = NULL;
  g_autofree char *config = NULL;
  g_autoptr (GError) error = NULL;

  self->program = g_strdup (program);
  self->sign_ins = g_ptr_array_new_with_free_func (live_sign_in_free);
  self->folder = g_dir_make_tmp ("anshin-live-XXXXXX", &error);
  g_assert_no_error (error);
  self->config = g_build_filename (self->folder, "anshin-netd.conf", NULL);
  socket = g_build_filename (self->folder, "socket", NULL);
  self->uri = g_strconcat ("unix:", socket, NULL);
  config = g_strdup_printf ("[service]\nlisten=%s\ndatabase=sqlite:%s/anshin.db\n"
                            "key=%s/master.key\nlog-level=warning\n",
                            self->uri, self->folder, self->folder);
  g_file_set_contents (self->config, config, -1, &error);
  g_assert_no_error (error);
  return self;
}

LiveService *
live_service_new (const char *program)
{
  LiveService *self = make_folder (program);

  make_sample_data (self);
  return self;
}

/* A service without anybody: the token makes the first user. */
LiveService *
live_service_new_empty (const char *program, char **token)
{
  LiveService *self = make_folder (program);
  const char *const arguments[] = { self->program, "init", "--config", self->config, NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, token, NULL, &error);
  g_assert_no_error (error);
  g_strstrip (*token);
  return self;
}

/* A test that fails takes its service along. */
static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

void
live_service_start (LiveService *self)
{
  const char *const arguments[] = { self->program, "serve", "--config", self->config, NULL };
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (AnshinClient) client = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (self->process);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  self->process = g_subprocess_launcher_spawnv (launcher, arguments, &error);
  g_assert_no_error (error);

  client = anshin_client_new (self->uri, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 500; i++)
    {
      g_clear_error (&error);
      call_and_wait (client, "GET", "/v1/health", NULL, G_TYPE_NONE, &error);
      if (error == NULL)
        return;
      turn_for (20);
    }
  g_assert_no_error (error);
}

/* As a power cut would: no chance to end anything. */
void
live_service_kill (LiveService *self)
{
  if (self->process == NULL)
    return;
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
}

void
live_service_free (LiveService *self)
{
  g_autoptr (GDir) dir = NULL;
  const char *name = NULL;

  live_service_kill (self);
  dir = g_dir_open (self->folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_ptr_array_unref (self->sign_ins);
  g_free (self->folder);
  g_free (self->program);
  g_free (self->config);
  g_free (self->uri);
  g_free (self);
}

LiveSignIn *
live_service_find (LiveService *self, const char *role)
{
  for (guint i = 0; i < self->sign_ins->len; i++)
    {
      LiveSignIn *sign_in = self->sign_ins->pdata[i];

      if (g_str_equal (sign_in->role, role))
        return sign_in;
    }
  g_error ("The sample data have no %s", role);
}
