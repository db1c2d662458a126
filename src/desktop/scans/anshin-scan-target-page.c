/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-scan-target-page.h"

#include "anshin-consent-words.h"
#include "anshin-patient-words.h"
#include "anshin-plain-row.h"
#include "anshin-window.h"

struct _AnshinScanTargetPage
{
  AnshinPage parent_instance;

  /* template widgets */
  GtkListBox *list;

  /* owned */
  GListModel *consents;
};

G_DEFINE_FINAL_TYPE (AnshinScanTargetPage, anshin_scan_target_page, ANSHIN_TYPE_PAGE)

static guint picked_signal;

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  AnshinConsent *consent = ANSHIN_CONSENT (item);
  const char *state = anshin_patient_words_consent (consent->state);
  g_autofree char *dates = anshin_consent_words_dates (consent);
  GtkWidget *row = anshin_plain_row_new (state, dates);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
on_activated_cb (AnshinScanTargetPage *self, GtkListBoxRow *row)
{
  AnshinWindow *window = anshin_window_get_for (self);
  g_autoptr (AnshinConsent) consent = NULL;

  consent = g_list_model_get_item (self->consents, (guint) gtk_list_box_row_get_index (row));
  g_object_ref (self);
  g_signal_emit (self, picked_signal, 0, consent);
  anshin_window_close_page (window, ANSHIN_PAGE (self));
  g_object_unref (self);
}

static void
anshin_scan_target_page_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_SCAN_TARGET_PAGE (object)->consents);

  G_OBJECT_CLASS (anshin_scan_target_page_parent_class)->dispose (object);
}

static void
anshin_scan_target_page_class_init (AnshinScanTargetPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_scan_target_page_dispose;
  picked_signal = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, anshin_consent_get_type ());

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/scans/anshin-scan-target-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinScanTargetPage, list);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
}

static void
anshin_scan_target_page_init (AnshinScanTargetPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * anshin_scan_target_page_new:
 * @patient: whose forms they are
 * @consents: those that can have been signed
 *
 * Returns: the page
 */
AnshinPage *
anshin_scan_target_page_new (AnshinPatient *patient, GListModel *consents)
{
  AnshinScanTargetPage *self = g_object_new (ANSHIN_TYPE_SCAN_TARGET_PAGE, NULL);

  self->consents = g_object_ref (consents);
  anshin_page_set_subtitle (ANSHIN_PAGE (self), patient->name);
  gtk_list_box_bind_model (self->list, consents, create_row, NULL, NULL);
  return ANSHIN_PAGE (self);
}
