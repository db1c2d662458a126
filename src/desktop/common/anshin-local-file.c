/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-local-file.h"

#include "anshin-error.h"

/* As @error, unless the person has cancelled it: then that is what is said. */
static void
set_error (GError **error, const GError *cause, AnshinError code)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else
    anshin_set_error (error, code, NULL, "%s", cause->message);
}

static AnshinError
find_code (const GError *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return ANSHIN_ERROR_FILE_NO_ROOM;
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
      || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    return ANSHIN_ERROR_FILE_NO_RIGHT;
  return ANSHIN_ERROR_FILE_NOT_WRITTEN;
}

/**
 * anshin_local_file_read:
 * @file: a file
 * @most: so many bytes are read at most; one more says that there are more
 * @cancellable: (nullable): ends it
 * @error: %ANSHIN_ERROR_FILE_UNREADABLE, or %G_IO_ERROR_CANCELLED
 *
 * Blocks, so never in the main thread: a file may lie on a slow disk.
 *
 * Returns: (transfer full) (nullable): what is in it
 */
GBytes *
anshin_local_file_read (GFile *file, gsize most, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, &cause);
  g_autofree guint8 *data = NULL;
  gsize size = 0;

  if (stream != NULL)
    {
      data = g_malloc (most + 1);
      if (g_input_stream_read_all (G_INPUT_STREAM (stream), data, most + 1, &size, cancellable,
                                   &cause))
        return g_bytes_new (data, size);
    }
  set_error (error, cause, ANSHIN_ERROR_FILE_UNREADABLE);
  return NULL;
}

static gboolean
write_new (GFile *file, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileOutputStream) stream
    = g_file_create (file, G_FILE_CREATE_PRIVATE, cancellable, error);
  gsize size = 0;
  const void *data = g_bytes_get_data (bytes, &size);

  return stream != NULL
         && g_output_stream_write_all (G_OUTPUT_STREAM (stream), data, size, NULL, cancellable,
                                       error)
         && g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);
}

/* Beside it first, under a name that says nothing: what has its name is whole. */
static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GFile *file = source;
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (".", id, NULL);
  g_autoptr (GFile) beside = folder != NULL ? g_file_get_child (folder, name) : NULL;
  g_autoptr (GError) cause = NULL;
  GError *error = NULL;

  if (beside != NULL && write_new (beside, data, cancellable, &cause)
      && g_file_move (beside, file, G_FILE_COPY_OVERWRITE, cancellable, NULL, NULL, &cause))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (beside != NULL)
    g_file_delete (beside, NULL, NULL);
  else
    g_set_error_literal (&cause, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "no name");
  set_error (&error, cause, find_code (cause));
  g_task_return_error (task, error);
}

/* Whoever closes the last window while it is written leaves no half of it either: the program
 * goes on until it is whole, or gone. */
static void
hold_application (GTask *task)
{
  GApplication *application = g_application_get_default ();

  if (application == NULL)
    return;
  g_application_hold (application);
  g_signal_connect_object (task, "notify::completed", G_CALLBACK (g_application_release),
                           application, G_CONNECT_SWAPPED);
}

/**
 * anshin_local_file_write_async:
 * @file: where the person wants it
 * @bytes: what is to be in it
 * @cancellable: (nullable): ends it
 * @callback: told when it is done; anshin_local_file_write_finish() there
 * @data: for @callback
 *
 * Writes a file that only its owner may read, in place of one of that name. Whatever comes between,
 * a full disk or a change of mind: either all of it is there, or what was there before.
 */
void
anshin_local_file_write_async (GFile *file, GBytes *bytes, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, data);

  g_task_set_source_tag (task, anshin_local_file_write_async);
  /* Who cancels too late is told that it is written. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  hold_application (task);
  g_task_run_in_thread (task, run);
}

/**
 * anshin_local_file_write_finish:
 * @result: what the callback was given
 * @error: %ANSHIN_ERROR_FILE_NO_ROOM, %ANSHIN_ERROR_FILE_NO_RIGHT, %ANSHIN_ERROR_FILE_NOT_WRITTEN,
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it is written
 */
gboolean
anshin_local_file_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
