/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-overdue-page.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"
#include "anshin-consent.h"
#include "anshin-paged-view.h"
#include "anshin-patient-words.h"
#include "anshin-plain-row.h"
#include "anshin-window.h"

struct _AnshinOverduePage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPagedView *view;

  /* owned */
  AnshinPagedList *consents;
};

G_DEFINE_FINAL_TYPE (AnshinOverduePage, anshin_overdue_page, ANSHIN_TYPE_PAGE)

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  AnshinConsent *consent = ANSHIN_CONSENT (item);
  const char *name = consent->patient_name != NULL ? consent->patient_name : "";
  g_autofree char *day = anshin_patient_words_date (anshin_time_get_day (consent->printed_at));
  g_autofree char *subtitle = g_strdup_printf (_("Printed on %s"), day);
  GtkWidget *row = anshin_plain_row_new (name, subtitle);

  anshin_plain_row_lead_on (row);
  return row;
}

/* Where the next step is to record the signature. */
static void
on_activated_cb (AnshinOverduePage *self, AnshinConsent *consent)
{
  anshin_window_show_item (anshin_window_get_for (self), "patients", consent->patient_id);
}

static void
anshin_overdue_page_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_OVERDUE_PAGE (object)->consents);

  G_OBJECT_CLASS (anshin_overdue_page_parent_class)->dispose (object);
}

static void
anshin_overdue_page_class_init (AnshinOverduePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_overdue_page_dispose;

  g_type_ensure (ANSHIN_TYPE_PAGED_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/consent/anshin-overdue-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinOverduePage, view);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
}

static void
anshin_overdue_page_init (AnshinOverduePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * anshin_overdue_page_new:
 * @client: where the consents are from
 *
 * Returns: the page
 */
AnshinPage *
anshin_overdue_page_new (AnshinClient *client)
{
  AnshinOverduePage *self = g_object_new (ANSHIN_TYPE_OVERDUE_PAGE, NULL);

  self->consents = anshin_paged_list_new (client, "/v1/consents?state=overdue",
                                          anshin_consent_get_type (), "id");
  anshin_paged_list_set_topic (self->consents, "patients");
  anshin_paged_view_set_list (self->view, self->consents, create_row, self);
  return ANSHIN_PAGE (self);
}
