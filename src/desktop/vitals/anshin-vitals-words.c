/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-config.h"

#include "anshin-vitals-words.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"

/**
 * anshin_vitals_words_kind:
 * @kind: an #AnshinVitalKind
 *
 * Returns: (transfer none): what the kind is called
 */
const char *
anshin_vitals_words_kind (int kind)
{
  return g_dpgettext2 (NULL, "choice", anshin_choice_get_label (&anshin_vital_kinds, kind));
}

/* Returns: (transfer full): "36.5 °C" */
char *
anshin_vitals_words_value (int kind, gint64 value)
{
  g_autofree char *number = anshin_vital_format (kind, value);
  const char *unit = anshin_vital_get_info (kind)->unit;

  return *unit != '\0' ? g_strdup_printf ("%s %s", number, unit) : g_steal_pointer (&number);
}

/* The upper and the lower pressure are said together, as everybody does. */
static char *
describe_pressure (AnshinVitals *vitals)
{
  gint64 systolic = 0;
  gint64 diastolic = 0;

  if (!anshin_vitals_get (vitals, ANSHIN_VITAL_SYSTOLIC, &systolic))
    return NULL;
  if (!anshin_vitals_get (vitals, ANSHIN_VITAL_DIASTOLIC, &diastolic))
    /* Translators: blood pressure of which only the upper number could be measured */
    return g_strdup_printf (_("BP %d/–"), (int) systolic);
  /* Translators: blood pressure, upper and lower, in mmHg */
  return g_strdup_printf (_("BP %d/%d"), (int) systolic, (int) diastolic);
}

/**
 * anshin_vitals_words_line:
 * @vitals: vital signs
 *
 * Returns: (transfer full): all numbers in a line, the kinds in their usual order
 */
char *
anshin_vitals_words_line (AnshinVitals *vitals)
{
  GString *line = g_string_new (NULL);
  g_autofree char *pressure = describe_pressure (vitals);

  if (pressure != NULL)
    g_string_append (line, pressure);
  for (int kind = ANSHIN_VITAL_PULSE; kind < ANSHIN_N_VITAL_KINDS; kind++)
    {
      g_autofree char *value = NULL;
      gint64 number = 0;

      if (!anshin_vitals_get (vitals, kind, &number))
        continue;
      value = anshin_vitals_words_value (kind, number);
      if (line->len > 0)
        g_string_append (line, "   ");
      g_string_append_printf (line, "%s %s", anshin_vitals_words_kind (kind), value);
    }
  return g_string_free (line, FALSE);
}

/**
 * anshin_vitals_words_marked:
 * @vital: a number that is outside of the range that is aimed at
 *
 * Returns: (transfer full): the number with shape and word: "▲ Temperature 38.2 °C (high)"
 */
char *
anshin_vitals_words_marked (AnshinVital *vital)
{
  g_autofree char *value = anshin_vitals_words_value (vital->kind, vital->value);

  return g_strdup_printf ("%s %s %s (%s)", vital->mark == ANSHIN_MARK_LOW ? "▼" : "▲",
                          anshin_vitals_words_kind (vital->kind), value,
                          g_dpgettext2 (NULL, "choice",
                                        anshin_choice_get_label (&anshin_vital_marks,
                                                                 vital->mark)));
}

/* Returns: (transfer full) (nullable): what is outside of the ranges; %NULL if nothing is */
char *
anshin_vitals_words_outside (AnshinVitals *vitals)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; vitals->values != NULL && i < vitals->values->len; i++)
    {
      AnshinVital *vital = g_ptr_array_index (vitals->values, i);
      g_autofree char *marked = NULL;

      if (vital->mark == ANSHIN_MARK_NONE)
        continue;
      marked = anshin_vitals_words_marked (vital);
      if (line->len > 0)
        g_string_append (line, "   ");
      g_string_append (line, marked);
    }
  return line->len > 0 ? g_strdup (line->str) : NULL;
}

/* Returns: (transfer full): "90–140", "–37.4", "93–", or "" for no limit */
char *
anshin_vitals_words_range (int kind, gint64 low, gint64 high)
{
  g_autofree char *least = low > 0 ? anshin_vital_format (kind, low) : g_strdup ("");
  g_autofree char *most = high > 0 ? anshin_vital_format (kind, high) : g_strdup ("");

  return low > 0 || high > 0 ? g_strdup_printf ("%s–%s", least, most) : g_strdup ("");
}

/* Returns: (transfer full): numbers, what is outside of the ranges, the note: as it is read out */
char *
anshin_vitals_words_whole (AnshinVitals *vitals)
{
  g_autofree char *line = anshin_vitals_words_line (vitals);
  g_autofree char *outside = anshin_vitals_words_outside (vitals);
  const char *note = vitals->note;

  if (outside == NULL)
    return g_strjoin ("   ", line, note, NULL);
  return g_strjoin ("   ", line, outside, note, NULL);
}

/**
 * anshin_vitals_words_ranges:
 * @targets: (nullable): the entry that set the patient's own ranges last
 *
 * Returns: (transfer full): by which ranges numbers are marked on a chart and in the table below it
 */
char *
anshin_vitals_words_ranges (AnshinEntry *targets)
{
  g_autofree char *day = NULL;

  if (targets == NULL)
    return g_strdup (_("▲ and ▼ by the usual ranges: none were set for this patient."));
  day = anshin_era_format_short (anshin_time_get_day (targets->at));
  /* Translators: when the target ranges were set, and by whom */
  return g_strdup_printf (_("▲ and ▼ by today’s target ranges (set on %s by %s); by the usual "
                            "ones where none is set."),
                          day, ANSHIN_CONTENT (targets->content)->author_name);
}
