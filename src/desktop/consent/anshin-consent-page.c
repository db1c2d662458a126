/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-consent-page-private.h"

#include <glib/gi18n.h>

#include "anshin-association.h"
#include "anshin-clock.h"
#include "anshin-covered.h"
#include "anshin-patient-words.h"
#include "anshin-window.h"

/* Letters that come faster than this are drawn together: the page follows within 50 ms. */
#define PREVIEW_PAUSE_MS 20

G_DEFINE_FINAL_TYPE (AnshinConsentPage, anshin_consent_page, ANSHIN_TYPE_PAGE)

static void
show_preview (AnshinConsentPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinForm) form = NULL;

  form = anshin_form_new (self->patient, self->draft, self->association,
                          ANSHIN_FORM_COPY_PATIENT, &error);
  if (form == NULL)
    anshin_page_notice_set_error (self->notice, error);
  else
    anshin_form_preview_set_form (self->preview, form);
}

static gboolean
on_preview_pause_over_cb (gpointer data)
{
  AnshinConsentPage *self = ANSHIN_CONSENT_PAGE (data);

  self->preview_timeout = 0;
  show_preview (self);
  return G_SOURCE_REMOVE;
}

static void
on_changed_cb (AnshinConsentPage *self)
{
  self->saved = FALSE;
  anshin_page_set_dirty (ANSHIN_PAGE (self), TRUE);
  anshin_consent_page_update (self);
  if (self->preview_timeout == 0)
    self->preview_timeout = g_timeout_add (PREVIEW_PAUSE_MS, on_preview_pause_over_cb, self);
}

static void
on_kind_toggled_cb (AnshinConsentPage *self)
{
  g_autoptr (GStrvBuilder) kinds = g_strv_builder_new ();
  g_auto (GStrv) wires = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->kinds_box));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *check = gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child));

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
        g_strv_builder_add (kinds, gtk_widget_get_name (check));
    }
  wires = g_strv_builder_end (kinds);
  g_object_set (self->draft, "recipient-kinds", wires, NULL);
  on_changed_cb (self);
}

/* The kinds of facility, each with a mark; the office is no recipient. */
static void
create_kinds (AnshinConsentPage *self)
{
  for (const AnshinChoice *kind = anshin_facility_kinds.choices; kind->wire != NULL; kind++)
    {
      GtkWidget *check = NULL;

      if (kind->value == ANSHIN_FACILITY_OFFICE)
        continue;
      check = gtk_check_button_new_with_label (
        anshin_patient_words_choice (&anshin_facility_kinds, kind->value));
      gtk_widget_set_name (check, kind->wire);
      gtk_check_button_set_active (
        GTK_CHECK_BUTTON (check),
        self->draft->recipient_kinds != NULL
          && g_strv_contains ((const char *const *) self->draft->recipient_kinds, kind->wire));
      g_signal_connect_object (check, "toggled", G_CALLBACK (on_kind_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_flow_box_insert (self->kinds_box, check, -1);
      gtk_widget_set_focusable (gtk_widget_get_parent (check), FALSE);
    }
}

static void
store_recipients (AnshinConsentPage *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < self->recipients->len; i++)
    g_strv_builder_add (names, self->recipients->pdata[i]);
  all = g_strv_builder_end (names);
  g_object_set (self->draft, "recipients", all, NULL);
}

static void
on_recipient_removed_cb (AnshinConsentPage *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);

  g_ptr_array_remove_index (self->recipients,
                            (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
  gtk_list_box_remove (self->recipients_list, row);
  gtk_widget_set_visible (GTK_WIDGET (self->recipients_list), self->recipients->len > 0);
  store_recipients (self);
  on_changed_cb (self);
}

static void
add_recipient (AnshinConsentPage *self, const char *name)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *label = g_strdup_printf (_("Remove %s"), name);

  g_ptr_array_add (self->recipients, g_strdup (name));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_recipient_removed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (self->recipients_list, row);
  gtk_widget_set_visible (GTK_WIDGET (self->recipients_list), TRUE);
}

static void
on_recipient_entered_cb (AnshinConsentPage *self)
{
  g_autofree char *name = NULL;

  name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->recipient_row))));
  if (*name == '\0' || self->recipients->len >= ANSHIN_MAX_RECIPIENTS)
    return;
  add_recipient (self, name);
  gtk_editable_set_text (GTK_EDITABLE (self->recipient_row), "");
  store_recipients (self);
  on_changed_cb (self);
}

