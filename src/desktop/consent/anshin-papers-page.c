/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-papers-page.h"

#include <glib/gi18n.h>

#include "anshin-association.h"
#include "anshin-form-printer.h"
#include "anshin-page-notice.h"
#include "anshin-provisions-page.h"
#include "anshin-register-maker.h"
#include "anshin-window.h"
#include "anshin-withdrawal-notice.h"

/* How often the bar follows the work. */
#define PROGRESS_MS 100

struct _AnshinPapersPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPageNotice *notice;
  GtkWidget *groups;
  GtkWidget *patient_group;
  GtkWidget *facility_group;
  GtkWidget *register_group;
  AdwComboRow *state_row;
  GtkWidget *progress_box;
  GtkProgressBar *progress_bar;

  /* owned */
  AnshinClient *client;
  AnshinPatient *patient;
  AnshinConsent *consent;
  GCancellable *cancellable;
  char *association;
  char *printed_path;
  guint progress_id;
  int per_mille;
  gboolean to_file;
};

G_DEFINE_FINAL_TYPE (AnshinPapersPage, anshin_papers_page, ANSHIN_TYPE_PAGE)

/* In the order of the template's list. */
static const char *const register_paths[] = {
  "/v1/consents?limit=100",
  "/v1/consents?state=in-force&limit=100",
  "/v1/consents?state=overdue&limit=100",
  "/v1/consents?state=withdrawn&limit=100",
};

static void
end (AnshinPapersPage *self, const GError *error)
{
  g_clear_handle_id (&self->progress_id, g_source_remove);
  gtk_widget_set_visible (self->progress_box, FALSE);
  gtk_widget_set_sensitive (self->groups, TRUE);
  g_clear_object (&self->cancellable);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    anshin_page_notice_set_error (self->notice, error);
}

static gboolean
on_progress_cb (gpointer data)
{
  AnshinPapersPage *self = ANSHIN_PAPERS_PAGE (data);
  int done = g_atomic_int_get (&self->per_mille);

  if (done > 0)
    gtk_progress_bar_set_fraction (self->progress_bar, done / 1000.0);
  else
    gtk_progress_bar_pulse (self->progress_bar);
  return G_SOURCE_CONTINUE;
}

static GCancellable *
begin (AnshinPapersPage *self)
{
  anshin_page_notice_set_text (self->notice, NULL);
  self->cancellable = g_cancellable_new ();
  g_atomic_int_set (&self->per_mille, 0);
  gtk_widget_set_sensitive (self->groups, FALSE);
  gtk_widget_set_visible (self->progress_box, TRUE);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  self->progress_id = g_timeout_add (PROGRESS_MS, on_progress_cb, self);
  return self->cancellable;
}

static void
on_cancel_cb (AnshinPapersPage *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
on_noted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinPapersPage) self = data;
  g_autoptr (GError) error = NULL;

  anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (error != NULL && self->client != NULL)
    anshin_page_notice_set_error (self->notice, error);
}

/* That it is on paper now is told to the log; a blank form says nothing of anybody. */
static void
note_printed (AnshinPapersPage *self)
{
  if (self->printed_path != NULL)
    anshin_client_call_async (self->client, "POST", self->printed_path, NULL, G_TYPE_NONE, NULL,
                              on_noted_cb, g_object_ref (self));
}

static void
on_printed_cb (gboolean done, const GError *error, gpointer data)
{
  g_autoptr (AnshinPapersPage) self = data;

  if (self->client == NULL)
    return;
  if (done)
    {
      anshin_window_toast (anshin_window_get_for (self), _("It is being printed"));
      note_printed (self);
    }
  else if (error != NULL)
    anshin_page_notice_set_text (self->notice, error->message);
}

/* @path: (transfer full) (nullable): where it is told that it was printed */
static void
print_forms (AnshinPapersPage *self, GPtrArray *forms, const char *name, char *path)
{
  anshin_page_notice_set_text (self->notice, NULL);
  g_free (self->printed_path);
  self->printed_path = path;
  anshin_form_printer_print (GTK_WIDGET (self), forms, name, on_printed_cb, g_object_ref (self));
}

/* Both copies, each made by @make. */
static void
print_copies (AnshinPapersPage *self, const char *name, char *path,
              AnshinForm *(*make) (AnshinPapersPage *self, AnshinFormCopy copy, GError **error))
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  for (int copy = ANSHIN_FORM_COPY_PATIENT; copy <= ANSHIN_FORM_COPY_FACILITY; copy++)
    {
      AnshinForm *form = make (self, (AnshinFormCopy) copy, &error);

      if (form == NULL)
        {
          anshin_page_notice_set_error (self->notice, error);
          g_free (path);
          return;
        }
      g_ptr_array_add (forms, form);
    }
  print_forms (self, forms, name, path);
}

static const char *
get_facility_name (AnshinPapersPage *self)
{
  AnshinUser *user = anshin_client_get_user (self->client);

  return user != NULL ? user->facility_name : NULL;
}

static AnshinForm *
make_blank (AnshinPapersPage *self, AnshinFormCopy copy, GError **error)
{
  return anshin_form_new_blank_copy (get_facility_name (self), self->association, copy);
}

static AnshinForm *
make_withdrawal (AnshinPapersPage *self, AnshinFormCopy copy, GError **error)
{
  return anshin_withdrawal_notice_new_form (self->patient, self->consent, self->association, copy,
                                            error);
}

