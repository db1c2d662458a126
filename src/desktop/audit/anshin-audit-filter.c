/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-audit-filter.h"

#include <glib/gi18n.h>

#include "anshin-audit-words.h"
#include "anshin-clock.h"
#include "anshin-expander.h"
#include "anshin-paged-list.h"
#include "anshin-patient-picker.h"
#include "anshin-period-rows.h"
#include "anshin-user-picker.h"
#include "anshin-window.h"

struct _AnshinAuditFilter
{
  AdwBin parent_instance;

  /* template widgets */
  AdwExpanderRow *expander;
  AdwActionRow *person_row;
  GtkWidget *person_clear;
  AdwActionRow *patient_row;
  GtkWidget *patient_clear;
  AdwComboRow *finding_row;
  GtkEditable *from_row;
  GtkEditable *to_row;

  /* owned */
  AnshinClient *client;
  AnshinUser *person;
  AnshinPatient *patient;
  AnshinPeriodRows *period;
  char *facility_id;
  gboolean quiet; /* several are set at once */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (AnshinAuditFilter, anshin_audit_filter, ADW_TYPE_BIN)

static char *
describe_period (AnshinAuditFilter *self)
{
  gint64 from = anshin_period_rows_get_from (self->period);
  gint64 to = anshin_period_rows_get_to (self->period);
  g_autofree char *first
    = from != 0 ? anshin_date_format (anshin_time_get_day (from)) : g_strdup ("");
  g_autofree char *last
    = to != 0 ? anshin_date_format (anshin_time_get_day (to - 1)) : g_strdup ("");

  if (from == 0 && to == 0)
    return NULL;
  /* Translators: the first and the last day of a time */
  return g_strdup_printf (_("%s to %s"), first, last);
}

static char *
format_time (gint64 time)
{
  return time != 0 ? anshin_time_format (time) : NULL;
}

static void
append (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static void
show_choice (AdwActionRow *row, GtkWidget *clear, const char *name)
{
  adw_action_row_set_subtitle (row, name != NULL ? name : _("All"));
  gtk_widget_set_visible (clear, name != NULL);
}

static void
update (AnshinAuditFilter *self)
{
  g_autofree char *words = anshin_audit_filter_describe (self);

  if (self->quiet)
    return;
  adw_expander_row_set_subtitle (self->expander, words);
  show_choice (self->person_row, self->person_clear,
               self->person != NULL ? self->person->name : NULL);
  show_choice (self->patient_row, self->patient_clear,
               self->patient != NULL ? self->patient->name : NULL);
  g_signal_emit (self, changed_signal, 0);
}

static void
on_person_picked_cb (AnshinAuditFilter *self, AnshinUser *user)
{
  g_set_object (&self->person, user);
  update (self);
}

static void
on_person_cb (AnshinAuditFilter *self)
{
  AnshinPage *page = anshin_user_picker_new (self->client, _("Whose acts"));

  g_signal_connect_object (page, "picked", G_CALLBACK (on_person_picked_cb), self,
                           G_CONNECT_SWAPPED);
  anshin_window_push_page (anshin_window_get_for (self), page);
}

static void
on_patient_picked_cb (AnshinAuditFilter *self, AnshinPatient *patient)
{
  g_set_object (&self->patient, patient);
  update (self);
}

static void
on_patient_cb (AnshinAuditFilter *self)
{
  AnshinPage *page = anshin_patient_picker_new (self->client);

  g_signal_connect_object (page, "picked", G_CALLBACK (on_patient_picked_cb), self,
                           G_CONNECT_SWAPPED);
  anshin_window_push_page (anshin_window_get_for (self), page);
}

static void
on_person_clear_cb (AnshinAuditFilter *self)
{
  g_clear_object (&self->person);
  update (self);
}

static void
on_patient_clear_cb (AnshinAuditFilter *self)
{
  g_clear_object (&self->patient);
  update (self);
}

static void
anshin_audit_filter_dispose (GObject *object)
{
  AnshinAuditFilter *self = ANSHIN_AUDIT_FILTER (object);

  self->quiet = TRUE;
  g_clear_object (&self->period);
  g_clear_object (&self->patient);
  g_clear_object (&self->person);
  g_clear_object (&self->client);
  g_clear_pointer (&self->facility_id, g_free);

  G_OBJECT_CLASS (anshin_audit_filter_parent_class)->dispose (object);
}

static void
anshin_audit_filter_class_init (AnshinAuditFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_audit_filter_dispose;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/audit/anshin-audit-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditFilter, expander);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditFilter, person_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditFilter, person_clear);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditFilter, patient_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditFilter, patient_clear);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditFilter, finding_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditFilter, from_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditFilter, to_row);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, on_person_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_person_clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_patient_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_patient_clear_cb);
}

