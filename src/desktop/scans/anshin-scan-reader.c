/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-scan-reader.h"

#include "anshin-decoder.h"
#include "anshin-file-reader.h"
#include "anshin-scan-code.h"

/* About 200 dots an inch of an A4 page: enough for the code, and to be read. */
#define PAGE_WIDTH 1654
#define PAGE_HEIGHT 2339
#define MAX_PAGES 40

/* A page as it was read. */
typedef struct
{
  char *consent_id;
  GBytes *png;
} Page;

typedef struct
{
  AnshinReadFile *read;
  GPtrArray *pages;
  guint n_pages;
} Job;

static void draw_next (GTask *task);

static void
page_free (gpointer data)
{
  Page *page = data;

  g_free (page->consent_id);
  g_clear_pointer (&page->png, g_bytes_unref);
  g_free (page);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->read, anshin_read_file_free);
  g_clear_pointer (&job->pages, g_ptr_array_unref);
  g_free (job);
}

/**
 * anshin_scan_free:
 * @scan: (transfer full) (nullable): a scan
 */
void
anshin_scan_free (AnshinScan *scan)
{
  if (scan == NULL)
    return;

  g_free (scan->consent_id);
  g_clear_object (&scan->attachment);
  g_clear_pointer (&scan->file, g_bytes_unref);
  g_free (scan);
}

static AnshinScan *
make_scan (const char *consent_id, const char *name, int media, GBytes *file)
{
  AnshinScan *scan = g_new0 (AnshinScan, 1);

  scan->consent_id = g_strdup (consent_id);
  scan->file = g_bytes_ref (file);
  scan->attachment = anshin_attachment_new ();
  g_object_set (scan->attachment, "name", name, "media", media, NULL);
  return scan;
}

/* How many consents' codes are on the pages: 0, 1, or 2 for several. */
static guint
count_consents (GPtrArray *pages, const char **only)
{
  *only = NULL;
  for (guint i = 0; i < pages->len; i++)
    {
      const Page *page = g_ptr_array_index (pages, i);

      if (page->consent_id == NULL || g_strcmp0 (page->consent_id, *only) == 0)
        continue;
      if (*only != NULL)
        return 2;
      *only = page->consent_id;
    }
  return *only != NULL ? 1 : 0;
}

static void
add_page (GPtrArray *scans, const Page *page, const char *consent_id, const char *name, guint n)
{
  g_autofree char *base = g_strndup (name, (gsize) (g_utf8_strrchr (name, -1, '.') - name));
  g_autofree char *of_page = g_strdup_printf ("%s-%u.png", base, n + 1);

  g_ptr_array_add (scans, make_scan (consent_id, of_page, ANSHIN_MEDIA_PNG, page->png));
}

/* The papers of several patients in one file: each page by itself. */
static void
take_apart (const Job *job, GPtrArray *scans)
{
  const char *consent_id = NULL;

  for (guint i = 0; i < job->pages->len; i++)
    {
      const Page *page = g_ptr_array_index (job->pages, i);

      if (page->consent_id != NULL)
        consent_id = page->consent_id;
      add_page (scans, page, consent_id, job->read->attachment->name, i);
    }
}

static void
finish (GTask *task)
{
  const Job *job = g_task_get_task_data (task);
  GPtrArray *scans = g_ptr_array_new_with_free_func ((GDestroyNotify) anshin_scan_free);
  const char *only = NULL;

  if (count_consents (job->pages, &only) > 1)
    take_apart (job, scans);
  else
    g_ptr_array_add (scans, make_scan (only, job->read->attachment->name,
                                       job->read->attachment->media, job->read->file));
  g_task_return_pointer (task, scans, (GDestroyNotify) g_ptr_array_unref);
}

static void
on_drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinPicture) picture = anshin_decoder_draw_finish (result, &error);
  Page *page = NULL;

  if (picture == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  job->n_pages = MAX (picture->pages, 1);
  if (job->n_pages > MAX_PAGES)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%u pages",
                               job->n_pages);
      return;
    }
  page = g_new0 (Page, 1);
  page->consent_id = anshin_scan_code_read (picture->texture);
  if (job->n_pages > 1)
    page->png = gdk_texture_save_to_png_bytes (picture->texture);
  g_ptr_array_add (job->pages, page);
  if (job->pages->len == job->n_pages)
    finish (task);
  else
    draw_next (task);
}

static void
draw_next (GTask *task)
{
  const Job *job = g_task_get_task_data (task);

  anshin_decoder_draw_async (job->read->attachment->media, job->read->file, job->pages->len,
                             PAGE_WIDTH, PAGE_HEIGHT, g_task_get_cancellable (task), on_drawn_cb,
                             g_object_ref (task));
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  job->read = anshin_file_reader_finish (result, &error);
  if (job->read == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (job->read->attachment->media == ANSHIN_MEDIA_TEXT)
    g_task_return_new_error (task, ANSHIN_ERROR, ANSHIN_ERROR_ATTACHMENT_TYPE, "No picture");
  else
    draw_next (task);
}

/**
 * anshin_scan_reader_read_async:
 * @file: a JPEG, PNG or PDF
 * @cancellable: (nullable): gives it up
 * @callback: called when it is done
 * @data: for @callback
 */
void
anshin_scan_reader_read_async (GFile *file, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, anshin_scan_reader_read_async);
  job->pages = g_ptr_array_new_with_free_func (page_free);
  g_task_set_task_data (task, job, job_free);
  anshin_file_reader_read_async (file, cancellable, on_read_cb, task);
}

/**
 * anshin_scan_reader_read_finish:
 * @result: what the callback got
 * @error: why it can't be read
 *
 * Returns: (transfer full) (element-type AnshinScan) (nullable): what is in it, at least one
 */
GPtrArray *
anshin_scan_reader_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
