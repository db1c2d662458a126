/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mail-relay.h"

#include <glib/gstdio.h>
#include <string.h>

static void
mail_free (gpointer data)
{
  Mail *mail = data;

  g_free (mail->to);
  g_free (mail->bytes);
  g_free (mail);
}

static char *
read_line (Relay *self)
{
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line_utf8 (self->lines, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  return line;
}

Relay *
relay_new (const char *option, const char *value)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "mail", "sink.py", NULL);
  Relay *self = g_new0 (Relay, 1);
  g_autofree char *ready = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("anshin-relay-XXXXXX", &error);
  g_assert_no_error (error);
  self->process = g_subprocess_new (
    G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/usr/bin/python3",
    script, self->folder, option, value, NULL);
  g_assert_no_error (error);
  self->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  ready = read_line (self);
  g_assert_true (g_str_has_prefix (ready, "ready "));
  self->url = g_strconcat ("smtp://127.0.0.1:", ready + strlen ("ready "), NULL);
  self->ca = g_build_filename (self->folder, "ca.pem", NULL);
  return self;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

void
relay_free (Relay *self)
{
  if (self == NULL)
    return;

  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->lines);
  g_object_unref (self->process);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->url);
  g_free (self->ca);
  g_free (self);
}

void
relay_wait (Relay *self, const char *line)
{
  g_autofree char *said = NULL;

  do
    {
      g_free (said);
      said = read_line (self);
    }
  while (!g_str_equal (said, line));
}

void
relay_say (Relay *self, const char *line)
{
  GOutputStream *stream = g_subprocess_get_stdin_pipe (self->process);
  g_autofree char *text = g_strconcat (line, "\n", NULL);
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, &error);
  g_assert_no_error (error);
  relay_wait (self, "done");
}

GPtrArray *
relay_take (Relay *self)
{
  GPtrArray *mails = g_ptr_array_new_with_free_func (mail_free);

  while (TRUE)
    {
      g_autofree char *name = g_strdup_printf ("%06u", self->taken + 1);
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      g_autofree char *text = NULL;
      char *end = NULL;
      Mail *mail = NULL;

      if (!g_file_get_contents (path, &text, NULL, NULL))
        return mails;
      end = strchr (text, '\n');
      g_assert_nonnull (end);
      mail = g_new0 (Mail, 1);
      mail->to = g_strndup (text, end - text);
      mail->bytes = g_strdup (end + 1);
      g_ptr_array_add (mails, mail);
      self->taken++;
    }
}
