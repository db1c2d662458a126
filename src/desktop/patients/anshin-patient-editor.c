/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-patient-editor.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"
#include "anshin-patient-page.h"
#include "anshin-patient-words.h"
#include "anshin-user-picker.h"
#include "anshin-record-form.h"
#include "anshin-window.h"

struct _AnshinPatientEditor
{
  AnshinFormPage parent_instance;

  /* template widgets */
  GtkWidget *name_row;
  GtkWidget *kana_row;
  GtkWidget *birth_date_row;
  GtkWidget *sex_row;
  GtkWidget *number_row;
  GtkWidget *postal_code_row;
  GtkWidget *address_row;
  GtkWidget *telephone_row;
  GtkWidget *care_level_row;
  AdwActionRow *physician_row;
  GtkSwitch *none_switch;
  GtkWidget *reason_row;
  GtkWidget *remarks_row;
  GtkTextView *remarks_view;

  /* owned */
  AnshinClient *client;
  AnshinPatient *original;
  AnshinPatient *base; /* as it was when the page was opened; the original follows the service */
  AnshinPatient *draft;
  AnshinRecordForm *form; /* the page's */
};

G_DEFINE_FINAL_TYPE (AnshinPatientEditor, anshin_patient_editor, ANSHIN_TYPE_FORM_PAGE)

/* Either there is an attending physician, or there is a reason why not (source A3). */
static void
update_physician (AnshinPatientEditor *self)
{
  gboolean none = gtk_switch_get_active (self->none_switch);
  const char *name = self->draft->attending_physician_name;

  gtk_widget_set_visible (GTK_WIDGET (self->physician_row), !none);
  gtk_widget_set_visible (self->reason_row, none);
  adw_action_row_set_subtitle (self->physician_row,
                               name != NULL && *name != '\0' ? name : _("Not chosen yet"));
  anshin_record_form_clear_error (self->form, "attending_physician_id");
}

static void
set_physician (AnshinPatientEditor *self, const char *id, const char *name)
{
  g_object_set (self->draft, "attending-physician-id", id, "attending-physician-name", name, NULL);
  update_physician (self);
}

static void
on_changed_cb (AnshinPatientEditor *self)
{
  anshin_page_set_dirty (ANSHIN_PAGE (self), TRUE);
}

static void
on_picked_cb (AnshinPatientEditor *self, AnshinUser *user)
{
  set_physician (self, user->id, user->name);
  on_changed_cb (self);
}

static void
on_choose_physician_cb (AnshinPatientEditor *self)
{
  AnshinPage *picker = anshin_user_picker_new_physician (self->client);

  g_signal_connect_object (picker, "picked", G_CALLBACK (on_picked_cb), self, G_CONNECT_SWAPPED);
  anshin_window_push_page (anshin_window_get_for (self), picker);
}

static void
on_none_toggled_cb (AnshinPatientEditor *self)
{
  update_physician (self);
  on_changed_cb (self);
}

/* How the date was understood: by the era, in the Western way, and the age. */
static char *
describe_birth (gpointer record, const char *text, gpointer data)
{
  int birth_date = ANSHIN_PATIENT (record)->birth_date;

  if (birth_date != 0)
    return anshin_patient_words_birth (birth_date);
  return *text == '\0' ? g_strdup (_("For example 昭和15年3月2日, S15.3.2 or 1940-3-2")) : NULL;
}

/* What the service is sent: exactly what the form says. */
static AnshinPatient *
make_request (AnshinPatientEditor *self)
{
  AnshinPatient *request = anshin_record_dup (self->draft);

  if (gtk_switch_get_active (self->none_switch))
    g_clear_pointer (&request->attending_physician_id, g_free);
  else
    g_clear_pointer (&request->no_attending_reason, g_free);
  return request;
}

static gboolean
check (AnshinPatientEditor *self, AnshinPatient *request)
{
  g_autoptr (GError) missing = NULL;

  if (!anshin_form_page_check (ANSHIN_FORM_PAGE (self), request))
    return FALSE;
  if (gtk_switch_get_active (self->none_switch) && request->no_attending_reason == NULL)
    anshin_set_error (&missing, ANSHIN_ERROR_FIELD_MISSING, "no_attending_reason", "No reason");
  else if (!gtk_switch_get_active (self->none_switch) && request->attending_physician_id == NULL)
    anshin_set_error (&missing, ANSHIN_ERROR_FIELD_MISSING, "attending_physician_id", "Nobody");
  if (missing != NULL)
    anshin_record_form_show_error (self->form, missing);
  return missing == NULL;
}

