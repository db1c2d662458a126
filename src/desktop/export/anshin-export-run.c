/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-export-run.h"

#include <glib/gi18n.h>

#include "anshin-local-file.h"
#include "anshin-step-up.h"
#include "anshin-window.h"

/* Fetching is the greater part of the time. */
#define FETCHED_SHARE 0.7
/* How often the bar follows the making of the file. */
#define PROGRESS_MS 100

struct _AnshinExportRun
{
  /* owned */
  AnshinFormPage *page;
  AnshinClient *client;
  GFile *file; /* NULL where there is none, as on paper */
  GCancellable *cancellable;
  gpointer what;
  GDestroyNotify free_what;
  guint progress_id;

  AnshinExportRecorded recorded;
  AnshinExportFetched fetched;
  AnshinExportMake make;
  guint all;     /* how many are to be fetched; 0 if nobody knows */
  int per_mille; /* of the file, atomic */
};

/**
 * anshin_export_run_new:
 * @page: where it is asked for
 * @client: whose network it is taken out of
 * @file: (nullable): where it is to be saved; %NULL if it isn't
 *
 * The page is busy from here on.
 *
 * Returns: (transfer full): an attempt
 */
AnshinExportRun *
anshin_export_run_new (AnshinFormPage *page, AnshinClient *client, GFile *file)
{
  AnshinExportRun *self = g_new0 (AnshinExportRun, 1);

  self->page = g_object_ref (page);
  self->client = g_object_ref (client);
  self->file = file != NULL ? g_object_ref (file) : NULL;
  self->cancellable = g_object_ref (anshin_form_page_begin (page));
  anshin_form_page_set_progress (page, 0, _("It is being put on record"));
  return self;
}

void
anshin_export_run_free (AnshinExportRun *self)
{
  g_clear_handle_id (&self->progress_id, g_source_remove);
  if (self->free_what != NULL)
    self->free_what (self->what);
  g_object_unref (self->cancellable);
  g_clear_object (&self->file);
  g_object_unref (self->client);
  g_object_unref (self->page);
  g_free (self);
}

/* Returns: (transfer none): where it is asked for */
gpointer
anshin_export_run_get_page (AnshinExportRun *self)
{
  return self->page;
}

/* Returns: (transfer none): cancelled when the person gives it up, also by leaving the page */
GCancellable *
anshin_export_run_get_cancellable (AnshinExportRun *self)
{
  return self->cancellable;
}

/**
 * anshin_export_run_check:
 * @self: an attempt
 * @error: (nullable): what went wrong with a step
 *
 * Returns: whether it goes on; if not, the page says why, unless the person has given it up
 */
gboolean
anshin_export_run_check (AnshinExportRun *self, const GError *error)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    return FALSE;
  if (error == NULL)
    return TRUE;
  anshin_form_page_end (self->page, error);
  return FALSE;
}

/**
 * anshin_export_run_tell:
 * @self: an attempt
 * @fetched: how many there are already
 * @all: of how many; 0 if nobody knows
 */
void
anshin_export_run_tell (AnshinExportRun *self, guint fetched, guint all)
{
  g_autofree char *words = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  /* Some were written down meanwhile. */
  if (all > 0 && fetched > all)
    all = fetched;
  /* Translators: how many entries have been fetched, of how many, or so far */
  words = all > 0 ? g_strdup_printf (_("Fetched: %u of %u"), fetched, all)
                  : g_strdup_printf (_("Fetched: %u"), fetched);
  anshin_form_page_set_progress (self->page, all > 0 ? FETCHED_SHARE * fetched / all : -1, words);
}

static void
on_recorded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinExportRun) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) answer
    = anshin_step_up_call_finish (ANSHIN_CLIENT (source), result, &error);
  AnshinExportRecorded recorded = self->recorded;

  if (anshin_export_run_check (self, error))
    recorded (g_steal_pointer (&self), answer);
}

/**
 * anshin_export_run_record:
 * @self: (transfer full): an attempt
 * @path: where the service is told
 * @request: what is taken out, and what for
 * @answer_type: what the service answers with; %G_TYPE_NONE for nothing
 * @recorded: called with the answer (borrowed)
 *
 * That it is taken out is in the log before anything of it is.
 */
