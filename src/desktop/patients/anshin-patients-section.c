/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-patients-section.h"

#include "anshin-error-words.h"
#include "anshin-patient-editor.h"
#include "anshin-patient-model.h"
#include "anshin-patient-page.h"
#include "anshin-patient-row.h"
#include "anshin-private-input.h"
#include "anshin-window.h"

struct _AnshinPatientsSection
{
  AnshinSection parent_instance;

  /* template widgets */
  GtkEditable *search_entry;
  GtkStack *stack;
  GtkListView *list_view;
  GtkSpinner *spinner;
  AdwStatusPage *error_page;

  /* owned */
  AnshinLiveList *patients;
  AnshinPatientModel *shown;
  char *current_id;
};

enum
{
  PROP_0,
  PROP_CURRENT_ID,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (AnshinPatientsSection, anshin_patients_section, ANSHIN_TYPE_SECTION)

static void
set_current_id (AnshinPatientsSection *self, const char *id)
{
  if (g_strcmp0 (self->current_id, id) == 0)
    return;
  g_free (self->current_id);
  self->current_id = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CURRENT_ID]);
}

static const char *
choose_page (AnshinPatientsSection *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0)
    return "list";
  if (g_list_model_get_n_items (G_LIST_MODEL (self->patients)) > 0)
    return "none-found";
  if (anshin_live_list_get_loaded (self->patients))
    return "empty";
  return anshin_live_list_get_error (self->patients) != NULL ? "error" : "loading";
}

static void
on_list_changed_cb (AnshinPatientsSection *self)
{
  const char *page = choose_page (self);
  const GError *error = anshin_live_list_get_error (self->patients);
  g_autofree char *words = error != NULL ? anshin_error_words_dup (error) : NULL;

  adw_status_page_set_description (self->error_page, words);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (page, "loading"));
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
on_row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, AnshinPatientsSection *self)
{
  GtkWidget *row = anshin_patient_row_new ();

  g_object_bind_property (self, "current-id", row, "current-id", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (item, row);
}

static void
on_row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, AnshinPatientsSection *self)
{
  anshin_patient_row_set_item (ANSHIN_PATIENT_ROW (gtk_list_item_get_child (item)), item);
}

