/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-export-page.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"
#include "anshin-export-writer.h"
#include "anshin-file-dialog.h"
#include "anshin-format.h"
#include "anshin-local-file.h"
#include "anshin-step-up.h"
#include "anshin-window.h"

/* Fetching is the greater part of the time. */
#define FETCHED_SHARE 0.7
/* How often the bar follows the writing. */
#define PROGRESS_MS 100
#define DEFAULT_DAYS 30

struct _AnshinExportPage
{
  AnshinFormPage parent_instance;

  /* template widgets */
  GtkWidget *from_row;
  GtkWidget *to_row;
  GtkWidget *format_row;
  GtkWidget *purpose_row;

  /* owned */
  AnshinClient *client;
  AnshinGroup *group;
  AnshinTimelineExport *draft;
};

G_DEFINE_FINAL_TYPE (AnshinExportPage, anshin_export_page, ANSHIN_TYPE_FORM_PAGE)

/* One attempt, which may be cancelled while the next one is on its way already. What was fetched
 * is kept no moment longer than it is needed. */
typedef struct
{
  AnshinExportPage *page;
  GFile *file;
  GCancellable *cancellable;
  AnshinTimelineExport *export; /* as the service has it */
  GPtrArray *entries;
  guint progress_id;
  int per_mille;
} Run;

static Run *
run_new (AnshinExportPage *page, GFile *file)
{
  Run *run = g_new0 (Run, 1);

  run->page = g_object_ref (page);
  run->file = g_object_ref (file);
  run->cancellable = g_object_ref (anshin_form_page_begin (ANSHIN_FORM_PAGE (page)));
  run->entries = g_ptr_array_new_with_free_func (g_object_unref);
  anshin_form_page_set_progress (ANSHIN_FORM_PAGE (page), 0);
  return run;
}

static void
run_free (Run *run)
{
  g_clear_handle_id (&run->progress_id, g_source_remove);
  g_ptr_array_unref (run->entries);
  g_clear_object (&run->export);
  g_object_unref (run->cancellable);
  g_object_unref (run->file);
  g_object_unref (run->page);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

/* Whether an attempt goes on; if not, the page says why, unless the person has cancelled it. */
static gboolean
check (Run *run, const GError *error)
{
  if (g_cancellable_is_cancelled (run->cancellable) || run->page->client == NULL)
    return FALSE;
  if (error == NULL)
    return TRUE;
  anshin_form_page_end (ANSHIN_FORM_PAGE (run->page), error);
  return FALSE;
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Run) run = data;
  g_autoptr (GError) error = NULL;
  AnshinPage *page = ANSHIN_PAGE (run->page);
  gboolean written = anshin_local_file_write_finish (result, &error);
  gboolean goes_on = check (run, error);
  AnshinWindow *window = run->page->client != NULL ? anshin_window_get_for (page) : NULL;

  /* Who cancels too late has the file all the same, and is told so. */
  if (written && window != NULL)
    anshin_window_toast (window, _("The file is saved. Keep it as safe as a paper record."));
  if (!goes_on)
    return;
  anshin_form_page_end (ANSHIN_FORM_PAGE (page), NULL);
  anshin_window_close_page (window, page);
}

static void
on_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Run) run = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = anshin_export_writer_finish (result, &error);
  GFile *target = run->file;
  GCancellable *cancellable = run->cancellable;

  g_clear_handle_id (&run->progress_id, g_source_remove);
  if (check (run, error))
    anshin_local_file_write_async (target, file, cancellable, on_written_cb,
                                   g_steal_pointer (&run));
}

static gboolean
on_progress_cb (gpointer data)
{
  Run *run = data;
  double made = g_atomic_int_get (&run->per_mille) / 1000.0;

  if (!g_cancellable_is_cancelled (run->cancellable))
    anshin_form_page_set_progress (ANSHIN_FORM_PAGE (run->page),
                                   FETCHED_SHARE + (1 - FETCHED_SHARE) * made);
  return G_SOURCE_CONTINUE;
}

static void
make_file (Run *run)
{
  AnshinUser *user = anshin_client_get_user (run->page->client);
  g_autofree char *by = user != NULL ? anshin_format_person (user->name, user->profession,
                                                             user->facility_name)
                                     : g_strdup ("");

  run->progress_id = g_timeout_add (PROGRESS_MS, on_progress_cb, run);
  anshin_export_writer_async (run->export, run->page->group->name, by, run->entries,
                              &run->per_mille, run->cancellable, on_made_cb, run);
}

static void
fetch_page (Run *run, GAsyncReadyCallback callback)
{
  AnshinEntry *last = run->entries->len > 0 ? run->entries->pdata[run->entries->len - 1] : NULL;
  gint64 after = last != NULL ? last->seq : MAX (run->export->first_seq - 1, 0);
  g_autofree char *path = g_strdup_printf ("/v1/exports/%s/entries?after=%" G_GINT64_FORMAT
                                           "&limit=%d",
                                           run->export->id, after, ANSHIN_MAX_PAGE);

  anshin_client_call_async (run->page->client, "GET", path, NULL, anshin_entry_list_get_type (),
                            run->cancellable, callback, run);
}

