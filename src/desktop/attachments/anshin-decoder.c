/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-config.h"

#include "anshin-decoder.h"

#include <string.h>

#include "anshin-choice.h"
#include "anshin-error.h"
#include "anshin-viewer-protocol.h"

#define MAX_RUNNING 2
#define PART_BYTES (256 * 1024)
#define MAX_ANSWER_BYTES (sizeof (AnshinViewerHead) + 4 * (gsize) ANSHIN_VIEWER_MAX_PIXELS)

/* One file on its way to pixels. */
typedef struct
{
  GBytes *file;
  char *arguments[4];
  GSubprocess *process;
  GByteArray *answer;
  guint timeout_id;
} Job;

static GQueue waiting = G_QUEUE_INIT;
static guint n_running;
static const char *program = ANSHIN_VIEWER_PROGRAM;

static void start_next (void);

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_handle_id (&job->timeout_id, g_source_remove);
  g_clear_object (&job->process);
  g_clear_pointer (&job->answer, g_byte_array_unref);
  g_bytes_unref (job->file);
  for (guint i = 0; i < G_N_ELEMENTS (job->arguments); i++)
    g_free (job->arguments[i]);
  g_free (job);
}

/* Pixels are taken by what was promised of them, and by nothing else. */
static AnshinPicture *
read_answer (GByteArray *answer)
{
  AnshinViewerHead head = { 0 };
  gsize size = 0;
  AnshinPicture *picture = NULL;
  g_autoptr (GBytes) pixels = NULL;

  if (answer->len < sizeof head)
    return NULL;
  memcpy (&head, answer->data, sizeof head);
  size = 4 * (gsize) head.width * head.height;
  if (head.magic != ANSHIN_VIEWER_MAGIC || head.width < 1 || head.height < 1
      || head.width > ANSHIN_VIEWER_MAX_SIDE || head.height > ANSHIN_VIEWER_MAX_SIDE
      || answer->len != sizeof head + size)
    return NULL;
  pixels = g_bytes_new (answer->data + sizeof head, size);
  picture = g_new0 (AnshinPicture, 1);
  picture->texture = gdk_memory_texture_new ((int) head.width, (int) head.height,
                                             GDK_MEMORY_R8G8B8A8, pixels, 4 * (gsize) head.width);
  picture->pages = head.pages;
  picture->full_width = head.full_width;
  picture->full_height = head.full_height;
  return picture;
}

/* The program is gone, or is to go: that is the answer. */
static void
finish (GTask *task, AnshinPicture *picture)
{
  Job *job = g_task_get_task_data (task);

  g_clear_handle_id (&job->timeout_id, g_source_remove);
  g_subprocess_force_exit (job->process);
  n_running--;
  if (picture != NULL)
    g_task_return_pointer (task, picture, (GDestroyNotify) anshin_picture_free);
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_new_error (task, ANSHIN_ERROR, ANSHIN_ERROR_ATTACHMENT_DAMAGED,
                             "It could not be decoded");
  start_next ();
}

static void
on_part_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  g_autoptr (GBytes) part = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result,
                                                              NULL);
  gsize size = part != NULL ? g_bytes_get_size (part) : 0;

  if (part == NULL || job->answer->len + size > MAX_ANSWER_BYTES)
    {
      finish (task, NULL);
      return;
    }
  if (size == 0)
    {
      finish (task, read_answer (job->answer));
      return;
    }
  g_byte_array_append (job->answer, g_bytes_get_data (part, NULL), (guint) size);
  g_input_stream_read_bytes_async (G_INPUT_STREAM (source), PART_BYTES, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), on_part_cb,
                                   g_object_ref (task));
}

static void
on_file_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GBytes) file = data;

  /* A program that has seen enough closes its end; its answer says so. */
  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  g_output_stream_close (G_OUTPUT_STREAM (source), NULL, NULL);
}

static gboolean
on_timeout_cb (gpointer data)
{
  Job *job = data;

  job->timeout_id = 0;
  g_subprocess_force_exit (job->process);
  return G_SOURCE_REMOVE;
}

static GSubprocess *
spawn (Job *job)
{
  static const char *const environment[] = { "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", NULL };
  g_autoptr (GSubprocessLauncher) launcher
    = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                 | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  const char *const argv[] = { program, job->arguments[0], job->arguments[1], job->arguments[2],
                               job->arguments[3], NULL };

  g_subprocess_launcher_set_environ (launcher, (char **) environment);
  return g_subprocess_launcher_spawnv (launcher, argv, NULL);
}

static void
start (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  gsize size = 0;
  const void *data = g_bytes_get_data (job->file, &size);

  if (g_task_return_error_if_cancelled (task))
    return;
  job->process = spawn (job);
  if (job->process == NULL)
    {
      g_task_return_new_error (task, ANSHIN_ERROR, ANSHIN_ERROR_INTERNAL,
                               "The program that decodes cannot be started");
      return;
    }
  n_running++;
  job->answer = g_byte_array_new ();
  job->timeout_id = g_timeout_add_seconds (ANSHIN_VIEWER_WAIT_SECONDS, on_timeout_cb, job);
  g_output_stream_write_all_async (g_subprocess_get_stdin_pipe (job->process), data, size,
                                   G_PRIORITY_DEFAULT, NULL, on_file_written_cb,
                                   g_bytes_ref (job->file));
  g_input_stream_read_bytes_async (g_subprocess_get_stdout_pipe (job->process), PART_BYTES,
                                   G_PRIORITY_DEFAULT, g_task_get_cancellable (task), on_part_cb,
                                   g_object_ref (task));
}

static void
start_next (void)
{
  while (n_running < MAX_RUNNING && !g_queue_is_empty (&waiting))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&waiting);

      start (task);
    }
}

/**
 * anshin_decoder_draw_async:
 * @media: an image or a PDF
 * @page: from 0
 * @width: at most so many pixels
 */
void
anshin_decoder_draw_async (int media, GBytes *file, guint page, guint width, guint height,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, anshin_decoder_draw_async);
  job->file = g_bytes_ref (file);
  job->arguments[0] = g_strdup (anshin_choice_to_wire (&anshin_media_kinds, media));
  job->arguments[1] = g_strdup_printf ("%u", page);
  job->arguments[2] = g_strdup_printf ("%u", CLAMP (width, 1, ANSHIN_VIEWER_MAX_SIDE));
  job->arguments[3] = g_strdup_printf ("%u", CLAMP (height, 1, ANSHIN_VIEWER_MAX_SIDE));
  g_task_set_task_data (task, job, job_free);
  g_queue_push_tail (&waiting, task);
  start_next ();
}

/**
 * anshin_decoder_draw_finish:
 *
 * Returns: (transfer full) (nullable): the pixels; %ANSHIN_ERROR_ATTACHMENT_DAMAGED if there are
 *   none to be had
 */
AnshinPicture *
anshin_decoder_draw_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* For tests: @path must live as long as the program. */
void
anshin_decoder_set_program (const char *path)
{
  program = path;
}

void
anshin_picture_free (AnshinPicture *picture)
{
  if (picture == NULL)
    return;

  g_clear_object (&picture->texture);
  g_free (picture);
}