static void
finish (AnshinPatientEditor *self, AnshinPatient *saved)
{
  AnshinWindow *window = anshin_window_get_for (self);

  if (self->original != NULL)
    {
      anshin_record_copy_fields (ANSHIN_RECORD (self->original), ANSHIN_RECORD (saved));
      anshin_window_toast (window, _("Changes saved"));
      anshin_window_close_page (window, ANSHIN_PAGE (self));
      return;
    }
  anshin_window_toast (window, _("Patient entered"));
  if (!anshin_window_show_item (window, "patients", saved->id))
    anshin_window_show_page (window, anshin_patient_page_new (self->client, saved));
}

static void
append_change (GString *text, const char *label, const char *now)
{
  g_string_append_printf (text, "\n• %s: %s", label,
                          now != NULL && *now != '\0' ? now : _("(empty)"));
}

/* What somebody else has changed since this page was opened. */
static char *
describe_conflict (AnshinPatient *before, AnshinPatient *now)
{
  GString *text = g_string_new (_("Somebody else changed this patient meanwhile. What you entered "
                                  "is still here, the rest is as it is now. Look it through, then "
                                  "save again. Changed by others:"));
  g_autofree char *birth = anshin_patient_words_birth (now->birth_date);

  if (g_strcmp0 (before->name, now->name) != 0)
    append_change (text, _("Name"), now->name);
  if (g_strcmp0 (before->kana, now->kana) != 0)
    append_change (text, _("Kana"), now->kana);
  if (before->birth_date != now->birth_date)
    append_change (text, _("Date of birth"), birth);
  if (before->sex != now->sex)
    append_change (text, _("Sex"), anshin_patient_words_choice (&anshin_sexes, now->sex));
  if (g_strcmp0 (before->number, now->number) != 0)
    append_change (text, _("Number"), now->number);
  if (before->care_level != now->care_level)
    append_change (text, _("Care level"),
                   anshin_patient_words_choice (&anshin_care_levels, now->care_level));
  if (g_strcmp0 (before->postal_code, now->postal_code) != 0)
    append_change (text, _("Postal code"), now->postal_code);
  if (g_strcmp0 (before->address, now->address) != 0)
    append_change (text, _("Address"), now->address);
  if (g_strcmp0 (before->telephone, now->telephone) != 0)
    append_change (text, _("Telephone"), now->telephone);
  if (g_strcmp0 (before->attending_physician_name, now->attending_physician_name) != 0)
    append_change (text, _("Attending physician"), now->attending_physician_name);
  if (g_strcmp0 (before->no_attending_reason, now->no_attending_reason) != 0)
    append_change (text, _("No attending physician"), now->no_attending_reason);
  if (g_strcmp0 (before->remarks, now->remarks) != 0)
    append_change (text, _("Remarks"), now->remarks);
  return g_string_free (text, FALSE);
}

/* What was not touched here takes on the new state, or saving would undo the others' work. */
static void
merge (AnshinPatientEditor *self, AnshinPatient *now)
{
  gboolean had_none = self->base->attending_physician_id == NULL;

  anshin_record_merge (self->draft, self->base, now);
  anshin_record_form_load (self->form);
  if (gtk_switch_get_active (self->none_switch) == had_none)
    gtk_switch_set_active (self->none_switch, now->attending_physician_id == NULL);
  if (g_strcmp0 (self->draft->attending_physician_id, now->attending_physician_id) == 0)
    set_physician (self, now->attending_physician_id, now->attending_physician_name);
  self->draft->version = now->version;
  g_set_object (&self->base, now);
}

static void
on_newest_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinPatientEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinPatient) now = NULL;
  g_autofree char *text = NULL;

  now = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (!anshin_form_page_end (ANSHIN_FORM_PAGE (self), error))
    return;
  anshin_page_set_dirty (ANSHIN_PAGE (self), TRUE);
  text = describe_conflict (self->base, now);
  merge (self, now);
  anshin_record_copy_fields (ANSHIN_RECORD (self->original), ANSHIN_RECORD (now));
  anshin_form_page_set_notice (ANSHIN_FORM_PAGE (self), text);
}

static void
fetch_newest (AnshinPatientEditor *self)
{
  g_autofree char *path = g_strdup_printf ("/v1/patients/%s", self->original->id);

  anshin_client_call_async (self->client, "GET", path, NULL, anshin_patient_get_type (),
                            anshin_form_page_get_cancellable (ANSHIN_FORM_PAGE (self)),
                            on_newest_cb, g_object_ref (self));
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinPatientEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinPatient) saved = NULL;

  saved = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_VERSION_STALE) && self->original != NULL)
    {
      fetch_newest (self);
      return;
    }
  if (anshin_form_page_end (ANSHIN_FORM_PAGE (self), error))
    finish (self, saved);
}

