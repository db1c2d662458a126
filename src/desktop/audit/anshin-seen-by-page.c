/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-seen-by-page.h"

#include <glib/gi18n.h>

#include "anshin-audit-row.h"
#include "anshin-clock.h"
#include "anshin-format.h"
#include "anshin-paged-view.h"
#include "anshin-plain-row.h"


struct _AnshinSeenByPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPagedView *view;
  AdwComboRow *period_row;

  /* owned */
  AnshinPatient *patient;
  AnshinPagedList *people;
};

/* How far back it is looked for; 0 for always. */
static const struct
{
  const char *label;
  int days;
} periods[] = {
  { N_ ("At any time"), 0 },
  { N_ ("In the last 7 days"), 7 },
  { N_ ("In the last 30 days"), 30 },
  { N_ ("In the last year"), 365 },
};

G_DEFINE_FINAL_TYPE (AnshinSeenByPage, anshin_seen_by_page, ANSHIN_TYPE_PAGE)

static char *
describe (AnshinSeenBy *seen)
{
  g_autofree char *person = anshin_format_person (NULL, seen->profession, seen->facility_name);
  g_autofree char *first = anshin_audit_row_dup_moment (seen->first_at);
  g_autofree char *last = anshin_audit_row_dup_moment (seen->last_at);
  g_autofree char *opened = NULL;
  g_autofree char *listed = NULL;

  opened = g_strdup_printf (ngettext ("Opened %d time", "Opened %d times", (gulong) seen->opened),
                            (int) seen->opened);
  listed = g_strdup_printf (ngettext ("%d time in a list", "%d times in a list",
                                      (gulong) seen->listed),
                            (int) seen->listed);
  /* Translators: profession and facility; how often opened; how often in a list; first; last */
  return g_strdup_printf (_("%s\n%s, %s\nFirst %s, last %s"), person, opened, listed, first, last);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  AnshinSeenBy *seen = ANSHIN_SEEN_BY (item);
  const char *name = seen->user_name != NULL ? seen->user_name : _("Somebody");
  g_autofree char *subtitle = describe (seen);
  GtkWidget *row = anshin_plain_row_new (name, subtitle);

  return row;
}

static char *
build_path (AnshinSeenByPage *self)
{
  guint period = adw_combo_row_get_selected (self->period_row);
  g_autofree char *base = g_strdup_printf ("/v1/patients/%s/seen-by", self->patient->id);
  g_autofree char *from = NULL;

  if (period < G_N_ELEMENTS (periods) && periods[period].days > 0)
    from = anshin_time_format (anshin_clock_now () - periods[period].days * ANSHIN_DAY);
  return anshin_paged_list_build_path (base, "from", from, NULL);
}

static void
on_period_changed_cb (AnshinSeenByPage *self)
{
  g_autofree char *path = NULL;

  if (self->people == NULL)
    return;
  path = build_path (self);
  anshin_paged_list_set_path (self->people, path);
}

static void
anshin_seen_by_page_dispose (GObject *object)
{
  AnshinSeenByPage *self = ANSHIN_SEEN_BY_PAGE (object);

  g_clear_object (&self->people);
  g_clear_object (&self->patient);

  G_OBJECT_CLASS (anshin_seen_by_page_parent_class)->dispose (object);
}

static void
anshin_seen_by_page_class_init (AnshinSeenByPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_seen_by_page_dispose;

  g_type_ensure (ANSHIN_TYPE_PAGED_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/audit/anshin-seen-by-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinSeenByPage, view);
  gtk_widget_class_bind_template_child (widget_class, AnshinSeenByPage, period_row);
  gtk_widget_class_bind_template_callback (widget_class, on_period_changed_cb);
}

static void
anshin_seen_by_page_init (AnshinSeenByPage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    gtk_string_list_append (labels, _(periods[i].label));
  adw_combo_row_set_model (self->period_row, G_LIST_MODEL (labels));
}

/**
 * anshin_seen_by_page_new:
 * @client: where the patient is from
 * @patient: about whom
 *
 * Returns: the page
 */
AnshinPage *
anshin_seen_by_page_new (AnshinClient *client, AnshinPatient *patient)
{
  AnshinSeenByPage *self = g_object_new (ANSHIN_TYPE_SEEN_BY_PAGE, NULL);
  g_autofree char *path = NULL;

  self->patient = g_object_ref (patient);
  anshin_page_set_subtitle (ANSHIN_PAGE (self), patient->name);
  path = build_path (self);
  self->people = anshin_paged_list_new (client, path, anshin_seen_by_get_type (), "user_id");
  anshin_paged_view_set_list (self->view, self->people, create_row, self);
  return ANSHIN_PAGE (self);
}