void
anshin_export_run_record (AnshinExportRun *self, const char *path, gpointer request,
                          GType answer_type, AnshinExportRecorded recorded)
{
  self->recorded = recorded;
  anshin_step_up_call_async (GTK_WIDGET (self->page), self->client, "POST", path, request,
                             answer_type, self->cancellable, on_recorded_cb, self);
}

static void
on_some_fetched_cb (guint n_items, gpointer data)
{
  AnshinExportRun *self = data;

  anshin_export_run_tell (self, n_items, self->all);
}

static void
on_fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinExportRun) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) items
    = anshin_client_call_list_finish (ANSHIN_CLIENT (source), result, &error);
  AnshinExportFetched fetched = self->fetched;

  if (anshin_export_run_check (self, error))
    fetched (g_steal_pointer (&self), items);
}

/**
 * anshin_export_run_fetch:
 * @self: (transfer full): an attempt
 * @path: of a list, all pages of which are fetched
 * @item_type: of its items
 * @all: about how many there are; 0 if nobody knows
 * @fetched: called with them (borrowed)
 */
void
anshin_export_run_fetch (AnshinExportRun *self, const char *path, GType item_type, guint all,
                         AnshinExportFetched fetched)
{
  self->fetched = fetched;
  self->all = all;
  anshin_export_run_tell (self, 0, all);
  anshin_client_call_long_list_async (self->client, path, item_type, on_some_fetched_cb, self,
                                      self->cancellable, on_fetched_cb, self);
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinExportRun) self = data;
  g_autoptr (GError) error = NULL;
  AnshinPage *page = ANSHIN_PAGE (self->page);
  AnshinWindow *window = anshin_window_get_for (page);
  gboolean written = anshin_local_file_write_finish (result, &error);

  if (anshin_export_run_check (self, error))
    {
      anshin_form_page_end (self->page, NULL);
      anshin_window_close_page (window, page);
    }
  /* Who gives it up too late has the file all the same, and is told so. */
  if (written)
    anshin_window_toast (window, _("The file is saved. Keep it as safe as a paper record."));
}

static void
on_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinExportRun) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);
  GFile *file = self->file;
  GCancellable *cancellable = self->cancellable;

  g_clear_handle_id (&self->progress_id, g_source_remove);
  if (anshin_export_run_check (self, error))
    anshin_local_file_write_async (file, bytes, cancellable, on_written_cb,
                                   g_steal_pointer (&self));
}

static void
tell_made (AnshinExportRun *self)
{
  double made = g_atomic_int_get (&self->per_mille) / 1000.0;

  if (!g_cancellable_is_cancelled (self->cancellable))
    anshin_form_page_set_progress (self->page, FETCHED_SHARE + (1 - FETCHED_SHARE) * made,
                                   _("The file is being written"));
}

static gboolean
on_progress_cb (gpointer data)
{
  tell_made (data);
  return G_SOURCE_CONTINUE;
}

static void
on_made_so_far_cb (double done, gpointer data)
{
  AnshinExportRun *self = data;

  g_atomic_int_set (&self->per_mille, (int) (1000 * done));
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AnshinExportRun *self = data;
  GError *error = NULL;
  GBytes *bytes = self->make (self->what, on_made_so_far_cb, self, cancellable, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/**
 * anshin_export_run_save:
 * @self: (transfer full): an attempt with a file
 * @make: makes the file, in a thread
 * @what: (transfer full): for @make; nobody else changes it meanwhile
 * @free_what: frees it
 *
 * The page closes by itself once the file is there.
 */
void
anshin_export_run_save (AnshinExportRun *self, AnshinExportMake make, gpointer what,
                        GDestroyNotify free_what)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, on_made_cb, self);

  self->make = make;
  self->what = what;
  self->free_what = free_what;
  tell_made (self);
  self->progress_id = g_timeout_add (PROGRESS_MS, on_progress_cb, self);
  g_task_set_source_tag (task, anshin_export_run_save);
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, make_in_thread);
}
