/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-export-page.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"
#include "anshin-export-writer.h"
#include "anshin-file-dialog.h"
#include "anshin-format.h"
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
  AnshinTimelineExport *export; /* as the service has it: on its way */
  GPtrArray *entries;
  GFile *file;
  GCancellable *running;
  guint progress_id;
  int per_mille;
};

G_DEFINE_FINAL_TYPE (AnshinExportPage, anshin_export_page, ANSHIN_TYPE_FORM_PAGE)

/* What was fetched isn't kept a moment longer than it is needed. */
static gboolean
end (AnshinExportPage *self, const GError *error)
{
  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_clear_object (&self->running);
  g_clear_object (&self->export);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  return anshin_form_page_end (ANSHIN_FORM_PAGE (self), error);
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinExportPage) self = data;
  g_autoptr (GError) error = NULL;
  AnshinWindow *window = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  if (error != NULL && error->domain == G_IO_ERROR
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      end (self, NULL);
      anshin_form_page_set_notice (ANSHIN_FORM_PAGE (self),
                                   _("The file could not be written. Choose another place."));
      return;
    }
  if (!end (self, error))
    return;
  window = anshin_window_get_for (self);
  anshin_page_set_dirty (ANSHIN_PAGE (self), FALSE);
  anshin_window_toast (window, _("The file is saved. Keep it as safe as a paper record."));
  anshin_window_close_page (window, ANSHIN_PAGE (self));
}

static void
on_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinExportPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = anshin_export_writer_finish (result, &error);

  if (file == NULL || self->file == NULL)
    {
      end (self, error);
      return;
    }
  g_file_replace_contents_bytes_async (self->file, file, NULL, FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                       self->running, on_written_cb, g_object_ref (self));
}

static gboolean
on_progress_cb (gpointer data)
{
  AnshinExportPage *self = ANSHIN_EXPORT_PAGE (data);
  double made = g_atomic_int_get (&self->per_mille) / 1000.0;

  if (g_cancellable_is_cancelled (self->running))
    return G_SOURCE_CONTINUE;
  anshin_form_page_set_progress (ANSHIN_FORM_PAGE (self),
                                 FETCHED_SHARE + (1 - FETCHED_SHARE) * made);
  return G_SOURCE_CONTINUE;
}

static void
make_file (AnshinExportPage *self)
{
  AnshinUser *user = anshin_client_get_user (self->client);
  g_autofree char *by = user != NULL ? anshin_format_person (user->name, user->profession,
                                                             user->facility_name)
                                     : g_strdup ("");

  g_atomic_int_set (&self->per_mille, 0);
  self->progress_id = g_timeout_add (PROGRESS_MS, on_progress_cb, self);
  anshin_export_writer_async (self->export, self->group->name, by, self->entries,
                              &self->per_mille, self->running, on_made_cb, g_object_ref (self));
}

static void
fetch_page (AnshinExportPage *self, GAsyncReadyCallback callback)
{
  AnshinEntry *last = self->entries->len > 0 ? self->entries->pdata[self->entries->len - 1] : NULL;
  gint64 after = last != NULL ? last->seq : MAX (self->export->first_seq - 1, 0);
  g_autofree char *path = g_strdup_printf ("/v1/exports/%s/entries?after=%" G_GINT64_FORMAT
                                           "&limit=%d",
                                           self->export->id, after, ANSHIN_MAX_PAGE);

  anshin_client_call_async (self->client, "GET", path, NULL, anshin_entry_list_get_type (),
                            self->running, callback, g_object_ref (self));
}

static void
on_page_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinExportPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinEntryList) page = NULL;

  page = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (page == NULL || self->export == NULL
      || g_cancellable_set_error_if_cancelled (self->running, &error))
    {
      end (self, error);
      return;
    }
  for (guint i = 0; i < page->items->len; i++)
    g_ptr_array_add (self->entries, g_object_ref (page->items->pdata[i]));
  anshin_form_page_set_progress (ANSHIN_FORM_PAGE (self),
                                 FETCHED_SHARE * self->entries->len
                                   / MAX (self->export->entries, 1));
  if (page->more && page->items->len > 0)
    fetch_page (self, on_page_cb);
  else
    make_file (self);
}

/* That it is taken out is in the log before anything of it is. */
static void
on_begun_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinExportPage) self = data;
  g_autoptr (GError) error = NULL;

  self->export = anshin_step_up_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (self->export == NULL || self->client == NULL
      || g_cancellable_set_error_if_cancelled (self->running, &error))
    {
      end (self, error);
      return;
    }
  if (self->export->entries == 0)
    {
      end (self, NULL);
      anshin_form_page_set_notice (ANSHIN_FORM_PAGE (self),
                                   _("Nothing was written on these days. Choose others."));
      return;
    }
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  anshin_form_page_set_progress (ANSHIN_FORM_PAGE (self), 0);
  fetch_page (self, on_page_cb);
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinExportPage) self = data;
  g_autoptr (GFile) file = anshin_file_dialog_save_finish (result, NULL);
  g_autofree char *path = NULL;

  if (file == NULL || self->client == NULL)
    return;
  g_set_object (&self->file, file);
  g_set_object (&self->running, anshin_form_page_begin (ANSHIN_FORM_PAGE (self)));
  path = g_strdup_printf ("/v1/groups/%s/exports", self->group->id);
  anshin_step_up_call_async (GTK_WIDGET (self), self->client, "POST", path, self->draft,
                             anshin_timeline_export_get_type (), self->running, on_begun_cb,
                             g_object_ref (self));
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

  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_object (&self->export);
  g_clear_object (&self->file);
  g_clear_object (&self->running);
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
