/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-register-page.h"

#include <glib/gi18n.h>

#include "anshin-applicant-row.h"
#include "anshin-csv.h"
#include "anshin-error-words.h"
#include "anshin-file-dialog.h"
#include "anshin-limits.h"
#include "anshin-window.h"

struct _AnshinRegisterPage
{
  AnshinFormPage parent_instance;

  /* template widgets */
  GtkListBox *list_box;
  GtkWidget *skip_button;
  GtkWidget *add_button;

  /* owned */
  AnshinClient *client;
  char *facility_id;
  GPtrArray *sent; /* the rows that are on their way, in their order */
};

G_DEFINE_FINAL_TYPE (AnshinRegisterPage, anshin_register_page, ANSHIN_TYPE_FORM_PAGE)

static guint
count_rows (AnshinRegisterPage *self)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (self->list_box, (int) n) != NULL)
    n++;
  return n;
}

static void
update (AnshinRegisterPage *self)
{
  guint n = count_rows (self);

  gtk_widget_set_visible (GTK_WIDGET (self->list_box), n > 0);
  gtk_widget_set_sensitive (self->add_button, n < ANSHIN_MAX_APPLICATIONS_AT_ONCE);
  anshin_form_page_set_save_visible (ANSHIN_FORM_PAGE (self), n > 0);
  if (n == 0)
    anshin_page_set_dirty (ANSHIN_PAGE (self), FALSE);
}

static void
on_row_changed_cb (AnshinRegisterPage *self)
{
  anshin_page_set_dirty (ANSHIN_PAGE (self), TRUE);
}

static void
on_row_removed_cb (AnshinRegisterPage *self, AnshinApplicantRow *row)
{
  gtk_list_box_remove (self->list_box, GTK_WIDGET (row));
  update (self);
}

static AnshinApplicantRow *
add_row (AnshinRegisterPage *self, AnshinApplication *application)
{
  GtkWidget *row = anshin_applicant_row_new (application);

  g_signal_connect_object (row, "changed", G_CALLBACK (on_row_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (on_row_removed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list_box, row);
  return ANSHIN_APPLICANT_ROW (row);
}

static void
on_add_cb (AnshinRegisterPage *self)
{
  g_autoptr (AnshinApplication) application = anshin_application_new ();
  AnshinApplicantRow *row = NULL;

  application->facility_id = g_strdup (self->facility_id);
  row = add_row (self, application);
  update (self);
  anshin_applicant_row_open (row);
}

/* How many lines can't be sent, and what to do about it. */
static void
report (AnshinRegisterPage *self, guint wrong)
{
  gboolean others = wrong < count_rows (self);
  const char *what = others ? _("Put it right, or send only the others.") : _("Put it right.");
  g_autofree char *how_many = NULL;
  g_autofree char *text = NULL;

  how_many
    = g_strdup_printf (ngettext ("Nothing was sent: %d line can’t go as it is. It is marked.",
                                 "Nothing was sent: %d lines can’t go as they are. They are "
                                 "marked.",
                                 (gulong) wrong),
                       (int) wrong);
  text = g_strdup_printf ("%s %s", how_many, what);
  anshin_form_page_set_notice (ANSHIN_FORM_PAGE (self), wrong > 0 ? text : NULL);
  gtk_widget_set_visible (self->skip_button, wrong > 0 && others);
}

static void
set_refused (GPtrArray *sent, AnshinRefusedLine *refused)
{
  g_autoptr (GError) error = NULL;
  AnshinError code = ANSHIN_ERROR_INTERNAL;

  if (refused->line < 1 || refused->line > (gint64) sent->len)
    return;
  anshin_error_from_wire (refused->code, &code);
  anshin_set_error (&error, code, refused->field, "Refused");
  anshin_applicant_row_set_error (sent->pdata[refused->line - 1], error);
}

static void
finish (AnshinRegisterPage *self, guint stored)
{
  AnshinWindow *window = anshin_window_get_for (self);
  g_autofree char *text = NULL;

  if (stored > 0)
    {
      text = g_strdup_printf (ngettext ("%d application sent; the office decides",
                                        "%d applications sent; the office decides",
                                        (gulong) stored),
                              (int) stored);
      anshin_window_toast (window, text);
    }
  if (count_rows (self) == 0)
    anshin_window_close_page (window, ANSHIN_PAGE (self));
}

/* What was stored leaves the table; what was refused stays, and says why. */
static void
take_report (AnshinRegisterPage *self, AnshinApplicationReport *answer)
{
  g_autoptr (GPtrArray) sent = g_steal_pointer (&self->sent);
  g_autoptr (GHashTable) refused = g_hash_table_new (NULL, NULL);
  guint n_refused = answer->refused != NULL ? answer->refused->len : 0;
  guint n_stored = answer->stored != NULL ? answer->stored->len : 0;

  for (guint i = 0; i < n_refused; i++)
    {
      AnshinRefusedLine *line = answer->refused->pdata[i];

      set_refused (sent, line);
      g_hash_table_add (refused, GINT_TO_POINTER ((int) line->line));
    }
  for (guint i = 0; n_stored > 0 && i < sent->len; i++)
    if (!g_hash_table_contains (refused, GINT_TO_POINTER ((int) i + 1)))
      gtk_list_box_remove (self->list_box, sent->pdata[i]);
  update (self);
  if (n_stored == 0)
    report (self, n_refused);
  else
    gtk_widget_set_visible (self->skip_button, FALSE);
  anshin_page_set_dirty (ANSHIN_PAGE (self), count_rows (self) > 0);
  finish (self, n_stored);
}

static void
on_sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinRegisterPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinApplicationReport) answer = NULL;

  answer = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (anshin_form_page_end (ANSHIN_FORM_PAGE (self), error))
    take_report (self, answer);
}