static void
anshin_patient_editor_save (AnshinFormPage *page)
{
  AnshinPatientEditor *self = ANSHIN_PATIENT_EDITOR (page);
  g_autoptr (AnshinPatient) request = make_request (self);
  g_autofree char *path = NULL;

  if (!check (self, request))
    return;
  if (self->original != NULL)
    path = g_strdup_printf ("/v1/patients/%s", self->original->id);
  anshin_client_call_async (self->client, path != NULL ? "PUT" : "POST",
                            path != NULL ? path : "/v1/patients", request,
                            anshin_patient_get_type (), anshin_form_page_begin (page),
                            on_saved_cb, g_object_ref (self));
}

static void
anshin_patient_editor_shown (AnshinPage *page)
{
  AnshinPatientEditor *self = ANSHIN_PATIENT_EDITOR (page);

  if (!anshin_page_get_dirty (page))
    gtk_widget_grab_focus (self->name_row);
}

static void
create_form (AnshinPatientEditor *self)
{
  self->form = anshin_form_page_create_form (ANSHIN_FORM_PAGE (self), self->draft);
  anshin_record_form_add_text (self->form, "name", self->name_row);
  anshin_record_form_add_text (self->form, "kana", self->kana_row);
  anshin_record_form_add_date (self->form, "birth_date", self->birth_date_row, describe_birth,
                               NULL);
  anshin_record_form_add_choice (self->form, "sex", self->sex_row, &anshin_sexes);
  anshin_record_form_add_text (self->form, "number", self->number_row);
  anshin_record_form_add_text (self->form, "postal_code", self->postal_code_row);
  anshin_record_form_add_text (self->form, "address", self->address_row);
  anshin_record_form_add_text (self->form, "telephone", self->telephone_row);
  anshin_record_form_add_choice (self->form, "care_level", self->care_level_row,
                                 &anshin_care_levels);
  anshin_record_form_add_other (self->form, "attending_physician_id",
                                GTK_WIDGET (self->physician_row));
  anshin_record_form_add_text (self->form, "no_attending_reason", self->reason_row);
  anshin_record_form_add_prose (self->form, "remarks", self->remarks_row, self->remarks_view);
  anshin_record_form_load (self->form);
}

static void
anshin_patient_editor_dispose (GObject *object)
{
  AnshinPatientEditor *self = ANSHIN_PATIENT_EDITOR (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->base);
  g_clear_object (&self->original);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_patient_editor_parent_class)->dispose (object);
}

static void
bind_rows (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientEditor, name_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientEditor, kana_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientEditor, birth_date_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientEditor, sex_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientEditor, number_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientEditor, postal_code_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientEditor, address_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientEditor, telephone_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientEditor, care_level_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientEditor, physician_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientEditor, none_switch);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientEditor, reason_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientEditor, remarks_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientEditor, remarks_view);
}

static void
anshin_patient_editor_class_init (AnshinPatientEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_patient_editor_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_patient_editor_shown;
  ANSHIN_FORM_PAGE_CLASS (klass)->save = anshin_patient_editor_save;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/patients/anshin-patient-editor.ui");
  bind_rows (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_physician_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_none_toggled_cb);
}

static void
anshin_patient_editor_init (AnshinPatientEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * anshin_patient_editor_new:
 * @client: where to save
 * @patient: (nullable): whom to change; %NULL enters a new one
 *
 * Returns: a page that keeps what is typed until the service has it
 */
AnshinPage *
anshin_patient_editor_new (AnshinClient *client, AnshinPatient *patient)
{
  AnshinPatientEditor *self = g_object_new (ANSHIN_TYPE_PATIENT_EDITOR, NULL);
  AnshinUser *user = anshin_client_get_user (client);

  self->client = g_object_ref (client);
  self->original = patient != NULL ? g_object_ref (patient) : NULL;
  self->base = patient != NULL ? anshin_record_dup (patient) : NULL;
  self->draft = patient != NULL ? anshin_record_dup (patient) : anshin_patient_new ();
  anshin_page_set_title (ANSHIN_PAGE (self), patient != NULL ? _("Edit patient")
                                                             : _("New patient"));
  create_form (self);
  if (patient != NULL)
    gtk_switch_set_active (self->none_switch, patient->no_attending_reason != NULL
                                                && patient->attending_physician_id == NULL);
  else if (user != NULL && user->profession == ANSHIN_PROFESSION_PHYSICIAN)
    set_physician (self, user->id, user->name);
  update_physician (self);
  anshin_page_set_dirty (ANSHIN_PAGE (self), FALSE);
  return ANSHIN_PAGE (self);
}
