/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-provisions-page.h"

#include <glib/gi18n.h>

#include "anshin-consent-words.h"
#include "anshin-format.h"
#include "anshin-paged-view.h"
#include "anshin-patient-words.h"

struct _AnshinProvisionsPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPagedView *view;

  /* owned */
  AnshinPagedList *provisions;
};

G_DEFINE_FINAL_TYPE (AnshinProvisionsPage, anshin_provisions_page, ANSHIN_TYPE_PAGE)

static char *
describe_items (AnshinProvision *provision)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; provision->items != NULL && provision->items[i] != NULL; i++)
    {
      int item = 0;

      /* A newer service may know more kinds of items. */
      if (!anshin_choice_from_wire (&anshin_item_kinds, provision->items[i], &item))
        continue;
      if (text->len > 0)
        g_string_append (text, _(", "));
      g_string_append (text, anshin_patient_words_choice (&anshin_item_kinds, item));
    }
  return g_strdup (text->str);
}

static char *
describe_time (AnshinProvision *provision)
{
  g_autofree char *from = anshin_consent_words_moment (provision->from);
  g_autofree char *until = NULL;

  if (provision->until == 0)
    /* Translators: since when somebody is given something */
    return g_strdup_printf (_("Since %s"), from);
  until = anshin_consent_words_moment (provision->until);
  /* Translators: from when to when somebody was given something */
  return g_strdup_printf (_("From %s to %s"), from, until);
}

static char *
describe (AnshinProvision *provision)
{
  g_autofree char *person = anshin_format_person (NULL, provision->profession,
                                                  provision->facility_name);
  g_autofree char *time = describe_time (provision);
  g_autofree char *items = describe_items (provision);
  g_autofree char *signed_on = anshin_patient_words_date (provision->signed_on);

  /* Translators: profession and facility; from when to when; what; when the consent was signed */
  return g_strdup_printf (_("%s\n%s\n%s\nBy the consent of %s"), person, time, items, signed_on);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  AnshinProvision *provision = ANSHIN_PROVISION (item);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = describe (provision);
  g_autofree char *label = g_strdup_printf ("%s, %s", provision->name, subtitle);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), provision->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return row;
}

static void
anshin_provisions_page_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_PROVISIONS_PAGE (object)->provisions);

  G_OBJECT_CLASS (anshin_provisions_page_parent_class)->dispose (object);
}

static void
anshin_provisions_page_class_init (AnshinProvisionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_provisions_page_dispose;

  g_type_ensure (ANSHIN_TYPE_PAGED_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/consent/anshin-provisions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinProvisionsPage, view);
}

static void
anshin_provisions_page_init (AnshinProvisionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * anshin_provisions_page_new:
 * @client: where the patient is from
 * @patient: about whom
 *
 * Returns: the page
 */
AnshinPage *
anshin_provisions_page_new (AnshinClient *client, AnshinPatient *patient)
{
  AnshinProvisionsPage *self = g_object_new (ANSHIN_TYPE_PROVISIONS_PAGE, NULL);
  g_autofree char *path = g_strdup_printf ("/v1/patients/%s/provisions", patient->id);

  anshin_page_set_subtitle (ANSHIN_PAGE (self), patient->name);
  self->provisions = anshin_paged_list_new (client, path, anshin_provision_get_type (), "id");
  anshin_paged_view_set_list (self->view, self->provisions, create_row, self);
  return ANSHIN_PAGE (self);
}