static void
on_later_toggled_cb (AnshinConsentPage *self)
{
  g_object_set (self->draft, "later-members", gtk_switch_get_active (self->later_switch), NULL);
  on_changed_cb (self);
}

/* A name that was typed and not yet added is meant to be on the paper. */
static void
add_typed_recipient (AnshinConsentPage *self)
{
  if (!self->busy)
    on_recipient_entered_cb (self);
}

static void
on_print_cb (AnshinConsentPage *self)
{
  add_typed_recipient (self);
  anshin_consent_page_do (self, ANSHIN_DEED_PRINT);
}

static void
on_export_cb (AnshinConsentPage *self)
{
  add_typed_recipient (self);
  anshin_consent_page_do (self, ANSHIN_DEED_EXPORT);
}

static void
on_back_cb (AnshinConsentPage *self)
{
  if (self->step > 0 && !self->busy)
    anshin_consent_page_go (self, (AnshinConsentStep) (self->step - 1));
}

static void
on_next_cb (AnshinConsentPage *self)
{
  add_typed_recipient (self);
  if (!self->busy)
    anshin_consent_page_go_on (self);
}

static void
on_form_changed_cb (AnshinConsentPage *self)
{
  anshin_consent_page_update_signer (self);
  on_changed_cb (self);
}

static void
on_sign_cb (AnshinConsentPage *self)
{
  anshin_consent_page_do (self, ANSHIN_DEED_SIGN);
}

static void
on_print_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  on_print_cb (ANSHIN_CONSENT_PAGE (widget));
}

static char *
describe_date (gpointer record, const char *text, gpointer data)
{
  return anshin_patient_words_date (ANSHIN_CONSENT (record)->explained_on);
}

static char *
describe_last_day (gpointer record, const char *text, gpointer data)
{
  int day = ANSHIN_CONSENT (record)->valid_until;

  return day != 0 ? anshin_patient_words_date (day) : g_strdup (_("Until the care ends"));
}

static void
on_association_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinConsentPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *association = anshin_association_fetch_finish (result, &error);

  /* Without its name the form leaves a ruled gap for the association. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->client == NULL)
    return;
  g_free (self->association);
  self->association = g_steal_pointer (&association);
  show_preview (self);
}

static void
add_rows (AnshinConsentPage *self)
{
  AnshinRecordForm *explains = self->forms[ANSHIN_CONSENT_STEP_EXPLAINS];
  AnshinRecordForm *consents = self->forms[ANSHIN_CONSENT_STEP_CONSENTS];
  AnshinRecordForm *receives = self->forms[ANSHIN_CONSENT_STEP_RECEIVES];
  AnshinRecordForm *period = self->forms[ANSHIN_CONSENT_STEP_PERIOD];

  anshin_record_form_add_text (explains, "explained_by", self->explained_by_row);
  anshin_record_form_add_choice (explains, "explained_profession", self->explained_profession_row,
                                 &anshin_professions);
  anshin_record_form_add_text (explains, "explained_facility", self->explained_facility_row);
  anshin_record_form_add_date (explains, "explained_on", self->explained_on_row, describe_date,
                               NULL);
  anshin_record_form_add_choice (consents, "signer", self->signer_row, &anshin_signers);
  anshin_record_form_add_text (consents, "signer_name", self->signer_name_row);
  anshin_record_form_add_choice (consents, "signer_relationship", self->relationship_row,
                                 &anshin_relationships);
  anshin_record_form_add_text (consents, "signer_reason", self->reason_row);
  anshin_record_form_add_other (receives, "recipient_kinds", self->kinds_row);
  anshin_record_form_add_other (receives, "recipients", GTK_WIDGET (self->recipient_row));
  anshin_record_form_add_date (period, "valid_until", self->valid_until_row, describe_last_day,
                               NULL);
  anshin_record_form_add_prose (period, "remarks", self->remarks_row, self->remarks_view);
}

static void
create_form (AnshinConsentPage *self)
{
  for (int i = 0; i < ANSHIN_CONSENT_STEP_CHECK; i++)
    self->forms[i] = anshin_record_form_new (self->draft);
  add_rows (self);
  for (int i = 0; i < ANSHIN_CONSENT_STEP_CHECK; i++)
    anshin_record_form_load (self->forms[i]);
  create_kinds (self);
  for (guint i = 0; self->draft->recipients != NULL && self->draft->recipients[i] != NULL; i++)
    add_recipient (self, self->draft->recipients[i]);
  gtk_switch_set_active (self->later_switch, self->draft->later_members);
  for (int i = 0; i < ANSHIN_CONSENT_STEP_CHECK; i++)
    g_signal_connect_object (self->forms[i], "changed", G_CALLBACK (on_form_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

/* Mostly the one who fills the form explains it, today, and the usual team receives. */
static void
fill_from_user (AnshinConsentPage *self)
{
  static const char *const usual[]
    = { "clinic", "visiting-nurse-station", "care-management-office", "pharmacy", NULL };
  AnshinUser *user = anshin_client_get_user (self->client);

  g_object_set (self->draft, "recipient-kinds", usual, "later-members", TRUE, "explained-on",
                anshin_clock_today (), NULL);
  if (user != NULL)
    g_object_set (self->draft, "explained-by", user->name, "explained-profession",
                  user->profession, "explained-facility", user->facility_name, NULL);
  if (anshin_consent_needs_proxy (self->patient->birth_date, anshin_clock_today ()))
    g_object_set (self->draft, "signer", ANSHIN_SIGNER_PROXY, "signer-relationship",
                  ANSHIN_RELATIONSHIP_PARENT, NULL);
}

