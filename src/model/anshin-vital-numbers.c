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

/* A number as far as it is typed: its digits without the point, how many of them there are, and
 * how many behind the point, -1 without one; then what stands behind the number. */
typedef struct
{
  gint64 number;
  int digits;
  int behind;
  const char *rest;
} Typed;

/* Returns: whether there are no more digits than a number can have */
static gboolean
read_typed (const char *at, Typed *typed)
{
  *typed = (Typed){ .behind = -1 };
  for (; g_ascii_isdigit (*at) || ((*at == '.' || *at == ',') && typed->behind < 0); at++)
    {
      if (!g_ascii_isdigit (*at))
        {
          typed->behind = 0;
          continue;
        }
      typed->number = typed->number * 10 + (*at - '0');
      typed->behind += typed->behind >= 0 ? 1 : 0;
      if (++typed->digits > MAX_DIGITS)
        return FALSE;
    }
  while (*at == ' ')
    at++;
  typed->rest = at;
  return TRUE;
}

static gboolean
take_typed (const AnshinVitalInfo *info, const Typed *typed, gint64 *value)
{
  if (typed->digits == 0 || typed->behind == 0 || typed->behind > info->decimals ||
      (*typed->rest != '\0' && g_ascii_strcasecmp (typed->rest, info->unit) != 0))
    return FALSE;

  *value = typed->number;
  for (int behind = MAX (typed->behind, 0); behind < info->decimals; behind++)
    *value *= 10;
  return TRUE;
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
  g_autofree char *plain = anshin_text_fold_width (text);
  Typed typed;

  return read_typed (g_strstrip (plain), &typed) &&
         take_typed (anshin_vital_get_info (kind), &typed, value);
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

/* Whether a number from @low to @high comes out if one types on: more digits, a point, or both. */
static gboolean
can_become (const AnshinVitalInfo *info, const Typed *typed, gint64 low, gint64 high)
{
  const gint64 scale = info->decimals > 0 ? 10 : 1;
  gint64 number = typed->number;
  gint64 more = 1;

  if (*typed->rest != '\0' || typed->digits == 0)
    return FALSE;
  if (typed->behind >= 0)
    return typed->behind < info->decimals && number * scale <= high &&
           number * scale + scale - 1 >= low;
  for (int digits = typed->digits; digits <= MAX_DIGITS; digits++)
    {
      if (number * more * scale <= high && (number * more + more) * scale - 1 >= low)
        return TRUE;
      more *= 10;
    }
  return FALSE;
}

/* The unit as far as it is typed. */
static gboolean
begins_unit (const AnshinVitalInfo *info, const Typed *typed)
{
  return *typed->rest != '\0' &&
         g_ascii_strncasecmp (info->unit, typed->rest, strlen (typed->rest)) == 0;
}

/**
 * anshin_vital_judge_typed:
 * @kind: a kind
 * @text: what stands where its number is typed
 * @finished: whether whoever types has gone on to something else
 * @value: (out): the number; untouched unless there is a possible one
 *
 * While one types, nothing is said of a number that is better once more is typed: a 9 may become
 * 98, a 13 may become 135.
 *
 * Returns: the #AnshinVitalVerdict
 */
int
anshin_vital_judge_typed (int kind, const char *text, gboolean finished, gint64 *value)
{
  const AnshinVitalInfo *info = anshin_vital_get_info (kind);
  g_autofree char *plain = anshin_text_fold_width (text);
  Typed typed;
  gint64 number = 0;
  gboolean possible = FALSE;

  if (*g_strstrip (plain) == '\0')
    return ANSHIN_VERDICT_NONE;
  if (!read_typed (plain, &typed))
    return ANSHIN_VERDICT_IMPOSSIBLE;
  possible = take_typed (info, &typed, &number) && anshin_vital_is_possible (kind, number);
  if (possible)
    *value = number;
  if (possible && !anshin_vital_is_unusual (kind, number))
    return ANSHIN_VERDICT_USUAL;
  if (!finished && (can_become (info, &typed, info->seldom_below, info->seldom_above) ||
                    (!possible && (can_become (info, &typed, info->least, info->most) ||
                                   begins_unit (info, &typed)))))
    return ANSHIN_VERDICT_NONE;
  if (!possible)
    return ANSHIN_VERDICT_IMPOSSIBLE;
  return number < info->seldom_below ? ANSHIN_VERDICT_LOW : ANSHIN_VERDICT_HIGH;
}

/**
 * anshin_vital_pressures_fit:
 * @systolic: the upper blood pressure
 * @diastolic: the lower one
 *
 * Returns: whether one person can have both at a time
 */
gboolean
anshin_vital_pressures_fit (gint64 systolic, gint64 diastolic)
{
  return diastolic < systolic;
}
