/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-vitals.h"

#include <string.h>

#include "anshin-text-private.h"

#define MAX_DIGITS 6

/*
 * The one table of kinds: unit, decimals; impossible, unusual, usual target; the chart's axis. The
 * targets are those that Japanese home nursing starts from (blood pressure at home, fever from
 * 37.5 °C, SpO₂ from 93 %); a patient's own ranges come before them.
 */
static const AnshinVitalInfo infos[ANSHIN_N_VITAL_KINDS] = {
  [ANSHIN_VITAL_SYSTOLIC] = { "BP", "mmHg", 0, 30, 300, 80, 180, 90, 140, 40, 200 },
  [ANSHIN_VITAL_DIASTOLIC] = { "BP", "mmHg", 0, 10, 200, 40, 110, 50, 90, 40, 200 },
  [ANSHIN_VITAL_PULSE] = { "P", "/min", 0, 10, 300, 40, 130, 50, 100, 40, 140 },
  [ANSHIN_VITAL_TEMPERATURE] = { "T", "°C", 1, 300, 440, 350, 395, 355, 374, 350, 400 },
  [ANSHIN_VITAL_SPO2] = { "SpO₂", "%", 0, 30, 100, 88, 100, 93, 0, 80, 100 },
  [ANSHIN_VITAL_OXYGEN] = { "O₂", "L/min", 1, 0, 300, 0, 100, 0, 0, 0, 50 },
  [ANSHIN_VITAL_RESPIRATION] = { "R", "/min", 0, 2, 99, 8, 35, 10, 24, 0, 40 },
  [ANSHIN_VITAL_WEIGHT] = { "BW", "kg", 1, 10, 3000, 250, 1500, 0, 0, 300, 800 },
  [ANSHIN_VITAL_GLUCOSE] = { "BS", "mg/dL", 0, 10, 1500, 60, 350, 70, 200, 40, 300 },
  [ANSHIN_VITAL_PAIN] = { "NRS", "", 0, 0, 10, 0, 10, 0, 3, 0, 10 },
  [ANSHIN_VITAL_FOOD] = { "食事", "%", 0, 0, 100, 0, 100, 50, 0, 0, 100 },
  [ANSHIN_VITAL_FLUID] = { "水分", "mL", 0, 0, 9999, 0, 4000, 0, 0, 0, 2000 },
};

/**
 * anshin_vital_get_info:
 * @kind: an #AnshinVitalKind
 *
 * Returns: (transfer none): what is known of the kind
 */
const AnshinVitalInfo *
anshin_vital_get_info (int kind)
{
  g_return_val_if_fail (kind > ANSHIN_VITAL_NONE && kind < ANSHIN_N_VITAL_KINDS, NULL);

  return &infos[kind];
}

/**
 * anshin_vital_format:
 * @kind: a kind
 * @value: a number of it
 *
 * Returns: (transfer full): the number with its point, without the unit: "36.5"
 */
char *
anshin_vital_format (int kind, gint64 value)
{
  if (anshin_vital_get_info (kind)->decimals == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, value);
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, value / 10, value % 10);
}

/**
 * anshin_vital_parse:
 * @kind: a kind
 * @text: a number as typed: ３６．５, 36.5 or 36,5, with the unit behind it or without
 * @value: (out): the number; any number that one can write, whether it is possible or not
 *
 * Returns: whether @text is a number of the kind
 */
gboolean
anshin_vital_parse (int kind, const char *text, gint64 *value)
{
  const AnshinVitalInfo *info = anshin_vital_get_info (kind);
  g_autofree char *plain = anshin_text_fold_width (text);
  const char *at = g_strstrip (plain);
  gint64 number = 0;
  int digits = 0;
  int behind = -1;

  for (; g_ascii_isdigit (*at) || ((*at == '.' || *at == ',') && behind < 0); at++)
    {
      if (!g_ascii_isdigit (*at))
        {
          behind = 0;
          continue;
        }
      number = number * 10 + (*at - '0');
      behind += behind >= 0 ? 1 : 0;
      if (++digits > MAX_DIGITS)
        return FALSE;
    }
  while (*at == ' ')
    at++;
  if (digits == 0 || behind == 0 || behind > info->decimals ||
      (*at != '\0' && g_ascii_strcasecmp (at, info->unit) != 0))
    return FALSE;

  for (behind = MAX (behind, 0); behind < info->decimals; behind++)
    number *= 10;
  *value = number;
  return TRUE;
}

/**
 * anshin_vital_is_possible:
 * @kind: a kind
 * @value: a number
 *
 * Returns: whether a living person can have it; if not, it is refused
 */
gboolean
anshin_vital_is_possible (int kind, gint64 value)
{
  const AnshinVitalInfo *info = anshin_vital_get_info (kind);

  return value >= info->least && value <= info->most;
}

/**
 * anshin_vital_is_unusual:
 * @kind: a kind
 * @value: a number
 *
 * Returns: whether it is so seldom that whoever writes it down is asked once more
 */
gboolean
anshin_vital_is_unusual (int kind, gint64 value)
{
  const AnshinVitalInfo *info = anshin_vital_get_info (kind);

  return value < info->seldom_below || value > info->seldom_above;
}

static int
judge (gint64 value, gint64 low, gint64 high)
{
  if (low > 0 && value < low)
    return ANSHIN_MARK_LOW;
  return high > 0 && value > high ? ANSHIN_MARK_HIGH : ANSHIN_MARK_NONE;
}

/**
 * anshin_vital_targets_get:
 * @self: (nullable): the patient's own ranges
 * @kind: a kind
 * @low: (out): the least that is aimed at, 0 for no limit
 * @high: (out): the most, 0 for no limit
 *
 * The patient's own range, or else the usual one.
 *
 * Returns: whether there is a limit on either side
 */
gboolean
anshin_vital_targets_get (AnshinVitalTargets *self, int kind, gint64 *low, gint64 *high)
{
  const AnshinVitalInfo *info = anshin_vital_get_info (kind);

  *low = info->target_low;
  *high = info->target_high;
  for (guint i = 0; self != NULL && self->targets != NULL && i < self->targets->len; i++)
    {
      AnshinVitalTarget *target = g_ptr_array_index (self->targets, i);

      if (target->kind != kind)
        continue;
      *low = target->low;
      *high = target->high;
    }
  return *low > 0 || *high > 0;
}

/**
 * anshin_vital_targets_judge:
 * @self: (nullable): the patient's own ranges
 * @kind: a kind
 * @value: a number of it
 *
 * Returns: the #AnshinVitalMark of the number
 */
int
anshin_vital_targets_judge (AnshinVitalTargets *self, int kind, gint64 value)
{
  gint64 low = 0;
  gint64 high = 0;

  anshin_vital_targets_get (self, kind, &low, &high);
  return judge (value, low, high);
}
