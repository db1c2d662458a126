/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-applicant-row.h"

#include <glib/gi18n.h>

#include "anshin-error-words.h"
#include "anshin-expander.h"
#include "anshin-format.h"
#include "anshin-record-form.h"

struct _AnshinApplicantRow
{
  AdwExpanderRow parent_instance;

  GtkWidget *name_row;
  GtkWidget *admin_switch;
  GtkWidget *mark;

  /* owned */
  AnshinApplication *application;
  AnshinRecordForm *form; /* NULL until the row was opened */
  GError *error;
  char *unknown;          /* what stands in the file where a profession should */
  guint line;             /* of the file that it is from, 0 if it was typed */
};

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnshinApplicantRow, anshin_applicant_row, ADW_TYPE_EXPANDER_ROW)

/* What is wrong, and with what. */
static char *
describe_error (AnshinApplicantRow *self)
{
  g_autofree char *words = anshin_error_words_dup (self->error);
  const char *name = anshin_error_get_field (self->error);
  g_autofree char *field = anshin_error_words_dup_field (name);

  if (self->unknown != NULL && g_strcmp0 (name, "profession") == 0)
    /* Translators: words of a file that should be a profession and are none */
    return g_strdup_printf (_("“%s” isn’t a profession of this network. Choose one."),
                            self->unknown);
  /* Translators: what a field of a form is called, and what is wrong with it */
  return field != NULL ? g_strdup_printf (_("%s: %s"), field, words) : g_strdup (words);
}

static char *
describe (AnshinApplicantRow *self)
{
  g_autoptr (GString) text
    = g_string_new (anshin_format_profession (self->application->profession));
  const char *mail = self->application->mail;

  if (self->error != NULL)
    return describe_error (self);
  if (self->application->facility_admin)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "",
                            _("Facility administrator"));
  if (mail != NULL && *mail != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", mail);
  return g_strdup (text->str);
}

static void
update (AnshinApplicantRow *self)
{
  const char *name = self->application->name;
  g_autofree char *title = g_strdup (name != NULL && *name != '\0' ? name : _("New person"));
  g_autofree char *subtitle = describe (self);
  g_autofree char *label = NULL;

  if (self->line > 0)
    {
      g_autofree char *plain = g_steal_pointer (&title);

      /* Translators: a line of a file, and the name in it */
      title = g_strdup_printf (_("Line %d: %s"), (int) self->line, plain);
    }
  label = g_strdup_printf ("%s, %s", title, subtitle);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (self->error != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "refused");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "refused");
  gtk_widget_set_visible (self->mark, self->error != NULL);
}

static void
on_changed_cb (AnshinApplicantRow *self)
{
  g_clear_error (&self->error);
  g_clear_pointer (&self->unknown, g_free);
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_admin_cb (AnshinApplicantRow *self)
{
  g_object_set (self->application, "facility-admin",
                gtk_switch_get_active (GTK_SWITCH (self->admin_switch)), NULL);
  on_changed_cb (self);
}

static void
on_remove_cb (AnshinApplicantRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
add_profession (AnshinApplicantRow *self)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Profession"));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  anshin_record_form_add_choice (self->form, "profession", row, &anshin_professions);
}

static void
add_admin (AnshinApplicantRow *self)
{
  GtkWidget *row = adw_action_row_new ();

  self->admin_switch = gtk_switch_new ();
  gtk_widget_set_valign (self->admin_switch, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (self->admin_switch), self->application->facility_admin);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->admin_switch),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Facility administrator"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Facility administrator"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->admin_switch);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->admin_switch);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_signal_connect_object (self->admin_switch, "notify::active", G_CALLBACK (on_admin_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add_remove_button (AnshinApplicantRow *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Take out of the list"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (row, FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove_cb), self, G_CONNECT_SWAPPED);
}

/* A table from a file may be long: a line gets its form when it is opened. */
static void
ensure_form (AnshinApplicantRow *self)
{
  AdwExpanderRow *expander = ADW_EXPANDER_ROW (self);

  if (self->form != NULL)
    return;
  self->form = anshin_record_form_new (self->application);
  self->name_row = anshin_record_form_add_entry (self->form, "name", _("Name"), expander);
  anshin_record_form_add_entry (self->form, "kana", _("Name in kana"), expander);
  anshin_record_form_add_entry (self->form, "mail", _("Mail address"), expander);
  add_profession (self);
  add_admin (self);
  anshin_record_form_add_entry (self->form, "note", _("Note for the office (if any)"),
                                expander);
  add_remove_button (self);
  anshin_record_form_load (self->form);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (self->error != NULL)
    anshin_record_form_show_error (self->form, self->error);
}

static void
on_expanded_cb (AnshinApplicantRow *self)
{
  if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    ensure_form (self);
}

static void
anshin_applicant_row_dispose (GObject *object)
{
  AnshinApplicantRow *self = ANSHIN_APPLICANT_ROW (object);

  if (self->form != NULL)
    g_object_run_dispose (G_OBJECT (self->form));
  g_clear_object (&self->form);
  g_clear_object (&self->application);
  g_clear_error (&self->error);
  g_clear_pointer (&self->unknown, g_free);

  G_OBJECT_CLASS (anshin_applicant_row_parent_class)->dispose (object);
}

static void
anshin_applicant_row_class_init (AnshinApplicantRowClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_applicant_row_dispose;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
anshin_applicant_row_init (AnshinApplicantRow *self)
{
  anshin_expander_name (ADW_EXPANDER_ROW (self));
  self->mark = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_widget_add_css_class (self->mark, "error");
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), self->mark);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (on_expanded_cb), NULL);
}

/**
 * anshin_applicant_row_new:
 * @application: what the line fills
 *
 * Returns: a row for a boxed list
 */
GtkWidget *
anshin_applicant_row_new (AnshinApplication *application)
{
  AnshinApplicantRow *self = g_object_new (ANSHIN_TYPE_APPLICANT_ROW, NULL);

  self->application = g_object_ref (application);
  update (self);
  return GTK_WIDGET (self);
}

AnshinApplication *
anshin_applicant_row_get_application (AnshinApplicantRow *self)
{
  return self->application;
}

/* Which line of the file it is, so that it can be found there. */
void
anshin_applicant_row_set_line (AnshinApplicantRow *self, guint line)
{
  self->line = line;
  update (self);
}

/**
 * anshin_applicant_row_set_error:
 * @self: a row
 * @error: (nullable): why it can't be sent as it is
 */
void
anshin_applicant_row_set_error (AnshinApplicantRow *self, const GError *error)
{
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  if (self->form != NULL && error != NULL)
    anshin_record_form_show_error (self->form, error);
  update (self);
}

/* What the file has where a profession should be. */
void
anshin_applicant_row_set_unknown (AnshinApplicantRow *self, const char *words)
{
  g_free (self->unknown);
  self->unknown = g_strdup (words);
  update (self);
}

/**
 * anshin_applicant_row_check:
 * @self: a row
 *
 * Returns: whether it may be sent; if not, the row says why
 */
gboolean
anshin_applicant_row_check (AnshinApplicantRow *self)
{
  g_autoptr (AnshinApplication) request = anshin_record_dup (self->application);
  g_autoptr (GError) error = NULL;

  if (anshin_record_validate (request, &error))
    return TRUE;
  anshin_applicant_row_set_error (self, error);
  return FALSE;
}

/* Opens the line, to be filled in. */
void
anshin_applicant_row_open (AnshinApplicantRow *self)
{
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (self->name_row);
}
