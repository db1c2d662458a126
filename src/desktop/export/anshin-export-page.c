/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-export-page.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"
#include "anshin-export-run.h"
#include "anshin-export-writer.h"
#include "anshin-file-dialog.h"
#include "anshin-format.h"

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

/* What was fetched of an attempt so far. */
typedef struct
{
  AnshinExportRun *run;
  AnshinTimelineExport *export; /* as the service has it */
  GPtrArray *entries;
} Fetch;

static Fetch *
fetch_new (AnshinExportRun *run, AnshinTimelineExport *export)
{
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->run = run;
  fetch->export = g_object_ref (export);
  fetch->entries = g_ptr_array_new_with_free_func (g_object_unref);
  return fetch;
}

static void
fetch_free (Fetch *fetch)
{
  g_clear_pointer (&fetch->run, anshin_export_run_free);
  g_clear_object (&fetch->export);
  g_clear_pointer (&fetch->entries, g_ptr_array_unref);
  g_free (fetch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)

static void
make_file (Fetch *fetch)
{
  AnshinExportPage *self = anshin_export_run_get_page (fetch->run);
  AnshinUser *user = anshin_client_get_user (self->client);
  g_autofree char *by = user != NULL ? anshin_format_person (user->name, user->profession,
                                                             user->facility_name)
                                     : g_strdup ("");

  anshin_export_run_save (g_steal_pointer (&fetch->run), anshin_export_writer_make,
                          anshin_export_writer_new (fetch->export, self->group->name, by,
                                                    fetch->entries),
                          anshin_export_writer_free);
}

static void
fetch_page (Fetch *fetch, GAsyncReadyCallback callback)
{
  AnshinExportPage *self = anshin_export_run_get_page (fetch->run);
  guint count = fetch->entries->len;
  AnshinEntry *last = count > 0 ? fetch->entries->pdata[count - 1] : NULL;
  gint64 after = last != NULL ? last->seq : MAX (fetch->export->first_seq - 1, 0);
  g_autofree char *path = g_strdup_printf ("/v1/exports/%s/entries?after=%" G_GINT64_FORMAT
                                           "&limit=%d",
                                           fetch->export->id, after, ANSHIN_MAX_PAGE);

  anshin_export_run_tell (fetch->run, count, (guint) fetch->export->entries);
  anshin_client_call_async (self->client, "GET", path, NULL, anshin_entry_list_get_type (),
                            anshin_export_run_get_cancellable (fetch->run), callback, fetch);
}

static void
on_page_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Fetch) fetch = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinEntryList) page = NULL;

  page = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (!anshin_export_run_check (fetch->run, error))
    return;
  for (guint i = 0; i < page->items->len; i++)
    g_ptr_array_add (fetch->entries, g_object_ref (page->items->pdata[i]));
  if (page->more && page->items->len > 0)
    fetch_page (g_steal_pointer (&fetch), on_page_cb);
  else
    make_file (fetch);
}

static void
on_recorded_cb (AnshinExportRun *run, gpointer answer)
{
  AnshinTimelineExport *export = answer;
  g_autoptr (Fetch) fetch = fetch_new (run, export);
  AnshinFormPage *page = anshin_export_run_get_page (run);

  if (export->entries > 0)
    {
      fetch_page (g_steal_pointer (&fetch), on_page_cb);
      return;
    }
  anshin_form_page_end (page, NULL);
  anshin_form_page_set_notice (page, _("Nothing was written on these days. Choose others."));
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinExportPage) self = data;
  g_autoptr (GFile) file = anshin_file_dialog_save_finish (result, NULL);
  g_autofree char *path = NULL;

  if (file == NULL || self->client == NULL)
    return;
  path = g_strdup_printf ("/v1/groups/%s/exports", self->group->id);
  anshin_export_run_record (anshin_export_run_new (ANSHIN_FORM_PAGE (self), self->client, file),
                            path, self->draft, anshin_timeline_export_get_type (),
                            on_recorded_cb);
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

/* What is said of the last day can be put right at the first one. */
static void
anshin_export_page_changed (AnshinFormPage *page)
{
  AnshinTimelineExport *draft = ANSHIN_EXPORT_PAGE (page)->draft;

  if (draft->from != 0 && draft->to != 0 && anshin_date_check_period (draft->from, draft->to, NULL))
    anshin_record_form_clear_error (anshin_form_page_get_form (page), "to");
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
  ANSHIN_FORM_PAGE_CLASS (klass)->changed = anshin_export_page_changed;
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
