/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-file-reader.h"

#include <string.h>

#include "anshin-limits.h"
#include "anshin-local-file.h"
#include "anshin-media.h"
#include "anshin-text.h"

/* What is read or cleaned, in a thread of its own: a file may lie on a slow disk, and be large. */
typedef struct
{
  GFile *file;
  char *name;
  GBytes *bytes;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_clear_object (&wish->file);
  g_clear_pointer (&wish->bytes, g_bytes_unref);
  g_free (wish->name);
  g_free (wish);
}

void
anshin_read_file_free (AnshinReadFile *read)
{
  if (read == NULL)
    return;

  g_clear_object (&read->attachment);
  g_clear_pointer (&read->file, g_bytes_unref);
  g_free (read);
}

/* Texts of other systems are in Shift_JIS more often than not: they go out as everybody reads. */
static GBytes *
convert_text (GBytes *bytes)
{
  gsize size = 0;
  gsize written = 0;
  const char *text = g_bytes_get_data (bytes, &size);
  char *converted = NULL;

  if (g_utf8_validate_len (text, size, NULL))
    return g_bytes_ref (bytes);
  converted = g_convert (text, (gssize) size, "UTF-8", "CP932", NULL, &written, NULL);
  return converted != NULL ? g_bytes_new_take (converted, written) : g_bytes_ref (bytes);
}

/* A name is nothing that who attaches the file could type again: what can't be in it is left out,
 * such as what turns its letters round. */
static char *
make_line (const char *name)
{
  g_autofree char *line = anshin_text_normalize_line (name);
  g_autoptr (GString) made = g_string_new (NULL);
  char letter[8] = "";

  for (const char *at = line; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      letter[g_unichar_to_utf8 (g_utf8_get_char (at), letter)] = '\0';
      if (strpbrk (letter, "/\\:*?\"<>|") != NULL || !anshin_text_is_line (letter))
        g_string_append_c (made, '_');
      else if (made->len > 0 || *letter != '.')
        g_string_append (made, letter);
    }
  if (!anshin_text_is_line (made->str))
    g_string_assign (made, "_");
  return g_string_free (g_steal_pointer (&made), FALSE);
}

/* What the service will take: one line, not too long, no path in it, the ending that goes with what
 * it is. */
static char *
make_name (const char *name, int media)
{
  static const char *const endings[] = { "", ".jpg", ".png", ".pdf", ".txt" };
  g_autofree char *line = make_line (name);
  gboolean named = anshin_media_from_name (line) == media;
  const char *ending = named ? strrchr (line, '.') : endings[media];
  g_autofree char *stem = named ? g_strndup (line, (gsize) (ending - line)) : g_strdup (line);
  glong length = MIN (g_utf8_strlen (stem, -1),
                      ANSHIN_MAX_FILE_NAME - g_utf8_strlen (ending, -1));
  g_autofree char *cut = g_utf8_substring (stem, 0, length);

  return g_strconcat (*cut != '\0' ? cut : "_", ending, NULL);
}

static AnshinReadFile *
clean (const char *name, GBytes *bytes, GError **error)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  int media = anshin_media_guess (data, size);
  g_autoptr (GBytes) plain = media == ANSHIN_MEDIA_TEXT ? convert_text (bytes)
                                                        : g_bytes_ref (bytes);
  g_autoptr (GBytes) file = NULL;
  AnshinReadFile *read = NULL;

  if (media == ANSHIN_MEDIA_TEXT && anshin_media_from_name (name) != ANSHIN_MEDIA_TEXT)
    {
      anshin_set_error (error, ANSHIN_ERROR_ATTACHMENT_TYPE, NULL, "Not one of ours");
      return NULL;
    }
  file = anshin_media_clean (media, plain, error);
  if (file == NULL)
    return NULL;
  read = g_new0 (AnshinReadFile, 1);
  read->file = g_steal_pointer (&file);
  read->attachment = anshin_attachment_new ();
  read->attachment->name = make_name (name, media);
  read->attachment->media = media;
  return read;
}

/* Reads what is wished for, unless it is there already. */
static gboolean
load (Wish *wish, GCancellable *cancellable, GError **error)
{
  gsize size = 0;

  if (wish->bytes == NULL)
    wish->bytes = anshin_local_file_read (wish->file, ANSHIN_MAX_ATTACHMENT_BYTES, cancellable,
                                          error);
  if (wish->bytes == NULL)
    return FALSE;
  size = g_bytes_get_size (wish->bytes);
  if (size > 0 && size <= ANSHIN_MAX_ATTACHMENT_BYTES)
    return TRUE;
  anshin_set_error (error, size == 0 ? ANSHIN_ERROR_FILE_EMPTY : ANSHIN_ERROR_FILE_TOO_LARGE, NULL,
                    "%" G_GSIZE_FORMAT " bytes", size);
  return FALSE;
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Wish *wish = data;
  g_autoptr (GError) error = NULL;
  AnshinReadFile *read = NULL;

  if (load (wish, cancellable, &error))
    read = clean (wish->name, wish->bytes, &error);
  if (read != NULL)
    g_task_return_pointer (task, read, (GDestroyNotify) anshin_read_file_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
run (GFile *file, const char *name, GBytes *bytes, GCancellable *cancellable,
     GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Wish *wish = g_new0 (Wish, 1);

  g_task_set_source_tag (task, run);
  wish->file = file != NULL ? g_object_ref (file) : NULL;
  wish->name = g_strdup (name);
  wish->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  g_task_set_task_data (task, wish, wish_free);
  g_task_run_in_thread (task, work);
}

/**
 * anshin_file_reader_read_async:
 * @file: chosen by the person
 *
 * Reads it into memory, finds out what it is, and takes out where and by what it was made.
 */
void
anshin_file_reader_read_async (GFile *file, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer data)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base != NULL ? base : "");

  run (file, name, NULL, cancellable, callback, data);
}

/* The same of what is in memory already, as from the clipboard. */
void
anshin_file_reader_clean_async (const char *name, GBytes *bytes, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer data)
{
  run (NULL, name, bytes, cancellable, callback, data);
}

/* Returns: (transfer full) (nullable): what can go out */
AnshinReadFile *
anshin_file_reader_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
