/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-scan-target-page.h"

#include "anshin-paged-view.h"
#include "anshin-patient-words.h"
#include "anshin-window.h"

struct _AnshinScanTargetPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPagedView *view;

  /* owned */
  AnshinPagedList *consents;
  AnshinScanTargetFunc func;
  gpointer data;
};

G_DEFINE_FINAL_TYPE (AnshinScanTargetPage, anshin_scan_target_page, ANSHIN_TYPE_PAGE)

/* A draft was never printed: nobody can have signed it. */
static GtkWidget *
create_row (gpointer item, gpointer data)
{
  AnshinConsent *consent = ANSHIN_CONSENT (item);
  GtkWidget *row = adw_action_row_new ();
  const char *name = consent->patient_name != NULL ? consent->patient_name : "";
  const char *state = anshin_patient_words_consent (consent->state);
  g_autofree char *label = g_strdup_printf ("%s, %s", name, state);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), state);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row),
                                    consent->state != ANSHIN_CONSENT_DRAFT);
  gtk_widget_set_sensitive (row, consent->state != ANSHIN_CONSENT_DRAFT);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return row;
}

static void
answer (AnshinScanTargetPage *self, AnshinConsent *consent)
{
  AnshinScanTargetFunc func = g_steal_pointer (&self->func);

  if (func != NULL)
    func (consent, g_steal_pointer (&self->data));
}

static void
on_activated_cb (AnshinScanTargetPage *self, AnshinConsent *consent)
{
  answer (self, consent);
  anshin_window_close_page (anshin_window_get_for (self), ANSHIN_PAGE (self));
}

static void
anshin_scan_target_page_dispose (GObject *object)
{
  AnshinScanTargetPage *self = ANSHIN_SCAN_TARGET_PAGE (object);

  answer (self, NULL);
  g_clear_object (&self->consents);

  G_OBJECT_CLASS (anshin_scan_target_page_parent_class)->dispose (object);
}

static void
anshin_scan_target_page_class_init (AnshinScanTargetPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_scan_target_page_dispose;

  g_type_ensure (ANSHIN_TYPE_PAGED_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/scans/anshin-scan-target-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinScanTargetPage, view);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
}

static void
anshin_scan_target_page_init (AnshinScanTargetPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * anshin_scan_target_page_new:
 * @client: where the forms are from
 * @func: called once with what was chosen
 * @data: for @func
 *
 * Returns: the page
 */
AnshinPage *
anshin_scan_target_page_new (AnshinClient *client, AnshinScanTargetFunc func, gpointer data)
{
  AnshinScanTargetPage *self = g_object_new (ANSHIN_TYPE_SCAN_TARGET_PAGE, NULL);

  self->func = func;
  self->data = data;
  self->consents = anshin_paged_list_new (client, "/v1/consents", anshin_consent_get_type (), "id");
  anshin_paged_view_set_list (self->view, self->consents, create_row, self);
  return ANSHIN_PAGE (self);
}