/* Whether nothing is sent while a line is wrong, or only what is right. */
static void
send_rows (AnshinRegisterPage *self, gboolean skip_refused)
{
  g_autoptr (AnshinApplicationBatch) batch = anshin_application_batch_new ();
  guint n = count_rows (self);

  g_clear_pointer (&self->sent, g_ptr_array_unref);
  self->sent = g_ptr_array_new_with_free_func (g_object_unref);
  batch->items = g_ptr_array_new_with_free_func (g_object_unref);
  batch->skip_refused = skip_refused;
  for (guint i = 0; i < n; i++)
    {
      AnshinApplicantRow *row
        = ANSHIN_APPLICANT_ROW (gtk_list_box_get_row_at_index (self->list_box, (int) i));

      if (!anshin_applicant_row_check (row))
        continue;
      g_ptr_array_add (self->sent, g_object_ref (row));
      g_ptr_array_add (batch->items,
                       anshin_record_dup (anshin_applicant_row_get_application (row)));
    }
  if (self->sent->len == 0 || (!skip_refused && self->sent->len < n))
    {
      report (self, n - self->sent->len);
      return;
    }
  gtk_widget_set_visible (self->skip_button, FALSE);
  anshin_client_call_async (self->client, "POST", "/v1/applications", batch,
                            anshin_application_report_get_type (),
                            anshin_form_page_begin (ANSHIN_FORM_PAGE (self)), on_sent_cb,
                            g_object_ref (self));
}

static void
anshin_register_page_save (AnshinFormPage *page)
{
  send_rows (ANSHIN_REGISTER_PAGE (page), FALSE);
}

static void
on_skip_cb (AnshinRegisterPage *self)
{
  send_rows (self, TRUE);
}

/* An untouched first line makes room for those of the file. */
static void
remove_empty_rows (AnshinRegisterPage *self)
{
  for (int i = (int) count_rows (self) - 1; i >= 0; i--)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list_box, i);
      AnshinApplication *application
        = anshin_applicant_row_get_application (ANSHIN_APPLICANT_ROW (row));

      if (application->name == NULL && application->kana == NULL && application->mail == NULL)
        gtk_list_box_remove (self->list_box, GTK_WIDGET (row));
    }
}

