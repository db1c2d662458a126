/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-office-words.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"
#include "anshin-format.h"

/* Returns: (nullable): the person's word for an entry of a closed list */
const char *
anshin_office_words_choice (const AnshinChoiceList *list, int value)
{
  const char *label = value != 0 ? anshin_choice_get_label (list, value) : NULL;

  return label != NULL ? g_dpgettext2 (NULL, "choice", label) : NULL;
}

/* Returns: (transfer full): the day and the time of day; "" if @time is 0 */
char *
anshin_office_words_when (gint64 time)
{
  g_autofree char *day = NULL;
  g_autofree char *clock = NULL;

  if (time == 0)
    return g_strdup ("");
  day = anshin_format_day (anshin_time_get_day (time));
  clock = anshin_time_format_clock (time);
  /* Translators: a day and a time of day */
  return g_strdup_printf (_("%s, %s"), day, clock);
}

/* Returns: (transfer full): whether it waits, or who decided it and when */
char *
anshin_office_words_application_state (AnshinApplication *application)
{
  const char *state = anshin_office_words_choice (&anshin_application_states, application->state);
  g_autofree char *when = anshin_format_when (application->decided_at);

  if (application->decided_by_name == NULL)
    return g_strdup (state);
  /* Translators: the state of an application, who decided it, and when */
  return g_strdup_printf (_("%s by %s, %s"), state, application->decided_by_name, when);
}

char *
anshin_office_words_application (AnshinApplication *application)
{
  g_autoptr (GString) text = g_string_new (anshin_format_profession (application->profession));

  g_string_append_printf (text, " · %s", application->facility_name);
  if (application->facility_admin)
    g_string_append_printf (text, " · %s", _("Facility administrator"));
  if (application->state != ANSHIN_APPLICATION_WAITING)
    {
      g_autofree char *state = anshin_office_words_application_state (application);

      g_string_append_printf (text, "\n%s", state);
    }
  return g_strdup (text->str);
}

/* Returns: (transfer full): active, or why not */
char *
anshin_office_words_user_state (AnshinUser *user)
{
  const char *state = anshin_office_words_choice (&anshin_account_states, user->state);
  const char *why = anshin_office_words_choice (&anshin_suspension_reasons, user->suspension);

  if (user->state == ANSHIN_ACCOUNT_SUSPENDED && why != NULL)
    /* Translators: the state of an account and the reason for it */
    return g_strdup_printf (_("%s: %s"), state, why);
  if (user->state == ANSHIN_ACCOUNT_ACTIVE && user->locked)
    return g_strdup (_("Locked after too many failed attempts to sign in"));
  if (user->state == ANSHIN_ACCOUNT_ACTIVE && user->registered_at == 0)
    return g_strdup (_("Has not signed in for the first time yet"));
  return g_strdup (state);
}

char *
anshin_office_words_user (AnshinUser *user)
{
  g_autoptr (GString) text = g_string_new (anshin_format_profession (user->profession));
  g_autofree char *state = anshin_office_words_user_state (user);

  g_string_append_printf (text, " · %s", user->facility_name);
  if (user->facility_admin)
    g_string_append_printf (text, " · %s", _("Facility administrator"));
  if (user->state != ANSHIN_ACCOUNT_ACTIVE || user->locked)
    g_string_append_printf (text, "\n%s", state);
  return g_strdup (text->str);
}

/* Returns: (transfer full): whether personal terminals are allowed, by whom and until when */
char *
anshin_office_words_byod (AnshinFacility *facility)
{
  g_autofree char *until = NULL;

  if (!facility->byod)
    return g_strdup (_("Not allowed: business terminals only"));
  until = anshin_format_when (facility->byod_expires_at);
  if (facility->byod_confirmed_by_name == NULL)
    /* Translators: personal terminals are allowed until this day */
    return g_strdup_printf (_("Allowed until %s"), until);
  /* Translators: until which day personal terminals are allowed, and who confirmed the duties */
  return g_strdup_printf (_("Allowed until %s, duties confirmed by %s"), until,
                          facility->byod_confirmed_by_name);
}

char *
anshin_office_words_facility (AnshinFacility *facility)
{
  const char *kind = anshin_office_words_choice (&anshin_facility_kinds, facility->kind);
  g_autoptr (GString) text = g_string_new (kind);

  g_string_append (text, " · ");
  g_string_append_printf (text, ngettext ("%d person", "%d people", (gulong) facility->staff),
                          (int) facility->staff);
  if (facility->byod)
    g_string_append_printf (text, " · %s", _("Personal terminals allowed"));
  if (facility->staff > 0 && facility->admins == 0)
    g_string_append_printf (text, "\n%s", _("No facility administrator"));
  return g_strdup (text->str);
}

/* A fact in a boxed list; what isn't known isn't there. */
void
anshin_office_words_show (AdwActionRow *row, const char *text)
{
  gboolean known = text != NULL && *text != '\0';
  g_autofree char *label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (row), known);
  if (!known)
    return;
  adw_action_row_set_subtitle (row, text);
  label = g_strdup_printf ("%s: %s", adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                           text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* Returns: (transfer floating): says that a row opens something */
GtkWidget *
anshin_office_words_create_arrow (void)
{
  return g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                       GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}
