/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-audit-row.h"

#include <glib/gi18n.h>

#include "anshin-audit-words.h"
#include "anshin-clock.h"
#include "anshin-format.h"
#include "anshin-plain-row.h"

static void
append (GString *text, const char *separator, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  g_string_append_printf (text, "%s%s", text->len > 0 ? separator : "", part);
}

/**
 * anshin_audit_row_dup_moment:
 * @time: microseconds since 1970
 *
 * Returns: (transfer full): the day and the time of day in Japan, "" for 0
 */
char *
anshin_audit_row_dup_moment (gint64 time)
{
  int day = anshin_time_get_day (time);
  g_autofree char *clock = NULL;

  if (time == 0)
    return g_strdup ("");
  clock = anshin_time_format_clock (time);
  return g_strdup_printf ("%d/%02d/%02d %s", day / 10000, day / 100 % 100, day % 100, clock);
}

static char *
describe_actor (AnshinAuditRecord *record)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *person = NULL;

  if (record->actor_name != NULL)
    person = anshin_format_person (record->actor_name, record->actor_profession,
                                   record->facility_name);
  append (text, " · ", person != NULL ? person : _("Somebody who was not signed in"));
  append (text, " · ", anshin_audit_words_role (record->role));
  return g_strdup (text->str);
}

static char *
describe_object (AnshinAuditRecord *record)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *patient = NULL;
  g_autofree char *object = NULL;

  if (record->patient_name != NULL)
    patient = g_strdup_printf (_("Patient: %s"), record->patient_name);
  else if (record->patient_id != NULL)
    patient = g_strdup (_("About a patient"));
  if (record->object_name != NULL)
    object = g_strdup_printf (_("About: %s"), record->object_name);
  append (text, " · ", patient);
  append (text, " · ", object);
  return g_strdup (text->str);
}

static char *
describe_place (AnshinAuditRecord *record)
{
  if (record->terminal_name == NULL)
    return NULL;
  /* Translators: the name of the computer on which it was done */
  return g_strdup_printf (_("Terminal: %s"), record->terminal_name);
}

/**
 * anshin_audit_row_new:
 * @record: an act of the log
 *
 * Returns: a row for a boxed list
 */
GtkWidget *
anshin_audit_row_new (AnshinAuditRecord *record)
{
  GtkWidget *row = NULL;
  const char *title = anshin_audit_words_action (record->action);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *moment = anshin_audit_row_dup_moment (record->at);
  g_autofree char *actor = describe_actor (record);
  g_autofree char *object = describe_object (record);
  g_autofree char *reason = anshin_audit_words_dup_reason (record);
  g_autofree char *place = describe_place (record);
  g_autofree char *refusal = anshin_audit_words_dup_refusal (record->result);
  g_autofree char *label = NULL;

  append (text, "\n", actor);
  append (text, "\n", object);
  append (text, "\n", reason);
  append (text, "\n", place);
  append (text, "\n", refusal);
  label = g_strdup_printf ("%s, %s, %s", title, moment, text->str);
  row = anshin_plain_row_new (title, text->str);
  anshin_plain_row_set_label (row, label);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_LABEL, "label", moment, "valign",
                                           GTK_ALIGN_START, "margin-top", 12, "css-classes",
                                           (const char *[]) { "caption", "numeric", "dim-label",
                                                              NULL },
                                           NULL));
  if (refusal != NULL)
    gtk_widget_add_css_class (row, "refused");
  return row;
}