static void
on_blank_cb (AnshinPapersPage *self)
{
  print_copies (self, _("Blank consent form 4"), NULL, make_blank);
}

static void
on_withdrawal_cb (AnshinPapersPage *self)
{
  print_copies (self, _("Notice of withdrawal"),
                g_strdup_printf ("/v1/consents/%s/withdrawal/printed", self->consent->id),
                make_withdrawal);
}

static void
on_provisions_cb (AnshinPapersPage *self)
{
  anshin_window_push_page (anshin_window_get_for (self),
                           anshin_provisions_page_new (self->client, self->patient));
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinPapersPage) self = data;
  g_autoptr (GError) error = NULL;

  if (self->client == NULL)
    return;
  if (anshin_form_printer_export_finish (result, &error))
    {
      anshin_window_toast (anshin_window_get_for (self), _("PDF saved"));
      note_printed (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    anshin_page_notice_set_error (self->notice, error);
}

static void
on_register_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinPapersPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (AnshinForm) form = anshin_register_maker_finish (result, &pdf, &error);
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->client == NULL)
    return;
  end (self, error);
  if (form == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (pdf != NULL)
    {
      g_free (self->printed_path);
      self->printed_path = g_strdup ("/v1/register/printed");
      anshin_form_printer_save_async (GTK_WIDGET (self), pdf, _("Register of consents"), NULL,
                                      on_saved_cb, g_object_ref (self));
      return;
    }
  g_ptr_array_add (forms, g_steal_pointer (&form));
  print_forms (self, forms, _("Register of consents"), g_strdup ("/v1/register/printed"));
}

static void
on_register_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinPapersPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) consents = NULL;

  consents = anshin_client_call_list_finish (ANSHIN_CLIENT (source), result, &error);
  if (self->client == NULL)
    return;
  if (consents == NULL)
    {
      end (self, error);
      return;
    }
  anshin_register_maker_async (get_facility_name (self), consents, self->to_file,
                               &self->per_mille, self->cancellable, on_register_made_cb,
                               g_object_ref (self));
}

static void
make_register (AnshinPapersPage *self, gboolean to_file)
{
  guint state = adw_combo_row_get_selected (self->state_row);

  self->to_file = to_file;
  anshin_client_call_list_async (self->client,
                                 register_paths[MIN (state, G_N_ELEMENTS (register_paths) - 1)],
                                 anshin_consent_get_type (), begin (self), on_register_cb,
                                 g_object_ref (self));
}

static void
on_register_print_cb (AnshinPapersPage *self)
{
  make_register (self, FALSE);
}

static void
on_register_save_cb (AnshinPapersPage *self)
{
  make_register (self, TRUE);
}

static void
on_association_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinPapersPage) self = data;

  /* Without its name the papers leave a ruled gap for the association. */
  g_free (self->association);
  self->association = anshin_association_fetch_finish (result, NULL);
}

static void
anshin_papers_page_dispose (GObject *object)
{
  AnshinPapersPage *self = ANSHIN_PAPERS_PAGE (object);

  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->association, g_free);
  g_clear_pointer (&self->printed_path, g_free);
  g_clear_object (&self->consent);
  g_clear_object (&self->patient);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_papers_page_parent_class)->dispose (object);
}

static void
anshin_papers_page_class_init (AnshinPapersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_papers_page_dispose;

  g_type_ensure (ANSHIN_TYPE_PAGE_NOTICE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/consent/anshin-papers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinPapersPage, notice);
  gtk_widget_class_bind_template_child (widget_class, AnshinPapersPage, groups);
  gtk_widget_class_bind_template_child (widget_class, AnshinPapersPage, patient_group);
  gtk_widget_class_bind_template_child (widget_class, AnshinPapersPage, facility_group);
  gtk_widget_class_bind_template_child (widget_class, AnshinPapersPage, register_group);
  gtk_widget_class_bind_template_child (widget_class, AnshinPapersPage, state_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPapersPage, progress_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinPapersPage, progress_bar);
  gtk_widget_class_bind_template_callback (widget_class, on_blank_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_withdrawal_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_provisions_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_register_print_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_register_save_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_cb);
}

static void
anshin_papers_page_init (AnshinPapersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * anshin_papers_page_new:
 * @client: whose papers
 * @patient: (nullable): of whom; %NULL for those of the facility
 * @consent: (nullable): which consent of @patient
 *
 * Returns: the page
 */
AnshinPage *
anshin_papers_page_new (AnshinClient *client, AnshinPatient *patient, AnshinConsent *consent)
{
  AnshinPapersPage *self = g_object_new (ANSHIN_TYPE_PAPERS_PAGE, NULL);

  self->client = g_object_ref (client);
  g_set_object (&self->patient, patient);
  g_set_object (&self->consent, consent);
  if (patient != NULL)
    anshin_page_set_subtitle (ANSHIN_PAGE (self), patient->name);
  gtk_widget_set_visible (self->patient_group, consent != NULL);
  gtk_widget_set_visible (self->facility_group, consent == NULL);
  gtk_widget_set_visible (self->register_group, consent == NULL);
  anshin_association_fetch_async (client, NULL, on_association_cb, g_object_ref (self));
  return ANSHIN_PAGE (self);
}