static void
on_row_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item,
                  AnshinPatientsSection *self)
{
  anshin_patient_row_set_item (ANSHIN_PATIENT_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
on_search_changed_cb (AnshinPatientsSection *self)
{
  anshin_patient_model_set_search (self->shown, gtk_editable_get_text (self->search_entry));
  on_list_changed_cb (self);
}

static void
on_stop_search_cb (AnshinPatientsSection *self)
{
  gtk_editable_set_text (self->search_entry, "");
}

static void
on_reload_cb (AnshinPatientsSection *self)
{
  anshin_live_list_reload (self->patients);
}

static void
open_patient (AnshinPatientsSection *self, AnshinPatient *patient)
{
  AnshinWindow *window = anshin_window_get_for (self);
  AnshinClient *client = anshin_section_get_client (ANSHIN_SECTION (self));
  AnshinPage *page = window != NULL ? anshin_window_get_page (window) : NULL;

  if (window == NULL)
    return;
  if (ANSHIN_IS_PATIENT_PAGE (page)
      && anshin_patient_page_get_patient (ANSHIN_PATIENT_PAGE (page)) == patient)
    anshin_window_show_content (window);
  else
    anshin_window_show_page (window, anshin_patient_page_new (client, patient));
}

static void
on_activate_cb (AnshinPatientsSection *self, guint position)
{
  g_autoptr (AnshinPatient) patient = NULL;

  patient = g_list_model_get_item (G_LIST_MODEL (self->shown), position);
  if (patient != NULL)
    open_patient (self, patient);
}

/* Return in the search opens who is found first. */
static void
on_search_activate_cb (AnshinPatientsSection *self)
{
  anshin_patient_model_set_search (self->shown, gtk_editable_get_text (self->search_entry));
  on_activate_cb (self, 0);
}

static void
anshin_patients_section_search (AnshinSection *section)
{
  gtk_widget_grab_focus (GTK_WIDGET (ANSHIN_PATIENTS_SECTION (section)->search_entry));
}

static gboolean
anshin_patients_section_can_add (AnshinSection *section)
{
  AnshinClient *client = anshin_section_get_client (section);
  AnshinUser *user = client != NULL ? anshin_client_get_user (client) : NULL;

  /* The office never sees patients; who else may not is told so by the service, and who could. */
  return user != NULL && !user->office;
}

static gboolean
anshin_patients_section_add (AnshinSection *section)
{
  AnshinPatientsSection *self = ANSHIN_PATIENTS_SECTION (section);

  if (!anshin_patients_section_can_add (section))
    return FALSE;
  anshin_window_show_page (anshin_window_get_for (self),
                           anshin_patient_editor_new (anshin_section_get_client (section), NULL));
  return TRUE;
}

static gboolean
anshin_patients_section_show_item (AnshinSection *section, const char *id)
{
  AnshinPatientsSection *self = ANSHIN_PATIENTS_SECTION (section);
  AnshinPatient *patient = anshin_live_list_find (self->patients, id);

  if (patient != NULL)
    open_patient (self, patient);
  return patient != NULL;
}

static void
anshin_patients_section_content_changed (AnshinSection *section, AnshinPage *page)
{
  AnshinPatient *patient = ANSHIN_IS_PATIENT_PAGE (page)
                             ? anshin_patient_page_get_patient (ANSHIN_PATIENT_PAGE (page))
                             : NULL;

  set_current_id (ANSHIN_PATIENTS_SECTION (section), patient != NULL ? patient->id : NULL);
}

static void
create_model (AnshinPatientsSection *self)
{
  AnshinClient *client = anshin_section_get_client (ANSHIN_SECTION (self));

  self->patients = g_object_ref (anshin_client_get_patients (client));
  self->shown = anshin_patient_model_new (G_LIST_MODEL (self->patients));
  g_signal_connect_object (self->patients, "notify", G_CALLBACK (on_list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->patients, "items-changed", G_CALLBACK (on_list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (on_list_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
anshin_patients_section_constructed (GObject *object)
{
  AnshinPatientsSection *self = ANSHIN_PATIENTS_SECTION (object);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;

  G_OBJECT_CLASS (anshin_patients_section_parent_class)->constructed (object);

  create_model (self);
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_row_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_row_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_row_unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list_view, factory);
  selection = GTK_SELECTION_MODEL (
    gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown))));
  gtk_list_view_set_model (self->list_view, selection);
  on_list_changed_cb (self);
}

static void
anshin_patients_section_get_property (GObject *object, guint prop_id, GValue *value,
                                      GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CURRENT_ID:
      g_value_set_string (value, ANSHIN_PATIENTS_SECTION (object)->current_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
anshin_patients_section_dispose (GObject *object)
{
  AnshinPatientsSection *self = ANSHIN_PATIENTS_SECTION (object);

  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_object (&self->shown);
  g_clear_object (&self->patients);

  G_OBJECT_CLASS (anshin_patients_section_parent_class)->dispose (object);
}

static void
anshin_patients_section_finalize (GObject *object)
{
  g_free (ANSHIN_PATIENTS_SECTION (object)->current_id);

  G_OBJECT_CLASS (anshin_patients_section_parent_class)->finalize (object);
}

static void
anshin_patients_section_class_init (AnshinPatientsSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AnshinSectionClass *section_class = ANSHIN_SECTION_CLASS (klass);

  object_class->constructed = anshin_patients_section_constructed;
  object_class->get_property = anshin_patients_section_get_property;
  object_class->dispose = anshin_patients_section_dispose;
  object_class->finalize = anshin_patients_section_finalize;
  section_class->search = anshin_patients_section_search;
  section_class->add = anshin_patients_section_add;
  section_class->can_add = anshin_patients_section_can_add;
  section_class->show_item = anshin_patients_section_show_item;
  section_class->content_changed = anshin_patients_section_content_changed;

  props[PROP_CURRENT_ID] = g_param_spec_string ("current-id", NULL, NULL, NULL,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/patients/anshin-patients-section.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientsSection, search_entry);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientsSection, stack);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientsSection, list_view);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientsSection, spinner);
  gtk_widget_class_bind_template_child (widget_class, AnshinPatientsSection, error_page);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_reload_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
}

static void
anshin_patients_section_init (AnshinPatientsSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_private_input (self->search_entry);
}