static void
on_newest_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinConsentPage) self = data;
  g_autoptr (AnshinConsent) newest = NULL;

  newest = anshin_client_call_finish (ANSHIN_CLIENT (source), result, NULL);
  if (newest != NULL && self->client != NULL)
    anshin_scan_list_show (self->scan_list, self->client, newest,
                           newest->state != ANSHIN_CONSENT_DRAFT);
}

/* What was filed on a page above this one; what is typed here stays. */
static void
fetch_scans (AnshinConsentPage *self)
{
  g_autofree char *path = g_strdup_printf ("/v1/consents/%s", self->draft->id);

  anshin_client_call_async (self->client, "GET", path, NULL, anshin_consent_get_type (),
                            self->cancellable, on_newest_cb, g_object_ref (self));
}

static gboolean
on_close_idle_cb (gpointer data)
{
  AnshinPage *page = ANSHIN_PAGE (data);

  if (gtk_widget_get_root (GTK_WIDGET (page)) != NULL)
    anshin_window_close_page (anshin_window_get_for (page), page);
  return G_SOURCE_REMOVE;
}

/* Once it is signed, on the page above this one, there is nothing left to fill. */
static void
anshin_consent_page_shown (AnshinPage *page)
{
  AnshinConsentPage *self = ANSHIN_CONSENT_PAGE (page);

  if (self->draft->state > ANSHIN_CONSENT_PRINTED)
    g_idle_add_full (G_PRIORITY_DEFAULT, on_close_idle_cb, g_object_ref (self), g_object_unref);
  else
    anshin_consent_page_go (self, self->step);
  if (self->draft->state == ANSHIN_CONSENT_PRINTED)
    fetch_scans (self);
}

static void
anshin_consent_page_dispose (GObject *object)
{
  AnshinConsentPage *self = ANSHIN_CONSENT_PAGE (object);

  g_clear_handle_id (&self->preview_timeout, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  for (int i = 0; i < ANSHIN_CONSENT_STEP_CHECK; i++)
    {
      if (self->forms[i] != NULL)
        g_object_run_dispose (G_OBJECT (self->forms[i]));
      g_clear_object (&self->forms[i]);
    }
  g_clear_object (&self->draft);
  g_clear_object (&self->patient);
  g_clear_object (&self->client);
  g_clear_pointer (&self->recipients, g_ptr_array_unref);
  g_clear_pointer (&self->association, g_free);

  G_OBJECT_CLASS (anshin_consent_page_parent_class)->dispose (object);
}

static void
bind_steps (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, body);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, step_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, steps);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, next_button);
  gtk_widget_class_bind_template_callback (widget_class, on_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_next_cb);
}

static void
bind_rows (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, minor_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, open_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, signer_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, signer_name_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, relationship_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, reason_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, valid_until_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, explained_by_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage,
                                        explained_profession_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, explained_facility_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, explained_on_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, kinds_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, kinds_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, recipients_list);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, recipient_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, later_switch);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, remarks_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, remarks_view);
}