static void
on_page_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Run) run = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinEntryList) page = NULL;

  page = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (!check (run, error))
    return;
  for (guint i = 0; i < page->items->len; i++)
    g_ptr_array_add (run->entries, g_object_ref (page->items->pdata[i]));
  anshin_form_page_set_progress (ANSHIN_FORM_PAGE (run->page),
                                 FETCHED_SHARE * run->entries->len
                                   / MAX (run->export->entries, 1));
  if (page->more && page->items->len > 0)
    fetch_page (g_steal_pointer (&run), on_page_cb);
  else
    make_file (g_steal_pointer (&run));
}

/* That it is taken out is in the log before anything of it is. */
static void
on_begun_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Run) run = data;
  g_autoptr (GError) error = NULL;
  AnshinFormPage *page = ANSHIN_FORM_PAGE (run->page);

  run->export = anshin_step_up_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (!check (run, error))
    return;
  if (run->export->entries == 0)
    {
      anshin_form_page_end (page, NULL);
      anshin_form_page_set_notice (page, _("Nothing was written on these days. Choose others."));
      return;
    }
  fetch_page (g_steal_pointer (&run), on_page_cb);
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinExportPage) self = data;
  g_autoptr (GFile) file = anshin_file_dialog_save_finish (result, NULL);
  g_autofree char *path = NULL;
  Run *run = NULL;

  if (file == NULL || self->client == NULL)
    return;
  run = run_new (self, file);
  path = g_strdup_printf ("/v1/groups/%s/exports", self->group->id);
  anshin_step_up_call_async (GTK_WIDGET (self), self->client, "POST", path, self->draft,
                             anshin_timeline_export_get_type (), run->cancellable, on_begun_cb,
                             run);
}

/* Nothing in it names anybody. */
static const char *
get_file_name (int format)
{
  switch (format)
    {
    case ANSHIN_FORMAT_PDF:
      return _("group-record.pdf");
    case ANSHIN_FORMAT_CSV:
      return _("group-record.csv");
    default:
      return _("group-record.txt");
    }
}

static void
anshin_export_page_save (AnshinFormPage *page)
{
  AnshinExportPage *self = ANSHIN_EXPORT_PAGE (page);

  if (anshin_form_page_check (page, self->draft))
    anshin_file_dialog_save_async (GTK_WIDGET (self), _("Save what is taken out"),
                                   get_file_name (self->draft->format),
                                   anshin_form_page_get_cancellable (page),
                                   on_file_chosen_cb, g_object_ref (self));
}

static void
anshin_export_page_dispose (GObject *object)
{
  AnshinExportPage *self = ANSHIN_EXPORT_PAGE (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->group);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_export_page_parent_class)->dispose (object);
}

static void
anshin_export_page_class_init (AnshinExportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_export_page_dispose;
  ANSHIN_FORM_PAGE_CLASS (klass)->save = anshin_export_page_save;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/export/anshin-export-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinExportPage, from_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinExportPage, to_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinExportPage, format_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinExportPage, purpose_row);
}

static void
anshin_export_page_init (AnshinExportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
describe_day (gpointer record, const char *text, gpointer data)
{
  int day = 0;

  return anshin_era_parse (text, &day) ? anshin_format_full_day (day) : NULL;
}

/**
 * anshin_export_page_new:
 * @client: the client
 * @group: a group that the person may read
 *
 * Returns: the page
 */
AnshinPage *
anshin_export_page_new (AnshinClient *client, AnshinGroup *group)
{
  AnshinExportPage *self = g_object_new (ANSHIN_TYPE_EXPORT_PAGE, NULL);
  AnshinRecordForm *form = NULL;

  self->client = g_object_ref (client);
  self->group = g_object_ref (group);
  self->draft = anshin_timeline_export_new ();
  self->draft->to = anshin_clock_today ();
  self->draft->from = anshin_date_add_days (self->draft->to, -DEFAULT_DAYS);
  self->draft->format = ANSHIN_FORMAT_PDF;
  anshin_page_set_subtitle (ANSHIN_PAGE (self), group->name);
  form = anshin_form_page_create_form (ANSHIN_FORM_PAGE (self), self->draft);
  anshin_record_form_add_date (form, "from", self->from_row, describe_day, NULL);
  anshin_record_form_add_date (form, "to", self->to_row, describe_day, NULL);
  anshin_record_form_add_choice (form, "format", self->format_row, &anshin_export_formats);
  anshin_record_form_add_choice (form, "purpose", self->purpose_row, &anshin_export_purposes);
  anshin_record_form_load (form);
  return ANSHIN_PAGE (self);
}
