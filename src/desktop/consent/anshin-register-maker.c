/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The register of consents is long: it is made in a thread, which tells how far it is. */
#include "anshin-register-maker.h"

#include "anshin-clock.h"
#include "anshin-register-form.h"

typedef struct
{
  char *facility;
  GPtrArray *consents;
  gboolean with_pdf;
  int *per_mille; /* borrowed, atomic */
  double base;
  double share;
  GBytes *pdf;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->facility);
  g_ptr_array_unref (work->consents);
  g_clear_pointer (&work->pdf, g_bytes_unref);
  g_free (work);
}

static void
on_progress_cb (double done, gpointer data)
{
  Work *work = data;

  g_atomic_int_set (work->per_mille, (int) (1000 * (work->base + work->share * done)));
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  g_autoptr (AnshinForm) form = NULL;
  GError *error = NULL;

  work->share = work->with_pdf ? 0.5 : 1;
  form = anshin_register_form_new (work->facility, anshin_clock_today (), work->consents,
                                           on_progress_cb, work, cancellable, &error);
  if (form != NULL && work->with_pdf)
    {
      work->base = 0.5;
      work->pdf = anshin_forms_to_pdf_slowly (&form, 1, on_progress_cb, work, cancellable, &error);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&form), g_object_unref);
}

/**
 * anshin_register_maker_async:
 * @facility: (nullable): whose register it is
 * @consents: its rows, in order; nobody changes them meanwhile
 * @with_pdf: whether a PDF file is wanted, too
 * @per_mille: where it is told how far it is, of 1000, atomically; is there until @callback
 * @cancellable: (nullable): ends it
 * @callback: told when it is done
 * @data: for @callback
 */
void
anshin_register_maker_async (const char *facility, GListModel *consents, gboolean with_pdf,
                             int *per_mille, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Work *work = g_new0 (Work, 1);

  g_task_set_source_tag (task, anshin_register_maker_async);
  work->facility = g_strdup (facility);
  work->with_pdf = with_pdf;
  work->per_mille = per_mille;
  work->consents = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (consents); i++)
    g_ptr_array_add (work->consents, g_list_model_get_item (consents, i));
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, run);
}

/**
 * anshin_register_maker_finish:
 * @result: what the callback was given
 * @pdf: (out) (transfer full) (nullable): the file, if it was wanted
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the paper, or %NULL
 */
AnshinForm *
anshin_register_maker_finish (GAsyncResult *result, GBytes **pdf, GError **error)
{
  Work *work = g_task_get_task_data (G_TASK (result));
  AnshinForm *form = g_task_propagate_pointer (G_TASK (result), error);

  *pdf = form != NULL ? g_steal_pointer (&work->pdf) : NULL;
  return form;
}