static void
anshin_consent_page_class_init (AnshinConsentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ANSHIN_TYPE_PAGE_NOTICE);
  g_type_ensure (ANSHIN_TYPE_FORM_PREVIEW);
  g_type_ensure (ANSHIN_TYPE_SCAN_LIST);
  G_OBJECT_CLASS (klass)->dispose = anshin_consent_page_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_consent_page_shown;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/consent/anshin-consent-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, notice);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, preview);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, scan_list);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, print_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, export_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, sign_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinConsentPage, spinner);
  bind_steps (widget_class);
  bind_rows (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_recipient_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_later_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_print_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_export_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_sign_cb);
  gtk_widget_class_install_action (widget_class, "consent.print", NULL, on_print_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "consent.print",
                                       NULL);
}

static void
anshin_consent_page_init (AnshinConsentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_covered_tell (GTK_WIDGET (self->steps));
  self->cancellable = g_cancellable_new ();
  self->recipients = g_ptr_array_new_with_free_func (g_free);
}

/**
 * anshin_consent_page_make_forms:
 * @self: a page whose form the service has
 * @error: why it can't be drawn
 *
 * Returns: (transfer full) (element-type AnshinForm): both copies
 */
GPtrArray *
anshin_consent_page_make_forms (AnshinConsentPage *self, GError **error)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_object_unref);

  for (int copy = ANSHIN_FORM_COPY_PATIENT; copy <= ANSHIN_FORM_COPY_FACILITY; copy++)
    {
      AnshinForm *form = NULL;

      form = anshin_form_new (self->patient, self->draft, self->association,
                              (AnshinFormCopy) copy, error);
      if (form == NULL)
        return NULL;
      g_ptr_array_add (forms, form);
    }
  return g_steal_pointer (&forms);
}

void
anshin_consent_page_set_busy (AnshinConsentPage *self, gboolean busy)
{
  self->busy = busy;
  anshin_consent_page_update (self);
}

static void
set_suggested (GtkWidget *button, gboolean suggested)
{
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

/**
 * anshin_consent_page_update:
 * @self: a page
 *
 * Shows what can be done now, and the form as the service has it.
 */
void
anshin_consent_page_update (AnshinConsentPage *self)
{
  gboolean printed = self->draft->state == ANSHIN_CONSENT_PRINTED;

  /* What is printed has to be what the service has and the screen shows. */
  gtk_widget_set_sensitive (self->body, !self->busy);
  gtk_widget_set_sensitive (self->back_button, self->step > 0);
  gtk_widget_set_visible (self->next_button, self->step < ANSHIN_CONSENT_STEP_CHECK);
  gtk_widget_set_sensitive (self->print_button, !self->busy);
  gtk_widget_set_sensitive (self->export_button, !self->busy);
  gtk_widget_set_sensitive (self->sign_button, !self->busy && printed && self->saved);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->busy);
  gtk_spinner_set_spinning (self->spinner, self->busy);
  /* The next thing to do is the one that stands out. */
  set_suggested (self->print_button, !printed || !self->saved);
  set_suggested (self->sign_button, printed && self->saved);
  if (self->saved)
    show_preview (self);
}

/**
 * anshin_consent_page_new:
 * @client: where to save
 * @patient: whose consent it is
 * @consent: (nullable): a form that was begun; %NULL begins one
 *
 * Returns: a page that keeps what is typed in memory until the form is printed or exported
 */
AnshinPage *
anshin_consent_page_new (AnshinClient *client, AnshinPatient *patient, AnshinConsent *consent)
{
  AnshinConsentPage *self = g_object_new (ANSHIN_TYPE_CONSENT_PAGE, NULL);

  self->client = g_object_ref (client);
  self->patient = g_object_ref (patient);
  self->saved = consent != NULL;
  self->draft = consent != NULL ? anshin_record_dup (consent) : anshin_consent_new ();
  if (consent == NULL)
    fill_from_user (self);
  anshin_page_set_title (ANSHIN_PAGE (self), _("Consent form 4"));
  anshin_page_set_subtitle (ANSHIN_PAGE (self), patient->name);
  create_form (self);
  anshin_consent_page_update_signer (self);
  self->saved = consent != NULL;
  /* A form that was printed is opened to be signed, any other to be filled. */
  self->step = self->draft->state == ANSHIN_CONSENT_PRINTED ? ANSHIN_CONSENT_STEP_CHECK
                                                            : ANSHIN_CONSENT_STEP_EXPLAINS;
  anshin_page_set_dirty (ANSHIN_PAGE (self), FALSE);
  g_clear_handle_id (&self->preview_timeout, g_source_remove);
  anshin_consent_page_go (self, self->step);
  show_preview (self);
  anshin_association_fetch_async (client, self->cancellable, on_association_cb,
                                  g_object_ref (self));
  return ANSHIN_PAGE (self);
}