static void
anshin_audit_filter_init (AnshinAuditFilter *self)
{
  g_autoptr (GListModel) findings = anshin_audit_words_get_findings ();

  self->quiet = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_expander_name (self->expander);
  self->period = anshin_period_rows_new (GTK_WIDGET (self->from_row), GTK_WIDGET (self->to_row));
  g_signal_connect_object (self->period, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  adw_combo_row_set_model (self->finding_row, findings);
  self->quiet = FALSE;
  update (self);
}

/**
 * anshin_audit_filter_set_client:
 * @self: a filter
 * @client: whose log; who may ask for nothing but the own signing in gets the time alone
 */
void
anshin_audit_filter_set_client (AnshinAuditFilter *self, AnshinClient *client)
{
  AnshinUser *user = anshin_client_get_user (client);
  gboolean others = user != NULL && (user->office || user->facility_admin);

  self->client = g_object_ref (client);
  gtk_widget_set_visible (GTK_WIDGET (self->person_row), others);
  gtk_widget_set_visible (GTK_WIDGET (self->finding_row), others);
  /* The office never sees who the patients are. */
  gtk_widget_set_visible (GTK_WIDGET (self->patient_row), others && !user->office);
}

/* @finding is a wire name, or %NULL for everything. */
void
anshin_audit_filter_set_finding (AnshinAuditFilter *self, const char *finding)
{
  adw_combo_row_set_selected (self->finding_row, anshin_audit_words_find_finding (finding));
}

/* @month is YYYYMM; @facility_id may be %NULL for all that one may read. */
void
anshin_audit_filter_set_month (AnshinAuditFilter *self, gint64 month, const char *facility_id)
{
  int first = (int) month * 100 + 1;
  int next = month % 100 == 12 ? ((int) month / 100 + 1) * 10000 + 101 : first + 100;
  g_autofree char *from = anshin_date_format (first);
  g_autofree char *to = anshin_date_format (anshin_date_add_days (next, -1));

  self->quiet = TRUE;
  g_free (self->facility_id);
  self->facility_id = g_strdup (facility_id);
  gtk_editable_set_text (self->from_row, from);
  gtk_editable_set_text (self->to_row, to);
  self->quiet = FALSE;
  update (self);
}

/* Returns: (transfer full): where the service gives what is wanted */
char *
anshin_audit_filter_build_path (AnshinAuditFilter *self)
{
  AnshinUser *user = anshin_client_get_user (self->client);
  gboolean own = user != NULL && !user->office && !user->facility_admin;
  g_autofree char *from = format_time (anshin_period_rows_get_from (self->period));
  g_autofree char *to = format_time (anshin_period_rows_get_to (self->period));
  const char *person = self->person != NULL ? self->person->id : NULL;

  return anshin_paged_list_build_path (
    "/v1/audit", "person", own ? user->id : person, "patient",
    self->patient != NULL ? self->patient->id : NULL, "facility", self->facility_id, "from", from,
    "to", to, "finding",
    anshin_audit_words_get_finding (adw_combo_row_get_selected (self->finding_row)), NULL);
}

/* Returns: (transfer full): what is wanted, in one line */
char *
anshin_audit_filter_describe (AnshinAuditFilter *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *period = describe_period (self);
  GObject *finding = adw_combo_row_get_selected_item (self->finding_row);

  append (text, self->person != NULL ? self->person->name : NULL);
  append (text, self->patient != NULL ? self->patient->name : NULL);
  append (text, period);
  if (finding != NULL && adw_combo_row_get_selected (self->finding_row) != 0)
    append (text, gtk_string_object_get_string (GTK_STRING_OBJECT (finding)));
  append (text, text->len == 0 ? _("Everything") : NULL);
  return g_strdup (text->str);
}

/* Returns: (transfer full): what is taken out of the log when this is exported */
AnshinAuditExport *
anshin_audit_filter_create_export (AnshinAuditFilter *self)
{
  AnshinAuditExport *export = anshin_audit_export_new ();

  g_object_set (export, "person", self->person != NULL ? self->person->id : NULL, "patient",
                self->patient != NULL ? self->patient->id : NULL, "facility", self->facility_id,
                "finding",
                anshin_audit_words_get_finding (adw_combo_row_get_selected (self->finding_row)),
                "from", anshin_period_rows_get_from (self->period), "to",
                anshin_period_rows_get_to (self->period), NULL);
  return export;
}