static void
tell_file_error (AnshinRegisterPage *self, const GError *error)
{
  const char *text = NULL;

  switch (error->domain == ANSHIN_ERROR ? error->code : -1)
    {
    case ANSHIN_ERROR_FIELD_CHARACTERS:
      text = _("The file’s characters can’t be read. Save it as CSV from your spreadsheet.");
      break;
    case ANSHIN_ERROR_FIELD_MISSING:
      text = _("Nobody stands in the file.");
      break;
    case ANSHIN_ERROR_MALFORMED:
      text = _("The file is no table that can be read: a quotation mark isn’t closed.");
      break;
    case ANSHIN_ERROR_TOO_LARGE:
    case ANSHIN_ERROR_LIMIT_REACHED:
      text = _("The file is too long. At most 100 people can be registered at once.");
      break;
    default:
      text = _("The file can’t be read.");
      break;
    }
  anshin_form_page_set_notice (ANSHIN_FORM_PAGE (self), text);
}

static void
take_file (AnshinRegisterPage *self, const char *data, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) applicants
    = anshin_csv_read_applicants (data, length, self->facility_id, &error);
  guint wrong = 0;

  if (applicants != NULL)
    remove_empty_rows (self);
  if (applicants != NULL && applicants->len + count_rows (self) > ANSHIN_MAX_APPLICATIONS_AT_ONCE)
    anshin_set_error (&error, ANSHIN_ERROR_LIMIT_REACHED, NULL, "Too many at once");
  if (error != NULL)
    {
      tell_file_error (self, error);
      update (self);
      return;
    }
  for (guint i = 0; i < applicants->len; i++)
    {
      AnshinCsvApplicant *applicant = applicants->pdata[i];
      AnshinApplicantRow *row = add_row (self, applicant->application);

      anshin_applicant_row_set_line (row, applicant->line);
      anshin_applicant_row_set_error (row, applicant->error);
      anshin_applicant_row_set_unknown (row, applicant->unknown);
      wrong += applicant->error != NULL;
    }
  anshin_page_set_dirty (ANSHIN_PAGE (self), TRUE);
  update (self);
  report (self, wrong);
}

static void
on_file_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinRegisterPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length = 0;

  if (g_file_load_partial_contents_finish (G_FILE (source), result, &contents, &length, NULL,
                                           &error))
    {
      if (self->client != NULL)
        take_file (self, contents, length);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell_file_error (self, error);
}

/* No more is read than would be refused as too much anyway. */
static gboolean
on_more_wanted_cb (const char *contents, goffset length, gpointer data)
{
  return length <= ANSHIN_MAX_CSV_BYTES;
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinRegisterPage) self = data;
  g_autoptr (GFile) file = anshin_file_dialog_open_finish (result, NULL);

  if (file != NULL && self->client != NULL)
    g_file_load_partial_contents_async (
      file, anshin_form_page_get_cancellable (ANSHIN_FORM_PAGE (self)), on_more_wanted_cb,
      on_file_read_cb, g_object_ref (self));
}

static void
on_file_cb (AnshinRegisterPage *self)
{
  anshin_file_dialog_open_async (GTK_WIDGET (self), _("Register staff from a file"),
                                 anshin_form_page_get_cancellable (ANSHIN_FORM_PAGE (self)),
                                 on_file_chosen_cb, g_object_ref (self));
}

static void
anshin_register_page_dispose (GObject *object)
{
  AnshinRegisterPage *self = ANSHIN_REGISTER_PAGE (object);

  g_clear_pointer (&self->sent, g_ptr_array_unref);
  g_clear_object (&self->client);
  g_clear_pointer (&self->facility_id, g_free);

  G_OBJECT_CLASS (anshin_register_page_parent_class)->dispose (object);
}

static void
anshin_register_page_class_init (AnshinRegisterPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_register_page_dispose;
  ANSHIN_FORM_PAGE_CLASS (klass)->save = anshin_register_page_save;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/staff/anshin-register-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinRegisterPage, list_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinRegisterPage, skip_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinRegisterPage, add_button);
  gtk_widget_class_bind_template_callback (widget_class, on_add_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_skip_cb);
}

static void
anshin_register_page_init (AnshinRegisterPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * anshin_register_page_new:
 * @client: the client
 * @facility_id: to which the people are to belong
 *
 * Returns: the page, with one line to fill in
 */
AnshinPage *
anshin_register_page_new (AnshinClient *client, const char *facility_id)
{
  AnshinRegisterPage *self = g_object_new (ANSHIN_TYPE_REGISTER_PAGE, NULL);

  self->client = g_object_ref (client);
  self->facility_id = g_strdup (facility_id);
  on_add_cb (self);
  return ANSHIN_PAGE (self);
}
